"""One change written twice, as reports do: c.3604G>A (p.Gly1202Arg)."""

from __future__ import annotations

import re

_BETWEEN = r"(?:[ ,;:]+(?P<open>\()?|(?P<joined>\())"
_CODING = r"(?P<coding>[^+]*?\bc\. ?[^+ ]+?)"
_CODING_FIRST = re.compile(_CODING + _BETWEEN + r"(?P<protein>(?:(?:NP_|ENSP)[0-9.]+:)?p\.[^+]+)", re.IGNORECASE)
_PROTEIN_FIRST = re.compile(
    r"(?P<protein>(?:[^+]*[ :.(\[])?[A-Z]{1,3}[0-9]+[A-Z_*0-9]*[\])]*)" + _BETWEEN + _CODING, re.IGNORECASE
)


def split_pair(text: str) -> tuple[str, str] | None:
    """The coding and the protein description of a plain text that gives both; None when it does not."""
    for form in (_CODING_FIRST, _PROTEIN_FIRST):
        match = form.fullmatch(text)
        if match is not None and len(re.findall(r"\b[cp]\.", text, re.IGNORECASE)) <= 2:  # noqa: PLR2004 - one of each
            last = "protein" if form is _CODING_FIRST else "coding"
            parts = {"coding": match["coding"], "protein": match["protein"]}
            if match["open"] or match["joined"]:
                parts[last] = parts[last].removesuffix(")")
            return parts["coding"].strip(), parts["protein"].strip()
    return None
