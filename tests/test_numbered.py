"""Pages for the ear: every kind of block as lines, and what the numbers open."""

from __future__ import annotations

import pytest

from alktui.model.block import Axis, Block, Cell, Cite, Column, Gap, Heading, Item, Matrix, Measure, Page, Square, Table, Text
from alktui.model.catalogue import Catalogue
from alktui.model.source import Source
from alktui.paint.numbered import numbered_page


def page_named(name: str) -> Page:
    return (Text(f"page of {name}"),)


def measure(n: int | None, interval: tuple[float, float] | None) -> Measure:
    return Measure("m", "lorlatinib: ORR", "NSCLC", 46.0, 100.0, "46 %", n, interval, harm=False)


WANG = Source(document="wang-2022", locator="Table 1", references=(54, 87))


@pytest.mark.parametrize(
    ("block", "lines"),
    [
        pytest.param(Text("words"), ["words"], id="text"),
        pytest.param(Text("words", label="Before:", indent=2), ["  Before: words"], id="label"),
        pytest.param(Text("it holds", sign="!"), ["Warning: it holds"], id="warning"),
        pytest.param(Text("WASP low", sign="?  "), ["Not known: WASP low"], id="not known"),
        pytest.param(Text("relapsed", sign="yes"), ["Yes: relapsed"], id="met"),
        pytest.param(Text("one of them", sign="-"), ["- one of them"], id="list"),
        pytest.param(Text("IFN-\u03b3 \u2265 5"), ["IFN-gamma >= 5"], id="ascii"),
        pytest.param(Heading("Trials (3)", "printed June 2024"), ["Trials (3) (printed June 2024)"], id="heading"),
        pytest.param(Gap(), [], id="gap"),
        pytest.param(Axis("Response", 100, "%"), ["Response, in %"], id="axis"),
        pytest.param(measure(None, None), ["lorlatinib: ORR 46 %, n not printed; NSCLC"], id="measure"),
        pytest.param(
            measure(28, (29.5, 64.2)),
            ["lorlatinib: ORR 46 %, n = 28, 95 % interval 30 to 64, worked out here; NSCLC"],
            id="interval",
        ),
        pytest.param(
            Table((Column("a"),), (Heading("Head"), Item("k", (Cell("one"), Cell(""), Cell("two"))))),
            ["Head", "one; two"],
            id="table",
        ),
    ],
)
def test_block_as_lines(block: Block, lines: list[str], catalogue: Catalogue) -> None:
    assert numbered_page((block,), catalogue).lines == tuple(lines)


def test_line_with_a_page_behind_it_has_a_number(catalogue: Catalogue) -> None:
    rows = (
        Item("a", (), lambda: page_named("a"), "first"),
        Item("b", (), None, "second"),
        Item("c", (), lambda: page_named("c"), "third " * 20),
    )
    painted = numbered_page((Table((), rows), Gap(), measure(1, None)), catalogue)
    assert painted.lines[:3] == ("1. first", "second", f"2. {'third ' * 12}third")
    assert painted.lines[3].startswith("   third"), "a line that goes on is indented"
    assert [why() for why in painted.whys] == [page_named("a"), page_named("c")]


def test_matrix_is_read_row_by_row_and_a_row_opens_its_cells(catalogue: Catalogue) -> None:
    squares = tuple(Square("S", "good", filled=True, spoken=f"{name} sensitive", why=lambda: page_named("cell")) for name in "xy")
    matrix = Matrix((("x", "x"), ("y", "y")), ("1 PD", ""), (("G1202R", squares, "found"),), "a foot")
    painted = numbered_page((matrix,), catalogue)
    assert painted.lines == ("1. G1202R (found): x sensitive; y sensitive", "a foot")
    cells = numbered_page(painted.whys[0](), catalogue)
    assert cells.lines == ("G1202R (found)", "1. x sensitive", "2. y sensitive")
    assert cells.whys[1]() == page_named("cell")


def test_lines_that_are_called_by_name_have_no_number(catalogue: Catalogue) -> None:
    rows = (Item("go:trials", (), None, "Trials: 3"), Item("other", (), lambda: page_named("o"), "Other"))
    painted = numbered_page((Table((), rows),), catalogue, {"go:trials": "6"})
    assert painted.lines == ("6. Trials: 3", "Other")
    assert painted.whys == ()


def test_what_is_cited_stands_at_the_end_once(catalogue: Catalogue) -> None:
    lines = numbered_page((Text("a"), Cite((WANG,)), Text("b"), Cite((WANG,), references=False, indent=4)), catalogue).lines
    assert lines[:4] == ("a", "  source: Wang 2022, Table 1 [54, 87]", "b", "    source: Wang 2022, Table 1 [54, 87]")
    assert lines[4:6] == ("", "References:")
    assert [line.split()[0] for line in lines[7:]] == ["54", "87"]


def test_no_two_lines_are_empty_in_a_row(catalogue: Catalogue) -> None:
    page = (Gap(), Text("a"), Gap(), Gap(), Heading("Head"), Gap(), Text(""), Gap(), Text("b"), Gap())
    assert numbered_page(page, catalogue).lines == ("a", "", "Head", "", "b")
