"""Where a command takes its case from: the store, a file, or stdin; and what the options beside it override."""

from __future__ import annotations

import copy
import os
import sys
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from alktui.cases.entry import CaseEntry
from alktui.cli.knowledge import read_knowledge
from alktui.cli.output import echo
from alktui.errors import AlktuiError, InputRefused
from alktui.plain import clean, shown

if TYPE_CHECKING:
    from alktui.cases.importing import ImportResult, Kind
    from alktui.cases.store import CaseStore

_TEXTS = (
    "label",
    "disease",
    "setting",
    "alk",
    "fusion",
    "amplification",
    "age_group",
    "transformation",
    "alk_at_rebiopsy",
    "question",
)
_MOST_TOLD = 40
_ENDINGS = (".json", ".txt", ".maf", ".tsv")


class Source(NamedTuple):
    """A case as it was found.

    Attributes:
        entry: all that could be read; it says too what could not be.
        refusals: what could not be read now.
        unread: what was not read when it was brought in, and nobody has dealt with since.
    """

    entry: CaseEntry
    refusals: tuple[InputRefused, ...] = ()
    unread: tuple[InputRefused, ...] = ()


def read_entry(wanted: str, sample: str | None = None, taken: Collection[str] = ()) -> CaseEntry:
    """The whole entry of a stored case, of a file, or of stdin (-).

    Args:
        sample: the one to take from a MAF that has several.
        taken: the names of the markers that are given beside it, as typed.

    Raises:
        InputRefused: there is none, or not all of it can be read; what is made of half a case would look like all of it.
    """
    found = read_in_part(wanted, sample, taken)
    if found.refusals:
        refuse_all(found.refusals)
    return found.entry


def read_in_part(wanted: str, sample: str | None = None, taken: Collection[str] = ()) -> Source:
    """What can be read of a stored case, a file or stdin (-), and a refusal for each thing that cannot.

    A label goes before a file of that name.

    Raises:
        InputRefused: there is none, or none of it can be read.
    """
    from alktui.cases.store import CaseStore  # noqa: PLC0415 - few commands name a case

    store = CaseStore()
    if not _is_file(wanted, store):
        stored = store.open(wanted)
        if sample is not None:
            problem = f"a sample is named, but {shown(stored.label)} is a stored case"
            raise InputRefused(problem, "Only a MAF has samples.", field="sample")
        return Source(stored.entry, unread=unread_in(stored.entry))
    result = read_source(wanted, sample=sample)
    tell(result.notes[1:])  # the first says the format
    tell_offered(result, taken)
    return Source(result.entry, result.refusals, unread_in(result.read))


def tell_offered(result: ImportResult, taken: Collection[str] = ()) -> None:
    """Name the markers that a source speaks of and that were not taken, with the options that take them."""
    from alktui.cases.vocabulary import folded  # noqa: PLC0415 - as above

    typed = set(map(folded, taken))
    offered = [offer for offer in result.offered if folded(offer.marker) not in typed]
    if offered:
        names = ", ".join(f"{offer.marker} {offer.state} ({offer.said})" for offer in offered)
        options = " ".join(offer.option for offer in offered)
        tell([f"not taken, since they are no findings of ALK: {names}; add {options} where they are this patient's."])


def unread_in(entry: CaseEntry) -> tuple[InputRefused, ...]:
    """A refusal for each source of which something was not read when a case was brought in."""
    from alktui.cases.unread import sentence_of  # noqa: PLC0415 - as above

    return tuple(InputRefused(sentence_of(unread).rstrip("."), field="unread") for unread in entry.unread)


def refuse_part(refused: Sequence[InputRefused], what: str) -> None:
    """Say what is missing in what was just printed.

    Args:
        what: what was printed: "sheet, which says so at its top".

    Raises:
        InputRefused: there is something, so that nobody who only looks at the exit code takes it for the whole case's.
    """
    if refused:
        tell_unread(refused)
        places = "1 part of the case is" if len(refused) == 1 else f"{len(refused)} parts of the case are"
        was_stored = any(refusal.field == "unread" for refusal in refused)
        dismissed = "; what was dealt with, alktui case dismiss takes off" if was_stored else ""
        raise InputRefused(f"{places} not in this {what}", f"Mend the case and write it again{dismissed}.")


def tell_unread(refused: Iterable[InputRefused]) -> None:
    """Say what was not read, now or when the case was brought in."""
    tell(str(refusal) if refusal.field == "unread" else f"not read: {refusal}" for refusal in refused)


def read_source(path: str, *, kind: Kind | None = None, sample: str | None = None) -> ImportResult:
    """What a file or stdin (-) says of a case; raises as the import does, naming the option where a sample must be chosen."""
    from alktui.cases.importing import import_file, read_import  # noqa: PLC0415 - pydantic is slow to import

    try:
        if path == "-":
            return read_import(sys.stdin.buffer, read_knowledge(), kind=kind, sample=sample, name=path)
        return import_file(path, read_knowledge(), kind=kind, sample=sample, name=path)
    except InputRefused as refusal:
        if refusal.field == "sample" and sample is None:
            raise InputRefused(refusal.problem, f"{refusal.hint} Name it with --sample.", field="sample") from None
        raise


def refuse_all(refusals: Sequence[InputRefused]) -> NoReturn:
    """Say every refusal, in their order.

    Raises:
        InputRefused: the last of them, which is said where the command ends.
    """
    tell(refusals[:-1])
    raise refusals[-1]


def _is_file(wanted: str, store: CaseStore) -> bool:
    if wanted == "-" or store.has(wanted):
        return wanted == "-"
    try:
        is_there = Path(wanted).exists()  # a folder too, which is then said to be none to read
    except (OSError, ValueError):
        is_there = False
    return is_there or os.sep in wanted or wanted.endswith(_ENDINGS)


def tell(sentences: Iterable[AlktuiError | str]) -> None:
    """Say sentences on stderr, and how many more there are than anyone reads."""
    told = list(sentences)
    for sentence in told[:_MOST_TOLD]:
        echo(clean(f"alktui: {sentence}"), err=True)
    if len(told) > _MOST_TOLD:
        echo(f"alktui: ... and {len(told) - _MOST_TOLD} more of this kind", err=True)


def overridden(entry: CaseEntry, given: CaseEntry) -> CaseEntry:
    """An entry with what is given beside it: a field or list replaces the one of the entry, a biomarker its own state."""
    from alktui.cases.vocabulary import folded  # noqa: PLC0415 - as above

    found = copy.deepcopy(entry)
    for field in _TEXTS:
        if text := getattr(given, field):
            setattr(found, field, text)
    if given.findings or given.sequencing:
        found.findings, found.phase = given.findings, ""
        found.say_sequencing(given.sequencing, given.none_found_in)
    found.phase = given.phase or found.phase
    if given.prior or given.no_prior_tki:
        found.prior, found.no_prior_tki = given.prior, given.no_prior_tki
    found.prior_therapies = given.prior_therapies or found.prior_therapies
    named = {folded(name) for name in given.biomarkers}
    kept = {name: state for name, state in found.biomarkers.items() if folded(name) not in named}
    found.biomarkers = {**kept, **given.biomarkers}
    return found
