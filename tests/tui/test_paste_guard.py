"""A paste is text, whatever it holds; what is pressed is keys, however it arrives."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tui.terminal import Terminal

from alktui.tui.paste_guard import END, START, PasteGuard


def in_pieces(data: str, cuts: list[int]) -> str:
    """The data handed over in pieces, as a slow line does."""
    guard, places = PasteGuard(), sorted({0, len(data), *(cut % (len(data) + 1) for cut in cuts)})
    return "".join(guard.cleaned(data[start:end]) for start, end in itertools.pairwise(places))


PIECES = st.lists(st.integers(0, 10_000), max_size=6)
HOSTILE = st.text(st.sampled_from("ab[201~\x1b\x07\x03\n\tq"), max_size=40).filter(lambda text: END not in text)


@given(HOSTILE, PIECES)
def test_paste_holds_no_control_character_but_line_ends_and_tabs(text: str, cuts: list[int]) -> None:
    kept = "".join(letter for letter in text if letter.isprintable() or letter in "\n\t")
    assert in_pieces(f"k{START}{text}{END}q", cuts) == f"k{START}{kept}{END}q"


@given(st.text(st.sampled_from("ab[20~\x1bA\x03q"), max_size=40).filter(lambda text: START not in text), PIECES)
def test_keys_pass_as_they_are(text: str, cuts: list[int]) -> None:
    assert in_pieces(text, cuts) == text


def test_escape_key_waits_for_nothing() -> None:
    assert PasteGuard().cleaned("\x1b") == "\x1b"


@pytest.mark.parametrize("where", ["form", "label"])
@pytest.mark.parametrize(
    "pasted", [b"x\x1b[31mRED\x07\x03\x04 end\n\tq\n", b"\x1b[A\x1b[B q\nq\n", b"\x1b[200~y\nq", b"q\x1bq"], ids=repr
)
def test_paste_with_escapes_presses_no_key(tmp_path: Path, where: str, pasted: bytes) -> None:
    """Copied from a coloured log, a text is pasted as text: nothing of it ends alktui or moves about in it."""
    with Terminal(tmp_path) as terminal:
        terminal.until_shown("Disease", "Biomarkers")
        if where == "label":
            terminal.press("f")
            terminal.until_shown("Go to a line")
            terminal.press(*"label", "enter")
            terminal.until(lambda: terminal.reversed_line.startswith("Label"), "the line of the label")
            terminal.press("enter")
            terminal.until_shown("enter takes it")
        terminal.write(b"\x1b[200~" + pasted + b"\x1b[201~")
        terminal.quiet(0.3)
        assert terminal.process.poll() is None, "alktui ended at a letter of the paste"
        terminal.press("escape")
        terminal.until(lambda: "enter takes it" not in terminal.text or terminal.process.poll() is not None, "back on the form")
        assert terminal.process.poll() is None
