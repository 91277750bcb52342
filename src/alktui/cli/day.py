"""Days on the command line."""

from __future__ import annotations

from datetime import date, datetime

import click


def as_date(_context: click.Context, _parameter: click.Parameter, value: str | None) -> date | None:
    """The day an option gives."""
    if value is None:
        return None
    try:
        return datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no time zone
    except ValueError:
        raise click.BadParameter("give a day as YYYY-MM-DD") from None


def today() -> date:
    """The user's own day."""
    return date.today()  # noqa: DTZ011 - as it says
