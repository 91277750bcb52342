"""The first minute: what an empty start teaches, and the examples."""

import pytest
from tui.sitting import opened

from alktui.cases.entry import CaseEntry
from alktui.cases.example import EXAMPLES


async def test_start_says_what_to_do_first() -> None:
    """Whoever opens alktui for the first time reads, without a key pressed, where to begin and how to leave."""
    async with opened() as sitting:
        assert "choose a disease, or open an example" in sitting.line("case")
        assert sitting.key == "disease"
        for hint in ("enter edit", "left/right change", "u undo", "S save", "O open", "? help", "q quit"):
            assert hint in sitting.line("keys")


async def test_start_shows_the_examples_on_the_first_screen() -> None:
    """Nobody has to scroll to find an example."""
    async with opened() as sitting:
        for name in EXAMPLES:
            assert any(line.strip().startswith(f"example      {name[:40]}") for line in sitting.painted), name
        assert any("New here?" in line and "u takes it back" in line for line in sitting.painted)


async def test_start_names_the_seven_steps() -> None:
    async with opened() as sitting:
        words = "1 Case 2 Overview 3 TKIs 4 Combinations 5 Targets 6 Trials 7 Sheet"
        assert " ".join(sitting.line("steps").split()) == words


async def test_start_without_a_disease_says_what_a_step_waits_for() -> None:
    """A step without an answer says what is missing and which key leads there."""
    async with opened() as sitting:
        for number in (2, 3, 4, 5, 6, 7):
            await sitting.step(number)
            assert "step 1 needs a disease. Press 1." in sitting.list_texts[0]


@pytest.mark.parametrize("name", EXAMPLES)
async def test_example_opens_with_enter_and_undo_takes_it_back(name: str) -> None:
    """An example is a whole case one key away, and it costs nothing to try."""
    async with opened() as sitting:
        await sitting.go(f"example:{name}")
        await sitting.press_until("enter", lambda: sitting.entry == EXAMPLES[name])
        await sitting.until(lambda: EXAMPLES[name].disease in sitting.line("case"))
        assert sitting.key == "disease"
        assert "example:" + name not in sitting.keys
        await sitting.step(3)
        assert sitting.keys
        await sitting.step(1)
        await sitting.press_until("u", lambda: sitting.entry.is_empty)
        await sitting.until(lambda: f"example:{name}" in sitting.keys)
        await sitting.press_until("U", lambda: sitting.entry == EXAMPLES[name])


async def test_example_is_opened_over_nothing_only() -> None:
    """A case begun is never replaced by a slip: examples are offered on an empty form only."""
    async with opened(CaseEntry(disease="ALCL")) as sitting:
        assert not [key for key in sitting.keys if key.startswith("example:")]
        await sitting.go("disease")
        await sitting.press_until("d", lambda: sitting.entry.is_empty)
        await sitting.until(lambda: [key for key in sitting.keys if key.startswith("example:")])


async def test_example_opened_is_not_changed_by_editing() -> None:
    """The next example opened is as it was, whatever was done to the last one."""
    name = next(iter(EXAMPLES))
    before = EXAMPLES[name].as_dict()
    async with opened() as sitting:
        await sitting.go(f"example:{name}")
        await sitting.press_until("enter", lambda: not sitting.entry.is_empty)
        await sitting.choose("prior:0")
        await sitting.choose("biomarker:CD30")
        await sitting.go("finding:0")
        await sitting.press_until("d", lambda: not sitting.entry.findings)
    assert EXAMPLES[name].as_dict() == before
