"""Faulty curated text: every fault of every file at once, each with file, record and remedy; nothing is built."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from alktui.catalogue.build import build_catalogue
from alktui.catalogue.check import check
from alktui.catalogue.text import read_text
from alktui.cli import run_command_line
from alktui.errors import CatalogueFaulty, Fault, FileTrouble

SOURCE = '[{ document = "wang-2022", locator = "Table 1", references = [] }]'
ANYONE = 'disease = ["any"]\nalk = "any"\nsetting = "any"\ntki_history = "any"'


def strategy(identity: str, *lines: str, condition: str = ANYONE, sources: str = SOURCE) -> str:
    """A strategy as curated text, faultless but for what is added or left out."""
    return "\n".join(
        [
            "[[strategies]]",
            f'id = "{identity}"',
            'name = "A strategy"',
            'kind = "combination"',
            condition,
            'verdict = "investigational"',
            'level = "review statement"',
            'statement = "A statement."',
            f"sources = {sources}",
            *lines,
            "",
        ]
    )


EVIDENCE = "id,therapy,profile,direction,printed,mark,reading,read_as,erratum,disease,level,document,locator,references"


def evidence(therapy: str, profile: str, *, references: str = "54", document: str = "wang-2022") -> str:
    """A line of evidence, faultless but for what is given."""
    return f"test/{profile},{therapy},{profile},resistant,{profile},,,,,ALK-driven,review table,{document},Table 1,{references}"


BROKEN = {
    "strategies/broken.toml": "\n".join(
        [
            strategy("test/unknown-key", "colour = 1"),
            strategy("test/dangling-therapy", 'therapies = ["crizotinib", "crizotinob"]'),
            strategy("test/dangling-outcome", 'outcomes = ["test/no-such-outcome"]'),
            strategy("test/missing-dimension", condition=ANYONE.replace('\nsetting = "any"', "")),
            strategy("test/wrong-dimension", condition=ANYONE.replace('alk = "any"', 'alk = "plus"')),
            strategy("test/wrong-disease", condition=ANYONE.replace('["any"]', '["ALCL", "ALCLL"]')),
            strategy("test/wrong-state", 'when = [{ biomarker = "CD30", state = "mutated" }]'),
            strategy("test/inner-state", 'when = [{ any = [{ not = { biomarker = "TP53", state = "high" } }] }]'),
            strategy("test/wrong-biomarker", 'when = [{ biomarker = "CD31", state = "high" }]'),
            strategy("test/wrong-criterion", 'when = [{ biomaker = "CD30", state = "high" }]'),
            strategy("test/wrong-fact", 'when = [{ fact = "tki-resistent" }]'),
            strategy("test/wrong-prior", 'when = [{ prior = "alectinob" }]'),
            strategy("test/wrong-variant", 'when = [{ variant = "C1196Y" }]'),
            strategy("test/no-source", sources="[]"),
            strategy("test/wrong-document", sources=SOURCE.replace("wang-2022", "wang-2202")),
            strategy("test/wrong-reference", sources=SOURCE.replace("[]", "[151]")),
            strategy("test/twice"),
        ]
    ),
    "targets/broken.toml": strategy("test/twice", 'target = "X"').replace("[[strategies]]", "[[targets]]"),
    "evidence/broken.csv": "\n".join(
        [
            EVIDENCE,
            evidence("crizotinib", "C1196Y"),
            evidence("crizotinib", "L1198F+C1156Y"),
            evidence("crizotinob", "G1202R"),
            evidence("crizotinib", "I1171S", references="54 999"),
            "",
        ]
    ),
    "errata/broken.toml": "[[errata]\nid = 1\n",
    "immune_findings/broken.toml": '[[statements]]\nid = "test/in-the-wrong-file"\n',
    "strategeis.toml": strategy("test/misspelt-file"),
    "trails/more.toml": "",
}

FAULTS = [
    # file, record, problem, remedy
    ("strategies/broken.toml", "test/unknown-key", r"colour: Extra inputs", "remove the key or spell it"),
    ("strategies/broken.toml", "test/dangling-therapy", r"therapies: the therapy 'crizotinob' is unknown", "spell it as there"),
    ("strategies/broken.toml", "test/dangling-outcome", r"outcomes: there is no record 'test/no-such-outcome'", "correct the id"),
    ("strategies/broken.toml", "test/missing-dimension", r"setting: Field required", "add the key"),
    ("strategies/broken.toml", "test/wrong-dimension", r"alk is 'plus'", "any, negative, not stated, positive"),
    ("strategies/broken.toml", "test/wrong-disease", r"the disease 'ALCLL' is unknown", "use one of "),
    ("strategies/broken.toml", "test/wrong-state", r"CD30 has no state 'mutated'", "positive, negative, high, low"),
    ("strategies/broken.toml", "test/inner-state", r"TP53 has no state 'high'", "mutated, wild-type"),
    ("strategies/broken.toml", "test/wrong-biomarker", r"the biomarker 'CD31' is unknown", "spell it as there"),
    ("strategies/broken.toml", "test/wrong-criterion", r"a criterion of no known kind", "db/README.md lists"),
    ("strategies/broken.toml", "test/wrong-fact", r"the fact 'tki-resistent' is unknown", "tki-resistant"),
    ("strategies/broken.toml", "test/wrong-prior", r"prior: the therapy 'alectinob' is unknown", "spell it as there"),
    ("strategies/broken.toml", "test/wrong-variant", r"'C1196Y' does not hold: 1196 is Leu, not Cys", "ALK sequence"),
    ("strategies/broken.toml", "test/no-source", r"it has no source", "say where it stands"),
    ("strategies/broken.toml", "test/wrong-document", r"the document 'wang-2202' is unknown", "wang-2022"),
    ("strategies/broken.toml", "test/wrong-reference", r"wang-2022 has no reference 151", "correct the number"),
    ("strategies/broken.toml", "test/twice", r"the id is used more than once", "an id of its own"),
    ("targets/broken.toml", "test/twice", r"the id is used more than once", "an id of its own"),
    ("evidence/broken.csv", "test/C1196Y", r"'C1196Y' does not hold: 1196 is Leu, not Cys", "ALK sequence"),
    ("evidence/broken.csv", "test/L1198F+C1156Y", r"is not in canonical form", "write C1156Y+L1198F"),
    ("evidence/broken.csv", "test/G1202R", r"therapy: the therapy 'crizotinob' is unknown", "spell it as there"),
    ("evidence/broken.csv", "test/I1171S", r"wang-2022 has no reference 999", "correct the number"),
    ("errata/broken.toml", "the whole file", r"cannot be read", "mend its syntax"),
    ("immune_findings/broken.toml", "the whole file", r"unknown key 'statements' at the top", "mend its syntax"),
    ("strategeis.toml", "the whole file", r"is of no kind the catalogue knows", "strategies"),
    ("trails", "the whole file", r"is of no kind the catalogue knows", "trials"),
]


@pytest.fixture(scope="module")
def broken(curated_text: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the curated text, broken in several places of several files at once."""
    folder = shutil.copytree(curated_text, tmp_path_factory.mktemp("broken") / "db")
    for name, text in BROKEN.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def faults(broken: Path) -> tuple[Fault, ...]:
    with pytest.raises(CatalogueFaulty) as trouble:
        check(read_text(broken))
    return trouble.value.faults


@pytest.mark.parametrize(("path", "record", "problem", "remedy"), FAULTS)
def test_fault_is_named_with_file_record_and_remedy(
    path: str, record: str, problem: str, remedy: str, faults: tuple[Fault, ...]
) -> None:
    here = [fault for fault in faults if (fault.path, fault.record) == (path, record)]
    assert any(re.search(problem, fault.problem) and remedy in fault.remedy for fault in here), here


def test_all_faults_are_told_together_and_no_others(faults: tuple[Fault, ...]) -> None:
    """One run of `alktui catalogue check` shows all there is to mend, and nothing that is right."""
    assert sorted((fault.path, fault.record) for fault in faults) == sorted((path, record) for path, record, _, _ in FAULTS)


def test_check_prints_every_fault_and_exits_3(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["catalogue", "check", str(broken)]) == 3
    printed = capsys.readouterr()
    assert printed.out == ""
    assert f"{len(FAULTS)} fault(s)" in printed.err
    for path, record, _, _ in FAULTS:
        assert f"  {path}: {record}: " in printed.err


def test_failed_build_leaves_the_old_catalogue(broken: Path, catalogue_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "catalogue.db"
    shutil.copyfile(catalogue_file, target)
    with pytest.raises(CatalogueFaulty):
        build_catalogue(broken, target)
    assert target.read_bytes() == catalogue_file.read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["catalogue.db"]


def test_failed_build_writes_no_new_catalogue(broken: Path, tmp_path: Path) -> None:
    with pytest.raises(CatalogueFaulty):
        build_catalogue(broken, tmp_path / "catalogue.db")
    assert list(tmp_path.iterdir()) == []


def test_whole_text_is_told_to_be_without_fault(curated_text: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["catalogue", "check", str(curated_text)]) == 0
    assert "no fault" in capsys.readouterr().out


def test_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileTrouble, match="there is no folder of curated text"):
        read_text(tmp_path / "nowhere")


def append(name: str, text: str) -> Callable[[Path], None]:
    def change(db: Path) -> None:
        (db / name).parent.mkdir(exist_ok=True)
        with (db / name).open("a", encoding="utf-8") as lines:
            lines.write(text)

    return change


def write(name: str, text: str) -> Callable[[Path], None]:
    def change(db: Path) -> None:
        (db / name).parent.mkdir(exist_ok=True)
        (db / name).write_text(text, "utf-8")

    return change


def replace(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(db: Path) -> None:
        text = (db / name).read_text("utf-8")
        assert old in text
        (db / name).write_text(text.replace(old, new, 1), "utf-8")

    return change


def move(name: str, to: str) -> Callable[[Path], None]:
    def change(db: Path) -> None:
        (db / to).parent.mkdir(exist_ok=True)
        (db / name).rename(db / to)

    return change


BREAKS = [
    # what is done to the text, the file and the words of a fault that must be among those told
    pytest.param(write("release.toml", ""), "release.toml", "is missing", id="no release"),
    pytest.param(write("release.toml", "release = [\n"), "release.toml", "cannot be read", id="release that is no TOML"),
    pytest.param(
        write("cautions.toml", '[cautions]\nid = "x"\n'), "cautions.toml", "", id="one table instead of a list of tables"
    ),
    pytest.param(write("cautions.toml", "cautions = [1]\n"), "cautions.toml", "", id="a number instead of a record"),
    pytest.param(write("cautions.toml", "[[cautions]]\nid = [1]\n"), "cautions.toml", "", id="a list as id"),
    pytest.param(write("cautions.toml", "[[cautions]]\nid = 5\n"), "cautions.toml", "id: Input should be", id="a number as id"),
    pytest.param(move("trials/wang-2022.toml", "trials/wang-2022.tmol"), "trials/wang-2022.tmol", "", id="a misspelt ending"),
    pytest.param(move("trials/wang-2022.toml", "trials/old/wang-2022.toml"), "trials/old", "", id="a folder too deep"),
    pytest.param(
        append("facts.toml", '\n[[facts]]\nid = "x"\nname = "x"\ndefinition = { biomarker = "CD31", state = "high" }\n'),
        "facts.toml",
        "CD31",
        id="a fact about an unknown biomarker",
    ),
    pytest.param(
        append("facts.toml", '\n[[facts]]\nid = "x"\nname = "x"\ndefinition = { fact = "y" }\n'),
        "facts.toml",
        "'y'",
        id="a fact about an unknown fact",
    ),
    pytest.param(
        append("facts.toml", '\n[[facts]]\nid = "x"\nname = "x"\ndefinition = { fact = "x" }\n'),
        "facts.toml",
        "x",
        id="a fact about itself",
    ),
    pytest.param(replace("diseases.toml", '["PTCL"]', '["PCTL"]'), "diseases.toml", "PCTL", id="an unknown wider scope"),
    pytest.param(
        append("diseases.toml", '\n[[diseases]]\nid = "x"\nname = "x"\nparents = ["x"]\n'),
        "diseases.toml",
        "x",
        id="a scope within itself",
    ),
    pytest.param(
        replace("biomarkers.toml", 'defaults = [{ disease = "ALCL"', 'defaults = [{ disease = "ALCLL"'),
        "biomarkers.toml",
        "ALCLL",
        id="a default of an unknown disease",
    ),
    pytest.param(
        replace("biomarkers.toml", 'disease = "ALCL", state = "positive"', 'disease = "ALCL", state = "plus"'),
        "biomarkers.toml",
        "plus",
        id="a default of an unknown state",
    ),
    pytest.param(
        replace("biomarkers.toml", 'bypass_disease = ["NSCLC"]', 'bypass_disease = ["NSCLCC"]'),
        "biomarkers.toml",
        "NSCLCC",
        id="a bypass marker of an unknown disease",
    ),
    pytest.param(
        replace("biomarkers.toml", 'bypass_states = ["present"]\nbypass_disease', "bypass_disease"),
        "biomarkers.toml",
        "bypass_states",
        id="a disease of a bypass marker that has no state",
    ),
    pytest.param(
        replace("therapies.toml", 'document = "wang-2022"', 'document = "wang-2202"'),
        "therapies.toml",
        "wang-2202",
        id="a generation of an unknown document",
    ),
    pytest.param(
        replace("errata/wang-2022-table-1.toml", '\ndocument = "wang-2022"', '\ndocument = "wang-2202"'),
        "errata/wang-2022-table-1.toml",
        "wang-2202",
        id="an erratum of an unknown document",
    ),
    pytest.param(
        replace("trials/sposito-2024.toml", 'completion_month = "2024-06"', 'completion_month = "June 2024"'),
        "trials/sposito-2024.toml",
        "June 2024",
        id="a completion month that is no month",
    ),
    pytest.param(
        replace("trials/sposito-2024.toml", 'status_as_of = "2024-06"', 'status_as_of = "June"'),
        "trials/sposito-2024.toml",
        "June",
        id="a status of no month",
    ),
    pytest.param(
        replace("trials/wang-2022.toml", 'disease = ["ALCL"]', 'disease = ["any", "ALCL"]'),
        "trials/wang-2022.toml",
        "any",
        id="any disease and one",
    ),
    pytest.param(
        replace("trials/wang-2022.toml", 'nct_id = "NCT03505554"', 'nct_id = "NCT0350555"'),
        "trials/wang-2022.toml",
        "is no NCT number",
        id="an NCT number that is none",
    ),
    pytest.param(
        append("evidence/wang-2022-table-1.csv", "one,two\n"),
        "evidence/wang-2022-table-1.csv",
        "not as many cells",
        id="a line with too few cells",
    ),
]


@pytest.fixture
def small(tables_text: Path, tmp_path: Path) -> Path:
    """A copy of the curated text without its prose, to be broken."""
    return shutil.copytree(tables_text, tmp_path / "db")


def test_text_without_its_prose_holds(small: Path) -> None:
    """So that the faults below come from what is broken there."""
    assert check(read_text(small)).evidence


@pytest.mark.parametrize(("change", "path", "words"), BREAKS)
def test_break_is_told_as_a_fault(change: Callable[[Path], None], path: str, words: str, small: Path) -> None:
    """Neither silence nor a traceback: whoever edits the text is told what to mend."""
    change(small)
    with pytest.raises(CatalogueFaulty) as trouble:
        check(read_text(small))
    faults = trouble.value.faults
    assert any(fault.path.startswith(path) and words in fault.problem and fault.remedy for fault in faults), faults


def test_target_that_is_a_folder_is_told(small: Path, tmp_path: Path) -> None:
    with pytest.raises(FileTrouble):
        build_catalogue(small, tmp_path)
