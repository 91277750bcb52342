"""Rows: what the line list draws. Text with tones, the same for every step and view."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from rich.cells import cell_len, chop_cells, set_cell_size

from alktui.plain import clean

Tone = str
"""One of: "" (plain), good, bad, warn, muted, strong, title, or a filled ground: good-fill, bad-fill, warn-fill, muted-fill."""

Span = tuple[str, Tone]


@dataclass(frozen=True)
class Spot:
    """A cell of a line that is looked at by itself: left and right go from one to the next.

    Attributes:
        start, width: where it stands in the line, in cells of the terminal.
        detail: the lines of the "why" pane for it.
        copied: what copying it alone sends.
    """

    start: int
    width: int
    detail: Callable[[int], list[Row]] | None
    copied: str


@dataclass(frozen=True)
class Row:
    """One line of a list.

    Attributes:
        spans: pieces of text with their tones, left to right.
        key: what the line stands for; empty for a line that only informs.
        detail: the lines of the "why" pane for this line, made when it is highlighted.
        copied: what copying this line alone sends; empty for the line itself.
        continues: whether it is one more line of the item above: copied with it, and kept in view with it.
        spots: the cells of the heat-map on it; then one of them is highlighted rather than the line.
    """

    spans: tuple[Span, ...]
    key: str = ""
    detail: Callable[[int], list[Row]] | None = None
    copied: str = ""
    continues: bool = False
    spots: tuple[Spot, ...] = ()

    @property
    def text(self) -> str:
        """The line without tones."""
        return "".join(text for text, _ in self.spans)


def line(text: str, tone: Tone = "", key: str = "", detail: Callable[[int], list[Row]] | None = None) -> Row:
    """A row of one span."""
    return Row(((clean(text), tone),), key, detail)


def spread(*cells: tuple[str, int, Tone], key: str = "", detail: Callable[[int], list[Row]] | None = None) -> Row:
    """A row of cells, each cut or filled to its width; width 0 takes the text as it is."""
    spans = tuple((fit(text, width) if width else clean(text), tone) for text, width, tone in cells)
    return Row(spans, key, detail)


def columns(*cells: tuple[str, int, Tone], key: str = "", detail: Callable[[int], list[Row]] | None = None) -> list[Row]:
    """An item of cells, each broken to its width and one blank short of it before the next; over as many lines as that takes."""
    last = len(cells) - 1
    broken = [
        _wrapped(clean(text), max(1, width if place == last else width - 1)) for place, (text, width, _) in enumerate(cells)
    ]
    lines: list[Row] = []
    for number in range(max(map(len, broken))):
        pieces = [(pieces[number] if number < len(pieces) else "") for pieces in broken]
        spans = tuple((set_cell_size(piece, width), tone) for piece, (_, width, tone) in zip(pieces, cells, strict=True))
        lines.append(Row(spans, continues=True) if number else Row(spans, key, detail))
    return lines


def below(text: str, width: int, indent: int, tone: Tone = "") -> list[Row]:
    """More of an item, on lines of its own under it; none for an empty text."""
    return continued(paragraph(text, width, tone, indent)) if text else []


def continued(rows: Iterable[Row]) -> list[Row]:
    """The rows as more of the item above them."""
    return [replace(row, continues=True) for row in rows]


def fit(text: str, width: int) -> str:
    """A text cut or filled to exactly a width of terminal cells; a cut is marked by two dots."""
    text = clean(text)
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(text, max(0, width - 2)) + ".."[:width]


def clip(rows: Iterable[Row], width: int) -> list[Row]:
    """The rows, each cut to a width where it is longer; a cut is marked by two dots."""
    return [row if cell_len(row.text) <= width else _cut(row, width) for row in rows]


def _cut(row: Row, width: int) -> Row:
    spans: list[Span] = []
    left = max(0, width - 2)
    for text, tone in row.spans:
        piece = set_cell_size(text, min(left, cell_len(text)))
        spans.append((piece, tone))
        left -= cell_len(piece)
    return replace(row, spans=(*spans, (".."[:width], "muted")))


def paragraph(text: str, width: int, tone: Tone = "", indent: int = 0, first: str = "") -> list[Row]:
    """A text broken to a width; `first` opens the first line, the others are indented to stand under its text."""
    start = " " * indent + first
    room = max(1, width - cell_len(start))
    pieces = _wrapped(clean(text), room)
    follow = " " * cell_len(start)
    return [line(f"{follow if place else start}{piece}", tone) for place, piece in enumerate(pieces)]


def _wrapped(text: str, width: int) -> list[str]:
    """A text, of wide letters too, broken to a width of terminal cells; a word that is longer is broken within."""
    lines = [""]
    for word in text.split():
        for piece in chop_cells(word, max(1, width)):
            joined = f"{lines[-1]} {piece}".strip() if lines[-1] else piece
            if cell_len(joined) <= width:
                lines[-1] = joined
            else:
                lines.append(piece)
    return lines


def blank() -> Row:
    """An empty line."""
    return Row((("", ""),))


def texts(rows: Iterable[Row]) -> list[str]:
    """The rows as plain text."""
    return [row.text.rstrip() for row in rows]
