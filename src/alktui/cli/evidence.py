"""alktui evidence: what other knowledge bases say, beside the documents' calls."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from alktui.cli.day import today
from alktui.cli.knowledge import read_knowledge
from alktui.cli.output import echo

if TYPE_CHECKING:
    from alktui.model.catalogue import Catalogue


@click.group()
def evidence() -> None:
    """Evidence from elsewhere: stands beside the documents' calls and changes none."""


@evidence.command("import-civic")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
def import_civic(file: Path) -> None:
    """Take the items on ALK TKIs from CIViC's evidence file (accepted evidence, TSV); - is stdin. Replaces the one before."""
    from alktui.registry.civic import read_civic  # noqa: PLC0415
    from alktui.registry.civic_store import write_evidence  # noqa: PLC0415
    from alktui.report.evidence import evidence_text  # noqa: PLC0415

    source = sys.stdin.buffer if str(file) == "-" else file
    found = read_civic(
        source, _names(read_knowledge()), today().isoformat(), "standard input" if source is not file else file.name
    )
    write_evidence(found)
    echo(evidence_text(found), nl=False, err=True)


@evidence.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def status(form: str) -> None:
    """Say what was imported, when, and how many rows were left out for which reason."""
    from alktui.registry.civic_store import read_evidence  # noqa: PLC0415
    from alktui.report.evidence import evidence_text  # noqa: PLC0415
    from alktui.report.json import json_of  # noqa: PLC0415

    found = read_evidence()
    if found is None:
        echo("null" if form == "json" else "nothing of CIViC's was imported")
        return
    echo(json_of(found) if form == "json" else evidence_text(found), nl=False)


@evidence.command()
def forget() -> None:
    """Remove what was imported."""
    from alktui.registry.civic_store import forget_evidence  # noqa: PLC0415

    echo("forgotten" if forget_evidence() else "nothing was imported", err=True)


def _names(catalogue: Catalogue) -> dict[str, str]:
    """The ALK TKIs of the TKI step by every name of theirs, in lower case."""
    return {name.lower(): tki.id for tki in catalogue.tki_rows for name in (tki.id, tki.name, *tki.synonyms)}
