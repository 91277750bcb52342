"""Copying over SSH: OSC 52, bare or wrapped for tmux and screen. There is no acknowledgement, so nothing is claimed."""

from __future__ import annotations

import base64
import os
from collections.abc import Mapping

MOST_BYTES = 74_000
"""More than this is refused by common terminals."""


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
    if environment.get("TERM", "").startswith("screen"):
        return bare, f"\x1bP{bare}\x1b\\"
    return (bare,)
