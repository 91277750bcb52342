"""CIViC items: what another knowledge base says of a profile and an ALK TKI; it never changes a call."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import Literal

from alktui.model.record import Record

Significance = Literal["sensitive", "reduced", "resistant"]


class CivicItem(Record):
    """One evidence item of CIViC on an ALK profile and an ALK TKI.

    Attributes:
        id: as CIViC writes it, for example EID843.
        profile: the whole profile, canonical; `printed` is CIViC's own name of it.
        therapies: one TKI, or the members of a combination; TKIs by their id here, others by CIViC's name.
        supports: False for "does not support", which is not the opposite.
        significance: what is supported or not; `significance_printed` are CIViC's words.
        disease, doid: CIViC's disease, and its number in the Disease Ontology without prefix.
        citation: for example "PMID 26698910".
    """

    id: str
    profile: str
    printed: str
    therapies: tuple[str, ...]
    supports: bool
    significance: Significance
    significance_printed: str
    level: str
    disease: str
    doid: str = ""
    citation: str
    rating: str = ""
    flagged: bool = False

    @property
    def is_combination(self) -> bool:
        """Whether it speaks of several therapies together."""
        return len(self.therapies) > 1


class CivicEvidence(Record):
    """What was taken from one file of CIViC's.

    Attributes:
        file: the file's name; `latest_review` is the newest review date in it (yyyy-mm-dd), empty where it gives none.
        imported_on: the day a user imported it (yyyy-mm-dd); empty for the extract that the catalogue ships.
        as_of: the month the file shows CIViC in (yyyy-mm), empty where it does not say.
        rows: how many rows the file had; `left_out` counts those not taken, by reason.
    """

    file: str
    imported_on: str = ""
    as_of: str = ""
    latest_review: str = ""
    rows: int
    items: tuple[CivicItem, ...]
    left_out: dict[str, int]
    source: str = "CIViC (civicdb.org), CC0"

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of its items."""
        return frozenset(item.id for item in self.items)

    @cached_property
    def by_profile(self) -> dict[tuple[str, str], tuple[CivicItem, ...]]:
        """Items by therapy and whole profile, strongest level first."""
        found: dict[tuple[str, str], list[CivicItem]] = defaultdict(list)
        for item in sorted(self.items, key=lambda item: (item.level, int(item.id.removeprefix("EID")))):
            for therapy in item.therapies:
                found[therapy, item.profile].append(item)
        return {key: tuple(items) for key, items in found.items()}
