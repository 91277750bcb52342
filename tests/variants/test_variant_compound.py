"""Several variants on one line: on one allele, alternatives, or of another phase."""

from __future__ import annotations

import pytest

from alktui.errors import VariantRefused
from alktui.variants import read_finding, read_profile

CIS = [
    # typed, the profile, a word of the notice (None: no notice)
    ("C1156Y+L1198F", "C1156Y+L1198F", None),
    ("L1198F+C1156Y", "C1156Y+L1198F", None),
    ("l1198f + c1156y", "C1156Y+L1198F", None),
    ("C1156Y\uff0bL1198F", "C1156Y+L1198F", None),
    ("p.[C1156Y;L1198F]", "C1156Y+L1198F", None),
    ("p.[(L1198F);(C1156Y)]", "C1156Y+L1198F", None),
    ("NP_004295.2:p.[Leu1198Phe;Cys1156Tyr]", "C1156Y+L1198F", None),
    ("ALK:p.C1156Y+ALK:p.L1198F", "C1156Y+L1198F", None),
    ("EML4::ALK Fusion AND ALK L1198F + ALK C1156Y", "C1156Y+L1198F", "fusion"),
    ("EML4-ALK, L1198F+C1156Y", "C1156Y+L1198F", "fusion"),
    ("l1171N+F1174L", "I1171N+F1174L", "small l"),
    ("c.[3586C>A;3604G>A]", "L1196M+G1202R", None),
    ("c.3604G>A+p.L1196M", "L1196M+G1202R", None),
    ("NPM1-ALK:p.[L256M;G262R]", "L1196M+G1202R", "+940"),
    ("NPM1-ALK L256M + G262R", "L1196M+G1202R", "+940"),
    ("G262R + NPM1-ALK L256M", "L1196M+G1202R", "+940"),
    ("G1202R+T1151dup", "T1151dup+G1202R", None),
]


@pytest.mark.parametrize(("typed", "profile", "notice"), CIS)
def test_compound_in_cis_is_one_profile(typed: str, profile: str, notice: str | None) -> None:
    reading = read_finding(typed)
    assert reading.relation == "one"
    assert read_profile(typed).text == profile
    if notice is None:
        assert reading.notices == ()
    else:
        assert any(notice in given for given in reading.notices), reading.notices


SEPARATE = [
    ("p.[L1196M];[G1202R]", "trans", ["L1196M", "G1202R"]),
    ("p.[Gly1202Arg];[Leu1196Met]", "trans", ["L1196M", "G1202R"]),
    ("NP_004295.2:p.[L1196M];p.[G1202R]", "trans", ["L1196M", "G1202R"]),
    ("p.[C1156Y;L1198F];[G1202R]", "trans", ["C1156Y+L1198F", "G1202R"]),
    ("p.[I1171T];[I1171N]", "trans", ["I1171N", "I1171T"]),
    ("p.(L1196M)(;)(G1202R)", "unknown", ["L1196M", "G1202R"]),
    ("NP_004295.2:p.(Leu1196Met)(;)(Gly1202Arg)", "unknown", ["L1196M", "G1202R"]),
    ("p.L1196M(;)G1202R", "unknown", ["L1196M", "G1202R"]),
    ("p.[G1202R(;)L1196M]", "unknown", ["L1196M", "G1202R"]),
    ("G1202R, L1196M", "unknown", ["L1196M", "G1202R"]),
    ("L1198F;C1156Y", "unknown", ["C1156Y", "L1198F"]),
    ("L1198F and C1156Y", "unknown", ["C1156Y", "L1198F"]),
    ("L1198F & C1156Y", "unknown", ["C1156Y", "L1198F"]),
    ("L1198F&C1156Y", "unknown", ["C1156Y", "L1198F"]),
    ("G1202R L1196M", "unknown", ["L1196M", "G1202R"]),
    ("p.G1202R p.L1196M", "unknown", ["L1196M", "G1202R"]),
    ("ALK G1202R ALK L1196M", "unknown", ["L1196M", "G1202R"]),
    ("ALK L1198F AND ALK C1156Y", "unknown", ["C1156Y", "L1198F"]),
    ("EML4::ALK Fusion AND ALK L1198F AND ALK C1156Y", "unknown", ["C1156Y", "L1198F"]),
    ("G1202R, L1196M and F1174C", "unknown", ["F1174C", "L1196M", "G1202R"]),
    ("G1202R; L1196M & F1174C", "unknown", ["F1174C", "L1196M", "G1202R"]),
    ("G1202R L1196M F1174C", "unknown", ["F1174C", "L1196M", "G1202R"]),
    ("c.3604G>A c.3586C>A", "unknown", ["L1196M", "G1202R"]),
    ("C1156Y/L1198F", "unknown", ["C1156Y", "L1198F"]),
    ("L1196M/D1203N", "unknown", ["L1196M", "D1203N"]),
    ("L1196M / D1203N, G1269A", "unknown", ["L1196M", "D1203N", "G1269A"]),
    ("F1174C/L1198F/G1202R", "unknown", ["F1174C", "L1198F", "G1202R"]),
    ("G1202del T1151dup", "unknown", ["T1151dup", "G1202del"]),
    ("p.[C1156Y;L1198F], G1202R", "unknown", ["C1156Y+L1198F", "G1202R"]),
]


@pytest.mark.parametrize(("typed", "phase", "profiles"), SEPARATE)
def test_separate_variants_keep_their_phase(typed: str, phase: str, profiles: list[str]) -> None:
    reading = read_finding(typed)
    assert reading.relation == phase
    assert [profile.text for profile in reading.profiles] == profiles
    assert all("fusion" in notice for notice in reading.notices)


def test_separate_variants_are_not_one_profile() -> None:
    with pytest.raises(VariantRefused, match=r"Give one --variant each, with --phase trans"):
        read_profile("p.[L1196M];[G1202R]")


CHOICES = [
    ("I1171T/N/S", ["I1171T", "I1171N", "I1171S"]),
    ("I1171T/ N/S", ["I1171T", "I1171N", "I1171S"]),
    ("I1171T/I1171N", ["I1171T", "I1171N"]),
    ("I1171T or I1171N", ["I1171T", "I1171N"]),
    ("p.Ile1171Thr/Asn", ["I1171T", "I1171N"]),
    ("p.(Ile1171Thr^Asn)", ["I1171T", "I1171N"]),
    ("l1171T/N", ["I1171T", "I1171N"]),
    ("S1206C/Y", ["S1206C", "S1206Y"]),
    ("G1269A/S", ["G1269A", "G1269S"]),
    ("G1202R/del", ["G1202R", "G1202del"]),
    ("I1171T/N+L1196M", ["I1171T+L1196M", "I1171N+L1196M"]),
    ("C1156Y or L1198F", ["C1156Y", "L1198F"]),
    ("L1198F, C1156Y or G1202R", ["L1198F", "C1156Y", "G1202R"]),
]


@pytest.mark.parametrize(("typed", "profiles"), CHOICES)
def test_alternatives_are_a_choice(typed: str, profiles: list[str]) -> None:
    reading = read_finding(typed)
    assert reading.relation == "choice"
    assert [profile.text for profile in reading.profiles] == profiles


def test_choice_is_refused_as_one_profile_with_its_readings() -> None:
    with pytest.raises(VariantRefused) as refusal:
        read_profile("I1171T/N/S")
    expected = "I1171T/N/S can be read as I1171T, I1171N or I1171S; give one of them, or one --variant each"
    assert str(refusal.value) == expected
    assert refusal.value.suggestions == ("I1171T", "I1171N", "I1171S")


def test_same_change_on_both_alleles_is_one_profile() -> None:
    reading = read_finding("p.[G1202R];[G1202R]")
    assert (reading.relation, reading.profiles[0].text) == ("one", "G1202R")
    assert reading.notices == ("G1202R is named on both alleles",)


REFUSED = [
    ("G1202R+G1202del", "G1202R and G1202del both change residue 1202"),
    ("G1202del+G1202R", "G1202R and G1202del both change residue 1202"),
    ("I1171T+I1171N", "I1171N and I1171T both change residue 1171"),
    ("G1202_D1203del+D1203N", "G1202_D1203del and D1203N both change residue 1203"),
    ("G1202R+G1202R", "G1202R is given twice"),
    ("G1202R+p.Gly1202Arg", "G1202R is given twice"),
    ("I1171T/T", "I1171T is given twice"),
    ("G1202R, G1202R", "names the same finding twice"),
    ("I1171T/N/G1202R", "a slash between I1171T, I1171N and G1202R means"),
    ("I1171T/N, G1202R", "leaves a choice"),
    ("C1156Y+L1198F, G1202R", "joins variants with + and in another way"),
    ("C1156Y, L1198F+G1202R", "joins variants with + and in another way"),
    ("C1156Y+L1198F and G1202R", "joins variants with + and in another way"),
    ("C1156Y+L1198F G1202R", "joins variants with + and in another way"),
    ("C1156Y+L1198F/G1202R", "joins variants with a slash and in another way"),
    ("C1156Y/L1198F+G1202R", "joins variants with a slash and in another way"),
    ("p.[C1156Y;L1198F]+G1202R", "joins variants with + and in another way"),
    ("C1156Y+L1198F or G1202R", "joins variants with 'or' and in another way"),
    ("C1156Y and L1198F or G1202R", "joins variants with 'or' and in another way"),
    ("p.[I1171T/N];[G1202R]", "leaves a choice"),
    ("p.[L1196M]+[G1202R]", "one allele or as two"),
    ("G1202R+", "only one beside it"),
    ("+", "only one beside it"),
    ("p.[G1202R;L1196M", "has no counterpart"),
    ("I1171A/C/D/E/F+F1174A/C/D/E/G", "25 ways"),
]


@pytest.mark.parametrize(("typed", "problem"), REFUSED)
def test_impossible_compound_is_refused(typed: str, problem: str) -> None:
    with pytest.raises(VariantRefused) as refusal:
        read_finding(typed)
    assert problem in str(refusal.value)
    assert refusal.value.typed == typed


def test_suggestion_for_one_member_holds_the_whole_compound() -> None:
    with pytest.raises(VariantRefused) as refusal:
        read_profile("C1196Y+L1198F")
    assert refusal.value.suggestions[0] == "C1156Y+L1198F"


@pytest.mark.parametrize(
    ("text", "relation", "names"),
    [
        ("C1156Y+L1198F in cis", "one", ["C1156Y+L1198F"]),
        ("C1156Y and L1198F (cis)", "one", ["C1156Y+L1198F"]),
        ("C1156Y, L1198F in cis", "one", ["C1156Y+L1198F"]),
        ("L1198F in cis with C1156Y", "one", ["C1156Y+L1198F"]),
        ("C1156Y/L1198F on the same allele", "one", ["C1156Y+L1198F"]),
        ("C1156Y and L1198F in trans", "trans", ["C1156Y", "L1198F"]),
        ("G1202R in trans with L1196M", "trans", ["L1196M", "G1202R"]),
        ("G1202R+L1196M, F1174L in trans", "trans", ["F1174L", "L1196M+G1202R"]),
        ("C1156Y, L1198F, phase unknown", "unknown", ["C1156Y", "L1198F"]),
        ("G1202R, L1196M and F1174C in cis", "one", ["F1174C+L1196M+G1202R"]),
        ("in cis: G1202R, L1196M and F1174C", "one", ["F1174C+L1196M+G1202R"]),
        ("G1202R in cis with L1196M and F1174C", "one", ["F1174C+L1196M+G1202R"]),
        ("G1202R L1196M in cis", "one", ["L1196M+G1202R"]),
        ("G1202R L1196M in trans", "trans", ["L1196M", "G1202R"]),
        ("p.[C1156Y];[L1198F] (trans)", "trans", ["C1156Y", "L1198F"]),
    ],
)
def test_phase_in_words_is_taken_as_said(text: str, relation: str, names: list[str]) -> None:
    """What is said needs no notice that it was assumed."""
    reading = read_finding(text)
    assert (reading.relation, [profile.text for profile in reading.profiles], reading.notices) == (relation, names, ())


@pytest.mark.parametrize(
    "text",
    [
        "C1156Y+L1198F in trans",
        "C1156Y or L1198F in cis",
        "L1198F in trans",
        "L1198F in cis",
        "p.[C1156Y;L1198F] in trans",
        "p.(C1156Y)(;)(L1198F) in cis",
    ],
)
def test_phase_in_words_that_signs_contradict_is_refused(text: str) -> None:
    with pytest.raises(VariantRefused) as caught:
        read_finding(text)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("I1461V:count", {"I1461V"}),
        ("p.Ile1461Val :COUNT", {"I1461V"}),
        ("ALK:p.I1461V:count", {"I1461V"}),
        ("L1196M+K1491R:count", {"K1491R"}),
        ("K1491R:count, D1529E", {"K1491R"}),
        ("K1491R:count D1529E", {"K1491R"}),
        ("p.[L1196M;K1491R]:count", {"L1196M", "K1491R"}),
        ("I1461V", set()),
    ],
)
def test_word_count_names_what_is_to_count_all_the_same(text: str, count: set[str]) -> None:
    reading = read_finding(text)
    assert reading.count == count
    assert reading.profiles == read_finding(text.replace(":count", "").replace(":COUNT", "")).profiles
