"""Editing the case line by line: values, texts, refusals, completion, and what was typed but not entered."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from alktui.cases.editing import Origin, delete, set_choice, set_text
from alktui.cases.entry import CaseEntry
from alktui.cases.example import EXAMPLES
from alktui.plain import clean, given_name
from alktui.tui.view import case as form

if TYPE_CHECKING:
    from alktui.tui.session import Session

OPTIONS = {
    "--no-alk-mutation": "the line ALK sequenced",
    "--not-sequenced": "the line ALK sequenced",
    "--not-amplified": "the line ALK amplified",
    "--amplified": "the line ALK amplified",
    "--prior-therapy": "the line Other therapy:",
    "--prior": "the line Prior TKIs:",
    "--fusion": "the line Fusion",
    "--alk-at-rebiopsy": "the line ALK, re-biopsy",
    "--transformation": "the line Transformation",
    "--alk": "the line ALK status",
    "--phase": "the line Phase",
    "--variant": "the line Variants:",
}
BIOMARKER = re.compile(r"--biomarker (\S+?)=([\w-]+)")
THERAPIES = ("prior", "prior-therapy")
LABELS = {"finding": "Variant", "beside": "Specimen; date; VAF", "prior": "Prior TKI", "prior-therapy": "Other therapy"}
HINTS = {
    "finding": "a variant (G1202R, p.Gly1202Arg, c.3604G>A), a compound on one allele (A+B), or a list (A, B); tab completes",
    "beside": "for example: lymph node; 2024-03-01; 12 %",
    "prior": "like crizotinib: progressed 2023-02 to 2023-11, best response PR (intolerant, stopped, ongoing)",
    "prior-therapy": "like chemotherapy: progressed 2022-05 to 2022-09, best response SD (intolerant, stopped, ongoing)",
    "fusion": "for example EML4-ALK",
    "transformation": "for example small cell; the reviews do not cover it",
    "label": "a label of your choosing; no names or numbers of patients",
    "question": "what the board is to answer",
}
FIELDS = {
    "label": "label",
    "disease": "disease",
    "setting": "setting",
    "alk": "ALK status",
    "fusion": "fusion",
    "findings": "variants",
    "phase": "phase",
    "sequencing": "ALK sequenced",
    "none_found_in": "none found in",
    "amplification": "ALK amplified",
    "prior": "prior TKIs",
    "no_prior_tki": "no prior TKI",
    "prior_therapies": "other therapies",
    "age_group": "age group",
    "transformation": "transformation",
    "alk_at_rebiopsy": "ALK at re-biopsy",
    "question": "question",
    "unread": "what was not read",
}


class Editor:
    """Changes the case of a session, one line of the form at a time."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._kept: dict[tuple[str, str], str] = {}

    def choose(self, key: str, by: int) -> bool:
        """Give a line its next or previous value; whether it has values at all."""
        values = form.values_of(key, self.session)
        if not values:
            return False
        now = form.value_of(key, self.session)
        here = values.index(now) if now in values else (-1 if by > 0 else 0)
        value = values[(here + by) % len(values)]
        self._keep_in_sight(key)
        return self.session.change(lambda entry: set_choice(entry, key, value), key)

    def choices(self, key: str) -> tuple[tuple[str, str], ...]:
        """The values a line can take, each with its word."""
        return form.choices_of(key, self.session)

    def value(self, key: str) -> str:
        """The value a line has."""
        return form.value_of(key, self.session)

    def set(self, key: str, value: str) -> bool:
        """Give a line a value; whether anything changed."""
        self._keep_in_sight(key)
        return self.session.change(lambda entry: set_choice(entry, key, value))

    def fold(self) -> None:
        """Unfold the markers that decide nothing, or fold them again."""
        session = self.session
        session.unfolded_markers = frozenset() if session.unfolded_markers else form.folded_markers(session)

    def _keep_in_sight(self, key: str) -> None:
        """A marker that is changed stays where it can be seen, also once it is cleared again."""
        kind, _, name = key.partition(":")
        if kind == "biomarker" and name not in self.session.unfolded_markers:
            self.session.changed_markers |= {name}

    def in_words(self, key: str) -> str:
        """What stands on a line of the form and can be deleted: "G1202R", "IL10RA high"; empty for nothing."""
        kind, _, place = key.partition(":")
        entry, value = self.session.entry, ""
        if place == "+" or kind in ("example", "orphan", "fold", "no-prior-tki"):
            return ""
        if kind == "unread":
            return entry.unread[int(place)].source
        if kind == "biomarker":
            return f"{place} {entry.biomarkers[place]}" if place in entry.biomarkers else ""
        if (text := form.text_of(key, self.session)) is not None:
            value = " ".join(clean(text).split())
        elif kind in form.BY_KEY and form.value_of(key, self.session):
            value = dict(form.BY_KEY[kind].values)[form.value_of(key, self.session)]
        return f"{self.label(key)} {value}" if value and kind not in form.LISTS else value

    def delete(self, key: str) -> bool:
        """Delete a line of a list, clear a value, or discard an unfinished case; whether anything changed."""
        if key.startswith("orphan:") and self.session.desk is not None:
            self.session.desk.forget(int(key.partition(":")[2]))
            return True
        self._keep_in_sight(key)
        return not key.startswith(("example:", "fold:")) and self.session.change(lambda entry: delete(entry, key))

    def open_example(self, key: str) -> None:
        """Put an example in place of the case; undo brings the case back."""
        self._kept.clear()
        self._open_example(EXAMPLES[key.partition(":")[2]])

    def next_example(self) -> bool:
        """Open the next example over an empty case or another example; whether that is what is there."""
        entries = list(EXAMPLES.values())
        entry = self.session.entry
        if not entry.is_empty and entry not in entries:
            return False
        self._kept.clear()
        self._open_example(entries[(entries.index(entry) + 1) % len(entries) if entry in entries else 0])
        return True

    def _open_example(self, example: CaseEntry) -> None:
        """Put an example on the screen, which as it comes needs no draft."""
        self.session.open(example, Origin(stored=example))

    def begin_anew(self) -> None:
        """Put an empty case in place of the one on the screen."""
        self._kept.clear()
        self.session.open(CaseEntry())

    def restore(self, key: str) -> bool:
        """Take up an unfinished case; whether it is still there."""
        desk = self.session.desk
        orphan = desk.restore(int(key.partition(":")[2])) if desk is not None else None
        if orphan is None:
            return False
        self._kept.clear()
        self.session.open(orphan[0].entry, orphan[1])
        return True

    def text(self, key: str) -> str | None:
        """What to edit on a line: what was left half-typed there, else its text; None where there is none."""
        text = form.text_of(key, self.session)
        return None if text is None else self._kept.pop((key, text), text)

    def has_text(self, key: str) -> bool:
        """Whether a line is edited as text."""
        return key.partition(":")[0] not in ("example", "orphan", "unread") and form.text_of(key, self.session) is not None

    def keep(self, key: str, text: str) -> None:
        """Remember what was typed on a line that was left."""
        now = form.text_of(key, self.session)
        if now is not None and text != now:
            self._kept[key, now] = text

    def label(self, key: str) -> str:
        """How the prompt names a line."""
        kind, _, place = key.partition(":")
        if kind == "biomarker":
            return place
        if kind in ("prior", "prior-therapy") and place != "+":
            return f"{LABELS[kind]} {int(place) + 1}"
        return form.BY_KEY[kind].label if kind in form.BY_KEY else LABELS.get(kind, kind.capitalize())

    def hint(self, key: str) -> str:
        """What may be typed on a line."""
        return HINTS.get(key.partition(":")[0], "")

    def name_of(self, key: str) -> str:
        """What a line of the form is called, each line by another name."""
        kind, _, place = key.partition(":")
        if kind == "example":
            return f"example: {place}"
        if place == "+":
            return f"{self.label(key)}: add one"
        if kind == "fold":
            return "other markers"
        if kind in ("finding", "beside"):
            return f"{self.label(key)} of {self.session.entry.findings[int(place)].text} ({int(place) + 1})"
        if kind in ("orphan", "unread"):
            return f"{'unfinished' if kind == 'orphan' else 'not read'} {int(place) + 1}"
        return self.label(key) or "No prior TKI"

    def difference(self, before: CaseEntry) -> str:
        """What of the case differs from before, by the names of its fields."""
        now, then = self.session.entry, before
        changed = [field for field in FIELDS if getattr(now, field) != getattr(then, field)]
        names = [f"{FIELDS[field]}{self._chosen(field)}" for field in changed]
        markers = sorted(
            name for name in {*now.biomarkers, *then.biomarkers} if now.biomarkers.get(name) != then.biomarkers.get(name)
        )
        return ", ".join([*names, *(f"{name} is {now.biomarkers.get(name) or 'not tested'}" for name in markers)])

    def _chosen(self, field: str) -> str:
        """What a field has now, as " is relapsed" or ": crizotinib > lorlatinib"; empty for a text."""
        value = getattr(self.session.entry, field)
        if field in form.BY_KEY:
            return f" is {dict(form.BY_KEY[field].values).get(value, value)}"
        if isinstance(value, list):
            names = [
                line.source if field == "unread" else line.text if field == "findings" else given_name(line.name)
                for line in value
            ]
            return f": {(' > ' if field.startswith('prior') else ', ').join(names) or 'none'}"
        return ""

    def take(self, key: str, text: str) -> tuple[str, tuple[str, ...]] | None:
        """Enter a text on a line; or why it is refused, with what would fit."""
        now = form.text_of(key, self.session)
        if now is not None and text == clean(now):
            return None  # entered as it stood: line ends that the prompt shows as blanks stay
        kind = key.partition(":")[0]
        if kind in THERAPIES and self.session.catalogue is not None:
            from alktui.cases.vocabulary import named_therapy  # noqa: PLC0415 - after the first frame

            text = named_therapy(text, kind, self.session.catalogue)
        refusal = self._refusal(key, text)
        if refusal is not None and kind == "finding" and self._take_whole(key, text):
            return None
        if refusal is None:
            self.session.change(lambda entry: self._put(entry, key, text))
        return refusal

    def _put(self, entry: CaseEntry, key: str, text: str) -> None:
        """Put a text into a field; a variant that is not counted leaves it said that none was found."""
        sequencing = entry.sequencing
        set_text(entry, key, text)
        if sequencing == "none-found" and key.startswith("finding:") and self.session.catalogue is not None:
            from alktui.cases.reading_findings import findings_of  # noqa: PLC0415 - after the first frame

            entry.sequencing = "" if findings_of(entry, self.session.catalogue, []).findings else sequencing

    def _take_whole(self, key: str, text: str) -> bool:
        """Enter a variant together with its specimen, date and VAF; whether the text is such a line."""
        from alktui.cases.finding_text import put_finding, split_finding  # noqa: PLC0415 - after the first frame

        whole = split_finding(text, self.session.catalogue.known_profiles) if self.session.catalogue is not None else None
        if whole is not None:
            self.session.change(lambda entry: put_finding(entry, key, whole))
        return whole is not None

    def completer(self, key: str) -> Callable[[str], Sequence[str]] | None:
        """What completes a text on a line; None where nothing does."""
        from alktui.tui import completion  # noqa: PLC0415 - needed once something is typed

        catalogue, kind = self.session.catalogue, key.partition(":")[0]
        if catalogue is None or kind not in ("finding", "prior", "prior-therapy"):
            return None
        if kind == "finding":
            return lambda typed: completion.variants(typed, catalogue)
        return lambda typed: completion.given(typed, catalogue, tki=kind == "prior")

    def _refusal(self, key: str, text: str) -> tuple[str, tuple[str, ...]] | None:
        catalogue = self.session.catalogue
        if catalogue is None or not text.strip():
            return None
        from alktui.cases.reading import refusal_of  # noqa: PLC0415 - after the first frame
        from alktui.tui import completion  # noqa: PLC0415

        kind = key.partition(":")[0]
        refusal = refusal_of(kind, text, catalogue)
        if refusal is None:
            return None
        suggestions = refusal.suggestions
        if kind in THERAPIES:
            suggestions = tuple(completion.mended(text, refusal.typed, suggestion) for suggestion in suggestions)
        return in_form_words(str(refusal)), suggestions


def in_form_words(sentence: str) -> str:
    """A refusal with the fields of the form in place of the options of the command line."""
    sentence = BIOMARKER.sub(r"the line \1 of the biomarkers, \2", sentence)
    for option, field in OPTIONS.items():
        sentence = sentence.replace(option, field)
    return sentence
