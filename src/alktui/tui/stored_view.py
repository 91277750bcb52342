"""The view of the stored and the unfinished cases, over the steps."""

from __future__ import annotations

from collections.abc import Callable

from alktui.cases.editing import Origin
from alktui.cases.entry import CaseEntry
from alktui.errors import AlktuiError
from alktui.tui.desk import Desk
from alktui.tui.left_case import where_left
from alktui.tui.overlay import View
from alktui.tui.row import Row
from alktui.tui.session import Session
from alktui.tui.view import stored
from alktui.tui.view.stored import moment_in_words

LEFT, ORPHAN, STORED = "left", "orphan", "stored"
"""Kinds of lines: an unfinished case of this sitting, one of a process that is gone, and a stored one."""


def stored_view(session: Session, say: Callable[[str], None]) -> View:
    """The stored cases, and the unfinished ones.

    Args:
        say: told why a case cannot be opened or deleted, and where the one before stays.

    Raises:
        LookupError: nothing is kept in this sitting.
    """
    if session.desk is None:
        raise LookupError("nothing is kept here")
    shelf = _Shelf(session, session.desk, say)
    return View("stored cases", shelf.rows, enter=shelf.enter, delete=shelf.delete, undo=shelf.bring_back, needs=lambda _: True)


ANY_WIDTH = 80
"""A width to ask for lines where only their keys matter."""


class _Shelf:
    """What one does with the lines of the view."""

    def __init__(self, session: Session, desk: Desk, say: Callable[[str], None]) -> None:
        self.session = session
        self.desk = desk
        self.say = say

    def enter(self, key: str) -> bool:
        """Put a case on the screen; whether that was done."""
        kind, _, name = key.partition(":")
        try:
            found = self._case(kind, name)
        except AlktuiError as trouble:
            self.say(str(trouble))
            return False
        if found is None:
            self.say("That unfinished case is gone: another alktui took it up.")
            return False
        left = where_left(self.session)
        self.session.open(*found)
        if left:
            self.say(f"{stored.entry_in_words(found[0])} is open; {left}")
        return True

    def _case(self, kind: str, name: str) -> tuple[CaseEntry, Origin] | None:
        """The case of a line with where it belongs; None where another process was faster."""
        if kind == LEFT:
            return self._left[int(name)]
        if kind == ORPHAN:
            taken = self.desk.restore(int(name))
            return (taken[0].entry, taken[1]) if taken is not None else None
        return self.desk.open(name)

    @property
    def _left(self) -> tuple[tuple[CaseEntry, Origin], ...]:
        return self.desk.kept.unfinished(self.session.origin)

    def delete(self, key: str) -> None:
        """Delete a stored case, or discard an unfinished one."""
        kind, _, name = key.partition(":")
        try:
            if kind == LEFT:
                self.desk.drop(*self._left[int(name)])
            elif kind == ORPHAN:
                self.desk.forget(int(name))
            elif kind == STORED:
                self.desk.delete(name, self.session.origin)
        except AlktuiError as trouble:
            self.say(str(trouble))

    def bring_back(self) -> str | None:
        """Bring back what was deleted or discarded last; the key of its line."""
        before = {row.key for row in self.rows(ANY_WIDTH)}
        try:
            what = self.desk.undelete()
        except AlktuiError as trouble:
            self.say(str(trouble))
        else:
            self.say(f"{what} is back" if what else "nothing was deleted here")
        return next((row.key for row in self.rows(ANY_WIDTH) if row.key and row.key not in before), None)

    def rows(self, width: int) -> list[Row]:
        """Its lines; whether the case on the screen still is as it was opened is looked at by the way."""
        desk = self.desk
        self.session.keep()
        left = [
            (f"{LEFT}:{place}", stored.NOT_KEPT if desk.kept.why(origin) else "this sitting", entry)
            for place, (entry, origin) in enumerate(self._left)
        ]
        gone = [(f"{ORPHAN}:{place}", moment_in_words(orphan.changed), orphan.entry) for place, orphan in enumerate(desk.orphans)]
        version = self.session.origin.version
        unfinished, key = [*left, *gone], self.session.key
        return stored.rows(*desk.stored(), width, on_screen=version, unfinished=unfinished, deleted=desk.has_deleted, key=key)
