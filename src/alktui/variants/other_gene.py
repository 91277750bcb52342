"""A change of another gene, told by the name that stands before it."""

from __future__ import annotations

import re

from alktui.variants.refusal import refused

_NAMED = re.compile(r"(?P<gene>[A-Z][A-Z0-9]{1,9}) ?(?:\([^)]*\) ?)?: ?\(?[pc]\.", re.IGNORECASE)
_OF_ALK = re.compile(r"(ALK) ?[,;|] ?(?=\S)", re.IGNORECASE)
_NO_GENES = ("ALK", "Q9UM73")


def refuse_other_gene(text: str) -> None:
    """Refuse a description that names another gene: a residue of that gene is none of ALK, and comes near to none.

    Raises:
        VariantRefused: so it does.
    """
    match = _NAMED.match(text)
    gene = match["gene"].upper() if match else ""
    if not gene or gene in _NO_GENES:
        return
    if gene == "MET":
        raise refused("MET is not ALK", "A mutation of MET is no biomarker here, and is not MET amplification")
    raise refused(f"{gene} is not ALK", f"Enter it among the biomarkers: {gene} mutated")


def without_sign(text: str) -> str:
    """A text in which a comma, a semicolon or a bar parts the gene ALK from the change, as columns do, with a blank there."""
    return _OF_ALK.sub(r"\1 ", text, count=1) if _OF_ALK.match(text) else text
