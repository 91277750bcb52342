"""Change: one change of a residue as it was typed, before it is held against the sequence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alktui.model.variant import VariantKind


@dataclass(frozen=True, slots=True)
class Change:
    """One change, not yet known to fit.

    Attributes:
        reference: one-letter residues typed at `start` and, where it differs, `end`.
        alternate: one-letter residues put in their place or inserted.
        listed: residues that a deletion or duplication names, to be checked; empty when it names none.
    """

    kind: VariantKind
    start: int
    end: int
    reference: str
    alternate: str = ""
    listed: str = ""
