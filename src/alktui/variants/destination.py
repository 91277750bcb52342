"""Where a text belongs that names no change of a residue."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from alktui.variants.refusal import EXAMPLES, asked, quoted, refused

if TYPE_CHECKING:
    from alktui.errors import VariantRefused

_PLACES: tuple[tuple[str, str, str], ...] = (
    (r"^alk[ -]+(neg\w*)?$", "is the ALK status, not a change of a residue", "Enter it there (--alk negative)"),
    (r"\bmet\b.*\bampli", "names a finding of MET", "Enter it as a biomarker (--biomarker MET-amplification=present)"),
    (r"ampli|copy.?number|\bgain\b", "is an amplification, not a change of a residue", "Enter it there (--amplified)"),
    (r"wild.?type|\bwt\b|\bno\b|\bnone\b|not detected|negative", "names no change",
     "If ALK was sequenced and nothing was found, say so (--no-alk-mutation)"),
    (r"\bexons?\b|\bex\d", "is a change of whole exons", "Changes of residues only are taken here; leave it out"),
    (r"expression", "is an expression, not a change of a residue",
     "Enter it as a biomarker (--biomarker ALK-overexpression=present)"),
    (r"transcript|\bATI\b", "is a transcript, not a change of a residue", "Leave it out"),
    (r"::|\bfusion|rearrange|translocat|t\(2;5\)|^\w+-ALK\b|\bE\d+[ab]?[;:,] ?A\d+\b",
     "names a fusion and no change of a residue", "Enter it in the fusion field (--fusion EML4-ALK)"),
    (r"^(alk[ :]*)?(mutations?|mutated|mutant|variants?|vus)$", "does not say which change", EXAMPLES),
    (r"^alk$", "names the gene and no change", EXAMPLES),
    (r"^alk[ +-]*(pos\w*)?$", "is the ALK status, not a change of a residue", "Enter it there (--alk positive)"),
    (r"%", "holds an allele fraction", "Enter the variant alone; its field is the line under it"),
    (r"^(rs|cos[mv])\d+$", "is an identifier of a database", "Enter the change of the protein, like p.Gly1202Arg"),
    (r"^(chr\w+|nc_\d+(\.\d+)?)\b|^g\.|^[0-9]{1,2}[:-][0-9]{6,9}(?![0-9])", "is a place in the genome",
     "Enter the change of the protein, like p.Gly1202Arg"),
    (r"^r\.", "is a change of RNA", "Enter the change of the protein, like p.Gly1202Arg"),
)  # fmt: skip
_OTHER_GENE = re.compile(r"(?!ALK\b)(?P<gene>[A-Z][A-Z0-9]{1,9})[ :]+(?:p\.)?\(?(?:[A-Z]{3}|[A-Z])[0-9]+\S+", re.IGNORECASE)
_TWO_PLAIN = re.compile(r"(?:p\.)?[A-Z][0-9]{1,4}[A-Z*][ _-]+(?:p\.)?[A-Z][0-9]{1,4}[A-Z*]", re.IGNORECASE)
_JOINING = "Join those on one allele with +, write a comma where that is not known"
"""No compound is suggested: a key would then make one of what may be two findings."""
_ARROW = re.compile(r"([A-Z][0-9]{1,4})(?:-|-?>)([A-Z*])", re.IGNORECASE)
_LOOKALIKE = re.compile(r"([A-Z])([0-9OIL]{2,4})([A-Z])", re.IGNORECASE)


def belongs_elsewhere(text: str) -> VariantRefused | None:
    """The refusal that says where a text is to be entered; None when that cannot be told."""
    for pattern, problem, hint in _PLACES:
        if re.search(pattern, text, re.IGNORECASE):
            return refused(f"{quoted(text)} {problem}", hint)
    return None


def unreadable(text: str, reason: str = "") -> VariantRefused:
    """The refusal of a text that is no change of a residue of ALK, with where it belongs when that can be told.

    Args:
        text: what was typed.
        reason: why it is no proper HGVS, in words that a reader understands; empty when there is none to give.
    """
    if (elsewhere := belongs_elsewhere(text)) is not None:
        return elsewhere
    if _TWO_PLAIN.fullmatch(text):
        return refused(f"{quoted(text)} does not say how the two variants stand to each other", _JOINING)
    suggestions = _meant(text)
    if suggestions:
        return refused(f"{quoted(text)} is not read as a variant of ALK{asked(suggestions)}", suggestions=suggestions)
    if match := _OTHER_GENE.fullmatch(text):
        gene = match["gene"].upper()
        return refused(
            f"{quoted(text)} is a variant of {gene}; only those of ALK are taken here", f"Enter {gene} among the biomarkers"
        )
    because = f": {reason}" if reason and "regular expression" not in reason else ""
    return refused(f"{quoted(text)} is not read as a variant of ALK{because}", EXAMPLES)


def _meant(text: str) -> tuple[str, ...]:
    """Names that a text comes near to: the letter O for the digit 0, an arrow."""
    if match := _LOOKALIKE.fullmatch(text):
        letter, digits, alternate = match.groups()
        return (f"{letter}{digits.upper().translate(str.maketrans('OIL', '011'))}{alternate}".upper(),)
    if match := _ARROW.fullmatch(text):
        return ("".join(match.groups()).upper(),)
    return ()
