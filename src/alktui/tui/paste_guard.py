"""What a terminal sends, made harmless before the framework looks: pastes, odd key sequences, sizes that no screen has.

Pastes that hold escape sequences reach the program whole, as text: the framework's parser takes an escape sequence within a
paste for the end of it, so that what follows is pressed as keys, one of which may leave the program. Here control characters are
dropped between the marks of a bracketed paste before it looks.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable

from textual._xterm_parser import XTermParser
from textual.events import Key, Resize
from textual.keys import Keys
from textual.message import Message

START, END = "\x1b[200~", "\x1b[201~"
_KEPT = frozenset("\n\r\t")

LONGEST = 2000
"""Columns or lines above which a size is noise."""

EXTENDED_KEY = re.compile(r"\x1b\[(?P<codes>(?:[\d:]*;?){2,3})(?P<end>[u~ABCDEFHPQRS])")
"""As the framework has it."""

RELEASED, LONGEST_MODIFIER = "3", 4


def unified(text: str) -> str:
    """A pasted text with line feeds at its line ends, whichever the terminal made of them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


class PasteGuard:
    """Looks at what a terminal sends, piece by piece, and cleans what stands between the marks of a paste."""

    def __init__(self) -> None:
        self._inside = False
        self._seen = 0
        """How much of the mark that is looked for was seen: the start's outside of a paste, the end's inside."""

    def cleaned(self, data: str) -> str:
        """The data, without control characters within a paste. Outside of one nothing waits: an escape is a key there."""
        return "".join(map(self._take, data))

    def _take(self, letter: str) -> str:
        mark = END if self._inside else START
        if letter == mark[self._seen]:
            self._seen += 1
            if self._seen < len(mark):
                return "" if self._inside else letter
            self._inside, self._seen = not self._inside, 0
            return letter if self._inside else END
        held, self._seen = (mark[1 : self._seen] if self._inside else ""), 0
        if letter == "\x1b":
            return held + self._take(letter)
        return held + (letter if not self._inside or letter in _KEPT or letter.isprintable() else "")


class GuardedParser(XTermParser):
    """The framework's parser behind a guard."""

    def __init__(self, debug: bool = False) -> None:  # noqa: FBT001, FBT002 - as the framework calls it
        super().__init__(debug)
        self._guard = PasteGuard()

    def feed(self, data: str) -> Iterable[Message]:
        """Parse what the terminal sent; nothing is sent at the end of input, and no size that would fill the memory."""
        cleaned = self._guard.cleaned(data)
        for message in super().feed(cleaned) if cleaned or not data else ():
            if not isinstance(message, Resize) or all(0 < length <= LONGEST for length in message.size):
                yield message

    def parse_mouse_code(self, code: str) -> Message | None:  # noqa: ARG002 - as the framework calls it
        """Nothing: no terminal is asked for its mouse, so that what looks like one is noise."""
        return None

    def _parse_extended_key(self, sequence: str) -> list[Key] | None:  # type: ignore[override]  # cached there
        """A key of kitty's protocol, with the parts behind a colon that the framework reads as numbers and fails at.

        Those are the key's other layouts and whether it is pressed, repeated or released; a release presses nothing. A key
        with a number that no letter has is ignored.
        """
        found = EXTENDED_KEY.fullmatch(sequence)
        if found is None:
            return super()._parse_extended_key(sequence)
        codes, modifiers, text = (*found["codes"].split(";"), "", "", "")[:3]
        modifier, _, kind = modifiers.partition(":")
        code = codes.partition(":")[0]
        letters = text.split(":") if text else []
        if (
            kind == RELEASED
            or not all(_is_letter(number) for number in (code or "1", *letters))
            or len(modifier) > LONGEST_MODIFIER
        ):
            return [Key(Keys.Ignore, sequence)]
        return super()._parse_extended_key(f"\x1b[{code};{modifier};{text}{found['end']}")


def _is_letter(number: str) -> bool:
    """Whether a number is that of a letter that a terminal can show."""
    is_number = number.isascii() and number.isdigit() and int(number) <= sys.maxunicode
    return is_number and unicodedata.category(chr(int(number))) != "Cs"
