"""Where things stand: places beside each line, and every document and reference once, with its DOI, at the end."""

from __future__ import annotations

from collections.abc import Iterable

from alktui.linear.line import paragraph
from alktui.model.catalogue import Catalogue
from alktui.model.source import DOCUMENTS, Document, Reference, Source
from alktui.report.words import origin_in_words, source_in_words


def place_lines(sources: Iterable[Source], catalogue: Catalogue) -> list[str]:
    """Document, section, table and cell of each source, with the numbers it cites."""
    return [
        line
        for source in dict.fromkeys(sources)
        for line in paragraph(f"source: {source_in_words(source, catalogue)}", "  ", "    ")
    ]


def reference_lines(sources: Iterable[Source], catalogue: Catalogue) -> list[str]:
    """The documents of some sources and what they cite there, each once; none without a source."""
    cited = list(dict.fromkeys(sources))
    lines: list[str] = []
    for identity in dict.fromkeys(source.document for source in cited):
        document = catalogue.document[identity]
        lines += paragraph(f"{document.short}: {document.journal} {document.year}, {_doi(document)}", "", "    ")
        numbers = sorted({number for source in cited if source.document == identity for number in source.references})
        for number in numbers:
            reference = catalogue.reference[identity, number]
            note = f" ({reference.note})" if reference.note else ""
            words = f"{reference.first_author} {reference.year} {reference.journal}, {_doi(reference)}{note}"
            lines += paragraph(words, f"  [{number}] ", "      ")
    return ["", "References:", *lines] if lines else []


def _doi(record: Document | Reference) -> str:
    return f"doi {record.doi}" if record.doi else "no doi"


def caution_lines(identity: str, catalogue: Catalogue) -> list[str]:
    """A caution, and whose own it is where it is not the documents'."""
    caution = catalogue.records[identity]
    origin = origin_in_words(getattr(caution, "origin", DOCUMENTS))
    return paragraph(f"Caution: {getattr(caution, 'statement', identity)}{f' ({origin})' if origin else ''}", "", "    ")
