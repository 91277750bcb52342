"""Importing: lists of variants, case files, and what holds for every format."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from user_cases.support import INPUTS, full_entry, said

from alktui.cases.case_file import case_bytes
from alktui.cases.entry import CaseEntry, FindingEntry, TherapyEntry
from alktui.cases.importing import MOST_BYTES, ImportResult, import_file
from alktui.errors import FileTrouble, InputRefused
from alktui.model.catalogue import Catalogue

# Lists


def test_list_gives_findings_and_names_each_line_that_gives_none(read: Callable[..., ImportResult]) -> None:
    result = read((INPUTS / "list.txt").read_bytes())
    assert result.read == CaseEntry(fusion="EML4::ALK", findings=[FindingEntry("G1202R"), FindingEntry("L1196M")])
    assert result.notes == (
        "Read as a list of variants.",
        "line 5 names L1196M again; it is taken once, from line 4.",
    )
    assert [text.partition(":")[0] for text in said(result)] == ["line 8", "line 9", "line 10"]
    assert [(offer.marker, offer.said) for offer in result.offered] == [("EGFR", "line 7, p.L858R")]
    assert said(result)[0] == 'line 8: "I1171T/N" leaves a choice. Enter the one that was found: I1171T, I1171N.'
    assert "silent" in said(result)[1]
    assert "outside" in said(result)[2]


def test_list_keeps_a_written_phase(read: Callable[..., ImportResult]) -> None:
    text = "NP_004295.2:p.[Leu1196Met];[Gly1202Arg]"
    assert read(text).entry.findings == [FindingEntry(text)]


def test_list_has_an_end(read: Callable[..., ImportResult]) -> None:
    result = read("G1202R\n" * 3000)
    assert result.entry.findings == [FindingEntry("G1202R")]
    assert said(result) == ["line 2001: only the first 2000 changes are read"]


# Encodings, sizes, formats


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("name", ["list.txt", "one_sample.maf", "packet.json"])
def test_import_reads_every_encoding_and_line_end_alike(
    read: Callable[..., ImportResult], name: str, encoding: str, ending: str
) -> None:
    text = (INPUTS / name).read_text()
    plain, other = read(text), read(text.replace("\n", ending).encode(encoding))
    assert (other.entry, said(other)) == (plain.entry, said(plain))
    assert ("The text is UTF-16; it was read as such." in other.notes) == (encoding == "utf-16")
    assert ("The text is UTF-16 without its mark; it was read as such." in other.notes) == encoding.endswith("e")


def test_import_of_another_encoding_names_the_line_and_reads_on(read: Callable[..., ImportResult]) -> None:
    result = read("G1202R\n# Jürgen\nL1196M".encode("latin-1"))
    assert [finding.text for finding in result.entry.findings] == ["G1202R", "L1196M"]
    assert result.notes[1].startswith("Line 2 is not UTF-8")


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (b"", "it is empty"),
        (" \n ", "it is empty"),
        (b"x" * (MOST_BYTES + 1), "it is larger than 5 MB"),
        (b"G\0\0" * 9, "NUL bytes, so it is no text in UTF-8, but perhaps in UTF-16"),
        (b"\xff\xfeG", "begins like UTF-16"),
        (b"PK\x03\x04...", "a ZIP archive or a spreadsheet"),
        (b"\x1f\x8b...", "a gzip file"),
        (b"%PDF-1.7", "a PDF"),
        ("<?xml version='1.0'?>", "it is XML or HTML"),
        ("##fileformat=VCFv4.2", "it is a VCF"),
        ("Sample_Id\tSite1_Hugo_Symbol", "structural variants"),
        ('["G1202R"]', "it is a JSON list"),
        ("{", "not JSON"),
        ('{"a": 1}', "neither a case of alktui nor a GA4GH Phenopacket"),
        ('{"id": "x", "proband": {}}', "it is a family or cohort"),
        ('{"schema": "alktui/report/1"}', "it is a report of alktui, not a case"),
        ('{"subject": {}, "metaData": {"phenopacketSchemaVersion": "1.0"}}', "a phenopacket of version 1"),
        ('{"subject":' * 50_000, "nested too deeply"),
        ('{"subject": {}, "diseases": [1], "diseases": [2]}', 'the key "diseases" stands twice in one object of the JSON'),
        ('{"schema": "alktui/case/1", "biomarkers": {"TP53": "mutated", "TP53": "wild-type"}}', 'the key "TP53" stands twice'),
    ],
)
def test_import_of_what_it_cannot_read_says_what_that_is(
    read: Callable[..., ImportResult], source: str | bytes, sentence: str
) -> None:
    with pytest.raises(InputRefused) as caught:
        read(source, name="a file\x1b[31m")
    assert sentence in str(caught.value)
    assert str(caught.value).startswith('"a file[31m" cannot be imported: ')


def test_import_of_its_own_case_file_keeps_everything_typed(read: Callable[..., ImportResult]) -> None:
    result = read(case_bytes(full_entry(), hgvs=["NP_004295.2:p.Gly1202Arg"]))
    assert result.entry == full_entry()
    assert result.refusals == ()


def test_case_file_whose_hgvs_is_another_change_than_its_text_says_so(read: Callable[..., ImportResult]) -> None:
    """Its text is what alktui reads; another program, and whoever corrected the file, may have gone by the HGVS."""

    def named(text: str, hgvs: str) -> ImportResult:
        return read(json.dumps({"schema": "alktui/case/1", "disease": "NSCLC", "findings": [{"text": text, "hgvs": hgvs}]}))

    result = named("G1202R", "NP_004295.2:p.Leu1196Met")
    assert [finding.text for finding in result.entry.findings] == ["G1202R"]
    taken = 'findings[0].hgvs: "NP_004295.2:p.Leu1196Met" is not "G1202R", which was taken. Correct the one that is wrong.'
    assert said(result) == [taken]
    assert said(named("L1198F + C1156Y", "NP_004295.2:p.[Cys1156Tyr;Leu1198Phe]")) == []
    assert said(named("c.3604G>A", "p.(Gly1202Arg)")) == []
    assert said(named("I1171T/N/S", "p.Ile1171Thr")) == []


def test_import_of_a_case_file_of_version_0(read: Callable[..., ImportResult]) -> None:
    assert read((INPUTS / "version_0.json").read_bytes()).entry.prior == [
        TherapyEntry("crizotinib", "intolerant"),
        TherapyEntry("lorlatinib"),
    ]


def test_import_takes_a_kind_that_is_said(read: Callable[..., ImportResult]) -> None:
    with pytest.raises(InputRefused, match="not separated by tabs"):
        read("G1202R", kind="maf")
    with pytest.raises(InputRefused, match="only a MAF has samples"):
        read("G1202R", sample="a")


def test_file_of_another_format_is_refused_beyond_5_mb(catalogue: Catalogue, tmp_path: Path) -> None:
    large = tmp_path / "large"
    for content in (b"G1202R\n" * 800_000, b'{"subject": {}, "Hugo_Symbol": "' + b"x" * MOST_BYTES):
        large.write_bytes(content)
        with pytest.raises(InputRefused, match="it is larger than 5 MB, which only a MAF may be"):
            import_file(large, catalogue)
    with pytest.raises(InputRefused, match="no name of a file"):
        import_file("a\0b", catalogue)


# -- what a person meets ---------------------------------------------------------------------------------------------------


def test_change_named_again_and_again_is_one_sentence(read: Callable[..., ImportResult]) -> None:
    result = read("\n".join(["G1202R", *["p.Gly1202Arg"] * 60, "L1196M", "L1196M"]))
    assert [finding.text for finding in result.entry.findings] == ["G1202R", "L1196M"]
    assert [note for note in result.notes if "again" in note] == [
        "line 2, line 3, line 4, line 5 and 56 more name G1202R again; it is taken once, from line 1.",
        "line 63 names L1196M again; it is taken once, from line 62.",
    ]


def test_rows_of_a_maf_without_their_header_are_told_to_be_that(read: Callable[..., ImportResult]) -> None:
    rows = ["ALK\t238\tBI\tGRCh37\t2\t29443615\t29443615\t+\tMissense_Mutation\tSNP\tp.G1202R"] * 3
    with pytest.raises(InputRefused) as refused:
        read("\n".join(rows))
    assert "line 1 is a row of ALK of a table with 11 columns, but no header says which they are" in str(refused.value)
    assert "Hugo_Symbol" in str(refused.value)


@pytest.mark.parametrize("text", ["L1196M+G1202R in cis", "G1202R + L1196M (cis)", "L1196M+G1202R (in cis)"])
def test_compound_said_to_be_in_cis_is_that_compound(read: Callable[..., ImportResult], text: str) -> None:
    assert [finding.text for finding in read(text).entry.findings] == ["L1196M+G1202R"]


def test_case_file_says_what_a_report_will_not_count_and_keeps_it(read: Callable[..., ImportResult]) -> None:
    entry = CaseEntry(
        disease="NSCLC",
        findings=[FindingEntry("G1202R", sampled="spring", vaf="most"), FindingEntry("C1196Y")],
        prior=[TherapyEntry("crizotinib", started="2023-02", ended="2022")],
        biomarkers={"IL10RA": "purple"},
    )
    result = read(case_bytes(entry))
    assert result.entry == entry
    assert result.refusals == ()
    told = [str(refusal) for refusal in result.uncounted]
    for words in ("1196 is Leu", "before it begins", "purple", 'beside finding 1, G1202R: "spring" is no date'):
        assert any(words in sentence for sentence in told), words
    assert read(case_bytes(CaseEntry(label="begun"))).uncounted == (), "that something is not entered yet is no fault"


def test_case_larger_than_is_kept_is_refused_where_it_is_brought_in(read: Callable[..., ImportResult]) -> None:
    with pytest.raises(InputRefused, match="more than 1 MB is not kept"):
        read(case_bytes(CaseEntry(question="x" * 1_100_000)))


def test_named_pipe_is_refused_rather_than_waited_for(catalogue: Catalogue, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FileTrouble, match=r"is a pipe, not a file\. Hand over what comes through it on stdin"):
        import_file(tmp_path / "pipe", catalogue)
