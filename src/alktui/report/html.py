"""Sheet -> one HTML page: every text escaped, no script, nothing loaded; prints on one side of A4."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from alktui.model.sheet import Sheet, SheetSource
from alktui.report.layout import page_of, source_words, title_of
from alktui.report.page import Page
from alktui.report.part import Line, Part
from alktui.report.style import style

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def html_of(sheet: Sheet) -> str:
    """The sheet as a page that needs no other file; ends with a line end."""
    page, title = page_of(sheet), title_of(sheet)
    return "\n".join(
        (
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{_text(title)}</title>\n<style>\n{style(page.size)}</style>\n</head>\n<body>\n<main>",
            *_head(sheet, page),
            *(line for part in page.parts for line in _part(part)),
            *_sources(sheet.sources),
            f"<footer>{_text(sheet.disclaimer)}</footer>\n</main>\n</body>\n</html>\n",
        )
    )


def _text(text: str) -> str:
    return escape(text, quote=True)


def _head(sheet: Sheet, page: Page) -> Iterator[str]:
    yield f'<header>\n<h1>{_text(page.title)}</h1>\n<p class="day">as of <time>{_text(sheet.as_of)}</time></p>\n</header>'
    yield "<dl>"
    yield from (f"<div><dt>{_text(name)}</dt><dd>{_text(value)}</dd></div>" for name, value in page.head)
    yield "</dl>"
    for notice in sheet.notices:
        yield f'<p class="notice {notice.severity}">{_text(notice.message)}</p>'


def _part(part: Part) -> Iterator[str]:
    name = re.sub(r"\W+", "-", part.title.casefold())
    more = f" <em>{_text(part.more)}</em>" if part.more else ""
    note = f" <small>{_text(part.note)}{more}</small>" if part.note or more else ""
    kind = "side-by-side" if part.two_columns else f"columns-{len(part.columns)}"
    yield f'<section class="{name} {kind}" aria-labelledby="{name}">'
    yield f'<h2 id="{name}">{_text(part.title)}{note}</h2>'
    if part.lines:
        yield from _table(part) if part.columns else _notes(part.lines)
    if part.short:
        yield from _notes(part.short)
    yield "</section>"


def _table(part: Part) -> Iterator[str]:
    widths = "".join(f'<col style="width:{column.width}%">' for column in part.columns)
    heads = "".join(f'<th scope="col">{_text(column.name)}</th>' for column in part.columns)
    yield f"<table>\n<caption>{_text(part.title)}</caption>\n<colgroup><col>{widths}</colgroup>"
    yield f'<thead><tr><th scope="col"><span>Mark</span></th>{heads}</tr></thead>\n<tbody>'
    yield from (_row(line) for line in part.lines)
    yield "</tbody>\n</table>"


def _row(line: Line) -> str:
    first, *rest = line.cells
    places = f" <cite>{_text(line.places)}</cite>" if line.places else ""
    cells = "".join(f"<td>{_text(cell)}</td>" for cell in rest[:-1]) + f"<td>{_text(rest[-1])}{places}</td>"
    return f'<tr class="{line.tone}"><td class="mark">{_text(line.mark)}</td><th scope="row">{_text(first)}</th>{cells}</tr>'


def _notes(lines: Sequence[Line]) -> Iterator[str]:
    yield '<ul class="marked">' if all(line.mark for line in lines) else "<ul>"
    for line in lines:
        mark = f"<b>{_text(line.mark)}</b> " if line.mark else ""
        places = f" <cite>{_text(line.places)}</cite>" if line.places else ""
        yield f"<li>{mark}{_text(' '.join(line.cells))}{places}</li>"
    yield "</ul>"


def _sources(sources: tuple[SheetSource, ...]) -> Iterator[str]:
    yield '<section class="sources" aria-labelledby="sources">\n<h2 id="sources">Sources</h2>\n<ol>'
    yield from (f"<li><b>{source.number}</b> {_text(source_words(source))}</li>" for source in sources)
    yield "</ol>\n</section>"
