"""What stands on the page, and that what does not is counted."""

from __future__ import annotations

import itertools
import re
from datetime import date

import pytest
from sheet.board import ENTRIES, OTHERS, ReportOf
from sheet.reading import cells

from alktui.cases.entry import CaseEntry, FindingEntry, TherapyEntry
from alktui.cases.reading import read_case
from alktui.model.catalogue import Catalogue
from alktui.model.report import DecidesBy, Option, Report
from alktui.pages.words import AGAINST
from alktui.report.filling import PARTS
from alktui.report.layout import parts
from alktui.report.numbering import Numbering
from alktui.report.relevance import IMPLIED, distance, distances, is_called_for
from alktui.report.selection import Choice, choice_of
from alktui.report.sheet import FORMATS, sheet_of, write_sheet
from alktui.report.sheet_line import caution_note, statement_note
from alktui.report.text import text_of
from alktui.triage import triage

EVERY = pytest.mark.parametrize("entry", [*ENTRIES.values(), *OTHERS.values()], ids=[*ENTRIES, *OTHERS])


@EVERY
def test_each_step_counts_what_it_leaves_out(entry: CaseEntry, catalogue: Catalogue, report_of: ReportOf) -> None:
    report = report_of(entry)
    sheet = sheet_of(report, catalogue)
    for options, step in ((report.strategies, sheet.strategies), (report.targets, sheet.targets), (report.trials, sheet.trials)):
        for state, part in (("applies", step.applies), ("possible", step.possible)):
            wanted = [option.id for option in options if option.state == state and option.verdict not in AGAINST]
            shown = [option.id for option in part.shown]
            assert set(shown) <= set(wanted)
            if options is not report.trials:
                far = {option.id: min(distance(option, catalogue, report.case), IMPLIED) for option in options}
                brief = {option.id for option in part.shown if option.brief}
                assert shown == sorted(shown, key=lambda one: (one in brief, far[one], wanted.index(one)))
            assert len(part.shown) + part.more == len(wanted) == getattr(step.counts, state)


@EVERY
def test_nothing_that_harms_stands_among_proposals(entry: CaseEntry, catalogue: Catalogue, report_of: ReportOf) -> None:
    sheet = sheet_of(report_of(entry), catalogue)
    steps = (sheet.strategies, sheet.targets, sheet.trials)
    proposed = [option for step in steps for part in (step.applies, step.possible) for option in part.shown]
    assert [option.id for option in proposed if option.verdict in AGAINST] == []
    assert [option.id for option in sheet.against.shown if option.verdict not in AGAINST or option.state != "applies"] == []


def test_harm_comes_first_among_what_is_advised_against(catalogue: Catalogue, report_of: ReportOf) -> None:
    report = report_of(ENTRIES["three-findings"])
    fitting = [option for option in _against(report.strategies) if option.state == "applies"]
    assert {option.verdict for option in fitting} == set(AGAINST)
    sheet = sheet_of(report, catalogue)
    harmful = [option.name for option in fitting if option.verdict == "stopped-for-toxicity"]
    assert [*(option.name for option in sheet.against.shown), *sheet.against.left_out][: len(harmful)] == harmful
    (more,) = [part.more for part in parts(sheet) if part.title == "Reported not to work, or to harm"]
    assert [name for name in sheet.against.left_out if name not in more] == []


def _against(options: tuple[Option, ...]) -> list[Option]:
    return [option for option in options if option.verdict in AGAINST]


@EVERY
def test_sources_are_numbered_once_in_the_order_of_the_page(entry: CaseEntry, catalogue: Catalogue, report_of: ReportOf) -> None:
    sheet = sheet_of(report_of(entry), catalogue)
    assert [source.number for source in sheet.sources] == list(range(1, len(sheet.sources) + 1))
    assert len({source.doi.casefold() for source in sheet.sources if source.doi}) == sum(
        bool(source.doi) for source in sheet.sources
    )
    lines = itertools.chain(
        sheet.tkis, sheet.strategies.applies.shown, sheet.targets.applies.shown, sheet.trials.applies.shown, sheet.cautions.shown
    )
    cited = {number for line in lines for place in line.places for number in place.numbers}
    assert cited <= {source.number for source in sheet.sources}
    assert all(
        place.numbers for step in (sheet.strategies, sheet.targets) for line in step.applies.shown for place in line.places
    )


def test_erratum_that_would_change_a_call_is_on_the_page(catalogue: Catalogue, report_of: ReportOf) -> None:
    sheet = sheet_of(report_of(ENTRIES["compound"]), catalogue)
    lorlatinib = next(row for row in sheet.tkis if row.therapy == "lorlatinib")
    assert (lorlatinib.call, lorlatinib.call_if_read) == ("no-data", "resistant")
    named = {note.number: note.id for note in sheet.errata.shown}
    assert [named[number] for number in lorlatinib.errata_unread] == ["wang-2022/erratum/C1196Y"]


def test_members_never_stand_for_their_compound(catalogue: Catalogue, report_of: ReportOf) -> None:
    sheet = sheet_of(report_of(ENTRIES["compound"]), catalogue)
    alectinib = next(row for row in sheet.tkis if row.therapy == "alectinib")
    assert alectinib.call == "no-data"
    assert [(call.profile, call.role) for call in alectinib.profiles if call.call == "sensitive"] == [("C1156Y", "member")]


ORDINARY = CaseEntry(
    disease="NSCLC",
    setting="relapsed",
    prior=[TherapyEntry("crizotinib"), TherapyEntry("alectinib")],
    prior_therapies=[TherapyEntry("chemotherapy")],
    age_group="adult",
    findings=[FindingEntry("L1196M", "liver", "2026-06-02", "12%")],
    biomarkers={"PD-L1": "high", "TP53": "mutated", "brain-metastases": "present"},
    question="Which TKI next, or a trial?",
)


def test_options_that_name_facts_of_the_case_come_before_generic_ones(catalogue: Catalogue, report_of: ReportOf) -> None:
    sheet = sheet_of(report_of(ORDINARY), catalogue)
    names = [option.name for option in sheet.strategies.applies.shown]
    assert "Second-generation ALK TKI after crizotinib resistance" in names
    known = {strategy.id: strategy for strategy in catalogue.strategies}
    assert all(known[option.id].when for option in sheet.strategies.applies.shown)
    assert "ALK TKI rather than immunotherapy as first choice" not in names


def test_rebiopsy_takes_no_place_once_alk_was_sequenced(catalogue: Catalogue, report_of: ReportOf) -> None:
    def diagnostics(entry: CaseEntry) -> list[str]:
        step = sheet_of(report_of(entry), catalogue).strategies
        return [option.name for option in (*step.applies.shown, *step.possible.shown) if option.kind == "diagnostic"]

    assert diagnostics(ORDINARY) == []
    assert diagnostics(OTHERS["none-found"]) == []
    asked = sheet_of(report_of(OTHERS["not-sequenced"]), catalogue).next_tests.shown[0]
    assert (asked.fact, asked.first) == ("sequencing", True)


@EVERY
def test_trials_that_are_over_give_way_to_open_ones(entry: CaseEntry, catalogue: Catalogue, report_of: ReportOf) -> None:
    trials = sheet_of(report_of(entry), catalogue).trials
    for part in (trials.applies, trials.possible):
        over = [trial.completion_passed is True for trial in part.shown]
        assert over == sorted(over)
    report = report_of(entry)
    called = {trial.id for trial in report.trials if is_called_for(trial, catalogue, report.case)}
    over_in_report = [trial.completion_passed is True for trial in report.trials if trial.state == "applies"]
    if len(trials.applies.shown) <= over_in_report.count(False):
        assert not any(trial.completion_passed for trial in trials.applies.shown if trial.id not in called)


def test_test_that_decides_nothing_yet_says_what_it_is_for(catalogue: Catalogue, report_of: ReportOf) -> None:
    report = report_of(OTHERS["not-sequenced"])
    nothing = report.next_tests[0].but(decides=0, by=DecidesBy())
    asked = report.but(next_tests=(nothing,))
    for text in (write_sheet(asked, catalogue, "text"), text_of(asked, catalogue)):
        plain = " ".join(text.split())
        assert "ecides 0" not in plain
        assert "t gives each TKI its call on the mutation that is found" in plain


@EVERY
@pytest.mark.parametrize("form", ["text", "csv"])
def test_no_line_points_to_an_erratum_that_is_not_there(
    form: str, entry: CaseEntry, catalogue: Catalogue, report_of: ReportOf
) -> None:
    written = " ".join(write_sheet(report_of(entry), catalogue, form).split())
    assert re.findall(r"see (?:the )?erratum(?! \d)", written) == []


def chosen(report: Report, catalogue: Catalogue, most: int) -> Choice:
    """What stands on a page with so many lines of each part."""
    return choice_of(report, catalogue, dict.fromkeys(PARTS, most), distances(report, catalogue))


def test_caution_points_to_its_erratum_by_number(catalogue: Catalogue, report_of: ReportOf) -> None:
    report = report_of(OTHERS["highly-resistant"])
    pointing = next(caution for caution in report.cautions if "see erratum" in caution.statement)
    concerned = [erratum for erratum in report.errata if pointing.id in erratum.records]
    assert concerned
    alone = report.but(cautions=(pointing,), errata=tuple(concerned), strategies=(), targets=(), trials=(), immune_context=())
    numbered = caution_note(1, pointing, chosen(alone, catalogue, 9), Numbering(catalogue))
    assert numbered.errata == tuple(range(1, len(concerned) + 1))
    without = caution_note(1, pointing, chosen(alone.but(errata=()), catalogue, 9), Numbering(catalogue))
    assert "see erratum" not in without.text


def test_statement_carries_the_number_of_its_erratum(catalogue: Catalogue, report_of: ReportOf) -> None:
    report = report_of(ENTRIES["untreated"])
    choice = chosen(report, catalogue, 99)
    concerned = {record for erratum in report.errata for record in erratum.records}
    said = next(pair for pair in choice.statements.shown if pair[0].id in concerned)
    note = statement_note(*said, choice, Numbering(catalogue))
    assert note.errata
    assert all(said[0].id in choice.errata.shown[number - 1].records for number in note.errata)


@EVERY
def test_what_has_no_room_is_counted_as_of_the_full_report(entry: CaseEntry, catalogue: Catalogue, report_of: ReportOf) -> None:
    report = report_of(entry)
    sheet = sheet_of(report, catalogue)
    assert len(sheet.errata.shown) + sheet.errata.more == len(report.errata)
    assert len(sheet.cautions.shown) + sheet.cautions.more == len(report.cautions)
    assert all("in the full report" in part.more for part in parts(sheet) if part.more)


def test_report_has_every_erratum_that_a_caution_points_to(report_of: ReportOf) -> None:
    report = report_of(ENTRIES["compound"])
    listed = {record for erratum in report.errata for record in erratum.records}
    assert [caution.id for caution in report.cautions if "see erratum" in caution.statement and caution.id not in listed] == []


@EVERY
def test_csv_holds_every_note_and_source_it_names(entry: CaseEntry, catalogue: Catalogue, report_of: ReportOf) -> None:
    report = report_of(entry)
    rows = cells(write_sheet(report, catalogue, "csv"))

    def numbers(column: str) -> set[int]:
        texts = [part for row in rows for part in row[column].split(", ") if part]
        ends = [[int(end) for end in text.split("-")] for text in texts]
        return {number for first, *last in ends for number in range(first, (last or [first])[0] + 1)}

    for table, column in (("caution", "cautions"), ("erratum", "errata")):
        assert numbers(column) <= {int(row["number"]) for row in rows if row["table"] == table}
    sheet = sheet_of(report, catalogue)
    notes = {(row["table"], row["id"]): row["number"] for row in rows}
    assert all(notes["caution", note.id] == str(note.number) for note in sheet.cautions.shown)
    assert all(notes["erratum", note.id] == str(note.number) for note in sheet.errata.shown)
    sources = {row["name"]: row for row in rows if row["table"] == "source"}
    for row in rows:
        for document, named in re.findall(r"(Wang 2022|Sposito 2024), [^\[;]*\[([^\]]*)\]", row["sources"]):
            first = named.split(", ")[0].split("-")[0]
            assert f"{document} [{first}]" in sources
    assert {int(row["number"]) for row in sources.values() if row["number"]} == {source.number for source in sheet.sources}
    assert all(row["statement"] and (row["dois"] or row["statement"]) for row in sources.values())


@pytest.mark.parametrize("form", FORMATS)
def test_report_for_a_day_before_the_print_says_so(form: str, catalogue: Catalogue) -> None:
    case, _ = read_case(ORDINARY, catalogue)
    assert case is not None
    report = triage(case, catalogue, date(2020, 1, 1))
    written = " ".join(write_sheet(report, catalogue, form).split())
    if form == "csv":
        assert {row["status_age_years"] for row in cells(write_sheet(report, catalogue, form))} == {""}
    if form in ("text", "markdown", "html"):
        assert "printed later than this day" in written
    assert "(0.0 y ago)" not in text_of(report, catalogue)
    assert "(printed later than this day)" in " ".join(text_of(report, catalogue).split())


@pytest.mark.parametrize("form", FORMATS)
def test_contradictory_generation_stands_with_its_erratum(form: str, catalogue: Catalogue, report_of: ReportOf) -> None:
    """Wang lists lorlatinib among the second generation, and calls it third; the sheet must not print that as a fact."""
    report = report_of(ENTRIES["untreated"])
    (note,) = [note for note in sheet_of(report, catalogue).errata.shown if note.id.endswith("second-generation-list-lorlatinib")]
    written = " ".join(write_sheet(report, catalogue, form).replace("\\", "").split())
    assert f"second generation (Wang 2022: see erratum {note.number})" in written
    assert note.text.split(";")[0].replace('"', "") in written.replace("&quot;", "").replace('"', "").replace("\\", "")
