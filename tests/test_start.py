"""What `alktui` alone does in a terminal that cannot show it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pexpect
import pytest

from alktui.cli import run_command_line

SOURCE = Path(__file__).parent.parent / "src"


def start(catalogue_file: Path, home: str, **environment: str) -> tuple[int | None, bytes]:
    """The exit code of `alktui` in a terminal, and what it printed there."""
    keep = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    own = {"PYTHONPATH": os.fspath(SOURCE), "ALKTUI_CATALOGUE": os.fspath(catalogue_file), "ALKTUI_HOME": home}
    child = pexpect.spawn(sys.executable, ["-m", "alktui"], env={**keep, **own, **environment}, timeout=60)
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus, child.before


@pytest.mark.parametrize(
    ("environment", "named"), [({"TERM": "dumb"}, b"TERM=dumb"), ({"TERM": ""}, b"without TERM"), ({}, b"without TERM")]
)
def test_terminal_that_cannot_draw_is_told_of_the_plain_walk(
    environment: dict[str, str], named: bytes, catalogue_file: Path, tmp_path: Path
) -> None:
    sentence = b"alktui: this terminal (" + named + b") cannot draw a screen. alktui --plain walks the case as text.\r\n"
    assert start(catalogue_file, os.fspath(tmp_path), **environment) == (2, sentence)


def test_home_of_a_user_who_is_not_known_is_told_before_the_screen_is_drawn(catalogue_file: Path) -> None:
    sentence = b'alktui: ALKTUI_HOME is "~nouser/x", but there is no user of that name. Name a folder by its whole path.\r\n'
    assert start(catalogue_file, "~nouser/x", TERM="xterm") == (3, sentence)


def test_command_line_opens_no_screen_where_none_can_be_drawn(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("alktui.cli.is_terminal", lambda: True)
    monkeypatch.setenv("TERM", "dumb")
    assert run_command_line([]) == 2
    assert "alktui --plain walks the case as text." in capsys.readouterr().err
