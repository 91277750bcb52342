"""Help: every command with its keys, from the one table."""

from __future__ import annotations

from alktui.tui.command import COMMANDS, SHOWN
from alktui.tui.row import Row, blank, line, spread


def rows() -> list[Row]:
    """The list of keys, by group."""
    found: list[Row] = []
    group = ""
    for command in COMMANDS:
        if command.group != group:
            group = command.group
            found += [blank(), line(group, "title")] if found else [line(group, "title")]
        keys = " ".join(SHOWN.get(key, key) for key in command.keys)
        found.append(spread((keys, 16, "strong"), (command.help, 0, "")))
    return found
