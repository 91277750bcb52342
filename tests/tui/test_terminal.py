"""alktui in a real terminal: the whole walk by keys, what a slow line carries, and how the terminal is left behind."""

import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from tui.terminal import Terminal

MOUSE = {9, 1000, 1001, 1002, 1003, 1005, 1006, 1015, 1016}
ALTERNATE_SCREEN, CURSOR, FOCUS, PASTE = 1049, 25, 1004, 2004


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """An alktui at 80x24, its form and its knowledge on the screen."""
    with Terminal(tmp_path) as found:
        found.until_shown("Disease", "Biomarkers")
        found.quiet()
        yield found


def highlight(terminal: Terminal, words: str) -> None:
    """Press down until the highlighted line begins with words."""
    for _ in range(40):
        if terminal.reversed_line.startswith(words):
            return
        before = terminal.reversed_line
        terminal.press("down")
        terminal.until(lambda before=before: terminal.reversed_line != before, f"another line than {before}")
    pytest.fail(f"no line {words}\n{terminal.text}")


def type_into(terminal: Terminal, line: str, text: str) -> None:
    """Open a line by Enter, type key by key, take it by Enter."""
    highlight(terminal, line)
    terminal.press("enter")
    terminal.until_shown("enter takes it")
    for at, letter in enumerate(text):
        terminal.press(letter)
        terminal.until_shown(text[: at + 1])
    terminal.press("enter")
    terminal.until(lambda: text in terminal.lines[0] and "enter takes it" not in terminal.text, f"{text} taken")


def assert_left_as_found(terminal: Terminal) -> None:
    """Nothing alktui changed about the terminal is still changed."""
    modes = terminal.modes()
    on = {mode for mode, is_set in modes.items() if is_set}
    assert modes[ALTERNATE_SCREEN] is False, "the alternate screen is left"
    assert modes[CURSOR] is True, "the cursor is shown"
    assert modes.get(PASTE) is False, "bracketed paste is off"
    assert not on & (MOUSE | {FOCUS, 2026}), f"left on: {on}"
    assert terminal.kitty_depth() == 0, "the kitty keyboard protocol is popped"
    assert terminal.is_as_before(), "echo, line mode and signals are as before"


def test_case_is_typed_read_and_left(terminal: Terminal) -> None:
    """The whole walk as over SSH: type the case key by key, read the call on step 2, leave with q, find the shell as it was."""
    terminal.press("right")
    terminal.until_shown("(*) ALCL")
    highlight(terminal, "Setting")
    terminal.press("right", "right")
    terminal.until_shown("(*) relapsed", "ALCL, relapsed")
    type_into(terminal, "Prior TKIs", "crizotinib")
    type_into(terminal, "               + add an ALK TKI", "lorlatinib")
    terminal.until_shown("crizotinib > lorlatinib")
    type_into(terminal, "Variants", "C1156Y+L1198F")
    assert terminal.lines[0].endswith("ALCL, relapsed | crizotinib > lorlatinib | C1156Y+L1198F")
    terminal.press("2")
    terminal.until_shown("exact compound")
    (row,) = [line for line in terminal.lines if line.startswith("crizotinib")]
    assert re.search(r"\bS +sensitive +exact compound", row)
    assert terminal.reversed_line == row
    terminal.press("enter")
    terminal.until_shown("crizotinib: sensitive", "Wang 2022, Table 1")
    terminal.press("escape")
    terminal.until(lambda: terminal.reversed_line == row, "the line one came from")
    terminal.press("q")
    assert terminal.until_gone() == 0
    assert_left_as_found(terminal)
    assert "Traceback" not in terminal.sent.decode(errors="replace")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_signal_leaves_the_terminal_as_it_was(terminal: Terminal, number: signal.Signals) -> None:
    """A dropped line or a kill by an administrator ends alktui and restores the terminal; the exit code names the signal."""
    terminal.press("down")
    terminal.quiet()
    terminal.signal(number)
    code = terminal.until_gone()
    assert_left_as_found(terminal)
    assert code in (128 + number, -number)


@pytest.mark.parametrize("keys", [[], ["/"], ["down", "2"]], ids=["form", "prompt", "step"])
def test_interrupt_leaves_the_terminal_as_it_was(terminal: Terminal, keys: list[str]) -> None:
    """Ctrl+C ends alktui at once, also while one types."""
    for key in keys:
        terminal.press(key)
        terminal.quiet()
    terminal.press("ctrl+c")
    assert terminal.until_gone() in (0, 128 + signal.SIGINT)
    assert_left_as_found(terminal)


def test_kill_loses_no_finished_field(tmp_path: Path) -> None:
    """After a kill that nothing can catch, the next start offers the case as far as it was typed, and Enter takes it up."""
    with Terminal(tmp_path) as terminal:
        terminal.until_shown("Disease", "Biomarkers")
        terminal.press("right")
        terminal.until_shown("(*) ALCL")
        type_into(terminal, "Variants", "C1156Y+L1198F")
        terminal.signal(signal.SIGKILL)
        terminal.until_gone()
    with Terminal(tmp_path) as terminal:
        terminal.until_shown("unfinished")
        (line,) = [line for line in terminal.lines if "unfinished" in line and "ALCL" in line]
        assert "C1156Y+L1198F" in line
        for _ in range(5):
            if terminal.reversed_line == line:
                break
            before = terminal.reversed_line
            terminal.press("up")
            terminal.until(lambda before=before: terminal.reversed_line != before, "another line")
        terminal.press("enter")
        terminal.until(lambda: "C1156Y+L1198F" in terminal.lines[0] and "ALCL" in terminal.lines[0], "the case taken up")


def test_line_that_is_gone_ends_alktui(terminal: Terminal) -> None:
    """When the other end of the terminal closes, alktui ends rather than running on at full speed."""
    terminal.hang_up()
    assert terminal.process.wait(timeout=20) is not None


def test_terminal_is_asked_for_no_mouse(terminal: Terminal) -> None:
    """Selecting with the mouse stays the terminal's own."""
    terminal.press("2", "1", "down")
    terminal.quiet()
    assert not MOUSE & set(terminal.modes())


def test_moved_row_sends_at_most_400_bytes(terminal: Terminal) -> None:
    """One row moved fits a packet on the slowest line, on the form and in the steps."""
    costs = []
    for _ in range(8):
        terminal.press("down")
        costs.append(len(terminal.quiet()))
    for _ in range(4):
        terminal.press("up")
        costs.append(len(terminal.quiet()))
    assert all(costs), "every key is answered"
    assert max(costs) <= 400, costs


def test_moved_row_of_a_step_sends_at_most_400_bytes(terminal: Terminal) -> None:
    open_example(terminal)
    for step in ("2", "5"):
        terminal.press(step)
        terminal.quiet()
        costs = []
        for _ in range(4):
            terminal.press("down")
            costs.append(len(terminal.quiet()))
        assert all(costs)
        assert max(costs) <= 400, (step, costs)


def test_page_sends_at_most_6000_bytes(terminal: Terminal) -> None:
    """A whole new screen of the form, of the summary, and another step."""
    costs = {}
    for key in ("pagedown", "pagedown", "pageup"):
        terminal.press(key)
        costs[f"form {key}"] = len(terminal.quiet())
    terminal.press("home")
    terminal.quiet()
    open_example(terminal)
    for key in ("2", "5", "6", "pagedown", "pageup"):
        terminal.press(key)
        costs[key] = len(terminal.quiet())
    assert all(costs.values()), costs
    assert max(costs.values()) <= 6000, costs


def test_nothing_is_sent_while_idle(terminal: Terminal) -> None:
    """No clock, no blinking, no polling: an open alktui costs nothing, also with the prompt open."""
    assert terminal.read(1.5) == b""
    terminal.press("/")
    terminal.until_shown("Search")
    terminal.quiet()
    assert terminal.read(1.5) == b""


def test_keys_typed_ahead_go_where_they_were_meant(terminal: Terminal) -> None:
    """Over a slow line keys arrive together: what follows Enter is typed into the line it opened, q is a letter there."""
    highlight(terminal, "Label")
    terminal.write(b"\rquiz 12")
    terminal.until(lambda: terminal.process.poll() is not None or "quiz 12" in terminal.text, "quiz 12 in the prompt")
    assert terminal.process.poll() is None, "alktui ended at a letter of the text"


def test_corrections_typed_ahead_keep_their_order(terminal: Terminal) -> None:
    """Letters and backspaces that arrive together have the effect they have one by one."""
    highlight(terminal, "Label")
    terminal.press("enter")
    terminal.until_shown("enter takes it")
    terminal.write(b"abc\x7f\x7fxyz\x7f!")
    terminal.until(lambda: any(re.search(r"^Label: +axy!$", line) for line in terminal.lines), "axy!")


def test_pasted_escape_sequences_do_not_reach_the_terminal(terminal: Terminal) -> None:
    """A text pasted from a document cannot write the clipboard, colour or clear the screen, neither in the prompt nor after."""
    highlight(terminal, "Label")
    terminal.press("enter")
    terminal.until_shown("enter takes it")
    mark = len(terminal.sent)
    terminal.write(b"\x1b[200~[red]x[/] \x1b]52;c;QUFB\x07 \x1b[2J\x1b[31mend\x1b[201~")
    terminal.until(lambda: "[red]x[/]" in terminal.text and "end" in terminal.text, "the pasted text")
    terminal.press("enter")
    shown = re.compile(r"^Label  .*\[red\]x\[/\]")
    terminal.until(lambda: any(shown.search(line) for line in terminal.lines), "the label")
    sent = terminal.sent[mark:]
    assert b"\x1b]52" not in sent
    assert b"\x1b[2J" not in sent
    assert b"\x1b[31mend" not in sent


def test_small_terminal_is_usable(tmp_path: Path) -> None:
    """At 40x10 the form, a step and the way out are there."""
    with Terminal(tmp_path, 40, 10) as terminal:
        terminal.until_shown("Disease", "q quit")
        terminal.press("right")
        terminal.until(lambda: "ALCL" in terminal.lines[0], "ALCL chosen")
        terminal.press("2")
        terminal.until_shown("crizotinib")
        terminal.press("q")
        assert terminal.until_gone() == 0
        assert_left_as_found(terminal)


def open_example(terminal: Terminal) -> None:
    """Open the first example."""
    highlight(terminal, "  example")
    terminal.press("enter")
    terminal.until(lambda: "C1156Y+L1198F" in terminal.lines[0], "the example")
    terminal.quiet()
