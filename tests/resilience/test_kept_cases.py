"""Cases on the disk: nobody else's to read, one case at any moment, told where they cannot be, bounded in length."""

from __future__ import annotations

import json
import os
import shlex
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from tui.terminal import SOURCE, Terminal

from alktui.cases import store as module
from alktui.cases.case_file import MOST_LINES, read_case_file
from alktui.cases.draft import Draft
from alktui.cases.entry import CaseEntry, FindingEntry
from alktui.cases.migration import SCHEMA
from alktui.cases.store import CaseStore
from alktui.cli import run_command_line
from alktui.errors import FileTrouble


@pytest.mark.parametrize("umask", ["000", "077"])
def test_every_folder_that_is_made_is_the_owners_alone(umask: str, tmp_path: Path) -> None:
    """Also the parents of the home that are missing."""
    home = tmp_path / "a" / "b" / "home"
    typed = f"umask {umask}; exec {shlex.quote(sys.executable)} -m alktui case save --label x --disease ALCL"
    environment = os.environ | {"ALKTUI_HOME": os.fspath(home), "PYTHONPATH": os.fspath(SOURCE)}
    subprocess.run(["/bin/sh", "-c", typed], env=environment, check=True, capture_output=True, timeout=60)
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.rglob("*")}
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o700}
    assert {mode for path, mode in modes.items() if path.is_file()} == {0o600}


@pytest.mark.parametrize("place", ["", "cases"])
@pytest.mark.parametrize("typed", ["case list", "case list --deleted", "case show x", "triage --case x"])
def test_file_in_place_of_a_folder_is_told(
    place: str, typed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home"
    (home / place).parent.mkdir(exist_ok=True)
    (home / place).write_text("no folder")
    if place and "--deleted" in typed:
        (home / place).rename(home / "trash")
    monkeypatch.setenv("ALKTUI_HOME", str(home))
    assert run_command_line(typed.split()) == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert "Not a directory" in said.err


class Killed(BaseException):
    """What nothing catches."""


@pytest.mark.parametrize("does_it", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", ["write_whole", "move"])
def test_rename_killed_between_its_steps_leaves_one_case(
    step: str, *, does_it: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before and after each step the case is there once, whole, under one of the two labels, and can be renamed again."""
    store = CaseStore(tmp_path)
    stored = store.save(CaseEntry(label="old", disease="ALCL"))
    real = getattr(module, step)

    def killed(*arguments: object) -> None:
        if does_it:
            real(*arguments)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(module, step, killed)
        with pytest.raises(Killed):
            store.rename(stored, "new")
    listing = store.listing()
    assert listing.troubles == ()
    assert [(case.label in ("old", "new"), case.entry.disease) for case in listing.cases] == [(True, "ALCL")]
    for label in ("other", "old", "new"):
        (left,) = store.listing().cases
        assert store.rename(left, label).label == label


LIST = {
    "findings": [{"text": "G1202R"}] * 20_000,
    "prior": [{"name": "crizotinib"}] * 20_000,
    "biomarkers": {f"marker {number}": "high" for number in range(100_000)},
}


@pytest.mark.parametrize("key", LIST)
def test_case_file_with_thousands_of_lines_is_refused_with_the_limit(key: str) -> None:
    found = read_case_file(json.dumps({"schema": SCHEMA, "disease": "ALCL", key: LIST[key]}))
    assert [str(problem) for problem in found.problems] == [
        f'"{key}" has {len(LIST[key])} entries, and a case holds at most {MOST_LINES}'
    ]
    assert not getattr(found.entry, key)


def test_case_that_could_not_be_read_again_is_not_kept(tmp_path: Path) -> None:
    entry = CaseEntry(label="x", findings=[FindingEntry("G1202R")] * (MOST_LINES + 1))
    with pytest.raises(FileTrouble, match="at most 1000"):
        CaseStore(tmp_path).save(entry)
    with pytest.raises(FileTrouble, match="at most 1000"):
        Draft(tmp_path).write(entry)


SOON = """
import sys
from alktui.tui import run
from alktui.tui.screen import keeping
keeping.TRY_AGAIN = 0.2
sys.exit(run())
"""


def test_draft_is_kept_once_it_can_be(tmp_path: Path) -> None:
    """No further key is needed: what could not be written is tried again."""
    (tmp_path / "home").mkdir(mode=0o700)
    drafts = tmp_path / "home" / "drafts"
    drafts.write_text("no folder")
    with Terminal(tmp_path, program=("-c", SOON), ALKTUI_HOME=os.fspath(tmp_path / "home")) as terminal:
        terminal.until_shown("Disease", "Not a directory")
        terminal.press("right")
        terminal.until(lambda: "not on" in terminal.lines[0], "that it is not kept")
        drafts.unlink()
        terminal.until(lambda: drafts.is_dir() and list(drafts.glob("*.json")), "a draft on the disk")
        terminal.until(lambda: "not on" not in terminal.lines[0], "the case line at rest")
