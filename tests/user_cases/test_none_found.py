"""None found has a specimen: tissue settles the question, plasma leaves it open, and which it was goes wherever the case goes."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest
from user_cases.support import Printed

from alktui.cases.case_file import case_bytes, read_case_file
from alktui.cases.case_words import case_lines
from alktui.cases.change import changed
from alktui.cases.editing import set_choice, set_text
from alktui.cases.entry import CaseEntry, FindingEntry
from alktui.cases.importing import read_import
from alktui.cases.merging import merged
from alktui.cases.phenopacket import phenopacket_bytes
from alktui.cases.reading import read_case
from alktui.model.catalogue import Catalogue

DAY = date(2026, 11, 23)
PLASMA = CaseEntry(disease="ALCL", sequencing="none-found", none_found_in="plasma")
CALL = ("triage", "--disease", "ALCL", "--prior", "crizotinib")


def test_plasma_leaves_sequencing_unknown(catalogue: Catalogue) -> None:
    case, refusals = read_case(PLASMA, catalogue)
    assert case is not None
    assert (case.sequencing, case.none_found_in, refusals) == (None, "plasma", ())
    tissue, _ = read_case(CaseEntry(disease="ALCL", none_found_in="tissue"), catalogue)
    assert tissue is not None
    assert (tissue.sequencing, tissue.none_found_in) == ("none-found", "tissue")


@pytest.mark.parametrize(
    "entry",
    [
        CaseEntry(disease="ALCL", sequencing="not-sequenced", none_found_in="plasma"),
        CaseEntry(disease="ALCL", findings=[FindingEntry("G1202R")], none_found_in="tissue"),
        CaseEntry(disease="ALCL", sequencing="none-found", none_found_in="blood"),
    ],
)
def test_what_contradicts_it_is_refused(entry: CaseEntry, catalogue: Catalogue) -> None:
    assert [refusal.field for refusal in read_case(entry, catalogue).refusals] == ["sequencing"]


def test_command_line_prints_it_and_leaves_the_question_open(alktui: Callable[..., Printed]) -> None:
    plasma = alktui(*CALL, "--no-alk-mutation-in", "plasma")
    assert "none found in plasma (leaves the question open)" in " ".join(plasma.out.split())
    found = json.loads(alktui(*CALL, "--no-alk-mutation", "--no-alk-mutation-in", "plasma", "--format", "json").out)
    assert (found["case"]["sequencing"], found["case"]["sequencing_specimen"]) == (None, "plasma")
    assert found["next_tests"][0]["fact"] == "sequencing"
    tissue = alktui(*CALL, "--no-alk-mutation-in", "tissue", "--format", "json")
    assert json.loads(tissue.out)["case"]["sequencing_specimen"] == "tissue"
    assert json.loads(alktui(*CALL, "--no-alk-mutation", "--format", "json").out)["case"]["sequencing_specimen"] == ""
    refused = alktui(*CALL, "--no-alk-mutation-in", "blood")
    assert (refused.code, "Use one of tissue, plasma" in refused.err) == (2, True)


def test_it_goes_wherever_the_case_goes(catalogue: Catalogue) -> None:
    content = case_bytes(PLASMA)
    assert read_case_file(content).entry == PLASMA
    assert b"none_found_in" not in case_bytes(CaseEntry(disease="ALCL", sequencing="none-found"))
    case, _ = read_case(PLASMA, catalogue)
    assert case is not None
    back = read_import(phenopacket_bytes(case, catalogue, DAY), catalogue).entry
    assert (back.sequencing, back.none_found_in) == ("none-found", "plasma")
    assert merged(CaseEntry(disease="ALCL"), PLASMA).entry == PLASMA
    assert "sequencing     none found in plasma" in case_lines(PLASMA)


def test_it_goes_with_the_answer_it_belongs_to() -> None:
    entry = CaseEntry(sequencing="none-found", none_found_in="plasma")
    set_choice(entry, "sequencing", "not-sequenced")
    assert entry == CaseEntry(sequencing="not-sequenced")
    found = CaseEntry(sequencing="none-found", none_found_in="plasma")
    set_text(found, "finding:+", "G1202R")
    assert found == CaseEntry(findings=[FindingEntry("G1202R")])
    assert changed(CaseEntry(), "no-alk-mutation-in=plasma") == CaseEntry(sequencing="none-found", none_found_in="plasma")
    assert changed(PLASMA, "no-alk-mutation") == CaseEntry(disease="ALCL", sequencing="none-found")
    assert changed(PLASMA, "variant=G1202R") == CaseEntry(disease="ALCL", findings=[FindingEntry("G1202R")])
