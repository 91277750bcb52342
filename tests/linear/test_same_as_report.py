"""The walk says of every case of the board what its report says: answer, calls, headings, groups and cautions."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from linear.conversation import heard
from test_cases import entry_of

from alktui.knowledge import Knowledge
from alktui.linear.walk import Walk
from alktui.model.catalogue import Catalogue
from alktui.model.report import Option, ProfileCall, Report, TkiRow, TrialOption

FILES = sorted((Path(__file__).parent.parent / "cases" / "board").glob("*.toml"))
CALLS = {"sensitive": "sensitive", "resistant": "resistant", "conflicting": "conflicting", "no-data": "no call"}
HEADINGS = {
    "sensitive": "Reported sensitive",
    "mixed": "Mixed: conflicting, in part without a call, or it depends on the phase",
    "progressed-on-last": "Sensitive or mixed, but progressed on last",
    "no-call": "No call in these two reviews",
    "resistant": "Reported resistant",
}
GROUPS = {
    "called-for": "Called for by this case",
    "fits": "Fits disease and setting",
    "general": "General: the source states no condition but the disease",
    "spoken-against": "This case speaks against it",
}
TRIALS = {
    "disease-and-setting": "Names this disease and setting",
    "disease": "Names this disease",
    "wider": "Names a wider group, or does not say",
}
AGAINST = "Reported not to work, or to harm"
STEPS = {"4": "strategies", "5": "targets", "6": "trials"}
PART = re.compile(r"^(?=\d+\. |[A-Z].* \(\d+\))", re.MULTILINE)
NUMBER = re.compile(r"(\d+)\. ")
HEADING = re.compile(r"(?P<words>[A-Z].*?) \(\d+\)")


class Line(NamedTuple):
    """A line of a list that was heard: under which heading, as what, and what its number said."""

    heading: str
    words: str
    why: str


def flat(text: str) -> str:
    """A text without its line breaks."""
    return " ".join(text.split())


def lines_of(walk: Walk, *way: str) -> list[Line]:
    """The lines of a list, each with what its number says; options that are folded are opened in their place.

    Args:
        way: the answers that lead to the list from the menu.
    """
    heading = ""
    found: list[Line] = []
    plain: list[str] = []
    for part in PART.split(heard(walk, way)[len(way)]):
        words = flat(part.partition("\n\n")[0])
        if named := HEADING.match(part):
            heading = named["words"]
        elif number := NUMBER.match(part):
            if " options, folded: " in words:
                found += [line._replace(heading=heading) for line in lines_of(walk, *way, number[1])]
            elif not words.endswith(", folded"):
                plain.append(number[1])
                found.append(Line(heading, words.removeprefix(number[0]), ""))
    whys = iter(heard(walk, [*way, *plain])[len(way) + 1 :])
    return [line if line.why else line._replace(why=flat(next(whys))) for line in found]


def heading_of(option: Option) -> str:
    """The heading under which an option has to stand."""
    if option.verdict in ("not-supported", "stopped-for-toxicity"):
        return AGAINST
    if option.group == "fits" and option.state == "possible" and not isinstance(option, TrialOption):
        return "Depends on what is not known yet"
    if option.group == "spoken-against" or not isinstance(option, TrialOption):
        return GROUPS[option.group or "general"]
    return TRIALS[option.heading]


def called(row: TkiRow) -> str:
    """The call of a TKI in words; both where the phase decides it."""
    if row.range is not None and row.range.cis != row.range.trans:
        return f"{CALLS[row.range.trans]} if trans, {CALLS[row.range.cis]} if cis"
    return CALLS[row.call] if row.call is not None else ""


def unsaid_cautions(names: tuple[str, ...], said: str, report: Report) -> list[str]:
    """The cautions that a page does not say, or not as what they are: holding, or only if something is so."""
    found = []
    for caution in report.cautions:
        start = "Warning: " if caution.state == "met" else ": "
        if caution.id in names and f"{start}{flat(caution.statement)}" not in said:
            found.append(caution.id)
    return found


@pytest.fixture(params=FILES, ids=[file.stem for file in FILES])
def walk(request: pytest.FixtureRequest, catalogue: Catalogue, catalogue_file: Path) -> Walk:
    """The walk of a case of the board."""
    found = Walk(Knowledge(catalogue, catalogue_file), date(2026, 11, 30))
    found.take_up(entry_of(tomllib.loads(request.param.read_text("utf-8"))["case"]))
    return found


def report_of(walk: Walk) -> Report:
    assert walk.report is not None
    return walk.report


def test_overview_says_answer_notices_and_calls(walk: Walk) -> None:
    report, opening = report_of(walk), flat(heard(walk, [])[0])
    answer = [line for line in report.answer if line.kind in ("call", "phase", "caution", "limits")]
    assert [line.text for line in answer if flat(line.text) not in opening] == []
    for notice in report.notices:
        if notice.code != "knowledge-ends":
            sign = "Warning: " if notice.severity == "warning" else ""
            assert opening.count(f"{sign}{flat(notice.message)}") == 1
    found = [(row.name, call.call) for row in report.tkis for call in row.profiles if call.role == "finding"]
    assert [(name, call) for name, call in found if f"{name} {CALLS[call]}" not in opening] == []


def test_tkis_stand_under_their_headings_with_calls_and_cautions(walk: Walk) -> None:
    report = report_of(walk)
    lines = lines_of(walk, "3")
    assert [line.words.partition(":")[0] for line in lines] == [row.name for row in report.tkis], "in the order of the report"
    for line, row in zip(lines, report.tkis, strict=True):
        assert line.heading == (HEADINGS[row.heading] if row.call is not None else "")
        assert line.words.startswith(f"{row.name}: {called(row)}" if row.call is not None else row.name)
        assert unsaid_cautions(row.cautions, line.why, report) == []
        assert [call.profile for call in row.profiles if profile_words(call) not in line.why] == []
        assert [given for given in row.given if f"given before, line {given.line}, " not in line.why] == []


def profile_words(call: ProfileCall) -> str:
    """What a why says of a profile; possible compounds without evidence are only named."""
    return f"{call.profile}: {CALLS[call.call]}" if call.evidence or call.role != "possible-compound" else call.profile


@pytest.mark.parametrize(("number", "step"), STEPS.items())
def test_options_stand_under_their_headings_with_states_and_cautions(walk: Walk, number: str, step: str) -> None:
    report = report_of(walk)
    shown: list[Option] = [option for option in getattr(report, step) if option.state != "excluded"]
    lines = [line for line in lines_of(walk, number) if not line.heading.startswith(("Immune", "Outcomes"))]
    assert len(lines) == len(shown)
    for option in shown:
        name = option.nct_id if isinstance(option, TrialOption) else f"{option.name} ("
        (line,) = [line for line in lines if line.words.startswith(flat(name)) and flat(option.name) in line.why]
        assert line.heading == heading_of(option)
        assert f"{option.state}: " in line.why
        assert unsaid_cautions(option.cautions, line.why, report) == []
        names = map(walk.catalogue.therapy_name, option.not_tolerated)
        assert [name for name in names if f"not tolerated: {name}" not in line.words] == []
