"""One row of a MAF of another gene -> the change that makes a marker mutated; what is silent or common makes none."""

from __future__ import annotations

import re

from alktui.cases.importing.maf_row import MafRow, mark_of

_CHANGED = {
    "missense_mutation", "nonsense_mutation", "nonstop_mutation", "translation_start_site", "frame_shift_del",
    "frame_shift_ins", "in_frame_del", "in_frame_ins", "splice_site",
}  # fmt: skip
"""Values of Variant_Classification that change the protein. Source: the MAF format of the GDC, Variant_Classification."""
_NOT_OF_THE_TUMOUR = {"none", "loh", "wildtype"}


def change_of_marker(row: MafRow) -> str:
    """What a row changes of its gene, "p.R273H, Missense_Mutation"; empty where it makes no mutation of the tumour."""
    kind, described = row["variant_classification"], row["hgvsp_short"] or row["hgvsp"]
    is_changed = kind.lower() in _CHANGED if kind else bool(described)
    if not is_changed or "=" in described or row.cells.get("mutation_status", "").lower() in _NOT_OF_THE_TUMOUR:
        return ""
    if re.fullmatch("0+", row["t_alt_count"]) or mark_of(row):
        return ""
    return ", ".join(part for part in (described or row["hgvsc"], kind) if part)
