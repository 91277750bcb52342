"""Files that are written whole or not at all, and are on the disk then: for cases, sheets and what came from a registry."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from alktui.errors import FileTrouble

UNFINISHED = ".unfinished-"
"""What the name of a file begins with that a killed writer left."""


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
