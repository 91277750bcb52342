"""What the interface knows: the entry with its history, how it reads, and the report. Everything recomputes at once.

The knowledge arrives after the first frame; until then only the entry can be shown.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from alktui.cases.editing import History
from alktui.cases.entry import CaseEntry

if TYPE_CHECKING:
    from collections.abc import Callable

    from alktui.errors import InputRefused
    from alktui.knowledge import Knowledge
    from alktui.model.case import Case
    from alktui.model.catalogue import Catalogue
    from alktui.model.report import Report
    from alktui.tui.desk import Desk

STEPS = ("case", "tkis", "strategies", "targets", "trials", "summary")
TITLES = {
    "case": "Case",
    "tkis": "TKIs",
    "strategies": "Combinations",
    "targets": "Targets",
    "trials": "Trials",
    "summary": "Summary",
}


SORTS = ("verdict", "level", "name")
"""How the options of a step can be sorted; the first is the report's own order."""


class Session:
    """One sitting with one case.

    Attributes:
        knowledge: the catalogue and what was brought in; None until it is read.
        report: None without a disease or a catalogue.
        desk: where the user's cases are kept; None where nothing is to be kept.
        refusals: what could not be read, by field.
        show_excluded: whether excluded options are listed.
        filter: a text that listed options must hold; empty for all.
        sort: one of SORTS.
    """

    def __init__(self, entry: CaseEntry | None = None, as_of: date | None = None, desk: Desk | None = None) -> None:
        self.history = History(entry)
        self.as_of = as_of or date.today()  # noqa: DTZ011 - the user's own day
        self.knowledge: Knowledge | None = None
        self.report: Report | None = None
        self.refusals: tuple[InputRefused, ...] = ()
        self.desk = desk
        self.show_excluded = False
        self.filter = ""
        self.sort = SORTS[0]

    @property
    def entry(self) -> CaseEntry:
        """The case as typed."""
        return self.history.entry

    @property
    def catalogue(self) -> Catalogue | None:
        """The catalogue; None until it is read."""
        return self.knowledge.catalogue if self.knowledge is not None else None

    def know(self, knowledge: Knowledge) -> None:
        """Take what is known, and work out what waits for it."""
        self.knowledge = knowledge
        self.work_out()

    def change(self, how: Callable[[CaseEntry], None]) -> bool:
        """Change the entry and recompute; whether anything changed."""
        changed = self.history.change(how)
        if changed:
            self.work_out()
        return changed

    def replace(self, entry: CaseEntry) -> None:
        """Put another entry in place of the case and recompute; undo brings the case back."""
        self.history.replace(entry)
        self.work_out()

    def undo(self) -> bool:
        """Take back the last change and recompute; whether there was one."""
        undone = self.history.undo()
        self.work_out()
        return undone

    def redo(self) -> bool:
        """Make the change again that was taken back, and recompute; whether there was one."""
        redone = self.history.redo()
        self.work_out()
        return redone

    def work_out(self) -> None:
        """Keep the entry, read it, and work out its report."""
        if self.desk is not None:
            self.desk.keep(self.entry)
        if self.knowledge is None:
            return
        from alktui.cases.reading import read_case  # noqa: PLC0415 - pydantic comes after the first frame

        case, self.refusals = read_case(self.entry, self.knowledge.catalogue)
        self.report = self.report_of(case) if case is not None else None

    def report_of(self, case: Case) -> Report:
        """The report of a case on this day, with all that is known.

        Raises:
            LookupError: nothing is known yet.
        """
        if self.knowledge is None:
            raise LookupError("the catalogue is not read yet")
        from alktui.triage import triage  # noqa: PLC0415 - after the first frame

        known = self.knowledge
        return triage(case, known.catalogue, self.as_of, known.statuses, known.civic)

    def refusals_of(self, field: str) -> tuple[InputRefused, ...]:
        """What was refused in a field."""
        return tuple(refusal for refusal in self.refusals if refusal.field == field)
