"""What goes away, arrives oddly, or lies over something else: nothing of it ends alktui or leads astray."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual import events
from tui.sitting import Sitting, opened
from tui.terminal import Terminal

from alktui.cases.entry import CaseEntry
from alktui.cases.example import EXAMPLES
from alktui.cases.store import CaseStore
from alktui.tui import completion

COMPOUND = next(iter(EXAMPLES.values()))
MAF = "Hugo_Symbol\tTumor_Sample_Barcode\tHGVSp_Short\nALK\tS1\tp.G1202R\nALK\tS2\tp.L1196M\n"


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALKTUI_HOME", str(tmp_path / "home"))


async def listed(sitting: Sitting) -> Path:
    """Save the case, and show it among the stored ones; its file."""
    await sitting.prompt_by("S")
    await sitting.type("A")
    await sitting.take()
    await sitting.press_until("O", lambda: sitting.view == "stored cases")
    return next((CaseStore().home / "cases").glob("*.json"))


@pytest.mark.parametrize("key", ["R", "D", "d", "enter"])
async def test_stored_case_that_is_gone_is_said_to_be(key: str) -> None:
    """Another alktui deleted it meanwhile."""
    async with opened(COMPOUND, keeping=True) as sitting:
        (await listed(sitting)).unlink()
        await sitting.say(key, "there is no case")


async def test_file_that_went_away_before_the_sample_was_chosen_is_said_to_be(tmp_path: Path) -> None:
    (tmp_path / "x.maf").write_text(MAF, "utf-8")
    async with opened() as sitting:
        await sitting.prompt_by("I")
        await sitting.type("x.maf")
        sitting.press("enter")
        await sitting.until(lambda: "sample:S2" in sitting.keys, "the samples")
        (tmp_path / "x.maf").unlink()
        await sitting.go("sample:S2")
        await sitting.say("enter", "cannot be read")


async def test_pipe_is_refused_at_once(tmp_path: Path) -> None:
    """Reading it would wait for somebody to write to it, and nothing else would work meanwhile."""
    os.mkfifo(tmp_path / "pipe")
    async with opened() as sitting:
        await sitting.prompt_by("I")
        await sitting.type("pipe")
        assert "is no file" in await sitting.refused()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
async def test_paste_of_several_lines_is_one_whatever_ends_them(end: str) -> None:
    """Terminals and tmux send carriage returns for line ends."""
    async with opened(CaseEntry(disease="NSCLC")) as sitting:
        sitting.app.post_message(events.Paste(end.join(["G1202R", "L1196M", ""])))
        await sitting.until(lambda: sitting.view == "import", "what was read")
        await sitting.go("import:add")
        await sitting.press_until("enter", lambda: not sitting.view)
        assert [finding.text for finding in sitting.entry.findings] == ["G1202R", "L1196M"]


def test_paste_waits_for_the_key_before_it(tmp_path: Path) -> None:
    """What is pasted after a key lands where that key leads, also when both arrive together."""
    with Terminal(tmp_path) as terminal:
        terminal.until_shown("Disease", "Biomarkers")
        terminal.write(b"/\x1b[200~IL10RA\x1b[201~\r")
        terminal.until_shown('records for "IL10RA"')


@pytest.mark.parametrize("size", [(80, 16), (120, 20)])
async def test_citation_off_the_screen_is_not_taken(size: tuple[int, int]) -> None:
    """After paging, c and enter speak of what is seen; reading on takes the nearest citation on the screen."""
    async with opened(COMPOUND, size) as sitting:
        await sitting.step(3)
        await sitting.explain()
        why = sitting.screen.why
        for _ in range(30):  # the headline and what warns of the call stand before the first citation
            if why.highlighted is None:
                sitting.press("down")
                await sitting.settle()
        first = why.highlighted
        assert first is not None
        sitting.press("pagedown", "pagedown")
        await sitting.settle()
        assert why.highlighted is None
        await sitting.press_until("down", lambda: why.highlighted)
        assert why.highlighted is not first
        sitting.press("G")
        await sitting.settle()
        await sitting.press_until("up", lambda: why.highlighted)
        assert any(why.highlighted and why.highlighted.text.strip()[:30] in line for line in sitting.painted)


async def test_help_leads_back_to_what_it_was_laid_over() -> None:
    async with opened(COMPOUND) as sitting:
        await sitting.press_until("m", lambda: sitting.view == "matrix")
        await sitting.go("matrix:L1198F")
        await sitting.press_until("?", lambda: sitting.view == "help")
        assert "goes back to matrix" in sitting.line("steps")
        await sitting.press_until("escape", lambda: sitting.view == "matrix")
        assert sitting.key == "matrix:L1198F"
        await sitting.step(3)
        await sitting.explain()
        await sitting.press_until("?", lambda: sitting.view == "help")
        await sitting.press_until("escape", lambda: not sitting.view and sitting.screen.is_reading)
        await sitting.press_until("escape", lambda: not sitting.screen.is_reading)
        await sitting.press_until("P", lambda: sitting.screen.presenting)
        await sitting.press_until("?", lambda: sitting.view == "help")
        await sitting.press_until("escape", lambda: not sitting.view and sitting.screen.presenting)


async def test_help_runs_the_command_of_the_view_behind_it() -> None:
    async with opened(COMPOUND, keeping=True) as sitting:
        await listed(sitting)
        await sitting.press_until("?", lambda: sitting.view == "help")
        await sitting.go("here:duplicate")
        await sitting.press_until("enter", lambda: sitting.typed == "A (2)")
        await sitting.say("enter", "stored as A (2)")
        assert sitting.view == "stored cases"


async def test_cited_records_lead_back_to_the_search() -> None:
    async with opened(COMPOUND) as sitting:
        await sitting.search("everolimus")
        await sitting.go(next(key for key in sitting.keys if "/strategy/" in key))
        await sitting.explain()
        why = sitting.screen.why
        for _ in range(40):  # what is stated of the record stands before where it stands
            if why.highlighted is None:
                sitting.press("down")
                await sitting.settle()
        await sitting.press_until("enter", lambda: sitting.view == "cited")
        await sitting.press_until("escape", lambda: sitting.view == "search")
        assert sitting.screen.is_reading
        sitting.press("escape", "escape")
        await sitting.until(lambda: not sitting.view)


async def test_what_if_goes_when_its_case_changes() -> None:
    """What it says would be of another case, and keeping it would put that one back."""
    async with opened(COMPOUND) as sitting:
        await sitting.choose("setting")
        await sitting.prompt_by("w")
        await sitting.type("IL10RA=high")
        await sitting.press_until("enter", lambda: sitting.view == "what-if")
        await sitting.press_until("u", lambda: not sitting.view)
        assert sitting.entry == COMPOUND


@pytest.mark.parametrize(("key", "view"), [("m", "matrix"), ("e", "escape map"), ("t", "what to test next"), ("o", "outcomes")])
async def test_view_goes_when_its_case_is_taken_back(key: str, view: str) -> None:
    """Undoing the only entry under a view ends on what stands beneath it, at every width, and on top nothing names the view."""
    async with opened(size=(140, 45)) as sitting:
        sitting.press("right")
        await sitting.until(lambda: sitting.entry.disease, "a disease")
        await sitting.step(3)
        await sitting.press_until(key, lambda: sitting.view == view)
        await sitting.press_until("u", lambda: not sitting.entry.disease)
        await sitting.settle()
        assert not sitting.view
        assert view not in sitting.painted[1]
        assert any("step 1 needs a disease" in line for line in sitting.painted)


@pytest.mark.parametrize("key", [":", "f"])
async def test_what_is_typed_is_seen_on_the_smallest_terminal(key: str) -> None:
    async with opened(COMPOUND, (40, 10)) as sitting:
        await sitting.prompt_by(key)
        await sitting.type("te")
        await sitting.until(lambda: "te" in sitting.painted, "what is typed")


async def test_prompt_fits_a_terminal_of_another_size() -> None:
    async with opened(COMPOUND, (120, 30)) as sitting:
        await sitting.ask("finding:+")
        for width in (50, 120):
            await sitting.resize(width, 24)
            rule = next(line for line in sitting.painted if " Variant " in line)
            assert len(rule) == width
            words = " ".join(sitting.painted)
            assert "tab completes" in " ".join(words.split())


async def test_long_message_is_said_to_its_end() -> None:
    async with opened(COMPOUND) as sitting:
        words = "a sentence that goes on for longer than the bottom line is wide, so that it takes a second one, to its end"
        sitting.screen.say(words)
        await sitting.until(lambda: words in " ".join(" ".join(sitting.painted).split()))
        await sitting.press_until("down", lambda: "q quit" in sitting.painted[-1])


async def test_case_on_the_screen_brought_back_is_the_same_case() -> None:
    """Deleted and brought back, it saves over itself; one that another alktui took back does not bar the next."""
    async with opened(COMPOUND, keeping=True) as sitting:
        await listed(sitting)
        await sitting.prompt_by("D")
        await sitting.say("enter", "stored as A (2)")
        await sitting.press_until("d", lambda: len(CaseStore().listing().cases) == 1)
        await sitting.press_until("d", lambda: not CaseStore().listing().cases)
        store = CaseStore()
        store.restore(store.trash.files()[0])
        await sitting.say("u", "A is back")
        await sitting.say("u", "nothing was deleted here")
        await sitting.leave_view()
        await sitting.choose("setting")
        await sitting.prompt_by("S")
        await sitting.take()
        await sitting.until(lambda: "saved as" in sitting.line("keys"))
        assert len(CaseStore().listing().cases) == 2


async def test_question_of_several_lines_entered_as_it_stands_is_unchanged() -> None:
    entry = CaseEntry(disease="ALCL", question="line one\nline two")
    async with opened(entry) as sitting:
        await sitting.ask("question")
        assert sitting.typed == "line one line two"
        await sitting.take()
        assert sitting.entry == entry


async def test_label_left_half_typed_belongs_to_its_case() -> None:
    async with opened(COMPOUND, keeping=True) as sitting:
        await sitting.prompt_by("S")
        await sitting.type("half")
        await sitting.press_until("escape", lambda: sitting.typed is None)
        await sitting.prompt_by("S")
        assert sitting.typed == "half"
        await sitting.press_until("escape", lambda: sitting.typed is None)
        await sitting.press_until("N", lambda: sitting.entry.is_empty)
        await sitting.choose("disease")
        await sitting.prompt_by("S")
        assert sitting.typed == ""


async def test_what_is_said_is_seen_on_the_projector() -> None:
    async with opened(COMPOUND) as sitting:
        await sitting.press_until("P", lambda: sitting.screen.presenting)
        sitting.press("h")
        await sitting.until(lambda: any("nothing to hide here" in line for line in sitting.painted))


async def test_variant_is_found_by_every_name_the_form_takes() -> None:
    async with opened(COMPOUND) as sitting:
        await sitting.prompt_by("/")
        await sitting.type("p.Gly1202Arg")
        await sitting.press_until("enter", lambda: sitting.view == "search")
        assert 'for "G1202R"' in sitting.list_texts[0]
        assert any("G1202R" in text for text in sitting.list_texts[1:])


async def test_paste_while_presenting_says_that_nothing_is_changed() -> None:
    async with opened(COMPOUND) as sitting:
        await sitting.press_until("P", lambda: sitting.screen.presenting)
        sitting.app.post_message(events.Paste("G1202R\nL1196M\n"))
        await sitting.until(lambda: "Nothing is changed while presenting" in " ".join(sitting.painted), "why nothing happens")
        assert sitting.entry == COMPOUND


async def test_heading_of_the_sheet_stands_out_and_its_lines_do_not() -> None:
    """A line of a TKI begins with its letter, which is no heading."""
    async with opened(COMPOUND) as sitting:
        await sitting.step(7)
        strong = [span[0] for row in sitting.lines.rows for span in row.spans if span[1] in ("strong", "title")]
        assert any(text.startswith("ALK tumour board sheet") for text in strong)
        assert {"ANSWER", "ALK TKIS", "SOURCES", "FOR THE BOARD"} <= set(strong)
        assert not [text for text in strong if "crizotinib" in text or "ordered by" in text]


@pytest.mark.parametrize(("typed", "first"), [("nt", "next-tests"), ("em", "escape-map"), ("exp", "export"), ("imune", "immune")])
def test_palette_lists_first_what_is_meant(typed: str, first: str) -> None:
    assert completion.commands(typed)[0] == first


def test_palette_lists_no_command_whose_letters_are_far_apart() -> None:
    """The letters of "save" stand in "previous value" too, which nobody means."""
    assert list(completion.commands("save")) == ["save"]
