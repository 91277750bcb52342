"""What can be known of a catalogue's criteria before any case: each distinct criterion once, with its words and topics."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from alktui.model import criterion as kinds
from alktui.model.catalogue import Catalogue
from alktui.model.criterion import Criterion
from alktui.model.evidence import Condition, ImmuneFinding
from alktui.triage.criterion import subject
from alktui.triage.topic import topics
from alktui.triage.wording import wording

UNDECLARED = ("any", "not stated")
STEPS = ("strategies", "targets", "trials")


class Index:
    """The criteria of a catalogue, and which records rest on which of them.

    Attributes:
        criteria, words, subjects, topics: by place, one place for each distinct criterion.
        conditions: for each record with a condition, the places of its criteria, in order.
        askers: for each fact of a case, the options that may depend on it, as (step, id).
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.criteria: list[Criterion] = []
        self.words: list[str] = []
        self.subjects: list[str] = []
        self.topics: list[frozenset[str]] = []
        self.conditions: dict[str, tuple[int, ...]] = {}
        self.askers: dict[str, list[tuple[str, str]]] = {}
        self._speaking = {
            name: [caution.id for caution in catalogue.cautions if name in caution.speaks_against]
            for name in sorted({name for caution in catalogue.cautions for name in caution.speaks_against})
        }
        self._catalogue = catalogue
        self._places: dict[str, int] = {}
        for caution in catalogue.cautions:
            self._add(caution.id, criteria_of(caution))
        for finding in catalogue.immune_findings:
            self._add(finding.id, criteria_of_finding(finding))
        for step, record in options_of(catalogue):
            identity = record.id  # type: ignore[attr-defined]  # every option has one
            self._add(identity, criteria_of(record))
            for topic in frozenset[str]().union(*(self.topics[place] for place in self.conditions[identity])):
                self.askers.setdefault(topic, []).append((step, identity))

    def cautions_naming(self, identity: str, therapies: tuple[str, ...]) -> tuple[str, ...]:
        """The cautions that name a record, one of its therapies, or a class of one, in the order of their ids."""
        names = {identity, *therapies}
        for therapy in therapies:
            names.update(self._catalogue.therapy[therapy].classes)
        return tuple(sorted({caution for name in names & self._speaking.keys() for caution in self._speaking[name]}))

    def _add(self, identity: str, criteria: tuple[Criterion, ...]) -> None:
        self.conditions[identity] = tuple(self._place(criterion) for criterion in criteria)

    def _place(self, criterion: Criterion) -> int:
        key = f"{type(criterion).__name__}{criterion.model_dump_json()}"
        if key not in self._places:
            self._places[key] = len(self.criteria)
            self.criteria.append(criterion)
            self.words.append(wording(criterion, self._catalogue))
            self.subjects.append(subject(criterion))
            self.topics.append(topics(criterion, self._catalogue))
        return self._places[key]


def index_of(catalogue: Catalogue) -> Index:
    """The index of a catalogue, made once."""
    if "criteria" not in catalogue.memo:
        catalogue.memo["criteria"] = Index(catalogue)
    return cast("Index", catalogue.memo["criteria"])


def deciding_facts(catalogue: Catalogue) -> frozenset[str]:
    """Every fact of a case that the state of some option or caution may depend on."""
    if "deciding" not in catalogue.memo:
        asked = [criterion for _, record in options_of(catalogue) for criterion in criteria_of(record)]
        asked += [criterion for caution in catalogue.cautions for criterion in caution.when]
        catalogue.memo["deciding"] = frozenset[str]().union(*(topics(criterion, catalogue) for criterion in asked))
    return cast("frozenset[str]", catalogue.memo["deciding"])


def options_of(catalogue: Catalogue) -> Iterator[tuple[str, Condition]]:
    """Every record that can be an option, with its step."""
    for step in STEPS:
        for record in getattr(catalogue, step):
            if record.role == "option":
                yield step, record


def criteria_of(condition: Condition) -> tuple[Criterion, ...]:
    """Every criterion of a condition: the declared dimensions that have a value, then the further ones."""
    criteria: list[Criterion] = []
    if condition.disease[0] not in UNDECLARED:
        criteria.append(kinds.DiseaseIs(disease=condition.disease))
    if condition.alk not in UNDECLARED:
        criteria.append(kinds.AlkIs.model_validate({"alk": condition.alk}))
    if condition.setting not in UNDECLARED:
        criteria.append(kinds.SettingIs.model_validate({"setting": condition.setting}))
    if condition.tki_history not in UNDECLARED:
        criteria.append(kinds.TkiHistoryIs.model_validate({"tki_history": condition.tki_history}))
    return (*criteria, *condition.when)


def criteria_of_finding(finding: ImmuneFinding) -> tuple[Criterion, ...]:
    """When an immune finding speaks of a case: its disease, its stage if stated, and a TKI it names or a gene it speaks of."""
    disease = kinds.DiseaseIs(disease=(finding.disease,))
    if finding.stage == "not stated":
        return (disease,)
    if finding.stage == "co-mutation" and finding.biomarkers:
        mutated = (kinds.BiomarkerIs(biomarker=marker, state="mutated") for marker in finding.biomarkers)
        return disease, kinds.AnyOf(any=tuple(mutated))
    stage = kinds.FactHolds(fact=f"stage-{finding.stage}")
    if not finding.tki or finding.stage == "baseline":
        return disease, stage
    return disease, stage, kinds.AnyOf(any=tuple(kinds.HadTherapy(prior=tki) for tki in finding.tki))
