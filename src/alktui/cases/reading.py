"""Typed entry -> Case: every field read on its own, so that one refusal loses nothing else."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from alktui.cases.beside_text import refuse_beside
from alktui.cases.entry import CaseEntry, FindingEntry, TherapyEntry
from alktui.cases.reading_findings import findings_of, refuse_choice
from alktui.cases.therapy_text import refuse_dates, refuse_response, therapy_of_text
from alktui.cases.unread import sentence_of
from alktui.cases.vocabulary import (
    find_biomarker,
    find_choice_given,
    find_disease,
    find_outcome,
    find_state,
    find_therapy,
    find_tki,
)
from alktui.errors import InputRefused, sentence
from alktui.model.case import Case, Finding, NotCounted, PriorTherapy
from alktui.model.catalogue import Catalogue
from alktui.plain import clean
from alktui.variants import read_finding

Value = TypeVar("Value")
SPECIMENS = ("tissue", "plasma")
"""Where no mutation was found."""


class CaseReading(NamedTuple):
    """What an entry reads as: the case of all that could be read (None without a disease), and every refusal."""

    case: Case | None
    refusals: tuple[InputRefused, ...]


def read_case(entry: CaseEntry, catalogue: Catalogue) -> CaseReading:
    """The case of an entry. A field that is refused is left out of the case, which says so, and named among the refusals."""
    refusals: list[InputRefused] = []

    def take(read: Callable[[], Value], otherwise: Value) -> Value:
        try:
            return read()
        except InputRefused as refusal:
            refusals.append(refusal)
            return otherwise

    values: dict[str, Any] = {
        "label": clean(entry.label).strip(),
        "fusion": clean(entry.fusion).strip(),
        "question": clean(entry.question, keep_lines=True).strip(),
        "transformation": clean(entry.transformation).strip(),
        "alk_at_rebiopsy": take(
            lambda: find_choice_given(entry.alk_at_rebiopsy, ("positive", "negative"), "alk-at-rebiopsy"), None
        ),
        "unread": tuple(map(sentence_of, entry.unread)),
        "setting": take(lambda: find_choice_given(entry.setting, ("untreated", "relapsed"), "setting"), None),
        "age_group": take(lambda: find_choice_given(entry.age_group, ("paediatric", "adult"), "age-group"), None),
    }
    alk = take(lambda: find_choice_given(entry.alk, ("positive", "negative"), "alk"), None)
    values["alk"] = alk or "positive"
    disease = take(lambda: _disease(entry.disease, catalogue), "")
    findings, not_counted, phase, sentences = findings_of(entry, catalogue, refusals)
    values |= {"findings": findings, "not_counted": not_counted, "phase": phase}
    unread: tuple[str | None, str | None] = ("mutation-found" if findings else None, None)
    values["sequencing"], values["none_found_in"] = take(lambda: _sequencing(entry, findings, not_counted), unread)
    amplification = take(lambda: find_choice_given(entry.amplification, ("amplified", "not-amplified"), "amplification"), None)
    values["amplification"] = None if amplification is None else amplification == "amplified"
    values |= _history(entry, catalogue, values["setting"], refusals)
    values["reading"] = tuple(sorted({*sentences, *_order_against_dates(values["prior"], catalogue)}))
    values["biomarkers"] = _biomarkers(entry, catalogue, refusals)
    if not disease:
        return CaseReading(None, tuple(refusals))
    spelt = disease
    disease = catalogue.disease[spelt].spelling_of or spelt
    values["spelling"] = spelt if spelt != disease else ""
    values["assumed"] = (*(() if alk else ("ALK positive",)), *_assumed(entry, disease, values, catalogue))
    values["left_out"] = tuple(dict.fromkeys(_sentence(refusal.problem) for refusal in refusals))
    return CaseReading(Case(disease=disease, **values), tuple(refusals))


def _sentence(problem: str) -> str:
    """What is wrong, for those who read the report and did not type the case."""
    return sentence(clean(problem).strip())


def _disease(typed: str, catalogue: Catalogue) -> str:
    if not typed.strip():
        names = ", ".join(disease.id for disease in catalogue.diseases if disease.choice)
        raise InputRefused("no disease is given", f"Give one of {names}.", field="disease")
    return find_disease(typed, catalogue)


def _sequencing(
    entry: CaseEntry, findings: tuple[Finding, ...], not_counted: tuple[NotCounted, ...]
) -> tuple[str | None, str | None]:
    """What sequencing gave, and where none was found; none in plasma says nothing of the tumour, so the result is unknown."""
    choices = ("mutation-found", "none-found", "not-sequenced")
    specimen = find_choice_given(entry.none_found_in, SPECIMENS, "sequencing")
    given = find_choice_given(entry.sequencing, choices, "sequencing") or ("none-found" if specimen else None)
    if (findings and given == "none-found") or ((findings or not_counted) and given == "not-sequenced"):
        said = "no ALK mutation was found" if given == "none-found" else "ALK was not sequenced"
        raise InputRefused(f"a variant is entered, but also that {said}", "Remove one of the two.", field="sequencing")
    if specimen and given != "none-found":
        sequenced = "sequenced with a mutation found" if given == "mutation-found" else "not sequenced"
        problem = f"none is said to be found in {specimen}, but also that ALK was {sequenced}"
        raise InputRefused(problem, "Remove one of the two.", field="sequencing")
    if findings:
        return "mutation-found", None
    return None if specimen == "plasma" else given, specimen


def _history(entry: CaseEntry, catalogue: Catalogue, setting: str | None, refusals: list[InputRefused]) -> dict[str, Any]:
    """What was given before, and the setting, which a progression makes relapsed where none is entered."""
    prior = _therapies(entry.prior, "prior", lambda name: find_tki(name, catalogue), refusals)
    others = _therapies(entry.prior_therapies, "prior-therapy", lambda name: find_therapy(name, catalogue), refusals)
    untreated = setting == "untreated"
    if prior and (untreated or entry.no_prior_tki):
        said = "the setting is untreated" if untreated else "no prior ALK TKI is said"
        problem = f"{said}, but {catalogue.therapy_name(prior[0].therapy)} is entered as given before"
        refusals.append(InputRefused(problem, "Correct the setting or the prior TKIs.", field="prior"))
        prior = ()
    if untreated and (systemic := [given for given in others if catalogue.is_systemic(given.therapy)]):
        problem = f"the setting is untreated, but {catalogue.therapy_name(systemic[0].therapy)} is entered as given before"
        refusals.append(InputRefused(problem, "Correct the setting or the prior therapies.", field="prior-therapy"))
        others = tuple(given for given in others if given not in systemic)
    has_progressed = any(given.outcome == "progressed" for given in (*prior, *others))
    return {
        "setting": setting or ("relapsed" if has_progressed else None),
        "prior": prior,
        "prior_complete": (bool(prior) or entry.no_prior_tki or untreated) and len(prior) == len(entry.prior),
        "prior_therapies": others,
        "prior_therapies_complete": (bool(others) or untreated) and len(others) == len(entry.prior_therapies),
    }


def _therapies(
    typed: list[TherapyEntry], field: str, find: Callable[[str], str], refusals: list[InputRefused]
) -> tuple[PriorTherapy, ...]:
    found: list[PriorTherapy] = []
    for line in typed:
        try:
            therapy = find(line.name)
            outcome: Any = _outcome(line, field)
        except InputRefused as refusal:
            refusals.append(refusal)
            continue
        beside = {**_dates(line, field, refusals), **_response(line, field, refusals)}
        line_number, assumed = len(found) + 1, outcome is None
        found.append(
            PriorTherapy(therapy=therapy, line=line_number, outcome=outcome or "progressed", outcome_assumed=assumed, **beside)
        )
    return tuple(found)


def _outcome(line: TherapyEntry, field: str) -> Any:  # noqa: ANN401 - one of OUTCOMES, or None
    try:
        return find_outcome(line.outcome, field) if line.outcome.strip() else None
    except InputRefused as refusal:
        raise _of(line, refusal) from None


def _of(line: TherapyEntry, refusal: InputRefused) -> InputRefused:
    """A refusal of what stands beside a therapy, naming the therapy, as a report repeats it without the line."""
    name = clean(line.name).strip()
    problem = refusal.problem if name in refusal.problem else f"{name}: {refusal.problem}"
    return InputRefused(problem, refusal.hint, field=refusal.field, typed=refusal.typed, suggestions=refusal.suggestions)


def _dates(line: TherapyEntry, field: str, refusals: list[InputRefused]) -> dict[str, str]:
    """From when to when; dates that are none are refused, and the therapy stands without them."""
    try:
        refuse_dates(line, field)
    except InputRefused as refusal:
        refusals.append(_of(line, refusal))
        return {}
    return {"started": line.started, "ended": line.ended}


def _response(line: TherapyEntry, field: str, refusals: list[InputRefused]) -> dict[str, str]:
    """The best response; one that is none is refused, and the therapy stands without it."""
    try:
        refuse_response(line, field)
    except InputRefused as refusal:
        refusals.append(_of(line, refusal))
        return {}
    return {"response": line.response}


def _order_against_dates(prior: tuple[PriorTherapy, ...], catalogue: Catalogue) -> list[str]:
    """That the order of the TKIs is not that of their dates, which the report follows all the same."""
    dated = [line for line in prior if line.started]
    return [
        f"{catalogue.therapy_name(after.therapy)} began in {after.started}, before {catalogue.therapy_name(before.therapy)} in "
        f"{before.started}, but is entered after it; the order as entered counts."
        for before, after in itertools.pairwise(dated)
        if after.started[: len(before.started)] < before.started[: len(after.started)]
    ]


def _biomarkers(entry: CaseEntry, catalogue: Catalogue, refusals: list[InputRefused]) -> dict[str, str]:
    """The states by marker; of one that is given in two states neither counts."""
    found: dict[str, str] = {}
    contradicted: set[str] = set()
    for name, state in entry.biomarkers.items():
        try:
            marker = find_biomarker(name, catalogue)
            read = find_state(state, marker, catalogue)
            if found.get(marker, read) != read:
                contradicted.add(marker)
                raise InputRefused(
                    f"{marker} is given as {found[marker]} and as {read}", "Give one state.", field="biomarker", typed=name
                )
        except InputRefused as refusal:
            refusals.append(refusal)
            continue
        found[marker] = read
    return {marker: state for marker, state in sorted(found.items()) if marker not in contradicted}


def _assumed(entry: CaseEntry, disease: str, values: dict[str, Any], catalogue: Catalogue) -> tuple[str, ...]:
    assumed = ["relapsed"] if values["setting"] and not entry.setting.strip() else []
    if len(values["findings"]) > 1 and values["phase"] == "unknown" and entry.phase.strip().casefold() != "unknown":
        assumed.append("phase unknown")
    given = (*values["prior"], *values["prior_therapies"])
    assumed.extend(
        dict.fromkeys(f"{catalogue.therapy_name(line.therapy)} {line.outcome}" for line in given if line.outcome_assumed)
    )
    scopes = catalogue.scopes[disease]
    assumed.extend(
        f"{marker.id} {default.state} by diagnosis"
        for marker in catalogue.biomarkers
        for default in marker.defaults
        if default.disease in scopes and marker.id not in values["biomarkers"]
    )
    return tuple(assumed)


def refusal_of(kind: str, text: str, catalogue: Catalogue) -> InputRefused | None:
    """Why one text cannot be taken for a kind of field (finding, beside, prior, prior-therapy); None where it can."""
    try:
        if kind == "finding":
            typed = FindingEntry(text)
            refuse_choice(typed, read_finding(text, known=catalogue.known_profiles))
        elif kind in ("prior", "prior-therapy"):
            therapy = therapy_of_text(text)
            (find_tki if kind == "prior" else find_therapy)(therapy.name, catalogue)
            if therapy.outcome:
                find_outcome(therapy.outcome, kind)
            refuse_dates(therapy, kind)
            refuse_response(therapy, kind)
        elif kind == "beside":
            refuse_beside(text)
    except InputRefused as refusal:
        return refusal
    return None
