"""Plain text, for every layer: the one sanitiser for strings from outside, and words that need nothing else."""

from __future__ import annotations

import re
import unicodedata

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: str, *, keep_lines: bool = False) -> str:
    """A text without control characters, escape sequences' starters, and bidirectional overrides.

    Tabs and line ends become blanks; with `keep_lines` line ends stay.
    """
    if text.isprintable():
        return text if text.isascii() else "".join(letter for letter in text if letter not in _BIDI)
    kept = []
    for letter in text:
        if letter == "\n" and keep_lines:
            kept.append(letter)
        elif letter in "\t\n\r\v\f":
            kept.append(" ")
        elif letter in _BIDI or unicodedata.category(letter) in ("Cc", "Cs", "Co", "Cn"):
            continue
        else:
            kept.append(letter)
    return "".join(kept)


_NOT_PLAIN = re.compile(r"\r\n|[^\x20-\x7e\n\t]")


def _is_inert(letter: str) -> bool:
    return letter not in _BIDI and unicodedata.category(letter) not in ("Cc", "Cs", "Co", "Cn")


def inert(text: str) -> str:
    """A text of several lines for a terminal: as `clean`, but line ends and tabs stay, which part what is printed."""
    return _NOT_PLAIN.sub(lambda found: found[0] if found[0] == "\r\n" or _is_inert(found[0]) else "", text)


def inert_json(text: str) -> str:
    """JSON in which what a terminal would obey is written in JSON's own escapes, so that nothing of the value is lost."""
    return _NOT_PLAIN.sub(lambda found: found[0] if found[0] == "\r\n" or _is_inert(found[0]) else as_escape(found[0]), text)


def as_escape(letters: str) -> str:
    """Letters as JSON's escapes of four digits; those beyond take two."""
    units = letters.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[place] << 8 | units[place + 1]:04x}" for place in range(0, len(units), 2))


OTHER = "other:"
"""What stands before the name of an ALK TKI that the catalogue does not know, as in `other:NAME`."""


def other_name(therapy: str) -> str:
    """The bare name of a therapy typed as `other:NAME`; empty for any other text."""
    text = therapy.strip()
    return text[len(OTHER) :].strip() if text.casefold().startswith(OTHER) else ""


def given_name(therapy: str) -> str:
    """The name under which a therapy that was given is shown: "foo (not in these reviews)" for `other:foo`, else as it is."""
    name = other_name(therapy)
    return f"{name} (not in these reviews)" if name else therapy


def response_in_words(response: str) -> str:
    """A best response: "best response PR"; empty for none."""
    return f"best response {response}" if response else ""


def span_in_words(started: str, ended: str) -> str:
    """From when to when: "2023-02 to 2023-11", "2023-02", "to 2023-11", or empty."""
    return f"{started} to {ended}".strip() if ended else started


def shown(text: str, limit: int = 60) -> str:
    """What a user typed, for a message: cleaned, quoted and cut."""
    cleaned = clean(text).strip()
    return f'"{cleaned[: limit - 3]}..."' if len(cleaned) > limit else f'"{cleaned}"'
