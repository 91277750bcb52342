import io
import itertools
import json
import os
import re
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from user_cases.support import INPUTS, full_entry

from alktui.cases.case_file import case_bytes
from alktui.cases.entry import CaseEntry, FindingEntry, TherapyEntry
from alktui.cases.importing import MOST_BYTES, ImportResult, import_file, read_import, source_text
from alktui.errors import FileTrouble, InputRefused
from alktui.model.catalogue import Catalogue

MAF = (INPUTS / "one_sample.maf").read_text()
HEADER = next(line for line in MAF.splitlines() if line.startswith("Hugo_Symbol")).split("\t")
ROW = next(line for line in MAF.splitlines() if line.startswith("ALK")).split("\t")
PACKET = (INPUTS / "packet.json").read_text()


@pytest.fixture
def read(catalogue: Catalogue) -> Callable[..., ImportResult]:
    return lambda source, **options: read_import(source, catalogue, **options)


def said(result: ImportResult) -> list[str]:
    return [str(refusal) for refusal in result.refusals]


def maf(*changes: dict[str, str]) -> str:
    """A MAF with the ALK row once for each of these changes of its cells."""
    rows = [[change.get(name, cell) for name, cell in zip(HEADER, ROW, strict=True)] for change in changes]
    return "\n".join("\t".join(cells) for cells in [HEADER, *rows])


def packet(change: Callable[[dict[str, Any]], None]) -> str:
    """The phenopacket of the inputs, changed."""
    found = json.loads(PACKET)
    change(found)
    return json.dumps(found)


# Lists


def test_list_gives_findings_and_names_each_line_that_gives_none(read: Callable[..., ImportResult]) -> None:
    result = read((INPUTS / "list.txt").read_bytes())
    assert result.entry == CaseEntry(fusion="EML4::ALK", findings=[FindingEntry("G1202R"), FindingEntry("L1196M")])
    assert result.notes == (
        "Read as a list of variants.",
        "line 5 names L1196M again; it is taken once, from line 4.",
    )
    assert [text.partition(":")[0] for text in said(result)] == ["line 7", "line 8", "line 9", "line 10"]
    assert "EGFR" in said(result)[0]
    assert said(result)[1] == 'line 8: "I1171T/N" leaves a choice. Enter the one that was found: I1171T, I1171N.'
    assert "silent" in said(result)[2]
    assert "outside" in said(result)[3]


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


# MAF


def test_maf_gives_the_findings_of_its_sample(read: Callable[..., ImportResult]) -> None:
    result = read(MAF)
    assert result.entry == CaseEntry(findings=[FindingEntry("G1202R", vaf="10.0%")])
    assert result.notes == (
        "Read as a cBioPortal MAF.",
        'line 5: "p.G1202=" is a silent change; it makes no finding.',
        'line 6: Variant_Classification "Intron" changes no residue; no finding.',
        'Sample "INV-1-T1" was read; its barcode is not taken over, since it may name a person.',
        "1 row(s) of other genes were passed over: TP53.",
        "The genome build named is GRCh38; it decides nothing, since the p. and c. descriptions are read.",
    )
    assert said(result) == [
        'line 7, HGVSp_Short: "p.X1172_splice" is a change of a splice site; only changes of residues are taken'
    ]


def test_maf_of_several_samples_asks_which(read: Callable[..., ImportResult]) -> None:
    text = maf({"Tumor_Sample_Barcode": "B", "Hugo_Symbol": "TP53"}, {}, {"Tumor_Sample_Barcode": "C", "HGVSp_Short": "p.L1196M"})
    with pytest.raises(InputRefused) as caught:
        read(text)
    assert caught.value.field == "sample"
    assert caught.value.suggestions == ("INV-1-T1", "C", "B")
    assert str(caught.value) == "the file holds 3 samples, 2 of them with rows of ALK. Choose one: INV-1-T1, C, B."
    assert [finding.text for finding in read(text, sample="INV-1-T1").entry.findings] == ["G1202R"]
    without = read(text, sample="B")
    assert without.entry == CaseEntry()
    assert any("no row of ALK" in note for note in without.notes)
    with pytest.raises(InputRefused, match='the sample "D" is not in the file'):
        read(text, sample="D")


@pytest.mark.parametrize("build", ["GRCh37", "GRCh38", "hg19", "hg38", "37", "GRCh38.p13", "hg18", "NCBI36", "36.1"])
def test_maf_of_any_build_of_man_reads_alike(read: Callable[..., ImportResult], build: str) -> None:
    result = read(maf({"NCBI_Build": build}))
    assert [finding.text for finding in result.entry.findings] == ["G1202R"]
    assert any(f"named is {build};" in note for note in result.notes)


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ({"HGVSp_Short": ""}, "G1202R"),
        ({"HGVSp_Short": "", "HGVSp": "."}, "G1202R"),
        ({"HGVSp_Short": "p.G1202R", "HGVSc": "NA"}, "G1202R"),
        ({"HGVSp_Short": "p.V476A", "HGVSp": "p.Val476Ala", "HGVSc": "c.1427T>C"}, "V476A"),
        ({"HGVSp_Short": "p.T1151dup", "HGVSp": "", "HGVSc": "", "Variant_Classification": "In_Frame_Ins"}, "T1151dup"),
        ({"Hugo_Symbol": ""}, "G1202R"),
        ({"Transcript_ID": "NM_004304.5"}, "G1202R"),
        ({"Transcript_ID": ""}, "G1202R"),
    ],
)
def test_maf_row_is_read_from_what_it_has(read: Callable[..., ImportResult], change: dict[str, str], finding: str) -> None:
    result = read(maf(change))
    assert [found.text for found in result.entry.findings] == [finding]
    assert said(result) == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"HGVSp_Short": "", "HGVSp": "", "HGVSc": ""}, "line 2: HGVSp_Short, HGVSp and HGVSc are all empty"),
        ({"HGVSp_Short": "p.G1203R", "HGVSp": "", "HGVSc": ""}, "line 2, HGVSp_Short: "),
        ({"HGVSp_Short": "p.L1196M", "HGVSp": ""}, 'line 2, HGVSp_Short: HGVSc "ENST00000389048.8:c.3604G>A" makes G1202R'),
        ({"HGVSp_Short": "p.L1196M", "HGVSc": ""}, 'line 2, HGVSp_Short: HGVSp "p.Gly1202Arg" is G1202R, not L1196M'),
        ({"HGVSp_Short": "p.?", "HGVSp": "p.Leu1196Met"}, 'line 2, HGVSp: HGVSc "ENST00000389048.8:c.3604G>A" makes G1202R'),
        ({"NCBI_Build": "GRCm38"}, 'line 2, NCBI_Build: "GRCm38" is no build of the human genome'),
        ({"Transcript_ID": "ENST00000431873"}, 'line 2, Transcript_ID: the row is numbered on "ENST00000431873"'),
    ],
)
def test_maf_row_that_cannot_be_taken_is_named_with_its_column(
    read: Callable[..., ImportResult], change: dict[str, str], sentence: str
) -> None:
    result = read(maf(change, {"HGVSp_Short": "p.L1196M", "HGVSc": "", "HGVSp": ""}))
    assert [finding.text for finding in result.entry.findings] == ["L1196M"]
    (refusal,) = said(result)
    assert refusal.startswith(sentence)
    assert [note for note in result.notes if "GRCm38" in note] == []


@pytest.mark.parametrize(
    ("change", "vaf", "sentence"),
    [
        ({"t_ref_count": "0", "t_alt_count": "7"}, "100.0%", ""),
        ({"t_ref_count": "9996", "t_alt_count": "4"}, "0.04%", ""),
        ({"t_ref_count": "1997", "t_alt_count": "3"}, "0.1%", ""),
        ({"t_alt_count": ""}, "", ""),
        ({"t_ref_count": "NA"}, "", ""),
        ({"t_alt_count": "many"}, "", 'line 2, t_alt_count: "many" is no count of reads; the VAF is left empty'),
        ({"t_ref_count": "-4"}, "", 'line 2, t_ref_count: "-4" is no count of reads; the VAF is left empty'),
        ({"t_ref_count": "0", "t_alt_count": "0"}, "", "line 2, t_ref_count: the counts of reads give no VAF; it is left empty"),
    ],
)
def test_maf_counts_give_the_vaf_or_are_named(
    read: Callable[..., ImportResult], change: dict[str, str], vaf: str, sentence: str
) -> None:
    result = read(maf(change))
    assert result.entry.findings == [FindingEntry("G1202R", "", "", vaf)]
    assert said(result) == ([sentence] if sentence else [])


def test_maf_row_with_other_columns_than_the_header_is_named(read: Callable[..., ImportResult]) -> None:
    result = read(maf({}, {}) + "\textra")
    assert [finding.text for finding in result.entry.findings] == ["G1202R"]
    assert said(result) == ["line 3: it has 13 columns where the header has 12. Correct the row, or export the file again."]


def test_maf_refusals_stand_in_the_order_of_the_file(read: Callable[..., ImportResult]) -> None:
    result = read(maf({}, {"HGVSp_Short": "p.G1203R", "HGVSp": "", "HGVSc": ""}) + "\n" + "x\t" * 20)
    assert [text.partition(":")[0] for text in said(result)] == ["line 3, HGVSp_Short", "line 4"]


def test_maf_with_quoted_cells_is_that_without_them(read: Callable[..., ImportResult]) -> None:
    lines = [line if line.startswith("#") else "\t".join(f'"{cell}"' for cell in line.split("\t")) for line in MAF.splitlines()]
    quoted, plain = read("\n".join(lines)), read(MAF)
    assert (quoted.entry, quoted.notes, said(quoted)) == (plain.entry, plain.notes, said(plain))


def test_maf_of_r_with_names_of_rows_is_told_how_to_write_it(read: Callable[..., ImportResult]) -> None:
    result = read('"Hugo_Symbol"\t"HGVSp_Short"\n"1"\t"ALK"\t"p.G1202R"\n')
    assert said(result) == ["line 2: it has 3 columns where the header has 2. Export it from R with row.names = FALSE."]


def test_maf_row_cut_off_behind_what_is_needed_is_read(read: Callable[..., ImportResult]) -> None:
    cut = maf(
        {"HGVSp_Short": "p.G1202R", "Transcript_ID": ""}, {"HGVSc": "", "HGVSp": "", "HGVSp_Short": "", "Transcript_ID": ""}
    )
    result = read("\n".join(line.rstrip("\t") for line in cut.splitlines()))
    assert result.entry.findings == [FindingEntry("G1202R", vaf="10.0%")]
    assert "line 2 is shorter than the header; the columns missing at its end are taken as empty." in result.notes
    assert said(result) == ["line 3: HGVSp_Short, HGVSp and HGVSc are all empty. Annotate the row."]
    before_the_sample = "\t".join(ROW[: HEADER.index("Tumor_Sample_Barcode")])
    assert said(read(maf({}) + "\n" + before_the_sample)) == [
        "line 3: it has 5 columns where the header has 12. Correct the row, or export the file again."
    ]


def test_maf_row_of_no_sample_is_not_passed_over(read: Callable[..., ImportResult]) -> None:
    result = read(maf({}, {"Tumor_Sample_Barcode": "", "HGVSp_Short": "p.L1196M", "HGVSc": "", "HGVSp": ""}))
    assert said(result) == ["line 3, Tumor_Sample_Barcode: it is empty, so the row is of no sample"]


def test_maf_names_no_more_than_a_hundred_rows_that_do_not_fit(read: Callable[..., ImportResult]) -> None:
    result = read(maf({}) + "\nx" * 250)
    assert len(result.refusals) == 101
    assert said(result)[-1] == "further down: 150 more row(s) do not fit the header"


# A MAF of a study


class Study(io.RawIOBase):
    """A MAF of many samples, made while it is read; it counts the bytes given."""

    def __init__(self, size: int, row: str, encoding: str = "utf-8") -> None:
        super().__init__()
        other = maf({"Hugo_Symbol": "TP53", "Tumor_Sample_Barcode": "B"}).splitlines()[1]
        start = f"#version 2.4\n{maf({})}\n".encode(encoding)
        filler = f"{other}\n".encode(encoding) * 1000
        end = f"{row}\n".encode(encoding)
        self._pieces = itertools.chain([start], itertools.repeat(filler, size // len(filler)), [end])
        self._rest = b""

    def readable(self) -> bool:  # noqa: D102 - as of any stream
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401, D102 - as above, of any buffer
        self._rest = self._rest or next(self._pieces, b"")
        given, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(given)] = given
        return len(given)


LAST = "\t".join(
    {"HGVSp_Short": "p.L1196M", "HGVSp": "", "HGVSc": ""}.get(name, cell) for name, cell in zip(HEADER, ROW, strict=True)
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_maf_of_a_study_is_read_line_by_line(read: Callable[..., ImportResult], encoding: str) -> None:
    def study() -> io.BufferedReader:
        return io.BufferedReader(Study(12_000_000, LAST, encoding))

    with pytest.raises(InputRefused, match=r"holds 2 samples, 1 of them with rows of ALK\. Choose one: INV-1-T1, B\."):
        read(study())
    tracemalloc.start()
    result = read(study(), sample="INV-1-T1")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [finding.text for finding in result.entry.findings] == ["G1202R", "L1196M"]
    assert "Read as a cBioPortal MAF." in result.notes
    assert most < 40_000_000
    assert any(note.endswith("row(s) of other genes were passed over: TP53.") for note in read(study(), sample="B").notes)


@pytest.mark.parametrize(
    ("end", "sentence"),
    [
        ("ALK" * 400_000, "is longer than 1 MB"),
        ("A\0", "NUL bytes"),
    ],
)
def test_maf_of_a_study_has_no_line_without_end(read: Callable[..., ImportResult], end: str, sentence: str) -> None:
    with pytest.raises(InputRefused, match=sentence):
        read(io.BufferedReader(Study(MOST_BYTES, end)), sample="B")


def test_maf_of_a_study_names_the_line_that_is_no_utf_8(read: Callable[..., ImportResult]) -> None:
    result = read(io.BufferedReader(Study(MOST_BYTES, LAST + "\u00fc", "latin-1")), sample="INV-1-T1")
    (note,) = [note for note in result.notes if "is not UTF-8" in note]
    assert re.match("Line [0-9]{5} is", note)


def test_maf_larger_than_any_is_refused(read: Callable[..., ImportResult], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_text, "MOST_OF_A_TABLE", MOST_BYTES + 1000)
    with pytest.raises(InputRefused, match="it is larger than"):
        read(io.BufferedReader(Study(2 * MOST_BYTES, LAST)), sample="B")


def test_file_of_another_format_is_refused_beyond_5_mb(catalogue: Catalogue, tmp_path: Path) -> None:
    large = tmp_path / "large"
    for content in (b"G1202R\n" * 800_000, b'{"subject": {}, "Hugo_Symbol": "' + b"x" * MOST_BYTES):
        large.write_bytes(content)
        with pytest.raises(InputRefused, match="it is larger than 5 MB, which only a MAF may be"):
            import_file(large, catalogue)
    with pytest.raises(InputRefused, match="no name of a file"):
        import_file("a\0b", catalogue)


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        ("Hugo_Symbol,HGVSp_Short", "line 1, the header: the columns are not separated by tabs"),
        ("Gene\tHGVSp_Short", "line 1, the header: the column Hugo_Symbol is missing"),
        ("Hugo_Symbol\tProtein", "none of the columns HGVSp_Short, HGVSp and HGVSc is there"),
        ("Hugo_Symbol\tHGVSp_Short\thgvsp_short", 'the column "hgvsp_short" stands twice'),
    ],
)
def test_maf_header_that_cannot_be_used_is_refused(read: Callable[..., ImportResult], header: str, sentence: str) -> None:
    with pytest.raises(InputRefused) as caught:
        read(header + "\nALK\tp.G1202R")
    assert sentence in str(caught.value)


def test_maf_of_germline_is_taken_and_told(read: Callable[..., ImportResult]) -> None:
    result = read(maf({"Mutation_Status": "GERMLINE"}))
    assert "line 2: G1202R is marked as germline; it is taken all the same." in result.notes


@pytest.mark.parametrize("status", ["Wildtype", "LOH", "None"])
def test_maf_row_that_is_no_mutation_makes_no_finding_and_is_told(read: Callable[..., ImportResult], status: str) -> None:
    """Source: cBioPortal's file formats: rows of these are not loaded as mutations."""
    result = read(maf({"Mutation_Status": status}, {"HGVSp_Short": "p.L1196M", "HGVSp": "", "HGVSc": ""}))
    assert [finding.text for finding in result.entry.findings] == ["L1196M"]
    assert f'line 2: Mutation_Status is "{status}", which cBioPortal loads as no mutation; no finding.' in result.notes


@pytest.mark.parametrize("counts", [{"t_ref_count": "200"}, {"t_ref_count": "", "t_depth": "200"}])
def test_maf_row_of_which_no_read_has_the_change_makes_no_finding(
    read: Callable[..., ImportResult], counts: dict[str, str]
) -> None:
    columns = {"Hugo_Symbol": "ALK", "HGVSp_Short": "p.G1202R", "t_alt_count": "0", "t_ref_count": "", "t_depth": "", **counts}
    other = {**columns, "HGVSp_Short": "p.L1196M", "t_alt_count": "20"}
    result = read("\n".join("\t".join(row) for row in (columns, columns.values(), other.values())))
    assert [finding.text for finding in result.entry.findings] == ["L1196M"]
    refusal = "line 2, t_alt_count: no read has G1202R, so the row makes no finding. Enter it if it was found in this sample."
    assert said(result) == [refusal]


def test_maf_description_that_cannot_be_read_is_told_beside_the_one_that_was(read: Callable[..., ImportResult]) -> None:
    """Another residue at a place is a sign of another numbering; nobody would look for it in a row that was taken."""
    result = read(maf({"HGVSp_Short": "p.A1202R"}))
    assert [finding.text for finding in result.entry.findings] == ["G1202R"]
    (note,) = [note for note in result.notes if "A1202R" in note or "1202 is" in note]
    assert note.startswith("line 2, HGVSp_Short: 1202 is Gly, not Ala")
    assert note.endswith('; HGVSp "p.Gly1202Arg" was read instead.')


# Phenopackets


def test_packet_gives_the_case_and_nothing_of_the_person(read: Callable[..., ImportResult]) -> None:
    result = read(PACKET)
    assert result.entry == CaseEntry(
        disease="NSCLC",
        fusion="EML4::ALK",
        findings=[FindingEntry("G1202R", "lung", "2026-10-02")],
        prior=[
            TherapyEntry("crizotinib", "intolerant", "2024-01-01", "2025-04-01"),
            TherapyEntry("lorlatinib", "progressed", "2025-05-01", "2026-09-01"),
        ],
        biomarkers={"PD-L1": "high"},
        age_group="adult",
    )
    assert said(result) == []
    assert result.notes[1:] == (
        "The age group is entered as adult, from the age.",
        "interpretations[0].diagnosis.genomicInterpretations[1]: it is marked as rejected; it was passed over.",
        "1 variant(s) of other genes were passed over: TP53.",
        "1 measurement(s) were passed over: no biomarker known here, or no state of one.",
        "Names, numbers, sex, dates of birth and ages of the person were not taken over, nor the packet's id.",
    )
    everything = str(result)
    assert [name for name in ("Roe", "Jane", "MRN", "4711", "1961", "bio-1") if name in everything] == []


def test_packet_in_snake_case_reads_alike(read: Callable[..., ImportResult]) -> None:
    names = "timeAtLastEncounter sampledTissue timeOfCollection medicalActions doseIntervals treatmentTerminationReason metaData"
    names += " ontologyClass genomicInterpretations variantInterpretation variationDescriptor geneContext valueId structuralType"
    names += " subjectOrBiosampleId interpretationStatus phenopacketSchemaVersion alternateIds"
    text = PACKET
    for name in names.split():
        text = text.replace(f'"{name}"', '"' + "".join(f"_{c.lower()}" if c.isupper() else c for c in name) + '"')
    assert text != PACKET
    assert read(text).entry == read(PACKET).entry


@pytest.mark.parametrize(
    ("code", "label", "disease"),
    [
        ("NCIT:C3720", "", "ALCL"), ("MONDO:0020325", "", "ALCL"), ("DOID:0050744", "", "ALCL"), ("ONCOTREE:ALCL", "", "ALCL"),
        ("NCIT:C37193", "", "ALCL"), ("MONDO:0017602", "", "ALCL"), ("oncotree:ALCLALKP", "", "ALCL"),
        ("DOID:3908", "", "NSCLC"), ("NCIT:C3512", "", "LUAD"), ("X:1", "Anaplastic Large Cell Lymphoma", "ALCL"),
        ("", "lung adenocarcinoma", "LUAD"),
    ],
)  # fmt: skip
def test_packet_disease_is_read_by_code_or_name(read: Callable[..., ImportResult], code: str, label: str, disease: str) -> None:
    text = packet(lambda found: found.update(diseases=[{"term": {"id": code, "label": label}}], interpretations=[]))
    assert read(text).entry.disease == disease


def test_packet_disease_of_a_code_and_a_name_that_contradict_is_refused(read: Callable[..., ImportResult]) -> None:
    """The disease decides every line of the report; no reader can know which of the two was meant."""

    def named(code: str, label: str) -> ImportResult:
        return read(packet(lambda found: found.update(diseases=[{"term": {"id": code, "label": label}}])))

    result = named("NCIT:C2926", "anaplastic large cell lymphoma")
    assert result.entry.disease == ""
    problem = 'the code "NCIT:C2926" is NSCLC, the name "anaplastic large cell lymphoma" is ALCL'
    assert said(result) == [f"diseases[0].term: {problem}. Enter the one that the case is about."]
    assert named("NCIT:C2926", "lung adenocarcinoma").entry.disease == "NSCLC"
    assert named("NCIT:C2926", "my own words").entry.disease == "NSCLC"


@pytest.mark.parametrize(
    ("variation", "sentence"),
    [
        (
            {"expressions": [{"syntax": "hgvs.p", "value": "p.Gly1202Arg"}, {"syntax": "hgvs.p", "value": "p.Leu1196Met"}]},
            'expressions[0].value: hgvs.p "p.Leu1196Met" is L1196M, not G1202R. Enter the one that is right.',
        ),
        (
            {"expressions": [{"syntax": "hgvs.p", "value": "p.Gly1202Arg"}, {"syntax": "hgvs.c", "value": "c.3586C>A"}]},
            'expressions[0].value: hgvs.c "c.3586C>A" makes L1196M, not G1202R. Enter the one that is right.',
        ),
        (
            {"label": "ALK L1196M", "expressions": [{"syntax": "hgvs.p", "value": "p.Gly1202Arg"}]},
            'expressions[0].value: the label "ALK L1196M" is L1196M, not G1202R. Enter the one that is right.',
        ),
        (
            {
                "geneContext": {"valueId": "HGNC:427", "symbol": "EGFR"},
                "expressions": [{"syntax": "hgvs.p", "value": "p.Gly1202Arg"}],
            },
            'geneContext: the code "HGNC:427" is that of ALK, the symbol is "EGFR". Enter the variant if it is of ALK.',
        ),
        (
            {
                "geneContext": {"valueId": "HGNC:3236", "symbol": "ALK"},
                "expressions": [{"syntax": "hgvs.p", "value": "p.Gly1202Arg"}],
            },
            'geneContext: the code "HGNC:3236" is not that of ALK, the symbol is "ALK". Enter the variant if it is of ALK.',
        ),
    ],
)
def test_packet_variation_that_contradicts_itself_is_refused(
    read: Callable[..., ImportResult], variation: dict[str, Any], sentence: str
) -> None:
    def change(found: dict[str, Any]) -> None:
        first = found["interpretations"][0]["diagnosis"]["genomicInterpretations"][0]["variantInterpretation"]
        first["variationDescriptor"] = {"geneContext": {"symbol": "ALK"}, **variation}

    result = read(packet(change))
    assert result.entry.findings == []
    where = "interpretations[0].diagnosis.genomicInterpretations[0].variantInterpretation.variationDescriptor"
    assert said(result) == [f"{where}.{sentence}"]


def test_packet_of_two_diseases_takes_the_narrower_or_none(read: Callable[..., ImportResult]) -> None:
    def both(*codes: str) -> str:
        return packet(lambda found: found.update(diseases=[{"term": {"id": code}} for code in codes], interpretations=[]))

    assert read(both("NCIT:C2926", "NCIT:C3512")).entry.disease == "LUAD"
    result = read(both("NCIT:C2926", "NCIT:C3720"))
    assert result.entry.disease == ""
    assert said(result) == ["diseases: they name NSCLC and ALCL. Enter the one that the case is about."]


def test_packet_whose_interpretation_is_of_another_disease_is_refused(read: Callable[..., ImportResult]) -> None:
    def both(listed: str, diagnosed: str) -> str:
        def change(found: dict[str, Any]) -> None:
            found["diseases"] = [{"term": {"id": listed}}]
            found["interpretations"][0]["diagnosis"]["disease"] = {"id": diagnosed}

        return packet(change)

    result = read(both("NCIT:C2926", "NCIT:C3720"))
    assert result.entry.disease == ""
    (refusal,) = said(result)
    assert refusal.startswith("diseases: they name ")
    assert read(both("NCIT:C2926", "NCIT:C3512")).entry.disease == "LUAD"
    assert read(both("NCIT:C3512", "NCIT:C2926")).entry.disease == "LUAD"
    assert read(both("NCIT:C3720", "MONDO:0000001")).entry.disease == "ALCL"


def test_packet_names_the_place_of_what_it_cannot_take(read: Callable[..., ImportResult]) -> None:
    def spoil(found: dict[str, Any]) -> None:
        found["diseases"][0]["term"] = {"id": "NCIT:C39853", "label": "Infiltrating Urothelial Carcinoma"}
        found["medicalActions"][0]["treatment"]["agent"] = {"id": "NCIT:C74061", "label": "lorlatinib"}
        found["medicalActions"][1]["treatment"]["agent"] = {"id": "NCIT:C1", "label": "vitamin"}
        first = found["interpretations"][0]["diagnosis"]["genomicInterpretations"][0]["variantInterpretation"]
        first["variationDescriptor"]["expressions"] = [{"syntax": "hgvs.g", "value": "NC_000002.12:g.29220765C>T"}]
        found["measurements"] = "none"
        found["biosamples"][0]["sampledTissue"] = ["lung"]

    result = read(packet(spoil))
    assert result.entry.fusion == "EML4::ALK"
    starts = [text.partition(": ")[0] for text in said(result)]
    assert starts == [
        "diseases[0].term",
        "biosamples[0].sampledTissue",
        "interpretations[0].diagnosis.genomicInterpretations[0].variantInterpretation.variationDescriptor",
        "medicalActions[1].treatment.agent",
        "medicalActions[0].treatment.agent",
        "measurements",
    ]
    assert 'the code "NCIT:C74061" is crizotinib, the name "lorlatinib" is lorlatinib' in " ".join(said(result))


def test_packet_takes_a_number_where_a_text_is_expected(read: Callable[..., ImportResult]) -> None:
    def number(value: object) -> str:
        beside = {"extensions": [{"name": "allele-frequency", "value": value}]}

        def change(found: dict[str, Any]) -> None:
            first = found["interpretations"][0]["diagnosis"]["genomicInterpretations"][0]["variantInterpretation"]
            first["variationDescriptor"].update(beside)

        return packet(change)

    assert [read(number(value)).entry.findings[0].vaf for value in (0.067, 12, "12 %")] == ["0.067", "12", "12 %"]
    assert said(read(number(0.067))) == []
    for wrong in (True, float("nan"), float("inf"), []):
        assert [text.partition(": ")[2] for text in said(read(number(wrong)))] == ["it is not a text, so it was passed over"]


def test_packet_takes_other_therapies_and_how_they_ended(read: Callable[..., ImportResult]) -> None:
    actions = [
        {"treatment": {"agent": {"id": "NCIT:C66944", "label": "Brentuximab Vedotin"}}},
        {"treatment": {"agent": {"label": "alectinib"}}, "treatmentTerminationReason": {"label": "Treatment completed"}},
        {"procedure": {"code": {"id": "NCIT:C15189", "label": "Biopsy"}}},
        {"treatment": {"agent": {"id": "CHEMBL.COMPOUND:CHEMBL601719"}}, "responseToTreatment": {"label": "Partial response"}},
    ]
    result = read(packet(lambda found: found.update(medicalActions=actions)))
    assert result.entry.prior == [TherapyEntry("alectinib", "stopped"), TherapyEntry("crizotinib")]
    assert result.entry.prior_therapies == [TherapyEntry("brentuximab-vedotin")]
    assert [note for note in result.notes if note.startswith("medicalActions[3]")] == [
        "medicalActions[3]: how crizotinib ended is not said; it counts as progressed unless you change it."
    ]


@pytest.mark.parametrize(
    ("key", "label", "outcome"),
    [
        ("treatmentTerminationReason", "Disease progression", "progressed"),
        ("treatmentTerminationReason", "Completed without progression", "stopped"),
        ("treatmentTerminationReason", "Unacceptable toxicity", "intolerant"),
        ("treatmentTerminationReason", "End of trial, no toxicity", "stopped"),
        ("responseToTreatment", "Non-progressive disease", ""),
        ("responseToTreatment", "No evidence of progression", ""),
        ("responseToTreatment", "Progression-free", ""),
        ("responseToTreatment", "Progressive disease", "progressed"),
    ],
)
def test_packet_therapy_has_not_ended_by_what_its_term_denies(
    read: Callable[..., ImportResult], key: str, label: str, outcome: str
) -> None:
    """Progression that was denied would be entered as said, where progression that nobody told of is marked as assumed."""
    action = {"treatment": {"agent": {"id": "NCIT:C74061"}}, key: {"label": label}}
    result = read(packet(lambda found: found.update(medicalActions=[action])))
    assert result.entry.prior == [TherapyEntry("crizotinib", outcome)]
    assert any(f'how crizotinib ended is not said, but "{label}";' in note for note in result.notes) == (not outcome)


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


def test_large_file_is_left_as_soon_as_nobody_waits_for_it(catalogue: Catalogue, tmp_path: Path) -> None:
    """Who leaves alktui does not wait for a study to be read to its end."""
    (tmp_path / "study.maf").write_text(maf({}) + "\n" + "\n".join(["# filling"] * 700_000), "utf-8")
    wanted = iter([True, True, False])
    with pytest.raises(InputRefused, match="it was left"):
        import_file(tmp_path / "study.maf", catalogue, is_wanted=lambda: next(wanted))
