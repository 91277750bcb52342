"""alktui evidence: what other knowledge bases say, beside the documents' calls."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from alktui.cli.day import today
from alktui.cli.knowledge import read_knowledge
from alktui.cli.output import echo


@click.group()
def evidence() -> None:
    """Evidence from elsewhere: stands beside the documents' calls and changes none."""


@evidence.command("import-civic")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
def import_civic(file: Path) -> None:
    """Take the items on ALK TKIs from CIViC's evidence file (accepted evidence, TSV); - is stdin. Replaces the items in force."""
    from alktui.civic.table import names_of_tkis  # noqa: PLC0415
    from alktui.registry.civic_store import read_civic, write_evidence  # noqa: PLC0415
    from alktui.report.evidence import evidence_text  # noqa: PLC0415

    source = sys.stdin.buffer if str(file) == "-" else file
    names = names_of_tkis(read_knowledge())
    found = read_civic(source, names, today().isoformat(), "standard input" if source is not file else file.name)
    write_evidence(found)
    echo(evidence_text(found), nl=False, err=True)


@evidence.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def status(form: str) -> None:
    """Say which items of CIViC's are in force, of what date, and how many rows were left out for which reason."""
    from alktui.catalogue.location import catalogue_path  # noqa: PLC0415
    from alktui.knowledge import read_civic  # noqa: PLC0415
    from alktui.report.evidence import evidence_text  # noqa: PLC0415
    from alktui.report.json import json_of  # noqa: PLC0415

    found = read_civic(catalogue_path())
    if found is None:
        echo("null" if form == "json" else "nothing of CIViC's is in force: none is shipped, none was imported")
        return
    echo(json_of(found) if form == "json" else evidence_text(found), nl=False)


@evidence.command()
def forget() -> None:
    """Remove what was imported; what the catalogue carries is in force again."""
    from alktui.registry.civic_store import forget_evidence  # noqa: PLC0415

    echo("forgotten" if forget_evidence() else "nothing was imported", err=True)
