"""A place in a document, or a reference of one: how it is cited, and what in the catalogue rests on it."""

from __future__ import annotations

from collections.abc import Sequence

from alktui.model.block import Column, Heading, Item, Page, Table, Text
from alktui.model.catalogue import Catalogue
from alktui.model.source import Reference, Source
from alktui.pages.words import source_in_words

COLUMNS = (Column("kind", 17, 60), Column("record"))


def place_page(source: Source, resting: Sequence[Item], catalogue: Catalogue) -> Page:
    """A place in a document and the records that stand there.

    Args:
        resting: the records, as rows of kind and title.
    """
    return (Text(place_citation(source, catalogue), "title"), *_resting("stand there", resting))


def reference_page(reference: Reference, resting: Sequence[Item], catalogue: Catalogue) -> Page:
    """A reference of a document and the records for which the document cites it.

    Args:
        resting: as in `place_page`.
    """
    return (Text(citation(reference, catalogue), "title"), *_resting("rest on it", resting))


def _resting(what: str, resting: Sequence[Item]) -> Page:
    if not resting:
        return (Text(f"No records {what}.", "muted"),)
    return (Heading(f"Records that {what} ({len(resting)})"), Table(COLUMNS, tuple(resting), heads=False))


def place_citation(source: Source, catalogue: Catalogue) -> str:
    """A place in a document, for a reader who does not know the document."""
    document = catalogue.document[source.document]
    whole = f"{document.authors.split(',')[0]} et al. {document.title}. {document.journal} {document.year}"
    return f"{source_in_words(source, catalogue)} ({whole}. {_doi(document.doi)})"


def citation(cited: Reference, catalogue: Catalogue) -> str:
    """A reference, and which document cites it under which number."""
    document = catalogue.document[cited.document]
    note = f" {cited.note}" if cited.note else ""
    words = f"{cited.first_author} et al. {cited.journal} {cited.year}. {_doi(cited.doi)}"
    return f"{words} (cited in {document.short} as reference {cited.number}){note}"


def _doi(doi: str) -> str:
    return f"doi:{doi}" if doi else "no DOI printed"
