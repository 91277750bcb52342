"""Finding: one line that a user enters, read whole."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from alktui.errors import VariantRefused
from alktui.variants.coding import lies_outside, refuse_intronic
from alktui.variants.composition import are_alternatives, compose, compound
from alktui.variants.count_word import take_count
from alktui.variants.description_pair import split_pair
from alktui.variants.destination import belongs_elsewhere, unreadable
from alktui.variants.layout import lay_out, mixed
from alktui.variants.member import Member, read_member, split_alternatives
from alktui.variants.prefix import take_prefix
from alktui.variants.reading import Reading, Relation
from alktui.variants.refusal import EXAMPLES, listed, quoted, refused, shown
from alktui.variants.typed import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from alktui.model.variant import Profile, Variant
    from alktui.variants.prefix import Prefixed

_FUSION_NOTICE = "the fusion named beside the variant is not taken with it; enter it in the fusion field"


def read_finding(text: str, *, known: Collection[str] = ()) -> Reading:
    """What one line names: a variant, a compound, alternatives, or several variants with their phase.

    Args:
        text: any text.
        known: names of profiles and variants of the catalogue, to be suggested before others.

    Raises:
        VariantRefused: with what is wrong, where it belongs, and canonical names that could have been meant.
    """
    counted = take_count(text)
    try:
        cleaned = plain(counted.text)
        try:
            reading = _read(cleaned, known)
        except VariantRefused as refusal:
            elsewhere = belongs_elsewhere(cleaned) if refusal.hint == EXAMPLES else None
            raise elsewhere or refusal from None
    except VariantRefused as refusal:
        refusal.typed = text
        raise
    return replace(reading, count=_named(counted.names, reading)) if counted.names else reading


def _named(names: tuple[str, ...], reading: Reading) -> frozenset[str]:
    """The variants of a reading that some names stand for; all of them where a name cannot be read alone."""
    every = frozenset(variant.text for profile in reading.profiles for variant in profile.variants)
    found: set[str] = set()
    for name in names:
        try:
            found.update(variant.text for profile in _read(plain(name), ()).profiles for variant in profile.variants)
        except VariantRefused:
            return every
    return frozenset(found & every) or every


def read_profile(text: str, *, known: Collection[str] = ()) -> Profile:
    """The one profile that a text names.

    Args:
        text: any text.
        known: names of profiles and variants of the catalogue, to be suggested before others.

    Raises:
        VariantRefused: as read_finding does, and when the text names more than one profile.
    """
    reading = read_finding(text, known=known)
    if reading.relation == "one":
        return reading.profiles[0]
    names = tuple(profile.text for profile in reading.profiles)
    if reading.relation == "choice":
        problem = f"{shown(text)} can be read as {listed(names)}; give one of them, or one --variant each"
        raise refused(problem, typed=text, suggestions=names)
    problem = f"{shown(text)} names {listed(names, 'and')} as separate findings"
    raise refused(problem, f"Give one --variant each, with --phase {reading.relation}", typed=text, suggestions=names)


def _read(text: str, known: Collection[str]) -> Reading:
    pair = split_pair(text)
    if pair is None:
        return _read_single(text, known)
    coding, protein = pair
    of_protein = _read_single(protein, known)
    if lies_outside(take_prefix(coding).rest):
        notices = (*of_protein.notices, f"{quoted(coding)} was not held against {quoted(protein)}: it lies outside exons 20-28")
        return Reading(of_protein.profiles, of_protein.relation, notices)
    of_coding = _read_single(coding, known)
    if of_coding.profiles != of_protein.profiles:
        made, said = (listed(tuple(profile.text for profile in reading.profiles), "and") for reading in (of_coding, of_protein))
        suggestions = (made, said) if of_coding.relation == of_protein.relation == "one" else ()
        raise refused(f"{quoted(coding)} makes {made}, not {said}", "Enter the one that is right", suggestions=suggestions)
    return of_protein


def _read_single(text: str, known: Collection[str]) -> Reading:
    refuse_intronic(text)
    layout = lay_out(text)
    if not all(member for group in layout.groups for member in group):
        raise unreadable(text, "a sign that joins two variants has only one beside it")
    typed = [[split_alternatives(member) for member in group] for group in layout.groups]
    pieces = [piece for group in typed for alternatives in group for piece in alternatives]
    if not pieces or not all(piece.rest.strip() for piece in pieces):
        raise unreadable(text)
    short = any(piece.has_short_numbering for piece in pieces)
    coding = any(piece.level == "c" for piece in pieces)
    has_fusion = any(not alternatives for group in typed for alternatives in group) or any(piece.partner for piece in pieces)
    notices: list[str] = [_FUSION_NOTICE] if has_fusion else []
    groups = [(left, joined) for group, joined in zip(typed, layout.by_plus, strict=True) if (left := list(filter(None, group)))]
    if len(groups) > 1 and any(joined and len(group) > 1 for group, joined in groups):
        raise mixed(text)
    relation, alleles = layout.relation, []
    for group, _ in groups:
        members = _read_members(group, known, short=short, coding=coding)
        notices.extend(sorted(notice for member in members for notice in member.notices))
        if layout.is_choice:
            alleles.append(tuple(compound((variant,)) for variant in _distinct(members)))
        elif any(len(member.variants) > 1 and not are_alternatives(member.variants) for member in members):
            if len(members) > 1 or relation == "trans":
                raise mixed(text, "a slash")
            alleles.extend((compound((variant,)),) for variant in members[0].variants)
            relation = "unknown"
        else:
            alleles.append(compose(members))
    return _related(text, alleles, relation, notices)


def _distinct(members: list[Member]) -> tuple[Variant, ...]:
    """The alternatives that "or" parts, in the order typed; refused where one is given twice."""
    variants = tuple(variant for member in members for variant in member.variants)
    if len(set(variants)) < len(variants):
        raise refused("the same variant is given twice as an alternative", "Give it once")
    return variants


def _read_members(group: list[tuple[Prefixed, ...]], known: Collection[str], *, short: bool, coding: bool) -> list[Member]:
    members: list[Member] = []
    refusals: list[VariantRefused] = []
    for alternatives in group:
        try:
            members.append(read_member(alternatives, short=short, coding=coding, known=known))
        except VariantRefused as refusal:
            refusals.append(refusal)
    if not refusals:
        return members
    if len(refusals) == 1 and members:
        refusals[0].suggestions = _completed(refusals[0].suggestions, members, known)
    raise refusals[0]


def _completed(suggestions: Iterable[str], members: list[Member], known: Collection[str]) -> tuple[str, ...]:
    """Suggestions for one member, each joined with the members beside it; those that cannot stand together are left out."""
    names: list[str] = []
    beside = tuple(variant for member in members for variant in member.variants)
    for suggestion in suggestions:
        try:
            variants = read_finding(suggestion).profiles[0].variants
            names.append(compound((*variants, *beside)).text)
        except VariantRefused:
            continue
    return tuple(sorted(names, key=lambda name: name not in known))


def _related(text: str, alleles: list[tuple[Profile, ...]], relation: Relation, notices: list[str]) -> Reading:
    distinct = tuple(dict.fromkeys(notices))
    if len(alleles) == 1:
        return Reading(alleles[0], "choice" if len(alleles[0]) > 1 else "one", distinct)
    if any(len(profiles) > 1 for profiles in alleles):
        raise refused(f"{quoted(text)} leaves a choice at one residue", "Enter each variant as a finding of its own")
    profiles = sorted(
        (profiles[0] for profiles in alleles), key=lambda profile: [(v.start, v.end, v.text) for v in profile.variants]
    )
    if len(set(profiles)) == len(profiles):
        return Reading(tuple(profiles), relation, distinct)
    if relation == "trans" and len(set(profiles)) == 1:
        return Reading((profiles[0],), "one", (*distinct, f"{profiles[0].text} is named on both alleles"))
    raise refused(f"{quoted(text)} names the same finding twice", "Give it once")
