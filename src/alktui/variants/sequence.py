"""The ALK protein, and the part of its coding sequence that holds the kinase domain.

Source: UniProt Q9UM73 (CC BY 4.0, UniProt Consortium), identical to NP_004295.2; NM_004304, exons 20-28.
"""

from __future__ import annotations

from functools import cache

PROTEIN_LENGTH = 1620
FIRST_CODING_BASE = 3173
LAST_CODING_BASE = 4164
FIRST_CODON = 1058
"""The codon of c.3172-3174, whose first base lies in exon 19."""

_BASES = "TCAG"
_RESIDUES = "FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG"
_CODONS = dict(zip((a + b + c for a in _BASES for b in _BASES for c in _BASES), _RESIDUES, strict=True))


@cache
def protein() -> str:
    """The residues of ALK, one letter each."""
    return _letters("ALK_Q9UM73.fasta")


@cache
def coding() -> str:
    """The coding strand of codons 1058-1388, c.3172 to c.4164.

    The base c.3172 is not in the file: residue 1058 is Val and its codon ends in TG, so it is G.
    """
    return "G" + _letters("ALK_exons20-28_coding.fasta")


def reference_residue(position: int) -> str | None:
    """The one-letter residue of ALK at a 1-based position; None outside 1 to 1620."""
    return protein()[position - 1] if 1 <= position <= PROTEIN_LENGTH else None


def translated(bases: str) -> str:
    """The residues of a coding strand that begins with a whole codon; an incomplete last codon is left out."""
    return "".join(_CODONS[bases[index : index + 3]] for index in range(0, len(bases) - 2, 3))


def _letters(name: str) -> str:
    from importlib.resources import files  # noqa: PLC0415 - costs start-up time, and most starts read no variant

    lines = files("alktui.variants").joinpath(name).read_text("ascii").splitlines()
    return "".join(line.strip() for line in lines if not line.startswith(">"))
