"""Pages as Markdown: every text escaped, so that nothing of it is read as markup, a link or HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from alktui.model.block import Axis, Blank, Block, Cell, Cite, Column, Gap, Heading, Item, Matrix, Measure, Page, Table, Text
from alktui.model.catalogue import Catalogue
from alktui.paint.source import reference_words, source_words
from alktui.paint.text import measure_words
from alktui.plain import clean

_MARKUP = re.compile(r"[\\`*_{}\[\]|~#@$]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_LEADING = re.compile(r"^(?:([-+=])|(\d+)([.)]))")
_LINKED = re.compile(r"(?i)(?<=www)\.|:(?=//)")
STRONG = frozenset({"strong", "title"})
LINE = "\\_" * 40


def markdown_of(page: Page, catalogue: Catalogue) -> str:
    """A page as Markdown (CommonMark with tables); ends with a line end."""
    kept: list[str] = []
    for line in (line for block in page for line in _block(block, catalogue)):
        if line.startswith("- ") and len(kept) > 1 and not kept[-1] and kept[-2].startswith("- "):
            kept.pop()  # a list whose lines stand apart is shown with wide gaps
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip("\n") + "\n"


def escaped(text: str) -> str:
    """A text that Markdown shows as it stands, also at the start of a line, in a table and where bare addresses are linked."""
    safe = _MARKUP.sub(r"\\\g<0>", " ".join(clean(text).split()))
    safe = _LINKED.sub(r"\\\g<0>", safe)
    safe = "".join(_ENTITIES.get(letter, letter) for letter in safe)
    return _LEADING.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", safe)


def _block(block: Block, catalogue: Catalogue) -> Iterable[str]:
    return _cite(block, catalogue) if isinstance(block, Cite) else _PAINTERS[type(block)](block)


def _text(block: Text) -> Iterator[str]:
    if block.tone == "title":
        yield from (f"# {escaped(block.words)}", "")
        return
    sign = f"**{escaped(block.sign)}** " if block.sign else ""
    label = f"**{escaped(block.label)}** " if block.label else ""
    yield from (f"{'- ' if block.sign or block.indent else ''}{sign}{label}{escaped(block.words)}", "")


def _heading(block: Heading) -> Iterator[str]:
    note = f" *({escaped(block.note)})*" if block.note else ""
    yield from ("", f"{'##' if block.level == 1 else '###'} {escaped(block.words)}{note}", "")


def _cite(block: Cite, catalogue: Catalogue) -> Iterator[str]:
    for source in block.sources:
        yield f"- {escaped(source_words(source, catalogue))}"
        if block.references:
            yield from (f"  - {escaped(reference_words(source.document, number, catalogue))}" for number in source.references)
    yield ""


def _table(block: Table) -> Iterator[str]:
    """A table; a paragraph among its rows is a row of its own, a heading ends it and the rows below begin another."""
    is_open = False
    for row in block.rows:
        if isinstance(row, Heading):
            is_open = False
            yield from _heading(row)
            continue
        if not is_open:
            yield from ("", *_head(block.columns))
        is_open = True
        yield _row(_cells(row, len(block.columns)))
    yield ""


def _cells(row: Item | Text, count: int) -> Iterator[str]:
    if isinstance(row, Text):
        row = Item("", (Cell(row.sign, "strong"), *[Cell("")] * (count - 2), Cell(f"{row.label} {row.words}".strip(), row.tone)))
    for place in range(count):
        cell = row.cells[place] if place < len(row.cells) else Cell("")
        words = escaped(cell.words)
        yield f"**{words}**" if words and cell.tone in STRONG else words


def _head(columns: Iterable[Column]) -> Iterator[str]:
    titles = [escaped(column.title) for column in columns]
    yield from (_row(titles), _row(["---"] * len(titles)))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _matrix(block: Matrix) -> Iterator[str]:
    """The heat-map as a table: what was found in bold."""
    yield from ("", *_head([Column(""), *(Column(name) for _, name in block.heads), Column("")]))
    if any(block.above):
        yield _row(["given before", *map(escaped, block.above), ""])
    for profile, squares, role in block.rows:
        letters = (escaped(square.letter) for square in squares)
        cells = [f"**{letter}**" if square.filled else letter for square, letter in zip(squares, letters, strict=True)]
        yield _row([escaped(profile), *cells, escaped(role)])
    yield from ("", *([escaped(block.foot), ""] if block.foot else []))


def _measure(block: Measure) -> Iterator[str]:
    yield from (f"- {escaped(measure_words(block))}", "")


def _blank(block: Blank) -> Iterator[str]:
    yield from ("", f"**{escaped(block.words)}** {LINE}", "", *[LINE, ""] * (block.lines - 1))


_PAINTERS: dict[type, Callable[..., Iterable[str]]] = {
    Text: _text,
    Heading: _heading,
    Gap: lambda _: [""],
    Table: _table,
    Matrix: _matrix,
    Axis: lambda block: ["", f"**{escaped(block.words)}** (0 to {block.end:g} {escaped(block.unit)})", ""],
    Measure: _measure,
    Blank: _blank,
}
