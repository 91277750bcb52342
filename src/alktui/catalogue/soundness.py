"""Whether a record holds within its catalogue: names, sources, residues, conditions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from alktui.errors import VariantRefused
from alktui.model.catalogue import Catalogue
from alktui.model.criterion import Fact
from alktui.model.evidence import Caution, Condition, Evidence, ImmuneFinding
from alktui.model.option import Strategy, Trial
from alktui.model.record import Record
from alktui.model.vocabulary import Biomarker, Disease
from alktui.variants import read_profile

ALK = {"positive", "negative", "any", "not stated"}
SETTINGS = {"untreated", "relapsed", "any", "not stated"}
TKI_HISTORIES = {"none", "exposed", "resistant", "any", "not stated"}
NCT = re.compile(r"NCT\d{8}")
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def problems_of(record: Record, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """What a record points at that is not there, and what else of it cannot hold, each with a remedy."""
    yield from _unsourced(record, catalogue)
    yield from _unknown_names(record, catalogue)
    yield from _unknown_terms(record, catalogue)
    yield from _unknown_documents(record, catalogue)
    for profile in getattr(record, "profiles", ()):
        yield from _bad_profile(profile, misprint=False)
    for kind, find in _OF_KIND.items():
        if isinstance(record, kind):
            yield from find(record, catalogue)


def _unknown_documents(record: Record, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    stated = [generation.document for generation in getattr(record, "generations", ())]
    for document in (*stated, getattr(record, "document", "")):
        if document and document not in catalogue.document:
            yield f"the document {document!r} is unknown", f"use one of {', '.join(catalogue.document)}"


def _bad_evidence(record: Evidence, _: Catalogue) -> Iterator[tuple[str, str]]:
    yield from _bad_profile(record.profile, misprint=bool(record.read_as))
    if record.read_as:
        yield from _bad_profile(record.read_as, misprint=False)


def _bad_fact(record: Fact, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for criterion in _flat((record.definition,)):
        yield from _bad_criterion(criterion, catalogue)
    if record.id in _facts_within(record, catalogue, set()):
        yield f"the fact {record.id!r} rests on itself", "define it without itself"


def _bad_states(marker: Biomarker, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    used = {state for pair in (*marker.equals, *marker.implies, *marker.opposes) for state in pair} | set(marker.bypass_states)
    used |= {default.state for default in marker.defaults}
    for state in sorted(used - set(marker.states)):
        yield f"the state {state!r} is not among its states", "add it to states"
    if marker.bypass_disease and not marker.bypass_states:
        yield "bypass_disease stands without bypass_states", "say which states count, or leave it out"
    for name in marker.bypass_disease:
        if name not in catalogue.scopes:
            yield f"bypass_disease: the disease {name!r} is unknown", f"use one of {', '.join(catalogue.scopes)}"
    for default in marker.defaults:
        if default.disease not in catalogue.scopes:
            yield (
                f"a default names the disease {default.disease!r}, which is unknown",
                f"use one of {', '.join(catalogue.scopes)}",
            )


def _facts_within(fact: Fact, catalogue: Catalogue, seen: set[str]) -> set[str]:
    """Every fact that a fact rests on, through any number of others."""
    for criterion in _flat((fact.definition,)):
        name = getattr(criterion, "fact", None)
        if name in catalogue.fact and name not in seen:
            seen.add(name)
            _facts_within(catalogue.fact[name], catalogue, seen)
    return seen


def _bad_finding(record: ImmuneFinding, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for criterion in _flat(record.when):
        yield from _bad_criterion(criterion, catalogue)


def _bad_parents(disease: Disease, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    known = {other.id: other for other in catalogue.diseases}
    for parent in disease.parents:
        if parent not in known:
            yield f"the wider scope {parent!r} is unknown", "add it, or correct the id"
        elif disease.id in catalogue.scopes[parent]:
            yield f"it lies within {parent!r}, which lies within it", "let one of the two be the wider"


def _bad_trial(trial: Trial, _: Catalogue) -> Iterator[tuple[str, str]]:
    if not NCT.fullmatch(trial.nct_id):
        yield f"{trial.nct_id!r} is no NCT number", "write NCT and eight digits"
    for name in ("status_as_of", "completion_month"):
        month = getattr(trial, name)
        if not MONTH.fullmatch(month) and (month or name == "status_as_of"):
            yield f"{name} is {month!r}", "write a month as yyyy-mm"


def _unsourced(record: Record, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    sources = getattr(record, "sources", None)
    if sources is None:
        return
    if not sources:
        yield "it has no source", "say where it stands: document, locator, references"
    for source in sources:
        if source.document not in catalogue.document:
            yield f"the document {source.document!r} is unknown", f"use one of {', '.join(catalogue.document)}"
            continue
        for number in source.references:
            if (source.document, number) not in catalogue.reference:
                yield f"{source.document} has no reference {number}", "correct the number"


def _unknown_names(record: Record, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for field in ("therapy", "therapies", "tki", "drugs", "classes"):
        for name in _names(getattr(record, field, ())):
            if name not in catalogue.therapy:
                yield f"{field}: the therapy {name!r} is unknown", "add it to therapies or spell it as there"
    for field in ("outcomes", "records"):
        for name in _names(getattr(record, field, ())):
            if name not in catalogue.records:
                yield f"{field}: there is no record {name!r}", "correct the id"
    if isinstance(record, Caution):
        for name in record.speaks_against:
            if name not in catalogue.therapy and name not in catalogue.records:
                yield f"speaks_against: {name!r} is neither a therapy nor a record", "correct the id"


def _unknown_terms(record: Record, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for entry in _names(getattr(record, "biomarkers", ())):
        name = entry if isinstance(entry, str) else entry.biomarker
        if name not in catalogue.biomarker:
            yield f"the biomarker {name!r} is unknown", "add it to biomarkers or spell it as there"
    erratum = getattr(record, "erratum", "")
    if erratum and erratum not in catalogue.records:
        yield f"there is no erratum {erratum!r}", "correct the id"
    level = getattr(record, "level", "")
    if level and level not in catalogue.level:
        yield f"the level {level!r} is unknown", f"use one of {', '.join(catalogue.level)}"
    disease = getattr(record, "disease", "")
    if isinstance(disease, str) and not isinstance(record, Condition) and disease and disease not in catalogue.scopes:
        yield f"the disease {disease!r} is unknown", f"use one of {', '.join(catalogue.scopes)}"


def _names(value: Any) -> tuple[Any, ...]:  # noqa: ANN401 - one name or several
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(value)


def _bad_profile(profile: str, *, misprint: bool) -> Iterator[tuple[str, str]]:
    try:
        read = read_profile(profile).text
    except VariantRefused as refusal:
        if not misprint:
            yield f"the profile {profile!r} does not hold: {refusal.problem}", "check the residue against the ALK sequence"
        return
    if read != profile:
        yield f"the profile {profile!r} is not in canonical form", f"write {read}"


def _bad_condition(record: Condition, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    allowed = {*catalogue.scopes, "any", "not stated"}
    for name in record.disease:
        if name not in allowed:
            yield f"the disease {name!r} is unknown", f"use one of {', '.join(sorted(allowed))}"
    for field, values in (("alk", ALK), ("setting", SETTINGS), ("tki_history", TKI_HISTORIES)):
        if getattr(record, field) not in values:
            yield f"{field} is {getattr(record, field)!r}", f"use one of {', '.join(sorted(values))}"
    if not record.disease:
        yield "disease is empty", 'name it, or write "any" or "not stated"'
    if len(record.disease) > 1 and {"any", "not stated"} & set(record.disease):
        yield "disease names any or not stated beside others", "write one of them alone, or the names"
    for criterion in _flat((*record.when, *getattr(record, "done_when", ()))):
        yield from _bad_criterion(criterion, catalogue)
    if isinstance(record, Strategy):
        tested = record.tested_in.disease
        if tested and tested not in catalogue.scopes:
            yield f"tested_in.disease: {tested!r} is unknown", f"use one of {', '.join(catalogue.scopes)}"


def _flat(criteria: tuple[Any, ...]) -> Iterator[Any]:
    """Every criterion and those inside it."""
    for criterion in criteria:
        yield criterion
        for field in ("all", "any", "not_", "not_known", "one_finding", "at_worst_unknown"):
            inner = getattr(criterion, field, ())
            yield from _flat(inner if isinstance(inner, tuple) else (inner,))


def _bad_criterion(criterion: Any, catalogue: Catalogue) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any kind of criterion
    name = getattr(criterion, "biomarker", None)
    if name is not None:
        marker = catalogue.biomarker.get(name)
        if marker is None:
            yield f"when: the biomarker {name!r} is unknown", "add it to biomarkers or spell it as there"
        elif criterion.state not in marker.states:
            yield f"when: {name} has no state {criterion.state!r}", f"use one of {', '.join(marker.states)}"
    for field in ("profile", "variant"):
        if value := getattr(criterion, field, None):
            yield from _bad_profile(value, misprint=False)
    named = [(field, getattr(criterion, field, None)) for field in ("prior", "prior_class", "call", "tki_works")]
    for field, value in [*named, *(("among", tki) for tki in getattr(criterion, "among", ()))]:
        if value is not None and value not in catalogue.therapy:
            yield f"when: {field}: the therapy {value!r} is unknown", "add it to therapies or spell it as there"
    fact = getattr(criterion, "fact", None)
    if fact is not None and fact not in catalogue.fact:
        yield f"when: the fact {fact!r} is unknown", f"use one of {', '.join(catalogue.fact)}"


_OF_KIND: dict[type, Callable[[Any, Catalogue], Iterator[tuple[str, str]]]] = {
    Condition: _bad_condition,
    Evidence: _bad_evidence,
    Biomarker: _bad_states,
    Fact: _bad_fact,
    ImmuneFinding: _bad_finding,
    Disease: _bad_parents,
    Trial: _bad_trial,
}
