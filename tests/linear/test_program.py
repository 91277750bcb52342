"""The linear mode as a program: standard input and output, exit codes, interruption."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest
from linear.script import COMPOUND

SOURCE = Path(__file__).parent.parent.parent / "src"
COMMAND = [sys.executable, "-m", "alktui", "--plain"]


@pytest.fixture
def environment(catalogue_file: Path, tmp_path: Path) -> dict[str, str]:
    """The environment of a person with a dumb terminal and nothing stored."""
    keep = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "SYSTEMROOT")}
    return {
        **keep,
        "PYTHONPATH": os.fspath(SOURCE),
        "ALKTUI_CATALOGUE": os.fspath(catalogue_file),
        "ALKTUI_HOME": os.fspath(tmp_path),
        "TERM": "dumb",
    }


def run(text: str | bytes, environment: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
    typed = text if isinstance(text, bytes) else text.encode()
    return subprocess.run(COMMAND, input=typed, capture_output=True, env=environment, timeout=60, check=False)


@pytest.mark.parametrize("place", [*range(0, len(COMPOUND), 3), len(COMPOUND)])
def test_end_of_input_ends_with_zero_and_the_summary(place: int, environment: dict[str, str]) -> None:
    done = run("\n".join(COMPOUND[:place]), environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert (b"\nalktui report" in done.stdout) == (place > 0), "a summary where a disease is given"
    assert done.stdout.isascii()
    assert b"\x1b" not in done.stdout


@pytest.mark.parametrize("last", ["w\nIL10RA=high", "w", "/", "3", "e", "1\n5\nI1171T/N/S"])
def test_end_of_input_in_the_midst_of_something_prints_the_summary(last: str, environment: dict[str, str]) -> None:
    done = run("\n".join([*COMPOUND, last]), environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert re.search(rb"Case|Keep|Change|Search|TKI", done.stdout)
    assert done.stdout.count(b"\nalktui report") == 1


def test_quit_prints_no_summary(environment: dict[str, str]) -> None:
    for answers in (["1", "quit"], [*COMPOUND, "q"], [*COMPOUND, "3", "Q"]):
        done = run("\n".join([*answers, ""]), environment)
        assert (done.returncode, done.stderr) == (0, b"")
        assert b"alktui report" not in done.stdout


def test_bytes_that_are_no_text_do_not_end_the_walk(environment: dict[str, str]) -> None:
    done = run(b"\xff\xfe\x00ALCL\n\x80\r\n2\r\n", environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"ALCL, relapsed" in done.stdout


def test_plain_takes_no_command(environment: dict[str, str]) -> None:
    done = subprocess.run([*COMMAND, "catalogue", "check"], capture_output=True, env=environment, timeout=60, check=False)
    assert done.returncode == 2
    assert b"--plain takes no command" in done.stderr


def test_missing_catalogue_is_said(environment: dict[str, str], tmp_path: Path) -> None:
    done = run("", {**environment, "ALKTUI_CATALOGUE": os.fspath(tmp_path / "none.db")})
    assert done.returncode == 3
    assert b"Traceback" not in done.stderr


def test_reader_that_goes_away_hears_no_complaint(environment: dict[str, str]) -> None:
    with subprocess.Popen(
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.close()
        errors = program.stderr.read()
    assert errors == b""


def heed_interrupts() -> None:
    """Take SIGINT as a terminal's program does, also where the tests run in the background, which ignores it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_interrupt_ends_with_130_and_no_traceback(environment: dict[str, str]) -> None:
    with subprocess.Popen(
        COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        preexec_fn=heed_interrupts,  # noqa: PLW1509 - no threads in this test
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        program.stdin.write(b"1\n")
        program.stdin.flush()
        while b"Question 2." not in program.stdout.readline():
            pass
        program.send_signal(signal.SIGINT)
        _, errors = program.communicate(timeout=60)
    assert (program.returncode, errors) == (130, b"")


def test_terminal_gets_lines_and_nothing_else(environment: dict[str, str]) -> None:
    child = pexpect.spawn(COMMAND[0], COMMAND[1:], env={**environment, "TERM": "xterm-256color"}, timeout=60)
    said = b""
    for answer in (*COMPOUND, "3", "q"):
        child.expect(rb": $")
        said += child.before
        child.sendline(answer)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert b"\x1b" not in said + child.before
    assert b"\n\r\n\r\n" not in said, "the terminal has ended the line that was typed"


def test_terminal_that_sends_end_of_file_gets_the_summary(environment: dict[str, str]) -> None:
    child = pexpect.spawn(COMMAND[0], COMMAND[1:], env=environment, timeout=60)
    child.expect(rb"empty skips: $")
    child.sendline("ALCL")
    child.expect(rb"empty skips: $")
    child.sendeof()
    child.expect(rb"alktui report")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


def test_terminal_interrupt_ends_with_130(environment: dict[str, str]) -> None:
    child = pexpect.spawn(COMMAND[0], COMMAND[1:], env=environment, timeout=60, preexec_fn=heed_interrupts)
    child.expect(rb"empty skips: $")
    child.sendintr()
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert b"Traceback" not in child.before


def begin(environment: dict[str, str]) -> pexpect.spawn:
    return pexpect.spawn(COMMAND[0], COMMAND[1:], env=environment, timeout=60)


def answer(child: pexpect.spawn, prompt: bytes, *answers: str) -> None:
    """Wait for a prompt and answer it, again and again."""
    for typed in answers:
        child.expect(prompt)
        child.sendline(typed)


def test_killed_terminal_loses_no_answer(environment: dict[str, str]) -> None:
    """What was answered is on the disk before the next question, and the next start offers it."""
    child = begin(environment)
    answer(child, rb"empty \w+.*: $", "ALCL", "relapsed", "crizotinib progressed")
    child.expect(rb"ALK TKI 2, .*: $")
    child.kill(signal.SIGKILL)
    child.wait()
    child = begin(environment)
    child.expect(rb"1\. .* UTC: disease ALCL; setting relapsed; prior TKI crizotinib:\s+progressed")
    answer(child, rb"empty begins a new case: $", "1")
    child.expect(rb"Question 1\. Disease\. Now: ALCL")
    answer(child, rb"empty skips: $", "quit")
    child.expect(rb"The case is kept as it is")
    child.expect(pexpect.EOF)


def test_saved_case_is_stored_and_no_longer_unfinished(environment: dict[str, str]) -> None:
    child = begin(environment)
    answer(child, rb"empty \w+.*: $", "ALCL", "menu")
    answer(child, rb"Menu, .*: $", "s")
    answer(child, rb"Label to save under: $", "board 7")
    child.expect(rb"Saved as board 7\.")
    answer(child, rb"Menu, .*: $", "q")
    child.expect(pexpect.EOF)
    assert b"kept" not in child.before
    listed = subprocess.run([*COMMAND[:-1], "case", "list"], capture_output=True, env=environment, timeout=60, check=False)
    assert b"board 7" in listed.stdout
    child = begin(environment)
    child.expect(rb"Question 1\.")
    assert b"Unfinished" not in child.before
    child.close()


def test_unfinished_change_of_a_stored_case_is_saved_over_that_case(environment: dict[str, str]) -> None:
    """The line dropped after a stored case was changed: taken up again it is still that case, under its own label."""
    child = begin(environment)
    answer(child, rb"empty \w+.*: $", "ALCL", "menu")
    answer(child, rb"Menu, .*: $", "s")
    answer(child, rb"Label to save under: $", "board 7")
    answer(child, rb"Menu, .*: $", "1")
    answer(child, rb"number to change.*: $", "2")
    answer(child, rb"empty skips: $", "relapsed")
    child.expect(rb"number to change.*: $")
    child.kill(signal.SIGKILL)
    child.wait()
    child = begin(environment)
    answer(child, rb"empty begins a new case: $", "1")
    answer(child, rb"empty skips: $", "menu")
    answer(child, rb"Menu, .*: $", "s")
    answer(child, rb"empty for board 7: $", "")
    child.expect(rb"Saved as board 7\.")
    answer(child, rb"Menu, .*: $", "u")
    child.expect(rb"There is nothing to undo\.")
    child.close()


def test_script_leaves_nothing_behind(environment: dict[str, str], tmp_path: Path) -> None:
    """A case piped in is not offered to whoever comes next."""
    run("\n".join(COMPOUND), environment)
    assert not list(tmp_path.rglob("*.json"))


def test_case_is_walked_where_nothing_can_be_kept(environment: dict[str, str], tmp_path: Path) -> None:
    """No place for a draft is said in a sentence; the questions come all the same."""
    (tmp_path / "drafts").write_text("in the way", "utf-8")
    child = begin(environment)
    answer(child, rb"empty skips: $", "ALCL", "2")
    answer(child, rb"empty ends the list: $", "quit")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
