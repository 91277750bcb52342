"""Eligibility criteria, a free text -> the lines that speak of ALK. A flag quotes its line; the reader decides."""

from __future__ import annotations

import re

from alktui.model.registry import EligibilityFlag
from alktui.plain import clean

MOST_LETTERS = 240
MOST_FLAGS = 3
MOST_TEXT = 60_000
LONGEST_LINE = 2_000
LONGEST_HEADING = 100

_ALK = r"(?:\bALK\b|anaplastic lymphoma kinase)"
_NAMES = re.compile(_ALK, re.IGNORECASE)
_NOT_THE_GENE = re.compile(r"\balk(?:aline)?\W{0,2}phos", re.IGNORECASE)
_EXCLUSION = re.compile(r"\b(?:exclusion|non-inclusion|ineligibility)\s+criteria\b|^\W*exclusions?\W*$", re.IGNORECASE)
_INCLUSION = re.compile(r"\b(?:inclusion|eligibility)\s+criteria\b|^\W*inclusions?\W*$", re.IGNORECASE)
_NEGATIVE = re.compile(
    rf"{_ALK}(?:\W+\w+){{0,4}}?\W*(?:negative|wild[- ]?type|\(-\)|not detected)"
    rf"|(?:\bno|\bnot|without|\bnon|lack\w*|absence of|absent|negative for|free of|wild[- ]?type)\W+(?:[\w/+]+\W+){{0,8}}?{_ALK}",
    re.IGNORECASE,
)
_POSITIVE = re.compile(
    rf"{_ALK}[\w\s/()-]{{0,30}}?(?:positiv|\+|rearrang|fusion|transloc|mutat|alterat|aberrat)"
    rf"|(?:positive for|harbou?r\w*|express\w*)\W+(?:\w+\W+){{0,4}}?{_ALK}",
    re.IGNORECASE,
)
_ADMITS = re.compile(
    rf"{_ALK}\W*positiv|{_ALK}\s*\(?\+|positive\W+(?:or|and|/)\W+negative|negative\W+(?:or|and|/)\W+positive|regardless|irrespective",
    re.IGNORECASE,
)
_TREATMENT = re.compile(
    rf"{_ALK}\W+(?:\w+\W+){{0,3}}?(?:inhibitors?\b|TKIs?\b|tyrosine kinase inhibitor|targeted|directed|therap)"
    rf"|(?:prior|previous\w*|treated with|treatment with|received|exposure to)\W+(?:\w+\W+){{0,8}}?{_ALK}",
    re.IGNORECASE,
)


def flags_of(criteria: str) -> tuple[EligibilityFlag, ...]:
    """What eligibility criteria say of ALK, as far as their wording shows it.

    A record that asks for ALK-positive disease anywhere is never said to exclude ALK: such trials often list cohorts.
    """
    asking: list[str] = []
    excluding: list[str] = []
    excludes = False
    for line in clean(criteria[:MOST_TEXT], keep_lines=True).split("\n"):
        names = _NAMES.search(line) is not None
        if not names and len(line) <= LONGEST_HEADING and (_EXCLUSION.search(line) or _INCLUSION.search(line)):
            excludes = _EXCLUSION.search(line) is not None
        elif names and not _NOT_THE_GENE.search(line):
            _sort(line[:LONGEST_LINE], asking, excluding, excludes=excludes)
    if asking:
        return tuple(EligibilityFlag(kind="asks-for-alk", excerpt=text) for text in asking[:MOST_FLAGS])
    return tuple(EligibilityFlag(kind="excludes-alk", excerpt=text) for text in excluding[:MOST_FLAGS])


def _sort(line: str, asking: list[str], excluding: list[str], *, excludes: bool) -> None:
    """Put a line that names ALK where it belongs; one on treatment before, or on ALK-negative disease excluded, nowhere."""
    negative, positive = _NEGATIVE.search(line), _POSITIVE.search(line)
    if excludes:
        if not negative and (positive or not _TREATMENT.search(line)):
            excluding.append(_excerpt(line))
    elif _ADMITS.search(line) or (positive and not negative):
        asking.append(_excerpt(line))
    elif negative:
        excluding.append(_excerpt(line))


def _excerpt(line: str) -> str:
    text = re.sub(r"\\([^\w\s])", r"\1", " ".join(line.strip(" *-\u2022\t").split()))  # Markdown's escapes
    return f"{text[: MOST_LETTERS - 3]}..." if len(text) > MOST_LETTERS else text
