"""Where a case stays when another takes its place on the screen, in words."""

from __future__ import annotations

from alktui.cases.editing import Origin
from alktui.cases.entry import CaseEntry
from alktui.tui.session import Session


def where_left(session: Session) -> str:
    """Where the case on the screen stays, which is kept once more for that; empty where nothing was entered."""
    if session.entry.is_empty:
        return ""
    session.keep()
    back, stored = f"{session.key('undo')} leads back", f"{session.key('open-stored')} lists it"
    if session.desk is None:
        return f"{back} to the one before"
    if why := session.desk.kept.why(session.origin):
        return f"the one before is NOT on the disk, only in memory ({stored}, {back}): {why}"
    return _where_kept(session.entry, session.origin, back, stored)


def _where_kept(entry: CaseEntry, origin: Origin, back: str, stored: str) -> str:
    if entry != origin.stored or origin.elsewhere == "deleted":
        return f"the one before is kept as unfinished: {stored}, {back}"
    if origin.version is None:
        return f"{back} to the example"
    if origin.elsewhere:
        return f"the one before is stored as another alktui changed it: {stored}, {back} to what was here"
    return f"the one before is saved: {stored}, {back}"
