"""The terminal as alktui holds it: noise on the line presses nothing, and every way of leaving restores it.

Textual's own driver ends with a traceback at one byte that is no UTF-8, runs on at full speed when the line is gone without a
hang-up, and waits for ever at a line that takes nothing any more, so that no signal ends it.
"""

from __future__ import annotations

import os
import select
import signal
import time
from codecs import getincrementaldecoder
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, Full
from types import FrameType
from typing import IO

from textual._parser import ParseError
from textual.drivers import linux_driver
from textual.drivers._writer_thread import WriterThread
from textual.drivers.linux_driver import LinuxDriver

from alktui.tui.paste_guard import GuardedParser

ENDING = tuple(
    getattr(signal, name)
    for name in (
        "SIGTERM",
        "SIGHUP",
        "SIGINT",
        "SIGQUIT",
        "SIGUSR1",
        "SIGUSR2",
        "SIGALRM",
        "SIGVTALRM",
        "SIGPROF",
        "SIGIO",
        "SIGXCPU",
    )
    if hasattr(signal, name)
)
"""Signals that end a program; each leaves as `quit` does, with the terminal restored."""

STUCK_AFTER = 2.0
"""Seconds in which a terminal takes nothing, after which one who leaves does not wait for it."""

RESTORED = b"\x1b[?2004l\x1b[?7h\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
"""What undoes all that the framework asks of a terminal."""

_AT_ONCE = 1024
_LOOK_EVERY = 0.1


class SteadyWriter(WriterThread):
    """Writes to the terminal apart from the rest; knows whether it still takes anything.

    Attributes:
        is_leaving: whether alktui is on its way out, so that nobody waits for a terminal that takes nothing.
        is_stuck: whether the terminal takes nothing any more.
        fault: what ended it, an OSError where the terminal is gone.
        ended: what to do then.
    """

    def __init__(self, file: IO[str]) -> None:
        super().__init__(file)
        self.is_leaving = False
        self.is_stuck = False
        self.fault: Exception | None = None
        self.ended: Callable[[], None] = lambda: None
        self._moved = time.monotonic()

    def write(self, text: str) -> None:
        """Queue a text; it is dropped where the terminal is gone, or takes nothing and alktui is leaving."""
        self._queue_up(text)

    def stop(self) -> None:
        """Write what is queued and end, unless the terminal takes nothing any more."""
        self.is_leaving = True
        self._queue_up(None)
        while self.is_alive() and not self._give_up():
            self.join(_LOOK_EVERY)
        if self.fault is not None:
            with suppress(OSError):
                os.write(self._file.fileno(), RESTORED)

    def _queue_up(self, text: str | None) -> None:
        if self._queue.empty():
            self._moved = time.monotonic()
        while not self._give_up():
            with suppress(Full):
                self._queue.put(text, timeout=_LOOK_EVERY)
                return

    def _give_up(self) -> bool:
        if self.is_leaving and time.monotonic() - self._moved > STUCK_AFTER:
            self.is_stuck = True
        return self.is_stuck or self.fault is not None

    def run(self) -> None:
        """Write what is queued, in as few pieces as it comes."""
        encoding = getattr(self._file, "encoding", None) or "utf-8"
        try:
            while (text := self._queue.get()) is not None:
                pieces = [text]
                with suppress(Empty):
                    while (more := self._queue.get_nowait()) is not None:
                        pieces.append(more)
                    self._send("".join(pieces).encode(encoding, "replace"))
                    return
                self._send("".join(pieces).encode(encoding, "replace"))
        except Exception as fault:  # noqa: BLE001 - a thread has nobody else to tell; the driver hands it on
            self.fault, self.is_stuck = fault, isinstance(fault, OSError)
            self.ended()

    def _send(self, data: bytes) -> None:
        handle = self._file.fileno()
        while data:
            if select.select([], [handle], [], _LOOK_EVERY)[1]:
                data = data[os.write(handle, data[:_AT_ONCE]) :]
                self._moved = time.monotonic()


class SteadyDriver(LinuxDriver):
    """The framework's driver for terminals, which outlives noise and leaves when it is told to."""

    @property
    def is_stuck(self) -> bool:
        """Whether the terminal took nothing any more when alktui left."""
        return isinstance(self._writer_thread, SteadyWriter) and self._writer_thread.is_stuck

    def start_application_mode(self) -> None:
        """Take the terminal, and the signals that would leave it as it is."""
        for number in ENDING:
            signal.signal(number, self._on_signal)
        vars(linux_driver)["WriterThread"] = SteadyWriter  # the framework asks nobody which to take
        super().start_application_mode()  # type: ignore[no-untyped-call]  # the framework's own
        if isinstance(self._writer_thread, SteadyWriter):
            self._writer_thread.ended = self._writer_ended
            if self._writer_thread.fault is not None:  # before there was anybody to tell
                self._writer_ended()

    def _on_signal(self, number: int, _: FrameType | None) -> None:
        """Leave; runs also while the main thread waits for the terminal, where no callback of the loop does."""
        self._leave(128 + number)

    def _writer_ended(self) -> None:
        fault = self._writer_thread.fault if isinstance(self._writer_thread, SteadyWriter) else None
        if isinstance(fault, OSError):
            self._lost()
        elif fault is not None:
            self._app.call_later(self._app._handle_exception, fault)  # noqa: SLF001 - the framework's one place for it

    def _lost(self) -> None:
        """Leave as at a hang-up."""
        self._leave(128 + signal.SIGHUP)

    def _leave(self, code: int) -> None:
        if isinstance(self._writer_thread, SteadyWriter):
            self._writer_thread.is_leaving = True
        with suppress(RuntimeError):  # the loop has ended: alktui is leaving already
            self._loop.call_soon_threadsafe(lambda: self._app.exit(return_code=code))

    def _run_input_thread(self) -> None:
        """Read keys; a fault ends alktui as any other fault of its own does."""
        try:
            self.run_input_thread()
        except Exception as fault:  # noqa: BLE001 - handed on to where every fault is told
            self._app.call_later(self._app._handle_exception, fault)  # noqa: SLF001 - the framework's one place for it

    def run_input_thread(self) -> None:
        """Wait for what the terminal sends; a byte that is no UTF-8 becomes the sign for one, and presses no key."""
        parser = GuardedParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        while not self.exit_event.is_set():
            if select.select([self.fileno], [], [], _LOOK_EVERY)[0]:
                try:
                    data = os.read(self.fileno, 4096)
                except OSError:
                    data = b""
                if not data:
                    self._lost()
                    break
                if text := decode(data):
                    for event in parser.feed(text):
                        self.process_message(event)
            for event in parser.tick():
                self.process_message(event)
        with suppress(EOFError, ParseError):
            for _ in parser.feed(""):
                pass
