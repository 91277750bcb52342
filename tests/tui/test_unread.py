"""What was not read of a file, in the interface: on the form, on the top line and in every step, until it is dismissed."""

from pathlib import Path

import pytest
from textual import events
from tui.sitting import opened

from alktui.cases.entry import CaseEntry, FindingEntry, UnreadEntry

UNREAD = UnreadEntry("data_mutations.txt", ["line 5, HGVSp_Short: 1203 is Asp, not Gly"])
HALF = CaseEntry(disease="NSCLC", setting="relapsed", findings=[FindingEntry("G1202R")], unread=[UNREAD])
SENTENCE = "1 item of data_mutations.txt was not read: line 5, HGVSp_Short: 1203 is Asp, not Gly."


async def test_form_begins_with_what_was_not_read_and_d_dismisses_it_until_u() -> None:
    async with opened(HALF) as sitting:
        assert sitting.item_texts[0] == f"! {SENTENCE}"
        assert sitting.line("case").endswith("! 1 not read")
        await sitting.go("unread:0")
        await sitting.say("enter", "Enter by hand what is missing")
        assert sitting.entry == HALF
        assert "no report names it any more" in await sitting.say("d", "taken off")
        assert sitting.entry.unread == []
        assert "not read" not in " ".join([*sitting.list_texts, sitting.line("case")])
        assert "what was not read: data_mutations.txt" in await sitting.say("u", "undone")
        assert sitting.entry == HALF
        assert sitting.item_texts[0] == f"! {SENTENCE}"


async def test_line_names_the_keys_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALKTUI_HOME", str(tmp_path))
    (tmp_path / "keymap.toml").write_text('[keys]\ndelete = "X"\nundo = "z"\n', "utf-8")
    async with opened(HALF) as sitting:
        await sitting.until(lambda: "X takes the line off, z brings it back" in " ".join(sitting.list_texts))
        await sitting.go("unread:0")
        await sitting.say("enter", "X takes the line off, z brings it back")


async def test_what_was_not_read_stands_on_the_sheet_the_projector_and_beside_the_form() -> None:
    async with opened(HALF, size=(140, 45)) as sitting:
        await sitting.until(lambda: SENTENCE in " ".join(" ".join(sitting.why_texts).split()), "it beside the form")
        await sitting.step(7)
        assert SENTENCE in " ".join(" ".join(sitting.list_texts).split())
        await sitting.step(1)
        await sitting.press_until("P", lambda: sitting.screen.presenting)
        for step in (1, 2, 3, 7):
            await sitting.step(step)
            assert SENTENCE in " ".join(" ".join(sitting.list_texts).split()), step


@pytest.mark.parametrize(("width", "said"), [(100, "! 1 not read, 1 not counted"), (50, "! 2")])
async def test_top_line_counts_what_is_missing_in_each_way(width: int, said: str) -> None:
    entry = CaseEntry(disease="NSCLC", findings=[FindingEntry("G1203R")], unread=[UNREAD])
    async with opened(entry, size=(width, 30)) as sitting:
        assert sitting.line("case").endswith(said)


async def test_pasted_text_that_was_read_in_part_leaves_that_with_the_case() -> None:
    async with opened(CaseEntry(disease="NSCLC")) as sitting:
        sitting.app.post_message(events.Paste("G1202R\nG1203R\n"))
        await sitting.until(lambda: sitting.view == "import", "what was pasted")
        assert [text for text in sitting.list_texts if "was not read" in text] == []
        assert any("line 2" in text for text in sitting.list_texts)
        await sitting.go("import:add")
        sitting.press("enter")
        await sitting.until(lambda: not sitting.view, "the form")
        assert [(unread.source, len(unread.items)) for unread in sitting.entry.unread] == [("the pasted text", 1)]
        assert sitting.item_texts[0].startswith("! 1 item of the pasted text was not read: line 2: ")
