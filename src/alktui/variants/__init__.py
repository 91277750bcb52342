"""Text to variants: the only place that knows notations and the ALK sequence."""

from __future__ import annotations

from alktui.variants.coding import coding_to_protein
from alktui.variants.finding import read_finding, read_profile
from alktui.variants.reading import Reading, Relation
from alktui.variants.sequence import PROTEIN_LENGTH, reference_residue

__all__ = ["PROTEIN_LENGTH", "Reading", "Relation", "coding_to_protein", "read_finding", "read_profile", "reference_residue"]
