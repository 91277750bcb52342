"""Variants that are kept and printed, but stand in no profile."""

from __future__ import annotations

from datetime import date

import pytest

from alktui.cases.entry import CaseEntry, FindingEntry
from alktui.cases.not_counted import why_not_counted
from alktui.cases.reading import read_case
from alktui.model.case import Case
from alktui.model.catalogue import Catalogue
from alktui.model.report import Report
from alktui.pages.words import case_in_words
from alktui.triage import triage
from alktui.variants import read_profile


def case_of(catalogue: Catalogue, *findings: FindingEntry | str, **fields: str) -> Case:
    lines = [FindingEntry(line) if isinstance(line, str) else line for line in findings]
    case, refusals = read_case(CaseEntry(disease="NSCLC", findings=lines, **fields), catalogue)  # type: ignore[arg-type]
    assert case is not None
    assert refusals == ()
    return case


def report_of(catalogue: Catalogue, *findings: FindingEntry | str, **fields: str) -> Report:
    return triage(case_of(catalogue, *findings, **fields), catalogue, date(2026, 11, 23))


def names(case: Case) -> tuple[list[str], list[str]]:
    """What counts, and what does not."""
    return [finding.profile.text for finding in case.findings], [left.profile.text for left in case.not_counted]


@pytest.mark.parametrize(
    ("fusion", "is_left_out"),
    [
        ("", True),
        ("EML4-ALK", True),
        ("EML4-ALK (E13;A20)", True),
        ("EML4::ALK v3", True),
        ("NPM1::ALK", True),
        ("EML4 exon 13 - ALK exon 20", True),
        ("EML4-ALK (E13;A19)", False),
        ("EML4 exon 6 - ALK exon 18", False),
        ("KIF5B-ALK", False),
        ("KIF5B-ALK (K24;A20)", True),
    ],
)
def test_residue_before_the_breakpoint_is_left_out(catalogue: Catalogue, fusion: str, is_left_out: bool) -> None:  # noqa: FBT001
    assert names(case_of(catalogue, "V476A", fusion=fusion)) == (([], ["V476A"]) if is_left_out else (["V476A"], []))


@pytest.mark.parametrize("name", ["V1058M", "P1599H", "G1128A"])
def test_residue_of_the_fusion_counts(catalogue: Catalogue, name: str) -> None:
    assert why_not_counted(read_profile(name).variants[0], catalogue) == ""


def test_every_variant_of_the_catalogue_counts_whatever_marks_it(catalogue: Catalogue) -> None:
    variants = {variant for name in catalogue.known_profiles for variant in read_profile(name).variants}
    assert [variant.text for variant in variants if why_not_counted(variant, catalogue, marked="germline")] == []
    assert not catalogue.known_variants & catalogue.polymorphism.keys()


def test_polymorphism_has_a_source_a_date_and_a_frequency_only_where_the_source_gives_one(catalogue: Catalogue) -> None:
    assert catalogue.polymorphism.keys() >= {"T680I", "I1461V", "K1491R", "D1529E"}
    assert {entry.rs for entry in catalogue.polymorphisms} >= {"rs35228363", "rs1670283", "rs1881420", "rs1881421"}
    assert all(entry.source and entry.date and entry.says for entry in catalogue.polymorphisms)
    assert {entry.variant: entry.frequency for entry in catalogue.polymorphisms if entry.frequency} == {"T680I": 0.0232}


def test_one_notice_names_all_of_them_and_how_to_count_one(catalogue: Catalogue) -> None:
    report = report_of(catalogue, "L1196M", "D1529E", "V476A")
    (notice,) = [notice for notice in report.notices if notice.code == "not-counted"]
    assert notice.severity == "info"
    assert notice.message.startswith("Kept and printed, not counted: V476A, whose residue is not in the fusion protein")
    assert "D1529E, a common polymorphism (rs1881421; UniProt" in notice.message
    assert notice.message.endswith("To have one counted all the same, enter V476A:count.")


def test_report_has_them_behind_what_counts_with_all_that_was_entered(catalogue: Catalogue) -> None:
    report = report_of(catalogue, FindingEntry("NP_004295.2:p.Ile1461Val", "plasma", "2026-05-20", "48%"), "L1196M")
    first, second = report.case.findings
    assert (first.profile, first.counted, first.not_counted_why) == ("L1196M", True, "")
    assert (second.profile, second.hgvs, second.counted) == ("I1461V", "p.Ile1461Val", False)
    assert (second.specimen, second.sampled, second.vaf, second.typed) == (
        "plasma",
        "2026-05-20",
        "48%",
        "NP_004295.2:p.Ile1461Val",
    )
    assert second.not_counted_why.startswith("a common polymorphism")
    assert case_in_words(report.case).endswith("L1196M (not counted: I1461V)")


def test_what_is_not_counted_changes_nothing_else_of_the_report(catalogue: Catalogue) -> None:
    alone, beside = report_of(catalogue, "L1196M"), report_of(catalogue, "L1196M+K1491R", "T680I")
    assert beside.but(case=alone.case, notices=alone.notices) == alone


@pytest.mark.parametrize(
    ("texts", "counted", "left"),
    [
        (("K1491R", "K1491R:count"), ["K1491R"], []),
        (("L1196M+K1491R:count",), ["L1196M+K1491R"], []),
        (("L1196M+K1491R", "L1196M"), ["L1196M"], ["K1491R"]),
        (("L1196M, I1461V:count", "D1529E"), ["L1196M", "I1461V"], ["D1529E"]),
        (("p.[L1196M];[K1491R]",), ["L1196M"], ["K1491R"]),
    ],
)
def test_count_holds_for_the_variant_it_stands_behind(
    catalogue: Catalogue, texts: tuple[str, ...], counted: list[str], left: list[str]
) -> None:
    assert names(case_of(catalogue, *texts)) == (counted, left)


def test_mark_of_a_file_leaves_out_what_every_line_marks(catalogue: Catalogue) -> None:
    marked, plain = FindingEntry("R1061Q", "liver", marked="germline (Mutation_Status)"), FindingEntry("R1061Q", "plasma")
    assert names(case_of(catalogue, marked)) == ([], ["R1061Q"])
    assert names(case_of(catalogue, marked, plain)) == (["R1061Q"], [])


def test_c_notation_and_transcript_are_kept_as_typed(catalogue: Catalogue) -> None:
    report = report_of(catalogue, "NM_004304.5:c.3604G>A", "l1196m")
    assert [(finding.profile, finding.typed) for finding in report.case.findings] == [
        ("L1196M", ""),
        ("G1202R", "NM_004304.5:c.3604G>A"),
    ]
