"""The case in one line of any width: what matters less is said more shortly or left out, so that no finding is cut."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.cells import cell_len

if TYPE_CHECKING:
    from alktui.model.report import ReportedCase, ReportedPrior

SHORTER = (
    (" | prior ALK TKIs not known", " | prior TKIs ?"),
    (" | ALK sequencing not given", " | sequencing ?"),
    (", setting not given", ", setting ?"),
    (" | no prior ALK TKI", " | no prior TKI"),
    ("progressed", "prog."),
    ("intolerant", "intol."),
    (" (phase unknown)", " (phase ?)"),
    ("prior TKIs ?", "TKIs ?"),
    (", setting ?", ""),
    (", paediatric", ", paed."),
)
"""What may be said more shortly, in this order, as long as the line does not fit."""

LETTERS = 4
"""So many letters of its name tell one ALK TKI from every other."""


def case_line(case: ReportedCase, room: int) -> str:
    """The case, with mutation and last TKI at least, in the longest form that has room; the shortest one where none has."""
    forms = list(_forms(case))
    return next((words for words in forms if cell_len(words) <= room), forms[-1])


def _forms(case: ReportedCase) -> Iterator[str]:
    """The case in ever fewer letters."""
    from alktui.pages.words import findings_in_words  # noqa: PLC0415 - after the first frame

    found = findings_in_words(case)
    words = " | ".join([_patient(case), _history(case), found])
    yield words
    for long, short in SHORTER:
        words = words.replace(long, short)
        yield words
    names = " > ".join(f"{entry.name}{_unless_progressed(entry)}" for entry in case.prior[:-1])
    if names:
        yield _shorter(" | ".join([_patient(case), f"{names} > {case.prior[-1].name} ({_ended(case.prior[-1])})", found]))
    few, last = _few(case), _last(case)
    for parts in (
        [_patient(case), _history(case, LETTERS), found],
        [case.disease, _history(case, LETTERS), found],
        [case.disease, f".. > {last}" if len(case.prior) > 1 else last, found],
        [last, found],
        [last, found.partition(" (")[0]],
        [_patient(case), _history(case, LETTERS), few],
        [case.disease, _history(case, LETTERS), few],
        [last, few],
    ):
        yield _shorter(" | ".join(parts))
    yield f"{_shorter(last)} {few}"
    yield f"{_shorter(last).replace('.', '')} {few}"


def _shorter(words: str) -> str:
    for long, short in SHORTER:
        words = words.replace(long, short)
    return words


def _patient(case: ReportedCase) -> str:
    parts = [case.disease, case.setting or "setting not given"]
    parts += ["ALK negative"] if case.alk == "negative" else []
    return ", ".join([*parts, *([case.age_group] if case.age_group else [])])


def _history(case: ReportedCase, letters: int | None = None) -> str:
    """The ALK TKIs in order, each with how it ended, said once where it is the same of all."""
    if not case.prior:
        return "no prior ALK TKI" if case.prior_complete else "prior ALK TKIs not known"
    names, ends = [entry.name[:letters].strip() for entry in case.prior], list(map(_ended, case.prior))
    if len(names) > 1 and len(set(ends)) == 1:
        return f"{' > '.join(names)} (all {ends[0]})"
    return " > ".join(f"{name} ({ended})" for name, ended in zip(names, ends, strict=True))


def _last(case: ReportedCase) -> str:
    """The last ALK TKI with how it ended."""
    if not case.prior:
        return "no prior TKI" if case.prior_complete else "TKIs ?"
    return f"{case.prior[-1].name[:LETTERS].strip()} {_ended(case.prior[-1])}"


def _few(case: ReportedCase) -> str:
    """The first finding whole, and how many more there are; or what is known where there is none."""
    profiles = [finding.profile for finding in case.counted]
    if profiles:
        return profiles[0] + (f" and {len(profiles) - 1} more" if len(profiles) > 1 else "")
    if case.sequencing_specimen:
        return f"none in {case.sequencing_specimen}"
    return {"none-found": "no ALK mutation", "not-sequenced": "not sequenced"}.get(case.sequencing or "", "sequencing ?")


def _unless_progressed(given: ReportedPrior) -> str:
    return "" if given.outcome == "progressed" else f" ({given.outcome})"


def _ended(given: ReportedPrior) -> str:
    """How a therapy ended; a mark where nobody said so."""
    return f"{given.outcome}{'?' if given.outcome_assumed else ''}"
