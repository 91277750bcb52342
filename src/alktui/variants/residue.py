"""Names of residues: one letter, three letters."""

from __future__ import annotations

import re

from alktui.model.variant import THREE_LETTERS

_ONE_LETTER = {three.upper(): one for one, three in THREE_LETTERS.items()}
_TITLE_CASE = re.compile(r"(?:[A-Z][a-z]{2})+")


def is_residue(letter: str) -> bool:
    """Whether it is one of the twenty one-letter residues; a stop is none."""
    return letter in THREE_LETTERS and letter != "*"


def three_letters(one_letter: str) -> str:
    """The three-letter name, for example Gly; Ter for a stop."""
    return THREE_LETTERS[one_letter]


def one_letters(typed: str, *, three: bool = False) -> str | None:
    """A row of residues in one-letter code; None when it is not a row of residues.

    Args:
        typed: residues in one or three letters, in any case.
        three: whether the variant names its other residues in three letters. THR is Thr then, and Thr-His-Arg
            otherwise; Thr is always Thr.
    """
    upper = typed.upper()
    if three or _TITLE_CASE.fullmatch(typed):
        triplets = [upper[index : index + 3] for index in range(0, len(upper), 3)]
        if all(triplet in _ONE_LETTER for triplet in triplets):
            return "".join(_ONE_LETTER[triplet] for triplet in triplets)
    return upper if all(letter in THREE_LETTERS for letter in upper) else None
