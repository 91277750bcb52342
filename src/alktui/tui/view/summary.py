"""Step 6, the summary: the one page to take along, as it would be printed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len

from alktui.report.sheet import write_sheet
from alktui.tui.row import Row, line, paragraph

if TYPE_CHECKING:
    from alktui.model.catalogue import Catalogue
    from alktui.model.report import Report

_HEADING = re.compile(r"ALK tumour board sheet|[A-Z]{3}[A-Z ]*[A-Za-z](?=$|   \()")


def rows(report: Report, catalogue: Catalogue, width: int) -> list[Row]:
    """The sheet, line by line; headings stand out. A line that finds no room is broken, so that nothing of it is lost."""
    found: list[Row] = []
    for text in write_sheet(report, catalogue, "text").splitlines():
        heading = _HEADING.match(text)
        if heading is not None and cell_len(text) <= width:
            found.append(Row(((heading[0], "strong"), (text[heading.end() :], ""))))
        elif cell_len(text) <= width:
            found.append(line(text))
        else:
            indent = min(len(text) - len(text.lstrip()), width // 4)
            found += paragraph(text, width, "strong" if heading is not None else "", indent=indent)
    return found
