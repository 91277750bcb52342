"""What a person who knows terminals expects: nothing changes by a slip, every key says why, and one finds one's way."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from tui.sitting import opened

from alktui.cases.entry import CaseEntry, FindingEntry, TherapyEntry
from alktui.cases.example import EXAMPLES
from alktui.tui.command import COMMANDS
from alktui.tui.glyph import ASCII, UTF8, glyphs
from alktui.tui.guide import topic_of
from alktui.tui.keymap import DEFAULT

COMPOUND, THREE, NONE_FOUND, UNTREATED = EXAMPLES.values()


# -- commands by name ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "view"),
    [
        ("mtx", "matrix"),
        ("matrix", "matrix"),
        ("escape", "escape map"),
        ("tstnxt", "what to test next"),
        ("outcomes", "outcomes"),
    ],
)
async def test_palette_is_typed_into_at_once(typed: str, view: str) -> None:
    """A colon and a few letters are enough; nothing stands in the line that has to be deleted first."""
    async with opened(COMPOUND) as sitting:
        await sitting.prompt_by(":")
        assert sitting.typed == ""
        await sitting.type(typed)
        await sitting.press_until("enter", lambda: sitting.view == view)


async def test_palette_shows_the_commands_with_their_keys() -> None:
    async with opened(COMPOUND) as sitting:
        await sitting.prompt_by(":")
        await sitting.type("ren")
        await sitting.until(lambda: any(line.startswith("> rename") and " R " in line for line in sitting.painted))
        await sitting.press_until("escape", lambda: sitting.typed is None)
        await sitting.prompt_by(":")
        assert sitting.typed == "", "a new search for a command begins with nothing"


async def test_palette_says_that_nothing_fits_and_stays() -> None:
    async with opened(COMPOUND) as sitting:
        await sitting.prompt_by(":")
        await sitting.type("zzz")
        assert "Nothing fits" in await sitting.refused()
        assert sitting.typed == "zzz"


async def test_help_explains_the_line_in_focus_and_runs_a_command() -> None:
    async with opened(THREE) as sitting:
        await sitting.go("phase")
        await sitting.press_until("?", lambda: sitting.view == "help")
        assert sitting.list_texts[0] == "Phase"
        assert "most cautious call leads" in " ".join(sitting.list_texts[:5])
        await sitting.press_until("?", lambda: not sitting.view)
        await sitting.press_until("?", lambda: sitting.view == "help")
        await sitting.go("command:matrix")
        await sitting.press_until("enter", lambda: sitting.view == "matrix")
        await sitting.press_until("?", lambda: sitting.view == "help")
        assert sitting.list_texts[0] == "Matrix"


def test_help_has_words_for_every_place() -> None:
    """Every step and view, the pane, and every kind of line of the form has a topic of its own."""
    steps = {topic_of(step, DEFAULT).title for step in ("case", "tkis", "strategies", "targets", "trials", "summary")}
    assert len(steps) == 6
    views = ("matrix", "escape map", "what to test next", "what-if", "immune context", "outcomes", "search", "cited")
    views += ("stored cases", "import", "presentation")
    assert len({topic_of("tkis", DEFAULT, view=view).title for view in views} - steps) == len(views)
    kinds = ("disease", "setting", "alk", "prior", "no-prior-tki", "finding", "beside", "sequencing", "amplification", "phase")
    kinds += ("prior-therapy", "age_group", "fusion", "label", "question", "biomarker", "example", "orphan")
    assert len({topic_of("case", DEFAULT, line=kind).title for kind in kinds} - steps) == len(kinds)
    assert topic_of("tkis", DEFAULT, reading=True).title == "Why"
    assert "{" not in " ".join(topic_of("case", DEFAULT, line=kind).paragraphs[0] for kind in kinds)


# -- nothing by a slip -----------------------------------------------------------------------------------------------------


async def test_enter_on_a_choice_lists_its_values_and_changes_nothing() -> None:
    """CD30 does not become negative because somebody wanted to look at it."""
    async with opened(COMPOUND) as sitting:
        await sitting.ask_choice("biomarker:CD30")
        shown = " ".join(sitting.painted)
        for word in ("positive by diagnosis", "negative", "high", "low"):
            assert word in shown
        await sitting.press_until("enter", lambda: sitting.typed is None)
        assert sitting.entry == COMPOUND
        await sitting.ask_choice("biomarker:CD30")
        await sitting.type("neg")
        await sitting.press_until("enter", lambda: sitting.entry.biomarkers == {"CD30": "negative"})


async def test_undo_says_what_it_took_back_and_when_there_is_nothing() -> None:
    async with opened(COMPOUND) as sitting:
        await sitting.choose("setting")
        await sitting.choose("biomarker:IL10RA")
        await sitting.step(4)
        await sitting.say("u", "undone: IL10RA is not tested")
        await sitting.say("u", "undone: setting")
        await sitting.say("u", "there is nothing to undo")
        await sitting.say("U", "done again: setting")
        await sitting.say("U", "done again: IL10RA is high")
        await sitting.say("U", "there is nothing to do again")


async def test_what_was_said_goes_with_the_next_key() -> None:
    """A message does not hide the keys for longer than it takes to read it."""
    async with opened(COMPOUND) as sitting:
        await sitting.step(4)
        await sitting.say("s", "sorted by level")
        await sitting.press_until("down", lambda: "q quit" in sitting.line("keys"))


@pytest.mark.parametrize(
    ("step", "key", "says"),
    [
        (3, "h", "nothing to hide here"),
        (3, "s", "nothing to sort here"),
        (7, "f", "nothing to filter here"),
        (2, "d", "nothing to delete here"),
        (3, "R", "O lists the stored cases"),
        (3, "D", "O lists the stored cases"),
        (3, "J", "move a prior therapy"),
        (3, "E", "over an empty case only"),
        (3, "S", "Nothing is kept here"),
        (3, "right", "Left and right change a value of the case"),
        (2, "escape", "nothing to go back to; q leaves"),
        (7, "enter", "no line to open here"),
        (7, "n", "the last step"),
        (1, "p", "the first step"),
    ],
)
async def test_key_that_does_nothing_here_says_why(step: int, key: str, says: str) -> None:
    entry = CaseEntry(disease="ALCL", findings=COMPOUND.findings)
    async with opened(entry) as sitting:
        await sitting.step(step)
        await sitting.say(key, says)
        assert sitting.entry == entry


@pytest.mark.parametrize("key", ["u", "U", "N", "E"])
async def test_presentation_says_that_nothing_is_changed(key: str) -> None:
    """A slip before the board changes nothing, and whoever presses a key that is taken elsewhere hears why not."""
    async with opened(COMPOUND) as sitting:
        await sitting.step(3)
        await sitting.press_until("P", lambda: sitting.screen.presenting)
        await sitting.say(key, "Nothing is changed while presenting")
        assert sitting.entry == COMPOUND


async def test_parts_belong_to_the_list_and_why_says_so() -> None:
    async with opened(COMPOUND) as sitting:
        await sitting.step(3)
        await sitting.explain()
        await sitting.say("]", "parts of a list")
        assert sitting.screen.is_reading


async def test_line_out_of_sight_is_shown_before_it_is_opened() -> None:
    """Under long notes no key does anything to a line that one does not see."""
    async with opened(COMPOUND, size=(40, 8)) as sitting:
        await sitting.step(3)
        await sitting.press_until("end", lambda: sitting.key == "gilteritinib")
        await sitting.settle()
        assert not any(line.startswith("gilteritinib") for line in sitting.painted)
        await sitting.say("enter", "out of sight")
        assert not sitting.screen.is_reading
        assert any(line.startswith("gilteritinib") for line in sitting.painted)
        await sitting.explain()


async def test_what_if_is_dropped_by_two_enters() -> None:
    """Trying out never becomes the case by pressing on; what is kept is said, and undo takes it back."""
    async with opened(COMPOUND) as sitting:
        await sitting.prompt_by("w")
        await sitting.type("G1202R")
        await sitting.press_until("enter", lambda: sitting.view == "what-if")
        await sitting.press_until("enter", lambda: not sitting.view)
        assert sitting.entry == COMPOUND
        await sitting.prompt_by("w")
        await sitting.press_until("tab", lambda: sitting.typed == "G1202R")
        await sitting.press_until("enter", lambda: sitting.view == "what-if")
        await sitting.go("what-if:keep")
        await sitting.say("enter", "kept: G1202R")
        assert [finding.text for finding in sitting.entry.findings] == ["C1156Y+L1198F", "G1202R"]


@pytest.mark.parametrize(
    ("typed", "change"),
    [("IL10RA high", {"IL10RA": "high"}), ("il10ra=high", {"il10ra": "high"}), ("brain-metastases present", None)],
)
async def test_what_if_is_typed_as_one_says_it(typed: str, change: dict[str, str] | None) -> None:
    async with opened(COMPOUND) as sitting:
        await sitting.prompt_by("w")
        await sitting.type(typed)
        await sitting.press_until("enter", lambda: sitting.view == "what-if")
        await sitting.go("what-if:keep")
        await sitting.press_until("enter", lambda: sitting.entry.biomarkers)
        assert sitting.entry.biomarkers == (change or {"brain-metastases": "present"})


async def test_what_moved_can_be_explained() -> None:
    async with opened(COMPOUND) as sitting:
        await sitting.prompt_by("w")
        await sitting.type("G1202R")
        await sitting.press_until("enter", lambda: sitting.view == "what-if")
        await sitting.go("moved:crizotinib")
        assert "G1202R: resistant (found)" in " ".join(await sitting.explain())


async def test_question_of_the_next_test_can_be_tried_out() -> None:
    """From what to test next, w asks for an answer to the highlighted question."""
    async with opened(COMPOUND) as sitting:
        await sitting.press_until("t", lambda: sitting.view == "what to test next")
        await sitting.go("next:WASP")
        await sitting.prompt_by("w")
        assert sitting.typed == "WASP="
        await sitting.press_until("tab", lambda: sitting.typed not in ("WASP=", ""))


# -- finding one's way -----------------------------------------------------------------------------------------------------


async def test_line_of_the_form_is_found_by_name() -> None:
    """PD-L1 is not forty keys away."""
    async with opened(COMPOUND) as sitting:
        await sitting.prompt_by("f")
        await sitting.type("pdl1")
        await sitting.press_until("enter", lambda: sitting.key == "biomarker:PD-L1")
        await sitting.until(lambda: any(line.startswith("PD-L1 ") for line in sitting.painted))


async def test_part_leads_to_the_biomarkers_and_back() -> None:
    async with opened(COMPOUND) as sitting:
        await sitting.press_until("]", lambda: sitting.key.startswith("biomarker:"))
        await sitting.press_until("[", lambda: sitting.key == "disease")


async def test_prior_tki_is_moved_in_its_order() -> None:
    async with opened(COMPOUND) as sitting:
        await sitting.go("prior:1")
        await sitting.press_until("K", lambda: sitting.key == "prior:0")
        assert [therapy.name for therapy in sitting.entry.prior] == ["lorlatinib", "crizotinib"]
        await sitting.press_until("J", lambda: sitting.key == "prior:1")
        assert sitting.entry.prior == COMPOUND.prior


async def test_example_and_new_case_are_one_key_away() -> None:
    async with opened() as sitting:
        for entry in (*EXAMPLES.values(), COMPOUND):
            await sitting.press_until("E", lambda entry=entry: sitting.entry == entry)
        await sitting.choose("setting")
        await sitting.say("E", "over an empty case only")
        await sitting.press_until("N", lambda: sitting.entry.is_empty)
        await sitting.press_until("u", lambda: sitting.typed == "")
        sitting.press("down", "enter")
        await sitting.until(lambda: sitting.entry.setting != COMPOUND.setting and not sitting.entry.is_empty)


async def test_filter_works_while_it_is_typed_and_belongs_to_its_step() -> None:
    async with opened(COMPOUND) as sitting:
        await sitting.step(4)
        every = sitting.keys
        await sitting.prompt_by("f")
        await sitting.type("bcl")
        await sitting.until(lambda: any('filter "bcl": 1 of' in line for line in sitting.list_texts), "the list while one types")
        assert 0 < len(sitting.keys) < len(every)
        await sitting.take()
        await sitting.step(5)
        assert not any("filter" in line for line in sitting.list_texts)
        await sitting.step(4)
        assert len(sitting.keys) < len(every)
        await sitting.press_until("escape", lambda: sitting.keys == every)


async def test_filter_left_by_escape_is_as_before() -> None:
    async with opened(COMPOUND) as sitting:
        await sitting.step(4)
        every = sitting.keys
        await sitting.prompt_by("f")
        await sitting.type("zzz")
        await sitting.until(lambda: any("0 of" in line for line in sitting.list_texts), "that nothing holds it")
        await sitting.press_until("escape", lambda: sitting.keys == every)


async def test_filter_tells_what_it_finds_among_the_excluded() -> None:
    async with opened(COMPOUND) as sitting:
        await sitting.step(4)
        await sitting.prompt_by("f")
        await sitting.type("bevacizumab")
        await sitting.until(lambda: any("more among the excluded (h)" in line for line in sitting.list_texts))


async def test_filter_begins_at_the_beginning_of_words() -> None:
    """MET does not find pemetrexed."""
    async with opened(CaseEntry(disease="NSCLC")) as sitting:
        await sitting.step(4)
        await sitting.press_until("h", lambda: any("Excluded (" in line for line in sitting.list_texts))
        await sitting.prompt_by("f")
        await sitting.type("met")
        await sitting.take()
        assert sitting.keys
        for row in sitting.lines.rows:
            if row.key and row.detail:
                assert "MET" in " ".join(line.text for line in row.detail(200)), row.text


async def test_search_remembers_what_was_asked() -> None:
    async with opened(COMPOUND) as sitting:
        await sitting.search("IL10RA")
        await sitting.step(3)
        await sitting.prompt_by("/")
        await sitting.press_until("tab", lambda: sitting.typed == "IL10RA")


async def test_text_left_in_a_prompt_is_there_again() -> None:
    """The bottom line says that nothing is lost; so it is, also in searching and trying out."""
    async with opened(COMPOUND) as sitting:
        for key in ("/", "w"):
            await sitting.prompt_by(key)
            await sitting.type("half")
            await sitting.press_until("escape", lambda: sitting.typed is None)
            await sitting.prompt_by(key)
            assert sitting.typed == "half"
            await sitting.press_until("escape", lambda: sitting.typed is None)


async def test_tki_that_can_be_only_one_is_taken() -> None:
    async with opened(CaseEntry(disease="ALCL")) as sitting:
        await sitting.enter("prior:+", "lorl 2023-02 to 2023-11")
        assert sitting.entry.prior == [TherapyEntry("lorlatinib", "", "2023-02", "2023-11")]
        line = next(text for text in sitting.list_texts if "lorlatinib" in text)
        assert line.endswith("progressed (assumed)  2023-02 to 2023-11")
        await sitting.ask("prior:+")
        await sitting.type("tinib")
        await sitting.refused()


async def test_dates_that_cannot_be_are_refused_in_place() -> None:
    async with opened(CaseEntry(disease="ALCL")) as sitting:
        await sitting.ask("prior:+")
        await sitting.type("crizotinib 02/2023")
        assert "is no date" in await sitting.refused()
        assert not sitting.entry.prior


async def test_variant_typed_beside_a_variant_is_refused() -> None:
    """The line under a variant is its specimen; a second variant typed there would print as one."""
    async with opened(CaseEntry(disease="ALCL", findings=[FindingEntry("G1202R")])) as sitting:
        await sitting.ask("beside:0")
        await sitting.type("L1196M")
        assert "reads as a variant" in await sitting.refused()


# -- what is seen ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (40, 10)])
async def test_list_that_goes_on_says_so(size: tuple[int, int]) -> None:
    async with opened(COMPOUND, size) as sitting:

        def marks() -> tuple[bool, bool]:
            region = sitting.lines.content_region
            first, last = (sitting.painted[y][: region.right] for y in (region.y, region.bottom - 1))
            return first.endswith(UTF8.above), last.endswith(UTF8.below)

        await sitting.until(lambda: marks() == (False, True), "more below")
        await sitting.press_until("G", lambda: marks() == (True, False))
        await sitting.press_until("g", lambda: marks() == (False, True))


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "en_GB.UTF-8"}, UTF8),
        ({"LANG": "de_DE.utf8"}, UTF8),
        ({"LC_ALL": "C", "LANG": "en_GB.UTF-8"}, ASCII),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, ASCII),
        ({"LC_CTYPE": "en_US.UTF-8", "LANG": "C"}, UTF8),
        ({"LC_CTYPE": "C.UTF-8"}, UTF8),
        ({"LANG": "POSIX"}, ASCII),
        ({}, ASCII),
    ],
)
def test_signs_are_those_that_the_locale_has(environment: dict[str, str], expected: object) -> None:
    assert glyphs(environment) == expected


async def test_ascii_is_all_that_is_drawn_where_the_locale_has_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    async with opened(COMPOUND, (100, 30)) as sitting:
        for step in (1, 2, 3, 4, 6):
            await sitting.step(step)
            await sitting.settle()
            assert all(line.isascii() for line in sitting.painted), [line for line in sitting.painted if not line.isascii()]


@pytest.mark.parametrize("width", [40, 60, 80, 100])
async def test_top_line_is_never_cut_without_saying_so(width: int) -> None:
    """A finding cut in the middle would be another finding; what matters less is said more shortly first."""
    entry = CaseEntry(disease="NSCLC", findings=[FindingEntry("C1156Y+L1198F"), FindingEntry("G1202R")])
    async with opened(entry, (width, 24)) as sitting:
        line = sitting.line("case")
        assert cell_len(line) <= width
        whole = "C1156Y+L1198F, G1202R" in line
        assert whole or line.endswith("..")
        assert whole or width < 80


async def test_what_is_not_counted_is_said_wherever_one_is() -> None:
    """Untreated with prior TKIs: no step shows an answer to another case without a word."""
    entry = CaseEntry(disease="ALCL", setting="untreated", prior=[TherapyEntry("crizotinib")])
    async with opened(entry) as sitting:
        for step in range(1, 8):
            await sitting.step(step)
            assert sitting.line("case").endswith("! 1 not counted")


async def test_presentation_is_left_and_not_ended_by_q() -> None:
    async with opened(COMPOUND) as sitting:
        await sitting.step(6)
        await sitting.press_until("P", lambda: sitting.screen.presenting)
        await sitting.press_until("6", lambda: sitting.screen.step == "trials")
        assert "setting (5) printed February 2022, 4.8 y ago" in " ".join(" ".join(sitting.list_texts).split())
        await sitting.press_until("q", lambda: not sitting.screen.presenting)
        assert sitting.app.is_running


async def test_theme_changes_by_key() -> None:
    async with opened(COMPOUND) as sitting:
        await sitting.say("T", "colours for a light terminal")
        assert sitting.app.theme == "ansi-light"
        await sitting.say("T", "colours for a dark terminal")


def test_every_command_is_named_once() -> None:
    assert len({command.title for command in COMMANDS}) == len(COMMANDS)
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)
