"""What was entered stands in the case, or the case says that it does not count."""

from __future__ import annotations

from datetime import date

import pytest

from alktui.cases.case_file import case_bytes, read_case_file
from alktui.cases.entry import CaseEntry, FindingEntry, TherapyEntry
from alktui.cases.importing import read_import
from alktui.cases.merging import merged
from alktui.cases.phenopacket import phenopacket_of
from alktui.cases.reading import read_case
from alktui.model.case import Case, Specimen
from alktui.model.catalogue import Catalogue
from alktui.triage import triage

LIVER = FindingEntry("G1202R", "liver", "2026-06-02", "12%")
PLASMA = FindingEntry("p.Gly1202Arg", "plasma", "2026-05-20", "0.4%")


def case_of(entry: CaseEntry, catalogue: Catalogue) -> Case:
    """The case of an entry, whatever of it was refused."""
    case, _ = read_case(entry, catalogue)
    assert case is not None
    return case


# Specimens


def test_finding_of_two_specimens_is_one_profile_with_both(catalogue: Catalogue) -> None:
    case = case_of(CaseEntry(disease="NSCLC", findings=[LIVER, PLASMA]), catalogue)
    (finding,) = case.findings
    assert finding.specimens == (
        Specimen(specimen="liver", sampled="2026-06-02", vaf="12%"),
        Specimen(specimen="plasma", sampled="2026-05-20", vaf="0.4%"),
    )
    report = triage(case, catalogue, date(2026, 11, 23))
    (reported,) = report.case.findings
    assert (reported.specimen, reported.sampled, reported.vaf) == ("liver", "2026-06-02", "12%")
    assert reported.specimens == finding.specimens
    once = triage(case_of(CaseEntry(disease="NSCLC", findings=[LIVER]), catalogue), catalogue, date(2026, 11, 23))
    assert report.but(case=once.case) == once


def test_line_that_says_nothing_more_is_no_specimen(catalogue: Catalogue) -> None:
    case = case_of(CaseEntry(disease="NSCLC", findings=[FindingEntry("G1202R"), LIVER, LIVER]), catalogue)
    assert [specimen.words for specimen in case.findings[0].specimens] == ["liver, 2026-06-02, VAF 12%"]


def test_phase_written_once_for_each_specimen_holds(catalogue: Catalogue) -> None:
    lines = [
        FindingEntry("p.[I1171N];[G1202R]", "liver"),
        FindingEntry("p.[G1202R];[I1171N]", "plasma"),
        FindingEntry("G1202R", "bone"),
    ]
    case = case_of(CaseEntry(disease="NSCLC", findings=lines), catalogue)
    assert case.phase == "trans"
    assert [len(finding.specimens) for finding in case.findings] == [2, 3]
    assert case_of(CaseEntry(disease="NSCLC", findings=[*lines, FindingEntry("L1196M")]), catalogue).phase == "unknown"


def test_import_keeps_every_specimen(catalogue: Catalogue) -> None:
    rows = [
        "Hugo_Symbol\tHGVSp_Short\tt_alt_count\tt_ref_count",
        "ALK\tp.G1202R\t12\t88",
        "ALK\tp.G1202R\t3\t97",
        "ALK\tp.G1202R\t3\t97",
    ]
    result = read_import("\n".join(rows), catalogue, kind="maf")
    assert [(finding.text, finding.vaf) for finding in result.entry.findings] == [("G1202R", "12.0%"), ("G1202R", "3.0%")]
    assert [note for note in result.notes if "again" in note] == [
        "line 3, HGVSp_Short names G1202R again, as line 2, HGVSp_Short does; both are kept, with what stands beside each.",
        "line 4, HGVSp_Short names G1202R again; it is taken once, from line 2, HGVSp_Short.",
    ]


def test_specimen_brought_in_is_added_to_what_was_typed() -> None:
    typed = CaseEntry(findings=[FindingEntry("G1202R", "liver")])
    brought = CaseEntry(findings=[LIVER, FindingEntry("g1202r", "plasma", "", "0.4%")])
    entry = merged(typed, brought).entry
    assert entry.findings == [LIVER, FindingEntry("g1202r", "plasma", "", "0.4%")]
    assert merged(entry, brought).entry == entry


# What does not count


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (
            CaseEntry(setting="untreated", prior=[TherapyEntry("crizotinib")]),
            "the setting is untreated, but crizotinib is entered as given before.",
        ),
        (CaseEntry(prior=[TherapyEntry("crizotinip")]), '"crizotinip" is not an ALK TKI known here.'),
        (
            CaseEntry(prior=[TherapyEntry("crizotinib", "progresed")]),
            'crizotinib: "progresed" is not an outcome of a therapy known here.',
        ),
        (CaseEntry(prior=[TherapyEntry("crizotinib", "", "2023-13")]), 'crizotinib: "2023-13" is no date.'),
        (
            CaseEntry(findings=[FindingEntry("G1202R")], sequencing="none-found"),
            "a variant is entered, but also that no ALK mutation was found.",
        ),
        (CaseEntry(findings=[FindingEntry("I1171T/N")]), '"I1171T/N" can be read as I1171T or I1171N.'),
        (CaseEntry(biomarkers={"PD-L1": "high", "pdl1": "negative"}), "PD-L1 is given as high and as negative."),
        (CaseEntry(alk="perhaps"), '"perhaps" is not a value of alk known here.'),
        (
            CaseEntry(findings=[FindingEntry("G1202R"), FindingEntry("G1202del")], phase="cis"),
            "two findings change the same residue, so they cannot stand on one allele.",
        ),
    ],
)
def test_what_cannot_be_counted_is_said(entry: CaseEntry, sentence: str, catalogue: Catalogue) -> None:
    entry.disease = "NSCLC"
    case = case_of(entry, catalogue)
    assert case.left_out == (sentence,)
    first = triage(case, catalogue, date(2026, 11, 23)).notices[0]
    assert (first.severity, first.code, first.message) == ("warning", "left-out", f"Not counted: {sentence}")


def test_case_of_which_all_counts_says_nothing(catalogue: Catalogue) -> None:
    assert case_of(CaseEntry(disease="NSCLC", findings=[LIVER]), catalogue).left_out == ()
    assert read_case(CaseEntry(prior=[TherapyEntry("crizotinip")]), catalogue).case is None


def test_what_does_not_count_is_taken_for_nothing_else(catalogue: Catalogue) -> None:
    """No list is whole of which a line was left out, a marker given in two states has none, and ALK is then assumed."""
    untreated = case_of(CaseEntry(disease="NSCLC", setting="untreated", prior=[TherapyEntry("crizotinib")]), catalogue)
    assert (untreated.prior, untreated.prior_complete) == ((), False)
    second = case_of(CaseEntry(disease="NSCLC", prior=[TherapyEntry("crizotinib"), TherapyEntry("lorlatinip")]), catalogue)
    assert ([line.therapy for line in second.prior], second.prior_complete) == (["crizotinib"], False)
    assert case_of(CaseEntry(disease="NSCLC", biomarkers={"PD-L1": "high", "pdl1": "negative"}), catalogue).biomarkers == {}
    assert "ALK positive" in case_of(CaseEntry(disease="NSCLC", alk="perhaps"), catalogue).assumed


def test_findings_beyond_the_most_are_named(catalogue: Catalogue) -> None:
    texts = ["T1151M", "L1152R", "C1156Y", "I1171N", "F1174L", "L1196M", "L1198F", "G1202R", "D1203N", "S1206Y"]
    case = case_of(CaseEntry(disease="NSCLC", findings=[FindingEntry(text) for text in texts]), catalogue)
    assert case.left_out == ("more than 8 findings are entered; the others are D1203N, S1206Y.",)


# What is assumed


def test_how_a_therapy_ended_is_assumed_where_nobody_says_it(catalogue: Catalogue) -> None:
    prior = [TherapyEntry("crizotinib"), TherapyEntry("alectinib", "intolerant"), TherapyEntry("crizotinib")]
    case = case_of(CaseEntry(disease="NSCLC", setting="relapsed", alk="positive", prior=prior), catalogue)
    assert case.assumed == ("crizotinib progressed",)
    assert [line.outcome_assumed for line in case.prior] == [True, False, True]
    said = case_of(
        CaseEntry(disease="NSCLC", setting="relapsed", alk="positive", prior=[TherapyEntry("crizotinib", "progressed")]),
        catalogue,
    )
    assert said.assumed == ()


def test_setting_follows_from_what_was_given(catalogue: Catalogue) -> None:
    """A progression makes it relapsed, as assumed; a therapy without one is no setting, and one that was entered stays."""
    failed = case_of(CaseEntry(disease="NSCLC", prior_therapies=[TherapyEntry("chemotherapy")]), catalogue)
    assert (failed.setting, "relapsed" in failed.assumed) == ("relapsed", True)
    stopped = case_of(CaseEntry(disease="NSCLC", prior=[TherapyEntry("alectinib", "ongoing")]), catalogue)
    assert (stopped.setting, "relapsed" in stopped.assumed) == (None, False)
    irradiated = CaseEntry(disease="NSCLC", setting="untreated", prior_therapies=[TherapyEntry("radiotherapy", "stopped")])
    case, refusals = read_case(irradiated, catalogue)
    assert case is not None
    assert (case.setting, [given.therapy for given in case.prior_therapies], refusals) == ("untreated", ["radiotherapy"], ())


def test_untreated_keeps_what_is_not_systemic(catalogue: Catalogue) -> None:
    others = [TherapyEntry("radiotherapy", "stopped"), TherapyEntry("chemotherapy", "stopped")]
    case, refusals = read_case(CaseEntry(disease="NSCLC", setting="untreated", prior_therapies=others), catalogue)
    assert case is not None
    assert [given.therapy for given in case.prior_therapies] == ["radiotherapy"]
    assert not case.prior_therapies_complete
    assert [refusal.field for refusal in refusals] == ["prior-therapy"]


def test_luad_is_a_spelling_of_nsclc(catalogue: Catalogue) -> None:
    """The same report to the letter; what was typed stays in the case file, and goes out with its own code."""
    more = {"setting": "relapsed", "prior": [TherapyEntry("alectinib")], "biomarkers": {"PD-L1": "high"}}
    luad, nsclc = (case_of(CaseEntry(disease=name, **more), catalogue) for name in ("luad", "NSCLC"))  # type: ignore[arg-type]
    assert (luad.disease, luad.spelling, nsclc.spelling) == ("NSCLC", "LUAD", "")
    assert triage(luad, catalogue, date(2026, 11, 23)) == triage(nsclc, catalogue, date(2026, 11, 23))
    packet = phenopacket_of(luad, catalogue, date(2026, 11, 23))
    assert packet["diseases"][0]["term"] == {"id": "NCIT:C3512", "label": "lung adenocarcinoma"}
    assert read_case_file(case_bytes(CaseEntry(disease="LUAD"))).entry.disease == "LUAD"
