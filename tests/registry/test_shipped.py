"""What a catalogue carries of CIViC's: the default, until an import replaces it; in force again once that is forgotten."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from registry.test_civic import table

from alktui.catalogue.build import build_catalogue
from alktui.catalogue.layer import add_layer
from alktui.catalogue.store import read_shipped_civic
from alktui.catalogue.text import fingerprint
from alktui.cli import run_command_line
from alktui.errors import CatalogueFaulty
from alktui.knowledge import read_knowledge
from alktui.model.catalogue import Catalogue

EXTRACT = "civic_alk_evidence_2025-10.tsv"
Command = Callable[..., Any]


@pytest.fixture
def text(tables_text: Path, tmp_path: Path) -> Path:
    """Curated text with an extract of one row: alectinib, G1202R, resistant, a case."""
    folder = shutil.copytree(tables_text, tmp_path / "db")
    (folder / "civic").mkdir()
    (folder / "civic" / EXTRACT).write_bytes(table({}, {"therapies": "Erlotinib"}))
    return folder


@pytest.fixture
def file(text: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The catalogue in use, built from it."""
    target = tmp_path / "catalogue.db"
    build_catalogue(text, target)
    monkeypatch.setenv("ALKTUI_CATALOGUE", str(target))
    return target


@pytest.fixture
def command(file: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command that ends well, and gives what it says."""
    assert file.exists()

    def run(*arguments: str) -> str:
        assert run_command_line(list(arguments)) == 0
        return " ".join(capsys.readouterr().out.split())

    return run


def items(command: Command) -> list[str]:
    found = json.loads(command("triage", "--disease", "NSCLC", "--variant", "G1202R", "--format", "json"))
    (row,) = (row for row in found["tkis"] if row["therapy"] == "alectinib")
    return [item["id"] for check in row["cross_checks"] for item in check["items"]]


def test_catalogue_carries_the_items_with_their_month(file: Path) -> None:
    shipped = read_shipped_civic(file)
    assert shipped is not None
    assert (shipped.file, shipped.as_of, shipped.imported_on, len(shipped.items), shipped.rows) == (EXTRACT, "2025-10", "", 1, 2)


def test_catalogue_without_an_extract_carries_none(tables_file: Path) -> None:
    assert read_shipped_civic(tables_file) is None


def test_extract_is_part_of_the_fingerprint(text: Path) -> None:
    before = fingerprint(text)
    (text / "civic" / EXTRACT).write_bytes(table())
    assert fingerprint(text) != before


def test_every_front_end_has_the_items_with_nothing_imported(file: Path, command: Command) -> None:
    assert items(command) == ["EID900001"]
    knowledge = read_knowledge()
    assert knowledge.civic == read_shipped_civic(file)
    assert not knowledge.notices


def test_import_replaces_the_shipped_items_until_it_is_forgotten(command: Command, tmp_path: Path) -> None:
    assert "shipped with the catalogue, as of 2025-10" in command("evidence", "status")
    newer = tmp_path / "newer.tsv"
    newer.write_bytes(table({"evidence_id": "900009"}))
    command("evidence", "import-civic", str(newer))
    assert items(command) == ["EID900009"]
    assert "newer.tsv, imported" in command("evidence", "status")
    command("evidence", "forget")
    assert items(command) == ["EID900001"]
    assert json.loads(command("evidence", "status", "--format", "json"))["as_of"] == "2025-10"


def test_damaged_import_is_not_passed_over_for_what_is_shipped(
    command: Command, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home.mkdir()
    (home / "civic.json").write_text("{")
    assert items(command) == []
    assert run_command_line(["evidence", "status"]) == 3
    assert "damaged" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        pytest.param(EXTRACT, b"a,b\n", "no evidence file of CIViC's", id="another table"),
        pytest.param("civic_alk_evidence_2025-13.tsv", table({}), "no month in its name", id="no month"),
        pytest.param("civic_alk_evidence_2026-01.tsv", table({}), "second extract", id="two"),
    ],
)
def test_extract_that_does_not_hold_is_a_fault(text: Path, tmp_path: Path, name: str, content: bytes, problem: str) -> None:
    (text / "civic" / name).write_bytes(content)
    with pytest.raises(CatalogueFaulty) as caught:
        build_catalogue(text, tmp_path / "none.db")
    assert [problem in str(fault) for fault in caught.value.faults] == [True]


def test_layer_brings_no_extract(tmp_path: Path, catalogue: Catalogue) -> None:
    folder = tmp_path / "site"
    (folder / "civic").mkdir(parents=True)
    (folder / "site.toml").write_text('name = "ward"\n')
    (folder / "civic" / EXTRACT).write_bytes(table({}))
    with pytest.raises(CatalogueFaulty) as caught:
        add_layer(catalogue, folder)
    assert ["is not for a layer" in str(fault) for fault in caught.value.faults] == [True]
