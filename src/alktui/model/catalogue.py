"""The whole knowledge, immutable, with its indexes."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import Any

from alktui.model.criterion import Fact
from alktui.model.evidence import (
    Approval,
    Caution,
    Erratum,
    Evidence,
    ImmuneFinding,
    Mechanism,
    Outcome,
    OutsideCheck,
    Pathway,
    Statement,
)
from alktui.model.option import Strategy, Target, Trial
from alktui.model.record import Record
from alktui.model.source import DOCUMENTS, Document, Reference, SiteLayer
from alktui.model.vocabulary import Biomarker, Disease, Level, Polymorphism, Therapy
from alktui.plain import given_name, other_name


class Catalogue(Record):
    """Every record of every kind, each kind sorted by id.

    Attributes:
        release: the catalogue's own version.
        fingerprint: a digest of the curated text; equal text gives an equal fingerprint.
    """

    release: str
    fingerprint: str
    documents: tuple[Document, ...]
    references: tuple[Reference, ...]
    diseases: tuple[Disease, ...]
    levels: tuple[Level, ...]
    biomarkers: tuple[Biomarker, ...]
    facts: tuple[Fact, ...]
    therapies: tuple[Therapy, ...]
    evidence: tuple[Evidence, ...]
    statements: tuple[Statement, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    approvals: tuple[Approval, ...] = ()
    strategies: tuple[Strategy, ...] = ()
    targets: tuple[Target, ...] = ()
    trials: tuple[Trial, ...] = ()
    immune_findings: tuple[ImmuneFinding, ...] = ()
    mechanisms: tuple[Mechanism, ...] = ()
    pathways: tuple[Pathway, ...] = ()
    cautions: tuple[Caution, ...] = ()
    errata: tuple[Erratum, ...] = ()
    outside_checks: tuple[OutsideCheck, ...] = ()
    polymorphisms: tuple[Polymorphism, ...] = ()
    layers: tuple[SiteLayer, ...] = ()

    @cached_property
    def records(self) -> dict[str, Record]:
        """Every record that has an id, by id."""
        kinds = (getattr(self, name) for name in type(self).model_fields)
        return {record.id: record for kind in kinds if isinstance(kind, tuple) for record in kind}

    @cached_property
    def memo(self) -> dict[str, Any]:
        """What others derive from this catalogue alone, made once; nothing of a case ever stands here."""
        return {}

    @cached_property
    def tki_rows(self) -> tuple[Therapy, ...]:
        """The therapies that are lines of the TKI step."""
        return tuple(therapy for therapy in self.therapies if therapy.row)

    @cached_property
    def evidence_by_therapy(self) -> dict[str, dict[str, tuple[Evidence, ...]]]:
        """Evidence items by therapy, then by the profile they call (or would call if read as we read it)."""
        found: dict[str, dict[str, list[Evidence]]] = defaultdict(lambda: defaultdict(list))
        for item in self.evidence:
            found[item.therapy][item.read_as or item.profile].append(item)
        return {therapy: {profile: tuple(items) for profile, items in of.items()} for therapy, of in found.items()}

    @cached_property
    def known_profiles(self) -> frozenset[str]:
        """Every profile that some evidence item calls."""
        return frozenset(item.profile for item in self.evidence if item.makes_call)

    @cached_property
    def known_variants(self) -> frozenset[str]:
        """Every variant that stands in one of those profiles, alone or in a compound."""
        return frozenset(member for profile in self.known_profiles for member in profile.split("+"))

    @cached_property
    def polymorphism(self) -> dict[str, Polymorphism]:
        """Common polymorphisms by variant."""
        return {polymorphism.variant: polymorphism for polymorphism in self.polymorphisms}

    @cached_property
    def scopes(self) -> dict[str, frozenset[str]]:
        """For each disease, itself and every wider scope; another spelling of it is in the same ones."""
        spelt: dict[str, tuple[str, ...]] = {}
        for disease in self.diseases:
            spelt[disease.spelling_of] = (*spelt.get(disease.spelling_of, ()), disease.id)
        own = {
            disease.id: (*disease.parents, *([disease.spelling_of] if disease.spelling_of else [])) for disease in self.diseases
        }
        return _closures({name: (*wider, *spelt.get(name, ())) for name, wider in own.items()})

    @cached_property
    def disease(self) -> dict[str, Disease]:
        """Diseases by id."""
        return {disease.id: disease for disease in self.diseases}

    @cached_property
    def classes(self) -> dict[str, frozenset[str]]:
        """For each therapy, itself and every class it belongs to, through any number of classes."""
        return _closures({therapy.id: therapy.classes for therapy in self.therapies})

    def classes_of(self, therapy: str) -> frozenset[str]:
        """A therapy of a case with every class it belongs to; one that is not known here is entered as an ALK TKI alone."""
        return self.classes.get(therapy) or frozenset({therapy, "alk-tki"} if other_name(therapy) else {therapy})

    def therapy_name(self, therapy: str) -> str:
        """The name of a therapy of a case, also of an ALK TKI that is not known here."""
        known = self.therapy.get(therapy)
        return known.name if known else given_name(therapy)

    def is_systemic(self, therapy: str) -> bool:
        """Whether a therapy of a case is more than the treatment of one place."""
        known = self.therapy.get(therapy)
        return known is None or not known.local

    @cached_property
    def level(self) -> dict[str, Level]:
        """Levels by id."""
        return {level.id: level for level in self.levels}

    @cached_property
    def therapy(self) -> dict[str, Therapy]:
        """Therapies by id."""
        return {therapy.id: therapy for therapy in self.therapies}

    @cached_property
    def biomarker(self) -> dict[str, Biomarker]:
        """Biomarkers by id."""
        return {biomarker.id: biomarker for biomarker in self.biomarkers}

    @cached_property
    def fact(self) -> dict[str, Fact]:
        """Derived facts by id."""
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def document(self) -> dict[str, Document]:
        """Documents by id."""
        return {document.id: document for document in self.documents}

    @cached_property
    def reviews(self) -> tuple[Document, ...]:
        """The documents this catalogue is made from, without a hospital's own."""
        return tuple(document for document in self.documents if document.origin == DOCUMENTS)

    @cached_property
    def reference(self) -> dict[tuple[str, int], Reference]:
        """References by document and number."""
        return {(reference.document, reference.number): reference for reference in self.references}

    def civic(self, level: str) -> str:
        """The CIViC letter of a level, empty where it has none."""
        known = self.level.get(level)
        return known.civic if known else ""


def _closures(wider: dict[str, tuple[str, ...]]) -> dict[str, frozenset[str]]:
    """Each name with all that can be reached from it."""

    def climb(name: str, seen: set[str]) -> set[str]:
        seen.add(name)
        for one in wider.get(name, ()):
            if one not in seen:
                climb(one, seen)
        return seen

    return {name: frozenset(climb(name, set())) for name in wider}
