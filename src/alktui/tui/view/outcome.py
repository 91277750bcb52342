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
"""From this width on, bars have their full length."""

NARROW, POPULATION, COUNT, LONGEST_UNIT = 52, 16, 6, 6
"""Below NARROW a bar is short; a population is shown where there is room for that many letters of it, and of the name."""

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


def bars(outcomes: Iterable[Outcome], catalogue: Catalogue, width: int, *, endpoints: bool = False) -> list[Row]:
    """One line an outcome.

    Args:
        endpoints: whether each line says its endpoint, where no heading does.
    """
    shown = list(outcomes)
    longest = max((len(outcome.endpoint) for outcome in shown), default=0) if endpoints else 0
    return [bar_row(outcome, catalogue, width, min(longest, width // 5)) for outcome in shown]


def bar_row(outcome: Outcome, catalogue: Catalogue, width: int, endpoint: int = 0) -> Row:
    """An outcome as endpoint, therapy, bar, value with its unit, n and population, as much of it as there is room for.

    Args:
        endpoint: the letters given to the endpoint; none where a heading says it.
    """
    names = " + ".join(catalogue.therapy[therapy].name for therapy in outcome.therapies) or "-"
    n = f"n={outcome.n}" if outcome.n is not None else "n -"
    length, value = (BAR, 14) if width >= ROOM else (BAR // 2, 13) if width >= NARROW else (6, 10)
    start = ((outcome.endpoint, endpoint, "strong"), (" ", 1, "")) if endpoint else ()
    drawn = bar(outcome, length)
    shown = (
        ((drawn, length + 1, "good"), (in_unit(outcome), value, "")) if drawn else ((in_unit(outcome), length + 1 + value, ""),)
    )
    room = width - (endpoint + 1 if endpoint else 0) - length - 1 - value - COUNT
    name = room if room < 2 * POPULATION else min(34, room // 2)
    rest = ((" ", 1, ""), (outcome.population, room - name - 1, "muted")) if room > name else ()
    cells = (names, max(2, name - 1), "" if endpoint else "strong"), (" ", 1, "")
    return spread(*start, *cells, *shown, (n, COUNT, "muted"), *rest, key=outcome.id, detail=_detail(outcome, catalogue))


def in_unit(outcome: Outcome) -> str:
    """The value as printed, with its unit where the print of the value has none: 38 %, 12.6 mo."""
    unit = {"months": "mo", "years": "y"}.get(outcome.unit, outcome.unit)
    says_it = not unit or unit in outcome.printed or outcome.unit in outcome.printed or len(unit) > LONGEST_UNIT
    return outcome.printed if says_it else f"{outcome.printed} {unit}"


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
