"""What fits a text being typed: variants and compounds of the catalogue, therapies, commands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from alktui.tui.command import COMMANDS, Command

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


def changes(typed: str, catalogue: Catalogue) -> Sequence[str]:
    """Changes of a case that begin with a text: biomarkers with their states, fields, variants."""
    wanted = typed.strip().casefold()
    if wanted.startswith("variant="):
        return tuple(f"variant={name}" for name in variants(typed.strip()[len("variant=") :], catalogue))
    known = [f"{marker.id}={state}" for marker in catalogue.biomarkers for state in marker.states]
    known += ["phase=cis", "phase=trans", "setting=untreated", "setting=relapsed", "alk=negative", "age-group=paediatric"]
    known += ["amplified", "not-amplified", "no-alk-mutation", "not-sequenced", "variant=", "prior="]
    known += [f"prior={therapy.id}" for therapy in catalogue.tki_rows]
    return tuple(name for name in known if wanted in name.casefold())[:MOST] if wanted else ()


def commands(typed: str) -> Sequence[str]:
    """Titles of commands that fit a text, the nearest first; letters may be left out."""
    wanted = [letter for letter in typed.casefold() if not letter.isspace()]
    scored = []
    for command in COMMANDS:
        title = f"{command.title}: {command.help}".casefold()
        place = _place(wanted, title)
        if place is not None:
            scored.append((typed.casefold() not in command.title.casefold(), place, command.title))
    return tuple(dict.fromkeys(title for _, _, title in sorted(scored)))


def command_named(title: str) -> Command:
    """The command with a title."""
    return next(command for command in COMMANDS if command.title == title)


def _place(wanted: list[str], title: str) -> int | None:
    """Where the letters of a text stand in a title, in order; None where they do not."""
    place = -1
    for letter in wanted:
        place = title.find(letter, place + 1)
        if place < 0:
            return None
    return place


def _by_residue(name: str) -> tuple[int, int, str]:
    return name.count("+"), _residue(name), name


def _residue(name: str) -> int:
    digits = "".join(letter for letter in name.split("+", 1)[0] if letter.isdigit())
    return int(digits) if digits else 0
