"""One line of a list of variants -> a finding: alone, with what stands beside it, or in columns of which some are not read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alktui.cases.entry import FindingEntry
from alktui.cases.finding_text import LONGEST, split_finding
from alktui.cases.importing.gathering import Gathering
from alktui.errors import InputRefused
from alktui.plain import shown
from alktui.variants import Reading, read_finding

_APART = re.compile(r"\s*[\t,;|]\s*|\s+")
_MOST_COLUMNS = 12
"""A line of more words is a text, which is not looked at word by word."""
_NUMBER = re.compile(r"[<>~\u2264\u2265]?\s*(?P<number>[0-9]{1,9}(?:[.,][0-9]{1,9})?)\s*%?")
_DENIED = re.compile(
    r"\b(?:no|not|none|never|without|negative|neg|absent|absence|excluded|undetect\w*|wild[ -]?type|wt|lost|false)\b"
    r"|\bruled out\b|(?<![0-9.,])0+(?:[.,]0+)?\s*%?(?![0-9.,%-])",
    re.IGNORECASE,
)
"""That a change was looked for and not found."""
_HEADS = re.compile(
    r"aa|v?af|alk|allele|alteration|amino|acid|barcode|c?dna|change|comment|date|fraction|frequency|gene|symbol|hgvs[cp]?"
    r"|id|mutations?|name|protein|remarks?|samples?|specimen|tissue|tumou?r|transcript|type|variants?"
)
_PLAIN_LINE = 'Write "{0}; lymph node; 2024-03-01; 12%" for its specimen, date and VAF, or # before a remark.'


def is_head(typed: str) -> bool:
    """Whether a line names the columns of a table and nothing else."""
    words = re.findall("[^\\W_]+", typed.lower())
    return bool(words) and all(map(_HEADS.fullmatch, words))


def take_line(where: str, typed: str, gathering: Gathering) -> None:
    """Take a line as a finding, or say what of it cannot be read."""
    if gathering.take(where, typed) or gathering.is_full or len(_APART.findall(typed[:LONGEST])) > _MOST_COLUMNS:
        return
    refusal = gathering.refusals.pop()
    if not (_take_beside(where, typed, gathering) or _take_first(where, typed, gathering) or _refuse(where, typed, gathering)):
        gathering.refusals.append(refusal)


def _take_beside(where: str, typed: str, gathering: Gathering) -> bool:
    """Take a variant with specimen, date and VAF as the form takes it; whether the line is one."""
    whole = split_finding(typed, gathering.catalogue.known_profiles)
    if whole is None:
        return False
    if _says_not_found(where, typed, whole.text, gathering):
        return True
    specimen, sampled, vaf = whole.beside
    return gathering.take(where, whole.text, FindingEntry("", specimen, sampled, vaf))


def _take_first(where: str, typed: str, gathering: Gathering) -> bool:
    """Take a variant with more columns behind it, which are told; whether the line begins with one."""
    for column, head, tail in reversed(list(_splits(typed))):
        reading = _one(head, gathering)
        if reading is None:
            continue
        if any(_is_like_a_change(word) for word in tail.split()):
            return False
        if _says_not_found(where, typed, head, gathering):
            return True
        name = reading.profiles[0].text
        what = f"{where}, column {column}"
        if not _NUMBER.fullmatch(tail):
            hint = _PLAIN_LINE.format(name)
            gathering.refuse(what, f"{shown(tail)} behind {name} is not understood, so the line makes no finding", hint)
            return True
        gathering.add(where, head, reading)
        hint = f'Write "{name} VAF {tail}" if it is the allele fraction.'
        gathering.refuse(what, f"{shown(tail)} behind {name} does not say what it is; {name} was taken without it", hint)
        return True
    return False


def _refuse(where: str, typed: str, gathering: Gathering) -> bool:
    """Refuse a variant behind another column, which may be a gene or a sample of someone else; whether the line has one."""
    for column, head, tail in _splits(typed):
        first = _APART.split(tail, maxsplit=1)[0]
        reading = _one(tail, gathering) or _one(first, gathering)
        if reading is not None and not any(_is_like_a_change(word) for word in head.split()):
            name = reading.profiles[0].text
            place = "column 1" if column == 2 else f"columns 1 to {column - 1}"  # noqa: PLR2004 - two columns
            problem = f"{shown(head)} before {name} may be another gene or sample, or a doubt; the line makes no finding"
            hint = f'Write "{name}" alone if it is of ALK and of this patient.'
            gathering.refuse(f"{where}, {place}", problem, hint)
            return True
    return False


def _says_not_found(where: str, typed: str, variant: str, gathering: Gathering) -> bool:
    """Refuse a line that says of its variant that it was not found; whether it does."""
    said = typed.removeprefix(variant).strip(" \t,;|")
    if not _DENIED.search(said):
        return False
    problem = f"{shown(said)} behind {shown(variant)} reads as if it was not found, so the line makes no finding"
    gathering.refuse(where, problem, "Write the variant alone if it was found.")
    return True


def _splits(typed: str) -> Iterator[tuple[int, str, str]]:
    """Each way to part a line: the number of the column that the second part begins with, and the two parts."""
    for column, match in enumerate(_APART.finditer(typed), 2):
        yield column, typed[: match.start()], typed[match.end() :]


def _one(text: str, gathering: Gathering) -> Reading | None:
    """What a text reads as where it is one variant or compound."""
    try:
        reading = read_finding(text, known=gathering.catalogue.known_profiles)
    except InputRefused:
        return None
    return reading if reading.relation == "one" else None


def _is_like_a_change(word: str) -> bool:
    return re.search(r"[A-Za-z*][0-9]{2,5}(?:[A-Za-z*=]|_)", word) is not None
