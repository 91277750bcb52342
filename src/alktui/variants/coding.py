"""Coding notation: a change of bases within exons 20-28, as the change of the protein that it makes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from alktui.model.variant import Variant
from alktui.variants.destination import unreadable
from alktui.variants.normal_form import replacement
from alktui.variants.prefix import take_prefix
from alktui.variants.proper_hgvs import Event, parse
from alktui.variants.refusal import quoted, refused
from alktui.variants.residue import three_letters
from alktui.variants.sequence import FIRST_CODING_BASE, FIRST_CODON, LAST_CODING_BASE, coding, translated
from alktui.variants.typed import plain

if TYPE_CHECKING:
    from alktui.errors import VariantRefused

_CHANGE = re.compile(
    r"(?P<place>[-*]?[0-9]+(?:[+-][0-9]+)?(?:_[-*]?[0-9]+(?:[+-][0-9]+)?)?)"
    r"(?:(?P<from>[ACGT])>(?P<to>[ACGT])|DEL(?P<exchanged>[ACGT]*)INS(?P<instead>[ACGT]+)"
    r"|(?P<operation>DEL|DUP|INS)(?P<bases>[ACGT]*)|(?P<silent>=))"
)
_OUTSIDE = re.compile(r"[-*]|[0-9][+-]")
_INTRONIC = re.compile(
    r"(?:\bc\. ?\(?[-*]?[0-9]+|\b[0-9]+(?=[+-][0-9]+[ACGT]>)|\bc\. ?\(?[0-9]+_[0-9]+|\bIVS ?[0-9]+)"
    r"[+-](?P<offset>[0-9]+)",
    re.IGNORECASE,
)
_SPLICE_SITE = 2  # bases on either side of an exon
_CODON = 3


def coding_to_protein(description: str) -> Variant:
    """The change of the protein that a change of bases makes.

    Args:
        description: like c.3604G>A, with or without c. and an accession of ALK.

    Raises:
        VariantRefused: it lies outside c.3173-c.4164, does not fit the sequence, or changes no residue.
    """
    return read_coding(take_prefix(plain(description)).rest.strip("[]() "))


def lies_outside(description: str) -> bool:
    """Whether a description without c. lies where the coding sequence is not at hand."""
    return bool(_OUTSIDE.search(description)) or not all(
        FIRST_CODING_BASE <= int(digits) <= LAST_CODING_BASE for digits in re.findall(r"[0-9]{1,9}", description)
    )


def refuse_intronic(text: str) -> None:
    """Refuse a description of bases that lies in an intron, before its + is taken for one between two variants.

    Raises:
        VariantRefused: so it is.
    """
    if match := _INTRONIC.search(text):
        at_splice_site = len(match["offset"]) == 1 and int(match["offset"]) <= _SPLICE_SITE
        place = "in an intron, at a splice site," if at_splice_site else "in an intron"
        problem = f"{quoted(text)} lies {place} and names no change of the protein"
        raise refused(problem, "Enter the change of the protein where one is known, else leave it out")


def read_coding(text: str) -> Variant:
    """The change of the protein that a description without c. and brackets makes; refused as coding_to_protein says."""
    change = _CHANGE.fullmatch(text.upper())
    if change is None:
        raise unreadable(f"c.{text}")
    place = change["place"].lower()
    if lies_outside(place):
        problem = (
            f"{quoted(f'c.{text}')} lies outside c.{FIRST_CODING_BASE} to c.{LAST_CODING_BASE}, the part that is translated here"
        )
        raise refused(problem, "Enter the change of the protein, like p.Gly1202Arg")
    if change["silent"]:
        raise refused(f"{quoted(f'c.{text}')} is a silent change: nothing is changed", "Leave it out")
    event = _event(text, place, change)
    _require_reference(event, event.replaced or _named_bases(change))
    return _effect(text, event)


def _event(text: str, place: str, change: re.Match[str]) -> Event:
    if change["from"]:
        tail = f"{change['from']}>{change['to']}"
    elif change["instead"]:
        tail = f"delins{change['instead']}"
    else:
        tail = change["operation"].lower() + (change["bases"] if change["operation"] == "INS" else "")
    event = parse(f"c.{place}{tail}")
    if isinstance(event, str):
        raise unreadable(f"c.{text}", event)
    return event


def _named_bases(change: re.Match[str]) -> str:
    """The bases that a deletion or duplication says it concerns; empty when it does not say."""
    named = change["exchanged"] if change["instead"] else change["bases"]
    return "" if change["operation"] == "INS" else named or ""


def _require_reference(event: Event, named: str) -> None:
    there = coding()[_index(event.start) : _index(event.end) + 1]
    if named and named != there:
        span = f"c.{event.start}" if event.start == event.end else f"c.{event.start} to c.{event.end}"
        raise refused(f"{span} is {there}, not {named}", "Bases are counted on NM_004304, coding strand")


def _effect(text: str, event: Event) -> Variant:
    first, behind = _index(event.start), _index(event.end) + 1
    if event.operation == "ins":
        first, behind = first + 1, behind - 1
    before = coding()
    bases = before[first:behind] * 2 if event.operation == "dup" else event.inserted
    after = before[:first] + bases + before[behind:]
    old, new = translated(before), translated(after)
    if (len(after) - len(before)) % _CODON:
        return _first_difference(text, old, new, frameshift=True)
    if "*" in new:
        return _first_difference(text, old, new, frameshift=False)
    if old == new:
        residue = (first // _CODON) + FIRST_CODON
        raise refused(
            f"{quoted(f'c.{text}')} is a silent change: residue {residue} stays {three_letters(old[residue - FIRST_CODON])}",
            "Leave it out",
        )
    return replacement(FIRST_CODON, old, new)


def _first_difference(text: str, old: str, new: str, *, frameshift: bool) -> Variant:
    """A stop gained or a frameshift, at the first residue that differs."""
    at = next((index for index, (was, becomes) in enumerate(zip(old, new, strict=False)) if was != becomes), None)
    if at is not None and new[at] == "*":
        return Variant(kind="substitution", start=at + FIRST_CODON, end=at + FIRST_CODON, reference=old[at], alternate="*")
    if at is not None and frameshift:
        return Variant(kind="frameshift", start=at + FIRST_CODON, end=at + FIRST_CODON, reference=old[at])
    raise _untold(text)


def _untold(text: str) -> VariantRefused:
    problem = f"the change of the protein cannot be told from {quoted(f'c.{text}')}"
    return refused(problem, "Enter the change of the protein, like p.Gly1202Arg")


def _index(base: int) -> int:
    return base - (FIRST_CODING_BASE - 1)
