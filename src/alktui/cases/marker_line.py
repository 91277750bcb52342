"""A change of another gene that is a biomarker here: what it makes of the marker, to be offered and never taken unasked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from alktui.model.catalogue import Catalogue
from alktui.plain import clean

MUTATED = "mutated"
_LINE = re.compile(r"\s*(?P<gene>[A-Za-z][A-Za-z0-9/-]{1,11})(?:\s*\([^)]*\))?\s*(?:[:,;|\t]|\s)\s*(?P<change>\S.*)")
_CHANGE = re.compile(r"(?:.*[\s;,(\[:])?(?:[pc]\.\S|[A-Z*](?:[a-z]{2})?[0-9]{1,5}(?:[A-Z*_]|fs|del|ins|dup))", re.IGNORECASE)
_NOT_CHANGED = re.compile(
    r"=|\b(?:no|not|none|never|without|negative|neg|absent|absence|excluded|undetect\w*|wild[ -]?type|wt|silent|synonymous)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Offer:
    """A state of a marker that a source speaks of.

    Attributes:
        said: what it says, with its place: "line 5, p.R273H".
    """

    marker: str
    state: str
    said: str

    @property
    def option(self) -> str:
        """What is typed on the command line to take it."""
        return f"--biomarker {self.marker}={self.state}"


def genes_of_markers(catalogue: Catalogue) -> dict[str, str]:
    """The markers that a mutation makes mutated, by every name of the gene in small letters; MET, for one, is none of them."""
    mutable = [marker for marker in catalogue.biomarkers if MUTATED in marker.states]
    return {name.casefold(): marker.id for marker in mutable for name in (marker.id, *marker.synonyms)}


def marker_of_line(text: str, catalogue: Catalogue) -> tuple[str, str] | None:
    """The marker and the change of a text such as "TP53: c.818G>A; p.(Arg273His)"; None where it is not one that is changed."""
    match = _LINE.fullmatch(clean(text).strip())
    marker = genes_of_markers(catalogue).get(match["gene"].casefold(), "") if match else ""
    if match is None or not marker or not _CHANGE.match(match["change"]) or _NOT_CHANGED.search(match["change"]):
        return None
    return marker, match["change"].strip()
