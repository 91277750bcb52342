"""Pages as plain text: 80 columns, one line a row, no colour."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from alktui.model.block import Axis, Blank, Block, Cite, Column, Gap, Heading, Item, Matrix, Measure, Page, Table, Text
from alktui.model.catalogue import Catalogue
from alktui.paint.source import reference_words, source_words
from alktui.plain import clean

WIDTH = 80
CELL = 7
LABEL_ROOM = 22
CUT = "..."
NARROWEST = 1
"""Letters of a line that are left for words, however far they are indented."""


def text_of_page(page: Page, catalogue: Catalogue, width: int = WIDTH) -> list[str]:
    """The lines of a page, each at most a width long, without blanks at the end."""
    return [line.rstrip() for block in page for line in _block(block, catalogue, width)]


def written(page: Page, catalogue: Catalogue, width: int = WIDTH) -> str:
    """A page as it is printed: it begins with words and ends with a line end."""
    return "\n".join(text_of_page(page, catalogue, width)).lstrip("\n") + "\n"


def _block(block: Block, catalogue: Catalogue, width: int) -> Iterable[str]:
    if isinstance(block, Cite):
        return cite_lines(block, catalogue, width)
    return _PAINTERS[type(block)](block, width)


def cite_lines(block: Cite, catalogue: Catalogue, width: int) -> Iterator[str]:
    """Where something stands, with its references where they are wanted."""
    for source in block.sources:
        yield from wrapped(f"[{source_words(source, catalogue)}]", width, " " * block.indent)
        if block.references:
            for number in source.references:
                yield from wrapped(reference_words(source.document, number, catalogue), width, " " * (block.indent + 2))


def measure_lines(block: Measure, width: int) -> Iterable[str]:
    """A number in words."""
    return wrapped(measure_words(block), width, "- ", "  ")


def measure_words(block: Measure) -> str:
    """A number with what it is of, how many patients it rests on, and the interval where one can be worked out."""
    n = f"n = {block.n}" if block.n is not None else "n not printed"
    between = f", 95 % interval {block.interval[0]:.0f}-{block.interval[1]:.0f} worked out here" if block.interval else ""
    return f"{block.name} {block.printed}, {n}{between}; {block.population}"


def blank_lines(block: Blank, width: int) -> Iterator[str]:
    """Lines to write on."""
    words = clean(block.words)
    yield ""
    yield f"{words} {'_' * max(NARROWEST, width - len(words) - 1)}"
    yield from ["", "_" * width] * (block.lines - 1)


def text_lines(block: Text, width: int) -> Iterator[str]:
    """A paragraph with its sign or label."""
    start = " " * block.indent + (f"{clean(block.sign).strip()} " if block.sign else "")
    words = f"{block.label} {block.words}" if block.label else block.words
    yield from wrapped(words, width, start)


def wrapped(text: str, width: int = WIDTH, first: str = "", rest: str | None = None) -> list[str]:
    """A text broken to a width; words, names of drugs among them, are broken only where they are longer than a line."""
    follow = " " * len(first) if rest is None else rest
    lines: list[str] = []
    line, room, is_empty = first, max(NARROWEST, width - len(first)), True
    for word in clean(text).split(" "):
        piece = word
        if is_empty and not piece:
            continue
        if not is_empty and len(piece) + 1 > room:
            lines.append(line.rstrip())
            line, room, is_empty = follow, max(NARROWEST, width - len(follow)), True
            if not piece:
                continue
        while is_empty and len(piece) > room:
            lines.append(line + piece[:room])
            piece = piece[room:]
            line, room = follow, max(NARROWEST, width - len(follow))
        line += piece if is_empty else f" {piece}"
        room -= len(piece) + (not is_empty)
        is_empty = False
    return [*lines, line.rstrip()] if not is_empty or not lines else lines


def shown_columns(table: Table, width: int) -> list[tuple[int, Column]]:
    """The columns that a width has room for, with their places."""
    return [(place, column) for place, column in enumerate(table.columns) if width >= column.from_width]


def cut(text: str, width: int) -> str:
    """A text of exactly a width; it is cut between words, which is marked, and within one only where the first is longer."""
    text = clean(text)
    if len(text) <= width:
        return text.ljust(width)
    between = text.rfind(" ", 0, max(0, width - len(CUT)))
    if between > 0:
        return f"{text[:between].rstrip(' +,;(')} {CUT}".ljust(width)
    return f"{text[: max(0, width - len(CUT))]}{CUT}"[:width]


def table_lines(table: Table, width: int) -> Iterator[str]:
    """A table: one line a row, cut where it is longer; one that is shown whole has its cells broken instead."""
    shown = shown_columns(table, width)
    left = width - sum(column.width + 1 for _, column in shown if column.width)
    widths = [column.width or max(1, left) for _, column in shown]
    if table.heads:
        yield " ".join(cut(column.title, room) for (_, column), room in zip(shown, widths, strict=True))
    for row in table.rows:
        if not isinstance(row, Item):
            yield from heading_lines(row, width)
            continue
        pieces = [row.cells[place].words if place < len(row.cells) else "" for place, _ in shown]
        if table.whole:
            yield from _broken(pieces, widths)
        else:
            yield " ".join(cut(piece, room) for piece, room in zip(pieces, widths, strict=True))


def _broken(pieces: list[str], widths: list[int]) -> Iterator[str]:
    """The cells of a row side by side, each broken to its width."""
    cells = [wrapped(piece, room) for piece, room in zip(pieces, widths, strict=True)]
    for place in range(max(map(len, cells))):
        yield " ".join((cell[place] if place < len(cell) else "").ljust(room) for cell, room in zip(cells, widths, strict=True))


def heading_lines(row: Heading | Text, width: int) -> Iterable[str]:
    """A heading after an empty line, a part of the page in capitals; or a paragraph that stands among rows."""
    if isinstance(row, Text):
        return text_lines(row, width)
    words = row.words.upper() if row.level == 1 else row.words
    return ["", *wrapped(f"{words}{f'   ({row.note})' if row.note else ''}", width)]


def matrix_lines(matrix: Matrix, width: int) -> Iterator[str]:
    """The heat-map in letters: found rows in brackets, since there is no fill."""
    name = max((len(row) for row, _, _ in matrix.rows), default=0) + 2
    name = max(name, len("given before") + 2)
    if name + CELL * len(matrix.heads) + LABEL_ROOM // 2 > width:
        for profile, squares, role in matrix.rows:
            yield from wrapped(f"{profile} ({role}): {'; '.join(square.spoken for square in squares)}", width, "", "  ")
        return
    yield clean(" " * name + "".join(f" {head[:4]}".ljust(CELL) for _, head in matrix.heads))
    if any(matrix.above):
        yield clean("given before".ljust(name) + "".join(f" {given}"[: CELL - 1].ljust(CELL) for given in matrix.above))
    for profile, squares, role in matrix.rows:
        cells = (f"[{square.letter}]" if square.filled else f" {square.letter}" for square in squares)
        yield clean(profile.ljust(name) + "".join(cell.ljust(CELL) for cell in cells) + role)
    if matrix.foot:
        yield from wrapped(matrix.foot, width, " " * name)


_PAINTERS: dict[type, Callable[..., Iterable[str]]] = {
    Text: text_lines,
    Heading: heading_lines,
    Gap: lambda *_: [""],
    Table: table_lines,
    Matrix: matrix_lines,
    Axis: lambda block, width: wrapped(f"{block.words} (0 to {block.end:g} {block.unit})", width),
    Measure: measure_lines,
    Blank: blank_lines,
}
