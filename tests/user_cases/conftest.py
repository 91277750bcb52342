"""A store of its own for every test."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from user_cases.support import Printed

from alktui.cases.importing import ImportResult, read_import
from alktui.cases.store import CaseStore
from alktui.cli import run_command_line
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


@pytest.fixture
def alktui(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Printed]:
    """Runs a command, with something on its stdin."""

    def run(*arguments: str | Path, given: bytes = b"") -> Printed:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        code = run_command_line([str(argument) for argument in arguments])
        return Printed(code, *capsys.readouterr())

    return run
