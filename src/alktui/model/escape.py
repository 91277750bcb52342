"""The escape map: which profiles escape a TKI, and what is reported to work then. JSON contract `alktui/escape/1`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from alktui.model.record import Record
from alktui.model.report import CallWord, Given, ReportedEvidence
from alktui.model.source import Source


class Alternative(Record):
    """Another drug on the same profile.

    Attributes:
        call_if_read: the call if a misprint is corrected; None where that changes nothing.
    """

    therapy: str
    call: CallWord
    call_if_read: CallWord | None = None
    qualifier: str | None = None
    evidence: tuple[ReportedEvidence, ...]


class FailedClass(Record):
    """A class of drugs that a source says failed on the very profile, which is no call of any of them.

    Attributes:
        therapies: the TKIs of the class; empty where the source does not name them without contradiction.
        caution: the record that says it.
    """

    name: str
    therapies: tuple[str, ...]
    caution: str
    statement: str
    sources: tuple[Source, ...]


class Escape(Record):
    """A profile that escapes a TKI, and the other drugs with evidence on it.

    Attributes:
        call: resistant or conflicting; no-data where it escapes only if a misprint is corrected, or as one of a class.
        call_if_read: the call if a misprint is corrected; None where that changes nothing.
        failed: the classes of drugs that failed on it, the TKI's own among them.
    """

    profile: str
    call: CallWord
    call_if_read: CallWord | None = None
    qualifier: str | None
    failed: tuple[FailedClass, ...] = ()
    evidence: tuple[ReportedEvidence, ...]
    alternatives: tuple[Alternative, ...]


class EscapeMap(Record):
    """Every profile that escapes one TKI; compounds after single variants, in residue order."""

    schema_: Literal["alktui/escape/1"] = Field(default="alktui/escape/1", alias="schema")
    therapy: str
    name: str
    escapes: tuple[Escape, ...]


class Rung(Record):
    """One TKI of a case's ladder: how it ended, its call now, and what of the case escapes it, or would on one allele.

    Attributes:
        failed_as: the class of drugs that a document says failed on the very profile; empty where none did.
    """

    therapy: str
    given: tuple[Given, ...]
    call: CallWord | None
    call_if_read: CallWord | None
    failed_as: str = ""
    escaped_by: tuple[str, ...]
    escaped_if_cis: tuple[str, ...] = ()


class Ladder(Record):
    """What was given, what escaped it, and what is left: TKIs not given before, by call."""

    given: tuple[Rung, ...]
    left: tuple[Rung, ...]
