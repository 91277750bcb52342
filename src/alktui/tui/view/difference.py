"""What-if: only what moved, to keep or to drop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alktui.report.words import call_in_words
from alktui.tui.row import Row, blank, line, paragraph

if TYPE_CHECKING:
    from alktui.model.catalogue import Catalogue
    from alktui.model.difference import Difference

STEPS = (("strategies", "Combinations"), ("targets", "Targets"), ("trials", "Trials"))


def rows(difference: Difference, catalogue: Catalogue, width: int) -> list[Row]:
    """The changes and what they move; two lines to choose from at the top."""
    found = [line(f"What if {', '.join(difference.changes)}?", "title")]
    found.append(line("keep it: the case takes the change", "good", key="what-if:keep"))
    found.append(line("drop it: the case stays as it is (esc)", "", key="what-if:drop"))
    found.append(blank())
    if not (difference.calls or difference.options or difference.cautions_new or difference.cautions_gone):
        return found + paragraph("Nothing moves.", width, "muted")
    if difference.calls:
        found.append(line("TKIs", "title"))
    for call in difference.calls:
        found += paragraph(f"{call_in_words(call.before)}  ->  {call_in_words(call.after)}", width, first=f"{call.therapy:<13} ")
    for step, title in STEPS:
        moved = [option for option in difference.options if option.step == step]
        if moved:
            found += [blank(), line(f"{title} ({len(moved)})", "title")]
        for option in moved:
            tone = {"applies": "good", "possible": "warn"}.get(option.after, "muted")
            found += paragraph(f"{option.name}: {option.before} -> {option.after}", width, tone, first="- ")
    for title, cautions in (("Cautions gone", difference.cautions_gone), ("New cautions", difference.cautions_new)):
        if cautions:
            found += [blank(), line(title, "title")]
            for identity in cautions:
                found += paragraph(getattr(catalogue.records[identity], "statement", identity), width, "warn", first="! ")
    return found
