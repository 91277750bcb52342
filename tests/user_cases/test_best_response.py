"""The best response of a therapy: typed with it, kept, printed, and deciding nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from user_cases.support import Printed

from alktui.cases.case_file import case_bytes, read_case_file
from alktui.cases.case_words import case_lines
from alktui.cases.change import changed
from alktui.cases.entry import CaseEntry, FindingEntry, TherapyEntry
from alktui.cases.importing import ImportResult
from alktui.cases.phenopacket import phenopacket_bytes
from alktui.cases.reading import read_case, refusal_of
from alktui.cases.therapy_text import text_of_therapy, therapy_of_text
from alktui.model.block import Text
from alktui.model.catalogue import Catalogue
from alktui.pages.overview import before_blocks
from alktui.triage import triage

DAY = date(2026, 11, 23)
GIVEN = TherapyEntry("crizotinib", "progressed", "2023-02", "2023-11", "PR")
TYPED = "crizotinib: progressed 2023-02 to 2023-11, best response PR"
CASE = CaseEntry(disease="ALCL", findings=[FindingEntry("L1196M")], prior=[GIVEN])


@pytest.mark.parametrize(
    ("text", "therapy"),
    [
        (TYPED, GIVEN),
        ("crizotinib, best response: CR", TherapyEntry("crizotinib", response="CR")),
        ("crizotinib: progressed (best response pr)", TherapyEntry("crizotinib", "progressed", response="PR")),
        ("crizotinib; BOR SD; 2023-02", TherapyEntry("crizotinib", "", "2023-02", response="SD")),
        ("crizotinib: best response PR 2023-02 to 2023-11", TherapyEntry("crizotinib", "", "2023-02", "2023-11", "PR")),
        ("crizotinib: best overall response PD, stopped", TherapyEntry("crizotinib", "stopped", response="PD")),
        ("crizotinib, best response mixed in the liver", TherapyEntry("crizotinib", response="mixed in the liver")),
        ("brentuximab vedotin: ongoing, best response CR", TherapyEntry("brentuximab vedotin", "ongoing", response="CR")),
        ("other:neladalkib 2024, best response PR", TherapyEntry("other:neladalkib", "", "2024", response="PR")),
    ],
)
def test_best_response_is_read_with_its_therapy(text: str, therapy: TherapyEntry) -> None:
    assert therapy_of_text(text) == therapy
    assert therapy_of_text(text_of_therapy(therapy)) == therapy


def test_progressive_disease_as_best_response_is_no_end() -> None:
    """Who never responded may have stopped for another reason: the best response says nothing of how it ended."""
    assert therapy_of_text("crizotinib, best response PD").outcome == ""


def test_line_of_a_therapy_names_its_best_response_last() -> None:
    assert text_of_therapy(GIVEN) == TYPED


@pytest.mark.parametrize("response", ["x" * 41, "partial, then mixed", "PR\nCR", "partial 2023-05"])
def test_best_response_that_could_not_be_typed_again_is_refused(response: str, catalogue: Catalogue) -> None:
    """One that a file brings; the therapy stands without it."""
    case, refusals = read_case(CaseEntry(disease="ALCL", prior=[TherapyEntry("crizotinib", response=response)]), catalogue)
    assert [refusal.field for refusal in refusals] == ["prior"]
    assert "crizotinib" in str(refusals[0])
    assert "CR, PR, SD, PD or up to 40 letters" in str(refusals[0])
    assert case is not None
    assert [(line.therapy, line.response) for line in case.prior] == [("crizotinib", "")]


def test_best_response_that_is_too_long_is_refused_where_it_is_typed(catalogue: Catalogue) -> None:
    assert "up to 40 letters" in str(refusal_of("prior", f"crizotinib, best response {'x' * 41}", catalogue))
    assert refusal_of("prior", TYPED, catalogue) is None


def test_best_response_is_kept_in_the_case_file_where_it_was_entered() -> None:
    assert read_case_file(case_bytes(CASE)).entry == CASE
    without = json.loads(case_bytes(CaseEntry(prior=[TherapyEntry("crizotinib")])))
    assert "response" not in without["prior"][0], "an older alktui opens what it knows"


def test_best_response_is_printed(catalogue: Catalogue, alktui: Callable[..., Printed]) -> None:
    case, _ = read_case(CASE, catalogue)
    assert case is not None
    report = triage(case, catalogue, DAY)
    assert report.case.prior[0].response == "PR"
    (before,) = before_blocks(report, catalogue)
    assert isinstance(before, Text)
    assert "1 crizotinib progressed, 2023-02 to 2023-11, best response PR" in before.words
    assert f"{'prior TKI':<14} crizotinib: progressed, 2023-02 to 2023-11, best response PR" in case_lines(CASE)
    printed = alktui("triage", "--disease", "ALCL", "--variant", "L1196M", "--prior", TYPED, "--as-of", DAY.isoformat())
    assert "best response PR" in printed.out


@pytest.mark.parametrize("response", ["CR", "PR", "SD", "PD", "mixed"])
def test_best_response_decides_nothing(response: str, catalogue: Catalogue) -> None:
    reports = []
    for line in (TherapyEntry("crizotinib", "progressed"), TherapyEntry("crizotinib", "progressed", response=response)):
        case, _ = read_case(CaseEntry(disease="ALCL", findings=[FindingEntry("L1196M")], prior=[line]), catalogue)
        assert case is not None
        values = triage(case, catalogue, DAY).model_dump(mode="json")
        reports.append(without_response(values))
    assert reports[0] == reports[1]


@pytest.mark.parametrize(
    "given", [GIVEN, TherapyEntry("crizotinib", "ongoing", response="mixed"), TherapyEntry("crizotinib", response="PR")]
)
def test_best_response_comes_back_from_a_phenopacket(
    given: TherapyEntry, catalogue: Catalogue, read: Callable[..., ImportResult]
) -> None:
    case, _ = read_case(CaseEntry(disease="ALCL", prior=[given]), catalogue)
    assert case is not None
    assert read(phenopacket_bytes(case, catalogue, DAY)).entry.prior == [given]


def without_response(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """A JSON value without any best response."""
    if isinstance(value, dict):
        return {name: without_response(inner) for name, inner in value.items() if name != "response"}
    return [without_response(inner) for inner in value] if isinstance(value, list) else value


def test_what_if_takes_a_best_response() -> None:
    assert changed(CaseEntry(), f"prior={TYPED}").prior == [GIVEN]
