"""Only cells that differ are sent, and the terminal shows what the whole would show."""

from __future__ import annotations

import pyte
import pytest
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import LayoutUpdate
from textual.geometry import Region, Size
from textual.strip import Strip

from alktui.tui.sent import SentScreen

WIDTH, HEIGHT = 40, 3
BOLD, REVERSED, FILLED = Style(bold=True), Style(reverse=True), Style.parse("black on cyan")
PLAIN = Style.parse("default on default")

Line = list[tuple[str, Style | None]]


def update_of(*lines: Line) -> LayoutUpdate:
    """An update of the whole screen."""
    strips = [
        Strip([Segment(text, style) for text, style in line]).adjust_cell_length(WIDTH)
        for line in [*lines, *[[]] * (HEIGHT - len(lines))]
    ]
    return LayoutUpdate([[strip] for strip in strips], Region(0, 0, WIDTH, HEIGHT))


class Shown:
    """A terminal that is sent differences, beside one that is sent everything."""

    def __init__(self) -> None:
        self.sent = SentScreen()
        self.console = Console(force_terminal=True, color_system="standard", legacy_windows=False)
        self.screen = pyte.Screen(WIDTH, HEIGHT)
        self.stream = pyte.Stream(self.screen)

    def send(self, *lines: Line) -> str:
        """Send what differs; the sequences."""
        text = self.sent.difference(update_of(*lines), Size(WIDTH, HEIGHT)).render_segments(self.console)
        self.stream.feed(text)
        return text

    def is_as_whole(self, *lines: Line) -> bool:
        """Whether every letter, with its colours, is where it would be if all of it was sent."""
        whole = Shown()
        whole.send(*lines)
        return all(self.screen.buffer[y][x] == whole.screen.buffer[y][x] for y in range(HEIGHT) for x in range(WIDTH))


SCREENS: list[list[Line]] = [
    [[("one two", PLAIN)], [("three", BOLD), (" four", None)]],
    [[("one too", PLAIN)], [("three", BOLD), (" four", None)]],
    [[("one two" + " " * 33, REVERSED)], [("three", None)]],
    [[("a", PLAIN), (" " * 30, PLAIN), ("b", FILLED)], [("\u5168\u89d2 x", None)]],
    [[("a", PLAIN), (" " * 30, FILLED), ("b", FILLED)], [("x\u5168\u89d2", None)]],
    [[], [("e\u0301 e", BOLD)], [("z" * WIDTH, None)]],
    [[("x" * WIDTH, None)], [], [("z" * (WIDTH - 1), BOLD)]],
    [],
]


def test_terminal_shows_the_whole_after_every_difference() -> None:
    """In any order: blanks with and without a ground, wide letters cut in two, accents, the last column."""
    for first in SCREENS:
        for second in SCREENS:
            shown = Shown()
            shown.send(*first)
            shown.send(*second)
            assert shown.is_as_whole(*second), (first, second)


def test_nothing_is_sent_twice() -> None:
    shown = Shown()
    assert shown.send(*SCREENS[0])
    assert shown.send(*SCREENS[0]) == ""


def test_a_letter_that_differs_is_sent_alone() -> None:
    shown = Shown()
    shown.send(*SCREENS[0])
    assert shown.send(*SCREENS[1]) == "\x1b[1;6Ho"


@pytest.mark.parametrize("size", [Size(WIDTH, HEIGHT), Size(WIDTH + 1, HEIGHT)])
def test_all_is_sent_again_once_it_is_forgotten_or_of_another_size(size: Size) -> None:
    """Something else was written on the terminal, or it was resized: nothing that stands there is relied on."""
    shown = Shown()
    shown.send(*SCREENS[0])
    if size.width == WIDTH:
        shown.sent.forget()
    text = shown.sent.difference(update_of(*SCREENS[0]), size).render_segments(shown.console)
    assert "one two" in text
    assert "three" in text


def test_default_colours_are_not_spelled_out() -> None:
    text = Shown().send(*SCREENS[0])
    assert "39" not in text
    assert "49" not in text
