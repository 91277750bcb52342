"""The sheet's own list of sources: each reference once, numbered in the order in which the page mentions them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from alktui.model.catalogue import Catalogue
from alktui.model.source import Document, Reference, Source
from alktui.pages.words import ranges


class Numbering:
    """Gives out numbers while the page is made; a reference that two documents cite (same DOI) is one source."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._numbers: dict[str, int] = {}
        self._cited_as: dict[int, list[str]] = {}
        self._listed: dict[int, Document | Reference] = {}

    def places(self, sources: Iterable[Source]) -> str:
        """Where a line stands: "Wang 2022, section 4.1 [3-5]"; places that cite the same are named together."""
        cited: dict[tuple[str, str], set[int]] = {}
        for source in sources:
            cited.setdefault((source.document, source.locator), set()).update(source.references)
        grouped: dict[tuple[str, tuple[int, ...]], list[str]] = {}
        for (document, locator), references in cited.items():
            grouped.setdefault((document, tuple(sorted(references))), []).append(locator)
        found: dict[str, list[str]] = {}
        for (document, numbers_there), locators in grouped.items():
            numbers = ranges(self._numbers_of(document, numbers_there))
            found.setdefault(self._short(document), []).append(f"{joined(locators)}{f' [{numbers}]' if numbers else ''}")
        return "; ".join(f"{document}, {'; '.join(where)}" for document, where in found.items())

    @property
    def count(self) -> int:
        """How many sources have a number."""
        return len(self._listed)

    def copy(self) -> Numbering:
        """The same numbers, to go on from without changing these."""
        other = Numbering(self._catalogue)
        other._numbers = dict(self._numbers)
        other._cited_as = {number: list(names) for number, names in self._cited_as.items()}
        other._listed = dict(self._listed)
        return other

    def listed(self) -> Iterator[tuple[int, str]]:
        """Every source that was given a number, in order, with how the documents number it."""
        for number in sorted(self._listed):
            yield number, self.words(number)

    def words(self, number: int) -> str:
        """One entry of the list."""
        record = self._listed[number]
        author = f"{record.authors.split(',')[0]} et al." if isinstance(record, Document) else record.first_author
        doi = f" doi:{record.doi}" if record.doi else ""
        named = f" ({', '.join(self._cited_as[number])})" if self._cited_as[number] else ""
        return f"{author} {record.year} {record.journal}{doi}{named}"

    def _short(self, document: str) -> str:
        known = self._catalogue.document.get(document)
        return known.short if known else document

    def _numbers_of(self, document: str, references: tuple[int, ...]) -> tuple[int, ...]:
        """The numbers of what a place cites; of the document itself where it cites nothing."""
        known = [self._catalogue.reference.get((document, number)) for number in references]
        cited = [reference for reference in known if reference is not None]
        if cited:
            short = self._short(document).rpartition(" ")[0] or self._short(document)
            return tuple(sorted({self._number(reference, f"{short} {reference.number}") for reference in cited}))
        itself = self._catalogue.document.get(document)
        return (self._number(itself, ""),) if itself else ()

    def _number(self, record: Document | Reference, cited_as: str) -> int:
        number = self._numbers.setdefault(record.doi.casefold() or record.id, len(self._numbers) + 1)
        self._listed.setdefault(number, record)
        names = self._cited_as.setdefault(number, [])
        if cited_as and cited_as not in names:
            names.append(cited_as)
        return number


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
