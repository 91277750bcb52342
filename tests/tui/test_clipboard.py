"""What copying sends: it reaches the clipboard through tmux and GNU screen, and spoils no screen."""

import base64
import re
from pathlib import Path

import pytest
from tui.terminal import Terminal

from alktui.tui.clipboard import MOST_BYTES, may_be_printed, sequences

LONG = "a line with its sources\n" * 400
PIECE = re.compile(r"\x1bP(.*?)\x1b\\", re.DOTALL)


def handed_on(sequence: str) -> str:
    """What GNU screen hands on to the terminal of what is wrapped for it; it holds 768 bytes of each."""
    pieces = PIECE.findall(sequence)
    assert "".join(f"\x1bP{piece}\x1b\\" for piece in pieces) == sequence, "nothing stands outside of the wraps"
    assert all(len(piece) < 768 for piece in pieces)
    return "".join(pieces)


def copied_by(sequence: str) -> str:
    """The text that a terminal takes for its clipboard."""
    found = re.fullmatch(r"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", sequence)
    assert found
    return base64.b64decode(found[1]).decode()


@pytest.mark.parametrize("text", ["short, \u00e9", LONG], ids=["short", "long"])
def test_text_is_sent_bare_where_nothing_stands_between(text: str) -> None:
    (sent,) = sequences(text, {"TERM": "xterm-256color"})
    assert copied_by(sent) == text


@pytest.mark.parametrize("text", ["short", LONG], ids=["short", "long"])
def test_screen_is_handed_pieces_that_it_can_hold(text: str) -> None:
    """GNU screen prints as letters what is more than it holds: no such sequence is sent to it."""
    (sent,) = sequences(text, {"TERM": "screen.xterm-256color", "STY": "1.pts"})
    assert copied_by(handed_on(sent)) == text


def test_tmux_is_sent_both_forms() -> None:
    """Which of them it passes on is a setting of its own."""
    bare, wrapped = sequences(LONG, {"TERM": "screen-256color", "TMUX": "a-socket,1,0"})
    assert copied_by(bare) == LONG
    assert wrapped == f"\x1bPtmux;\x1b{bare}\x1b\\"
    assert not may_be_printed((bare, wrapped), {"TERM": "screen-256color", "TMUX": "a-socket,1,0"})


def test_terminal_that_may_be_either_is_sent_both_and_drawn_again() -> None:
    """Over SSH, TERM=screen is all that is known of tmux and of GNU screen."""
    bare, wrapped = sent = sequences(LONG, {"TERM": "screen-256color"})
    assert copied_by(bare) == copied_by(handed_on(wrapped)) == LONG
    assert may_be_printed(sent, {"TERM": "screen-256color"})
    assert not may_be_printed(sequences("short", {"TERM": "screen"}), {"TERM": "screen"})
    assert not may_be_printed(sequences(LONG, {"TERM": "xterm"}), {"TERM": "xterm"})


def test_text_that_is_too_long_is_not_sent() -> None:
    assert sequences("x" * MOST_BYTES, {}) == ()


def test_screen_is_whole_after_a_copy(tmp_path: Path) -> None:
    """What a multiplexer may have printed of a long copy is drawn over."""
    with Terminal(tmp_path, TERM="screen-256color") as terminal:
        terminal.until_shown("Disease", "Biomarkers")
        terminal.press("E")
        terminal.until(lambda: "C1156Y+L1198F" in terminal.lines[0], "the example")
        terminal.press("3")
        terminal.until_shown("for this very compound")
        terminal.quiet()
        before = terminal.lines[:-1]
        mark = len(terminal.sent)
        terminal.press("c")
        terminal.until_shown("sent to the terminal's clipboard")
        terminal.quiet()
        behind = terminal.sent[mark:].rpartition(b"\x1b\\")[2].decode()
        assert all(word in behind for line in before for word in line.split())
