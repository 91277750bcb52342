"""alktui catalogue: build, check, export, show, search."""

from __future__ import annotations

from pathlib import Path

import click

from alktui.cli.knowledge import read_knowledge
from alktui.cli.output import echo
from alktui.errors import InputRefused


@click.group()
def catalogue() -> None:
    """The knowledge: build, check, export, search, show."""


@catalogue.command()
@click.option(
    "--text", "folder", type=click.Path(path_type=Path), help="The folder of curated text; this checkout's db unless said."
)
@click.option("--output", type=click.Path(path_type=Path), help="The file to write; the checkout's own unless said.")
def build(folder: Path | None, output: Path | None) -> None:
    """Build the SQLite catalogue from curated text."""
    from alktui.catalogue.build import build_catalogue  # noqa: PLC0415
    from alktui.catalogue.location import INSTALLED, curated_text  # noqa: PLC0415

    target = output or (INSTALLED if folder is None else None)
    if target is None:
        raise InputRefused("--text without --output", "Name the file to write.")
    built = build_catalogue(folder or curated_text(), target)
    echo(f"{target}: {len(built.records)} records, release {built.release}, fingerprint {built.fingerprint}")


@catalogue.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
def check(folder: Path | None) -> None:
    """Check curated text, a whole catalogue's or a site layer's: every fault of every file, with a remedy."""
    from alktui.catalogue.check import check as check_text  # noqa: PLC0415
    from alktui.catalogue.layer import add_layer, is_layer  # noqa: PLC0415
    from alktui.catalogue.location import catalogue_path, curated_text  # noqa: PLC0415
    from alktui.catalogue.store import read_catalogue  # noqa: PLC0415
    from alktui.catalogue.text import read_text  # noqa: PLC0415

    if folder and is_layer(folder):
        layer = add_layer(read_catalogue(catalogue_path()), folder).layers[-1]
        counts = ", ".join(f"{count} {kind}" for kind, count in layer.counts.items())
        echo(f"site layer {layer.name}: {counts or 'no records'}, no fault; fingerprint {layer.fingerprint}")
        return
    found = check_text(read_text(folder or curated_text()))
    echo(f"{len(found.records)} records, no fault; fingerprint {found.fingerprint}")


@catalogue.command()
@click.option("--format", "form", type=click.Choice(["json"]), default="json", show_default=True)
def export(form: str) -> None:  # noqa: ARG001 - one format so far
    """Print every record with its provenance."""
    from alktui.catalogue.export import export_json  # noqa: PLC0415

    echo(export_json(read_knowledge()), nl=False)


@catalogue.command()
@click.argument("identity", metavar="ID")
def show(identity: str) -> None:
    """Print one record with its provenance."""
    from alktui.catalogue.export import show_record  # noqa: PLC0415

    echo(show_record(read_knowledge(), identity), nl=False)


@catalogue.command()
@click.argument("text", nargs=-1, required=True)
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000))
def search(text: tuple[str, ...], limit: int) -> None:
    """Find records by words; nothing in the text is read as an operator."""
    from alktui.catalogue.layer import find_in_layers  # noqa: PLC0415
    from alktui.catalogue.location import catalogue_path  # noqa: PLC0415
    from alktui.catalogue.search import Searcher  # noqa: PLC0415

    searcher = Searcher(catalogue_path())
    hits = searcher.find(" ".join(text), limit)
    near = () if hits else searcher.near(" ".join(text))
    searcher.close()
    hits = (*hits, *find_in_layers(read_knowledge(), " ".join(text), limit))[:limit]
    for hit in hits:
        echo(f"{hit.id}\n    {hit.kind}: {hit.title}")
    meant = f"did you mean {' or '.join(near)}?" if near else "fewer or shorter words find more"
    echo(f"{len(hits)} record(s)" if hits else f"nothing found; {meant}", err=True)


@catalogue.command()
@click.option("--write", is_flag=True, help="Write it to db/coverage.toml of this checkout.")
def coverage(write: bool) -> None:  # noqa: FBT001 - a flag
    """How many records stand on each section of each document."""
    from alktui.catalogue.coverage import coverage_toml  # noqa: PLC0415
    from alktui.catalogue.location import curated_text  # noqa: PLC0415

    text = coverage_toml(read_knowledge())
    if write:
        (curated_text() / "coverage.toml").write_text(text, encoding="utf-8")
    else:
        echo(text, nl=False)
