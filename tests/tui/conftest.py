"""What every test of the interface stands on: one catalogue for all of them, an empty home, and nobody's own settings."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from alktui import knowledge
from alktui.catalogue.location import catalogue_path


@pytest.fixture(scope="session", autouse=True)
def _one_catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Build the catalogue before any app looks for it; every app gets the same file and reads it once."""
    folder = tmp_path_factory.mktemp("interface")
    shutil.copyfile(catalogue_path(), folder / "catalogue.db")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALKTUI_CATALOGUE", str(folder / "catalogue.db"))
        for name in ("HOME", "ALKTUI_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            patch.setenv(name, str(folder))
        patch.setattr(knowledge, "read_knowledge", functools.cache(knowledge.read_knowledge))
        yield


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No colour, width or driver setting of the person testing, and a folder of its own for what is written."""
    for name in ("NO_COLOR", "COLORTERM", "COLUMNS", "LINES", "TEXTUAL", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_DRIVER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
