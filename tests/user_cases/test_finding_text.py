"""A finding typed with what stands beside it: taken apart only where nothing of it could be something else."""

from __future__ import annotations

import pytest

from alktui.cases.beside_text import Beside
from alktui.cases.entry import CaseEntry, FindingEntry
from alktui.cases.finding_text import FindingText, put_finding, split_finding


@pytest.mark.parametrize(
    ("typed", "text", "beside"),
    [
        (
            "C1156Y+L1198F in cis, VAF 12 %, liver biopsy 2024-03-01",
            "C1156Y+L1198F in cis",
            ("liver biopsy", "2024-03-01", "12 %"),
        ),
        ("G1202R; lymph node; 2024-03-01; 12 %", "G1202R", ("lymph node", "2024-03-01", "12 %")),
        ("p.Gly1202Arg (12%)", "p.Gly1202Arg", ("", "", "12%")),
        ("c.3604G>A VAF=0.12", "c.3604G>A", ("", "", "0.12")),
    ],
)
def test_finding_is_taken_with_what_stands_beside_it(typed: str, text: str, beside: tuple[str, str, str]) -> None:
    assert split_finding(typed) == (text, beside)


@pytest.mark.parametrize(
    "typed",
    [
        "G1202R",
        "G1202R lymph node",
        "G1202R 60 % tumour cells",
        "G1202R, L1196M VAF 3 %",
        "G1202R VAF 12 %, L1196M VAF 3 %",
        "I1171T/N/S 12 %",
        "G1202R " + "x " * 2000,
    ],
)
def test_line_of_which_it_is_not_plain_whose_fraction_it_is_is_not_taken_apart(typed: str) -> None:
    assert split_finding(typed) is None


def test_part_that_a_line_does_not_name_stays_as_it_was() -> None:
    """Correcting the date of a finding loses neither its specimen nor its fraction."""
    entry = CaseEntry(findings=[FindingEntry("G1202R", "lymph node", "2024-03-01", "12 %")])
    put_finding(entry, "finding:0", FindingText("G1202R", Beside(sampled="2024-03-02")))
    put_finding(entry, "finding:0", FindingText("L1196M", Beside(specimen="plasma")))
    put_finding(entry, "finding:+", FindingText("I1171N", Beside(vaf="3 %")))
    assert entry.findings == [FindingEntry("L1196M", "plasma", "2024-03-02", "12 %"), FindingEntry("I1171N", "", "", "3 %")]
