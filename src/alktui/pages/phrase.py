"""Pieces of a line of the sheet: where it stands, the numbers beside it, and how pieces are joined."""

from __future__ import annotations

from collections.abc import Sequence

from alktui.model.sheet import Place
from alktui.pages.words import plural, ranges


def place_words(places: Sequence[Place]) -> str:
    """Where a line stands: document, section or table, and numbers of the list of sources."""
    grouped: dict[str, list[str]] = {}
    for place in places:
        grouped.setdefault(place.document, []).append(f"{place.locators} [{ranges(place.numbers)}]")
    return "; ".join(f"{document}, {'; '.join(where)}" for document, where in grouped.items())


def numbers_of(word: str, numbers: Sequence[int]) -> str:
    """Numbers of cautions or errata: "caution 1", "errata 2, 3"; empty where there are none."""
    plurals = {"caution": "cautions", "erratum": "errata"}
    return f"{word if len(numbers) == 1 else plurals[word]} {ranges(numbers)}" if numbers else ""


def cautions_beside(numbers: Sequence[int], more: int) -> str:
    """The cautions beside a line: those of the page by number, and how many the full report has besides."""
    if not numbers:
        return f"{plural(more, 'caution')} in the full report" if more else ""
    return numbers_of("caution", numbers) + (f", and {more} more in the full report" if more else "")


def with_letter(level: str, civic: str) -> str:
    """A level with the letter CIViC has for it."""
    return f"{level} ({civic})" if civic else level


def several(*parts: str) -> str:
    """Pieces joined, without the empty ones."""
    return "; ".join(part for part in parts if part)


def sentences(*parts: str) -> str:
    """Pieces as sentences, without the empty ones."""
    return ". ".join(f"{part[:1].upper()}{part[1:]}".rstrip(".") for part in parts if part)
