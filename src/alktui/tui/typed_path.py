"""Paths as they are typed into the prompt."""

from __future__ import annotations

from pathlib import Path


def typed_path(typed: str, field: str) -> Path:
    """The path that was typed, ~ being one's home.

    Args:
        field: what it is typed for.

    Raises:
        InputRefused: it is none, or names a user who is not known.
    """
    from alktui.errors import InputRefused  # noqa: PLC0415 - wanted seldom
    from alktui.plain import shown  # noqa: PLC0415

    text = typed.strip()
    if not text:
        raise InputRefused("no file is named", field=field)
    try:
        return Path(text).expanduser()
    except RuntimeError:
        raise InputRefused(f"{shown(text.split('/')[0])} is no user known here", field=field, typed=typed) from None
