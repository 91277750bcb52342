"""The painted lines of a terminal as an SVG picture: equal lines give equal bytes, and no font is fetched from anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import NamedTuple

from rich.cells import cell_len
from rich.color import Color, blend_rgb
from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style
from rich.terminal_theme import TerminalTheme

CELL, LINE, FONT = 10, 20, 16.61
"""Pixels: a cell, a line, and the size at which a letter of DejaVu Sans Mono is exactly one cell wide."""

MARGIN = 14
DIMMED = 0.45
"""How far a dim letter moves towards its background."""

THEME = TerminalTheme(
    (24, 26, 31),
    (216, 219, 226),
    # black, red, green, yellow, blue, magenta, cyan, white
    [
        *((24, 26, 31), (242, 119, 122), (139, 200, 120), (232, 193, 98)),
        *((108, 168, 240), (198, 146, 230), (98, 196, 200), (200, 204, 212)),
    ],
    [
        *((110, 116, 128), (255, 145, 148), (165, 222, 148), (248, 214, 130)),
        *((140, 192, 255), (218, 172, 246), (128, 220, 224), (245, 247, 250)),
    ],
)
"""What a dark terminal makes of the sixteen colours that the program asks for."""


LIGHT = TerminalTheme(
    (251, 251, 248),
    (36, 41, 47),
    [
        *((36, 41, 47), (196, 30, 48), (24, 120, 44), (148, 110, 0)),
        *((16, 84, 180), (122, 56, 160), (0, 116, 122), (190, 194, 200)),
    ],
    [
        *((96, 102, 112), (214, 60, 40), (40, 146, 62), (176, 132, 0)),
        *((40, 108, 210), (150, 80, 190), (20, 142, 148), (251, 251, 248)),
    ],
)
"""What a light terminal makes of them."""


class Look(NamedTuple):
    """How a piece of text looks; `behind` is None where the terminal's own background shows."""

    letters: str
    behind: str | None
    bold: bool
    underlined: bool


class Piece(NamedTuple):
    """Text without gaps in it, and the cell it starts at."""

    cell: int
    text: str
    look: Look


def svg(lines: Sequence[Iterable[Segment]], width: int, title: str, theme: TerminalTheme = THEME) -> str:
    """The picture of painted lines, each of them `width` cells wide, on a terminal with these colours."""
    across, down = width * CELL + 2 * MARGIN, len(lines) * LINE + 2 * MARGIN
    body: list[str] = []
    for place, segments in enumerate(lines):
        row = list(segments)
        body += _backgrounds(row, place, theme)
        body += _texts(row, place, theme)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across} {down}" width="{across}" height="{down}">',
            f"<title>{escape(title)}</title>",
            f"<style>text {{ font-family: 'DejaVu Sans Mono', Menlo, Consolas, monospace; font-size: {FONT}px; }}</style>",
            f'<rect width="{across}" height="{down}" rx="6" fill="{theme.background_color.hex}"/>',
            *body,
            "</svg>",
            "",
        ]
    )


def _backgrounds(segments: list[Segment], place: int, theme: TerminalTheme) -> Iterator[str]:
    cell = 0
    for segment in segments:
        size, behind = segment.cell_length, look_of(segment.style, theme).behind
        if behind is not None:
            y = MARGIN + place * LINE
            yield f'<rect x="{MARGIN + cell * CELL}" y="{y}" width="{size * CELL}" height="{LINE}" fill="{behind}"/>'
        cell += size


def _texts(segments: list[Segment], place: int, theme: TerminalTheme) -> Iterator[str]:
    for cell, text, look in pieces(segments, theme):
        weight = ' font-weight="bold"' if look.bold else ""
        line = ' text-decoration="underline"' if look.underlined else ""
        x, y = MARGIN + cell * CELL, MARGIN + place * LINE + 15
        size = cell_len(text) * CELL
        yield f'<text x="{x}" y="{y}" textLength="{size}" fill="{look.letters}"{weight}{line}>{escape(text, quote=False)}</text>'


def pieces(segments: Iterable[Segment], theme: TerminalTheme = THEME) -> Iterator[Piece]:
    """The text of a line, cut at every gap of two blanks or more: not every viewer keeps blanks or knows textLength."""
    cell = 0
    for segment in segments:
        for match in re.finditer(r"\S+(?: \S+)*", segment.text):
            yield Piece(cell + cell_len(segment.text[: match.start()]), match[0], look_of(segment.style, theme))
        cell += segment.cell_length


def look_of(style: Style | None, theme: TerminalTheme = THEME) -> Look:
    """How a style looks on the picture's terminal."""
    style = style or Style()
    letters = _colour(style.color, theme, theme.foreground_color)
    behind = _colour(style.bgcolor, theme, theme.background_color)
    if style.reverse:
        letters, behind = behind, letters
    if style.dim:
        letters = blend_rgb(letters, behind, DIMMED)
    shown = None if behind == theme.background_color else behind.hex
    return Look(letters.hex, shown, bool(style.bold), bool(style.underline))


def _colour(colour: Color | None, theme: TerminalTheme, otherwise: ColorTriplet) -> ColorTriplet:
    return otherwise if colour is None or colour.is_default else colour.get_truecolor(theme)
