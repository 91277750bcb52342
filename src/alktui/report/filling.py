"""How one side of A4 is filled: first what the case's own entries call for, then line by line as long as there is room."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from alktui.report.page import READABLE, SIZES, Page

Lines = dict[str, int]
"""The most lines of each part of a page."""

CYCLE = (
    *("against", "strategies", "tests", "trials", "statements", "cautions", "targets", "possible strategies", "tests"),
    *("possible trials", "cautions", "strategies", "trials", "errata", "statements", "immune", "possible targets", "tests"),
)
"""The parts in the order in which a page gives them one line more: what can be proposed, and beside it what speaks against."""

BRIEF = ("brief strategies", "brief targets")
"""What a case calls for and the page has no room for at length: a line each, without what the source says."""

PARTS = (*dict.fromkeys(CYCLE), *BRIEF)
GROWTH = CYCLE * 6

SMALL, SMALLEST = 7.5, 7.0
"""The letters for the sake of which what is called for stands in short lines alone, and those for the sake of which a part of it
is only named.
"""

_SHORTENED = (
    "possible strategies",
    "possible targets",
    "possible trials",
    "targets",
    "trials",
    "brief targets",
    "brief strategies",
)
"""What gives way, one after the other, where not all that a case calls for can be held. Cautions that hold never do."""

Draft = Callable[[Lines], Page]


def filled_lines(called_for: Lines, draft: Draft) -> Lines:
    """The most lines of each part, so that the page is full and still one side.

    Args:
        called_for: the lines that stand before all others.
        draft: the page with so many lines.
    """
    draft = _remembering(draft)
    least = _held(called_for, draft)
    page = draft(least)
    size = next((size for size in SIZES if size <= READABLE and page.fits(size)), SMALLEST)

    def overfull(room: int) -> bool:
        return not draft(_grown(least, room)).fits(size)

    room = max(bisect_left(range(len(GROWTH) + 1), True, key=overfull) - 1, 0)  # noqa: FBT003 - the first that is
    return _topped_up(_grown(least, room), room, draft, size)


def _remembering(draft: Draft) -> Draft:
    """The same draft, made once for the same lines."""
    known: dict[tuple[int, ...], Page] = {}

    def remembered(lines: Lines) -> Page:
        asked = tuple(lines[part] for part in PARTS)
        if asked not in known:
            known[asked] = draft(lines)
        return known[asked]

    return remembered


def _held(called_for: Lines, draft: Draft) -> Lines:
    """What is called for, in short lines and less what not even the smallest letters can hold where there is too much of it."""
    lines = dict(called_for)
    if lines["brief strategies"] and not draft(lines).fits(SMALL):
        lines["strategies"] = 0
    for part in _SHORTENED:
        least = 1 if part in ("trials", "targets") else 0
        while lines[part] > least and not draft(lines).fits(SMALLEST):
            lines[part] -= 1
    return lines


def _grown(least: Lines, room: int) -> Lines:
    """So many lines given out beyond the least, part by part."""
    return {part: least[part] + GROWTH[:room].count(part) for part in PARTS}


def _topped_up(lines: Lines, room: int, draft: Draft, size: float) -> Lines:
    """Where the next line in turn is too long, shorter ones of other parts may still stand at the foot."""
    page, closed = draft(lines), set(BRIEF)
    for part in GROWTH[room:]:
        if part in closed:
            continue
        longer = {**lines, part: lines[part] + 1}
        fuller = draft(longer)
        if fuller == page or not fuller.fits(size):
            closed.add(part)
        else:
            lines, page = longer, fuller
        if len(closed) == len(PARTS):
            break
    return lines
