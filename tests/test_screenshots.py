"""The pictures in screenshots/ are what the program shows today."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from pictures import FOLDER, OTHERWISE, PAGE, PNGS, SIZES, digest, digest_in, plain_environment, taken, taken_otherwise

from alktui.catalogue.location import catalogue_path

ALL = {f"{name}-{size[0]}x{size[1]}" for size, names in SIZES.items() for name in ("case-empty", "stored-cases", *names)}
ALL |= {f"{name}-{PAGE[0]}x{PAGE[1]}" for name in OTHERWISE}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_pictures_are_fresh(size: tuple[int, int], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Taken anew, by the same keys on the same day, every picture has the same bytes."""
    plain_environment(monkeypatch.delenv, monkeypatch.setenv, os.fspath(tmp_path))
    catalogue_path()
    found = await taken(size)
    stale = [name for name, text in found.items() if (FOLDER / f"{name}.svg").read_text("utf-8") != text]
    assert not stale, "run: make screenshots"


async def test_pictures_of_other_terminals_are_fresh(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Light, without colour, and in ASCII: looked at as often as the others."""
    plain_environment(monkeypatch.delenv, monkeypatch.setenv, os.fspath(tmp_path))
    catalogue_path()
    found = await taken_otherwise()
    assert set(found) == {f"{name}-{PAGE[0]}x{PAGE[1]}" for name in OTHERWISE}
    assert not [name for name, text in found.items() if (FOLDER / f"{name}.svg").read_text("utf-8") != text]


def test_folder_holds_every_picture_and_no_other() -> None:
    assert {path.stem for path in FOLDER.glob("*.svg")} == ALL
    assert {path.stem for path in FOLDER.glob("*.png")} == set(PNGS)


@pytest.mark.parametrize("name", PNGS)
def test_png_was_made_from_its_svg(name: str) -> None:
    assert digest_in(FOLDER / f"{name}.png") == digest((FOLDER / f"{name}.svg").read_text("utf-8")), "run: make screenshots"


@pytest.mark.parametrize("name", sorted(ALL))
def test_picture_fetches_nothing_and_names_no_chance_number(name: str) -> None:
    """It can be shown offline, and is the same on every machine."""
    text = (FOLDER / f"{name}.svg").read_text("utf-8")
    assert re.findall(r"https?://[^\"]+", text) == ["http://www.w3.org/2000/svg"]
    assert "url(" not in text
    assert "id=" not in text
