"""Step 6, the summary: the one page to take along, as it would be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from alktui.report.sheet import write_sheet
from alktui.tui.row import Row, line, paragraph

if TYPE_CHECKING:
    from alktui.model.catalogue import Catalogue
    from alktui.model.report import Report


def rows(report: Report, catalogue: Catalogue, width: int) -> list[Row]:
    """The sheet, line by line; headings stand out. A line that finds no room is broken, so that nothing of it is lost."""
    found: list[Row] = []
    for text in write_sheet(report, catalogue, "text").splitlines():
        tone = "strong" if text[:2].isupper() and not text.startswith(" ") else ""
        if cell_len(text) <= width:
            found.append(line(text, tone))
        else:
            found += paragraph(text, width, tone, indent=min(len(text) - len(text.lstrip()), width // 4))
    return found
