"""What the sources say of drugs, variants, outcomes, the immune context and mechanisms."""

from __future__ import annotations

from typing import Literal

from alktui.model.criterion import Criterion
from alktui.model.record import Record
from alktui.model.source import DOCUMENTS, Source

Direction = Literal["sensitive", "reduced", "resistant"]


class Evidence(Record):
    """A source says that a profile makes a therapy sensitive, reduced or resistant.

    Attributes:
        profile: the profile as read; `printed` is the cell or words as printed.
        mark: a mark printed beside it, for example "(-)".
        disease: the disease of the evidence; "ALK-driven" where the table pools NSCLC and ALCL.
        reading: how the print was read (none, letter, notation, alternatives, slash-compound, reordered, spacing, residue).
        erratum: the erratum the reading rests on, or empty.
        read_as: for a reading that changes a residue, the profile it is read as; such an item makes no call.
    """

    id: str
    therapy: str
    profile: str
    direction: Direction
    printed: str
    mark: str = ""
    reading: tuple[str, ...] = ()
    read_as: str = ""
    erratum: str = ""
    disease: str
    level: str
    origin: str = DOCUMENTS
    sources: tuple[Source, ...]

    @property
    def makes_call(self) -> bool:
        """Whether it counts: an item whose reading changes a residue does not, nor a hospital's own."""
        return not self.read_as and self.origin == DOCUMENTS


class Statement(Record):
    """What a source says of a drug, class, variant or marker without making a call."""

    id: str
    topic: str
    therapies: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    biomarkers: tuple[str, ...] = ()
    disease: str
    level: str
    statement: str
    origin: str = DOCUMENTS
    sources: tuple[Source, ...]


class Outcome(Record):
    """A number with endpoint, unit, n, population and time, as printed.

    Attributes:
        value: the number; None where the print gives none that can be read as one.
        n: patients behind the number, None where not printed.
    """

    id: str
    therapies: tuple[str, ...]
    endpoint: str
    measure: str
    value: float | None = None
    printed: str
    unit: str
    n: int | None = None
    time: str = ""
    population: str
    disease: str
    trial: str = ""
    comparator: str = ""
    level: str
    note: str = ""
    sources: tuple[Source, ...]


class Approval(Record):
    """An approval as a document states it."""

    id: str
    therapy: str
    agency: str
    indication: str
    disease: str
    statement: str
    sources: tuple[Source, ...]


TIED_TO_NO_CASE = ("not stated", "other-treatment")
"""The stages that say nothing of where a case stands: they come after those that do."""


class ImmuneFinding(Record):
    """What was seen in the tumour immune microenvironment, at which stage ("not stated" where none is told), in which model.

    Attributes:
        stage: of ALK TKI treatment; "other-treatment" where it was seen under a treatment that is not an ALK TKI.
        when: what must be true of a case beside disease, stage and TKI, for example two co-mutations.
    """

    id: str
    stage: Literal["baseline", "on-treatment", "responding", "resistant", "co-mutation", "other-treatment", "not stated"]
    when: tuple[Criterion, ...] = ()
    tki: tuple[str, ...] = ()
    marker: str
    direction: str
    model: str
    n: int | None = None
    comparator: str = ""
    biomarkers: tuple[str, ...] = ()
    disease: str
    level: str
    statement: str
    sources: tuple[Source, ...]


class MarkerState(Record):
    """A biomarker in a state."""

    biomarker: str
    state: str


class Mechanism(Record):
    """A mechanism of resistance or response, with its biomarkers."""

    id: str
    name: str
    kind: str
    biomarkers: tuple[MarkerState, ...] = ()
    drugs: tuple[str, ...] = ()
    disease: str
    level: str
    statement: str
    sources: tuple[Source, ...]


class Pathway(Record):
    """One edge of signalling: what acts on what, and how."""

    id: str
    name: str
    origin: str
    target: str
    effect: str
    site: str = ""
    disease: str
    level: str
    statement: str
    sources: tuple[Source, ...]


class Erratum(Record):
    """Printed wrongly or in contradiction: as printed, our reading, why."""

    id: str
    kind: str
    document: str
    locator: str
    printed: str
    reading: str
    why: str
    records: tuple[str, ...] = ()
    sources: tuple[Source, ...]


class OutsideCheck(Record):
    """A note from outside the documents beside a table cell; it never changes a call.

    Attributes:
        citation: where the outside source stands; `sources` say where the documents speak of the cell.
        civic: the items of CIViC's that say the same; where all of them are in force, they are shown and this note is not.
    """

    id: str
    therapy: str
    profile: str
    documents_say: str
    outside_says: str
    note: str
    citation: str
    civic: tuple[str, ...] = ()
    sources: tuple[Source, ...]


class Condition(Record):
    """What an option or a caution is for, as its source states it: four declared dimensions and further criteria.

    Each dimension is a value, "any" (the source says so) or "not stated".
    """

    disease: tuple[str, ...]
    alk: str
    setting: str
    tki_history: str
    when: tuple[Criterion, ...] = ()


class Caution(Condition):
    """Criteria plus what they speak against; changes no call and no state, stands beside everything it names.

    Attributes:
        alone: whether it speaks of what it names given alone, so that it does not stand beside combinations.
        failed: whether the source says that a class it names failed on the very profile; its drugs then stand last.
    """

    id: str
    name: str
    speaks_against: tuple[str, ...]
    alone: bool = False
    failed: bool = False
    statement: str
    level: str
    origin: str = DOCUMENTS
    sources: tuple[Source, ...]
