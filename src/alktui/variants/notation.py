"""Protein notation: the text of one change, in one or three letters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alktui.variants.change import Change
from alktui.variants.destination import unreadable
from alktui.variants.proper_hgvs import parse
from alktui.variants.refusal import asked, quoted, refused
from alktui.variants.residue import is_residue, one_letters, three_letters
from alktui.variants.sequence import PROTEIN_LENGTH, reference_residue

if TYPE_CHECKING:
    from alktui.model.variant import VariantKind

PLAIN = re.compile(r"([A-Z])([1-9][0-9]{0,3})(?:([A-Z*])|(DEL|DUP))")
_SPAN = re.compile(
    r"(?P<first>[A-Z]{3}|[A-Z*])?(?P<start>[0-9]+)(?:[_-](?P<last>[A-Z]{3}|[A-Z*])?(?P<end>[0-9]+))?", re.IGNORECASE
)
_EXCHANGED = re.compile(r"DEL(?P<lost>[A-Z]*?)INS(?P<gained>[A-Z*]+)", re.IGNORECASE)
_INSERTED = re.compile(r"INS(?P<gained>[A-Z*]+)", re.IGNORECASE)
_REPEATED_OR_LOST = re.compile(r"(?P<operation>DEL|DUP)(?P<lost>[A-Z]*)", re.IGNORECASE)
_FRAMESHIFT = re.compile(r"(?:[A-Z]{3}|[A-Z])?FS(?:(?:\*|TER|X)(?:[0-9]+|\?)?)?", re.IGNORECASE)
_SUBSTITUTED = re.compile(r"[A-Z]{3}|[A-Z*]", re.IGNORECASE)
_TOO_MANY_DIGITS = 10
_KINDS: dict[str, VariantKind] = {
    "sub": "substitution", "del": "deletion", "dup": "duplication", "ins": "insertion", "delins": "delins", "fs": "frameshift",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Tail:
    """What stands behind the position: an HGVS operation, empty for a substitution, and residues in one letter each."""

    operation: str
    gained: str = ""
    lost: str = ""


def read_change(text: str) -> Change:
    """The change that a protein notation names.

    Args:
        text: without p., accession and brackets.

    Raises:
        VariantRefused: it is not a change of residues, or leaves out what it must say.
    """
    if text.endswith("="):
        raise refused(f"{quoted(text)} is a silent change: the protein stays as it is", "Leave it out")
    plain = PLAIN.fullmatch(text.upper())
    if plain is None:
        return _read_described(text)
    letter, digits, alternate, operation = plain.groups()
    reference = _residues(text, letter)
    kind: VariantKind = "substitution" if alternate else "deletion" if operation == "DEL" else "duplication"
    return Change(kind, int(digits), int(digits), reference, _residues(text, alternate or ""))


def _read_described(text: str) -> Change:
    span = _SPAN.match(text)
    if span is None:
        raise unreadable(text)
    tail = _read_tail(text, text[span.end() :], three=len(span["first"] or "") > 1)
    first = _reference(text, span["first"], span["start"])
    last = _reference(text, span["last"], span["end"]) if span["end"] else first
    place = f"{three_letters(first)}{span['start']}" + (f"_{three_letters(last)}{span['end']}" if span["end"] else "")
    event = parse(f"p.{place}{tail.operation}{''.join(three_letters(letter) for letter in tail.gained)}")
    if isinstance(event, str):
        raise unreadable(text, event)
    reference = first if event.start == event.end else first + last
    return Change(_KINDS[event.operation], event.start, event.end, reference, tail.gained, tail.lost)


def _read_tail(text: str, tail: str, *, three: bool) -> _Tail:
    if match := _EXCHANGED.fullmatch(tail):
        return _Tail("delins", _residues(text, match["gained"], three=three), _residues(text, match["lost"], three=three))
    if match := _INSERTED.fullmatch(tail):
        return _Tail("ins", _residues(text, match["gained"], three=three))
    if match := _REPEATED_OR_LOST.fullmatch(tail):
        return _Tail(match["operation"].lower(), lost=_residues(text, match["lost"], three=three))
    if _FRAMESHIFT.fullmatch(tail):
        return _Tail("fs")
    if _SUBSTITUTED.fullmatch(tail):
        return _Tail("", _residues(text, tail, three=len(tail) > 1))
    raise unreadable(text)


def _reference(text: str, typed: str | None, digits: str) -> str:
    """The residue typed at a position, in one letter."""
    residue = reference_residue(int(digits)) if len(digits) < _TOO_MANY_DIGITS else None
    if residue is None:
        raise refused(f"ALK has residues 1 to {PROTEIN_LENGTH}; {quoted(digits)} is none of them")
    if typed is None:
        full = PLAIN.fullmatch(f"{residue}{text.upper()}")
        suggestions = (f"{residue}{digits}{full[3] or full[4].lower()}",) if full else ()
        problem = f"{quoted(text)} leaves out the residue at {digits}, which is {three_letters(residue)}{asked(suggestions)}"
        raise refused(problem, suggestions=suggestions)
    if digits.startswith("0"):
        raise unreadable(text, "a position begins with 0")
    return _residues(text, typed, three=len(typed) > 1)


def _residues(text: str, typed: str, *, three: bool = False) -> str:
    """Residues in one letter each; refused when one of them is none."""
    letters = one_letters(typed, three=three)
    if letters is None or (three and len(typed) == 3 and len(letters) > 1):  # noqa: PLR2004 - one residue, three letters
        wrong = next((letter for letter in typed.upper() if not is_residue(letter)), typed)
        hint = (
            "A stop is written R1275* or p.Arg1275Ter"
            if wrong == "X" and text.upper().endswith("X")
            else "Name residues by one or three letters"
        )
        named = typed if three and len(typed) > 1 else wrong
        raise refused(f"{quoted(named)} in {quoted(text)} names no residue", hint)
    return letters
