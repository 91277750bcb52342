"""What-if changes as text -> a changed entry: `IL10RA=high`, `variant=G1202R`, `variant=-G1202R`, `phase=cis`, `amplified`."""

from __future__ import annotations

import copy

from alktui.cases.entry import CaseEntry, FindingEntry
from alktui.cases.therapy_text import therapy_of_text
from alktui.errors import InputRefused
from alktui.plain import clean, shown

FLAGS = {
    "amplified": ("amplification", "amplified"),
    "not-amplified": ("amplification", "not-amplified"),
    "no-alk-mutation": ("sequencing", "none-found"),
    "not-sequenced": ("sequencing", "not-sequenced"),
}
NONE_FOUND_IN = "no-alk-mutation-in"
FIELDS = ("disease", "setting", "alk", "phase", "age-group", "sequencing", "amplification")


def changed(entry: CaseEntry, text: str) -> CaseEntry:
    """The entry with one change.

    A field or a biomarker is set by NAME=VALUE, and made unknown by NAME= ; a list takes `variant=`, `prior=` and
    `prior-therapy=`, where a minus before the value removes it. A variant may stand alone, and a blank stand for the sign.

    Raises:
        InputRefused: the text is no change, or removes what is not there.
    """
    found = copy.deepcopy(entry)
    typed = clean(text).strip()
    if typed in FLAGS:
        field, value = FLAGS[typed]
        if field == "sequencing":
            found.findings = []
            found.say_sequencing(value)
        else:
            setattr(found, field, value)
        return found
    name, sign, value = (_as_change(typed) or typed).partition("=")
    name, value = name.strip(), value.strip()
    if not sign or not name:
        hint = f"Write NAME=VALUE, for example IL10RA=high or variant=G1202R, or one of {', '.join(FLAGS)}."
        raise InputRefused(f"{shown(text)} is no change of a case", hint, field="what-if", typed=text)
    if name in ("variant", "prior", "prior-therapy"):
        _change_list(found, name, value)
    elif name == NONE_FOUND_IN:
        found.findings = []
        found.say_sequencing("none-found", value)
    elif name in FIELDS:
        setattr(found, name.replace("-", "_"), value)
    else:
        kept = {marker: state for marker, state in found.biomarkers.items() if marker.casefold() != name.casefold()}
        found.biomarkers = {**kept, name: value} if value else kept
    return found


def _as_change(typed: str) -> str:
    """What a person means who writes no equals sign: a variant, or a biomarker and its state; empty for neither."""
    words = typed.split()
    if "=" in typed or not words:
        return ""
    if len(words) == 1:
        return f"variant={typed}" if any(letter.isdigit() for letter in typed) and typed[-1].isalpha() else ""
    return f"{' '.join(words[:-1])}={words[-1]}"


def _change_list(entry: CaseEntry, name: str, value: str) -> None:
    remove, value = value.startswith("-"), value.removeprefix("-").strip()
    if not value:
        raise InputRefused(f"no value is given for {name}", f"Write {name}=VALUE or {name}=-VALUE.", field="what-if", typed=name)
    if name == "variant":
        kept = [finding for finding in entry.findings if finding.text.casefold() != value.casefold()]
        _refuse_if_absent(remove, len(kept) == len(entry.findings), name, value)
        entry.findings = kept if remove else [*kept, FindingEntry(value)]
        if entry.findings:
            entry.say_sequencing("")
        return
    therapy = therapy_of_text(value)
    lines = entry.prior if name == "prior" else entry.prior_therapies
    kept_lines = [line for line in lines if line.name.casefold() != therapy.name.casefold()]
    _refuse_if_absent(remove, len(kept_lines) == len(lines), name, value)
    lines[:] = kept_lines if remove else [*lines, therapy]
    if name == "prior" and not remove:
        entry.no_prior_tki = False


def _refuse_if_absent(remove: bool, absent: bool, name: str, value: str) -> None:  # noqa: FBT001 - two comparisons
    if remove and absent:
        raise InputRefused(
            f"{shown(value)} is not among the entries of {name}", "Write it as it was entered.", field="what-if", typed=value
        )
