"""One variant, however it is spelled."""

from __future__ import annotations

import subprocess
import sys

import pytest

from alktui.variants import read_finding, read_profile

SPELLINGS = [
    # typed, the variant, a word of the notice that tells what was read otherwise (None: no notice)
    ("G1202R", "G1202R", None),
    ("g1202r", "G1202R", None),
    ("p.G1202R", "G1202R", None),
    ("P.g1202R", "G1202R", None),
    ("p.Gly1202Arg", "G1202R", None),
    ("p.GLY1202ARG", "G1202R", None),
    ("p.(Gly1202Arg)", "G1202R", None),
    ("Gly1202R", "G1202R", None),
    ("NP_004295.2:p.Gly1202Arg", "G1202R", None),
    ("NP_004295:p.Gly1202Arg", "G1202R", None),
    ("NP_004295.2:p.(Gly1202Arg)", "G1202R", None),
    ("ALK:p.G1202R", "G1202R", None),
    ("ALK: NP_004295.2:p.G1202R", "G1202R", None),
    ("ALK G1202R", "G1202R", None),
    ("alk g1202r", "G1202R", None),
    ("ALK p.G1202R", "G1202R", None),
    ("ALK G1202R mutation", "G1202R", None),
    ("  G1202R\t", "G1202R", None),
    ("G 1202 R", "G1202R", None),
    ("G1202\u200bR", "G1202R", None),
    ("\u201cG1202R\u201d", "G1202R", None),
    ("ALK\u00a0G1202R", "G1202R", None),
    ("ALK\u2013G1202R", "G1202R", None),
    ("\uff27\uff11\uff12\uff10\uff12\uff32", "G1202R", None),
    ("G1202delinsR", "G1202R", None),
    ("G1202_D1203delinsRD", "G1202R", None),
    ("EML4-ALK G1202R", "G1202R", "fusion"),
    ("EML4-ALK v3 G1202R", "G1202R", "fusion"),
    ("EML4-ALK (E13;A20) G1202R", "G1202R", "fusion"),
    ("EML4::ALK Fusion AND ALK G1202R", "G1202R", "fusion"),
    ("ALK G1202R AND v::ALK Fusion", "G1202R", "fusion"),
    ("T1151dup", "T1151dup", None),
    ("p.Thr1151dup", "T1151dup", None),
    ("T1151dupT", "T1151dup", None),
    ("p.T1151_L1152insT", "T1151dup", None),
    ("p.Thr1151_Leu1152insThr", "T1151dup", None),
    ("T1151_L1152insThr", "T1151dup", None),
    ("T1151-L1152insT", "T1151dup", None),
    ("1151Tins", "T1151dup", None),
    ("T1151insT", "T1151dup", None),
    ("T1151ins", "T1151dup", "names no residue"),
    ("I1151Tins", "T1151dup", "1151 is Thr; Wang Table 1 prints I1151Tins"),
    ("I1151tins", "T1151dup", "1151 is Thr"),
    ("l1151Tins", "T1151dup", "1151 is Thr"),
    ("I1151ins", "T1151dup", "1151 is Thr"),
    ("G1202del", "G1202del", None),
    ("p.Gly1202del", "G1202del", None),
    ("G1202delG", "G1202del", None),
    ("G1201del", "G1202del", "same protein"),
    ("G1202_D1203del", "G1202_D1203del", None),
    ("p.Gly1202_Asp1203del", "G1202_D1203del", None),
    ("T1151_L1152dup", "T1151_L1152dup", None),
    ("G1202_D1203insA", "G1202_D1203insA", None),
    ("A1200_G1201insG", "G1202dup", None),
    ("M1199_A1200insAT", "A1200_G1201insTA", "same protein"),
    ("G1202_D1203delinsRS", "G1202_D1203delinsRS", None),
    ("p.Gly1202_Asp1203delinsArgSer", "G1202_D1203delinsRS", None),
    ("G1202_D1203delGDinsRS", "G1202_D1203delinsRS", None),
    ("T1151_L1152insFS", "T1151_L1152insFS", None),
    ("T1151_L1152insTHR", "T1151_L1152insTHR", None),
    ("T1151_L1152insThrHisArg", "T1151_L1152insTHR", None),
    ("R1275*", "R1275*", None),
    ("p.Arg1275Ter", "R1275*", None),
    ("R1275fs", "R1275fs", None),
    ("p.Arg1275GlyfsTer5", "R1275fs", None),
    ("l1171N", "I1171N", "small l"),
    ("F1174l", "F1174L", "for Ile type F1174I"),
    ("NPM-ALK:p.L256M", "L1196M", "+940"),
    ("NPM1-ALK L256M", "L1196M", "+940"),
    ("NPM1::ALK L256M", "L1196M", "+940"),
    ("NPM/ALK G262R", "G1202R", "+940"),
    ("NPM1-ALK G1202R", "G1202R", "680 residues"),
    ("L256M", "L256M", "type NPM1-ALK:p.L256M"),
]


@pytest.mark.parametrize(("typed", "variant", "notice"), SPELLINGS)
def test_spelling_is_read(typed: str, variant: str, notice: str | None) -> None:
    reading = read_finding(typed)
    assert reading.relation == "one"
    assert reading.profiles[0].text == variant
    assert read_profile(typed) == reading.profiles[0]
    if notice is None:
        assert reading.notices == ()
    else:
        assert any(notice in given for given in reading.notices), reading.notices


KINDS = [
    ("G1202R", "substitution", 1202, 1202, "G", "R", "p.Gly1202Arg"),
    ("R1275*", "substitution", 1275, 1275, "R", "*", "p.Arg1275Ter"),
    ("G1202del", "deletion", 1202, 1202, "G", "", "p.Gly1202del"),
    ("T1151_L1152del", "deletion", 1151, 1152, "TL", "", "p.Thr1151_Leu1152del"),
    ("I1151Tins", "duplication", 1151, 1151, "T", "", "p.Thr1151dup"),
    ("T1151_L1152insA", "insertion", 1151, 1152, "TL", "A", "p.Thr1151_Leu1152insAla"),
    ("G1202_D1203delinsRS", "delins", 1202, 1203, "GD", "RS", "p.Gly1202_Asp1203delinsArgSer"),
    ("R1275Gfs*5", "frameshift", 1275, 1275, "R", "", "p.Arg1275fs"),
]


@pytest.mark.parametrize(("typed", "kind", "start", "end", "reference", "alternate", "hgvs"), KINDS)
def test_kind_of_variant_is_told(typed: str, kind: str, start: int, end: int, reference: str, alternate: str, hgvs: str) -> None:
    profile = read_profile(typed)
    (variant,) = profile.variants
    assert (variant.kind, variant.start, variant.end) == (kind, start, end)
    assert (variant.reference, variant.alternate) == (reference, alternate)
    assert profile.hgvs == hgvs


def test_plain_variant_needs_no_hgvs_parser() -> None:
    """The parser costs 70 ms at import, which a case of plain variants must not wait for."""
    script = (
        "import sys; from alktui.variants import read_profile;"
        "[read_profile(t) for t in ('G1202R', 'T1151dup', 'ALK:p.G1202R', 'C1156Y+L1198F')];"
        "sys.exit('mavehgvs' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
