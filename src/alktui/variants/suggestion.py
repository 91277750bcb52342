"""What could have been meant by a change that does not fit the sequence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from alktui.errors import VariantRefused
from alktui.variants.misprint import MISPRINTS
from alktui.variants.normal_form import fits, normal
from alktui.variants.numbering import FIRST_OF_ALK, FUSION_LENGTH, OFFSET
from alktui.variants.refusal import asked, refused
from alktui.variants.residue import is_residue, three_letters
from alktui.variants.sequence import FIRST_CODON, PROTEIN_LENGTH, protein, reference_residue

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from alktui.variants.change import Change

MOST_SUGGESTIONS = 5
_NEAREST = 2
_KINASE = range(FIRST_CODON, 1393)
"""From the first residue in the fusions to the last of the kinase domain (Source: UniProt Q9UM73)."""


def misfit(change: Change, known: Collection[str]) -> VariantRefused:
    """The refusal of a change whose residues are not those of ALK, with what could have been meant.

    Args:
        change: does not fit.
        known: names of profiles and variants to be suggested before others.
    """
    suggestions = near(change, known)
    problem = _misfit(change)
    printed = MISPRINTS.get(f"{change.reference}{change.start}{change.alternate}")
    if printed is None:
        hint = None if suggestions else "Numbers are those of full-length ALK (NP_004295.2)"
        return refused(problem + asked(suggestions), hint, suggestions=suggestions)
    place, reading = printed
    asking = f"; {place} prints {change.reference}{change.start}{change.alternate}{asked((reading,))}"
    rest = tuple(name for name in suggestions if name != reading)
    return refused(problem + asking, suggestions=(reading, *rest))


def near(change: Change, known: Collection[str] = ()) -> tuple[str, ...]:
    """Canonical names of changes that fit and come near to one that does not; known ones first, then the nearest."""
    names = list(dict.fromkeys(name for candidate in _candidates(change) if (name := _name(candidate))))
    members = {member for name in known for member in name.split("+")}
    return tuple(sorted(names, key=lambda name: (name not in known, name not in members))[:MOST_SUGGESTIONS])


def _misfit(change: Change) -> str:
    ends = dict(zip((change.start, change.end), (change.reference[0], change.reference[-1]), strict=True))
    for position, letter in ends.items():
        residue = reference_residue(position)
        if residue is None:
            return f"ALK has residues 1 to {PROTEIN_LENGTH}; {position} is none of them"
        if residue != letter:
            return f"{position} is {three_letters(residue)}, not {three_letters(letter)}"
    span = f"{change.start} is" if change.start == change.end else f"{change.start} to {change.end} are"
    return f"{span} {protein()[change.start - 1 : change.end]}, not {change.listed}"


def _candidates(change: Change) -> Iterator[Change]:
    """Changes that may have been meant, the likeliest first; they need not fit."""
    lookalike = change.reference.translate(str.maketrans("IL", "LI"))
    yield replace(change, reference=lookalike)
    if change.kind == "substitution" and is_residue(change.alternate):
        yield replace(change, reference=change.alternate, alternate=change.reference)
    mistyped = [moved for position in _mistyped(change.start) if fits(moved := _moved(change, position))]
    yield from mistyped[:_NEAREST]
    if FIRST_OF_ALK <= change.start <= FUSION_LENGTH:
        yield _moved(change, change.start + OFFSET)
    if change.start > PROTEIN_LENGTH:
        yield _moved(change, change.start - OFFSET)
    there = protein()[change.start - 1 : change.end]
    if there and change.start == change.end:
        yield replace(change, reference=there, listed="")
    yield from mistyped[_NEAREST:]


def _moved(change: Change, start: int) -> Change:
    return replace(change, start=start, end=start + change.end - change.start)


def _mistyped(position: int) -> list[int]:
    """Positions with two neighbouring digits exchanged or one digit different, the nearest first.

    Within the kinase domain only those of the kinase domain.
    """
    digits = str(position)
    swapped = {digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :] for at in range(len(digits) - 1)}
    changed = {digits[:at] + other + digits[at + 1 :] for at in range(len(digits)) for other in "0123456789"}
    positions = {int(text) for text in swapped | changed if text[0] != "0"} - {position}
    likely = positions & set(_KINASE) if position in _KINASE else positions
    return sorted(likely, key=lambda there: (there not in _KINASE, abs(there - position), there))


def _name(candidate: Change) -> str | None:
    if not fits(candidate):
        return None
    try:
        return normal(candidate).text
    except VariantRefused:
        return None
