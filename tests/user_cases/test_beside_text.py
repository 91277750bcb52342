"""Specimen, date and VAF of a finding: they decide nothing, but a slip in them must not print as something else."""

from __future__ import annotations

import pytest

from alktui.cases.beside_text import parts_of, refuse_beside, text_of_beside
from alktui.errors import InputRefused


@pytest.mark.parametrize(
    "text",
    [
        "",
        "lymph node",
        "lymph node; 2024-03-01; 12 %",
        "FFPE block 3; 2024; 0.12",
        "; 2024-03; <1%",
        "plasma;; ~0,4 %",
        "liver, segment 4; 2024-02-29",
        "CSF; ; 100%",
    ],
)
def test_what_can_stand_there_is_taken(text: str) -> None:
    refuse_beside(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("C1196Y", "reads as a variant"),
        ("p.Gly1202Arg", "reads as a variant"),
        ("12%", "stands in the place of the specimen"),
        ("lung 2024-03-01 liver 2024-04", "two dates"),
        ("lymph node; 2024-13-45; 12 %", '"2024-13-45" is no date'),
        ("lymph node; block 3; 12 %", '"block 3" is no date'),
        ("lymph node; 12 %", '"12 %" is no date'),
        ("lymph node; 2024; 120 %", '"120 %" is no allele fraction'),
        ("lymph node; 2024; 12", '"12" is no allele fraction'),
        ("FFPE; block 3; 2026-01-02; 12%", "more than three parts"),
    ],
)
def test_what_cannot_is_refused_with_what_to_write(text: str, says: str) -> None:
    with pytest.raises(InputRefused) as caught:
        refuse_beside(text)
    assert says in str(caught.value)
    assert caught.value.hint


def test_parts_are_told_apart_by_semicolons() -> None:
    assert parts_of(" lymph node ;2024-03-01; 12 % ") == ("lymph node", "2024-03-01", "12 %")
    assert parts_of("liver, segment 4") == ("liver, segment 4", "", "")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("lymph node 2024-03-01 VAF 12 %", ("lymph node", "2024-03-01", "12 %")),
        ("liver biopsy, 2024-03-01, VAF 12%", ("liver biopsy", "2024-03-01", "12%")),
        ("VAF <1 %, plasma, 2024-03", ("plasma", "2024-03", "<1 %")),
        ("liver biopsy 2024-03-01 12 %", ("liver biopsy", "2024-03-01", "12 %")),
        ("liver; VAF 0.12", ("liver", "", "0.12")),
        ("lymph node; 2024-03-01; VAF 12 %", ("lymph node", "2024-03-01", "12 %")),
        ("2024-03-01", ("", "2024-03-01", "")),
        ("liver 60 % tumour cells 2024-03-01 VAF 12 %", ("liver 60 % tumour cells", "2024-03-01", "12 %")),
    ],
)
def test_parts_without_semicolons_are_told_by_their_look(text: str, parts: tuple[str, str, str]) -> None:
    refuse_beside(text)
    assert parts_of(text) == parts
    assert parts_of(text_of_beside(parts_of(text))) == parts, "what is shown for editing reads as the same"


@pytest.mark.parametrize(
    "text", ["tumour content 60 %", "liver 60 % tumour cells", "lymph node 2024", "liver 2024-03 biopsy 60 %"]
)
def test_percentage_or_year_that_may_be_something_else_stays_with_the_specimen(text: str) -> None:
    """A share of tumour cells must not print as an allele fraction."""
    assert parts_of(text) == (text, "", "")
