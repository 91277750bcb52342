"""What stands on the sheet, in which order, and that what has no room is counted."""

from __future__ import annotations

import re
from datetime import date

import pytest
from sheet.board import ENTRIES, OTHERS, ReportOf
from sheet.reading import flat

from alktui.board import sheet_page, write_sheet
from alktui.cases.entry import CaseEntry, FindingEntry, TherapyEntry
from alktui.cases.reading import read_case
from alktui.model.block import Heading, Item, Page, Table, Text
from alktui.model.catalogue import Catalogue
from alktui.pages.option import sections
from alktui.pages.words import AGAINST
from alktui.triage import triage

LONG = CaseEntry(
    disease="ALCL",
    setting="relapsed",
    prior=[TherapyEntry("crizotinib"), TherapyEntry("alectinib"), TherapyEntry("brigatinib"), TherapyEntry("lorlatinib")],
    findings=[FindingEntry(text, "lymph node", "2026-06-02", "12%") for text in ("G1202R", "L1196M", "I1171N")],
    biomarkers={"CD30": "positive", "IL10RA": "high", "PD-L1": "high", "IGF1R": "activated", "WASP": "low"},
    prior_therapies=[TherapyEntry("chemotherapy"), TherapyEntry("brentuximab-vedotin")],
    question="Which TKI next, or a trial? " * 12,
)
CASES = {**ENTRIES, **OTHERS, "long": LONG}
EVERY = pytest.mark.parametrize("entry", CASES.values(), ids=CASES)


def keys(page: Page, part: str = "") -> list[str]:
    """The keys of the rows of a page, or of one part of it."""
    rows = [row for block in page if isinstance(block, Table) for row in block.rows if isinstance(row, Item)]
    return [row.key.partition(":")[2] for row in rows if row.key.startswith(f"{part}:")]


@EVERY
def test_what_is_called_for_is_on_the_sheet_or_named_there(entry: CaseEntry, catalogue: Catalogue, report_of: ReportOf) -> None:
    report = report_of(entry)
    page = sheet_page(report, catalogue)
    shown = keys(page, "called-for")
    named = flat(write_sheet(report, catalogue, "text"))
    called = [
        option
        for step in ("strategies", "targets")
        for section in sections(step, report)
        if section.key == "called-for"
        for option in section.options
    ]
    assert shown == [option.id for option in called][: len(shown)], "in the order of the report"
    assert [option.name for option in called if option.id not in shown and option.name not in named] == []


@EVERY
def test_each_part_counts_what_it_leaves_out(entry: CaseEntry, catalogue: Catalogue, report_of: ReportOf) -> None:
    report = report_of(entry)
    page = sheet_page(report, catalogue)
    heads = [block for block in page if isinstance(block, Heading)]
    assert not any(re.search(r"sort|order|fingerprint", f"{head.words} {head.note}") for head in heads)
    for place, block in enumerate(page):
        counted = re.search(r"\((\d+)\)$", block.words) if isinstance(block, Heading) else None
        if counted is None:
            continue
        rows: list[Item] = []
        left = 0
        for later in page[place + 1 : place + 3]:
            if isinstance(later, Table):
                rows = [row for row in later.rows if isinstance(row, Item)]
            elif isinstance(later, Text) and later.words.startswith("and "):
                left = int(later.words.split()[1])
            elif isinstance(later, Heading):
                break
        assert len(rows) + left == int(counted[1]), block.words


@EVERY
def test_nothing_that_harms_stands_among_proposals(entry: CaseEntry, catalogue: Catalogue, report_of: ReportOf) -> None:
    report = report_of(entry)
    page = sheet_page(report, catalogue)
    against = {option.id for option in (*report.strategies, *report.targets, *report.trials) if option.verdict in AGAINST}
    for part in ("called-for", "fits", "trials"):
        assert not against.intersection(keys(page, part))


@EVERY
def test_sources_are_numbered_once_and_each_number_is_there(entry: CaseEntry, catalogue: Catalogue, report_of: ReportOf) -> None:
    text = flat(write_sheet(report_of(entry), catalogue, "text"))
    body, _, rest = text.partition(" SOURCES ")
    listed = rest.partition(" FOR THE BOARD ")[0]
    cited = {
        number
        for group in re.findall(r"(?:section|sections|Table|row) [^\[\]]*\[([\d, -]+)\]", body)
        for part in group.split(", ")
        for number in range(int(part.split("-")[0]), int(part.split("-")[-1]) + 1)
    }
    assert cited
    assert cited == set(range(1, max(cited) + 1))
    assert listed.startswith("1 ")
    assert f" {max(cited)} " in f" {listed}"


@EVERY
def test_caution_that_holds_stands_where_it_is_first_named(entry: CaseEntry, catalogue: Catalogue, report_of: ReportOf) -> None:
    """A number beside a line leads to a caution that was told above or right below it, in full."""
    page = sheet_page(report_of(entry), catalogue)
    told: list[int] = []
    for block in page:
        rows = block.rows if isinstance(block, Table) else (block,)
        for row in rows:
            if isinstance(row, Text) and row.label.startswith("Caution "):
                told.append(int(row.label.split()[1].rstrip(":")))
            elif isinstance(row, Item):
                named = re.findall(r"caution ([\d, ]*\d)", row.cells[-1].words)
                assert {int(number) for group in named for number in group.split(", ")} <= set(told)
    assert told == list(range(1, len(told) + 1))


@EVERY
@pytest.mark.parametrize("form", ["text", "markdown", "html", "csv"])
def test_names_of_drugs_are_whole(form: str, entry: CaseEntry, catalogue: Catalogue, report_of: ReportOf) -> None:
    report = report_of(entry)
    words = set(re.findall(r"[a-z-]{6,}", write_sheet(report, catalogue, form).casefold()))
    whole = set(re.findall(r"[a-z-]{6,}", write_sheet(report, catalogue, "csv").casefold()))
    drugs = {therapy.name.casefold() for therapy in catalogue.therapies if " " not in therapy.name}
    assert drugs & whole <= words


def test_misprint_that_would_change_a_call_is_on_the_sheet(catalogue: Catalogue, report_of: ReportOf) -> None:
    written = flat(write_sheet(report_of(ENTRIES["compound"]), catalogue, "text"))
    assert 'Misprint: printed "C1196Y+L1198F"; read as: C1156Y+L1198F' in written


def test_members_never_stand_for_their_compound(catalogue: Catalogue, report_of: ReportOf) -> None:
    text = write_sheet(report_of(ENTRIES["compound"]), catalogue, "text")
    assert "No call in these two reviews (6): alectinib" in flat(text)
    assert re.search(r"C1156Y +R +S +S .*alone", text)


def test_first_test_is_asked_first(catalogue: Catalogue, report_of: ReportOf) -> None:
    assert keys(sheet_page(report_of(OTHERS["not-sequenced"]), catalogue), "tests")[0] == "sequencing"


def test_trials_on_the_sheet_name_the_disease(catalogue: Catalogue, report_of: ReportOf) -> None:
    report = report_of(ENTRIES["compound"])
    shown = keys(sheet_page(report, catalogue), "trials")
    wanted = [trial.id for trial in report.trials if trial.heading in ("disease-and-setting", "disease")]
    assert shown
    assert set(shown) <= set(wanted)


@EVERY
@pytest.mark.parametrize("form", ["text", "csv"])
def test_no_line_points_to_an_erratum_that_is_not_there(
    form: str, entry: CaseEntry, catalogue: Catalogue, report_of: ReportOf
) -> None:
    written = flat(write_sheet(report_of(entry), catalogue, form))
    assert re.findall(r"see (?:the )?erratum", written) == []


@pytest.mark.parametrize("form", ["text", "markdown", "html", "csv"])
def test_sheet_for_a_day_before_the_print_says_so(form: str, catalogue: Catalogue) -> None:
    case, _ = read_case(ENTRIES["compound"], catalogue)
    assert case is not None
    report = triage(case, catalogue, date(2020, 1, 1))
    assert "printed later than this day" in flat(write_sheet(report, catalogue, form))
