"""The case: what the user enters, after reading."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field

from alktui.model.criterion import Outcome
from alktui.model.record import Record
from alktui.model.variant import Profile

Phase = Literal["cis", "trans", "unknown"]


class Specimen(Record):
    """Where and when a finding was seen, and how much of it; these decide nothing and are printed as typed."""

    specimen: str = ""
    sampled: str = ""
    vaf: str = ""

    @property
    def words(self) -> str:
        """All that is known of it: "liver, 2026-06-02, VAF 12%"."""
        return ", ".join(part for part in (self.specimen, self.sampled, f"VAF {self.vaf}" if self.vaf else "") if part)


_NOTATION = re.compile(r"\bc\.|\bN[MP]_|\bENS[TP]|\bLRG_", re.IGNORECASE)


def notation_in(typed: str) -> str:
    """A text that was typed, where it holds a c. notation or an accession, which a report repeats; else empty."""
    return typed if _NOTATION.search(typed) else ""


class Finding(Record):
    """What was entered on one line: a variant, or a compound known to be in cis.

    Attributes:
        typed: the text as it was typed, kept for the record.
        specimens: every specimen it was seen in, in the order entered; one of which nothing is known is left out.
    """

    profile: Profile
    typed: str = ""
    specimens: tuple[Specimen, ...] = ()


class NotCounted(Record):
    """A variant that was entered and is printed, but stands in no profile.

    Attributes:
        profile: the variant alone.
        typed: the text as it was typed, kept for the record.
        specimens: every specimen it was seen in, as of a finding.
        why: why it is left out, as the end of "I1461V, ...".
        how: what to type so that it counts all the same, for example I1461V:count.
        marked: what a file marks it as; empty for none.
    """

    profile: Profile
    typed: str = ""
    specimens: tuple[Specimen, ...] = ()
    why: str
    how: str
    marked: str = ""


class PriorTherapy(Record):
    """A therapy given before; `line` counts from 1 within its list.

    Attributes:
        therapy: the id of a therapy, or `other:NAME` for an ALK TKI that the catalogue does not know.
        started, ended: a year, a month yyyy-mm or a day yyyy-mm-dd, empty where not given; they decide nothing.
        outcome_assumed: whether nobody entered how it ended, so that it counts as progressed.
        response: the best response, as entered; it decides nothing.
    """

    therapy: str
    line: int
    outcome: Outcome
    outcome_assumed: bool = False
    started: str = ""
    ended: str = ""
    response: str = ""


class Case(Record):
    """One case. None always means unknown, never negative.

    Attributes:
        none_found_in: where none was found; in plasma that leaves `sequencing` unknown.
        findings: what counts; `not_counted` are the variants that were entered and stand in no profile.
        prior: ALK TKIs in the order given; `prior_complete` says whether that list is known to be whole.
        prior_therapies: other therapies in the order given, likewise.
        spelling: the name of the disease as it was entered, where that is another spelling of it; exported, it decides nothing.
        biomarkers: states by biomarker id, sorted by id; an untested marker is absent.
        transformation, alk_at_rebiopsy: what a re-biopsy showed that no document covers; they decide nothing.
        assumed: the values nobody typed, in words.
        reading: how typed text was read where that was not plain, one sentence each.
        left_out: what was entered and cannot be counted, one sentence each.
        unread: what was not read of a source that the case was brought in from, one sentence a source; it decides nothing.
    """

    label: str = ""
    disease: str
    spelling: str = ""
    setting: Literal["untreated", "relapsed"] | None = None
    alk: Literal["positive", "negative"] = "positive"
    fusion: str = ""
    findings: tuple[Finding, ...] = ()
    not_counted: tuple[NotCounted, ...] = ()
    phase: Phase = "unknown"
    sequencing: Literal["mutation-found", "none-found", "not-sequenced"] | None = None
    none_found_in: Literal["tissue", "plasma"] | None = None
    amplification: bool | None = None
    prior: tuple[PriorTherapy, ...] = ()
    prior_complete: bool = False
    prior_therapies: tuple[PriorTherapy, ...] = ()
    prior_therapies_complete: bool = False
    biomarkers: dict[str, str] = Field(default_factory=dict)
    age_group: Literal["paediatric", "adult"] | None = None
    transformation: str = ""
    alk_at_rebiopsy: Literal["positive", "negative"] | None = None
    question: str = ""
    assumed: tuple[str, ...] = ()
    reading: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
