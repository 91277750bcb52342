"""Escape map -> text: the profiles that escape a TKI, and what is reported on each of them."""

from __future__ import annotations

from collections.abc import Iterator

from alktui.model.catalogue import Catalogue
from alktui.model.escape import Escape, EscapeMap
from alktui.pages.escape import NO_OTHER, alternative_words, count_words, escape_words, failed_words
from alktui.pages.words import LETTERS, sources_in_words
from alktui.report.wrapping import wrapped


def escape_text(escapes: EscapeMap, catalogue: Catalogue) -> str:
    """The map as text of 80 columns; ends with a line end."""
    return "\n".join(line.rstrip() for line in _lines(escapes, catalogue)) + "\n"


def _lines(escapes: EscapeMap, catalogue: Catalogue) -> Iterator[str]:
    yield from wrapped(f"What escapes {escapes.name}: {count_words(escapes)}")
    yield from wrapped(
        "S sensitive, R resistant, S/R conflicting. A compound is never its members; what is not named has no call."
    )
    for escape in escapes.escapes:
        yield from _escape(escape, catalogue)


def _escape(escape: Escape, catalogue: Catalogue) -> Iterator[str]:
    yield ""
    yield from wrapped(f"{escape.profile}: {escape_words(escape)}", f"{LETTERS[escape.call]:<4}")
    sources = tuple(dict.fromkeys(source for item in escape.evidence for source in item.sources))
    yield from wrapped(f"[{sources_in_words(sources, catalogue)}]", "    ")
    for failed in escape.failed:
        yield from wrapped(f"{failed_words(failed, catalogue)} [{sources_in_words(failed.sources, catalogue)}]", "    ")
    if not escape.alternatives:
        yield f"    {NO_OTHER}"
    for alternative in escape.alternatives:
        sources = tuple(dict.fromkeys(source for item in alternative.evidence for source in item.sources))
        said = alternative_words(alternative, catalogue)
        words = f"{LETTERS[alternative.call]} {said} [{sources_in_words(sources, catalogue)}]"
        yield from wrapped(words, f"    {alternative.therapy:<13}")
