"""HGVS proper: what mavehgvs parses, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Event:
    """One HGVS event.

    Attributes:
        operation: sub, del, dup, ins, delins, fs or equal.
        start: 1-based residue or base.
        end: `start` for a single one.
        replaced: the base that a coding substitution replaces; empty otherwise.
        inserted: bases, or residues in three letters, that come in.
    """

    operation: str
    start: int
    end: int
    replaced: str
    inserted: str


def parse(description: str) -> Event | str:
    """The event of a p. or c. description of one change, or what keeps it from being one.

    Args:
        description: with its p. or c.; residues in three letters; bases in capitals; no accession.
    """
    # mavehgvs takes 70 ms to import, which the plain G1202R must not cost.
    from mavehgvs import Variant as MaveVariant  # noqa: PLC0415
    from mavehgvs.exceptions import MaveHgvsParseError  # noqa: PLC0415

    try:
        parsed: Any = MaveVariant(description)
    except MaveHgvsParseError as error:
        return str(error)
    if parsed.positions is None or parsed.uses_extended_positions():
        return "it lies outside the coding sequence or names no position"
    first, last = parsed.positions if isinstance(parsed.positions, tuple) else (parsed.positions, parsed.positions)
    sequence = parsed.sequence or ""
    replaced, inserted = sequence if isinstance(sequence, tuple) else ("", sequence)
    return Event(parsed.variant_type, first.position, last.position, replaced, inserted)
