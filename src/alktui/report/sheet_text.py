"""Sheet -> plain text of 80 columns."""

from __future__ import annotations

from collections.abc import Iterator

from alktui.model.sheet import Sheet
from alktui.report.layout import head, parts, source_words, title_of
from alktui.report.part import Line, Part
from alktui.report.wrapping import WIDTH, wrapped

NAME, MARK = 12, 4


def sheet_text(sheet: Sheet) -> str:
    """The sheet as text; ends with a line end."""
    return "\n".join(line.rstrip() for line in _lines(sheet)) + "\n"


def _lines(sheet: Sheet) -> Iterator[str]:
    day = f"as of {sheet.as_of}"
    title = title_of(sheet)
    yield from wrapped(f"{title}   {day}") if len(title) + len(day) + 3 > WIDTH else [f"{title}{day:>{WIDTH - len(title)}}"]
    for name, value in head(sheet):
        yield from wrapped(value, f"{name:<{NAME + 2}}")
    for notice in sheet.notices:
        yield from wrapped(notice.message, "! " if notice.severity == "warning" else "i ")
    for part in parts(sheet):
        yield from _part(part)
    yield from ("", "SOURCES")
    for source in sheet.sources:
        yield from wrapped(source_words(source), f"{source.number:>3} ")
    yield from ("", *wrapped(sheet.disclaimer))


def _part(part: Part) -> Iterator[str]:
    yield from ("", *wrapped(f"{part.title.upper()}{f'   ({part.note})' if part.note else ''}"))
    for line in part.lines:
        yield from _table_line(part, line) if part.columns else _note(line)
    for line in part.short:
        yield from _note(line)
    if part.more:
        yield from wrapped(part.more, f"{'':<{MARK}}")


def _table_line(part: Part, line: Line) -> Iterator[str]:
    pairs = zip(part.columns, line.cells, strict=True)
    first, *rest = (f"{column.spoken}{cell}" if cell else "" for column, cell in pairs)
    said = "; ".join(cell for cell in rest if cell)
    indent = " " * (MARK + part.lead)
    if part.lead:
        yield from wrapped(said, f"{line.mark:<{MARK}}{first:<{part.lead}}", indent)
    else:
        yield from wrapped(first, f"{line.mark:<{MARK}}")
        yield from wrapped(said, indent)
    if line.places:
        yield from wrapped(line.places, indent)


def _note(line: Line) -> Iterator[str]:
    """A note; a star before one without a mark, since a dash stands for no data."""
    places = f" {line.places}" if line.places else ""
    yield from wrapped(f"{' '.join(line.cells)}{places}", f"{line.mark or '*':<{MARK}}")
