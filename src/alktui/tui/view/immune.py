"""The immune context of the case's stage, and what was measured of immunotherapy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alktui.pages.outcome import outcome_words, why_of_outcome
from alktui.pages.words import seen_in_words
from alktui.tui.paint import detail_of
from alktui.tui.row import Row, below, blank, clip, columns, line, paragraph
from alktui.tui.view.source import source_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from alktui.model.catalogue import Catalogue
    from alktui.model.report import ImmuneContext, Report

STATES = {"met": "of this stage, or with no stage stated", "unknown": "stage not known", "unmet": "of another stage"}

STAGE, MARKER, DIRECTION, MODEL = 13, 25, 13, 16
"""Widths of the columns; a model stands in one where there is room for that many letters of it."""


def rows(report: Report, catalogue: Catalogue, width: int) -> list[Row]:
    """Findings of this stage, then those whose stage is open, then the others; the outcomes of immunotherapy last."""
    if not report.immune_context:
        return paragraph("The documents report no immune context for this case.", width, "muted")
    found: list[Row] = []
    for state, words in STATES.items():
        own = [entry for entry in report.immune_context if entry.state == state]
        if own:
            found += [blank()] if found else []
            found += paragraph(f"Findings {words} ({len(own)})", width, "title")
            found += [row for entry in own for row in _item(entry, catalogue, width)]
    return clip([*found, *_outcomes(report, catalogue, width)], width)


def _item(entry: ImmuneContext, catalogue: Catalogue, width: int) -> list[Row]:
    """Stage, marker and direction, and the model with its n; the last two below where there is no room beside."""
    n = f" n={entry.n}" if entry.n is not None else ""
    start = (entry.stage, STAGE, "muted"), (entry.marker, MARKER, "strong")
    detail = _detail(entry, catalogue)
    left = width - STAGE - MARKER - DIRECTION
    if left < MODEL:
        return [*columns(*start, key=entry.id, detail=detail), *below(f"{entry.direction}; {entry.model}{n}", width, 2)]
    return columns(*start, (entry.direction, DIRECTION, ""), (f"{entry.model}{n}", left, "muted"), key=entry.id, detail=detail)


def _detail(entry: ImmuneContext, catalogue: Catalogue) -> Callable[[int], list[Row]]:
    def lines(width: int) -> list[Row]:
        tki = f"; {', '.join(entry.tki)}" if entry.tki else ""
        found = [line(f"{entry.marker}: {entry.direction}", "title"), *paragraph(entry.statement, width)]
        found += paragraph(f"{seen_in_words(entry)}{tki}", width)
        found += paragraph(f"this case: {entry.why}", width, "muted")
        return found + source_rows(entry.sources, catalogue, width)

    return lines


def _outcomes(report: Report, catalogue: Catalogue, width: int) -> list[Row]:
    """Every number of immunotherapy in the case's disease."""
    shown = []
    for outcome in catalogue.outcomes:
        classes = {name for therapy in outcome.therapies for name in catalogue.therapy[therapy].classes}
        related = outcome.disease in catalogue.scopes[report.case.disease]
        if related and "immunotherapy" in (*outcome.therapies, *classes):
            shown.append(outcome)
    if not shown:
        return []
    found = [blank(), line("Outcomes of immunotherapy as printed", "title")]
    for outcome in shown:
        names = " + ".join(map(catalogue.therapy_name, outcome.therapies))
        head, *rest = paragraph(f"{names}: {outcome_words(outcome)}", width, first="- ")
        found += [Row(head.spans, outcome.id, detail_of(why_of_outcome(outcome), catalogue)), *rest]
    return found
