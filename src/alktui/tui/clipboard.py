"""Copying over SSH: OSC 52, bare or wrapped for tmux and screen. There is no acknowledgement, so nothing is claimed."""

from __future__ import annotations

import base64
import os
from collections.abc import Mapping

MOST_BYTES = 74_000
"""More than this is refused by common terminals."""

SCREEN_HOLDS = 700
"""GNU screen holds 768 bytes of a sequence and prints the rest as letters; what it is handed in pieces comes out whole."""


def sequences(text: str, environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """What to send to the terminal to copy a text: bare, and wrapped where tmux or screen stands between.

    Empty where the text is too long.
    """
    encoded = base64.b64encode(text.encode()).decode()
    if len(encoded) > MOST_BYTES:
        return ()
    bare = f"\x1b]52;c;{encoded}\x07"
    if environment.get("TMUX"):
        return bare, f"\x1bPtmux;\x1b{bare}\x1b\\"
    pieces = (bare[start : start + SCREEN_HOLDS] for start in range(0, len(bare), SCREEN_HOLDS))
    wrapped = "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    if environment.get("STY"):
        return (wrapped,)
    return (bare, wrapped) if _may_be_screen(environment) else (bare,)


def may_be_printed(sent: tuple[str, ...], environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a part of what was sent may stand on the screen as letters, which then has to be drawn again.

    Over SSH, TERM=screen is what is seen of both tmux, which takes the bare sequence alone, and screen, which prints a long one.
    """
    return _may_be_screen(environment) and any(sequence.startswith("\x1b]") and len(sequence) > SCREEN_HOLDS for sequence in sent)


def _may_be_screen(environment: Mapping[str, str]) -> bool:
    is_known = environment.get("TMUX") or environment.get("STY")
    return not is_known and environment.get("TERM", "").startswith("screen")
