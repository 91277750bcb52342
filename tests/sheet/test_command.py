"""`alktui report` and the sheet of `alktui triage`: what is printed, and what is written to a file."""

from __future__ import annotations

import html
import json
import os
import signal
import stat
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest
from sheet.board import ENTRIES, ReportOf

from alktui.board import FORMATS, write_sheet
from alktui.cli import run_command_line
from alktui.errors import FileTrouble
from alktui.model.catalogue import Catalogue
from alktui.whole_file import write_file

DAY = ["--as-of", "2026-11-23"]


@pytest.fixture(autouse=True)
def own_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, catalogue_file: Path) -> None:
    monkeypatch.setenv("ALKTUI_CATALOGUE", str(catalogue_file))
    monkeypatch.setenv("ALKTUI_HOME", str(tmp_path / "home"))


@pytest.fixture
def case_file(tmp_path: Path) -> Path:
    path = tmp_path / "case.json"
    path.write_text(json.dumps({"schema": "alktui/case/1", **asdict(ENTRIES["compound"])}), "utf-8")
    return path


@pytest.mark.parametrize("form", FORMATS)
def test_report_prints_the_sheet(
    form: str, case_file: Path, catalogue: Catalogue, report_of: ReportOf, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run_command_line(["report", str(case_file), "--format", form, *DAY]) == 0
    assert capfdbinary.readouterr().out.decode() == write_sheet(report_of(ENTRIES["compound"]), catalogue, form)


@pytest.mark.parametrize("form", ["markdown", "html", "csv"])
def test_triage_prints_the_same_sheet(
    form: str, catalogue: Catalogue, report_of: ReportOf, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command_line(["triage", "--disease", "NSCLC", "--setting", "untreated", "--format", form, *DAY]) == 0
    assert capsys.readouterr().out == write_sheet(report_of(ENTRIES["untreated"]), catalogue, form)


def test_what_if_has_no_sheet(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["triage", "--disease", "NSCLC", "--what-if", "amplified", "--format", "html"]
    assert run_command_line(arguments) == 2
    assert "--what-if has no format html" in capsys.readouterr().err


def test_file_is_whole_and_its_owners_alone(case_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "board.csv"
    assert run_command_line(["report", str(case_file), "--format", "csv", "--output", str(target), *DAY]) == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert f"{target} written" in printed.err
    assert target.read_bytes().endswith(b"\r\n")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


def test_file_is_not_replaced_unasked(case_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "board.html"
    target.write_text("mine", "utf-8")
    arguments = ["report", str(case_file), "--format", "html", "--output", str(target), *DAY]
    assert run_command_line(arguments) == 3
    assert "exists already. Name another file, or give --force" in capsys.readouterr().err
    assert target.read_text("utf-8") == "mine"
    assert run_command_line([*arguments, "--force"]) == 0
    assert target.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_link_to_nowhere_is_not_followed(case_file: Path, tmp_path: Path) -> None:
    target, elsewhere = tmp_path / "board.html", tmp_path / "elsewhere.html"
    target.symlink_to(elsewhere)
    assert run_command_line(["report", str(case_file), "--output", str(target), *DAY]) == 3
    assert not elsewhere.exists()


KILLED = """
import os, signal, sys
from pathlib import Path
from alktui.whole_file import write_file
fsync = os.fsync
def killed(handle):
    fsync(handle)
    os.kill(os.getpid(), signal.SIGKILL)
os.fsync = killed
write_file(Path(sys.argv[1]), b"x" * 100_000)
"""


def test_sheet_is_whole_or_not_there_whenever_the_plug_is_pulled(tmp_path: Path) -> None:
    """Its content is on the disk before it has its name: an empty file would be taken for the sheet, and stand in its way."""
    target = tmp_path / "board.html"
    ended = subprocess.run([sys.executable, "-c", KILLED, os.fspath(target)], check=False, timeout=60)
    assert ended.returncode == -signal.SIGKILL, "it waits for the disk"
    assert not target.exists()
    write_file(target, b"whole")
    assert target.read_text("utf-8") == "whole"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_sheet_is_written_where_a_disk_knows_no_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    target = tmp_path / "board.html"
    write_file(target, b"whole")
    with pytest.raises(FileTrouble, match="exists already"):
        write_file(target, b"another")
    assert target.read_text("utf-8") == "whole"
    assert [path.name for path in tmp_path.iterdir()] == ["board.html"]


def test_what_is_no_file_is_never_replaced(case_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An administrator who writes to /dev/null by force must still have it afterwards."""
    target = tmp_path / "board.html"
    os.mkfifo(target)
    assert run_command_line(["report", str(case_file), "--output", str(target), "--force", *DAY]) == 3
    assert "cannot be written over: it is no file. Name another." in capsys.readouterr().err
    assert stat.S_ISFIFO(target.stat().st_mode)


def test_folder_that_is_not_there_is_said(case_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "nowhere" / "board.html"
    assert run_command_line(["report", str(case_file), "--output", str(target), *DAY]) == 3
    assert "cannot be written: No such file or directory" in capsys.readouterr().err


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_folder_that_is_closed_is_said(case_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    assert run_command_line(["report", str(case_file), "--output", str(closed / "board.html"), *DAY]) == 3
    assert "Permission denied" in capsys.readouterr().err


def test_case_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["report", "nobody"]) == 2
    assert "nobody" in capsys.readouterr().err


HALF = {
    "schema": "alktui/case/1",
    "disease": "NSCLC",
    "setting": "relapsed",
    "findings": [{"text": "G1202R"}, {"text": "L1196Q9"}],
    "prior": [{"name": "crizotinib"}],
    "smoker": "yes",
}


@pytest.mark.parametrize("form", FORMATS)
def test_sheet_of_a_case_read_in_part_says_so_before_all_else(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was read is of use to a board; a sheet that hides what was not would be taken for the whole case's."""
    path = tmp_path / "half.json"
    path.write_text(json.dumps(HALF), "utf-8")
    assert run_command_line(["report", str(path), "--format", form, *DAY]) == 2
    printed = capsys.readouterr()
    out = " ".join(html.unescape(printed.out).replace("\\", "").replace('""', '"').split())
    sentence = '1 item of half.json was not read: "smoker" is no field of a case.'
    assert sentence in out
    assert "Not counted: 'L1196Q9' is not read as a variant of ALK." in out.replace("''", "'")
    if form != "json":
        assert out.index(sentence) < out.index("Reported sensitive")
    assert "G1202R" in out
    assert 'alktui: not read: "smoker" is no field of a case' in printed.err
    assert "alktui: not read: 'L1196Q9' is not read as a variant of ALK" in printed.err
    assert "2 parts of the case are not in this sheet, which says so at its top" in printed.err


def test_case_without_a_disease_has_no_sheet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "variants.txt"
    path.write_text("G1202R\nL1196Q9\n", "utf-8")
    assert run_command_line(["report", str(path), *DAY]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "line 2: 'L1196Q9' is not read" in printed.err
    assert "no disease is given" in printed.err
