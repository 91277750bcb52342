"""Typed entry -> Case: every field read on its own, so that one refusal loses nothing else."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from alktui.cases.beside_text import refuse_beside
from alktui.cases.entry import CaseEntry, FindingEntry, TherapyEntry
from alktui.cases.therapy_text import refuse_dates, therapy_of_text
from alktui.cases.vocabulary import (
    find_biomarker,
    find_choice,
    find_disease,
    find_state,
    find_therapy,
    find_tki,
)
from alktui.errors import InputRefused, VariantRefused
from alktui.model.case import Case, Finding, PriorTherapy
from alktui.model.catalogue import Catalogue
from alktui.model.variant import Profile
from alktui.plain import clean, shown
from alktui.variants import Reading, read_finding

OUTCOMES = ("progressed", "intolerant", "stopped", "ongoing")
MOST_FINDINGS = 8

Value = TypeVar("Value")


class CaseReading(NamedTuple):
    """What an entry reads as: the case of all that could be read (None without a disease), and every refusal."""

    case: Case | None
    refusals: tuple[InputRefused, ...]


def read_case(entry: CaseEntry, catalogue: Catalogue) -> CaseReading:
    """The case of an entry. A field that is refused is left out of the case and named among the refusals."""
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
        "setting": take(lambda: _choice(entry.setting, ("untreated", "relapsed"), "setting"), None),
        "age_group": take(lambda: _choice(entry.age_group, ("paediatric", "adult"), "age-group"), None),
        "alk": take(lambda: _choice(entry.alk, ("positive", "negative"), "alk"), None) or "positive",
    }
    disease = take(lambda: _disease(entry.disease, catalogue), "")
    findings, phase, sentences = _findings(entry, catalogue, refusals)
    values |= {"findings": findings, "phase": phase}
    values["sequencing"] = take(lambda: _sequencing(entry, findings), "mutation-found" if findings else None)
    amplification = take(lambda: _choice(entry.amplification, ("amplified", "not-amplified"), "amplification"), None)
    values["amplification"] = None if amplification is None else amplification == "amplified"
    values |= _history(entry, catalogue, values["setting"], refusals)
    values["reading"] = tuple(sorted({*sentences, *_order_against_dates(values["prior"])}))
    values["biomarkers"] = _biomarkers(entry, catalogue, refusals)
    if not disease:
        return CaseReading(None, tuple(refusals))
    values["assumed"] = _assumed(entry, disease, values, catalogue)
    return CaseReading(Case(disease=disease, **values), tuple(refusals))


def _choice(typed: str, choices: tuple[str, ...], field: str) -> str | None:
    return find_choice(typed, choices, field) if typed.strip() else None


def _disease(typed: str, catalogue: Catalogue) -> str:
    if not typed.strip():
        names = ", ".join(disease.id for disease in catalogue.diseases if disease.choice)
        raise InputRefused("no disease is given", f"Give one of {names}.", field="disease")
    return find_disease(typed, catalogue)


def _findings(entry: CaseEntry, catalogue: Catalogue, refusals: list[InputRefused]) -> tuple[tuple[Finding, ...], str, list[str]]:
    """The findings, the phase between them, and how they were read."""
    found: dict[str, Finding] = {}
    sentences: list[str] = []
    relations: list[str] = []
    for typed in entry.findings:
        try:
            reading = read_finding(typed.text, known=catalogue.known_profiles)
            _refuse_choice(typed, reading)
        except InputRefused as refusal:
            refusals.append(refusal)
            continue
        sentences.extend(reading.notices)
        relations.append(reading.relation)
        for profile in reading.profiles:
            found.setdefault(profile.text, _finding(profile, typed))
    if len(found) > MOST_FINDINGS:
        refusals.append(
            InputRefused(f"more than {MOST_FINDINGS} findings are entered", "Enter those that matter.", field="variant")
        )
    findings = tuple(sorted(found.values(), key=lambda finding: _residue_order(finding.profile)))[:MOST_FINDINGS]
    phase = _phase(entry, findings, relations, refusals, sentences)
    return findings, phase, sentences


def _residue_order(profile: Profile) -> list[tuple[int, str]]:
    return [(variant.start, variant.text) for variant in profile.variants]


def _finding(profile: Profile, typed: FindingEntry) -> Finding:
    return Finding(
        profile=profile,
        typed=clean(typed.text).strip(),
        specimen=clean(typed.specimen).strip(),
        sampled=clean(typed.sampled).strip(),
        vaf=clean(typed.vaf).strip(),
    )


def _refuse_choice(typed: FindingEntry, reading: Reading) -> None:
    if reading.relation == "choice":
        names = [profile.text for profile in reading.profiles]
        raise VariantRefused(
            f"{shown(typed.text)} can be read as {', '.join(names[:-1])} or {names[-1]}",
            "Give the one that was found; several findings go on lines of their own.",
            field="variant",
            typed=typed.text,
            suggestions=tuple(names),
        )


def _phase(
    entry: CaseEntry, findings: tuple[Finding, ...], relations: list[str], refusals: list[InputRefused], sentences: list[str]
) -> str:
    try:
        given = _choice(entry.phase, ("cis", "trans", "unknown"), "phase")
    except InputRefused as refusal:
        refusals.append(refusal)
        given = None
    written = next((relation for relation in ("trans", "unknown") if relation in relations), None)
    if written and given and given != written:
        in_words = "in trans" if written == "trans" else "of unknown phase"
        problem = f"the phase is given as {given}, but a variant is written as {in_words}"
        refusals.append(InputRefused(problem, "Correct one of the two.", field="phase"))
        return "unknown"
    if written == "trans" and len(relations) > 1:
        sentences.append("The phase is written for some of the findings only; between all of them it is taken as unknown.")
        return "unknown"
    phase = given or written or "unknown"
    if phase == "cis" and _shares_residue(findings):
        problem = "two findings change the same residue, so they cannot stand on one allele"
        refusals.append(InputRefused(problem, "Give the phase as trans or unknown, or correct a finding.", field="phase"))
        return "unknown"
    return phase


def _shares_residue(findings: tuple[Finding, ...]) -> bool:
    spans = sorted((variant.start, variant.end) for finding in findings for variant in finding.profile.variants)
    return any(before[1] >= after[0] for before, after in itertools.pairwise(spans))


def _sequencing(entry: CaseEntry, findings: tuple[Finding, ...]) -> str | None:
    choices = ("mutation-found", "none-found", "not-sequenced")
    given = _choice(entry.sequencing, choices, "sequencing")
    if findings and given in ("none-found", "not-sequenced"):
        said = "no ALK mutation was found" if given == "none-found" else "ALK was not sequenced"
        raise InputRefused(f"a variant is entered, but also that {said}", "Remove one of the two.", field="sequencing")
    return "mutation-found" if findings else given


def _history(entry: CaseEntry, catalogue: Catalogue, setting: str | None, refusals: list[InputRefused]) -> dict[str, Any]:
    prior = _therapies(entry.prior, "prior", lambda name: find_tki(name, catalogue), refusals)
    others = _therapies(entry.prior_therapies, "prior-therapy", lambda name: find_therapy(name, catalogue), refusals)
    if prior and (setting == "untreated" or entry.no_prior_tki):
        said = "the setting is untreated" if setting == "untreated" else "no prior ALK TKI is said"
        problem = f"{said}, but {catalogue.therapy[prior[0].therapy].name} is entered as given before"
        refusals.append(InputRefused(problem, "Correct the setting or the prior TKIs.", field="prior"))
        prior = ()
    known = setting == "untreated"
    return {
        "prior": prior,
        "prior_complete": bool(prior) or entry.no_prior_tki or known,
        "prior_therapies": others,
        "prior_therapies_complete": bool(others) or known,
    }


def _therapies(
    typed: list[TherapyEntry], field: str, find: Callable[[str], str], refusals: list[InputRefused]
) -> tuple[PriorTherapy, ...]:
    found: list[PriorTherapy] = []
    for line in typed:
        try:
            therapy = find(line.name)
            outcome: Any = _choice(line.outcome, OUTCOMES, field) or "progressed"
        except InputRefused as refusal:
            refusals.append(refusal)
            continue
        dates = _dates(line, field, refusals)
        found.append(PriorTherapy(therapy=therapy, line=len(found) + 1, outcome=outcome, **dates))
    return tuple(found)


def _dates(line: TherapyEntry, field: str, refusals: list[InputRefused]) -> dict[str, str]:
    """From when to when; dates that are none are refused, and the therapy stands without them."""
    try:
        refuse_dates(line, field)
    except InputRefused as refusal:
        refusals.append(refusal)
        return {}
    return {"started": line.started, "ended": line.ended}


def _order_against_dates(prior: tuple[PriorTherapy, ...]) -> list[str]:
    """That the order of the TKIs is not that of their dates, which the report follows all the same."""
    dated = [line for line in prior if line.started]
    return [
        f"{after.therapy} began in {after.started}, before {before.therapy} in {before.started}, but is entered after it; "
        "the order as entered counts."
        for before, after in itertools.pairwise(dated)
        if after.started[: len(before.started)] < before.started[: len(after.started)]
    ]


def _biomarkers(entry: CaseEntry, catalogue: Catalogue, refusals: list[InputRefused]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, state in entry.biomarkers.items():
        try:
            marker = find_biomarker(name, catalogue)
            read = find_state(state, marker, catalogue)
            if found.get(marker, read) != read:
                raise InputRefused(
                    f"{marker} is given as {found[marker]} and as {read}", "Give one state.", field="biomarker", typed=name
                )
        except InputRefused as refusal:
            refusals.append(refusal)
            continue
        found[marker] = read
    return dict(sorted(found.items()))


def _assumed(entry: CaseEntry, disease: str, values: dict[str, Any], catalogue: Catalogue) -> tuple[str, ...]:
    assumed = []
    if not entry.alk.strip():
        assumed.append("ALK positive")
    if len(values["findings"]) > 1 and values["phase"] == "unknown" and not entry.phase.strip():
        assumed.append("phase unknown")
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
            _refuse_choice(typed, read_finding(text, known=catalogue.known_profiles))
        elif kind in ("prior", "prior-therapy"):
            therapy = therapy_of_text(text)
            (find_tki if kind == "prior" else find_therapy)(therapy.name, catalogue)
            _choice(therapy.outcome, OUTCOMES, kind)
            refuse_dates(therapy, kind)
        elif kind == "beside":
            refuse_beside(text)
    except InputRefused as refusal:
        return refusal
    return None
