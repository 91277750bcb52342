"""What the sheet says beside a call of the case's own history, and of where its evidence comes from."""

from __future__ import annotations

import pytest
from sheet.board import ENTRIES, ReportOf
from sheet.reading import flat

from alktui.board import write_sheet
from alktui.cases.entry import CaseEntry, FindingEntry, TherapyEntry
from alktui.model.catalogue import Catalogue
from alktui.pages.full_report import full_page
from alktui.paint.text import written

AFTER_ALL = CaseEntry(
    disease="NSCLC",
    setting="relapsed",
    prior=[TherapyEntry("crizotinib"), TherapyEntry("lorlatinib")],
    prior_therapies=[TherapyEntry("chemotherapy")],
    findings=[FindingEntry("C1156Y+L1198F")],
)
READ = ("text", "markdown", "html", "csv")
ASKED = "crizotinib: reported sensitive, but the patient progressed on it (line 1). Was this mutation there then?"


@pytest.mark.parametrize("form", ["markdown", "html", "csv"])
def test_call_from_table_1_is_said_to_pool_two_diseases(form: str, catalogue: Catalogue, report_of: ReportOf) -> None:
    """A board on NSCLC must see that the cell also rests on ALCL, and where its column's references are."""
    sheet = flat(write_sheet(report_of(AFTER_ALL), catalogue, form))
    assert "for this very compound; NSCLC+ALCL table. Wang 2022, Table 1, crizotinib, sensitive [1]" in sheet
    assert "The references of the columns of Table 1 stand in the full report." in sheet


@pytest.mark.parametrize("form", READ)
def test_sensitive_and_progressed_is_not_left_unexplained(form: str, catalogue: Catalogue, report_of: ReportOf) -> None:
    report = report_of(AFTER_ALL)
    assert ASKED in flat(write_sheet(report, catalogue, form))
    assert ASKED in flat(written(full_page(report, catalogue), catalogue))


@pytest.mark.parametrize(
    "prior", [[TherapyEntry("crizotinib", "intolerant")], [TherapyEntry("lorlatinib")], []], ids=["intolerant", "no call", "none"]
)
def test_nothing_is_asked_where_nothing_contradicts(prior: list[TherapyEntry], catalogue: Catalogue, report_of: ReportOf) -> None:
    entry = CaseEntry(disease="NSCLC", setting="relapsed", prior=prior, findings=[FindingEntry("C1156Y+L1198F")])
    report = report_of(entry)
    assert "Was this mutation there then?" not in flat(write_sheet(report, catalogue, "text"))
    assert "Was this mutation there then?" not in flat(written(full_page(report, catalogue), catalogue))


@pytest.mark.parametrize("form", READ)
def test_trial_says_which_of_its_drugs_were_given(form: str, catalogue: Catalogue, report_of: ReportOf) -> None:
    """A trial of a drug on which the tumour has progressed must not be read as a new drug."""
    report = report_of(ENTRIES["compound"])
    trial = next(trial for trial in report.trials if "crizotinib" in trial.therapies and trial.state != "excluded")
    alone = report.but(trials=(trial,), strategies=(), targets=())
    assert "given before: crizotinib (1st, progressed)" in flat(write_sheet(alone, catalogue, form))


def test_drug_that_was_not_given_is_not_said_to_be(catalogue: Catalogue, report_of: ReportOf) -> None:
    assert "given before" not in flat(write_sheet(report_of(ENTRIES["untreated"]), catalogue, "text"))
