"""The matrix: every profile of the case against every TKI, one cell of which is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alktui.pages.words import CALLS, LETTERS
from alktui.tui.row import Row, Span, blank, clip, line, paragraph
from alktui.tui.view.tki import profile_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from alktui.model.catalogue import Catalogue
    from alktui.model.report import ProfileCall, Report, TkiRow

CELL, NARROW = 7, 5
"""Widths of a cell: with the chosen TKI in brackets, and where there is no room for them."""

ROLE = 9
ROLES = {"finding": "found", "possible-compound": "possible", "member": "member"}
TONES = {"sensitive": "good", "resistant": "bad", "conflicting": "warn", "no-data": "muted"}
LEGEND = (
    "S sensitive, R resistant, S/R both, - no data; (R) if an erratum is read as we read it, which makes no call.",
    "Left and right choose a TKI, up and down a profile, enter shows both sides of the cell.",
    "Members stand beside as context: a compound is never called from them.",
)


def fits(report: Report, width: int) -> bool:
    """Whether every profile has its whole name and every TKI its cell within a width."""
    return width >= _name_width(report) + CELL * len(report.tkis) + ROLE


def rows(report: Report, catalogue: Catalogue, width: int, column: int) -> list[Row]:
    """One line a profile, one column a TKI; where the name of a profile finds no room beside its calls, it stands above them."""
    tkis = sorted(report.tkis, key=lambda row: [therapy.id for therapy in catalogue.tki_rows].index(row.therapy))
    if not tkis or not tkis[0].profiles:
        return paragraph("The matrix needs a finding: step 1, Variants.", width, "muted")
    chosen = column % len(tkis)
    cell = CELL if fits(report, width) else NARROW
    name = _name_width(report) if width >= _name_width(report) + cell * len(tkis) + ROLE else 0
    found = [Row(((" " * name, ""), *_heads(tkis, chosen, cell)))]
    for place, call in enumerate(tkis[0].profiles):
        calls = [row.profiles[place] for row in tkis]
        cells = tuple(_cell(each, cell) for each in calls)
        key, detail = f"matrix:{call.profile}", _detail(tkis[chosen].name, calls[chosen], catalogue)
        copied = f"{call.profile} ({ROLES[call.role]}): {'; '.join(map(_spoken, tkis, calls))}"
        if name:
            head = ((call.profile.ljust(name), "strong"), *cells, (ROLES[call.role], "muted"))
            found.append(Row(head, key, detail, copied))
        else:
            head = (call.profile, "strong"), (f"  {ROLES[call.role]}", "muted")
            found += [Row(head, key, detail, copied), Row(cells, continues=True)]
    found.append(blank())
    for words in LEGEND:
        found += paragraph(words, width, "muted")
    return clip(found, width)


def _name_width(report: Report) -> int:
    return max((len(call.profile) for row in report.tkis[:1] for call in row.profiles), default=0) + 2


def _heads(tkis: list[TkiRow], chosen: int, cell: int) -> tuple[Span, ...]:
    """The TKIs by their first letters; the chosen one in brackets, or in capitals where there is no room for them."""
    spans: list[Span] = []
    for place, row in enumerate(tkis):
        short = row.name[:4]
        if place == chosen:
            spans.append(((f"[{short}]" if cell == CELL else f" {short.upper()}").ljust(cell), "strong"))
        else:
            spans.append((f" {short}".ljust(cell), "muted"))
    return tuple(spans)


def _cell(call: ProfileCall, cell: int) -> Span:
    unread = f"({LETTERS[call.call_if_read]})" if call.call_if_read else ""
    return f" {LETTERS[call.call]}{unread}".ljust(cell), TONES[call.call]


def _spoken(row: TkiRow, call: ProfileCall) -> str:
    """A cell with its TKI, for a line that is pasted where no head stands above it."""
    unread = f" ({CALLS[call.call_if_read]} if an erratum is read as we read it)" if call.call_if_read else ""
    return f"{row.name} {CALLS[call.call]}{unread}"


def _detail(name: str, call: ProfileCall, catalogue: Catalogue) -> Callable[[int], list[Row]]:
    return lambda width: [line(name, "title"), *profile_rows(call, catalogue, width)]
