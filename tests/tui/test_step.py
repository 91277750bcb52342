"""Steps 2 to 7: what stands on each, why it says so, and that moving about changes and loses nothing."""

import re

import pytest
from tui.sitting import Sitting, opened

from alktui.board import write_sheet
from alktui.cases.entry import CaseEntry, FindingEntry, TherapyEntry
from alktui.cases.example import EXAMPLES
from alktui.tui.session import STEPS

COMPOUND, THREE, NONE_FOUND, UNTREATED = EXAMPLES.values()
DOI = re.compile(r"10\.\d{4,}/\S+")


def counts_of(sitting: Sitting) -> dict[int, int]:
    """The number beside each step that has one: what is called for or fits."""
    found = re.findall(r"(\d) (?:TKIs|Combin\w+|Targets|Trials) (\d+)", sitting.line("steps"))
    return {int(step): int(count) for step, count in found}


def test_the_examples_stand_in_the_order_these_tests_name_them() -> None:
    assert COMPOUND.findings[0].text == "C1156Y+L1198F"
    assert len(THREE.findings) == 3
    assert NONE_FOUND.sequencing == "none-found"
    assert UNTREATED.setting == "untreated"


# -- moving between steps ---------------------------------------------------------------------------------------------------


async def test_steps_go_by_number_tab_and_back() -> None:
    """1 to 7 jump, tab and shift+tab walk; both ends hold."""
    async with opened(COMPOUND) as sitting:
        for number in (7, 6, 3, 1, 5, 2, 4):
            await sitting.step(number)
        await sitting.step(1)
        for step in (*STEPS[1:], STEPS[-1]):
            await sitting.press_until("tab", lambda step=step: sitting.screen.step == step)
        await sitting.settle()
        for step in (*STEPS[-2::-1], STEPS[0]):
            await sitting.press_until("shift+tab", lambda step=step: sitting.screen.step == step)
        for step in STEPS[1:]:
            await sitting.press_until("n", lambda step=step: sitting.screen.step == step)
        for step in STEPS[-2::-1]:
            await sitting.press_until("p", lambda step=step: sitting.screen.step == step)


@pytest.mark.parametrize("width", [40, 80, 140])
async def test_step_one_is_in_can_be_seen(width: int) -> None:
    """The step one is in is named on the screen, at every width and however long the counts are."""
    async with opened(CaseEntry(disease="LUAD"), (width, 24)) as sitting:
        for number, name in enumerate(("Case", "Overview", "TKIs", "Combin", "Targets", "Trials", "Sheet"), start=1):
            await sitting.step(number)
            await sitting.until(lambda number=number, name=name: f"{number} {name}" in sitting.painted[1], f"{number} {name}")


async def test_state_survives_every_move() -> None:
    """Steps, views, panes, a search and other sizes change nothing of the case, and each step keeps its highlighted line."""
    async with opened(THREE) as sitting:
        await sitting.go("finding:1")
        await sitting.step(3)
        await sitting.go(sitting.keys[3])
        tki = sitting.key
        await sitting.step(6)
        await sitting.go(sitting.keys[2])
        trial = sitting.key
        steps, case = sitting.line("steps"), sitting.line("case")
        sitting.press("h", "h", "?", "escape", "enter", "escape", "G", "g", "pagedown", "pageup", "end", "home", "backspace")
        await sitting.settle()
        await sitting.until(lambda: not sitting.view)
        await sitting.go(trial)
        await sitting.search("lorlatinib")
        sitting.press("escape")
        await sitting.until(lambda: sitting.key == trial, "the trial highlighted after the search")
        for size in ((140, 45), (40, 10), (80, 24)):
            await sitting.resize(*size)
        await sitting.step(3)
        assert sitting.key == tki
        await sitting.step(1)
        assert sitting.key == "finding:1"
        assert sitting.entry == THREE
        assert (sitting.line("steps"), sitting.line("case")) == (steps, case)


async def test_step_opened_first_highlights_its_best_line() -> None:
    """Whoever comes from the bottom of the form still starts at the top of the TKIs, where the best call stands."""
    async with opened(COMPOUND) as sitting:
        await sitting.go("question")
        for number in (3, 6):
            await sitting.step(number)
            assert sitting.key == sitting.keys[0]
            await sitting.step(1)


# -- what stands on each step -----------------------------------------------------------------------------------------------


async def test_tkis_of_a_compound_call_the_compound_not_its_members() -> None:
    """C1156Y+L1198F: crizotinib is sensitive and first; for the others nothing is inferred from the single mutations."""
    async with opened(COMPOUND) as sitting:
        await sitting.step(3)
        assert sitting.keys[0] == "crizotinib"
        rows = {row.key: row.text.rstrip() for row in sitting.lines.rows if row.key}
        assert re.search(r"\bsensitive +for this very compound", rows["crizotinib"])
        assert re.search(r"1st progressed$", rows["crizotinib"])
        assert re.search(r"2nd progressed$", rows["lorlatinib"])
        for name in ("alectinib", "brigatinib", "ceritinib", "lorlatinib", "gilteritinib"):
            assert " no call" in rows[name]
        assert "preclinical" in rows["gilteritinib"]
        texts = sitting.list_texts
        assert texts.index("Reported sensitive (1)") < texts.index("No call in these two reviews (6)")


async def test_tkis_of_three_findings_say_that_the_phase_is_unknown() -> None:
    """The most cautious reading is the headline, and the screen says that the phase would change it."""
    async with opened(THREE) as sitting:
        await sitting.step(3)
        assert "The phase decides lorlatinib: conflicting if trans, resistant if cis" in " ".join(sitting.list_texts)
        assert sitting.app.session.report is not None
        calls = {row.therapy: row.call for row in sitting.app.session.report.tkis}
        assert set(calls) == set(sitting.keys)
        before = sitting.list_texts
        await sitting.step(1)
        await sitting.choose("phase", 2)
        await sitting.step(3)
        assert sitting.list_texts != before


async def test_tkis_of_an_untreated_case_show_statements_instead_of_calls() -> None:
    """Without a mutation no TKI is called anything; each says what the documents say of the drug, with the place."""
    async with opened(UNTREATED) as sitting:
        await sitting.step(3)
        rows = [row.text for row in sitting.lines.rows if row.key]
        assert len(rows) == len(sitting.keys) == 7
        assert sitting.list_texts[0].startswith("No mutation entered") or "No mutation entered" in " ".join(sitting.list_texts)
        assert not re.search(r"sensitive|resistant", " ".join(rows))
        await sitting.go("lorlatinib")
        why = await sitting.explain()
        assert "The reviews say of it" in why
        assert any(re.search(r"(Sposito 2024|Wang 2022), section", line) for line in why)


async def test_alk_negative_case_has_no_tki() -> None:
    """ALK-negative: no TKI row, a sentence that says why and where to go on."""
    async with opened(COMPOUND) as sitting:
        await sitting.choose("alk", 2)
        assert "ALK negative" in sitting.line("case")
        assert 3 not in counts_of(sitting)
        await sitting.step(3)
        assert not sitting.keys
        assert "no ALK TKI" in " ".join(sitting.list_texts)
        sitting.press("enter", "down", "pagedown", "G", "g")
        await sitting.settle()
        assert not sitting.screen.is_reading


@pytest.mark.parametrize("entry", EXAMPLES.values(), ids=[name[:20] for name in EXAMPLES])
async def test_number_of_a_step_is_the_number_of_its_lines(entry: CaseEntry) -> None:
    """Beside the step stands how many lines are called for or fit; what is open, general or reported against counts in none."""
    headings = re.compile(r"(Called for|Fits disease|Names this disease)[^(]*\((\d+)\)")
    async with opened(entry) as sitting:
        counts = counts_of(sitting)
        for number in (4, 5, 6):
            await sitting.step(number)
            said, listed, counting = 0, 0, False
            for row in sitting.lines.rows:
                found = headings.match(row.text)
                is_heading = not row.key and re.search(r"\(\d+\)", row.text)
                counting = bool(found) if is_heading or not row.text else counting
                said += int(found[2]) if found else 0
                listed += counting and bool(row.key)
            assert counts[number] == said == listed


async def test_option_that_is_possible_says_what_it_needs() -> None:
    """A question mark always comes with the fact that would settle it."""
    async with opened(CaseEntry(disease="NSCLC"), (140, 45)) as sitting:
        seen = 0
        for number in (4, 5):
            await sitting.step(number)
            for row in sitting.lines.rows:
                if row.key and row.text.startswith("?"):
                    seen += 1
                    assert row.detail is not None
                    assert any(line.text.startswith("? ") for line in row.detail(90)), row.text
        assert seen


async def test_general_options_are_unfolded_and_folded_again_by_enter() -> None:
    """What the source states no condition for is counted on one line; enter lists it, and enter again folds it."""
    async with opened(COMPOUND) as sitting:
        await sitting.step(4)
        folded = sitting.list_texts
        await sitting.go("fold:general")
        await sitting.press_until("enter", lambda: len(sitting.keys) > len(folded) // 2 and sitting.list_texts != folded)
        count = int(re.search(r"(\d+) folded", " ".join(folded))[1])  # type: ignore[index]
        after = sitting.keys[sitting.keys.index("fold:general") + 1 :]
        assert len(after) >= count
        assert sitting.key == "fold:general"
        await sitting.press_until("enter", lambda: sitting.list_texts == folded)


async def test_excluded_options_are_shown_and_hidden_by_h() -> None:
    """Nothing is withheld: h lists what is excluded, each with the criterion that is not met, and hides it again."""
    async with opened(UNTREATED) as sitting:
        await sitting.step(6)
        hidden = sitting.list_texts
        excluded = int(re.search(r"h shows (\d+) excluded", hidden[-1])[1])  # type: ignore[index]
        assert excluded
        assert not [text for text in hidden if text.startswith("x ")]
        await sitting.press_until("h", lambda: any(text.startswith(f"Excluded ({excluded})") for text in sitting.list_texts))
        shown = [row for row in sitting.lines.rows if row.text.startswith("x ")]
        assert len(shown) == excluded
        await sitting.go(shown[0].key)
        why = await sitting.explain()
        assert any(line.startswith("no ") for line in why)
        await sitting.press_until("escape", lambda: not sitting.screen.is_reading)
        await sitting.press_until("h", lambda: sitting.list_texts == hidden)


async def test_trial_shows_its_printed_status_with_date_and_age() -> None:
    """A printed status is history: the line says as of when, and how long ago that is on the day of the report."""
    async with opened(COMPOUND) as sitting:
        await sitting.step(6)
        await sitting.go("NCT03505554")
        heading = next(text for text in sitting.list_texts if text.startswith("Names this disease and setting"))
        assert heading.endswith("printed February 2022, 4.8 y ago")
        why = " ".join(await sitting.explain())
        assert "recruiting, as printed February 2022 (4.8 y ago)" in why
        assert "Wang 2022, Table 2" in why


@pytest.mark.parametrize("entry", EXAMPLES.values(), ids=[name[:20] for name in EXAMPLES])
async def test_summary_is_the_sheet_that_is_written(entry: CaseEntry) -> None:
    """What one sees is what one takes along: the sheet, line for line, with its day and its one disclaimer."""
    async with opened(entry) as sitting:
        await sitting.step(7)
        session = sitting.app.session
        assert session.report is not None
        assert session.catalogue is not None
        assert sitting.list_texts == [
            text.rstrip() for text in write_sheet(session.report, session.catalogue, "text").splitlines()
        ]
        words = " ".join(" ".join(sitting.list_texts).split())
        assert "2026-11-23" in words
        assert words.count("nforms, does not prescribe") == 1


async def test_summary_scrolls_to_its_end() -> None:
    async with opened(THREE) as sitting:
        await sitting.step(7)
        first, last = sitting.list_texts[0], sitting.list_texts[-1]

        def shows(text: str) -> bool:
            return any(text in line for line in sitting.painted)

        await sitting.until(lambda: shows(first))
        await sitting.press_until("G", lambda: shows(last) and not shows(first))
        await sitting.press_until("g", lambda: shows(first))
        await sitting.press_until("space", lambda: not shows(first))
        await sitting.press_until("b", lambda: shows(first))


# -- why --------------------------------------------------------------------------------------------------------------------


async def test_why_names_the_cell_and_the_doi() -> None:
    """From a call one comes to the table, the cell and the DOI of every reference without leaving the line."""
    async with opened(COMPOUND) as sitting:
        await sitting.step(3)
        why = await sitting.explain()
        assert "Wang 2022, Table 1, crizotinib, sensitive [54, 87-89]" in [line.strip() for line in why]
        assert any("10.1056/NEJMoa1508887" in line and "87 Shaw" in line for line in why)
        assert len(DOI.findall(" ".join(why))) >= 4
        assert any("C1196Y" in line and "printed" in line for line in why), "what an erratum keeps from counting is shown"
        assert any("(alone (context))" in line for line in why)


@pytest.mark.parametrize("number", [3, 6])
async def test_escape_from_why_returns_to_the_same_line(number: int) -> None:
    """Looking why costs nothing: Escape (or backspace) leads back to the line one came from, wherever one scrolled."""
    async with opened(COMPOUND) as sitting:
        await sitting.step(number)
        for key in sitting.keys[:5]:
            await sitting.go(key)
            before = sitting.painted
            await sitting.explain()
            shown = sitting.highlighted[:40].rstrip()
            await sitting.until(lambda shown=shown: any(shown in line for line in sitting.painted), "the line above its why")
            assert "esc back" in sitting.line("keys")
            sitting.press("down", "down", "pagedown", "G", "up")
            await sitting.settle()
            await sitting.press_until("escape", lambda: not sitting.screen.is_reading)
            await sitting.until(lambda before=before: sitting.painted == before, "the list as it was")
            assert sitting.key == key
        await sitting.explain()
        await sitting.press_until("backspace", lambda: not sitting.screen.is_reading)
        assert sitting.key == key


async def test_why_stands_beside_the_list_where_there_is_room() -> None:
    """From 100 columns no key is needed: why follows the highlighted line."""
    async with opened(COMPOUND, (140, 45)) as sitting:
        await sitting.step(3)
        await sitting.until(lambda: sitting.why_texts[:1] == ["crizotinib: sensitive"])
        await sitting.press_until("down", lambda: sitting.key != "crizotinib")
        await sitting.until(lambda: sitting.why_texts[0].startswith(sitting.key), "why of the next line")


async def test_why_starts_at_its_top_for_each_line() -> None:
    """A pane that was scrolled for one line starts at its head for the next."""
    async with opened(COMPOUND) as sitting:
        await sitting.step(3)
        await sitting.explain()
        sitting.press("G")
        await sitting.until(lambda: not any("crizotinib: sensitive" in line for line in sitting.painted))
        await sitting.press_until("escape", lambda: not sitting.screen.is_reading)
        await sitting.press_until("down", lambda: sitting.key != "crizotinib")
        await sitting.explain()
        head = sitting.why_texts[0]
        await sitting.until(lambda: head in sitting.painted, "the head of the next line's pane")


@pytest.mark.parametrize("entry", [*EXAMPLES.values()], ids=[name[:20] for name in EXAMPLES])
async def test_every_line_has_a_why_with_a_source(entry: CaseEntry) -> None:
    """There is no line of steps 3 to 6 that cannot say where it stands, or that the documents have nothing."""
    async with opened(entry) as sitting:
        sitting.app.session.unfolded = frozenset({"general"})
        for number in (3, 4, 5, 6):
            await sitting.step(number)
            for row in sitting.lines.rows:
                if row.key and not row.key.startswith("fold:"):
                    assert row.detail is not None, row.key
                    words = " ".join(line.text for line in row.detail(78))
                    assert re.search("Wang 2022|Sposito 2024|no call in these two reviews", words), f"{row.key}: {words}"


# -- recomputing ------------------------------------------------------------------------------------------------------------


async def test_counts_follow_the_case_at_once() -> None:
    """Every change of the case is seen in the numbers of the steps without leaving the form; undo brings them back."""
    async with opened(CaseEntry(disease="ALCL", setting="relapsed")) as sitting:
        before = counts_of(sitting)
        await sitting.choose("disease")
        nsclc = counts_of(sitting)
        assert nsclc != before
        await sitting.enter("prior:+", "alectinib")
        await sitting.until(lambda: counts_of(sitting) != nsclc, "other numbers with a prior TKI")
        assert "alectinib" in sitting.line("case")
        await sitting.go("prior:0")
        sitting.press("u", "u")
        await sitting.until(lambda: counts_of(sitting) == before, "the numbers of before")
        sitting.press("U")
        await sitting.until(lambda: counts_of(sitting) == nsclc, "the numbers made again")


async def test_counts_of_a_case_do_not_depend_on_the_way_to_it() -> None:
    """Changing and changing back gives the same numbers as never having touched it."""
    async with opened(NONE_FOUND) as sitting:
        before = sitting.line("steps")
        await sitting.choose("biomarker:IL10RA")
        await sitting.choose("disease")
        await sitting.go("disease")
        await sitting.press_until("left", lambda: sitting.entry.disease == NONE_FOUND.disease)
        await sitting.go("biomarker:IL10RA")
        await sitting.press_until("left", lambda: sitting.entry.biomarkers == NONE_FOUND.biomarkers)
        assert sitting.entry == NONE_FOUND
        await sitting.until(lambda: sitting.line("steps") == before)


async def test_refused_field_leaves_the_rest_of_the_case_standing() -> None:
    """One variant that cannot be read takes nothing else down."""
    entry = CaseEntry(
        disease="ALCL", prior=[TherapyEntry("crizotinib")], findings=[FindingEntry("C1196Y"), FindingEntry("L1198F")]
    )
    async with opened(entry) as sitting:
        assert re.search(r"\| L1198F +! 1 not counted$", sitting.line("case"))
        assert "1 Case 1!" in sitting.line("steps")
        await sitting.step(3)
        assert sitting.keys


# -- sizes ------------------------------------------------------------------------------------------------------------------

SIZES = ((140, 45), (80, 24), (40, 10), (80, 24))


@pytest.mark.parametrize("number", [1, 3, 4, 6])
async def test_resize_keeps_the_highlighted_line(number: int) -> None:
    """Projector, laptop, a corner of tmux and back: the same line stays highlighted and on the screen."""
    async with opened(COMPOUND) as sitting:
        await sitting.step(number)
        key = sitting.keys[len(sitting.keys) // 2]
        await sitting.go(key)
        for size in SIZES:
            await sitting.resize(*size)
            assert sitting.key == key
            words = sitting.highlighted[:13].rstrip()
            await sitting.until(lambda words=words: any(words in line for line in sitting.painted), f"{words} at {size}")
        assert sitting.app.is_running


async def test_resize_while_reading_and_typing_loses_nothing() -> None:
    async with opened(COMPOUND) as sitting:
        await sitting.step(3)
        await sitting.explain()
        for size in SIZES:
            await sitting.resize(*size)
            assert sitting.screen.is_reading
            await sitting.until(lambda: any("crizotinib: sensitive" in line for line in sitting.painted), f"why at {size}")
        await sitting.press_until("escape", lambda: not sitting.screen.is_reading)
        await sitting.step(1)
        await sitting.ask("label")
        await sitting.type("board 24 Nov")
        for size in SIZES:
            await sitting.resize(*size)
            assert sitting.typed == "board 24 Nov"
        await sitting.take()
        assert sitting.entry.label == "board 24 Nov"


async def test_resize_to_next_to_nothing_and_back_shows_the_list_from_its_top() -> None:
    """After the smallest window a tiling terminal can give, a list that fits is shown whole again."""
    async with opened(COMPOUND) as sitting:
        await sitting.step(3)
        await sitting.go(sitting.keys[3])
        before = sitting.painted
        for size in ((40, 10), (12, 4), (1, 1), (80, 24)):
            await sitting.resize(*size)
        await sitting.until(lambda: sitting.painted == before, "the screen as it was")


async def test_reason_of_an_exclusion_holds_for_all_its_criteria() -> None:
    """What read "not NSCLC; progressed on alectinib" told of an alectinib that was never given."""
    async with opened(CaseEntry(disease="ALCL", setting="relapsed", no_prior_tki=True), (160, 45)) as sitting:
        await sitting.step(4)
        await sitting.press_until("h", lambda: any("not met: " in text for text in sitting.list_texts))
        assert not [text for text in sitting.item_texts if text.startswith("x") and re.search(r"  not (?!met:)", text)]


async def test_call_of_a_possible_compound_says_that_it_is_one_only_in_cis() -> None:
    """Beside the call, not in its why alone: while the phase is unknown lorlatinib is not simply resistant."""
    findings = [FindingEntry("L1196M"), FindingEntry("G1202R")]
    async with opened(CaseEntry(disease="NSCLC", setting="relapsed", findings=findings)) as sitting:
        await sitting.step(3)
        (lorlatinib,) = [text for text in sitting.item_texts if "lorlatinib" in text]
        assert "S/R trans, R cis" in lorlatinib
        assert "cis: L1196M+G1202R" in lorlatinib
