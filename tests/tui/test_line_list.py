"""The list of lines: what moves, what stays, and how little of it is drawn again."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.strip import Strip

from alktui.tui.row import Row, line
from alktui.tui.widget.line_list import LineList
from alktui.tui.widget.toned import OneLine

HEIGHT = 10


class DrawnList(LineList):
    """A list that remembers which of its lines were drawn."""

    drawn: list[int]

    def render_line(self, y: int) -> Strip:
        """Draw a line and remember it."""
        self.drawn.append(y)
        return super().render_line(y)


class ListApp(App[None]):
    """A terminal with one list."""

    def __init__(self, rows: list[Row]) -> None:
        super().__init__()
        self.lines = DrawnList(id="list")
        self.lines.drawn = []
        self.lines.add_class("-marked")
        self.rows = rows
        self.told: list[str] = []

    def compose(self) -> ComposeResult:
        """The list alone."""
        yield self.lines

    def on_mount(self) -> None:
        """Show the rows."""
        self.lines.show(self.rows)

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        """Remember what the list tells."""
        self.told.append(event.row.key if event.row else "")


def rows_of(count: int, *, plain: tuple[int, ...] = ()) -> list[Row]:
    """So many lines, some of which only inform."""
    return [line(f"line {at}", key="" if at in plain else f"key {at}") for at in range(count)]


@asynccontextmanager
async def shown(rows: list[Row]) -> AsyncIterator[tuple[LineList, Pilot[None], ListApp]]:
    app = ListApp(rows)
    async with app.run_test(size=(40, HEIGHT)) as pilot:
        await pilot.pause()
        yield app.lines, pilot, app


async def drawn_by(app: ListApp, pilot: Pilot[None], change: object) -> set[int]:
    """The lines of the widget that a change draws again."""
    await pilot.pause()
    app.lines.drawn.clear()
    assert callable(change)
    change()
    await pilot.pause()
    return set(app.lines.drawn)


def on_screen(lines: LineList) -> list[str]:
    """What stands there, without the signs at the edge that there is more."""
    return [lines.render_line(y).text.rstrip(" \u25b4\u25be") for y in range(lines.size.height)]


def place_of(lines: LineList) -> str:
    return lines.highlighted.key if lines.highlighted else ""


async def test_move_draws_two_lines() -> None:
    """Over a slow line one row moved costs two rows, however long the list."""
    async with shown(rows_of(500)) as (lines, pilot, app):
        assert await drawn_by(app, pilot, lambda: lines.move(1)) == {0, 1}
        assert await drawn_by(app, pilot, lambda: lines.move(3)) == {1, 4}
        assert await drawn_by(app, pilot, lambda: lines.move(-1)) == {4, 3}
        assert app.told[-3:] == ["key 1", "key 4", "key 3"]


async def test_move_against_the_end_draws_nothing() -> None:
    async with shown(rows_of(5)) as (lines, pilot, app):
        assert await drawn_by(app, pilot, lambda: lines.move(-1)) == set()
        lines.end(last=True)
        assert await drawn_by(app, pilot, lambda: lines.move(1)) == set()
        assert place_of(lines) == "key 4"


async def test_move_passes_over_lines_that_only_inform() -> None:
    async with shown(rows_of(8, plain=(0, 2, 3, 7))) as (lines, _, _):
        assert place_of(lines) == "key 1"
        lines.move(1)
        assert place_of(lines) == "key 4"
        lines.move(-1)
        assert place_of(lines) == "key 1"


async def test_move_past_the_edge_scrolls_and_keeps_the_line_in_view() -> None:
    async with shown(rows_of(40)) as (lines, pilot, _):
        for at in range(1, 40):
            lines.move(1)
            assert place_of(lines) == f"key {at}"
            assert f"line {at}" in on_screen(lines)
        for at in range(38, -1, -1):
            lines.move(-1)
            assert f"line {at}" in on_screen(lines)
        await pilot.pause()
        assert on_screen(lines)[0] == "line 0"


async def test_heading_above_the_first_line_comes_back_into_view() -> None:
    """Going up to the first line shows what stands above it."""
    async with shown(rows_of(40, plain=(0, 1))) as (lines, _, _):
        lines.end(last=True)
        assert "line 0" not in on_screen(lines)
        lines.move(-100)
        assert place_of(lines) == "key 2"
        assert on_screen(lines)[0] == "line 0"


async def test_page_moves_by_the_height_but_one() -> None:
    """One line of the page before stays to hold on to."""
    async with shown(rows_of(100)) as (lines, _, _):
        lines.page(1)
        assert place_of(lines) == f"key {HEIGHT - 1}"
        lines.page(1)
        assert place_of(lines) == f"key {2 * (HEIGHT - 1)}"
        lines.page(-1)
        assert place_of(lines) == f"key {HEIGHT - 1}"
        lines.page(50)
        assert place_of(lines) == "key 99"
        lines.page(-50)
        assert place_of(lines) == "key 0"


async def test_home_and_end() -> None:
    async with shown(rows_of(100, plain=(0, 99))) as (lines, _, _):
        lines.end(last=True)
        assert place_of(lines) == "key 98"
        assert on_screen(lines)[-1] == "line 99"
        lines.end(last=False)
        assert place_of(lines) == "key 1"
        assert on_screen(lines)[0] == "line 0"


@pytest.mark.parametrize("count", [0, 1, 3, 60])
async def test_list_without_a_line_to_highlight_scrolls(count: int) -> None:
    """A text of any length, and none at all, is read with the same keys."""
    async with shown(rows_of(count, plain=tuple(range(count)))) as (lines, pilot, app):
        assert lines.highlighted is None
        for change in (lambda: lines.move(1), lambda: lines.page(1), lambda: lines.end(last=True), lambda: lines.move(-1)):
            change()
        lines.end(last=True)
        await pilot.pause()
        assert [text for text in on_screen(lines) if text] == [f"line {at}" for at in range(max(0, count - HEIGHT), count)]
        lines.end(last=False)
        assert on_screen(lines)[0] == ("line 0" if count else "")
        assert lines.highlighted is None
        assert set(app.told) <= {""}


async def test_show_draws_only_what_differs() -> None:
    """A change of the case that moves one line's value sends one line."""
    rows = rows_of(100)
    async with shown(rows) as (lines, pilot, app):
        changed = [*rows[:4], line("another", key="key 4"), *rows[5:]]
        assert await drawn_by(app, pilot, lambda: lines.show(changed)) == {4}
        assert await drawn_by(app, pilot, lambda: lines.show(list(changed))) == set()
        assert on_screen(lines)[4] == "another"


async def test_show_finds_the_highlighted_line_again_by_its_key() -> None:
    """Lines that come and go above it do not move the highlight to another line."""
    async with shown(rows_of(20)) as (lines, _, _):
        lines.move(5)
        lines.show([line("new", key="new"), *rows_of(20)])
        assert place_of(lines) == "key 5"
        lines.show(rows_of(20)[3:])
        assert place_of(lines) == "key 5"


async def test_show_without_the_highlighted_line_highlights_its_neighbour() -> None:
    async with shown(rows_of(20)) as (lines, _, _):
        lines.move(5)
        lines.show([row for row in rows_of(20) if row.key != "key 5"])
        assert place_of(lines) == "key 6"
        lines.show([])
        assert lines.highlighted is None
        lines.show(rows_of(2))
        assert place_of(lines) in ("key 0", "key 1")


async def test_show_of_other_rows_by_an_unknown_key_starts_at_the_top() -> None:
    """Another step or view, asked for without a line of its own, starts at its first line."""
    async with shown(rows_of(60)) as (lines, _, _):
        lines.end(last=True)
        lines.show([line(f"other {at}", key=f"other {at}") for at in range(60)], "")
        assert place_of(lines) == "other 0"
        assert on_screen(lines)[0] == "other 0"


async def test_shorter_list_is_shown_from_its_top() -> None:
    """A list that became short enough for the screen shows its first line again."""
    async with shown(rows_of(60)) as (lines, _, _):
        lines.end(last=True)
        lines.show(rows_of(60)[52:])
        assert [text for text in on_screen(lines) if text] == [f"line {at}" for at in range(52, 60)]


async def test_taller_terminal_fills_with_what_stands_above() -> None:
    """No empty half screen under the last line while lines above it are hidden."""
    async with shown(rows_of(30)) as (lines, pilot, _):
        lines.end(last=True)
        await pilot.resize_terminal(40, 25)
        await pilot.pause()
        assert on_screen(lines) == [f"line {at}" for at in range(5, 30)]


async def test_highlight_is_reversed_and_spans_the_width() -> None:
    """The highlighted line is told from the others without colour."""
    async with shown(rows_of(3)) as (lines, _, _):
        for y, is_marked in ((0, True), (1, False)):
            styles = [segment.style for segment in lines.render_line(y) if segment.text]
            assert all(bool(style and style.reverse) is is_marked for style in styles)
            assert lines.render_line(y).cell_length == 40


@pytest.mark.parametrize("text", ["", "x" * 200, "全角" * 40, "[red]x[/]"])
async def test_line_is_painted_to_exactly_the_width(text: str) -> None:
    async with shown([line(text, key="a"), line(text, key="b")]) as (lines, _, _):
        assert lines.render_line(0).cell_length == 40
        assert lines.render_line(1).cell_length == 40


async def test_one_line_is_drawn_only_when_it_changes() -> None:
    """Lines that stay as they are cost nothing with every key."""

    class Counted(OneLine):
        drawn = 0

        def render_line(self, y: int) -> Strip:
            self.drawn += 1
            return super().render_line(y)

    one = Counted(id="one")

    class OneApp(App[None]):
        def compose(self) -> ComposeResult:
            yield one

    async with OneApp().run_test(size=(40, 3)) as pilot:
        one.show(line("steps"))
        await pilot.pause()
        before = one.drawn
        one.show(line("steps"))
        await pilot.pause()
        assert one.drawn == before
        one.show(line("others"))
        await pilot.pause()
        assert one.drawn == before + 1
        assert one.text == "others"


async def test_item_of_some_lines_is_kept_in_view_whole() -> None:
    """Who comes to an item at the foot of the list sees the lines that continue it, and one key moves to the next item."""
    rows = [row for at in range(9) for row in (line(f"item {at}", key=f"key {at}"), Row(((f"and {at}", ""),), continues=True))]
    async with shown(rows) as (lines, pilot, _):
        for _ in range(5):
            lines.move(1)
        await pilot.pause()
        assert lines.highlighted is not None
        assert lines.highlighted.key == "key 5"
        assert lines.render_line(HEIGHT - 1).text.startswith("and 5")
        assert [row.text for row in lines.item] == ["item 5", "and 5"]
        lines.part(1)
        assert lines.highlighted.key == "key 8", "lines that continue an item are no heading"
