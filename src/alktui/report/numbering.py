"""The sheet's own list of sources: each reference once, numbered in the order in which the page mentions them."""

from __future__ import annotations

from collections.abc import Iterable

from alktui.model.catalogue import Catalogue
from alktui.model.sheet import Place, SheetSource
from alktui.model.source import Document, Reference, Source


class Numbering:
    """Gives out numbers while the page is made; a reference that two documents cite (same DOI) is one source."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._numbers: dict[str, int] = {}
        self._cited_as: dict[int, list[str]] = {}
        self._listed: dict[int, Document | Reference] = {}

    def places(self, sources: Iterable[Source]) -> tuple[Place, ...]:
        """Where a line stands: places of one document that cite the same references are named together."""
        cited: dict[tuple[str, str], set[int]] = {}
        for source in sources:
            cited.setdefault((source.document, source.locator), set()).update(source.references)
        grouped: dict[tuple[str, tuple[int, ...]], list[str]] = {}
        for (document, locator), references in cited.items():
            grouped.setdefault((document, tuple(sorted(references))), []).append(locator)
        return tuple(
            Place(document=self.short(document), locators=joined(locators), numbers=self._numbers_of(document, references))
            for (document, references), locators in grouped.items()
        )

    @property
    def sources(self) -> tuple[SheetSource, ...]:
        """Every source that was given a number, in order."""
        return tuple(self._source(number) for number in sorted(self._listed))

    def short(self, document: str) -> str:
        """How a line names a document."""
        known = self._catalogue.document.get(document)
        return known.short if known else document

    def _numbers_of(self, document: str, references: tuple[int, ...]) -> tuple[int, ...]:
        """The numbers of what a place cites; of the document itself where it cites nothing."""
        known = [self._catalogue.reference.get((document, number)) for number in references]
        cited = [reference for reference in known if reference is not None]
        if cited:
            return tuple(sorted({self._number(reference, f"{self.short(document)}, {reference.number}") for reference in cited}))
        itself = self._catalogue.document.get(document)
        return (self._number(itself, itself.short),) if itself else ()

    def _number(self, record: Document | Reference, cited_as: str) -> int:
        number = self._numbers.setdefault(record.doi.casefold() or record.id, len(self._numbers) + 1)
        self._listed.setdefault(number, record)
        names = self._cited_as.setdefault(number, [])
        if cited_as not in names:
            names.append(cited_as)
        return number

    def _source(self, number: int) -> SheetSource:
        record = self._listed[number]
        author = f"{record.authors.split(',')[0]} et al." if isinstance(record, Document) else record.first_author
        return SheetSource(
            number=number,
            author=author,
            year=record.year,
            journal=record.journal,
            doi=record.doi,
            cited_as=tuple(self._cited_as[number]),
        )


def joined(locators: Iterable[str]) -> str:
    """Places in one document in one line: "sections 3 and 4.1", "Table 1, crizotinib, sensitive and resistant"."""
    parts: dict[str, list[str]] = {}
    for locator in locators:
        section = locator.removeprefix("section ")
        head, comma, last = ("section", " ", section) if _is_number(section) else locator.rpartition(", ")
        parts.setdefault(f"{head}{comma}", []).append(last)
    return "; ".join(
        f"{'sections ' if head == 'section ' and len(lasts) > 1 else head}{_and(lasts)}" for head, lasts in parts.items()
    )


def _is_number(text: str) -> bool:
    return text.replace(".", "").isdigit()


def _and(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]
