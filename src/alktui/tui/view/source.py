"""Sources in the why pane: document, table and cell, and each reference with its DOI; each can be copied and followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alktui.pages.source import citation, place_citation
from alktui.pages.words import source_in_words
from alktui.tui.row import Row, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable

    from alktui.model.catalogue import Catalogue
    from alktui.model.source import Source


PLACE = "place:"
"""What begins the key of a place in a document, as `place:wang-2022|section 4.3.1`; a reference has its record's id."""


def source_rows(sources: Iterable[Source], catalogue: Catalogue, width: int, *, references: bool = True) -> list[Row]:
    """Where something stands, and what the document cites there."""
    found: list[Row] = []
    for source in sources:
        key = f"{PLACE}{source.document}|{source.locator}"
        found += _cited(source_in_words(source, catalogue), width, "", key, place_citation(source, catalogue))
        for number in source.references if references else ():
            cited = catalogue.reference[source.document, number]
            words = f"{cited.first_author} {cited.year} {cited.journal} {cited.doi}"
            found += _cited(words, width, f"{number} ", cited.id, citation(cited, catalogue))
    return found


def _cited(words: str, width: int, first: str, key: str, copied: str) -> list[Row]:
    """A citation over some lines, the first of which can be highlighted."""
    head, *rest = paragraph(words, width, "muted", 2, first)
    return [Row(head.spans, key, copied=copied), *rest]
