import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from user_cases.support import ENTRIES, INPUTS, full_entry

from alktui.cases.case_file import case_bytes, read_case_file
from alktui.cases.entry import CaseEntry, FindingEntry, TherapyEntry
from alktui.errors import AlktuiError, InputRefused

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)


@given(ENTRIES)
def test_case_file_gives_back_what_was_typed(entry: CaseEntry) -> None:
    found = read_case_file(case_bytes(entry, changed="2026-11-23T10:00:00+00:00"))
    assert found == (entry, "2026-11-23T10:00:00+00:00", ())


def test_case_file_keeps_text_that_utf8_cannot_hold() -> None:
    entry = CaseEntry(label="a\udc80b", question="\x1b[31m\u202e")
    assert read_case_file(case_bytes(entry)).entry == entry


@given(ENTRIES)
def test_case_file_can_be_printed_on_a_terminal(entry: CaseEntry) -> None:
    assert case_bytes(entry).decode().replace("\n", "").isprintable()


def test_case_file_of_equal_entries_has_equal_bytes() -> None:
    assert case_bytes(full_entry()) == case_bytes(full_entry())


def test_case_file_of_version_0_is_read_as_the_present_one() -> None:
    entry, changed, problems = read_case_file((INPUTS / "version_0.json").read_bytes())
    assert (changed, problems) == ("", ())
    assert entry == CaseEntry(
        label="old one",
        disease="ALCL",
        setting="relapsed",
        findings=[FindingEntry("C1156Y+L1198F")],
        prior=[TherapyEntry("crizotinib", "intolerant"), TherapyEntry("lorlatinib")],
        prior_therapies=[TherapyEntry("chemotherapy", "stopped")],
        biomarkers={"IL10RA": "high"},
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "not JSON"),
        ("{", "line 1, column 2: not JSON"),
        ("[]", "it is no case of alktui"),
        ('{"schema": 1}', "it is no case of alktui"),
        ('{"schema": "alktui/report/1"}', "it is a report of alktui, not a case"),
        ('{"schema": "alktui/case/2"}', "written by a later alktui"),
        ("[" * 100_000, "nested too deeply"),
        ("9" * 10_000, "a number in the JSON is too long"),
    ],
)
def test_case_file_that_is_none_is_refused_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(InputRefused) as caught:
        read_case_file(text)
    assert sentence in str(caught.value)


def test_case_file_names_every_field_that_does_not_hold_and_keeps_the_others() -> None:
    values = {
        "schema": "alktui/case/1", "disease": "ALCL", "setting": 3, "no_prior_tki": "yes", "colour": "red", "prior": "x",
        "findings": ["G1202R", {"text": "L1196M", "vaf": None}, {"specimen": "lung"}],
        "biomarkers": {"CD30": True, "EGFR": "mutated"},
    }  # fmt: skip
    entry, _, problems = read_case_file(json.dumps(values))
    assert entry == CaseEntry(disease="ALCL", findings=[FindingEntry("L1196M")], biomarkers={"EGFR": "mutated"})
    assert [problem.problem for problem in problems] == [
        '"setting" is a number, not a text',
        '"no_prior_tki" is a text, not true or false',
        '"colour" is no field of a case',
        '"prior" is a text, not a list',
        '"findings[0]" is a text, not an object with the text "text"',
        '"findings[1].vaf" is null, not a text',
        '"findings[2]" has no text',
        '"biomarkers.CD30" is true or false, not a text',
    ]


@given(st.dictionaries(st.sampled_from([*CaseEntry().as_dict(), "changed", "x"]), JSON), st.sampled_from([0, 1]))
def test_case_file_of_any_values_is_read_or_refused(values: dict[str, object], version: int) -> None:
    read_case_file(json.dumps({**values, "schema": f"alktui/case/{version}"}))


@given(st.binary(max_size=60) | JSON.map(lambda value: json.dumps(value).encode()))
def test_case_file_of_any_bytes_is_read_or_refused(content: bytes) -> None:
    with suppress(AlktuiError):
        read_case_file(content)
