"""Labels of cases: what may be one, and the file name that it gives."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Container

from alktui.errors import InputRefused
from alktui.plain import clean, shown

LONGEST = 200
_LONGEST_SLUG = 48


def plain_label(typed: str) -> str:
    """A label without control characters and double blanks.

    Raises:
        InputRefused: it is empty, or longer than 200 characters.
    """
    label = unicodedata.normalize("NFC", " ".join(clean(typed).split()))
    if not label:
        hint = "Give one of your own choosing, without names or numbers of patients."
        raise InputRefused("the case has no label", hint, field="label", typed=typed)
    if len(label) > LONGEST:
        problem = f"the label {shown(label)} has {len(label)} characters"
        raise InputRefused(problem, f"Give one of at most {LONGEST}.", field="label", typed=typed)
    return label


def folded_label(label: str) -> str:
    """What two labels have in common that count as the same."""
    return unicodedata.normalize("NFKC", label).casefold()


def file_name(label: str) -> str:
    """The name, without its ending, of the file of a case: readable words and eight digits that stand for the whole label.

    It holds only a-z, 0-9 and hyphens, so it is no path, no hidden file and no name that a system reserves.
    """
    letters = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    slug = "-".join(re.findall("[a-z0-9]+", letters))[:_LONGEST_SLUG].strip("-") or "case"
    return f"{slug}-{zlib.crc32(folded_label(label).encode('utf-8', 'surrogatepass')):08x}"


def free_label(label: str, taken: Container[str]) -> str:
    """The label itself where it is free, else with the first number that makes it so.

    Args:
        taken: folded labels.
    """
    number, free = 1, label
    while folded_label(free) in taken:
        number += 1
        free = f"{label[: LONGEST - 8].rstrip()} ({number})"
    return free
