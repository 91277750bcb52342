"""Importing a cBioPortal MAF: rows of ALK, each taken or named."""

from collections.abc import Callable

import pytest
from user_cases.support import HEADER, MAF, ROW, maf, said

from alktui.cases.case_file import case_bytes, read_case_file
from alktui.cases.editing import set_text
from alktui.cases.entry import CaseEntry, FindingEntry
from alktui.cases.importing import ImportResult
from alktui.cases.reading import read_case
from alktui.errors import InputRefused
from alktui.model.catalogue import Catalogue


def test_maf_gives_the_findings_of_its_sample(read: Callable[..., ImportResult]) -> None:
    result = read(MAF)
    assert result.read == CaseEntry(findings=[FindingEntry("G1202R", vaf="10.0%")])
    assert result.notes == (
        "Read as a cBioPortal MAF.",
        'line 5: "p.G1202=" is a silent change; it makes no finding.',
        'line 6: Variant_Classification "Intron" changes no residue; no finding.',
        'Sample "INV-1-T1" was read; its barcode is not taken over, since it may name a person.',
        "The genome build named is GRCh38; it decides nothing, since the p. and c. descriptions are read.",
    )
    assert [(offer.marker, offer.said) for offer in result.offered] == [("TP53", "line 8, p.R248W, Missense_Mutation")]
    assert said(result) == [
        'line 7, HGVSp_Short: "p.X1172_splice" is a change of a splice site; only changes of residues are taken'
    ]


def test_maf_of_several_samples_asks_which(read: Callable[..., ImportResult]) -> None:
    other = {"Tumor_Sample_Barcode": "C", "HGVSp_Short": "p.L1196M"}
    text = maf({"Tumor_Sample_Barcode": "B", "Hugo_Symbol": "TP53"}, {}, other, other)
    with pytest.raises(InputRefused) as caught:
        read(text)
    assert caught.value.field == "sample"
    assert caught.value.suggestions == ("INV-1-T1", "C", "B")
    listed = "INV-1-T1 (1 row of ALK), C (2 rows of ALK); with no row of ALK: B"
    assert str(caught.value) == f"the file holds 3 samples, 2 of them with rows of ALK. Choose one: {listed}."
    assert [finding.text for finding in read(text, sample="INV-1-T1").entry.findings] == ["G1202R"]
    without = read(text, sample="B")
    assert without.entry == CaseEntry()
    assert any("no row of ALK" in note for note in without.notes)
    with pytest.raises(InputRefused, match=r'the sample "D" is not in the file\. It has INV-1-T1 \(1 row of ALK\), '):
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


def marked_maf(column: str, value: str, change: str, *more: str) -> str:
    """A MAF with one ALK row and one column beside its own, and further columns that are empty."""
    row = {"HGVSp_Short": change, "HGVSp": "", "HGVSc": ""}
    header, cells = maf({**row, column: value}).split("\n")
    if column in HEADER:
        return f"{header}\n{cells}"
    names, values = "\t".join((column, *more)), "\t".join((value, *("" for _ in more)))
    return f"{header}\t{names}\n{cells}\t{values}"


@pytest.mark.parametrize(
    ("column", "value", "marked"),
    [
        ("Mutation_Status", "GERMLINE", "germline (Mutation_Status)"),
        ("FILTER", "common_variant", "common (FILTER common_variant)"),
        ("FILTER", "PASS;common_variant", "common (FILTER common_variant)"),
        ("gnomAD_AF", "0.77", "common (gnomAD_AF 0.77)"),
        ("gnomADe_AF", "0.01", "common (gnomADe_AF 0.01)"),
        ("gnomADg_AF", "1.2e-02", "common (gnomADg_AF 1.2e-02)"),
        ("ExAC_AF", "0.3", "common (ExAC_AF 0.3)"),
    ],
)
def test_maf_row_marked_germline_or_common_is_kept_and_not_counted(
    read: Callable[..., ImportResult], catalogue: Catalogue, column: str, value: str, marked: str
) -> None:
    result = read(marked_maf(column, value, "p.R1061Q"))
    assert [(finding.text, finding.marked) for finding in result.entry.findings] == [("R1061Q", marked)]
    how = "it is kept and not counted; enter R1061Q:count to have it counted."
    assert f"line 2: R1061Q is marked as {marked}; {how}" in result.notes
    result.entry.disease = "ALCL"
    case, refusals = read_case(result.read, catalogue)
    assert (case is not None, refusals) == (True, ())
    assert ([left.profile.text for left in case.not_counted], case.findings) == (["R1061Q"], ())  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("gnomAD_AF", "0.0099"),
        ("gnomAD_AF", "."),
        ("gnomAD_AF", "nonsense"),
        ("FILTER", "PASS"),
        ("FILTER", "not_common_variant_of_ours"),
        ("Mutation_Status", "Somatic"),
        ("AF", "0.42"),
        ("VAF", "0.42"),
        ("tumor_AF", "0.42"),
    ],
)
def test_maf_row_that_nothing_marks_counts(read: Callable[..., ImportResult], column: str, value: str) -> None:
    """AF alone may be the share of reads; only a frequency in a population tells of a polymorphism."""
    result = read(marked_maf(column, value, "p.R1061Q"))
    assert [(finding.text, finding.marked) for finding in result.entry.findings] == [("R1061Q", "")]


def test_maf_column_af_is_of_a_population_beside_those_of_its_parts(read: Callable[..., ImportResult]) -> None:
    """As vcf2maf writes it: AF of the 1000 Genomes, then AFR_AF, AMR_AF, EAS_AF, EUR_AF and SAS_AF."""
    text = marked_maf("AF", "0.42", "p.R1061Q", "AFR_AF", "AMR_AF", "EAS_AF", "EUR_AF", "SAS_AF")
    assert read(text).entry.findings == [FindingEntry("R1061Q", vaf="10.0%", marked="common (AF 0.42)")]


def test_maf_of_a_tumour_alone_that_marks_a_known_mutation_counts_it(
    read: Callable[..., ImportResult], catalogue: Catalogue
) -> None:
    result = read(maf({"Mutation_Status": "GERMLINE"}))
    why = "the catalogue has it, so it counts."
    assert f"line 2: G1202R is marked as germline (Mutation_Status); {why}" in result.notes
    result.entry.disease = "NSCLC"
    case, _ = read_case(result.read, catalogue)
    assert case is not None
    assert [finding.profile.text for finding in case.findings] == ["G1202R"]
    assert case.reading == (f"G1202R is marked in the file as germline (Mutation_Status); {why}",)


def test_mark_of_a_file_is_kept_in_the_case_and_mended_by_hand(read: Callable[..., ImportResult], catalogue: Catalogue) -> None:
    entry = read(marked_maf("FILTER", "common_variant", "p.R1061Q")).read
    entry.disease = "ALCL"
    assert read_case_file(case_bytes(entry)).entry == entry
    assert b"marked" not in case_bytes(CaseEntry(findings=[FindingEntry("G1202R")]))
    set_text(entry, "finding:0", "R1061Q:count")
    case, _ = read_case(read_case_file(case_bytes(entry)).entry, catalogue)
    assert case is not None
    assert ([finding.profile.text for finding in case.findings], case.not_counted) == (["R1061Q"], ())
    set_text(entry, "finding:0", "L1196Q")
    assert entry.findings == [FindingEntry("L1196Q", vaf="10.0%")]


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
