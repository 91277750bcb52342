"""Exons of ALK (NM_004304.5) that code for the kinase domain, and how far two changes lie apart on them.

Source: the lengths beside ALK_exons20-28_coding.fasta; exon 20 begins with c.3173.
"""

from __future__ import annotations

from itertools import accumulate

_FIRST_EXON = 20
_FIRST_BASE = 3173
_LENGTHS = (187, 91, 65, 130, 98, 93, 102, 135, 91)
_ENDS = tuple(accumulate(_LENGTHS, initial=_FIRST_BASE))[1:]


def exon_of(residue: int) -> int | None:
    """The exon that holds the middle base of a residue's codon; None outside of exons 20 to 28.

    Args:
        residue: 1-based position in UniProt Q9UM73.
    """
    base = 3 * residue - 1
    if base < _FIRST_BASE:
        return None
    return next((_FIRST_EXON + place for place, end in enumerate(_ENDS) if base < end), None)


def bases_apart(one: int, other: int) -> int:
    """The distance of two residues' codons in bases of the coding sequence."""
    return 3 * abs(one - other)
