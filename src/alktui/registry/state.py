"""User state on disk: JSON files of a private folder, each written whole and put in place at once."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from alktui.environment import home_named, of_the_user
from alktui.errors import FileTrouble
from alktui.registry.source import read_json
from alktui.whole_file import make_folders, read_regular, trouble_with, write_whole

MOST_BYTES = 64 * 1024 * 1024
"""A larger file is not one that alktui wrote, nor one it reads."""


def home() -> Path:
    """The folder of the user's own data; the environment variable ALKTUI_HOME names another.

    Raises:
        FileTrouble: what it names is no folder's name, or the user has no home.
    """
    return home_named() or of_the_user("data")


def read_state(name: str, schema: str) -> dict[str, Any] | None:
    """The content of a state file, None where there is none.

    Raises:
        FileTrouble: it cannot be read, is damaged, or was written by another version.
    """
    path = home() / name
    try:
        content = read_json(read_regular(path, MOST_BYTES))
    except FileNotFoundError:
        return None
    except OSError as trouble:
        if trouble.errno == errno.EFBIG:
            raise FileTrouble(f"{path} is too large to be alktui's", "Move it away") from trouble
        raise FileTrouble(f"{path} cannot be read: {trouble.strerror}") from trouble
    except ValueError as trouble:
        raise damaged(name) from trouble
    if not isinstance(content, dict):
        raise damaged(name)
    if content.get("schema") != schema:
        raise FileTrouble(f"{path} was written by another version of alktui", "Move it away, or use that version")
    return content


def damaged(name: str) -> FileTrouble:
    """The trouble of a state file whose content does not hold."""
    return FileTrouble(f"{home() / name} is damaged", "Move it away, then refresh or import again")


def write_state(name: str, content: dict[str, Any]) -> None:
    """Put a state file in place: readers see the old one or the new one, nobody else can read it.

    Raises:
        FileTrouble: it cannot be written, or could not be read again; the old one stays.
    """
    target = home() / name
    written = (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
    try:
        if len(written) > MOST_BYTES:
            raise ValueError("it is too large")
        read_json(written)
    except ValueError as trouble:
        raise FileTrouble(f"that is more than {target} can hold: {trouble}", "What stood there stays") from trouble
    with trouble_with(target, "written"):
        _make_private(target.parent)
    write_whole(target, written)


def forget_state(name: str) -> bool:
    """Remove a state file; whether there was one.

    Raises:
        FileTrouble: it cannot be removed.
    """
    path = home() / name
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as trouble:
        raise FileTrouble(f"{path} cannot be removed: {trouble.strerror}") from trouble
    return True


@contextmanager
def only_writer(name: str) -> Iterator[None]:
    """Hold off other writers of a state file while it is read, changed and written.

    On a file system without locks two writers at once may lose one of the two changes, never damage the file.
    """
    import fcntl  # noqa: PLC0415 - not there on every system, and only writing needs it

    folder = home()
    try:
        _make_private(folder)
        handle = os.open(folder / f".{name}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as trouble:
        raise FileTrouble(f"{folder} cannot be written: {trouble.strerror}") from trouble
    try:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _make_private(folder: Path) -> None:
    """A folder that only its owner can enter; one that exists keeps its mode unless others can enter it."""
    make_folders(folder)
    if folder.stat().st_mode & 0o077:
        folder.chmod(0o700)
