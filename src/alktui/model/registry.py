"""RegistryStatus: what a trial registry says of a trial, on its own date; never merged with what a document prints."""

from __future__ import annotations

from typing import Literal

from alktui.model.record import Record

SOURCE = "ClinicalTrials.gov"
ATTRIBUTION = "ClinicalTrials.gov (U.S. National Library of Medicine)"
MODIFICATIONS = "a selection of fields; long texts cut; status words in lower case"

ENROLLING = frozenset({"RECRUITING", "ENROLLING_BY_INVITATION", "AVAILABLE"})
NOT_ENROLLING = frozenset(
    {
        "NOT_YET_RECRUITING",
        "ACTIVE_NOT_RECRUITING",
        "COMPLETED",
        "SUSPENDED",
        "TERMINATED",
        "WITHDRAWN",
        "NO_LONGER_AVAILABLE",
        "TEMPORARILY_NOT_AVAILABLE",
        "APPROVED_FOR_MARKETING",
    }
)
KNOWN = ENROLLING | NOT_ENROLLING | {"UNKNOWN", "WITHHELD"}


def status_word(status: str | None) -> str:
    """A registry's status as words: "active, not recruiting"; one that this program does not know stays as it is."""
    if not status:
        return "no status"
    if status == "ACTIVE_NOT_RECRUITING":
        return "active, not recruiting"
    return status.replace("_", " ").lower() if status in KNOWN else status


class EligibilityFlag(Record):
    """A line of a record's eligibility criteria that speaks of ALK, and in which way."""

    kind: Literal["excludes-alk", "asks-for-alk"]
    excerpt: str


class RegistryStatus(Record):
    """One trial as its registry describes it. An empty text means that the registry gives none.

    Attributes:
        nct_id: the number the registry holds it under now; `aliases` are the numbers it had before.
        status, last_known_status: the registry's own words, also those this program does not know (RECRUITING, UNKNOWN ...).
        status_verified, last_update, completion: yyyy, yyyy-mm or yyyy-mm-dd.
        completion_type: ACTUAL or ESTIMATED.
        fetched_on: the day it was fetched or imported (yyyy-mm-dd).
        data_date: the day of the registry's data (yyyy-mm-dd), empty where an imported file did not say it.
        modifications: what was changed of the registry's content, as its terms ask to be said.
    """

    nct_id: str
    aliases: tuple[str, ...] = ()
    status: str = ""
    last_known_status: str = ""
    why_stopped: str = ""
    status_verified: str = ""
    last_update: str = ""
    completion: str = ""
    completion_type: str = ""
    title: str = ""
    conditions: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    flags: tuple[EligibilityFlag, ...] = ()
    fetched_on: str
    data_date: str = ""
    source: str = SOURCE
    modifications: str = MODIFICATIONS

    @property
    def enrolling(self) -> bool | None:
        """Whether patients can enter now; None where the registry does not know or uses a word this program does not."""
        if self.status in ENROLLING:
            return True
        return False if self.status in NOT_ENROLLING else None
