"""The view of what is brought in, over the steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, Union

from alktui.tui.left_case import where_left
from alktui.tui.overlay import View
from alktui.tui.row import Row, paragraph

if TYPE_CHECKING:
    from alktui.cases.importing import ImportResult, SampleRefused
    from alktui.errors import InputRefused
    from alktui.tui.session import Session

Found: TypeAlias = Union["ImportResult", "SampleRefused"]
"""What was read, or that a sample must be chosen first."""


def read_source(
    session: Session, source: str | Path, name: str, sample: str | None = None, is_wanted: Callable[[], bool] | None = None
) -> Found | str:
    """What a file or a pasted text holds; why nothing of it can be read, as a sentence.

    Args:
        is_wanted: asked while a file is read, which may take long; not wanted any more, it is left.
    """
    from alktui.cases.importing import SampleRefused, import_file, read_import  # noqa: PLC0415
    from alktui.errors import AlktuiError  # noqa: PLC0415

    catalogue = session.catalogue
    if catalogue is None:
        return "the catalogue is not read yet"
    try:
        if isinstance(source, Path):
            return import_file(source, catalogue, sample=sample, name=name, is_wanted=is_wanted)
        return read_import(source, catalogue, sample=sample, name=name)
    except SampleRefused as refusal:
        return refusal
    except AlktuiError as trouble:
        return str(trouble)


def is_variant(typed: str) -> bool:
    """Whether a text is meant as a variant or a fusion rather than as the name of a file, be it readable or not."""
    from alktui.cases.importing.hgvs_list import is_meant_as_change  # noqa: PLC0415

    return is_meant_as_change(typed)


def only_refusal(found: Found | str) -> InputRefused | None:
    """Why nothing was read of a text of one line; None where something was."""
    from alktui.cases.importing import ImportResult  # noqa: PLC0415

    nothing = isinstance(found, ImportResult) and found.entry.is_empty and found.refusals
    return found.refusals[0] if isinstance(found, ImportResult) and nothing else None


class Brought:
    """What is brought in, with the view of it: being read, the samples to choose from, what was read, or why nothing was.

    Args:
        name: how to call the source in a sentence.
        say: told how to answer.
        read: told the sample that is chosen, to be read apart from the screen; `show` is told what it gives.
    """

    def __init__(
        self,
        session: Session,
        name: str,
        say: Callable[[str], None],
        read: Callable[[Brought, str], object],
    ) -> None:
        self.session = session
        self.name = name
        self._say = say
        self._read = read
        self._found: Found | None = None
        self._waits_for = ""
        self._taken: set[str] = set()
        self.view = View("import", self._rows, enter=self._enter, needs=lambda _: True)

    def show(self, found: Found | str) -> None:
        """Take what was read; where that is only why nothing could be, what was shown before is shown again."""
        from alktui.cases.importing import ImportResult  # noqa: PLC0415

        self._waits_for = ""
        if not isinstance(found, str):
            self._found = found
            self._taken.clear()
            self.view.is_read = isinstance(found, ImportResult)

    def _rows(self, width: int) -> list[Row]:
        from alktui.cases.importing import ImportResult  # noqa: PLC0415
        from alktui.cases.merging import merged  # noqa: PLC0415
        from alktui.tui.view import brought  # noqa: PLC0415

        found, typed = self._found, self.session.entry
        if self._waits_for or found is None:
            return paragraph(f"reading sample {self._waits_for} of {self.name} ... esc leaves it.", width, "muted")
        if isinstance(found, ImportResult):
            with_taken = self._with_taken(found)
            return brought.rows(with_taken, typed, merged(typed, with_taken.entry), width, self._taken)
        return brought.sample_rows(found, width)

    def _with_taken(self, found: ImportResult) -> ImportResult:
        """What was read, with the markers that were offered and are taken."""
        taken = {offer.marker: offer.state for offer in found.offered if offer.marker in self._taken}
        return replace(found, entry=replace(found.entry, biomarkers={**found.entry.biomarkers, **taken}))

    def _enter(self, key: str) -> bool:
        from alktui.cases.importing import ImportResult  # noqa: PLC0415
        from alktui.cases.merging import merged  # noqa: PLC0415

        what, _, choice = key.partition(":")
        if what == "sample":
            self._waits_for = choice
            self._read(self, choice)
            return False
        if what == "offer":
            self._taken ^= {choice}
            return False
        if choice == "":
            self._say("up and down choose what to do with it, enter does it")
            return False
        if isinstance(self._found, ImportResult) and choice == "add":
            self.session.put(merged(self.session.entry, self._with_taken(self._found).entry).entry)
            self._say(f"added; {self.session.key('undo')} takes it back")
        elif isinstance(self._found, ImportResult) and choice == "replace":
            left = where_left(self.session)
            self.session.open(self._with_taken(self._found).entry)
            self._say(f"taken over; {left}" if left else "taken over")
        return True
