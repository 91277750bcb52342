"""Step 6, the summary: the one page to take along, as it would be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alktui.report.sheet import write_sheet
from alktui.tui.row import Row, clip, line

if TYPE_CHECKING:
    from alktui.model.catalogue import Catalogue
    from alktui.model.report import Report


def rows(report: Report, catalogue: Catalogue, width: int) -> list[Row]:
    """The sheet, line by line; headings stand out."""
    lines = write_sheet(report, catalogue, "text").splitlines()
    return clip([line(text, "strong" if text[:2].isupper() and not text.startswith(" ") else "") for text in lines], width)
