"""What-if: only what moved, to keep or to drop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alktui.pages.option import why_of_option
from alktui.pages.tki import why_of_tki
from alktui.pages.words import BADGES, call_in_words, case_in_words, counted
from alktui.tui.paint import detail_of
from alktui.tui.row import Row, blank, line, paragraph

if TYPE_CHECKING:
    from collections.abc import Callable

    from alktui.model.catalogue import Catalogue
    from alktui.model.difference import Difference
    from alktui.model.report import Report

NOTHING_MOVES = "Neither review ties a treatment to this; that is no evidence against one."
STEPS = (("strategies", "Combinations"), ("targets", "Targets"), ("trials", "Trials"))


def rows(difference: Difference, before: Report, after: Report, catalogue: Catalogue, width: int) -> list[Row]:
    """How the changed case reads, and what moves, each with its why in the changed case; two lines to choose from at the top."""
    found = [line(f"What if {', '.join(difference.changes)}?", "title")]
    summary = _summary(difference, before, after)
    found.append(line("drop it: the case stays as it is (esc)", "", key="what-if:drop", detail=summary))
    found.append(line("keep it: the case takes the change", "warn", key="what-if:keep", detail=summary))
    found += [blank(), *_read_as(before, after, width)]
    if not (difference.calls or difference.options or difference.cautions_new or difference.cautions_gone):
        return [*found, blank(), *paragraph(" ".join(difference.said) or NOTHING_MOVES, width, "muted")]
    if difference.calls:
        found += [blank(), line("TKIs", "title")]
    tkis = {row.therapy: row for row in after.tkis}
    options = {option.id: option for option in (*after.strategies, *after.targets, *after.trials)}
    for call in difference.calls:
        words = f"{call_in_words(call.before)}  ->  {call_in_words(call.after)}"
        row = tkis.get(call.therapy)
        name, why = (
            (row.name, detail_of(why_of_tki(row, after, catalogue), catalogue)) if row is not None else (call.therapy, None)
        )
        found += _moved(f"moved:{call.therapy}", words, width, first=f"{name:<13} ", detail=why)
    for step, title in STEPS:
        moved = [option for option in difference.options if option.step == step]
        if moved:
            found += [blank(), line(f"{title} ({len(moved)})", "title")]
        for option in moved:
            tone = {"applies": "good", "possible": "warn"}.get(option.after, "muted")
            words = f"{option.name}: {option.before} -> {option.after}"
            sign = f"{BADGES.get(option.after, ' ')} "
            why = detail_of(why_of_option(options[option.id], after, catalogue), catalogue)
            found += _moved(option.id, words, width, tone, sign, why)
    for title, cautions in (("Cautions gone", difference.cautions_gone), ("New cautions", difference.cautions_new)):
        if cautions:
            found += [blank(), line(title, "title")]
            for identity in cautions:
                found += paragraph(getattr(catalogue.records[identity], "statement", identity), width, "warn", first="! ")
    return found


def _summary(difference: Difference, before: Report, after: Report) -> Callable[[int], list[Row]]:
    """Beside the lines to choose from: how much moves in each step, and what stays."""

    def lines(width: int) -> list[Row]:
        found = [*paragraph(f"What {', '.join(difference.changes)} moves", width, "title")]
        found += paragraph(f"{len(difference.calls)} of {len(after.tkis)} calls", width, first=f"{'TKIs':<13} ")
        for step, title in STEPS:
            moved = sum(option.step == step for option in difference.options)
            count = len(getattr(after, step))
            then, now = (counted(getattr(report, step))["applies"] for report in (before, after))
            words = f"{moved} of {count}; {'fit as printed' if step == 'trials' else 'apply'} {then} -> {now}"
            found += paragraph(words, width, first=f"{title:<13} ")
        found += [blank(), *paragraph("A line below, once highlighted, says why it moves.", width, "muted")]
        return found

    return lines


def _read_as(before: Report, after: Report, width: int) -> list[Row]:
    """The case before and after, where its line differs: what a variant joins or replaces, and the phase; and new notices."""
    then, now = case_in_words(before.case), case_in_words(after.case)
    found: list[Row] = []
    if then != now:
        found += paragraph(then, width, "muted", first="now      ")
        found += paragraph(now, width, "strong", first="what if  ")
    known = {notice.message for notice in before.notices}
    for notice in after.notices:
        if notice.severity == "warning" and notice.message not in known:
            found += paragraph(notice.message, width, "warn", first="! ")
    return found or [line("The line of the case stays as it is.", "muted")]


def _moved(
    key: str, words: str, width: int, tone: str = "", first: str = "", detail: Callable[[int], list[Row]] | None = None
) -> list[Row]:
    """A line that moved, over some lines, the first of which can be highlighted and explained."""
    head, *rest = paragraph(words, width, tone, first=first)
    return [Row(head.spans, key, detail), *rest]
