"""A store of its own for every test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from alktui.cases.importing import ImportResult, read_import
from alktui.cases.store import CaseStore
from alktui.model.catalogue import Catalogue


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder, which does not exist yet."""
    folder = tmp_path / "home"
    monkeypatch.setenv("ALKTUI_HOME", str(folder))
    return folder


@pytest.fixture
def store(home: Path) -> CaseStore:
    return CaseStore(home)


@pytest.fixture
def read(catalogue: Catalogue) -> Callable[..., ImportResult]:
    """Imports a text or bytes."""
    return lambda source, **options: read_import(source, catalogue, **options)
