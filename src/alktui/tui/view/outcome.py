"""Outcome numbers as bars, where people would rather look than read: value, unit, n, population, source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alktui.tui.row import Row, blank, clip, line, paragraph, spread
from alktui.tui.view.source import source_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from alktui.model.catalogue import Catalogue
    from alktui.model.evidence import Outcome
    from alktui.model.report import Report

BAR = 20
MONTHS = 24
ROOM = 90
NARROW = 56
LEGEND = "As printed. Bars of % are of 100, bars of months of 24. The populations differ: bars are no comparison."


def rows(report: Report, catalogue: Catalogue, width: int) -> list[Row]:
    """The outcomes of the options that are not excluded, and of the TKIs, grouped by endpoint."""
    scopes = catalogue.scopes[report.case.disease]
    own = [outcome for outcome in catalogue.outcomes if outcome.disease in scopes or outcome.disease == "not stated"]
    if not own:
        return paragraph("The documents print no outcome for this disease.", width, "muted")
    found = paragraph(LEGEND, width, "muted")
    for endpoint in dict.fromkeys(outcome.endpoint for outcome in sorted(own, key=_order)):
        found += [blank(), line(endpoint, "title")]
        found += bars([outcome for outcome in sorted(own, key=_order) if outcome.endpoint == endpoint], catalogue, width)
    return clip(found, width)


def bars(outcomes: Iterable[Outcome], catalogue: Catalogue, width: int) -> list[Row]:
    """One line an outcome."""
    return [bar_row(outcome, catalogue, width) for outcome in outcomes]


def bar_row(outcome: Outcome, catalogue: Catalogue, width: int) -> Row:
    """An outcome as therapy, bar, value, n and population."""
    names = " + ".join(catalogue.therapy[therapy].name for therapy in outcome.therapies) or "-"
    n = f"n={outcome.n}" if outcome.n is not None else "n -"
    detail = _detail(outcome, catalogue)
    if width < NARROW:
        short = (names, max(4, width - 24), "strong"), (bar(outcome, BAR // 2), BAR // 2 + 1, "good"), (outcome.printed, 13, "")
        return spread(*short, key=outcome.id, detail=detail)
    name = max(16, min(34, width // 3))
    shown = BAR if width >= ROOM else BAR // 2
    cells = (names, name - 1, "strong"), (" ", 1, ""), (bar(outcome, shown), shown + 1, "good"), (outcome.printed, 12, "")
    rest = max(1, width - name - shown - 22)
    return spread(
        *cells,
        (" ", 1, ""),
        (n, 7, "muted"),
        (" ", 1, ""),
        (outcome.population, rest, "muted"),
        key=outcome.id,
        detail=_detail(outcome, catalogue),
    )


def bar(outcome: Outcome, length: int = BAR) -> str:
    """The value as a bar; empty where there is no number or no scale for its unit."""
    scale = {"%": 100, "months": MONTHS}.get(outcome.unit)
    if outcome.value is None or scale is None:
        return ""
    filled = min(length, round(length * outcome.value / scale))
    return "#" * filled + "." * (length - filled)


def _order(outcome: Outcome) -> tuple[int, str, float, str]:
    order = ("ORR", "CR", "PR", "DCR", "PFS", "EFS", "OS", "DOR")
    rank = order.index(outcome.endpoint) if outcome.endpoint in order else len(order)
    return rank, outcome.endpoint, -(outcome.value or 0), outcome.id


def _detail(outcome: Outcome, catalogue: Catalogue) -> Callable[[int], list[Row]]:
    def lines(width: int) -> list[Row]:
        n = str(outcome.n) if outcome.n is not None else "not printed"
        found = [line(f"{outcome.endpoint} {outcome.printed}", "title"), *paragraph(outcome.population, width)]
        facts = [("measure", outcome.measure), ("unit", outcome.unit), ("n", n), ("time", outcome.time), ("trial", outcome.trial)]
        facts += [("against", outcome.comparator), ("disease", outcome.disease), ("level", outcome.level), ("note", outcome.note)]
        for name, value in facts:
            found += paragraph(f"{name}: {value}", width) if value else []
        return found + source_rows(outcome.sources, catalogue, width)

    return lines
