"""What-if: the difference of two reports. Its JSON is the contract `alktui/what-if/1`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from alktui.model.record import Record
from alktui.model.report import CallWord, ReportedCase


class ChangedCall(Record):
    """A TKI whose headline changed; None where there was or is no row or no profile."""

    therapy: str
    before: CallWord | None
    after: CallWord | None
    because: tuple[str, ...]


class ChangedOption(Record):
    """An option whose state changed."""

    id: str
    name: str
    step: Literal["strategies", "targets", "trials"]
    before: str
    after: str
    because: tuple[str, ...]


class Difference(Record):
    """What moved from one case to another, each with the changes of the case that moved it alone.

    Attributes:
        said: what the second report says of markers that decide nothing and the first does not.
        because: in each entry, the changes that cause it on their own; all of them where only together they do.
    """

    schema_: Literal["alktui/what-if/1"] = Field(default="alktui/what-if/1", alias="schema")
    before: ReportedCase
    after: ReportedCase
    changes: tuple[str, ...]
    calls: tuple[ChangedCall, ...]
    options: tuple[ChangedOption, ...]
    cautions_gone: tuple[str, ...]
    cautions_new: tuple[str, ...]
    said: tuple[str, ...] = ()
