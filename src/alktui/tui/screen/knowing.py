"""The main screen and the knowledge it waits for: read in a thread after the first frame, so that the form is there at once."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from alktui.tui.screen.drawn import DrawnScreen

if TYPE_CHECKING:
    from alktui.catalogue.search import Searcher
    from alktui.knowledge import Knowledge


FIRST_FRAME = 0.01
"""Seconds in which the first frame leaves for the terminal; the imports after it would hold it up."""


class CatalogueRead(Message):
    """The catalogue was read."""

    def __init__(self, knowledge: Knowledge, searcher: Searcher) -> None:
        super().__init__()
        self.knowledge = knowledge
        self.searcher = searcher


class CatalogueMissing(Message):
    """The catalogue cannot be read, and why."""

    def __init__(self, why: str) -> None:
        super().__init__()
        self.why = why


class KnowingScreen(DrawnScreen):
    """The main screen, which works things out once the catalogue was read."""

    searcher: Searcher | None = None

    def on_mount(self) -> None:
        """Read the catalogue after the first frame."""
        self.call_after_refresh(self._read_catalogue)

    @work(thread=True)
    def _read_catalogue(self) -> None:
        time.sleep(FIRST_FRAME)  # here, since the framework drops a timer of its own where the process is held meanwhile
        if self.session.desk is not None:  # first: what is typed is kept whether or not there is a catalogue
            self.session.desk.begin()
        from alktui.catalogue.search import Searcher  # noqa: PLC0415 - pydantic and sqlite come after the first frame
        from alktui.errors import AlktuiError  # noqa: PLC0415
        from alktui.knowledge import read_knowledge  # noqa: PLC0415

        try:
            known = read_knowledge()
            searcher = Searcher(known.path)
        except AlktuiError as trouble:
            self.post_message(CatalogueMissing(str(trouble)))
            return
        from alktui.tui.view import overview, step, summary  # noqa: F401, PLC0415 - so that no step waits for an import

        self.post_message(CatalogueRead(known, searcher))

    @on(CatalogueRead)
    def _know(self, event: CatalogueRead) -> None:
        self.searcher = event.searcher
        self.session.know(event.knowledge)
        self.redraw()
        self._tell(event.knowledge.notices)

    @on(CatalogueMissing)
    def _miss(self, event: CatalogueMissing) -> None:
        self._trouble = event.why
        self.session.work_out()
        self.redraw()
        self._tell(())

    def _tell(self, notices: tuple[str, ...]) -> None:
        """Say what came up while reading; trouble with one's own files first."""
        desk = self.session.desk
        told = [*(desk.troubles if desk is not None else ()), *notices]
        if told:
            self.say("; ".join(told))
