"""Member: one change of ALK as it stands in a text, or the alternatives that it names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from alktui.variants.coding import read_coding
from alktui.variants.destination import unreadable
from alktui.variants.normal_form import fits, normal
from alktui.variants.notation import read_change
from alktui.variants.numbering import FIRST_OF_ALK, FUSION_LENGTH, OFFSET, full_length
from alktui.variants.old_insertion import read_old_insertion
from alktui.variants.prefix import Prefixed, is_fusion, take_prefix
from alktui.variants.refusal import asked, quoted, refused
from alktui.variants.suggestion import MOST_SUGGESTIONS, misfit

if TYPE_CHECKING:
    from collections.abc import Collection

    from alktui.model.variant import Variant
    from alktui.variants.change import Change

_NOUN = re.compile(r" (?:mutations?|mutants?|mut|variants?|substitutions?)$", re.IGNORECASE)
_HEAD = re.compile(r"(?:[A-Z]{3}|[A-Z])?[0-9]+", re.IGNORECASE)
_RESIDUE_ALONE = re.compile(r"(?:[A-Z]{3}|[A-Z])(?P<position>[0-9]{1,4})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Member:
    """What one member of a text comes to.

    Attributes:
        variants: more than one when a slash stands between them; never empty.
        notices: what was read otherwise than it was typed.
    """

    variants: tuple[Variant, ...]
    notices: tuple[str, ...]


def split_alternatives(text: str) -> tuple[Prefixed, ...]:
    """The alternatives of a member, each with its whole text: I1171T/N is I1171T and I1171N. Fusions are left out."""
    first, *others = (piece.strip() for piece in text.split("/"))
    pieces = [] if is_fusion(first) else [take_prefix(first)]
    head = _HEAD.match(pieces[0].rest) if pieces else None
    for other in others:
        if is_fusion(other) or (is_fusion(first) and not re.search("[0-9]", other)):
            continue
        following = take_prefix(other)
        if head is not None and pieces and other and not re.search("[0-9]", other):
            following = replace(pieces[0], rest=head[0] + following.rest)
        pieces.append(following)
    return tuple(replace(piece, rest=_bare(piece.rest)) for piece in pieces)


def read_member(alternatives: tuple[Prefixed, ...], *, short: bool, coding: bool, known: Collection[str] = ()) -> Member:
    """The variants of a member.

    Args:
        alternatives: never empty.
        short: whether those with no gene before them are counted on NPM1-ALK.
        coding: whether those that begin with a digit are descriptions of bases.
        known: names to be suggested before others.
    """
    variants: list[Variant] = []
    notices: list[str] = []
    for piece in alternatives:
        if piece.level == "c" or (coding and not piece.level and piece.rest[:1].isdigit()):
            variants.append(read_coding(piece.rest))
            continue
        is_short = not piece.is_named and (piece.has_short_numbering or (short and not piece.partner))
        variant, noticed = _read_protein(piece.rest, known, is_short=is_short)
        variants.append(variant)
        notices.extend(noticed)
    return Member(tuple(variants), tuple(notices))


def _bare(text: str) -> str:
    """The change alone: no brackets around it, no noun behind it, no blanks within it unless they part words."""
    bare = _NOUN.sub("", text.strip(" [])("))
    closed_up = bare.replace(" ", "")
    has_one_place = sum(bool(re.search("[0-9]", word)) for word in bare.split()) == 1
    return closed_up if has_one_place and _HEAD.match(closed_up) else bare


def _read_protein(text: str, known: Collection[str], *, is_short: bool) -> tuple[Variant, list[str]]:
    change, notices = _read_typed(text, known)
    if is_short:
        change, notice = full_length(change)
        notices.append(notice)
    if not fits(change) and text[0] == "l" and fits(meant := replace(change, reference="I" + change.reference[1:])):
        notices.append(f"the small l before {change.start} is read as I: {change.start} is Ile")
        change = meant
    if not fits(change):
        raise misfit(change, known)
    variant = normal(change)
    if variant.kind == change.kind and (variant.start, variant.end) != (change.start, change.end):
        notices.append(f"{quoted(text)} is the same protein as {variant.text}, the name that HGVS gives it")
    is_in_fusion = change.start >= FIRST_OF_ALK and change.end <= FUSION_LENGTH and not is_short
    if is_in_fusion and fits(short := replace(change, start=change.start + OFFSET, end=change.end + OFFSET)):
        notices.append(f"if {quoted(text)} is numbered on NPM1-ALK it is {normal(short).text}; type NPM1-ALK:p.{text} then")
    if change.alternate == "L" and text[:1].isupper() and text[-1] == "l" and change.reference != "I":
        notices.append(f"the small l in {quoted(text)} is read as L (Leu); for Ile type {variant.text[:-1]}I")
    return variant, notices


def _read_typed(text: str, known: Collection[str]) -> tuple[Change, list[str]]:
    if match := _RESIDUE_ALONE.fullmatch(text):
        raise _unnamed(text, match["position"], known)
    if not text:
        raise unreadable(text)
    old = read_old_insertion(text)
    if old is not None:
        return old[0], [old[1]] if old[1] else []
    return read_change(text), []


def _unnamed(text: str, position: str, known: Collection[str]) -> Exception:
    there = (name for name in sorted(known) if re.fullmatch(rf"[A-Z]{position}\D+", name))
    suggestions = tuple(there)[:MOST_SUGGESTIONS]
    hint = None if suggestions else f"Say what it changes to, like {text}N or {text}del"
    return refused(f"{quoted(text)} names a residue but no change{asked(suggestions)}", hint, suggestions=suggestions)
