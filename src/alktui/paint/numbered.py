"""Pages for the ear: lines of at most 80 ASCII characters, numbered where a page stands behind them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from alktui.model.block import Axis, Block, Cite, Gap, Heading, Item, Matrix, Measure, Page, Square, Table, Text
from alktui.model.catalogue import Catalogue
from alktui.model.source import Source
from alktui.paint.source import reference_words, source_words
from alktui.paint.text import WIDTH, wrapped
from alktui.plain import clean

SPELT = str.maketrans(
    {
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u2014": "-",
        "\u2212": "-",
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2192": "->",
        "\u2264": "<=",
        "\u2265": ">=",
        "\u00b7": "-",
        "\u00d7": "x",
        "\u00b1": "+/-",
        "\u00df": "ss",
    }
)
"""Letters that decompose into no ASCII of their own."""

GREEK = "GREEK SMALL LETTER "
SIGNS = {"!": "Warning:", "?": "Not known:", "yes": "Yes:", "no": "No:"}
"""The signs of a paragraph as words: a sign alone is passed over by what reads aloud."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A page in lines.

    Attributes:
        whys: the pages behind the numbers, from 1.
    """

    lines: tuple[str, ...]
    whys: tuple[Callable[[], Page], ...]


def numbered_page(page: Page, catalogue: Catalogue, called: Mapping[str, str] | None = None) -> Numbered:
    """The lines of a page, no two of them empty in a row; what its sources cite stands at the end, each reference once.

    Args:
        called: names of items by key, for a page whose lines are asked for by name; no line has a number then.
    """
    painter = _Painter(catalogue, called)
    for block in page:
        painter.block(block)
    painter.references()
    lines = [line for before, line in pairwise(["", *painter.lines]) if before or line]
    while lines and not lines[-1]:
        lines.pop()
    return Numbered(tuple(lines), tuple(painter.whys))


class _Painter:
    """Gathers the lines of a page, the pages behind its numbers, and the sources it names."""

    def __init__(self, catalogue: Catalogue, called: Mapping[str, str] | None) -> None:
        self._catalogue = catalogue
        self._called = called
        self._cited: list[Source] = []
        self.lines: list[str] = []
        self.whys: list[Callable[[], Page]] = []

    def block(self, block: Block) -> None:
        """Add a block."""
        if isinstance(block, Gap):
            self.lines.append("")
        elif isinstance(block, Text):
            self.lines += _text(block)
        elif isinstance(block, Heading):
            self.lines += ["", *paragraph(f"{block.words}{f' ({block.note})' if block.note else ''}")]
        elif isinstance(block, Cite):
            self._cite(block)
        elif isinstance(block, Table):
            for row in block.rows:
                self._item(row) if isinstance(row, Item) else self.block(row)
        elif isinstance(block, Matrix):
            self._matrix(block)
        elif isinstance(block, Axis):
            self.lines += ["", *paragraph(f"{block.words}, in {block.unit}")]
        elif isinstance(block, Measure):
            self._line(_measure(block), block.why, block.key)

    def _line(self, words: str, why: Callable[[], Page] | None, key: str) -> None:
        if self._called is not None:
            name = self._called.get(key)
            self.lines += paragraph(words, f"{name}. ", "   ") if name else paragraph(words)
        elif why is None:
            self.lines += paragraph(words)
        else:
            self.whys.append(why)
            self.lines += numbered(len(self.whys), words)

    def _item(self, item: Item) -> None:
        words = item.spoken or "; ".join(cell.words for cell in item.cells if cell.words)
        self._line(words, item.why, item.key)

    def _matrix(self, matrix: Matrix) -> None:
        """Row by row; behind the number of a row stand its cells, each with a number of its own."""
        for profile, squares, role in matrix.rows:
            words = f"{profile} ({role})"
            self._line(f"{words}: {'; '.join(square.spoken for square in squares)}", _cells(words, squares), f"matrix:{profile}")
        self.lines += paragraph(matrix.foot)

    def _cite(self, cite: Cite) -> None:
        indent = " " * (cite.indent or 2)
        for source in dict.fromkeys(cite.sources):
            self._cited.append(source)
            self.lines += paragraph(f"source: {source_words(source, self._catalogue)}", indent, f"{indent}  ")

    def references(self) -> None:
        """Add every document that was named, and what it cites there, each once."""
        for place, identity in enumerate(dict.fromkeys(source.document for source in self._cited)):
            if place == 0:
                self.lines += ["", "References:"]
            document = self._catalogue.document[identity]
            doi = f"doi:{document.doi}" if document.doi else "no DOI"
            self.lines += paragraph(f"{document.short}: {document.journal} {document.year}, {doi}", "", "    ")
            numbers = {number for source in self._cited if source.document == identity for number in source.references}
            for number in sorted(numbers):
                note = self._catalogue.reference[identity, number].note
                words = f"{reference_words(identity, number, self._catalogue)}{f' ({note})' if note else ''}"
                self.lines += paragraph(words, "  ", "      ")


def _cells(words: str, squares: Iterable[Square]) -> Callable[[], Page]:
    items = tuple(Item(square.spoken, (), square.why, square.spoken) for square in squares)
    return lambda: (Heading(words), Table((), items, heads=False))


def _text(block: Text) -> list[str]:
    indent = " " * block.indent
    sign = block.sign.strip()
    words = f"{block.label} {block.words}" if block.label else block.words
    if not sign:
        return paragraph(words, indent, indent)
    return paragraph(words, f"{indent}{SIGNS.get(sign, sign)} ", f"{indent}  ")


def _measure(block: Measure) -> str:
    n = f"n = {block.n}" if block.n is not None else "n not printed"
    between = f", 95 % interval {block.interval[0]:.0f} to {block.interval[1]:.0f}, worked out here" if block.interval else ""
    return f"{block.name} {block.printed}, {n}{between}; {block.population}"


def ascii_of(text: str) -> str:
    """A text cleaned and spelt in ASCII: accents dropped, Greek letters named, what has no spelling as "?"."""
    cleaned = clean(text)
    if cleaned.isascii():
        return cleaned
    return "".join(_spelt(letter) for letter in unicodedata.normalize("NFKD", cleaned.translate(SPELT)))


def _spelt(letter: str) -> str:
    if letter.isascii():
        return letter
    if unicodedata.category(letter) in ("Mn", "Cf"):
        return ""
    name = unicodedata.name(letter, "")
    return name.removeprefix(GREEK).lower() if name.startswith(GREEK) and " WITH " not in name else "?"


def paragraph(text: str, first: str = "", rest: str | None = None) -> list[str]:
    """A text broken to the width; none for an empty text."""
    spelt = ascii_of(text).strip()
    return wrapped(spelt, WIDTH, first, rest) if spelt else []


def numbered(number: int, text: str) -> list[str]:
    """A line that can be asked about."""
    return paragraph(text, f"{number}. ", "   ")


def fitted(lines: Iterable[str]) -> Iterator[str]:
    """Lines as they may be printed, whatever they hold: those that are too long are broken where they are indented."""
    for line in lines:
        spelt = ascii_of(line).rstrip()
        if len(spelt) <= WIDTH:
            yield spelt
        else:
            indent = " " * min(WIDTH // 2, len(spelt) - len(spelt.lstrip()))
            yield from wrapped(spelt.strip(), WIDTH, indent)
