"""Which format a text has, and its reading."""

from __future__ import annotations

import re
from typing import Literal, get_args

from alktui.cases.importing.gathering import ImportResult
from alktui.cases.importing.hgvs_list import read_hgvs_list
from alktui.cases.importing.maf import read_maf
from alktui.cases.importing.own import read_own
from alktui.cases.importing.phenopacket import read_phenopacket
from alktui.cases.importing.source_text import lines_of, read_source
from alktui.cases.json_text import read_json
from alktui.errors import InputRefused
from alktui.model.catalogue import Catalogue
from alktui.plain import shown

Kind = Literal["hgvs", "maf", "phenopacket", "json"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_IN_WORDS = {
    "hgvs": "a list of variants",
    "maf": "a cBioPortal MAF",
    "phenopacket": "a GA4GH Phenopacket",
    "json": "a case of alktui",
}
_PACKET_KEYS = {
    "biosamples", "diseases", "interpretations", "measurements", "medicalActions", "medical_actions", "metaData", "meta_data",
    "phenotypicFeatures", "phenotypic_features", "subject",
}  # fmt: skip
_OTHERS = {
    r"<\?xml|<[a-zA-Z!]": "XML or HTML",
    r"##fileformat=VCF|#CHROM\t": "a VCF, which names changes of the genome and none of the protein",
    r"(?i)[^\n]*Site1_Hugo_Symbol": "a list of structural variants, not of mutations",
}


def read_import(
    source: str | bytes, catalogue: Catalogue, *, kind: Kind | None = None, sample: str | None = None, name: str = ""
) -> ImportResult:
    """What a file or a pasted text says of a case. What could be read is kept, whatever else could not be.

    Args:
        source: text, or bytes in UTF-8 or (with its mark) UTF-16; at most 5 MB.
        catalogue: for the names and codes of diseases, therapies and biomarkers.
        kind: the format; found out unless said.
        sample: the Tumor_Sample_Barcode to take from a MAF that has several.
        name: how to call the source in a sentence, a file's name for example.

    Raises:
        InputRefused: nothing of it can be read, or a sample must be chosen (then field is "sample", and suggestions
            are the samples).
    """
    try:
        text, repaired = read_source(source)
        found = kind or _kind_of(text)
        result = _read(text, found, catalogue, sample)
    except InputRefused as refusal:
        called = shown(name) if name else "the text"
        problem = refusal.problem if refusal.field == "sample" else f"{called} cannot be imported: {refusal.problem}"
        raise InputRefused(
            problem, refusal.hint, field=refusal.field or "import", typed=refusal.typed, suggestions=refusal.suggestions
        ) from None
    return ImportResult(result.entry, (f"Read as {_IN_WORDS[found]}.", *repaired, *result.notes), result.refusals)


def _read(text: str, kind: Kind, catalogue: Catalogue, sample: str | None) -> ImportResult:
    if kind == "maf":
        return read_maf(text, catalogue, sample)
    if sample is not None:
        raise InputRefused("a sample is named, but only a MAF has samples", "Leave it out.", field="import")
    if kind == "hgvs":
        return read_hgvs_list(text, catalogue)
    found = read_json(text)
    return read_phenopacket(found, catalogue) if kind == "phenopacket" else read_own(found)


def _kind_of(text: str) -> Kind:
    start = text.lstrip()
    if start.startswith("{"):
        return _kind_of_json(read_json(start))
    if start.startswith("[") and start.rstrip().endswith("]") and '"' in start:
        raise InputRefused("it is a JSON list", "Give one case or one phenopacket.")
    for pattern, what in _OTHERS.items():
        if re.match(pattern, start):
            raise InputRefused(f"it is {what}", "Give a MAF, a phenopacket or a list of variants.")
    first = next((line for line in lines_of(text) if line.strip() and not line.startswith("#")), "")
    return "maf" if re.search(r"\b(?:hugo_symbol|tumor_sample_barcode|hgvsp_short)\b", first, re.IGNORECASE) else "hgvs"


def _kind_of_json(found: object) -> Kind:
    keys = set(found) if isinstance(found, dict) else set()
    if "schema" in keys:
        return "json"
    if {"proband", "pedigree"} & keys or "members" in keys:
        raise InputRefused("it is a family or cohort of phenopackets", "Give the phenopacket of one person.")
    if keys & _PACKET_KEYS:
        return "phenopacket"
    raise InputRefused("it is JSON, but neither a case of alktui nor a GA4GH Phenopacket")
