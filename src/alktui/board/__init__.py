"""The sheet: two pages at most to take to the board, in every format with the same content."""

from __future__ import annotations

from alktui.board.sheet import sheet_page, title_of
from alktui.model.catalogue import Catalogue
from alktui.model.report import Report

__all__ = ["FORMATS", "sheet_page", "write_sheet"]

FORMATS = ("text", "markdown", "html", "csv", "json")


def write_sheet(report: Report, catalogue: Catalogue, form: str) -> str:
    """The sheet in one of the formats; ends with a line end.

    Args:
        form: "text" (80 columns), "markdown", "html" (needs no other file, prints on A4), "csv", or "json", which is the report.

    Raises:
        ValueError: no such format.
    """
    if form not in FORMATS:
        raise ValueError(f"no format {form!r}; there are {', '.join(FORMATS)}")
    if form == "json":
        from alktui.paint.json import json_of  # noqa: PLC0415 - a format is imported when it is asked for

        return json_of(report)
    page = sheet_page(report, catalogue)
    if form == "text":
        from alktui.paint.text import written  # noqa: PLC0415

        return written(page, catalogue)
    if form == "markdown":
        from alktui.paint.markdown import markdown_of  # noqa: PLC0415

        return markdown_of(page, catalogue)
    if form == "csv":
        from alktui.paint.csv import csv_of  # noqa: PLC0415

        return csv_of(page, catalogue)
    from alktui.paint.html import html_of  # noqa: PLC0415

    return html_of(page, catalogue, title_of(report))
