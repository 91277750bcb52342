"""The status of a trial in words, as printed and at the registry, each with its day and age."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from alktui.model.month import month_in_words, years_between
from alktui.model.registry import ATTRIBUTION, MODIFICATIONS, status_word
from alktui.model.report import TrialOption, TrialStatus

LATER = "printed later than this day"


def bare_phase(trial: TrialOption) -> str:
    """The phase of a trial without the word before it."""
    return trial.phase.removeprefix("Phase ").removeprefix("phase ")


def status_in_words(option: TrialOption, as_of: date) -> str:
    """The printed status with its date and age: "recruiting, as printed February 2022 (4.8 y ago)"."""
    return printed_in_words(option.status, as_of)


def printed_in_words(status: TrialStatus, as_of: date) -> str:
    """A printed status with its date and age."""
    month = status.printed_as_of
    printed = status.printed[:1].lower() + status.printed[1:]
    return f"{printed}, as printed {month_in_words(month)} ({age_in_words(month, as_of)})"


def registry_in_words(status: TrialStatus) -> str:
    """The registry's status with its dates; empty where none was fetched. Who says it stands in `registry_credit`."""
    if status.registry_as_of is None:
        return ""
    moved = f" (there as {status.nct_id})" if status.nct_id else ""
    known = f", last known {status_word(status.last_known)}" if status.last_known else ""
    parts = [f"at the registry{moved}: {status_word(status.registry)}{known}"]
    if status.why_stopped:
        parts.append(f"reason given: {status.why_stopped.rstrip('.')}")
    if status.not_verified_since:
        parts.append(f"not verified since {partial_in_words(status.not_verified_since)}")
    elif status.verified:
        parts.append(f"verified {partial_in_words(status.verified)}")
    if status.last_update:
        parts.append(f"record updated {partial_in_words(status.last_update)}")
    if status.completion:
        marks = (status.completion_type or "", "passed" if status.completion_passed else "not passed")
        parts.append(f"completion {partial_in_words(status.completion)} ({', '.join(mark.lower() for mark in marks if mark)})")
    return "; ".join(parts)


def registry_warnings(status: TrialStatus) -> tuple[str, ...]:
    """What of a registry record does not go with the printed trial, one sentence each."""
    quoted = " | ".join(f'"{text}"' for text in status.excludes_alk)
    return tuple(
        sentence
        for sentence in (
            f"the registry's criteria may exclude ALK-driven disease: {quoted}" if quoted else "",
            f"the registry names another disease: {'; '.join(status.conditions)}" if status.other_disease else "",
        )
        if sentence
    )


def registry_credit(statuses: Iterable[TrialStatus], as_of: date) -> str:
    """The attribution the registry asks for, with the days of its data and their age; empty where none is shown."""
    shown = [status for status in statuses if status.registry_as_of is not None]
    if not shown:
        return ""
    days = sorted({status.registry_as_of or "" for status in shown})
    ages = [_days_since(day, as_of) for day in days]
    age = f"{max(ages)} days old" if len(days) == 1 else f"{min(ages)} to {max(ages)} days old"
    if min(ages) < 0:
        age = "later than the day of this report"
    span = days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}"
    undated = sum(status.registry_as_of == status.fetched_on and "not given" in (status.attribution or "") for status in shown)
    unsaid = f"; for {undated} the day of the data is not given, that of the import stands instead" if undated else ""
    return f"Registry: {ATTRIBUTION}, data of {span} ({age}); {MODIFICATIONS}{unsaid}."


def _days_since(partial: str, as_of: date) -> int:
    """Days between a date (yyyy, yyyy-mm or yyyy-mm-dd, counted from its beginning) and a day."""
    return (as_of - date.fromisoformat(partial + "-01-01"[: 10 - len(partial)])).days


def partial_in_words(day: str) -> str:
    """A year or day as it is, a month in words."""
    return month_in_words(day) if day.count("-") == 1 else day


def completion_in_words(option: TrialOption) -> str:
    """The printed completion date, and whether it has passed."""
    if option.completion_passed is None:
        return f"completion {option.completion}"
    return f"completion {option.completion} ({'passed' if option.completion_passed else 'not passed'})"


def age_in_words(month: str, as_of: date) -> str:
    """How long ago a month (yyyy-mm) was on a day; of a report for a day before it, that it came later."""
    return f"{age_in_years(month, as_of)} y ago" if f"{as_of:%Y-%m}" >= month[:7] else LATER


def age_in_years(month: str, as_of: date) -> str:
    """Years between a month (yyyy-mm) and a day, to one decimal; empty where the month came after the day."""
    years = years_between(month, as_of.isoformat())
    return f"{years:.1f}" if years >= 0 else ""
