"""The application: theme, signals, and what SSH needs. It owns the one screen."""

from __future__ import annotations

import asyncio
import gc
import signal
from typing import ClassVar

from textual import on
from textual.app import App
from textual.binding import Binding, BindingType

from alktui.tui.keymap import read_keymap
from alktui.tui.screen import CopyRequested, MainScreen
from alktui.tui.session import Session


class AlktuiApp(App[int]):
    """alktui in a terminal."""

    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE = False
    TITLE = "alktui"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "interrupt", "quit", show=False, priority=True),
        Binding("ctrl+z", "suspend_process", "suspend", show=False, priority=True),
    ]

    def __init__(self, session: Session | None = None) -> None:
        super().__init__()
        self.animation_level = "none"
        self.session = session or Session()

    def get_default_screen(self) -> MainScreen:
        """The main screen."""
        return MainScreen(self.session)

    def on_mount(self) -> None:
        """Leave cleanly when the line drops or a signal asks for it; draw anew after a suspension."""
        self.theme = "ansi-dark"
        self.set_keymap(read_keymap())
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            try:
                loop.add_signal_handler(number, self.exit, 128 + number)
            except (NotImplementedError, RuntimeError, ValueError):
                break
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(repaint=True, layout=True))

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

    def on_unmount(self) -> None:
        """Let go of the draft."""
        if self.session.desk is not None:
            self.session.desk.close()

    def action_interrupt(self) -> None:
        """Leave: nothing of the case is lost that was finished."""
        self.exit()
