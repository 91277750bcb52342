"""The one evaluator: criteria on a case, three-valued (Kleene). Unknown is never negative."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from alktui.model import criterion as kinds
from alktui.model.case import PriorTherapy
from alktui.model.catalogue import Catalogue
from alktui.model.criterion import Criterion
from alktui.model.report import State
from alktui.triage.fact import CaseFacts
from alktui.triage.topic import inside


class Answer(NamedTuple):
    """The state of a criterion, why, and which facts of the case would settle it where it is unknown."""

    state: State
    why: str
    open: tuple[str, ...] = ()


def answer_to(criterion: Criterion, facts: CaseFacts) -> Answer:
    """The state of a criterion with its reason and its open questions."""
    joint = JOINTS.get(type(criterion))
    if joint is not None:
        return joint(answer_to(part, facts) for part in parts_of(criterion, facts.catalogue))
    return _EVALUATORS[type(criterion)](criterion, facts)


def parts_of(criterion: Criterion, catalogue: Catalogue) -> tuple[Criterion, ...]:
    """The criteria that the answer to a criterion is made of; none for a plain one."""
    if isinstance(criterion, kinds.FactHolds):
        return (catalogue.fact[criterion.fact].definition,)
    return () if isinstance(criterion, kinds.OneFinding) else inside(criterion)


OPPOSITE: dict[State, State] = {"met": "unmet", "unmet": "met", "unknown": "unknown"}


def all_of(answers: Iterable[Answer]) -> Answer:
    """Kleene's conjunction: unmet wins, then unknown."""
    return _combine(list(answers), decisive="unmet")


def any_of(answers: Iterable[Answer]) -> Answer:
    """Kleene's disjunction: met wins, then unknown."""
    return _combine(list(answers), decisive="met")


def subject(criterion: Criterion) -> str:
    """The fact of the case a criterion asks about."""
    for name in ("biomarker", "fact"):
        value = getattr(criterion, name, None)
        if isinstance(value, str):
            return value
    return _SUBJECTS.get(type(criterion), "case")


def _combine(answers: list[Answer], decisive: State) -> Answer:
    """The decisive state wins, then unknown; the reasons are those of the answers that won."""
    winning = [answer for answer in answers if answer.state == decisive]
    winning = winning or [answer for answer in answers if answer.state == "unknown"] or answers
    if len(winning) == 1:
        return winning[0]
    state = winning[0].state if winning else OPPOSITE[decisive]
    why = "; ".join(dict.fromkeys([answer.why for answer in winning]))
    return Answer(state, why, tuple(dict.fromkeys(name for answer in winning for name in answer.open)))


def _known(holds: bool, why: str) -> Answer:  # noqa: FBT001 - the result of a comparison
    return Answer("met" if holds else "unmet", why)


def _biomarker(criterion: kinds.BiomarkerIs, facts: CaseFacts) -> Answer:
    return _marker(criterion.biomarker, criterion.state, facts)


def _marker(name: str, wanted: str, facts: CaseFacts) -> Answer:
    state, sources = facts.biomarker_state(name)
    if state is None:
        return Answer("unknown", f"{name} not tested", (name,))
    by = " by diagnosis" if sources else ""
    relation = facts.catalogue.biomarker[name].relation(state, wanted)
    if relation == "apart":
        return Answer("unknown", f"{name} is {state}{by}, which does not say whether it is {wanted}", (name,))
    return _known(relation == "same", f"{name} is {state}{by}")


def _bypass(_: kinds.BypassMarker, facts: CaseFacts) -> Answer:
    return any_of(_marker(name, state, facts) for name, state in facts.bypass_markers)


def _no_profile(facts: CaseFacts) -> Answer | None:
    """The answer to a question about variants where there is none to ask about."""
    if facts.findings:
        return None
    if facts.case.sequencing == "none-found":
        return Answer("unmet", "ALK sequenced, no mutation found")
    return Answer("unknown", "ALK sequencing result not known", ("sequencing",))


def _profile(criterion: kinds.ProfileIs, facts: CaseFacts) -> Answer:
    if (nothing := _no_profile(facts)) is not None:
        return nothing
    if criterion.profile in facts.findings and not facts.possible:
        return Answer("met", f"{criterion.profile} found")
    if criterion.profile in facts.findings:
        return Answer("unknown", f"{criterion.profile} found, alone or on one allele with another finding", ("phase",))
    if criterion.profile in facts.possible:
        return Answer("unknown", f"{criterion.profile} if the findings share an allele", ("phase",))
    return Answer("unmet", f"{criterion.profile} not found")


def _variant(criterion: kinds.HasVariant, facts: CaseFacts) -> Answer:
    if (nothing := _no_profile(facts)) is not None:
        return nothing
    members = {member for profile in facts.findings for member in profile.split("+")}
    return _known(criterion.variant in members, f"{criterion.variant} {'' if criterion.variant in members else 'not '}found")


def _compound(_: kinds.IsCompound, facts: CaseFacts) -> Answer:
    if (nothing := _no_profile(facts)) is not None:
        return nothing
    compounds = sorted(profile for profile in facts.findings if "+" in profile)
    if compounds:
        return Answer("met", f"{compounds[0]} is a compound on one allele")
    if facts.possible:
        return Answer("unknown", "whether the findings share an allele is not known", ("phase",))
    return Answer("unmet", "no compound on one allele")


_SEQUENCING = {
    "mutation-found": "an ALK mutation was found",
    "none-found": "ALK sequenced, no mutation found",
    "not-sequenced": "ALK not sequenced",
}


def _sequencing(criterion: kinds.SequencingIs, facts: CaseFacts) -> Answer:
    result = facts.case.sequencing
    if result is None:
        return Answer("unknown", "ALK sequencing result not known", ("sequencing",))
    wanted = criterion.sequencing
    if result == "not-sequenced" and wanted in ("mutation-found", "none-found"):
        return Answer("unknown", "ALK not sequenced", ("sequencing",))
    holds = result == wanted or (wanted == "sequenced" and result != "not-sequenced")
    return _known(holds, _SEQUENCING[result])


def _amplified(criterion: kinds.IsAmplified, facts: CaseFacts) -> Answer:
    amplified = facts.case.amplification
    if amplified is None:
        return Answer("unknown", "ALK amplification not tested", ("amplification",))
    return _known(amplified == criterion.amplification, "ALK amplified" if amplified else "ALK not amplified")


def _history(facts: CaseFacts) -> tuple[tuple[PriorTherapy, ...], bool]:
    case = facts.case
    return (*case.prior, *case.prior_therapies), case.prior_complete and case.prior_therapies_complete


def _is_class(therapy: str, wanted: str, facts: CaseFacts) -> bool:
    """Whether a therapy is this one or belongs to this class, through any number of classes."""
    return wanted in facts.catalogue.classes_of(therapy)


def _had(wanted: str, outcome: str, facts: CaseFacts) -> Answer:
    is_tki = _is_class(wanted, "alk-tki", facts)
    given = facts.case.prior if is_tki else _history(facts)[0]
    complete = facts.case.prior_complete if is_tki else facts.case.prior_therapies_complete
    name = facts.catalogue.therapy[wanted].name
    matching = [prior for prior in given if _is_class(prior.therapy, wanted, facts)]
    if any(outcome in ("any", prior.outcome) for prior in matching):
        return Answer("met", f"{name} given before" if outcome == "any" else f"{outcome} on {name}")
    if matching:
        return Answer("unmet", f"{name} given before, {', '.join(prior.outcome for prior in matching)}")
    if complete:
        return Answer("unmet", f"{name} not given before")
    return Answer(
        "unknown", f"prior {'ALK TKIs' if is_tki else 'therapies'} not known", ("prior" if is_tki else "prior-therapies",)
    )


def _had_therapy(criterion: kinds.HadTherapy, facts: CaseFacts) -> Answer:
    return _had(criterion.prior, criterion.outcome, facts)


def _had_class(criterion: kinds.HadClass, facts: CaseFacts) -> Answer:
    return _had(criterion.prior_class, criterion.outcome, facts)


def _tki_lines(criterion: kinds.HadTkiLines, facts: CaseFacts) -> Answer:
    count = len(facts.case.prior)
    why = f"{count} ALK TKI(s) given before"
    if count >= criterion.prior_tki_lines:
        return Answer("met", why)
    return Answer("unmet", why) if facts.case.prior_complete else Answer("unknown", "prior ALK TKIs not known", ("prior",))


def _tki_history(criterion: kinds.TkiHistoryIs, facts: CaseFacts) -> Answer:
    prior = facts.case.prior
    if not prior and not facts.case.prior_complete:
        return Answer("unknown", "prior ALK TKIs not known", ("prior",))
    if not prior:
        return _known(criterion.tki_history == "none", "no ALK TKI given before")
    given = ", ".join(f"{facts.catalogue.therapy_name(entry.therapy)} ({entry.outcome})" for entry in prior)
    if criterion.tki_history == "resistant":
        progressed = any(entry.outcome == "progressed" for entry in prior)
        return _known(progressed, f"given before: {given}")
    return _known(criterion.tki_history == "exposed", f"given before: {given}")


def _age(criterion: kinds.AgeGroupIs, facts: CaseFacts) -> Answer:
    group = facts.case.age_group
    if group is None:
        return Answer("unknown", "age group not given", ("age-group",))
    return _known(group == criterion.age_group, group)


def _call(criterion: kinds.CallIs, facts: CaseFacts) -> Answer:
    tki = criterion.call
    calls = facts.possible_calls(tki)
    if len(calls) > 1:
        return Answer("unknown", f"the call of {tki} depends on the phase", ("phase",))
    (call,) = calls
    if call in ("sensitive", "resistant"):
        return _known(call == criterion.is_, f"{tki} is called {call} here")
    if call is None:
        questions = () if facts.case.sequencing == "none-found" else ("sequencing",)
        return Answer("unknown", f"{tki} has no call here, as there is no profile", questions)
    return Answer("unknown", f"{tki} is called {call} here")


def _works(criterion: kinds.TkiWorks, facts: CaseFacts) -> Answer:
    return _call(kinds.CallIs.model_validate({"call": criterion.tki_works, "is": "sensitive"}), facts)


def _resistant_calls(criterion: kinds.ResistantCalls, facts: CaseFacts) -> Answer:
    if (nothing := _no_profile(facts)) is not None:
        return nothing
    possible = {tki: facts.possible_calls(tki) for tki in facts.calls}
    in_patients = [tki for tki in possible if facts.catalogue.therapy[tki].patient_data]
    sensitive = sorted(tki for tki in in_patients if possible[tki] == {"sensitive"})
    if sensitive:
        return Answer("unmet", f"called sensitive: {', '.join(sensitive)}")
    if any(len(calls) > 1 for calls in possible.values()):
        return Answer("unknown", "which TKIs are called resistant or sensitive depends on the phase", ("phase",))
    resistant = sorted(tki for tki, calls in possible.items() if calls == {"resistant"})
    better = sorted(tki for tki, calls in possible.items() if calls & {"sensitive", "conflicting"})
    if len(resistant) >= criterion.resistant_calls and set(criterion.among) <= set(resistant) and not better:
        return Answer("met", f"called resistant: {', '.join(resistant)}; none sensitive")
    said = f"called resistant: {', '.join(resistant)}" if resistant else "no TKI is called resistant"
    return Answer("unknown", f"{said}; the others have no call or a conflicting one")


def _one_finding(criterion: kinds.OneFinding, facts: CaseFacts) -> Answer:
    if (nothing := _no_profile(facts)) is not None:
        return nothing
    return any_of(answer_to(criterion.one_finding, facts.of_one(finding)) for finding in sorted(facts.findings))


def _rebiopsied(_: kinds.Rebiopsied, facts: CaseFacts) -> Answer:
    case = facts.case
    if case.sequencing in (None, "not-sequenced"):
        return Answer("unmet", "no ALK sequencing result is entered")
    progressed = [entry.ended for entry in case.prior if entry.outcome == "progressed"]
    sampled = [specimen.sampled for finding in case.findings for specimen in finding.specimens if specimen.sampled]
    if progressed and progressed[-1] and sampled:
        ended, latest = progressed[-1], max(sampled)
        shared = min(len(ended), len(latest))
        if latest[:shared] < ended[:shared]:
            return Answer("unmet", f"the latest specimen ({latest}) is older than the last progression ({ended})")
        return Answer("met", f"ALK sequenced on a specimen of {latest}")
    return Answer("met", "ALK sequenced (assumed: since the last progression)")


def _disease(criterion: kinds.DiseaseIs, facts: CaseFacts) -> Answer:
    disease = facts.case.disease
    if any(wanted in facts.scopes for wanted in criterion.disease):
        return Answer("met", disease)
    narrower = [wanted for wanted in criterion.disease if disease in facts.catalogue.scopes.get(wanted, ())]
    if narrower:
        return Answer("unknown", f"{disease} may or may not be {' or '.join(narrower)}", ("disease",))
    return Answer("unmet", disease)


def _alk(criterion: kinds.AlkIs, facts: CaseFacts) -> Answer:
    assumed = " (assumed)" if "ALK positive" in facts.case.assumed else ""
    return _known(facts.case.alk == criterion.alk, f"ALK {facts.case.alk}{assumed}")


def _setting(criterion: kinds.SettingIs, facts: CaseFacts) -> Answer:
    if facts.case.setting is None:
        given = (*facts.case.prior, *facts.case.prior_therapies)
        if any(facts.catalogue.is_systemic(prior.therapy) for prior in given):
            return _known(criterion.setting == "relapsed", "previously treated")
        return Answer("unknown", "setting not given", ("setting",))
    return _known(facts.case.setting == criterion.setting, facts.case.setting)


def _not(answers: Iterable[Answer]) -> Answer:
    (answer,) = answers
    return answer._replace(state=OPPOSITE[answer.state])


def _not_known(answers: Iterable[Answer]) -> Answer:
    (answer,) = answers
    if answer.state == "met":
        return answer._replace(state="unmet")
    return Answer("met", f"as far as tested ({answer.why})" if answer.state == "unknown" else answer.why)


def _at_worst_unknown(answers: Iterable[Answer]) -> Answer:
    (answer,) = answers
    return answer._replace(state="unknown") if answer.state == "unmet" else answer


JOINTS: dict[type, Callable[[Iterable[Answer]], Answer]] = {
    kinds.FactHolds: any_of,
    kinds.AllOf: all_of,
    kinds.AnyOf: any_of,
    kinds.Not: _not,
    kinds.NotKnown: _not_known,
    kinds.AtWorstUnknown: _at_worst_unknown,
}
"""The kinds whose answer is made of others, and how; a fact is its definition."""

_EVALUATORS: dict[type, Callable[[Any, CaseFacts], Answer]] = {
    kinds.BiomarkerIs: _biomarker,
    kinds.BypassMarker: _bypass,
    kinds.ProfileIs: _profile,
    kinds.HasVariant: _variant,
    kinds.IsCompound: _compound,
    kinds.SequencingIs: _sequencing,
    kinds.IsAmplified: _amplified,
    kinds.HadTherapy: _had_therapy,
    kinds.HadClass: _had_class,
    kinds.HadTkiLines: _tki_lines,
    kinds.TkiHistoryIs: _tki_history,
    kinds.AgeGroupIs: _age,
    kinds.CallIs: _call,
    kinds.TkiWorks: _works,
    kinds.ResistantCalls: _resistant_calls,
    kinds.OneFinding: _one_finding,
    kinds.Rebiopsied: _rebiopsied,
    kinds.DiseaseIs: _disease,
    kinds.AlkIs: _alk,
    kinds.SettingIs: _setting,
}

_SUBJECTS: dict[type, str] = {
    kinds.BypassMarker: "bypass-marker",
    kinds.ProfileIs: "sequencing",
    kinds.HasVariant: "sequencing",
    kinds.IsCompound: "phase",
    kinds.SequencingIs: "sequencing",
    kinds.IsAmplified: "amplification",
    kinds.HadTherapy: "prior",
    kinds.HadClass: "prior-therapies",
    kinds.HadTkiLines: "prior",
    kinds.TkiHistoryIs: "prior",
    kinds.AgeGroupIs: "age-group",
    kinds.CallIs: "call",
    kinds.TkiWorks: "call",
    kinds.ResistantCalls: "call",
    kinds.OneFinding: "sequencing",
    kinds.Rebiopsied: "sequencing",
    kinds.DiseaseIs: "disease",
    kinds.AlkIs: "alk",
    kinds.SettingIs: "setting",
}
