"""Presentation for the projector: the Overview first, then one step a page, and the calls once more at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alktui.model.block import Gap, Page, Text
from alktui.pages.next_test import next_test_page
from alktui.pages.option import option_page
from alktui.pages.overview import answer_blocks, before_blocks, matrix_block, overview_page
from alktui.pages.tki import tki_page
from alktui.pages.words import case_in_words
from alktui.tui.paint import rows_of_page
from alktui.tui.row import Row, blank, line, paragraph
from alktui.tui.session import TITLES

if TYPE_CHECKING:
    from alktui.model.catalogue import Catalogue
    from alktui.model.report import Report

PRESENTED = ("overview", "tkis", "strategies", "targets", "trials", "summary")
"""The pages in order; what was entered stands at the head of each, so that the case needs none of its own."""

LAST = "The calls once more"


def rows(step: str, report: Report, catalogue: Catalogue, width: int) -> list[Row]:
    """The page of a step, with the case, its label and its question above."""
    place = PRESENTED.index(step) if step in PRESENTED else 0
    title = LAST if step == "summary" else TITLES[PRESENTED[place]]
    label = f"   {report.case.label}" if report.case.label else ""
    found = [line(f"{title}    {place + 1} of {len(PRESENTED)}{label}", "title")]
    found += paragraph(case_in_words(report.case), width, "strong")
    if report.case.question:
        found += paragraph(f"Question: {report.case.question}", width, "strong")
    for notice in report.notices:
        if notice.code in ("not-read", "left-out"):
            found += paragraph(notice.message, width, "bad", first="! ")
    found.append(blank())
    page = page_of(PRESENTED[place], report, catalogue)
    return [
        *found,
        *rows_of_page(page, catalogue, width),
        blank(),
        *paragraph("space or right: next page; P leaves", width, "muted"),
    ]


def page_of(step: str, report: Report, catalogue: Catalogue) -> Page:
    """What a page of the projector says."""
    if step == "overview":
        return overview_page(report, catalogue)
    if step == "tkis":
        return tki_page(report, catalogue)
    if step == "summary":
        matrix = matrix_block(report, catalogue)
        tests = next_test_page(report, catalogue)
        answer = (*answer_blocks(report), Gap(), *([matrix] if matrix is not None else []), *before_blocks(report, catalogue))
        return (*answer, Gap(), *tests, Gap(), Text(report.disclaimer, "muted"))
    return option_page(step, report, catalogue)
