"""Colours for a dark or a light terminal: the terminal's own sixteen in both, and no meaning in colour alone.

Sensitive is cyan on dark ground and blue on light ground, resistant red: apart for eyes that do not tell red from green. Yellow
and cyan cannot be read on white, so that a light terminal has magenta and blue.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import NamedTuple

DARK, LIGHT = "ansi-dark", "ansi-light"


class Colours(NamedTuple):
    """What is sensitive or fits, what differs, what is resistant or harms."""

    success: str
    warning: str
    error: str


COLOURS = {
    DARK: Colours("ansi_cyan", "ansi_yellow", "ansi_bright_red"),
    LIGHT: Colours("ansi_blue", "ansi_magenta", "ansi_red"),
}
"""What the framework's two themes of the terminal's own colours have otherwise."""

_LIGHT_BACKGROUNDS = frozenset({"7", "15"})


def theme_name(environment: Mapping[str, str] = os.environ) -> str:
    """The theme to begin with: what ALKTUI_THEME says, else what the terminal says of its background, else for a dark one.

    Few terminals say it, and SSH carries it seldom; a key changes the theme.
    """
    asked = environment.get("ALKTUI_THEME", "").strip().lower()
    if asked in ("dark", "light"):
        return LIGHT if asked == "light" else DARK
    return LIGHT if environment.get("COLORFGBG", "").rpartition(";")[2] in _LIGHT_BACKGROUNDS else DARK


def other_theme(name: str) -> str:
    """The theme for the other kind of terminal."""
    return DARK if name == LIGHT else LIGHT
