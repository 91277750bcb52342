"""Text of 80 columns: broken lines and headings."""

from __future__ import annotations

import textwrap

WIDTH = 80


def wrapped(text: str, first: str = "", rest: str | None = None) -> list[str]:
    """A text broken to the width; `first` opens its first line, `rest` the others."""
    follow = " " * len(first) if rest is None else rest
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=follow, break_long_words=True, break_on_hyphens=False
    ) or [first.rstrip()]


def heading(title: str, note: str) -> list[str]:
    """The heading of a part, after an empty line."""
    return ["", *wrapped(f"{title}{f'   ({note})' if note else ''}")]
