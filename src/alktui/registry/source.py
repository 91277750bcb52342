"""What a user brings in by file or standard input, as bytes."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from alktui.errors import FileTrouble


def read_bytes(file: Path | BinaryIO, most: int, named: str, hint: str) -> bytes:
    """The content of a file or stream of at most so many bytes.

    Args:
        most: the limit, in bytes.
        named: how a message names the file.
        hint: what to do about one that is too large.

    Raises:
        FileTrouble: it cannot be read, or is larger.
    """
    try:
        if isinstance(file, Path):
            with file.open("rb") as opened:
                content = opened.read(most + 1)
        else:
            content = file.read(most + 1)
    except OSError as trouble:
        raise FileTrouble(f"{named} cannot be read: {trouble.strerror}") from trouble
    if len(content) > most:
        raise FileTrouble(f"the file is larger than {most // 2**20} MB", hint)
    return content
