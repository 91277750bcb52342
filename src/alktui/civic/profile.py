"""CIViC's molecular profiles -> profiles: whole or not at all.

Source: https://civic.readthedocs.io, molecular profiles.
"""

from __future__ import annotations

import re

from alktui.errors import VariantRefused
from alktui.model.variant import Profile
from alktui.variants import read_profile

_FUSION = re.compile(r"\S+::ALK(?:\s+(?:fusion|e\d+::e\d+|\S*::\S*))?", re.IGNORECASE)
_VARIANT = re.compile(r"ALK\s+(\S+)", re.IGNORECASE)

FUSION_ONLY = "a fusion without a variant of ALK"
OTHER_GENE = "a profile with another gene"
ALTERNATIVES = "a profile of alternatives (OR, NOT)"
NO_VARIANT = "a variant without its exact change, an amplification, exons or an expression"


class NoProfile(Exception):
    """A molecular profile that is none of ALK's kinase; its text is the reason."""


def read_molecular_profile(text: str) -> Profile:
    """The profile that CIViC names: a fusion with one variant is that variant, several variants are a compound.

    Raises:
        NoProfile: it names no exact variant of ALK, or something else beside it.
    """
    if re.search(r"\b(?:OR|NOT)\b", text):
        raise NoProfile(ALTERNATIVES)
    members = []
    for part in re.split(r"\s+AND\s+", text.strip()):
        if _FUSION.fullmatch(part):
            continue
        named = _VARIANT.fullmatch(part)
        if named is None:
            raise NoProfile(NO_VARIANT if part.upper().startswith("ALK ") else OTHER_GENE)
        members.append(named[1])
    if not members:
        raise NoProfile(FUSION_ONLY)
    try:
        return read_profile("+".join(members))
    except VariantRefused:
        raise NoProfile(NO_VARIANT) from None
