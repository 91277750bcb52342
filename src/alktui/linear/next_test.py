"""What to test next: the open questions, and where every answer would move things."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from alktui.linear.line import paragraph
from alktui.linear.listing import Item, Listing
from alktui.linear.source import place_lines, reference_lines
from alktui.model.catalogue import Catalogue
from alktui.model.report import NextTest, Report
from alktui.pages.words import CALLS


def next_test_listing(report: Report, catalogue: Catalogue) -> Listing:
    """The questions in the order of the report."""
    if not report.next_tests:
        return Listing("What to test next", ("No open fact would move a call or an option.",))
    items = [Item(_words(test), _why(test, report, catalogue)) for test in report.next_tests]
    return Listing("What to test next", tuple(items), "number for what each answer moves")


def _words(test: NextTest) -> str:
    return f"{'first of all: ' if test.first else ''}{test.fact}: {test.question} {_decides(test)}"


def _decides(test: NextTest) -> str:
    by = test.by
    counts = (("TKI calls", by.tkis), ("strategies", by.strategies), ("targets", by.targets), ("trials", by.trials))
    words = ", ".join(f"{count} {word}" for word, count in counts if count)
    return f"Decides {test.decides}{f' ({words})' if words else ''}."


def _why(test: NextTest, report: Report, catalogue: Catalogue) -> Callable[[], Iterator[str]]:
    names = {option.id: option.name for option in (*report.strategies, *report.targets, *report.trials)}
    names |= {row.therapy: row.name for row in report.tkis}

    def lines() -> Iterator[str]:
        yield ""
        yield from paragraph(f"{test.question} {_decides(test)}")
        yield from paragraph(test.why)
        for answer in test.answers:
            yield from ("", f"If {answer.state}, {len(answer.moves)} move:")
            for move in answer.moves:
                yield from paragraph(f"{names.get(move.id, move.id)}: {CALLS.get(move.to, move.to)}", "- ", "  ")
        yield from place_lines(test.sources, catalogue)
        yield from reference_lines(test.sources, catalogue)

    return lines
