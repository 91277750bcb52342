"""A report as a file: readable by its owner alone, and never over another file unasked."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from alktui.errors import FileTrouble


def save(path: Path, text: str, *, force: bool = False) -> None:
    """Write a text as UTF-8 to a file of mode 0600 (less what the umask takes); it is there whole or not at all.

    Args:
        force: whether a file that is there already may be replaced.

    Raises:
        FileTrouble: there is one and `force` is not given, or it cannot be written.
    """
    try:
        if not force:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise FileTrouble(f"{path} exists already", "Name another file, or give --force to replace it.") from None
    except OSError as trouble:
        raise _trouble(path, trouble) from trouble
    try:
        _replace(path, text)
    except OSError as trouble:
        if not force:
            path.unlink(missing_ok=True)
        raise _trouble(path, trouble) from trouble


def _replace(path: Path, text: str) -> None:
    """Write the whole text beside its place, then put it there."""
    handle, name = tempfile.mkstemp(prefix=".unfinished-", dir=path.parent)  # mode 0600
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _trouble(path: Path, trouble: OSError) -> FileTrouble:
    return FileTrouble(f"{path} cannot be written: {trouble.strerror or type(trouble).__name__}")
