"""Private folders, and what is done to the files in them."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path

from alktui.errors import FileTrouble
from alktui.whole_file import UNFINISHED, make_folders, read_regular, settle, trouble_with

MOST_BYTES = 1_000_000


def is_folder(path: Path) -> bool:
    """Whether there is a folder.

    Raises:
        FileTrouble: that cannot be told, as where the folder above is another user's, or something else stands in its place.
    """
    with trouble_with(path, "read"):
        try:
            mode = path.stat().st_mode
        except FileNotFoundError:
            return False
        if not stat.S_ISDIR(mode):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), os.fspath(path))
    return True


def make_private(folder: Path) -> None:
    """Make a folder that only its owner may enter, or close one that stands open.

    Raises:
        FileTrouble: it cannot be made, or belongs to someone else.
    """
    with trouble_with(folder, "written"):
        make_folders(folder)
        folder.mkdir(mode=0o700, exist_ok=True)  # tells what else stands there
        found = folder.stat()
        if found.st_uid != os.geteuid():
            hint = "Set ALKTUI_HOME to a folder of your own."
            raise FileTrouble(f"{folder} belongs to another user", hint)
        if found.st_mode & 0o077:
            folder.chmod(0o700)


def read_small(path: Path, most: int = MOST_BYTES) -> bytes:
    """The bytes of a regular file of at most 1 MB, or what else is said."""
    with trouble_with(path, "read"):
        if path.exists() and not path.is_file():
            raise FileTrouble(f"{path} is not a file that could be read", "It was left as it is.")
        try:
            return read_regular(path, most)  # also where a pipe takes its place meanwhile
        except OSError as trouble:
            if trouble.errno != errno.EFBIG:
                raise
    raise FileTrouble(f"{path} is larger than {most // 1_000_000} MB, which no case is", "It was left as it is.")


def refuse_large(content: bytes) -> None:
    """Refuse a case that is larger than what is read of one, before it is written.

    Raises:
        FileTrouble: so it is.
    """
    if len(content) > MOST_BYTES:
        size, most = len(content) / 1_000_000, MOST_BYTES // 1_000_000
        problem = f"the case takes {size:.1f} MB, and one of more than {most} MB is not kept"
        raise FileTrouble(problem, "Shorten the longest of its texts or lists.")


def move(path: Path, target: Path) -> None:
    """Move a file within the same file system, durably."""
    with trouble_with(path, "written"):
        path.replace(target)
        settle(target.parent)
        settle(path.parent)


def remove(path: Path) -> None:
    """Remove a file durably; none being there is well."""
    with trouble_with(path, "written"):
        path.unlink(missing_ok=True)
        settle(path.parent)


def remove_unfinished(folder: Path) -> None:
    """Remove what a killed writer left. Only where no other writer can be at work."""
    for path in folder.glob(f"{UNFINISHED}*"):
        with contextlib.suppress(OSError):
            path.unlink()
