"""A cBioPortal MAF (`data_mutations.txt`): the ALK rows of one sample.

Source: the file format of cBioPortal, mutation data: tab-separated, `#` comment lines, a header with Hugo_Symbol.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from alktui.cases.importing.gathering import Gathering, ImportResult
from alktui.cases.importing.maf_row import take_row
from alktui.cases.importing.maf_table import MafTable, UnfitRow
from alktui.cases.importing.sample import SampleRefused, rows_in_words
from alktui.cases.marker_line import genes_of_markers
from alktui.model.catalogue import Catalogue
from alktui.plain import shown

_MOST_NAMED = 12


def read_maf(lines: Iterable[str], catalogue: Catalogue, sample: str | None = None) -> ImportResult:
    """The findings of one sample.

    Raises:
        InputRefused: a column that is needed is missing, or a sample must be chosen (field "sample").
    """
    gathering = Gathering(catalogue)
    table = MafTable(lines, sample.strip() if sample is not None else None, genes_of_markers(catalogue))
    chosen = _sample(table, sample)
    for row in table.found:
        if isinstance(row, UnfitRow):
            gathering.refuse(f"line {row.line}", row)
        elif chosen and not row["tumor_sample_barcode"]:
            gathering.refuse(f"line {row.line}, Tumor_Sample_Barcode", "it is empty, so the row is of no sample")
        else:
            take_row(row, gathering)
    for marker, line, change in table.of_markers:
        gathering.offer(marker, f"line {line}, {change}")
    table.say_unfit(gathering)
    _say(gathering, chosen, table)
    return gathering.result()


def _sample(table: MafTable, wanted: str | None) -> str:
    """The sample to take; empty where the file names none."""
    names = tuple(dict.fromkeys((*table.samples_with_alk, *table.samples)))
    if wanted is not None:
        if wanted.strip() in names:
            return wanted.strip()
        near = tuple(difflib.get_close_matches(wanted, names[:10_000], n=3)) or names[:_MOST_NAMED]
        problem = f"the sample {shown(wanted)} is not in the file"
        raise SampleRefused(problem, f"It has {_listed(near, table)}.", names, table.samples_with_alk, wanted)
    if len(names) > 1:
        problem = f"the file holds {len(names)} samples, {len(table.samples_with_alk)} of them with rows of ALK"
        raise SampleRefused(problem, f"Choose one: {_listed(names, table)}.", names, table.samples_with_alk)
    return names[0] if names else ""


def _listed(names: tuple[str, ...], table: MafTable) -> str:
    """Some samples, those with rows of ALK first, and how many samples there are beside them."""
    named = names[:_MOST_NAMED]
    having = [f"{name} ({rows_in_words(count)})" for name in named if (count := table.samples_with_alk[name])]
    lacking = [name for name in named if not table.samples_with_alk[name]]
    rest = len(table.samples) - len(named)
    words = "; ".join(filter(None, (", ".join(having), f"with no row of ALK: {', '.join(lacking)}" if lacking else "")))
    return words + (f" and {rest} more" if rest > 0 else "")


def _say(gathering: Gathering, sample: str, table: MafTable) -> None:
    if sample:
        gathering.note(f"Sample {shown(sample)} was read; its barcode is not taken over, since it may name a person.")
    if not table.rows:
        gathering.note("There is no row of ALK. Whether ALK was sequenced a MAF does not say; enter it if it was.")
    if table.passed:
        genes = sorted(name or "without a name" for name in table.genes)
        named = ", ".join(genes[:_MOST_NAMED]) + (" and others" if len(genes) > _MOST_NAMED else "")
        gathering.note(f"{table.passed} row(s) of other genes were passed over: {named}.")
    if builds := sorted({row["ncbi_build"] for row in table.rows if row["ncbi_build"] and row.is_of_human}):
        named = " and ".join(builds)
        gathering.note(f"The genome build named is {named}; it decides nothing, since the p. and c. descriptions are read.")
