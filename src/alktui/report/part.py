"""What a page is made of: parts with columns, lines and cells."""

from __future__ import annotations

from dataclasses import dataclass

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
        two_columns: whether its notes are short enough to be printed side by side.
    """

    title: str
    note: str
    lines: tuple[Line, ...]
    columns: tuple[Column, ...] = ()
    short: tuple[Line, ...] = ()
    more: str = ""
    lead: int = 0
    two_columns: bool = False

    @property
    def has_heads(self) -> bool:
        """Whether the heads of its columns are shown."""
        return len(self.columns) > SILENT
