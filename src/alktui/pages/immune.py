"""The immune context of the case's stage: what was found in the tumour's surroundings, of no drug in particular."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from alktui.model.block import Block, Cell, Cite, Column, Heading, Item, Page, Table, Text
from alktui.model.report import ImmuneContext, Report
from alktui.pages.words import seen_in_words

STATES = {"met": "Of this stage, or with no stage stated", "unknown": "Stage not known", "unmet": "Of another stage"}
COLUMNS = (Column("marker", 25), Column("found", 13), Column("stage", 14, 60), Column("in"))
NOTHING = "The reviews report no immune context for this case."


def immune_page(report: Report) -> Page:
    """Findings of this stage, then those whose stage is open, then the others."""
    rows: list[Item | Heading | Text] = []
    for state, words in STATES.items():
        own = [entry for entry in report.immune_context if entry.state == state]
        if own:
            rows += [Heading(f"{words} ({len(own)})"), *map(_item, own)]
    return (Table(COLUMNS, tuple(rows), heads=False),) if rows else (Text(NOTHING, "muted"),)


def _item(entry: ImmuneContext) -> Item:
    n = f", n = {entry.n}" if entry.n is not None else ""
    cells = (Cell(entry.marker, "strong"), Cell(entry.direction), Cell(entry.stage, "muted"), Cell(f"{entry.model}{n}", "muted"))
    return Item(entry.id, cells, why_of_immune(entry), f"{entry.marker}: {entry.direction}; {seen_in_words(entry)}")


def why_of_immune(entry: ImmuneContext) -> Callable[[], Page]:
    """A finding in a sentence, where and in how many it was seen, and whether it speaks of this case's stage."""

    def page() -> Page:
        return tuple(_why(entry))

    return page


def _why(entry: ImmuneContext) -> Iterator[Block]:
    yield Text(f"{entry.marker}: {entry.direction}", "title")
    yield Text(entry.statement)
    yield Text("; ".join([seen_in_words(entry), *([", ".join(entry.tki)] if entry.tki else [])]))
    yield Text(f"this case: {entry.why}", "muted")
    yield Cite(entry.sources)
