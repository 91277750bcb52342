"""Reading: what one line that a user typed comes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from alktui.model.variant import Profile

Relation = Literal["one", "choice", "trans", "unknown"]


@dataclass(frozen=True, slots=True)
class Reading:
    """The profiles that a text names and how they stand to each other.

    Attributes:
        profiles: never empty; in residue order, alternatives of a choice in the order typed.
        relation: "one": a single profile. "choice": alternatives, at one residue or with "or" between them, one of which must
            be chosen.
            "trans", "unknown": several separate profiles with this phase.
        notices: what was read otherwise than it was typed, one sentence each, without a full stop.
        count: names of the variants that are to count although they would be left out of their profile ("I1461V:count").
    """

    profiles: tuple[Profile, ...]
    relation: Relation
    notices: tuple[str, ...] = ()
    count: frozenset[str] = frozenset()
