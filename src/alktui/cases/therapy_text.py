"""A prior therapy as one types it in one line, and back: `crizotinib:intolerant 2023-02 to 2023-11`.

Standard library only: the interface shows its first frame before anything heavier is imported.
"""

from __future__ import annotations

import re

from alktui.cases.day import is_day
from alktui.cases.entry import TherapyEntry
from alktui.errors import InputRefused
from alktui.plain import shown, span_in_words

_DATES = re.compile(r"[\s,;@]+(?:(?:from|since)\s+)?(?P<dates>(?:(?:to|until)\s+)?[0-9].*)$", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:\.{2,}|\u2013|;|,)\s*|\s+(?:-|to|until)(?:\s+|$)", re.IGNORECASE)
_ONLY_END = re.compile(r"(?:to|until)\s+", re.IGNORECASE)


def therapy_of_text(text: str) -> TherapyEntry:
    """Name, how it ended after a colon, from when and to when; nothing is checked yet.

    No name of a therapy has a word that begins with a digit, so the first such word begins the dates.
    """
    match = _DATES.search(text)
    name, _, outcome = (text[: match.start()] if match else text).partition(":")
    started, ended = _from_to(match["dates"]) if match else ("", "")
    return TherapyEntry(name.strip(), outcome.strip(), started, ended)


def _from_to(dates: str) -> tuple[str, str]:
    if _ONLY_END.match(dates):
        return "", _ONLY_END.sub("", dates, count=1).strip()
    started, *rest = _BETWEEN.split(dates, maxsplit=1)
    return started.strip(), "".join(rest).strip()


def text_of_therapy(therapy: TherapyEntry) -> str:
    """The line that reads as this therapy, without how it ended."""
    return " ".join(part for part in (therapy.name, span_in_words(therapy.started, therapy.ended)) if part)


def refuse_dates(therapy: TherapyEntry, field: str) -> None:
    """Refuse what is no date, or an end before its beginning; a year, a month and a day each are a date.

    Raises:
        InputRefused: so it is.
    """
    for typed in (therapy.started, therapy.ended):
        if typed and not is_day(typed):
            hint = f"Write 2023, 2023-02 or 2023-02-17, for example {therapy.name or 'crizotinib'} 2023-02 to 2023-11."
            raise InputRefused(f"{shown(typed)} is no date", hint, field=field, typed=typed)
    shorter = min(len(therapy.started), len(therapy.ended))
    if shorter and therapy.ended[:shorter] < therapy.started[:shorter]:
        problem = f"{shown(therapy.name)} ends in {therapy.ended}, before it begins in {therapy.started}"
        raise InputRefused(problem, "Correct one of the two.", field=field, typed=therapy.ended)
