"""Layout: which members a text has and how they stand to each other, before any of them is read.

A plus sign, square brackets and the words "in cis" put variants on one allele. A blank, a comma, a semicolon, "and", "&" and
a slash say only that several were found: their phase is unknown, which keeps the compound as possible and hides no single.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from alktui.variants.phase_words import Said, split_said, take_phase
from alktui.variants.refusal import quoted, refused

if TYPE_CHECKING:
    from alktui.errors import VariantRefused

_LIST_WORD = r"[,;]? and (?!$)|(?<=[\w)\]*]) ?& ?(?=[\w(\[])"
_OR = re.compile(r",? or |\^|\|", re.IGNORECASE)
_BESIDE_OR = re.compile(rf"[+;]|{_LIST_WORD}", re.IGNORECASE)
_FUSION_SLASH = re.compile(r"\b(NPM1?|EML4)/ALK\b", re.IGNORECASE)
_EXON_PAIR = re.compile(r" ?\(?\bE[0-9]+[ab]?[;:,] ?A[0-9]+\b\)?", re.IGNORECASE)
_TRANS = re.compile(r"\] ?; ?(?=[^\[\];]*\[)")
_OLD_TRANS = re.compile(r"\] ?\+ ?(?=[^\[\];+]*\[)")
_JOINER = re.compile(rf"(?P<list>\(;\)|,|{_LIST_WORD})|(?P<plus>\+)|(?P<semicolon>;)|(?P<open>\[)|(?P<close>\])", re.IGNORECASE)
_WHOLE = (
    r"[A-Z*]{1,3}[0-9]{1,4}(?:_[A-Z*]{1,3}[0-9]{1,4})?"
    r"(?:(?:DELINS|DEL|DUP|INS)[A-Z*]*|[A-Z]{0,3}FS[A-Z*0-9]*|[A-Z]{3}|[A-Z*])[)\]]*"
)
_BEFORE = r"(?:(?:[^ ]+[-:])?ALK[ :]+|N[PM]_[^ ]+?:)?"
_ENDS = re.compile(rf"(?:.*[-:.,;+/&(\[])?{_WHOLE}", re.IGNORECASE)
_BEGINS = re.compile(rf"{_BEFORE}(?:p\.)?[(\[]*{_WHOLE}(?=$|[ ,;+/&])", re.IGNORECASE)
_ENDS_CODING = re.compile(r"(?:.*[:(\[])?c\.[^ ]+", re.IGNORECASE)
_BEGINS_CODING = re.compile(rf"{_BEFORE}[(\[]*c\.[^ ]", re.IGNORECASE)
_PAIRS = {")": "(", "]": "["}


@dataclass(frozen=True, slots=True)
class Layout:
    """The members of a text.

    Attributes:
        relation: how the groups stand to each other; "one" when there is one.
        groups: never empty; the texts of the members of each allele, prefixes and brackets still on them.
        by_plus: for each group, whether a plus sign outside brackets joins its members.
        is_choice: whether "or" stands between the members.
    """

    relation: Literal["one", "trans", "unknown"]
    groups: tuple[tuple[str, ...], ...]
    by_plus: tuple[bool, ...]
    is_choice: bool = False


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
    whole = _FUSION_SLASH.sub(r"\1-ALK", _EXON_PAIR.sub("", text))
    if _OR.search(whole):
        if _BESIDE_OR.search(whole):
            raise mixed(text, "'or'")
        return Layout("one", ((_OR.sub("/", whole).replace(",", "/"),),), (False,), is_choice=True)
    alleles = tuple(_TRANS.split(_listed(whole)))
    groups: list[tuple[str, ...]] = []
    by_plus: list[bool] = []
    for allele in alleles:
        for members, is_by_plus in _groups(text, allele):
            groups.append(members)
            by_plus.append(is_by_plus)
    relation: Literal["one", "trans", "unknown"] = "trans" if len(groups) > 1 else "one"
    if len(groups) > len(alleles):
        relation = "unknown"
    return Layout(relation, tuple(groups), tuple(by_plus))


def mixed(text: str, sign: str = "+") -> VariantRefused:
    """The refusal of a text of which it cannot be told what belongs together, to be raised."""
    hint = "Enter each finding on a line of its own, or write p.[A;B] for those on one allele"
    return refused(f"{quoted(text)} joins variants with {sign} and in another way, so what belongs together is not clear", hint)


def _listed(text: str) -> str:
    """The text with a comma in place of each blank that stands between two whole changes."""
    words = text.split(" ")
    found = words[0]
    for place, word in enumerate(words[1:], 1):
        before, rest = words[place - 1], " ".join(words[place:])
        is_list = (_ENDS.fullmatch(before) and _BEGINS.match(rest)) or (
            _ENDS_CODING.fullmatch(before) and _BEGINS_CODING.match(rest)
        )
        found += f"{',' if is_list else ''} {word}"
    return found


def _groups(text: str, allele: str) -> list[tuple[tuple[str, ...], bool]]:
    """The members of each allele of a part of a text, and whether a plus sign outside brackets joins them."""
    groups: list[list[str]] = [[]]
    signs: list[set[str]] = [set()]
    start = depth = 0
    for match in _JOINER.finditer(allele):
        sign = match.lastgroup
        if sign in ("open", "close"):
            depth = max(0, depth + (1 if sign == "open" else -1))
            continue
        groups[-1].append(allele[start : match.start()].strip())
        start = match.end()
        if sign == "list" or (sign == "semicolon" and not depth):
            groups.append([])
            signs.append(set())
        else:
            signs[-1].add("within" if depth else "plus")
    groups[-1].append(allele[start:].strip())
    if any(len(joined) > 1 for joined in signs):
        raise mixed(text)
    return [(tuple(group), "plus" in joined) for group, joined in zip(groups, signs, strict=True)]


def _as_said(text: str, said: Said) -> Layout:
    """The layout of a text that says the phase in words; where signs say it too, they must agree."""
    relation: Literal["one", "trans", "unknown"] = "one"
    if said.phase == "trans" or said.phase == "unknown":  # noqa: PLR1714 - the type checker knows it so
        relation = said.phase
    if _OR.search(said.text):
        raise mixed(text, "'or'")
    if "[" not in said.text and "(;)" not in said.text:
        groups = split_said(Said(_listed(said.text), said.phase))
        return Layout(relation, groups, (False,) * len(groups))
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
