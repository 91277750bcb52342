"""Where the user's own cases are kept."""

from __future__ import annotations

import os
from pathlib import Path


def user_home() -> Path:
    """The folder of the user's own files; ALKTUI_HOME names another."""
    named = os.environ.get("ALKTUI_HOME", "").strip()
    if named:
        return Path(named).expanduser().absolute()
    import platformdirs  # noqa: PLC0415 - not needed where ALKTUI_HOME is set

    return Path(platformdirs.user_data_dir("alktui", appauthor=False))
