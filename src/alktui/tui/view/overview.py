"""The Overview on a screen: whole where that can be, its answer cut before anything else is."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from alktui.model.block import Block, Matrix, Text
from alktui.pages.overview import LEGEND, answer_blocks, overview_page
from alktui.tui.glyph import glyphs
from alktui.tui.paint import rows_of_page
from alktui.tui.row import Row, blank, paragraph

if TYPE_CHECKING:
    from alktui.model.catalogue import Catalogue
    from alktui.model.report import Report

BESIDE = "beside the ALK TKIs"
LEAST = 3
"""Lines of the answer that are never cut: a page that is still too long is scrolled."""

CUT = " .. (enter: all)"
ANSWER = "answer"
"""The key of the last line of an answer that is cut."""


def rows(report: Report, catalogue: Catalogue, width: int, height: int) -> list[Row]:
    """The Overview: answer, heat-map, what was given, a line a step.

    Args:
        height: lines there are; where the page has more, the last lines of its answer stand behind one of them.
    """
    page = overview_page(report, catalogue)
    answer = tuple(takewhile(_is_answer, page))
    above = rows_of_page(answer, catalogue, width)
    beneath = _parted(rows_of_page(page[len(answer) :], catalogue, width, leading=True), width)
    surplus = len(above) + len(beneath) - height
    if surplus > 0 and len(above) - surplus >= LEAST:
        above = _cut(above[: len(above) - surplus], report, catalogue, width)
    legend = paragraph(LEGEND, width, "muted") if any(isinstance(block, Matrix) for block in page) else []
    if legend and len(above) + len(beneath) + len(legend) < height:
        beneath += [blank(), *legend]
    return [*above, *beneath]


def _is_answer(block: Block) -> bool:
    return isinstance(block, Text) and block.label != "Before:"


def _cut(kept: list[Row], report: Report, catalogue: Catalogue, width: int) -> list[Row]:
    """The lines of an answer that are kept; the last one says that there are more, and why shows them all."""
    *above, last = kept
    room = width - len(CUT)
    text = last.text if cell_len(last.text) <= room else set_cell_size(last.text, room).rpartition(" ")[0]
    spans = ((text, last.spans[-1][1]), (CUT, "strong"))
    return [*above, Row(spans, ANSWER, lambda room: rows_of_page(tuple(answer_blocks(report)), catalogue, room))]


def _parted(beneath: list[Row], width: int) -> list[Row]:
    """The lines with a titled rule in place of the blank one above the lines of the steps."""
    first = next((place for place, row in enumerate(beneath) if row.key.startswith("go:")), 0)
    if first and not beneath[first - 1].text.strip():
        rule = glyphs().rule
        spans = ((rule * 2, "muted"), (f" {BESIDE} ", "muted"), (rule * max(0, width - len(BESIDE) - 4), "muted"))
        beneath[first - 1] = Row(spans)
    return beneath
