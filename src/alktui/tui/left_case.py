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
    if session.desk is None:
        return "u leads back to the one before"
    if why := session.desk.kept.why(session.origin):
        return f"the one before is NOT on the disk, only in memory (O lists it, u leads back): {why}"
    return _where_kept(session.entry, session.origin)


def _where_kept(entry: CaseEntry, origin: Origin) -> str:
    if entry != origin.stored or origin.elsewhere == "deleted":
        return "the one before is kept as unfinished: O lists it, u leads back"
    if origin.version is None:
        return "u leads back to the example"
    if origin.elsewhere:
        return "the one before is stored as another alktui changed it: O lists it, u leads back to what was here"
    return "the one before is saved: O lists it, u leads back"
