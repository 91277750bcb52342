"""Where the user's own cases are kept."""

from __future__ import annotations

from pathlib import Path

from alktui.environment import home_named


def user_home() -> Path:
    """The folder of the user's own files; ALKTUI_HOME names another.

    Raises:
        FileTrouble: what it names is no folder's name.
    """
    if named := home_named():
        return named
    import platformdirs  # noqa: PLC0415 - not needed where ALKTUI_HOME is set

    return Path(platformdirs.user_data_dir("alktui", appauthor=False))
