"""The sheet: one page for the board, made from a report. Its JSON is the contract `alktui/sheet/1`."""

from __future__ import annotations

from typing import Generic, Literal, TypeVar

from pydantic import Field

from alktui.model.option import TestedIn
from alktui.model.record import Record
from alktui.model.report import CallWord, Notice, OptionState, Release, ReportedFinding, Role

Item = TypeVar("Item")


class Shortlist(Record, Generic[Item]):
    """What stands on the page, and how many more of its kind do not.

    Attributes:
        left_out: the names of those among them that the page must not pass over in silence.
    """

    shown: tuple[Item, ...] = ()
    more: int = 0
    left_out: tuple[str, ...] = ()


class Place(Record):
    """Where something stands: a document, the places in it, and the numbers of the sheet's own list of sources."""

    document: str
    locators: str
    numbers: tuple[int, ...]


class SheetSource(Record):
    """One entry of the list of sources.

    Attributes:
        cited_as: how the documents number it, for example "Wang 2022 ref. 87"; a document itself has its short name here.
    """

    number: int
    author: str
    year: int
    journal: str
    doi: str
    cited_as: tuple[str, ...]


class SheetCall(Record):
    """The call of one profile."""

    profile: str
    role: Role
    call: CallWord
    qualifier: str | None


class SheetTki(Record):
    """One TKI.

    Attributes:
        rests_on: what the headline rests on, in words; for a case without a profile what generation the drug is.
        profiles: findings and possible compounds with evidence; members of a compound only as context.
        diseases: how the disease of the evidence behind the call stands to the case's, in words, where it is not simply its own;
            `member_diseases` the same for the members of a compound.
        progressed: whether it was given and the tumour progressed on it.
        beside: what stands beside the call and never changes it, one sentence each.
        cautions, errata: numbers of this sheet; `cautions_more` counts those that hold and did not find room.
        errata_unread: errata whose reading changes a residue and would give `call_if_read`.
    """

    therapy: str
    name: str
    call: CallWord | None
    qualifier: str | None
    call_if_read: CallWord | None
    rests_on: str
    profiles: tuple[SheetCall, ...]
    level: str
    civic_level: str
    patient_data: bool
    given: str
    progressed: bool = False
    diseases: tuple[str, ...] = ()
    member_diseases: tuple[str, ...] = ()
    beside: tuple[str, ...]
    cautions: tuple[int, ...]
    cautions_more: int
    errata: tuple[int, ...]
    errata_unread: tuple[int, ...]
    places: tuple[Place, ...]


class SheetOption(Record):
    """A strategy, target or trial.

    Attributes:
        needs: for a possible option, what is not known yet.
        tested_elsewhere: whether it was tested in another disease than the case's.
        toxicity: empty where the source states none.
        brief: whether there was no room for what its source says of it.
        called_for_by: what of the case's markers and findings meets a condition of its own, in words.
        given: the drugs of it that were given before, each with line and end.
        origin: whose record it is, in words, where it is not from the documents.
        cautions, errata: numbers of this sheet; `cautions_more` counts those that hold and did not find room.
    """

    id: str
    name: str
    kind: str
    target: str
    state: OptionState
    verdict: str
    level: str
    civic_level: str
    tested_in: TestedIn
    tested_elsewhere: bool
    statement: str
    toxicity: str
    needs: tuple[str, ...]
    not_stated: tuple[str, ...]
    partner_calls: dict[str, CallWord]
    brief: bool = False
    called_for_by: tuple[str, ...] = ()
    given: dict[str, str] = Field(default_factory=dict)
    origin: str
    cautions: tuple[int, ...]
    cautions_more: int
    errata: tuple[int, ...] = ()
    places: tuple[Place, ...]


class SheetTrial(SheetOption):
    """A trial, its status as printed with date and age in years.

    Attributes:
        registry: what the registry says, in words with its dates; empty where it was not asked.
    """

    nct_id: str
    phase: str
    population: str
    interventions: str
    status: str
    status_as_of: str
    status_age: str
    completion: str
    completion_passed: bool | None
    registry: str


class Counts(Record):
    """How many options of a step apply, are possible, are excluded; those reported not to work are counted apart."""

    applies: int
    possible: int
    excluded: int


class Step(Record, Generic[Item]):
    """The options of a step that apply, and those that something not yet known keeps from applying."""

    counts: Counts
    applies: Shortlist[Item]
    possible: Shortlist[Item]


class SheetTest(Record):
    """What to test next."""

    fact: str
    question: str
    decides: int
    by: str
    first: bool
    why: str
    places: tuple[Place, ...]


class Note(Record):
    """A caution, an erratum or a finding in one line.

    Attributes:
        number: 0 where nothing refers to it.
        errata: numbers of the errata of this sheet that concern it.
    """

    number: int
    id: str
    text: str
    errata: tuple[int, ...] = ()
    places: tuple[Place, ...]


class Sheet(Record):
    """One page for the board. Equal report and catalogue give equal bytes in every format.

    Attributes:
        case: the case in one line; `findings` has its variants in HGVS.
        tki_notes: what must be said once of the calls of all TKIs: what they do not explain, and what their references are.
        drug_statements: for a case without a profile, what the documents say of the drugs themselves.
        question: the question for the board, cut where it is longer than a page can hold.
        registry_credit: what the registry asks to be shown where its statuses are.
        against: options that fit the case and are reported not to work, or to harm; they never stand among the others.
    """

    schema_: Literal["alktui/sheet/1"] = Field(default="alktui/sheet/1", alias="schema")
    as_of: str
    catalogue: Release
    knowledge_ends: str
    label: str
    case: str
    findings: tuple[ReportedFinding, ...]
    prior_therapies: str
    biomarkers: dict[str, str]
    assumed: tuple[str, ...]
    question: str
    notices: tuple[Notice, ...]
    tkis: tuple[SheetTki, ...]
    tki_notes: tuple[Notice, ...] = ()
    drug_statements: Shortlist[Note]
    next_tests: Shortlist[SheetTest]
    strategies: Step[SheetOption]
    targets: Step[SheetOption]
    against: Shortlist[SheetOption]
    trials: Step[SheetTrial]
    registry_credit: str
    cautions: Shortlist[Note]
    errata: Shortlist[Note]
    immune_context: Shortlist[Note]
    sources: tuple[SheetSource, ...]
    disclaimer: str
