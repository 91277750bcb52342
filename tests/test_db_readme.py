"""What db/README.md teaches holds: its worked examples are followed to the letter on a copy of db/."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from documentation import criteria, fresh, models_of

from alktui.cases.entry import CaseEntry, FindingEntry, TherapyEntry
from alktui.cases.reading import read_case
from alktui.catalogue.build import build_catalogue
from alktui.catalogue.kind import KINDS
from alktui.catalogue.search import Searcher
from alktui.catalogue.store import read_catalogue
from alktui.model.catalogue import Catalogue
from alktui.model.criterion import Criterion
from alktui.model.report import Report
from alktui.triage import triage

DB = Path(__file__).parent.parent / "db"
PAGE = (DB / "README.md").read_text("utf-8")
STEP = re.compile(r"(?P<how>Append to|Write) `db/(?P<path>[^`]+)`:\n\n```(?:toml|csv)\n(?P<text>.*?)```", re.DOTALL)
STRATEGY = "wang-2022/strategy/crizotinib+examplinib"
ITEM = "smith-2026/table-2/brigatinib/resistant/L1198F+G1202R"


class Followed(NamedTuple):
    """The catalogue of somebody who did all that the page says."""

    catalogue: Catalogue
    searcher: Searcher
    folder: Path


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Followed:
    folder = tmp_path_factory.mktemp("followed")
    text = shutil.copytree(DB, folder / "db")
    for step in STEP.finditer(PAGE):
        path = text / step["path"]
        assert path.exists() == (step["how"] == "Append to"), path.name
        before = path.read_text("utf-8") + "\n" if path.exists() else ""
        path.write_text(before + step["text"], encoding="utf-8")
    target = folder / "catalogue.db"
    build_catalogue(text, target)
    return Followed(read_catalogue(target), Searcher(target), text)


def report(entry: CaseEntry, catalogue: Catalogue) -> Report:
    case, refusals = read_case(entry, catalogue)
    assert case is not None
    assert not refusals
    return triage(case, catalogue, date(2026, 11, 23))


def relapsed(**more: object) -> CaseEntry:
    return CaseEntry(disease="ALCL", setting="relapsed", prior=[TherapyEntry("crizotinib")], **more)  # type: ignore[arg-type]


def test_page_shows_every_step_of_both_examples() -> None:
    assert [step["path"] for step in STEP.finditer(PAGE)] == [
        "therapies.toml",
        "strategies/wang-2022.toml",
        "documents.toml",
        "references/smith-2026.csv",
        "evidence/smith-2026.csv",
    ]


def test_examples_stand_nowhere_in_the_real_text(catalogue: Catalogue) -> None:
    """They are made up; nobody must ever meet them in an answer."""
    assert not {STRATEGY, ITEM, "examplinib", "smith-2026"} & set(catalogue.records)


@pytest.mark.parametrize(("words", "found"), [("examplinib", STRATEGY), ("EX-001", "examplinib"), ("L1198F G1202R", ITEM)])
def test_new_record_is_found_by_search(followed: Followed, words: str, found: str) -> None:
    assert found in [hit.id for hit in followed.searcher.find(words)]


@pytest.mark.parametrize(
    ("entry", "state"),
    [
        (relapsed(biomarkers={"IL10RA": "high"}, amplification="not-amplified"), "applies"),
        (relapsed(biomarkers={"IL10RA": "high"}), "possible"),
        (relapsed(), "possible"),
        (relapsed(biomarkers={"IL10RA": "low"}), "excluded"),
        (relapsed(biomarkers={"IL10RA": "high"}, amplification="amplified"), "excluded"),
        (CaseEntry(disease="NSCLC", setting="relapsed", prior=[TherapyEntry("crizotinib")]), "excluded"),
    ],
    ids=["fits", "amplification open", "both open", "IL10RA low", "amplified", "other disease"],
)
def test_new_strategy_is_an_option_where_its_criteria_say(followed: Followed, entry: CaseEntry, state: str) -> None:
    options = {option.id: option for option in report(entry, followed.catalogue).strategies}
    assert options[STRATEGY].state == state


def test_new_document_makes_a_call_and_is_named(followed: Followed, catalogue: Catalogue) -> None:
    """Evidence of a third document calls a profile that had none before, and says where it stands."""
    entry = CaseEntry(
        disease="NSCLC", setting="relapsed", prior=[TherapyEntry("alectinib")], findings=[FindingEntry("L1198F+G1202R")]
    )
    before = {row.therapy: row for row in report(entry, catalogue).tkis}
    after = {row.therapy: row for row in report(entry, followed.catalogue).tkis}
    assert (before["brigatinib"].call, after["brigatinib"].call) == ("no-data", "resistant")
    (item,) = after["brigatinib"].profiles[0].evidence
    assert [(source.document, source.references) for source in item.sources] == [("smith-2026", (1,))]
    assert {name: row.call for name, row in after.items() if name != "brigatinib"} == {
        name: row.call for name, row in before.items() if name != "brigatinib"
    }


def test_new_document_says_where_its_knowledge_ends(followed: Followed) -> None:
    found = report(relapsed(), followed.catalogue)
    assert found.catalogue.knowledge_ends["smith-2026"] == "2026-02"
    assert any("February 2026" in notice.message for notice in found.notices)


def test_tables_of_kinds_and_criteria_are_fresh() -> None:
    assert fresh(PAGE) == PAGE, "run: make docs"


def test_page_names_every_kind_and_every_criterion() -> None:
    for kind in KINDS:
        assert f"| `{kind}` |" in PAGE
    assert criteria().count("\n") == len(list(models_of(Criterion))) + 1
