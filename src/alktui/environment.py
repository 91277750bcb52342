"""What the environment says before anything heavy is imported: folders that it names, and what the terminal can do."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Literal

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


def of_the_user(kind: Literal["data", "config"]) -> Path:
    """A folder of the user's own, as the system names it.

    Raises:
        FileTrouble: the system knows no home of this user, so that it names none.
    """
    import platformdirs  # noqa: PLC0415 - not needed where ALKTUI_HOME is set

    named = platformdirs.user_data_dir if kind == "data" else platformdirs.user_config_dir
    with suppress(RuntimeError):
        if (path := Path(named("alktui", appauthor=False))).is_absolute():
            return path
    raise FileTrouble("this user has no home: HOME is not set, and the system knows none", "Set ALKTUI_HOME to a folder.")


def is_terminal() -> bool:
    """Whether a person sits before stdin and stdout."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def can_draw() -> bool:
    """Whether the terminal, by its TERM, moves the cursor: one that does not would fill with the screen's codes."""
    return os.environ.get("TERM", "") not in _WITHOUT_A_SCREEN
