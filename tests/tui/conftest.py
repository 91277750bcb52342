"""What every test of the interface stands on: one catalogue for all of them, and nobody's own settings."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Iterator

import pytest

from alktui.catalogue import store
from alktui.catalogue.location import catalogue_path


@pytest.fixture(scope="session", autouse=True)
def _one_catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Build the catalogue before any app looks for it; every app gets the same file and reads it once."""
    target = tmp_path_factory.mktemp("catalogue") / "catalogue.db"
    shutil.copyfile(catalogue_path(), target)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALKTUI_CATALOGUE", str(target))
        patch.setattr(store, "read_catalogue", functools.cache(store.read_catalogue))
        yield


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No colour, width or driver setting of the person testing."""
    for name in ("NO_COLOR", "COLORTERM", "COLUMNS", "LINES", "TEXTUAL", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_DRIVER"):
        monkeypatch.delenv(name, raising=False)
