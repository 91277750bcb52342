"""The user's own cases in the interface: the draft kept after every field, the store, and the sheet to take along.

Nothing is imported or read before the first frame; without a desk (as in a walk that leaves no trace) nothing is kept.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alktui.cases.editing import Origin

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
        orphans: unfinished cases of processes that are gone.
        trouble: why the draft could not be kept, empty where it could.
        troubles: what could not be read of earlier drafts, one sentence each; they were left as they are.
    """

    def __init__(self) -> None:
        self.orphans: tuple[OrphanedDraft, ...] = ()
        self.trouble = ""
        self.troubles: tuple[str, ...] = ()
        self._drafts: dict[Origin, Draft] = {}
        self._store: CaseStore | None = None
        self._deleted: list[tuple[Path, Origin | None]] = []
        self._forgotten: list[OrphanedDraft] = []

    def begin(self) -> None:
        """Look for unfinished cases; called after the first frame."""
        from alktui.cases.draft import orphaned_drafts  # noqa: PLC0415 - after the first frame
        from alktui.cases.store import CaseStore  # noqa: PLC0415
        from alktui.errors import AlktuiError  # noqa: PLC0415

        self._store = CaseStore()
        try:
            self.orphans, self.troubles = orphaned_drafts()
        except AlktuiError as trouble:
            self.troubles = (str(trouble),)

    def keep(self, entry: CaseEntry, origin: Origin) -> None:
        """Keep the entry on the disk; a field that is finished survives a kill.

        Each case has a draft of its own, so that one which another case took the place of is kept as well. A case that
        stands as it was stored needs none.
        """
        if self._store is None:
            return
        from alktui.errors import AlktuiError  # noqa: PLC0415 - after the first frame

        try:
            if entry == origin.stored:
                self._discard(origin)
            elif not entry.is_empty or origin in self._drafts:
                self._draft_of(origin).write(entry, over=origin.version)
            self.trouble = ""
        except AlktuiError as trouble:
            self.trouble = str(trouble)

    def _draft_of(self, origin: Origin) -> Draft:
        from alktui.cases.draft import Draft  # noqa: PLC0415 - after the first frame

        return self._drafts.setdefault(origin, Draft())

    def _discard(self, origin: Origin) -> None:
        if draft := self._drafts.pop(origin, None):
            draft.discard()

    def restore(self, place: int) -> tuple[OrphanedDraft, Origin] | None:
        """Take up an unfinished case, with where it belongs; None where another process was faster."""
        orphan = self.orphans[place]
        self.orphans = (*self.orphans[:place], *self.orphans[place + 1 :])
        origin = Origin(orphan.over)
        return (orphan, origin) if self._draft_of(origin).adopt(orphan) else None

    def forget(self, place: int) -> None:
        """Offer an unfinished case no more; it is discarded when alktui ends, and can be recalled until then."""
        self._forgotten.append(self.orphans[place])
        self.orphans = (*self.orphans[:place], *self.orphans[place + 1 :])

    def recall(self) -> bool:
        """Offer the unfinished case again that was forgotten last; whether there was one."""
        if not self._forgotten:
            return False
        self.orphans = (*self.orphans, self._forgotten.pop())
        return True

    def save(self, entry: CaseEntry, origin: Origin) -> Origin:
        """Store the entry under its label: over the case it belongs to, or under another label as a case of its own.

        Raises:
            AlktuiError: it has no label, the case changed since it was opened, or it cannot be written.
        """
        same = origin.version is not None and self._has_label(origin.version, entry.label)
        stored = self._opened_store().save(entry, over=origin.version if same else None)
        self._discard(origin)
        if not same:
            return Origin(stored.version, stored.entry)
        origin.version, origin.stored = stored.version, stored.entry
        return origin

    def stored(self) -> tuple[Sequence[StoredCase], Sequence[str]]:
        """Every stored case, the last changed first, and one sentence for each file that cannot be read."""
        return self._store.listing() if self._store is not None else ((), ())

    def open(self, name: str) -> tuple[CaseEntry, Origin]:
        """Open a stored case.

        Raises:
            AlktuiError: it is gone, or cannot be read.
        """
        stored = self._of_the_store(name)
        return stored.entry, Origin(stored.version, stored.entry)

    def rename(self, name: str, label: str, origin: Origin) -> bool:
        """Give a stored case another label; whether it is the one on the screen, whose origin then follows.

        Raises:
            AlktuiError: it is gone, the label is taken, or it cannot be written.
        """
        stored = self._of_the_store(name)
        renamed = self._opened_store().rename(stored, label)
        if origin.version != stored.version:
            return False
        origin.version, origin.stored = renamed.version, renamed.entry
        return True

    def duplicate(self, name: str) -> StoredCase:
        """Store a case a second time, under the first label that is free.

        Raises:
            AlktuiError: it is gone, or cannot be written.
        """
        return self._opened_store().duplicate(self._of_the_store(name))

    def delete(self, name: str, origin: Origin) -> None:
        """Delete a stored case; undelete brings it back. On the screen it stays, as a case that is not stored.

        Raises:
            AlktuiError: it is gone, or cannot be moved.
        """
        version = self._of_the_store(name).version
        is_on_screen = origin.version == version
        self._deleted.append((self._opened_store().delete(version), origin if is_on_screen else None))
        if is_on_screen:
            origin.version = origin.stored = None

    @property
    def has_deleted(self) -> bool:
        """Whether a case was deleted here that can be brought back."""
        return bool(self._deleted)

    def undelete(self) -> str:
        """Bring the last deleted case back: its label; empty where there was none.

        Raises:
            AlktuiError: its label was given to another case meanwhile, or it cannot be moved.
        """
        while self._store is not None and self._deleted and not self._deleted[-1][0].exists():
            self._deleted.pop()  # brought back, or gone for good, by another alktui
        if self._store is None or not self._deleted:
            return ""
        path, origin = self._deleted[-1]
        stored = self._store.restore(path)
        self._deleted.pop()
        if origin is not None and origin.version is None:
            origin.version, origin.stored = stored.version, stored.entry
        return stored.label

    def close(self) -> None:
        """Let go of the draft: what was not saved is offered at the next start; what was forgotten is discarded."""
        for draft in self._drafts.values():
            draft.close()
        if self._forgotten:
            from alktui.cases.draft import discard_orphan  # noqa: PLC0415 - wanted seldom

            for orphan in self._forgotten:
                discard_orphan(orphan)

    def _has_label(self, version: Version, label: str) -> bool:
        """Whether a stored case has a label; one that is gone counts as if, so that saving over it is told as a conflict."""
        from alktui.cases.label import folded_label, plain_label  # noqa: PLC0415 - wanted seldom
        from alktui.errors import AlktuiError  # noqa: PLC0415

        wanted = folded_label(plain_label(label))
        try:
            return folded_label(self._of_the_store(version.name).label) == wanted
        except AlktuiError:
            return True

    def _opened_store(self) -> CaseStore:
        if self._store is None:
            from alktui.cases.store import CaseStore  # noqa: PLC0415 - opened before the first frame was there

            self._store = CaseStore()
        return self._store

    def _of_the_store(self, name: str) -> StoredCase:
        return self._opened_store().open(name)


def is_there(path: Path) -> bool:
    """Whether a file of that name is there.

    Raises:
        InputRefused: it can be no name of a file.
        FileTrouble: one may not look.
    """
    from alktui.cases.private_folder import trouble_with  # noqa: PLC0415 - wanted seldom
    from alktui.errors import InputRefused  # noqa: PLC0415

    try:
        with trouble_with(path, "written"):
            return path.exists()
    except ValueError:  # a NUL in the name
        raise InputRefused("that is no name of a file", field="export", typed=str(path)) from None


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
