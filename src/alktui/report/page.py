"""How much of one side of A4 a page takes, in points, before any browser draws it: letters are added up and lines broken here.

Everything below repeats what style.STYLE says of print; a change there is a change here.

How it was measured: 151 cases chosen at random were printed by headless Chromium (--print-to-pdf, Liberation Sans, which is as
wide as Arial and Helvetica), the pages counted by pdfinfo and the lowest letter found by pdftotext -bbox. 113 were ordinary
(NSCLC and ALCL; up to three TKIs, most with an outcome and some with dates; up to four findings with specimens; other therapies;
up to nine biomarkers; a question of one to three lines), 38 very long (four TKIs, four findings in two specimens each, some ten
biomarkers, a question of some 500 letters). Each took one page: of the ordinary 92 in letters of 8 pt, 16 of 7.5 pt and 5 of
7 pt, of the long 2 of 7.5 pt, 33 of 7 pt and 3 of 6.5 pt. They ended 13 to 55 points above the lower margin, 31 on average.
The height worked out here was at most 8 points too small, which SPARE covers, and 34 too large.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from alktui.report.part import Line, Part

WIDTH, HEIGHT = 544.0, 796.0
"""What the margins leave of A4, in points."""

SPARE = 20.0
"""What stays free for what differs from one printer's fonts to another's."""

SIZES = (9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5)
"""Sizes of letters, in points, the largest that fits is taken."""

READABLE = 8.0
"""The size that lines are left out for; smaller letters are for a page that cannot be cut further."""

LEADING = 1.15

_OTHERS, _OTHERS_BOLD = 0.556, 0.611
_UNIT = 250
_WIDTHS = {
    0.222: "ijl'", 0.27: " !,./:;I[\\]ft|", 0.333: '()-`r{}"', 0.389: "*", 0.5: "Jcksvxyz^",
    0.584: "+<=>~", 0.611: "FTZ", 0.667: "&ABEKPSVXY", 0.722: "CDHNRUw", 0.778: "GOQ", 0.833: "Mm",
    0.889: "%", 0.944: "W", 1.02: "@",
}  # fmt: skip
_WIDTHS_BOLD = {
    0.238: "'", 0.278: " ,./I\\ijl|", 0.333: "!()-:;[]`ft", 0.389: "*r{}", 0.474: '"', 0.5: "z",
    0.556: "#$0123456789J_aceksvxy", 0.584: "+<=>^~", 0.667: "EPSVXY", 0.722: "&ABCDHKNRU", 0.778: "GOQw", 0.833: "M",
    0.889: "%m", 0.944: "W", 0.975: "@",
}  # fmt: skip


def _face(widths: dict[float, str], others: float) -> bytes:
    """Widths of letters by Latin-1 code, in parts of the size."""
    return bytes(
        round(next((width for width, letters in widths.items() if chr(code) in letters), others) * _UNIT) for code in range(256)
    )


PLAIN, BOLD = _face(_WIDTHS, _OTHERS), _face(_WIDTHS_BOLD, _OTHERS_BOLD)
"""Helvetica's letters."""


def wide(text: str, size: float, face: bytes = PLAIN) -> float:
    """How wide a text is in one line, in points; a letter outside Latin-1 may be as wide as it is high."""
    found = sum(text.encode("latin-1", "replace").translate(face))
    far = 0 if text.isascii() else sum(letter > "\xff" for letter in text)
    return (found / _UNIT + far * (1 - _OTHERS)) * size


class Ruler:
    """Measures texts, each text and word once: the drafts of a page differ in few of them."""

    def __init__(self) -> None:
        self._lines: dict[tuple[str, float, float, bytes, float], int] = {}
        self._words: dict[tuple[str, float, bytes], float] = {}

    def lines(self, text: str, width: float, size: float, face: bytes = PLAIN, first: float = 0.0) -> int:
        """In how many lines a text is broken between words; a word wider than a line is broken within.

        Args:
            first: what stands before it in its first line.
        """
        asked = text, width, size, face, first
        if (found := self._lines.get(asked)) is None:
            found = self._lines[asked] = self._broken(*asked)
        return found

    def _broken(self, text: str, width: float, size: float, face: bytes, first: float) -> int:
        if first + wide(text, size, face) <= width:
            return 1
        blank = wide(" ", size, face)
        lines, used = 1, first
        for word in text.split():
            long = self._wide(word, size, face)
            if used and used + blank + long > width:
                lines, used = lines + 1, 0.0
            used += long + (blank if used else 0.0)
            while used > width:
                lines, used = lines + 1, used - width
        return lines

    def _wide(self, word: str, size: float, face: bytes) -> float:
        asked = word, size, face
        if (found := self._words.get(asked)) is None:
            found = self._words[asked] = wide(*asked)
        return found


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds, as text.

    Attributes:
        ruler: what its texts are measured with; drafts of one page share it.
    """

    title: str
    head: tuple[tuple[str, str], ...]
    notices: tuple[str, ...]
    parts: tuple[Part, ...]
    sources: tuple[str, ...]
    footer: str
    ruler: Ruler = field(default_factory=Ruler, compare=False, repr=False)

    def height(self, size: float) -> float:
        """How high it is in letters of a size, in points."""
        total = self.ruler.lines(self.title, WIDTH - 9 * size, size * 1.45, BOLD) * 1.45 * LEADING * size + 1.5
        total += self._head(size)
        total += sum((self.ruler.lines(notice, WIDTH - size, size) * LEADING + 0.55) * size for notice in self.notices)
        total += sum(self._part(part, size) for part in self.parts)
        total += self._sources(size)
        return total + (self.ruler.lines(self.footer, WIDTH, size) * LEADING + 1.0) * size + 0.75

    def _head(self, size: float) -> float:
        faces = (BOLD, *(PLAIN for _ in self.head))
        pairs = zip(self.head, faces, strict=False)
        return 0.8 * size + sum(
            self.ruler.lines(value, WIDTH - 8 * size, size, face) * LEADING * size for (_, value), face in pairs
        )

    def _sources(self, size: float) -> float:
        small = 0.88 * size
        together = "  ".join(f"{number} {source}" for number, source in enumerate(self.sources, 1))
        return self._heading("Sources", "", size) + self.ruler.lines(together, WIDTH, small) * LEADING * small

    def fits(self, size: float) -> bool:
        """Whether it stands on one side of A4 in letters of a size."""
        return self.height(size) <= HEIGHT - SPARE

    @property
    def size(self) -> float:
        """The largest letters that fit; where none do, readable ones on several sides."""
        return next(filter(self.fits, SIZES), READABLE)

    def _heading(self, title: str, note: str, size: float) -> float:
        """A section's own margin and its heading."""
        large = 1.08 * size
        named = wide(title, large, BOLD)
        return 0.35 * size + (self.ruler.lines(note, WIDTH, large * 0.8, PLAIN, named * 1.02) * LEADING + 0.15) * large + 0.75

    def _part(self, part: Part, size: float) -> float:
        note = "   ".join(text for text in (part.note, part.more) if text)
        total = self._heading(part.title, note, size)
        if part.columns and part.lines:
            total += (0.85 * LEADING + 0.12) * size if part.has_heads else 0.0
            total += sum(self._row(part, line, size) for line in part.lines)
        notes = (*(() if part.columns else part.lines), *part.short)
        if part.two_columns:
            return total + _balanced([self._note(line, (WIDTH - 2 * size) / 2, size) for line in notes])
        return total + sum(self._note(line, WIDTH, size) for line in notes)

    def _row(self, part: Part, line: Line, size: float) -> float:
        most = 1
        for number, (cell, column) in enumerate(zip(line.cells, part.columns, strict=True)):
            is_last = number == len(line.cells) - 1
            width = WIDTH * column.width / 100 - (0.5 if number else 1.0) * size
            count = self._with_places(cell, line.places if is_last else "", width, size, PLAIN if number else BOLD)
            most = max(most, count)
        return (most * LEADING + 0.24) * size + 0.75

    def _note(self, line: Line, width: float, size: float) -> float:
        return self._with_places(" ".join(line.cells), line.places, width - 1.7 * size, size) * LEADING * size

    def _with_places(self, text: str, places: str, width: float, size: float, face: bytes = PLAIN) -> int:
        """In how many lines a text is broken with the places after it, which are set a little smaller."""
        return self.ruler.lines(f"{text} {places}" if places else text, width, size, face)


def _balanced(heights: Sequence[float]) -> float:
    """How high two columns are that a browser fills as evenly as it can."""
    total, first, best = sum(heights), 0.0, sum(heights)
    for height in heights:
        first += height
        best = min(best, max(first, total - first))
    return best
