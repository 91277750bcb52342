"""Transformation and ALK status at re-biopsy: entered, kept, printed with one sentence, and deciding nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from user_cases.support import Printed

from alktui.cases.case_file import case_bytes, read_case_file
from alktui.cases.case_words import case_lines
from alktui.cases.entry import CaseEntry, FindingEntry, TherapyEntry
from alktui.cases.importing import ImportResult
from alktui.cases.merging import merged
from alktui.cases.phenopacket import phenopacket_bytes
from alktui.cases.reading import read_case
from alktui.model.catalogue import Catalogue
from alktui.triage import triage

DAY = date(2026, 11, 23)
BARE = CaseEntry(disease="NSCLC", findings=[FindingEntry("G1202R")], prior=[TherapyEntry("alectinib", "progressed")])
CASE = replace(BARE, transformation="small cell, liver", alk_at_rebiopsy="negative")
SENTENCE = "Transformation and ALK status at re-biopsy are not covered by these reviews."


def report_of(entry: CaseEntry, catalogue: Catalogue) -> dict[str, object]:
    case, refusals = read_case(entry, catalogue)
    assert not refusals
    assert case is not None
    found: dict[str, object] = triage(case, catalogue, DAY).model_dump(mode="json")
    return found


@pytest.mark.parametrize("fields", [("transformation",), ("alk_at_rebiopsy",), ("transformation", "alk_at_rebiopsy")])
def test_what_the_reviews_do_not_cover_is_said_once_and_decides_nothing(fields: tuple[str, ...], catalogue: Catalogue) -> None:
    entry = replace(BARE, **{field: getattr(CASE, field) for field in fields})
    bare, report = report_of(BARE, catalogue), report_of(entry, catalogue)
    case, notices = report.pop("case"), report.pop("notices")
    was, before = bare.pop("case"), bare.pop("notices")
    assert report == bare
    assert isinstance(case, dict)
    assert isinstance(was, dict)
    assert {name: value for name, value in case.items() if was[name] != value} == {
        field: getattr(entry, field) for field in fields
    }
    assert isinstance(notices, list)
    assert isinstance(before, list)
    assert [notice for notice in notices if notice not in before] == [
        {"severity": "info", "code": "not-covered", "message": SENTENCE}
    ]


def test_nothing_is_said_where_neither_was_entered(catalogue: Catalogue) -> None:
    assert SENTENCE not in str(report_of(BARE, catalogue))


def test_what_the_reviews_do_not_cover_is_kept_in_the_case_file_where_it_was_entered() -> None:
    assert read_case_file(case_bytes(CASE)).entry == CASE
    assert not {"transformation", "alk_at_rebiopsy"} & json.loads(case_bytes(BARE)).keys()


def test_alk_at_rebiopsy_is_positive_or_negative(catalogue: Catalogue) -> None:
    case, refusals = read_case(replace(BARE, alk_at_rebiopsy="lost"), catalogue)
    assert [refusal.field for refusal in refusals] == ["alk-at-rebiopsy"]
    assert case is not None
    assert case.alk_at_rebiopsy is None


def test_what_the_reviews_do_not_cover_is_typed_on_the_command_line(alktui: Callable[..., Printed]) -> None:
    options = ("--disease", "NSCLC", "--variant", "G1202R", "--transformation", "small cell", "--alk-at-rebiopsy", "negative")
    text = " ".join(alktui("triage", *options, "--as-of", DAY.isoformat()).out.split())
    assert text.count(SENTENCE) == 1
    assert "small cell" in text
    found = json.loads(alktui("triage", *options, "--as-of", DAY.isoformat(), "--format", "json").out)
    assert (found["case"]["transformation"], found["case"]["alk_at_rebiopsy"]) == ("small cell", "negative")


def test_stored_case_keeps_it_and_an_option_replaces_it(alktui: Callable[..., Printed]) -> None:
    saved = alktui("case", "save", "--label", "b", "--disease", "NSCLC", "--transformation", "small cell")
    assert saved.code == 0
    assert f"{'transformation':<14} small cell" in alktui("case", "show", "b").out
    replaced = alktui("triage", "--case", "b", "--transformation", "squamous", "--format", "json")
    assert json.loads(replaced.out)["case"]["transformation"] == "squamous"


def test_lines_of_a_case_name_both() -> None:
    lines = case_lines(CASE)
    assert f"{'transformation':<14} small cell, liver" in lines
    assert f"{'ALK, re-biopsy':<14} negative" in lines


def test_merging_keeps_what_was_typed() -> None:
    assert merged(BARE, CASE).entry == CASE
    kept = merged(replace(CASE, transformation="squamous"), CASE)
    assert kept.entry.transformation == "squamous"
    assert kept.kept == ("transformation stays squamous; small cell, liver was brought in.",)


def test_what_the_reviews_do_not_cover_comes_back_from_a_phenopacket(
    catalogue: Catalogue, read: Callable[..., ImportResult]
) -> None:
    case, _ = read_case(CASE, catalogue)
    assert case is not None
    entry = read(phenopacket_bytes(case, catalogue, DAY)).entry
    assert (entry.transformation, entry.alk_at_rebiopsy) == ("small cell, liver", "negative")
