"""A finding with what stands beside it, typed in one line: `G1202R, VAF 12 %, liver biopsy 2024-03-01`."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from alktui.cases.beside_text import Beside, parts_of, refuse_beside
from alktui.cases.editing import set_text
from alktui.cases.entry import CaseEntry
from alktui.errors import InputRefused
from alktui.variants import Reading, read_finding

_APART = re.compile(r"\s*[,;]\s*|\s+(?=\()|\s+")
_FRACTION = re.compile(r"\(?([<>~\u2264\u2265]?\s*[0-9]{1,3}(?:[.,][0-9]+)?\s*%)\)?")
LONGEST = 300
"""Letters of a line that is looked at so."""


CIS = "cis, because of +"


def is_joined_by_plus(typed: str, reading: Reading) -> bool:
    """Whether a plus sign alone makes a compound of a text."""
    return reading.relation == "one" and reading.profiles[0].is_compound and "+" in typed and "cis" not in typed.casefold()


def is_phase_said(typed: str) -> bool:
    """Whether a list of findings says itself that their phase is not known."""
    return "(;)" in typed or "known" in typed.casefold()


class FindingText(NamedTuple):
    """A variant or compound as it was typed, and what stood beside it in the same line."""

    text: str
    beside: Beside


def put_finding(entry: CaseEntry, key: str, whole: FindingText) -> None:
    """Put a finding with what stands beside it on a line of a case; what it had and the line does not name stays."""
    place = key.partition(":")[2]
    at = len(entry.findings) if place == "+" else int(place)
    set_text(entry, key, whole.text)
    finding = entry.findings[at]
    finding.specimen = whole.beside.specimen or finding.specimen
    finding.sampled = whole.beside.sampled or finding.sampled
    finding.vaf = whole.beside.vaf or finding.vaf


def split_finding(typed: str, known: Collection[str] = ()) -> FindingText | None:
    """The finding and what stands beside it; None where the line is not one that reads, followed by a date or a fraction."""
    line = typed.strip()[: LONGEST + 1]
    for match in reversed(list(_APART.finditer(line)) if len(line) <= LONGEST else []):
        text, beside = line[: match.start()], _beside(line[match.end() :])
        if beside is not None and _is_one(text, known):
            return FindingText(text, beside)
    return None


def _is_one(text: str, known: Collection[str]) -> bool:
    """Whether a text is one variant or compound: of several it would not be known which one the fraction is of."""
    try:
        return read_finding(text, known=known).relation == "one"
    except InputRefused:
        return False


def _beside(text: str) -> Beside | None:
    """What stands beside a finding, where a date or a fraction is among it."""
    if fraction := _FRACTION.fullmatch(text.strip()):
        return Beside(vaf=fraction[1])
    try:
        refuse_beside(text)
    except InputRefused:
        return None
    beside = parts_of(text)
    return beside if beside.sampled or beside.vaf else None
