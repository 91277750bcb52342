"""What stands on the terminal already, so that only the cells that differ are sent.

The framework sends a changed piece of a line from the left edge of its widget on, blanks included, and spells the colours of
each piece out: three times as much over a slow line. Here its updates are compared with what was sent before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from rich.cells import get_character_cell_size
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.geometry import Size

Cell = tuple[str, str]
"""A letter with the codes of its style; the right half of a wide letter is empty."""

NEAR = 8
"""So few cells between two that differ are sent again: to move the cursor takes as much."""

DEFAULTS = ("39", "49")
"""Letters and ground of the terminal's own colours, which count after every reset."""


class SentScreen:
    """The cells of the terminal as they were sent."""

    def __init__(self) -> None:
        self._lines: list[list[Cell | None]] = []
        self._size = Size(0, 0)

    def forget(self) -> None:
        """Take nothing for granted: what comes next is sent whole."""
        self._size = Size(0, 0)

    def difference(self, update: CompositorUpdate, size: Size) -> CompositorUpdate:
        """An update that sends what differs on a terminal of a size, and remembers it once it is sent."""
        return _Difference(self, update, size)

    def sequences(self, update: CompositorUpdate, size: Size, console: Console) -> str:
        """What is to be sent so that an update is seen; afterwards it counts as sent."""
        if size != self._size:
            self._size = size
            self._lines = [[None] * size.width for _ in range(size.height)]
        sent: list[str] = []
        codes = ""
        for x, y, segments in _pieces(update):
            if 0 <= y < size.height:
                cells = list(_cells(segments, console._color_system))[: max(0, size.width - x)]  # noqa: SLF001
                codes = _send(self._lines[y], x, y, cells, codes, sent)
        return "".join(sent) + (_RESET if codes else "")


class _Difference(CompositorUpdate):
    """An update of the framework, of which only what differs is sent."""

    def __init__(self, screen: SentScreen, update: CompositorUpdate, size: Size) -> None:
        self._screen, self._update, self._size = screen, update, size

    def render_segments(self, console: Console) -> str:
        """The sequences to be sent."""
        return self._screen.sequences(self._update, self._size, console)


def _pieces(update: CompositorUpdate) -> Iterator[tuple[int, int, Iterable[Segment]]]:
    """The pieces of an update: column, line, segments."""
    if isinstance(update, LayoutUpdate):
        for y, line in enumerate(update.strips, update.region.y):
            yield update.region.x, y, [segment for strip in line for segment in strip]
    elif isinstance(update, ChopsUpdate):
        for y, left, right in update.spans:
            for x, strip in update.chops[y].items():
                if strip is not None and x < right and x + strip.cell_length > left:
                    yield x, y, strip


def _cells(segments: Iterable[Segment], colours: ColorSystem | None) -> Iterator[Cell]:
    """The cells of segments, one an item."""
    for text, style, control in segments:
        if control:
            continue
        codes, blank_codes = _codes(style, colours) if style is not None else ("", "")
        for letter in text:
            size = 1 if letter.isascii() else get_character_cell_size(letter)
            if size:
                yield letter, blank_codes if letter == " " else codes
            if size == 2:  # noqa: PLR2004 - a wide letter
                yield "", codes


@lru_cache(maxsize=512)
def _codes(style: Style, colours: ColorSystem | None) -> tuple[str, str]:
    """The codes of a style, and those it has for a blank, of which only ground and underline are seen."""
    numbers = style.render("x", color_system=colours).partition("x")[0].removeprefix("\x1b[").removesuffix("m").split(";")
    is_plain = not {"38", "48"} & set(numbers)
    codes = ";".join(number for number in numbers if not (is_plain and number in DEFAULTS))
    ground = style.bgcolor is not None and not style.bgcolor.is_default
    return codes, codes if ground or style.reverse or style.underline or style.strike else ""


def _send(line: list[Cell | None], x: int, y: int, cells: list[Cell], codes: str, sent: list[str]) -> str:
    """Add what is to be sent for a piece of a line, and remember it; the codes that count afterwards."""
    for start, end in _differing(line[x : x + len(cells)], cells):
        sent.append(f"\x1b[{y + 1};{x + start + 1}H")
        rest = end
        if x + end == len(line):
            while rest > start and cells[rest - 1] == (" ", ""):
                rest -= 1
        rest = end if end - rest < len(_ERASE) else rest
        for wanted, group in groupby(cells[start:rest], key=itemgetter(1)):
            if wanted != codes:
                sent.append(_RESET if not wanted else f"\x1b[0;{wanted}m" if codes else f"\x1b[{wanted}m")
                codes = wanted
            text = "".join(letter for letter, _ in group)
            sent.append(text if wanted else _BLANKS.sub(_erased, text))
        if rest < end:
            sent.append(f"{_RESET}{_ERASE}" if codes else _ERASE)
            codes = ""
    line[x : x + len(cells)] = cells
    return codes


def _erased(blanks: re.Match[str]) -> str:
    """The sequence that makes so many cells blank and goes on behind them."""
    count = len(blanks[0])
    return f"\x1b[{count}X\x1b[{count}C"


_RESET, _ERASE = "\x1b[0m", "\x1b[K"
_BLANKS = re.compile(" {16,}")


def _differing(before: list[Cell | None], now: list[Cell]) -> Iterator[tuple[int, int]]:
    """The runs of cells that differ; a wide letter is never parted, and runs that are near one another are one."""
    start = end = -1
    for place, (old, new) in enumerate(zip(before, now, strict=True)):
        if old == new:
            continue
        if start >= 0 and place - end > NEAR:
            yield start, end
            start = -1
        if start < 0:
            start = place - 1 if not new[0] and place else place
        end = place + 1
        if end < len(now) and not now[end][0]:
            end += 1
    if start >= 0:
        yield start, end
