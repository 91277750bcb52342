"""The user's own cases in the interface: the draft kept after every field, saving, opening, and the sheet to take along.

Nothing is imported or read before the first frame; without a desk (as in a walk that leaves no trace) nothing is kept.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alktui.cases.draft import Draft, OrphanedDraft
    from alktui.cases.entry import CaseEntry
    from alktui.cases.store import CaseStore, StoredCase, Version
    from alktui.model.catalogue import Catalogue
    from alktui.model.report import Report

FORMATS = {".txt": "text", ".md": "markdown", ".html": "html", ".htm": "html", ".json": "json", ".csv": "csv"}


class Desk:
    """What a user keeps.

    Attributes:
        version: the stored case that is on the screen, None for one not stored yet.
        orphans: unfinished cases of processes that are gone.
        trouble: why the draft could not be kept, empty where it could.
    """

    def __init__(self) -> None:
        self.version: Version | None = None
        self.orphans: tuple[OrphanedDraft, ...] = ()
        self.trouble = ""
        self._draft: Draft | None = None
        self._store: CaseStore | None = None
        self._deleted: list[Path] = []

    def begin(self) -> None:
        """Look for unfinished cases; called after the first frame."""
        from alktui.cases.draft import Draft, orphaned_drafts  # noqa: PLC0415 - after the first frame
        from alktui.cases.store import CaseStore  # noqa: PLC0415
        from alktui.errors import AlktuiError  # noqa: PLC0415

        self._store, self._draft = CaseStore(), Draft()
        try:
            self.orphans = tuple(orphaned_drafts().drafts)
        except AlktuiError as trouble:
            self.trouble = str(trouble)

    def keep(self, entry: CaseEntry) -> None:
        """Keep the entry on the disk; a field that is finished survives a kill."""
        if self._draft is None:
            return
        from alktui.errors import AlktuiError  # noqa: PLC0415 - after the first frame

        try:
            self._draft.write(entry, over=self.version)
            self.trouble = ""
        except AlktuiError as trouble:
            self.trouble = str(trouble)

    def restore(self, place: int) -> CaseEntry | None:
        """Take up an unfinished case; None where another process was faster."""
        orphan = self.orphans[place]
        self.orphans = (*self.orphans[:place], *self.orphans[place + 1 :])
        if self._draft is None or not self._draft.adopt(orphan):
            return None
        self.version = orphan.over
        return orphan.entry

    def forget(self, place: int) -> None:
        """Discard an unfinished case."""
        from alktui.cases.draft import discard_orphan  # noqa: PLC0415 - wanted seldom

        discard_orphan(self.orphans[place])
        self.orphans = (*self.orphans[:place], *self.orphans[place + 1 :])

    def save(self, entry: CaseEntry) -> None:
        """Store the entry under its label.

        Raises:
            AlktuiError: it has no label, the case changed since it was opened, or it cannot be written.
        """
        if self._store is not None:
            self.version = self._store.save(entry, over=self.version).version
            if self._draft is not None:
                self._draft.discard()

    def stored(self) -> tuple[Sequence[StoredCase], Sequence[str]]:
        """Every stored case, the last changed first, and one sentence for each file that cannot be read."""
        return self._store.listing() if self._store is not None else ((), ())

    def open(self, name: str) -> CaseEntry:
        """Open a stored case.

        Raises:
            AlktuiError: it is gone, or cannot be read.
        """
        if self._store is None:
            raise LookupError("no store")
        stored = self._store.open(name)
        self.version = stored.version
        return stored.entry

    def delete(self, name: str) -> None:
        """Delete a stored case; undo brings it back.

        Raises:
            AlktuiError: it is gone, or cannot be moved.
        """
        if self._store is not None:
            version = self._store.open(name).version
            self._deleted.append(self._store.delete(version))
            self.version = None if self.version == version else self.version

    def undelete(self) -> bool:
        """Bring the last deleted case back; whether there was one."""
        if self._store is None or not self._deleted:
            return False
        self._store.restore(self._deleted.pop())
        return True

    def close(self) -> None:
        """Let go of the draft: what was not saved is offered at the next start."""
        if self._draft is not None:
            self._draft.close()


def export(path: Path, report: Report, catalogue: Catalogue, *, force: bool) -> None:
    """Write the sheet in the format that the file's ending names.

    Raises:
        AlktuiError: no such format, a file is there already, or it cannot be written.
    """
    from alktui.errors import InputRefused  # noqa: PLC0415 - wanted seldom
    from alktui.report.file import save  # noqa: PLC0415
    from alktui.report.sheet import write_sheet  # noqa: PLC0415

    form = FORMATS.get(path.suffix.casefold())
    if form is None:
        raise InputRefused(f"the ending {path.suffix or 'of the file'} names no format", f"End it in {', '.join(FORMATS)}.")
    save(path, write_sheet(report, catalogue, form), force=force)
