"""Lines for the ear: ASCII, at most 80 characters, numbered where one can be asked about."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from alktui.paint.text import WIDTH, wrapped
from alktui.plain import clean

SIGNS = str.maketrans(
    {
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u2014": "-",
        "\u2212": "-",
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2192": "->",
        "\u2264": "<=",
        "\u2265": ">=",
        "\u00d7": "x",
        "\u00b1": "+/-",
        "\u00df": "ss",
    }
)
"""Signs that decompose into no ASCII of their own."""

GREEK = "GREEK SMALL LETTER "


def ascii_of(text: str) -> str:
    """A text cleaned and spelt in ASCII: accents dropped, Greek letters named, what has no spelling as "?"."""
    cleaned = clean(text)
    if cleaned.isascii():
        return cleaned
    return "".join(_spelt(letter) for letter in unicodedata.normalize("NFKD", cleaned.translate(SIGNS)))


def _spelt(letter: str) -> str:
    if letter.isascii():
        return letter
    if unicodedata.category(letter) in ("Mn", "Cf"):
        return ""
    name = unicodedata.name(letter, "")
    return name.removeprefix(GREEK).lower() if name.startswith(GREEK) and " WITH " not in name else "?"


def paragraph(text: str, first: str = "", rest: str | None = None) -> list[str]:
    """A text broken to the width; none for an empty text."""
    spelt = ascii_of(text).strip()
    return wrapped(spelt, WIDTH, first, rest) if spelt else []


def numbered(number: int, text: str) -> list[str]:
    """A line that can be asked about."""
    return paragraph(text, f"{number}. ", "   ")


def fitted(lines: Iterable[str]) -> Iterator[str]:
    """Lines as they may be printed, whatever they hold: those that are too long are broken where they are indented."""
    for line in lines:
        spelt = ascii_of(line).rstrip()
        if len(spelt) <= WIDTH:
            yield spelt
        else:
            indent = " " * min(WIDTH // 2, len(spelt) - len(spelt.lstrip()))
            yield from wrapped(spelt.strip(), WIDTH, indent)
