"""Each kind of block in each medium: what it says is to be read there, and whatever is hostile in it is only text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import get_args

import pytest
from sheet.reading import Reading, cells, rendered

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
from alktui.model.source import Source
from alktui.paint.csv import csv_of
from alktui.paint.html import html_of
from alktui.paint.markdown import markdown_of
from alktui.paint.text import text_of_page, written
from alktui.tui.paint import rows_of_page

ROW = Item("a", (Cell("!", "warn"), Cell("crizotinib", "strong"), Cell("sensitive for this very compound", "good")))
TABLE = (Column("", 2), Column("TKI", 13), Column("call"))
EVERY: dict[type, tuple[Block, list[str]]] = {
    Text: (
        Text("no call in these two reviews", "muted", "!", 2, "Caution 1:"),
        ["!", "Caution 1:", "no call in these two reviews"],
    ),
    Heading: (Heading("Targets", "10 fit", 2), ["Targets", "10 fit"]),
    Cite: (
        Cite((Source(document="wang-2022", locator="section 3", references=(54,)),)),
        ["Wang 2022, section 3 [54]", "Gainor JF 2016 Cancer Discov", "10.1158/2159-8290.Cd-16-0596"],
    ),
    Gap: (Gap(), []),
    Table: (
        Table(TABLE, (Heading("Reported sensitive"), ROW, Text("given 1st", "warn", "!")), whole=True),
        ["Reported sensitive", "crizotinib", "sensitive for this very compound", "given 1st"],
    ),
    Matrix: (
        Matrix(
            (("crizotinib", "crizotinib"), ("lorlatinib", "lorlatinib")),
            ("1 PD", ""),
            (("G1202R", (Square("R", "bad", True, "resistant"), Square("S/R", "warn", True, "conflicting")), "found"),),  # noqa: FBT003 - filled
            "alone is context",
        ),
        ["criz", "lorl", "1 PD", "G1202R", "R", "S/R", "found", "alone is context"],
    ),
    Axis: (Axis("Response", 100, "%"), ["Response", "%"]),
    Measure: (
        Measure("m", "crizotinib: ORR", "relapsed ALCL", 86.0, 100.0, "86 %", 58, (75.1, 92.8), harm=False),
        ["crizotinib: ORR", "86 %", "58", "relapsed ALCL"],
    ),
    Blank: (Blank("Decision:", 2), ["Decision:"]),
}
Medium = Callable[[Page, Catalogue], str]


def of_tui(page: Page, catalogue: Catalogue) -> str:
    """What the interface shows on a wide screen."""
    return " ".join(row.text for row in rows_of_page(page, catalogue, 200))


def of_csv(page: Page, catalogue: Catalogue) -> str:
    """What a spreadsheet shows."""
    return " ".join(" ".join(row) for row in cells(csv_of(page, catalogue)))


MEDIA: dict[str, Medium] = {
    "text": written,
    "markdown": lambda page, catalogue: rendered(markdown_of(page, catalogue)).text,
    "html": lambda page, catalogue: Reading(html_of(page, catalogue, "a title")).text,
    "csv": of_csv,
    "tui": of_tui,
}


def test_every_kind_of_block_has_an_example() -> None:
    assert set(EVERY) == set(get_args(Block))


@pytest.mark.parametrize("medium", MEDIA)
@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.__name__)
def test_block_says_all_it_says(kind: type, medium: str, catalogue: Catalogue) -> None:
    block, words = EVERY[kind]
    shown = re.sub(r"[\[\]()]", " ", MEDIA[medium]((Text("A page", "title"), block), catalogue))
    if medium == "csv" and kind is Blank:
        words = []  # nobody writes by hand on a spreadsheet
    assert [word for text in words for word in re.sub(r"[\[\]()]", " ", text).split() if word not in shown] == []


@pytest.mark.parametrize("width", [80, 40, 20])
def test_no_line_of_text_is_longer_than_the_page(width: int, catalogue: Catalogue) -> None:
    page = tuple(block for block, _ in EVERY.values())
    assert [line for line in text_of_page(page, catalogue, width) if len(line) > width] == []


def test_table_that_is_whole_is_broken_between_words_and_another_one_cut_between_them(catalogue: Catalogue) -> None:
    columns = (Column("", 2), Column("what", 14), Column("how"))
    row = Item("a", (Cell("!"), Cell("pembrolizumab + bevacizumab"), Cell("phase 2")))
    assert text_of_page((Table(columns, (row,), heads=False, whole=True),), catalogue, 40) == [
        "!  pembrolizumab  phase 2",
        "   + bevacizumab",
    ]
    (line,) = text_of_page((Table((Column("", 2), Column("what", 24), Column("")), (row,), heads=False),), catalogue, 40)
    assert line == "!  pembrolizumab ...        phase 2"


HOSTILE = (
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    '=cmd|" /C calc"!A0',
    "\x1b[31mred\x07",
    "a|b",
    "# a",
    "\u202eb",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_only_words_in_every_block(text: str, catalogue: Catalogue) -> None:
    columns = (Column(text, 2), Column(text))
    square = Square("R", "bad", filled=True, spoken=text)
    page: Page = (
        Text(text, "title"),
        Text(text, sign=text, label=text),
        Heading(text, text),
        Table(columns, (Item(text, (Cell(text), Cell(text))), Text(text), Heading(text, text))),
        Matrix(((text, text),), (text,), ((text, (square,), text),), text),
        Axis(text, 1, text),
        Measure(text, text, text, 1.0, 2.0, text, None, None, harm=True),
        Blank(text),
    )
    html = html_of(page, catalogue, text)
    assert Reading(html).wrong == []
    assert "<script>alert" not in html
    assert rendered(markdown_of(page, catalogue)).wrong == []
    assert [cell for row in cells(csv_of(page, catalogue)) for cell in row if cell.startswith(("=", "+", "-", "@"))] == []
    for shown in (html, markdown_of(page, catalogue), csv_of(page, catalogue), written(page, catalogue)):
        assert "\x1b" not in shown
        assert "\u202e" not in shown
