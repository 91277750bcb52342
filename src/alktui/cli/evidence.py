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
    from alktui.model.civic import CivicEvidence


@click.group()
def evidence() -> None:
    """Evidence from elsewhere: stands beside the documents' calls and changes none."""


@evidence.command("import-civic")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
def import_civic(file: Path) -> None:
    """Take the items on ALK TKIs from CIViC's evidence file (accepted evidence, TSV); - is stdin. Replaces the items in force."""
    from alktui.civic.table import names_of_tkis  # noqa: PLC0415
    from alktui.registry.civic_store import read_civic, write_evidence  # noqa: PLC0415

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
    from alktui.paint.json import json_of  # noqa: PLC0415

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


def evidence_text(evidence: CivicEvidence) -> str:
    """What was taken and what was left out, as text of 80 columns; ends with a line end."""
    from alktui.paint.text import wrapped  # noqa: PLC0415 - as above

    whence = f"imported {evidence.imported_on}" if evidence.imported_on else "shipped with the catalogue"
    as_of = f", as of {evidence.as_of}" if evidence.as_of else ""
    reviewed = f", last reviewed {evidence.latest_review}" if evidence.latest_review else ""
    profiles = {item.profile for item in evidence.items}
    therapies = sorted({name for item in evidence.items for name in item.therapies})
    lines = wrapped(f"{evidence.source}: {evidence.file or 'a file'}, {whence}{as_of}{reviewed}")
    lines += wrapped(
        f"{len(evidence.items)} of {evidence.rows} rows taken: {len(profiles)} profiles, {', '.join(therapies) or 'no therapy'}"
    )
    if evidence.left_out:
        lines.append("left out:")
    for reason, count in sorted(evidence.left_out.items(), key=lambda pair: (-pair[1], pair[0])):
        lines += wrapped(reason, first=f"{count:>6}  ")
    lines += wrapped("It stands beside the documents' calls (agrees, disagrees, silent) and changes none.")
    return "\n".join(lines) + "\n"
