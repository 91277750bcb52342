"""What fits a text being typed: variants and compounds of the catalogue, therapies, commands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alktui.model.catalogue import Catalogue

MOST = 40


def variants(typed: str, catalogue: Catalogue) -> Sequence[str]:
    """Profiles of the catalogue that begin with a text; after a + those that add to it."""
    wanted = typed.strip().upper()
    known = sorted(catalogue.known_profiles, key=_by_residue)
    if not wanted:
        return ()
    begun = [name for name in known if name.upper().startswith(wanted)]
    stem, sign, last = wanted.rpartition("+")
    if sign:
        held = set(stem.split("+"))
        singles = [name for name in known if "+" not in name and name.upper().startswith(last)]
        whole = [name for name in known if held < set(name.upper().split("+"))]
        begun += [name for name in whole if any(part.upper().startswith(last) for part in name.split("+"))]
        begun += [f"{stem}+{name}" for name in singles if _residue(name) not in {_residue(part) for part in held}]
    return tuple(dict.fromkeys(begun))[:MOST]


def therapies(typed: str, catalogue: Catalogue, *, tki: bool) -> Sequence[str]:
    """Names of ALK TKIs, or of other therapies, that hold a text."""
    wanted = typed.strip().casefold()
    found = []
    for therapy in catalogue.therapies:
        is_tki = therapy.kind == "alk-tki"
        if is_tki != tki or therapy.id == "alk-tki":
            continue
        if any(wanted in name.casefold() for name in (therapy.id, therapy.name, *therapy.synonyms)):
            found.append((not therapy.row, not therapy.prior_class, not therapy.id.startswith(wanted), therapy.id))
    return tuple(entry[-1] for entry in sorted(found))[:MOST]


def _by_residue(name: str) -> tuple[int, int, str]:
    return name.count("+"), _residue(name), name


def _residue(name: str) -> int:
    digits = "".join(letter for letter in name.split("+", 1)[0] if letter.isdigit())
    return int(digits) if digits else 0
