"""Keys of a user's own: keymap.toml in the configuration folder, a command's id and the keys it shall have.

[keys]
matrix = "x"
next-step = "tab,right_square_bracket"
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

from alktui.tui.command import COMMANDS


def read_keymap(path: Path | None = None) -> dict[str, str]:
    """Keys by command id; empty without a file. A file or a line that cannot be read changes nothing."""
    path = path or keymap_path()
    if path is None or not path.is_file():
        return {}
    try:
        keys = tomllib.loads(path.read_text("utf-8")).get("keys", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return {}
    known = {command.id for command in COMMANDS}
    return {name: keys_of for name, keys_of in keys.items() if name in known and isinstance(keys_of, str)}


def keymap_path() -> Path | None:
    """Where the key map stands: ALKTUI_HOME, XDG_CONFIG_HOME or ~/.config; None where there is no home."""
    if home := os.environ.get("ALKTUI_HOME"):
        return Path(home) / "keymap.toml"
    base = os.environ.get("XDG_CONFIG_HOME") or (Path(os.environ["HOME"]) / ".config" if "HOME" in os.environ else "")
    return Path(base) / "alktui" / "keymap.toml" if base else None
