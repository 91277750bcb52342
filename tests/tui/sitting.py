"""A person at the interface, without a terminal: presses keys, reads lines, waits until something is seen."""

from __future__ import annotations

import asyncio
import copy
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import date

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from alktui.cases.entry import CaseEntry
from alktui.tui.app import AlktuiApp
from alktui.tui.desk import Desk
from alktui.tui.row import Row, texts
from alktui.tui.screen.main import MainScreen
from alktui.tui.session import STEPS, Session
from alktui.tui.widget.line_list import LineList
from alktui.tui.widget.toned import FewLines, OneLine

AS_OF = date(2026, 11, 23)
PATIENCE = 10.0
"""Seconds after which something that should happen counts as not happening; generous, since machines differ."""


async def until(pilot: Pilot[int], condition: Callable[[], object], what: str = "") -> None:
    """Let the app work until something is so; no time is guessed.

    Raises:
        AssertionError: it is not so in time; the screen is shown.
        Exception: the app failed; its own exception.
    """
    end = time.monotonic() + PATIENCE
    while not condition():
        if pilot.app._exception is not None:
            raise pilot.app._exception
        if time.monotonic() > end:
            painted = "\n".join(painted_lines(pilot.app))
            raise AssertionError(f"not seen in {PATIENCE:.0f} s: {what or condition}\n{painted}")
        await asyncio.sleep(0.006)


def painted_lines(app: object) -> list[str]:
    """Every line of the terminal as it is painted, from the top."""
    assert isinstance(app, AlktuiApp)
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]


def items_of(rows: Sequence[Row]) -> list[str]:
    """The items among rows, each as one text with single blanks, however many lines it takes."""
    found: list[str] = []
    for row in rows:
        if row.key:
            found.append(row.text)
        elif row.continues:
            found[-1] += f" {row.text}"
    return [" ".join(text.split()) for text in found]


class Sitting:
    """One person with one case."""

    def __init__(self, app: AlktuiApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    # -- what is seen ----------------------------------------------------------------------------------------------------

    @property
    def screen(self) -> MainScreen:
        """The one screen."""
        assert isinstance(self.app.screen, MainScreen)
        return self.app.screen

    @property
    def entry(self) -> CaseEntry:
        """The case as typed."""
        return self.app.session.entry

    @property
    def lines(self) -> LineList:
        """The list of the step or view."""
        return self.screen.lines

    @property
    def list_texts(self) -> list[str]:
        """Every line of the step or view, also those further down than the screen."""
        return texts(self.lines.rows)

    @property
    def item_texts(self) -> list[str]:
        """Every item of the step or view with the lines that continue it, as one text each."""
        return items_of(self.lines.rows)

    @property
    def why_texts(self) -> list[str]:
        """Every line of the why pane; none while it is not shown."""
        return texts(self.screen.why.rows) if self.screen.why.display else []

    @property
    def key(self) -> str:
        """What the highlighted line stands for; empty where nothing is highlighted."""
        return self.lines.highlighted.key if self.lines.highlighted else ""

    @property
    def view(self) -> str:
        """The name of the view over the step; empty where the step itself is shown."""
        return self.screen.view.name if self.screen.view else ""

    @property
    def highlighted(self) -> str:
        """The highlighted line."""
        return self.lines.highlighted.text.rstrip() if self.lines.highlighted else ""

    @property
    def keys(self) -> list[str]:
        """What the lines stand for that can be highlighted, from the top."""
        return [row.key for row in self.lines.rows if row.key]

    def line(self, name: str) -> str:
        """One of the single lines: "case", "steps", "keys"; "label", "fits" and "why" of the prompt."""
        identity = f"#{name}-line" if name in ("case", "steps", "keys") else f"#prompt-{name}"
        widget = self.screen.query_one(identity)
        assert isinstance(widget, OneLine | FewLines)
        return widget.text.rstrip()

    @property
    def typed(self) -> str | None:
        """What stands in the prompt; None while it is closed."""
        return self.screen.prompt.input.value if self.screen.prompt.is_open else None

    @property
    def painted(self) -> list[str]:
        """Every line of the terminal as it is painted, from the top."""
        return painted_lines(self.app)

    @property
    def painted_why(self) -> list[str]:
        """The lines of the why pane as they are painted, without its border and the signs that there is more."""
        region = self.screen.why.content_region
        lines = self.painted[region.y : region.bottom]
        return [line[region.x : region.right].rstrip(" \u25b4\u25be") for line in lines]

    # -- what is done ----------------------------------------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Press keys by name; a single character stands for itself. What they do is waited for by `until`."""
        for key in keys:
            single = len(key) == 1
            name = key if not single or key.isalnum() else _character_to_key(key)
            self.app.post_message(events.Key(name, key if single else None))

    async def until(self, condition: Callable[[], object], what: str = "") -> None:
        """Wait until something is so."""
        await until(self.pilot, condition, what)

    async def press_until(self, key: str, condition: Callable[[], object]) -> None:
        """Press a key and wait for what it does."""
        self.press(key)
        await self.until(condition, f"what {key} does")

    async def say(self, key: str, words: str) -> str:
        """Press a key and wait for what the bottom line says of it."""
        self.press(key)
        await self.until(lambda: words in self.line("keys"), f"said: {words}")
        return self.line("keys")

    async def settle(self) -> None:
        """Let everything pressed so far have its effect: for what should not happen. No message is left waiting anywhere."""
        quiet, end = 0, time.monotonic() + PATIENCE
        while quiet < 3 and self.app.is_running and not self.app._exit:
            assert time.monotonic() < end, "never quiet"
            await self.pilot.pause(0)
            pumps = [self.app, *self.app.screen.walk_children(with_self=True)]
            busy = self.screen.is_behind or any(pump.message_queue_size for pump in pumps)
            quiet = 0 if busy else quiet + 1

    async def go(self, key: str) -> None:
        """Move the highlight, line by line, to the line that stands for something; a folded marker is unfolded first."""
        if key.startswith("biomarker:") and key not in self.keys:
            await self.go("fold:markers")
            await self.press_until("enter", lambda: key in self.keys)
        by = self.keys.index(key) - self.keys.index(self.key)
        self.press(*["down" if by > 0 else "up"] * abs(by))
        await self.until(lambda: self.key == key, f"{key} highlighted")

    async def leave_view(self) -> None:
        """Press Escape in a view."""
        self.press("escape")
        await self.until(lambda: not self.view, "the step behind the view")

    async def step(self, number: int) -> None:
        """Go to a step by its number."""
        step = STEPS[number - 1]
        self.press(str(number))
        await self.until(lambda: self.screen.step == step and not self.view, f"step {number}")

    async def choose(self, key: str, times: int = 1) -> None:
        """Change the value of a line by pressing right."""
        await self.go(key)
        before = copy.deepcopy(self.entry)
        self.press(*["right"] * times)
        await self.until(lambda: self.entry != before, f"another value of {key}")
        await self.settle()

    async def ask(self, key: str) -> None:
        """Open the prompt of a line by Enter."""
        await self.go(key)
        self.press("enter")
        prompt = self.screen.prompt
        await self.until(lambda: prompt.is_open and prompt.key == key and prompt.input.has_focus, f"the prompt of {key}")

    async def ask_choice(self, key: str) -> None:
        """Open the values of a line by Enter."""
        await self.go(key)
        self.press("enter")
        prompt = self.screen.prompt
        await self.until(lambda: prompt.is_open and prompt.key == f"choice:{key}" and prompt.input.has_focus, f"values of {key}")

    async def search(self, words: str) -> None:
        """Search the catalogue."""
        await self.prompt_by("/")
        await self.type(words)
        self.press("enter")
        await self.until(lambda: self.view == "search" and words in self.list_texts[0], f"a search for {words}")
        await self.until(lambda: self.lines.has_focus, "the hits")

    async def prompt_by(self, key: str) -> None:
        """Open a prompt by its key."""
        prompt = self.screen.prompt
        await self.press_until(key, lambda: prompt.is_open and prompt.input.has_focus)

    async def type(self, text: str) -> None:
        """Type into the open prompt."""
        wanted = (self.typed or "") + text
        self.press(*text)
        await self.until(lambda: self.typed == wanted, f"{wanted} typed")

    async def paste(self, text: str) -> None:
        """Paste into the open prompt, as a terminal hands it over."""
        before = self.typed
        self.app.post_message(events.Paste(text))
        await self.until(lambda: self.typed != before, "something pasted")

    async def enter(self, key: str, text: str) -> None:
        """Type a text into a line and have it taken; a list that asks for another one is ended."""
        await self.ask(key)
        await self.type(text)
        await self.take()

    async def take(self) -> None:
        """Press Enter on a text that is taken; the phase that is asked stays unknown, and a list is ended by Enter once more."""
        if self.screen.prompt.key.endswith(":+") and self.typed:
            await self.take_another()
        if self.screen.prompt.key == "phase-of-list":
            await self.press_until("enter", lambda: self.screen.prompt.key != "phase-of-list")
        self.press("enter")
        await self.until(lambda: self.typed is None and self.lines.has_focus, "the text taken")

    async def take_another(self) -> str:
        """Press Enter on a text of a list, which asks for another one; what the bottom line says of the text."""
        self.press("enter")
        await self.until(lambda: self.typed == "", "another one asked for")
        return " ".join(self.line("keys").split())

    async def add(self, key: str, text: str) -> str:
        """Type a text into a line that adds to a list; what the bottom line says of it."""
        await self.ask(key)
        await self.type(text)
        return await self.take_another()

    async def refused(self) -> str:
        """Press Enter on a text that is not taken; the reason given."""
        self.press("enter")
        await self.until(lambda: self.line("why").startswith("! "), "a refusal")
        return self.line("why")

    async def explain(self) -> list[str]:
        """Ask by Enter why the highlighted line says what it says."""
        self.press("enter")
        await self.until(lambda: self.screen.is_reading and self.why_texts, "the why pane")
        return self.why_texts

    async def resize(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        await self.pilot.resize_terminal(width, height)
        await self.until(lambda: self.screen.size == (width, height), f"{width}x{height}")
        await self.settle()


@asynccontextmanager
async def opened(
    entry: CaseEntry | None = None, size: tuple[int, int] = (80, 24), *, keeping: bool = False
) -> AsyncIterator[Sitting]:
    """An alktui open on a case, on a fixed day, with its knowledge read.

    Args:
        keeping: whether cases are kept, in the home that the environment names; else the sitting leaves no trace.
    """
    app = AlktuiApp(Session(copy.deepcopy(entry), as_of=AS_OF, desk=Desk() if keeping else None))
    async with app.run_test(size=size) as pilot:
        sitting = Sitting(app, pilot)
        await sitting.until(
            lambda: any(key.startswith(("biomarker:", "fold:")) for key in sitting.keys), "the form with its biomarkers"
        )
        yield sitting
