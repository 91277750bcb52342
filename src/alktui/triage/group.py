"""How an option stands to a case: called for by it, fitting, general, or spoken against."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from alktui.model import criterion as kinds
from alktui.model.criterion import Criterion
from alktui.model.report import Group, Option, OptionState, TkiRow
from alktui.triage.criterion import answer_to, parts_of
from alktui.triage.fact import CaseFacts
from alktui.triage.state import state_of

GROUPS: tuple[Group, ...] = ("called-for", "fits", "general", "spoken-against")
NAMED, DERIVED, GIVEN, ANY_MUTATION = range(4)
"""What calls for an option, the most specific first: a finding, marker or amplification that its source names; what is derived
from one, such as a call or that none was found; a drug that was given; any mutation at all.
"""

ALONE = frozenset({"single-agent", "switching", "novel-tki", "trial", "immunotherapy", "checkpoint", "antibody-drug-conjugate"})
"""Kinds of option that give what they name by itself; a pause or another dose of a drug is not that drug once more."""

_ANSWERS: dict[str, str] = {"progressed": "progressed on", "intolerant": "not tolerated"}


class Entered(NamedTuple):
    """Something entered that meets a condition of a record's own, how specific it is, and in words."""

    strength: int
    why: str


def entered_for(criteria: Iterable[Criterion], facts: CaseFacts) -> tuple[Entered, ...]:
    """What the user entered, or what is derived from it, that meets positive conditions of a record, the most specific first.

    Neither disease, ALK status, setting, TKI history, age, a state by diagnosis nor a negation calls for anything.
    """
    found = dict.fromkeys(entered for criterion in criteria for entered in _entered(criterion, facts))
    return tuple(sorted(found, key=lambda entered: entered.strength)) if len(found) > 1 else tuple(found)


def _entered(criterion: Criterion, facts: CaseFacts) -> Iterable[Entered]:
    within = _WITHIN.get(type(criterion))
    if within is not None:
        return within(criterion, facts)
    strength = _strength(criterion, facts)
    if strength is None or (answer := answer_to(criterion, facts)).state != "met":
        return ()
    return (Entered(strength, answer.why),)


def _of_parts(criterion: Criterion, facts: CaseFacts) -> Iterator[Entered]:
    """What meets the parts of a criterion; nothing counts where the whole does not hold."""
    found = [entered for part in parts_of(criterion, facts.catalogue) for entered in _entered(part, facts)]
    if found and state_of(criterion, facts) != "unmet":
        yield from found


def _of_fact(criterion: Criterion, facts: CaseFacts) -> Iterator[Entered]:
    return (Entered(max(DERIVED, one.strength), one.why) for one in _of_parts(criterion, facts))


def _of_one_finding(criterion: kinds.OneFinding, facts: CaseFacts) -> Iterator[Entered]:
    for finding in sorted(facts.findings):
        of_one = facts.of_one(finding)
        found = list(_entered(criterion.one_finding, of_one))
        if found and state_of(criterion.one_finding, of_one) != "unmet":
            yield from found


def _of_bypass(_: Criterion, facts: CaseFacts) -> Iterator[Entered]:
    for name, state in facts.bypass_markers:
        yield from _entered(kinds.BiomarkerIs(biomarker=name, state=state), facts)


_WITHIN: dict[type, Callable[[Any, CaseFacts], Iterable[Entered]]] = {
    kinds.AllOf: _of_parts,
    kinds.AtWorstUnknown: _of_parts,
    kinds.AnyOf: _of_parts,
    kinds.FactHolds: _of_fact,
    kinds.OneFinding: _of_one_finding,
    kinds.BypassMarker: _of_bypass,
    kinds.Not: lambda *_: (),
    kinds.NotKnown: lambda *_: (),
}
"""The kinds that are made of others, and what of these counts."""

_STRENGTHS: dict[type, int] = {
    kinds.ProfileIs: NAMED,
    kinds.HasVariant: NAMED,
    kinds.ResistantCalls: DERIVED,
    kinds.HadTherapy: GIVEN,
    kinds.CallIs: DERIVED,
    kinds.TkiWorks: DERIVED,
}
"""How specific a plain condition is that any value of it makes so."""


def _strength(criterion: Criterion, facts: CaseFacts) -> int | None:
    """How specific a plain condition is; None for one that calls for nothing."""
    found = _STRENGTHS.get(type(criterion))
    if isinstance(criterion, kinds.BiomarkerIs):
        found = NAMED if criterion.biomarker in facts.case.biomarkers else None
    elif isinstance(criterion, kinds.IsAmplified):
        found = NAMED if criterion.amplification else None
    elif isinstance(criterion, kinds.SequencingIs):
        found = {"none-found": DERIVED, "mutation-found": ANY_MUTATION}.get(criterion.sequencing)
    elif isinstance(criterion, kinds.HadClass):
        found = None if criterion.prior_class == "alk-tki" else GIVEN
    return found


def waits_for_phase(criteria: Iterable[Criterion], facts: CaseFacts) -> bool:
    """Whether the phase is all that is not known of some criteria."""
    answers = [answer_to(criterion, facts) for criterion in criteria]
    return all(set(answer.open) == {"phase"} for answer in answers if answer.state == "unknown")


def failures_asked(criteria: Iterable[Criterion]) -> frozenset[str]:
    """The drugs whose failure is a condition of a record: what failed is then no reason against it."""
    found: set[str] = set()
    for criterion in criteria:
        if isinstance(criterion, kinds.HadTherapy) and criterion.outcome in ("progressed", "intolerant"):
            found.add(criterion.prior)
        elif isinstance(criterion, kinds.CallIs) and criterion.is_ == "resistant":
            found.add(criterion.call)
        elif isinstance(criterion, kinds.AllOf | kinds.AnyOf):
            found |= failures_asked(criterion.all if isinstance(criterion, kinds.AllOf) else criterion.any)
    return frozenset(found)


class Standing(NamedTuple):
    """What can be said of the drugs of a case: made once a report.

    Attributes:
        against: by drug, why it is no use by itself here, in words.
        not_tolerated: the drugs that were not tolerated and not given again since.
        weak: the drugs that are called resistant here or were progressed on.
        holding: the cautions that hold, without those that stand beside every TKI.
    """

    against: dict[str, str]
    not_tolerated: frozenset[str]
    weak: frozenset[str]
    holding: frozenset[str] = frozenset()


def standing_of(facts: CaseFacts, rows: Iterable[TkiRow]) -> Standing:
    """What was given, how it ended, and what the calls say, by drug."""
    against: dict[str, str] = {}
    ended = {entry.therapy: entry for entry in (*facts.case.prior_therapies, *facts.case.prior)}
    by_therapy = {row.therapy: row for row in rows}
    for therapy, entry in ended.items():
        row = by_therapy.get(therapy)
        name = facts.catalogue.therapy_name(therapy)
        if entry.outcome == "intolerant":
            against[therapy] = f"{name} was not tolerated"
        elif entry.outcome == "progressed" and (row is None or row.heading != "sensitive") and not _called_sensitive(row):
            against[therapy] = f"progressed on {name}"
    for row in by_therapy.values():
        if row.heading == "resistant" and row.call == "resistant":
            against[row.therapy] = f"{row.name} is called resistant here"
        elif row.failed_as:
            against[row.therapy] = f"{row.name}: {row.failed_as} failed on this very mutation"
    return Standing(
        against=against,
        not_tolerated=frozenset(therapy for therapy, entry in ended.items() if entry.outcome == "intolerant"),
        weak=frozenset(
            therapy
            for therapy, entry in ended.items()
            if entry.outcome == "progressed" and not _called_sensitive(by_therapy.get(therapy))
        )
        | {row.therapy for row in by_therapy.values() if row.call == "resistant"},
    )


def _called_sensitive(row: TkiRow | None) -> bool:
    return row is not None and row.call == "sensitive"


def group_of(
    option: Option,
    state: OptionState,
    entered: Sequence[Entered],
    exempt: frozenset[str],
    standing: Standing,
    *,
    conditional: bool,
) -> tuple[Group | None, str]:
    """The group of an option and why it stands there.

    Args:
        exempt: the drugs whose failure it asks for.
        conditional: whether its source states a condition beside disease and ALK status.
    """
    if state == "excluded":
        return None, ""
    reasons = [standing.against[therapy] for therapy in option.therapies if therapy in standing.against and therapy not in exempt]
    alone = option.kind in ALONE and option.therapies
    if alone and len(reasons) == len(option.therapies):
        return "spoken-against", "; ".join(reasons)
    if entered:
        return "called-for", "; ".join(one.why for one in entered)
    if conditional:
        return "fits", "fits disease and setting" if state == "applies" else "fits as far as known"
    return "general", "its source states no condition but the disease"
