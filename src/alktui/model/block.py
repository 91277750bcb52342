"""Blocks: what is said, as data. A page is a tuple of blocks; painters decide how it looks in a medium.

Tone, sign, key and weight are data of a block, never part of its words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from alktui.model.source import Source

Tone = Literal["", "good", "bad", "warn", "muted", "strong", "title"]
"""What words mean for the eye: "good" is sensitive or met, "bad" resistant or harm, "warn" a difference to be seen."""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph.

    Attributes:
        sign: stands before the first line: "!" for what differs, "-" in a list; empty for none.
        label: opens the paragraph in a column of its own, as "Ask next" does; empty for none.
    """

    words: str
    tone: Tone = ""
    sign: str = ""
    indent: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, with what is to be said of all that stands below it; `level` is 1 for a part of the page, 2 within one."""

    words: str
    note: str = ""
    level: int = 2


@dataclass(frozen=True, slots=True)
class Cite:
    """Where something stands.

    Attributes:
        references: whether the numbered references are listed too, each with its DOI.
    """

    sources: tuple[Source, ...]
    references: bool = True
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Gap:
    """An empty line."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of a row."""

    words: str
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        width: in letters; 0 takes what the others leave, in one column of a table at most.
        from_width: the width of the page from which on it is shown; a wider page never shows fewer columns.
    """

    title: str
    width: int = 0
    from_width: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """A row that can be chosen: one line, cut where it is longer; the rest stands in its why.

    Attributes:
        key: what it stands for; unique on its page.
        cells: one a column of its table.
        why: the page behind it, made when it is wanted; None where there is none.
        spoken: the row as a sentence, for a medium that has no columns; empty for the cells one after the other.
    """

    key: str
    cells: tuple[Cell, ...]
    why: Callable[[], Page] | None = None
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with columns; a heading within it parts them.

    Attributes:
        whole: whether a cell that is longer than its column is broken over lines, as on paper, rather than cut.
    """

    columns: tuple[Column, ...]
    rows: tuple[Item | Heading | Text, ...]
    heads: bool = True
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Square:
    """A cell of the heat-map.

    Attributes:
        letter: the call in a letter; colour only repeats it.
        filled: whether it belongs to something that was found, so that its ground is coloured.
        why: the page behind it.
    """

    letter: str
    tone: Tone
    filled: bool
    spoken: str
    why: Callable[[], Page] | None = None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Profiles against TKIs.

    Attributes:
        heads: by column, the key and name of a TKI.
        above: by column, what was given before, in a few letters.
        rows: by profile: its name, its squares, and what it is of the case ("found", "if cis", "alone").
        foot: what the whole must not be read as; empty where there is nothing to say.
    """

    heads: tuple[tuple[str, str], ...]
    above: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Square, ...], str], ...]
    foot: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """A number on an axis.

    Attributes:
        key: the record it is.
        value: on the axis; None where the print gives no number for it, so that nothing is drawn.
        end: the end of the axis in its unit, which begins at 0.
        printed: as printed, with its unit.
        n: patients behind the number; None where not printed, which is shown.
        interval: worked out here from a share and its n; None where no n is printed.
        harm: whether more is worse.
    """

    key: str
    name: str
    population: str
    value: float | None
    end: float
    printed: str
    n: int | None
    interval: tuple[float, float] | None
    harm: bool
    why: Callable[[], Page] | None = None


@dataclass(frozen=True, slots=True)
class Axis:
    """The axis of the measures below it, with its title: 0 to `end`, in a unit."""

    words: str
    end: float
    unit: str


@dataclass(frozen=True, slots=True)
class Blank:
    """Room to write on by hand, after the words that say what for: so many lines."""

    words: str
    lines: int = 1


Block = Text | Heading | Cite | Gap | Table | Matrix | Axis | Measure | Blank
Page = tuple[Block, ...]


def with_whys(page: Page) -> Page:
    """A page with the why of every row below it, for a medium in which no row can be opened; references by number alone."""
    found: list[Block] = []
    for block in page:
        if not isinstance(block, Table):
            found.append(block)
            continue
        for row in block.rows:
            if isinstance(row, Item):
                words = row.spoken or " ".join(cell.words for cell in row.cells if cell.words)
                why = row.why() if row.why is not None else ()
                cited = (replace(one, references=False) if isinstance(one, Cite) else one for one in why)
                found += [Gap(), Text(words, "strong"), *cited]
            else:
                found.append(row)
    return tuple(found)
