"""alktui escape: which profiles escape a TKI."""

from __future__ import annotations

import click

from alktui.cli.knowledge import read_knowledge
from alktui.cli.output import echo


@click.command()
@click.argument("tki")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def escape(tki: str, form: str) -> None:
    """The escape map of an ALK TKI: which profiles escape it, and what is reported to work then."""
    from alktui.cases.vocabulary import find_tki  # noqa: PLC0415
    from alktui.model.block import with_whys  # noqa: PLC0415
    from alktui.pages.escape import escape_page  # noqa: PLC0415
    from alktui.paint.json import json_of  # noqa: PLC0415
    from alktui.paint.text import written  # noqa: PLC0415
    from alktui.triage.escape import escape_map  # noqa: PLC0415

    catalogue = read_knowledge()
    found = escape_map(find_tki(tki, catalogue), catalogue)
    echo(json_of(found) if form == "json" else written(with_whys(escape_page(found, None, catalogue)), catalogue), nl=False)
