"""The application: theme, signals, and what SSH needs. It owns the one screen."""

from __future__ import annotations

import gc
import os
from collections import deque
from dataclasses import replace
from typing import Any, ClassVar

from textual import events, on
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.theme import Theme

from alktui.tui.clipboard import may_be_printed
from alktui.tui.keymap import DEFAULT, Keymap, as_bindings, read_keymap
from alktui.tui.look import COLOURS, Colours, theme_name
from alktui.tui.screen.main import CopyRequested, MainScreen
from alktui.tui.sent import SentScreen
from alktui.tui.session import Session


def with_colours(theme: Theme, colours: Colours) -> Theme:
    """A theme with our own colours for what is sensitive, what differs, and what is resistant."""
    return replace(theme, success=colours.success, warning=colours.warning, error=colours.error)


class AlktuiApp(App[int]):
    """alktui in a terminal.

    Attributes:
        fault: the kind of exception that ended it, empty where none did.
    """

    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE = False
    TITLE = "alktui"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "interrupt", "quit", show=False, priority=True),
        Binding("ctrl+z", "suspend_process", "suspend", show=False, priority=True),
    ]

    def __init__(self, session: Session | None = None) -> None:
        super().__init__(ansi_color=True)  # from the first line on: NO_COLOR is taken for it here, and nowhere later
        self.animation_level = "none"
        self.session = session or Session()
        self.fault = ""
        self.main = MainScreen(self.session)
        self._keys: deque[events.Key | events.Paste] = deque()
        self._sent = SentScreen()

    async def on_event(self, event: events.Event) -> None:
        """Hand keys and pastes on one at a time.

        Over a slow line keys arrive together. Each is followed through every queue it bubbles through before the next is
        looked at, so that what follows Enter is typed into the line that Enter opened.
        """
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._keys.append(event)
            if len(self._keys) == 1:
                await self._hand_on()
        else:
            await super().on_event(event)

    async def _hand_on(self) -> None:
        target = self.focused or self.screen
        self.main.hush()
        await super().on_event(self._keys[0])
        self._follow(target)

    def _follow(self, node: MessagePump) -> None:
        """Go behind a key from queue to queue; at the end the next key is due."""

        async def arrived() -> None:
            parent = node._parent  # noqa: SLF001 - the way that events bubble
            if node is not self and parent is not None:
                self._follow(parent)
                return
            self._keys.popleft()
            if self._keys:
                await self._hand_on()

        node.call_later(arrived)

    def get_driver_class(self) -> type[Driver]:
        """The driver that outlives noise and restores the terminal; where there is no such terminal, the framework's own."""
        try:
            from alktui.tui.driver import SteadyDriver  # noqa: PLC0415 - no module of it exists on every system
        except ImportError:
            return super().get_driver_class()
        return SteadyDriver

    def get_default_screen(self) -> MainScreen:
        """The main screen."""
        return self.main

    def on_mount(self) -> None:
        """Take the user's keys and colours; draw anew after a suspension."""
        for name, colours in COLOURS.items():
            self.register_theme(with_colours(self.available_themes[name], colours))
        self.theme = theme_name()
        keymap = read_keymap()
        if keymap != Keymap(DEFAULT):
            self.set_keymap(as_bindings(keymap.keys))
            self.call_after_refresh(self.main.take_keys, keymap)
        self.app_resume_signal.subscribe(self, lambda _: self._repaint_all())

    def on_ready(self) -> None:
        """Collect garbage once, and never walk what start-up made again."""
        gc.collect()
        gc.freeze()
        gc.enable()

    @on(CopyRequested)
    def _copy(self, event: CopyRequested) -> None:
        if self._driver is not None:
            for sequence in event.sequences:
                self._driver.write(sequence)
            if may_be_printed(event.sequences):
                self._repaint_all()

    def _display(self, screen: Screen[Any], renderable: Any) -> None:  # noqa: ANN401 - as the framework has it
        """Send only what differs from what stands on the terminal."""
        if isinstance(renderable, CompositorUpdate):
            renderable = self._sent.difference(renderable, screen.outer_size)
        super()._display(screen, renderable)

    def _repaint_all(self) -> None:
        """Send the whole screen, after something else was written on it."""
        self._sent.forget()
        self.refresh(repaint=True, layout=True)

    def on_unmount(self) -> None:
        """Let go of the draft."""
        if self.session.desk is not None:
            self.session.desk.close()

    def _handle_exception(self, error: Exception) -> None:
        """End without the framework's traceback, which no user should meet and which would show what was typed."""
        if os.environ.get("ALKTUI_DEBUG"):
            super()._handle_exception(error)
            return
        self.fault = self.fault or type(getattr(error, "error", error)).__name__  # what failed, not that a worker did
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()

    def action_interrupt(self) -> None:
        """Leave: nothing of the case is lost that was finished, or one is asked first."""
        self.main.leave()
