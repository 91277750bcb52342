"""The shortlist: the answer, the TKIs, and the first of each step, on about a screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from alktui.model.block import Block, Cell, Column, Gap, Heading, Item, Page, Table, Text
from alktui.model.catalogue import Catalogue
from alktui.model.report import Report, TkiRow
from alktui.pages.case import case_blocks, detail_blocks, not_covered_blocks, warning_blocks
from alktui.pages.next_test import next_test_page
from alktui.pages.option import OPTION_COLUMNS, TITLES, TRIAL_COLUMNS, counted_for, option_item, printed_note, sections
from alktui.pages.overview import overview_page
from alktui.pages.tki import HEADINGS, NEGATIVE, call_words, differs_from_others, given_words, is_silent, rests_on, why_no_call
from alktui.pages.warning import of_all_in_words

MOST_LINES, MOST_OF_A_STEP = 60, 5
HEAD_OF_A_LIST = 2
"""Lines that a list takes before its first row: an empty one and its heading."""

COLUMNS = (Column("", 2), Column("", 13), Column(""))
MORE, ALL = "and {} more: alktui triage --full", "all with its sources: alktui triage --full"

Height = Callable[[Page], int]


@dataclass(frozen=True)
class _List:
    """Rows of a step, of which as many are shown as there is room for."""

    heading: Heading
    columns: tuple[Column, ...]
    items: tuple[Item, ...]
    total: int


def short_page(report: Report, catalogue: Catalogue, height: Height, most: int = MOST_LINES) -> Page:
    """The case, its warnings, the Overview, the TKIs under their headings, and what is called for or fits of each step.

    Args:
        height: in how many lines a page is painted.
        most: lines of the whole; more only where warnings take them, since these are never cut.
    """
    notes = (*warning_blocks(report), *not_covered_blocks(report))
    head = (*case_blocks(report, catalogue, labelled=True), *detail_blocks(report, short=True), *notes, Gap())
    first = (*head, *overview_page(report, catalogue), *_tkis(report))
    lists = _lists(report, catalogue)
    left = most - height(first) - HEAD_OF_A_LIST * (len(lists) + 1)
    shown = _shared(lists, max(left, len(lists)))
    blocks: list[Block] = [*first]
    for listed, count in zip(lists, shown, strict=True):
        blocks += [listed.heading, Table(listed.columns, listed.items[:count], heads=False)]
    more = sum(listed.total for listed in lists) - sum(shown)
    return (*blocks, Gap(), Text(MORE.format(more) if more else ALL))


def _shared(lists: list[_List], room: int) -> list[int]:
    """How many rows of each list are shown: one of each in turn, as long as there is room."""
    shown = [0] * len(lists)
    while room > 0:
        before = room
        for place, listed in enumerate(lists):
            if room and shown[place] < min(MOST_OF_A_STEP, len(listed.items)):
                shown[place] += 1
                room -= 1
        if before == room:
            break
    return shown


def _tkis(report: Report) -> Iterator[Block]:
    """Each TKI that has a call in a line, the others in one."""
    yield Heading("TKIs")
    if not report.tkis:
        yield Text(NEGATIVE)
        return
    for words in of_all_in_words(report):
        yield Text(words, "warn", "!", label="All ALK TKIs:")
    if all(row.call is None for row in report.tkis):
        names = ", ".join(row.name for row in report.tkis)
        yield Text(f"{why_no_call(report)}: {names}.", "muted")
        return
    rows: list[Item | Heading | Text] = []
    for heading, words in HEADINGS.items():
        under = [row for row in report.tkis if row.heading == heading]
        silent = [row for row in under if is_silent(row)]
        if silent:
            rows.append(Text(f"{words} ({len(under)}): {', '.join(row.name for row in silent)}", "strong"))
        elif under:
            rows.append(Text(f"{words} ({len(under)})", "strong"))
        rows += [_row(row, report) for row in under if row not in silent]
    yield Table(COLUMNS, tuple(rows), heads=False)


def _row(row: TkiRow, report: Report) -> Item:
    sign = "!" if differs_from_others(row, report) else ""
    given = f"given {given_words(row)}" if row.given else ""
    words = "; ".join(part for part in (call_words(row), given, rests_on(row)) if part)
    return Item(row.therapy, (Cell(sign, "warn"), Cell(row.name, "strong"), Cell(words)), None, f"{row.name}: {words}")


def _lists(report: Report, catalogue: Catalogue) -> list[_List]:
    found = [_options(step, report, catalogue) for step in TITLES]
    tests = [row for block in next_test_page(report, catalogue) if isinstance(block, Table) for row in block.rows]
    items = tuple(row for row in tests if isinstance(row, Item))
    columns = (Column("", 22), Column(""), Column("", 56, 110))
    found.append(_List(Heading("What to test next"), columns, items, len(items)))
    return [listed for listed in found if listed.items]


def _options(step: str, report: Report, catalogue: Catalogue) -> _List:
    """What is called for and what fits, or trials that name the disease; where there is none, what is general."""
    named = ("called-for", "fits") if step != "trials" else ("disease-and-setting", "disease")
    every = sections(step, report)
    chosen = [option for section in every if section.key in named for option in section.options]
    if not chosen:
        chosen = [option for section in every if section.key in ("general", "wider") for option in section.options]
    total = sum(len(section.options) for section in every)
    called = sum(option.group == "called-for" for option in chosen)
    counts = [f"{called} called for"] if step != "trials" and called else []
    counts.append(f"{counted_for(step, report)} {'name this disease' if step == 'trials' else 'fit in all'}")
    if step == "trials":
        counts.append(printed_note(chosen, report))
    items = tuple(option_item(option, report, catalogue) for option in chosen)
    columns = TRIAL_COLUMNS if step == "trials" else OPTION_COLUMNS
    return _List(Heading(TITLES[step], "; ".join(filter(None, counts))), columns, items, total)
