"""A file that a command writes."""

from __future__ import annotations

from pathlib import Path

from alktui.errors import FileTrouble
from alktui.whole_file import FileThere, write_file


def write_output(path: Path, content: bytes, *, force: bool) -> None:
    """Write a file that its owner alone can read, whole or not at all.

    Args:
        force: whether --force was given.

    Raises:
        FileTrouble: there is one and it may not be replaced, or it cannot be written.
    """
    try:
        write_file(path, content, force=force)
    except FileThere as there:
        raise FileTrouble(there.problem, "Name another file, or give --force to replace it.") from None
