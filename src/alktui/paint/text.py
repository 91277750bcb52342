"""Pages as plain text: 80 columns, one line a row, no colour."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator

from alktui.model.block import Axis, Block, Cite, Column, Gap, Heading, Item, Matrix, Measure, Page, Table, Text
from alktui.model.catalogue import Catalogue
from alktui.paint.source import reference_words, source_words
from alktui.plain import clean

WIDTH = 80
CELL = 7
LABEL_ROOM = 22


def text_of_page(page: Page, catalogue: Catalogue, width: int = WIDTH) -> list[str]:
    """The lines of a page, each at most a width long, without blanks at the end."""
    lines = [line.rstrip() for block in page for line in _block(block, catalogue, width)]
    return lines[1:] if lines and not lines[0] else lines


def _block(block: Block, catalogue: Catalogue, width: int) -> Iterable[str]:
    return _PAINTERS[type(block)](block, catalogue, width)


def _heading(block: Heading, _: Catalogue, width: int) -> Iterator[str]:
    yield ""
    yield from wrapped(f"{block.words}{f'   ({block.note})' if block.note else ''}", width)


def _cite(block: Cite, catalogue: Catalogue, width: int) -> Iterator[str]:
    for source in block.sources:
        yield from wrapped(f"[{source_words(source, catalogue)}]", width, " " * block.indent)
        for number in source.references if block.references else ():
            yield from wrapped(reference_words(source.document, number, catalogue), width, " " * (block.indent + 2))


def _measure(block: Measure, _: Catalogue, width: int) -> Iterator[str]:
    n = f"n = {block.n}" if block.n is not None else "n not printed"
    between = f", 95 % interval {block.interval[0]:.0f}-{block.interval[1]:.0f} worked out here" if block.interval else ""
    yield from wrapped(f"{block.name} {block.printed}, {n}{between}; {block.population}", width, "- ", "  ")


def text_lines(block: Text, width: int) -> Iterator[str]:
    """A paragraph with its sign or label."""
    start = " " * block.indent + (f"{block.sign.strip()} " if block.sign else "")
    words = f"{block.label} {block.words}" if block.label else block.words
    yield from wrapped(words, width, start)


def wrapped(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """A text broken to a width; words, names of drugs among them, are broken only where they are longer than a line."""
    follow = " " * len(first) if rest is None else rest
    return textwrap.wrap(
        clean(text), width, initial_indent=first, subsequent_indent=follow, break_long_words=True, break_on_hyphens=False
    ) or [first.rstrip()]


def shown_columns(table: Table, width: int) -> list[tuple[int, Column]]:
    """The columns that a width has room for, with their places."""
    return [(place, column) for place, column in enumerate(table.columns) if width >= column.from_width]


def cut(text: str, width: int) -> str:
    """A text of exactly a width; a cut is marked."""
    text = clean(text)
    return text.ljust(width) if len(text) <= width else f"{text[: max(0, width - 3)]}..."[:width]


def table_lines(table: Table, width: int) -> Iterator[str]:
    """A table: one line a row, cut where it is longer."""
    shown = shown_columns(table, width)
    left = width - sum(column.width + 1 for _, column in shown if column.width)
    widths = [column.width or max(1, left) for _, column in shown]
    if table.heads:
        yield " ".join(cut(column.title, room) for (_, column), room in zip(shown, widths, strict=True))
    for row in table.rows:
        if isinstance(row, Item):
            pieces = [row.cells[place].words if place < len(row.cells) else "" for place, _ in shown]
            yield " ".join(cut(piece, room) for piece, room in zip(pieces, widths, strict=True))
        else:
            yield from _heading_lines(row, width)


def _heading_lines(row: Heading | Text, width: int) -> Iterable[str]:
    if isinstance(row, Text):
        return text_lines(row, width)
    return ["", *wrapped(f"{row.words}{f'   ({row.note})' if row.note else ''}", width)]


def matrix_lines(matrix: Matrix, width: int) -> Iterator[str]:
    """The heat-map in letters: found rows in brackets, since there is no fill."""
    name = max((len(row) for row, _, _ in matrix.rows), default=0) + 2
    name = max(name, len("given before") + 2)
    if name + CELL * len(matrix.heads) + LABEL_ROOM // 2 > width:
        for profile, squares, role in matrix.rows:
            yield from wrapped(f"{profile} ({role}): {'; '.join(square.spoken for square in squares)}", width, "", "  ")
        return
    yield " " * name + "".join(f" {head[:4]}".ljust(CELL) for _, head in matrix.heads)
    if any(matrix.above):
        yield "given before".ljust(name) + "".join(f" {given}"[: CELL - 1].ljust(CELL) for given in matrix.above)
    for profile, squares, role in matrix.rows:
        cells = (f"[{square.letter}]" if square.filled else f" {square.letter}" for square in squares)
        yield profile.ljust(name) + "".join(cell.ljust(CELL) for cell in cells) + role
    if matrix.foot:
        yield from wrapped(matrix.foot, width, " " * name)


_PAINTERS: dict[type, Callable[..., Iterable[str]]] = {
    Text: lambda block, _, width: text_lines(block, width),
    Heading: _heading,
    Cite: _cite,
    Gap: lambda *_: [""],
    Table: lambda block, _, width: table_lines(block, width),
    Matrix: lambda block, _, width: matrix_lines(block, width),
    Axis: lambda block, *_: [f"{block.words} (0 to {block.end:g} {block.unit})"],
    Measure: _measure,
}
