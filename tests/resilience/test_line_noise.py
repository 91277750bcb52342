"""Noise on the line, odd key protocols and faults of the framework's threads: nothing typed is lost, nothing is a traceback."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import Key, Resize
from tui.terminal import Terminal

from alktui.tui.paste_guard import GuardedParser

NOISE = [
    b"\xfc",
    b"\xff\xfe\x80",
    b"\x1b[1;1:3u",
    b"\x1b[97:65;1:1;97u",
    b"\x1b[1;1:3A",
    b"\x1b[99999999999;1u",
    b"\x1b[97;1;99999999999u",
    b"\x1b[55296;1;55296u",
    b"\x1b[97;9999999999999999u",
    b"\x1b[48;99999;99999;1;1t",
    b"\x1b[48;24;0;0;0t",
    b"\x1b[<0;5;5M",
    b"\x1b[<99999999999999999999;5;5M",
    b"\x1b[;;u",
    b"\x1b[:;:;:u",
]


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    """One alktui with a field open, which all the noise is sent to."""
    with Terminal(tmp_path_factory.mktemp("home")) as found:
        found.until_shown("Disease", "Biomarkers")
        found.press("f")
        found.until_shown("Go to a line")
        found.press(*"label", "enter")
        found.until(lambda: found.reversed_line.startswith("Label"), "the line of the label")
        found.press("enter")
        found.until_shown("enter takes it")
        yield found


@pytest.mark.parametrize("noise", NOISE, ids=repr)
def test_noise_loses_nothing_of_an_open_field(terminal: Terminal, noise: bytes) -> None:
    """What stands on the line stays, and what is typed next is typed."""
    terminal.press("%")
    terminal.write(noise)
    terminal.press("Z")
    terminal.until(lambda: terminal.process.poll() is not None or "Z" in terminal.text, "the letter behind the noise")
    assert terminal.process.poll() is None
    assert "Traceback" not in terminal.sent.decode(errors="replace")
    terminal.press("\x7f" * 40)
    terminal.until(lambda: "Z" not in terminal.text and "%" not in terminal.text, "an empty field again")


def pressed(data: str) -> list[str]:
    """The keys that the parser makes of what a terminal sends."""
    return [event.key for event in GuardedParser().feed(data) if isinstance(event, Key)]


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        ("\x1b[97;1:1;97u", ["a"]),
        ("\x1b[97;1:2;97u", ["a"]),
        ("\x1b[97;1:3;97uq", ["q"]),
        ("\x1b[97:65;2;65u", ["A"]),
        ("\x1b[97;5u", ["ctrl+a"]),
        ("\x1b[13;1u", ["enter"]),
        ("\x1b[1;1:1A", ["up"]),
        ("\x1b[1114112;1uq", ["q"]),
    ],
)
def test_key_of_kittys_protocol_is_read_with_its_parts_behind_a_colon(sent: str, keys: list[str]) -> None:
    """A press and a repeat are the key, a release is none, a number that no letter has is none."""
    assert pressed(sent) == keys


SEQUENCES = st.text(st.sampled_from("\x1b[;:?<>0123456789uABHM~tRcy$q\ufffd\u0663"), max_size=60)


@given(SEQUENCES)
def test_no_sequence_is_a_fault(data: str) -> None:
    """Whatever stands behind an escape, the parser goes on, and gives no size that would fill the memory."""
    for event in GuardedParser().feed(data):
        if isinstance(event, Resize):
            assert max(event.size) <= 2000


FAULT = """
import sys
from alktui.tui import run
from alktui.tui import {module}
def fail(*_): raise ZeroDivisionError("a secret that was typed")
{module}.{name} = fail
sys.exit(run())
"""


@pytest.mark.parametrize(
    ("module", "name"), [("paste_guard", "PasteGuard.cleaned"), ("driver", "SteadyWriter._send")], ids=["input", "output"]
)
def test_fault_of_a_thread_is_one_sentence(tmp_path: Path, module: str, name: str) -> None:
    with Terminal(tmp_path, program=("-c", FAULT.format(module=module, name=name))) as terminal:
        if module == "paste_guard":
            terminal.until_shown("Disease")
            terminal.press("q")
        assert terminal.until_gone() == 1, terminal.text
        said = terminal.sent.decode(errors="replace")
        assert "alktui: an internal fault: ZeroDivisionError." in said
        assert "Traceback" not in said
        assert "secret" not in said
        assert terminal.is_as_before()
