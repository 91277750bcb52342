"""The sequence of ALK that every variant is held against."""

from __future__ import annotations

import base64
import hashlib

import pytest

from alktui.variants import PROTEIN_LENGTH, reference_residue
from alktui.variants.sequence import FIRST_CODON, coding, protein, translated

RESIDUES = (
    "L1122 G1123 G1128 P1139 K1150 T1151 L1152 C1156 M1166 I1170 I1171 F1174 N1178 V1180 R1192 L1196 E1197 L1198 M1199 A1200 "
    "G1201 G1202 D1203 S1206 E1210 F1245 D1249 L1256 I1268 G1269 D1270 R1275 Y1278 Y1282 Y1283 Y1604"
).split()


@pytest.mark.parametrize("residue", RESIDUES)
def test_residue_stands_at_its_position(residue: str) -> None:
    assert reference_residue(int(residue[1:])) == residue[0]


@pytest.mark.parametrize("position", [0, -1, PROTEIN_LENGTH + 1, 10**9])
def test_no_residue_stands_outside(position: int) -> None:
    assert reference_residue(position) is None


def test_protein_is_the_published_one() -> None:
    """The GA4GH refget digest published for NP_004295.2 in ga4gh/va-spec."""
    digest = base64.urlsafe_b64encode(hashlib.sha512(protein().encode()).digest()[:24]).decode()
    assert digest == "q9CnK-HKWh9eqhOi8FlzR7M0pCmUrWPs"
    assert len(protein()) == PROTEIN_LENGTH


def test_coding_sequence_is_that_of_the_protein() -> None:
    residues = translated(coding())
    assert protein()[FIRST_CODON - 1 :].startswith(residues)
    assert len(residues) == 331
