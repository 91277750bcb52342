"""What fits a text being typed: variants and compounds of the catalogue, therapies, changes, commands, files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from alktui.cases.day import is_day
from alktui.cases.therapy_text import OUTCOMES, text_of_therapy, therapy_of_text
from alktui.plain import clean
from alktui.tui.command import COMMANDS

if TYPE_CHECKING:
    from alktui.model.catalogue import Catalogue

MOST = 40


_LISTED = re.compile(r".*(?:\s+and\s+|\s*[,;&/]\s*|(?<=[0-9][A-Z*])\s+)(?=[A-Z]*[0-9]*[A-Z]*$)", re.IGNORECASE)
"""Everything up to the last member of a list, which is none of one allele."""


def variants(typed: str, catalogue: Catalogue) -> Sequence[str]:
    """Profiles of the catalogue that begin with a text; after a + those that add to it.

    Of a list the last member is completed: a key must not make a compound of findings whose phase nobody said.
    """
    if before := _LISTED.match(typed.lstrip()):
        stem, last = before[0], typed.lstrip()[before.end() :].upper()
        singles = sorted((name for name in catalogue.known_variants if last and name.upper().startswith(last)), key=_by_residue)
        return tuple(f"{stem}{name}" for name in singles if name.upper() not in stem.upper())[:MOST]
    wanted = re.sub(r"\s*\+\s*", "+", typed.strip()).upper()
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


def given(typed: str, catalogue: Catalogue, *, tki: bool) -> Sequence[str]:
    """Names of therapies that hold a text; behind a whole name, the ways in which it may have ended."""
    wanted, sign, begun = _ending_begun(typed)
    names = {
        name.casefold(): therapy.id for therapy in catalogue.therapies for name in (therapy.id, therapy.name, *therapy.synonyms)
    }
    head = therapy_of_text(wanted)
    name = names.get(head.name.casefold(), "")
    is_dated = all(is_day(day) for day in (head.started, head.ended) if day)
    if head.outcome or not is_dated or name not in therapies(name, catalogue, tki=tki):
        return therapies(typed, catalogue, tki=tki)
    fits = () if sign else therapies(typed, catalogue, tki=tki)
    ended = [text_of_therapy(replace(head, name=name, outcome=outcome)) for outcome in OUTCOMES if outcome.startswith(begun)]
    return (*fits, *ended)


def _ending_begun(typed: str) -> tuple[str, str, str]:
    """What stands before how a therapy ended, the sign that parts the two, and the begun word; a text without has none."""
    match = re.fullmatch(r"(.*?[^\s:(,])(\s*[:(,]\s*|\s+)([a-z]*)", typed.lstrip(), re.IGNORECASE)
    return (match[1], match[2], match[3].casefold()) if match else (typed.strip(), "", "")


def mended(typed: str, refused: str, suggestion: str) -> str:
    """A therapy as it was typed, with a suggestion in place of what was refused."""
    therapy = therapy_of_text(typed)
    name = therapy.name.removesuffix(refused).rstrip(" ,;") if suggestion in OUTCOMES else suggestion
    outcome = suggestion if suggestion in OUTCOMES else therapy.outcome
    return text_of_therapy(replace(therapy, name=name, outcome=outcome))


def changes(typed: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Changes of a case that hold a text: biomarkers with their states, fields, variants."""
    wanted = typed.strip().casefold()
    if wanted.startswith("variant="):
        return tuple(f"variant={name}" for name in variants(typed.strip()[len("variant=") :], catalogue))
    known = [f"{marker.id}={state}" for marker in catalogue.biomarkers for state in marker.states]
    known += ["phase=cis", "phase=trans", "setting=untreated", "setting=relapsed", "alk=negative", "age-group=paediatric"]
    known += ["amplified", "not-amplified", "no-alk-mutation", "no-alk-mutation-in=plasma", "not-sequenced", "variant=", "prior="]
    known += [f"prior={therapy.id}" for therapy in catalogue.tki_rows]
    held = [name for name in known if wanted in name.casefold()] if wanted else []
    return (*held, *(name for name in variants(typed, catalogue) if wanted not in held))[:MOST]


FIRST_CHANGES = {
    "amplification": "amplified",
    "sequencing": "no-alk-mutation",
    "phase": "phase=",
    "history": "prior=",
    "setting": "setting=",
    "age-group": "age-group=",
}
"""How a change of a fact begins that is no biomarker."""


def first_change(fact: str, catalogue: Catalogue | None) -> str:
    """How the change begins that answers a question about a fact."""
    if catalogue is not None and fact in catalogue.biomarker:
        return f"{fact}="
    return FIRST_CHANGES.get(fact, "")


def commands(typed: str) -> Sequence[str]:
    """Ids of commands that fit a text, the nearest first: by the letters of their titles, else by a word of their help."""
    titles = {command.id: f"{command.title} {command.id.replace('-', ' ')}" for command in COMMANDS}
    near = by_letters(typed, titles.values())
    ranked = sorted((near.index(title), identity) for identity, title in titles.items() if title in near)
    words = typed.casefold().split()
    said = [command.id for command in COMMANDS if words and all(word in command.help.casefold() for word in words)]
    return tuple(dict.fromkeys([*(identity for _, identity in ranked), *said]))


def by_letters(typed: str, names: Iterable[str]) -> tuple[str, ...]:
    """Names that hold the letters of a text in order, letters between left out; whole words and beginnings first.

    Letters far apart count only where they begin words, or where no name has them closer together.
    """
    text = typed.casefold()
    wanted = [letter for letter in text if letter.isalnum()]
    near: list[tuple[int, int, int, str]] = []
    far: list[tuple[int, int, int, str]] = []
    for place, name in enumerate(names):
        folded = name.casefold()
        span = _span(wanted, folded)
        if span is None:
            continue
        initials = "".join(word[0] for word in folded.split())
        fits = (folded.startswith(text), f" {text}" in folded, "".join(wanted) in initials, text in folded)
        score = (next((rank for rank, is_so in enumerate(fits) if is_so), len(fits)), span, place, name)
        (near if any(fits) or span < 2 * len(wanted) else far).append(score)
    return tuple(dict.fromkeys(name for *_, name in sorted(near or far)))


def _span(wanted: list[str], text: str) -> int | None:
    """Over how many letters a text spreads the wanted ones, in order; None where it does not hold them."""
    place = first = -1
    for letter in wanted:
        place = text.find(letter, place + 1)
        if place < 0:
            return None
        first = place if first < 0 else first
    return place - first


def paths(typed: str) -> Sequence[str]:
    """Files and folders whose path begins so; a folder ends in a slash. Hidden ones only where their dot is typed.

    A name with letters that a terminal obeys is left out: nobody typed it, and cleaned it would name no file.
    """
    start, _, begun = typed.rpartition("/")
    folder = f"{start}/" if "/" in typed else ""
    try:
        there = sorted(Path(folder or ".").expanduser().iterdir())
    except (OSError, RuntimeError, ValueError):
        return ()
    plain = [path for path in there if clean(path.name) == path.name]
    found = [path for path in plain if path.name.startswith(begun) and (begun or not path.name.startswith("."))]
    return tuple(f"{folder}{path.name}{'/' if _is_folder(path) else ''}" for path in found[:MOST])


SHEETS = (".txt", ".md", ".html", ".csv", ".json")
"""The endings of the formats of the sheet."""


def sheets(typed: str) -> Sequence[str]:
    """The name in each other format of the sheet, then the files that are there."""
    name, dot, ending = typed.rpartition(".")
    base = name if dot and f".{ending.casefold()}" in SHEETS else typed.removesuffix(".")
    named = tuple(f"{base}{other}" for other in SHEETS) if base and not base.endswith("/") else ()
    others = [name for name in named if name != typed]
    return tuple(dict.fromkeys((*others, *named, *paths(typed))))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _by_residue(name: str) -> tuple[int, int, str]:
    return name.count("+"), _residue(name), name


def _residue(name: str) -> int:
    digits = "".join(letter for letter in name.split("+", 1)[0] if letter.isdigit())
    return int(digits) if digits else 0
