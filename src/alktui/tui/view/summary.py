"""The sheet as it would be printed: text line by line, the answer and the calls in their colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from alktui.board import sheet_page
from alktui.model.block import Heading, Text
from alktui.paint.text import WIDTH, text_of_page
from alktui.tui.row import Row, line, paragraph

if TYPE_CHECKING:
    from alktui.model.block import Block
    from alktui.model.catalogue import Catalogue
    from alktui.model.report import Report


def rows(report: Report, catalogue: Catalogue, width: int) -> list[Row]:
    """The sheet, line by line; headings stand out. A line that finds no room is broken, so that nothing of it is lost."""
    return [row for block in sheet_page(report, catalogue) for row in _rows(block, catalogue, width)]


def _rows(block: Block, catalogue: Catalogue, width: int) -> list[Row]:
    found: list[Row] = []
    tone = block.tone if isinstance(block, Text) else "title" if isinstance(block, Heading) else ""
    for text in text_of_page((block,), catalogue, WIDTH):
        if cell_len(text) <= width:
            found.append(line(text, tone))
        else:
            found += paragraph(text, width, tone, indent=min(len(text) - len(text.lstrip()), width // 4))
    return found
