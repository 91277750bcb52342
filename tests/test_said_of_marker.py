"""A marker that decides nothing is not passed over where the documents speak of it."""

from datetime import date

import pytest

from alktui.cases.entry import CaseEntry, FindingEntry, TherapyEntry
from alktui.cases.reading import read_case
from alktui.catalogue.location import catalogue_path
from alktui.catalogue.store import read_catalogue
from alktui.model.catalogue import Catalogue
from alktui.model.report import Report
from alktui.pages.difference import difference_page
from alktui.paint.text import written
from alktui.triage.difference import difference
from alktui.triage.engine import triage

AS_OF = date(2026, 11, 23)
IDLE = "Neither review ties a treatment to it; that is no evidence against one."


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue(catalogue_path())


def report_of(catalogue: Catalogue, **entered: object) -> Report:
    case, refusals = read_case(CaseEntry(**entered), catalogue)  # type: ignore[arg-type]
    assert not refusals
    assert case is not None
    return triage(case, catalogue, AS_OF)


def messages(report: Report) -> str:
    return " ".join(notice.message for notice in report.notices)


def test_brain_metastases_bring_what_the_documents_say_of_the_central_nervous_system(catalogue: Catalogue) -> None:
    """No option asks for them, yet which drugs reach the brain is what the board asks: said with document and section."""
    said = messages(report_of(catalogue, disease="LUAD", biomarkers={"brain-metastases": "present"}))
    assert "brain-metastases: no option or caution depends on it; the documents say:" in said
    assert "more active than crizotinib in the central nervous system (Wang 2022, section 4.3.1)" in said
    assert "Intracranial response" in said
    none = messages(report_of(catalogue, disease="LUAD", biomarkers={"brain-metastases": "absent"}))
    assert f"brain-metastases, in NSCLC: {IDLE}" in none


def test_crizotinib_is_told_to_be_the_weaker_one_in_the_brain(catalogue: Catalogue) -> None:
    report = report_of(catalogue, disease="LUAD", findings=[FindingEntry("C1156Y+L1198F")])
    crizotinib = next(row for row in report.tkis if row.therapy == "crizotinib")
    assert any("central nervous system" in statement.statement for statement in crizotinib.statements)


def test_of_tests_that_decide_as_much_the_one_that_moves_a_call_comes_first(catalogue: Catalogue) -> None:
    report = report_of(
        catalogue,
        disease="NSCLC",
        setting="relapsed",
        prior=[TherapyEntry("alectinib", "progressed")],
        findings=[FindingEntry("G1202R"), FindingEntry("L1196M")],
    )
    facts = [test.fact for test in report.next_tests]
    assert facts.index("phase") < facts.index("CEA")


def test_trial_that_states_no_age_says_so(catalogue: Catalogue) -> None:
    """A child's trial list is read with the question for which age a trial is; where the table prints none, that is said."""
    report = report_of(catalogue, disease="ALCL", setting="relapsed", age_group="paediatric")
    asks = {trial.id: any(criterion.fact == "age-group" for criterion in trial.criteria) for trial in report.trials}
    assert asks
    assert all(("age" in trial.not_stated) != asks[trial.id] for trial in report.trials)


@pytest.mark.parametrize(
    ("disease", "marker", "state"),
    [
        ("ALCL", "MET-bypass", "present"),
        ("ALCL", "CEA", "positive"),
        ("NSCLC", "IL10RA", "high"),
        ("NSCLC", "CD30", "positive"),
        ("ALCL", "MET-amplification", "present"),
        ("NSCLC", "MET-amplification", "present"),
    ],
)
def test_marker_that_decides_nothing_in_this_disease_says_so(catalogue: Catalogue, disease: str, marker: str, state: str) -> None:
    report = report_of(catalogue, disease=disease, biomarkers={marker: state})
    assert f"{marker}, in {disease}: {IDLE}" in messages(report)
    assert marker not in {test.fact for test in report.next_tests}


@pytest.mark.parametrize(
    ("disease", "marker", "state"),
    [("NSCLC", "MET-bypass", "present"), ("NSCLC", "CEA", "positive"), ("ALCL", "IL10RA", "high"), ("ALCL", "CD30", "negative")],
)
def test_marker_that_decides_something_here_does_not(catalogue: Catalogue, disease: str, marker: str, state: str) -> None:
    assert "ties a treatment" not in messages(report_of(catalogue, disease=disease, biomarkers={marker: state}))


def test_several_markers_that_decide_nothing_are_named_together(catalogue: Catalogue) -> None:
    said = messages(report_of(catalogue, disease="NSCLC", biomarkers={"CD30": "positive", "IL10RA": "high"}))
    assert "CD30 and IL10RA, in NSCLC: Neither review ties a treatment to them; that is no evidence against one." in said


def test_what_if_of_such_a_marker_says_why_nothing_moves(catalogue: Catalogue) -> None:
    before = report_of(catalogue, disease="NSCLC")
    after = report_of(catalogue, disease="NSCLC", biomarkers={"IL10RA": "high"})
    text = written(difference_page(difference(before, after, {"IL10RA=high": after}), before, after, catalogue), catalogue)
    assert IDLE in " ".join(text.split())
    assert "Nothing moves." not in text
