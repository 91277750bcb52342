"""What stands beside a finding, as one types it in one line: specimen; date; VAF. It decides nothing, but it prints."""

from __future__ import annotations

import re
from typing import NamedTuple

from alktui.cases.day import is_day
from alktui.errors import InputRefused
from alktui.plain import clean, shown

EXAMPLE = "for example: lymph node; 2024-03-01; 12 %"
PARTS = 3
_NUMBER = r"[<>~\u2264\u2265]?\s*[0-9]{1,3}(?:[.,][0-9]+)?\s*%?"
_FRACTION = re.compile(r"[<>~\u2264\u2265]?\s*([0-9]{1,3}(?:[.,][0-9]+)?)\s*(%?)")
_NAME = r"(?:VAF|AF|(?:variant )?allele (?:fraction|frequency))\s*[:=]?\s*"
_NAMED = re.compile(rf"{_NAME}(?={_NUMBER})", re.IGNORECASE)
_VAF = re.compile(rf"\b{_NAME}(?P<number>{_NUMBER})(?![\w.])", re.IGNORECASE)
_DATE = re.compile(r"(?<![\w-])[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?![\w-])")
_DATE_AND_VAF = re.compile(rf"(?P<day>{_DATE.pattern})[\s,;]+(?P<number>{_NUMBER})\s*$")
_VARIANT = re.compile(r"(?i)(?:p\.|c\.)?\(?[A-Z](?:[a-z]{2})?[0-9]{3,4}[A-Z*]\S*")


class Beside(NamedTuple):
    """What stands beside a finding; what is missing is empty."""

    specimen: str = ""
    sampled: str = ""
    vaf: str = ""


def parts_of(text: str) -> Beside:
    """Specimen, date and VAF: as they stand between semicolons, else each by its own look.

    By their look are told a month or day, and a fraction that is named as VAF or ends the text behind the date: a percentage
    alone may be that of tumour cells. Where there are two of a kind, nothing is told apart.
    """
    placed = Beside(*([part.strip() for part in text.split(";", PARTS - 1)] + ["", "", ""])[:PARTS])
    placed = placed._replace(vaf=_NAMED.sub("", placed.vaf))
    if ";" in text and not _trouble_of(placed):
        return placed
    return _by_look(text) or placed


def _by_look(text: str) -> Beside | None:
    """The parts by their look; None where there is none, or two of a kind."""
    days, fractions = _DATE.findall(text), [match["number"] for match in _VAF.finditer(text)]
    bare = _DATE_AND_VAF.search(text) if not fractions else None
    if bare:
        fractions = [bare["number"]]
    if len(days) > 1 or len(fractions) > 1 or not (days or fractions):
        return None
    rest = text[: bare.start()] if bare else _DATE.sub(";", _VAF.sub(";", text))
    specimens = [part.strip(" ,.:()") for part in rest.split(";") if part.strip(" ,.:()")]
    if len(specimens) > 1:
        return None
    return Beside("".join(specimens), "".join(days), "".join(fractions).strip())


def text_of_beside(beside: Beside) -> str:
    """The line that reads as these parts."""
    return "; ".join(beside).rstrip("; ")


def beside_in_words(beside: Beside) -> str:
    """The parts, each by its name; empty where there is none."""
    names = zip(("specimen", "date", "VAF"), beside, strict=True)
    return ", ".join(f"{name} {part}" for name, part in names if part)


def refuse_beside(text: str) -> None:
    """Refuse what cannot stand there: a fourth part, a date that is none, a fraction that is none, or a variant.

    Raises:
        InputRefused: so it is.
    """
    beside = parts_of(clean(text))
    if trouble := _trouble_of(beside):
        raise InputRefused(*trouble, field="beside")
    if len(_DATE.findall(beside.specimen)) > 1 or len(_VAF.findall(beside.specimen)) > 1:
        raise InputRefused(
            f"{shown(text)} has two dates or two fractions", f"Write specimen; date; VAF, {EXAMPLE}.", field="beside"
        )


def _trouble_of(beside: Beside) -> tuple[str, str] | None:
    """What is wrong with parts and what to do; None where nothing is."""
    specimen, sampled, vaf = beside
    if _VARIANT.fullmatch(specimen):
        return f"{shown(specimen)} reads as a variant", "A variant goes on a line of its own; here stands its specimen."
    if is_day(specimen) or (_is_fraction(specimen) and "%" in specimen):
        return f"{shown(specimen)} stands in the place of the specimen", f"Write specimen; date; VAF, {EXAMPLE}."
    if ";" in vaf:
        return "there are more than three parts", f"Write specimen; date; VAF, {EXAMPLE}."
    if sampled and not is_day(sampled):
        return f"{shown(sampled)} is no date", f"Write 2024, 2024-03 or 2024-03-01 between the semicolons, {EXAMPLE}."
    if vaf and not _is_fraction(vaf):
        return f"{shown(vaf)} is no allele fraction", f"Write 12 %, <1 % or 0.12 behind the second semicolon, {EXAMPLE}."
    return None


def _is_fraction(text: str) -> bool:
    match = _FRACTION.fullmatch(text)
    return match is not None and float(match[1].replace(",", ".")) <= (100 if match[2] else 1)
