import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from user_cases.support import INPUTS, Printed

from alktui.cases.store import CaseStore

SAVE = ["case", "save", "--label", "board 12", "--disease", "NSCLC", "--variant", "G1202R", "--prior", "alectinib"]
DAY = ["--as-of", "2026-11-23"]
HEADER = "Hugo_Symbol\tHGVSp_Short"


def test_case_is_saved_listed_shown_and_not_saved_twice(alktui: Callable[..., Printed]) -> None:
    assert alktui(*SAVE, "--question", "And now?") == (0, "board 12\n", "")
    assert alktui("case", "list").out.startswith("board 12\tNSCLC\t")
    shown = alktui("case", "show", "BOARD 12")
    assert shown.out.splitlines() == [
        "label          board 12",
        "disease        NSCLC",
        "question       And now?",
        "finding        G1202R; NP_004295.2:p.Gly1202Arg",
        "prior TKI      alectinib: progressed (assumed)",
    ]
    again = alktui(*SAVE)
    assert again.code == 3
    assert again.err == (
        'alktui: a case with the label "board 12" exists already. Save it under another label, for example "board 12 (2)".\n'
    )
    assert alktui(*SAVE, "--force", "--setting", "relapsed").code == 0
    assert "setting        relapsed" in alktui("case", "show", "board 12").out


def test_case_save_keeps_what_cannot_be_read_and_says_so(alktui: Callable[..., Printed], store: CaseStore) -> None:
    saved = alktui(*SAVE, "--variant", "nothing", "--biomarker", "CD99=high")
    assert saved.code == 0
    assert saved.err.count("alktui: kept as typed: ") == 2
    assert [finding.text for finding in store.open("board 12").entry.findings] == ["G1202R", "nothing"]


def test_specimen_date_and_vaf_are_given_beside_a_finding_and_shown(alktui: Callable[..., Printed]) -> None:
    beside = ["--variant", "L1196M", "--beside", "2:lymph node; 2024-03-01; 12%", "--beside", "1: ; ;5%"]
    dated = ["--prior", "crizotinib:intolerant 2023-02 to 2023-11", "--prior-therapy", "chemotherapy 2022"]
    assert alktui(*SAVE, *beside, *dated, "--phase", "trans").code == 0
    assert alktui("case", "show", "board 12").out.splitlines()[3:] == [
        "finding        G1202R; NP_004295.2:p.Gly1202Arg; VAF 5%",
        "finding        L1196M; NP_004295.2:p.Leu1196Met; lymph node; 2024-03-01; VAF 12%",
        "prior TKI      alectinib: progressed (assumed)",
        "prior TKI      crizotinib: intolerant, 2023-02 to 2023-11",
        "prior therapy  chemotherapy: progressed (assumed), 2022",
    ]
    case = json.loads(alktui("triage", "--case", "board 12", "--beside", "2: liver", "--format", "json", *DAY).out)["case"]
    assert [finding["specimen"] for finding in case["findings"]] == ["liver", ""]  # in the order of residues
    for wrong in ("lymph node", "0: x", "3: x", "x: y"):
        assert alktui("triage", "--case", "board 12", "--beside", wrong).code == 2


def test_case_save_needs_a_label(alktui: Callable[..., Printed]) -> None:
    saved = alktui("case", "save", "--disease", "ALCL")
    assert saved == (2, "", "alktui: the case has no label to store it under. Give --label TEXT.\n")


def test_case_is_renamed_duplicated_deleted_and_restored(alktui: Callable[..., Printed]) -> None:
    alktui(*SAVE)
    assert alktui("case", "rename", "board 12", "board 13").out == "board 13\n"
    assert alktui("case", "duplicate", "board 13").out == "board 13 (2)\n"
    assert alktui("case", "delete", "board 13").code == 0
    assert [line.partition("\t")[0] for line in alktui("case", "list").out.splitlines()] == ["board 13 (2)"]
    assert [line.partition("\t")[0] for line in alktui("case", "list", "--deleted").out.splitlines()] == ["board 13"]
    assert alktui("case", "restore", "board 13").out == "board 13\n"
    assert alktui("case", "restore", "board 13").code == 2
    assert alktui("case", "delete", "no such case").code == 2


def test_case_whose_label_was_taken_is_restored_under_another(alktui: Callable[..., Printed]) -> None:
    alktui(*SAVE)
    alktui("case", "delete", "board 12")
    alktui(*SAVE, "--setting", "untreated", "--no-prior-tki")
    assert alktui("case", "restore", "board 12") == (
        3,
        "",
        (
            'alktui: a case with the label "board 12" exists already. '
            "Restore it under another: alktui case restore 'board 12' 'board 12 (2)'\n"
        ),
    )
    assert alktui("case", "restore", "board 12", "Board 12").code == 3
    assert alktui("case", "restore", "board 12", "\x1b").code == 2
    assert alktui("case", "restore", "board 12", "board 12 (2)").out == "board 12 (2)\n"
    assert "setting" not in alktui("case", "show", "board 12 (2)").out
    assert alktui("case", "list", "--deleted").out == ""


def test_case_list_tells_of_a_damaged_file_on_stderr(alktui: Callable[..., Printed], home: Path) -> None:
    alktui(*SAVE)
    (home / "cases" / "damaged.json").write_text("{")
    listed = alktui("case", "list")
    assert listed.out.count("\n") == 1
    assert "damaged.json cannot be opened: line 1, column 2: not JSON" in listed.err
    alktui("case", "delete", listed.out.partition("\t")[0])
    assert "no case is stored" not in alktui("case", "list").err


def test_case_import_prints_what_was_read_and_what_not_and_stores_it(alktui: Callable[..., Printed], store: CaseStore) -> None:
    done = alktui("case", "import", INPUTS / "one_sample.maf", "--label", "from a MAF")
    assert done.code == 0
    assert done.out == (
        "label          from a MAF\n"
        "finding        G1202R; NP_004295.2:p.Gly1202Arg; VAF 10.0%\n"
        "not read       1 item of one_sample.maf was not read: line 7, HGVSp_Short: "
        '"p.X1172_splice" is a change of a splice site; only changes of residues are taken.\n'
    )
    assert "alktui: Read as a cBioPortal MAF.\n" in done.err
    assert "alktui: not read: line 7, HGVSp_Short: " in done.err
    assert store.open("from a MAF").entry.findings[0].vaf == "10.0%"


def test_case_import_needs_a_label_to_store_and_none_to_write(alktui: Callable[..., Printed], tmp_path: Path) -> None:
    content = (INPUTS / "packet.json").read_bytes()
    assert alktui("case", "import", "-", given=content).code == 2
    target = tmp_path / "case.json"
    assert alktui("case", "import", "-", "--output", target, given=content).code == 0
    assert json.loads(target.read_text())["findings"][0]["hgvs"] == "NP_004295.2:p.Gly1202Arg"
    assert target.stat().st_mode & 0o777 == 0o600


def test_case_import_of_nothing_readable_is_refused_in_the_order_of_the_file(alktui: Callable[..., Printed]) -> None:
    done = alktui("case", "import", "-", "--label", "x", given=b"hello\nworld\nthere")
    assert (done.code, done.out) == (2, "")
    told = [line.split(": ")[1] for line in done.err.splitlines()]
    assert told == ["Read as a list of variants.", "line 1", "line 2", "line 3"]


@pytest.mark.parametrize(
    "content", ["# a comment\n\n# and one more\n", f"# a comment\n{HEADER}\n", f"{HEADER}\nTP53\tp.R248W\n", '{"subject": {}}']
)
@pytest.mark.parametrize("into", [["--label", "x"], ["--output", "-"]])
def test_case_import_makes_no_case_of_nothing(
    alktui: Callable[..., Printed], store: CaseStore, content: str, into: list[str]
) -> None:
    done = alktui("case", "import", "-", *into, given=content.encode())
    assert (done.code, done.out) == (2, "")
    assert store.listing().cases == ()


def test_case_import_says_that_a_report_takes_no_more_than_eight_findings(alktui: Callable[..., Printed]) -> None:
    nine = "I1171N\nI1171T\nI1171S\nC1156Y\nF1174L\nV1180L\nL1196M\nG1202R\nD1203N\n"
    done = alktui("case", "import", "-", "--label", "x", given=nine.encode())
    assert "alktui: 9 findings are entered, of which a report takes at most 8; delete those that matter least.\n" in done.err
    eight = alktui("case", "import", "-", "--label", "y", given=nine[:-7].encode())
    assert "findings are entered" not in eight.err


def test_sample_of_a_file_is_named_where_a_case_is_read_from_it(alktui: Callable[..., Printed], tmp_path: Path) -> None:
    content = f"{HEADER}\tTumor_Sample_Barcode\nALK\tp.G1202R\tA-1\nALK\tp.L1196M\tB-1\n"
    file = tmp_path / "study.maf"
    file.write_text(content)
    asked = alktui("triage", "--case", file, "--disease", "NSCLC")
    assert asked == (
        2,
        "",
        (
            "alktui: the file holds 2 samples, 2 of them with rows of ALK. "
            "Choose one: A-1 (1 row of ALK), B-1 (1 row of ALK). Name it with --sample.\n"
        ),
    )
    case = json.loads(alktui("triage", "--case", file, "--sample", "B-1", "--disease", "NSCLC", "--format", "json", *DAY).out)[
        "case"
    ]
    assert [finding["profile"] for finding in case["findings"]] == ["L1196M"]
    assert "A-1" not in str(case) + alktui("case", "export", file, "--sample", "A-1").out
    assert "finding        G1202R" in alktui("case", "show", file, "--sample", "A-1").out
    assert "finding        G1202R" in alktui("case", "import", "-", "--sample", "A-1", "--label", "x", given=content.encode()).out
    assert alktui("report", file, "--sample", "A-1").err.endswith("no disease is given. Give one of ALCL, LUAD, NSCLC.\n")
    assert alktui("report", "x", "--sample", "A-1").err == (
        'alktui: a sample is named, but "x" is a stored case. Only a MAF has samples.\n'
    )
    assert alktui("triage", "--sample", "A-1").code == 2


def test_case_export_writes_over_nothing_without_force(alktui: Callable[..., Printed], tmp_path: Path) -> None:
    alktui(*SAVE)
    target = tmp_path / "there.json"
    target.write_text("there")
    refused = alktui("case", "export", "board 12", "--output", target)
    assert refused.code == 3, "as of alktui report, and as where a label is taken"
    assert refused.err == f"alktui: {target} exists already. Name another file, or give --force to replace it.\n"
    assert target.read_text() == "there"
    assert alktui("case", "export", "board 12", "--output", target, "--force").code == 0
    assert json.loads(target.read_text())["schema"] == "alktui/case/1"


@pytest.mark.parametrize("force", [[], ["--force"]])
@pytest.mark.parametrize("name", ["x" * 300, "none/x.json", "~nouser/x.json", "/proc/no/x.json"])
def test_case_export_to_where_nothing_can_be_written_says_so(
    alktui: Callable[..., Printed], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, force: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    alktui(*SAVE)
    done = alktui("case", "export", "board 12", "--output", name, *force)
    assert (done.code, done.out) == (3, "")
    assert re.fullmatch(r"alktui: .* cannot be written: [A-Z][a-z ]+\n", done.err)


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_case_export_into_a_folder_that_may_not_be_looked_into_says_so(
    alktui: Callable[..., Printed], monkeypatch: pytest.MonkeyPatch, force: list[str]
) -> None:
    """As root no folder is closed, so the system's answer is put in its place."""

    def refusing(function: Callable[..., Any]) -> Callable[..., Any]:
        def answer(path: Any, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - those of the function
            if os.fspath(path).startswith("/closed"):
                raise PermissionError(13, "Permission denied", path)
            return function(path, *arguments, **options)

        return answer

    alktui(*SAVE)
    for name in ("stat", "open"):
        monkeypatch.setattr(os, name, refusing(getattr(os, name)))
    done = alktui("case", "export", "board 12", "--output", "/closed/x.json", *force)
    assert done == (3, "", "alktui: /closed/x.json cannot be written: Permission denied\n")


def test_case_export_replaces_no_device(alktui: Callable[..., Printed], tmp_path: Path) -> None:
    alktui(*SAVE)
    for kind, make in (("fifo", os.mkfifo), ("folder", os.mkdir)):
        make(tmp_path / kind)
        done = alktui("case", "export", "board 12", "--output", tmp_path / kind, "--force")
        assert done == (3, "", f"alktui: {tmp_path / kind} cannot be written over: it is no file. Name another.\n")


@pytest.mark.parametrize("arguments", [["list"], ["list", "--deleted"], ["show", "x"], SAVE[1:], ["restore", "x"]])
def test_home_of_a_user_who_is_not_known_is_told(
    alktui: Callable[..., Printed], monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.setenv("ALKTUI_HOME", "~nouser/x")
    monkeypatch.setenv("ALKTUI_SITE", "~nouser/site")
    done = alktui("case", *arguments)
    assert done == (
        3,
        "",
        'alktui: ALKTUI_HOME is "~nouser/x", but there is no user of that name. Name a folder by its whole path.\n',
    )
    monkeypatch.delenv("ALKTUI_HOME")
    assert "The site layer ~nouser/site is not used" in alktui("triage", "--disease", "ALCL").err


@pytest.mark.parametrize("form", ["json", "phenopacket"])
def test_case_export_is_imported_as_the_same_case(alktui: Callable[..., Printed], tmp_path: Path, form: str) -> None:
    alktui(*SAVE)
    exported = alktui("case", "export", "board 12", "--format", form, *DAY)
    (tmp_path / "exported.json").write_text(exported.out)
    direct = alktui("triage", "--case", "board 12", "--format", "json", *DAY)
    again = alktui("triage", "--case", tmp_path / "exported.json", "--label", "board 12", "--format", "json", *DAY)
    assert again.out == direct.out
    assert json.loads(direct.out)["case"]["label"] == "board 12"


def test_triage_of_a_stored_case_is_that_of_its_options(alktui: Callable[..., Printed]) -> None:
    alktui(*SAVE)
    by_options = alktui("triage", *SAVE[2:], "--format", "json", *DAY)
    assert alktui("triage", "--case", "board 12", "--format", "json", *DAY) == by_options


def test_triage_options_override_the_stored_case(alktui: Callable[..., Printed]) -> None:
    alktui(*SAVE, "--biomarker", "PD-L1=high", "--biomarker", "CD30=low", "--phase", "cis")
    options = [
        "--variant",
        "L1196M",
        "--biomarker",
        "pdl1=low",
        "--prior",
        "lorlatinib",
        "--setting",
        "relapsed",
        "--disease",
        "LUAD",
    ]
    case = json.loads(alktui("triage", "--case", "board 12", *options, "--format", "json", *DAY).out)["case"]
    assert [finding["profile"] for finding in case["findings"]] == ["L1196M"]
    assert case["biomarkers"] == {"CD30": "low", "PD-L1": "low"}
    assert [given["therapy"] for given in case["prior"]] == ["lorlatinib"]
    assert (case["disease"], case["setting"], case["phase"]) == ("NSCLC", "relapsed", "unknown")
    none = ["--no-alk-mutation", "--no-prior-tki"]
    case = json.loads(alktui("triage", "--case", "board 12", *none, "--format", "json", *DAY).out)["case"]
    assert (case["findings"], case["prior"], case["sequencing"]) == ([], [], "none-found")


def test_triage_of_a_file_that_is_not_wholly_read_is_refused(alktui: Callable[..., Printed]) -> None:
    done = alktui("triage", "--case", INPUTS / "one_sample.maf", "--disease", "ALCL")
    assert done.code == 2
    assert "line 7, HGVSp_Short" in done.err


def test_triage_of_no_such_case_or_file_says_so(alktui: Callable[..., Printed], tmp_path: Path) -> None:
    assert alktui("triage", "--case", "none").err == (
        'alktui: there is no case with the label "none". alktui case list shows them.\n'
    )
    missing = alktui("triage", "--case", tmp_path / "none.json")
    assert missing.code == 3
    assert "cannot be read: No such file or directory" in missing.err
    assert alktui("triage", "--case", tmp_path / "a\0b").code == 2


def test_case_show_lets_no_escape_sequence_through(alktui: Callable[..., Printed]) -> None:
    alktui("case", "save", "--label", "a\x1b[31mb", "--disease", "ALCL\x1b]0;x\x07", "--question", "\u202eq")
    printed = alktui("case", "list").out + alktui("case", "show", "a[31mb").out
    assert "a[31mb" in printed
    assert [letter for letter in printed if letter in "\x1b\x07\u202e"] == []


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_case_export_to_a_folder_is_not_told_to_replace_it(
    alktui: Callable[..., Printed], tmp_path: Path, force: list[str]
) -> None:
    alktui(*SAVE)
    refused = alktui("case", "export", "board 12", "--output", tmp_path, *force)
    assert refused == (3, "", f"alktui: {tmp_path} cannot be written over: it is no file. Name another.\n")


def test_folder_given_for_a_case_is_said_to_be_one(
    alktui: Callable[..., Printed], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "board").mkdir()
    monkeypatch.chdir(tmp_path)
    for command in (["case", "show", "board"], ["report", "board"]):
        assert alktui(*command) == (3, "", "alktui: board cannot be read: Is a directory\n")
