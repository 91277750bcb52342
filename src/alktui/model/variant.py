"""Variant and Profile: changes of ALK in full-length numbering (UniProt Q9UM73, NP_004295.2)."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from pydantic import model_validator

from alktui.model.record import Record

PROTEIN = "NP_004295.2"
"""The reference sequence that every residue is numbered on."""

THREE_LETTERS = {
    "A": "Ala", "R": "Arg", "N": "Asn", "D": "Asp", "C": "Cys", "Q": "Gln", "E": "Glu", "G": "Gly", "H": "His", "I": "Ile",
    "L": "Leu", "K": "Lys", "M": "Met", "F": "Phe", "P": "Pro", "S": "Ser", "T": "Thr", "W": "Trp", "Y": "Tyr", "V": "Val",
    "*": "Ter",
}  # fmt: skip

VariantKind = Literal["substitution", "deletion", "duplication", "insertion", "delins", "frameshift"]


class Variant(Record):
    """One change of ALK.

    Attributes:
        start: first residue concerned, 1-based; for an insertion the residue before it.
        end: last residue concerned; `start` for a single residue; for an insertion the residue after it.
        reference: one-letter residues at `start` and, where it differs, `end` (one or two letters).
        alternate: one-letter residues put in their place or inserted; empty for a deletion or duplication.
    """

    kind: VariantKind
    start: int
    end: int
    reference: str
    alternate: str = ""

    @cached_property
    def text(self) -> str:
        """The short name, for example G1202R, G1202del, T1151dup, T1151_L1152insT."""
        return self._name(short=True)

    @property
    def hgvs(self) -> str:
        """The HGVS description without prefix, for example Gly1202Arg."""
        return self._name(short=False)

    def _name(self, *, short: bool) -> str:
        def spell(letters: str) -> str:
            return letters if short else "".join(THREE_LETTERS[letter] for letter in letters)

        span = f"{spell(self.reference[0])}{self.start}"
        if self.end != self.start:
            span += f"_{spell(self.reference[-1])}{self.end}"
        suffix = {"deletion": "del", "duplication": "dup", "insertion": "ins", "delins": "delins", "frameshift": "fs"}
        return f"{span}{suffix.get(self.kind, '')}{spell(self.alternate)}"


class Profile(Record):
    """One or more variants on one allele, members in residue order, never two changes of one residue.

    Order, case and separator of what was typed make no difference: equal sets are equal profiles.
    """

    variants: tuple[Variant, ...]

    @model_validator(mode="after")
    def _hold_invariants(self) -> Profile:
        if not self.variants:
            raise ValueError("a profile has at least one variant")
        spans = [(variant.start, variant.end) for variant in self.variants]
        if spans != sorted(spans):
            raise ValueError("the members of a profile stand in residue order")
        touched = [residue for first, last in spans for residue in range(first, last + 1)]
        if len(touched) != len(set(touched)):
            raise ValueError("two changes of one residue cannot stand on one allele")
        return self

    @classmethod
    def of(cls, *variants: Variant) -> Profile:
        """The profile of these variants, put into residue order.

        Raises:
            ValueError: two of them change the same residue.
        """
        return cls(variants=tuple(sorted(variants, key=lambda variant: (variant.start, variant.end))))

    @cached_property
    def text(self) -> str:
        """The canonical name: members in residue order joined by +, for example L1196M+G1202R."""
        return "+".join(variant.text for variant in self.variants)

    @property
    def hgvs(self) -> str:
        """The HGVS protein description, a compound in cis: p.Gly1202Arg or p.[Leu1196Met;Gly1202Arg]."""
        names = [variant.hgvs for variant in self.variants]
        return f"p.{names[0]}" if len(names) == 1 else f"p.[{';'.join(names)}]"

    @property
    def hgvs_of_sequence(self) -> str:
        """The HGVS description with the sequence it is numbered on, as HGVS wants it: NP_004295.2:p.Gly1202Arg."""
        return f"{PROTEIN}:{self.hgvs}"

    @property
    def is_compound(self) -> bool:
        """Whether it has more than one member."""
        return len(self.variants) > 1
