from pathlib import Path

import pytest
from linear.conftest import Talk
from linear.script import COMPOUND
from texts import full_text

from alktui.linear.line import fitted

GOLDEN = Path(__file__).parent / "golden"
GOLDEN_WALK = [*COMPOUND, "2", "1", "", "3", "1", "", "5", "1", "", "t", "1", "", "q"]


def test_walk_of_a_compound_case_reads_as_agreed(talk: Talk, request: pytest.FixtureRequest) -> None:
    found = talk(GOLDEN_WALK, shown=True).text
    golden = GOLDEN / "compound-case.txt"
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found, "utf-8")
    assert found == golden.read_text("utf-8")


def test_summary_is_the_report(talk: Talk) -> None:
    conversation = talk([*COMPOUND, "6", "q"])
    report = conversation.walk.report
    assert report is not None
    told = fitted(full_text(report, conversation.walk.catalogue).splitlines())
    assert "\n".join(told) in conversation.text


@pytest.mark.parametrize("command", ["2", "3", "4", "5", "6", "t", "w"])
def test_steps_wait_for_a_disease(talk: Talk, command: str) -> None:
    conversation = talk(["menu", command, "q"])
    assert conversation.count("no disease is given yet, so there is no report. Type 1, then 1 again, to give it.") == 1


@pytest.mark.parametrize(("step", "name"), [("3", "strategies"), ("4", "targets"), ("5", "trials")])
def test_excluded_options_are_shown_when_asked_for(talk: Talk, step: str, name: str) -> None:
    hidden, shown, again = (talk([*COMPOUND, step, *["h"] * times]) for times in (0, 1, 2))
    report = hidden.walk.report
    assert report is not None
    excluded = sum(option.state == "excluded" for option in getattr(report, name))

    listed = [sum(". excluded: " in line for line in conversation.lines) for conversation in (hidden, shown, again)]
    assert excluded
    assert listed == [0, excluded, excluded], "the third list hides them again"


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        pytest.param(
            ["2", "1"], ["printed", "source: Wang 2022, Table 1, crizotinib, sensitive", "References:", ", doi 10."], id="TKI"
        ),
        pytest.param(["3", "1"], ["Criteria:", "- met: ", "Where it stands:", ", doi 10."], id="combination"),
        pytest.param(["4", "1"], ["Criteria:", "Where it stands:", ", doi 10."], id="target"),
        pytest.param(["5", "1"], ["NCT", "status: ", "as printed February 2022", "population: ", ", doi 10."], id="trial"),
        pytest.param(["t", "1"], ["Decides ", "If ", " move:"], id="next test"),
        pytest.param(["e", "lorlatinib", "2"], ["The ladder of this case:", "source: Wang 2022", ", doi 10."], id="escape map"),
        pytest.param(["/IL10RA", "1"], ["id: ", "states: "], id="search"),
    ],
)
def test_number_says_why(talk: Talk, answers: list[str], words: list[str]) -> None:
    conversation = talk([*COMPOUND, *answers, "q"])
    assert [word for word in words if word not in conversation.text] == []
    assert conversation.walk.entry == talk(COMPOUND).walk.entry


@pytest.mark.parametrize("number", ["0", "99", "00000000000", "9" * 100])
def test_number_without_a_line_is_refused(talk: Talk, number: str) -> None:
    conversation = talk([*COMPOUND, "2", number])
    assert conversation.says("Lines go from 1 to 7.")
    assert conversation.prompts[-1].startswith("TKIs")


def test_what_if_is_kept(talk: Talk) -> None:
    conversation = talk([*COMPOUND, "w", "IL10RA=high", "perhaps", "y", "q"])
    assert conversation.says("what if: IL10RA=high")
    assert conversation.says("the answer is neither y nor n")
    assert conversation.walk.entry.biomarkers == {"IL10RA": "high"}
    assert conversation.walk.report is not None
    assert conversation.walk.report.case.biomarkers == {"IL10RA": "high"}


@pytest.mark.parametrize("answers", [["n"], [""], ["back"], ["quit"], []])
def test_what_if_is_dropped(talk: Talk, answers: list[str]) -> None:
    conversation = talk([*COMPOUND, "w", "IL10RA=high", *answers])
    assert conversation.says("what if: IL10RA=high")
    assert conversation.walk.entry == talk(COMPOUND).walk.entry


@pytest.mark.parametrize(
    "change", ["nonsense", "IL10RA=orange", "variant=C1196Y", "disease=", "setting=untreated", "variant=-G1202R"]
)
def test_what_if_refuses_and_asks_again(talk: Talk, change: str) -> None:
    conversation = talk([*COMPOUND, "w", change])
    assert conversation.prompts[-1] == conversation.prompts[-2]
    assert conversation.walk.entry == talk(COMPOUND).walk.entry


def test_search_finds_records(talk: Talk) -> None:
    conversation = talk(["menu", "/ crizotinib IL10RA", "/zzzz", "/lorlatanib", "/", "", "/", "NCT00939770"])
    assert conversation.says("Did you mean lorlatinib")
    assert conversation.says('Records for "crizotinib IL10RA":')
    assert conversation.says('Nothing found for "zzzz".')
    assert conversation.says('Records for "NCT00939770":')


def test_escape_map_needs_no_case(talk: Talk) -> None:
    conversation = talk(["menu", "e", "nivolumab", "7", "1", "q"])
    assert conversation.says("Profiles that escape lorlatinib")
    assert conversation.says("is not an ALK TKI")
    assert not conversation.says("The ladder of this case")


def test_alk_negative_case_has_no_tkis(talk: Talk) -> None:
    assert talk(["2", "2", "menu", "1", "11", "negative", "", "2"]).says("the documents have no ALK TKI for this case")


def test_list_is_left_by_an_empty_line(talk: Talk) -> None:
    conversation = talk([*COMPOUND, "2", "", "2"])
    assert [prompt.split(",")[0] for prompt in conversation.prompts[-4:]] == ["Menu", "TKIs", "Menu", "TKIs"]


def test_command_that_is_none_is_refused(talk: Talk) -> None:
    assert talk([*COMPOUND, "x"]).says('"x" is not in the menu. Type ? for help.')


def test_catalogue_that_went_away_does_not_end_the_walk(talk: Talk, catalogue_file: Path) -> None:
    moved = catalogue_file.with_suffix(".moved")
    catalogue_file.rename(moved)
    try:
        conversation = talk([*COMPOUND, "/crizotinib", "2"])
    finally:
        moved.rename(catalogue_file)
    assert conversation.says("no catalogue can be opened")
    assert conversation.prompts[-1].startswith("TKIs")


def test_tki_without_a_call_ends_its_line_with_no_sign(talk: Talk) -> None:
    untreated = ["1", "1", *[""] * 8]
    lines = talk([*untreated, "menu", "2", "1", "q"]).lines
    assert any(line.endswith(": no profile") for line in lines)
    assert [line for line in lines if line.endswith("no profile;")] == []
