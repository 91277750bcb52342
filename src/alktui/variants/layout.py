"""Layout: which members a text has and how they stand to each other, before any of them is read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from alktui.variants.phase_words import Said, split_said, take_phase
from alktui.variants.refusal import quoted, refused

_AND = re.compile(r" and (?!$)|(?<=[\w)\]]) ?& ?(?=[\w(\[])", re.IGNORECASE)
_OR = re.compile(r" or |\^|\|", re.IGNORECASE)
_FUSION_SLASH = re.compile(r"\b(NPM1?|EML4)/ALK\b", re.IGNORECASE)
_EXON_PAIR = re.compile(r" ?\(?\bE[0-9]+[ab]?[;:,] ?A[0-9]+\b\)?", re.IGNORECASE)
_TRANS = re.compile(r"\] ?; ?(?=[^\[\];]*\[)")
_OLD_TRANS = re.compile(r"\] ?\+ ?(?=[^\[\];+]*\[)")
_UNKNOWN = re.compile(r"\(;\)|,")
_CIS = re.compile(r"[+;]")
_PAIRS = {")": "(", "]": "["}
_ASSUMED_CIS = "variants joined by {} are read as on one allele (cis); enter them as separate findings if that is not known"


@dataclass(frozen=True, slots=True)
class Layout:
    """The members of a text.

    Attributes:
        relation: how the groups stand to each other; "one" when there is one.
        groups: never empty; the texts of the members of each allele, prefixes and brackets still on them.
        notices: what was assumed of the members of one allele.
    """

    relation: Literal["one", "trans", "unknown"]
    groups: tuple[tuple[str, ...], ...]
    notices: tuple[str, ...] = ()


def lay_out(text: str) -> Layout:
    """The layout of a plain text.

    Raises:
        VariantRefused: a bracket is not closed, or the text means different things in different versions of HGVS.
    """
    _require_closed(text)
    if _OLD_TRANS.search(text):
        raise refused(
            f"{quoted(text)} can be read as one allele or as two",
            "Write p.[A;B] for one allele, p.[A];[B] for two, p.(A)(;)(B) when it is not known",
        )
    said = take_phase(text)
    if said.phase:
        return _as_said(text, said)
    notices: tuple[str, ...] = (_ASSUMED_CIS.format("'and'"),) if _AND.search(text) else ()
    text = _OR.sub("/", _AND.sub("+", _FUSION_SLASH.sub(r"\1-ALK", _EXON_PAIR.sub("", text))))
    alleles = tuple(_TRANS.split(text))
    groups = tuple(group for allele in alleles for group in _UNKNOWN.split(allele))
    relation: Literal["one", "trans", "unknown"] = "trans" if len(groups) > 1 else "one"
    if len(groups) > len(alleles):
        relation = "unknown"
    if any(";" in group and "[" not in text and "(" not in text for group in groups):
        notices += (_ASSUMED_CIS.format("a semicolon without brackets"),)
    members = tuple(tuple(member.strip() for member in _CIS.split(group)) for group in groups)
    return Layout(relation, members, notices)


def _as_said(text: str, said: Said) -> Layout:
    """The layout of a text that says the phase in words; where signs say it too, they must agree."""
    relation: Literal["one", "trans", "unknown"] = "one"
    if said.phase == "trans" or said.phase == "unknown":  # noqa: PLR1714 - the type checker knows it so
        relation = said.phase
    if "[" not in said.text and "(;)" not in said.text:
        return Layout(relation, split_said(said))
    layout = lay_out(said.text)
    if layout.relation != relation:
        problem = f"the words of {quoted(text)} say {said.phase}, its brackets something else"
        raise refused(problem, "Write p.[A;B] for one allele, p.[A];[B] for two, p.(A)(;)(B) when it is not known")
    return layout


def _require_closed(text: str) -> None:
    open_brackets: list[str] = []
    for character in text:
        if character in "([":
            open_brackets.append(character)
        elif character in _PAIRS and (not open_brackets or open_brackets.pop() != _PAIRS[character]):
            open_brackets.append(character)
            break
    if open_brackets:
        raise refused(f"a bracket in {quoted(text)} has no counterpart", "Close every bracket, like p.[Leu1196Met;Gly1202Arg]")
