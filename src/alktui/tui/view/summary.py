"""Step 6, the summary: the report to take along, as it would be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alktui.report.text import text_of
from alktui.tui.row import Row, line

if TYPE_CHECKING:
    from alktui.model.catalogue import Catalogue
    from alktui.model.report import Report


def rows(report: Report, catalogue: Catalogue) -> list[Row]:
    """The report, line by line."""
    return [line(text, "title" if text.split("   ")[0].isupper() else "") for text in text_of(report, catalogue).splitlines()]
