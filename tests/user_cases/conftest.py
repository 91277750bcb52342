"""A store of its own for every test."""

from __future__ import annotations

from pathlib import Path

import pytest

from alktui.cases.store import CaseStore


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder, which does not exist yet."""
    folder = tmp_path / "home"
    monkeypatch.setenv("ALKTUI_HOME", str(folder))
    return folder


@pytest.fixture
def store(home: Path) -> CaseStore:
    return CaseStore(home)
