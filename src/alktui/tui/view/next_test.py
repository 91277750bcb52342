"""What to test next: the open questions, what each decides, and where every answer would move things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alktui.pages.words import CALLS
from alktui.tui.row import Row, below, blank, clip, columns, line, paragraph, spread
from alktui.tui.view.source import source_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from alktui.model.catalogue import Catalogue
    from alktui.model.report import NextTest, Report

BAR, FACT, COUNT, QUESTION = 16, 20, 5, 30
"""Widths of the columns; a question stands in one where there is room for that many letters of it, else below."""


def rows(report: Report, catalogue: Catalogue, width: int) -> list[Row]:
    """One line a question, with a bar of how much it decides."""
    if not report.next_tests:
        return paragraph("No open fact would move a call or an option.", width, "muted")
    most = max(test.decides for test in report.next_tests) or 1
    found = paragraph("What to test next: each answer shows what it would move, in both directions", width, "title")
    for test in report.next_tests:
        bar = "#" * max(1 if test.decides else 0, round(BAR * test.decides / most))
        first = "first: " if test.first else ""
        tone = "warn" if test.first else "good"
        key, detail, room = f"next:{test.fact}", _detail(test, report, catalogue), width - FACT - COUNT - BAR - 1
        drawn = ((bar, BAR + 1, tone),) if room >= 0 else ()
        start = ((test.fact, FACT, "strong"), (f"{test.decides}", COUNT, ""), *drawn)
        if room >= QUESTION:
            found += columns(*start, (f"{first}{test.question}", room, ""), key=key, detail=detail)
        else:
            found += [*columns(*start, key=key, detail=detail), *below(f"{first}{test.question}", width, 2)]
    return clip(found, width)


def one_line(report: Report, width: int) -> list[Row]:
    """The best questions in one line, for the head of a step."""
    words = "test next (t):"
    for place, test in enumerate(report.next_tests):
        one = f" {test.fact} {'comes first' if test.first else f'decides {test.decides}'}"
        if place and len(words) + len(one) + 1 > width:
            break
        words = f"{words}{',' if place else ''}{one}"
    return [spread((words, width, "warn"))] if report.next_tests else []


def _detail(test: NextTest, report: Report, catalogue: Catalogue) -> Callable[[int], list[Row]]:
    names = {option.id: option.name for option in (*report.strategies, *report.targets, *report.trials)}
    names |= {row.therapy: row.name for row in report.tkis}

    def lines(width: int) -> list[Row]:
        found = paragraph(test.question, width, "title")
        if test.why:
            found += paragraph(test.why, width, "warn")
        by = test.by
        counts = f"{by.tkis} TKI calls, {by.strategies} strategies, {by.targets} targets, {by.trials} trials"
        found += paragraph(f"decides {test.decides}: {counts}", width)
        for answer in test.answers:
            found += [blank(), line(f"if {answer.state}: {len(answer.moves)} move", "strong")]
            for move in answer.moves:
                found += paragraph(f"{names.get(move.id, move.id)}: {CALLS.get(move.to, move.to)}", width, first="- ")
        return found + source_rows(test.sources, catalogue, width)

    return lines
