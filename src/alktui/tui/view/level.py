"""Levels of evidence in one word, for a narrow column; the why pane has them in full."""

from __future__ import annotations

SHORT = {
    "review statement": "review",
    "review table": "table",
    "prospective": "patients",
    "retrospective": "patients",
    "clinical study": "patients",
    "case report": "case",
    "case series": "cases",
}


def short_level(level: str) -> str:
    """A level in at most nine letters."""
    return SHORT.get(level, level)
