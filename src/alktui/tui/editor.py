"""Editing the case line by line: values, texts, refusals, completion, and what was typed but not entered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from alktui.cases.editing import delete, set_choice, set_text
from alktui.cases.example import EXAMPLES
from alktui.tui.view import case as form

if TYPE_CHECKING:
    from alktui.tui.session import Session

LABELS = {"finding": "Variant", "prior": "Prior TKI", "prior-therapy": "Other therapy"}


class Editor:
    """Changes the case of a session, one line of the form at a time."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._kept: dict[str, str] = {}

    def choose(self, key: str, by: int) -> bool:
        """Give a line its next or previous value; whether it has values at all."""
        values = form.values_of(key, self.session)
        if not values:
            return False
        now = form.value_of(key, self.session)
        value = values[((values.index(now) if now in values else -1) + by) % len(values)]
        return self.session.change(lambda entry: set_choice(entry, key, value))

    def delete(self, key: str) -> bool:
        """Delete a line of a list, or clear a value; whether anything changed."""
        return not key.startswith("example:") and self.session.change(lambda entry: delete(entry, key))

    def open_example(self, key: str) -> None:
        """Put an example in place of the case; undo brings the case back."""
        self.session.replace(EXAMPLES[key.partition(":")[2]])

    def text(self, key: str) -> str | None:
        """What to edit on a line: what was left half-typed there, else its text; None where there is none."""
        text = form.text_of(key, self.session)
        return None if text is None else self._kept.pop(key, text)

    def keep(self, key: str, text: str) -> None:
        """Remember what was typed on a line that was left."""
        if text != form.text_of(key, self.session):
            self._kept[key] = text

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
        if catalogue is None or kind not in LABELS:
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
        return (str(refusal), refusal.suggestions) if refusal is not None else None
