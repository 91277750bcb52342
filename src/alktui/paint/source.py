"""Where something stands, in words: document, locator, reference numbers, and each reference with its DOI."""

from __future__ import annotations

from alktui.model.catalogue import Catalogue
from alktui.pages.words import source_in_words as source_words

__all__ = ["reference_words", "source_words"]


def reference_words(document: str, number: int, catalogue: Catalogue) -> str:
    """One reference of a document: number, first author, year, journal, DOI."""
    cited = catalogue.reference[document, number]
    doi = f" doi:{cited.doi}" if cited.doi else " no DOI printed"
    return f"{number} {cited.first_author} {cited.year} {cited.journal}{doi}"
