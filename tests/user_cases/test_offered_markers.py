"""What a source says of markers beside ALK: offered one by one, never taken unasked, and never read as a change of ALK."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from user_cases.support import Printed, maf, said

from alktui.cases.entry import CaseEntry, FindingEntry
from alktui.cases.importing import ImportResult
from alktui.cases.reading import read_case
from alktui.errors import InputRefused
from alktui.model.catalogue import Catalogue
from alktui.variants import read_finding

TP53 = {"Hugo_Symbol": "TP53", "Entrez_Gene_Id": "7157", "HGVSp_Short": "p.R273H", "HGVSp": "p.Arg273His", "HGVSc": "c.818G>A"}
READ = Callable[..., ImportResult]


def offered(result: ImportResult) -> list[tuple[str, str, str]]:
    return [(offer.marker, offer.state, offer.said) for offer in result.offered]


def test_row_of_a_marker_is_offered_and_not_taken(read: READ) -> None:
    result = read(
        maf({}, TP53, TP53 | {"Hugo_Symbol": "STK11", "HGVSp_Short": "p.Q37*", "Variant_Classification": "Nonsense_Mutation"})
    )
    assert offered(result) == [
        ("STK11", "mutated", "line 4, p.Q37*, Nonsense_Mutation"),
        ("TP53", "mutated", "line 3, p.R273H, Missense_Mutation"),
    ]
    assert result.read == CaseEntry(findings=[FindingEntry("G1202R", vaf="10.0%")])
    assert not any("passed over" in note for note in result.notes)


def test_two_rows_of_a_marker_are_one_offer(read: READ) -> None:
    result = read(maf({}, TP53, TP53 | {"HGVSp_Short": "p.R248Q"}))
    assert offered(result) == [("TP53", "mutated", "line 3, p.R273H, Missense_Mutation; line 4, p.R248Q, Missense_Mutation")]


@pytest.mark.parametrize(
    "change",
    [
        {"Variant_Classification": "Silent", "HGVSp_Short": "p.R273="},
        {"Variant_Classification": "Intron", "HGVSp_Short": "", "HGVSp": ""},
        {"Variant_Classification": "3'UTR", "HGVSp_Short": "", "HGVSp": ""},
        {"Variant_Classification": "", "HGVSp_Short": "p.R273="},
        {"Variant_Classification": "Splice_Region", "HGVSp_Short": "p.X125_splice"},
        {"Mutation_Status": "Wildtype"},
        {"Mutation_Status": "Germline"},
        {"t_alt_count": "0"},
        {"Hugo_Symbol": "MET", "HGVSp_Short": "p.T1010I"},
        {"Hugo_Symbol": "ERBB2", "HGVSp_Short": "p.L755S"},
        {"Hugo_Symbol": "BRAF", "HGVSp_Short": "p.V600E"},
    ],
)
def test_row_that_makes_no_state_of_a_marker_is_passed_over(read: READ, change: dict[str, str]) -> None:
    """A silent change is no mutation, and a mutation of MET or ERBB2 is neither an amplification nor an expression."""
    result = read(maf({}, TP53 | change))
    assert offered(result) == []
    assert any(note.startswith("1 row(s) of other genes were passed over") for note in result.notes)


def test_rows_of_another_sample_are_not_offered(read: READ) -> None:
    text = maf({}, TP53, TP53 | {"Tumor_Sample_Barcode": "B", "Hugo_Symbol": "KRAS"})
    assert [marker for marker, *_ in offered(read(text, sample="INV-1-T1"))] == ["TP53"]
    assert [marker for marker, *_ in offered(read(text, sample="B"))] == ["KRAS"]


@pytest.mark.parametrize("line", ["ALK,G1202R", "ALK;G1202R", "ALK\tG1202R", "alk, p.Gly1202Arg", "ALK | G1202R"])
def test_gene_in_a_column_of_its_own_is_no_change(read: READ, catalogue: Catalogue, line: str) -> None:
    result = read(f"{line}\nI1171N")
    assert [finding.text for finding in result.entry.findings] == ["G1202R", "I1171N"]
    assert said(result) == []
    case, refusals = read_case(CaseEntry(disease="NSCLC", findings=[FindingEntry(line)]), catalogue)
    assert case is not None
    assert ([finding.profile.text for finding in case.findings], refusals) == (["G1202R"], ())


@pytest.mark.parametrize(
    ("line", "marker"),
    [
        ("TP53: c.818G>A; p.(Arg273His)", "TP53"),
        ("TP53 p.R175H", "TP53"),
        ("KRAS,G12C", "KRAS"),
        ("STK11\tp.Q37*", "STK11"),
        ("LKB1;p.Gln37Ter", "STK11"),
    ],
)
def test_line_of_a_marker_is_offered(read: READ, line: str, marker: str) -> None:
    result = read(f"G1202R\n{line}")
    ((found, state, where),) = offered(result)
    assert (found, state, where.startswith("line 2, ")) == (marker, "mutated", True)
    assert ([finding.text for finding in result.entry.findings], said(result)) == (["G1202R"], [])


@pytest.mark.parametrize("line", ["TP53 p.R273H not detected", "TP53: p.(=)", "TP53 wild type", "MET: p.T1010I", "BRAF: p.V600E"])
def test_line_that_makes_no_state_of_a_marker_is_refused(read: READ, line: str) -> None:
    result = read(f"G1202R\n{line}")
    assert offered(result) == []
    assert len(said(result)) == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("TP53: c.818G>A; p.(Arg273His)", "TP53 is not ALK. Enter it among the biomarkers: TP53 mutated"),
        ("KRAS:p.G12C", "KRAS is not ALK. Enter it among the biomarkers: KRAS mutated"),
        ("MET: p.T1010I", "MET is not ALK. A mutation of MET is no biomarker here, and is not MET amplification"),
    ],
)
def test_change_of_another_gene_suggests_no_residue_of_alk(typed: str, words: str) -> None:
    with pytest.raises(InputRefused) as refusal:
        read_finding(typed)
    assert (str(refusal.value), refusal.value.suggestions) == (words, ())


def test_command_line_names_what_was_offered_and_what_to_type(alktui: Callable[..., Printed], tmp_path: Path) -> None:
    file = tmp_path / "data.maf"
    file.write_text(maf({}, TP53, TP53 | {"Hugo_Symbol": "KRAS", "HGVSp_Short": "p.G12C"}))
    call = ("triage", "--case", file, "--disease", "NSCLC", "--format", "json")
    found = alktui(*call)
    assert json.loads(found.out)["case"]["biomarkers"] == {}
    line = next(line for line in found.err.splitlines() if "not taken, since" in line)
    assert "KRAS mutated (line 4, p.G12C, Missense_Mutation)" in line
    assert line.endswith("add --biomarker KRAS=mutated --biomarker TP53=mutated where they are this patient's.")
    taken = alktui(*call, "--biomarker", "KRAS=mutated", "--biomarker", "tp53=mutated")
    assert json.loads(taken.out)["case"]["biomarkers"] == {"KRAS": "mutated", "TP53": "mutated"}
    assert "not taken, since" not in taken.err
    assert "not taken, since" in alktui("case", "import", file, "--label", "A").err
