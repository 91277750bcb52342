"""Every trial with its printed and its registry status: what `alktui trials status` gives."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from alktui.model.record import Record
from alktui.model.report import Notice, TrialStatus
from alktui.model.source import DOCUMENTS


class ListedTrial(Record):
    """A trial of the catalogue, apart from any case; `role` is "cited" for one that is cited for its results."""

    id: str
    nct_id: str
    name: str
    role: Literal["option", "cited"]
    population: str
    completion: str
    status: TrialStatus
    origin: str = DOCUMENTS


class TrialListing(Record):
    """The trials of a catalogue, in its order, with what the registry's records give cause to look at."""

    schema_: Literal["alktui/trials/1"] = Field(default="alktui/trials/1", alias="schema")
    as_of: str
    trials: tuple[ListedTrial, ...]
    notices: tuple[Notice, ...]
