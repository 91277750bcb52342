"""A start on a machine that holds the process in between: nothing waits for a timer that the framework drops."""

from __future__ import annotations

from pathlib import Path

from tui.terminal import Terminal

LATE = """
import sys
from textual.timer import Timer
run_timer = Timer._run
async def held(self):
    if self._repeat != 0:
        await run_timer(self)
Timer._run = held
from alktui.tui import run
sys.exit(run())
"""
"""Every timer that fires once is late already when it is looked at, which the framework answers by dropping it."""


def test_start_and_why_need_no_timer(tmp_path: Path) -> None:
    with Terminal(tmp_path, 120, 30, program=("-c", LATE)) as terminal:
        terminal.until_shown("Disease", "Biomarkers")
        terminal.press("right", "3", "down", "down")
        terminal.until_shown("lorlatinib: no mutation entered")
        terminal.press("q")
        assert terminal.until_gone() == 0
