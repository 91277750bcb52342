"""The user's own cases in the interface: the draft kept after every field, the store, and the sheet to take along.

Nothing is imported or read before the first frame; without a desk (as in a walk that leaves no trace) nothing is kept.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from alktui.cases.editing import Origin
from alktui.tui.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from alktui.cases.draft import OrphanedDraft
    from alktui.cases.entry import CaseEntry
    from alktui.cases.store import CaseStore
    from alktui.cases.stored import StoredCase
    from alktui.model.catalogue import Catalogue
    from alktui.model.report import Report

FORMATS = {".txt": "text", ".md": "markdown", ".html": "html", ".htm": "html", ".json": "json", ".csv": "csv"}


class Desk:
    """What a user keeps.

    Attributes:
        orphans: unfinished cases of processes that are gone.
        troubles: what could not be read of earlier drafts, one sentence each; they were left as they are.
        kept: the cases of this sitting, each with its draft.
    """

    def __init__(self) -> None:
        self.orphans: tuple[OrphanedDraft, ...] = ()
        self.troubles: tuple[str, ...] = ()
        self.kept = Kept()
        self._store: CaseStore | None = None
        self._removed: list[Callable[[], str]] = []
        self._forgotten: list[OrphanedDraft] = []

    def begin(self) -> None:
        """Look for unfinished cases; called after the first frame."""
        from alktui.cases.draft import orphaned_drafts  # noqa: PLC0415 - after the first frame
        from alktui.errors import AlktuiError  # noqa: PLC0415

        try:
            self._opened_store()
            self.orphans, self.troubles = orphaned_drafts()
        except AlktuiError as trouble:
            self.troubles = (str(trouble),)

    def keep(self, entry: CaseEntry, origin: Origin) -> None:
        """Keep the entry on the disk; a field that is finished survives a kill.

        Each case has a draft of its own, so that one which another case took the place of is kept as well. A case that
        stands as it was stored needs none. What cannot be kept is tried again whenever something is.
        """
        self.look_again(origin)
        self.kept.keep(entry, origin)

    def look_again(self, origin: Origin) -> None:
        """See whether the stored case is still as it was opened, or another alktui changed or deleted it."""
        if origin.version is not None and self._store is not None:
            origin.elsewhere = self._store.changed_elsewhere(origin.version)

    def restore(self, place: int) -> tuple[OrphanedDraft, Origin] | None:
        """Take up an unfinished case, with where it belongs; None where another process was faster."""
        orphan = self.orphans[place]
        self.orphans = (*self.orphans[:place], *self.orphans[place + 1 :])
        origin = Origin(orphan.over)
        return (orphan, origin) if self.kept.adopt(orphan, origin) else None

    def forget(self, place: int) -> None:
        """Offer an unfinished case no more; it is discarded when alktui ends, and can be recalled until then."""
        self._forgotten.append(self.orphans[place])
        self._removed.append(self._offer_again)
        self.orphans = (*self.orphans[:place], *self.orphans[place + 1 :])

    def recall(self) -> bool:
        """Offer the unfinished case again that was forgotten last; whether there was one."""
        if not self._forgotten:
            return False
        self._removed.remove(self._offer_again)
        return bool(self._offer_again())

    def save(self, entry: CaseEntry, origin: Origin) -> Origin:
        """Store the entry under its label: over the case it belongs to, or under another label as a case of its own.

        Where the case it belongs to was deleted meanwhile, that is said once; after that it counts as one not stored yet.

        Raises:
            AlktuiError: it has no label, the case changed since it was opened, or it cannot be written.
        """
        from alktui.errors import CaseConflict  # noqa: PLC0415 - wanted seldom

        self.look_again(origin)
        try:
            stored = self._opened_store().save_labelled(entry, origin.version)
        except CaseConflict:
            if origin.elsewhere == "deleted":
                origin.version, origin.stored, origin.elsewhere = None, None, ""
            raise
        self.kept.was_stored(origin)
        if origin.version is not None and origin.version.name != stored.version.name:
            return Origin(stored.version, stored.entry)
        origin.version, origin.stored, origin.elsewhere = stored.version, stored.entry, ""
        return origin

    def stored(self) -> tuple[Sequence[StoredCase], Sequence[str]]:
        """Every stored case, the last changed first, and one sentence for each file and draft that cannot be read."""
        from alktui.errors import AlktuiError  # noqa: PLC0415 - wanted seldom

        try:
            cases, troubles = self._opened_store().listing()
        except AlktuiError as trouble:
            cases, troubles = (), (str(trouble),)
        return cases, (*troubles, *self.troubles)

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

    def free_label(self, label: str) -> str:
        """A label that no stored case has: this one, or this one with a number.

        Raises:
            AlktuiError: the stored cases cannot be read.
        """
        return self._opened_store().free_label(label)

    def duplicate(self, name: str, label: str) -> StoredCase:
        """Store a case a second time, under another label.

        Raises:
            AlktuiError: it is gone, the label is taken or none, or it cannot be written.
        """
        from alktui.cases.label import plain_label  # noqa: PLC0415 - wanted seldom

        return self._opened_store().duplicate(self._of_the_store(name), plain_label(label))

    def delete(self, name: str, origin: Origin) -> None:
        """Delete a stored case; undelete brings it back. On the screen it stays, as a case that is not stored.

        Raises:
            AlktuiError: it is gone, or cannot be moved.
        """
        version = self._of_the_store(name).version
        is_on_screen = origin.version == version
        path = self._opened_store().delete(version)
        self._removed.append(partial(self._bring_back, path, origin if is_on_screen else None))
        if is_on_screen:
            origin.version = origin.stored = None
            origin.elsewhere = ""

    def drop(self, entry: CaseEntry, origin: Origin) -> None:
        """Keep an unfinished case of this sitting no longer; undelete brings it back.

        Raises:
            AlktuiError: its draft cannot be removed.
        """
        self.kept.drop(origin)
        self._removed.append(partial(self._take_up_again, entry, origin))

    @property
    def has_deleted(self) -> bool:
        """Whether something was deleted here that can be brought back."""
        return bool(self._removed)

    def undelete(self) -> str:
        """Bring back what was deleted last, a stored case or an unfinished one: what it is; empty where there was none.

        Raises:
            AlktuiError: its label was given to another case meanwhile, or it cannot be moved.
        """
        while self._removed:
            what = self._removed[-1]()
            self._removed.pop()
            if what:
                return what
        return ""

    def _bring_back(self, path: Path, origin: Origin | None) -> str:
        if not path.exists():
            return ""  # brought back, or gone for good, by another alktui
        stored = self._opened_store().restore(path)
        if origin is not None and origin.version is None:
            origin.version, origin.stored = stored.version, stored.entry
        return stored.label

    def _take_up_again(self, entry: CaseEntry, origin: Origin) -> str:
        self.keep(entry, origin)
        return "the unfinished case"

    def _offer_again(self) -> str:
        self.orphans = (*self.orphans, self._forgotten.pop())
        return "the unfinished case"

    def close(self) -> None:
        """Let go of the draft: what was not saved is offered at the next start; what was forgotten is discarded."""
        self.kept.close()
        if self._forgotten:
            from alktui.cases.draft import discard_orphan  # noqa: PLC0415 - wanted seldom
            from alktui.errors import AlktuiError  # noqa: PLC0415

            for orphan in self._forgotten:
                with suppress(AlktuiError):  # one that cannot be removed is offered again
                    discard_orphan(orphan)

    def _opened_store(self) -> CaseStore:
        if self._store is None:
            from alktui.cases.store import CaseStore  # noqa: PLC0415 - opened before the first frame was there

            self._store = CaseStore()
        return self._store

    def _of_the_store(self, name: str) -> StoredCase:
        return self._opened_store().open(name)


def is_there(path: Path, action: str = "written") -> bool:
    """Whether a file of that name is there.

    Args:
        action: what is to be done with it, "read" or "written".

    Raises:
        InputRefused: it can be no name of a file.
        FileTrouble: one may not look.
    """
    from alktui.errors import InputRefused  # noqa: PLC0415
    from alktui.whole_file import trouble_with  # noqa: PLC0415 - wanted seldom

    try:
        with trouble_with(path, action):
            return path.exists()
    except ValueError:  # a NUL in the name
        raise InputRefused("that is no name of a file", field="export", typed=str(path)) from None


def write_case(path: Path, entry: CaseEntry) -> None:
    """Write a case as a case file that alktui takes in again, never over another file.

    Raises:
        FileTrouble: a file is there, or it cannot be written.
    """
    from alktui.cases.case_file import case_bytes  # noqa: PLC0415 - wanted seldom
    from alktui.whole_file import write_file  # noqa: PLC0415

    write_file(path, case_bytes(entry))


def export(path: Path, report: Report, catalogue: Catalogue, *, force: bool) -> None:
    """Write the sheet in the format that the file's ending names.

    Raises:
        AlktuiError: no such format, a file is there already, or it cannot be written.
    """
    from alktui.board import write_sheet  # noqa: PLC0415
    from alktui.errors import InputRefused  # noqa: PLC0415 - wanted seldom
    from alktui.whole_file import write_file  # noqa: PLC0415

    form = FORMATS.get(path.suffix.casefold())
    if form is None:
        raise InputRefused(f"the ending {path.suffix or 'of the file'} names no format", f"End it in {', '.join(FORMATS)}.")
    write_file(path, write_sheet(report, catalogue, form).encode(), force=force)
