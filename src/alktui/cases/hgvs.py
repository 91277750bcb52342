"""HGVS of what was typed."""

from __future__ import annotations

from alktui.errors import VariantRefused
from alktui.model.variant import PROTEIN
from alktui.variants import Reading, read_finding

_JOINED = {"trans": "[{}]", "unknown": "({})"}


def hgvs_of(text: str) -> str:
    """The HGVS description of a finding with its sequence; empty where the text leaves a choice or cannot be read."""
    try:
        return hgvs_of_reading(read_finding(text))
    except VariantRefused:
        return ""


def hgvs_of_reading(reading: Reading) -> str:
    """The HGVS description of a reading with its sequence; empty for a choice.

    Source: HGVS nomenclature, alleles: p.[A];[B] in trans, p.(A)(;)(B) where the phase is not known.
    """
    if reading.relation == "choice":
        return ""
    names = [profile.hgvs.removeprefix("p.") for profile in reading.profiles]
    if reading.relation == "one":
        return f"{PROTEIN}:p.{names[0]}"
    bare = [_JOINED[reading.relation].format(name.strip("[]")) for name in names]
    return f"{PROTEIN}:p." + (";" if reading.relation == "trans" else "(;)").join(bare)
