"""The one way to write a change: equal proteins are equal variants.

Source: HGVS nomenclature, general recommendations: the most C-terminal position; duplication before insertion.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alktui.model.variant import Variant
from alktui.variants.refusal import refused
from alktui.variants.residue import three_letters
from alktui.variants.sequence import PROTEIN_LENGTH, protein, reference_residue

if TYPE_CHECKING:
    from alktui.model.variant import VariantKind
    from alktui.variants.change import Change


def fits(change: Change) -> bool:
    """Whether the residues that it names are those of ALK."""
    ends = ((change.start, change.reference[:1]), (change.end, change.reference[-1:]))
    if any(not 1 <= position <= PROTEIN_LENGTH or reference_residue(position) != letter for position, letter in ends):
        return False
    return change.listed in {"", protein()[change.start - 1 : change.end]}


def normal(change: Change) -> Variant:
    """The variant of a change that fits the sequence.

    Raises:
        VariantRefused: it changes nothing, or a stop stands inside inserted residues.
    """
    match change.kind:
        case "insertion":
            return insertion(change.start, change.alternate)
        case "duplication":
            return _without_residues("duplication", change.start, change.end)
        case "frameshift":
            return Variant(kind="frameshift", start=change.start, end=change.start, reference=change.reference)
        case _:
            return replacement(change.start, protein()[change.start - 1 : change.end], change.alternate)


def replacement(start: int, old: str, new: str) -> Variant:
    """The variant that puts residues in the place of others, in as few residues as it takes.

    Args:
        start: position of the first old residue.
        old: residues of ALK.
        new: residues that stand there instead; may be empty.
    """
    if old == new:
        name = f"{old[0]}{start}=" if len(old) == 1 else f"{old[0]}{start}_{old[-1]}{start + len(old) - 1}="
        raise refused(f"{name} is a silent change: {three_letters(old[0])} stays {three_letters(new[0])}", "Leave it out")
    while old and new and old[0] == new[0]:
        start, old, new = start + 1, old[1:], new[1:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    if not old:
        return insertion(start - 1, new)
    end = start + len(old) - 1
    if not new:
        return _without_residues("deletion", start, end)
    if len(old) == len(new) == 1:
        return Variant(kind="substitution", start=start, end=start, reference=old, alternate=new)
    _require_no_stop(new)
    return Variant(kind="delins", start=start, end=end, reference=_ends(start, end), alternate=new)


def insertion(after: int, residues: str) -> Variant:
    """The variant that inserts residues behind a position; a duplication when they repeat what precedes them."""
    _require_no_stop(residues)
    while reference_residue(after + 1) == residues[0]:
        after, residues = after + 1, residues[1:] + residues[0]
    first = after - len(residues) + 1
    if first >= 1 and protein()[first - 1 : after] == residues:
        return _without_residues("duplication", first, after)
    if not 1 <= after < PROTEIN_LENGTH:
        raise refused(f"{residues} is added at an end of ALK, not inserted between two of its residues")
    return Variant(kind="insertion", start=after, end=after + 1, reference=_ends(after, after + 1), alternate=residues)


def _without_residues(kind: VariantKind, start: int, end: int) -> Variant:
    while reference_residue(start) == reference_residue(end + 1):
        start, end = start + 1, end + 1
    return Variant(kind=kind, start=start, end=end, reference=_ends(start, end))


def _ends(start: int, end: int) -> str:
    first, last = protein()[start - 1], protein()[end - 1]
    return first if start == end else first + last


def _require_no_stop(residues: str) -> None:
    if "*" in residues:
        raise refused("a stop cannot stand among inserted residues", "Write a stop gained as a substitution, like R1275*")
