"""What an import gathers: an entry, notes on how it was read, and a refusal for each thing that could not be."""

from __future__ import annotations

from dataclasses import dataclass, replace

from alktui.cases.entry import CaseEntry, FindingEntry
from alktui.cases.marker_line import MUTATED, Offer
from alktui.errors import InputRefused
from alktui.model.catalogue import Catalogue
from alktui.plain import clean, shown
from alktui.variants import Reading, read_finding
from alktui.variants.count_word import WORD as COUNT

MOST_CHANGES = 2000
_LONGEST = 300
_MOST_PLACES = 4


@dataclass(frozen=True)
class ImportResult:
    """What was read.

    Attributes:
        entry: all that could be read, as one would have typed it; it says too what could not be.
        notes: what was taken how, and what was passed over on purpose; one sentence each.
        refusals: what should have been read and could not be; each names its line or place.
        uncounted: what is taken as it was written, though no report will count it before it is corrected.
        offered: states of markers that the source speaks of; none is in the entry before someone takes it.
    """

    entry: CaseEntry
    notes: tuple[str, ...]
    refusals: tuple[InputRefused, ...]
    uncounted: tuple[InputRefused, ...] = ()
    offered: tuple[Offer, ...] = ()

    @property
    def read(self) -> CaseEntry:
        """The entry without what the refusals say."""
        return replace(self.entry, unread=self.entry.unread[:-1]) if self.refusals else self.entry


class Gathering:
    """An import while it is read."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.entry = CaseEntry()
        self.notes: list[str] = []
        self.refusals: list[InputRefused] = []
        self._seen: dict[str, str] = {}
        self._again: dict[tuple[str, bool], list[str]] = {}
        self._changes = 0
        self._offered: dict[str, list[str]] = {}

    def note(self, sentence: str) -> None:
        """Say how something was read; said once."""
        if sentence not in self.notes:
            self.notes.append(sentence)

    def refuse(self, where: str, why: InputRefused | str, hint: str | None = None) -> None:
        """Say that something could not be read, and where."""
        if isinstance(why, InputRefused):
            told = InputRefused(
                f"{where}: {why.problem}", why.hint, field=why.field, typed=why.typed, suggestions=why.suggestions
            )
        else:
            told = InputRefused(f"{where}: {why}", hint, field="import")
        self.refusals.append(told)

    @property
    def is_full(self) -> bool:
        """Whether more changes were given than are read, which is said once."""
        return self._changes > MOST_CHANGES

    def read(self, where: str, text: str) -> Reading | None:
        """What a change reads as; None, with a refusal, where it cannot be read."""
        self._changes += 1
        if self.is_full:
            if self._changes == MOST_CHANGES + 1:
                self.refuse(where, f"only the first {MOST_CHANGES} changes are read")
            return None
        if len(text) > _LONGEST:
            self.refuse(where, f"{shown(text)} has {len(text)} characters, more than any variant")
            return None
        try:
            reading = read_finding(text, known=self.catalogue.known_profiles)
        except InputRefused as refusal:
            self.refuse(where, refusal)
            return None
        if reading.relation == "choice":
            names = tuple(profile.text for profile in reading.profiles)
            hint = f"Enter the one that was found: {', '.join(names)}."
            self.refuse(where, InputRefused(f"{shown(text)} leaves a choice", hint, field="variant", suggestions=names))
            return None
        return reading

    def add(self, where: str, text: str, reading: Reading, beside: FindingEntry | None = None) -> None:
        """Take a finding under its canonical name; one whose phase is written keeps its text, which says so.

        The same change in a further specimen, or with another VAF, is a line of its own; one that says nothing new is not.

        Args:
            beside: specimen, date and VAF of the finding.
        """
        names = "+".join(profile.text for profile in reading.profiles)
        name = f"{names}{f':{COUNT}' if reading.count else ''}" if reading.relation == "one" else clean(text).strip()
        finding = replace(beside or FindingEntry(""), text=name)
        same = [known for known in self.entry.findings if known.text == name]
        if finding in same or (same and finding == FindingEntry(name)):
            self._again.setdefault((name, False), []).append(where)
            return
        for notice in reading.notices:
            self.note(f"{where}: {notice}.")
        if FindingEntry(name) in same:
            self.entry.findings[self.entry.findings.index(FindingEntry(name))] = finding
            return
        if same:
            self._again.setdefault((name, True), []).append(where)
        self._seen.setdefault(name, where)
        self.entry.findings.append(finding)

    def take(self, where: str, text: str, beside: FindingEntry | None = None) -> bool:
        """Read a change and take it as a finding; whether it could be read."""
        reading = self.read(where, text)
        if reading is not None:
            self.add(where, text, reading, beside)
        return reading is not None

    def offer(self, marker: str, said: str) -> None:
        """Offer a marker as mutated, with what the source says of it; several changes of one are one offer."""
        self._offered.setdefault(marker, []).append(" ".join(clean(said).split())[:_LONGEST])

    def take_fusion(self, where: str, text: str) -> None:
        """Take a fusion where none was named before."""
        name = clean(text).strip()
        if self.entry.fusion and self.entry.fusion != name:
            self.note(f"{where} names the fusion {shown(name)}; {shown(self.entry.fusion)} was named before and stays.")
            return
        self.entry.fusion = name

    def result(self) -> ImportResult:
        """What was gathered."""
        notes = (*self.notes, *(self._named_again(*key, places) for key, places in self._again.items()))
        offered = tuple(Offer(marker, MUTATED, _listed(said)) for marker, said in sorted(self._offered.items()))
        return ImportResult(self.entry, notes, tuple(self.refusals), offered=offered)

    def _named_again(self, name: str, is_kept: bool, places: list[str]) -> str:  # noqa: FBT001 - a part of a key
        """One sentence for all the places that name a change again."""
        more = f" and {len(places) - _MOST_PLACES} more" if len(places) > _MOST_PLACES else ""
        where = ", ".join(places[:_MOST_PLACES]) + more
        verb = "names" if len(places) == 1 else "name"
        if is_kept:
            kept = "both" if len(places) == 1 else "all"
            return f"{where} {verb} {name} again, as {self._seen[name]} does; {kept} are kept, with what stands beside each."
        return f"{where} {verb} {name} again; it is taken once, from {self._seen[name]}."


def _listed(said: list[str]) -> str:
    more = len(said) - _MOST_PLACES
    return "; ".join(said[:_MOST_PLACES]) + (f"; and {more} more" if more > 0 else "")
