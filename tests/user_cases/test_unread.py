"""What was not read of a file stays with the case until someone has dealt with it: half a case never looks like a whole one."""

import html
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from user_cases.support import INPUTS, maf, said

from alktui.board import FORMATS
from alktui.cases.case_file import case_bytes, read_case_file
from alktui.cases.entry import CaseEntry, FindingEntry, TherapyEntry, UnreadEntry
from alktui.cases.importing import ImportResult
from alktui.cases.merging import merged
from alktui.cases.phenopacket import phenopacket_bytes
from alktui.cases.reading import read_case
from alktui.cases.store import CaseStore
from alktui.cases.unread import MOST_KEPT, sentence_of, unread_of
from alktui.cli import run_command_line
from alktui.errors import FileTrouble, InputRefused
from alktui.model.catalogue import Catalogue
from alktui.triage import triage

AS_OF = date(2026, 11, 23)
DAY = ["--as-of", AS_OF.isoformat()]
UNREADABLE = {"HGVSp_Short": "p.G1203R", "HGVSp": "", "HGVSc": ""}
SENTENCE = "1 item of data_mutations.txt was not read: line 3, HGVSp_Short: "


@pytest.fixture
def half(tmp_path: Path) -> Path:
    """A MAF of which one row of ALK can be read and the other cannot."""
    path = tmp_path / "data_mutations.txt"
    path.write_text(maf({}, UNREADABLE), "utf-8")
    return path


@pytest.fixture
def stored(half: Path, store: CaseStore, capsys: pytest.CaptureFixture[str]) -> str:
    """The label of the case made of it, to which a disease and a TKI were added by hand."""
    assert run_command_line(["case", "import", str(half), "--label", "half"]) == 0
    assert SENTENCE in capsys.readouterr().out
    found = store.open("half")
    entry = replace(found.entry, disease="NSCLC", prior=[TherapyEntry("crizotinib")])
    return store.save(entry, over=found.version).label


def printed(capsys: pytest.CaptureFixture[str]) -> str:
    """What was printed, in one line and without what a format adds."""
    return " ".join(html.unescape(capsys.readouterr().out).replace("\\", "").replace('""', '"').split())


@pytest.mark.parametrize("form", FORMATS)
def test_every_sheet_of_a_stored_case_says_what_was_not_read(form: str, stored: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["report", stored, "--format", form, *DAY]) == 2
    assert SENTENCE in printed(capsys)


@pytest.mark.parametrize("form", ["text", "json", "markdown", "html", "csv"])
def test_every_report_of_a_stored_case_says_what_was_not_read(form: str, stored: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["triage", "--case", stored, "--format", form, *DAY]) == 2
    assert SENTENCE in printed(capsys)


def test_comparison_and_phenopacket_of_a_stored_case_are_told_to_lack_it(stored: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["triage", "--case", stored, "--what-if", "phase=cis", *DAY]) == 2
    told = capsys.readouterr().err
    assert f"alktui: {SENTENCE}" in told
    assert "1 part of the case is not in this comparison. Mend the case and write it again; what was dealt with, " in told
    assert run_command_line(["case", "export", stored, "--format", "phenopacket", *DAY]) == 0
    assert f"not in the phenopacket: {SENTENCE}" in capsys.readouterr().err


def test_report_of_a_file_and_of_the_case_stored_from_it_say_it_alike(
    stored: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run_command_line(["case", "export", stored]) == 0
    exported = tmp_path / "exported.json"
    exported.write_text(capsys.readouterr().out, "utf-8")
    codes = [run_command_line(["report", source, *DAY]) for source in (stored, str(exported))]
    assert codes == [2, 2]
    assert printed(capsys).count(SENTENCE) == 2


def test_what_was_not_read_decides_nothing(catalogue: Catalogue) -> None:
    entry = CaseEntry(disease="NSCLC", findings=[FindingEntry("G1202R")], prior=[TherapyEntry("crizotinib")])
    whole, half = (
        read_case(replace(entry, unread=unread), catalogue).case for unread in ([], [UnreadEntry("a.maf", ["line 2: no"])])
    )
    assert whole is not None
    assert half is not None
    without, report = triage(whole, catalogue, AS_OF), triage(half, catalogue, AS_OF)
    assert report.but(notices=without.notices) == without
    assert [notice.message for notice in report.notices if notice not in without.notices] == [
        "1 item of a.maf was not read: line 2: no."
    ]
    assert (report.notices[0].severity, report.notices[0].code) == ("warning", "not-read")


def test_case_of_which_all_was_read_is_written_as_ever(read: Callable[..., ImportResult]) -> None:
    result = read(maf({}), name="data_mutations.txt")
    assert (said(result), result.entry.unread) == ([], [])
    assert "unread" not in json.loads(case_bytes(result.entry))


def test_dismissed_it_is_named_no_more(stored: str, store: CaseStore, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["case", "dismiss", stored]) == 0
    assert f"no longer named: {SENTENCE}" in capsys.readouterr().err
    assert store.open(stored).entry.findings == [FindingEntry("G1202R", vaf="10.0%")]
    assert run_command_line(["report", stored, *DAY]) == 0
    assert "not read" not in printed(capsys)
    assert run_command_line(["case", "dismiss", stored]) == 0
    assert "nothing that was not read stands in" in capsys.readouterr().err


def test_copy_and_other_label_keep_it(stored: str, store: CaseStore) -> None:
    assert run_command_line(["case", "duplicate", stored, "copy"]) == 0
    assert run_command_line(["case", "rename", "copy", "other"]) == 0
    assert store.open("other").entry.unread == store.open(stored).entry.unread != []


def test_case_brought_into_another_brings_along_what_was_not_read_once(read: Callable[..., ImportResult]) -> None:
    brought = read(maf({}, UNREADABLE), name="a.maf").entry
    once = merged(CaseEntry(disease="NSCLC"), brought).entry
    assert merged(once, brought).entry.unread == once.unread == brought.unread != []


def test_file_whose_name_and_cells_steer_a_terminal_is_named_plainly(read: Callable[..., ImportResult]) -> None:
    text = maf({}, {**UNREADABLE, "HGVSp_Short": "p.G\x1b[2JX\u202e<b>1"})
    (unread,) = read(text, name="/home/me/a\x1b[31m\u202e.maf").entry.unread
    assert unread.source == "a[31m.maf"
    assert "<b>" in unread.items[0]
    typed = UnreadEntry("b\x1b[31m.maf", ["line\n2:\x07 no"])
    assert sentence_of(typed) == "1 item of b[31m.maf was not read: line 2: no."
    assert sentence_of(unread).isprintable()


@pytest.mark.parametrize(
    ("source", "name"), [("-", "stdin"), ("/of/mine/a.maf", "a.maf"), ("", "the text"), ("/dev/fd/63", "the text")]
)
def test_source_is_named_without_the_folders_it_lies_in(source: str, name: str) -> None:
    assert unread_of(source, [InputRefused("line 2: no")]).source == name


def test_many_things_not_read_leave_room_for_the_case() -> None:
    many = unread_of("a.maf", [InputRefused(f"line {number}: no variant") for number in range(900)])
    assert (len(many.items), many.more) == (MOST_KEPT, 900 - MOST_KEPT)
    sentence = sentence_of(many)
    assert sentence.startswith("900 items of a.maf were not read: line 0: no variant; line 1: no variant; ")
    assert sentence.endswith("line 4: no variant; and 895 more, which reading it again names.")


@pytest.mark.parametrize(("places", "end"), [(6, "line 5: no."), (7, "line 4: no; and 2 more, which reading it again names.")])
def test_place_alone_is_named_rather_than_counted(places: int, end: str) -> None:
    assert sentence_of(UnreadEntry("a", [f"line {number}: no" for number in range(places)])).endswith(end)


def test_question_ends_without_a_full_stop_behind_it(catalogue: Catalogue) -> None:
    entry = CaseEntry(disease="NSCLC", findings=[FindingEntry("G1203R")], unread=[UnreadEntry("a", ["did you mean G1202R?"])])
    found = read_case(entry, catalogue)
    assert found.case is not None
    told = [*found.case.unread, *found.case.left_out, str(InputRefused("did you mean G1202R?", "Write it."))]
    assert [text for text in told if "?." in text] == []
    assert told[-1] == "did you mean G1202R? Write it."


@pytest.mark.parametrize(
    "unread",
    [
        1, {}, ["a"], [{}], [{"source": "a"}], [{"source": 1, "items": []}], [{"source": "a", "items": [1]}],
        [{"source": "a", "items": [], "more": -1}], [{"source": "a", "items": [], "more": True}],
        [{"source": "a", "items": [], "other": 1}],
    ],
)  # fmt: skip
def test_case_file_whose_unread_part_does_not_hold_is_refused(unread: object) -> None:
    (problem,) = read_case_file(json.dumps({"schema": "alktui/case/1", "unread": unread})).problems
    assert "unread" in str(problem)


def test_stored_case_that_says_more_than_this_alktui_knows_is_not_opened_in_part(store: CaseStore) -> None:
    """As one that knows nothing of an unread part would refuse a case that has one, rather than pass over it."""
    stored = store.save(CaseEntry(label="newer", disease="NSCLC"))
    path = store.folder / f"{stored.version.name}.json"
    path.write_text(path.read_text().replace('"disease"', '"unseen": [], "disease"'), "utf-8")
    with pytest.raises(FileTrouble, match='"unseen" is no field of a case'):
        store.open("newer")


def test_maf_read_in_part_is_told_in_the_list_of_its_case(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["case", "import", str(INPUTS / "one_sample.maf"), "--label", "x"]) == 0
    capsys.readouterr()
    assert run_command_line(["case", "show", "x"]) == 0
    assert "not read       1 item of one_sample.maf was not read: line 7, HGVSp_Short: " in capsys.readouterr().out


def test_phenopacket_carries_no_name_of_a_file(catalogue: Catalogue) -> None:
    case = read_case(CaseEntry(disease="NSCLC", unread=[UnreadEntry("roe.maf", ["line 2: no"])]), catalogue).case
    assert case is not None
    assert b"roe" not in phenopacket_bytes(case, catalogue, AS_OF)
