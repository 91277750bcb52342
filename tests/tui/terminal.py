"""alktui in a real terminal: a pseudo-terminal, a screen that is read as a person reads it, and what was sent to it."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

SOURCE = Path(__file__).parent.parent.parent / "src"
PATIENCE = 15.0
"""Seconds after which something that should happen counts as not happening; generous, since machines differ."""

KEYS = {
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "right": b"\x1b[C",
    "left": b"\x1b[D",
    "home": b"\x1b[H",
    "end": b"\x1b[F",
    "pageup": b"\x1b[5~",
    "pagedown": b"\x1b[6~",
    "enter": b"\r",
    "tab": b"\t",
    "shift+tab": b"\x1b[Z",
    "escape": b"\x1b",
    "ctrl+c": b"\x03",
}
MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
KITTY = re.compile(rb"\x1b\[([><])([0-9]*)u")
NOT_PYTE = re.compile(rb"\x1b\[[<>=?][0-9;]*u|\x1b\[\?[0-9;]+\$p")


class Terminal:
    """alktui at the other end of a pseudo-terminal, started clean: an empty home, no settings of the person testing."""

    def __init__(
        self, home: Path, columns: int = 80, lines: int = 24, program: tuple[str, ...] = ("-m", "alktui"), **environment: str
    ) -> None:
        self.screen = pyte.Screen(columns, lines)
        self.sent = b""
        self._is_closed = False
        self._stream = pyte.ByteStream(self.screen)
        self._side, self._other = pty.openpty()
        fcntl.ioctl(self._other, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.before = termios.tcgetattr(self._other)
        kept = {name: os.environ[name] for name in ("PATH", "ALKTUI_CATALOGUE") if name in os.environ}
        self.process = subprocess.Popen(
            [sys.executable, *program],
            stdin=self._other,
            stdout=self._other,
            stderr=self._other,
            env=kept
            | {"HOME": os.fspath(home), "TERM": "xterm-256color", "LANG": "C.UTF-8", "PYTHONPATH": os.fspath(SOURCE)}
            | environment,
            cwd=home,
            start_new_session=True,
            preexec_fn=self._take_terminal,  # noqa: PLW1509 - the controlling terminal can be taken by the child only
        )

    @staticmethod
    def _take_terminal() -> None:
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.hang_up()
        os.close(self._other)

    # -- what is on the screen -------------------------------------------------------------------------------------------

    @property
    def lines(self) -> list[str]:
        """The lines of the screen."""
        return [text.rstrip() for text in self.screen.display]

    @property
    def text(self) -> str:
        """The whole screen."""
        return "\n".join(self.lines)

    @property
    def reversed_line(self) -> str:
        """The line that is highlighted, by what a person sees: reversed colours; below the steps and above the keys."""
        for y in range(2, self.screen.lines - 1):
            if self.screen.buffer[y][0].reverse:
                return self.lines[y]
        return ""

    def modes(self) -> dict[int, bool]:
        """Private modes that were ever set or reset, with what they are now."""
        found: dict[int, bool] = {}
        for numbers, letter in MODE.findall(self.sent):
            found |= {int(number): letter == b"h" for number in numbers.split(b";")}
        return found

    def kitty_depth(self) -> int:
        """How many times the kitty keyboard protocol is pushed and not popped."""
        return sum(1 if sign == b">" else -max(1, int(number or 1)) for sign, number in KITTY.findall(self.sent))

    def is_as_before(self) -> bool:
        """Whether the terminal's own settings (echo, line mode and so on) are as they were before the start."""
        return termios.tcgetattr(self._other) == self.before

    # -- what a person does ----------------------------------------------------------------------------------------------

    def write(self, data: bytes) -> None:
        """Send bytes as they are."""
        os.write(self._side, data)

    def press(self, *keys: str) -> None:
        """Press keys by name, one at a time; a single character stands for itself."""
        for key in keys:
            self.write(KEYS.get(key, key.encode()))

    def resize(self, columns: int, lines: int) -> None:
        """Give the terminal another size, as dragging its corner does."""
        self.screen.resize(lines, columns)
        fcntl.ioctl(self._side, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def hang_up(self) -> None:
        """Close the person's end of the terminal, as a dropped line does."""
        if not self._is_closed:
            self._is_closed = True
            os.close(self._side)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to alktui alone."""
        self.process.send_signal(number)

    # -- waiting ---------------------------------------------------------------------------------------------------------

    def read(self, seconds: float) -> bytes:
        """What is sent within a time; returns at the first piece, empty where nothing came."""
        if not select.select([self._side], [], [], seconds)[0]:
            return b""
        try:
            data = os.read(self._side, 65536)
        except OSError:
            return b""
        self.sent += data
        self._stream.feed(NOT_PYTE.sub(b"", data))
        return data

    def until(self, condition: Callable[[], object], what: str) -> None:
        """Read until something is so.

        Raises:
            AssertionError: it is not so in time; the screen is shown.
        """
        end = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < end, f"not seen in {PATIENCE:.0f} s: {what}\n{self.text}"
            self.read(0.05)

    def until_shown(self, *words: str) -> None:
        """Read until words stand on the screen."""
        self.until(lambda: all(word in self.text for word in words), " and ".join(words))

    def quiet(self, seconds: float = 0.25) -> bytes:
        """Read until nothing was sent for a time; what was sent until then."""
        found, end = b"", time.monotonic() + PATIENCE
        while piece := self.read(seconds):
            found += piece
            assert time.monotonic() < end, f"never quiet\n{self.text}"
        return found

    def until_gone(self) -> int:
        """Read until alktui has ended; its exit code."""
        self.until(lambda: self.process.poll() is not None, "the end of alktui")
        while self.read(0.05):
            pass
        return self.process.returncode
