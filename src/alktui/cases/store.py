"""The store of the user's cases: a file each, never overwritten by one who has not seen what stands there.

Standard library only: the interface shows its first frame before anything heavier is imported.
"""

from __future__ import annotations

import difflib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from alktui.cases.case_file import case_bytes, refuse_long
from alktui.cases.damaged import DamagedCases
from alktui.cases.entry import CaseEntry
from alktui.cases.label import file_name, folded_label, free_label, plain_label
from alktui.cases.location import user_home
from alktui.cases.lock import only_writer
from alktui.cases.private_folder import (
    move,
    read_small,
    refuse_large,
    remove,
)
from alktui.cases.stored import Listing, StoredCase, Version, case_files, digest_of, read_stored
from alktui.cases.trash import Trash
from alktui.errors import AlktuiError, CaseConflict, FileTrouble, InputRefused
from alktui.plain import clean, shown
from alktui.whole_file import write_whole


class CaseStore:
    """The cases of one user.

    Args:
        home: the folder that holds `cases` and `trash`; the user's own unless said.
    """

    def __init__(self, home: Path | None = None) -> None:
        self.home = home or user_home()
        self.folder = self.home / "cases"
        self.trash = Trash(self.home / "trash")
        self.damaged = DamagedCases(self.folder, self.trash)

    def listing(self) -> Listing:
        """Every case. Never fails for the sake of one file."""
        cases: list[StoredCase] = []
        troubles: list[str] = []
        for path in self._files():
            try:
                cases.append(self._read(path.stem))
            except AlktuiError as trouble:
                if path.exists():  # else another alktui deleted or renamed it just now
                    troubles.append(str(trouble))
        cases.sort(key=lambda stored: stored.label)
        cases.sort(key=lambda stored: stored.changed, reverse=True)
        return Listing(tuple(cases), tuple(troubles))

    def open(self, wanted: str) -> StoredCase:
        """The case with a label, or with a name of a file.

        Raises:
            InputRefused: there is none, or more than one.
            FileTrouble: its file cannot be read.
        """
        plain = " ".join(clean(wanted).split())
        typed = folded_label(plain)
        if any(path.stem == plain for path in self._files()):
            return self._read(plain)
        listing = self.listing()
        found = [stored for stored in listing.cases if folded_label(stored.label) == typed]
        if len(found) == 1:
            return found[0]
        if found:
            names = tuple(stored.version.name for stored in found)
            problem = f"{len(found)} cases have the label {shown(wanted)}"
            raise InputRefused(problem, f"Name one by its file: {', '.join(names)}.", field="case", suggestions=names)
        if typed and (damaged := self._path(file_name(wanted))).exists():
            self._read(damaged.stem)
        raise _unknown(wanted, [stored.label for stored in listing.cases])

    def save(self, entry: CaseEntry, *, over: Version | None = None) -> StoredCase:
        """Store an entry: as a new case, or over the state of a case that was opened (its label may have changed).

        Raises:
            InputRefused: it has no label that can be one.
            CaseConflict: the case changed since, or the label is another case's.
            FileTrouble: it cannot be written.
        """
        label = plain_label(entry.label)
        with only_writer(self.folder):
            name = file_name(label)
            if over is not None and folded_label(self._unchanged(over, label).label) == folded_label(label):
                name = over.name
            else:
                self._require_free(label, name, own=over.name if over is not None else "")
            # First under the name that it has, then moved: a kill in between leaves one case, under its new label.
            stored = self._write(over.name if over is not None else name, replace(entry, label=label))
            if over is not None and over.name != name:
                move(self._path(over.name), self._path(name))
                stored = self._read(name)
        return stored

    def save_labelled(self, entry: CaseEntry, over: Version | None) -> StoredCase:
        """Store an entry under its label: over the case it belongs to, or under another label as a case of its own.

        Args:
            over: the state of the case it belongs to; None where it belongs to none. One that is gone is a conflict.

        Raises:
            AlktuiError: as save does.
        """
        same = over is not None and self._has_label(over, entry.label)
        return self.save(entry, over=over if same else None)

    def changed_elsewhere(self, version: Version) -> str:
        """What became of a case since it was seen: "changed", "deleted" (or renamed), or nothing as far as can be told."""
        try:
            if not self._path(version.name).exists():
                return "deleted"
            return "" if digest_of(read_small(self._path(version.name))) == version.revision else "changed"
        except (AlktuiError, OSError):
            return ""

    def rename(self, stored: StoredCase, label: str) -> StoredCase:
        """Give a case another label; raises as save does."""
        return self.save(replace(stored.entry, label=label), over=stored.version)

    def duplicate(self, stored: StoredCase, label: str = "") -> StoredCase:
        """A second case with the same content, under a label or the first that is free; raises as save does."""
        return self.save(replace(stored.entry, label=label or self.free_label(stored.label)))

    def delete(self, version: Version) -> Path:
        """Put a case into the trash; what it gives undoes that, through restore. Thirty days later it is gone.

        Raises:
            FileTrouble: the case changed since it was read, or is gone.
        """
        with only_writer(self.folder):
            try:
                self._unchanged(version, "")
            except CaseConflict as conflict:
                hint = "Look at it again before it is deleted." if self._path(version.name).exists() else "Nothing is left to do."
                raise FileTrouble(conflict.problem, hint) from None
            return self.trash.take(self._path(version.name))

    def deleted(self) -> Listing:
        """The cases in the trash, the last changed first; their versions name files there."""
        cases: list[StoredCase] = []
        troubles: list[str] = []
        for path in self.trash.files():
            try:
                cases.append(read_stored(path))
            except AlktuiError as trouble:
                troubles.append(str(trouble))
        return Listing(tuple(sorted(cases, key=lambda stored: stored.version.name, reverse=True)), tuple(troubles))

    def restore(self, deleted: Path, label: str = "") -> StoredCase:
        """Take a case out of the trash again.

        Args:
            deleted: what delete gave, or a path in the trash.
            label: another than it had.

        Raises:
            InputRefused: the other label can be none.
            CaseConflict: the label was given to another case meanwhile.
        """
        with only_writer(self.folder):
            stored = read_stored(deleted)
            wanted = plain_label(label) if label else stored.label or "restored"
            name = file_name(wanted)
            self._require_free(wanted, name)
            if not label:
                move(deleted, self._path(name))
                return self._read(name)
            restored = self._write(name, replace(stored.entry, label=wanted))
            remove(deleted)
        return restored

    def has(self, wanted: str) -> bool:
        """Whether some case has this label, or its file this name."""
        plain = " ".join(clean(wanted).split())
        if any(path.stem == plain for path in self._files()):
            return True
        return folded_label(plain) in self._labels()

    def version_of(self, label: str) -> Version | None:
        """The state of the case that has a label now; None where none has."""
        wanted = folded_label(plain_label(label))
        return next((stored.version for stored in self.listing().cases if folded_label(stored.label) == wanted), None)

    def find_deleted(self, label: str) -> StoredCase:
        """The last deleted case with a label.

        Raises:
            InputRefused: there is none in the trash.
        """
        cases = self.deleted().cases
        wanted = folded_label(" ".join(clean(label).split()))
        for stored in cases:
            if folded_label(stored.label) == wanted or stored.version.name == label:
                return stored
        raise InputRefused(f"no case with the label {shown(label)} is in the trash", "alktui case list --deleted shows them.")

    def free_label(self, label: str) -> str:
        """A label that no case has: this one, or this one with a number."""
        plain = " ".join(clean(label).split()) or "case"
        return free_label(plain, self._labels())

    def _files(self) -> list[Path]:
        return case_files(self.folder)

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.json"

    def _labels(self) -> set[str]:
        return {folded_label(stored.label) for stored in self.listing().cases}

    def _read(self, name: str) -> StoredCase:
        return read_stored(self._path(name))

    def _write(self, name: str, entry: CaseEntry) -> StoredCase:
        refuse_long(entry)
        content = case_bytes(entry, changed=datetime.now(UTC).isoformat(timespec="microseconds"))
        refuse_large(content)
        write_whole(self._path(name), content)
        return self._read(name)

    def _unchanged(self, version: Version, label: str) -> StoredCase:
        """The case in the state that was seen."""
        if not self._path(version.name).exists():
            problem = "the case was deleted or renamed by another alktui since it was opened"
            raise CaseConflict(problem, self.free_label(label))
        stored = self._read(version.name)
        if stored.version != version:
            problem = f"the case {shown(stored.label)} was changed by another alktui since it was opened"
            raise CaseConflict(problem, self.free_label(label or stored.label))
        return stored

    def _has_label(self, version: Version, label: str) -> bool:
        """Whether a stored case has a label; one that is gone counts as if, so that saving over it is told as a conflict."""
        try:
            return folded_label(self._read(version.name).label) == folded_label(plain_label(label))
        except FileTrouble:
            return True

    def _require_free(self, label: str, name: str, own: str = "") -> None:
        """Refuse a label that another case has; `own` is the name of the file of the case that shall have it."""
        taken = self._labels()
        if folded_label(label) not in taken and (name == own or not self._path(name).exists()):
            return
        free = free_label(label, taken | {folded_label(label)})
        raise CaseConflict(f"a case with the label {shown(label)} exists already", free)


def _unknown(wanted: str, labels: list[str]) -> InputRefused:
    near = tuple(difflib.get_close_matches(wanted, labels, n=3, cutoff=0.4))
    hint = f"Did you mean {' or '.join(shown(label) for label in near)}?" if near else "alktui case list shows them."
    return InputRefused(f"there is no case with the label {shown(wanted)}", hint, field="case", typed=wanted, suggestions=near)
