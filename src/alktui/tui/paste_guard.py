"""Pastes that hold escape sequences reach the program whole, as text.

The framework's parser takes an escape sequence within a paste for the end of it: what follows is then pressed as keys, one of
which may leave the program. Here control characters are dropped between the marks of a bracketed paste before it looks.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver
from textual.message import Message

START, END = "\x1b[200~", "\x1b[201~"
_KEPT = frozenset("\n\r\t")


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
        """Parse what the terminal sent; nothing is sent at the end of input."""
        cleaned = self._guard.cleaned(data)
        return super().feed(cleaned) if cleaned or not data else ()


def guard_pastes() -> None:
    """Have the driver use the guarded parser."""
    vars(linux_driver)["XTermParser"] = GuardedParser
