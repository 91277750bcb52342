"""Strategies, targets and trials: what can be proposed, with the condition its source states."""

from __future__ import annotations

from typing import Literal

from alktui.model.criterion import Criterion
from alktui.model.evidence import Condition
from alktui.model.record import Record
from alktui.model.source import DOCUMENTS, Source

VerdictOfSource = Literal["supported", "investigational", "not-supported", "stopped-for-toxicity"]


class TestedIn(Record):
    """Where an option was tested, as the source says; n is None where not printed."""

    disease: str = ""
    model: str = ""
    n: int | None = None


class Strategy(Condition):
    """A combination, sequence, dosing, degrader, diagnostic or other way of treating.

    Attributes:
        role: "context" for a record without a therapeutic condition here: searchable, never an option.
        done_when: criteria that say that it is done already; it is then excluded.
    """

    id: str
    name: str
    kind: str
    role: Literal["option", "context"] = "option"
    done_when: tuple[Criterion, ...] = ()
    therapies: tuple[str, ...] = ()
    verdict: VerdictOfSource
    toxicity: str = "not stated"
    level: str
    tested_in: TestedIn = TestedIn()
    statement: str
    outcomes: tuple[str, ...] = ()
    origin: str = DOCUMENTS
    sources: tuple[Source, ...]


class Target(Strategy):
    """Something other than ALK to aim at, with its agents (in `therapies`)."""

    target: str


class Trial(Condition):
    """A registered trial that a document names.

    Attributes:
        status: as printed, or "not stated".
        status_as_of: year and month of the print (yyyy-mm).
        completion: the completion date as printed; `completion_month` is it as yyyy-mm, empty where none.
        role: "option", or "cited" for a trial cited for its results.
    """

    id: str
    nct_id: str
    name: str
    role: Literal["option", "cited"]
    phase: str
    therapies: tuple[str, ...] = ()
    interventions: str
    population: str
    status: str
    status_as_of: str
    completion: str = "not stated"
    completion_month: str = ""
    primary_outcome: str = ""
    level: str
    note: str = ""
    origin: str = DOCUMENTS
    sources: tuple[Source, ...]
