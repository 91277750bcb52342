"""What-if: only what moved, to keep or to drop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alktui.report.words import call_in_words
from alktui.tui.row import Row, blank, line, paragraph
from alktui.tui.view import option as option_view
from alktui.tui.view import tki

if TYPE_CHECKING:
    from collections.abc import Callable

    from alktui.model.catalogue import Catalogue
    from alktui.model.difference import Difference
    from alktui.model.report import Report

STEPS = (("strategies", "Combinations"), ("targets", "Targets"), ("trials", "Trials"))


def rows(difference: Difference, after: Report, catalogue: Catalogue, width: int) -> list[Row]:
    """The changes and what they move, each with its why in the changed case; two lines to choose from at the top."""
    found = [line(f"What if {', '.join(difference.changes)}?", "title")]
    found.append(line("drop it: the case stays as it is (esc)", "", key="what-if:drop"))
    found.append(line("keep it: the case takes the change", "warn", key="what-if:keep"))
    found.append(blank())
    if not (difference.calls or difference.options or difference.cautions_new or difference.cautions_gone):
        return found + paragraph("Nothing moves.", width, "muted")
    if difference.calls:
        found.append(line("TKIs", "title"))
    tkis = {row.therapy: row for row in after.tkis}
    for call in difference.calls:
        words = f"{call_in_words(call.before)}  ->  {call_in_words(call.after)}"
        why = tki.detail(tkis[call.therapy], after, catalogue) if call.therapy in tkis else None
        found += _moved(f"moved:{call.therapy}", words, width, first=f"{call.therapy:<13} ", detail=why)
    for step, title in STEPS:
        moved = [option for option in difference.options if option.step == step]
        if moved:
            found += [blank(), line(f"{title} ({len(moved)})", "title")]
        for option in moved:
            tone = {"applies": "good", "possible": "warn"}.get(option.after, "muted")
            words = f"{option.name}: {option.before} -> {option.after}"
            found += _moved(option.id, words, width, tone, "- ", option_view.detail_of(option.id, after, catalogue))
    for title, cautions in (("Cautions gone", difference.cautions_gone), ("New cautions", difference.cautions_new)):
        if cautions:
            found += [blank(), line(title, "title")]
            for identity in cautions:
                found += paragraph(getattr(catalogue.records[identity], "statement", identity), width, "warn", first="! ")
    return found


def _moved(
    key: str, words: str, width: int, tone: str = "", first: str = "", detail: Callable[[int], list[Row]] | None = None
) -> list[Row]:
    """A line that moved, over some lines, the first of which can be highlighted and explained."""
    head, *rest = paragraph(words, width, tone, first=first)
    return [Row(head.spans, key, detail), *rest]
