import errno
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from user_cases.support import SOURCE, full_entry

from alktui.cases.draft import Draft, discard_orphan, orphaned_drafts
from alktui.cases.entry import CaseEntry
from alktui.cases.store import CaseStore
from alktui.errors import FileTrouble

# Writes drafts without end, and says which is on the disk. Each names its number twice, far apart.
TYPE = """
import itertools, sys
from pathlib import Path
from alktui.cases.draft import Draft
from alktui.cases.entry import CaseEntry
draft = Draft(Path(sys.argv[1]))
for number in itertools.count(1):
    draft.write(CaseEntry(label=str(number), fusion="x" * 20_000, question=str(number)))
    print(number, flush=True)
"""

# Writes a draft twice, in one child after another, of which each is killed a line of Python later within the second.
DIE_AT_EVERY_LINE = """
import itertools, os, signal, sys
from pathlib import Path
from alktui.cases.draft import Draft, discard_orphan, orphaned_drafts
from alktui.cases.entry import CaseEntry

home = Path(sys.argv[1])

def die_at(point):
    lines = itertools.count(1)
    def trace(frame, event, argument):
        if "json" in frame.f_code.co_filename:
            return None
        if event == "line" and next(lines) == point:
            os.kill(os.getpid(), signal.SIGKILL)
        return trace
    sys.settrace(trace)

for point in itertools.count(1):
    child = os.fork()
    if child == 0:
        draft = Draft(home)
        draft.write(CaseEntry(label="old", question="old"))
        die_at(point)
        draft.write(CaseEntry(label="new", question="new"))
        sys.settrace(None)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    ((draft,), troubles) = orphaned_drafts(home)
    assert troubles == () and draft.entry.label == draft.entry.question
    print(draft.entry.label)
    discard_orphan(draft)
    if not os.WIFSIGNALED(status):
        break
"""


def typist(home: Path) -> subprocess.Popen[str]:
    """Another process, with a draft of its own."""
    environment = {**os.environ, "PYTHONPATH": os.fspath(SOURCE)}
    return subprocess.Popen([sys.executable, "-c", TYPE, os.fspath(home)], stdout=subprocess.PIPE, text=True, env=environment)


def test_draft_is_whole_and_holds_the_last_finished_field_after_a_kill(home: Path) -> None:
    chance = random.Random(12)  # noqa: S311 - no secret
    for _ in range(16):
        with typist(home) as process:
            assert process.stdout
            for _ in range(chance.randint(1, 4)):
                said = process.stdout.readline()
            moment = time.perf_counter() + chance.uniform(0, 0.02)  # anywhere in the writing of the next one or two
            while time.perf_counter() < moment:
                pass
            process.send_signal(signal.SIGKILL)
            rest = process.stdout.read().split()
        last = int([said, *rest][-1])
        ((draft,), troubles) = orphaned_drafts(home)
        assert troubles == ()
        assert draft.entry.label == draft.entry.question
        assert int(draft.entry.label) in (last, last + 1)  # the one behind it may have come to the disk unsaid
        discard_orphan(draft)
    assert [path for path in (home / "drafts").iterdir() if not path.name.startswith(".unfinished-")] == []


def test_draft_is_the_old_or_the_new_one_whichever_line_is_the_last(home: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.fspath(SOURCE)}
    command = [sys.executable, "-c", DIE_AT_EVERY_LINE, os.fspath(home)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, timeout=300)
    found = done.stdout.split()
    assert found == sorted(found, reverse=True)
    assert found.count("old") > 20
    assert found.count("new") > 5


def test_draft_of_a_running_process_is_passed_over_and_stays(home: Path) -> None:
    mine = Draft(home)
    mine.write(full_entry("mine"))
    with typist(home) as process:
        assert process.stdout
        process.stdout.readline()
        assert len(list((home / "drafts").glob("*.json"))) == 2
        assert orphaned_drafts(home) == ((), ())
        process.kill()
    (theirs,) = orphaned_drafts(home).drafts
    assert theirs.entry.label.isdigit()
    assert mine.path
    assert mine.path.exists()


def test_draft_keeps_the_entry_and_the_state_of_the_case_it_changes(home: Path) -> None:
    stored = CaseStore(home).save(full_entry())
    draft = Draft(home)
    draft.write(CaseEntry(label="a\udc80", question="changed"), over=stored.version)
    draft.close()
    (orphan,) = orphaned_drafts(home).drafts
    assert orphan.entry == CaseEntry(label="a\udc80", question="changed")
    assert orphan.over == stored.version


def test_draft_is_adopted_once(home: Path) -> None:
    before = Draft(home)
    before.write(full_entry())
    before.close()
    (orphan,) = orphaned_drafts(home).drafts
    first, second = Draft(home), Draft(home)
    second.write(CaseEntry(disease="ALCL"))
    assert first.adopt(orphan)
    assert not second.adopt(orphan)
    assert second.path
    assert second.path.exists()
    assert orphaned_drafts(home).drafts == ()
    first.write(CaseEntry(disease="NSCLC"))
    assert first.path == orphan.path
    first.discard()
    assert not orphan.path.exists()
    assert not second.adopt(orphan)


def test_draft_that_is_discarded_leaves_nothing(home: Path) -> None:
    draft = Draft(home)
    draft.write(full_entry())
    draft.write(CaseEntry())
    assert list((home / "drafts").iterdir()) == []
    draft.write(full_entry())
    draft.discard()
    draft.discard()
    assert list((home / "drafts").iterdir()) == []


def test_draft_without_change_is_not_written_again(home: Path) -> None:
    draft = Draft(home)
    draft.write(full_entry())
    assert draft.path
    before = draft.path.stat()
    draft.write(full_entry())
    assert draft.path.stat().st_ino == before.st_ino


def test_draft_files_are_the_owners_alone(home: Path) -> None:
    draft = Draft(home)
    draft.write(full_entry())
    assert (home / "drafts").stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in (home / "drafts").iterdir()} == {0o600}


@pytest.mark.parametrize("content", [b"", b"{}", b'{"schema": "alktui/draft/1", "case": 3}', b'{"schema": "alktui/draft/9"}'])
def test_draft_that_is_damaged_is_told_and_left_alone(home: Path, content: bytes) -> None:
    good = Draft(home)
    good.write(full_entry())
    good.close()
    damaged = home / "drafts" / "damaged.json"
    damaged.write_bytes(content)
    (draft,), (trouble,) = orphaned_drafts(home)
    assert draft.entry == full_entry()
    assert trouble.startswith(f"{damaged} cannot be restored: ")
    assert damaged.read_bytes() == content


def test_draft_that_cannot_be_written_leaves_the_one_before(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    draft = Draft(home)
    draft.write(full_entry("before"))
    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", fail)
        with pytest.raises(FileTrouble, match="No space left on device"):
            draft.write(full_entry("after"))
    assert draft.path
    assert json.loads(draft.path.read_bytes())["case"]["label"] == "before"
    draft.write(full_entry("after"))
    assert json.loads(draft.path.read_bytes())["case"]["label"] == "after"


def test_draft_on_a_disk_that_cannot_be_written_is_offered_all_the_same(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk remounted read-only is when one needs it; only the errno is made here, as no test may mount."""
    draft = Draft(home)
    draft.write(full_entry())
    draft.close()
    opened = os.open

    def read_only(path: os.PathLike[str], flags: int, *rest: int) -> int:
        if flags & (os.O_RDWR | os.O_CREAT):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        return opened(path, flags, *rest)

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", read_only)
        found = orphaned_drafts(home)
    assert [orphan.entry for orphan in found.drafts] == [full_entry()]
    assert found.troubles == ()


def test_store_and_draft_are_there_without_anything_heavy() -> None:
    code = "import sys; import alktui.cases.store, alktui.cases.draft; print(*{name.partition('.')[0] for name in sys.modules})"
    environment = {**os.environ, "PYTHONPATH": os.fspath(SOURCE)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    unwanted = {"pydantic", "sqlite3", "sqlite_utils", "textual", "rich", "click", "platformdirs", "hashlib", "mavehgvs"}
    assert unwanted & set(done.stdout.split()) == set()
