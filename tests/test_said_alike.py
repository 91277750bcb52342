"""Text, sheet and report say the same calls, ranges, groups and cautions, for every case there is."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from test_cases import AS_OF, entry_of

from alktui.board import sheet_page
from alktui.cases.reading import read_case
from alktui.model.block import Item, Matrix, Page, Table, Text
from alktui.model.catalogue import Catalogue
from alktui.model.report import Report
from alktui.pages.full_report import full_page
from alktui.pages.option import sections
from alktui.pages.overview import LETTERS, MOST_PROFILES
from alktui.pages.shortlist import short_page
from alktui.pages.tki import call_words, is_silent
from alktui.paint.text import text_of_page
from alktui.triage import triage

FOLDER = Path(__file__).parent / "cases"
FILES = [
    file
    for file in sorted((*FOLDER.glob("*.toml"), *FOLDER.glob("board/*.toml")))
    if "refused" not in tomllib.loads(file.read_text("utf-8")).get("expect", {})
]


class Said(NamedTuple):
    """A report, and by medium the page that says it, as blocks and as text in one line."""

    report: Report
    pages: dict[str, Page]
    words: dict[str, str]


@pytest.fixture(scope="module", params=FILES, ids=[file.stem for file in FILES])
def said(request: pytest.FixtureRequest, catalogue: Catalogue) -> Said:
    """The report of a case, with what each medium says of it."""
    typed = tomllib.loads(request.param.read_text("utf-8"))["case"]
    day = date.fromisoformat(str(typed.get("as_of", AS_OF)))
    case, _ = read_case(entry_of(typed), catalogue)
    assert case is not None
    report = triage(case, catalogue, day)
    short = short_page(report, catalogue, lambda page: len(text_of_page(page, catalogue)))
    pages = {"short": short, "full": full_page(report, catalogue), "sheet": sheet_page(report, catalogue)}
    words = {medium: " ".join(" ".join(text_of_page(page, catalogue, 10_000)).split()) for medium, page in pages.items()}
    return Said(report, pages, words)


def rows_of(page: Page) -> list[Item]:
    """The rows of the tables of a page."""
    return [row for block in page if isinstance(block, Table) for row in block.rows if isinstance(row, Item)]


def test_calls_and_ranges_are_those_of_the_report(said: Said) -> None:
    report = said.report
    pages = said.pages
    words = said.words
    for row in report.tkis:
        if row.call is None:
            continue
        for medium in ("short", "sheet"):
            of_tki = [item for item in rows_of(pages[medium]) if item.key == row.therapy]
            if of_tki:
                assert call_words(row) in of_tki[0].spoken, (medium, row.name)
            else:
                assert is_silent(row), (medium, row.name)
                assert row.name in words[medium]
        assert f"* {row.name}: {call_words(row)}" in words["full"]


def test_heat_map_has_the_letters_of_the_report(said: Said) -> None:
    report = said.report
    pages = said.pages
    for medium, page in pages.items():
        for matrix in (block for block in page if isinstance(block, Matrix)):
            assert [key for key, _ in matrix.heads] == [row.therapy for row in report.tkis]
            shown = {name: [square.letter for square in squares] for name, squares, _ in matrix.rows}
            for place, call in enumerate(report.tkis[0].profiles):
                if call.profile not in shown:
                    assert call.role == "possible-compound" or len(matrix.rows) == MOST_PROFILES, (medium, call.profile)
                    continue
                for letter, row in zip(shown[call.profile], report.tkis, strict=True):
                    of = row.profiles[place]
                    assert letter == LETTERS[of.call] or (of.call_if_read and letter == f"{LETTERS[of.call_if_read]}?")


def test_answer_is_said_in_every_medium(said: Said) -> None:
    report = said.report
    words = said.words
    for medium, written in words.items():
        for line in report.answer:
            if line.kind in ("call", "phase", "caution"):
                assert " ".join(line.text.split()) in written, medium


def test_options_stand_in_the_order_of_their_groups(said: Said) -> None:
    """What a medium shows of a step are its first options in the report's own groups, none of them among another's."""
    report = said.report
    pages = said.pages
    called = [
        option.id
        for step in ("strategies", "targets")
        for section in sections(step, report)
        if section.key == "called-for"
        for option in section.options
    ]
    shown = [item.key.partition(":")[2] for item in rows_of(pages["sheet"]) if item.key.startswith("called-for:")]
    assert shown == called[: len(shown)]
    spoken_against = {
        option.id
        for step in ("strategies", "targets", "trials")
        for section in sections(step, report)
        if section.key in ("spoken-against", "against")
        for option in section.options
    }
    for item in rows_of(pages["sheet"]):
        part, _, key = item.key.partition(":")
        if part in ("called-for", "fits", "trials", "against"):
            assert (key in spoken_against) == (part == "against"), item.key
    assert spoken_against.isdisjoint(item.key for item in rows_of(pages["short"]))


def test_full_text_has_every_option_with_its_reason(said: Said) -> None:
    report = said.report
    words = said.words
    written = words["full"]
    for option in (*report.strategies, *report.targets, *report.trials):
        assert " ".join(option.name.split()) in written
    assert len(report.trials) == written.count(" primary outcome: ") or all(
        trial.nct_id in written for trial in report.trials if trial.state != "excluded"
    )


def test_caution_beside_every_tki_is_said_once_above_them(said: Said) -> None:
    report = said.report
    pages = said.pages
    words = said.words
    shared = set.intersection(*(set(row.cautions) for row in report.tkis)) if report.tkis else set()
    for caution in report.cautions:
        told = re.sub(r";? \(?see (?:the )?erratum\)?", "", caution.statement)
        if caution.id in shared and caution.state == "met":
            for medium, written in words.items():
                assert " ".join(told.split()) in written, medium
    for row in report.tkis:
        own = [one for one in report.cautions if one.id in row.cautions and one.id not in shared and one.state == "met"]
        if row.call is not None and any(item.key == row.therapy for item in rows_of(pages["sheet"])):
            written = words["sheet"]
            assert [one.id for one in own if " ".join(one.statement.split())[:60] not in written] == []


def test_warnings_are_said_whole_in_every_medium(said: Said) -> None:
    report = said.report
    pages = said.pages
    for notice in report.notices:
        if notice.severity == "warning":
            for page in pages.values():
                assert any(isinstance(block, Text) and block.words == notice.message for block in page)


def test_sheet_has_two_pages_and_text_a_screen(said: Said, catalogue: Catalogue) -> None:
    report = said.report
    pages = said.pages
    assert len(text_of_page(pages["sheet"], catalogue)) <= 132
    warnings = [block for block in pages["short"] if isinstance(block, Text) and block.sign == "!"]
    lines = sum(len(text_of_page((block,), catalogue)) for block in warnings)
    assert len(text_of_page(pages["short"], catalogue)) <= 60 + lines, report.case.label
