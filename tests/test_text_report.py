"""The text report: what stands on a row, and which errata are told."""

from __future__ import annotations

from datetime import date

import pytest

from alktui.cases.entry import CaseEntry, FindingEntry, TherapyEntry
from alktui.cases.reading import read_case
from alktui.model.catalogue import Catalogue
from alktui.model.report import Report
from alktui.report.text import text_of
from alktui.triage import triage

RESISTANT_ALCL = CaseEntry(disease="ALCL", setting="relapsed", prior=[TherapyEntry("crizotinib")])
G1202R = CaseEntry(disease="ALCL", setting="relapsed", prior=[TherapyEntry("crizotinib")], findings=[FindingEntry("G1202R")])
UNTREATED_NSCLC = CaseEntry(disease="NSCLC", setting="untreated")
MORE_POTENT = "wang-2022/statement/lorlatinib-vs-brigatinib-g1202r"


def report_of(entry: CaseEntry, catalogue: Catalogue) -> Report:
    case, refusals = read_case(entry, catalogue)
    assert case is not None, refusals
    return triage(case, catalogue, date(2026, 11, 23))


def flat(text: str) -> str:
    """A text without its line breaks."""
    return " ".join(text.split())


def rows_in(text: str) -> dict[str, str]:
    """The part of each TKI, by name."""
    lines = text[text.index("TKIs   (") : text.index("WHAT TO TEST NEXT")].splitlines()[2:]
    found: dict[str, list[str]] = {}
    for line in lines:
        if line and not line.startswith("  "):
            name = line[4:].split()[0]
        if line:
            found.setdefault(name, []).append(line)
    return {name: flat(" ".join(part)) for name, part in found.items()}


def test_statement_on_a_profile_stands_on_the_rows_of_its_drugs_beside_their_calls(catalogue: Catalogue) -> None:
    """Wang 2022, section 4.3.1: against G1202R lorlatinib is more potent than brigatinib, which is no call."""
    rows = rows_in(text_of(report_of(G1202R, catalogue), catalogue))
    said = "Against G1202R lorlatinib (printed loratinib) is more potent than brigatinib"
    assert [name for name, part in rows.items() if said in part] == ["lorlatinib", "brigatinib"]


def test_statement_on_a_profile_of_the_case_comes_before_those_on_the_drug(catalogue: Catalogue) -> None:
    rows = {row.therapy: [statement.id for statement in row.statements] for row in report_of(G1202R, catalogue).tkis}
    assert rows["lorlatinib"].index(MORE_POTENT) < rows["lorlatinib"].index("wang-2022/statement/lorlatinib-third-generation")


@pytest.mark.parametrize("entry", [G1202R, RESISTANT_ALCL], ids=["G1202R", "no profile"])
def test_errata_of_an_alcl_text_rest_on_what_it_prints(entry: CaseEntry, catalogue: Catalogue) -> None:
    """What is said of a drug in NSCLC stands in the report; where the text leaves it out, it leaves out its errata too."""
    text = text_of(report_of(entry, catalogue), catalogue)
    errata = text[text.index("ERRATA THAT MATTER HERE") :]
    assert "available-tkis-list" not in errata
    assert "pd-l1-and-tki-outcome" not in errata


def test_erratum_about_a_caution_that_stands_is_told(catalogue: Catalogue) -> None:
    """Wang 2022, section 4.4 prints no reference for high IL-10RA and later generations; the caution rests on it alone."""
    report = report_of(RESISTANT_ALCL, catalogue)
    assert "wang-2022/caution/il10ra-high-all-generations" in {caution.id for caution in report.cautions}
    assert "wang-2022/erratum/il10ra-statement-uncited" in {erratum.id for erratum in report.errata}
    assert "il10ra-statement-uncited" in text_of(report, catalogue)


@pytest.mark.parametrize("entry", [G1202R, UNTREATED_NSCLC], ids=["ALCL", "NSCLC"])
def test_text_has_no_doubled_full_stop_and_no_place_that_is_not_stated(entry: CaseEntry, catalogue: Catalogue) -> None:
    text = flat(text_of(report_of(entry, catalogue), catalogue))
    assert ".. " not in text.replace("... ", "")
    assert "tested in not stated, " not in text
