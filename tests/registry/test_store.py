from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from alktui.errors import FileTrouble
from alktui.model.registry import RegistryStatus
from alktui.registry import state
from alktui.registry.store import FILE, forget_statuses, merge_statuses, read_statuses

SOURCE = Path(__file__).parent.parent.parent / "src"

WRITER = """
import sys
from alktui.model.registry import RegistryStatus
from alktui.registry.store import merge_statuses
first = int(sys.argv[1])
for number in range(first, first + 10):
    merge_statuses([RegistryStatus(nct_id=f"NCT{number:08}", status="RECRUITING", fetched_on="2026-11-23")])
"""


def found(number: str = "NCT00000001", status: str = "RECRUITING", **values: str) -> RegistryStatus:
    return RegistryStatus(nct_id=number, status=status, fetched_on="2026-11-23", **values)


def test_status_is_read_as_it_was_stored() -> None:
    status = found(data_date="2026-11-20", title="\u00e9 <b>")
    merge_statuses([status])
    assert read_statuses() == {"NCT00000001": status}


def test_nothing_stored_is_an_answer() -> None:
    assert read_statuses() == {}
    assert forget_statuses() == 0


def test_only_the_owner_can_read_file_and_folder(home: Path) -> None:
    before = os.umask(0)
    try:
        merge_statuses([found()])
    finally:
        os.umask(before)
    assert stat.S_IMODE((home / FILE).stat().st_mode) == 0o600
    assert stat.S_IMODE(home.stat().st_mode) == 0o700


def test_folder_open_to_others_is_closed(home: Path) -> None:
    home.mkdir(mode=0o755)
    merge_statuses([found()])
    assert stat.S_IMODE(home.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("stored", "incoming", "wins"),
    [
        ({"data_date": "2026-11-20"}, {"data_date": "2026-11-21"}, True),
        ({"data_date": "2026-11-20"}, {"data_date": "2026-11-20"}, True),
        ({"data_date": "2026-11-20"}, {"data_date": "2026-11-19"}, False),
        ({"data_date": "2026-11-20"}, {}, False),
        ({}, {"data_date": "2020-01-01"}, True),
        ({}, {}, True),
        ({"data_date": "2026-11-20", "last_update": "2026-01-01"}, {"last_update": "2026-06-01"}, True),
        ({"last_update": "2026-06-01"}, {"last_update": "2026-01-01"}, False),
    ],
)
def test_newer_data_wins_whichever_comes_last(stored: dict[str, str], incoming: dict[str, str], wins: bool) -> None:  # noqa: FBT001 - a parameter of the test
    merge_statuses([found(status="OLD", **stored)])
    merged = merge_statuses([found(status="NEW", **incoming)])
    assert read_statuses()["NCT00000001"].status == ("NEW" if wins else "OLD")
    assert (merged.stored, merged.kept) == ((("NCT00000001",), ()) if wins else ((), ("NCT00000001",)))


def test_other_trials_stay_when_one_is_renewed() -> None:
    merge_statuses([found("NCT00000001"), found("NCT00000002")])
    merge_statuses([found("NCT00000002", "COMPLETED")])
    assert {number: status.status for number, status in read_statuses().items()} == {
        "NCT00000001": "RECRUITING",
        "NCT00000002": "COMPLETED",
    }


def test_former_number_finds_the_trial_and_a_present_one_goes_first() -> None:
    moved = RegistryStatus(nct_id="NCT00000009", aliases=("NCT00000001", "NCT00000002"), fetched_on="2026-11-23")
    merge_statuses([moved, found("NCT00000002")])
    statuses = read_statuses()
    assert statuses["NCT00000001"].nct_id == "NCT00000009"
    assert statuses["NCT00000002"].nct_id == "NCT00000002"


def test_writers_at_once_lose_nothing(home: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "ALKTUI_HOME": str(home)}
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(first)], env=environment) for first in (1000, 2000, 3000)]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    assert len(read_statuses()) == 30
    assert [path.name for path in home.iterdir() if "registry.json-" in path.name] == []


def test_write_that_fails_leaves_the_old_file_whole(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    merge_statuses([found(status="OLD")])
    monkeypatch.setattr(state.os, "fsync", failing)
    with pytest.raises(FileTrouble, match="cannot be written"):
        merge_statuses([found(status="NEW")])
    assert read_statuses()["NCT00000001"].status == "OLD"
    assert [path.name for path in home.iterdir() if path.name.startswith(".registry.json-")] == []


def failing(_handle: int) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "null", '{"schema": "alktui/registry/1"}', '{"schema": "alktui/registry/1", "statuses": [{"nct_id": 3}]}'],
)
def test_damaged_file_is_said_never_overwritten_and_can_be_forgotten(content: str, home: Path) -> None:
    home.mkdir()
    (home / FILE).write_text(content)
    with pytest.raises(FileTrouble, match=r"damaged|another version"):
        read_statuses()
    with pytest.raises(FileTrouble, match=r"damaged|another version"):
        merge_statuses([found()])
    assert (home / FILE).read_text() == content
    forget_statuses()
    assert read_statuses() == {}


def test_file_of_a_later_version_is_refused(home: Path) -> None:
    home.mkdir()
    (home / FILE).write_text(json.dumps({"schema": "alktui/registry/9", "statuses": []}))
    with pytest.raises(FileTrouble, match="another version"):
        read_statuses()


def test_home_that_is_a_file_is_a_sentence(home: Path) -> None:
    home.write_text("")
    with pytest.raises(FileTrouble):
        merge_statuses([found()])
