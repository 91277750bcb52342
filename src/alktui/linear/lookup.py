"""What needs no report: the search over every record, and the escape map of a TKI."""

from __future__ import annotations

from collections.abc import Callable

from alktui.cases.vocabulary import find_tki
from alktui.catalogue.citing import records_citing
from alktui.catalogue.layer import find_in_layers
from alktui.catalogue.search import Searcher
from alktui.linear.dialogue import Dialogue
from alktui.linear.listing import Listing, listing_of
from alktui.linear.walk import Walk
from alktui.model.block import Page
from alktui.model.catalogue import Catalogue
from alktui.model.source import Reference
from alktui.pages.escape import escape_page
from alktui.pages.record import found_page, record_items, record_page
from alktui.pages.source import reference_page
from alktui.paint.numbered import numbered
from alktui.triage.escape import escape_map, ladder
from alktui.triage.wording import wording

MOST = 50
"""Records that a search lists."""

ESCAPE = "For one TKI: which mutations are reported to escape it, and what is reported of the other drugs on each of them."


def search_listing(text: str, walk: Walk) -> Listing:
    """The records that hold every word of a text, best first.

    Raises:
        FileTrouble: the catalogue can no longer be opened.
    """
    searcher = Searcher(walk.knowledge.path)
    try:
        found = searcher.find(text, MOST)
        count = searcher.count(text)
        near = () if found else searcher.near(text)
    finally:
        searcher.close()
    own = find_in_layers(walk.catalogue, text, MOST)
    hits = (*found, *own)
    page = found_page(text, hits[:MOST], _page_of(walk.catalogue), count=count + len(own), near=near)
    return listing_of("Search", page, walk.catalogue, number_gives="number for the record")


def _page_of(catalogue: Catalogue) -> Callable[[str], Callable[[], Page]]:
    """Makes the page of a record; that of a reference lists what rests on it."""

    def of(identity: str) -> Callable[[], Page]:
        def page() -> Page:
            record = catalogue.records[identity]
            if isinstance(record, Reference):
                resting = record_items(records_citing(record.document, record.number, catalogue), of)
                return reference_page(record, resting, catalogue)
            asks = [wording(criterion, catalogue) for criterion in getattr(record, "when", ())]
            return record_page(record, asks, catalogue)

        return page

    return of


def ask_escape(walk: Walk, dialogue: Dialogue) -> Listing | None:
    """Ask for a TKI and give its map, below the ladder of the case where there is one; None where no TKI is given."""
    therapies = walk.catalogue.tki_rows
    for number, therapy in enumerate(therapies, 1):
        dialogue.say(numbered(number, therapy.name))
    chosen = ""

    def take(typed: str) -> bool:
        nonlocal chosen
        if typed.isdecimal() and 1 <= int(typed[:6]) <= len(therapies):
            chosen = therapies[int(typed[:6]) - 1].id
        elif typed and typed != "back":
            chosen = find_tki(typed, walk.catalogue)
        return True

    dialogue.ask_until("Which TKI, number or name, empty for the menu", ESCAPE, take)
    if not chosen:
        return None
    report = walk.report
    disease = (report.case.disease,) if report is not None else ()
    escapes = escape_map(chosen, walk.catalogue, *disease)
    page = escape_page(escapes, ladder(report) if report is not None else None, walk.catalogue)
    return listing_of(f"Escape map of {escapes.name}", page, walk.catalogue)
