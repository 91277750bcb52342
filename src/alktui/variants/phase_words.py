"""The phase where it is said in words: "C1156Y, L1198F in cis", "G1202R in trans with L1196M"."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from alktui.variants.refusal import quoted, refused

Phase = Literal["cis", "trans", "unknown"]

_PHASES: dict[Phase, str] = {
    "cis": r"(?:in )?cis|on (?:one|the same) allele",
    "trans": r"(?:in )?trans|on (?:two|different|separate) alleles",
    "unknown": r"phase (?:unknown|not known)|unknown phase",
}
_WORDS = "|".join(f"(?P<{phase}>{words})" for phase, words in _PHASES.items())
_LAST = re.compile(rf"(?P<text>.*?[^ ,;(])[ ,;(]+(?:{_WORDS})\)?", re.IGNORECASE)
_FIRST = re.compile(rf"(?:{_WORDS})[ :]+(?P<text>.+)", re.IGNORECASE)
_BETWEEN = re.compile(r"(?P<one>.+?) (?:in )?(?:(?P<cis>cis)|(?P<trans>trans)) (?:with|to) (?P<other>.+)", re.IGNORECASE)
_APART = re.compile(r" and | ?& ?|[,;]| ?/ ?(?=(?:p\.)?\(?[A-Z][a-z]{0,2}[0-9])", re.IGNORECASE)


class Said(NamedTuple):
    """A text without the words for its phase; None where no phase is said."""

    text: str
    phase: Phase | None


def take_phase(text: str) -> Said:
    """The phase said in words, and the text without them."""
    if between := _BETWEEN.fullmatch(text):
        return Said(f"{between['one']}, {between['other']}", "cis" if between["cis"] else "trans")
    for form in (_LAST, _FIRST):
        if match := form.fullmatch(text):
            return Said(match["text"], next(phase for phase in _PHASES if match[phase]))
    return Said(text, None)


def split_said(said: Said) -> tuple[tuple[str, ...], ...]:
    """The members of each allele, where the phase is said in words.

    Raises:
        VariantRefused: a sign says something else than the words, or there is only one variant.
    """
    pieces = _APART.split(said.text)
    if said.phase == "cis":
        groups: tuple[tuple[str, ...], ...] = (tuple(member.strip() for piece in pieces for member in piece.split("+")),)
        count = len(groups[0])
    else:
        groups = tuple(tuple(member.strip() for member in piece.split("+")) for piece in pieces)
        count = len(groups)
    if count > 1:
        return groups
    if "+" in said.text:
        hint = "Write them with a comma for two alleles, with + for one"
        raise refused(f"{quoted(said.text)} joins variants with +, which is one allele, but the words say {said.phase}", hint)
    raise refused(f"{quoted(said.text)} is one variant, which has no phase", "Enter the other one with it, joined by a comma")
