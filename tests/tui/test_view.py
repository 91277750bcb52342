"""Help, search, and leaving."""

import dataclasses
import random
import re

import pytest
from tui.sitting import opened

from alktui.cases.entry import CaseEntry
from alktui.cases.example import EXAMPLES
from alktui.tui.command import COMMANDS, key_in_words

COMPOUND = next(iter(EXAMPLES.values()))


async def test_help_lists_every_command_with_its_keys() -> None:
    """No key has to be known or guessed: ? lists them all, each with a sentence."""
    async with opened() as sitting:
        await sitting.press_until("?", lambda: sitting.view == "help")
        words = " ".join(" ".join(sitting.list_texts).split())
        for command in COMMANDS:
            keys = " ".join(map(key_in_words, command.keys))
            assert f"{keys} {command.help}" in words, command.name
        await sitting.leave_view()
        assert sitting.key == "disease"


async def test_help_can_be_read_to_its_end_at_80x24() -> None:
    """The list of keys is longer than the screen; it scrolls, and no sentence is cut at the edge."""
    async with opened() as sitting:
        await sitting.press_until("?", lambda: sitting.view == "help")
        await sitting.until(lambda: any(COMMANDS[0].help in line for line in sitting.painted))
        seen: dict[str, None] = {}
        for _ in range(len(sitting.list_texts)):
            seen.update(dict.fromkeys(sitting.painted[2:-1]))
            if any(COMMANDS[-1].help in line for line in sitting.painted):
                break
            sitting.press("down")
            await sitting.settle()
        words = " ".join(" ".join(seen).split())
        assert not [command.help for command in COMMANDS if command.help not in words]


def test_no_key_means_two_things() -> None:
    keys = [key for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys))


def test_every_command_has_a_plain_key() -> None:
    """Nothing needs Alt, Ctrl, a function key or a mouse."""
    for command in COMMANDS:
        assert not any(key.startswith(("ctrl+", "alt+", "f1", "super+")) for key in command.keys), command.name


async def test_every_command_of_the_table_does_something() -> None:
    """The table is the one place: each of its names is an action of the screen that can be run."""
    async with opened(COMPOUND) as sitting:
        for command in COMMANDS:
            if command.name == "quit":
                continue
            assert await sitting.app.run_action(command.name, sitting.screen), command.name
            await sitting.settle()
            if sitting.typed is not None:
                await sitting.press_until("escape", lambda: sitting.typed is None and sitting.lines.has_focus)


# -- views ------------------------------------------------------------------------------------------------------------------

VIEWS = {
    "m": "profiles against TKIs",
    "e": "what escapes a TKI",
    "t": "what to test next",
    "i": "the immune context",
    "o": "outcomes",
    "?": "help",
}


@pytest.mark.parametrize("size", [(80, 24), (40, 10), (140, 45)])
async def test_view_opens_over_a_step_and_leads_back(size: tuple[int, int]) -> None:
    """A view is one key away, at every size, and Escape leads back to the very line."""
    async with opened(COMPOUND, size) as sitting:
        for number in (1, 2, 3, 6):
            await sitting.step(number)
            sitting.press("down", "down")
            await sitting.settle()
            line = sitting.key
            for key, name in VIEWS.items():
                sitting.press(key)
                await sitting.until(lambda: sitting.view and sitting.list_texts, name)
                enter = () if name == "help" else ("enter",)  # there it runs what is highlighted
                sitting.press("down", "G", "g", "pagedown", "right", "left", *enter, "down", "escape")
                await sitting.settle()
                if sitting.view:
                    await sitting.leave_view()
                assert (sitting.view, sitting.key) == ("", line), name
        assert sitting.entry == COMPOUND


async def test_view_without_a_case_says_what_is_missing() -> None:
    async with opened() as sitting:
        for key, name in VIEWS.items():
            sitting.press(key)
            await sitting.until(lambda: sitting.view or "step 1 needs a disease" in sitting.line("keys"), name)
            sitting.press("escape")
            await sitting.settle()
            assert sitting.app.is_running


@pytest.mark.parametrize("key", list(VIEWS))
async def test_view_survives_that_its_case_is_taken_back(key: str) -> None:
    """Undo under a view takes the case back; a view that has nothing to show any more goes, and nothing fails."""
    async with opened() as sitting:
        await sitting.go(next(key for key in sitting.keys if key.startswith("example:")))
        await sitting.press_until("enter", lambda: not sitting.entry.is_empty)
        sitting.press(key)
        await sitting.until(lambda: sitting.view, VIEWS[key])
        await sitting.press_until("u", lambda: sitting.entry.is_empty)
        await sitting.settle()
        sitting.press("home", "U")
        await sitting.until(lambda: sitting.entry == COMPOUND)
        assert sitting.app.is_running


async def test_palette_offers_no_end_by_a_slip() -> None:
    """Opening the list of commands and pressing Enter does not leave alktui."""
    async with opened(COMPOUND) as sitting:
        await sitting.prompt_by(":")
        sitting.press("enter")
        await sitting.settle()
        assert sitting.app.is_running
        assert not sitting.app._exit


async def test_palette_runs_a_command_by_name() -> None:
    """A command is found by a few letters of its name, without its key."""
    async with opened(COMPOUND) as sitting:
        await sitting.prompt_by(":")
        await sitting.press_until("ctrl+u", lambda: not sitting.typed)
        await sitting.type("trial")
        sitting.press("enter")
        await sitting.until(lambda: sitting.screen.step == "trials" and sitting.lines.has_focus)


async def test_matrix_shows_the_compound_and_its_members_apart() -> None:
    """Profiles stand against TKIs; a blank cell is no data, and the compound is never filled from its members."""
    async with opened(COMPOUND) as sitting:
        sitting.press("m")
        await sitting.until(lambda: sitting.view == "matrix")
        compound = next(text for text in sitting.list_texts if text.startswith("C1156Y+L1198F"))
        assert compound.split()[1:].count("S") == 1
        assert compound.split()[1:].count("\u00b7") >= 5
        assert any(text.startswith("C1156Y ") and text.endswith("alone") for text in sitting.list_texts)


async def test_what_if_changes_nothing_until_it_is_kept() -> None:
    """Trying a change out leaves the case as it is; what moves is named."""
    async with opened(COMPOUND) as sitting:
        before = sitting.line("steps")
        await sitting.prompt_by("w")
        await sitting.type("variant=G1202R")
        sitting.press("enter")
        await sitting.until(lambda: sitting.view == "what-if" and len(sitting.list_texts) > 1)
        assert sitting.entry == COMPOUND
        await sitting.leave_view()
        assert sitting.entry == COMPOUND
        assert sitting.line("steps") == before


async def test_what_if_says_how_the_changed_case_reads() -> None:
    """A variant joins what is entered, and nobody has said on which allele: both can be read before anything is kept."""
    async with opened(COMPOUND) as sitting:
        await sitting.step(3)
        await sitting.prompt_by("w")
        await sitting.type("G1202R")
        await sitting.press_until("enter", lambda: sitting.view == "what-if")
        text = " ".join(" ".join(sitting.list_texts).split())
        assert "What if: ALCL, relapsed | crizotinib > lorlatinib | C1156Y+L1198F, G1202R (phase unknown)" in text
        assert "Phase unknown: the findings may share an allele" in text
        assert not [line for line in sitting.list_texts if line.startswith("- ")], "a dash stands for no data"


async def test_what_if_says_beside_its_choice_how_much_moves() -> None:
    """At once, before any line that moved is highlighted: no empty pane."""
    async with opened(COMPOUND, (100, 30)) as sitting:
        await sitting.prompt_by("w")
        await sitting.type("IL10RA=high")
        await sitting.press_until("enter", lambda: sitting.view == "what-if")
        await sitting.until(lambda: any(text.startswith("Combinations: ") for text in sitting.why_texts))
        moved = next(text for text in sitting.list_texts if text.startswith("Combinations ("))
        assert f"{moved.split('(')[1].split(' move')[0]}; apply " in " ".join(sitting.why_texts)


async def test_what_if_refuses_what_is_no_change() -> None:
    async with opened(COMPOUND) as sitting:
        await sitting.prompt_by("w")
        await sitting.type("nonsense")
        await sitting.refused()
        assert sitting.typed == "nonsense"
        assert sitting.entry == COMPOUND


async def test_filter_shows_only_what_holds_a_text_and_goes_again() -> None:
    """A filter is said on the screen as long as it hides something, and the step's number does not follow it."""
    async with opened(COMPOUND) as sitting:
        await sitting.step(6)
        every, steps = sitting.keys, sitting.line("steps")
        await sitting.prompt_by("f")
        await sitting.type("lorlatinib")
        sitting.press("enter")
        await sitting.until(lambda: any('filter "lorlatinib"' in text for text in sitting.list_texts), "the filter said")
        assert 0 < len(sitting.keys) < len(every)
        assert sitting.line("steps") == steps
        await sitting.press_until("f", lambda: sitting.typed == "lorlatinib" and sitting.screen.prompt.input.has_focus)
        await sitting.press_until("ctrl+u", lambda: not sitting.typed)
        await sitting.press_until("enter", lambda: sitting.keys == every)


async def test_sort_orders_the_same_lines_in_other_ways() -> None:
    async with opened(COMPOUND) as sitting:
        await sitting.step(6)
        first = sitting.keys
        orders = {tuple(first)}
        for _ in range(3):
            before = sitting.list_texts
            await sitting.press_until("s", lambda before=before: sitting.list_texts != before)
            assert sorted(sitting.keys) == sorted(first)
            orders.add(tuple(sitting.keys))
        assert sitting.keys == first
        assert len(orders) > 1


async def test_presentation_shows_the_calls_without_keys_and_ends() -> None:
    """On the projector: the case and the calls, large and calm; Escape leads back."""
    async with opened(COMPOUND, (140, 45)) as sitting:
        await sitting.step(3)
        await sitting.press_until("P", lambda: any("1 of 6" in line for line in sitting.painted))
        await sitting.until(lambda: not any("q quit" in line for line in sitting.painted), "no keys on the projector")
        words = " ".join(sitting.painted)
        assert "Reported sensitive: crizotinib" in words
        assert "[S]" in words
        await sitting.press_until("right", lambda: any("2 of 6" in line for line in sitting.painted))
        await sitting.press_until("escape", lambda: any("q quit" in line for line in sitting.painted))
        assert sitting.screen.step == "tkis"


@pytest.mark.parametrize("key", ["space", "pagedown"])
async def test_clicker_turns_the_pages_of_the_presentation(key: str) -> None:
    """The Overview first, then a step a page, and the calls once more at the end, with label and question on each."""
    entry = dataclasses.replace(COMPOUND, label="Thursday 3", question="Which TKI next?")
    async with opened(entry, (100, 30)) as sitting:
        await sitting.press_until("P", lambda: sitting.screen.presenting)
        seen: dict[str, str] = {}
        for _ in range(40):
            await sitting.settle()
            words = " ".join(" ".join(sitting.list_texts).split())
            seen[sitting.screen.step] = words
            if sitting.screen.step == "summary":
                break
            sitting.press(key)
        assert list(seen) == ["overview", "tkis", "strategies", "targets", "trials", "summary"]
        assert all("Thursday 3" in words and "Question: Which TKI next?" in words for words in seen.values())
        assert "Reported sensitive: crizotinib" in seen["overview"]
        assert "Reported sensitive: crizotinib" in seen["summary"]
        assert "phase 2" in seen["trials"]


@pytest.mark.parametrize("seed", range(2))
async def test_no_order_of_keys_fails(seed: int) -> None:
    """Whatever is pressed, in whatever order and size, alktui goes on and the case can be read."""
    chance = random.Random(seed)  # noqa: S311 - the same keys in every run
    keys = [key for command in COMMANDS if command.name != "quit" for key in command.keys]
    async with opened(COMPOUND if seed % 2 else None) as sitting:
        for size in ((80, 24), (40, 10), (140, 45), (60, 12)):
            await sitting.resize(*size)
            for _ in range(12):
                sitting.press(*chance.choices(keys, k=8))
                await sitting.settle()
                assert sitting.app.is_running
                assert not sitting.app._exit
        sitting.press("escape", "escape", "escape")
        await sitting.settle()
        await sitting.resize(80, 24)
        await sitting.until(lambda: sitting.line("case") and not sitting.screen.presenting, "the case on top")


# -- search -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "found"),
    [("IL10RA", "IL-10 receptor alpha"), ("NCT03505554", "Lorlatinib in ALK-positive ALCL"), ("NCT03707847", "etoposide")],
)
async def test_search_finds_and_shows_the_record(words: str, found: str) -> None:
    """Any record of the catalogue is one search away, whatever the case; Enter shows it whole, Escape leads back."""
    async with opened() as sitting:
        await sitting.search(words)
        assert any(found in text for text in sitting.list_texts)
        place = next(row.key for row in sitting.lines.rows if found in row.text)
        await sitting.go(place)
        record = await sitting.explain()
        assert any(words in line for line in record)
        await sitting.press_until("escape", lambda: not sitting.screen.is_reading)
        assert sitting.key == place
        await sitting.press_until("escape", lambda: not sitting.view)
        assert sitting.key == "disease"


async def test_search_highlights_the_best_hit_first() -> None:
    """Hits stand best first, and the first one is highlighted wherever one searched from."""
    async with opened(COMPOUND) as sitting:
        await sitting.go("question")
        await sitting.search("crizotinib")
        assert len(sitting.keys) > 5
        assert sitting.key == sitting.keys[0]


async def test_search_says_how_many_records_it_does_not_list() -> None:
    """Whoever looks for all that speaks of a drug learns that the list is not all of it."""
    async with opened(size=(140, 45)) as sitting:
        catalogue = sitting.app.session.catalogue
        assert catalogue is not None
        await sitting.search("ALK")
        found = re.search(r"The best (\d+) of (\d+) records", sitting.list_texts[0])
        assert found
        assert int(found[1]) == len(sitting.keys) < int(found[2])
        assert int(found[2]) >= len(catalogue.evidence) // 2
        await sitting.leave_view()
        await sitting.search("NCT03505554")
        assert sitting.list_texts[0].startswith(f"{len(sitting.keys)} record")


async def test_search_without_a_hit_says_what_to_do() -> None:
    async with opened(COMPOUND) as sitting:
        await sitting.search("zzzz")
        assert "Nothing found" in sitting.list_texts[0]
        assert not sitting.line("keys").strip().startswith("enter"), "there is nothing to open"
        sitting.press("enter", "down", "pagedown", "G")
        await sitting.settle()
        await sitting.press_until("escape", lambda: not sitting.view)
        assert sitting.entry == COMPOUND


async def test_search_for_a_misspelt_word_offers_what_is_meant() -> None:
    async with opened(COMPOUND) as sitting:
        await sitting.search("lorlatanib")
        await sitting.press_until("enter", lambda: any('for "lorlatinib"' in text for text in sitting.list_texts))
        await sitting.press_until("escape", lambda: not sitting.view)


async def test_search_reads_no_operator_and_no_markup() -> None:
    """Whatever is searched for is searched for as words."""
    async with opened() as sitting:
        for words in ('"', "*", "AND", "NEAR(", "a OR", "-x", "(", "'; DROP TABLE search; --", "[red]x[/]", ":", "%"):
            await sitting.search(words)
            assert sitting.app.is_running


async def test_search_for_control_characters_does_not_fail() -> None:
    """A clumsy paste into the search is no crash."""
    async with opened() as sitting:
        await sitting.prompt_by("/")
        await sitting.paste("IL10RA\x00\x1b[2J")
        sitting.press("enter")
        await sitting.until(lambda: sitting.view == "search" or sitting.line("why").startswith("!"))
        assert not [line for line in sitting.painted if not line.isprintable()]


async def test_search_from_a_step_returns_to_its_line() -> None:
    async with opened(COMPOUND) as sitting:
        await sitting.step(3)
        await sitting.go("brigatinib")
        await sitting.search("IL10RA")
        await sitting.explain()
        sitting.press("escape")
        await sitting.until(lambda: not sitting.screen.is_reading)
        sitting.press("escape")
        await sitting.until(lambda: not sitting.view)
        assert (sitting.screen.step, sitting.key) == ("tkis", "brigatinib")


async def test_search_left_by_escape_changes_nothing() -> None:
    async with opened(COMPOUND) as sitting:
        await sitting.step(6)
        before = sitting.painted
        await sitting.prompt_by("/")
        await sitting.type("q1?")
        await sitting.press_until("escape", lambda: sitting.typed is None and sitting.lines.has_focus)
        await sitting.until(lambda: sitting.painted == before)


# -- leaving ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["form", "step", "why", "help", "search"])
async def test_q_leaves_from_everywhere(place: str) -> None:
    """The key q ends alktui from every place but a text being typed; the exit code says that all is well."""
    async with opened(COMPOUND) as sitting:
        if place in ("step", "why"):
            await sitting.step(3)
        if place == "why":
            await sitting.explain()
        if place == "help":
            await sitting.press_until("?", lambda: sitting.view == "help")
        if place == "search":
            await sitting.search("IL10RA")
        sitting.press("q")
        await sitting.until(lambda: sitting.app._exit, "the end")
        assert not sitting.app.return_code


async def test_q_is_a_letter_where_one_types() -> None:
    async with opened(CaseEntry(disease="ALCL")) as sitting:
        await sitting.enter("label", "q1")
        assert sitting.entry.label == "q1"
        assert sitting.app.is_running
