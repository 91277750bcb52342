"""The user's own cases from the keyboard: saved, opened, copied, renamed, deleted and brought back, and none ever lost."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual import events
from tui.sitting import AS_OF, Sitting, opened

from alktui import knowledge
from alktui.cases.case_file import case_of
from alktui.cases.draft import orphaned_drafts
from alktui.cases.entry import CaseEntry, FindingEntry
from alktui.cases.json_text import read_json
from alktui.cases.store import CaseStore
from alktui.errors import FileTrouble
from alktui.tui.app import AlktuiApp
from alktui.tui.desk import Desk
from alktui.tui.session import Session

ALCL = CaseEntry(disease="ALCL", setting="relapsed", findings=[FindingEntry("C1156Y")])


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALKTUI_HOME", str(tmp_path / "home"))


def labels() -> list[str]:
    return sorted(stored.label for stored in CaseStore().listing().cases)


def stored(label: str) -> CaseEntry:
    return CaseStore().open(label).entry


def drafts() -> list[CaseEntry]:
    """What the next start would offer, were this one killed now: the drafts on the disk, whoever holds them."""
    folder = Path(CaseStore().home) / "drafts"
    return [case_of(read_json(path.read_bytes())["case"]).entry for path in sorted(folder.glob("*.json"))]


async def save(sitting: Sitting, label: str) -> None:
    await sitting.prompt_by("S")
    sitting.press("ctrl+u", *label)
    await sitting.until(lambda: sitting.typed == label)
    await sitting.take()
    await sitting.until(lambda: f"saved as {label}" in sitting.line("keys"))


async def open_list(sitting: Sitting, label: str = "") -> None:
    await sitting.press_until("O", lambda: sitting.view == "stored cases")
    if label:
        await sitting.go(next(row.key for row in sitting.lines.rows if f"  {label}  " in row.text))


async def go_back(sitting: Sitting) -> None:
    """Undo across to the case before, as one is asked about."""
    await sitting.press_until("u", lambda: sitting.typed == "")
    assert "in this case" in sitting.line("label")
    sitting.press("down", "enter")
    await sitting.until(lambda: "undone: another case" in sitting.line("keys"))


async def test_save_under_another_label_leaves_the_first_case() -> None:
    """Working through a board list, each case saved stays."""
    async with opened(ALCL, keeping=True) as sitting:
        await save(sitting, "P1")
        await sitting.choose("disease")
        await save(sitting, "P2")
        assert "P1 stays as it was" in sitting.line("keys")
        assert labels() == ["P1", "P2"]
        assert (stored("P1").disease, stored("P2").disease) == ("ALCL", "NSCLC")
        await sitting.choose("setting")
        await save(sitting, "p2")
        assert len(labels()) == 2, "the same label, however written, is the same case"
        assert stored("P1").setting == "relapsed"


async def test_case_that_is_taken_back_to_nothing_leaves_no_draft() -> None:
    """What one took back whole is not offered at the next start."""
    async with opened(keeping=True) as sitting:
        await sitting.choose("disease")
        assert len(drafts()) == 1
        await sitting.press_until("u", lambda: sitting.entry.is_empty)
        await sitting.until(lambda: drafts() == [])


async def test_refused_label_changes_nothing_of_the_case() -> None:
    async with opened(ALCL, keeping=True) as sitting:
        await save(sitting, "P1")
        await sitting.press_until("N", lambda: sitting.entry.is_empty)
        await sitting.choose("disease")
        await sitting.prompt_by("S")
        await sitting.type("P1")
        assert "exists already" in await sitting.refused()
        assert sitting.entry.label == ""
        await sitting.press_until("tab", lambda: sitting.typed == "P1 (2)")
        await sitting.take()
        assert labels() == ["P1", "P1 (2)"]


async def test_second_writer_can_save_under_the_label_that_is_offered() -> None:
    """Two alktui open one case and both change it: the second is told, and what it is told to do works."""
    async with opened(ALCL, keeping=True) as first:
        await save(first, "Shared")
        async with opened(keeping=True) as second:
            await open_list(second, "Shared")
            await second.press_until("enter", lambda: second.entry.label == "Shared")
            await second.choose("setting")
            await save(second, "Shared")
        await first.choose("disease")
        await first.prompt_by("S")
        assert "was changed by another alktui" in await first.refused()
        await first.press_until("tab", lambda: first.typed == "Shared (2)")
        await first.take()
        assert labels() == ["Shared", "Shared (2)"]
        assert (stored("Shared").disease, stored("Shared (2)").disease) == ("ALCL", "NSCLC")


async def test_opening_a_case_keeps_the_unsaved_one() -> None:
    """What was typed and not saved is on the disk also after another case took its place, and undo brings it back."""
    typed = CaseEntry(disease="NSCLC", setting="untreated")
    async with opened(ALCL, keeping=True) as sitting:
        await save(sitting, "A")
    async with opened(typed, keeping=True) as sitting:
        await sitting.choose("alk")
        typed.alk = "positive"
        await open_list(sitting, "A")
        await sitting.press_until("enter", lambda: sitting.entry.label == "A")
        assert typed in drafts()
        await go_back(sitting)
        assert sitting.entry == typed
        await save(sitting, "C")
        assert labels() == ["A", "C"]
        assert (stored("A").disease, stored("C").disease) == ("ALCL", "NSCLC")
        assert drafts() == []


async def test_case_only_looked_at_leaves_no_unfinished_one() -> None:
    async with opened(ALCL, keeping=True) as sitting:
        await save(sitting, "A")
    async with opened(keeping=True) as sitting:
        await open_list(sitting, "A")
        await sitting.press_until("enter", lambda: sitting.entry.label == "A")
    assert orphaned_drafts().drafts == ()


async def test_undo_across_an_opened_case_saves_where_it_belongs() -> None:
    """After undo the case on the screen is again the one it was, and saving writes over that one only."""
    async with opened(ALCL, keeping=True) as sitting:
        await save(sitting, "A")
        await sitting.press_until("N", lambda: sitting.entry.is_empty)
        await sitting.choose("disease", 2)
        await save(sitting, "B")
        await open_list(sitting, "A")
        await sitting.press_until("enter", lambda: sitting.entry.label == "A")
        await go_back(sitting)
        assert sitting.entry.label == "B"
        await sitting.choose("setting")
        await save(sitting, "B")
        assert (stored("A").disease, stored("A").setting) == ("ALCL", "relapsed")
        assert (stored("B").disease, stored("B").setting) == ("NSCLC", "untreated")


async def test_rename_and_duplicate() -> None:
    async with opened(ALCL, keeping=True) as sitting:
        await save(sitting, "A")
        await open_list(sitting, "A")
        await sitting.prompt_by("D")
        assert sitting.typed == "A (2)"
        await sitting.say("enter", "stored as A (2)")
        assert labels() == ["A", "A (2)"]
        await sitting.prompt_by("R")
        assert sitting.typed == "A (2)"
        await sitting.type("")
        sitting.press(*"copy")
        await sitting.until(lambda: sitting.typed == "copy", "the first letter takes the old label's place")
        await sitting.take()
        assert labels() == ["A", "copy"]
        assert sitting.entry.label == "A", "the one on the screen is the other one"
        await sitting.go(next(row.key for row in sitting.lines.rows if "  A  " in row.text))
        await sitting.prompt_by("R")
        sitting.press(*"board 12")
        await sitting.until(lambda: sitting.typed == "board 12")
        await sitting.take()
        assert sitting.entry.label == "board 12", "the one on the screen follows"
        await sitting.leave_view()
        await sitting.choose("setting")
        await save(sitting, "board 12")
        assert labels() == ["board 12", "copy"]


async def test_rename_to_a_label_that_is_taken_is_refused() -> None:
    async with opened(ALCL, keeping=True) as sitting:
        await save(sitting, "A")
        await sitting.press_until("N", lambda: sitting.entry.is_empty)
        await sitting.choose("disease")
        await save(sitting, "B")
        await open_list(sitting, "B")
        await sitting.prompt_by("R")
        sitting.press("A")
        await sitting.until(lambda: sitting.typed == "A")
        assert "exists already" in await sitting.refused()
        assert labels() == ["A", "B"]


async def test_delete_and_bring_back() -> None:
    async with opened(ALCL, keeping=True) as sitting:
        await save(sitting, "A")
        await open_list(sitting, "A")
        await sitting.press_until("d", lambda: not labels())
        assert any("u brings back" in line for line in sitting.list_texts)
        assert sitting.line("case").endswith("not saved"), "the one on the screen is not stored any more"
        await sitting.say("u", "A is back")
        assert labels() == ["A"]
        await sitting.say("u", "nothing was deleted here")


async def test_stored_cases_say_what_is_not_known_as_not_given() -> None:
    """A case without a finding entered is none without a finding."""
    async with opened(CaseEntry(disease="ALCL"), (100, 30), keeping=True) as sitting:
        await save(sitting, "A")
        await open_list(sitting)
        (line,) = [text for text in sitting.list_texts if "  A  " in text]
        assert line.endswith("ALCL, prior TKIs not given, no variant entered")


async def test_unfinished_case_discarded_by_a_slip_comes_back() -> None:
    async with opened(keeping=True) as sitting:
        await sitting.choose("disease")
    async with opened(keeping=True) as sitting:
        assert sitting.key == "orphan:0" or await go_to_orphan(sitting)
        await sitting.say("d", "u brings it back")
        assert not [key for key in sitting.keys if key.startswith("orphan:")]
        await sitting.press_until("u", lambda: "orphan:0" in sitting.keys)
        await sitting.press_until("d", lambda: True)
        await sitting.go("orphan:0")
        await sitting.press_until("d", lambda: "orphan:0" not in sitting.keys)
    async with opened(keeping=True) as sitting:
        assert "orphan:0" not in sitting.keys, "discarded once alktui ended"


async def go_to_orphan(sitting: Sitting) -> bool:
    await sitting.go("orphan:0")
    return True


async def test_standing_of_the_case_is_always_seen() -> None:
    """Saved, changed or never saved stands on the screen in words, whatever its size."""
    async with opened(ALCL, (140, 45), keeping=True) as sitting:
        await sitting.choose("disease")
        assert sitting.line("case").endswith("not saved")
        await save(sitting, "A")
        assert sitting.line("case").endswith("saved")
        await sitting.choose("setting")
        assert sitting.line("case").endswith("changed, not saved")
        await sitting.press_until("u", lambda: sitting.line("case").endswith("  saved"))
        await sitting.resize(80, 24)
        await sitting.choose("setting")
        for size in ((80, 24), (40, 10)):
            await sitting.resize(*size)
            assert sitting.line("case").endswith("  not saved")


async def test_draft_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """Who relies on nothing being lost must know when it is not so."""
    async with opened(keeping=True) as sitting:
        home = tmp_path / "home"
        home.mkdir(parents=True)
        (home / "drafts").write_text("in the way", "utf-8")
        await sitting.choose("disease")
        assert sitting.line("case").endswith("not on the disk")
        (home / "drafts").unlink()
        await sitting.choose("setting")
        assert "not on the disk" not in sitting.line("case")
        assert [entry.setting for entry in drafts()] == ["untreated"]


async def test_draft_of_a_later_version_is_told_and_left(tmp_path: Path) -> None:
    folder = tmp_path / "home" / "drafts"
    folder.mkdir(parents=True)
    (folder / "1-abc.json").write_text('{"schema": "alktui/draft/9"}', "utf-8")
    async with opened(keeping=True) as sitting:
        await sitting.until(lambda: "cannot be restored" in sitting.line("keys"))
        assert (folder / "1-abc.json").exists()


async def test_case_is_kept_without_a_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is typed is kept also where the knowledge cannot be read; saving never says what is not so."""

    def missing() -> None:
        raise FileTrouble("there is no catalogue")

    monkeypatch.setattr(knowledge, "read_knowledge", missing)
    app = AlktuiApp(Session(as_of=AS_OF, desk=Desk()))
    async with app.run_test(size=(80, 24)) as pilot:
        sitting = Sitting(app, pilot)
        await sitting.until(lambda: "there is no catalogue" in sitting.line("case"))
        await sitting.choose("disease")
        assert [entry.disease for entry in drafts()] == ["ALCL"]
        await save(sitting, "Q")
        assert labels() == ["Q"]
        await sitting.step(3)
        assert "there is no catalogue" in sitting.list_texts[0], "not that the case has no disease"


# -- the sheet -------------------------------------------------------------------------------------------------------------


async def export(sitting: Sitting, name: str) -> None:
    await sitting.prompt_by("x")
    sitting.press(*name)
    await sitting.until(lambda: sitting.typed == name, "the name typed takes the place of the one offered")
    sitting.press("enter")


async def test_sheet_is_written_where_one_says_and_the_place_is_said(tmp_path: Path) -> None:
    async with opened(ALCL) as sitting:
        await export(sitting, "board.html")
        await sitting.until(lambda: str(tmp_path / "board.html") in sitting.line("keys") or "written to" in sitting.line("keys"))
        assert (tmp_path / "board.html").read_text("utf-8").startswith("<!")


async def test_formats_of_the_sheet_are_offered() -> None:
    """Tab goes from one format to the next; whatever name is typed keeps its ending's format."""
    async with opened(ALCL) as sitting:
        await sitting.prompt_by("x")
        assert sitting.typed == "alktui-case.txt"
        offered = set()
        for _ in range(5):
            before = sitting.typed
            sitting.press("tab")
            await sitting.until(lambda before=before: sitting.typed != before, "the next format")
            offered.add(sitting.typed)
        assert offered >= {f"alktui-case{ending}" for ending in (".md", ".html", ".csv", ".json")}


@pytest.mark.parametrize("name", ["mine.txt", "MINE.TXT"])
async def test_file_that_is_there_is_replaced_only_after_yes(name: str, tmp_path: Path) -> None:
    """Nothing but a yes to this very file writes over it, whatever was entered and left before."""
    (tmp_path / name).write_text("mine", "utf-8")
    async with opened(ALCL) as sitting:
        for leave in ("escape", "enter"):
            await export(sitting, name)
            await sitting.until(lambda: "exists" in sitting.line("label"), "asked")
            sitting.press(leave)
            await sitting.until(lambda: "exists" not in sitting.line("label") or sitting.typed is None, "no is the first answer")
            assert (tmp_path / name).read_text("utf-8") == "mine"
            if sitting.typed is not None:
                await sitting.press_until("escape", lambda: sitting.typed is None)
        await export(sitting, name)
        await sitting.until(lambda: "exists" in sitting.line("label"))
        sitting.press("down", "enter")
        await sitting.until(lambda: "written to" in sitting.line("keys"))
        assert (tmp_path / name).read_text("utf-8").startswith("ALK tumour board sheet")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("~nobody-of-that-name/x.txt", "no user known here"),
        ("x" * 300 + ".txt", "cannot be written"),
        ("missing/x.txt", "cannot be written"),
        ("x.docx", "names no format"),
        ("x", "names no format"),
    ],
)
async def test_name_that_cannot_be_written_is_refused_in_a_sentence(name: str, says: str) -> None:
    async with opened(ALCL) as sitting:
        await export(sitting, name)
        await sitting.until(lambda: says in " ".join(sitting.line("why").split()), says)
        assert sitting.typed == name


async def test_sheet_of_a_contradicted_case_is_written_with_a_warning_first() -> None:
    async with opened(CaseEntry(disease="ALCL", findings=[FindingEntry("C1196Y")])) as sitting:
        assert sitting.line("case").endswith("! 1 not counted")
        await sitting.prompt_by("x")
        assert "1 thing(s) entered are not counted" in sitting.line("why")


# -- bringing in -----------------------------------------------------------------------------------------------------------

LIST = "# of the lab\nG1202R\nNP_004295.2:p.Leu1196Met\nNM_004304.5:c.99999A>G\n"


async def by_path(sitting: Sitting, text: str, folder: Path) -> None:
    (folder / "list.txt").write_text(text, "utf-8")
    await sitting.prompt_by("I")
    await sitting.type("li")
    await sitting.press_until("tab", lambda: sitting.typed == "list.txt")
    sitting.press("enter")


async def by_paste(sitting: Sitting, text: str, _: Path) -> None:
    sitting.app.post_message(events.Paste(text))


async def by_paste_into_a_line(sitting: Sitting, text: str, _: Path) -> None:
    await sitting.ask("finding:+")
    sitting.app.post_message(events.Paste(text))


Way = Callable[[Sitting, str, Path], Awaitable[None]]


@pytest.mark.parametrize("way", [by_path, by_paste, by_paste_into_a_line])
async def test_list_is_brought_in_and_added(way: Way, tmp_path: Path) -> None:
    """What was read is shown with what was not, by line; the case changes only when it is taken, and undo takes it back."""
    before = CaseEntry(disease="NSCLC", setting="relapsed", findings=[FindingEntry("G1202R", "liver")])
    async with opened(before) as sitting:
        await way(sitting, LIST, tmp_path)
        await sitting.until(lambda: sitting.view == "import", "what was read")
        shown = " ".join(sitting.list_texts)
        assert "L1196M" in shown
        assert "line 4" in shown
        sitting.press("enter")
        await sitting.settle()
        assert sitting.view == "import", "an Enter typed right after a paste takes nothing over unread"
        assert sitting.entry == before
        await sitting.go("import:add")
        await sitting.press_until("enter", lambda: not sitting.view)
        assert [finding.text for finding in sitting.entry.findings] == ["G1202R", "L1196M"]
        assert sitting.entry.findings[0].specimen == "liver"
        await sitting.press_until("u", lambda: sitting.entry == before)


async def test_paste_of_one_line_goes_into_a_new_variant() -> None:
    async with opened(CaseEntry(disease="NSCLC")) as sitting:
        await by_paste(sitting, "p.Gly1202Arg\n", Path())
        await sitting.until(lambda: sitting.typed == "p.Gly1202Arg")
        await sitting.take()
        assert [finding.text for finding in sitting.entry.findings] == ["p.Gly1202Arg"]


async def test_paste_of_several_lines_into_a_text_loses_none() -> None:
    async with opened(CaseEntry(disease="NSCLC")) as sitting:
        await sitting.ask("question")
        await sitting.paste("which TKI?\r\nor a trial?\n")
        assert (sitting.typed or "").split() == ["which", "TKI?", "or", "a", "trial?"]


async def test_samples_with_rows_of_alk_stand_first_and_say_how_many(tmp_path: Path) -> None:
    rows = ["TP53\tS1\tp.R175H", "ALK\tS2\tp.G1202R", "ALK\tS2\tp.L1196M", "ALK\tS3\tp.G1202R"]
    maf = "\n".join(["Hugo_Symbol\tTumor_Sample_Barcode\tHGVSp_Short", *rows])
    async with opened() as sitting:
        await by_paste(sitting, maf, tmp_path)
        await sitting.until(lambda: "sample:S2" in sitting.keys, "the samples")
        assert [" ".join(text.split()) for text in sitting.list_texts[-3:]] == [
            "S2 2 rows of ALK",
            "S3 1 row of ALK",
            "S1 no row of ALK",
        ]


async def test_sample_of_a_maf_is_chosen(tmp_path: Path) -> None:
    maf = "Hugo_Symbol\tTumor_Sample_Barcode\tHGVSp_Short\nALK\tS1\tp.G1202R\nALK\tS2\tp.L1196M\n"
    async with opened() as sitting:
        await by_paste(sitting, maf, tmp_path)
        await sitting.until(lambda: "sample:S2" in sitting.keys, "the samples")
        await sitting.go("sample:S2")
        await sitting.press_until("enter", lambda: "import:replace" in sitting.keys)
        await sitting.go("import:replace")
        await sitting.press_until("enter", lambda: not sitting.view)
        assert [finding.text for finding in sitting.entry.findings] == ["L1196M"]


async def test_packet_is_brought_in_as_one_types_it(tmp_path: Path) -> None:
    """A case by hand and by phenopacket is the same case on the screen."""
    packet = (Path(__file__).parent.parent / "user_cases" / "inputs" / "packet.json").read_text("utf-8")
    async with opened() as sitting:
        await by_paste(sitting, packet, tmp_path)
        await sitting.until(lambda: sitting.view == "import")
        await sitting.go("import:replace")
        await sitting.press_until("enter", lambda: not sitting.view)
        assert sitting.entry.disease == "NSCLC"
        assert [therapy.name for therapy in sitting.entry.prior] == ["crizotinib", "lorlatinib"]


@pytest.mark.parametrize(
    ("text", "says"),
    [("<xml>\n</xml>", "XML or HTML"), ("{\n}", "neither a case"), ('{"schema": "alktui/case/9"}', "later alktui")],
)
async def test_paste_that_nothing_can_be_read_of_says_why(text: str, says: str, tmp_path: Path) -> None:
    async with opened(ALCL) as sitting:
        await by_paste(sitting, text, tmp_path)
        await sitting.until(lambda: says in sitting.line("keys"), says)
        assert sitting.entry == ALCL


@pytest.mark.parametrize(("name", "says"), [("missing.txt", "cannot be read"), ("~nobody-of-that-name/x", "no user known here")])
async def test_file_that_cannot_be_read_is_refused_in_place(name: str, says: str) -> None:
    async with opened(ALCL) as sitting:
        await sitting.prompt_by("I")
        await sitting.type(name)
        sitting.press("enter")
        await sitting.until(lambda: says in sitting.line("why"), says)
        assert sitting.typed == name


async def test_paste_on_the_projector_changes_nothing() -> None:
    async with opened(ALCL) as sitting:
        await sitting.press_until("P", lambda: sitting.screen.presenting)
        await by_paste(sitting, LIST, Path())
        sitting.press("d", "u", "N", "E", "right")
        await sitting.settle()
        assert sitting.entry == ALCL
        assert sitting.screen.presenting


async def test_marker_beside_alk_is_offered_and_taken_only_where_one_says_so(tmp_path: Path) -> None:
    """Each on its own line: enter takes it, enter again leaves it, and what is left does not come with the rest."""
    rows = [
        "ALK\tS1\tp.G1202R\tMissense_Mutation",
        "TP53\tS1\tp.R175H\tMissense_Mutation",
        "STK11\tS1\tp.Q37*\tNonsense_Mutation",
    ]
    maf = "\n".join(["Hugo_Symbol\tTumor_Sample_Barcode\tHGVSp_Short\tVariant_Classification", *rows, ""])
    async with opened() as sitting:
        await by_paste(sitting, maf, tmp_path)
        await sitting.until(lambda: "offer:TP53" in sitting.keys, "the markers")
        assert "[ ] TP53 mutated (line 3, p.R175H, Missense_Mutation)" in sitting.item_texts
        await sitting.go("offer:STK11")
        await sitting.press_until("enter", lambda: sitting.highlighted.startswith("[x] STK11"))
        await sitting.press_until("enter", lambda: sitting.highlighted.startswith("[ ] STK11"))
        await sitting.go("offer:TP53")
        await sitting.press_until("enter", lambda: sitting.highlighted.startswith("[x] TP53"))
        assert sitting.entry.is_empty, "nothing changes before it is taken over"
        await sitting.go("import:replace")
        await sitting.press_until("enter", lambda: not sitting.view)
        assert [finding.text for finding in sitting.entry.findings] == ["G1202R"]
        assert sitting.entry.biomarkers == {"TP53": "mutated"}


async def test_marker_alone_can_be_added_to_a_case(tmp_path: Path) -> None:
    async with opened(CaseEntry(disease="NSCLC")) as sitting:
        await by_paste(sitting, "KRAS: p.(Gly12Cys)\nTP53: p.R175H\n", tmp_path)
        await sitting.until(lambda: "offer:KRAS" in sitting.keys, "the markers")
        assert "import:add" not in sitting.keys
        await sitting.go("offer:KRAS")
        await sitting.press_until("enter", lambda: "import:add" in sitting.keys)
        await sitting.go("import:add")
        await sitting.press_until("enter", lambda: not sitting.view)
        assert sitting.entry == CaseEntry(disease="NSCLC", biomarkers={"KRAS": "mutated"})
