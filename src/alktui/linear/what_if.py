"""What-if: a change of the case, only what moves, and whether to keep it."""

from __future__ import annotations

from alktui.cases.change import FLAGS, changed
from alktui.cases.entry import CaseEntry
from alktui.errors import InputRefused
from alktui.linear.dialogue import Dialogue
from alktui.linear.listing import Listing, listing_of
from alktui.linear.walk import Walk
from alktui.model.report import Report
from alktui.pages.difference import difference_page
from alktui.triage.difference import difference

EXPLANATION = (
    "Write NAME=VALUE, for example IL10RA=high, variant=G1202R, variant=-G1202R to remove it, prior=lorlatinib, phase=cis, "
    f"setting=relapsed; NAME= makes it unknown; or one of {', '.join(FLAGS)}. An empty line changes nothing."
)
KEEPING = "y puts the change into the case; n, or an empty line, leaves the case as it was. A number says why its line moves."


def ask_what_if(walk: Walk, dialogue: Dialogue, report: Report) -> None:
    """Ask for a change, print what it moves, and keep or drop it."""
    dialogue.ask_until(
        "Change, for example IL10RA=high, empty for none", EXPLANATION, lambda typed: _take(typed, walk, dialogue, report)
    )


def _take(typed: str, walk: Walk, dialogue: Dialogue, report: Report) -> bool:
    if not typed or typed == "back":
        return True
    entry = changed(walk.entry, typed)
    after = walk.report_of(entry)
    if after is None:
        raise InputRefused("without a disease there is no report", "Change it to another one.", field="what-if", typed=typed)
    page = difference_page(difference(report, after, {typed: after}), report, after, walk.catalogue)
    listing = listing_of("What-if", page, walk.catalogue)
    dialogue.say(["", *listing.lines])
    _keep(entry, listing, walk, dialogue)
    return True


def _keep(entry: CaseEntry, listing: Listing, walk: Walk, dialogue: Dialogue) -> None:
    def take(answer: str) -> bool:
        if answer.isdecimal():
            dialogue.say(listing.open(answer[:6]).heard())
            return False
        if answer.casefold() in ("y", "yes"):
            walk.replace(entry)
            dialogue.tell("Kept: the case has the change.")
        elif answer.casefold() in ("", "n", "no", "back"):
            dialogue.tell("Dropped: the case stays as it was.")
        else:
            raise InputRefused("the answer is neither y nor n", "Type y to keep the change, n to drop it.")
        return True

    why = ", number for why" if listing.opens else ""
    dialogue.ask_until(f"Keep the change, y or n{why}", KEEPING, take)
