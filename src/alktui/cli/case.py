"""alktui case: the user's own cases, kept, taken in and given out."""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from alktui.cases.store import CaseStore
from alktui.cases.stored import StoredCase
from alktui.cases.unread import sentence_of
from alktui.cli.case_source import read_entry, read_source, refuse_all, tell, unread_in
from alktui.cli.day import as_date, today
from alktui.cli.knowledge import read_knowledge
from alktui.cli.output import echo, write_output
from alktui.cli.triage import triage, typed_entry
from alktui.errors import CaseConflict, FileTrouble, InputRefused
from alktui.plain import clean, shown

if TYPE_CHECKING:
    from datetime import date

    from alktui.cases.entry import CaseEntry
    from alktui.model.case import Case

_NOT_OF_A_CASE = {"what_if", "as_of", "form"}
_OPTIONS = [option for option in triage.params if option.name not in _NOT_OF_A_CASE]
_SAMPLE = click.option("--sample", metavar="BARCODE", help="The sample to take from a MAF that has several.")
_FORCE = click.option("--force", is_flag=True, help="Write over what is there.")


@click.group()
def case() -> None:
    """Your own cases: list, show, save, import, export, rename, duplicate, dismiss, delete, restore."""


@case.command("list")
@click.option("--deleted", is_flag=True, help="Those in the trash.")
def list_cases(deleted: bool) -> None:  # noqa: FBT001 - click gives it so
    """List the stored cases, the last changed first: label, disease, last change in UTC, name of the file."""
    store = CaseStore()
    listing = store.deleted() if deleted else store.listing()
    for stored in listing.cases:
        disease = clean(stored.entry.disease).strip() or "-"
        echo(f"{stored.label or '-'}\t{disease}\t{stored.changed[:16].replace('T', ' ')}\t{stored.version.name}")
    tell(listing.troubles)
    if listing.troubles and not deleted:
        tell(["alktui case delete takes the name of a file that cannot be opened too, and puts it into the trash as it is"])
    if not listing.cases and not listing.troubles:
        tell(["the trash is empty" if deleted else "no case is stored yet; alktui case save and the interface store one"])


@case.command()
@click.argument("wanted", metavar="LABEL|FILE")
@_SAMPLE
def show(wanted: str, sample: str | None) -> None:
    """Print a case as it was entered, each finding with its HGVS."""
    from alktui.cases.case_words import case_lines  # noqa: PLC0415 - pydantic is slow to import and --help needs none of it

    echo("\n".join(case_lines(read_entry(wanted, sample))))


@case.command(params=[*_OPTIONS])
@_FORCE
def save(force: bool, **typed: Any) -> None:  # noqa: FBT001, ANN401 - click gives them so
    """Store the case that the options describe, under its --label. What cannot be read yet is kept as typed, and told."""
    from alktui.cases.reading import read_case  # noqa: PLC0415 - as above

    entry = typed_entry(typed)
    stored = _store(entry, force=force)
    tell(f"kept as typed: {refusal}" for refusal in read_case(entry, read_knowledge()).refusals)
    echo(stored.label)


@case.command("import")
@click.argument("source", metavar="FILE|-")
@click.option("--kind", type=click.Choice(["hgvs", "maf", "phenopacket", "json"]), help="The format; found out unless said.")
@_SAMPLE
@click.option("--label", default="", metavar="TEXT", help="A label of your choosing; no names or numbers of patients.")
@click.option("--output", metavar="FILE|-", help="Write a case file instead of storing the case.")
@_FORCE
def import_case(source: str, kind: Any, sample: str | None, label: str, output: str | None, force: bool) -> None:  # noqa: ANN401, FBT001 - click gives them so
    """Take in a list of variants, a cBioPortal MAF, a GA4GH Phenopacket or a case file; say what was read and what not."""
    from alktui.cases.case_words import case_lines  # noqa: PLC0415 - as above

    result = read_source(source, kind=kind, sample=sample)
    tell(result.notes)
    if result.refusals and replace(result.entry, label="").is_empty:
        refuse_all(result.refusals)
    if result.entry.is_empty:
        raise InputRefused(f"nothing of a case is in {shown(source)}, so none is made of it", field="import")
    tell(f"not read: {refusal}" for refusal in result.refusals)
    tell(f"kept as written, not counted: {refusal}" for refusal in result.uncounted)
    entry = replace(result.entry, label=label or result.entry.label)
    if output is None:
        entry = _store(entry, force=force).entry
    else:
        _write(output, _case_file(entry), force=force)
    if output != "-":
        echo("\n".join(case_lines(entry)))


@case.command()
@click.argument("wanted", metavar="LABEL|FILE")
@click.option("--format", "form", type=click.Choice(["json", "phenopacket"]), default="json", show_default=True)
@click.option("--output", default="-", metavar="FILE", help="stdout unless said.")
@click.option("--as-of", callback=as_date, metavar="DATE", help="The day a phenopacket is dated, YYYY-MM-DD; today unless said.")
@_SAMPLE
@_FORCE
def export(wanted: str, form: str, output: str, as_of: date | None, sample: str | None, force: bool) -> None:  # noqa: FBT001 - click gives it so
    """Give out a case as a case file, or as a GA4GH Phenopacket (without its label)."""
    entry = read_entry(wanted, sample)
    if form == "json":
        _write(output, _case_file(entry), force=force)
        return
    from alktui.cases.phenopacket import phenopacket_bytes  # noqa: PLC0415 - as above

    found = _read(entry)
    tell(f"not in the phenopacket: {refusal}" for refusal in unread_in(entry))
    _write(output, phenopacket_bytes(found, read_knowledge(), as_of or today()), force=force)


@case.command()
@click.argument("label")
@click.argument("new_label")
def rename(label: str, new_label: str) -> None:
    """Give a stored case another label."""
    store = CaseStore()
    echo(store.rename(store.open(label), new_label).label)


@case.command()
@click.argument("label")
@click.argument("new_label", default="")
def duplicate(label: str, new_label: str) -> None:
    """Store a second case with the same content, under a label or the first free one."""
    store = CaseStore()
    echo(store.duplicate(store.open(label), new_label).label)


@case.command()
@click.argument("label")
def dismiss(label: str) -> None:
    """Say that what was not read of a stored case's file was dealt with: no report names it any more."""
    store = CaseStore()
    stored = store.open(label)
    if not stored.entry.unread:
        tell([f"nothing that was not read stands in {shown(stored.label)}"])
        return
    dismissed = [sentence_of(unread) for unread in stored.entry.unread]
    store.save(replace(stored.entry, unread=[]), over=stored.version)
    tell(f"no longer named: {sentence}" for sentence in dismissed)


@case.command()
@click.argument("label")
def delete(label: str) -> None:
    """Put a stored case into the trash, where it stays for thirty days; also one that cannot be opened, by its file's name."""
    store = CaseStore()
    try:
        stored = store.open(label)
    except FileTrouble:
        if (path := store.damaged.find(label)) is None:
            raise
        store.damaged.delete(path)
        tell([f"{shown(path.name)}, which cannot be opened, is in the trash as it is; alktui case restore takes it back"])
        return
    store.delete(stored.version)
    tell([f"{shown(stored.label)} is in the trash; alktui case restore takes it back"])


@case.command()
@click.argument("label")
@click.argument("new_label", default="")
def restore(label: str, new_label: str) -> None:
    """Take a case back from the trash, under another label where its own is taken; of several with one, the last deleted."""
    store = CaseStore()
    try:
        deleted = store.find_deleted(label)
    except InputRefused:
        if (path := store.damaged.restore(label)) is None:
            raise
        tell([f"{shown(path.name)} is back as it was; it cannot be opened"])
        return
    try:
        restored = store.restore(store.trash.folder / f"{deleted.version.name}.json", new_label)
    except CaseConflict as conflict:
        command = shlex.join(["alktui", "case", "restore", deleted.label, conflict.free_label])
        raise FileTrouble(conflict.problem, f"Restore it under another: {command}") from None
    echo(restored.label)


def _store(entry: CaseEntry, *, force: bool) -> StoredCase:
    store = CaseStore()
    if not entry.label.strip():
        raise InputRefused("the case has no label to store it under", "Give --label TEXT.", field="label")
    return store.save(entry, over=store.version_of(entry.label) if force else None)


def _case_file(entry: CaseEntry) -> bytes:
    from alktui.cases.case_file import case_bytes  # noqa: PLC0415 - as above
    from alktui.cases.hgvs import hgvs_of  # noqa: PLC0415 - as above

    return case_bytes(entry, hgvs=[hgvs_of(finding.text) for finding in entry.findings])


def _read(entry: CaseEntry) -> Case:
    """The case of an entry; what cannot be read is told and left out."""
    from alktui.cases.reading import read_case  # noqa: PLC0415 - as above

    found, refusals = read_case(entry, read_knowledge())
    if found is None:
        refuse_all(refusals)
    tell(f"left out: {refusal}" for refusal in refusals)
    return found


def _write(output: str, content: bytes, *, force: bool) -> None:
    if output == "-":
        echo(content, nl=False)
    else:
        write_output(Path(output), content, force=force)
