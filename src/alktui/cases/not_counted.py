"""Which variants are kept and printed, but left out of the profile: common polymorphisms, and what cannot be in the fusion.

This is the one place where knowledge from outside the reviews decides something, and only what is counted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from alktui.plain import clean
from alktui.variants.sequence import FIRST_CODON, PROTEIN_LENGTH

if TYPE_CHECKING:
    from alktui.model.catalogue import Catalogue
    from alktui.model.variant import Variant
    from alktui.model.vocabulary import Polymorphism

_PARTNER = re.compile(r"\b(?:EML4|NPM1?)\b", re.IGNORECASE)
_BREAKPOINT = re.compile(r"\bA(?P<short>[0-9]{1,2})\b|\bALK\b[^0-9]{0,12}\bex(?:on)?\.? ?(?P<long>[0-9]{1,2})\b", re.IGNORECASE)
_USUAL_EXON = "20"
"""The exon of ALK that EML4-ALK and NPM1-ALK begin with; its first base is c.3173, in the codon of residue 1058."""


def why_not_counted(variant: Variant, catalogue: Catalogue, *, fusion: str = "", marked: str = "") -> str:
    """Why a variant is left out of its profile, as the end of "NAME, ..."; empty where it counts.

    Args:
        fusion: as typed; a breakpoint other than exon 20 of ALK, or a partner other than EML4 and NPM1, leaves nothing out.
        marked: what a file marks it as, for example "germline (Mutation_Status)".
    """
    if variant.text in catalogue.known_variants:
        return ""
    if (polymorphism := catalogue.polymorphism.get(variant.text)) is not None:
        return _of_polymorphism(polymorphism)
    if variant.end < FIRST_CODON and _begins_at_usual_exon(fusion):
        return f"whose residue is not in the fusion protein (EML4-ALK and NPM1-ALK hold ALK {FIRST_CODON} to {PROTEIN_LENGTH})"
    return f"marked in the file as {clean(marked).strip()}" if marked.strip() else ""


def _of_polymorphism(polymorphism: Polymorphism) -> str:
    found = "" if polymorphism.frequency is None else f", in {polymorphism.frequency:g} of alleles"
    first_source = polymorphism.source.partition(";")[0]
    return f"a common polymorphism ({polymorphism.rs}{found}; {first_source})"


def _begins_at_usual_exon(fusion: str) -> bool:
    """Whether the ALK part is known, or usually, to begin with residue 1058; an entered breakpoint comes first."""
    if match := _BREAKPOINT.search(fusion):
        return (match["short"] or match["long"]) == _USUAL_EXON
    return not fusion.strip() or _PARTNER.search(fusion) is not None
