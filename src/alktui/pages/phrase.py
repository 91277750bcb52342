"""A piece of a line that several pages share."""

from __future__ import annotations


def with_letter(level: str, civic: str) -> str:
    """A level with the letter CIViC has for it."""
    return f"{level} ({civic})" if civic else level
