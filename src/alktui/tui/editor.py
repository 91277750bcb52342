"""Editing the case line by line: values, texts, refusals, completion, and what was typed but not entered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from alktui.cases.editing import delete, set_choice, set_text
from alktui.cases.example import EXAMPLES
from alktui.tui.view import case as form

if TYPE_CHECKING:
    from alktui.tui.session import Session

OPTIONS = {
    "--no-alk-mutation": "the line ALK sequenced",
    "--not-sequenced": "the line ALK sequenced",
    "--not-amplified": "the line Amplified",
    "--amplified": "the line Amplified",
    "--prior-therapy": "the line Other therapy:",
    "--prior": "the line Prior TKIs:",
    "--fusion": "the line Fusion",
    "--alk": "the line ALK status",
    "--phase": "the line Phase",
    "--variant": "the line Variants:",
}
LABELS = {"finding": "Variant", "beside": "Specimen; date; VAF", "prior": "Prior TKI", "prior-therapy": "Other therapy"}


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
        return self.session.change(lambda entry: set_choice(entry, key, value))

    def delete(self, key: str) -> bool:
        """Delete a line of a list, clear a value, or discard an unfinished case; whether anything changed."""
        if key.startswith("orphan:") and self.session.desk is not None:
            self.session.desk.forget(int(key.partition(":")[2]))
            return True
        return not key.startswith("example:") and self.session.change(lambda entry: delete(entry, key))

    def open_example(self, key: str) -> None:
        """Put an example in place of the case; undo brings the case back."""
        self._kept.clear()
        self.session.replace(EXAMPLES[key.partition(":")[2]])

    def restore(self, key: str) -> bool:
        """Take up an unfinished case; whether it is still there."""
        desk = self.session.desk
        entry = desk.restore(int(key.partition(":")[2])) if desk is not None else None
        if entry is None:
            return False
        self._kept.clear()
        self.session.replace(entry)
        return True

    def text(self, key: str) -> str | None:
        """What to edit on a line: what was left half-typed there, else its text; None where there is none."""
        text = form.text_of(key, self.session)
        return None if text is None else self._kept.pop((key, text), text)

    def keep(self, key: str, text: str) -> None:
        """Remember what was typed on a line that was left."""
        now = form.text_of(key, self.session)
        if now is not None and text != now:
            self._kept[key, now] = text

    def forget(self) -> None:
        """Forget what was typed but not entered: another case is there."""
        self._kept.clear()

    def label(self, key: str) -> str:
        """How the prompt names a line."""
        kind = key.partition(":")[0]
        return LABELS.get(kind, kind.capitalize())

    def take(self, key: str, text: str) -> tuple[str, tuple[str, ...]] | None:
        """Enter a text on a line; or why it is refused, with what would fit."""
        refusal = self._refusal(key, text)
        if refusal is None:
            self.session.change(lambda entry: set_text(entry, key, text))
        return refusal

    def completer(self, key: str) -> Callable[[str], Sequence[str]] | None:
        """What completes a text on a line; None where nothing does."""
        from alktui.tui import completion  # noqa: PLC0415 - needed once something is typed

        catalogue, kind = self.session.catalogue, key.partition(":")[0]
        if catalogue is None or kind not in ("finding", "prior", "prior-therapy"):
            return None
        if kind == "finding":
            return lambda typed: completion.variants(typed, catalogue)
        return lambda typed: completion.therapies(typed, catalogue, tki=kind == "prior")

    def _refusal(self, key: str, text: str) -> tuple[str, tuple[str, ...]] | None:
        catalogue = self.session.catalogue
        if catalogue is None or not text.strip():
            return None
        from alktui.cases.reading import refusal_of  # noqa: PLC0415 - after the first frame

        refusal = refusal_of(key.partition(":")[0], text, catalogue)
        return (in_form_words(str(refusal)), refusal.suggestions) if refusal is not None else None


def in_form_words(sentence: str) -> str:
    """A refusal with the fields of the form in place of the options of the command line."""
    for option, field in OPTIONS.items():
        sentence = sentence.replace(option, field)
    return sentence
