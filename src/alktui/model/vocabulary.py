"""The names a case is made of: diseases, therapies, biomarkers, levels."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from alktui.model.record import Record
from alktui.model.source import DOCUMENTS, Source

Relation = Literal["same", "opposite", "apart"]


class Disease(Record):
    """A disease scope; `parents` are the wider scopes that include it.

    Attributes:
        wide: whether it is so wide that to name it does not name the diseases within it.
        spelling_of: the disease as which it is read where a case names it, and whose records and its own are the same; empty
            for a disease of its own.
    """

    id: str
    name: str
    parents: tuple[str, ...] = ()
    spelling_of: str = ""
    synonyms: tuple[str, ...] = ()
    choice: bool = False
    wide: bool = False
    oncotree: str = ""
    ncit: str = ""
    doid: str = ""
    mondo: str = ""


class Generation(Record):
    """The generation of a TKI as one document states it (two documents may differ).

    Attributes:
        erratum: the erratum on this very place; empty where there is none.
    """

    value: str
    document: str
    locator: str
    erratum: str = ""


class Therapy(Record):
    """A drug, a class of drugs, a regimen or a procedure.

    Attributes:
        row: whether it is a line of the TKI step (an ALK inhibitor with patient data, or gilteritinib).
        patient_data: whether the documents report it in patients for ALK.
        classes: the classes it belongs to.
        prior_class: whether a case may name it as a prior therapy that is not a TKI.
        local: whether it treats one place alone, so that a patient who had nothing else counts as untreated.
        outside: where and when an ALK TKI was seen that the documents do not know: it may have been given before, and makes no
            call; empty for what the documents know.
    """

    id: str
    name: str
    kind: str
    classes: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    generations: tuple[Generation, ...] = ()
    row: bool = False
    patient_data: bool = False
    prior_class: bool = False
    local: bool = False
    outside: str = ""
    ncit: str = ""
    rxnorm: str = ""
    chembl: str = ""
    note: str = ""
    origin: str = DOCUMENTS

    @property
    def latest_generation(self) -> int:
        """The highest generation any document states, 0 where none does."""
        rank = {"first": 1, "second": 2, "third": 3, "fourth": 4}
        return max((rank.get(generation.value, 0) for generation in self.generations), default=0)


class Polymorphism(Record):
    """A common polymorphism of ALK: it is kept and printed, and left out of the profile of a case.

    Attributes:
        variant: its canonical name, for example I1461V.
        frequency: the share of alleles that have it, as the source gives it; None where no source at hand gives one.
        says: what the source says of it.
        source, date: where that stands, and the day of that release.
    """

    id: str
    variant: str
    rs: str
    frequency: float | None = None
    says: str
    source: str
    date: str


class Default(Record):
    """A state that a source gives a whole disease, "by diagnosis"; a case may override it."""

    disease: str
    state: str
    sources: tuple[Source, ...]


class Biomarker(Record):
    """A fact that can be tested, with its states.

    Attributes:
        equals: groups of states that mean the same.
        implies: pairs of which the first state holds the second.
        opposes: pairs of states that exclude each other.
        bypass_states: states that count as a positive bypass marker.
        bypass_disease: the diseases where they count, with every narrower one; empty for every disease.
    """

    id: str
    name: str
    question: str
    states: tuple[str, ...]
    equals: tuple[tuple[str, str], ...] = ()
    implies: tuple[tuple[str, str], ...] = ()
    opposes: tuple[tuple[str, str], ...] = ()
    bypass_states: tuple[str, ...] = ()
    bypass_disease: tuple[str, ...] = ()
    defaults: tuple[Default, ...] = ()
    synonyms: tuple[str, ...] = ()
    note: str = ""

    def bypass_states_in(self, scopes: frozenset[str]) -> tuple[str, ...]:
        """The states that count as a bypass marker in a disease, given with every wider scope."""
        return () if self.bypass_disease and scopes.isdisjoint(self.bypass_disease) else self.bypass_states

    def relation(self, given: str, wanted: str) -> Relation:
        """How a state that was given stands to one that is wanted."""
        return self._relations.get((given, wanted), "apart")

    @cached_property
    def _relations(self) -> dict[tuple[str, str], Relation]:
        """Every relation between two states."""
        return {(given, wanted): self._related(given, wanted) for given in self.states for wanted in self.states}

    def _related(self, given: str, wanted: str) -> Relation:
        held, asked = self._closure(given), self._closure(wanted)
        if wanted in held:
            return "same"
        if any({one, two} == set(pair) for pair in self.opposes for one in held for two in asked):
            return "opposite"
        return "apart"

    def _closure(self, state: str) -> frozenset[str]:
        """Every state that holds where this one does."""
        held = {state}
        pairs = [*self.equals, *((two, one) for one, two in self.equals), *self.implies]
        while more := {two for one, two in pairs if one in held} - held:
            held |= more
        return frozenset(held)


class Level(Record):
    """A level of evidence in the source's words, with the CIViC letter and its rank (1 is strongest)."""

    id: str
    civic: str
    rank: int
    clinical: bool
