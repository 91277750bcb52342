"""What one types into the form: taken as people write it, shown as it was read, refused with what to write instead."""

import pytest
from tui.sitting import opened

from alktui.cases.entry import CaseEntry, FindingEntry, TherapyEntry
from alktui.tui import completion
from alktui.tui.widget.toned import FewLines

ALCL = CaseEntry(disease="ALCL")


@pytest.mark.parametrize(
    ("typed", "therapy", "read"),
    [
        ("crizotinib (progressed)", TherapyEntry("crizotinib", "progressed"), "crizotinib: progressed"),
        (
            "Crizotinib 2021-03 to 2022-12 toxicity",
            TherapyEntry("crizotinib", "intolerant", "2021-03", "2022-12"),
            "crizotinib: intolerant 2021-03 to 2022-12",
        ),
        ("lorl 2022-12: stopped", TherapyEntry("lorlatinib", "stopped", "2022-12"), 'write "to 2022-12" if it ended then'),
    ],
)
async def test_therapy_is_shown_as_it_was_read(typed: str, therapy: TherapyEntry, read: str) -> None:
    """Whoever writes toxicity sees at once that it was taken for intolerant."""
    async with opened(ALCL) as sitting:
        assert read in await sitting.add("prior:+", typed)
        assert sitting.entry.prior == [therapy]


async def test_tki_that_the_reviews_do_not_know_is_entered_by_its_name() -> None:
    """It stands in the form and in the line of the case by its name, never by what was typed before it."""
    async with opened(CaseEntry(disease="NSCLC")) as sitting:
        await sitting.add("prior:+", "other:foo: intolerant")
        assert sitting.entry.prior == [TherapyEntry("other:foo", "intolerant")]
        assert any("1 foo (not in these review" in line for line in sitting.list_texts)
        assert not any("other:foo" in line for line in sitting.list_texts)
    async with opened(CaseEntry(disease="NSCLC", prior=[TherapyEntry("other:foo", "intolerant")])) as sitting:
        await sitting.ask("prior:0")
        assert sitting.typed == "other:foo: intolerant"


async def test_one_date_alone_is_said_to_be_the_first_or_the_last() -> None:
    """Whoever wrote the day on which a drug was stopped sees that it was taken for the first one."""
    prior = [TherapyEntry("crizotinib", "stopped", "2022-12"), TherapyEntry("lorlatinib", "stopped", "", "2024")]
    async with opened(CaseEntry(disease="ALCL", prior=prior)) as sitting:
        lines = [line.split()[-3:] for line in sitting.list_texts if "stopped" in line]
        assert lines == [["stopped", "from", "2022-12"], ["stopped", "to", "2024"]]


async def test_therapy_written_in_full_is_taken_without_a_word() -> None:
    async with opened(ALCL) as sitting:
        assert "read as" not in await sitting.add("prior:+", "crizotinib: progressed 2021-02 to 2022-03")


async def test_therapy_is_edited_with_how_it_ended() -> None:
    """What the line says is what one edits: an outcome does not stay behind where nobody sees it."""
    async with opened(CaseEntry(disease="ALCL", prior=[TherapyEntry("crizotinib", "intolerant", "2021")])) as sitting:
        await sitting.ask("prior:0")
        assert sitting.typed == "crizotinib: intolerant 2021"


async def test_outcomes_are_completed_behind_a_name() -> None:
    async with opened(ALCL) as sitting:
        await sitting.ask("prior:+")
        await sitting.type("crizotinib:")
        await sitting.press_until("tab", lambda: sitting.typed == "crizotinib: progressed")
        await sitting.press_until("tab", lambda: sitting.typed == "crizotinib: intolerant")
        sitting.press("ctrl+u")
        await sitting.until(lambda: not sitting.typed)
        await sitting.type("crizotinib 2021-02 to 2022-03 st")
        await sitting.press_until("tab", lambda: sitting.typed == "crizotinib: stopped 2021-02 to 2022-03")


async def test_nothing_is_offered_that_would_be_refused() -> None:
    async with opened(ALCL) as sitting:
        await sitting.ask("prior:+")
        await sitting.type("crizotinib 2021-03 to 2022-12 toxicity grade 3")
        assert '"toxicity grade 3" behind the date is not understood' in await sitting.refused()
        assert not sitting.line("fits")


async def test_what_is_meant_keeps_what_else_was_typed() -> None:
    """Tab mends the slip alone: the dates stay."""
    async with opened(ALCL) as sitting:
        await sitting.ask("prior:+")
        await sitting.type("crizotnib 2021-02 to 2022-03")
        await sitting.refused()
        await sitting.press_until("tab", lambda: sitting.typed == "crizotinib 2021-02 to 2022-03")
        sitting.press("ctrl+u")
        await sitting.until(lambda: not sitting.typed)
        await sitting.type("crizotinib progresed 2021")
        await sitting.refused()
        await sitting.press_until("tab", lambda: sitting.typed == "crizotinib: progressed 2021")


async def test_specimen_is_shown_in_its_parts() -> None:
    """A date within a text does not stand there as if it were part of the specimen."""
    async with opened(CaseEntry(disease="ALCL", findings=[FindingEntry("G1202R")])) as sitting:
        await sitting.enter("beside:0", "lymph node 2024-03-01 VAF 12 %")
        assert sitting.entry.findings == [FindingEntry("G1202R", "lymph node", "2024-03-01", "12 %")]
        assert sitting.highlighted.endswith("specimen lymph node, date 2024-03-01, VAF 12 %")


async def test_undo_never_leads_to_a_value_that_was_only_passed_over() -> None:
    """Two steps to the right on one line were one decision; what lies between would be another finding."""
    async with opened(ALCL) as sitting:
        await sitting.choose("sequencing", 2)
        assert sitting.entry.sequencing == "not-sequenced"
        await sitting.say("u", "undone: ALK sequenced is not given")
        assert sitting.entry == ALCL
        await sitting.say("U", "done again: ALK sequenced is no")
        assert sitting.entry.sequencing == "not-sequenced"


async def test_value_by_diagnosis_is_shown_with_the_way_to_the_others() -> None:
    async with opened(ALCL) as sitting:
        await sitting.go("biomarker:CD30")
        line = next(text for text in sitting.list_texts if text.startswith("CD30 "))
        assert line.split(None, 1)[1] == "(*) positive by diagnosis  or 4 others (enter lists them)"


async def test_what_luad_is_stands_beside_it() -> None:
    async with opened() as sitting:
        assert sitting.list_texts[0].endswith("( ) LUAD (lung adenocarcinoma)")
        sitting.press("?")
        await sitting.until(lambda: sitting.view == "help")
        assert "is read as NSCLC" in " ".join(sitting.list_texts)


@pytest.mark.parametrize(
    ("step", "hints"),
    [
        (1, ("u undo", "S save", "O open")),
        (3, ("m matrix", "w what-if", "t test next", "e escape map")),
        (4, ("f filter", "s sort", "w what-if", "t tests")),
        (7, ("x export", "S save", "P present")),
    ],
)
async def test_bottom_line_of_80_columns_names_what_is_most_useful_there(step: int, hints: tuple[str, ...]) -> None:
    async with opened(CaseEntry(disease="ALCL", findings=[FindingEntry("G1202R")])) as sitting:
        await sitting.step(step)
        assert [hint for hint in (*hints, "? help", "q quit") if hint not in sitting.line("keys")] == []


async def test_phase_is_asked_once_a_second_variant_is_entered() -> None:
    """Two variants: the next line is whether they share an allele, and it says what is taken meanwhile."""
    async with opened(CaseEntry(disease="NSCLC", findings=[FindingEntry("G1202R")])) as sitting:
        await sitting.enter("finding:+", "L1196M")
        assert "taken as unknown" in " ".join(sitting.line("keys").split())
        await sitting.press_until("down", lambda: sitting.key == "phase")
        await sitting.press_until("right", lambda: "(cis)" in sitting.line("case"))


async def test_compound_says_at_once_that_it_is_cis() -> None:
    async with opened(ALCL) as sitting:
        assert "cis, because of +" in await sitting.add("finding:+", "L1198F + C1156Y")
        assert "in the catalogue: C1156Y+L1198F" in " ".join(sitting.list_texts)
        assert "phase" not in sitting.keys


@pytest.mark.parametrize("typed", ["C1156Y and L1198F", "C1156Y/L1198F", "C1156Y L1198F"])
async def test_phase_of_a_list_is_asked_at_once_and_enter_keeps_it_unknown(typed: str) -> None:
    """Where the cursor is, with the safe answer first: one key more must not make a sensitive compound."""
    async with opened(ALCL) as sitting:
        await sitting.ask("finding:+")
        await sitting.type(typed)
        await sitting.press_until("enter", lambda: sitting.screen.prompt.key == "phase-of-list")
        assert "Phase between C1156Y and L1198F" in sitting.line("label")
        assert [row.text for row in sitting.screen.prompt.query_one("#prompt-fits", FewLines).rows] == [
            "> not known",
            "  cis, on one allele",
            "  trans, on two alleles",
        ]
        await sitting.press_until("enter", lambda: sitting.screen.prompt.key == "finding:+")
        assert (sitting.entry.phase, [finding.text for finding in sitting.entry.findings]) == ("", [typed])
        assert "(phase unknown)" in sitting.line("case")


@pytest.mark.parametrize(("keys", "phase"), [(("down",), "cis"), (("down", "down"), "trans"), (("c",), "cis"), (("t",), "trans")])
async def test_phase_of_a_list_is_chosen_in_place(keys: tuple[str, ...], phase: str) -> None:
    async with opened(ALCL) as sitting:
        await sitting.ask("finding:+")
        await sitting.type("C1156Y, L1198F")
        await sitting.press_until("enter", lambda: sitting.screen.prompt.key == "phase-of-list")
        sitting.press(*keys, "enter")
        await sitting.until(lambda: sitting.screen.prompt.key == "finding:+", "the list goes on")
        assert sitting.entry.phase == phase
        assert f"({phase})" in sitting.line("case")
        sitting.press("escape")
        await sitting.until(lambda: sitting.typed is None, "the list ended")
        await sitting.go("beside:0")
        await sitting.press_until("u", lambda: sitting.entry.phase == "")
        assert [finding.text for finding in sitting.entry.findings] == ["C1156Y, L1198F"]


@pytest.mark.parametrize(
    "typed", ["p.(C1156Y)(;)(L1198F)", "C1156Y, L1198F, phase unknown", "C1156Y, L1198F in trans", "L1196M, K1491R"]
)
async def test_phase_that_is_said_or_idle_is_not_asked(typed: str) -> None:
    async with opened(ALCL) as sitting:
        await sitting.ask("finding:+")
        await sitting.type(typed)
        await sitting.press_until("enter", lambda: sitting.entry.findings)
        assert sitting.screen.prompt.key == "finding:+"


async def test_polymorphism_is_named_as_not_counted_and_leaves_none_found() -> None:
    """In the line of the variant and in that of the case; whether ALK was sequenced can still be said."""
    async with opened(CaseEntry(disease="ALCL", sequencing="none-found")) as sitting:
        await sitting.enter("finding:+", "I1461V")
        assert "not counted: a common polymorphi" in " ".join(sitting.list_texts)
        assert "(not counted: I1461V)" in sitting.line("case")
        assert sitting.entry.sequencing == "none-found"
        assert "sequencing" in sitting.keys
        await sitting.enter("finding:0", ":count")
        assert "sequencing" not in sitting.keys
        assert "not counted" not in sitting.line("case")


async def test_phase_written_in_the_line_is_not_asked() -> None:
    async with opened(ALCL) as sitting:
        await sitting.enter("finding:+", "G1202R, L1196M in trans")
        assert "(trans)" in sitting.line("case")
        assert sitting.key == "finding:+"


async def test_variant_is_taken_with_its_specimen_in_one_line() -> None:
    async with opened(ALCL) as sitting:
        said = await sitting.add("finding:+", "C1156Y+L1198F in cis, VAF 12 %, liver biopsy 2024-03-01")
        assert sitting.entry.findings == [FindingEntry("C1156Y+L1198F in cis", "liver biopsy", "2024-03-01", "12 %")]
        assert "with specimen liver biopsy, date 2024-03-01, VAF 12 %" in said


@pytest.mark.parametrize("end", ["enter", "escape"])
async def test_list_is_typed_line_after_line(end: str) -> None:
    """The prompt asks for another one until the list is ended: D of D1203N duplicates no case, and 1 leads nowhere."""
    async with opened(ALCL) as sitting:
        await sitting.ask("finding:+")
        sitting.press(*"D1203N", "enter", *"G1202R", "enter", *"1nonsense", "enter")
        await sitting.until(lambda: sitting.line("why").startswith("! "), "the third one refused")
        assert [finding.text for finding in sitting.entry.findings] == ["D1203N", "G1202R"]
        sitting.press("ctrl+u", end)
        await sitting.until(lambda: sitting.typed is None and sitting.lines.has_focus, "the list ended")
        assert sitting.key == "finding:+"


async def test_undo_of_a_list_says_what_is_left() -> None:
    """Also where the line itself is not on the screen."""
    async with opened(ALCL) as sitting:
        await sitting.enter("prior:+", "crizotinib")
        await sitting.enter("prior:+", "lorlatinib")
        await sitting.go("prior:0")
        await sitting.say("u", "undone: prior TKIs: crizotinib")
        await sitting.say("u", "undone: prior TKIs: none")


@pytest.mark.parametrize("begun", ["C1156Y+l", "C1156Y + L1198", "c1156y+L1"])
async def test_compound_is_completed_behind_a_plus(begun: str) -> None:
    async with opened(ALCL) as sitting:
        await sitting.ask("finding:+")
        await sitting.type(begun)
        await sitting.press_until("tab", lambda: sitting.typed == "C1156Y+L1198F")


@pytest.mark.parametrize("begun", ["C1156Y and L1198", "C1156Y/L1198", "C1156Y, L1198", "C1156Y L1198", "C1156Y; L1198"])
async def test_list_is_completed_as_a_list_never_as_a_compound(begun: str) -> None:
    async with opened(ALCL) as sitting:
        await sitting.ask("finding:+")
        await sitting.type(begun)
        await sitting.press_until("tab", lambda: sitting.typed == f"{begun}F")
        assert not any("+" in text for text in completion.variants(begun, sitting.app.session.catalogue))


async def test_marker_typed_as_a_variant_is_led_to_its_line() -> None:
    async with opened(ALCL) as sitting:
        await sitting.ask("finding:+")
        await sitting.type("MET amplification")
        assert "the line MET-amplification of the biomarkers" in " ".join((await sitting.refused()).split())


@pytest.mark.parametrize("phase", ["cis", "trans"])
async def test_phase_can_be_asked_of_variants_typed_on_one_line(phase: str) -> None:
    """A line of two variants is of unknown phase until somebody knows it: the form has a line for it, and what-if takes it."""
    async with opened(CaseEntry(disease="NSCLC", setting="relapsed")) as sitting:
        await sitting.enter("finding:+", "G1202R, L1196M")
        assert "phase" in sitting.keys
        await sitting.go("phase")
        await sitting.prompt_by("w")
        await sitting.type(f"phase={phase}")
        await sitting.press_until("enter", lambda: sitting.view == "what-if")
        assert f"({phase})" in " ".join(sitting.list_texts)


async def test_value_that_is_typed_whole_is_taken_before_a_longer_one() -> None:
    """A measured CD30 is not taken for the one that is implied by the diagnosis."""
    async with opened(ALCL) as sitting:
        await sitting.go("biomarker:CD30")
        await sitting.prompt_by("enter")
        await sitting.type("positive")
        sitting.press("enter")
        await sitting.until(lambda: sitting.entry.biomarkers.get("CD30") == "positive", "positive taken")


async def test_what_if_without_an_answer_is_asked_for_one() -> None:
    """CEA with a bare sign would say that nothing moves, which reads as if CEA decided nothing."""
    async with opened(CaseEntry(disease="NSCLC", setting="relapsed")) as sitting:
        await sitting.prompt_by("w")
        await sitting.type("CEA=")
        assert "changes nothing" in await sitting.refused()
