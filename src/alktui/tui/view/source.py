"""Sources in the why pane: document, table and cell, and each reference with its DOI."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alktui.report.words import source_in_words
from alktui.tui.row import Row, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable

    from alktui.model.catalogue import Catalogue
    from alktui.model.source import Source


def source_rows(sources: Iterable[Source], catalogue: Catalogue, width: int, *, references: bool = True) -> list[Row]:
    """Where something stands, and what the document cites there."""
    found: list[Row] = []
    for source in sources:
        found += paragraph(source_in_words(source, catalogue), width, "muted", 2)
        for number in source.references if references else ():
            cited = catalogue.reference[source.document, number]
            found += paragraph(f"{cited.first_author} {cited.year} {cited.journal} {cited.doi}", width, "muted", 2, f"{number} ")
    return found
