"""What the sheet says beside a call of the case's own history, and of where its evidence comes from."""

from __future__ import annotations

import pytest
from sheet.board import ENTRIES, ReportOf
from sheet.reading import cells

from alktui.cases.entry import CaseEntry, FindingEntry, TherapyEntry
from alktui.model.catalogue import Catalogue
from alktui.report.sheet import sheet_of, write_sheet
from alktui.report.text import text_of

AFTER_ALL = CaseEntry(
    disease="NSCLC",
    setting="relapsed",
    prior=[TherapyEntry("crizotinib"), TherapyEntry("lorlatinib")],
    prior_therapies=[TherapyEntry("chemotherapy")],
    findings=[FindingEntry("C1156Y+L1198F")],
)
READ = ("text", "markdown", "html")


def flat(text: str) -> str:
    """A text in one line, without what Markdown escapes."""
    return " ".join(text.replace("\\", "").split())


@pytest.mark.parametrize("form", READ)
def test_call_from_table_1_is_said_to_pool_two_diseases(form: str, catalogue: Catalogue, report_of: ReportOf) -> None:
    """A board on NSCLC must see that the cell also rests on ALCL, and that its references are the column's."""
    written = flat(write_sheet(report_of(AFTER_ALL), catalogue, form))
    assert "exact compound; review table; NSCLC and ALCL pooled" in written
    assert "singly, not together (pooled): C1156Y resistant" in written
    said = "Table 1 of Wang 2022 pools NSCLC and ALCL and cites by column: the numbers beside it are a column's, not a cell's."
    assert said in written.replace("&#x27;", "'")


def test_row_without_evidence_pools_nothing(catalogue: Catalogue, report_of: ReportOf) -> None:
    rows = {row.therapy: row for row in sheet_of(report_of(AFTER_ALL), catalogue).tkis}
    assert rows["crizotinib"].diseases == ("NSCLC and ALCL pooled",)
    assert rows["alectinib"].diseases == ()
    assert rows["ensartinib"].member_diseases == ()
    table = {row["id"]: row for row in cells(write_sheet(report_of(AFTER_ALL), catalogue, "csv")) if row["table"] == "TKI"}
    assert table["crizotinib"]["tested_in"] == "NSCLC and ALCL pooled"


@pytest.mark.parametrize("form", READ)
def test_sensitive_and_progressed_is_not_left_unexplained(form: str, catalogue: Catalogue, report_of: ReportOf) -> None:
    sentence = (
        "crizotinib: sensitive, yet given with progression: the call is what the catalogue says of the mutation; progression on "
        "the drug stands in this case's history, and the call does not explain it"
    )
    report = report_of(AFTER_ALL)
    assert sentence in flat(write_sheet(report, catalogue, form)).replace("&#x27;", "'")
    assert sentence in flat(text_of(report, catalogue))


@pytest.mark.parametrize(
    "prior", [[TherapyEntry("crizotinib", "intolerant")], [TherapyEntry("lorlatinib")], []], ids=["intolerant", "no call", "none"]
)
def test_nothing_is_explained_where_nothing_contradicts(
    prior: list[TherapyEntry], catalogue: Catalogue, report_of: ReportOf
) -> None:
    entry = CaseEntry(disease="NSCLC", setting="relapsed", prior=prior, findings=[FindingEntry("C1156Y+L1198F")])
    report = report_of(entry)
    assert "yet given with progression" not in flat(write_sheet(report, catalogue, "text"))
    assert "yet given with progression" not in flat(text_of(report, catalogue))


@pytest.mark.parametrize("form", [*READ, "csv"])
def test_option_says_which_of_its_drugs_were_given(form: str, catalogue: Catalogue, report_of: ReportOf) -> None:
    """A trial of a drug on which the tumour has progressed must not be read as a new drug."""
    entry = CaseEntry(
        disease="NSCLC", setting="relapsed", prior=[TherapyEntry("crizotinib"), TherapyEntry("lorlatinib", "progressed")]
    )
    report = report_of(entry)
    trial = next(trial for trial in report.trials if trial.therapies == ("lorlatinib",))
    kept = report.but(trials=(trial.but(state="applies"),), strategies=())
    written = flat(write_sheet(kept, catalogue, form))
    assert "lorlatinib given 2nd, progressed" in written.lower() or '"lorlatinib: 2nd, progressed"' in written
    assert "given before: lorlatinib (2nd, progressed)" in flat(text_of(kept, catalogue))


def test_class_that_was_given_is_said_of_its_drugs(catalogue: Catalogue, report_of: ReportOf) -> None:
    report = report_of(AFTER_ALL)
    lines = {row["id"]: row for row in cells(write_sheet(report, catalogue, "csv"))}
    given = {name: row["given"] for name, row in lines.items() if row["given"] and row["table"] != "TKI"}
    assert given["sposito-2024/strategy/lorlatinib+bevacizumab"] == "lorlatinib: 2nd, progressed"
    assert "chemotherapy: progressed" in given.values()


def test_drug_that_was_not_given_is_not_said_to_be(catalogue: Catalogue, report_of: ReportOf) -> None:
    sheet = sheet_of(report_of(ENTRIES["untreated"]), catalogue)
    steps = (sheet.strategies, sheet.targets, sheet.trials)
    assert [
        option.given for step in steps for part in (step.applies, step.possible) for option in part.shown if option.given
    ] == []
