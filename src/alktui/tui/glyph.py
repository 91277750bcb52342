"""The few signs that are drawn beside letters, in ASCII where the user's locale says no more, whatever Python makes of it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import NamedTuple

_COERCED = "C.UTF-8"


class Glyphs(NamedTuple):
    """Signs, each one cell wide: a rule, and that there is more above or below."""

    rule: str
    above: str
    below: str


UTF8 = Glyphs("\u2500", "\u25b4", "\u25be")
ASCII = Glyphs("-", "^", "v")


def glyphs(environment: Mapping[str, str] = os.environ) -> Glyphs:
    """The signs that the terminal can show."""
    return UTF8 if is_utf8(environment) else ASCII


def is_utf8(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether signs beyond ASCII may be drawn.

    In the locale C, Python sets LC_CTYPE to C.UTF-8 by itself; that says nothing of the terminal, so LANG is asked then.
    """
    if said := environment.get("LC_ALL"):
        return _names_utf8(said)
    ctype, lang = environment.get("LC_CTYPE", ""), environment.get("LANG", "")
    return _names_utf8(lang if ctype in ("", _COERCED) and lang else ctype)


def _names_utf8(locale: str) -> bool:
    return "utf8" in locale.lower().replace("-", "")
