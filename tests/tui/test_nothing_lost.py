"""What stands against keeping a case: a full disk, another alktui, a slip of the hand. All of it is told, and nothing goes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tui.sitting import opened
from tui.test_keeping import ALCL, drafts, go_back, labels, open_list, save, stored

from alktui.cases.case_file import read_case_file
from alktui.cases.entry import CaseEntry
from alktui.cases.store import CaseStore

MakeRoom = Callable[[], None]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of one's own."""
    monkeypatch.setenv("ALKTUI_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def make_room(home: Path) -> MakeRoom:
    """Makes it possible to write drafts, which it is not before."""
    home.mkdir(parents=True)
    (home / "drafts").write_text("in the way", "utf-8")
    return (home / "drafts").unlink


async def test_case_left_unkept_is_kept_as_soon_as_there_is_room(make_room: MakeRoom) -> None:
    """A case that another took the place of while the disk was full is tried again with every later write."""
    async with opened(keeping=True) as sitting:
        await sitting.choose("disease")
        assert "cannot be written" in sitting.line("keys")
        said = await sitting.say("N", "NOT on the disk")
        assert "O lists it" in said
        assert sitting.line("case").endswith("another not on disk")
        make_room()
        await sitting.choose("disease", 2)
        assert sorted(entry.disease for entry in drafts()) == ["ALCL", "NSCLC"]
        assert "disk" not in sitting.line("case")


async def test_leaving_tells_what_is_not_on_the_disk(make_room: MakeRoom) -> None:
    async with opened(keeping=True) as sitting:
        await sitting.choose("disease")
        await sitting.press_until("N", lambda: sitting.entry.is_empty)
        for key in ("q", "ctrl+c"):
            await sitting.press_until(key, lambda: sitting.typed == "")
            assert "lost on leaving: ALCL" in sitting.line("label")
            assert "cannot be written" in sitting.line("why")
            assert "esc stays" in sitting.line("keys"), "not that it leaves"
            await sitting.press_until("enter", lambda: sitting.typed is None)
            assert not sitting.app._exit, "staying is the first answer"
        make_room()
        await sitting.press_until("q", lambda: sitting.app._exit)
        assert [entry.disease for entry in drafts()] == ["ALCL"], "tried again before leaving"


async def test_case_not_on_the_disk_is_taken_along_in_a_file(make_room: MakeRoom, tmp_path: Path) -> None:
    async with opened(keeping=True) as sitting:
        await sitting.choose("disease")
        await sitting.press_until("q", lambda: sitting.typed == "")
        sitting.press("down", "enter")
        await sitting.until(lambda: sitting.line("label").startswith("── Write the case to"))
        await sitting.type("mine.json")
        await sitting.say("enter", "written to mine.json")
        assert read_case_file((tmp_path / "mine.json").read_bytes()).entry.disease == "ALCL"
        await sitting.choose("setting")
        await sitting.press_until("q", lambda: sitting.typed == "")
        await sitting.press_until("escape", lambda: sitting.typed is None)
        await sitting.press_until("u", lambda: sitting.entry.setting == "")
        await sitting.press_until("q", lambda: sitting.app._exit)
        make_room()
    assert [entry.disease for entry in drafts()] == ["ALCL"], "tried again all the same"


@pytest.mark.usefixtures("make_room")
async def test_losing_is_a_choice_of_its_own() -> None:
    async with opened(keeping=True) as sitting:
        await sitting.choose("disease")
        await sitting.press_until("q", lambda: sitting.typed == "")
        sitting.press("down", "down", "down", "enter")
        await sitting.until(lambda: sitting.app._exit)


# -- another alktui --------------------------------------------------------------------------------------------------------


async def test_stored_case_deleted_by_another_is_said_and_kept() -> None:
    """Who goes on with a case that another deleted reads so at the next change, and what stands on the screen is kept."""
    async with opened(ALCL, keeping=True) as sitting:
        await save(sitting, "A")
        CaseStore().delete(CaseStore().open("A").version)
        await sitting.choose("setting")
        assert sitting.line("case").endswith("deleted elsewhere")
        await sitting.press_until("u", lambda: sitting.entry.setting == "relapsed")
        assert sitting.line("case").endswith("deleted elsewhere")
        assert [entry.label for entry in drafts()] == ["A"], "as it was stored, but nothing else holds it now"
        await sitting.prompt_by("S")
        assert "deleted or renamed by another" in await sitting.refused()
        sitting.press("enter")
        await sitting.until(lambda: "saved as A" in sitting.line("keys"), "told once, it is stored anew")
        assert labels() == ["A"]
        assert drafts() == []


async def test_case_that_another_deleted_is_kept_when_one_leaves_it_unchanged() -> None:
    """It is said to be kept as unfinished, and so it is, though nothing of it was changed here."""
    async with opened(ALCL, keeping=True) as sitting:
        await save(sitting, "A")
        CaseStore().delete(CaseStore().open("A").version)
        assert "kept as unfinished" in await sitting.say("N", "a new case")
        assert [entry.label for entry in drafts()] == ["A"]


async def test_case_only_looked_at_that_another_changed_leaves_no_unfinished_one() -> None:
    async with opened(ALCL, keeping=True) as sitting:
        await save(sitting, "A")
        other = CaseStore().open("A")
        other.entry.fusion = "EML4-ALK"
        CaseStore().save(other.entry, over=other.version)
        assert "as another alktui changed it" in await sitting.say("N", "a new case")
    assert drafts() == []


async def test_stored_case_changed_by_another_is_said_when_one_comes_back() -> None:
    async with opened(ALCL, keeping=True) as sitting:
        await save(sitting, "A")
        other = CaseStore().open("A")
        other.entry.fusion = "EML4-ALK"
        CaseStore().save(other.entry, over=other.version)
        assert sitting.line("case").endswith("saved")
        await open_list(sitting)
        assert sitting.line("case").endswith("changed elsewhere")


# -- slips -----------------------------------------------------------------------------------------------------------------


async def test_undo_stays_with_this_case_unless_one_says_so() -> None:
    async with opened(ALCL, keeping=True) as sitting:
        await save(sitting, "A")
        await sitting.press_until("N", lambda: sitting.entry.is_empty)
        await sitting.choose("disease")
        await sitting.press_until("u", lambda: sitting.entry.is_empty)
        for answer in ("enter", "escape"):
            await sitting.press_until("u", lambda: sitting.typed == "")
            await sitting.press_until(answer, lambda: sitting.typed is None)
            assert sitting.entry.is_empty
        await go_back(sitting)
        assert sitting.entry.label == "A"


async def test_undo_after_the_first_save_stays_with_the_saved_case() -> None:
    async with opened(ALCL, keeping=True) as sitting:
        await sitting.choose("setting")
        await save(sitting, "A")
        await sitting.press_until("u", lambda: sitting.entry.label == "")
        assert sitting.line("case").endswith("not saved")
        await save(sitting, "A")
        assert labels() == ["A"]


async def test_new_case_over_an_unsaved_one_says_where_that_stays_and_it_is_there() -> None:
    async with opened(ALCL, keeping=True) as sitting:
        await sitting.choose("setting")
        assert "kept as unfinished: O lists it" in await sitting.say("N", "a new case")
        await open_list(sitting)
        await sitting.go("left:0")
        assert "ALCL; " in sitting.highlighted
        await sitting.press_until("enter", lambda: not sitting.view)
        assert sitting.entry.findings == ALCL.findings


async def test_unfinished_case_is_discarded_in_the_list_and_brought_back() -> None:
    async with opened(ALCL, keeping=True) as sitting:
        await sitting.choose("setting")
        await sitting.press_until("N", lambda: sitting.entry.is_empty)
        await open_list(sitting)
        await sitting.go("left:0")
        await sitting.say("R", "not stored yet")
        await sitting.press_until("d", lambda: not drafts())
        await sitting.say("u", "the unfinished case is back")
        assert len(drafts()) == 1
        assert "left:0" in sitting.keys


async def test_unfinished_cases_of_an_earlier_sitting_are_listed_with_the_stored_ones() -> None:
    async with opened(keeping=True) as sitting:
        await sitting.enter("fusion", "EML4-ALK")
    async with opened(ALCL, keeping=True) as sitting:
        await open_list(sitting)
        await sitting.go("orphan:0")
        assert "EML4-ALK" in sitting.highlighted, "never a blank line, whatever alone was entered"
        await sitting.press_until("enter", lambda: sitting.entry.fusion == "EML4-ALK")


async def test_duplicate_asks_for_a_label_so_that_letters_are_no_commands() -> None:
    async with opened(ALCL, keeping=True) as sitting:
        await save(sitting, "A")
        await open_list(sitting, "A")
        sitting.press(*"Ddud")
        await sitting.until(lambda: sitting.typed == "dud")
        await sitting.say("enter", "stored as dud")
        assert labels() == ["A", "dud"]
        assert stored("dud").disease == "ALCL"


async def test_example_only_looked_at_leaves_no_unfinished_case() -> None:
    async with opened(keeping=True) as sitting:
        await sitting.press_until("E", lambda: not sitting.entry.is_empty)
        await sitting.press_until("E", lambda: not sitting.entry.is_empty)
        assert drafts() == []
        await sitting.press_until("u", lambda: True)
        await sitting.press_until("u", lambda: sitting.entry.is_empty)


# -- bringing in -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "finding"),
    [
        ("G1202R", "G1202R"),
        ("L1196M+G1202R in cis", "L1196M+G1202R"),
        ("c.3604G>A", "G1202R"),
        ("NP_004295.2:p.(Gly1202Arg)", "G1202R"),
    ],
)
async def test_variant_typed_where_a_file_is_asked_for_is_taken_as_one(typed: str, finding: str) -> None:
    async with opened(CaseEntry(disease="NSCLC")) as sitting:
        await sitting.prompt_by("I")
        await sitting.type(typed)
        await sitting.press_until("enter", lambda: sitting.view == "import")
        await sitting.go("import:add")
        await sitting.press_until("enter", lambda: not sitting.view)
        assert [line.text for line in sitting.entry.findings] == [finding]


async def test_file_named_like_a_variant_is_read(tmp_path: Path) -> None:
    (tmp_path / "G1202R").write_text("L1196M\n", "utf-8")
    async with opened(CaseEntry(disease="NSCLC")) as sitting:
        await sitting.prompt_by("I")
        await sitting.type("G1202R")
        await sitting.press_until("enter", lambda: sitting.view == "import")
        assert any("L1196M" in line for line in sitting.list_texts)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("C1196Y", "! 1196 is Leu"),
        ("L1196M+G1202R in trans", "in trans. Give each on a line of its own"),
        ("chr2:29443613C>T", "is a place in the genome"),
    ],
)
async def test_variant_that_cannot_be_is_refused_where_it_can_be_corrected(typed: str, says: str) -> None:
    async with opened(CaseEntry(disease="NSCLC")) as sitting:
        await sitting.prompt_by("I")
        await sitting.type(typed)
        assert says in " ".join((await sitting.refused()).split())
        assert sitting.typed == typed


async def test_paste_takes_the_place_of_what_was_refused_or_left() -> None:
    async with opened(CaseEntry(disease="NSCLC")) as sitting:
        await sitting.prompt_by("I")
        await sitting.paste("no-such-file")
        assert "cannot be read" in await sitting.refused()
        await sitting.paste("another")
        assert sitting.typed == "another"
        await sitting.press_until("escape", lambda: sitting.typed is None)
        await sitting.prompt_by("I")
        await sitting.paste("a-third")
        assert sitting.typed == "a-third"
        await sitting.press_until("escape", lambda: sitting.typed is None)
        await sitting.prompt_by("I")
        assert sitting.typed == "a-third", "what was left can be gone on with"
        sitting.press("G")
        await sitting.until(lambda: sitting.typed == "G")


async def test_long_refusal_leaves_the_case_in_sight_and_says_why() -> None:
    async with opened(ALCL) as sitting:
        await sitting.prompt_by("I")
        await sitting.paste("x/" * 900)
        assert "cannot be read" in await sitting.refused()
        assert sitting.lines.highlighted is not None
        assert sitting.screen.prompt.lines <= 2 + 1 + 5, "label, input, what fits, and five lines of it"


async def test_all_of_what_was_read_can_be_seen_before_it_is_taken(tmp_path: Path) -> None:
    """Pages scroll the text, arrows choose, and an answer out of sight is first shown."""
    rows = [f"NM_004304.5:c.{99000 + place}A>G" for place in range(30)]
    (tmp_path / "list.txt").write_text("\n".join(["G1202R", *rows]), "utf-8")
    async with opened(CaseEntry(disease="NSCLC")) as sitting:
        await sitting.prompt_by("I")
        await sitting.type("list.txt")
        await sitting.press_until("enter", lambda: sitting.view == "import")
        await sitting.go("import:replace")
        last = next(line for line in reversed(sitting.list_texts) if line.strip())
        seen = set(sitting.painted)
        while not any(last.rstrip()[:40] in line for line in seen):
            before = sitting.painted
            await sitting.press_until("pagedown", lambda before=before: sitting.painted != before)
            await sitting.settle()
            seen |= set(sitting.painted)
        assert sitting.key == "import:replace"
        missing = [line for line in sitting.list_texts if line.strip() and not any(line.rstrip()[:40] in shown for shown in seen)]
        assert not missing
        await sitting.say("enter", "out of sight")
        assert sitting.view == "import"
        assert any("replace the case by it" in line for line in sitting.painted)
        await sitting.press_until("enter", lambda: not sitting.view)


async def test_case_file_says_at_once_what_will_not_be_counted(tmp_path: Path) -> None:
    case = {
        "schema": "alktui/case/1",
        "disease": "NSCLC",
        "findings": [{"text": "G1202R", "vaf": "a lot"}, {"text": "C1196Y"}],
        "prior": [{"name": "crizotinib", "started": "spring"}],
        "biomarkers": {"IL10RA": "purple"},
    }
    (tmp_path / "case.json").write_text(json.dumps(case), "utf-8")
    async with opened() as sitting:
        await sitting.prompt_by("I")
        await sitting.type("case.json")
        await sitting.press_until("enter", lambda: sitting.view == "import")
        shown = " ".join(" ".join(sitting.list_texts).split())
        assert "not counted until it is corrected" in shown
        for words in ("a lot", "1196 is Leu", "spring", "purple"):
            assert words in shown.split("not counted until")[1], words
        await sitting.go("import:replace")
        await sitting.press_until("enter", lambda: not sitting.view)
        assert sitting.entry.biomarkers == {"IL10RA": "purple"}, "kept as written"


async def test_sample_read_while_help_is_open_is_there_when_one_comes_back(tmp_path: Path) -> None:
    """However long it takes, one can do something else meanwhile, and finds it where one waited for it."""
    maf = "Hugo_Symbol\tTumor_Sample_Barcode\tHGVSp_Short\nALK\tS1\tp.G1202R\nALK\tS2\tp.L1196M\n"
    (tmp_path / "study.maf").write_text(maf, "utf-8")
    async with opened() as sitting:
        await sitting.prompt_by("I")
        await sitting.type("study.maf")
        await sitting.press_until("enter", lambda: "sample:S2" in sitting.keys)
        await sitting.go("sample:S2")
        sitting.press("enter", "?")
        await sitting.until(lambda: sitting.view == "help")
        await sitting.press_until("escape", lambda: sitting.view == "import")
        await sitting.until(lambda: any("L1196M" in line for line in sitting.list_texts))
        assert sitting.entry.is_empty
