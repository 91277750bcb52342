"""What was brought in -> the case on the screen: what is missing is added, and nothing that was typed is changed."""

from __future__ import annotations

import copy
from typing import NamedTuple

from alktui.cases.entry import CaseEntry, FindingEntry
from alktui.plain import given_name

FIELDS = (
    "transformation",
    "alk_at_rebiopsy",
    "label",
    "disease",
    "setting",
    "alk",
    "fusion",
    "phase",
    "amplification",
    "age_group",
    "question",
)
BESIDE = ("specimen", "sampled", "vaf")


class Merged(NamedTuple):
    """The case with what was brought in, and one sentence for each thing that stays as it was typed."""

    entry: CaseEntry
    kept: tuple[str, ...]


def merged(typed: CaseEntry, brought: CaseEntry) -> Merged:
    """Add to a case what it does not have yet.

    A list is added to line by line; a line that is there already stays the only one. What a finding lacks beside it
    (specimen, date, VAF) is filled in; what contradicts it is another specimen of the same finding, a line of its own.
    """
    entry = copy.deepcopy(typed)
    kept: list[str] = []
    for field in FIELDS:
        old, new = getattr(entry, field), getattr(brought, field)
        if not old:
            setattr(entry, field, new)
        elif new and new.casefold() != old.casefold():
            kept.append(f"{field.replace('_', ' ')} stays {old}; {new} was brought in.")
    _add_findings(entry, brought)
    _add_therapies(entry, brought, kept)
    for name, state in brought.biomarkers.items():
        if entry.biomarkers.setdefault(name, state) != state:
            kept.append(f"{name} stays {entry.biomarkers[name]}; {state} was brought in.")
    entry.unread += [copy.deepcopy(unread) for unread in brought.unread if unread not in entry.unread]
    if not entry.findings and not entry.sequencing:
        entry.say_sequencing(brought.sequencing, brought.none_found_in)
    return Merged(entry, tuple(kept))


def _add_findings(entry: CaseEntry, brought: CaseEntry) -> None:
    typed = list(entry.findings)
    for finding in brought.findings:
        old = next((line for line in typed if _is_same(line, finding)), None)
        if old is None:
            entry.findings.append(copy.deepcopy(finding))
            entry.say_sequencing("")
            continue
        for field in BESIDE:
            setattr(old, field, getattr(old, field) or getattr(finding, field))


def _is_same(one: FindingEntry, other: FindingEntry) -> bool:
    """Whether two lines name one finding, and nothing beside them says that it was seen twice."""
    pairs = [(getattr(one, field), getattr(other, field)) for field in BESIDE]
    return one.text.casefold() == other.text.casefold() and all(not old or not new or old == new for old, new in pairs)


def _add_therapies(entry: CaseEntry, brought: CaseEntry, kept: list[str]) -> None:
    """A list of therapies is one history in its order, so it is taken whole where none was typed, and else not at all."""
    for field, words in (("prior", "prior TKIs"), ("prior_therapies", "other therapies")):
        old, new = getattr(entry, field), getattr(brought, field)
        if not old:
            setattr(entry, field, copy.deepcopy(new))
        elif new and [line.name.casefold() for line in new] != [line.name.casefold() for line in old]:
            names = (" > ".join(given_name(line.name) for line in lines) for lines in (old, new))
            kept.append(f"the {words} stay {next(names)}; {next(names)} was brought in.")
    if entry.prior:
        entry.no_prior_tki = False
    elif brought.no_prior_tki:
        entry.no_prior_tki = True
