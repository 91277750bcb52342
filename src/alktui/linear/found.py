"""Search over every record, and one record in full."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from alktui.catalogue.export import show_record
from alktui.catalogue.layer import find_in_layers
from alktui.catalogue.search import Hit, Searcher
from alktui.linear.line import paragraph
from alktui.linear.listing import Item, Listing
from alktui.linear.walk import Walk

MOST = 50


def found_listing(text: str, walk: Walk) -> Listing:
    """The records that hold every word of a text, best first.

    Raises:
        FileTrouble: the catalogue can no longer be opened.
    """
    searcher = Searcher(walk.knowledge.path)
    try:
        found = searcher.find(text, MOST + 1)
        near = () if found else searcher.near(text)
    finally:
        searcher.close()
    hits = (*found, *find_in_layers(walk.catalogue, text, MOST + 1))
    if not hits:
        meant = f"Did you mean {' or '.join(near)}?" if near else "Fewer or shorter words find more."
        return Listing("Search", (f'Nothing found for "{text}". {meant}',))
    many = f"the first {MOST}" if len(hits) > MOST else str(len(hits))
    items = (Item(f"{hit.kind.replace('_', ' ')}: {hit.title}", _record(hit, walk)) for hit in hits[:MOST])
    return Listing("Search", (f'Records for "{text}": {many}', *items), "number for the record")


def _record(hit: Hit, walk: Walk) -> Callable[[], Iterator[str]]:
    def lines() -> Iterator[str]:
        yield ""
        for line in show_record(walk.catalogue, hit.id).splitlines():
            indent = " " * (len(line) - len(line.lstrip()))
            yield from paragraph(line, indent, f"{indent}  ")

    return lines
