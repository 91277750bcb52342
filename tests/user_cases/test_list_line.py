"""Lines of a list that hold more than a variant: taken where it is plain what stands there, else told by line and column."""

from collections.abc import Callable

import pytest
from user_cases.support import said

from alktui.cases.entry import FindingEntry
from alktui.cases.importing import ImportResult


@pytest.mark.parametrize(
    ("line", "finding"),
    [
        ("G1202R; liver; 2024-03; 12%", FindingEntry("G1202R", "liver", "2024-03", "12%")),
        ("p.Gly1202Arg\tVAF 0.34", FindingEntry("G1202R", vaf="0.34")),
        ("L1196M+G1202R (cis), 34 %", FindingEntry("L1196M+G1202R", vaf="34 %")),
    ],
)
def test_line_is_read_as_the_form_reads_it(read: Callable[..., ImportResult], line: str, finding: FindingEntry) -> None:
    result = read(f"{line}\nI1171N")
    assert result.entry.findings == [finding, FindingEntry("I1171N")]
    assert said(result) == []


@pytest.mark.parametrize("line", ["G1202R 0.34", "G1202R\t0.34", "G1202R,0.34", "G1202R;0.34"])
def test_number_that_is_not_said_to_be_anything_is_named_and_the_variant_kept(
    read: Callable[..., ImportResult], line: str
) -> None:
    result = read(f"I1171N\n{line}")
    assert result.entry.findings == [FindingEntry("I1171N"), FindingEntry("G1202R")]
    problem = 'line 2, column 2: "0.34" behind G1202R does not say what it is; G1202R was taken without it.'
    assert said(result) == [f'{problem} Write "G1202R VAF 0.34" if it is the allele fraction.']


@pytest.mark.parametrize("line", ["sample1\tG1202R", "sample1 G1202R", "sample1,p.G1202R", "sample1\tG1202R\t0.34"])
def test_variant_of_a_sample_or_gene_that_is_not_known_is_not_taken(read: Callable[..., ImportResult], line: str) -> None:
    """A list of several samples may be one of several patients."""
    result = read(f"{line}\nI1171N")
    assert result.entry.findings == [FindingEntry("I1171N")]
    (refusal,) = said(result)
    assert refusal.startswith('line 1, column 1: "sample1" before G1202R may be another gene or sample, ')
    assert refusal.endswith('the line makes no finding. Write "G1202R" alone if it is of ALK and of this patient.')


def test_text_behind_a_variant_is_not_guessed_at(read: Callable[..., ImportResult]) -> None:
    result = read("G1202R suspected\nI1171N")
    assert result.entry.findings == [FindingEntry("I1171N")]
    (refusal,) = said(result)
    assert refusal.startswith('line 1, column 2: "suspected" behind G1202R is not understood, so the line makes no finding.')
    assert 'Write "G1202R; lymph node; 2024-03-01; 12%"' in refusal


@pytest.mark.parametrize(
    "beside", ["not detected", "negative", "0", "0%", "0.0 %", "; not found; 2024-03-01", ", VAF 0%", "excluded 2024-03-01", "wt"]
)
def test_variant_that_was_looked_for_and_not_found_makes_no_finding(read: Callable[..., ImportResult], beside: str) -> None:
    result = read(f"G1202R {beside}\nI1171N")
    assert result.entry.findings == [FindingEntry("I1171N")]
    (refusal,) = said(result)
    assert "reads as if it was not found, so the line makes no finding" in refusal


@pytest.mark.parametrize("head", ["variant,vaf", "Gene\tProtein change", "HGVSp", "Sample ID\tVariant"])
def test_head_of_a_table_is_passed_over_and_told(read: Callable[..., ImportResult], head: str) -> None:
    result = read(f"{head}\nG1202R")
    assert (result.entry.findings, said(result)) == ([FindingEntry("G1202R")], [])
    assert result.notes[1].startswith("line 1, ")
    assert result.notes[1].endswith("was passed over as the head of a table.")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("G1202R-L1196M", "does not say how the two variants stand to each other"),
        ("BRAF p.V600E", "is a variant of BRAF; only those of ALK are taken here"),
        ("no mutation found", "names no change"),
        ("hello", "is not read as a variant of ALK"),
        ("2:29443613C>T", "is a place in the genome. Enter the change of the protein"),
        ("2-29443613-C-T", "is a place in the genome. Enter the change of the protein"),
    ],
)
def test_line_without_columns_is_refused_as_ever(read: Callable[..., ImportResult], line: str, words: str) -> None:
    result = read(f"I1171N\n{line}")
    assert result.entry.findings == [FindingEntry("I1171N")]
    (refusal,) = said(result)
    assert refusal.startswith("line 2: ")
    assert words in refusal


def test_list_with_columns_has_an_end(read: Callable[..., ImportResult]) -> None:
    result = read("G1202R suspected\n" * 2100)
    assert said(result)[-1] == "line 2001: only the first 2000 changes are read"
    assert len(said(result)) == 2001
