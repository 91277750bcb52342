"""A home of its own for every test, and no proxy between it and this machine."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of user state."""
    folder = tmp_path / "home"
    monkeypatch.setenv("ALKTUI_HOME", str(folder))
    monkeypatch.setenv("ALKTUI_SITE", "")
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.delenv("ALKTUI_REGISTRY_URL", raising=False)
    return folder
