"""A list of HGVS descriptions or short names, one a line; `#` begins a comment."""

from __future__ import annotations

import re

from alktui.cases.importing.gathering import Gathering, ImportResult
from alktui.cases.importing.list_line import is_head, take_line
from alktui.cases.importing.source_text import lines_of
from alktui.cases.marker_line import marker_of_line
from alktui.errors import InputRefused
from alktui.model.catalogue import Catalogue
from alktui.plain import shown
from alktui.variants.prefix import is_fusion

_IN_CIS = re.compile(r"[\s,;]*(?:\(\s*(?:in\s+)?cis\s*\)|\bin\s+cis)$", re.IGNORECASE)
_IN_TRANS = re.compile(r"\(\s*(?:in\s+)?trans\s*\)|\bin\s+trans\b", re.IGNORECASE)
_MEANT = re.compile(
    r"(?:NP_|N[MC]_|X[MP]_|ENS[TPG]|LRG_)[0-9].*"
    r"|ALK[\s:,;|].*[0-9].*"
    r"|[A-Z][A-Z0-9]{1,9}\s*:\s*[pc]\..*"
    r"|[pcg]\.[\[(A-Z0-9*?=].*"
    r"|[\[(]*(?:[A-Z]{3}|[A-Z])[0-9]{2,5}(?:_?[A-Z*/=+;,\s].*)?"
    r"|[0-9]{3,4}[A-Z]{1,3}(?:ins|del|dup).*"
    r"|(?:chr)?[0-9]{1,2}:(?:g\.)?[0-9]+.*",
    re.IGNORECASE,
)
_OF_A_FILE = re.compile(r".*\.[A-Z]{2,5}", re.IGNORECASE)


def is_meant_as_change(typed: str) -> bool:
    """Whether a text is meant as a change or a fusion, be it one that can be read or not, rather than as a file's name."""
    text = typed.strip()
    return is_fusion(text) or (_MEANT.fullmatch(text) is not None and _OF_A_FILE.fullmatch(text) is None)


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
        if number == lines[0][0] and is_head(typed):
            gathering.note(f"line {number}, {shown(typed)}, was passed over as the head of a table.")
        elif is_fusion(typed):
            gathering.take_fusion(f"line {number}", typed)
        elif (found := marker_of_line(typed, catalogue)) is not None:
            gathering.offer(found[0], f"line {number}, {found[1]}")
        elif "+" in typed and _IN_TRANS.search(typed):
            problem = f"{shown(typed)} joins by a plus what it says to be in trans"
            gathering.refuse(f"line {number}", problem, "Give each on a line of its own, and the phase as trans.")
        else:
            take_line(f"line {number}", _without_cis(typed), gathering)
    return gathering.result()


def _without_cis(typed: str) -> str:
    """A compound without the words that say that it is in cis, as its plus says already."""
    return _IN_CIS.sub("", typed) if "+" in typed else typed
