"""The immune context: what was seen at the case's stage, what elsewhere, and the outcomes of immunotherapy."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from alktui.model.block import Cell, Cite, Column, Heading, Item, Page, Table, Text
from alktui.model.catalogue import Catalogue
from alktui.model.evidence import TIED_TO_NO_CASE
from alktui.model.report import ImmuneContext, Report
from alktui.pages.outcome import outcome_words, why_of_outcome
from alktui.pages.words import seen_in_words

NOTHING = "The reviews report no immune context for this case."
SECTIONS = {
    "own": "of this case's stage",
    "untied": "with no stage stated, or under another treatment",
    "unknown": "whose stage is not known of this case",
    "unmet": "of another stage",
}
COLUMNS = (Column("marker", 26), Column("direction"), Column("stage", 15, 60), Column("model", 26, 90))
IMMUNOTHERAPY = "immunotherapy"
"""The class that outcomes are shown of."""


def immune_page(report: Report, catalogue: Catalogue, *, folded: bool = False) -> Page:
    """Findings of this stage, those tied to none, those whose stage is open, then the others; outcomes of immunotherapy last.

    Args:
        folded: whether all but those of this stage stand behind one line each.
    """
    if not report.immune_context:
        return (Text(NOTHING, "muted"),)
    rows: list[Item | Heading | Text] = []
    for section, words in SECTIONS.items():
        items = [_item(entry) for entry in report.immune_context if _section(entry) == section]
        rows += _rows(f"immune-{section}", f"Immune context {words}", items, folded=folded and section != "own")
    rows += _rows("immune-outcomes", "Outcomes of immunotherapy as printed", _outcomes(report, catalogue), folded=folded)
    return (Table(COLUMNS, tuple(rows), heads=False),)


def _section(entry: ImmuneContext) -> str:
    return entry.state if entry.state != "met" else "untied" if entry.stage in TIED_TO_NO_CASE else "own"


def _rows(key: str, words: str, items: Sequence[Item], *, folded: bool) -> tuple[Item | Heading, ...]:
    """Some items under their heading, or behind one line; nothing where there are none."""
    heading = Heading(f"{words} ({len(items)})")
    if not items or not folded:
        return (heading, *items) if items else ()
    fold: Page = (heading, Table(COLUMNS, tuple(items), heads=False))
    cells = (Cell(f"{len(items)} folded"), Cell(words, "muted"))
    return (Item(f"fold:{key}", cells, lambda: fold, f"{words}: {len(items)}, folded"),)


def _item(entry: ImmuneContext) -> Item:
    n = f", n={entry.n}" if entry.n is not None else ""
    cells = (
        Cell(entry.marker, "strong"),
        Cell(entry.direction),
        Cell(entry.stage, "muted"),
        Cell(f"{entry.model}{n}", "muted"),
    )
    return Item(entry.id, cells, why_of_immune(entry), f"{entry.marker}: {entry.direction}; {seen_in_words(entry)}")


def why_of_immune(entry: ImmuneContext) -> Callable[[], Page]:
    """A finding in a sentence, where and in how many it was seen, and whether it speaks of this case's stage."""
    tki = f"; {', '.join(entry.tki)}" if entry.tki else ""
    return lambda: (
        Text(f"{entry.marker}: {entry.direction}", "title"),
        Text(entry.statement),
        Text(f"{seen_in_words(entry)}{tki}"),
        Text(f"this case: {entry.why}", "muted"),
        Cite(entry.sources),
    )


def _outcomes(report: Report, catalogue: Catalogue) -> list[Item]:
    """Every number of immunotherapy in the case's disease."""
    items = []
    for outcome in catalogue.outcomes:
        classes = {name for therapy in outcome.therapies for name in catalogue.therapy[therapy].classes}
        related = outcome.disease in catalogue.scopes[report.case.disease]
        if related and IMMUNOTHERAPY in (*outcome.therapies, *classes):
            names = " + ".join(map(catalogue.therapy_name, outcome.therapies))
            cells = (Cell(names), Cell(outcome_words(outcome)))
            items.append(Item(outcome.id, cells, why_of_outcome(outcome), f"{names}: {outcome_words(outcome)}"))
    return items
