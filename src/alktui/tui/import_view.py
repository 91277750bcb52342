"""The view of what is brought in, over the steps."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, Union

from alktui.tui.overlay import View
from alktui.tui.row import Row, paragraph

if TYPE_CHECKING:
    from alktui.cases.importing import ImportResult
    from alktui.errors import InputRefused
    from alktui.tui.session import Session

Found: TypeAlias = Union["ImportResult", "InputRefused"]
"""What was read, or that a sample must be chosen first."""


def read_source(session: Session, source: str | Path, name: str, sample: str | None = None) -> Found | str:
    """What a file or a pasted text holds; why nothing of it can be read, as a sentence."""
    from alktui.cases.importing import import_file, read_import  # noqa: PLC0415
    from alktui.errors import AlktuiError, InputRefused  # noqa: PLC0415

    catalogue = session.catalogue
    if catalogue is None:
        return "the catalogue is not read yet"
    try:
        if isinstance(source, Path):
            return import_file(source, catalogue, sample=sample, name=name)
        return read_import(source, catalogue, sample=sample, name=name)
    except InputRefused as refusal:
        return refusal if refusal.field == "sample" else str(refusal)
    except AlktuiError as trouble:
        return str(trouble)


def is_variant(typed: str) -> bool:
    """Whether a text is meant as a variant or a fusion rather than as the name of a file, be it readable or not."""
    from alktui.cases.importing.hgvs_list import is_meant_as_change  # noqa: PLC0415

    return is_meant_as_change(typed)


def waiting_view(words: str) -> View:
    """That something is being read."""
    return View("import", lambda width: paragraph(f"{words} esc leaves it.", width, "muted"), needs=lambda _: True)


def import_view(session: Session, found: Found, say: Callable[[str], None], choose: Callable[[str], None]) -> View:
    """What was read, to add to the case or to put in its place; or the samples to choose from.

    Args:
        say: told how to answer.
        choose: told the sample that is chosen.
    """
    from alktui.cases.importing import ImportResult  # noqa: PLC0415
    from alktui.cases.merging import merged  # noqa: PLC0415
    from alktui.tui.view import brought  # noqa: PLC0415

    def rows(width: int) -> list[Row]:
        if not isinstance(found, ImportResult):
            return brought.sample_rows(found, width)
        return brought.rows(found, session.entry, merged(session.entry, found.entry), width)

    def enter(key: str) -> bool | None:
        what, _, choice = key.partition(":")
        if key == brought.UNANSWERED:
            say("up and down choose what to do with it, enter does it")
            return False
        if what == "sample":
            choose(choice)
            return None
        if isinstance(found, ImportResult) and choice == "add":
            session.put(merged(session.entry, found.entry).entry)
        elif isinstance(found, ImportResult) and choice == "replace":
            session.open(found.entry)
        return True

    return View("import", rows, enter=enter, needs=lambda _: True, is_read=isinstance(found, ImportResult))
