"""The README says what is so: its commands run, what it shows them print is what they print, and its key table is today's."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from documentation import CONSOLE, fresh, output_of, shown_of

from alktui.tui.command import COMMANDS
from alktui.tui.keymap import read_keymap

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
PAGES = ("README.md", "ARCHITECTURE.md", "CHANGELOG.md", "db/README.md")
SHOWN = list(CONSOLE.finditer(README))
PLAIN = [
    line.partition("#")[0].strip()
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if line.startswith("alktui ") and not line.startswith("alktui catalogue build")
]
"""The commands that are shown without output; `catalogue build` writes into the checkout and has tests of its own."""


@pytest.mark.parametrize("match", SHOWN, ids=[match["command"] for match in SHOWN])
def test_shown_output_is_what_the_command_prints(match: re.Match[str]) -> None:
    assert shown_of(match) == match[0], "run: make docs"


@pytest.mark.parametrize("match", SHOWN, ids=[match["command"] for match in SHOWN])
def test_shown_lines_are_consecutive(match: re.Match[str]) -> None:
    """Honestly shortened: nothing is left out in the middle, and dots say that more precedes or follows."""
    lines = match["shown"].splitlines()
    shown = [line for line in lines if line != "..."]
    printed = output_of(match["command"])
    begin = printed.index(shown[0])
    assert printed[begin : begin + len(shown)] == shown
    assert (lines[0] == "...") == (begin > 0)
    assert (lines[-1] == "...") == (begin + len(shown) < len(printed))


@pytest.mark.parametrize("command", PLAIN)
def test_command_without_output_runs(command: str) -> None:
    assert output_of(command)


def test_generated_parts_are_fresh() -> None:
    assert fresh(README) == README, "run: make docs"


def test_every_command_of_the_interface_stands_in_the_key_table() -> None:
    for command in COMMANDS:
        assert f"| {command.id} | {command.help} |" in README


def test_shown_key_map_is_read(tmp_path: Path) -> None:
    (block,) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    path = tmp_path / "keymap.toml"
    path.write_text(block, encoding="utf-8")
    keymap = read_keymap(path)
    assert keymap.troubles == ()
    asked = tomllib.loads(block)["keys"]
    assert {name: ",".join(keymap.keys[name]) for name in asked} == asked


def test_two_commands_stand_in_the_first_screenful_with_a_picture() -> None:
    first = "\n".join(README.splitlines()[:24])
    assert "make run" in first
    assert "make test" in first
    assert "](screenshots/" in first


def test_targets_of_make_that_pages_name_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {name for page in PAGES for name in re.findall(r"\bmake ([a-z]+)\b(?=`| |\n)", code_of(page))}
    assert {"run", "test"} <= named <= targets


@pytest.mark.parametrize("page", PAGES)
def test_links_and_pictures_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    for link in re.findall(r"\]\(([^)#]+)\)", text):
        if "://" not in link:
            assert ((ROOT / page).parent / link).exists(), link


@pytest.mark.parametrize("page", PAGES)
def test_page_uses_no_em_dash(page: str) -> None:
    assert "\N{EM DASH}" not in (ROOT / page).read_text("utf-8")


def code_of(page: str) -> str:
    """What stands in code on a page, in lines and in blocks."""
    text = (ROOT / page).read_text("utf-8")
    return "\n".join(re.findall(r"```(?:sh|console)\n(.*?)```", text, re.DOTALL) + re.findall(r"`(make [^`]+`)", text))
