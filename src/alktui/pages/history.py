"""What the case's history says beside a call, option or trial: which of its drugs were given before, and how that ended."""

from __future__ import annotations

from collections.abc import Collection

from alktui.model.catalogue import Catalogue
from alktui.model.report import Option, ReportedCase, TkiRow
from alktui.pages.words import ended_in_words, ordinal


def given_before(option: Option, case: ReportedCase, catalogue: Catalogue) -> dict[str, str]:
    """The drugs of an option that the case names as given, with line and end: {"lorlatinib": "2nd, progressed"}.

    A class that was given, such as immunotherapy, is named where a drug of the option belongs to it.
    """
    drugs = {*option.therapies, *option.partner_calls}
    found: dict[str, list[str]] = {}
    for entry in case.prior:
        if entry.therapy in drugs:
            found.setdefault(entry.therapy, []).append(f"{ordinal(entry.line)}, {ended_in_words(entry)}")
    named = drugs.union(*(_classes(drug, catalogue) for drug in drugs))
    for entry in case.prior_therapies:
        if entry.therapy in named:
            found.setdefault(entry.therapy, []).append(ended_in_words(entry))
    return {therapy: "; ".join(times) for therapy, times in found.items()}


def given_before_in_words(option: Option, case: ReportedCase, catalogue: Catalogue) -> str:
    """The same in a line: "given before: lorlatinib (2nd, progressed)"; empty where nothing of it was given."""
    found = given_before(option, case, catalogue)
    return (
        f"given before: {', '.join(f'{catalogue.therapy_name(therapy)} ({times})' for therapy, times in found.items())}"
        if found
        else ""
    )


def has_progressed(row: TkiRow) -> bool:
    """Whether a TKI was given and the tumour progressed on it."""
    return any(entry.outcome == "progressed" for entry in row.given)


def unexplained_of(row: TkiRow) -> str:
    """What must be asked of a TKI that is called sensitive and was given with progression; empty where that is not so."""
    if row.call != "sensitive" or not has_progressed(row):
        return ""
    lines = " and ".join(str(entry.line) for entry in row.given if entry.outcome == "progressed")
    return f"{row.name}: reported sensitive, but the patient progressed on it (line {lines}). Was this mutation there then?"


def _classes(therapy: str, catalogue: Catalogue) -> Collection[str]:
    known = catalogue.therapy.get(therapy)
    return known.classes if known else ()
