import os
import re
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st
from user_cases.support import INPUTS, SOURCE, full_entry

from alktui.cases.case_file import MOST_LINES
from alktui.cases.draft import Draft, orphaned_drafts
from alktui.cases.entry import CaseEntry, FindingEntry
from alktui.cases.label import LONGEST, file_name, folded_label
from alktui.cases.store import CaseStore
from alktui.errors import CaseConflict, FileTrouble, InputRefused
from alktui.whole_file import FileThere, write_file

SAVE = """
import sys
from pathlib import Path
from alktui.cases.store import CaseStore
from alktui.errors import CaseConflict
from dataclasses import replace
store = CaseStore(Path(sys.argv[1]))
stored = store.open("board 12")
print("opened", flush=True)
sys.stdin.readline()
try:
    store.save(replace(stored.entry, question=sys.argv[2]), over=stored.version)
except CaseConflict as conflict:
    print("refused:", conflict)
else:
    print("saved")
"""


def writer(home: Path, question: str) -> subprocess.Popen[str]:
    """Another process that has the case open and saves it when told."""
    command = [sys.executable, "-c", SAVE, os.fspath(home), question]
    environment = {**os.environ, "PYTHONPATH": os.fspath(SOURCE)}
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)
    assert process.stdout
    assert process.stdout.readline() == "opened\n"
    return process


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_store_gives_back_everything_that_was_typed(store: CaseStore) -> None:
    saved = store.save(full_entry())
    assert store.open("board 12") == saved
    assert saved.entry == full_entry()


def test_store_that_was_never_used_is_empty_and_makes_no_folder(store: CaseStore) -> None:
    assert store.listing() == ((), ())
    assert not store.home.exists()


def test_store_files_are_the_owners_alone(store: CaseStore, home: Path) -> None:
    stored = store.save(full_entry())
    store.delete(stored.version)
    store.save(full_entry())
    assert [mode(folder) for folder in (home, home / "cases", home / "trash")] == [0o700] * 3
    assert {mode(path) for path in home.rglob("*") if path.is_file()} == {0o600}


def test_store_closes_a_folder_that_stands_open(store: CaseStore) -> None:
    store.folder.mkdir(parents=True, mode=0o755)
    store.save(full_entry())
    assert mode(store.folder) == 0o700


def test_listing_has_the_last_changed_first(store: CaseStore) -> None:
    first = store.save(full_entry("first"))
    store.save(full_entry("second"))
    assert [stored.label for stored in store.listing().cases] == ["second", "first"]
    store.save(replace(first.entry, question="changed"), over=first.version)
    assert [stored.label for stored in store.listing().cases] == ["first", "second"]


def test_open_takes_a_label_in_any_case_and_the_name_of_a_file(store: CaseStore) -> None:
    stored = store.save(full_entry("Bórd  12"))
    assert stored.label == "Bórd 12"
    assert store.open("bórd 12") == store.open(stored.version.name) == stored


def test_open_of_an_unknown_label_names_the_nearest(store: CaseStore) -> None:
    store.save(full_entry())
    with pytest.raises(InputRefused, match=r"no case with the label \"bord 12\". Did you mean \"board 12\"\?"):
        store.open("bord 12")


def test_save_under_a_taken_label_is_refused_with_a_free_one(store: CaseStore) -> None:
    store.save(full_entry())
    with pytest.raises(CaseConflict) as caught:
        store.save(CaseEntry(label="BOARD 12", disease="ALCL"))
    assert caught.value.free_label == "BOARD 12 (2)"
    assert store.save(CaseEntry(label=caught.value.free_label)).label == "BOARD 12 (2)"
    assert store.open("board 12").entry == full_entry()


def test_save_over_a_changed_case_is_refused_and_both_are_kept(store: CaseStore, home: Path) -> None:
    mine = store.save(full_entry())
    with writer(home, "theirs") as other:
        assert other.communicate("go\n", timeout=30)[0] == "saved\n"
    with pytest.raises(CaseConflict, match=r"was changed by another alktui since it was opened\. Save it under another label"):
        store.save(replace(mine.entry, question="mine"), over=mine.version)
    assert store.open("board 12").entry.question == "theirs"
    assert store.save(replace(mine.entry, question="mine", label="board 12 (2)")).entry.question == "mine"


def test_of_many_writers_at_once_one_saves_and_all_others_are_told(store: CaseStore, home: Path) -> None:
    store.save(full_entry())
    writers = [writer(home, f"question {number}") for number in range(6)]
    for process in writers:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [process.communicate(timeout=60)[0] for process in writers]
    (winner,) = (number for number, text in enumerate(said) if text == "saved\n")
    assert sum(text.startswith("refused: the case") for text in said) == 5
    assert store.open("board 12").entry.question == f"question {winner}"


def test_save_over_a_deleted_case_is_refused_under_its_own_free_label(store: CaseStore) -> None:
    stored = store.save(full_entry())
    store.delete(stored.version)
    with pytest.raises(CaseConflict, match="was deleted or renamed") as caught:
        store.save(stored.entry, over=stored.version)
    assert caught.value.free_label == "board 12"


def test_save_with_another_label_renames(store: CaseStore) -> None:
    stored = store.save(full_entry())
    renamed = store.rename(stored, "board 13")
    assert [found.label for found in store.listing().cases] == ["board 13"]
    assert renamed.entry == replace(stored.entry, label="board 13")
    assert store.rename(renamed, "Board 13").label == "Board 13"
    assert len(store.listing().cases) == 1


def test_rename_to_a_taken_label_changes_nothing(store: CaseStore) -> None:
    store.save(full_entry("taken"))
    stored = store.save(full_entry())
    with pytest.raises(CaseConflict):
        store.rename(stored, "taken")
    assert store.open("board 12") == stored


def test_duplicate_takes_the_first_free_label(store: CaseStore) -> None:
    stored = store.save(full_entry())
    labels = [store.duplicate(stored).label, store.duplicate(stored).label, store.duplicate(stored, "other").label]
    assert labels == ["board 12 (2)", "board 12 (3)", "other"]


def test_delete_is_undone_by_restore(store: CaseStore) -> None:
    stored = store.save(full_entry())
    place = store.delete(stored.version)
    assert store.listing().cases == ()
    assert [found.entry for found in store.deleted().cases] == [full_entry()]
    assert store.restore(place) == stored
    assert store.deleted().cases == ()


def test_restore_never_replaces_a_case(store: CaseStore) -> None:
    place = store.delete(store.save(full_entry()).version)
    store.save(CaseEntry(label="board 12", disease="ALCL"))
    with pytest.raises(CaseConflict):
        store.restore(place)
    assert place.exists()
    assert store.open("board 12").entry.disease == "ALCL"


def test_trash_forgets_after_thirty_days(store: CaseStore) -> None:
    place = store.delete(store.save(full_entry("old")).version)
    old = place.rename(place.with_name("20200101T000000000000Z-old-00000000.json"))
    store.delete(store.save(full_entry("new")).version)
    assert not old.exists()
    assert [stored.label for stored in store.deleted().cases] == ["new"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "not JSON"),
        (b"\xff\xfe", "not UTF-8"),
        (b'{"schema": "other"}', "it is no case of alktui"),
        (b'{"schema": "alktui/case/99"}', "written by a later alktui"),
        (b'{"schema": "alktui/case/1", "colour": "red"}', '"colour" is no field of a case'),
        (b" " * 1_000_001, "larger than 1 MB"),
    ],
)
def test_store_leaves_a_damaged_or_foreign_file_alone_and_lists_the_others(
    store: CaseStore, content: bytes, sentence: str
) -> None:
    store.save(full_entry())
    strange = store.folder / "strange.json"
    strange.write_bytes(content)
    listing = store.listing()
    assert [stored.label for stored in listing.cases] == ["board 12"]
    (trouble,) = listing.troubles
    assert trouble.startswith(f"{strange} ")
    assert sentence in trouble
    assert "\n" not in trouble
    with pytest.raises(FileTrouble):
        store.open("strange")
    store.save(full_entry("another"))
    assert strange.read_bytes() == content


def test_store_never_writes_over_a_damaged_file_of_the_same_label(store: CaseStore) -> None:
    stored = store.save(full_entry())
    path = store.folder / f"{stored.version.name}.json"
    path.write_bytes(b"damaged")
    with pytest.raises(CaseConflict):
        store.save(full_entry())
    with pytest.raises(FileTrouble, match="cannot be opened"):
        store.open("board 12")
    assert path.read_bytes() == b"damaged"


def test_store_reads_a_file_of_an_older_version_and_saves_the_present_one(store: CaseStore) -> None:
    store.folder.mkdir(parents=True)
    (store.folder / "old.json").write_bytes((INPUTS / "version_0.json").read_bytes())
    stored = store.open("old one")
    saved = store.save(replace(stored.entry, question="now there is one"), over=stored.version)
    assert saved.version.name == "old"
    assert '"schema": "alktui/case/1"' in (store.folder / "old.json").read_text()


def test_two_files_with_one_label_are_told_apart_by_name(store: CaseStore) -> None:
    stored = store.save(full_entry())
    (store.folder / "copied.json").write_bytes((store.folder / f"{stored.version.name}.json").read_bytes())
    with pytest.raises(InputRefused, match="2 cases have the label"):
        store.open("board 12")
    assert store.open("copied").entry == stored.entry


@pytest.mark.parametrize("failing", ["os.fsync", "pathlib.Path.replace"])
def test_save_that_fails_leaves_what_stood_there_and_no_litter(
    store: CaseStore, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    def fail(*_: object) -> NoReturn:
        raise OSError(28, "No space left on device")

    stored = store.save(full_entry())
    before = sorted(store.folder.iterdir())
    with monkeypatch.context() as patched:
        patched.setattr(failing, fail)
        with pytest.raises(FileTrouble, match="No space left on device"):
            store.save(replace(stored.entry, question="lost?"), over=stored.version)
    assert sorted(store.folder.iterdir()) == before
    assert store.open("board 12") == stored


def test_store_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file where a folder should be")
    with pytest.raises(FileTrouble, match="cannot be written"):
        CaseStore(tmp_path / "home").save(full_entry())


@given(st.text(max_size=LONGEST))
def test_file_name_is_safe_whatever_the_label(label: str) -> None:
    name = file_name(label)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*-[0-9a-f]{8}", name)
    assert len(name) < 64


@pytest.mark.parametrize(
    "label", ["../../etc/passwd", ".", "..", "CON", "nul", "a/b\\c:d", "症例 12", "é" * LONGEST, "-rf", "a\x00b", "\x1b[2J"]
)
def test_store_takes_any_label_and_stays_in_its_folder(store: CaseStore, home: Path, label: str) -> None:
    if not "".join(filter(str.isprintable, label)).strip():
        pytest.skip("no label at all")
    stored = store.save(CaseEntry(label=label, findings=[FindingEntry("G1202R")]))
    assert (home / "cases" / f"{stored.version.name}.json").is_file()
    assert store.open(label) == stored
    assert stored.label.isprintable()


@pytest.mark.parametrize("label", ["", "   ", "\x00\x1b", "x" * (LONGEST + 1)])
def test_save_refuses_what_cannot_be_a_label(store: CaseStore, label: str) -> None:
    with pytest.raises(InputRefused) as caught:
        store.save(CaseEntry(label=label))
    assert caught.value.field == "label"


def test_labels_that_look_the_same_are_the_same() -> None:
    assert folded_label("ALCL №1") == folded_label("alcl No1")


def test_case_too_large_to_be_opened_again_is_refused_before_it_is_written(store: CaseStore, home: Path) -> None:
    stored = store.save(full_entry())
    for write in (
        lambda: store.save(replace(full_entry(), question="x" * 1_000_000), over=stored.version),
        lambda: Draft(home).write(replace(full_entry(), question="x" * 1_000_000)),
    ):
        with pytest.raises(FileTrouble, match=r"takes 1\.0 MB, and one of more than 1 MB is not kept\. Shorten"):
            write()
    assert store.open("board 12") == stored
    assert not list(home.glob("drafts/*.json"))


def test_largest_case_that_is_kept_is_opened_again_from_store_and_draft(store: CaseStore, home: Path) -> None:
    """Also one whose letters take six bytes each in a file, and whose lines a draft indents further."""
    entry = replace(full_entry(), findings=[FindingEntry("\x01" * 140) for _ in range(MOST_LINES)])
    assert store.open(store.save(entry).label).entry == entry
    draft = Draft(home)
    draft.write(entry)
    draft.close()
    assert orphaned_drafts(home).drafts[0].entry == entry


def test_deleting_a_case_that_another_changed_or_deleted_advises_what_can_be_done(store: CaseStore) -> None:
    seen = store.save(full_entry())
    changed = store.save(replace(seen.entry, fusion="NPM1-ALK"), over=seen.version)
    with pytest.raises(FileTrouble, match=r"was changed by another .* Look at it again before it is deleted"):
        store.delete(seen.version)
    store.delete(changed.version)
    with pytest.raises(FileTrouble, match=r"was deleted or renamed by another .* Nothing is left to do"):
        store.delete(changed.version)


def test_store_tells_what_became_of_a_case(store: CaseStore) -> None:
    seen = store.save(full_entry())
    assert store.changed_elsewhere(seen.version) == ""
    changed = store.save(replace(seen.entry, fusion="NPM1-ALK"), over=seen.version)
    assert store.changed_elsewhere(seen.version) == "changed"
    store.delete(changed.version)
    assert store.changed_elsewhere(changed.version) == "deleted"


WRITE_NEW = """
import os, signal, sys
from pathlib import Path
from alktui.whole_file import write_file
fsync = os.fsync
def killed(handle):
    fsync(handle)
    os.kill(os.getpid(), signal.SIGKILL)
os.fsync = killed
write_file(Path(sys.argv[1]), b"x" * 100_000)
"""


def test_new_file_is_whole_or_not_there_whenever_the_plug_is_pulled(tmp_path: Path) -> None:
    """Its content is on the disk before it has its name."""
    target = tmp_path / "case.json"
    environment = {**os.environ, "PYTHONPATH": os.fspath(SOURCE)}
    ended = subprocess.run([sys.executable, "-c", WRITE_NEW, os.fspath(target)], env=environment, check=False, timeout=60)
    assert ended.returncode == -signal.SIGKILL, "it waits for the disk"
    assert not target.exists()
    write_file(target, b"whole")
    assert target.read_bytes() == b"whole"
    assert mode(target) == 0o600
    with pytest.raises(FileThere, match="exists already"):
        write_file(target, b"another")
    assert target.read_bytes() == b"whole"


def test_case_that_another_deletes_while_they_are_listed_is_no_trouble(store: CaseStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between looking into the folder and reading a file another alktui may delete it."""
    gone, left = store.save(full_entry("gone")), store.save(full_entry("left"))
    names = store._files()
    monkeypatch.setattr(store, "_files", lambda: names)
    CaseStore(store.home).delete(gone.version)
    assert store.listing() == ((left,), ())
