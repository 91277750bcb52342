"""What help says of the thing in focus: a line of the case, a step, the why pane, or a view; the words stand in guide.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from alktui.tui.command import Keys, key_in_words


class Topic(NamedTuple):
    """A heading, and what there is to know in a few paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


def topic_of(step: str, keys: Keys, *, view: str = "", line: str = "", reading: bool = False) -> Topic:
    """What is in focus.

    Args:
        keys: the keys of every command, which the words name.
        view: the view over the step, empty for none.
        line: the kind of the highlighted line of the case form.
        reading: whether the why pane has the keys.
    """
    words = _words()
    found = words["step"][step]
    if reading:
        found = words["why"]
    elif view:
        found = words["view"].get(view, found)
    elif step == "case":
        found = words["field"].get(line, found)
    named = {identity: key_in_words(of[0]) if of else "(no key)" for identity, of in keys.items()}
    text = found["text"].format_map(named)
    return Topic(found["title"], tuple(" ".join(part.split()) for part in text.strip().split("\n\n")))


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((resources.files(__package__) / "guide.toml").read_text("utf-8"))
