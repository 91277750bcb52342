"""What the environment says before anything heavy is imported: folders that it names, and what the terminal can do."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from alktui.errors import FileTrouble
from alktui.plain import shown

_WITHOUT_A_SCREEN = ("", "dumb", "unknown")


def home_named() -> Path | None:
    """The folder of the user's own files that ALKTUI_HOME names; None where it names none.

    Raises:
        FileTrouble: it begins with the home of a user who is not known.
    """
    named = os.environ.get("ALKTUI_HOME", "").strip()
    try:
        return Path(named).expanduser().absolute() if named else None
    except RuntimeError:
        problem = f"ALKTUI_HOME is {shown(named)}, but there is no user of that name"
        raise FileTrouble(problem, "Name a folder by its whole path.") from None


def is_terminal() -> bool:
    """Whether a person sits before stdin and stdout."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def can_draw() -> bool:
    """Whether the terminal, by its TERM, moves the cursor: one that does not would fill with the screen's codes."""
    return os.environ.get("TERM", "") not in _WITHOUT_A_SCREEN
