"""What stands beside the documents: registry statuses, CIViC's items, and what cannot be read of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from linear.conversation import Conversation
from linear.script import COMPOUND

from alktui.catalogue.layer import add_layer
from alktui.knowledge import Knowledge, read_knowledge
from alktui.model.catalogue import Catalogue
from alktui.model.civic import CivicEvidence, CivicItem
from alktui.model.registry import RegistryStatus

TRIAL = "NCT03707847"

SITE = {
    "site.toml": 'name = "ward"\n',
    "documents.toml": """[[documents]]
id = "site/minutes"
short = "Ward minutes"
authors = "the ward"
title = "Minutes"
year = 2026
journal = "in house"
doi = ""
disease = "ALCL"
published = "2026-10-01"
knowledge_ends = "2026-10"
""",
    "statements.toml": """[[statements]]
id = "site/ward/statement/crizotinib"
topic = "resistance"
therapies = ["crizotinib"]
disease = "ALCL"
level = "case report"
statement = "Seen here: crizotinib held for a year."
sources = [{ document = "site/minutes", locator = "page 1", references = [] }]
""",
    "evidence.csv": """id,therapy,profile,direction,printed,disease,level,document,locator,references
site/ward/evidence/crizotinib,crizotinib,C1156Y+L1198F,resistant,not again,ALCL,case report,site/minutes,page 2,
""",
}
"""A layer of a hospital's own records."""


@pytest.fixture
def knowledge(catalogue: Catalogue, catalogue_file: Path) -> Knowledge:
    """The documents, one registry status and one item of CIViC's."""
    status = RegistryStatus(nct_id=TRIAL, status="COMPLETED", fetched_on="2026-11-20", conditions=("ALCL",))
    item = CivicItem(
        id="EID1",
        profile="C1156Y+L1198F",
        printed="ALK C1156Y AND L1198F",
        therapies=("crizotinib",),
        supports=True,
        significance="sensitive",
        significance_printed="Sensitivity/Response",
        level="C",
        disease="Lung Non-small Cell Carcinoma",
        citation="PMID 26698910",
    )
    civic = CivicEvidence(file="civic.tsv", imported_on="2026-11-20", rows=1, items=(item,), left_out={})
    return Knowledge(catalogue, catalogue_file, {TRIAL: status}, civic)


def test_registry_status_stands_beside_the_printed_one(knowledge: Knowledge) -> None:
    listed = Conversation(knowledge, [*COMPOUND, "6", "q"])
    number = next(line.split(".")[0] for line in listed.lines if f". {TRIAL}, " in line)
    assert listed.says("recruiting; registry: completed")
    assert listed.says("printed February 2022")
    assert listed.count("ClinicalTrials.gov (U.S. National Library of Medicine)") >= 1
    said = Conversation(knowledge, [*COMPOUND, "6", number, "q"])
    assert said.says("status: recruiting, as printed February 2022")
    assert said.count("at the registry: completed") == 1, "in the why"
    assert said.count("ClinicalTrials.gov (U.S. National Library of Medicine)") > listed.count("ClinicalTrials.gov (U.S.")


def test_other_knowledge_base_stands_beside_the_call(knowledge: Knowledge) -> None:
    conversation = Conversation(knowledge, [*COMPOUND, "3", "1", "q"])
    assert conversation.count("[EID1, ") == 1


def test_record_of_a_hospital_is_never_taken_for_the_documents(knowledge: Knowledge, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    for name, content in SITE.items():
        (folder / name).write_text(content, "utf-8")
    own = Knowledge(add_layer(knowledge.catalogue, folder), knowledge.path)
    conversation = Conversation(own, [*COMPOUND, "3", "1", "/held for a year", "q"])
    assert conversation.says("Seen here: crizotinib held for a year. (ward's own, not from the documents)")
    assert conversation.says("not counted: ward's own, not from the documents")
    assert conversation.says("with the hospital's own evidence counted: conflicting")
    assert conversation.says("Ward minutes: in house 2026, no DOI")
    assert conversation.says("1. crizotinib: sensitive; for this very compound")
    assert conversation.says('1 record for "held for a year"')


def test_file_that_cannot_be_read_is_said_and_the_documents_answer(
    catalogue_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALKTUI_CATALOGUE", str(catalogue_file))
    monkeypatch.setenv("ALKTUI_HOME", str(tmp_path))
    monkeypatch.setenv("ALKTUI_SITE", str(tmp_path / "nowhere"))
    (tmp_path / "registry.json").write_text("{", "utf-8")
    conversation = Conversation(read_knowledge(), [*COMPOUND, "3", "q"])
    assert conversation.says("No registry status is shown: ")
    assert conversation.says("nowhere is not used")
    assert conversation.says("1. crizotinib: sensitive")
