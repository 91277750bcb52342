"""The network library is loaded by the one command that uses the network, and by nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent.parent / "src"


@pytest.mark.parametrize(
    "code",
    [
        "import alktui.cli, alktui.cli.trials, alktui.cli.evidence",
        "import alktui.registry.store, alktui.registry.civic_store, alktui.registry.client",
        "from alktui.catalogue.layer import read_layered",
        "from alktui.cli import run_command_line; run_command_line(['trials', 'status'])",
    ],
)
def test_network_library_is_not_loaded(code: str, catalogue_file: Path) -> None:
    lines = f"{code}\nimport sys\nassert not {{'httpx', 'httpcore', 'anyio'}} & set(sys.modules)"
    environment = {**os.environ, "PYTHONPATH": os.fspath(SOURCE), "ALKTUI_CATALOGUE": os.fspath(catalogue_file)}
    done = subprocess.run([sys.executable, "-c", lines], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_command_line_starts_without_the_models() -> None:
    lines = "import alktui.cli, sys\nassert not {'pydantic', 'sqlite3', 'platformdirs'} & set(sys.modules)"
    environment = {**os.environ, "PYTHONPATH": os.fspath(SOURCE)}
    done = subprocess.run([sys.executable, "-c", lines], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
