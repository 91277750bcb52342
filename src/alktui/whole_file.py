"""Files that are written whole or not at all, and are on the disk then: for cases, sheets and what came from a registry."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from alktui.errors import FileTrouble

UNFINISHED = ".unfinished-"
"""What the name of a file begins with that a killed writer left."""


MOST_OF_TEXT = 16 * 2**20
DEEPEST, LARGEST = 40, 2**63
"""Levels of a text that a person writes, and the first whole number that no database holds."""


class FileThere(FileTrouble):
    """A file that would be written over unasked."""


def read_regular(path: Path, most: int) -> bytes:
    """The content of a regular file of at most so many bytes; a pipe or a device, which may never end, is not waited for.

    Raises:
        OSError: it cannot be read, is no regular file, or is larger; `strerror` says which.
    """
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as file:
        mode = os.fstat(handle).st_mode
        if not stat.S_ISREG(mode):
            raise OSError(errno.EINVAL, "it is a pipe, socket or device, not a file", os.fspath(path))
        content = file.read(most + 1)
    if len(content) > most:
        raise OSError(errno.EFBIG, f"it is larger than {most // 2**20} MB", os.fspath(path))
    return content


def read_toml(path: Path, most: int = MOST_OF_TEXT) -> dict[str, Any]:
    """The table of a TOML file in UTF-8.

    Raises:
        OSError: as `read_regular`.
        ValueError: it is no TOML, or has what no honest writer makes: nesting without end, a number that nothing can hold.
    """
    import tomllib  # noqa: PLC0415 - the first frame needs it only where there is a key map

    content = read_regular(path, most).decode("utf-8-sig")
    try:
        found = tomllib.loads(content)
    except tomllib.TOMLDecodeError:
        raise
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    except ValueError:
        raise ValueError("a number in it is too long") from None
    _refuse_extremes(found)
    return found


def _refuse_extremes(found: object) -> None:
    """Raise ValueError where what comes later would fail at the depth or the numbers of what was read."""
    level = [found]
    for _ in range(DEEPEST):
        level = [inner for value in level for inner in _within(value)]
        if not level:
            return
        for value in level:
            if isinstance(value, int | float) and not -LARGEST < value < LARGEST:
                raise ValueError("a number in it is too large")
    raise ValueError("it is nested too deeply")


def _within(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


@contextlib.contextmanager
def trouble_with(path: Path, action: str) -> Iterator[None]:
    """Turns what the system refuses into one sentence; `action` is "read" or "written"."""
    try:
        yield
    except OSError as trouble:
        reason = trouble.strerror or type(trouble).__name__
        raise FileTrouble(f"{path} cannot be {action}: {reason}") from trouble


def write_whole(path: Path, content: bytes) -> None:
    """Put content into a file so that at any moment either all of it or all that stood there before is found.

    It is on the disk when this returns. The file can be read by its owner only.

    Raises:
        FileTrouble: it cannot be written; what stood there stays.
    """
    with trouble_with(path, "written"):
        draft = _draft_beside(path, content)
        try:
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
        settle(path.parent)


def write_file(path: Path, content: bytes, *, force: bool = False) -> None:
    """Write a file where a user wants it, as write_whole does, and over no other file unasked.

    Args:
        force: whether a file that is there may be replaced; what is none, such as a folder or a device, never is.

    Raises:
        FileThere: there is one and `force` is not given.
        FileTrouble: it cannot be written.
    """
    with trouble_with(path, "written"):
        is_other = path.exists() and not path.is_file()
        is_there = os.path.lexists(path)
    if is_other:
        raise FileTrouble(f"{path} cannot be written over: it is no file", "Name another.")
    if force:
        write_whole(path, content)
    elif is_there:
        raise _there(path)
    else:
        _write_new(path, content)


def make_folders(folder: Path) -> None:
    """Make a folder and all above it that are missing, each for its owner alone whatever the umask.

    Raises:
        OSError: one cannot be made.
    """
    missing = []
    while not os.path.lexists(folder):
        missing.append(folder)
        folder = folder.parent
    for path in reversed(missing):
        path.mkdir(mode=0o700, exist_ok=True)


def settle(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where the file system can say so and the folder can be read."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _write_new(path: Path, content: bytes) -> None:
    with trouble_with(path, "written"):
        draft = _draft_beside(path, content)
        try:
            _put_in_place(draft, path)
        except FileExistsError:  # it came meanwhile
            raise _there(path) from None
        finally:
            draft.unlink(missing_ok=True)
        settle(path.parent)


def _there(path: Path) -> FileThere:
    return FileThere(f"{path} exists already", "Name another file.")


def _draft_beside(path: Path, content: bytes) -> Path:
    """A file in the same folder with the content, on the disk; nothing of it stays where that fails."""
    handle, name = tempfile.mkstemp(prefix=UNFINISHED, dir=path.parent)  # mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _put_in_place(draft: Path, path: Path) -> None:
    """Give a draft the name of a file that is not there; a file system without hard links is asked to create it first."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        draft.replace(path)
