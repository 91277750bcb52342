"""Board cases: what a board wants of a case, written from the reviews before anything was put in order (tests/cases/board).

A wanted record must be there at all; nine of ten stand in the first three of their section; none below the tenth line of its
step, but for those named here with their reason. What a board would call absurd never opens a section.
"""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import pytest
from test_cases import entry_of

from alktui.cases.reading import read_case
from alktui.model.catalogue import Catalogue
from alktui.model.report import Report
from alktui.pages.option import sections
from alktui.triage import triage

FILES = sorted((Path(__file__).parent / "cases" / "board").glob("*.toml"))
AS_OF = date(2026, 11, 30)
STEPS = ("strategies", "targets", "trials")
FIRST, NEVER_BELOW, TYPICAL, MOST = 3, 10, 8, 12

BELOW = {
    "wang-2022/strategy/ceritinib-alk-positive-alcl": "its source states no condition, so it is general; step 3 calls it",
    "wang-2022/target/tyk2-inhibitor": "its source states no condition, so it is general; the IL-10 combination names it",
}
"""What stands below the tenth line though a board wants it, and why that is right."""


class Board(NamedTuple):
    """A board case with its report."""

    wanted: dict[str, Any]
    report: Report


@pytest.fixture(scope="module")
def boards(catalogue: Catalogue) -> dict[str, Board]:
    """The report of every board case, by the name of its file."""
    found = {}
    for file in FILES:
        vector = tomllib.loads(file.read_text("utf-8"))
        case, refusals = read_case(entry_of(vector["case"]), catalogue)
        assert case is not None, file.stem
        assert not refusals, file.stem
        found[file.stem] = Board(vector["want"], triage(case, catalogue, AS_OF))
    return found


def place_in_section(step: str, name: str, report: Report) -> int | None:
    """Where a record stands in its section, from 1; None where it is in none that is proposed."""
    for section in sections(step, report):
        ids = [option.id for option in section.options]
        if section.key not in ("against", "spoken-against") and name in ids:
            return ids.index(name) + 1
    return None


def wanted_of(boards: dict[str, Board]) -> list[tuple[str, str, str]]:
    return [(case, step, name) for case, board in boards.items() for step in STEPS for name in board.wanted.get(step, [])]


def test_there_are_forty_boards() -> None:
    assert len(FILES) == 40


def test_what_a_board_wants_is_proposed(boards: dict[str, Board]) -> None:
    missing = [
        (case, name) for case, step, name in wanted_of(boards) if place_in_section(step, name, boards[case].report) is None
    ]
    assert missing == []


def test_nine_of_ten_stand_in_the_first_three_of_their_section(boards: dict[str, Board]) -> None:
    places = [place_in_section(step, name, boards[case].report) for case, step, name in wanted_of(boards)]
    assert sum(place is not None and place <= FIRST for place in places) >= 0.9 * len(places)


def test_none_stands_below_the_tenth_line_of_its_step(boards: dict[str, Board]) -> None:
    below = set()
    for case, step, name in wanted_of(boards):
        lines = [option.id for section in sections(step, boards[case].report) for option in section.options]
        if lines.index(name) >= NEVER_BELOW:
            below.add(name)
    assert below <= BELOW.keys()


def test_few_are_called_for(boards: dict[str, Board]) -> None:
    """At most eight in a typical case, and twelve in any."""
    counts = [
        sum(len(section.options) for step in STEPS for section in sections(step, board.report) if section.key == "called-for")
        for board in boards.values()
    ]
    assert median(counts) <= TYPICAL
    assert max(counts) <= MOST


def test_nothing_absurd_opens_a_section(boards: dict[str, Board]) -> None:
    opening = [
        (case, name)
        for case, board in boards.items()
        for name in board.wanted.get("unwanted", [])
        for step in STEPS
        for section in sections(step, board.report)
        if section.key in ("called-for", "fits", "disease-and-setting", "disease") and section.options[0].id == name
    ]
    assert opening == []


def test_tkis_that_a_board_wants_stand_first(boards: dict[str, Board]) -> None:
    """In the first five rows, unless every call on the profile is against it."""
    below = [
        (case, tki)
        for case, board in boards.items()
        for tki in board.wanted.get("tkis", [])
        if [row.therapy for row in board.report.tkis].index(tki) >= 5
        and next(row.heading for row in board.report.tkis if row.therapy == tki) not in ("resistant", "no-call")
    ]
    assert below == []


def test_first_question_is_the_boards(boards: dict[str, Board]) -> None:
    asked = {
        case: board.report.next_tests[0].fact if board.report.next_tests else "nothing"
        for case, board in boards.items()
        if "first_test" in board.wanted
    }
    assert asked == {case: board.wanted["first_test"] for case, board in boards.items() if "first_test" in board.wanted}
