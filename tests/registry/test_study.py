from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registry.answering import study

from alktui.model.registry import RegistryStatus, status_word
from alktui.registry.eligibility import flags_of
from alktui.registry.study import partial_date, read_page, status_of

NUMBER = "NCT03505554"


def status(content: dict[str, Any], **given_: str) -> RegistryStatus:
    page = read_page(content)
    assert page is not None
    (only,) = page.studies
    return status_of(only, "2026-11-23", **given_)


def test_study_gives_every_field_of_its_status() -> None:
    found = status(
        study(
            NUMBER,
            "UNKNOWN",
            identificationModule={"nctIdAliases": ["NCT00000099"], "briefTitle": "brief", "officialTitle": "A  title\n"},
            statusModule={
                "lastKnownStatus": "RECRUITING",
                "statusVerifiedDate": "2021-03",
                "lastUpdatePostDateStruct": {"date": "2021-03-09", "type": "ACTUAL"},
                "completionDateStruct": {"date": "2023", "type": "ESTIMATED"},
            },
            conditionsModule={"conditions": ["ALCL"]},
            designModule={"phases": ["PHASE1", "PHASE2"]},
        ),
        data_date="2026-11-20",
    )
    assert found.model_dump(exclude={"flags", "why_stopped", "source", "modifications"}) == {
        "nct_id": NUMBER,
        "aliases": ("NCT00000099",),
        "status": "UNKNOWN",
        "last_known_status": "RECRUITING",
        "status_verified": "2021-03",
        "last_update": "2021-03-09",
        "completion": "2023",
        "completion_type": "ESTIMATED",
        "title": "A title",
        "conditions": ("ALCL",),
        "phases": ("PHASE1", "PHASE2"),
        "fetched_on": "2026-11-23",
        "data_date": "2026-11-20",
    }
    assert found.enrolling is None, "UNKNOWN is not closed"


def test_study_with_nothing_but_its_number_is_read() -> None:
    found = status({"protocolSection": {"identificationModule": {"nctId": NUMBER}}})
    assert (found.status, found.conditions, found.enrolling) == ("", (), None)


def test_status_this_program_does_not_know_is_kept_and_shown_as_it_is() -> None:
    found = status(study(NUMBER, "PAUSED_FOR_Review"))
    assert found.status == "PAUSED_FOR_Review"
    assert status_word(found.status) == "PAUSED_FOR_Review"
    assert found.enrolling is None


@pytest.mark.parametrize(
    ("word", "enrolling"),
    [("RECRUITING", True), ("COMPLETED", False), ("SUSPENDED", False), ("NOT_YET_RECRUITING", False), ("UNKNOWN", None)],
)
def test_enrolling_follows_the_status(word: str, enrolling: bool | None) -> None:  # noqa: FBT001 - a parameter of the test
    assert status(study(NUMBER, word)).enrolling is enrolling


def test_primary_completion_stands_in_where_there_is_no_other() -> None:
    found = status(study(NUMBER, statusModule={"primaryCompletionDateStruct": {"date": "2024-05"}}))
    assert found.completion == "2024-05"


def test_day_of_the_data_is_taken_from_the_study_where_it_says_it() -> None:
    content = study(NUMBER) | {"derivedSection": {"miscInfoModule": {"versionHolder": "2026-11-19"}}}
    assert status(content).data_date == "2026-11-19"
    assert status(content, data_date="2026-11-20").data_date == "2026-11-20"


def test_control_characters_and_long_texts_are_cleaned_and_cut() -> None:
    found = status(study(NUMBER, "\x1b[31mX", identificationModule={"briefTitle": "a\u202eb" + "c" * 500}))
    assert found.status == "[31mX"
    assert len(found.title) == 300
    assert found.title.startswith("abc")


@pytest.mark.parametrize(
    "module", ["identificationModule", "statusModule", "conditionsModule", "designModule", "eligibilityModule"]
)
@pytest.mark.parametrize("wrong", [None, 3, "text", [], [1], {"phases": 3, "conditions": "x", "nctId": 7, "overallStatus": []}])
def test_module_of_another_shape_counts_as_missing(module: str, wrong: object) -> None:
    content = study(NUMBER)
    content["protocolSection"][module] = wrong
    page = read_page({"studies": [content]})
    assert page is not None
    assert len(page.studies) + page.unnamed == 1


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("date type conditions phases x".split()), inner),
    max_leaves=8,
)
modules = st.dictionaries(st.sampled_from("statusModule conditionsModule designModule eligibilityModule".split()), json_values)


@given(modules)
def test_any_content_of_modules_gives_a_status(content: dict[str, Any]) -> None:
    given_ = {"protocolSection": {"identificationModule": {"nctId": NUMBER}, **content}}
    found = status(json.loads(json.dumps(given_)))
    assert RegistryStatus.model_validate(found.model_dump(mode="json")) == found


@pytest.mark.parametrize(
    ("content", "numbers", "unnamed"),
    [
        (study(NUMBER), 1, 0),
        ({"studies": [study(NUMBER), {}, 3, study("NCT1")]}, 1, 3),
        ([study(NUMBER), study("NCT00000001")], 2, 0),
        ([{"studies": [study(NUMBER)]}, {"studies": [study("NCT00000001")]}], 2, 0),
        ({"studies": []}, 0, 0),
        ([], 0, 0),
    ],
)
def test_page_list_or_single_study_is_read(content: object, numbers: int, unnamed: int) -> None:
    page = read_page(content)
    assert page is not None
    assert (len(page.studies), page.unnamed) == (numbers, unnamed)


@pytest.mark.parametrize("content", [{}, {"a": 1}, 3, "x", None, [1, 2], {"studies": "none"}])
def test_json_of_another_kind_is_no_page(content: object) -> None:
    assert read_page(content) is None


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2024", "2024"),
        ("2024-02", "2024-02"),
        ("2024-02-29", "2024-02-29"),
        ("2026-11-20T09:00:05", "2026-11-20"),
        ("2023-02-29", ""),
        ("2024-13", ""),
        ("February 2024", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_partial_date_is_read_or_empty(typed: str | None, read: str) -> None:
    assert partial_date(typed) == read


@pytest.mark.parametrize(
    ("criteria", "kinds"),
    [
        ("Exclusion Criteria:\n\n* Known EGFR mutation or ALK rearrangement", ["excludes-alk"]),
        ("Inclusion Criteria:\n* NSCLC without EGFR mutation or ALK translocation", ["excludes-alk"]),
        ("Inclusion:\n* EGFR/ALK wild-type", ["excludes-alk"]),
        ("Key Exclusion Criteria:\n* anaplastic lymphoma kinase fusion", ["excludes-alk"]),
        ("Inclusion Criteria:\n* ALK-positive NSCLC\nExclusion Criteria:\n* ALK, EGFR", ["asks-for-alk"]),
        ("Inclusion Criteria:\n* ALCL, ALK positive or negative", ["asks-for-alk"]),
        ("Exclusion Criteria:\n* Prior treatment with an ALK inhibitor", []),
        ("Exclusion Criteria:\n* ALK-negative ALCL", []),
        ("Exclusion Criteria:\n* Alkaline phosphatase (ALK phos) above 2.5 times", []),
        ("Inclusion Criteria:\n* walking without a stalk", []),
        ("", []),
    ],
)
def test_eligibility_is_flagged_by_what_it_says_of_alk(criteria: str, kinds: list[str]) -> None:
    assert [flag.kind for flag in flags_of(criteria)] == kinds


def test_flag_quotes_its_line_without_markdown() -> None:
    (flag,) = flags_of("Exclusion Criteria:\n* Tumour with \\[ALK\\] rearrangement \\> 15%")
    assert flag.excerpt == "Tumour with [ALK] rearrangement > 15%"
