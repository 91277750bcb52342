"""Composition: members of one allele to profiles, alternatives multiplied out."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

from alktui.model.variant import Profile
from alktui.variants.refusal import listed, refused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from alktui.model.variant import Variant
    from alktui.variants.member import Member

_MOST_CHOICES = 24


def compose(members: Iterable[Member]) -> tuple[Profile, ...]:
    """The profiles that the members of one allele can form, more than one when one of them is a choice.

    Raises:
        VariantRefused: one residue is changed twice, or there are too many ways to read it.
    """
    options = [[(variant,) for variant in member.variants] for member in members]
    ways = 1
    for option in options:
        ways *= len(option)
    if ways > _MOST_CHOICES:
        raise refused(f"there are {ways} ways to read this", "Give one variant for each residue")
    return tuple(compound(sum(way, ())) for way in product(*options))


def compound(variants: tuple[Variant, ...]) -> Profile:
    """The profile of variants on one allele.

    Raises:
        VariantRefused: two of them are the same, or change the same residue.
    """
    for one, other in combinations(variants, 2):
        _require_apart(one, other)
    return Profile.of(*variants)


def are_alternatives(variants: tuple[Variant, ...]) -> bool:
    """Whether they are alternatives at one residue; they are separate variants when they share none.

    Raises:
        VariantRefused: some of them share a residue and others do not, or one is given twice.
    """
    pairs = list(combinations(variants, 2))
    for one, other in pairs:
        if one == other:
            _require_apart(one, other)
    shared = [_shared(one, other) is not None for one, other in pairs]
    if any(shared) and not all(shared):
        names = listed(tuple(variant.text for variant in variants), "and")
        raise refused(f"a slash between {names} means alternatives and several findings at once", "Enter each finding on its own")
    return all(shared)


def _require_apart(one: Variant, other: Variant) -> None:
    if one == other:
        raise refused(f"{one.text} is given twice", "Give it once")
    residue = _shared(one, other)
    if residue is not None:
        first, second = sorted((one, other), key=lambda variant: (variant.start, variant.end, variant.text))
        problem = f"{first.text} and {second.text} both change residue {residue}, which one allele cannot hold"
        raise refused(problem, "Enter them as separate findings if both were found")


def _shared(one: Variant, other: Variant) -> int | None:
    """The first residue that both concern."""
    first, last = max(one.start, other.start), min(one.end, other.end)
    return first if first <= last else None
