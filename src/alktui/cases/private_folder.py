"""Private folders, and files in them that are written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path

from alktui.errors import FileTrouble
from alktui.whole_file import UNFINISHED, draft_beside, put_in_place, settle

MOST_BYTES = 1_000_000


@contextlib.contextmanager
def trouble_with(path: Path, action: str) -> Iterator[None]:
    """Turns what the system refuses into one sentence; `action` is "read" or "written"."""
    try:
        yield
    except OSError as trouble:
        reason = trouble.strerror or type(trouble).__name__
        raise FileTrouble(f"{path} cannot be {action}: {reason}") from trouble


def is_folder(path: Path) -> bool:
    """Whether there is a folder.

    Raises:
        FileTrouble: that cannot be told, as where the folder above is another user's.
    """
    with trouble_with(path, "read"):
        return path.is_dir()


def make_private(folder: Path) -> None:
    """Make a folder that only its owner may enter, or close one that stands open.

    Raises:
        FileTrouble: it cannot be made, or belongs to someone else.
    """
    with trouble_with(folder, "written"):
        if not folder.parent.exists():
            folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
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
            raise FileTrouble(f"{path} is no file that could be read", "It was left as it is.")
        with path.open("rb") as file:
            content = file.read(most + 1)
    if len(content) > most:
        raise FileTrouble(f"{path} is larger than {most // 1_000_000} MB, which no case is", "It was left as it is.")
    return content


def refuse_large(content: bytes) -> None:
    """Refuse a case that is larger than what is read of one, before it is written.

    Raises:
        FileTrouble: so it is.
    """
    if len(content) > MOST_BYTES:
        size, most = len(content) / 1_000_000, MOST_BYTES // 1_000_000
        problem = f"the case takes {size:.1f} MB, and one of more than {most} MB is not kept"
        raise FileTrouble(problem, "Shorten the longest of its texts or lists.")


def write_whole(path: Path, content: bytes) -> None:
    """Put content into a file so that at any moment either all of it or all that stood there before is found.

    It is on the disk when this returns. The file can be read by its owner only.
    """
    with trouble_with(path, "written"):
        draft = draft_beside(path, content)
        try:
            draft.replace(path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
        settle(path.parent)


def write_new(path: Path, content: bytes) -> None:
    """Write a file that must not be there yet, whole or not at all; its owner alone can read it, and it is on the disk then.

    Raises:
        FileTrouble: it is there (then FileExistsError is its cause), or cannot be written.
    """
    with trouble_with(path, "written"):
        if path.exists() or path.is_symlink():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        draft = draft_beside(path, content)
        try:
            put_in_place(draft, path)
        finally:
            draft.unlink(missing_ok=True)
        settle(path.parent)


def write_over(path: Path, content: bytes) -> None:
    """Write a file whatever file is there; what is none, such as a device, is left alone.

    Raises:
        FileTrouble: so it is, or it cannot be written.
    """
    with trouble_with(path, "written"):
        is_other = path.exists() and not path.is_file()
    if is_other:
        raise FileTrouble(f"{path} cannot be written over: it is no file", "Name another.")
    write_whole(path, content)


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
