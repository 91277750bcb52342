"""What can be known of a catalogue's criteria before any case: each distinct criterion once, with its words and topics."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from alktui.model import criterion as kinds
from alktui.model.catalogue import Catalogue
from alktui.model.criterion import Criterion
from alktui.model.evidence import Caution, Condition, ImmuneFinding
from alktui.model.report import Evaluated
from alktui.triage.criterion import parts_of, subject
from alktui.triage.topic import topics
from alktui.triage.wording import wording

Places = tuple[int, ...]
"""Where the criteria of a record stand in the index."""

Askers = dict[Places, dict[Places, list[str]]]
"""Options by the places that some facts touch, then by their other places."""

UNDECLARED = ("any", "not stated")
OUTCOMES_OF_STAGES = {"on-treatment": "ongoing", "responding": "ongoing", "resistant": "progressed"}
"""How a TKI that an immune finding names must have ended, by the stage at which it was seen."""

STAGES_OF_ALK_TKIS = ("baseline", *OUTCOMES_OF_STAGES)
STEPS = ("strategies", "targets", "trials")


class Index:
    """The criteria of a catalogue, and which records rest on which of them.

    Attributes:
        criteria, parts, questions, topics: by place, one place for each distinct criterion, those that others are made of among
            them; a question is how a report shows a criterion before any case.
        conditions: for each record with a condition, the places of its criteria, in order; equal ones are one object.
        options: the options by the places of their criteria, so that what many share is asked once.
        steps: the step of each option.
        errata: the errata on each record that has any.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.criteria: list[Criterion] = []
        self.parts: list[Places] = []
        self.questions: list[Evaluated] = []
        self.topics: list[frozenset[str]] = []
        self.conditions: dict[str, Places] = {}
        self.options: dict[Places, list[str]] = {}
        self.steps: dict[str, str] = {}
        self.errata: dict[str, list[str]] = {}
        for erratum in catalogue.errata:
            for named in erratum.records:
                self.errata.setdefault(named, []).append(erratum.id)
        self._naming: dict[str, tuple[str, ...]] = {}
        self._catalogue = catalogue
        self._places: dict[str, int] = {}
        self._conditions: dict[Places, Places] = {}
        self._askers: dict[frozenset[str], Askers] = {}
        self._leaves: dict[frozenset[str], Places] = {}
        for caution in catalogue.cautions:
            self._add(caution.id, criteria_of(caution))
        for finding in catalogue.immune_findings:
            self._add(finding.id, criteria_of_finding(finding))
        for step, record in options_of(catalogue):
            identity = record.id  # type: ignore[attr-defined]  # every option has one
            self._add(identity, criteria_of(record))
            self.options.setdefault(self.conditions[identity], []).append(identity)
            self.steps[identity] = step

    def askers(self, facts: frozenset[str]) -> Askers:
        """The options that may depend on one of some facts of a case: by the places that do, by those that do not."""
        found = self._askers.get(facts)
        if found is None:
            found = self._askers[facts] = {}
            for places, options in self.options.items():
                touched = tuple(place for place in places if not facts.isdisjoint(self.topics[place]))
                if touched:
                    others = tuple(place for place in places if place not in touched)
                    found.setdefault(touched, {}).setdefault(others, []).extend(options)
        return found

    def leaves(self, facts: frozenset[str]) -> Places:
        """The places of plain criteria that may depend on one of some facts of a case and that some option rests on."""
        found = self._leaves.get(facts)
        if found is None:
            plain = {leaf for places in self.options for place in places for leaf in self._plain(place)}
            found = self._leaves[facts] = tuple(leaf for leaf in sorted(plain) if not facts.isdisjoint(self.topics[leaf]))
        return found

    def _plain(self, place: int) -> set[int]:
        parts = self.parts[place]
        return set[int]().union(*map(self._plain, parts)) if parts else {place}

    def cautions_naming(self, identity: str, therapies: tuple[str, ...]) -> tuple[str, ...]:
        """The cautions that name a record, one of its therapies, or a class of one, in the order of the catalogue.

        A caution about drugs given alone does not stand beside what names more than it speaks of.
        """
        found = self._naming.get(identity)
        if found is None:
            found = self._naming[identity] = tuple(
                caution.id for caution in self._catalogue.cautions if self._names(caution, identity, therapies)
            )
        return found

    def _names(self, caution: Caution, identity: str, therapies: tuple[str, ...]) -> bool:
        if identity in caution.speaks_against:
            return True
        of = [not self._catalogue.classes[therapy].isdisjoint(caution.speaks_against) for therapy in therapies]
        if not caution.alone:
            return any(of)
        combined = getattr(self._catalogue.records.get(identity), "kind", "") == "combination"
        return bool(of) and all(of) and not combined

    def _add(self, identity: str, criteria: tuple[Criterion, ...]) -> None:
        places = tuple(self._place(criterion) for criterion in criteria)
        self.conditions[identity] = self._conditions.setdefault(places, places)

    def _place(self, criterion: Criterion) -> int:
        key = f"{type(criterion).__name__}{criterion.model_dump_json()}"
        if key not in self._places:
            parts = tuple(self._place(part) for part in parts_of(criterion, self._catalogue))
            words = wording(criterion, self._catalogue)
            self._places[key] = len(self.criteria)
            self.criteria.append(criterion)
            self.parts.append(parts)
            self.questions.append(Evaluated(fact=subject(criterion), text=words, state="unknown", why=""))
            self.topics.append(topics(criterion, self._catalogue))
        return self._places[key]


def index_of(catalogue: Catalogue) -> Index:
    """The index of a catalogue, made once."""
    if "criteria" not in catalogue.memo:
        catalogue.memo["criteria"] = Index(catalogue)
    return cast("Index", catalogue.memo["criteria"])


def deciding_facts(disease: str, catalogue: Catalogue) -> frozenset[str]:
    """Every fact of a case of a disease that the state of some option or caution may depend on."""
    key = f"deciding in {disease}"
    if key not in catalogue.memo:
        scopes = catalogue.scopes.get(disease, frozenset({disease}))
        records = [*(record for _, record in options_of(catalogue)), *catalogue.cautions]
        asked = [criterion for record in records if _may_be_of(record, disease, catalogue) for criterion in criteria_of(record)]
        catalogue.memo[key] = frozenset[str]().union(*(topics(criterion, catalogue, scopes) for criterion in asked))
    return cast("frozenset[str]", catalogue.memo[key])


def _may_be_of(condition: Condition, disease: str, catalogue: Catalogue) -> bool:
    """Whether the disease of a condition can be met in a case of a disease."""
    scopes = catalogue.scopes
    return condition.disease[0] in UNDECLARED or any(
        wanted in scopes.get(disease, (disease,)) or disease in scopes.get(wanted, ()) for wanted in condition.disease
    )


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
    done = getattr(condition, "done_when", ())
    return (*criteria, *condition.when, *(kinds.Not.model_validate({"not": criterion}) for criterion in done))


def criteria_of_finding(finding: ImmuneFinding) -> tuple[Criterion, ...]:
    """When an immune finding speaks of a case: its disease, its own criteria, and its stage if it is one of ALK TKI treatment.

    Where it names TKIs, the case must be at that stage of one of them: who did not tolerate a TKI is not resistant to it.
    """
    criteria: list[Criterion] = [kinds.DiseaseIs(disease=(finding.disease,)), *finding.when]
    if finding.stage in STAGES_OF_ALK_TKIS:
        criteria.append(kinds.FactHolds(fact=f"stage-{finding.stage}"))
        outcome = OUTCOMES_OF_STAGES.get(finding.stage)
        if finding.tki and outcome:
            had = (kinds.HadTherapy.model_validate({"prior": tki, "outcome": outcome}) for tki in finding.tki)
            criteria.append(kinds.AnyOf(any=tuple(had)))
    elif finding.stage == "co-mutation" and not finding.when:
        criteria.append(kinds.FactHolds(fact="stage-co-mutation"))
    return tuple(criteria)
