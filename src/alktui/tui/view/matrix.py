"""The matrix: every profile of the case against every TKI, one cell of which is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alktui.report.words import LETTERS
from alktui.tui.row import Row, blank, line, paragraph
from alktui.tui.view.tki import profile_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from alktui.model.catalogue import Catalogue
    from alktui.model.report import ProfileCall, Report

CELL = 7
LEGEND = "S sensitive, R resistant, S/R conflicting, - no data. Left and right choose a TKI."
ROLES = {"finding": "found", "possible-compound": "possible", "member": "member"}
TONES = {"sensitive": "good", "resistant": "bad", "conflicting": "warn", "no-data": "muted"}


def rows(report: Report, catalogue: Catalogue, width: int, column: int) -> list[Row]:
    """One line a profile, one column a TKI; the column looked at stands in brackets."""
    tkis = sorted(report.tkis, key=lambda row: [therapy.id for therapy in catalogue.tki_rows].index(row.therapy))
    if not tkis or not tkis[0].profiles:
        return paragraph("The matrix needs a finding: step 1, Variants.", width, "muted")
    chosen = column % len(tkis)
    name = min(34, width - CELL * len(tkis) - 10)
    heads = "".join(
        (f"[{row.name[:4]}]" if place == chosen else f" {row.name[:4]} ").ljust(CELL) for place, row in enumerate(tkis)
    )
    found = [Row(((" " * name, ""), (heads, "strong")))]
    for place, call in enumerate(tkis[0].profiles):
        calls = [row.profiles[place] for row in tkis]
        cells = tuple((f" {LETTERS[cell.call]:<{CELL - 1}}", TONES[cell.call]) for cell in calls)
        spans = ((call.profile[: name - 1].ljust(name), "strong"), *cells, (f"{ROLES[call.role]}", "muted"))
        found.append(Row(spans, f"matrix:{call.profile}", _detail(tkis[chosen].name, calls[chosen], catalogue)))
    found += [
        blank(),
        *paragraph("S sensitive, R resistant, S/R conflicting, - no data. Left and right choose a TKI.", width, "muted"),
    ]
    return found + paragraph("Members stand beside as context: a compound is never called from them.", width, "muted")


def _detail(name: str, call: ProfileCall, catalogue: Catalogue) -> Callable[[int], list[Row]]:
    return lambda width: [line(name, "title"), *profile_rows(call, catalogue, width)]
