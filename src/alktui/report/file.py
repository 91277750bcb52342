"""A report as a file: readable by its owner alone, and never over another file unasked."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from alktui.errors import FileTrouble
from alktui.whole_file import draft_beside, put_in_place, settle


def save(path: Path, text: str, *, force: bool = False) -> None:
    """Write a text as UTF-8 to a file of mode 0600 (less what the umask takes); it is there whole or not at all.

    Args:
        force: whether a file that is there already may be replaced; what is none, such as a device, is left alone.

    Raises:
        FileTrouble: there is one and `force` is not given, or it cannot be written.
    """
    try:
        if force:
            _refuse_other(path)
        elif os.path.lexists(path):
            raise _there_already(path)
        _write(path, text, force=force)
    except FileExistsError:
        raise _there_already(path) from None
    except OSError as trouble:
        raise FileTrouble(f"{path} cannot be written: {trouble.strerror or type(trouble).__name__}") from trouble


def _refuse_other(path: Path) -> None:
    """Refuse to put a file in the place of a folder, a device or a pipe."""
    if path.exists() and not path.is_file():
        raise FileTrouble(f"{path} cannot be written over: it is no file", "Name another.")


def _there_already(path: Path) -> FileTrouble:
    return FileTrouble(f"{path} exists already", "Name another file, or give --force to replace it.")


def _write(path: Path, text: str, *, force: bool) -> None:
    """Write the whole text beside its place, then give it its name."""
    draft = draft_beside(path, text.encode())
    try:
        if force:
            draft.replace(path)
        else:
            put_in_place(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    with contextlib.suppress(OSError):  # a folder may be one that can be written into and not read
        settle(path.parent)
