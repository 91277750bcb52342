from pathlib import Path

import pytest
from linear.conftest import Talk
from linear.script import COMPOUND

from alktui.board import write_sheet
from alktui.model.report import Report
from alktui.paint.numbered import ascii_of

GOLDEN = Path(__file__).parent / "golden"
FOLD = "23"
"""The line of the combinations that is folded."""

GOLDEN_WALK = [*COMPOUND, "2", "1", "6", "", "", "3", "1", "", "4", "1", FOLD, "1", "", "", "6", "2", "", "t", "1", "", "q"]


def report_of(talk: Talk) -> Report:
    report = talk(COMPOUND).walk.report
    assert report is not None
    return report


def test_walk_of_a_compound_case_reads_as_agreed(talk: Talk, request: pytest.FixtureRequest) -> None:
    found = talk(GOLDEN_WALK, shown=True).text
    golden = GOLDEN / "compound-case.txt"
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found, "utf-8")
    assert found == golden.read_text("utf-8")


def test_overview_comes_after_the_case_and_its_lines_have_the_numbers_of_the_menu(talk: Talk) -> None:
    """A person hears the answer first, and may type at once what is heard."""
    conversation = talk([*COMPOUND, "4", "q"])
    opening = conversation.text[conversation.text.index("\nCase: ") :]
    assert opening.splitlines()[2:5:2] == ["", "Reported sensitive: crizotinib (given 1st, progressed: was this mutation there"]
    for line in ("4. Combinations: ", "5. Targets: ", "6. Trials: ", "t. Ask next: "):
        assert f"\n{line}" in opening
    assert conversation.says("Combinations Called for by this case")


def test_notices_are_heard_in_the_overview_and_whole(talk: Talk) -> None:
    unread = ["1", "2", "crizotinib", "", "1", "G1202R", "L1196M", "", "", "", "", "", "", "", "", "", ""]
    conversation = talk([*unread, "3", "", "4", "q"])
    report = conversation.walk.report
    assert report is not None
    heard = [notice for notice in report.notices if notice.code != "knowledge-ends"]
    assert {notice.code for notice in heard} >= {"phase-unknown", "assumed"}
    for notice in heard:
        sign = "Warning: " if notice.severity == "warning" else ""
        assert conversation.count(f"{sign}{notice.message}") == 1
    assert conversation.count("Knowledge ends Feb 2022 (ALCL), Jun 2024 (NSCLC)") == 1


def test_overview_lists_the_calls_of_a_mutation_and_why(talk: Talk) -> None:
    conversation = talk([*COMPOUND, "2", "1", "6", "", "", "q"])
    assert conversation.says("1. C1156Y+L1198F (found): crizotinib sensitive; ")
    assert conversation.says("C1156Y+L1198F (found) 1. crizotinib sensitive 2. alectinib no call")
    assert conversation.says('resistant: printed "C1196Y+L1198F"')
    assert [prompt.split(", ")[-1] for prompt in conversation.prompts[-5:-1]] == [
        "empty for the menu: ",
        "empty goes back: ",
        "empty goes back: ",
        "empty for the menu: ",
    ]
    assert conversation.prompts[-1].startswith("Menu")


def test_sheet_is_the_one_of_the_report(talk: Talk) -> None:
    conversation = talk([*COMPOUND, "7", "q"])
    report = conversation.walk.report
    assert report is not None
    told = [ascii_of(line) for line in write_sheet(report, conversation.walk.catalogue, "text").splitlines()]
    assert "\n".join(told) in conversation.text
    assert "[-]" in "\n".join(told), "what has no call is no question"


@pytest.mark.parametrize("command", ["2", "3", "4", "5", "6", "7", "t", "w"])
def test_steps_wait_for_a_disease(talk: Talk, command: str) -> None:
    conversation = talk(["menu", command, "q"])
    assert conversation.count("no disease is given yet, so there is no report. Type 1, then 1 again, to give it.") == 1


@pytest.mark.parametrize(("step", "name"), [("4", "strategies"), ("5", "targets"), ("6", "trials")])
def test_excluded_options_are_shown_when_asked_for(talk: Talk, step: str, name: str) -> None:
    hidden, shown, again = (talk([*COMPOUND, step, *["h"] * times, "q"]) for times in (0, 1, 2))
    report = hidden.walk.report
    assert report is not None
    excluded = sum(option.state == "excluded" for option in getattr(report, name))

    listed = [conversation.count(f"Excluded ({excluded})") for conversation in (hidden, shown, again)]
    said = [conversation.count("; not met: ") for conversation in (hidden, shown, again)]
    assert excluded
    assert listed == [0, 1, 1], "the third list hides them again"
    assert said == [0, excluded, excluded]


def test_what_is_folded_is_listed_by_its_number_and_each_says_why(talk: Talk) -> None:
    general = [option for option in report_of(talk).strategies if option.group == "general"]
    folded = [option for option in general if option.verdict != "supported"]
    number = next(line.split(".")[0] for line in talk([*COMPOUND, "4"]).lines if f". {len(folded)} options, folded: " in line)
    assert folded
    for place, option in enumerate(folded, 1):
        conversation = talk([*COMPOUND, "4", number, str(place), "", "q"])
        assert conversation.says(f"{place}. {option.name}")
        assert conversation.says(option.statement)
        assert conversation.prompts[-1].startswith("Combinations, number for why")


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        pytest.param(
            ["3", "1"], ["printed", "source: Wang 2022, Table 1, crizotinib, sensitive", "References:", " doi:10."], id="TKI"
        ),
        pytest.param(["4", "1"], ["Conditions", "Yes: ", "Sources", " doi:10."], id="combination"),
        pytest.param(["5", "1"], ["Conditions", "Sources", " doi:10."], id="target"),
        pytest.param(["6", "1"], ["NCT", "status: ", "as printed February 2022", "population: ", " doi:10."], id="trial"),
        pytest.param(["t", "1"], ["would move ", ": moves ", "- "], id="next test"),
        pytest.param(["e", "lorlatinib", "2"], ["The ladder of this case", "source: Wang 2022", " doi:10."], id="escape map"),
        pytest.param(["/IL10RA", "1"], ["record wang-2022/", "Sources"], id="search"),
        pytest.param(["/Shaw 2016", "1", "1"], ["Records that rest on it", "source: Wang 2022", " doi:10."], id="reference"),
        pytest.param(["w", "IL10RA=high", "1"], ["from possible to applies", "Conditions", " doi:10."], id="what-if"),
    ],
)
def test_number_says_why(talk: Talk, answers: list[str], words: list[str]) -> None:
    conversation = talk([*COMPOUND, *answers, "q"])
    assert [word for word in words if word not in conversation.text] == []
    assert conversation.walk.entry == talk(COMPOUND).walk.entry


@pytest.mark.parametrize("number", ["0", "99", "00000000000", "9" * 100])
def test_number_without_a_line_is_refused(talk: Talk, number: str) -> None:
    conversation = talk([*COMPOUND, "3", number])
    assert conversation.says("Lines go from 1 to 7.")
    assert conversation.prompts[-1].startswith("TKIs")


def test_what_if_is_kept(talk: Talk) -> None:
    conversation = talk([*COMPOUND, "w", "IL10RA=high", "perhaps", "y", "q"])
    assert conversation.says("What if IL10RA=high?")
    assert conversation.says("the answer is neither y nor n")
    assert conversation.walk.entry.biomarkers == {"IL10RA": "high"}
    assert conversation.walk.report is not None
    assert conversation.walk.report.case.biomarkers == {"IL10RA": "high"}


@pytest.mark.parametrize("answers", [["n"], [""], ["back"], ["quit"], []])
def test_what_if_is_dropped(talk: Talk, answers: list[str]) -> None:
    conversation = talk([*COMPOUND, "w", "IL10RA=high", *answers])
    assert conversation.says("What if IL10RA=high?")
    assert conversation.walk.entry == talk(COMPOUND).walk.entry


@pytest.mark.parametrize(
    "change", ["nonsense", "IL10RA=orange", "variant=C1196Y", "disease=", "setting=untreated", "variant=-G1202R"]
)
def test_what_if_refuses_and_asks_again(talk: Talk, change: str) -> None:
    conversation = talk([*COMPOUND, "w", change])
    assert conversation.prompts[-1] == conversation.prompts[-2]
    assert conversation.walk.entry == talk(COMPOUND).walk.entry


def test_what_if_that_moves_nothing_says_what_that_means(talk: Talk) -> None:
    conversation = talk([*COMPOUND, "w", "HER2=positive", "n", "q"])
    assert conversation.says("HER2, in ALCL: Neither review ties a treatment to it; that is no evidence against one.")


def test_search_finds_records(talk: Talk) -> None:
    conversation = talk(["menu", "/ crizotinib IL10RA", "/zzzz", "/lorlatanib", "/", "", "/", "NCT00939770", "/ALK"])
    assert conversation.says("Did you mean lorlatinib")
    assert conversation.says(' for "crizotinib IL10RA"')
    assert conversation.says('Nothing found for "zzzz".')
    assert conversation.says(' for "NCT00939770"')
    assert conversation.says("The best 50 of ")


def test_escape_map_needs_no_case(talk: Talk) -> None:
    conversation = talk(["menu", "e", "nivolumab", "7", "1", "q"])
    assert conversation.says("What escapes lorlatinib: 16 mutations")
    assert conversation.says("is not an ALK TKI")
    assert not conversation.says("The ladder of this case")


def test_escape_map_names_what_makes_no_call(talk: Talk) -> None:
    """A misprint hides one mutation; ZX-29 is no line of the TKI step; of two drugs no resistant row is printed."""
    conversation = talk(["menu", "e", "lorlatinib", "e", "gilteritinib", "e", "ensartinib", "q"])
    assert conversation.says("C1156Y+L1198F: no call (resistant, if a misprint is corrected); crizotinib sensitive")
    assert conversation.says("ZX-29 sensitive, preclinical only")
    for name in ("gilteritinib", "ensartinib"):
        assert conversation.says(f"What escapes {name}: no resistant row is printed")
    assert not conversation.says("0 mutations")


def test_alk_negative_case_has_no_tkis(talk: Talk) -> None:
    assert talk(["2", "2", "menu", "1", "11", "negative", "", "3"]).says("the reviews have no ALK TKI for this case")


def test_list_is_left_by_an_empty_line(talk: Talk) -> None:
    conversation = talk([*COMPOUND, "3", "", "3"])
    assert [prompt.split(",")[0] for prompt in conversation.prompts[-4:]] == ["Menu", "TKIs", "Menu", "TKIs"]


def test_list_in_a_list_is_left_for_the_menu_by_a_word(talk: Talk) -> None:
    conversation = talk([*COMPOUND, "2", "1", "menu"])
    assert [prompt.split(",")[0] for prompt in conversation.prompts[-4:]] == ["Menu", "Overview", "Overview", "Menu"]


def test_command_that_is_none_is_refused(talk: Talk) -> None:
    assert talk([*COMPOUND, "x"]).says('"x" is not in the menu. Type ? for help.')


def test_catalogue_that_went_away_does_not_end_the_walk(talk: Talk, catalogue_file: Path) -> None:
    moved = catalogue_file.with_suffix(".moved")
    catalogue_file.rename(moved)
    try:
        conversation = talk([*COMPOUND, "/crizotinib", "3"])
    finally:
        moved.rename(catalogue_file)
    assert conversation.says("no catalogue can be opened")
    assert conversation.prompts[-1].startswith("TKIs")


def test_tki_without_a_call_ends_its_line_with_no_sign(talk: Talk) -> None:
    """Where no mutation is entered, that is said once, and each drug with what is said of it."""
    untreated = ["1", "1", *[""] * 8]
    conversation = talk([*untreated, "menu", "3", "q"])
    assert conversation.count("No mutation entered") == 1
    rows = [line for line in conversation.text.partition("\nTKIs\n")[2].splitlines() if line[:1].isdigit()]
    assert len(rows) == 7
    assert [line for line in rows if line.endswith((":", ";"))] == []
