"""Views of the user's own cases over the steps: what is stored, and what is brought in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from alktui.tui.overlay import View
from alktui.tui.row import Row

if TYPE_CHECKING:
    from alktui.cases.importing import ImportResult
    from alktui.errors import InputRefused
    from alktui.model.catalogue import Catalogue
    from alktui.tui.session import Session


def import_view(session: Session, source: str | Path, name: str, say: Callable[[str], None]) -> View:
    """What a file or a pasted text holds, to add to the case or to put in its place.

    Args:
        say: told why a sample that was chosen cannot be read.

    Raises:
        InputRefused: nothing of it can be read.
        FileTrouble: the file cannot be read.
    """
    from alktui.cases.importing import ImportResult  # noqa: PLC0415
    from alktui.cases.merging import merged  # noqa: PLC0415
    from alktui.errors import AlktuiError  # noqa: PLC0415
    from alktui.tui.view import brought  # noqa: PLC0415

    catalogue = session.catalogue
    if catalogue is None:
        raise LookupError("the catalogue is not read yet")
    found = _read(source, catalogue, None, name)

    def rows(width: int) -> list[Row]:
        if not isinstance(found, ImportResult):
            return brought.sample_rows(found, width)
        return brought.rows(found, session.entry, merged(session.entry, found.entry), width)

    def enter(key: str) -> bool:
        nonlocal found
        what, _, choice = key.partition(":")
        if what == "sample":
            try:
                found = _read(source, catalogue, choice, name)
            except AlktuiError as trouble:  # the file went away or changed meanwhile
                say(str(trouble))
            return False
        if isinstance(found, ImportResult) and choice == "add":
            session.put(merged(session.entry, found.entry).entry)
        elif isinstance(found, ImportResult) and choice == "replace":
            session.open(found.entry)
        return True

    return View("import", rows, enter=enter, needs=lambda _: True)


def _read(source: str | Path, catalogue: Catalogue, sample: str | None, name: str) -> ImportResult | InputRefused:
    """What was read, or that a sample must be chosen first."""
    from alktui.cases.importing import import_file, read_import  # noqa: PLC0415
    from alktui.errors import InputRefused  # noqa: PLC0415

    try:
        if isinstance(source, Path):
            return import_file(source, catalogue, sample=sample, name=name)
        return read_import(source, catalogue, sample=sample, name=name)
    except InputRefused as refusal:
        if refusal.field != "sample":
            raise
        return refusal


def stored_view(session: Session, say: Callable[[str], None]) -> View:
    """The stored cases.

    Args:
        say: told why a case cannot be opened or deleted.
    """
    from alktui.errors import AlktuiError  # noqa: PLC0415
    from alktui.tui.view import stored  # noqa: PLC0415

    desk = session.desk
    if desk is None:
        raise LookupError("nothing is kept here")

    def enter(key: str) -> bool:
        try:
            session.open(*desk.open(key.partition(":")[2]))
        except AlktuiError as trouble:
            say(str(trouble))
            return False
        return True

    def delete(key: str) -> None:
        try:
            desk.delete(key.partition(":")[2], session.origin)
        except AlktuiError as trouble:
            say(str(trouble))

    def undo() -> None:
        try:
            label = desk.undelete()
        except AlktuiError as trouble:
            say(str(trouble))
        else:
            say(f"{label} is back" if label else "nothing was deleted here")

    def rows(width: int) -> list[Row]:
        return stored.rows(*desk.stored(), width, on_screen=session.origin.version, deleted=desk.has_deleted)

    return View("stored cases", rows, enter=enter, delete=delete, undo=undo, needs=lambda _: True)
