"""Where the user's own cases are kept."""

from __future__ import annotations

from pathlib import Path

from alktui.environment import home_named, of_the_user


def user_home() -> Path:
    """The folder of the user's own files; ALKTUI_HOME names another.

    Raises:
        FileTrouble: what it names is no folder's name, or the user has no home.
    """
    return home_named() or of_the_user("data")
