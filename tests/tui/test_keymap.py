"""Keys of a user's own: taken as they are written, and what does not hold is told and changes nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from tui.sitting import opened
from tui.terminal import Terminal

from alktui.cases.example import EXAMPLES
from alktui.tui.command import COMMANDS, footer, key_in_words
from alktui.tui.keymap import DEFAULT, ESSENTIAL, Keymap, as_bindings, read_keymap

COMPOUND = next(iter(EXAMPLES.values()))


def keymap_of(text: str, folder: Path) -> Keymap:
    path = folder / "keymap.toml"
    path.write_text(text, "utf-8")
    return read_keymap(path)


def test_no_file_changes_nothing(tmp_path: Path) -> None:
    assert read_keymap(tmp_path / "keymap.toml") == Keymap(DEFAULT)


def test_key_asked_for_is_taken_from_the_command_that_had_it(tmp_path: Path) -> None:
    keymap = keymap_of('[keys]\nmatrix = "x"\nexport = "m"\nhelp = "question_mark,F"\n', tmp_path)
    assert keymap.troubles == ()
    assert (keymap.keys["matrix"], keymap.keys["export"]) == (("x",), ("m",)), "two commands can change their keys"
    assert keymap.keys["help"] == ("question_mark", "F")
    assert {name: keys for name, keys in keymap.keys.items() if name not in ("matrix", "export", "help")} == {
        name: keys for name, keys in DEFAULT.items() if name not in ("matrix", "export", "help")
    }


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('keys = "x"', "[keys] is no table"),
        ("[keys", "it cannot be read"),
        ('[keys]\nmatriks = "M"', '"matriks" is no command'),
        ("[keys]\nmatrix = 3", "matrix has no key"),
        ('[keys]\nmatrix = ["M"]', "matrix has no key"),
        ('[keys]\nmatrix = ""', "matrix has no key"),
        ('[keys]\nundo = "q"\nquit = "q"', "q is given to undo and to quit"),
        ('[keys]\nmatrix = "x"', "export has no key left"),
        ('[keys]\nmatrix = "?"', "? stays with help"),
        ('[keys]\nsearch = "foo"', '"foo" is no key that search could have'),
        ('[keys]\nopen = "ctrl+z"', '"ctrl+z" is no key'),
        ('[keys]\nopen = "Nonsense Key"', '"Nonsense Key" is no key'),
        ('matrix = "M"', '"matrix" does not count: keys stand under [keys]'),
        ('[key]\nmatrix = "M"', '"key" does not count'),
        ('[keys]\nmatrix = "ctrl+m"', '"ctrl+m" is no key'),
        ('[keys]\nmatrix = "Ctrl+I"', '"Ctrl+I" is no key'),
        ('[keys]\nmatrix = "ctrl+1"', '"ctrl+1" is no key'),
        ('[keys]\nmatrix = "ctrl+shift+a"', '"ctrl+shift+a" is no key'),
    ],
)
def test_line_that_does_not_hold_is_told(text: str, says: str, tmp_path: Path) -> None:
    keymap = keymap_of(text, tmp_path)
    (told,) = [trouble for trouble in keymap.troubles if says in trouble]
    assert told
    assert {name for name, keys in keymap.keys.items() if keys} >= set(ESSENTIAL), "never locked in"


def test_mark_that_some_editors_put_first_does_not_count(tmp_path: Path) -> None:
    assert keymap_of('\ufeff[keys]\nmatrix = "M"\n', tmp_path).keys["matrix"] == ("M",)


def test_file_that_may_not_be_looked_at_is_told(tmp_path: Path) -> None:
    (tmp_path / "keymap.toml").mkdir()
    assert read_keymap(tmp_path / "keymap.toml") == Keymap(DEFAULT), "a folder is no key map"
    assert read_keymap(Path("/proc/1/root/x" * 400)).troubles


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("pgdn", "pagedown"),
        ("esc", "escape"),
        ("S-tab", "shift+tab"),
        ("]", "right_square_bracket"),
        (">", "greater_than_sign"),
        ("M", "M"),
        ("f5", "f5"),
        ("ctrl+n", "ctrl+n"),
        ("Ctrl+N", "ctrl+n"),
        ("shift+m", "M"),
        ("PageDown", "pagedown"),
        ("Space", "space"),
        ("alt+x", "alt+x"),
    ],
)
def test_key_may_be_written_as_it_is_shown(typed: str, key: str, tmp_path: Path) -> None:
    keymap = keymap_of(f'[keys]\nmatrix = "{typed}"\n', tmp_path)
    assert keymap.keys["matrix"] == (key,)


def test_every_command_has_a_binding_even_without_a_key() -> None:
    bindings = as_bindings({**DEFAULT, "export": ()})
    assert set(bindings) == {command.id for command in COMMANDS}
    assert all(bindings.values()), "the framework would keep the default of an empty one"


@pytest.mark.parametrize(
    ("key", "words"), [("right_square_bracket", "]"), ("tab", "tab"), ("delete", "delete"), ("space", "space")]
)
def test_key_is_shown_as_a_person_reads_it(key: str, words: str) -> None:
    assert key_in_words(key) == words


def test_bottom_line_shows_the_keys_that_count() -> None:
    keys = {**DEFAULT, "matrix": ("M",), "escape-map": ()}
    words = footer("tkis", 140, keys)
    assert "M matrix" in words
    assert "escape map" not in words


async def test_sentences_name_the_keys_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What tells one to press u names the key that undoes here."""
    monkeypatch.setenv("ALKTUI_HOME", str(tmp_path))
    (tmp_path / "keymap.toml").write_text('[keys]\nundo = "z"\nnext-example = "X"\nsave = "Z"\n', "utf-8")
    async with opened(keeping=True) as sitting:
        await sitting.until(lambda: any("X opens an example, and z takes it back" in text for text in sitting.list_texts))
        assert "z takes it back" in await sitting.say("X", "an example; ")
        await sitting.press_until("O", lambda: any("Z saves the one on the screen" in text for text in sitting.list_texts))


async def test_keys_of_the_file_count_everywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new key works, the old one does not, and bottom line and help name the new one."""
    monkeypatch.setenv("ALKTUI_HOME", str(tmp_path))
    (tmp_path / "keymap.toml").write_text('[keys]\nmatrix = "M"\n', "utf-8")
    async with opened(COMPOUND, (140, 45)) as sitting:
        await sitting.step(3)
        await sitting.until(lambda: "M matrix" in sitting.line("keys"))
        sitting.press("m")
        await sitting.settle()
        assert not sitting.view
        await sitting.press_until("M", lambda: sitting.view == "matrix")
        await sitting.press_until("?", lambda: sitting.view == "help")
        assert any(line.startswith("M  ") and "Profiles against TKIs" in line for line in sitting.list_texts)


def test_trouble_is_said_on_the_screen(tmp_path: Path) -> None:
    """A slip in the file never ends alktui, and is not passed over in silence."""
    (tmp_path / "keymap.toml").write_text('keys = "x"\n', "utf-8")
    with Terminal(tmp_path, ALKTUI_HOME=str(tmp_path)) as terminal:
        terminal.until_shown("Disease", "keymap.toml: [keys] is no table")
        terminal.press("down")
        terminal.until_shown("q quit")
