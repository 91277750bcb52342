"""Finding: one line that a user enters, read whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alktui.errors import VariantRefused
from alktui.variants.coding import lies_outside, refuse_intronic
from alktui.variants.composition import compose, compound
from alktui.variants.description_pair import split_pair
from alktui.variants.destination import belongs_elsewhere, unreadable
from alktui.variants.layout import lay_out
from alktui.variants.member import Member, read_member, split_alternatives
from alktui.variants.prefix import take_prefix
from alktui.variants.reading import Reading, Relation
from alktui.variants.refusal import EXAMPLES, listed, quoted, refused, shown
from alktui.variants.typed import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from alktui.model.variant import Profile
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
    try:
        cleaned = plain(text)
        try:
            return _read(cleaned, known)
        except VariantRefused as refusal:
            elsewhere = belongs_elsewhere(cleaned) if refusal.hint == EXAMPLES else None
            raise elsewhere or refusal from None
    except VariantRefused as refusal:
        refusal.typed = text
        raise


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
    has_compound = any(sum(map(bool, group)) > 1 for group in typed)
    notices: list[str] = [*(layout.notices if has_compound else ()), *([_FUSION_NOTICE] if has_fusion else [])]
    groups = [[alternatives for alternatives in group if alternatives] for group in typed]
    alleles = [compose(_read_members(group, known, short=short, coding=coding)) for group in groups if group]
    notices.extend(sorted(notice for _, noticed in alleles for notice in noticed))
    return _related(text, [profiles for profiles, _ in alleles], layout.relation, notices)


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
