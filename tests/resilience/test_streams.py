"""Streams that are closed, full or lack a letter, and a user without a home: one sentence, no traceback."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from tui.terminal import SOURCE

HOMELESS = """
import os, pwd, sys
def nobody(*_): raise KeyError("no such user")
pwd.getpwuid = pwd.getpwnam = nobody
for name in [name for name in os.environ if name in ("HOME", "ALKTUI_HOME") or name.startswith("XDG_")]: del os.environ[name]
sys.argv = ["alktui", *{typed}]
from alktui.__main__ import main
main()
"""


def run(
    typed: list[str], streams: str, tmp_path: Path, tables_file: Path, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """A command run by a shell that closes or redirects its streams."""
    own = {"ALKTUI_HOME": os.fspath(tmp_path), "ALKTUI_CATALOGUE": os.fspath(tables_file), "PYTHONPATH": os.fspath(SOURCE)}
    line = f"{shlex.join([sys.executable, *typed])} {streams}"
    return subprocess.run(
        ["/bin/sh", "-c", line],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **own, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("streams", "code", "said"),
    [
        ("<&-", 0, b""),
        (">&-", 3, b"alktui: stdout is closed, so that nothing can be printed.\n"),
        ("2>&-", 0, b""),
        ("<&- >&- 2>&-", 3, b""),
        (">/dev/full", 3, b"alktui: what was to be printed cannot be written: No space left on device\n"),
        ("2>/dev/full", 0, b""),
    ],
)
def test_closed_and_full_streams(streams: str, code: int, said: bytes, tmp_path: Path, tables_file: Path) -> None:
    done = run(["-m", "alktui", "triage", "--disease", "ALCL"], streams, tmp_path, tables_file)
    assert (done.returncode, done.stderr) == (code, said)
    assert bool(done.stdout) == (code == 0)


@pytest.mark.parametrize("typed", ["--help", "--version", "case list", "--plain"])
def test_full_disk_is_one_sentence(typed: str, tmp_path: Path, tables_file: Path) -> None:
    done = run(
        ["-m", "alktui", *typed.split()], ">/dev/full 2>&1" if typed == "case list" else ">/dev/full", tmp_path, tables_file
    )
    assert done.returncode == (0 if typed == "case list" else 3)
    assert b"Traceback" not in done.stderr
    assert b"fault" not in done.stderr


def test_letter_that_the_encoding_lacks_is_escaped(tmp_path: Path, tables_file: Path) -> None:
    """Text stays readable, and JSON whole."""
    case = ["-m", "alktui", "triage", "--disease", "ALCL", "--label", "\u7532 \xe9 \U0001f600"]
    text = run(case, "", tmp_path, tables_file, PYTHONIOENCODING="latin-1")
    assert (text.returncode, text.stderr) == (0, b"")
    assert b"\\u7532" in text.stdout
    whole = run([*case, "--format", "json"], "", tmp_path, tables_file, PYTHONIOENCODING="latin-1")
    assert json.loads(whole.stdout.decode("latin-1"))["case"]["label"] == "\u7532 \xe9 \U0001f600"


@pytest.mark.parametrize("typed", [["case", "list"], ["case", "save", "--label", "x", "--disease", "ALCL"], ["trials", "forget"]])
def test_user_without_a_home_is_told(typed: list[str], tmp_path: Path, tables_file: Path) -> None:
    done = run(["-c", HOMELESS.format(typed=typed)], "", tmp_path, tables_file)
    assert done.returncode == 3
    assert done.stderr == (
        b"alktui: this user has no home: HOME is not set, and the system knows none. Set ALKTUI_HOME to a folder.\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_user_without_a_home_gets_a_report(tmp_path: Path, tables_file: Path) -> None:
    done = run(["-c", HOMELESS.format(typed=["triage", "--disease", "ALCL"])], "", tmp_path, tables_file)
    assert done.returncode == 0
    assert done.stdout
    assert b"Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []
