"""The short numbering of NPM1-ALK, turned into that of full-length ALK.

Source: Stein et al., Blood 2000;96:3681, Fig. 5: codon 117 of NPM1 is joined to codon 1058 of ALK; 680 residues.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from alktui.variants.refusal import refused

if TYPE_CHECKING:
    from alktui.variants.change import Change

OFFSET = 940
FIRST_OF_ALK = 118
FUSION_LENGTH = 680


def full_length(change: Change) -> tuple[Change, str]:
    """A change counted on NPM1-ALK, in full-length numbering, with a notice of what was done.

    Positions beyond the 680 residues of the fusion can only be full-length, and are left as they are.

    Raises:
        VariantRefused: the residue is one of NPM1.
    """
    if change.start < FIRST_OF_ALK:
        problem = f"residues 1 to {FIRST_OF_ALK - 1} of NPM1-ALK are those of NPM1; {change.start} is no residue of ALK"
        raise refused(problem, "Enter the full-length number of ALK with the prefix ALK:")
    if change.end > FUSION_LENGTH:
        notice = f"NPM1-ALK has {FUSION_LENGTH} residues, so {change.start} is read in the numbering of full-length ALK"
        return change, notice
    moved = replace(change, start=change.start + OFFSET, end=change.end + OFFSET)
    notice = f"residue {change.start} of NPM1-ALK is residue {moved.start} of full-length ALK (+{OFFSET}), which is used here"
    return moved, notice
