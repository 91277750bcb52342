"""Every signal, a terminal that takes nothing and a line that is gone without a hang-up end alktui and restore the terminal."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tui.terminal import SOURCE, Terminal

ENDING = ["SIGINT", "SIGUSR1", "SIGALRM", "SIGIO"]
IN_TIME = 15.0
"""Seconds within which an administrator's signal has ended it."""


def ready(terminal: Terminal) -> None:
    terminal.until_shown("Disease", "Biomarkers")
    terminal.quiet(0.1)


@pytest.mark.parametrize("name", ENDING)
def test_signal_restores_the_terminal(tmp_path: Path, name: str) -> None:
    number = getattr(signal, name)
    with Terminal(tmp_path) as terminal:
        ready(terminal)
        terminal.signal(number)
        assert terminal.until_gone() == 128 + number
        modes = terminal.modes()
        assert (modes[1049], modes[25], modes[2004]) == (False, True, False)
        assert terminal.kitty_depth() == 0
        assert terminal.is_as_before()


def test_terminal_that_takes_nothing_holds_nobody(tmp_path: Path) -> None:
    """Nobody reads what is drawn until the line is full; SIGTERM ends alktui all the same, and the case is kept."""
    with Terminal(tmp_path, 300, 90) as terminal:
        ready(terminal)
        terminal.press("right")
        terminal.until_shown("(*) ALCL")
        for _ in range(60):
            terminal.press("3", "1", "6", "1")
            with pytest.raises(subprocess.TimeoutExpired):
                terminal.process.wait(timeout=0.03)
        terminal.signal(signal.SIGTERM)
        assert terminal.process.wait(timeout=IN_TIME) == 128 + signal.SIGTERM
        assert terminal.is_as_before()
    with Terminal(tmp_path) as terminal:
        terminal.until_shown("unfinished", "ALCL")


def test_line_gone_without_a_hang_up_ends_alktui(tmp_path: Path) -> None:
    """Without a controlling terminal no signal comes; that reading finds the end of the line has to do."""
    home = {"HOME": os.fspath(tmp_path), "TERM": "xterm-256color", "LANG": "C.UTF-8", "PYTHONPATH": os.fspath(SOURCE)}
    side, other = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "alktui"], stdin=other, stdout=other, stderr=other, env=os.environ | home, start_new_session=True
    )
    try:
        seen = b""
        while b"Biomarkers" not in seen:
            seen += os.read(side, 65536)
        os.close(other)
        os.close(side)
        assert process.wait(timeout=IN_TIME) == 128 + signal.SIGHUP
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
