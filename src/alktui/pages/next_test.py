"""What to test next: the open questions, and what each answer would move."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from alktui.model.block import Block, Cell, Cite, Column, Gap, Heading, Item, Page, Table, Text
from alktui.model.catalogue import Catalogue
from alktui.model.report import NextTest, Report
from alktui.pages.words import CALLS, SEQUENCING_IS_FOR, marker_name, plural

COLUMNS = (Column("ask", 22), Column("would change"), Column("question", 56, 110))
NOTHING = "No open fact would move a call or an option."
FOLDED = "Would move only what has no patient data in this disease"
MOST_NAMED = 2


def next_test_page(report: Report, catalogue: Catalogue) -> Page:
    """The questions in order; those that move only what has no patient data stand last."""
    if not report.next_tests:
        return (Text(NOTHING, "muted"),)
    rows: list[Item | Heading | Text] = [_item(test, report, catalogue) for test in report.next_tests if not test.folded]
    folded = [_item(test, report, catalogue) for test in report.next_tests if test.folded]
    if folded:
        rows += [Heading(f"{FOLDED} ({len(folded)})"), *folded]
    return (Table(COLUMNS, tuple(rows)),)


def _item(test: NextTest, report: Report, catalogue: Catalogue) -> Item:
    name = fact_in_words(test.fact, catalogue)
    moves = would_change(test, report)
    cells = (
        Cell(f"{'first: ' if test.first else ''}{name}", "warn" if test.first else "strong"),
        Cell(moves),
        Cell(test.question, "muted"),
    )
    return Item(
        f"next:{test.fact}",
        cells,
        why_of_test(test, report),
        f"{'first: ' if test.first else ''}{name}: {test.question} {moves}.",
    )


def fact_in_words(fact: str, catalogue: Catalogue) -> str:
    """What is asked, with a marker's own spelling."""
    return marker_name(fact, catalogue)


def would_change(test: NextTest, report: Report) -> str:
    """What an answer would move: "would change lorlatinib and brigatinib", "would move 4 options"."""
    if test.fact == "sequencing":
        return SEQUENCING_IS_FOR
    names = {row.therapy: row.name for row in report.tkis}
    moved = {move.id for answer in test.answers for move in answer.moves}
    tkis = [name for therapy, name in names.items() if therapy in moved]
    options = test.decides - len(tkis)
    if not tkis:
        return f"would move {plural(options, 'option')}"
    listed = _listed(tkis) if len(tkis) <= MOST_NAMED else plural(len(tkis), "TKI")
    return f"would change {listed}" + (f" and move {plural(options, 'option')}" if options else "")


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def why_of_test(test: NextTest, report: Report) -> Callable[[], Page]:
    """What each answer would move, both ways."""
    names = {option.id: option.name for option in (*report.strategies, *report.targets, *report.trials)}
    names |= {row.therapy: row.name for row in report.tkis}

    def page() -> Page:
        blocks: list[Block] = [Text(test.question, "title")]
        if test.why:
            blocks.append(Text(test.why, "warn"))
        if test.how:
            blocks.append(Text(test.how))
        for answer in test.answers:
            moves = plural(len(answer.moves), "line") if answer.moves else "nothing"
            blocks += [Gap(), Text(f"{answer.state.replace('-', ' ')}: moves {moves}", "strong")]
            blocks += [Text(f"{names.get(move.id, move.id)}: {CALLS.get(move.to, move.to)}", sign="-") for move in answer.moves]
        return (*blocks, *([Cite(test.sources)] if test.sources else []))

    return page
