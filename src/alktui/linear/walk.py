"""The case being walked: what was typed, how it reads, and its report. Only what can be read ever becomes part of it."""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Callable
from datetime import date

from alktui.cases.entry import CaseEntry
from alktui.cases.reading import read_case
from alktui.knowledge import Knowledge
from alktui.model.case import Case
from alktui.model.catalogue import Catalogue
from alktui.model.report import Report
from alktui.model.vocabulary import Disease
from alktui.triage import triage


class Walk:
    """One walk of one case.

    Attributes:
        show_excluded: whether lists hold the excluded options.
        kept: told the entry after every change, to keep it.
    """

    def __init__(self, knowledge: Knowledge, as_of: date) -> None:
        self.knowledge = knowledge
        self.as_of = as_of
        self.entry = CaseEntry()
        self.show_excluded = False
        self.kept: Callable[[CaseEntry], None] = lambda _: None
        self._before: list[CaseEntry] = []
        self._report: Report | None = None

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue."""
        return self.knowledge.catalogue

    @property
    def report(self) -> Report | None:
        """The report of the case, worked out when it is first wanted; None as long as no disease is given."""
        if self._report is None:
            self._report = self.report_of(self.entry)
        return self._report

    @property
    def diseases(self) -> tuple[Disease, ...]:
        """The diseases a case can have, the wider before the narrower."""
        choices = [disease for disease in self.catalogue.diseases if disease.choice]
        names = {disease.id for disease in choices}
        return tuple(sorted(choices, key=lambda disease: not names.isdisjoint((*disease.parents, disease.spelling_of))))

    def read(self, entry: CaseEntry | None = None) -> Case:
        """An entry as a case; without a disease, as the case it would be of the first one.

        Raises:
            InputRefused: something in it cannot be read.
        """
        entry = self.entry if entry is None else entry
        case, refusals = read_case(dataclasses.replace(entry, disease=entry.disease or self.diseases[0].id), self.catalogue)
        if refusals or case is None:
            raise refusals[0]
        return case

    def report_of(self, entry: CaseEntry) -> Report | None:
        """The report of an entry; None without a disease.

        Raises:
            InputRefused: something in it cannot be read.
        """
        case = self.read(entry)
        if not entry.disease:
            return None
        return triage(case, self.catalogue, self.as_of, self.knowledge.statuses, self.knowledge.civic)

    def change(self, how: Callable[[CaseEntry], None]) -> tuple[str, ...]:
        """Change the entry, and give what is new to say of how it was read.

        Raises:
            InputRefused: the changed entry cannot be read; the entry stays as it was.
        """
        changed = copy.deepcopy(self.entry)
        how(changed)
        return self.replace(changed)

    def replace(self, entry: CaseEntry) -> tuple[str, ...]:
        """Put another entry in place of this one; as `change`."""
        before, after = self.read(), self.read(entry)
        if entry != self.entry:
            self._before.append(self.entry)
            self._put(entry)
        return tuple(sentence for sentence in after.reading if sentence not in before.reading)

    def take_up(self, entry: CaseEntry) -> None:
        """Begin with an entry that was kept, and that can be read."""
        self._put(entry)

    def undo(self) -> bool:
        """Take back the last change; whether there was one."""
        if not self._before:
            return False
        self._put(self._before.pop())
        return True

    def _put(self, entry: CaseEntry) -> None:
        self.entry = entry
        self._report = None
        self.kept(entry)
