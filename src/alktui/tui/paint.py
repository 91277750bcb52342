"""Pages as rows of the interface: one line a row of a table, cut where it is longer, with its why behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.cells import cell_len

from alktui.model.block import Axis, Blank, Block, Cite, Gap, Heading, Item, Matrix, Measure, Page, Table, Text
from alktui.tui.glyph import is_utf8
from alktui.tui.row import Row, Span, Spot, clip, fit, line, paragraph
from alktui.tui.view.source import source_rows

if TYPE_CHECKING:
    from alktui.model.catalogue import Catalogue

CELLS = (7, 6, 5, 4)
"""The widths that a cell of the heat-map may have, the widest that leaves room for what the profile is of the case."""

ROOMY = 60
ABOVE = "given before"
DOT, OPEN_DOT, DASH = "●", "○", "─"


IN_ASCII = str.maketrans({"·": "-", DOT: "*", OPEN_DOT: "o", DASH: "-"})
"""The signs of pages and of this module where the terminal shows letters of ASCII only."""


def rows_of_page(page: Page, catalogue: Catalogue, width: int, *, leading: bool = False) -> list[Row]:
    """The rows of a page, none wider than a width.

    Args:
        leading: whether a blank first line is kept, since the page goes on from another one.
    """
    rows = clip([row for block in page for row in _rows(block, catalogue, width)], width)
    if not is_utf8():
        rows = [replace(row, spans=tuple((text.translate(IN_ASCII), tone) for text, tone in row.spans)) for row in rows]
    return rows[1:] if not leading and rows and not rows[0].text.strip() and not rows[0].key else rows


def _rows(block: Block, catalogue: Catalogue, width: int) -> list[Row]:
    return _PAINTERS[type(block)](block, catalogue, width)


def _text(block: Text, _: Catalogue, width: int) -> list[Row]:
    sign = f"{block.sign} " if block.sign else ""
    if not block.label:
        return paragraph(block.words, width, block.tone, block.indent, sign)
    rows = paragraph(f"{block.label} {block.words}", width, block.tone, block.indent, sign)
    start = " " * block.indent + sign
    head = rows[0].text
    shown = head.removeprefix(start)
    lead, rest = shown[: len(block.label)], shown[len(block.label) :]
    return [Row(((start, block.tone), (lead, "strong"), (rest, block.tone))), *rows[1:]]


def _heading(block: Heading, _: Catalogue, width: int) -> list[Row]:
    words = [line("")]
    head = paragraph(block.words, width, "title")
    if block.note and len(head) == 1 and cell_len(head[0].text) + cell_len(block.note) + 2 <= width:
        return [*words, Row((*head[0].spans, (f"  {block.note}", "muted")))]
    return [*words, *head, *(paragraph(block.note, width, "muted") if block.note else [])]


def _cite(block: Cite, catalogue: Catalogue, width: int) -> list[Row]:
    return source_rows(block.sources, catalogue, width, references=block.references)


def _table(block: Table, catalogue: Catalogue, width: int) -> list[Row]:
    shown = [(place, column) for place, column in enumerate(block.columns) if width >= column.from_width]
    left = width - sum(column.width for _, column in shown)
    widths = [column.width or max(1, left) for _, column in shown]
    found: list[Row] = []
    if block.heads:
        found.append(Row(tuple((fit(column.title, room), "muted") for (_, column), room in zip(shown, widths, strict=True))))
    for row in block.rows:
        if not isinstance(row, Item):
            found += _rows(row, catalogue, width)
            continue
        spans: list[Span] = []
        for (place, _), room in zip(shown, widths, strict=True):
            cell = row.cells[place] if place < len(row.cells) else None
            words = cell.words if cell is not None else ""
            spans.append((f"{fit(words, max(1, room - 1))} ", cell.tone if cell is not None else ""))
        found.append(Row(tuple(spans), row.key, detail_of(row.why, catalogue), copied=row.spoken))
    return found


def detail_of(why: Callable[[], Page] | None, catalogue: Catalogue) -> Callable[[int], list[Row]] | None:
    """The rows of the page behind a row, for a width; None where there is none."""
    return None if why is None else lambda width: rows_of_page(why(), catalogue, width)


def _matrix(block: Matrix, catalogue: Catalogue, width: int) -> list[Row]:
    """The heat-map: what was found on filled ground, each cell a spot to be looked at."""
    longest = max((cell_len(name) for name, _, _ in block.rows), default=0)
    longest = max(longest, cell_len(ABOVE))
    left = width - max((cell_len(role) for _, _, role in block.rows), default=0)
    ways = ((longest + gap, cell) for cell in CELLS for gap in (2, 1))
    name, cell = next((way for way in ways if way[0] + way[1] * len(block.heads) <= left), (longest + 1, CELLS[-1]))
    if name + cell * len(block.heads) > width:
        name = max(8, width - cell * len(block.heads))
    heads = tuple((_centred(head[: min(4, cell - 1)], cell), "muted") for _, head in block.heads)
    found = [Row(((" " * name, ""), *heads))]
    if any(block.above):
        tones = ("warn" if given[:1].isdigit() else "muted" for given in block.above)
        above = tuple((_centred(_short_given(given, cell), cell), tone) for given, tone in zip(block.above, tones, strict=True))
        found.append(Row(((fit(ABOVE, name), "muted"), *above)))
    for profile, squares, role in block.rows:
        spans: list[Span] = [(f"{fit(profile, name - 1)} ", "strong" if any(one.filled for one in squares) else "")]
        spots = []
        for place, one in enumerate(squares):
            words = _centred(one.letter, cell)
            spans += [(words[:-1], f"{one.tone}-fill" if one.filled and one.tone else one.tone), (" ", "")]
            spots.append(Spot(name + cell * place, cell, detail_of(one.why, catalogue), f"{profile}: {one.spoken}"))
        spoken = f"{profile} ({role}): {'; '.join(one.spoken for one in squares)}"
        if spots and spots[-1].start + cell + cell_len(role) <= width:
            spans.append((role, "muted"))
        row = Row(tuple(spans), f"matrix:{profile}", copied=spoken, spots=tuple(spots))
        found.append(row)
    return [*found, *(paragraph(block.foot, width, "muted", name) if block.foot and width >= ROOMY else [])]


def _short_given(given: str, cell: int) -> str:
    """What was given before, in a cell; without its blank where there is no room for that."""
    return (given if len(given) < cell else given.replace(" ", ""))[: cell - 1]


def _centred(text: str, cell: int) -> str:
    return text.center(cell - 1).ljust(cell)


def _axis(block: Axis, _: Catalogue, width: int) -> list[Row]:
    name, bar, _rest = _measure_widths(width)
    quarter = block.end / 4
    marks = "".join(f"{quarter * place:g}".ljust(bar // 4) for place in range(4)) + f"{block.end:g} {block.unit}"
    return [Row(((fit(block.words, name), "title"), (marks, "muted")))]


def _measure(block: Measure, catalogue: Catalogue, width: int) -> list[Row]:
    name, bar, rest = _measure_widths(width)
    n = f"n {block.n}" if block.n is not None else "n ?"
    label = f"{block.name}, {block.population}"
    spans: tuple[Span, ...] = (
        (f"{fit(label, name - 1)} ", ""),
        (_drawn(block, bar), "bad" if block.harm else "good"),
        (f" {fit(block.printed, max(1, rest - 8))} {n}", "strong" if block.n is not None else "muted"),
    )
    spoken = f"{block.name} {block.printed}, {n if block.n is not None else 'n not printed'}; {block.population}"
    return [Row(spans, block.key, detail_of(block.why, catalogue), spoken)]


def _measure_widths(width: int) -> tuple[int, int, int]:
    """The widths of name, axis and number."""
    rest = 18
    bar = max(12, (width - rest) // 2)
    return max(8, width - bar - rest), bar, rest


def _drawn(block: Measure, bar: int) -> str:
    if block.value is None:
        return " " * bar
    letters = [" "] * bar

    def at(value: float) -> int:
        return min(bar - 1, max(0, round((bar - 1) * value / block.end)))

    if block.interval is not None:
        for place in range(at(block.interval[0]), at(block.interval[1]) + 1):
            letters[place] = DASH
    letters[at(block.value)] = DOT if block.n is not None else OPEN_DOT
    return "".join(letters)


def _blank(block: Blank, _: Catalogue, width: int) -> list[Row]:
    rule = "_" * max(1, width - cell_len(block.words) - 1)
    return [line(""), line(f"{block.words} {rule}"), *[line("_" * width)] * (block.lines - 1)]


_PAINTERS: dict[type, Callable[..., list[Row]]] = {
    Text: _text,
    Heading: _heading,
    Cite: _cite,
    Gap: lambda *_: [line("")],
    Table: _table,
    Matrix: _matrix,
    Axis: _axis,
    Measure: _measure,
    Blank: _blank,
}
