"""What a user typed, before it is read: plain text in every field, so that nothing typed is ever lost.

Standard library only: the interface shows its first frame before anything heavier is imported.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Any


@dataclass
class FindingEntry:
    """One line of findings: the variant or compound, and what is stored beside it but decides nothing.

    Attributes:
        text: as typed; ":count" behind a variant makes it count although it would be left out of its profile.
        marked: what a file marks it as, "germline (Mutation_Status)" for one: such a variant is not counted unless the
            catalogue has it.
    """

    text: str
    specimen: str = ""
    sampled: str = ""
    vaf: str = ""
    marked: str = ""


@dataclass
class TherapyEntry:
    """One prior therapy and how it ended; an empty outcome means progressed.

    Attributes:
        started, ended: a year, a month yyyy-mm or a day yyyy-mm-dd; stored and printed, they decide nothing.
        response: the best response, CR, PR, SD, PD or a few words; stored and printed, it decides nothing.
    """

    name: str
    outcome: str = ""
    started: str = ""
    ended: str = ""
    response: str = ""


@dataclass
class UnreadEntry:
    """What was not read of a source that a case was brought in from; said wherever the case is shown, it decides nothing.

    Attributes:
        source: the name of the file, or what else it was.
        items: where and what, without a full stop: "line 5, HGVSp_Short: ...".
        more: how many there are beside these.
    """

    source: str
    items: list[str] = field(default_factory=list)
    more: int = 0


@dataclass
class CaseEntry:
    """A case as typed. An empty string means that nothing was entered.

    Attributes:
        sequencing: "", "mutation-found", "none-found" or "not-sequenced".
        none_found_in: the specimen in which none was found: "tissue", "plasma", or "" where it is not said.
        amplification: "", "amplified" or "not-amplified".
        no_prior_tki: that no ALK TKI was given is known.
        biomarkers: typed state by typed name.
        transformation, alk_at_rebiopsy: what a re-biopsy showed that the reviews do not cover; printed, they decide nothing.
            The second is "positive", "negative" or "".
        unread: what was not read where the case was brought in, until someone says that it was dealt with.
    """

    label: str = ""
    disease: str = ""
    setting: str = ""
    alk: str = ""
    fusion: str = ""
    findings: list[FindingEntry] = field(default_factory=list)
    phase: str = ""
    sequencing: str = ""
    none_found_in: str = ""
    amplification: str = ""
    prior: list[TherapyEntry] = field(default_factory=list)
    no_prior_tki: bool = False
    prior_therapies: list[TherapyEntry] = field(default_factory=list)
    biomarkers: dict[str, str] = field(default_factory=dict)
    age_group: str = ""
    transformation: str = ""
    alk_at_rebiopsy: str = ""
    question: str = ""
    unread: list[UnreadEntry] = field(default_factory=list)

    def say_sequencing(self, result: str, specimen: str = "") -> None:
        """Put what ALK sequencing gave; the specimen belongs to the answer that none was found."""
        self.sequencing, self.none_found_in = result, specimen

    def as_dict(self) -> dict[str, Any]:
        """The entry as plain values."""
        return asdict(self)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was entered yet; that something was not read is no entry."""
        return replace(self, unread=[]) == CaseEntry()
