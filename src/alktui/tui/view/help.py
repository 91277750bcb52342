"""Help: every command with its keys, from the one table."""

from __future__ import annotations

from alktui.tui.command import COMMANDS, SHOWN
from alktui.tui.row import Row, blank, clip, line, paragraph, spread

KEYS = 16


def rows(width: int) -> list[Row]:
    """The list of keys, by group."""
    found: list[Row] = []
    group = ""
    for command in COMMANDS:
        if command.group != group:
            group = command.group
            found += [blank(), line(group, "title")] if found else [line(group, "title")]
        keys = " ".join(SHOWN.get(key, key) for key in command.keys)
        first, *rest = paragraph(command.help, width - KEYS)
        found.append(spread((keys, KEYS, "strong"), (first.text, 0, "")))
        found += [spread(("", KEYS, ""), (more.text, 0, "")) for more in rest]
    return clip(found, width)
