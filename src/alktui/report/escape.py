"""Escape map -> text: the profiles that escape a TKI, and what is reported on each of them."""

from __future__ import annotations

from collections.abc import Iterator

from alktui.model.catalogue import Catalogue
from alktui.model.escape import Escape, EscapeMap
from alktui.pages.words import CALLS, LETTERS, sources_in_words
from alktui.paint.text import WIDTH, wrapped


def escape_text(escapes: EscapeMap, catalogue: Catalogue) -> str:
    """The map as text of 80 columns; ends with a line end."""
    return "\n".join(line.rstrip() for line in _lines(escapes, catalogue)) + "\n"


def _lines(escapes: EscapeMap, catalogue: Catalogue) -> Iterator[str]:
    yield f"What escapes {escapes.name}: {len(escapes.escapes)} profile(s)"
    yield from wrapped(
        "S sensitive, R resistant, S/R conflicting. A compound is never its members; what is not named has no data."
    )
    for escape in escapes.escapes:
        yield from _escape(escape, catalogue)


def _escape(escape: Escape, catalogue: Catalogue) -> Iterator[str]:
    yield ""
    qualifier = f", {escape.qualifier}" if escape.qualifier else ""
    yield f"{LETTERS[escape.call]:<4}{escape.profile}: {CALLS[escape.call]}{qualifier}"
    sources = tuple(dict.fromkeys(source for item in escape.evidence for source in item.sources))
    yield from wrapped(f"[{sources_in_words(sources, catalogue)}]", WIDTH, "    ")
    if not escape.alternatives:
        yield "    no call of another TKI on it"
    for alternative in escape.alternatives:
        sources = tuple(dict.fromkeys(source for item in alternative.evidence for source in item.sources))
        words = f"{LETTERS[alternative.call]} {CALLS[alternative.call]} [{sources_in_words(sources, catalogue)}]"
        yield from wrapped(words, WIDTH, f"    {alternative.therapy:<13}")
