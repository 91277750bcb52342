"""The catalogue as JSON, every record flat with its provenance; and one record for a reader."""

from __future__ import annotations

import difflib
import json
from typing import Any

from alktui.catalogue.kind import KINDS
from alktui.errors import InputRefused
from alktui.model.catalogue import Catalogue
from alktui.model.record import Record
from alktui.model.source import Reference
from alktui.model.vocabulary import Biomarker, Therapy
from alktui.plain import clean, inert_json, shown

SCHEMA = "alktui/catalogue/1"


def export_json(catalogue: Catalogue) -> str:
    """Every record of every kind; ends with a line end."""
    exported: dict[str, Any] = {
        "schema": SCHEMA,
        "release": catalogue.release,
        "fingerprint": catalogue.fingerprint,
        "layers": [layer.model_dump(mode="json") for layer in catalogue.layers],
        "sources": [record.model_dump(mode="json") for record in catalogue.documents],
    }
    for kind in KINDS:
        if kind != "documents":
            exported[kind] = [_flat(record) for record in getattr(catalogue, kind)]
    return inert_json(json.dumps(exported, ensure_ascii=False, indent=1)) + "\n"


def _flat(record: Record) -> dict[str, Any]:
    """A record with its first source beside it, as a table wants it."""
    values = record.model_dump(mode="json", by_alias=True)
    sources = values.setdefault("sources", _sources_of(record))
    if sources:
        values.setdefault("document", sources[0]["document"])
        values.setdefault("locator", sources[0]["locator"])
        values.setdefault("references", sources[0]["references"])
    return values


def _sources_of(record: Record) -> list[dict[str, Any]]:
    """Where a record without a source of its own comes from; empty for the words of the catalogue itself."""
    if isinstance(record, Reference):
        return [{"document": record.document, "locator": "reference list", "references": [record.number]}]
    if isinstance(record, Biomarker):
        return [source.model_dump(mode="json") for default in record.defaults for source in default.sources]
    stated = record.generations if isinstance(record, Therapy) else ()
    return [{"document": generation.document, "locator": generation.locator, "references": []} for generation in stated]


def show_record(catalogue: Catalogue, identity: str) -> str:
    """One record, line by line, with its references spelt out.

    Raises:
        InputRefused: there is none with this id; the nearest are suggested.
    """
    record = catalogue.records.get(identity)
    if record is None:
        near = tuple(difflib.get_close_matches(identity, catalogue.records, n=3, cutoff=0.4))
        hint = f"Did you mean {', '.join(near)}?" if near else "alktui catalogue search finds ids."
        raise InputRefused(f"there is no record {shown(identity, 90)}", hint, typed=identity, suggestions=near)
    lines = [
        f"{name}: {clean(_plain(value))}"
        for name, value in record.model_dump(mode="json", by_alias=True).items()
        if value not in ("", None, [], {}) and name != "sources"
    ]
    for source in getattr(record, "sources", ()):
        lines.append(f"source: {catalogue.document[source.document].short}, {source.locator}")
        for number in source.references:
            reference = catalogue.reference[source.document, number]
            note = f" ({reference.note})" if reference.note else ""
            cited = f"{reference.first_author} {reference.year} {reference.journal} {reference.doi}"
            lines.append(f"  [{number}] {cited}{note}")
    return "\n".join(lines) + "\n"


def _plain(value: Any) -> str:  # noqa: ANN401 - any JSON value
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
