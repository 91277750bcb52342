"""Pages as CSV (RFC 4180): one row a line, with the part it stands in; nothing in it is read as a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator

from alktui.model.block import Axis, Blank, Block, Cite, Gap, Heading, Item, Matrix, Measure, Page, Table, Text
from alktui.model.catalogue import Catalogue
from alktui.paint.source import reference_words, source_words
from alktui.paint.text import measure_words
from alktui.plain import clean

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What makes a cell a formula at its start; the last four are the full-width signs, which some spreadsheets read alike."""
_AFTER_SEPARATOR = re.compile(f"([;,|][\\s\"']*)(?=[{re.escape(''.join(FORMULA))}])")
"""Where a spreadsheet that takes another sign for the separator, as in much of Europe, would begin a cell that is a formula."""

Cells = tuple[str, ...]


def csv_of(page: Page, catalogue: Catalogue) -> str:
    """A page as rows with CRLF line ends: the part, what kind of row it is, and its cells, in each as many as in the longest."""
    rows = list(_rows(page, catalogue))
    most = max((len(row) for row in rows), default=2)
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(["part", "kind", *(f"cell {number}" for number in range(1, most - 1))])
    for row in rows:
        writer.writerow([*map(neutral, row), *[""] * (most - len(row))])
    return written.getvalue()


def neutral(value: str) -> str:
    """A value as a cell that no spreadsheet reads as a formula, in one line and without control characters."""
    plain = " ".join(clean(value).split())
    safe = _AFTER_SEPARATOR.sub(r"\1'", plain)
    return f"'{safe}" if value.startswith(FORMULA) or plain.startswith(FORMULA) else safe


def _rows(page: Page, catalogue: Catalogue) -> Iterator[Cells]:
    part = ""
    for block in page:
        if isinstance(block, Heading):
            part = block.words
        for kind, *cells in _block(block, catalogue):
            yield (part, kind, *cells)


def _block(block: Block, catalogue: Catalogue) -> Iterable[Cells]:
    return _cite(block, catalogue) if isinstance(block, Cite) else _PAINTERS[type(block)](block)


def _text(block: Text) -> Iterator[Cells]:
    yield ("text", block.sign, block.label, block.words)


def _heading(block: Heading) -> Iterator[Cells]:
    yield ("heading", "", block.words, block.note)


def _cite(block: Cite, catalogue: Catalogue) -> Iterator[Cells]:
    for source in block.sources:
        yield ("source", "", source_words(source, catalogue))
        if block.references:
            for number in source.references:
                yield ("reference", "", reference_words(source.document, number, catalogue))


def _table(block: Table) -> Iterator[Cells]:
    yield ("columns", *(column.title for column in block.columns))
    for row in block.rows:
        if isinstance(row, Item):
            yield ("row", *(cell.words for cell in row.cells))
        else:
            yield from _PAINTERS[type(row)](row)


def _matrix(block: Matrix) -> Iterator[Cells]:
    yield ("columns", "", *(name for _, name in block.heads), "")
    if any(block.above):
        yield ("row", "given before", *block.above, "")
    for profile, squares, role in block.rows:
        yield ("row", profile, *(square.letter for square in squares), role)
    if block.foot:
        yield ("text", "", "", block.foot)


_PAINTERS: dict[type, Callable[..., Iterable[Cells]]] = {
    Text: _text,
    Heading: _heading,
    Gap: lambda _: (),
    Table: _table,
    Matrix: _matrix,
    Axis: lambda block: [("axis", "", block.words, f"0 to {block.end:g}", block.unit)],
    Measure: lambda block: [("measure", "", measure_words(block))],
    Blank: lambda _: (),
}
