"""What a case's own entries call for stands on its page before what holds for every case of the disease."""

from __future__ import annotations

import pytest
from sheet.board import ENTRIES, OTHERS, ReportOf

from alktui.cases.entry import CaseEntry, FindingEntry, TherapyEntry
from alktui.model.catalogue import Catalogue
from alktui.model.report import Option, ReportedCaution
from alktui.model.sheet import Sheet
from alktui.pages.words import AGAINST
from alktui.report.filling import PARTS, SMALLEST, filled_lines
from alktui.report.layout import page_of, parts
from alktui.report.page import HEIGHT, READABLE, SPARE, Page
from alktui.report.relevance import GENERAL, MARKED, called_for_by, distance, is_called_for
from alktui.report.selection import proposed
from alktui.report.sheet import FORMATS, sheet_of, write_sheet

IL10RA = CaseEntry(
    disease="ALCL",
    setting="relapsed",
    age_group="paediatric",
    prior=[TherapyEntry("crizotinib")],
    sequencing="none-found",
    amplification="not-amplified",
    biomarkers={"IL10RA": "high"},
)
LONG = CaseEntry(
    disease="ALCL",
    setting="relapsed",
    prior=[TherapyEntry("crizotinib"), TherapyEntry("alectinib"), TherapyEntry("brigatinib"), TherapyEntry("lorlatinib")],
    findings=[FindingEntry(text, "lymph node", "2026-06-02", "12%") for text in ("G1202R", "L1196M", "I1171N")],
    biomarkers={
        "CD30": "positive",
        "IL10RA": "high",
        "PD-L1": "high",
        "IGF1R": "activated",
        "WASP": "low",
        "NOTCH1": "activated",
    },
    prior_therapies=[TherapyEntry("chemotherapy"), TherapyEntry("brentuximab-vedotin")],
    question="Which TKI next, or a trial? " * 12,
)
CASES = {**ENTRIES, **OTHERS, "IL10RA": IL10RA, "long": LONG}
EVERY = pytest.mark.parametrize("entry", CASES.values(), ids=CASES)


def on_page(sheet: Sheet) -> set[str]:
    """The ids of every option and caution that has a line."""
    steps = (sheet.strategies, sheet.targets, sheet.trials)
    options = {option.id for step in steps for part in (step.applies, step.possible) for option in part.shown}
    return options | {note.id for note in sheet.cautions.shown}


@EVERY
def test_what_is_called_for_is_on_the_page_or_named_there(entry: CaseEntry, catalogue: Catalogue, report_of: ReportOf) -> None:
    report = report_of(entry)
    sheet = sheet_of(report, catalogue)
    options = [one for one in (*report.strategies, *report.targets, *report.trials) if one.verdict not in AGAINST]
    wanted: list[Option | ReportedCaution] = [one for one in options if one.state != "excluded"]
    wanted += [one for one in report.cautions if one.state == "met"]
    called = [one for one in wanted if is_called_for(one, catalogue, report.case)]
    missing = {one.name for one in called if one.id not in on_page(sheet)}
    said = " ".join(part.more for part in parts(sheet))
    assert [name for name in missing if name not in said] == []
    if missing:
        assert page_of(sheet).size <= SMALLEST


@EVERY
def test_cautions_that_hold_by_what_was_entered_come_first(entry: CaseEntry, catalogue: Catalogue, report_of: ReportOf) -> None:
    report = report_of(entry)
    shown = {note.id: number for number, note in enumerate(sheet_of(report, catalogue).cautions.shown)}
    own = [one.id for one in report.cautions if one.state == "met" and is_called_for(one, catalogue, report.case)]
    assert sorted(shown.get(one, -1) for one in own) == list(range(len(own)))


@pytest.mark.parametrize("form", FORMATS)
def test_caution_on_highly_resistant_mutations_stands_beside_one(form: str, catalogue: Catalogue, report_of: ReportOf) -> None:
    """What the review says of renewed sensitivity is about just this: a highly resistant compound, after progression."""
    written = " ".join(write_sheet(report_of(OTHERS["highly-resistant"]), catalogue, form).split())
    assert "It is unclear if therapy against CD30, PD-L1 or B7-H3 makes tumour cells sensitive to ALK TKIs again" in written


def test_marker_that_was_entered_puts_its_options_on_the_page(catalogue: Catalogue, report_of: ReportOf) -> None:
    report = report_of(IL10RA)
    sheet = sheet_of(report, catalogue)
    (option,) = [one for one in sheet.strategies.applies.shown if one.id == "wang-2022/strategy/alk-tki+il10-pathway-inhibitor"]
    assert option.called_for_by == ("IL10RA is high",)
    caution = next(note for note in sheet.cautions.shown if note.id == "wang-2022/caution/il10ra-high-all-generations")
    assert "Here: IL10RA is high." in caution.text


def test_approvals_in_the_disease_of_the_case_are_on_the_page(catalogue: Catalogue, report_of: ReportOf) -> None:
    def approvals(entry: CaseEntry) -> list[str]:
        return [note.id for note in sheet_of(report_of(entry), catalogue).drug_statements.shown if "/approval/" in note.id]

    both = ["wang-2022/approval/alectinib-japan", "wang-2022/approval/crizotinib-fda"]
    assert sorted(approvals(ENTRIES["compound"])) == sorted(approvals(IL10RA)) == both
    assert approvals(ENTRIES["three-findings"]) == []


def test_state_by_diagnosis_is_not_taken_for_an_entry(catalogue: Catalogue, report_of: ReportOf) -> None:
    report = report_of(OTHERS["none-found"])
    target = next(one for one in report.targets if one.id == "wang-2022/target/cd30-car-t")
    assert not is_called_for(target, catalogue, report.case)
    entered = report_of(CaseEntry(disease="ALCL", setting="relapsed", biomarkers={"CD30": "positive"}))
    target = next(one for one in entered.targets if one.id == "wang-2022/target/cd30-car-t")
    assert distance(target, catalogue, entered.case) == MARKED
    assert called_for_by(target, catalogue, entered.case) == ("CD30 is positive",)


def test_supported_option_is_not_crowded_out_by_what_is_called_for(catalogue: Catalogue, report_of: ReportOf) -> None:
    """Progression on crizotinib calls for a target seen in vitro; the one that patients were treated with stands beside it."""
    sheet = sheet_of(report_of(IL10RA), catalogue)
    assert "wang-2022/target/brentuximab-vedotin-rr-alcl" in {option.id for option in sheet.targets.applies.shown}


@EVERY
def test_tests_without_room_are_named(entry: CaseEntry, catalogue: Catalogue, report_of: ReportOf) -> None:
    report = report_of(entry)
    sheet = sheet_of(report, catalogue)
    left = [test.fact for test in report.next_tests[len(sheet.next_tests.shown) :]]
    assert list(sheet.next_tests.left_out) == left
    assert all(f"more in the full report: {', '.join(left)}" in part.more for part in parts(sheet) if part.two_columns and left)


@EVERY
def test_foot_of_the_page_is_not_left_blank(entry: CaseEntry, catalogue: Catalogue, report_of: ReportOf) -> None:
    """Where something is left out, no line of two would still find room."""
    sheet = sheet_of(report_of(entry), catalogue)
    page = page_of(sheet)
    if any(part.more for part in parts(sheet)) and page.size == READABLE:
        assert HEIGHT - SPARE - page.height(page.size) < 4 * READABLE


@EVERY
def test_line_says_how_many_of_its_cautions_hold_and_are_not_on_the_page(
    entry: CaseEntry, catalogue: Catalogue, report_of: ReportOf
) -> None:
    """A line with one caution beside it would be read as if there were no other."""
    report = report_of(entry)
    sheet = sheet_of(report, catalogue)
    holding = {caution.id for caution in report.cautions if caution.state == "met"} - on_page(sheet)
    beside = {option.id: holding.intersection(option.cautions) for option in (*report.strategies, *report.targets)}
    said = " ".join(text for part in parts(sheet) for line in (*part.lines, *part.short) for text in line.cells)
    for step in (sheet.strategies, sheet.targets):
        for option in (*step.applies.shown, *step.possible.shown):
            assert option.cautions_more == len(beside[option.id])
            assert not option.cautions_more or "in the full report" in said


def test_much_that_is_called_for_stands_in_short_lines(catalogue: Catalogue, report_of: ReportOf) -> None:
    """A compound, a marker and two drugs call for six strategies at once: none of them may be merely counted."""
    entry = CaseEntry(
        disease="ALCL",
        setting="relapsed",
        prior=[TherapyEntry("crizotinib"), TherapyEntry("lorlatinib")],
        findings=[FindingEntry("C1156Y+L1198F")],
        biomarkers={"IL10RA": "high"},
    )
    report = report_of(entry)
    sheet = sheet_of(report, catalogue)
    called = [one for one in report.strategies if one.state == "applies" and is_called_for(one, catalogue, report.case)]
    shown = {option.id: option for option in sheet.strategies.applies.shown}
    assert {one.id for one in called if one.verdict not in AGAINST} <= shown.keys()
    assert any(option.brief and not option.statement for option in shown.values())
    assert page_of(sheet).fits(SMALLEST)


def test_supported_option_has_a_line_beside_the_first_that_is_called_for(report_of: ReportOf) -> None:
    report = report_of(ENTRIES["compound"])
    drugs = [option for option in report.strategies if option.kind != "diagnostic"]
    first, second, third = (option.but(state="applies", verdict="investigational") for option in drugs[:3])
    backed = third.but(verdict="supported")
    far = {first.id: MARKED, second.id: MARKED, third.id: GENERAL}
    shown = proposed((first, second, backed), "applies", 2, far, report.case).shown
    assert [option.id for option in shown] == [first.id, backed.id]
    shown = proposed((first, second, third), "applies", 2, far, report.case).shown
    assert [option.id for option in shown] == [first.id, second.id]


def test_page_that_cannot_hold_all_gives_up_neither_a_caution_nor_the_last_of_a_step() -> None:
    held = filled_lines(dict.fromkeys(PARTS, 3), lambda _: Page("", (), ("a notice",) * 200, (), (), ""))
    assert {part: held[part] for part in ("cautions", "trials", "targets", "possible trials", "brief targets")} == {
        "cautions": 3,
        "trials": 1,
        "targets": 1,
        "possible trials": 0,
        "brief targets": 0,
    }
