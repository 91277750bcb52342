"""A catalogue that is not as it was built is refused: no damage changes an answer without a word."""

from __future__ import annotations

import os
import random
import sqlite3
import time
from pathlib import Path

import pytest

from alktui.catalogue.search import Searcher
from alktui.catalogue.store import open_catalogue, read_catalogue, seal
from alktui.cli import run_command_line
from alktui.errors import FileTrouble

FLIPS = 400


def flipped(content: bytes, place: int, bit: int) -> bytes:
    """The content with one bit of one byte turned over."""
    return content[:place] + bytes([content[place] ^ 1 << bit]) + content[place + 1 :]


def test_no_flipped_byte_changes_an_answer(tables_file: Path, tmp_path: Path) -> None:
    """400 bytes at random places: each file is refused whole, for the report and for search."""
    whole, chance = tables_file.read_bytes(), random.Random(20261130)  # noqa: S311 - the same bytes in every run
    file = tmp_path / "catalogue.db"
    survived = []
    for _ in range(FLIPS):
        place, bit = chance.randrange(len(whole)), chance.randrange(8)
        file.write_bytes(flipped(whole, place, bit))
        try:
            open_catalogue(file).close()
        except FileTrouble:
            continue
        survived.append((place, bit))
    assert survived == []


@pytest.mark.parametrize("open_it", [read_catalogue, Searcher], ids=["report", "search"])
def test_letter_of_a_variant_is_no_other_letter(open_it: type, catalogue_file: Path, tmp_path: Path) -> None:
    """G1202R read as G1203R would turn the call of lorlatinib round."""
    file = tmp_path / "catalogue.db"
    file.write_bytes(catalogue_file.read_bytes().replace(b"G1202R", b"G1203R", 1))
    with pytest.raises(FileTrouble, match="not as it was built"):
        open_it(file)


@pytest.mark.parametrize(
    "typed", ["triage --disease NSCLC --variant G1202R", "catalogue search G1202R", "catalogue export"], ids=str.split
)
def test_damaged_catalogue_is_one_sentence_with_what_to_do(
    typed: str, tables_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "catalogue.db"
    file.write_bytes(flipped(tables_file.read_bytes(), 40_000, 3))
    monkeypatch.setenv("ALKTUI_CATALOGUE", os.fspath(file))
    assert run_command_line(typed.split()) == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert "Run: alktui catalogue build (an installed alktui: install it again)" in said.err
    assert said.err.count("\n") == 1


@pytest.mark.parametrize("how", [lambda whole: whole + b"\0", lambda whole: whole[:-4096]], ids=["longer", "shorter"])
def test_other_length_is_refused(how: type, tables_file: Path, tmp_path: Path) -> None:
    file = tmp_path / "catalogue.db"
    file.write_bytes(how(tables_file.read_bytes()))
    with pytest.raises(FileTrouble):
        read_catalogue(file)


def test_search_that_is_open_reads_what_it_opened(tables_file: Path, tmp_path: Path) -> None:
    """A file overwritten in place beneath a sitting changes nothing of it, and is refused at the next opening."""
    file = tmp_path / "catalogue.db"
    file.write_bytes(tables_file.read_bytes())
    searcher = Searcher(file)
    before = searcher.find("G1202R")
    file.write_bytes(os.urandom(len(tables_file.read_bytes())))
    assert searcher.find("G1202R") == before
    assert searcher.near("lorlatanib")
    searcher.close()
    with pytest.raises(FileTrouble):
        Searcher(file)


def test_pipe_in_place_of_a_catalogue_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "catalogue.db"
    os.mkfifo(pipe)
    with pytest.raises(FileTrouble, match="not a file"):
        read_catalogue(pipe)


def test_views_in_place_of_tables_are_refused(tmp_path: Path) -> None:
    """A view may have no end: one that a seal was even made for is not asked."""
    file = tmp_path / "catalogue.db"
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE kept (value TEXT)")
    connection.execute("INSERT INTO kept VALUES (?)", ["alktui-seal:" + "0" * 64])
    connection.execute(
        "CREATE VIEW about AS WITH RECURSIVE c(name, value) AS (SELECT 1, 1 UNION ALL SELECT name + 1, 1 FROM c) SELECT * FROM c"
    )
    connection.commit()
    connection.close()
    file.write_bytes(seal(file.read_bytes()))
    with pytest.raises(FileTrouble, match="views"):
        read_catalogue(file)


def test_proof_is_cheap(catalogue_file: Path) -> None:
    """The least of some tries is far below what a person feels; the sealed bytes are read once."""
    spent = []
    for _ in range(5):
        begun = time.perf_counter()
        open_catalogue(catalogue_file).close()
        spent.append(time.perf_counter() - begun)
    assert min(spent) < 0.05, spent
