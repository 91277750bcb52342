"""alktui triage: a case typed as options, its report or only what a change moves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from alktui.cases.beside_text import refuse_beside
from alktui.cases.editing import set_text
from alktui.cases.entry import CaseEntry, FindingEntry
from alktui.cases.therapy_text import therapy_of_text
from alktui.cli.case_source import overridden, read_entry, refuse_all, refuse_part, tell, tell_unread, unread_in
from alktui.cli.day import as_date, today
from alktui.cli.knowledge import read_civic, read_knowledge, read_statuses
from alktui.cli.output import echo
from alktui.errors import InputRefused
from alktui.plain import shown

if TYPE_CHECKING:
    from alktui.model.catalogue import Catalogue
    from alktui.model.report import Report


@click.command()
@click.option(
    "--case",
    "stored",
    default="",
    metavar="LABEL|FILE",
    help="A stored case, or a file as `alktui case import` reads it; the options beside it override what it says.",
)
@click.option("--sample", metavar="BARCODE", help="The sample to take where --case is a MAF that has several.")
@click.option("--disease", default="", metavar="NAME", help="ALCL or NSCLC; LUAD is read as NSCLC.")
@click.option(
    "--setting", default="", metavar="untreated|relapsed", help="Omitted: unknown, or relapsed once a progression is entered."
)
@click.option("--alk", default="", metavar="positive|negative", help="ALK status; positive unless said.")
@click.option("--fusion", default="", metavar="TEXT", help="For example EML4-ALK; printed, decides nothing.")
@click.option(
    "--prior",
    multiple=True,
    metavar="NAME[:OUTCOME]",
    help="An ALK TKI given before, in order; repeats; other:NAME for one that is not known here. "
    "OUTCOME is progressed (unless said), intolerant, stopped or ongoing. "
    'Dates and best response may follow: "crizotinib 2023-02 to 2023-11, best response PR"; printed, they decide nothing.',
)
@click.option(
    "--transformation",
    default="",
    metavar="TEXT",
    help="Histological transformation at re-biopsy; printed, decides nothing: the reviews do not cover it.",
)
@click.option(
    "--alk-at-rebiopsy", default="", metavar="positive|negative", help="ALK status at re-biopsy; printed, decides nothing."
)
@click.option("--no-prior-tki", is_flag=True, help="No ALK TKI was given before.")
@click.option(
    "--prior-therapy", multiple=True, metavar="NAME[:OUTCOME]", help="Another prior therapy, for example chemotherapy; repeats."
)
@click.option(
    "--variant",
    multiple=True,
    metavar="TEXT",
    help="A finding: a variant, a compound in cis (A+B), or a list (A, B); repeats. I1461V:count counts what would be left out.",
)
@click.option(
    "--beside",
    multiple=True,
    metavar="N:TEXT",
    help='Specimen, date and VAF of the Nth finding: "1: lymph node; 2024-03-01; 12%"; repeats; printed, they decide nothing.',
)
@click.option("--phase", default="", metavar="cis|trans|unknown", help="Between the findings; unknown unless said.")
@click.option("--no-alk-mutation", is_flag=True, help="ALK was sequenced and no mutation was found.")
@click.option(
    "--no-alk-mutation-in",
    default="",
    metavar="tissue|plasma",
    help="The same, with its specimen; none in plasma is printed and leaves the question open.",
)
@click.option("--not-sequenced", is_flag=True, help="ALK was not sequenced.")
@click.option("--amplified", is_flag=True, help="ALK is amplified.")
@click.option("--not-amplified", is_flag=True, help="ALK was tested and is not amplified.")
@click.option("--biomarker", multiple=True, metavar="NAME=STATE", help="For example IL10RA=high; repeats.")
@click.option("--age-group", default="", metavar="paediatric|adult")
@click.option("--label", default="", metavar="TEXT", help="A label of your choosing; no names or numbers of patients.")
@click.option("--question", default="", metavar="TEXT", help="The question for the board; printed, decides nothing.")
@click.option(
    "--what-if",
    multiple=True,
    metavar="CHANGE",
    help="A change of the case, for example IL10RA=high or variant=G1202R; repeats. Prints only what moves.",
)
@click.option("--as-of", callback=as_date, metavar="DATE", help="The day of the report, YYYY-MM-DD; today unless said.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "html", "csv", "json"]),
    default="text",
    show_default=True,
    help="text: the answer and the shortlists; json: the whole report; markdown, html and csv: the sheet for the board.",
)
@click.option("--full", is_flag=True, help="Text: everything, each line with its evidence, cautions and sources.")
def triage(form: str, as_of: date | None, what_if: tuple[str, ...], *, full: bool, **typed: Any) -> None:  # noqa: ANN401 - click gives the options by name
    """What the documents say of a case."""
    entry = typed_entry(typed)
    if full and (what_if or form != "text"):
        raise InputRefused(f"--full is of the text; {'--what-if' if what_if else f'format {form}'} has no other length")
    if what_if and form not in ("text", "json"):
        raise InputRefused(f"--what-if has no format {form}", "It prints text or json.")
    if what_if:
        print_difference(entry, what_if, form, as_of)
        refuse_part(unread_in(entry), "comparison")
    else:
        print_report(entry, form, as_of, full=full)
        refuse_part(unread_in(entry), "report, which says so among its notices")


def typed_entry(typed: dict[str, Any]) -> CaseEntry:
    """The entry of the options of a case: what is given, over the case that --case names."""
    given = CaseEntry(
        label=typed["label"],
        disease=typed["disease"],
        setting=typed["setting"],
        alk=typed["alk"],
        fusion=typed["fusion"],
        findings=[FindingEntry(text) for text in typed["variant"]],
        phase=typed["phase"],
        sequencing=_sequencing(typed),
        none_found_in=typed["no_alk_mutation_in"],
        amplification=_one_of(typed, {"amplified": "amplified", "not_amplified": "not-amplified"}),
        prior=[therapy_of_text(text) for text in typed["prior"]],
        no_prior_tki=typed["no_prior_tki"],
        prior_therapies=[therapy_of_text(text) for text in typed["prior_therapy"]],
        biomarkers=_biomarkers(typed["biomarker"]),
        age_group=typed["age_group"],
        transformation=typed["transformation"],
        alk_at_rebiopsy=typed["alk_at_rebiopsy"],
        question=typed["question"],
    )
    if typed["sample"] is not None and not typed["stored"]:
        raise InputRefused("a sample is named and no file of it", "Give --case FILE, or leave --sample out.", field="sample")
    entry = overridden(read_entry(typed["stored"], typed["sample"], given.biomarkers), given) if typed["stored"] else given
    for text in typed["beside"]:
        _put_beside(entry, text)
    return entry


def _sequencing(typed: dict[str, Any]) -> str:
    given = _one_of(typed, {"no_alk_mutation": "none-found", "not_sequenced": "not-sequenced"})
    return given or ("none-found" if typed["no_alk_mutation_in"] else "")


def _put_beside(entry: CaseEntry, text: str) -> None:
    """Put specimen, date and VAF beside the finding that the text numbers."""
    number, sign, beside = text.partition(":")
    if not sign or not re.fullmatch("[0-9]{1,4}", number.strip()):
        hint = 'For example --beside "1: lymph node; 2024-03-01; 12%".'
        raise InputRefused(f"{shown(text)} does not begin with the number of a finding", hint, field="beside", typed=text)
    if not 1 <= int(number) <= len(entry.findings):
        problem = f"{shown(text)} stands beside finding {int(number)}, but {len(entry.findings)} are entered"
        raise InputRefused(problem, "They are counted as they are given, from 1.", field="beside", typed=text)
    refuse_beside(beside)
    set_text(entry, f"beside:{int(number) - 1}", beside)


def _one_of(typed: dict[str, Any], meanings: dict[str, str]) -> str:
    given = [flag for flag in meanings if typed[flag]]
    if len(given) > 1:
        names = " and ".join("--" + flag.replace("_", "-") for flag in given)
        raise InputRefused(f"{names} contradict each other", "Give one of them.")
    return meanings[given[0]] if given else ""


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


def print_report(entry: CaseEntry, form: str, as_of: date | None, *, full: bool = False) -> None:
    """Print the report of an entry: its text, short or in full, else the sheet, or the JSON of the report."""
    from alktui.board import write_sheet  # noqa: PLC0415 - pydantic is slow to import and --help needs none of it
    from alktui.pages.full_report import full_page  # noqa: PLC0415
    from alktui.pages.shortlist import short_page  # noqa: PLC0415
    from alktui.paint.text import text_of_page, written  # noqa: PLC0415

    catalogue = read_knowledge()
    report = report_of(entry, catalogue, as_of)
    if form != "text":
        echo(write_sheet(report, catalogue, form), nl=False)
    elif full:
        echo(written(full_page(report, catalogue), catalogue), nl=False)
    else:
        page = short_page(report, catalogue, lambda page: len(text_of_page(page, catalogue)))
        echo(written(page, catalogue), nl=False)


def report_of(entry: CaseEntry, catalogue: Catalogue, as_of: date | None) -> Report:
    """The report of an entry.

    Raises:
        InputRefused: the last of what cannot be read; the others are told before.
    """
    report, refusals = report_in_part(entry, catalogue, as_of)
    if refusals:
        refuse_all(refusals)
    return report


def report_in_part(
    entry: CaseEntry, catalogue: Catalogue, as_of: date | None, unread: Sequence[InputRefused] = ()
) -> tuple[Report, tuple[InputRefused, ...]]:
    """The report of what can be read of an entry, which names the rest, and the refusals of that.

    Args:
        unread: what of its source is not in the entry, which says so.

    Raises:
        InputRefused: no disease can be read, so that there is nothing to report on; the other refusals are told before.
    """
    from alktui.cases.reading import read_case  # noqa: PLC0415
    from alktui.triage import triage as work_out  # noqa: PLC0415

    case, refusals = read_case(entry, catalogue)
    if case is None:
        tell_unread(unread)
        refuse_all(refusals)
    tell(case.reading)
    return work_out(case, catalogue, as_of or today(), read_statuses(), read_civic()), (*unread, *refusals)


def print_difference(entry: CaseEntry, changes: tuple[str, ...], form: str, as_of: date | None) -> None:
    """Print what some changes of an entry would move."""
    from functools import reduce  # noqa: PLC0415

    from alktui.cases.change import changed  # noqa: PLC0415
    from alktui.pages.difference import difference_page  # noqa: PLC0415
    from alktui.paint.json import json_of  # noqa: PLC0415
    from alktui.paint.text import written  # noqa: PLC0415
    from alktui.triage.difference import difference  # noqa: PLC0415

    catalogue = read_knowledge()
    before = report_of(entry, catalogue, as_of)
    after = report_of(reduce(changed, changes, entry), catalogue, as_of)
    alone = (
        {change: report_of(changed(entry, change), catalogue, as_of) for change in changes}
        if len(changes) > 1
        else {changes[0]: after}
    )
    found = difference(before, after, alone)
    echo(json_of(found) if form == "json" else written(difference_page(found, before, after, catalogue), catalogue), nl=False)
