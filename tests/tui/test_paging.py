"""Whoever pages through a list or walks it line by line has seen every line of it, however long its items and its notes are."""

import pytest
from tui.sitting import Sitting, opened
from tui.test_line_list import HEIGHT, on_screen, place_of, shown

from alktui.cases.example import EXAMPLES
from alktui.tui.row import Row, continued, line
from alktui.tui.widget.line_list import LineList

VIEWS = {
    "overview": "2",
    "TKIs": "3",
    "combinations": "4",
    "targets": "5",
    "trials": "6",
    "matrix": "2m",
    "escape map": "2e",
    "outcomes": "2o",
    "help": "2?",
}


def item(name: str, length: int) -> list[Row]:
    """An item of so many lines."""
    return [line(name, key=name), *continued(line(f"{name}, line {at}") for at in range(2, length + 1))]


def notes(length: int) -> list[Row]:
    """Lines that only inform."""
    return [line(f"note {at}") for at in range(length)]


LISTS = {
    "long items": [*item("a", 13), *item("b", 14), *item("c", 2)],
    "an item at the fold": [*notes(3), *(row for at in range(20) for row in item(f"item {at}", 1 + at % 4))],
    "long notes above": [*notes(25), *item("a", 1), *item("b", 1)],
    "long notes between": [*item("a", 1), *notes(25), *item("b", 1)],
    "long notes below": [*item("a", 1), *item("b", 1), *notes(25)],
}


def seen_by(lines: LineList, step: str, by: int) -> set[str]:
    """What was on the screen on the way from one end of a list to the other."""
    lines.end(last=by < 0)
    found: set[str] = set()
    before: tuple[list[str], str] | None = None
    while (now := (on_screen(lines), place_of(lines))) != before:
        found |= set(now[0])
        before = now
        getattr(lines, step)(by)
    return found


@pytest.mark.parametrize("by", [1, -1], ids=["down", "up"])
@pytest.mark.parametrize("step", ["move", "page"])
@pytest.mark.parametrize("name", LISTS)
async def test_no_line_is_passed_over(name: str, step: str, by: int) -> None:
    """It neither sticks at a long item nor jumps over one, and goes on to the notes below the last."""
    rows = LISTS[name]
    async with shown(rows) as (lines, _, _):
        assert {row.text for row in rows} <= seen_by(lines, step, by)


async def test_line_that_came_into_view_is_the_next_one() -> None:
    """The first item under long notes is highlighted before the second is."""
    async with shown([*notes(HEIGHT + 3), *item("a", 1), *item("b", 1)]) as (lines, _, _):
        lines.end(last=False)
        assert "a" not in on_screen(lines)
        lines.move(1)
        assert "a" in on_screen(lines)
        assert place_of(lines) == "a"


async def test_page_highlights_an_item_of_the_page() -> None:
    """After a page, the highlight is on what one sees where there is anything to highlight."""
    async with shown(LISTS["an item at the fold"]) as (lines, _, _):
        for _ in range(6):
            lines.page(1)
            assert place_of(lines) in on_screen(lines)


async def pages(sitting: Sitting, key: str) -> set[str]:
    """The lines of a list that are painted while one presses a key until nothing moves."""
    found: set[str] = set()
    before: tuple[list[str], str] | None = None
    while (now := (sitting.painted, sitting.key)) != before:
        found |= {text.rstrip(" \u25b4\u25be") for text in now[0]}
        before = now
        sitting.press(key)
        await sitting.settle()
    return found


@pytest.mark.parametrize("size", [(80, 24), (40, 10)], ids=["80x24", "40x10"])
@pytest.mark.parametrize("name", VIEWS)
async def test_every_line_of_a_view_is_seen_by_paging(name: str, size: tuple[int, int]) -> None:
    """Also in a small terminal nothing of the program stands where paging does not lead."""
    async with opened(size=size) as sitting:
        sitting.press("E", *VIEWS[name], "home")
        await sitting.settle()
        assert set(sitting.list_texts) <= await pages(sitting, "pagedown")


async def test_key_typed_ahead_of_the_list_is_not_lost() -> None:
    """Where it was hidden behind why and is not laid out again yet, the list moves, and what is highlighted is opened."""
    async with shown(notes(2) + item("a", 1) + item("b", 1)) as (lines, pilot, _):
        lines.styles.height = 0
        await pilot.pause()
        assert lines.size.height == 0
        lines.move(1)
        assert place_of(lines) == "b"
        assert not lines.reveal()
        lines.move(-1)
        assert place_of(lines) == "a"


async def test_line_out_of_sight_is_shown_before_it_is_copied() -> None:
    """At the end of the notes below a list nothing is copied that one does not see."""
    async with opened(next(iter(EXAMPLES.values())), (40, 8)) as sitting:
        await sitting.step(3)
        await sitting.press_until("G", lambda: not is_painted(sitting))
        await sitting.say("c", "that line was out of sight; the same key again does it")
        await sitting.until(lambda: is_painted(sitting))
        await sitting.say("c", "sent to the terminal's clipboard")


def is_painted(sitting: Sitting) -> bool:
    """Whether the first word of the highlighted line is on the screen."""
    return any(text.startswith(sitting.highlighted[:12]) for text in sitting.painted)
