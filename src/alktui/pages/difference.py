"""What-if: how the changed case reads, and only what moves, each with its why in the changed case."""

from __future__ import annotations

from collections.abc import Iterator

from alktui.model.block import Block, Cell, Cite, Column, Gap, Heading, Item, Page, Table, Text, Tone
from alktui.model.catalogue import Catalogue
from alktui.model.difference import ChangedCall, ChangedOption, Difference
from alktui.model.report import Report, TkiRow
from alktui.pages.option import STATE_TONES, TITLES, why_of_option
from alktui.pages.tki import TONES, call_words, why_of_tki
from alktui.pages.words import case_in_words

NOTHING = "Neither review ties a treatment to this; that is no evidence against one."
NO_ROW = "not shown"
"""Of a TKI that has no row, as in an ALK-negative case."""

SAME = "The line of the case stays as it is."
CALL_COLUMNS = (Column("TKI", 14), Column("moves"))
OPTION_COLUMNS = (Column("what"), Column("moves", 24))


def difference_page(difference: Difference, before: Report, after: Report, catalogue: Catalogue) -> Page:
    """What a change moves: calls, options, cautions; where nothing does, what that means."""
    head = (Text(f"What if {', '.join(difference.changes)}?", "title"), *_read_as(before, after))
    moved = (
        *_calls(difference, before, after, catalogue),
        *_options(difference, after, catalogue),
        *_cautions("Cautions that no longer hold", difference.cautions_gone, catalogue, "-"),
        *_cautions("New cautions", difference.cautions_new, catalogue, "!"),
    )
    return (*head, *(moved or (Text(" ".join(difference.said) or NOTHING, "muted"),)))


def moves_page(difference: Difference, before: Report, after: Report) -> Page:
    """How much a change moves in each step, and what stays."""
    blocks: list[Block] = [Text(f"What {', '.join(difference.changes)} moves", "title")]
    blocks.append(Text(f"{len(difference.calls)} of {len(after.tkis)} calls", label="TKIs:"))
    for step, title in TITLES.items():
        moved = sum(option.step == step for option in difference.options)
        then, now = (sum(one.state == "applies" for one in getattr(report, step)) for report in (before, after))
        blocks.append(Text(f"{moved} of {len(getattr(after, step))}; apply {then} -> {now}", label=f"{title}:"))
    return (*blocks, Gap(), Text("A line below, once highlighted, says why it moves.", "muted"))


def _read_as(before: Report, after: Report) -> Iterator[Block]:
    """The case before and after, where its line differs, and the warnings that are new."""
    then, now = (_case(report) for report in (before, after))
    if then != now:
        yield Text(then, "muted", label="Now:")
        yield Text(now, "strong", label="What if:")
    known = {notice.message for notice in before.notices}
    new = [notice for notice in after.notices if notice.severity == "warning" and notice.message not in known]
    for notice in new:
        yield Text(notice.message, "warn", "!")
    if then == now and not new:
        yield Text(SAME, "muted")


def _case(report: Report) -> str:
    markers = ", ".join(f"{name} {state}" for name, state in report.case.biomarkers.items())
    return f"{case_in_words(report.case)}{f' | {markers}' if markers else ''}"


def _because(moved: ChangedCall | ChangedOption, difference: Difference) -> str:
    return f", because of {', '.join(moved.because)}" if len(difference.changes) > 1 else ""


def _calls(difference: Difference, before: Report, after: Report, catalogue: Catalogue) -> Iterator[Block]:
    if not difference.calls:
        return
    then, now = ({row.therapy: row for row in report.tkis} for report in (before, after))
    rows = []
    for moved in difference.calls:
        was, is_now = then.get(moved.therapy), now.get(moved.therapy)
        old, new = _called(was), _called(is_now)
        name, because = catalogue.therapy_name(moved.therapy), _because(moved, difference)
        cells = (Cell(name, "strong"), Cell(f"{old} -> {new}{because}", TONES[moved.after]))
        why = why_of_tki(is_now, after, catalogue) if is_now is not None else None
        rows.append(Item(f"moved:{moved.therapy}", cells, why, f"{name}: from {old} to {new}{because}"))
    yield Heading(f"TKIs ({len(rows)} of {len(now) or len(then)} calls move)")
    yield Table(CALL_COLUMNS, tuple(rows), heads=False)


def _called(row: TkiRow | None) -> str:
    return call_words(row) if row is not None else NO_ROW


def _options(difference: Difference, after: Report, catalogue: Catalogue) -> Iterator[Block]:
    for step, title in TITLES.items():
        moved = [option for option in difference.options if option.step == step]
        if not moved:
            continue
        by_id = {option.id: option for option in getattr(after, step)}
        rows = []
        for option in moved:
            because = _because(option, difference)
            tone: Tone = STATE_TONES[option.after]
            cells = (Cell(option.name), Cell(f"{option.before} -> {option.after}{because}", tone))
            spoken = f"{option.name}: from {option.before} to {option.after}{because}"
            rows.append(Item(option.id, cells, why_of_option(by_id[option.id], after, catalogue), spoken))
        yield Heading(f"{title} ({len(moved)} of {len(by_id)} move)")
        yield Table(OPTION_COLUMNS, tuple(rows), heads=False)


def _cautions(title: str, cautions: tuple[str, ...], catalogue: Catalogue, sign: str) -> Iterator[Block]:
    if cautions:
        yield Heading(title)
    for identity in cautions:
        record = catalogue.records[identity]
        yield Text(getattr(record, "statement", identity), "warn" if sign == "!" else "muted", sign)
        yield Cite(getattr(record, "sources", ()), references=False, indent=2)
