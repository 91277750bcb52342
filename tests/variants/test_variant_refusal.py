"""What is refused: one clear sentence, where it belongs, and what could have been meant."""

from __future__ import annotations

import pytest

from alktui.errors import VariantRefused
from alktui.variants import read_finding


def refusal_of(typed: str, known: tuple[str, ...] = ()) -> VariantRefused:
    with pytest.raises(VariantRefused) as refusal:
        read_finding(typed, known=known)
    assert refusal.value.field == "variant"
    assert refusal.value.typed == typed
    return refusal.value


MISFITS = [
    # typed, the whole sentence, the suggestions
    (
        "C1196Y",
        "1196 is Leu, not Cys; Wang Table 1 prints C1196Y; did you mean C1156Y?",
        ("C1156Y", "L1196Y"),
    ),
    (
        "p.Cys1196Tyr",
        "1196 is Leu, not Cys; Wang Table 1 prints C1196Y; did you mean C1156Y?",
        ("C1156Y", "L1196Y"),
    ),
    ("R1202G", "1202 is Gly, not Arg; did you mean G1202R, R1209G or R1212G?", ("G1202R", "R1209G", "R1212G")),
    ("G1022R", "1022 is Ile, not Gly; did you mean G1202R or I1022R?", ("G1202R", "I1022R")),
    ("L1171N", "1171 is Ile, not Leu; did you mean I1171N?", ("I1171N",)),
    ("G262R", None, ("G1202R",)),
    ("A1202del", "1202 is Gly, not Ala; did you mean A1200del, A1222del or G1202del?", None),
    ("G1202delA", "1202 is G, not A; did you mean G1202del?", ("G1202del",)),
    ("1202R", "'1202R' leaves out the residue at 1202, which is Gly; did you mean G1202R?", ("G1202R",)),
    ("1202del", "'1202del' leaves out the residue at 1202, which is Gly; did you mean G1202del?", ("G1202del",)),
    ("G12O2R", "'G12O2R' is not read as a variant of ALK; did you mean G1202R?", ("G1202R",)),
    ("G1202>R", "'G1202>R' is not read as a variant of ALK; did you mean G1202R?", ("G1202R",)),
    ("G1621R", "ALK has residues 1 to 1620; 1621 is none of them; did you mean G1261R or G1121R?", None),
]


@pytest.mark.parametrize(("typed", "sentence", "suggestions"), MISFITS)
def test_misfit_is_refused_with_readings_that_fit(typed: str, sentence: str | None, suggestions: tuple[str, ...] | None) -> None:
    refusal = refusal_of(typed)
    if sentence is not None:
        assert str(refusal) == sentence
    if suggestions is not None:
        assert set(suggestions) <= set(refusal.suggestions)
        assert refusal.suggestions[0] == suggestions[0] or sentence is None
    for suggestion in refusal.suggestions:
        assert read_finding(suggestion).profiles[0].text == suggestion


@pytest.mark.parametrize("typed", ["C1156Y-L1198F", "C1156Y_L1198F", "p.C1156Y-p.L1198F"])
def test_two_variants_that_nothing_joins_suggest_no_compound(typed: str) -> None:
    """A suggestion is taken by one key, and the compound is sensitive where its members are not."""
    refusal = refusal_of(typed)
    assert refusal.suggestions == ()
    assert "does not say how the two variants stand to each other" in str(refusal)


def test_known_names_are_suggested_first() -> None:
    assert refusal_of("G1203R").suggestions[:3] == ("G1202R", "G1201R", "D1203R")
    assert refusal_of("G1203R", known=("D1203R",)).suggestions[0] == "D1203R"
    assert refusal_of("G1203R", known=("L1198F+D1203R",)).suggestions[0] == "D1203R"


def test_residue_alone_is_refused_with_known_changes_of_it() -> None:
    assert refusal_of("ALK I1171").suggestions == ()
    refusal = refusal_of("ALK I1171", known=("I1171T", "G1202R", "I1171N", "I1171N+L1198H"))
    assert refusal.suggestions == ("I1171N", "I1171T")
    assert str(refusal) == "'I1171' names a residue but no change; did you mean I1171N or I1171T?"


ELSEWHERE = [
    # typed, where the hint sends the user
    ("EML4::ALK", "fusion field"),
    ("EML4-ALK", "fusion field"),
    ("EML4::ALK Fusion", "fusion field"),
    ("EML4::ALK e20::e20", "fusion field"),
    ("EML4-ALK variant 3a/b", "fusion field"),
    ("EML4-ALK (E13;A20)", "fusion field"),
    ("NPM1::ALK", "fusion field"),
    ("v::ALK Fusion", "fusion field"),
    ("v::ALK Fusion OR v::ROS1 Fusion", "fusion field"),
    ("t(2;5)(p23;q35)", "fusion field"),
    ("ALK Amplification", "--amplified"),
    ("EML4::ALK Fusion AND ALK Amplification", "--amplified"),
    ("MET amplification", "--biomarker MET-amplification"),
    ("ALK overexpression", "--biomarker ALK-overexpression"),
    ("ALK Mutation", "Type a variant like G1202R"),
    ("ALK", "Type a variant like G1202R"),
    ("ALK I1171", "Say what it changes to"),
    ("ALK Exon 4-11 Deletion", "leave it out"),
    ("FUS::TFCP2 Fusion AND ALK Exon 2-18 Deletion", "leave it out"),
    ("ALK Alternative Transcript (ATI)", "Leave it out"),
    ("no mutation found", "--no-alk-mutation"),
    ("wild type", "--no-alk-mutation"),
    ("ALK positive", "--alk positive"),
    ("ALK+", "--alk positive"),
    ("ALK negative", "--alk negative"),
    ("EGFR T790M", "among the biomarkers"),
    ("EGFR:p.Leu858Arg", "among the biomarkers"),
    ("G1202R 12%", "field"),
    ("rs113994087", "change of the protein"),
    ("chr2:29443613", "change of the protein"),
]


@pytest.mark.parametrize(("typed", "hint"), ELSEWHERE)
def test_what_is_no_variant_is_sent_where_it_belongs(typed: str, hint: str) -> None:
    assert hint in (refusal_of(typed).hint or "")


UNREADABLE = [
    ("", "no variant was given"),
    ("  \t ", "no variant was given"),
    ("???", "not read"),
    ("G1202", "names a residue but no change"),
    ("G0R", "ALK has residues 1 to 1620; '0' is none of them"),
    ("G12202R", "ALK has residues 1 to 1620; '12202' is none of them"),
    ("p.*1621Cys", "ALK has residues 1 to 1620"),
    ("G01202R", "a position begins with 0"),
    ("B1202R", "'B' in 'B1202R' names no residue"),
    ("G1202J", "'J' in 'G1202J' names no residue"),
    ("G1202O", "'O' in"),
    ("G1202U", "'U' in"),
    ("G1202Z", "'Z' in"),
    ("R1275X", "A stop is written R1275*"),
    ("p.Gyl1202Arg", "'Gyl' in 'Gyl1202Arg' names no residue"),
    ("G1202_D1203insX", "'X' in"),
    ("G1202G", "silent change"),
    ("p.Gly1202Gly", "silent change"),
    ("p.Gly1202=", "silent change"),
    ("p.(=)", "silent change"),
    ("G1202_D1203delinsGD", "silent change"),
    ("G1202RR", "not read"),
    ("G1202_D1203", "not read"),
    ("T1151_L1153insA", "insertion positions must be adjacent"),
    ("G1202_A1200del", "start position must be before end position"),
    ("G1202_D1203ins*", "a stop cannot stand among inserted residues"),
    ("G1202insA", "did you mean G1202_D1203insA?"),
    ("P1620_A1621insG", "ALK has residues 1 to 1620"),
    ("NM_005228.5:p.L858R", "'NM_005228' is not a sequence of ALK"),
    ("NP_001334.1:p.G1202R", "NP_004295, NM_004304, ENST00000389048"),
    ("ENST00000275493:c.3604G>A", "is not a sequence of ALK"),
    ("NPM-ALK:p.L117M", "residues 1 to 117 of NPM1-ALK are those of NPM1"),
    ("NPM-ALK:p.G256M", "1196 is Leu, not Gly"),
    ("G1202R" * 40, "at most 200 characters"),
    ("\ufdfa" * 150, "at most 200 characters"),
    ("G1202R\x00", "control characters"),
    ("\x1b[31mG1202R", "control characters"),
    ("\u04211156Y", "cyrillic capital letter es"),
    ("\ud800", "character that no variant has"),
    ("[red]G1202R[/red]", "not read"),
    ("/etc/passwd", "not read"),
    ("../../etc/passwd", "not read"),
    ("C:\\Users\\x", "not read"),
    ("<b>G1202R</b>", "not read"),
    ("'; DROP TABLE evidence; --", "not read"),
    ("=1+1", "not read"),
    ("9" * 190, "not read"),
]


@pytest.mark.parametrize(("typed", "problem"), UNREADABLE)
def test_unreadable_text_gets_one_printable_sentence(typed: str, problem: str) -> None:
    sentence = str(refusal_of(typed))
    assert problem in sentence
    assert sentence.isprintable()
    assert typed[:100] not in sentence or len(typed) <= 60
