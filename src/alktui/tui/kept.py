"""The drafts of one sitting: one for each case that is not as it is stored, and which of them are not on the disk.

Nothing is imported before something was typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from alktui.cases.draft import Draft, OrphanedDraft
    from alktui.cases.editing import Origin
    from alktui.cases.entry import CaseEntry


class Unkept(NamedTuple):
    """A case that is not on the disk as it stands, where it belongs, and why it is not there."""

    entry: CaseEntry
    origin: Origin
    why: str

    @property
    def in_words(self) -> str:
        """The case, so that it is known again."""
        from alktui.tui.view.stored import entry_in_words  # noqa: PLC0415 - wanted seldom

        return entry_in_words(self.entry)


class Kept:
    """What was typed in this sitting, case by case, with a draft of each."""

    def __init__(self) -> None:
        self._entries: dict[Origin, CaseEntry] = {}
        self._drafts: dict[Origin, Draft] = {}
        self._why: dict[Origin, str] = {}
        self._taken_along: dict[Origin, CaseEntry] = {}

    def keep(self, entry: CaseEntry, origin: Origin) -> None:
        """Keep a case as it stands now, and try again for all others that could not be kept."""
        self._entries.pop(origin, None)
        self._entries[origin] = entry  # the last of them
        self._why.setdefault(origin, "")
        self.try_again()

    def try_again(self) -> None:
        """Keep what could not be kept before, where that is possible now."""
        from alktui.errors import AlktuiError  # noqa: PLC0415 - after the first frame

        for origin in tuple(self._why):
            try:
                self._write(origin)
            except AlktuiError as trouble:
                self._why[origin] = str(trouble)
            else:
                del self._why[origin]

    def _write(self, origin: Origin) -> None:
        """Write the draft of a case; one that stands as it was stored needs none, unless nothing else holds it any more."""
        entry = self._entries[origin]
        if _is_stored(entry, origin):
            self._discard(origin)
        elif not entry.is_empty or origin in self._drafts:
            self._draft_of(origin).write(entry, over=origin.version)

    def why(self, origin: Origin) -> str:
        """Why a case is not on the disk as it stands; empty where it is."""
        return self._why.get(origin, "")

    @property
    def unkept(self) -> tuple[Unkept, ...]:
        """Every case that is not on the disk as it stands."""
        return tuple(Unkept(self._entries[origin], origin, why) for origin, why in self._why.items())

    @property
    def at_stake(self) -> tuple[Unkept, ...]:
        """Those of them that are nowhere else either, so that leaving would lose them."""
        return tuple(case for case in self.unkept if self._taken_along.get(case.origin) != case.entry)

    def unfinished(self, on_screen: Origin) -> tuple[tuple[CaseEntry, Origin], ...]:
        """Cases of this sitting that another took the place of and that are not as they are stored, the last first."""
        return tuple(
            (entry, origin)
            for origin, entry in reversed(self._entries.items())
            if origin is not on_screen and not entry.is_empty and not _is_stored(entry, origin)
        )

    def was_stored(self, origin: Origin) -> None:
        """The case is in the store now, so that its draft is not needed any more."""
        from alktui.errors import AlktuiError  # noqa: PLC0415 - after the first frame

        self._why.pop(origin, None)
        self._entries.pop(origin, None)
        try:
            self._discard(origin)
        except AlktuiError:
            return  # stored it is; what is left of the draft is offered at the next start

    def was_taken_along(self, case: Unkept) -> None:
        """The case was written to another place as it stands, so that leaving does not lose it."""
        self._taken_along[case.origin] = case.entry

    def drop(self, origin: Origin) -> None:
        """Keep a case no longer.

        Raises:
            AlktuiError: its draft cannot be removed.
        """
        self._discard(origin)
        self._why.pop(origin, None)
        self._entries.pop(origin, None)

    def adopt(self, orphan: OrphanedDraft, origin: Origin) -> bool:
        """Make the draft of a process that is gone one of this sitting; whether no other process was faster.

        Where it cannot be told, as on a disk that cannot be written, the case is taken up and the draft left as it is.
        """
        from alktui.errors import AlktuiError  # noqa: PLC0415 - after the first frame

        draft = self._draft_of(origin)
        try:
            taken = draft.adopt(orphan)
        except AlktuiError:
            return True
        if not taken:
            del self._drafts[origin]
        return taken

    def close(self) -> None:
        """Let go of the drafts, after a last try to keep what could not be kept."""
        if self._why:
            self.try_again()
        for draft in self._drafts.values():
            draft.close()

    def _draft_of(self, origin: Origin) -> Draft:
        from alktui.cases.draft import Draft  # noqa: PLC0415 - after the first frame

        return self._drafts.setdefault(origin, Draft())

    def _discard(self, origin: Origin) -> None:
        if (draft := self._drafts.get(origin)) is not None:
            draft.discard()
            del self._drafts[origin]


def _is_stored(entry: CaseEntry, origin: Origin) -> bool:
    """Whether a case has nothing that the store had not; what another alktui made of it there since is that one's."""
    return entry == origin.stored and origin.elsewhere != "deleted"
