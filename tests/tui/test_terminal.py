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
        found.quiet(0.1)
        yield found


@pytest.fixture(scope="module")
def open_terminal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    """One alktui for the tests that only measure it, on the first example."""
    with Terminal(tmp_path_factory.mktemp("home")) as found:
        found.until_shown("Disease", "Biomarkers")
        highlight(found, "  example")
        found.press("enter")
        found.until(lambda: "C1156Y+L1198F" in found.lines[0], "the example")
        found.quiet()
        yield found


@pytest.fixture(scope="module")
def wide_terminal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    """One alktui at 100x30, with why beside the list, on the second example."""
    with Terminal(tmp_path_factory.mktemp("wide"), 100, 30) as found:
        found.until_shown("Disease", "Biomarkers")
        found.quiet()
        found.press("E", "E")
        found.until(lambda: "I1171N" in found.lines[0], "the second example")
        found.quiet()
        yield found


def answer(terminal: Terminal, key: str) -> int:
    """Press a key that changes the screen; how many bytes it sends."""
    shown, line, mark = terminal.text, terminal.reversed_line, len(terminal.sent)
    terminal.press(key)
    terminal.until(lambda: (terminal.text, terminal.reversed_line) != (shown, line), f"an answer to {key}")
    terminal.quiet(0.1)
    return len(terminal.sent) - mark


def highlight(terminal: Terminal, words: str) -> None:
    """Press down until the highlighted line begins with words."""
    for _ in range(40):
        terminal.until(lambda: terminal.reversed_line, "a highlighted line")
        if terminal.reversed_line.startswith(words):
            return
        before = terminal.reversed_line
        terminal.press("down")
        terminal.until(lambda before=before: terminal.reversed_line not in ("", before), f"another line than {before}")
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
    terminal.until(lambda: text in terminal.lines[0], f"{text} taken")
    terminal.press("escape")
    terminal.until(lambda: not any(line.startswith("\u2500\u2500 ") for line in terminal.lines), "the list ended")


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
    assert "ALCL, relapsed | crizotinib > lorlatinib (prog.?) | C1156Y+L1198F" in terminal.lines[0]
    terminal.press("2")
    terminal.until_shown("Reported sensitive: crizotinib", "[S]")
    terminal.press("3")
    terminal.until_shown("for this very compound")
    (row,) = [line for line in terminal.lines if line.startswith("! crizotinib")]
    assert re.search(r"\bsensitive +for this very compound", row)
    assert terminal.reversed_line == row
    terminal.press("enter")
    terminal.until_shown("crizotinib: sensitive", "given before, line 1, progressed")
    terminal.press("pagedown")
    terminal.until_shown("Wang 2022, Table 1")
    terminal.press("escape")
    terminal.until(lambda: "m matrix" in terminal.text and terminal.reversed_line == row, "the line one came from")
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


def colours(terminal: Terminal) -> set[str]:
    """Every colour of a letter or its background that is on the screen; "default" is the terminal's own."""
    cells = [terminal.screen.buffer[y][x] for y in range(terminal.screen.lines) for x in range(terminal.screen.columns)]
    return {colour for cell in cells for colour in (cell.fg, cell.bg)}


DARK = {"default", "cyan", "brown", "brightred", "black"}
MEANS = {
    "cyan": "good",
    "blue": "good",
    "brightred": "bad",
    "red": "bad",
    "brown": "warn",
    "magenta": "warn",
    "black": "",
    "white": "",
}


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"NO_COLOR": "1"}, {"default"}),
        ({}, DARK),
        ({"COLORTERM": "truecolor"}, DARK),
        ({"TERM": "linux"}, DARK),
        ({"ALKTUI_THEME": "light"}, {"default", "blue", "magenta", "red"}),
        ({"COLORFGBG": "0;15"}, {"default", "blue", "magenta", "red"}),
    ],
    ids=["no colour", "256 colours", "truecolor", "16 colours", "light by wish", "light by the terminal"],
)
def test_colours_are_the_terminals_own(tmp_path: Path, environment: dict[str, str], expected: set[str]) -> None:
    """No colour is one of our own, so that every palette stays readable; with NO_COLOR there is none, and letters are there."""
    with Terminal(tmp_path, **environment) as terminal:
        terminal.until_shown("Disease", "Biomarkers")
        highlight(terminal, "  example")
        terminal.press("enter")
        terminal.until(lambda: "C1156Y+L1198F" in terminal.lines[0], "the example")
        terminal.press("2")
        terminal.until_shown("Reported sensitive", "Ask next")
        terminal.quiet()
        found = colours(terminal)
        assert {"default"} < found <= expected or found == expected == {"default"}
        assert not found - {"default"} or {"good", "bad"} <= {MEANS[colour] for colour in found - {"default"}}
        assert not re.search(rb"\x1b\[[0-9;]*[34]8;", terminal.sent), "no colour by number"


FAULT = """
import sys
import importlib
from alktui.tui import run
module = importlib.import_module('alktui.tui.{module}')
def fail(*_): raise ZeroDivisionError("a secret that was typed")
module.{view} = fail
sys.exit(run())
"""


@pytest.mark.parametrize(("module", "view", "key"), [("overlay", "help_view", "?"), ("stored_view", "stored_view", "O")])
def test_fault_leaves_the_terminal_as_it_was_and_keeps_the_case(tmp_path: Path, module: str, view: str, key: str) -> None:
    """A fault of the program itself is one sentence on a restored terminal, and what was finished is offered again."""
    with Terminal(tmp_path, program=("-c", FAULT.format(module=module, view=view))) as terminal:
        terminal.until_shown("Disease", "Biomarkers")
        terminal.press("right")
        terminal.until_shown("(*) ALCL")
        mark = len(terminal.sent)
        terminal.press(key)
        assert terminal.until_gone() == 1
        assert_left_as_found(terminal)
        said = terminal.sent[mark:].decode(errors="replace")
        assert "alktui: an internal fault: ZeroDivisionError. What was finished of the case is kept" in said
        assert "Traceback" not in said
        assert "secret" not in said
    with Terminal(tmp_path) as terminal:
        terminal.until_shown("unfinished")
        assert any("unfinished" in line and "ALCL" in line for line in terminal.lines)


@pytest.mark.parametrize("keys", [["/"], ["down", "2"]], ids=["prompt", "step"])
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
            terminal.until(lambda before=before: terminal.reversed_line not in ("", before), "another line")
        terminal.press("enter")
        terminal.until(lambda: "C1156Y+L1198F" in terminal.lines[0] and "ALCL" in terminal.lines[0], "the case taken up")


def test_kill_loses_no_case_of_a_sitting(tmp_path: Path) -> None:
    """Every case of a sitting survives, also one that another took the place of, and the list of cases shows them all."""
    with Terminal(tmp_path) as terminal:
        terminal.until_shown("Disease", "Biomarkers")
        terminal.press("right")
        terminal.until_shown("(*) ALCL")
        terminal.press("N")
        terminal.until_shown("kept as unfinished")
        terminal.press("right", "right")
        terminal.until_shown("(*) NSCLC")
        terminal.signal(signal.SIGKILL)
        terminal.until_gone()
    with Terminal(tmp_path) as terminal:
        terminal.until_shown("unfinished")
        terminal.press("O")
        terminal.until_shown("2 unfinished case(s)")
        words = [word for line in terminal.lines for word in line.split()]
        assert [word for word in ("ALCL", "NSCLC") if word in words] == ["ALCL", "NSCLC"]


def test_line_that_is_gone_ends_alktui(terminal: Terminal) -> None:
    """When the other end of the terminal closes, alktui ends rather than running on at full speed."""
    terminal.hang_up()
    assert terminal.process.wait(timeout=20) is not None


def test_terminal_is_asked_for_no_mouse(open_terminal: Terminal) -> None:
    """Selecting with the mouse stays the terminal's own."""
    for key in ("2", "3", "1", "down", "/", "escape"):
        answer(open_terminal, key)
    assert not MOUSE & set(open_terminal.modes())


@pytest.mark.parametrize("step", ["1", "3", "4", "6"])
def test_moved_row_sends_at_most_400_bytes(open_terminal: Terminal, step: str) -> None:
    """One row moved fits a packet on the slowest line, on the form and in the steps."""
    open_terminal.press(step, "home")
    open_terminal.quiet()
    costs = [answer(open_terminal, key) for key in ("down", "down", "down", "down", "up", "up")]
    assert max(costs) <= 400, costs


def test_moved_cell_sends_at_most_200_bytes(open_terminal: Terminal) -> None:
    """A cell of the heat-map is two short pieces of a line; one up or down two of two lines."""
    open_terminal.press("2")
    open_terminal.quiet()
    costs = [answer(open_terminal, key) for key in ("right", "right", "left", "down", "up")]
    assert max(costs) <= 200, costs


@pytest.mark.parametrize(("step", "key"), [("2", "right"), ("3", "down"), ("4", "down"), ("6", "down")])
def test_pane_that_follows_sends_at_most_1500_bytes(wide_terminal: Terminal, step: str, key: str) -> None:
    """Beside the list, why sends the letters that differ: with the row that moved at most 1,900 bytes."""
    wide_terminal.press(step, "home")
    wide_terminal.quiet(0.6)
    costs = []
    for pressed in (key, key, key):
        mark = len(wide_terminal.sent)
        wide_terminal.press(pressed)
        wide_terminal.until(lambda mark=mark: len(wide_terminal.sent) > mark, f"an answer to {pressed}")
        wide_terminal.quiet(0.3)
        costs.append(len(wide_terminal.sent) - mark)
    assert max(costs) <= 1900, costs


def test_step_at_100x30_sends_at_most_6_kilobytes(wide_terminal: Terminal) -> None:
    """Two panels of another step: only what differs of them."""
    costs = [(answer(wide_terminal, key), key) for key in ("1", "2", "3", "4", "5", "6", "2", "m", "escape", "o", "escape")]
    assert [cost for cost in costs if cost[0] > 6 * 1024] == []


def test_page_sends_at_most_6000_bytes(open_terminal: Terminal) -> None:
    """A whole new screen: a page of the form and of the summary, another step, a view."""
    open_terminal.press("1", "home")
    open_terminal.quiet()
    keys = ("pagedown", "pagedown", "pageup", "7", "pagedown", "pageup", "2", "6", "4", "?", "escape", "m", "escape")
    costs = [(answer(open_terminal, key), key) for key in keys]
    assert [cost for cost in costs if cost[0] > 6 * 1024] == []


@pytest.mark.parametrize("key", ["enter", "/"], ids=["why", "prompt"])
def test_pane_opened_and_left_sends_the_screen_at_most_once(open_terminal: Terminal, key: str) -> None:
    """Asking why, or opening the prompt, lays the screen out anew: it is sent once, and not twice."""
    open_terminal.press("3", "home")
    open_terminal.quiet()
    costs = [(answer(open_terminal, pressed), pressed) for pressed in (key, "escape")]
    assert [cost for cost in costs if cost[0] > 6 * 1024] == []


def test_nothing_is_sent_while_idle(open_terminal: Terminal) -> None:
    """No clock, no blinking, no polling: an open alktui costs nothing, also with the prompt open."""
    open_terminal.quiet()
    assert open_terminal.read(1.5) == b""
    answer(open_terminal, "/")
    assert open_terminal.read(1.5) == b""
    answer(open_terminal, "escape")


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
    terminal.until(lambda: "axy!" in terminal.lines, "axy!")


@pytest.mark.parametrize(
    ("pasted", "unwanted"),
    [
        (b"[red]x[/] \x1b]52;c;QUFB\x07end", b"\x1b]52"),
        (b"[red]x[/] \x1b[2Jend", b"\x1b[2J"),
        (b"[red]x[/] \xc2\x9b2Jend", b"\xc2\x9b"),
        (b"[red]x[/] \xe2\x80\xaeend", b"\xe2\x80\xae"),
    ],
    ids=["clipboard", "clear", "C1", "direction"],
)
def test_pasted_text_commands_no_terminal(terminal: Terminal, pasted: bytes, unwanted: bytes) -> None:
    """A text pasted from a document cannot write the clipboard, clear the screen or turn it round, while typed and after."""
    highlight(terminal, "Label")
    terminal.press("enter")
    terminal.until_shown("enter takes it")
    mark = len(terminal.sent)
    terminal.write(b"\x1b[200~" + pasted + b"\x1b[201~")
    terminal.until(lambda: b"end" in terminal.sent[mark:], "the pasted text")
    terminal.press("enter")
    terminal.quiet()
    assert unwanted not in terminal.sent[mark:]


def test_small_terminal_is_usable(tmp_path: Path) -> None:
    """At 40x10 the form, a step and the way out are there."""
    with Terminal(tmp_path, 40, 10) as terminal:
        terminal.until_shown("Disease", "q quit")
        terminal.press("right")
        terminal.until(lambda: "ALCL" in terminal.lines[0], "ALCL chosen")
        terminal.press("3")
        terminal.until_shown("crizotinib")
        terminal.press("q")
        assert terminal.until_gone() == 0
        assert_left_as_found(terminal)


def test_screen_is_what_the_whole_would_be_however_little_was_sent(tmp_path: Path) -> None:
    """After many keys, of which each sent what differed, the terminal shows what it shows when all of it is sent anew."""
    with Terminal(tmp_path, 100, 30) as terminal:
        terminal.until_shown("Disease", "Biomarkers")
        terminal.quiet()
        for key in (
            "E",
            "E",
            "2",
            "right",
            "down",
            "enter",
            "down",
            "escape",
            "4",
            "down",
            "end",
            "?",
            "escape",
            "P",
            "right",
            "escape",
            "7",
            "3",
        ):
            terminal.press(key)
            terminal.quiet(0.15)
        terminal.quiet(0.5)
        shown = terminal.text
        mark = len(terminal.sent)
        terminal.resize(101, 30)
        terminal.quiet(0.3)
        terminal.resize(100, 30)
        terminal.until(lambda: len(terminal.sent) - mark > 2000, "all of it anew")
        terminal.quiet(0.3)
        assert terminal.text == shown
