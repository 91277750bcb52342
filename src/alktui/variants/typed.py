"""What a user typed, in plain characters."""

from __future__ import annotations

import re
import unicodedata

from alktui.variants.other_gene import refuse_other_gene, without_sign
from alktui.variants.refusal import EXAMPLES, quoted, refused

LONGEST_TEXT = 200
_PLAIN = {"\u2212": "-", "\u2044": "/", "\u2215": "/", "\u2192": ">", "\u2795": "+", "\u2217": "*", "\u2022": "", "\u00b7": ""}
_EDGES = " .,;:'\"`\u2018\u2019\u201c\u201d"


def plain(text: str) -> str:
    """The text in printable ASCII with single blanks; case is kept.

    Raises:
        VariantRefused: it is empty, longer than 200 characters, holds characters that no variant has, or names another gene.
    """
    _require_length(text)
    characters = "".join(_plain_character(character) for character in unicodedata.normalize("NFKC", text))
    cleaned = re.sub(r" +", " ", characters).strip(_EDGES)
    _require_length(cleaned)
    if not cleaned:
        raise refused("no variant was given", EXAMPLES, typed=text)
    for character in cleaned:
        if unicodedata.category(character) == "Cc":
            raise refused(f"{quoted(cleaned)} holds control characters", EXAMPLES, typed=text)
        if not character.isascii():
            name = unicodedata.name(character, f"U+{ord(character):04X}")
            raise refused(f"{quoted(cleaned)} holds a character that no variant has: {name.lower()}", EXAMPLES, typed=text)
    refuse_other_gene(cleaned)
    return without_sign(cleaned)


def _require_length(text: str) -> None:
    if len(text) > LONGEST_TEXT:
        problem = f"{quoted(text)} is too long: a variant takes at most {LONGEST_TEXT} characters"
        raise refused(problem, "Enter one finding at a time", typed=text)


def _plain_character(character: str) -> str:
    if character in _PLAIN:
        return _PLAIN[character]
    category = unicodedata.category(character)
    if category in {"Zs", "Zl", "Zp"} or character in "\t\r\n":
        return " "
    return {"Pd": "-", "Cf": ""}.get(category, character)
