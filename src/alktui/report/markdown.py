"""Sheet -> Markdown: every text escaped, so that nothing of it is read as markup, a link or HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alktui.model.sheet import Sheet
from alktui.report.layout import head, parts, source_words, title_of
from alktui.report.part import Line, Part

_MARKUP = re.compile(r"[\\`*_{}\[\]|~#@$]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_LEADING = re.compile(r"^(?:([-+=])|(\d+)([.)]))")
_LINKED = re.compile(r"(?i)(?<=www)\.|:(?=//)")


def markdown_of(sheet: Sheet) -> str:
    """The sheet as Markdown (CommonMark with tables); ends with a line end."""
    return "\n".join(_lines(sheet)) + "\n"


def escaped(text: str) -> str:
    """A text that Markdown shows as it stands, also at the start of a line, in a table and where bare addresses are linked."""
    safe = _MARKUP.sub(r"\\\g<0>", text)
    safe = _LINKED.sub(r"\\\g<0>", safe)
    safe = "".join(_ENTITIES.get(letter, letter) for letter in safe)
    return _LEADING.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", safe)


def _lines(sheet: Sheet) -> Iterator[str]:
    title = title_of(sheet)
    yield from (f"# {escaped(title)}", "", f"As of {escaped(sheet.as_of)}", "")
    for name, value in head(sheet):
        yield f"- **{name}:** {escaped(value)}"
    for notice in sheet.notices:
        yield f"- **{'Mind' if notice.severity == 'warning' else 'Note'}:** {escaped(notice.message)}"
    for part in parts(sheet):
        yield from _part(part)
    yield from ("", "## Sources", "")
    yield from (f"{source.number}. {escaped(source_words(source))}" for source in sheet.sources)
    yield from ("", f"*{escaped(sheet.disclaimer)}*")


def _part(part: Part) -> Iterator[str]:
    yield from ("", f"## {escaped(part.title)}", "")
    if part.note:
        yield from (f"*{escaped(part.note)}*", "")
    yield from _table(part) if part.columns and part.lines else (_note(line) for line in part.lines)
    if part.lines and part.short:
        yield ""
    yield from (_note(line) for line in part.short)
    if part.more:
        yield from ("", escaped(part.more))


def _table(part: Part) -> Iterator[str]:
    names = ("", *(column.name for column in part.columns), "Where")
    yield from (_row(names), _row(["---"] * len(names)))
    for line in part.lines:
        yield _row([escaped(text) for text in (line.mark, *line.cells, line.places)])


def _row(cells: tuple[str, ...] | list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _note(line: Line) -> str:
    mark = f"**{escaped(line.mark)}** " if line.mark else ""
    places = f" {escaped(line.places)}" if line.places else ""
    return f"- {mark}{escaped(' '.join(line.cells))}{places}"
