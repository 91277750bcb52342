"""Help: what is in focus, the keys that matter there, and every command with its keys, from the one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alktui.tui.command import COMMANDS, FOOTERS, key_in_words
from alktui.tui.row import Row, blank, clip, line, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable

    from alktui.tui.command import Command, Keys
    from alktui.tui.guide import Topic

KEYS = 16
MOST_HERE = 6
"""Keys that are told first; the others stand under their headings."""

COMMAND = "command:"
"""What begins the key of a line that runs a command when it is entered."""


def rows(topic: Topic, place: str, keys: Keys, width: int) -> list[Row]:
    """What is in focus and its keys first, then the whole list by group; entering a line of the list runs it."""
    found = [line(topic.title, "title")]
    for text in topic.paragraphs:
        found += paragraph(text, width)
    here = [command for name in FOOTERS.get(place, ())[:MOST_HERE] for command in COMMANDS if command.name == name]
    found += [blank(), line("Keys here", "title"), *_listed(here, keys, width, "here:")] if here else []
    for group in dict.fromkeys(command.group for command in COMMANDS):
        members = [command for command in COMMANDS if command.group == group]
        found += [blank(), line(group, "title"), *_listed(members, keys, width, COMMAND)]
    return clip(found, width)


def _listed(commands: Iterable[Command], keys: Keys, width: int, start: str) -> list[Row]:
    found: list[Row] = []
    for command in commands:
        words = " ".join(map(key_in_words, keys.get(command.id, ()))) or "(no key)"
        head, *rest = paragraph(command.help, width, first=f"{words:<{KEYS - 1}} ")
        own = head.text[len(words) :]
        found += [Row(((words, "strong"), (own, "")), f"{start}{command.id}"), *rest]
    return found
