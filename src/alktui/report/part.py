"""What a page is made of: parts with columns, lines and cells, and how much of a sheet of A4 they take."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ACROSS = 160
"""Letters on one printed line of the page's whole width, on average."""


SILENT = 2
"""Columns of a table whose heads need not be shown: the first cell is the line's name, the second what is said of it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a mark of one to three letters, its cells in the order of the columns, and where it stands."""

    mark: str
    cells: tuple[str, ...]
    places: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a part.

    Attributes:
        width: share of the page's width, in per cent.
        spoken: what stands before its cells where no column says it.
    """

    name: str
    width: int
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page. Without columns it is a list of notes.

    Attributes:
        short: lines that need no columns of their own, after the others.
        more: what found no room, in words.
        lead: in plain text the width of the first cell; 0 for a long one, which gets a line of its own.
    """

    title: str
    note: str
    lines: tuple[Line, ...]
    columns: tuple[Column, ...] = ()
    short: tuple[Line, ...] = ()
    more: str = ""
    lead: int = 0


def printed_lines(
    parts: Iterable[Part], head: Iterable[tuple[str, str]], notices: Sequence[str], sources: Sequence[str]
) -> float:
    """About how many lines of A4 a page takes, in the sizes of style.STYLE: what they were measured with."""
    total = 4.0 + sum(_rows(len(value), 0.86) for _, value in head) + sum(_rows(len(notice), 0.95) + 0.6 for notice in notices)
    total += sum(_height(part) for part in parts)
    return total + 2.5 + 0.9 * sum(_rows(len(source), 0.56) for source in sources) / 2


def _height(part: Part) -> float:
    across = len(part.title) * 1.2 + (len(part.note) + len(part.more)) * 0.8
    heading = _rows(int(across), 1) + 0.9 + bool(len(part.columns) > SILENT and part.lines)
    return heading + sum(_line_height(part, line) for line in part.lines) + sum(_note_height(line) for line in part.short)


def _line_height(part: Part, line: Line) -> float:
    if not part.columns:
        return _note_height(line)
    *cells, last = line.cells
    lengths = [*(len(cell) for cell in cells), len(last) + int(len(line.places) * 0.95)]
    return max(_rows(length, column.width / 100) for length, column in zip(lengths, part.columns, strict=True)) + 0.3


def _note_height(line: Line) -> float:
    return _rows(sum(map(len, line.cells)) + len(line.places), 0.98) + 0.1


def _rows(length: int, share: float) -> int:
    return max(1, math.ceil(length / (ACROSS * share)))
