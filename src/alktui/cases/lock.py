"""A lock between processes. It goes with its owner, however that ends, so that none is ever left behind."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

from alktui.cases.private_folder import make_private, remove_unfinished
from alktui.errors import FileTrouble
from alktui.whole_file import trouble_with

_LONGEST_WAIT = 5.0
_HELD = {errno.EAGAIN, errno.EACCES}
_NO_LOCKS_HERE = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL}


class Lock:
    """A lock on a file of its own, which holds nothing."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle: int | None = None

    def take(self, *, wait: float = 0.0) -> bool:
        """Take the lock, waiting at most so many seconds; whether it came free.

        Where a file system has no locks, it counts as free.
        """
        last = time.monotonic() + wait
        while not (taken := self._take()) and time.monotonic() < last:
            time.sleep(0.01)
        return taken

    def _take(self) -> bool:
        with trouble_with(self.path, "written"):
            handle = self._opened()
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as trouble:
            if trouble.errno not in _NO_LOCKS_HERE:
                os.close(handle)
                if trouble.errno in _HELD:
                    return False
                raise FileTrouble(f"{self.path} cannot be locked: {trouble.strerror}") from trouble
        if not _is_still_there(handle, self.path):
            os.close(handle)
            return False
        self._handle = handle
        return True

    def _opened(self) -> int:
        """A handle of its file; on a disk that cannot be written the file that is there does as well."""
        try:
            return os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as trouble:
            if trouble.errno != errno.EROFS or not self.path.exists():
                raise
            return os.open(self.path, os.O_RDONLY | os.O_CLOEXEC)

    def release(self, *, for_good: bool = False) -> None:
        """Give the lock back; for good removes its file too."""
        if self._handle is None:
            return
        if for_good:
            with contextlib.suppress(OSError):
                self.path.unlink()
        os.close(self._handle)
        self._handle = None


def _is_still_there(handle: int, path: Path) -> bool:
    """Whether the file that was locked is the one that others will find: its last owner may have removed it meanwhile."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except OSError:
        return False


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock while something is done.

    Raises:
        FileTrouble: another process did not give it back within five seconds.
    """
    lock = Lock(path)
    if not lock.take(wait=_LONGEST_WAIT):
        raise FileTrouble(f"another alktui is writing in {path.parent} and does not finish", "Try again.")
    try:
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """Hold off all other writers of a folder of cases, which is made where it is not there yet.

    Raises:
        FileTrouble: it cannot be made, or another writer does not finish.
    """
    make_private(folder)
    with locked(folder / ".lock"):
        remove_unfinished(folder)
        yield
