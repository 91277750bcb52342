"""The engine against cases that a clinician can read: tests/cases/*.toml, one file a case.

A file has `title`, `why` (where the review says so), `[case]` as it is typed, and `[expect]` with any of:
    calls           the headline of a TKI: sensitive, resistant, conflicting, no-data, or none where there is no profile
    qualifiers      "reduced", or "none"
    call_if_read    the headline if an erratum is read as we read it, or "none"
    profiles        the call of one profile for one TKI: "lorlatinib L1196M" = "member sensitive"
    compounds       every possible compound, in any order
    evidence        items behind one call, each "direction, printed": others may stand beside them
    headings        the heading of a TKI: sensitive, mixed, progressed-on-last, no-call, resistant
    ranges          "CALL if cis, CALL if trans, GROUPING" of a TKI, or "none"
    groups          the group of an option: called-for, fits, general, spoken-against, or none where it is excluded
    not_tolerated   options that hold a drug that was not tolerated
    folded, not_folded             facts among the next tests, last and folded or not
    answer          kinds of the lines of the answer, in order
    says            words that a line of the answer holds, by kind
    order           TKIs in the order in which they stand; others may stand between them
    applies, possible, excluded    options by id
    notices, without_notices       codes
    first_test      the fact to be tested first
    asked, not_asked               facts among the next tests
    assumed         what the report says it assumed
    passed, not_passed             trials whose printed completion date is over on the case's as_of
    statements      TKIs whose row says something of the drug itself
    immune          immune findings that speak of the case
    not_immune      immune findings that do not
    not_tkis        true: there is no TKI row
    refused         a part of the sentence that refuses the case
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from alktui.cases.entry import CaseEntry, FindingEntry, TherapyEntry
from alktui.cases.reading import read_case
from alktui.model.catalogue import Catalogue
from alktui.model.report import ProfileCall, Report, TkiRow
from alktui.triage import triage

FILES = sorted((Path(__file__).parent / "cases").glob("*.toml"))
AS_OF = "2026-11-23"


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_case_gives_what_the_review_says(file: Path, catalogue: Catalogue) -> None:
    vector = tomllib.loads(file.read_text("utf-8"))
    assert set(vector) == {"title", "why", "case", "expect"}
    assert vector["expect"], "a case without expectation proves nothing"
    assert unmet(vector, catalogue) == []


def test_cases_say_where_the_review_says_so() -> None:
    sourced = re.compile(r"(Wang 2022|Sposito 2024|Rule \(\w)")
    assert [file.name for file in FILES if not sourced.search(tomllib.loads(file.read_text("utf-8"))["why"])] == []


def unmet(vector: dict[str, Any], catalogue: Catalogue) -> list[str]:
    """What a case was expected to give and did not, one sentence each."""
    expected = dict(vector["expect"])
    as_of = date.fromisoformat(vector["case"].get("as_of", AS_OF))
    case, refusals = read_case(entry_of(vector["case"]), catalogue)
    refused = expected.pop("refused", None)
    if refused is not None:
        assert not expected, "a refused case gives no report to expect anything of"
        said = " | ".join(str(refusal) for refusal in refusals)
        return [] if refused in said else [f"refused: {said!r} instead of {refused!r}"]
    assert case is not None, refusals
    assert not refusals
    report = triage(case, catalogue, as_of)
    return [f"{key}: {wrong}" for key, wanted in expected.items() for wrong in EXPECTATIONS[key](wanted, report)]


def entry_of(typed: dict[str, Any]) -> CaseEntry:
    """A case as it is typed; a key that is no field of a case is an error of the file."""
    fields = {key: value for key, value in typed.items() if key not in {"variants", "as_of"}}
    for key in ("prior", "prior_therapies"):
        fields[key] = [TherapyEntry(*text.split(":")) for text in typed.get(key, [])]
    return CaseEntry(findings=[FindingEntry(text) for text in typed.get("variants", [])], **fields)


def row_of(report: Report, tki: str) -> TkiRow:
    return next(row for row in report.tkis if row.therapy == tki)


def call_of(report: Report, key: str) -> ProfileCall | None:
    """The call of "TKI PROFILE", None where the case has no such profile."""
    tki, profile = key.split()
    return next((call for call in row_of(report, tki).profiles if call.profile == profile), None)


def calls(wanted: dict[str, str], report: Report) -> list[str]:
    return differing(wanted, lambda tki: row_of(report, tki).call or "none")


def qualifiers(wanted: dict[str, str], report: Report) -> list[str]:
    return differing(wanted, lambda tki: row_of(report, tki).qualifier or "none")


def call_if_read(wanted: dict[str, str], report: Report) -> list[str]:
    return differing(wanted, lambda tki: row_of(report, tki).call_if_read or "none")


def profiles(wanted: dict[str, str], report: Report) -> list[str]:
    def said(key: str) -> str:
        call = call_of(report, key)
        return f"{call.role} {call.call}" if call else "absent"

    return differing(wanted, said)


def compounds(wanted: list[str], report: Report) -> list[str]:
    found = [{call.profile for call in row.profiles if call.role == "possible-compound"} for row in report.tkis]
    return [f"{sorted(names)} instead of {sorted(wanted)}" for names in found if names != set(wanted)]


def evidence(wanted: dict[str, list[str]], report: Report) -> list[str]:
    wrong = []
    for key, lines in wanted.items():
        call = call_of(report, key)
        said = [f"{item.direction}, {item.printed}" for item in call.evidence] if call else []
        wrong += [f"{key} has no {line!r}, but {said}" for line in lines if line not in said]
    return wrong


def headings(wanted: dict[str, str], report: Report) -> list[str]:
    return differing(wanted, lambda tki: row_of(report, tki).heading)


def ranges(wanted: dict[str, str], report: Report) -> list[str]:
    def said(tki: str) -> str:
        found = row_of(report, tki).range
        return f"{found.cis} if cis, {found.trans} if trans, {found.grouping}" if found else "none"

    return differing(wanted, said)


def groups(wanted: dict[str, str], report: Report) -> list[str]:
    found = {option.id: option.group or "none" for option in (*report.strategies, *report.targets, *report.trials)}
    return differing(wanted, lambda name: found.get(name, "no option"))


def not_tolerated(wanted: list[str], report: Report) -> list[str]:
    marked = [option.id for option in (*report.strategies, *report.targets, *report.trials) if option.not_tolerated]
    return missing(wanted, marked)


def folded(*, wanted: bool) -> Callable[[list[str], Report], list[str]]:
    def check(facts: list[str], report: Report) -> list[str]:
        said = {test.fact: test.folded for test in report.next_tests}
        return [f"{fact}: {said.get(fact, 'not asked')}" for fact in facts if said.get(fact) is not wanted]

    return check


def answer(wanted: list[str], report: Report) -> list[str]:
    said = [line.kind for line in report.answer]
    return [] if said == wanted else [f"{said} instead of {wanted}"]


def says(wanted: dict[str, str], report: Report) -> list[str]:
    lines = {kind: [line.text for line in report.answer if line.kind == kind] for kind in wanted}
    return [f"no {words!r} in {lines[kind]}" for kind, words in wanted.items() if not any(words in text for text in lines[kind])]


def order(wanted: list[str], report: Report) -> list[str]:
    said = [row.therapy for row in report.tkis if row.therapy in wanted]
    return [] if said == wanted else [f"{said} instead of {wanted}"]


def options_in(state: str) -> Callable[[list[str], Report], list[str]]:
    def check(wanted: list[str], report: Report) -> list[str]:
        states = {option.id: option.state for option in (*report.strategies, *report.targets, *report.trials)}
        return [f"{name} is {states.get(name, 'no option')}" for name in wanted if states.get(name) != state]

    return check


def notices(wanted: list[str], report: Report) -> list[str]:
    return missing(wanted, (notice.code for notice in report.notices))


def without_notices(wanted: list[str], report: Report) -> list[str]:
    return [notice.message for notice in report.notices if notice.code in wanted]


def first_test(wanted: str, report: Report) -> list[str]:
    said = report.next_tests[0].fact if report.next_tests else "nothing"
    return [] if said == wanted else [f"{said} instead of {wanted}"]


def asked(wanted: list[str], report: Report) -> list[str]:
    return missing(wanted, (test.fact for test in report.next_tests))


def not_asked(wanted: list[str], report: Report) -> list[str]:
    return [test.fact for test in report.next_tests if test.fact in wanted]


def assumed(wanted: list[str], report: Report) -> list[str]:
    return [] if set(wanted) == set(report.case.assumed) else [f"{report.case.assumed} instead of {wanted}"]


def completion(*, passed: bool) -> Callable[[list[str], Report], list[str]]:
    def check(wanted: list[str], report: Report) -> list[str]:
        said = {trial.id: trial.completion_passed for trial in report.trials}
        return [f"{name}: {said.get(name)}" for name in wanted if said.get(name) is not passed]

    return check


def statements(wanted: list[str], report: Report) -> list[str]:
    return [f"nothing of {tki}" for tki in wanted if not row_of(report, tki).statements]


def immune(wanted: list[str], report: Report) -> list[str]:
    return missing(wanted, (entry.id for entry in report.immune_context if entry.state == "met"))


def not_immune(wanted: list[str], report: Report) -> list[str]:
    return [entry.id for entry in report.immune_context if entry.state == "met" and entry.id in wanted]


def not_tkis(wanted: bool, report: Report) -> list[str]:  # noqa: FBT001 - a value of the file
    return [row.therapy for row in report.tkis] if wanted else []


def differing(wanted: dict[str, str], said: Callable[[str], str]) -> list[str]:
    return [f"{key} is {said(key)} instead of {value}" for key, value in wanted.items() if said(key) != value]


def missing(wanted: Iterable[str], found: Iterable[str]) -> list[str]:
    names = list(found)
    return [f"no {name} among {names}" for name in wanted if name not in names]


EXPECTATIONS: dict[str, Callable[[Any, Report], list[str]]] = {
    "calls": calls,
    "qualifiers": qualifiers,
    "call_if_read": call_if_read,
    "profiles": profiles,
    "compounds": compounds,
    "evidence": evidence,
    "headings": headings,
    "ranges": ranges,
    "groups": groups,
    "not_tolerated": not_tolerated,
    "folded": folded(wanted=True),
    "not_folded": folded(wanted=False),
    "answer": answer,
    "says": says,
    "order": order,
    "applies": options_in("applies"),
    "possible": options_in("possible"),
    "excluded": options_in("excluded"),
    "notices": notices,
    "without_notices": without_notices,
    "first_test": first_test,
    "asked": asked,
    "not_asked": not_asked,
    "assumed": assumed,
    "passed": completion(passed=True),
    "not_passed": completion(passed=False),
    "statements": statements,
    "immune": immune,
    "not_immune": not_immune,
    "not_tkis": not_tkis,
}
