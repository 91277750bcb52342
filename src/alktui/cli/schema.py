"""alktui schema: the JSON Schemas of what alktui writes, generated from the models."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from alktui.cli.output import echo

if TYPE_CHECKING:
    from collections.abc import Callable

DIALECT = "https://json-schema.org/draft/2020-12/schema"


@click.command()
@click.argument("name", type=click.Choice(["case", "report"]))
def schema(name: str) -> None:
    """Print the JSON Schema of a case file or of a report."""
    echo(json.dumps(SCHEMAS[name](), ensure_ascii=False, indent=2, sort_keys=True))


def case_schema() -> dict[str, Any]:
    """The schema of a case file: the entry, and what stands in the file beside it."""
    from pydantic import TypeAdapter  # noqa: PLC0415 - slow to import and --help needs none of it

    from alktui.cases.entry import CaseEntry  # noqa: PLC0415 - as above
    from alktui.cases.migration import SCHEMA  # noqa: PLC0415 - as above

    found = TypeAdapter(CaseEntry).json_schema()
    for part in (found, *found["$defs"].values()):
        part["additionalProperties"] = False
    found["properties"] |= {
        "schema": {"const": SCHEMA, "description": "What the file is, and the version of its form."},
        "changed": {"type": "string", "format": "date-time", "description": "When it was last changed; UTC."},
    }
    finding = found["$defs"]["FindingEntry"]["properties"]
    finding["hgvs"] = {"type": "string", "description": "The finding in HGVS, for others; alktui reads the text."}
    found["required"] = ["schema"]
    return {"$schema": DIALECT, "$id": f"urn:{SCHEMA.replace('/', ':')}", **found, "title": "A case as typed"}


def report_schema() -> dict[str, Any]:
    """The schema of a report."""
    from alktui.model.report import Report  # noqa: PLC0415 - pydantic is slow to import and --help needs none of it

    found = Report.model_json_schema(mode="serialization")
    identity = found["properties"]["schema"]["const"]
    return {"$schema": DIALECT, "$id": f"urn:{identity.replace('/', ':')}", **found}


SCHEMAS: dict[str, Callable[[], dict[str, Any]]] = {"case": case_schema, "report": report_schema}
