"""Months as a document prints them, and how long ago one was."""

from __future__ import annotations

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def month_in_words(month: str) -> str:
    """A month yyyy-mm in words, for example "February 2022"."""
    year, number = month.split("-")[:2]
    return f"{MONTHS[int(number) - 1]} {year}"


def years_between(month: str, day: str) -> float:
    """The years from a month yyyy-mm to the month of a day yyyy-mm-dd; negative where the day is before it."""
    (year, number), (of_year, of_number) = (tuple(map(int, text.split("-")[:2])) for text in (month, day))
    return of_year - year + (of_number - number) / 12
