"""A case as it stands in a file of the store, with the state that was seen, so that none is written over unseen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from alktui.cases.case_file import read_case_file
from alktui.cases.entry import CaseEntry
from alktui.cases.private_folder import is_folder, read_small
from alktui.errors import FileTrouble, InputRefused
from alktui.plain import clean
from alktui.whole_file import trouble_with


class Version(NamedTuple):
    """One state of a stored case: the name of its file without the ending, and a digest of what stands in it."""

    name: str
    revision: str


@dataclass(frozen=True)
class StoredCase:
    """A case as it stands in the store.

    Attributes:
        changed: the time of its last change, UTC, ISO 8601; empty when the file does not say.
    """

    entry: CaseEntry
    version: Version
    changed: str = ""

    @property
    def label(self) -> str:
        """Its label, safe to print."""
        return clean(self.entry.label).strip()


class Listing(NamedTuple):
    """Every case that can be read, the last changed first, and one sentence for each file that cannot."""

    cases: tuple[StoredCase, ...]
    troubles: tuple[str, ...]


def case_files(folder: Path) -> list[Path]:
    """The files of a folder of cases; none where it is not there yet."""
    if not is_folder(folder):
        return []
    with trouble_with(folder, "read"):
        return sorted(path for path in folder.glob("*.json") if path.is_file() and not path.name.startswith("."))


def read_stored(path: Path) -> StoredCase:
    """The case of a file.

    Raises:
        FileTrouble: it cannot be read, or not all of it holds.
    """
    content = read_small(path)
    try:
        entry, changed, problems = read_case_file(content)
        if problems:
            raise problems[0]
    except InputRefused as refusal:
        raise FileTrouble(f"{path} cannot be opened: {refusal.problem}", refusal.hint or "It was left as it is.") from refusal
    return StoredCase(entry, Version(path.stem, digest_of(content)), clean(changed))


def digest_of(content: bytes) -> str:
    """What tells one state of a file from another."""
    import hashlib  # noqa: PLC0415 - costs a start 5 ms, and most starts open no case

    return hashlib.blake2b(content, digest_size=16).hexdigest()
