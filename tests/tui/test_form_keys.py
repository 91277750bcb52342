"""The form under one's hands: space chooses, letters type, lists end alike, what decides stands first, deleting is told."""

import pytest
from tui.sitting import Sitting, opened

from alktui.cases.entry import CaseEntry, FindingEntry, TherapyEntry
from alktui.cases.example import EXAMPLES
from alktui.tui.guide import topic_of
from alktui.tui.keymap import DEFAULT

ALCL = CaseEntry(disease="ALCL")
ONE = CaseEntry(disease="ALCL", findings=[FindingEntry("G1202R")], prior=[TherapyEntry("crizotinib", "progressed")])
TEXT_LINES = ("label", "question", "fusion", "transformation", "finding:+", "prior:+", "prior-therapy:+")


async def close(sitting: Sitting) -> None:
    """Leave the prompt."""
    await sitting.press_until("escape", lambda: sitting.typed is None and sitting.lines.has_focus)


# -- keys ------------------------------------------------------------------------------------------------------------------


async def test_space_chooses_the_next_value_and_toggles() -> None:
    async with opened(ALCL) as sitting:
        await sitting.go("setting")
        await sitting.press_until("space", lambda: sitting.entry.setting == "untreated")
        await sitting.press_until("space", lambda: sitting.entry.setting == "relapsed")
        await sitting.go("no-prior-tki")
        await sitting.press_until("space", lambda: sitting.entry.no_prior_tki)
        await sitting.press_until("space", lambda: not sitting.entry.no_prior_tki)
        assert sitting.key == "no-prior-tki"


async def test_space_opens_a_line_of_text_and_says_what_an_example_needs() -> None:
    async with opened() as sitting:
        await sitting.go("label")
        await sitting.press_until("space", lambda: sitting.typed == "")
        await close(sitting)
        await sitting.go(next(key for key in sitting.keys if key.startswith("example:")))
        await sitting.say("space", "enter does what this line says")
        assert sitting.entry.is_empty


async def test_space_turns_pages_in_every_other_step() -> None:
    async with opened(EXAMPLES["NSCLC, untreated"]) as sitting:
        await sitting.step(6)
        first = sitting.key
        await sitting.press_until("space", lambda: sitting.key != first)


@pytest.mark.parametrize("key", TEXT_LINES)
@pytest.mark.parametrize("letter", ["q", "d", "j", "N", "x", "é"])
async def test_letter_begins_typing_on_a_line_of_text(key: str, letter: str) -> None:
    """Also one that is a command elsewhere: who types quite a question does not leave alktui."""
    async with opened(ALCL) as sitting:
        await sitting.go(key)
        sitting.press(letter, "u", "1")
        await sitting.until(lambda: sitting.typed == f"{letter}u1")
        assert sitting.screen.prompt.key == key
        assert sitting.entry == ALCL


async def test_letter_goes_on_with_a_text_that_is_there() -> None:
    async with opened(CaseEntry(disease="ALCL", label="board")) as sitting:
        await sitting.go("label")
        sitting.press("s", "enter")
        await sitting.until(lambda: sitting.entry.label == "boards")


async def test_letters_are_completed_like_others() -> None:
    async with opened(ALCL) as sitting:
        await sitting.go("prior:+")
        sitting.press(*"lorl")
        await sitting.until(lambda: sitting.typed == "lorl")
        await sitting.press_until("tab", lambda: sitting.typed == "lorlatinib")


async def test_keys_of_commands_work_on_every_other_line() -> None:
    async with opened(ONE) as sitting:
        await sitting.go("prior:0")
        await sitting.press_until("d", lambda: not sitting.entry.prior)
        await sitting.go("setting")
        await sitting.press_until("u", lambda: sitting.entry.prior)
        await sitting.press_until("j", lambda: sitting.key != "setting")


@pytest.mark.parametrize(("key", "label"), [("/", "Search"), (":", "Command")])
async def test_palette_and_search_open_on_a_line_of_text(key: str, label: str) -> None:
    async with opened(ALCL) as sitting:
        await sitting.go("label")
        await sitting.prompt_by(key)
        assert label in sitting.line("label")


async def test_help_and_steps_work_on_a_line_of_text_and_help_says_so() -> None:
    async with opened(ALCL) as sitting:
        await sitting.go("label")
        await sitting.press_until("?", lambda: sitting.view == "help")
        await sitting.leave_view()
        await sitting.step(2)
        await sitting.step(1)
        await sitting.go("setting")
    words = " ".join(topic_of("case", DEFAULT).paragraphs)
    assert "a letter begins to type there, also one that is a command elsewhere" in words


# -- lists -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "texts"),
    [("finding:+", ["G1202R"]), ("finding:+", ["G1202R", "L1196M"]), ("prior:+", ["crizotinib", "lorlatinib"])],
)
async def test_list_ends_on_its_own_line_and_the_next_keys_set_nothing_unseen(key: str, texts: list[str]) -> None:
    async with opened(ALCL) as sitting:
        await sitting.go(key)
        await sitting.press_until("enter", lambda: sitting.typed == "")
        for text in texts:
            await sitting.type(text)
            await sitting.take_another()
        await sitting.press_until("enter", lambda: sitting.typed is None and sitting.lines.has_focus)
        assert sitting.key == key
        sitting.press("down", "right")
        await sitting.settle()
        assert not sitting.entry.amplification
        place = sitting.keys.index(key)
        assert "amplification" not in sitting.keys[place : place + 3]


async def test_phase_is_told_where_the_list_ends() -> None:
    async with opened(ONE) as sitting:
        await sitting.go("finding:+")
        await sitting.press_until("enter", lambda: sitting.typed == "")
        await sitting.type("L1196M")
        await sitting.take_another()
        assert "on the line Phase, left and right say" in await sitting.say("enter", "Phase")
        assert sitting.keys[sitting.keys.index("finding:+") + 1] == "phase"


# -- what stands first -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("entry", [ONE, *EXAMPLES.values()])
async def test_step_that_is_first_shown_stands_on_its_first_row(entry: CaseEntry) -> None:
    async with opened(entry) as sitting:
        assert sitting.key == sitting.keys[0]
        await sitting.go("question")
        for number in (3, 4, 5, 6):
            await sitting.step(number)
            assert sitting.key == sitting.keys[0], number


async def test_markers_that_are_entered_or_decide_stand_first_and_the_others_are_folded() -> None:
    async with opened(CaseEntry(disease="ALCL", findings=ONE.findings, biomarkers={"CEA": "positive"})) as sitting:
        report, catalogue = sitting.app.session.report, sitting.app.session.catalogue
        assert report
        assert catalogue
        asked = {test.fact for test in report.next_tests} & catalogue.biomarker.keys()
        shown = [key.removeprefix("biomarker:") for key in sitting.keys if key.startswith("biomarker:")]
        assert shown == sorted({"CEA", *asked}, key=str.casefold)
        count = len(catalogue.biomarkers) - len(shown)
        await sitting.go("fold:markers")
        assert sitting.highlighted == f"{count} more markers: none decides here; enter unfolds them"
        await sitting.press_until("enter", lambda: "biomarker:KRAS" in sitting.keys)
        assert len([key for key in sitting.keys if key.startswith("biomarker:")]) == len(catalogue.biomarkers)
        assert sitting.key == "fold:markers"
        await sitting.press_until("space", lambda: "biomarker:KRAS" not in sitting.keys)


async def test_marker_stays_where_it_is_while_its_states_are_gone_through() -> None:
    async with opened(ONE) as sitting:
        for key in ("biomarker:KRAS", "biomarker:PD-L1"):
            await sitting.go(key)
            place = sitting.keys.index(key)
            assert sitting.app.session.catalogue
            for state in (*sitting.app.session.catalogue.biomarker[key.partition(":")[2]].states, ""):
                await sitting.press_until(
                    "space", lambda state=state, key=key: sitting.entry.biomarkers.get(key.partition(":")[2], "") == state
                )
                assert sitting.key == key
                assert sitting.keys.index(key) == place


async def test_without_a_disease_the_markers_say_that_it_is_needed() -> None:
    async with opened() as sitting:
        assert any("the disease says which decide" in line for line in sitting.list_texts)


async def test_folded_marker_is_found_by_its_name() -> None:
    async with opened(ONE) as sitting:
        assert "biomarker:KRAS" not in sitting.keys
        await sitting.prompt_by("f")
        await sitting.type("kras")
        await sitting.press_until("enter", lambda: sitting.key == "biomarker:KRAS")


async def test_empty_form_says_what_is_still_needed() -> None:
    async with opened(size=(120, 30)) as sitting:
        await sitting.until(lambda: sitting.why_texts)
        assert sitting.why_texts[0].startswith("Still needed: a disease.")
        await sitting.choose("disease")
        words = " ".join(sitting.why_texts)
        words = " ".join(words.split())
        assert words.startswith(
            "Still needed: the setting; the ALK TKIs given before, or that none was; what ALK sequencing found"
        )
        assert words.count("No profile") <= 1
    async with opened(ONE, size=(120, 30)) as sitting:
        await sitting.until(lambda: any("Ask next" in line for line in sitting.why_texts))
        assert "Still needed" not in " ".join(sitting.why_texts)


# -- what is told ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("finding:0", "deleted: G1202R; u brings it back"),
        ("prior:0", "deleted: crizotinib: progressed; u brings it back"),
        ("biomarker:IL10RA", "deleted: IL10RA high; u brings it back"),
        ("disease", "deleted: Disease ALCL; u brings it back"),
    ],
)
async def test_deleting_says_what_is_gone_and_how_it_comes_back(key: str, said: str) -> None:
    entry = CaseEntry(disease="ALCL", findings=ONE.findings, prior=ONE.prior, biomarkers={"IL10RA": "high"})
    async with opened(entry) as sitting:
        await sitting.go(key)
        await sitting.say("d", said)
        await sitting.go("disease")
        await sitting.press_until("u", lambda: sitting.entry == entry)


async def test_emptying_a_text_says_what_is_gone() -> None:
    async with opened(ONE) as sitting:
        await sitting.ask("finding:0")
        sitting.press("ctrl+u", "enter")
        await sitting.until(lambda: "deleted: G1202R; u brings it back" in sitting.line("keys"))


async def test_deleting_nothing_says_so() -> None:
    async with opened(ALCL) as sitting:
        await sitting.go("setting")
        await sitting.say("d", "There is nothing to delete on this line.")


@pytest.mark.parametrize("text", ["G1202R", "p.Gly1202Arg", "g1202r"])
async def test_variant_that_is_entered_twice_is_told(text: str) -> None:
    async with opened(ONE) as sitting:
        assert "entered twice, as line 1" in await sitting.add("finding:+", text)
        await sitting.until(lambda: any("as line 1; in the catalogue" in line for line in sitting.list_texts))


async def test_what_if_keeps_no_word_of_another_screen() -> None:
    async with opened(ONE) as sitting:
        await sitting.step(3)
        await sitting.prompt_by("w")
        await sitting.type("half")
        await close(sitting)
        await sitting.step(4)
        await sitting.prompt_by("w")
        assert sitting.typed == ""
        await close(sitting)
        await sitting.press_until("t", lambda: sitting.view == "what to test next")
        await sitting.prompt_by("w")
        assert sitting.typed == f"{sitting.key.removeprefix('next:')}="
        await close(sitting)
        await sitting.step(3)
        await sitting.prompt_by("w")
        assert sitting.typed == "half"


async def test_best_response_is_typed_and_shown() -> None:
    async with opened(ALCL, (100, 30)) as sitting:
        await sitting.add("prior:+", "crizotinib: progressed 2023-02 to 2023-11, best response PR")
        assert sitting.entry.prior == [TherapyEntry("crizotinib", "progressed", "2023-02", "2023-11", "PR")]
        await close(sitting)
        item = next(text for text in sitting.item_texts if "crizotinib" in text)
        assert item.endswith("1 crizotinib progressed 2023-02 to 2023-11 best response PR")


async def test_transformation_and_alk_at_rebiopsy_are_entered() -> None:
    async with opened(ALCL, (120, 30)) as sitting:
        await sitting.enter("transformation", "small cell")
        await sitting.choose("alk_at_rebiopsy", 2)
        assert (sitting.entry.transformation, sitting.entry.alk_at_rebiopsy) == ("small cell", "negative")
        words = " ".join(" ".join(sitting.why_texts).split())
        assert words.count("Transformation and ALK status at re-biopsy are not covered by these reviews.") == 1


async def test_key_that_the_bottom_line_names_takes_back_on_a_line_of_text_too() -> None:
    """The last variant deleted, the line to add one is highlighted; u is then what was told, and types nothing."""
    async with opened(CaseEntry(disease="ALCL", findings=ONE.findings)) as sitting:
        await sitting.go("finding:0")
        await sitting.say("d", "u brings it back")
        await sitting.go("finding:+")
        sitting.press("up", "down", "d")
        await close_begun(sitting, "d")
        await sitting.go("question")
        await sitting.ask("question")
        await sitting.type("x")
        await sitting.take()
        await sitting.ask("question")
        sitting.press("ctrl+u", "enter")
        await sitting.until(lambda: "u brings it back" in sitting.line("keys"))
        await sitting.press_until("u", lambda: sitting.entry.question == "x")
        assert sitting.typed is None


async def close_begun(sitting: Sitting, text: str) -> None:
    """Leave a prompt that a letter opened."""
    await sitting.until(lambda: sitting.typed == text)
    await close(sitting)


async def test_bottom_line_names_no_letter_where_letters_type() -> None:
    async with opened(ALCL) as sitting:
        assert "q quit" in sitting.line("keys")
        await sitting.go("label")
        await sitting.until(lambda: "or a letter: type" in sitting.line("keys"))
        assert "? help" in sitting.line("keys")
        assert not any(f" {letter} " in f" {sitting.line('keys')} " for letter in "quSOdfx")
        await sitting.press_until("up", lambda: "q quit" in sitting.line("keys"))


async def test_undo_goes_on_where_a_line_of_text_comes_under_the_cursor() -> None:
    """Taking back a TKI leaves the cursor on the line to add one; u again takes back what was before, and types nothing."""
    async with opened(ALCL) as sitting:
        await sitting.choose("setting", 2)
        await sitting.enter("prior:+", "crizotinib")
        await sitting.go("prior:0")
        sitting.press("u", "u")
        await sitting.until(lambda: sitting.entry == ALCL)
        await sitting.press_until("U", lambda: sitting.entry.setting == "relapsed")
        assert sitting.typed is None
