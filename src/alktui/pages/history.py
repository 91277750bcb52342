"""What the case's history says beside a call, option or trial: which of its drugs were given before, and how that ended."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from alktui.model.catalogue import Catalogue
from alktui.model.report import Option, ReportedCase, TkiRow
from alktui.pages.words import ended_in_words, ordinal

NOT_EXPLAINED = (
    "the call is what the catalogue says of the mutation; progression on the drug stands in this case's history, "
    "and the call does not explain it; whether the mutation was there while the drug was given is not in the case"
)
"""What must be said of a drug that is called sensitive and was given with progression."""


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


def unexplained(names: Iterable[str]) -> str:
    """The sentence on drugs that are called sensitive and were given with progression; empty where there are none."""
    listed = ", ".join(names)
    return f"{listed}: sensitive, yet given with progression: {NOT_EXPLAINED}." if listed else ""


def unexplained_of(row: TkiRow) -> str:
    """The sentence on one TKI; empty where it does not apply."""
    return unexplained([row.name] if row.call == "sensitive" and has_progressed(row) else [])


def _classes(therapy: str, catalogue: Catalogue) -> Collection[str]:
    known = catalogue.therapy.get(therapy)
    return known.classes if known else ()
