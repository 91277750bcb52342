"""What a command loads: start-up is felt at every start, and the engine's purity can be seen in what it imports."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src"

VERSION = """
import sys
sys.argv = ["alktui", "--version"]
from alktui.__main__ import main
try:
    main()
except SystemExit as exit:
    assert not exit.code, exit.code
"""


@pytest.mark.parametrize(
    ("code", "unwanted"),
    [
        pytest.param(
            "import alktui.cli", {"textual", "rich", "pydantic", "sqlite_utils", "sqlite3", "mavehgvs"}, id="command line"
        ),
        pytest.param(VERSION, {"textual", "rich", "pydantic", "sqlite_utils", "sqlite3", "mavehgvs"}, id="--version"),
        pytest.param(
            "import alktui.triage", {"textual", "rich", "click", "sqlite_utils", "sqlite3", "platformdirs"}, id="engine"
        ),
        pytest.param(
            "from alktui.tui import run", {"textual", "rich", "click", "pydantic", "sqlite_utils"}, id="interface, by name"
        ),
        pytest.param("import alktui.tui.app", {"click", "pydantic", "sqlite_utils", "mavehgvs"}, id="interface, first frame"),
        pytest.param(
            "import alktui.board, alktui.pages.full_report, alktui.pages.shortlist",
            {"textual", "rich", "click", "sqlite_utils", "sqlite3"},
            id="text and sheet",
        ),
        pytest.param(
            "import alktui.catalogue.store", {"textual", "rich", "click", "sqlite_utils", "mavehgvs"}, id="reading the catalogue"
        ),
    ],
)
def test_import_loads_nothing_it_does_not_need(code: str, unwanted: set[str]) -> None:
    assert sorted(unwanted & loaded_by(code)) == []


def loaded_by(code: str) -> set[str]:
    """The top-level modules that a fresh interpreter holds after some code."""
    show = "\nimport sys\nprint(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    # -I with the path set by hand: no user site, no PYTHONSTARTUP, no .pth of a coverage tool in between.
    lines = f"import sys\nsys.path.insert(0, {os.fspath(SOURCE)!r})\n{code}{show}"
    done = subprocess.run([sys.executable, "-I", "-c", lines], capture_output=True, text=True, check=True, timeout=60)
    return set(done.stderr.split())
