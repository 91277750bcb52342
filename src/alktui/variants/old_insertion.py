"""Insertions written at one position, as publications print them: 1151Tins for T1151dup."""

from __future__ import annotations

import re

from alktui.variants.change import Change
from alktui.variants.normal_form import normal
from alktui.variants.refusal import asked, quoted, refused
from alktui.variants.residue import one_letters, three_letters
from alktui.variants.sequence import PROTEIN_LENGTH, reference_residue

_OLD = re.compile(
    r"(?P<reference>[A-Z]{3}|[A-Z])?(?P<position>[1-9][0-9]{0,3})(?!DEL)(?P<before>[A-Z]*)INS(?P<behind>[A-Z]*)", re.IGNORECASE
)
_KNOWN_POSITION = 1151


def read_old_insertion(text: str) -> tuple[Change, str | None] | None:
    """The change that an insertion at a single position means, with a notice; None when the text is none.

    T1151ins names no residue that comes in and I1151Tins a wrong residue that stands there; both are printed for
    the insertion of Thr behind Thr 1151.

    Raises:
        VariantRefused: the residue inserted, or where, cannot be told.
    """
    match = _OLD.fullmatch(text)
    if match is None or (match["before"] and match["behind"]):
        return None
    position, three = int(match["position"]), len(match["reference"] or "") > 1
    reference = one_letters(match["reference"] or "", three=three) or ""
    inserted = one_letters(match["before"] or match["behind"], three=three)
    if position == _KNOWN_POSITION and inserted in {"", "T"} and reference in {"", "T", "I", "L"}:
        return Change("duplication", position, position, "T"), _notice(text, reference, inserted)
    residue = reference_residue(position)
    if residue is not None and reference == residue == inserted:
        return Change("duplication", position, position, residue), None
    raise _unplaced(text, position, inserted if reference in {"", residue} else None)


def _notice(text: str, reference: str, inserted: str) -> str | None:
    if reference in {"I", "L"}:
        return f"1151 is Thr; Wang Table 1 prints I1151Tins; {quoted(text)} is read as T1151dup"
    return None if inserted else f"{quoted(text)} names no residue that is inserted; it is read as T1151dup"


def _unplaced(text: str, position: int, inserted: str | None) -> Exception:
    residue, following = reference_residue(position), reference_residue(position + 1)
    suggestions: tuple[str, ...] = ()
    if residue and following and inserted and "*" not in inserted:
        suggestions = (normal(Change("insertion", position, position + 1, residue + following, inserted)).text,)
    if residue is None:
        return refused(f"ALK has residues 1 to {PROTEIN_LENGTH}; {position} is none of them")
    problem = f"{quoted(text)} does not say between which residues what is inserted; {position} is {three_letters(residue)}"
    hint = None if suggestions else "Write an insertion like T1151_L1152insA"
    return refused(problem + asked(suggestions), hint, suggestions=suggestions)
