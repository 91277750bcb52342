"""Rows of every step and view, as pure functions of the case and a width: none is wider than the terminal."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from rich.cells import cell_len
from tui.sitting import AS_OF

from alktui import knowledge
from alktui.cases.entry import CaseEntry, FindingEntry, TherapyEntry
from alktui.cases.example import EXAMPLES
from alktui.catalogue.search import Searcher
from alktui.knowledge import Knowledge
from alktui.pages.warning import of_all_in_words
from alktui.pages.words import ordinal
from alktui.tui import overlay, top_line
from alktui.tui.command import FOOTERS, footer
from alktui.tui.desk import Desk
from alktui.tui.guide import topic_of
from alktui.tui.keymap import DEFAULT
from alktui.tui.row import Row, fit, line, paragraph, spread
from alktui.tui.screen.main import MainScreen
from alktui.tui.session import Session
from alktui.tui.view import found, overview, present
from alktui.tui.view import help as help_view

WIDTHS = (40, 80, 100, 140)
STEPS = ("case", "overview", "tkis", "strategies", "targets", "trials", "summary")
COMPOUND, THREE, NONE_FOUND, UNTREATED = EXAMPLES.values()

CASES = {
    "empty": CaseEntry(),
    "compound": COMPOUND,
    "three findings": THREE,
    "none found": NONE_FOUND,
    "given, still sensitive": CaseEntry(
        disease="NSCLC", setting="relapsed", findings=[FindingEntry("L1196M")], prior=[TherapyEntry("lorlatinib", "progressed")]
    ),
    "untreated": UNTREATED,
    "ALK negative": CaseEntry(disease="LUAD", setting="relapsed", alk="negative"),
    "full": CaseEntry(
        label="a label of the user's own choosing that is a good deal longer than any terminal is wide, " * 3,
        disease="NSCLC",
        setting="relapsed",
        fusion="EML4-ALK " * 20,
        findings=[
            FindingEntry(text) for text in ("G1202R", "L1196M", "I1171N", "F1174L", "G1269A", "V1180L", "D1203N", "E1210K")
        ],
        prior=[TherapyEntry(name, "intolerant") for name in ("crizotinib", "ceritinib", "alectinib", "brigatinib", "lorlatinib")],
        prior_therapies=[TherapyEntry("chemotherapy"), TherapyEntry("immunotherapy", "stopped")],
        amplification="amplified",
        age_group="paediatric",
        biomarkers={"CD30": "negative", "IGF1R": "activated", "PD-L1": "high"},
        question="what next? " * 30,
    ),
    "refused": CaseEntry(
        disease="ALCL",
        setting="untreated",
        findings=[FindingEntry("C1196Y"), FindingEntry("I1171T/N/S"), FindingEntry("A" * 300), FindingEntry("全" * 60)],
        prior=[TherapyEntry("crizotinib"), TherapyEntry("x" * 200)],
        biomarkers={"PD-L1": "purple"},
    ),
    "wide letters": CaseEntry(label="患者の識別名" * 20, disease="ALCL", question="🧬" * 60, fusion="NPM1\u2013ALK é" * 12),
}


@cache
def known() -> Knowledge:
    return knowledge.read_knowledge()


@cache
def screen_of(name: str) -> MainScreen:
    """The screen on a case, never mounted: what it shows depends on the case, the step and the width alone."""
    session = Session(CASES[name], as_of=AS_OF)
    session.know(known())
    session.show_excluded = True
    return MainScreen(session)


def rows_of(step: str, name: str, width: int) -> list[Row]:
    """The rows of a step."""
    screen = screen_of(name)
    screen.place.go(step)
    report, catalogue = screen.session.report, screen.session.catalogue
    if step == "overview" and report is not None and catalogue is not None:
        return overview.rows(report, catalogue, width, 21)
    return screen._step_rows(width)


def assert_fits(rows: list[Row], width: int, what: str = "") -> None:
    """Name the rows that are wider than a width, and by how much."""
    wide = [f"{cell_len(row.text)} > {width}: {row.text}" for row in rows if cell_len(row.text) > width]
    if wide:
        pytest.fail(f"{len(wide)} of {len(rows)} rows {what}\n" + "\n".join(wide[:6]), pytrace=False)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("step", STEPS)
def test_row_fits_the_width(step: str, width: int) -> None:
    """A line is broken, or cut by us and marked; the terminal never cuts it unmarked, whatever was typed."""
    assert_fits([row for name in CASES for row in rows_of(step, name, width)], width)


@pytest.mark.parametrize("width", [39, 44, 61, 79])
@pytest.mark.parametrize("step", STEPS[2:6])
def test_row_of_why_fits_the_pane(step: str, width: int) -> None:
    """What the pane says of each line fits the widths the pane has at 40, 80, 100 and 140 columns."""
    cases = ("compound", "three findings", "untreated", "full")
    rows = [row for name in cases for row in rows_of(step, name, 80) if row.detail is not None]
    assert rows
    assert_fits([piece for row in rows if row.detail for piece in row.detail(width)], width)


@pytest.mark.parametrize("width", WIDTHS)
def test_row_of_a_search_fits_the_width(width: int) -> None:
    searcher = Searcher(known().path)
    try:
        for words in ("crizotinib", "PD-L1", "NCT03505554", "nothing at all " * 12):
            rows = found.rows(words, searcher.find(words), known().catalogue, width)
            assert_fits(rows, width)
            for row in rows[:8]:
                if row.detail is not None:
                    assert_fits(row.detail(width - 1), width - 1, row.key)
    finally:
        searcher.close()


@pytest.mark.parametrize("width", [80, 100, 140])
def test_row_of_help_fits_the_width(width: int) -> None:
    for place in FOOTERS:
        assert_fits(help_view.rows(topic_of("case", DEFAULT, line="finding"), place, DEFAULT, width), width)


@pytest.mark.parametrize("width", [*WIDTHS, 30])
@pytest.mark.parametrize("place", FOOTERS)
def test_footer_fits_and_always_names_help_and_quit(place: str, width: int) -> None:
    """However narrow, the bottom line says how to get help and how to leave."""
    words = footer(place, width)
    assert cell_len(words) <= width
    assert "? help" in words
    assert words.endswith("? help" if place == "text" else "q quit"), "q types where letters do"


@pytest.mark.parametrize("name", list(CASES))
def test_key_of_a_row_stands_for_one_line_only(name: str) -> None:
    """A highlighted line is found again by its key, so no two lines of a step share one."""
    for step in STEPS:
        keys = [row.key for row in rows_of(step, name, 80) if row.key]
        assert len(keys) == len(set(keys)), step


@pytest.mark.parametrize("step", STEPS[2:6])
@pytest.mark.parametrize("width", [80, 100, 140])
def test_columns_of_a_row_do_not_touch(step: str, width: int) -> None:
    """Where a cell is cut, a blank stands before the next: "if erratu..2nd" would read as one word."""
    rows = [row for name in CASES for row in rows_of(step, name, width)]
    assert not [row.text for row in rows if any(cut_and_touching(row))]


@pytest.mark.parametrize("name", ["compound", "three findings", "untreated", "full"])
@pytest.mark.parametrize("width", [38, 59, 79, 139])
@pytest.mark.parametrize("step", STEPS[2:6])
def test_item_is_one_line_and_whole_in_its_why(step: str, width: int, name: str) -> None:
    """A name, a status, an outcome of a drug given before: what a line has no room for stands in its why and in its copy."""
    session = screen_of(name).session
    report = session.report
    assert report is not None
    session.unfolded = frozenset({"general"})
    rows = rows_of(step, name, width)
    assert not [row for row in rows if row.continues]
    why = {row.key: words_of(row.detail(width)) for row in rows if row.key and row.detail}
    copied = {row.key: row.copied for row in rows if row.key}
    if step == "tkis":
        for tki in report.tkis:
            for entry in tki.given:
                assert f"given before, line {entry.line}, " in why[tki.therapy]
                assert f"{ordinal(entry.line)}" in copied[tki.therapy]
    else:
        for option in getattr(report, step):
            if option.id in why:
                wanted = option.interventions if step == "trials" else option.name
                assert set(wanted.split()) <= set(why[option.id].split()), option.id
                assert wanted in copied[option.id]


def words_of(rows: list[Row]) -> str:
    """Rows as one text with single blanks."""
    return " ".join(" ".join(row.text for row in rows).split())


@pytest.mark.parametrize("name", ["compound", "full", "wide letters"])
def test_summary_on_a_narrow_terminal_has_every_word_of_the_sheet(name: str) -> None:
    """Nothing that the sheet says is beyond the edge of a terminal of forty columns."""
    words = "".join("".join(row.text.split()) for row in rows_of("summary", name, 40))
    assert words == "".join("".join(row.text.split()) for row in rows_of("summary", name, 120))


@pytest.mark.parametrize("width", [38, 59, 79, 139])
@pytest.mark.parametrize("name", ["compound", "three findings"])
def test_nothing_of_a_view_is_lost(name: str, width: int) -> None:
    """What was measured, in whom and in how many, and what to test: whole in the why of the line where the line is cut."""
    session = screen_of(name).session
    assert session.catalogue is not None
    outcomes = {outcome.id: outcome for outcome in session.catalogue.outcomes}
    for view in (overlay.outcome_view(session), overlay.immune_view(session), overlay.next_test_view(session)):
        rows = view.rows(width)
        assert_fits(rows, width, view.name)
        assert [row for row in rows if row.key]
        for row in rows:
            if row.key in outcomes:
                assert row.detail is not None
                wanted = set(outcomes[row.key].population.replace(";", "").split())
                assert wanted <= set(words_of(row.detail(width)).replace(";", "").split()), row.text
                n = outcomes[row.key].n
                words = f"{row.text} {row.copied}"
                assert re.search(rf"n =? ?{n}\b", words) if n is not None else re.search(r"n not printed|n \?", words), words


@pytest.mark.parametrize("width", [39, 61, 80, 140])
@pytest.mark.parametrize("name", ["compound", "three findings", "none found", "full", "given, still sensitive"])
def test_tki_is_marked_in_list_and_presentation_wherever_its_why_warns(name: str, width: int) -> None:
    """Who looks at the sensitive line alone, or at the wall, is warned as who opens its why; what warns of all is said once."""
    session = screen_of(name).session
    report, catalogue = session.report, session.catalogue
    assert report is not None
    assert catalogue is not None
    rows = rows_of("tkis", name, width)
    shown = {row.key: row for row in rows if row.key}
    page = {row.key: row for row in present.rows("tkis", report, catalogue, width) if row.key}
    warnings = {tki.therapy: warned_of(shown[tki.therapy], width) for tki in report.tkis}
    shared = set.intersection(*warnings.values())
    for tki in report.tkis:
        for row in (shown[tki.therapy], page[tki.therapy]):
            assert row.text.startswith(f"! {tki.name}"[:14]) == bool(warnings[tki.therapy] - shared), tki.name
    assert bool(shared) == any(row.text.startswith("! All ALK TKIs:") for row in rows)


def warned_of(row: Row, width: int) -> set[str]:
    """The lines of a why that warn, by their first words."""
    assert row.detail is not None
    return {piece.text for piece in row.detail(width) if piece.text.startswith("! ")}


def test_sensitive_tki_that_was_given_says_what_the_call_does_not_explain() -> None:
    """Progression on a drug that is called sensitive is warned of in the list and put into words in why."""
    session = screen_of("given, still sensitive").session
    assert session.report is not None
    assert session.catalogue is not None
    row = next(row for row in rows_of("tkis", "given, still sensitive", 80) if row.key == "lorlatinib")
    assert row.text.startswith("! lorlatinib")
    assert row.detail is not None
    why = words_of(row.detail(79))
    assert "reported sensitive, but the patient progressed on it (line 1). Was this mutation there then?" in why
    assert "second (Wang 2022, " in why
    assert "belongs to the third generation as said later" in why, "the generation that contradicts comes with its erratum"
    page = words_of(present.rows("overview", session.report, session.catalogue, 79))
    assert "Progressed on last: lorlatinib" in page


def test_caution_that_holds_for_every_tki_stands_once_above_them() -> None:
    """Beside the lines it would be read seven times, and not at all."""
    texts = words_of(rows_of("tkis", "none found", 80))
    assert texts.count("Once the tumour depends less on ALK, not even complete ALK inhibition prevents progression") == 1
    assert texts.startswith("! All ALK TKIs: ")


@pytest.mark.parametrize("width", [59, 79])
def test_trial_of_a_drug_given_before_says_so(width: int) -> None:
    rows = {row.key: row for row in rows_of("trials", "compound", width) if row.key}
    lorlatinib = next(row for row in rows.values() if "NCT03505554" in row.text)
    assert lorlatinib.detail is not None
    assert "given before: lorlatinib (2nd, progressed)" in words_of(lorlatinib.detail(width))
    for row in rows.values():
        assert row.detail is not None
        why = words_of(row.detail(width))
        assert "given before:" not in why or re.search("crizotinib|lorlatinib", why)


def test_caution_is_said_of_every_tki_only_where_it_stands_beside_each() -> None:
    report = screen_of("none found").session.report
    assert report is not None
    said, (first, *others) = of_all_in_words(report), report.tkis
    assert said
    assert of_all_in_words(report.but(tkis=(first, *others[:-1], others[-1].but(cautions=())))) == []


def test_option_whose_drug_without_a_call_was_given_says_so() -> None:
    """Chemotherapy has no call, and an option with it is no new treatment after it all the same."""
    row = next(row for row in rows_of("strategies", "full", 140) if "IMpower150" in row.text)
    assert row.detail is not None
    assert re.search(r"chemotherapy.*given|given before:.*chemotherapy", words_of(row.detail(100)))


def cut_and_touching(row: Row) -> Iterator[bool]:
    for (text, _), (after, _) in zip(row.spans, row.spans[1:], strict=False):
        yield text.endswith("..") and after[:1].strip() != ""


# -- rows themselves --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "short", "exactly ten", "全角文字です", "é" * 30, "🧬" * 9, "[red]x[/]"])
@pytest.mark.parametrize("width", [1, 2, 3, 10, 11])
def test_fit_gives_exactly_the_width(text: str, width: int) -> None:
    """Columns stay columns with letters of any width."""
    assert cell_len(fit(text, width)) == width


def test_fit_marks_a_cut() -> None:
    assert fit("lorlatinib", 8) == "lorlat.."
    assert fit("lorlatinib", 10) == "lorlatinib"


@pytest.mark.parametrize("text", ["\x1b[31mred", "\x9b2J", "a\x00b", "\u202eabc", "x\x7f", "tab\there", "line\nend\r\n"])
def test_row_holds_nothing_a_terminal_obeys(text: str) -> None:
    """Whatever a text holds, a row made of it is letters and blanks."""
    for row in (line(text), spread((text, 0, "")), spread((text, 9, "")), *paragraph(text, 20)):
        assert row.text.isprintable()
        assert "\u202e" not in row.text


def test_paragraph_indents_what_follows_under_its_text() -> None:
    rows = paragraph("one two three four five", 12, first="- ")
    assert [row.text for row in rows] == ["- one two", "  three four", "  five"]


@pytest.mark.parametrize("width", [9, 20, 40])
@pytest.mark.parametrize("text", ["A" * 300, "全" * 60, "x " * 60, "10.1200/JCO.2016.34.15_suppl.9060"])
def test_paragraph_fits_its_width(text: str, width: int) -> None:
    assert_fits(paragraph(text, width, "", 2, "! "), width)


AFTER_TWO = CaseEntry(
    disease="NSCLC",
    setting="relapsed",
    prior=[TherapyEntry("crizotinib", "progressed"), TherapyEntry("lorlatinib", "intolerant")],
    findings=[FindingEntry("C1156Y+L1198F")],
)


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (40, "lorl intol. | C1156Y+L1198F"),
        (60, "NSCLC | .. > lorl intol. | C1156Y+L1198F"),
        (80, "NSCLC, relapsed | crizotinib > lorlatinib (intol.) | C1156Y+L1198F"),
        (100, "NSCLC, relapsed | crizotinib (progressed) > lorlatinib (intolerant) | C1156Y+L1198F"),
    ],
)
def test_top_line_says_mutation_last_tki_and_that_nothing_is_saved(
    width: int, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the smallest screen too: what was found, what was given last and how that ended, and whether it is kept."""
    monkeypatch.setenv("ALKTUI_HOME", str(tmp_path))
    session = Session(AFTER_TWO, as_of=AS_OF, desk=Desk())
    session.know(known())
    text = "".join(words for words, _ in top_line.case_spans(session, width, ""))
    assert cell_len(text) == width
    assert text.rstrip().endswith("  not saved")
    assert text.removesuffix("  not saved").removeprefix(" alktui").strip() == expected


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", CASES)
def test_top_line_fits_and_cuts_no_finding(name: str, width: int) -> None:
    screen = screen_of(name)
    text = "".join(words for words, _ in top_line.case_spans(screen.session, width, ""))
    assert cell_len(text) == width
    report = screen.session.report
    if report is not None and report.case.findings and name != "refused":
        assert report.case.findings[0].profile in text
        assert ".." not in text.replace(".. >", "")


@pytest.mark.parametrize("width", [39, 59, 79])
def test_form_cuts_neither_a_finding_nor_how_a_therapy_ended(width: int) -> None:
    """C1156Y+L11.. would be another finding, and what is assumed must not look as if it was entered."""
    texts = [row.text for row in rows_of("case", "compound", width)]
    assert any("C1156Y+L1198F" in text for text in texts)
    (crizotinib,) = [text for text in texts if "1 crizotinib" in text]
    assert "progressed?" in crizotinib or "progressed (assumed)" in crizotinib
