"""Pages as one HTML file: every text escaped, no script, nothing loaded; read on a screen, light or dark, and printed on A4."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html import escape

from alktui.model.block import (
    Axis,
    Blank,
    Block,
    Cell,
    Cite,
    Column,
    Gap,
    Heading,
    Item,
    Matrix,
    Measure,
    Page,
    Square,
    Table,
    Text,
)
from alktui.model.catalogue import Catalogue
from alktui.paint.source import reference_words, source_words
from alktui.paint.style import STYLE
from alktui.paint.text import measure_words
from alktui.plain import clean

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
LETTERS_OF_A_LINE = 80
"""Widths of columns are in letters of a line of text; on paper they are shares of it."""


def html_of(page: Page, catalogue: Catalogue, title: str) -> str:
    """A page that needs no other file; ends with a line end.

    Args:
        title: of the window, and at the foot of a printed page.
    """
    parts = [line for block in page for line in _block(block, catalogue)]
    return "\n".join(
        (
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            f"<title>{_text(title)}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<section>",
            *parts,
            "</section>\n</main>\n</body>\n</html>\n",
        )
    )


def _text(text: str) -> str:
    return escape(" ".join(clean(text).split()), quote=True)


def _block(block: Block, catalogue: Catalogue) -> Iterable[str]:
    return _cite(block, catalogue) if isinstance(block, Cite) else _PAINTERS[type(block)](block)


def _class(*names: str) -> str:
    known = " ".join(name for name in names if name)
    return f' class="{known}"' if known else ""


def _paragraph(block: Text) -> Iterator[str]:
    if block.tone == "title":
        yield f"<h1>{_text(block.words)}</h1>"
        return
    sign = f"<b>{_text(block.sign)}</b> " if block.sign else ""
    label = f"<b>{_text(block.label)}</b> " if block.label else ""
    yield f"<p{_class(block.tone, 'indented' if block.indent or block.sign else '')}>{sign}{label}{_text(block.words)}</p>"


def _heading(block: Heading) -> Iterator[str]:
    note = f" <small>{_text(block.note)}</small>" if block.note else ""
    if block.level == 1:
        yield f"</section>\n<section>\n<h2>{_text(block.words)}{note}</h2>"
    else:
        yield f"<h3>{_text(block.words)}{note}</h3>"


def _cite(block: Cite, catalogue: Catalogue) -> Iterator[str]:
    yield "<ul>"
    for source in block.sources:
        yield f"<li><cite>{_text(source_words(source, catalogue))}</cite></li>"
        if block.references:
            yield from (f"<li>{_text(reference_words(source.document, number, catalogue))}</li>" for number in source.references)
    yield "</ul>"


def _table(block: Table) -> Iterator[str]:
    yield f"<table>\n<colgroup>{''.join(map(_column, block.columns))}</colgroup>"
    if block.heads:
        yield f"<thead><tr>{''.join(f'<th>{_text(column.title)}</th>' for column in block.columns)}</tr></thead>"
    yield "<tbody>"
    for row in block.rows:
        if isinstance(row, Item):
            cells = [*row.cells, *[Cell("")] * (len(block.columns) - len(row.cells))]
            yield f"<tr>{''.join(f'<td{_class(cell.tone)}>{_text(cell.words)}</td>' for cell in cells)}</tr>"
        else:
            inner = "".join(_PAINTERS[type(row)](row)) if isinstance(row, Text) else _group(row)
            yield f'<tr><td colspan="{len(block.columns)}">{inner}</td></tr>'
    yield "</tbody>\n</table>"


def _group(row: Heading) -> str:
    return f"<h3>{_text(row.words)}{f' <small>{_text(row.note)}</small>' if row.note else ''}</h3>"


def _column(column: Column) -> str:
    return f'<col style="width:{100 * column.width / LETTERS_OF_A_LINE:.1f}%">' if column.width else "<col>"


def _matrix(block: Matrix) -> Iterator[str]:
    """The heat-map: what was found is filled, the letter is always there."""
    heads = "".join(f"<th>{_text(name)}</th>" for _, name in block.heads)
    yield f'<table class="matrix">\n<thead><tr><th></th>{heads}<th></th></tr></thead>\n<tbody>'
    if any(block.above):
        yield f"<tr><th>given before</th>{''.join(f'<td>{_text(given)}</td>' for given in block.above)}<td></td></tr>"
    for profile, squares, role in block.rows:
        yield f"<tr><th>{_text(profile)}</th>{''.join(map(_square, squares))}<td>{_text(role)}</td></tr>"
    yield "</tbody>\n</table>"
    if block.foot:
        yield f'<p class="muted">{_text(block.foot)}</p>'


def _square(square: Square) -> str:
    names = _class(square.tone, "filled" if square.filled else "")
    return f'<td{names} title="{_text(square.spoken)}">{_text(square.letter)}</td>'


def _measure(block: Measure) -> Iterator[str]:
    """A number in words, with a bar of its length where it has one."""
    share = f' style="width:{100 * block.value / block.end:.1f}%"' if block.value is not None and block.end else ""
    bar = f'<span class="bar {"bad" if block.harm else "good"}"{share}></span>' if share else ""
    yield f'<p class="measure">{_text(measure_words(block))}{bar}</p>'


def _blank(block: Blank) -> Iterator[str]:
    yield f'<p class="blank"><b>{_text(block.words)}</b></p>'
    yield from ['<p class="blank"></p>'] * (block.lines - 1)


_PAINTERS: dict[type, Callable[..., Iterable[str]]] = {
    Text: _paragraph,
    Heading: _heading,
    Gap: lambda _: [],
    Table: _table,
    Matrix: _matrix,
    Axis: lambda block: [f"<h3>{_text(block.words)} <small>0 to {block.end:g} {_text(block.unit)}</small></h3>"],
    Measure: _measure,
    Blank: _blank,
}
