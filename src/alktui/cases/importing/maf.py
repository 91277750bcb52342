"""A cBioPortal MAF (`data_mutations.txt`): the ALK rows of one sample.

Source: the file format of cBioPortal, mutation data: tab-separated, `#` comment lines, a header with Hugo_Symbol.
"""

from __future__ import annotations

import difflib
from collections import Counter
from typing import NamedTuple

from alktui.cases.entry import FindingEntry
from alktui.cases.importing.gathering import Gathering, ImportResult
from alktui.cases.importing.maf_row import MafRow, take_row
from alktui.cases.importing.source_text import lines_of
from alktui.errors import InputRefused
from alktui.model.catalogue import Catalogue
from alktui.plain import clean, shown

_CHANGES = ("hgvsp_short", "hgvsp", "hgvsc")
_MOST_NAMED = 12


class _Table(NamedTuple):
    """A MAF's columns, in small letters, and its rows with the numbers of their lines."""

    columns: tuple[str, ...]
    rows: list[MafRow]


def read_maf(text: str, catalogue: Catalogue, sample: str | None = None) -> ImportResult:
    """The findings of one sample.

    Raises:
        InputRefused: a column that is needed is missing, or a sample must be chosen (field "sample").
    """
    gathering = Gathering(catalogue)
    table = _table(text, gathering)
    chosen = _sample(table, sample)
    rows = [row for row in table.rows if not chosen or row["tumor_sample_barcode"] == chosen]
    others = Counter(row["hugo_symbol"] for row in rows if not row.is_of_alk)
    alk = [row for row in rows if row.is_of_alk]
    for row in alk:
        take_row(row, gathering, FindingEntry("", specimen=chosen))
    _say(gathering, chosen, table, len(alk), others)
    return gathering.result()


def _table(text: str, gathering: Gathering) -> _Table:
    lines = [(number, line) for number, line in enumerate(lines_of(text), 1) if line.strip() and not line.startswith("#")]
    if not lines:
        raise InputRefused("it holds only comments")
    number, header = lines[0]
    columns = tuple(clean(column).strip().lower() for column in header.split("\t"))
    _require_columns(number, columns)
    rows = []
    for line_number, line in lines[1:]:
        cells = line.split("\t")
        if len(cells) != len(columns):
            problem = f"it has {len(cells)} columns where the header has {len(columns)}"
            gathering.refuse(f"line {line_number}", problem, "Correct the row, or export the file again.")
            continue
        rows.append(MafRow(line_number, {name: clean(cell).strip() for name, cell in zip(columns, cells, strict=True)}))
    return _Table(columns, rows)


def _require_columns(number: int, columns: tuple[str, ...]) -> None:
    where = f"line {number}, the header"
    if len(columns) == 1:
        raise InputRefused(f"{where}: the columns are not separated by tabs", "Export it tab-separated.")
    if twice := next((name for name, count in Counter(columns).items() if name and count > 1), ""):
        raise InputRefused(f"{where}: the column {shown(twice)} stands twice", "Remove one.")
    if "hugo_symbol" not in columns and "entrez_gene_id" not in columns:
        raise InputRefused(f"{where}: the column Hugo_Symbol is missing", "Without it no row can be told to be of ALK.")
    if not set(_CHANGES) & set(columns):
        problem = f"{where}: none of the columns HGVSp_Short, HGVSp and HGVSc is there"
        raise InputRefused(problem, "Annotate the file first, for example with Genome Nexus.")


def _sample(table: _Table, wanted: str | None) -> str:
    """The sample to take; empty where the file names none."""
    of_alk = {row["tumor_sample_barcode"]: None for row in table.rows if row.is_of_alk}
    names = tuple(name for name in dict.fromkeys((*of_alk, *(row["tumor_sample_barcode"] for row in table.rows))) if name)
    if wanted is not None:
        if wanted.strip() in names:
            return wanted.strip()
        near = tuple(difflib.get_close_matches(wanted, names[:10_000], n=3)) or names[:_MOST_NAMED]
        problem = f"the sample {shown(wanted)} is not in the file"
        raise InputRefused(problem, f"It has {_listed(near, names)}.", field="sample", typed=wanted, suggestions=names)
    if len(names) > 1:
        with_alk = sum(1 for name in of_alk if name)
        problem = f"the file holds {len(names)} samples, {with_alk} of them with rows of ALK"
        raise InputRefused(problem, f"Choose one: {_listed(names, names)}.", field="sample", suggestions=names)
    return names[0] if names else ""


def _listed(some: tuple[str, ...], all_of_them: tuple[str, ...]) -> str:
    named = some[:_MOST_NAMED]
    rest = len(all_of_them) - len(named)
    return ", ".join(named) + (f" and {rest} more" if rest > 0 else "")


def _say(gathering: Gathering, sample: str, table: _Table, alk_rows: int, others: Counter[str]) -> None:
    if sample:
        gathering.note(f"Sample {shown(sample)}; its barcode is entered as the specimen.")
    if not alk_rows:
        gathering.note("There is no row of ALK. Whether ALK was sequenced a MAF does not say; enter it if it was.")
    if others:
        genes = sorted(name or "without a name" for name in others)
        named = ", ".join(genes[:_MOST_NAMED]) + (" and others" if len(genes) > _MOST_NAMED else "")
        gathering.note(f"{sum(others.values())} row(s) of other genes were passed over: {named}.")
    builds = sorted({row["ncbi_build"] for row in table.rows if row.is_of_alk and row["ncbi_build"]})
    if builds:
        named = " and ".join(builds)
        gathering.note(f"The genome build named is {named}; it decides nothing, since the p. and c. descriptions are read.")
