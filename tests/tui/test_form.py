"""Step 1, the case: typed with keys alone, read at once, refused in place, and never lost."""

import re

import pytest
from rich.cells import cell_len
from tui.sitting import opened, painted_lines

from alktui.cases.entry import CaseEntry, FindingEntry, TherapyEntry
from alktui.cases.example import EXAMPLES
from alktui.tui.row import texts

COMPOUND = CaseEntry(
    disease="ALCL",
    setting="relapsed",
    prior=[TherapyEntry("crizotinib"), TherapyEntry("lorlatinib", "intolerant")],
    findings=[FindingEntry("C1156Y+L1198F")],
)
THREE = next(entry for entry in EXAMPLES.values() if len(entry.findings) > 2)

HOSTILE = "[red]x[/] [@click=app.quit]y[/] \x1b[31mz\x1b[0m \x1b]52;c;QUFB\x07 \x9b2J \u202eabc"


async def test_case_is_typed_with_keys_alone() -> None:
    """The whole case of the evening: disease, setting, two TKIs in order, how they ended, a compound; no mouse, no menu."""
    async with opened() as sitting:
        await sitting.choose("disease")
        assert sitting.entry.disease == "ALCL"
        await sitting.choose("setting", 2)
        await sitting.ask("prior:+")
        await sitting.type("criz")
        await sitting.press_until("tab", lambda: sitting.typed == "crizotinib")
        await sitting.take()
        assert sitting.key == "prior:+"
        await sitting.enter("prior:+", "lorlatinib")
        await sitting.choose("prior:1")
        await sitting.ask("finding:+")
        await sitting.type("C1156Y+L")
        await sitting.press_until("tab", lambda: sitting.typed == "C1156Y+L1198F")
        await sitting.take()
        assert sitting.entry == COMPOUND
        assert sitting.line("case").strip() == "ALCL, relapsed | crizotinib (prog.?) > lorlatinib (intolerant) | C1156Y+L1198F"
        shown = sitting.line("steps")
    async with opened(COMPOUND) as other:
        assert other.line("steps") == shown, "a case typed and the same case opened count the same"


async def test_prior_tki_ends_in_each_way_by_right_and_left() -> None:
    """How a TKI ended is said in place; left goes back."""
    async with opened(CaseEntry(disease="ALCL", setting="relapsed", prior=[TherapyEntry("crizotinib")])) as sitting:
        await sitting.go("prior:0")
        assert sitting.highlighted.endswith("progressed (assumed)"), "what nobody said is assumed, and says so"
        seen = []
        for _ in range(4):
            before = sitting.highlighted
            await sitting.press_until("right", lambda before=before: sitting.highlighted != before)
            seen.append(sitting.highlighted.split()[-1])
        assert seen == ["intolerant", "stopped", "ongoing", "progressed"]
        await sitting.press_until("left", lambda: sitting.highlighted.endswith("ongoing"))
        assert "crizotinib (ongoing)" in sitting.line("case")


async def test_choice_left_undoes_right() -> None:
    async with opened() as sitting:
        await sitting.choose("setting")
        assert sitting.entry.setting == "untreated"
        await sitting.press_until("left", lambda: not sitting.entry.setting)


async def test_refusal_keeps_the_text_and_offers_what_was_meant() -> None:
    """A misprint copied from the paper is refused in one sentence under the line, kept, and mended by Tab."""
    async with opened(CaseEntry(disease="ALCL")) as sitting:
        await sitting.ask("finding:+")
        await sitting.type("C1196Y")
        why = await sitting.refused()
        assert "1196 is Leu, not Cys" in why
        assert "did you mean C1156Y?" in why
        assert sitting.typed == "C1196Y"
        assert not sitting.entry.findings
        assert "C1156Y" in sitting.line("fits")
        await sitting.press_until("tab", lambda: sitting.typed == "C1156Y")
        await sitting.take()
        assert [finding.text for finding in sitting.entry.findings] == ["C1156Y"]


async def test_refusal_of_a_changed_text_goes_when_it_fits() -> None:
    """A reason never stands under a text it no longer speaks of once that text was taken."""
    async with opened(CaseEntry(disease="ALCL")) as sitting:
        await sitting.ask("finding:+")
        await sitting.type("nonsense")
        await sitting.refused()
        sitting.press(*["backspace"] * len("nonsense"))
        await sitting.until(lambda: not sitting.typed)
        await sitting.type("G1202R")
        await sitting.take()
        await sitting.ask("finding:+")
        assert not sitting.line("why").startswith("!")


@pytest.mark.parametrize("text", ["C1196Y", "I1171T/N/S", "nonsense", "G1202G1202R+", "A" * 500])
async def test_refusal_can_be_read_to_its_end(text: str) -> None:
    """The sentence that says what to type instead is not cut at the edge of an 80-column terminal."""
    async with opened(CaseEntry(disease="ALCL")) as sitting:
        await sitting.ask("finding:+")
        await sitting.type(text)
        why = await sitting.refused()
        await sitting.until(lambda: " ".join(why.split()) in " ".join(" ".join(sitting.painted).split()), why)


async def test_variant_that_can_be_read_in_several_ways_asks_which() -> None:
    """I1171T/N/S is three variants of one residue: the form asks, it does not choose."""
    async with opened(CaseEntry(disease="NSCLC")) as sitting:
        await sitting.ask("finding:+")
        await sitting.type("I1171T/N/S")
        why = await sitting.refused()
        assert "can be read as I1171T, I1171N or I1171S" in why
        assert sitting.line("fits").split() == ["I1171T", "I1171N", "I1171S"]
        for choice in ("I1171T", "I1171N", "I1171S", "I1171T"):
            await sitting.press_until("tab", lambda choice=choice: sitting.typed == choice)
        await sitting.press_until("shift+tab", lambda: sitting.typed == "I1171S")
        await sitting.take()
        assert sitting.line("case").endswith("| I1171S")


async def test_tki_that_is_none_is_refused_in_place() -> None:
    async with opened(CaseEntry(disease="ALCL")) as sitting:
        await sitting.ask("prior:+")
        await sitting.type("crizotinob")
        assert "crizotinib" in await sitting.refused()
        assert sitting.typed == "crizotinob"
        await sitting.press_until("tab", lambda: sitting.typed == "crizotinib")
        await sitting.take()
        assert sitting.entry.prior == [TherapyEntry("crizotinib")]


async def test_refusal_speaks_of_the_form_not_of_the_command_line() -> None:
    """Whoever types chemotherapy among the TKIs is led to the right line, not to an option of a command."""
    async with opened(CaseEntry(disease="ALCL")) as sitting:
        await sitting.ask("prior:+")
        await sitting.type("chemotherapy")
        assert "--" not in await sitting.refused()


async def test_escape_from_the_prompt_keeps_what_was_typed() -> None:
    """Escape goes back and loses nothing: the half-typed text is there when the line is opened again."""
    keys = ("finding:+", "prior:+", "prior-therapy:+", "fusion", "label", "question")
    async with opened(CaseEntry(disease="ALCL")) as sitting:
        for key in keys:
            await sitting.ask(key)
            await sitting.type(f"half {key[:3]}")
            await sitting.press_until("escape", lambda: sitting.typed is None and sitting.lines.has_focus)
            assert sitting.entry == CaseEntry(disease="ALCL")
            assert sitting.key == key
        for key in keys:
            await sitting.ask(key)
            assert sitting.typed == f"half {key[:3]}"
            await sitting.press_until("escape", lambda: sitting.typed is None and sitting.lines.has_focus)


async def test_half_typed_text_stays_with_its_own_variant() -> None:
    """What was left half-typed on one variant never shows up on another that moved into its place."""
    async with opened(THREE) as sitting:
        await sitting.ask("finding:0")
        await sitting.type("XX")
        await sitting.press_until("escape", lambda: sitting.typed is None and sitting.lines.has_focus)
        await sitting.press_until("d", lambda: len(sitting.entry.findings) == len(THREE.findings) - 1)
        await sitting.ask("finding:0")
        assert sitting.typed == THREE.findings[1].text


async def test_half_typed_text_does_not_outlive_its_case() -> None:
    """An example opened or a change taken back shows its own texts, not what was left half-typed before."""
    name = next(name for name, entry in EXAMPLES.items() if entry.findings)
    async with opened() as sitting:
        await sitting.go(f"example:{name}")
        await sitting.press_until("enter", lambda: not sitting.entry.is_empty)
        await sitting.ask("finding:0")
        await sitting.type("XX")
        await sitting.press_until("escape", lambda: sitting.typed is None and sitting.lines.has_focus)
        await sitting.press_until("u", lambda: sitting.entry.is_empty)
        await sitting.go(f"example:{name}")
        await sitting.press_until("enter", lambda: not sitting.entry.is_empty)
        await sitting.ask("finding:0")
        assert sitting.typed == EXAMPLES[name].findings[0].text


async def test_text_of_the_user_is_shown_as_text() -> None:
    """Markup and escape sequences in a text are shown as letters or left out; they colour, click and clear nothing."""
    async with opened(EXAMPLES["NSCLC, untreated"]) as sitting:
        for key in ("label", "question", "fusion"):
            await sitting.ask(key)
            await sitting.paste(HOSTILE)
            await sitting.settle()
            assert not obeyed(sitting.painted), "while it is typed"
            await sitting.take()
            await sitting.until(lambda: "[red]x[/] [@click=app.quit]y[/]" in sitting.highlighted)
        for number in range(1, 8):
            await sitting.step(number)
            assert not obeyed([*sitting.list_texts, *sitting.painted, sitting.line("case")]), f"step {number}"
        assert sitting.app.is_running


def obeyed(lines: list[str]) -> list[str]:
    """Lines that hold something a terminal would obey rather than show."""
    return [line for line in lines if not line.isprintable() or "\u202e" in line]


async def test_text_of_the_user_is_not_styled() -> None:
    """[red] colours nothing: the line of the label is painted in two styles, its name's and its text's."""
    async with opened(CaseEntry(disease="ALCL", label="[red]x[/]")) as sitting:
        y = next(y for y, line in enumerate(sitting.painted) if "[red]x[/]" in line)
        strip = sitting.screen._compositor.render_strips()[y]
        (segment,) = [segment for segment in strip if "[red]x[/]" in segment.text]
        assert not (segment.style and (segment.style.meta or segment.style.link))
        assert segment.style is None or segment.style.color is None or segment.style.color.name != "red"


async def test_variant_with_markup_or_escapes_is_refused_and_kept() -> None:
    """A variant pasted with rubbish around it is refused in words without the rubbish's effect."""
    async with opened(CaseEntry(disease="ALCL")) as sitting:
        for text in ("[red]G1202R[/]", "\x1b[31mG1202R\x1b[0m"):
            await sitting.ask("finding:+")
            await sitting.paste(text)
            assert (await sitting.refused()).isprintable()
            assert "G1202R" in (sitting.typed or "")
            await sitting.settle()
            assert not [line for line in sitting.painted if not line.isprintable()]
            sitting.press("ctrl+u")
            await sitting.until(lambda: not sitting.typed)
            await sitting.press_until("escape", lambda: sitting.typed is None and sitting.lines.has_focus)


def chosen(line: str) -> str:
    """The value a line has, whether all its values stand there or, where they are too many, the one."""
    (found,) = re.findall(r"\(\*\) (.+?)(?:  |$)|< (.+?) >", line)
    return found[0] or found[1]


async def test_biomarker_takes_each_of_its_states_and_none() -> None:
    """Right goes through not tested and every state the record allows, and round again."""
    async with opened(CaseEntry(disease="ALCL")) as sitting:
        assert sitting.app.session.catalogue is not None
        states = sitting.app.session.catalogue.biomarker["IL10RA"].states
        await sitting.go("biomarker:IL10RA")
        for state in (*states, ""):
            await sitting.press_until("right", lambda state=state: sitting.entry.biomarkers.get("IL10RA", "") == state)
            await sitting.until(lambda state=state: chosen(sitting.highlighted) == (state or "not tested"))
        assert "IL10RA" not in sitting.entry.biomarkers
        await sitting.choose("biomarker:IL10RA")
        await sitting.press_until("d", lambda: not sitting.entry.biomarkers)


async def test_biomarker_by_diagnosis_is_said() -> None:
    """ALCL is CD30+ unless the case says otherwise; the form says that this is assumed."""
    async with opened(CaseEntry(disease="ALCL")) as sitting:
        await sitting.go("biomarker:CD30")
        line = next(line for line in sitting.list_texts if line.startswith("CD30 "))
        assert chosen(line) == "positive by diagnosis"
        await sitting.choose("biomarker:CD30", 2)
        assert sitting.entry.biomarkers == {"CD30": "negative"}


async def test_sequencing_result_without_a_variant() -> None:
    """Sequenced and none found is not the same as not sequenced; with a variant the question goes."""
    async with opened(CaseEntry(disease="ALCL", setting="relapsed", prior=[TherapyEntry("crizotinib")])) as sitting:
        await sitting.choose("sequencing")
        assert sitting.entry.sequencing == "none-found"
        assert sitting.line("case").endswith("sequenced, no ALK mutation")
        await sitting.choose("sequencing")
        assert sitting.line("case").endswith("ALK not sequenced")
        await sitting.enter("finding:+", "G1202R")
        assert "sequencing" not in sitting.keys
        assert sitting.line("case").endswith("| G1202R")
        assert not sitting.app.session.refusals


async def test_prior_tkis_keep_the_order_they_were_given_in() -> None:
    async with opened(CaseEntry(disease="NSCLC", setting="relapsed")) as sitting:
        for name in ("lorlatinib", "alectinib", "crizotinib"):
            await sitting.enter("prior:+", name)
        assert "lorlatinib > alectinib > crizotinib" in sitting.line("case")
        await sitting.go("prior:1")
        await sitting.press_until("d", lambda: len(sitting.entry.prior) == 2)
        assert "lorlatinib > crizotinib" in sitting.line("case")
        await sitting.press_until("u", lambda: len(sitting.entry.prior) == 3)
        assert "lorlatinib > alectinib > crizotinib" in sitting.line("case")


async def test_phase_is_asked_with_two_findings_only() -> None:
    async with opened(CaseEntry(disease="NSCLC", findings=[FindingEntry("L1196M")])) as sitting:
        assert "phase" not in sitting.keys
        await sitting.enter("finding:+", "G1202R")
        assert "(phase unknown)" in sitting.line("case")
        await sitting.choose("phase")
        assert sitting.entry.phase == "cis"
        assert "(cis)" in sitting.line("case")


async def test_contradiction_is_shown_under_its_field_and_counted() -> None:
    """Untreated with a prior TKI is refused where it was typed, and the step's number says that something is refused."""
    async with opened(CaseEntry(disease="ALCL", setting="untreated", prior=[TherapyEntry("crizotinib")])) as sitting:
        place = next(at for at, line in enumerate(sitting.list_texts) if "! " in line)
        assert "the setting is untreated" in sitting.list_texts[place]
        assert "Prior TKIs" in " ".join(sitting.list_texts[max(0, place - 3) : place])
        assert "1 Case 1!" in sitting.line("steps")


async def test_keys_line_speaks_of_the_prompt_while_one_types() -> None:
    """While letters are typed, the bottom line does not offer q as a way out: it would be typed."""
    async with opened(CaseEntry(disease="ALCL")) as sitting:
        await sitting.ask("label")
        await sitting.type("q?/1")
        assert sitting.typed == "q?/1"
        assert "q quit" not in sitting.line("keys")


async def test_prompt_fits_beside_the_form_at_40_columns() -> None:
    """On the smallest terminal one still sees the label, what is typed, and the line it belongs to."""
    async with opened(CaseEntry(disease="ALCL"), (40, 10)) as sitting:
        await sitting.ask("finding:+")
        await sitting.type("G1202R")
        await sitting.until(lambda: any("Variant " in line for line in sitting.painted))
        assert any(line == "G1202R" for line in sitting.painted), "what is typed"
        assert any(line.startswith("Variants") for line in sitting.painted), "the line it belongs to"
        assert all(cell_len(line) <= 40 for line in sitting.painted)
        await sitting.take()
        assert any("G1202R" in text for text in texts(sitting.lines.rows))


async def test_specimen_is_asked_for_once_none_was_found() -> None:
    """Beside the answer it belongs to, and gone with it; none in plasma stands in the line of the case."""
    async with opened(CaseEntry(disease="ALCL")) as sitting:
        assert not any("None found in" in line for line in sitting.list_texts)
        await sitting.choose("sequencing", 1)
        await sitting.choose("none_found_in", 2)
        assert (sitting.entry.sequencing, sitting.entry.none_found_in) == ("none-found", "plasma")
        await sitting.until(lambda: any("none found in plasma" in line for line in painted_lines(sitting.app)))
        await sitting.choose("sequencing", 1)
        assert (sitting.entry.sequencing, sitting.entry.none_found_in) == ("not-sequenced", "")


async def test_marker_that_decides_nothing_here_says_so_where_it_is_entered() -> None:
    async with opened(CaseEntry(disease="ALCL", biomarkers={"CEA": "positive", "IL10RA": "high"})) as sitting:
        said = "Neither review ties a treatment to it; that is no evidence against one."
        items = {text.split()[0]: text for text in sitting.item_texts}
        assert items["CEA"].endswith(said)
        assert said not in items["IL10RA"]
