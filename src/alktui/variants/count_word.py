"""The word that makes a variant count which would be left out of its profile: "I1461V:count"."""

from __future__ import annotations

import re
from typing import NamedTuple

WORD = "count"
_COUNT = re.compile(r"\s*:\s*count\b", re.IGNORECASE)
_LAST = re.compile(r"[^\s,;+&/\[\]()]+(?=$)")


class Counted(NamedTuple):
    """A text without the word, and what stands before the word each time; an empty name stands for the whole text."""

    text: str
    names: tuple[str, ...]


def take_count(text: str) -> Counted:
    """A text without ":count", and the names that it stands behind."""
    names = []
    for match in _COUNT.finditer(text):
        last = _LAST.search(_COUNT.sub("", text[: match.start()]))
        names.append(last[0] if last else "")
    return Counted(_COUNT.sub("", text), tuple(names))
