"""Which format a text has, and its reading."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Literal, get_args

from alktui.cases.case_file import case_bytes
from alktui.cases.importing.gathering import ImportResult
from alktui.cases.importing.hgvs_list import read_hgvs_list
from alktui.cases.importing.maf import read_maf
from alktui.cases.importing.own import read_own
from alktui.cases.importing.phenopacket import read_phenopacket
from alktui.cases.importing.sample import SampleRefused
from alktui.cases.importing.source_text import MOST_BYTES, LargeTable, lines_of, read_source, too_large
from alktui.cases.json_text import read_json
from alktui.cases.private_folder import refuse_large
from alktui.cases.reading_findings import MOST_FINDINGS
from alktui.cases.unread import OF_A_SHELL, unread_of
from alktui.errors import FileTrouble, InputRefused
from alktui.model.catalogue import Catalogue
from alktui.plain import shown
from alktui.whole_file import trouble_with

_FEWEST_TABS = 3
"""A list of variants may hold a tab before a remark; a table has more."""
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


class _Watched(io.BufferedReader):
    """A file that is read only as long as someone waits for it."""

    def __init__(self, path: Path, is_wanted: Callable[[], bool]) -> None:
        super().__init__(io.FileIO(path))
        self._is_wanted = is_wanted

    def read(self, size: int | None = -1, /) -> bytes:
        """As of every file.

        Raises:
            InputRefused: nobody waits for it any more.
        """
        if not self._is_wanted():
            raise InputRefused("it was left", field="import")
        return super().read(size)


def import_file(
    path: str | Path,
    catalogue: Catalogue,
    *,
    kind: Kind | None = None,
    sample: str | None = None,
    name: str = "",
    is_wanted: Callable[[], bool] | None = None,
) -> ImportResult:
    """What a file says of a case; as read_import, a MAF of up to 2 GB among them.

    Args:
        is_wanted: asked between the pieces of a large file, which is not read to its end once it is not.

    Raises:
        InputRefused: as read_import, or it is no name of a file.
        FileTrouble: it cannot be read.
    """
    try:
        _refuse_pipe(Path(path))
        with trouble_with(Path(path), "read"), _Watched(Path(path), is_wanted or (lambda: True)) as file:
            return read_import(file, catalogue, kind=kind, sample=sample, name=name or str(path))
    except ValueError:  # a NUL in the name
        raise InputRefused("that is no name of a file", field="case", typed=str(path)) from None


def _refuse_pipe(path: Path) -> None:
    """Refuse a named pipe, which would be waited for without end; those that a shell hands over are read."""
    with trouble_with(path, "read"):
        if path.is_fifo() and path.parent not in OF_A_SHELL:
            raise FileTrouble(f"{path} is a pipe, not a file", "Hand over what comes through it on stdin, as -.")


def read_import(
    source: str | bytes | BinaryIO, catalogue: Catalogue, *, kind: Kind | None = None, sample: str | None = None, name: str = ""
) -> ImportResult:
    """What a file or a pasted text says of a case. What could be read is kept, whatever else could not be.

    Args:
        source: text, or bytes in UTF-8 or UTF-16, of at most 5 MB; or a stream of bytes, which may hold a MAF of up to 2 GB.
        catalogue: for the names and codes of diseases, therapies and biomarkers.
        kind: the format; found out unless said.
        sample: the Tumor_Sample_Barcode to take from a MAF that has several.
        name: how to call the source in a sentence, a file's name for example.

    Raises:
        SampleRefused: a sample must be chosen.
        InputRefused: nothing of it can be read.
    """
    try:
        found, repaired, result = _read_source(source, kind, catalogue, sample)
        result = _with_unread(result, name)
        _refuse_large(result)
    except SampleRefused:
        raise
    except InputRefused as refusal:
        called = shown(name) if name else "the text"
        problem = f"{called} cannot be imported: {refusal.problem}"
        raise InputRefused(
            problem, refusal.hint, field=refusal.field or "import", typed=refusal.typed, suggestions=refusal.suggestions
        ) from None
    notes = (f"Read as {_IN_WORDS[found]}.", *repaired, *result.notes, *(() if result.uncounted else _too_many(result)))
    return replace(result, notes=notes)


def _read_source(
    source: str | bytes | BinaryIO, kind: Kind | None, catalogue: Catalogue, sample: str | None
) -> tuple[Kind, Iterable[str], ImportResult]:
    """The format, what had to be repaired, and what was read."""
    if not isinstance(source, str | bytes):
        head = source.read(MOST_BYTES + 1)
        if len(head) > MOST_BYTES:
            return _read_large(LargeTable(head, source), kind, catalogue, sample)
        source = head
    text, repaired = read_source(source)
    found = kind or _kind_of(text)
    return found, repaired, _read(text, found, catalogue, sample)


def _read_large(
    table: LargeTable, kind: Kind | None, catalogue: Catalogue, sample: str | None
) -> tuple[Kind, Iterable[str], ImportResult]:
    if kind != "maf" and not (kind is None and _is_maf(table.start)):
        raise too_large()
    result = read_maf(table, catalogue, sample)
    return "maf", table.notes, result


def _with_unread(result: ImportResult, source: str) -> ImportResult:
    """What was read, saying itself what was not."""
    if not result.refusals:
        return result
    unread = [*result.entry.unread, unread_of(source, result.refusals)]
    return replace(result, entry=replace(result.entry, unread=unread))


def _refuse_large(result: ImportResult) -> None:
    """Refuse what would be a case too large to be kept."""
    try:
        refuse_large(case_bytes(result.entry))
    except FileTrouble as trouble:
        raise InputRefused(trouble.problem, trouble.hint, field="import") from None


def _too_many(result: ImportResult) -> list[str]:
    count = len(result.entry.findings)
    if count <= MOST_FINDINGS:
        return []
    return [f"{count} findings are entered, of which a report takes at most {MOST_FINDINGS}; delete those that matter least."]


def _read(text: str, kind: Kind, catalogue: Catalogue, sample: str | None) -> ImportResult:
    if kind == "maf":
        return read_maf(lines_of(text), catalogue, sample)
    if sample is not None:
        raise InputRefused("a sample is named, but only a MAF has samples", "Leave it out.", field="import")
    if kind == "hgvs":
        return read_hgvs_list(text, catalogue)
    found = read_json(text)
    return read_phenopacket(found, catalogue) if kind == "phenopacket" else read_own(found, catalogue)


def _kind_of(text: str) -> Kind:
    start = text.lstrip()
    if start.startswith("{"):
        return _kind_of_json(read_json(start))
    if start.startswith("[") and start.rstrip().endswith("]") and '"' in start:
        raise InputRefused("it is a JSON list", "Give one case or one phenopacket.")
    for pattern, what in _OTHERS.items():
        if re.match(pattern, start):
            raise InputRefused(f"it is {what}", "Give a MAF, a phenopacket or a list of variants.")
    if _is_maf(text):
        return "maf"
    _refuse_rows_without_header(text)
    return "hgvs"


def _refuse_rows_without_header(text: str) -> None:
    """Refuse rows of a table that say nowhere what their columns are; read as variants, each would be refused on its own."""
    rows = [(number, line) for number, line in enumerate(lines_of(text), 1) if line.strip() and not line.startswith("#")]
    number, first = rows[0] if rows else (0, "")
    if first.count("\t") < _FEWEST_TABS:
        return
    what = "a row of ALK" if re.search(r"(?:^|\t)\"?ALK\"?(?:\t|$)", first) else "a row"
    problem = f"line {number} is {what} of a table with {first.count(chr(9)) + 1} columns, but no header says which they are"
    raise InputRefused(problem, "Copy the line that begins with Hugo_Symbol too.", field="import")


def _is_maf(text: str) -> bool:
    """Whether the first line that is no comment reads like the header of a MAF."""
    first = next((line for line in lines_of(text) if line.strip() and not line.startswith("#")), "")
    is_header = re.search(r"\b(?:hugo_symbol|tumor_sample_barcode|hgvsp_short)\b", first, re.IGNORECASE)
    return is_header is not None and not first.lstrip().startswith("{")


def _kind_of_json(found: object) -> Kind:
    keys = set(found) if isinstance(found, dict) else set()
    if "schema" in keys:
        return "json"
    if {"proband", "pedigree"} & keys or "members" in keys:
        raise InputRefused("it is a family or cohort of phenopackets", "Give the phenopacket of one person.")
    if keys & _PACKET_KEYS:
        return "phenopacket"
    raise InputRefused("it is JSON, but neither a case of alktui nor a GA4GH Phenopacket")
