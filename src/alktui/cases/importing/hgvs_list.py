"""A list of HGVS descriptions or short names, one a line; `#` begins a comment."""

from __future__ import annotations

from alktui.cases.importing.gathering import Gathering, ImportResult
from alktui.cases.importing.source_text import lines_of
from alktui.errors import InputRefused
from alktui.model.catalogue import Catalogue
from alktui.variants.prefix import is_fusion


def read_hgvs_list(text: str, catalogue: Catalogue) -> ImportResult:
    """The findings of a list.

    Raises:
        InputRefused: it holds only comments.
    """
    gathering = Gathering(catalogue)
    lines = [(number, typed) for number, line in enumerate(lines_of(text), 1) if (typed := line.partition("#")[0].strip())]
    if not lines:
        raise InputRefused("it holds only comments")
    for number, typed in lines:
        if is_fusion(typed):
            gathering.take_fusion(f"line {number}", typed)
        else:
            gathering.take(f"line {number}", typed)
    return gathering.result()
