"""Where things stand: places beside each line, and every document and reference once, with its DOI, at the end."""

from __future__ import annotations

from collections.abc import Iterable

from alktui.linear.line import paragraph
from alktui.model.catalogue import Catalogue
from alktui.model.report import Report
from alktui.model.source import Document, Reference, Source
from alktui.pages.words import caution_in_words, origin_in_words, source_in_words


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


def caution_lines(identity: str, report: Report) -> list[str]:
    """A caution as it holds on the case, or only if what it says it depends on; and whose own it is."""
    words = caution_in_words(identity, report).removeprefix("! ")
    caution = next((caution for caution in report.cautions if caution.id == identity), None)
    if caution is None:
        return []
    origin = origin_in_words(caution.origin)
    head = "Caution " if words.startswith("? ") else "Caution: "
    return paragraph(f"{head}{words.removeprefix('? ')}{f' ({origin})' if origin else ''}", "", "    ")
