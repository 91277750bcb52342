"""Pages beside the steps: escape map, what-if, immune context, records and what rests on a source."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from test_cases import entry_of
from test_escape import DOUBLES, NAME

from alktui.cases.change import changed
from alktui.cases.entry import CaseEntry
from alktui.cases.reading import read_case
from alktui.model.block import Cite, Heading, Item, Page, Table, Text
from alktui.model.catalogue import Catalogue
from alktui.model.report import Report
from alktui.model.source import Reference, Source
from alktui.pages.difference import NOTHING, difference_page
from alktui.pages.escape import escape_page
from alktui.pages.immune import immune_page
from alktui.pages.notice import notice_blocks
from alktui.pages.record import found_page, record_page
from alktui.pages.source import place_page, reference_page
from alktui.triage import triage
from alktui.triage.difference import difference
from alktui.triage.escape import escape_map, ladder

BOARD = Path(__file__).parent / "cases" / "board"
ENTRY = {"disease": "NSCLC", "setting": "relapsed", "prior": ["alectinib"], "variants": ["F1174C+D1203N"]}


def report_of(entry: CaseEntry, catalogue: Catalogue) -> Report:
    case, refusals = read_case(entry, catalogue)
    assert case is not None, refusals
    return triage(case, catalogue, date(2026, 11, 30))


def items_of(page: Page) -> dict[str, Item]:
    return {row.key: row for block in page if isinstance(block, Table) for row in block.rows if isinstance(row, Item)}


def words_of(page: Iterable[object]) -> list[str]:
    return [block.words for block in page if isinstance(block, Text | Heading)]


def page_behind(item: Item) -> Page:
    assert item.why is not None
    return item.why()


def test_escape_page_says_that_a_class_failed(classed: Catalogue) -> None:
    name = classed.therapy[NAME].name
    said = f"{name} failed on this very mutation: alectinib, brigatinib, ceritinib"
    report = report_of(entry_of(ENTRY), classed)
    for therapy, call in (("lorlatinib", "resistant, reduced"), ("alectinib", "no call")):
        page = escape_page(escape_map(therapy, classed), ladder(report), classed)
        item = items_of(page)["escape:F1174C+D1203N"]
        assert item.spoken.startswith(f"F1174C+D1203N: {call}; {said}")
        statement = next(caution.statement for caution in classed.cautions if caution.id == DOUBLES)
        assert statement in words_of(page_behind(item))
    assert any(words.startswith("line 1, progressed") and "failed on this very mutation" in words for words in words_of(page))
    assert Heading("What escapes alectinib: 6 mutations, and 2 on which its class failed") in page


def test_escape_page_of_a_drug_without_a_resistant_row_says_so(catalogue: Catalogue) -> None:
    page = escape_page(escape_map("ensartinib", catalogue), None, catalogue)
    assert words_of(page) == [
        "What escapes ensartinib: no resistant row is printed",
        "That is no proof that nothing escapes it. Neither review has any call of ensartinib.",
    ]


@pytest.fixture
def unknown_phase() -> CaseEntry:
    file = next(BOARD.glob("nsclc-04*.toml"))
    return entry_of(tomllib.loads(file.read_text("utf-8"))["case"])


def moved_by(text: str, entry: CaseEntry, catalogue: Catalogue) -> Page:
    before, after = report_of(entry, catalogue), report_of(changed(entry, text), catalogue)
    return difference_page(difference(before, after, {text: after}), before, after, catalogue)


def test_difference_names_the_calls_that_move_with_their_why(catalogue: Catalogue, unknown_phase: CaseEntry) -> None:
    page = moved_by("phase=trans", unknown_phase, catalogue)
    items = items_of(page)
    assert items["moved:lorlatinib"].spoken == "lorlatinib: from conflicting if trans, resistant if cis to conflicting"
    assert words_of(page_behind(items["moved:lorlatinib"]))[0] == "lorlatinib: conflicting"
    assert "TKIs (2 of 7 calls move)" in words_of(page)


def test_difference_says_what_it_means_that_nothing_moves(catalogue: Catalogue, unknown_phase: CaseEntry) -> None:
    assert words_of(moved_by("CD47=high", unknown_phase, catalogue))[-1] == NOTHING


def test_difference_tells_a_caution_that_is_gone_from_one_that_is_new(catalogue: Catalogue) -> None:
    entry = entry_of({"disease": "NSCLC", "setting": "relapsed", "prior": ["alectinib"], "variants": ["G1202R"]})
    gone = moved_by("variant=-G1202R", entry, catalogue)
    new = moved_by("variant=G1202R", changed(entry, "variant=-G1202R"), catalogue)
    (statement,) = (one.statement for one in catalogue.cautions if one.id == "wang-2022/caution/g1202r-alectinib-brigatinib")
    assert [block.sign for page in (gone, new) for block in page if isinstance(block, Text) and block.words == statement] == [
        "-",
        "!",
    ]


def test_immune_context_shows_this_stage_and_folds_the_rest(catalogue: Catalogue, unknown_phase: CaseEntry) -> None:
    report = report_of(unknown_phase, catalogue)
    whole, folded = (items_of(immune_page(report, catalogue, folded=flag)) for flag in (False, True))
    folds = {key for key in folded if key.startswith("fold:")}
    assert {entry.id for entry in report.immune_context} <= set(whole)
    shown = [entry for entry in report.immune_context if entry.id in folded]
    assert shown
    assert {entry.state for entry in shown} == {"met"}
    behind = [key for fold in folds for key in items_of(page_behind(folded[fold]))]
    assert sorted([*behind, *(key for key in folded if key not in folds)]) == sorted(whole)
    why = page_behind(whole[shown[0].id])
    assert Cite(shown[0].sources) in why
    assert f"this case: {shown[0].why}" in words_of(why)


def test_notices_stand_whole_with_warnings_first(catalogue: Catalogue, unknown_phase: CaseEntry) -> None:
    report = report_of(unknown_phase, catalogue)
    blocks = [block for block in notice_blocks(report) if isinstance(block, Text)]
    assert [block.words for block in blocks] == [notice.message for notice in report.notices if notice.code != "knowledge-ends"]
    assert [block.sign for block in blocks] == ["!", *[""] * (len(blocks) - 1)]


def test_record_says_what_it_asks_for_and_which_misprints_are_about_it(catalogue: Catalogue) -> None:
    record = catalogue.records["wang-2022/strategy/zx-29-g1202r"]
    page = record_page(record, ["profile G1202R"], catalogue)
    assert Text("profile G1202R", label="asks for:") in page
    assert Text("ZX-29", label="drugs:") in page
    assert words_of(page)[0] == "ZX-29 against ALK G1202R"
    assert "Misprints and contradictions" in words_of(page)
    assert words_of(page)[-1] == "record wang-2022/strategy/zx-29-g1202r"


def test_search_that_finds_nothing_suggests_what_would() -> None:
    assert words_of(found_page("zzz", (), lambda _: lambda: (), near=("a", "b"))) == [
        'Nothing found for "zzz". Did you mean a or b?'
    ]


def test_source_says_how_it_is_cited_and_what_rests_on_it(catalogue: Catalogue) -> None:
    reference = catalogue.reference["wang-2022", 87]
    assert isinstance(reference, Reference)
    resting = (Item("r", (), None, "evidence: one"),)
    page = reference_page(reference, resting, catalogue)
    assert words_of(page) == [
        "Shaw AT et al. N Engl J Med 2016. doi:10.1056/NEJMoa1508887 (cited in Wang 2022 as reference 87)",
        "Records that rest on it (1)",
    ]
    assert items_of(page) == {"r": resting[0]}
    place = place_page(Source(document="wang-2022", locator="Table 1"), (), catalogue)
    assert words_of(place)[0].startswith("Wang 2022, Table 1 (Wang Y et al. ")
    assert words_of(place)[1] == "No records stand there."
