import json
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator
from user_cases.support import ENTRIES, SOURCE, full_entry

from alktui.cases.case_file import case_bytes
from alktui.cases.entry import CaseEntry, FindingEntry, TherapyEntry
from alktui.cases.reading import read_case
from alktui.cli import run_command_line
from alktui.model.catalogue import Catalogue
from alktui.paint.json import json_of
from alktui.triage import triage

FOLDER = SOURCE / "alktui" / "schema"
path_of = partial(Path, FOLDER)


def validator(name: str) -> Any:  # noqa: ANN401 - jsonschema's types are its own
    schema = json.loads(path_of(f"{name}.json").read_text())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize("name", ["case", "report"])
def test_schema_shipped_is_the_one_of_the_models(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`make schemas` renews it."""
    assert run_command_line(["schema", name]) == 0
    assert capsys.readouterr().out == path_of(f"{name}.json").read_text()


@given(ENTRIES)
def test_schema_of_a_case_holds_for_every_case_file(entry: CaseEntry) -> None:
    validator("case").validate(json.loads(case_bytes(entry, changed="2026-11-23T10:00:00+00:00", hgvs=["p.(?)"])))


@pytest.mark.parametrize("change", [{"schema": "alktui/case/2"}, {"colour": "red"}, {"findings": ["G1202R"]}, {"prior": [{}]}])
def test_schema_of_a_case_refuses_what_is_none(change: dict[str, object]) -> None:
    assert not validator("case").is_valid({**json.loads(case_bytes(full_entry())), **change})


@pytest.mark.parametrize(
    "entry",
    [
        CaseEntry(disease="ALCL", findings=[FindingEntry("C1156Y+L1198F")], prior=[TherapyEntry("lorlatinib")]),
        CaseEntry(disease="NSCLC", alk="negative"),
        CaseEntry(disease="LUAD", sequencing="none-found", biomarkers={"IL10RA": "high"}, prior=[TherapyEntry("alectinib")]),
    ],
)
def test_schema_holds_for_reports(catalogue: Catalogue, entry: CaseEntry) -> None:
    case, refusals = read_case(entry, catalogue)
    assert refusals == ()
    assert case
    report = triage(case, catalogue, date(2026, 11, 23))
    validator("report").validate(json.loads(json_of(report)))
