"""What the interface knows: the entry with its history, how it reads, and the report. Everything recomputes at once.

The knowledge arrives after the first frame; until then only the entry can be shown.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from alktui.cases.editing import History, Origin
from alktui.cases.entry import CaseEntry
from alktui.tui.command import Keys, key_in_words
from alktui.tui.keymap import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Callable

    from alktui.errors import InputRefused
    from alktui.knowledge import Knowledge
    from alktui.model.case import Case
    from alktui.model.catalogue import Catalogue
    from alktui.model.report import Option, Report
    from alktui.tui.desk import Desk

STEPS = ("case", "overview", "tkis", "strategies", "targets", "trials", "summary")
TITLES = {
    "case": "Case",
    "overview": "Overview",
    "tkis": "TKIs",
    "strategies": "Combinations",
    "targets": "Targets",
    "trials": "Trials",
    "summary": "Sheet",
}


NOT_KEPT = "not on the disk"
OTHERS_NOT_KEPT = "another not on disk"
ALARMING = (NOT_KEPT, OTHERS_NOT_KEPT, "changed elsewhere", "deleted elsewhere")
"""How a case stands where its reader must know it, whatever else has no room."""

SORTS = ("group", "level", "name")
"""How the options of a step can be sorted; the first is the report's own order."""


class Session:
    """One sitting with one case.

    Attributes:
        knowledge: the catalogue and what was brought in; None until it is read.
        report: None without a disease or a catalogue.
        desk: where the user's cases are kept; None where nothing is to be kept.
        refusals: what could not be read, by field.
        show_excluded: whether excluded options are listed.
        unfolded: the sections of options that are shown though they are folded at first.
        unfolded_markers: the markers that were folded in the form and are shown; empty while they are folded.
        changed_markers: those changed since the case was opened, which stay in sight though they are cleared again.
        filters: by step, a text that listed options must hold; none where all are shown.
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
        self.unfolded: frozenset[str] = frozenset()
        self.unfolded_markers: frozenset[str] = frozenset()
        self.changed_markers: frozenset[str] = frozenset()
        self.filters: dict[str, str] = {}
        self.sort = SORTS[0]
        self.keys: Keys = DEFAULT

    @property
    def sorted_by(self) -> Callable[[Option], Any] | None:
        """What options are sorted by within their sections; None for the report's own order."""
        catalogue = self.catalogue
        if self.sort == "name":
            return lambda option: option.name.casefold()
        if self.sort == "level" and catalogue is not None:
            return lambda option: (catalogue.level[option.level].rank, option.name.casefold())
        return None

    @property
    def entry(self) -> CaseEntry:
        """The case as typed."""
        return self.history.entry

    @property
    def origin(self) -> Origin:
        """Which stored case it belongs to."""
        return self.history.origin

    def key(self, command: str) -> str:
        """The first key of a command by its id, as it is called; its name where it has none."""
        keys = self.keys.get(command, ())
        return key_in_words(keys[0]) if keys else f"({command})"

    @property
    def standing(self) -> str:
        """Whether the case is kept: "saved", "changed", "not saved", or what stands against it; empty for an empty one."""
        if self.desk is None:
            return ""
        if self.desk.kept.unkept:
            return NOT_KEPT if self.desk.kept.why(self.origin) else OTHERS_NOT_KEPT
        if self.entry.is_empty or self.origin.version is None:
            return "" if self.entry.is_empty else "not saved"
        if self.origin.elsewhere:
            return f"{self.origin.elsewhere} elsewhere"
        return "saved" if self.entry == self.origin.stored else "changed"

    @property
    def catalogue(self) -> Catalogue | None:
        """The catalogue; None until it is read."""
        return self.knowledge.catalogue if self.knowledge is not None else None

    def know(self, knowledge: Knowledge) -> None:
        """Take what is known, and work out what waits for it."""
        self.knowledge = knowledge
        self.work_out()

    def change(self, how: Callable[[CaseEntry], None], field: str = "") -> bool:
        """Change the entry and recompute; whether anything changed.

        Args:
            field: one that is changed value by value, whose steps are taken back as one.
        """
        changed = self.history.change(how, field)
        if changed:
            self.work_out()
        return changed

    def put(self, entry: CaseEntry) -> None:
        """Put a changed entry in place of the case and recompute; it is still the same case."""
        if self.history.replace(entry):
            self.work_out()

    def keep(self) -> None:
        """Keep the case as it stands, and see what became of it and of others meanwhile."""
        if self.desk is not None:
            self.desk.keep(self.entry, self.origin)

    def open(self, entry: CaseEntry, origin: Origin | None = None) -> None:
        """Put another case in place of the one on the screen and recompute; undo brings that back.

        Args:
            origin: where it is stored; None for a case that is not.
        """
        self.keep()
        self.unfolded_markers = self.changed_markers = frozenset()
        self.history.replace(entry, origin or Origin())
        self.work_out()

    def save(self, label: str) -> None:
        """Store the case under a label; only once that is done has the case this label.

        Raises:
            AlktuiError: it is no label, the case changed since it was opened, or it cannot be written.
        """
        if self.desk is None:
            return
        entry = replace(self.entry, label=label)
        origin = self.desk.save(entry, self.origin)
        if entry != self.entry:
            self.history.replace(entry)
        self.history.origin = origin
        self.work_out()

    def rename_stored(self, name: str, label: str) -> None:
        """Give a stored case another label; the one on the screen follows if it is this one.

        Raises:
            AlktuiError: the case is gone, the label is taken or none, or it cannot be written.
        """
        if self.desk is not None and self.desk.rename(name, label, self.origin):
            self.put(replace(self.entry, label=label))

    def step_of(self, identity: str) -> str:
        """The step that lists an option, with it shown though it is excluded or folded; empty where none does."""
        for step in ("strategies", "targets", "trials") if self.report is not None else ():
            found = next((option for option in getattr(self.report, step) if option.id == identity), None)
            if found is not None:
                self.filters.pop(step, None)
                self.show_excluded = self.show_excluded or found.state == "excluded"
                self.unfolded |= {found.group} if found.group is not None else set()
                return step
        return ""

    def first_against(self) -> tuple[str, str]:
        """The step and the line of the first option that the case or its source speaks against."""
        from alktui.pages.option import sections  # noqa: PLC0415 - after the first frame

        if self.report is not None:
            for step in ("strategies", "targets", "trials"):
                for section in sections(step, self.report):
                    if section.key in ("against", "spoken-against"):
                        return step, section.options[0].id
        return "strategies", ""

    def beyond(self, *, back: bool) -> CaseEntry | None:
        """The other case that undo (or redo) would put on the screen, which a person should know before.

        None where it stays with this one, where nothing is typed in the other, or where this one is an example as it came.
        """
        from alktui.cases.example import EXAMPLES  # noqa: PLC0415 - wanted seldom

        other = self.history.beyond(back=back)
        examples = EXAMPLES.values()
        return None if other is None or other.is_empty or other in examples or self.entry in examples else other

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
        self.keep()
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
