"""A day, or the month or year of one, as it is typed."""

from __future__ import annotations

import re
from datetime import date

_DAY = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


def is_day(typed: str) -> bool:
    """Whether a text is a year, a month yyyy-mm or a day yyyy-mm-dd of the calendar."""
    if not _DAY.fullmatch(typed):
        return False
    try:
        date.fromisoformat(typed + "-01-01"[: len("yyyy-mm-dd") - len(typed)])
    except ValueError:
        return False
    return True
