"""What a user brings in by file or standard input, as bytes."""

from __future__ import annotations

import errno
import json
from pathlib import Path
from typing import Any, BinaryIO

from alktui.errors import FileTrouble
from alktui.whole_file import read_regular

OF_A_SHELL = frozenset({Path("/dev/fd"), Path("/proc/self/fd")})
"""Where the pipes stand that a shell hands over as a file, which do end."""

MOST_PARTS = 1_000_000
"""Values of a JSON text that are taken into memory, where each takes many times the bytes that it is written in."""

DEEPEST = 60


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
        if isinstance(file, Path) and file.parent not in OF_A_SHELL:
            content = read_regular(file, most + 1)
        elif isinstance(file, Path):
            with file.open("rb") as opened:
                content = opened.read(most + 1)
        else:
            content = file.read(most + 1)
    except OSError as trouble:
        if trouble.errno == errno.EFBIG:
            raise FileTrouble(f"the file is larger than {most // 2**20} MB", hint) from trouble
        raise FileTrouble(f"{named} cannot be read: {trouble.strerror}") from trouble
    if len(content) > most:
        raise FileTrouble(f"the file is larger than {most // 2**20} MB", hint)
    return content


def read_json(content: bytes) -> Any:  # noqa: ANN401 - any JSON value
    """The value of a JSON text of a bounded number of parts and depth.

    Raises:
        ValueError: it is no JSON, or more than an honest writer makes.
    """
    if content.count(b"{") + content.count(b"[") + content.count(b",") > MOST_PARTS:
        raise ValueError("it has too many parts")
    try:
        found = json.loads(content.decode("utf-8-sig") if content[:3] == b"\xef\xbb\xbf" else content)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    level = [found]
    for _ in range(DEEPEST):
        level = [inner for value in level for inner in _within(value)]
        if not level:
            return found
    raise ValueError("it is nested too deeply")


def _within(value: object) -> list[object]:
    """The values inside a value that may hold others."""
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [inner for inner in inside if isinstance(inner, dict | list)]
