"""The text report: what stands on a row, and which errata are told."""

from __future__ import annotations

import re
from datetime import date

import pytest
from texts import full_text

from alktui.cases.entry import CaseEntry, FindingEntry, TherapyEntry
from alktui.cases.reading import read_case
from alktui.model.catalogue import Catalogue
from alktui.model.report import Report
from alktui.pages.words import erratum_in_words
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
    """The entry of each TKI of the full text, by name."""
    part = text[text.index("\nTKIS\n") : text.index("\nCOMBINATIONS\n")]
    entries = [entry for entry in part.split("\n\n") if entry.startswith("* ")]
    return {entry[2:].split(":")[0]: flat(entry) for entry in entries}


def test_statement_on_a_profile_stands_on_the_rows_of_its_drugs_beside_their_calls(catalogue: Catalogue) -> None:
    """Wang 2022, section 4.3.1: against G1202R lorlatinib is more potent than brigatinib, which is no call."""
    rows = rows_in(full_text(report_of(G1202R, catalogue), catalogue))
    said = "Against G1202R lorlatinib (printed loratinib) is more potent than brigatinib"
    assert sorted(name for name, part in rows.items() if said in part) == ["brigatinib", "lorlatinib"]


def test_statement_on_a_profile_of_the_case_comes_before_those_on_the_drug(catalogue: Catalogue) -> None:
    rows = {row.therapy: [statement.id for statement in row.statements] for row in report_of(G1202R, catalogue).tkis}
    assert rows["lorlatinib"].index(MORE_POTENT) < rows["lorlatinib"].index("wang-2022/statement/lorlatinib-third-generation")


@pytest.mark.parametrize("entry", [G1202R, RESISTANT_ALCL], ids=["G1202R", "no profile"])
def test_errata_of_the_report_stand_in_full_at_the_end_and_nowhere_else(entry: CaseEntry, catalogue: Catalogue) -> None:
    report = report_of(entry, catalogue)
    text = full_text(report, catalogue)
    body, _, end = text.partition("\nMISPRINTS AND CONTRADICTIONS THAT MATTER HERE\n")
    for erratum in report.errata:
        assert flat(erratum_in_words(erratum)) in flat(end)
        if len(erratum_in_words(erratum)) > 80:
            assert flat(erratum_in_words(erratum)) not in flat(body)


def test_every_reference_that_is_named_is_listed_once(catalogue: Catalogue) -> None:
    text = full_text(report_of(G1202R, catalogue), catalogue)
    body, _, listed = text.partition("\nREFERENCES\n")
    numbers = re.findall(r"^  (\d+) ", listed.partition("[Wang 2022")[2], re.MULTILINE)
    assert len(numbers) == len({*numbers})
    named = re.findall(r"\[Wang 2022, [^\[\]]*\[([\d, -]+)\]\]", flat(body))
    cited = {int(number) for group in named for part in group.split(", ") for number in part.split("-")}
    assert cited
    assert cited <= {int(number) for number in numbers}


def test_erratum_about_a_caution_that_stands_is_told(catalogue: Catalogue) -> None:
    """Wang 2022, section 4.4 prints no reference for high IL-10RA and later generations; the caution rests on it alone."""
    report = report_of(RESISTANT_ALCL, catalogue)
    assert "wang-2022/caution/il10ra-high-all-generations" in {caution.id for caution in report.cautions}
    assert "wang-2022/erratum/il10ra-statement-uncited" in {erratum.id for erratum in report.errata}
    assert "il10ra-statement-uncited" in full_text(report, catalogue)


@pytest.mark.parametrize("entry", [G1202R, UNTREATED_NSCLC], ids=["ALCL", "NSCLC"])
def test_text_has_no_doubled_full_stop_and_no_place_that_is_not_stated(entry: CaseEntry, catalogue: Catalogue) -> None:
    text = flat(full_text(report_of(entry, catalogue), catalogue))
    assert ".. " not in text.replace("... ", "")
    assert "tested in not stated, " not in text
