"""The escape map: which profiles escape a TKI, and what is reported to work then. JSON contract `alktui/escape/1`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from alktui.model.record import Record
from alktui.model.report import CallWord, Given, ReportedEvidence


class Alternative(Record):
    """Another TKI on the same profile."""

    therapy: str
    call: CallWord
    evidence: tuple[ReportedEvidence, ...]


class Escape(Record):
    """A profile that is reported resistant to a TKI, or conflicting, and the other TKIs with evidence on it."""

    profile: str
    call: CallWord
    qualifier: str | None
    evidence: tuple[ReportedEvidence, ...]
    alternatives: tuple[Alternative, ...]


class EscapeMap(Record):
    """Every profile that escapes one TKI; compounds after single variants, in residue order."""

    schema_: Literal["alktui/escape/1"] = Field(default="alktui/escape/1", alias="schema")
    therapy: str
    name: str
    escapes: tuple[Escape, ...]


class Rung(Record):
    """One TKI of a case's ladder: how it ended, its call now, and what of the case escapes it, or would on one allele."""

    therapy: str
    given: tuple[Given, ...]
    call: CallWord | None
    call_if_read: CallWord | None
    escaped_by: tuple[str, ...]
    escaped_if_cis: tuple[str, ...] = ()


class Ladder(Record):
    """What was given, what escaped it, and what is left: TKIs not given before, by call."""

    given: tuple[Rung, ...]
    left: tuple[Rung, ...]
