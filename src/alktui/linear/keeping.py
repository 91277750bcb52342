"""The case on the disk while it is walked: a draft after every answer at a terminal, offered at the next start, and saving."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from alktui.cases.case_words import case_lines
from alktui.cases.draft import Draft, OrphanedDraft, orphaned_drafts
from alktui.cases.entry import CaseEntry
from alktui.cases.store import CaseStore
from alktui.cases.stored import StoredCase, Version
from alktui.errors import AlktuiError, CaseConflict, InputRefused
from alktui.linear.dialogue import Dialogue
from alktui.linear.walk import Walk
from alktui.paint.numbered import numbered, paragraph

KEPT = "The case is kept as it is; alktui and alktui --plain offer it at their next start."


class Keeping:
    """Keeps the case of a walk.

    Args:
        drafts: whether it is written after every answer: at a terminal, where a line may drop, but not for a script.
    """

    def __init__(self, walk: Walk, dialogue: Dialogue, *, drafts: bool) -> None:
        self._walk, self._dialogue = walk, dialogue
        self._draft = self._begun() if drafts else None
        self._over: Version | None = None
        self._stored: CaseEntry | None = None
        self._is_troubled = False
        walk.kept = self.keep

    def _begun(self) -> Draft | None:
        """A draft; None, and said, where there is no place for one: the case is walked all the same."""
        try:
            return Draft()
        except AlktuiError as trouble:
            self._dialogue.refuse(trouble)
            return None

    def keep(self, entry: CaseEntry) -> None:
        """Write the case; that it cannot be written is said once."""
        if self._draft is None:
            return
        try:
            if entry == self._stored:
                self._draft.discard()
            else:
                self._draft.write(entry, over=self._over)
            self._is_troubled = False
        except AlktuiError as trouble:
            if not self._is_troubled:
                self._dialogue.refuse(trouble)
            self._is_troubled = True

    def offer(self) -> None:
        """Offer the cases that were left unfinished, to take one up."""
        if self._draft is None:
            return
        try:
            found = orphaned_drafts()
        except AlktuiError as trouble:
            self._dialogue.refuse(trouble)
            return
        self._dialogue.tell(*found.troubles)
        if not found.drafts:
            return
        self._dialogue.say(_listed(found.drafts))
        explanation = "The number of a case takes it up where it was left. The others stay and are offered again."
        self._dialogue.ask_until(
            "Number to take up, empty begins a new case", explanation, lambda typed: self._take(typed, found.drafts)
        )

    def _take(self, typed: str, drafts: tuple[OrphanedDraft, ...]) -> bool:
        if not typed:
            return True
        if not typed.isdecimal() or not 1 <= int(typed[:6]) <= len(drafts):
            raise InputRefused("there is no such case", f"Type a number from 1 to {len(drafts)}, or nothing.", typed=typed)
        orphan = drafts[int(typed[:6]) - 1]
        self._walk.read(orphan.entry)  # what cannot be read is refused, and stays for the interface, which can show it
        if self._draft is None or not self._draft.adopt(orphan):
            raise InputRefused("that case is gone", "Another alktui took it up.", typed=typed)
        self._over = orphan.over
        self._walk.take_up(orphan.entry)
        return True

    def save(self) -> None:
        """Ask for a label and store the case under it.

        Raises:
            AlktuiError: there is nothing to save, the label is none or taken, or the case cannot be written.
        """
        entry = self._walk.entry
        if entry.is_empty:
            raise InputRefused("there is nothing to save yet", "Type 1 to enter a case.")
        given = self._dialogue.ask(f"Label to save under{f', empty for {entry.label}' if entry.label else ''}") or entry.label
        if not given or given == "back":
            self._dialogue.tell("Not saved: no label was given.")
            return
        stored = self._saved(replace(entry, label=given))
        self._over, self._stored = stored.version, stored.entry
        self._walk.take_up(stored.entry)
        self._dialogue.tell(f"Saved as {stored.label}.")

    def _saved(self, entry: CaseEntry) -> StoredCase:
        """The case as it is stored now; one whose stored case is gone belongs to none any more, once that was said."""
        store = CaseStore()
        try:
            return store.save_labelled(entry, self._over)
        except CaseConflict:
            if self._over is not None and store.changed_elsewhere(self._over) == "deleted":
                self._over = self._stored = None
            raise

    def close(self) -> None:
        """Let go of the draft, and say that it waits."""
        if self._draft is None:
            return
        is_kept = self._draft.path is not None and not self._walk.entry.is_empty
        self._draft.close()  # first, as there may be nobody left to tell
        if is_kept:
            self._dialogue.tell(KEPT)


def _listed(drafts: tuple[OrphanedDraft, ...]) -> Iterator[str]:
    """The unfinished cases, numbered, each in what was entered."""
    yield ""
    yield from paragraph("Unfinished cases, kept when alktui ended:")
    for number, draft in enumerate(drafts, 1):
        words = "; ".join(" ".join(line.split()) for line in case_lines(draft.entry))
        yield from numbered(number, f"{draft.changed[:16].replace('T', ' ')} UTC: {words}")
