"""Changes of bases, as the change of the protein that they make."""

from __future__ import annotations

import pytest

from alktui.errors import VariantRefused
from alktui.variants import coding_to_protein, read_finding, read_profile

PUBLISHED = [
    # Source: pairs as published, and those of CIViC and va-spec for the same transcript
    ("c.3467G>A", "C1156Y"),
    ("c.3512T>A", "I1171N"),
    ("c.3520T>A", "F1174I"),
    ("c.3522C>A", "F1174L"),
    ("c.3586C>A", "L1196M"),
    ("c.3592C>T", "L1198F"),
    ("c.3604G>A", "G1202R"),
    ("c.3733T>G", "F1245V"),
    ("c.3734T>G", "F1245C"),
    ("c.3806G>C", "G1269A"),
    ("c.3824G>A", "R1275Q"),
]


@pytest.mark.parametrize(
    "before", ["", "NM_004304.5:", "NM_004304.4:", "NM_004304:", "ENST00000389048.3:", "ENST00000389048:", "ALK "]
)
@pytest.mark.parametrize(("coding", "protein"), PUBLISHED)
def test_published_pair_is_translated(before: str, coding: str, protein: str) -> None:
    assert coding_to_protein(before + coding).text == protein
    assert read_profile(before + coding).text == protein
    assert read_profile((before + coding).lower()).text == protein


EVENTS = [
    ("c.3604_3606del", "G1202del"),
    ("c.3602_3604del", "G1202del"),
    ("c.3604_3606delGGA", "G1202del"),
    ("c.3451_3453dup", "T1151dup"),
    ("c.3453_3454insACG", "T1151dup"),
    ("c.3453_3454insGCT", "T1151_L1152insA"),
    ("c.3604_3606delinsCGT", "G1202R"),
    ("c.3604_3606delGGAinsCGT", "G1202R"),
    ("c.3604_3609delinsCGTTCT", "G1202_D1203delinsRS"),
    ("c.3823C>T", "R1275*"),
    ("c.3604del", "G1202fs"),
    ("c.3173T>A", "V1058E"),
    ("c.4163A>G", "Q1388R"),
]


@pytest.mark.parametrize(("coding", "protein"), EVENTS)
def test_event_is_translated(coding: str, protein: str) -> None:
    assert coding_to_protein(coding).text == protein


REFUSED = [
    ("c.3604A>G", "c.3604 is G, not A"),
    ("c.3604_3606delGGG", "c.3604 to c.3606 is GGA, not GGG"),
    ("c.3606A>G", "silent change: residue 1202 stays Gly"),
    ("c.3604=", "silent change"),
    ("c.1427T>C", "lies outside c.3173 to c.4164"),
    ("c.3172G>A", "lies outside c.3173 to c.4164"),
    ("c.4165T>A", "lies outside c.3173 to c.4164"),
    ("c.3451-1G>A", "lies in an intron, at a splice site,"),
    ("c.3450+1G>A", "'c.3450+1G>A' lies in an intron, at a splice site, and names no change of the protein."),
    ("ALK:c.3515+2dup", "lies in an intron, at a splice site,"),
    ("3450+1G>A", "lies in an intron, at a splice site,"),
    ("IVS22+1G>A", "lies in an intron, at a splice site,"),
    ("c.3450_3450+1del", "lies in an intron, at a splice site,"),
    ("c.3450+1G>A (p.?)", "lies in an intron, at a splice site,"),
    ("c.3515+20A>G", "'c.3515+20A>G' lies in an intron and names no change of the protein."),
    ("c.-5G>A", "lies outside"),
    ("c.*5G>A", "lies outside"),
    ("c.3604_3605insACGA+c.99999999999999999999G>A", "lies outside"),
    ("c.3606_3604del", "start position must be before end position"),
    ("c.3604_3606inv", "not read"),
    ("c.3604G>N", "not read"),
    ("c.", "not read"),
]


@pytest.mark.parametrize(("coding", "problem"), REFUSED)
def test_coding_change_is_refused(coding: str, problem: str) -> None:
    with pytest.raises(VariantRefused) as refusal:
        read_finding(coding)
    assert problem in str(refusal.value)


@pytest.mark.parametrize("typed", ["c.3604G>A+3586C>A", "c.3604G>A+c.3586C>A", "c.3604G>A+L1196M"])
def test_plus_between_two_changes_of_bases_makes_no_intron(typed: str) -> None:
    assert read_finding(typed).profiles[0].text == "L1196M+G1202R"


def test_stop_within_inserted_bases_is_a_stop_gained() -> None:
    assert coding_to_protein("c.3604_3606delinsTAATAA").text == "G1202*"


PAIRS = [
    "NM_004304.5(ALK):c.3604G>A (p.Gly1202Arg)",
    "NM_004304.5:c.3604G>A, NP_004295.2:p.Gly1202Arg",
    "ALK c.3604G>A p.G1202R",
    "ALK c.3604G>A (p.(Gly1202Arg))",
    "ALK p.G1202R (c.3604G>A)",
    "G1202R (c.3604G>A)",
]


@pytest.mark.parametrize("typed", PAIRS)
def test_change_written_twice_is_read_once(typed: str) -> None:
    reading = read_finding(typed)
    assert (reading.relation, reading.profiles[0].text, reading.notices) == ("one", "G1202R", ())


def test_change_written_twice_must_agree() -> None:
    with pytest.raises(VariantRefused, match=r"makes G1202R, not L1196M") as refusal:
        read_finding("ALK c.3604G>A (p.L1196M)")
    assert refusal.value.suggestions == ("G1202R", "L1196M")


def test_coding_description_outside_is_not_held_against_the_protein() -> None:
    reading = read_finding("c.1427T>C (p.V476A)")
    assert reading.profiles[0].text == "V476A"
    assert "lies outside exons 20-28" in reading.notices[0]
