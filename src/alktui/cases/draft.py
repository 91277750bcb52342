"""The draft: what is being typed, on the disk after every finished field, so that a lost line or a kill loses nothing.

Each process has a draft of its own, held by a lock that goes with the process; a draft without its process is an orphan,
which the next start offers to restore. Standard library only.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from alktui.cases.case_file import case_bytes, case_of, refuse_long
from alktui.cases.entry import CaseEntry
from alktui.cases.json_text import json_bytes, read_json
from alktui.cases.location import user_home
from alktui.cases.lock import Lock
from alktui.cases.private_folder import (
    MOST_BYTES,
    is_folder,
    make_private,
    read_small,
    refuse_large,
    remove,
)
from alktui.cases.stored import Version
from alktui.errors import AlktuiError, FileTrouble, InputRefused
from alktui.plain import clean
from alktui.whole_file import UNFINISHED, write_whole

SCHEMA = "alktui/draft/1"
_MOST_OF_A_DRAFT = 3 * MOST_BYTES
"""A case in a draft has longer indents than in a file of its own; what was written can be read again."""
_MOMENT = 0.2  # seconds: as long as another process may look at a draft


@dataclass(frozen=True)
class OrphanedDraft:
    """A draft whose process is gone.

    Attributes:
        over: the state of the stored case that was being changed; None for a case not stored yet.
        changed: the time of its last change, UTC, ISO 8601.
    """

    path: Path
    entry: CaseEntry
    over: Version | None
    changed: str


class Orphans(NamedTuple):
    """Drafts to restore, the last changed first, and one sentence for each that cannot be read."""

    drafts: tuple[OrphanedDraft, ...]
    troubles: tuple[str, ...]


class Draft:
    """The draft of this process. Nothing is on the disk before the first write.

    Args:
        home: the folder that holds `drafts`; the user's own unless said.
    """

    def __init__(self, home: Path | None = None) -> None:
        self.folder = (home or user_home()) / "drafts"
        self._lock: Lock | None = None
        self._written: tuple[bytes, Version | None] | None = None

    @property
    def path(self) -> Path | None:
        """Its file; None before the first write."""
        return self._lock.path.with_suffix(".json") if self._lock else None

    def write(self, entry: CaseEntry, *, over: Version | None = None) -> None:
        """Keep an entry; it is on the disk when this returns. An empty entry leaves no draft. Unchanged, it costs nothing.

        Args:
            over: the state of the stored case that is being changed.

        Raises:
            FileTrouble: it cannot be written; the draft before it stays.
        """
        if entry.is_empty:
            self.discard()
            return
        refuse_long(entry)
        content = case_bytes(entry)
        if self._written == (content, over):
            return
        refuse_large(content)
        lock = self._lock or self._begin()
        envelope: dict[str, Any] = {
            "schema": SCHEMA,
            "changed": datetime.now(UTC).isoformat(timespec="microseconds"),
            "over": over._asdict() if over else None,
            "case": read_json(content),
        }
        write_whole(lock.path.with_suffix(".json"), json_bytes(envelope))
        self._written = (content, over)

    def adopt(self, orphan: OrphanedDraft) -> bool:
        """Make an orphan the draft of this process; False when another process was faster, or the user removed it.

        What this process had written before is discarded: write the adopted entry on from here.
        """
        lock = Lock(orphan.path.with_suffix(".lock"))
        if not lock.take(wait=_MOMENT):
            return False
        if not orphan.path.exists():
            lock.release(for_good=True)
            return False
        self.discard()
        self._lock = lock
        self._written = (case_bytes(orphan.entry), orphan.over)
        return True

    def discard(self) -> None:
        """Remove the draft: the case was stored, or is not wanted."""
        if self._lock is not None:
            remove(self._lock.path.with_suffix(".json"))
            self._lock.release(for_good=True)
        self._lock = self._written = None

    def close(self) -> None:
        """Let go of the draft: what was not discarded is offered at the next start."""
        if self._lock is not None:
            self._lock.release()
        self._lock = self._written = None

    def _begin(self) -> Lock:
        make_private(self.folder)
        while True:
            lock = Lock(self.folder / f"{os.getpid()}-{os.urandom(6).hex()}.lock")
            if lock.take():
                self._lock = lock
                return lock


def orphaned_drafts(home: Path | None = None) -> Orphans:
    """The drafts that processes left which are gone. Those of running ones, this one among them, are passed over."""
    folder = (home or user_home()) / "drafts"
    drafts: list[OrphanedDraft] = []
    troubles: list[str] = []
    if is_folder(folder):
        make_private(folder)
        _sweep(folder)
        for path in sorted(folder.glob("*.json")):
            try:
                if draft := _orphan(path):
                    drafts.append(draft)
            except AlktuiError as trouble:
                troubles.append(str(trouble))
    drafts.sort(key=lambda draft: draft.changed, reverse=True)
    return Orphans(tuple(drafts), tuple(troubles))


def discard_orphan(orphan: OrphanedDraft) -> None:
    """Remove an orphan that is not wanted; one that another process adopted meanwhile stays."""
    lock = Lock(orphan.path.with_suffix(".lock"))
    if lock.take(wait=_MOMENT):
        remove(orphan.path)
        lock.release(for_good=True)


def _orphan(path: Path) -> OrphanedDraft | None:
    lock = Lock(path.with_suffix(".lock"))
    if not lock.take():
        return None
    try:
        return _read(path) if path.exists() else None
    finally:
        lock.release()


def _read(path: Path) -> OrphanedDraft:
    try:
        found = read_json(read_small(path, _MOST_OF_A_DRAFT))
        if not isinstance(found, dict) or found.get("schema") != SCHEMA:
            raise InputRefused("it is no draft of this alktui")
        entry, _, problems = case_of(found.get("case"))
        if problems:
            raise problems[0]
    except InputRefused as refusal:
        raise FileTrouble(f"{path} cannot be restored: {refusal.problem}", "It was left as it is.") from refusal
    over = found.get("over")
    is_version = isinstance(over, dict) and all(isinstance(over.get(key), str) for key in Version._fields)
    version = Version(over["name"], over["revision"]) if isinstance(over, dict) and is_version else None
    return OrphanedDraft(path, entry, version, clean(str(found.get("changed", ""))))


def _sweep(folder: Path) -> None:
    """Remove the locks of processes that are gone and left no draft, and what killed writers left unfinished."""
    for path in folder.glob("*.lock"):
        lock = Lock(path)
        if not path.with_suffix(".json").exists() and lock.take():
            # Only the lock's owner writes its draft, so that none can have come since.
            lock.release(for_good=not path.with_suffix(".json").exists())
    for path in folder.glob(f"{UNFINISHED}*"):
        with contextlib.suppress(OSError):
            if datetime.now(UTC).timestamp() - path.stat().st_mtime > 60:  # noqa: PLR2004 - a minute: no writer takes as long
                path.unlink()
