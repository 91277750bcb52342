"""One row of a MAF -> a finding."""

from __future__ import annotations

import re
from dataclasses import dataclass

from alktui.cases.entry import FindingEntry
from alktui.cases.importing.gathering import Gathering
from alktui.errors import VariantRefused
from alktui.plain import shown
from alktui.variants import Reading, read_finding
from alktui.variants.count_word import WORD as COUNT

COLUMNS = (
    "hugo_symbol", "entrez_gene_id", "tumor_sample_barcode", "ncbi_build", "variant_classification", "mutation_status",
    "hgvsp_short", "hgvsp", "hgvsc", "transcript_id", "refseq", "t_alt_count", "t_ref_count", "t_depth",
    "filter", "gnomad_af", "gnomade_af", "gnomadg_af", "exac_af", "af", "afr_af",
)  # fmt: skip
"""The columns that are read, in small letters."""
_NUMBER = re.compile(r"[0-9]{0,9}\.?[0-9]{1,20}(?:[eE]-?[0-9]{1,3})?")
_FREQUENCIES = ("gnomAD_AF", "gnomADe_AF", "gnomADg_AF", "ExAC_AF", "AF")
"""Columns with the frequency in a population. AF is one only beside AFR_AF, as vcf2maf writes it; else it may be of reads.

Source: vcf2maf, columns of its output; it marks common_variant in FILTER by such a frequency.
"""
COMMON = 0.01
"""The least frequency in a population that makes a variant common."""
ENTREZ_OF_ALK = "238"
_TRANSCRIPTS = ("ENST00000389048", "NM_004304")
_EMPTY = {"", ".", "-", "na", "n/a", "null", "none", "unknown", "[not available]"}
_BUILDS = re.compile(r"(?:(?:GRCh|NCBI|b)?3[678]|hg(?:18|19|38))(?:\.p?[0-9]+)?", re.IGNORECASE)
_ONE_DECIMAL = 0.1
"""The least percentage that is written with one decimal; a lower one would be rounded to nothing."""
_SILENT = {"silent"}
_NOT_CODING = {"intron", "5'utr", "3'utr", "5'flank", "3'flank", "igr", "rna", "targeted_region"}
_SPLICE = {"splice_site", "splice_region"}
_NOT_LOADED = {"none", "loh", "wildtype"}
"""Values of Mutation_Status that cBioPortal loads as no mutation. Source: its file formats, mutation data."""
_IS_SILENT = re.compile(r"(?:[^:]*:)?p\.\(?(?:=|(?P<was>[A-Za-z*]{1,3})[0-9]+(?:=|(?P=was)))\)?")


@dataclass(frozen=True)
class MafRow:
    """A row.

    Attributes:
        line: its number in the file, from 1.
        cells: by the column's name in small letters.
        is_cut: whether it has fewer cells than the header has columns.
    """

    line: int
    cells: dict[str, str]
    is_cut: bool = False

    def __getitem__(self, column: str) -> str:
        """The cell of a column, in small letters; empty where there is none."""
        cell = self.cells.get(column, "")
        return "" if cell.lower() in _EMPTY else cell

    @property
    def is_of_alk(self) -> bool:
        """Whether it is a row of ALK."""
        return self["hugo_symbol"].upper() == "ALK" or (not self["hugo_symbol"] and self["entrez_gene_id"] == ENTREZ_OF_ALK)

    @property
    def is_of_human(self) -> bool:
        """Whether its genome build, where it names one, is of man. Which of these it is decides nothing."""
        return not self["ncbi_build"] or _BUILDS.fullmatch(self["ncbi_build"]) is not None


def take_row(row: MafRow, gathering: Gathering) -> None:
    """Take an ALK row as a finding, or say why it makes none."""
    where = f"line {row.line}"
    if row.is_cut:
        gathering.note(f"{where} is shorter than the header; the columns missing at its end are taken as empty.")
    if _makes_no_finding(row, where, gathering):
        return
    read = _read_change(row, where, gathering)
    if read is None:
        return
    column, text, reading = read
    if _has_no_read(row):
        problem = f"no read has {reading.profiles[0].text}, so the row makes no finding"
        gathering.refuse(f"{where}, t_alt_count", problem, "Enter it if it was found in this sample.")
        return
    vaf = _vaf(row, where, gathering)
    marked = mark_of(row)
    if marked:
        name = reading.profiles[0].text
        is_known = all(variant.text in gathering.catalogue.known_variants for variant in reading.profiles[0].variants)
        left = f"it is kept and not counted; enter {name}:{COUNT} to have it counted."
        gathering.note(f"{where}: {name} is marked as {marked}; {'the catalogue has it, so it counts.' if is_known else left}")
    gathering.add(f"{where}, {column}", text, reading, FindingEntry("", vaf=vaf, marked=marked))


def mark_of(row: MafRow) -> str:
    """What a row marks its variant as: "germline (Mutation_Status)", "common (gnomAD_AF 0.77)"; empty for nothing."""
    if row["mutation_status"].lower() == "germline":
        return "germline (Mutation_Status)"
    if "common_variant" in re.split("[;,|&]", row["filter"].lower().replace(" ", "")):
        return "common (FILTER common_variant)"
    for column in _FREQUENCIES:
        share = row[column.lower()]
        is_of_population = column != "AF" or "afr_af" in row.cells
        if is_of_population and _NUMBER.fullmatch(share) and COMMON <= float(share) <= 1:
            return f"common ({column} {share})"
    return ""


def _makes_no_finding(row: MafRow, where: str, gathering: Gathering) -> bool:
    kind = row["variant_classification"].lower()
    change = row["hgvsp_short"] or row["hgvsp"]
    status = row.cells.get("mutation_status", "")
    if status.lower() in _NOT_LOADED:
        gathering.note(f"{where}: Mutation_Status is {shown(status)}, which cBioPortal loads as no mutation; no finding.")
    elif kind in _SILENT or _IS_SILENT.fullmatch(change):
        gathering.note(f"{where}: {shown(change or row['hgvsc'])} is a silent change; it makes no finding.")
    elif kind in _NOT_CODING:
        gathering.note(f"{where}: Variant_Classification {shown(row['variant_classification'])} changes no residue; no finding.")
    elif kind in _SPLICE or "splice" in change.lower():
        named = shown(change or row["hgvsc"] or kind)
        gathering.refuse(f"{where}, HGVSp_Short", f"{named} is a change of a splice site; only changes of residues are taken")
    elif not row.is_of_human:
        gathering.refuse(f"{where}, NCBI_Build", f"{shown(row['ncbi_build'])} is no build of the human genome known here")
    elif transcript := _foreign_transcript(row):
        problem = f"the row is numbered on {shown(transcript)}, not on {' or '.join(_TRANSCRIPTS)}"
        gathering.refuse(f"{where}, Transcript_ID", problem, "Annotate it on that transcript.")
    else:
        return False
    return True


def _foreign_transcript(row: MafRow) -> str:
    """The transcript that a row is numbered on where it is not the one of ALK that is used here."""
    named = [text for text in (row["transcript_id"], row["refseq"]) if text]
    fits = any(text.upper().startswith(known) for text in named for known in _TRANSCRIPTS)
    return "" if fits or not named else named[0]


def _read_change(row: MafRow, where: str, gathering: Gathering) -> tuple[str, str, Reading] | None:
    """The first description that can be read, with its column; none where another one that can be read says another change."""
    given = [(name, row[name.lower()]) for name in ("HGVSp_Short", "HGVSp", "HGVSc") if row[name.lower()]]
    if not given:
        gathering.refuse(where, "HGVSp_Short, HGVSp and HGVSc are all empty", "Annotate the row.")
        return None
    before = len(gathering.refusals)
    for column, text in given:
        reading = gathering.read(f"{where}, {column}", text)
        if reading is None:
            continue
        unread = gathering.refusals[before:]
        del gathering.refusals[before:]
        if _refuse_contradiction(f"{where}, {column}", reading, given, gathering):
            return None
        for refusal in unread:
            gathering.note(f"{refusal.problem}; {column} {shown(text)} was read instead.")
        return column, text, reading
    del gathering.refusals[before + 1 :]
    return None


def _refuse_contradiction(where: str, reading: Reading, given: list[tuple[str, str]], gathering: Gathering) -> bool:
    """Refuse a row of which two descriptions name two changes; whether it was."""
    said = reading.profiles[0].text
    for column, text in given:
        other = change_of(text)
        if other and other != said:
            verb = "makes" if column == "HGVSc" else "is"
            gathering.refuse(where, f"{column} {shown(text)} {verb} {other}, not {said}", "Enter the one that is right.")
            return True
    return False


def change_of(description: str) -> str:
    """The change of the protein that a p. or c. description names; empty where it names none, several, or cannot be read."""
    try:
        reading = read_finding(description)
    except VariantRefused:
        return ""
    return reading.profiles[0].text if reading.relation == "one" else ""


def _vaf(row: MafRow, where: str, gathering: Gathering) -> str:
    """The share of reads with the change, for example 6.7%; empty where the counts do not give it."""
    alternate, reference, depth = row["t_alt_count"], row["t_ref_count"], row["t_depth"]
    if not alternate or not (reference or depth):
        return ""
    column = "t_alt_count" if not _is_count(alternate) else "t_ref_count" if reference else "t_depth"
    beside = reference or depth
    if not _is_count(alternate) or not _is_count(beside):
        gathering.refuse(f"{where}, {column}", f"{shown(row[column])} is no count of reads; the VAF is left empty")
        return ""
    total = int(alternate) + int(reference) if reference else int(depth)
    if total == 0 or int(alternate) > total:
        gathering.refuse(f"{where}, {column}", "the counts of reads give no VAF; it is left empty")
        return ""
    percent = 100 * int(alternate) / total
    return f"{percent:.1f}%" if percent >= _ONE_DECIMAL else f"{percent:.2g}%"


def _has_no_read(row: MafRow) -> bool:
    """Whether the sample was read at this place, and no read has the change."""
    beside = (row["t_ref_count"], row["t_depth"])
    return bool(re.fullmatch("0+", row["t_alt_count"])) and any(_is_count(text) and int(text) for text in beside)


def _is_count(text: str) -> bool:
    return bool(re.fullmatch("[0-9]{1,9}", text))
