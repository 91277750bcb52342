"""The immune context of the case's stage, beside the targets."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from alktui.linear.line import paragraph
from alktui.linear.listing import Item
from alktui.linear.source import place_lines, reference_lines
from alktui.model.catalogue import Catalogue
from alktui.model.report import ImmuneContext, Report
from alktui.pages.words import seen_in_words


def immune_parts(report: Report, catalogue: Catalogue) -> list[Item | str]:
    """The findings that speak of the case's stage; none where there are none."""
    own = [entry for entry in report.immune_context if entry.state == "met"]
    items = [Item(f"{entry.marker}: {entry.direction}; {seen_in_words(entry)}", _why(entry, catalogue)) for entry in own]
    return [f"Immune context of this stage, or with no stage stated ({len(own)}):", *items] if own else []


def _why(entry: ImmuneContext, catalogue: Catalogue) -> Callable[[], Iterator[str]]:
    def lines() -> Iterator[str]:
        yield ""
        yield from paragraph(entry.statement)
        yield from paragraph("; ".join([seen_in_words(entry), *([", ".join(entry.tki)] if entry.tki else [])]))
        yield from paragraph(f"This case: {entry.why}")
        yield from place_lines(entry.sources, catalogue)
        yield from reference_lines(entry.sources, catalogue)

    return lines
