"""What stands beside a finding, as one types it in one line: specimen; date; VAF. It decides nothing, but it prints."""

from __future__ import annotations

import re

from alktui.cases.day import is_day
from alktui.errors import InputRefused
from alktui.plain import clean, shown

EXAMPLE = "for example: lymph node; 2024-03-01; 12 %"
PARTS = 3
_FRACTION = re.compile(r"[<>~\u2264\u2265]?\s*([0-9]{1,3}(?:[.,][0-9]+)?)\s*(%?)")
_VARIANT = re.compile(r"(?i)(?:p\.|c\.)?\(?[A-Z](?:[a-z]{2})?[0-9]{3,4}[A-Z*]\S*")


def parts_of(text: str) -> tuple[str, str, str]:
    """Specimen, date and VAF; what is missing is empty."""
    specimen, sampled, vaf = ([part.strip() for part in text.split(";", PARTS - 1)] + ["", "", ""])[:PARTS]
    return specimen, sampled, vaf


def refuse_beside(text: str) -> None:
    """Refuse what cannot stand there: a fourth part, a date that is none, a fraction that is none, or a variant.

    Raises:
        InputRefused: so it is.
    """
    specimen, sampled, vaf = parts_of(clean(text))
    if _VARIANT.fullmatch(specimen):
        raise _refused(f"{shown(specimen)} reads as a variant", "A variant goes on a line of its own; here stands its specimen.")
    if is_day(specimen) or (_is_fraction(specimen) and "%" in specimen):
        raise _refused(f"{shown(specimen)} stands in the place of the specimen", f"Write specimen; date; VAF, {EXAMPLE}.")
    if ";" in vaf:
        raise _refused("there are more than three parts", f"Write specimen; date; VAF, {EXAMPLE}.")
    if sampled and not is_day(sampled):
        raise _refused(f"{shown(sampled)} is no date", "Write 2024, 2024-03 or 2024-03-01 between the semicolons.")
    if vaf and not _is_fraction(vaf):
        raise _refused(f"{shown(vaf)} is no allele fraction", "Write 12 %, <1 % or 0.12 behind the second semicolon.")


def _refused(problem: str, hint: str) -> InputRefused:
    return InputRefused(problem, hint, field="beside")


def _is_fraction(text: str) -> bool:
    match = _FRACTION.fullmatch(text)
    return match is not None and float(match[1].replace(",", ".")) <= (100 if match[2] else 1)
