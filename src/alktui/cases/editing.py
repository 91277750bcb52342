"""Changes of a case entry, each giving a new one; and their history, to take back and make again."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from alktui.cases.beside_text import parts_of
from alktui.cases.entry import CaseEntry, FindingEntry
from alktui.cases.therapy_text import therapy_of_text

if TYPE_CHECKING:
    from alktui.cases.stored import Version

MOST_STEPS = 200


@dataclass(eq=False)
class Origin:
    """Which stored case an entry belongs to: one for all the changes of one case, another for another case.

    Attributes:
        version: the state that was opened or saved; None for a case not stored yet.
        stored: the entry as it stands there; of an example, the example.
        elsewhere: what another alktui did to the stored case since, "changed" or "deleted"; empty for nothing.
    """

    version: Version | None = None
    stored: CaseEntry | None = None
    elsewhere: str = ""


class History:
    """An entry with the changes made to it. Undo leads back also to the case that was there before, and to where that belongs."""

    def __init__(self, entry: CaseEntry | None = None) -> None:
        self.entry = entry or CaseEntry()
        self.origin = Origin()
        self._before: list[tuple[CaseEntry, Origin]] = []
        self._after: list[tuple[CaseEntry, Origin]] = []
        self._field: tuple[str, Origin] | None = None

    def change(self, how: Callable[[CaseEntry], None], field: str = "") -> bool:
        """Change a copy of the entry; whether anything changed.

        Args:
            field: one that is changed value by value; changes of it that follow each other are taken back as one.
        """
        changed = copy.deepcopy(self.entry)
        how(changed)
        goes_on = bool(field) and self._field == (field, self.origin)
        if goes_on and changed != self.entry:
            self._go_on(changed)
            return True
        replaced = self.replace(changed)
        self._field = (field, self.origin) if field and replaced else None
        return replaced

    def _go_on(self, entry: CaseEntry) -> None:
        """Change what the last change changed; one that is back where it began is none."""
        self.entry = entry
        self._after.clear()
        if self._before[-1] == (entry, self.origin):
            self._before.pop()
            self._field = None

    def replace(self, entry: CaseEntry, origin: Origin | None = None) -> bool:
        """Put another entry in its place; whether it differs.

        Args:
            origin: of another case; None where it is still the same one.
        """
        if entry == self.entry and origin is None:
            return False
        self._before = [*self._before[-MOST_STEPS:], (self.entry, self.origin)]
        self._after.clear()
        self._field = None
        self.entry, self.origin = entry, origin or self.origin
        return True

    def beyond(self, *, back: bool) -> CaseEntry | None:
        """The other case that undo (or redo) would lead to; None where it stays with this one, or there is nothing to do."""
        steps = self._before if back else self._after
        return steps[-1][0] if steps and steps[-1][1] is not self.origin else None

    def undo(self) -> bool:
        """Take back the last change; whether there was one."""
        self._field = None
        if not self._before:
            return False
        self._after.append((self.entry, self.origin))
        self.entry, self.origin = self._before.pop()
        return True

    def redo(self) -> bool:
        """Make the change again that was taken back; whether there was one."""
        self._field = None
        if not self._after:
            return False
        self._before.append((self.entry, self.origin))
        self.entry, self.origin = self._after.pop()
        return True


def set_text(entry: CaseEntry, key: str, text: str) -> None:
    """Put a text into a field: "fusion", "finding:0", "finding:+", "beside:0", "prior:1", "prior-therapy:+" and so on.

    A list's "+" appends; an empty text deletes. Beside a finding stand specimen, date and VAF, separated by semicolons.
    A therapy is typed with how it ended and its dates.
    """
    kind, _, place = key.partition(":")
    if not place:
        setattr(entry, kind.replace("-", "_"), text)
        return
    if kind == "beside":
        finding = entry.findings[int(place)]
        finding.specimen, finding.sampled, finding.vaf = parts_of(text)
        return
    if not text.strip():
        delete(entry, key)
        return
    if kind == "finding":
        _put(entry.findings, place, lambda old: _finding(text, old))
    else:
        lines = entry.prior if kind == "prior" else entry.prior_therapies
        _put(lines, place, lambda _: therapy_of_text(text))
    if kind == "finding":
        entry.say_sequencing("")
    elif kind == "prior":
        entry.no_prior_tki = False


def _finding(text: str, old: FindingEntry | None) -> FindingEntry:
    """A finding with another text; what a file marks it as goes with its variant, and stays where only ":count" is added."""
    if old is None:
        return FindingEntry(text)
    now, before = (typed.casefold().replace(":count", "").strip() for typed in (text, old.text))
    return replace(old, text=text, marked=old.marked if now == before else "")


def _put(lines: list[Any], place: str, make: Callable[[Any], Any]) -> None:
    if place == "+":
        lines.append(make(None))
    else:
        lines[int(place)] = make(lines[int(place)])


def delete(entry: CaseEntry, key: str) -> None:
    """Delete a line of a list, or clear a field."""
    kind, _, place = key.partition(":")
    if kind == "biomarker":
        entry.biomarkers.pop(place, None)
    elif kind == "beside":
        set_text(entry, key, "")
    elif place and place != "+":
        lists: dict[str, list[Any]] = {
            "finding": entry.findings,
            "prior": entry.prior,
            "prior-therapy": entry.prior_therapies,
            "unread": entry.unread,
        }
        del lists[kind][int(place)]
    elif not place and isinstance(getattr(entry, kind.replace("-", "_"), None), str):
        setattr(entry, kind.replace("-", "_"), "")


def move_line(entry: CaseEntry, key: str, by: int) -> None:
    """Move a prior therapy up or down in its order; at an end it stays."""
    kind, _, place = key.partition(":")
    lines = entry.prior if kind == "prior" else entry.prior_therapies
    here, there = int(place), int(place) + by
    if 0 <= there < len(lines):
        lines[here], lines[there] = lines[there], lines[here]


def set_choice(entry: CaseEntry, key: str, value: str) -> None:
    """Choose a value of a field, a biomarker's state, or how a prior therapy ended; "" for not given."""
    kind, _, place = key.partition(":")
    if kind == "biomarker":
        if value:
            entry.biomarkers[place] = value
        else:
            entry.biomarkers.pop(place, None)
    elif kind in ("prior", "prior-therapy") and place not in ("", "+"):
        lines = entry.prior if kind == "prior" else entry.prior_therapies
        lines[int(place)].outcome = value
    elif kind == "sequencing":
        entry.say_sequencing(value, entry.none_found_in if value == "none-found" else "")
    elif kind == "no-prior-tki":
        entry.no_prior_tki = bool(value)
    else:
        setattr(entry, kind.replace("-", "_"), value)
