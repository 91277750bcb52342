"""The command line: stdout is data, stderr is talk; 0 done, 1 internal fault, 2 bad usage or input, 3 catalogue or file."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from alktui import __version__
from alktui.cases.entry import CaseEntry, FindingEntry, TherapyEntry
from alktui.cases.example import EXAMPLES
from alktui.errors import AlktuiError, CatalogueFaulty, InputRefused

if TYPE_CHECKING:
    from alktui.model.catalogue import Catalogue
    from alktui.model.report import Report


def run_command_line(arguments: Sequence[str]) -> int:
    """Run a command and give its exit code. The only place, beside the interface, that catches what nothing else did."""
    try:
        cli.main(args=list(arguments), prog_name="alktui", standalone_mode=False)
    except click.exceptions.Abort:
        return 2
    except click.ClickException as trouble:
        click.echo(f"alktui: {trouble.format_message()}", err=True)
        return 2
    except AlktuiError as trouble:
        click.echo(f"alktui: {trouble}", err=True)
        for fault in trouble.faults if isinstance(trouble, CatalogueFaulty) else ():
            click.echo(f"  {fault}", err=True)
        return trouble.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as trouble:  # the edge: no traceback ever reaches a user
        if os.environ.get("ALKTUI_DEBUG"):
            raise
        click.echo(f"alktui: an internal fault: {type(trouble).__name__}. Set ALKTUI_DEBUG=1 to see where.", err=True)
        return 1
    return 0


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="alktui")
@click.pass_context
def cli(context: click.Context) -> None:
    """From an ALK-driven case of NSCLC or ALCL to what two reviews say of it, with sources on every line.

    Without a command the interface opens; without a terminal the report of an example case is printed.
    """
    if context.invoked_subcommand is None:
        if sys.stdin.isatty() and sys.stdout.isatty():
            from alktui.tui import run  # noqa: PLC0415 - only this command imports textual

            context.exit(run())
        click.echo("alktui: no terminal here; this is the report of an example case (alktui --help lists the commands)", err=True)
        _print_report(next(iter(EXAMPLES.values())), "text", None)


def _as_date(_context: click.Context, _parameter: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no time zone
    except ValueError:
        raise click.BadParameter("give a day as YYYY-MM-DD") from None


@cli.command()
@click.option("--disease", default="", metavar="NAME", help="ALCL, NSCLC or LUAD.")
@click.option("--setting", default="", metavar="untreated|relapsed", help="Omitted: unknown.")
@click.option("--alk", default="", metavar="positive|negative", help="ALK status; positive unless said.")
@click.option("--fusion", default="", metavar="TEXT", help="For example EML4-ALK; printed, decides nothing.")
@click.option(
    "--prior",
    multiple=True,
    metavar="NAME[:OUTCOME]",
    help="An ALK TKI given before, in order; repeats. OUTCOME is progressed (unless said), intolerant, stopped or ongoing.",
)
@click.option("--no-prior-tki", is_flag=True, help="No ALK TKI was given before.")
@click.option(
    "--prior-therapy", multiple=True, metavar="NAME[:OUTCOME]", help="Another prior therapy, for example chemotherapy; repeats."
)
@click.option("--variant", multiple=True, metavar="TEXT", help="One finding: a variant, or a compound in cis (A+B); repeats.")
@click.option("--phase", default="", metavar="cis|trans|unknown", help="Between the findings; unknown unless said.")
@click.option("--no-alk-mutation", is_flag=True, help="ALK was sequenced and no mutation was found.")
@click.option("--not-sequenced", is_flag=True, help="ALK was not sequenced.")
@click.option("--amplified", is_flag=True, help="ALK is amplified.")
@click.option("--not-amplified", is_flag=True, help="ALK was tested and is not amplified.")
@click.option("--biomarker", multiple=True, metavar="NAME=STATE", help="For example IL10RA=high; repeats.")
@click.option("--age-group", default="", metavar="paediatric|adult")
@click.option("--label", default="", metavar="TEXT", help="A label of your choosing; no names or numbers of patients.")
@click.option(
    "--what-if",
    multiple=True,
    metavar="CHANGE",
    help="A change of the case, for example IL10RA=high or variant=G1202R; repeats. Prints only what moves.",
)
@click.option("--as-of", callback=_as_date, metavar="DATE", help="The day of the report, YYYY-MM-DD; today unless said.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def triage(form: str, as_of: date | None, what_if: tuple[str, ...], **typed: Any) -> None:  # noqa: ANN401 - click gives the options by name
    """What the documents say of a case."""
    entry = _entry(typed)
    if what_if:
        _print_difference(entry, what_if, form, as_of)
    else:
        _print_report(entry, form, as_of)


def _entry(typed: dict[str, Any]) -> CaseEntry:
    return CaseEntry(
        label=typed["label"],
        disease=typed["disease"],
        setting=typed["setting"],
        alk=typed["alk"],
        fusion=typed["fusion"],
        findings=[FindingEntry(text) for text in typed["variant"]],
        phase=typed["phase"],
        sequencing=_one_of(typed, {"no_alk_mutation": "none-found", "not_sequenced": "not-sequenced"}),
        amplification=_one_of(typed, {"amplified": "amplified", "not_amplified": "not-amplified"}),
        prior=[_therapy(text) for text in typed["prior"]],
        no_prior_tki=typed["no_prior_tki"],
        prior_therapies=[_therapy(text) for text in typed["prior_therapy"]],
        biomarkers=_biomarkers(typed["biomarker"]),
        age_group=typed["age_group"],
    )


def _one_of(typed: dict[str, Any], meanings: dict[str, str]) -> str:
    given = [flag for flag in meanings if typed[flag]]
    if len(given) > 1:
        names = " and ".join("--" + flag.replace("_", "-") for flag in given)
        raise InputRefused(f"{names} contradict each other", "Give one of them.")
    return meanings[given[0]] if given else ""


def _therapy(text: str) -> TherapyEntry:
    name, _, outcome = text.partition(":")
    return TherapyEntry(name, outcome)


def _biomarkers(pairs: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in pairs:
        name, sign, state = pair.partition("=")
        if not sign:
            raise InputRefused(
                f'"{pair[:60]}" is not NAME=STATE', "For example --biomarker IL10RA=high.", field="biomarker", typed=pair
            )
        if found.get(name, state) != state:
            raise InputRefused(f"{name} is given twice with different states", "Give one state.", field="biomarker", typed=pair)
        found[name] = state
    return found


def _print_report(entry: CaseEntry, form: str, as_of: date | None) -> None:
    from alktui.report.json import json_of  # noqa: PLC0415 - pydantic is slow to import and --help needs none of it
    from alktui.report.text import text_of  # noqa: PLC0415

    catalogue = _catalogue()
    report = _report(entry, catalogue, as_of)
    click.echo(json_of(report) if form == "json" else text_of(report, catalogue), nl=False)


def _report(entry: CaseEntry, catalogue: Catalogue, as_of: date | None) -> Report:
    """The report of an entry.

    Raises:
        InputRefused: the first of what cannot be read; the others are told before.
    """
    from alktui.cases.reading import read_case  # noqa: PLC0415
    from alktui.triage import triage as work_out  # noqa: PLC0415

    case, refusals = read_case(entry, catalogue)
    if refusals or case is None:
        for refusal in refusals[1:]:
            click.echo(f"alktui: {refusal}", err=True)
        raise refusals[0]
    for sentence in case.reading:
        click.echo(f"alktui: {sentence}", err=True)
    return work_out(case, catalogue, as_of or date.today())  # noqa: DTZ011 - the user's own day


def _print_difference(entry: CaseEntry, changes: tuple[str, ...], form: str, as_of: date | None) -> None:
    from functools import reduce  # noqa: PLC0415

    from alktui.cases.change import changed  # noqa: PLC0415
    from alktui.report.difference import difference_text  # noqa: PLC0415
    from alktui.report.json import json_of  # noqa: PLC0415
    from alktui.triage.difference import difference  # noqa: PLC0415

    catalogue = _catalogue()
    before = _report(entry, catalogue, as_of)
    after = _report(reduce(changed, changes, entry), catalogue, as_of)
    alone = (
        {change: _report(changed(entry, change), catalogue, as_of) for change in changes}
        if len(changes) > 1
        else {changes[0]: after}
    )
    found = difference(before, after, alone)
    click.echo(json_of(found) if form == "json" else difference_text(found), nl=False)


@cli.command()
@click.argument("tki")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def escape(tki: str, form: str) -> None:
    """The escape map of an ALK TKI: which profiles escape it, and what is reported to work then."""
    from alktui.cases.vocabulary import find_tki  # noqa: PLC0415
    from alktui.report.escape import escape_text  # noqa: PLC0415
    from alktui.report.json import json_of  # noqa: PLC0415
    from alktui.triage.escape import escape_map  # noqa: PLC0415

    catalogue = _catalogue()
    found = escape_map(find_tki(tki, catalogue), catalogue)
    click.echo(json_of(found) if form == "json" else escape_text(found, catalogue), nl=False)


def _catalogue() -> Catalogue:
    from alktui.catalogue.location import catalogue_path  # noqa: PLC0415
    from alktui.catalogue.store import read_catalogue  # noqa: PLC0415

    return read_catalogue(catalogue_path())


@cli.group()
def catalogue() -> None:
    """The knowledge: build, check, export, search, show."""


@catalogue.command()
@click.option(
    "--text", "folder", type=click.Path(path_type=Path), help="The folder of curated text; this checkout's db unless said."
)
@click.option("--output", type=click.Path(path_type=Path), help="The file to write; the checkout's own unless said.")
def build(folder: Path | None, output: Path | None) -> None:
    """Build the SQLite catalogue from curated text."""
    from alktui.catalogue.build import build_catalogue  # noqa: PLC0415
    from alktui.catalogue.location import INSTALLED, curated_text  # noqa: PLC0415

    target = output or (INSTALLED if folder is None else None)
    if target is None:
        raise InputRefused("--text without --output", "Name the file to write.")
    built = build_catalogue(folder or curated_text(), target)
    click.echo(f"{target}: {len(built.records)} records, release {built.release}, fingerprint {built.fingerprint}")


@catalogue.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
def check(folder: Path | None) -> None:
    """Check curated text: every fault of every file, with a remedy."""
    from alktui.catalogue.check import check as check_text  # noqa: PLC0415
    from alktui.catalogue.location import curated_text  # noqa: PLC0415
    from alktui.catalogue.text import read_text  # noqa: PLC0415

    found = check_text(read_text(folder or curated_text()))
    click.echo(f"{len(found.records)} records, no fault; fingerprint {found.fingerprint}")


@catalogue.command()
@click.option("--format", "form", type=click.Choice(["json"]), default="json", show_default=True)
def export(form: str) -> None:  # noqa: ARG001 - one format so far
    """Print every record with its provenance."""
    from alktui.catalogue.export import export_json  # noqa: PLC0415

    click.echo(export_json(_catalogue()), nl=False)


@catalogue.command()
@click.argument("identity", metavar="ID")
def show(identity: str) -> None:
    """Print one record with its provenance."""
    from alktui.catalogue.export import show_record  # noqa: PLC0415

    click.echo(show_record(_catalogue(), identity), nl=False)


@catalogue.command()
@click.argument("text", nargs=-1, required=True)
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000))
def search(text: tuple[str, ...], limit: int) -> None:
    """Find records by words; nothing in the text is read as an operator."""
    from alktui.catalogue.location import catalogue_path  # noqa: PLC0415
    from alktui.catalogue.search import Searcher  # noqa: PLC0415

    searcher = Searcher(catalogue_path())
    hits = searcher.find(" ".join(text), limit)
    searcher.close()
    for hit in hits:
        click.echo(f"{hit.id}\n    {hit.kind}: {hit.title}")
    click.echo(f"{len(hits)} record(s)" if hits else "nothing found; fewer or shorter words find more", err=True)
