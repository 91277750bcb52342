"""Prefix: what may stand before a variant: gene, accession, fusion, p. or c."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from alktui.variants.refusal import quoted, refused

_ACCESSIONS = ("NP_004295", "NM_004304", "ENST00000389048", "ENSP00000373700", "Q9UM73")
_ACCESSION = r"(?P<accession>(?:[NX][PMCRG]_|ENS[TPG]|LRG_)[0-9]+(?:[PT][0-9]+)?|Q9UM73)(?:[.-][0-9]+)?"
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        _ACCESSION + r" ?(?:\( ?[A-Z0-9]+ ?\))? ?(?::|(?= )) ?",
        r"ALK ?\( ?" + _ACCESSION + r" ?\) ?:? ?",
        r"ALK[ :_-]*(?=[(\[ ]*(?:[pc]\.|[A-Z*]{0,3}[0-9]|N[PM]_|ENST|ENSP|=))",
        r"(?P<partner>[A-Z][A-Z0-9]{1,9}|V)(?: ?:: ?|-)ALK\b(?: (?:V|variant ?)[0-9][a-z]?\b)?(?: fusion\b)?[ :_-]*",
        r"(?P<partner>[A-Z][A-Z0-9]{1,9})-ALK(?=[A-Z][0-9])",
        r"(?P<level>[pc])\. ?",
    )
)
_FUSION = re.compile(
    r"(?:[A-Z0-9]+ ?:: ?[A-Z0-9]+|[A-Z][A-Z0-9]{1,9}-ALK)"
    r"(?: (?:fusion|rearrange\w*|translocation|positive|(?:V|variant ?)[0-9][a-z]?|e[0-9]+::e[0-9]+))*",
    re.IGNORECASE,
)
_NPM = {"NPM", "NPM1"}


@dataclass(frozen=True, slots=True)
class Prefixed:
    """A text without what stands before it.

    Attributes:
        level: p for a protein, c for a coding description; empty when not said.
        partner: the fusion partner that stands directly before the variant, in capitals; empty for none.
        is_named: whether a gene or an accession stands before it.
    """

    rest: str
    level: Literal["", "p", "c"] = ""
    partner: str = ""
    is_named: bool = False

    @property
    def has_short_numbering(self) -> bool:
        """Whether residues are counted from the start of NPM1-ALK."""
        return self.partner in _NPM


def take_prefix(text: str) -> Prefixed:
    """The text without gene, accession, fusion and p. or c., and what they say.

    Raises:
        VariantRefused: the accession is not one of ALK's.
    """
    taken = Prefixed(text)
    while match := next((match for form in _FORMS if (match := form.match(taken.rest))), None):
        found = match.groupdict()
        if accession := found.get("accession"):
            _require_own(accession)
        level: Literal["", "p", "c"] = taken.level
        if found.get("level"):
            level = "p" if found["level"] in "pP" else "c"
        partner = (found.get("partner") or taken.partner).upper()
        is_named = taken.is_named or not (found.get("level") or found.get("partner"))
        taken = Prefixed(taken.rest[match.end() :].lstrip("[( "), level, partner, is_named)
    return taken


def is_fusion(text: str) -> bool:
    """Whether a text names a fusion and nothing else."""
    return _FUSION.fullmatch(text) is not None


def _require_own(accession: str) -> None:
    if accession.upper() not in _ACCESSIONS:
        problem = f"{quoted(accession)} is not a sequence of ALK that is taken here"
        raise refused(problem, f"Those taken are {', '.join(_ACCESSIONS)}")
