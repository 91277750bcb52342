"""alktui report: the sheet of a case, to take to the board, printed or written to a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from alktui.cli.case_source import read_in_part, refuse_part
from alktui.cli.day import as_date
from alktui.cli.knowledge import read_knowledge
from alktui.cli.output import echo, write_output
from alktui.cli.triage import report_in_part


@click.command()
@click.argument("case")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "html", "json", "csv"]),
    default="text",
    show_default=True,
    help="html prints on A4, two pages at most; csv is for a spreadsheet; json is the whole report.",
)
@click.option("--output", type=click.Path(path_type=Path), help="The file to write, readable by you alone; stdout unless said.")
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
@click.option("--sample", metavar="BARCODE", help="The sample to take where CASE is a MAF that has several.")
@click.option("--as-of", callback=as_date, metavar="DATE", help="The day of the sheet, YYYY-MM-DD; today unless said.")
def report(case: str, form: str, output: Path | None, as_of: date | None, sample: str | None, *, force: bool) -> None:
    """Print the sheet of a case: two pages at most for the tumour board.

    CASE is the label of a stored case, or a file as `alktui case import` reads it; - is stdin. Where a part of it cannot be
    read, the sheet is that of the rest and says so at its top, and the exit code is 2.
    """
    from alktui.board import write_sheet  # noqa: PLC0415 - --help needs none of it

    source = read_in_part(case, sample)
    catalogue = read_knowledge()
    found, refused = report_in_part(source.entry, catalogue, as_of, (*source.refusals, *source.unread))
    text = write_sheet(found, catalogue, form)
    if output is None or str(output) == "-":
        echo(text, nl=False)
    else:
        write_output(output, text.encode(), force=force)
        echo(f"{output} written", err=True)
    refuse_part(refused, "sheet, which says so at its top")
