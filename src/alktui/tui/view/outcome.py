"""Outcome numbers as bars, where people would rather look than read: value, unit, n, population, source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alktui.tui.row import Row, below, blank, clip, columns, continued, line, paragraph
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

NARROW, ENDPOINT, NAME, POPULATION, COUNT, LONGEST_UNIT = 52, 15, 20, 22, 7, 6
"""Below NARROW a bar is short. Where a name has less room than NAME, its bar stands below it; where a population has less
than POPULATION, it stands below too."""

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
    """One item an outcome.

    Args:
        endpoints: whether each says its endpoint, where no heading does.
    """
    shown = list(outcomes)
    longest = max((len(outcome.endpoint) + 1 for outcome in shown), default=0) if endpoints else 0
    return [row for outcome in shown for row in bar_item(outcome, catalogue, width, min(longest, ENDPOINT, width // 5))]


def bar_item(outcome: Outcome, catalogue: Catalogue, width: int, endpoint: int = 0) -> list[Row]:
    """An outcome as endpoint, therapy, bar, value with its unit, n and population, over as many lines as that takes.

    Args:
        endpoint: the letters given to the endpoint; none where a heading says it.
    """
    names = " + ".join(catalogue.therapy[therapy].name for therapy in outcome.therapies) or "-"
    n = f"n={outcome.n}" if outcome.n is not None else "n -"
    length, value = (BAR, 14) if width >= ROOM else (BAR // 2, 13) if width >= NARROW else (6, 10)
    start = ((outcome.endpoint, endpoint, "strong"),) if endpoint else ()
    drawn = bar(outcome, length)
    shown = (
        ((drawn, length + 1, "good"), (in_unit(outcome), value, "")) if drawn else ((in_unit(outcome), length + 1 + value, ""),)
    )
    population = f"{outcome.population}; {outcome.time}" if outcome.time else outcome.population
    room = width - endpoint - length - 1 - value - COUNT
    beside = min(room * 3 // 5, room - POPULATION) if room >= 2 * POPULATION else 0
    detail = _detail(outcome, catalogue)
    if room < NAME:
        named = columns((f"{outcome.endpoint} {names}" if endpoint else names, width, "strong"), key=outcome.id, detail=detail)
        drawn_below = continued(columns(("", 2, ""), *shown, (n, COUNT, "muted")))
        return [*named, *drawn_below, *below(population, width, 2, "muted")]
    name = (names, room - beside, "" if endpoint else "strong")
    cells = (*start, name, *shown, (n, COUNT, "muted"), *(((population, beside, "muted"),) if beside else ()))
    more = [] if beside else below(population, width, endpoint + 2, "muted")
    return [*columns(*cells, key=outcome.id, detail=detail), *more]


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
