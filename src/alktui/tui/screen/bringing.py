"""Bringing in on the main screen: a file, a paste or a variant typed, shown before anything of the case changes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from textual import work
from textual.events import Paste
from textual.worker import get_current_worker

from alktui.tui import completion, import_view
from alktui.tui.import_view import Brought, Found
from alktui.tui.paste_guard import unified
from alktui.tui.screen.viewing import ViewingScreen
from alktui.tui.typed_path import typed_path
from alktui.tui.widget.prompt import Question

PASTED = "the pasted text"


def _is_wanted() -> Callable[[], bool]:
    """Whether what this thread reads is still waited for: alktui was not left, and nothing else is being read."""
    worker = get_current_worker()
    return lambda: not worker.is_cancelled


class BringingScreen(ViewingScreen):
    """The main screen that takes in what others wrote."""

    def action_import(self) -> None:
        """Ask for a file, or take a paste."""
        if self.session.catalogue is None:
            self.say(self._trouble or "the catalogue is still being opened")
            return
        hint = "a file's path (tab completes) or a variant; or paste variants, rows of a MAF, a phenopacket or a case here"
        self.ask(
            Question(
                "import",
                "Import",
                self._import,
                hint=hint,
                completer=completion.paths,
                keeps=True,
                pasted=lambda text: "\n" in text.strip() and self.bring_in(text, PASTED),
            ),
            replaced=True,
        )

    def _import(self, typed: str) -> None:
        """Read what was typed: a file that is there, else JSON or a variant, else a file that is not there."""
        from alktui.errors import AlktuiError, FileTrouble  # noqa: PLC0415 - wanted seldom
        from alktui.tui.desk import is_there  # noqa: PLC0415

        if not typed.strip():
            self._close_prompt()
            return
        if typed.lstrip().startswith("{"):  # JSON of one line, pasted
            self.bring_in(typed, PASTED)
            return
        try:
            path = typed_path(typed, "import")
            there = is_there(path, "read")
            if not there and import_view.is_variant(typed):
                self._bring_in_variant(typed)
                return
            if there and not path.is_file():
                raise FileTrouble(f"{path} is no file that could be read")
        except AlktuiError as trouble:
            self.refuse(str(trouble))
        else:
            self.prompt.tell(f"reading {path.name} ...")
            self._read_file(path, typed)

    def _bring_in_variant(self, typed: str) -> None:
        """Show what a variant reads as; one that cannot be read is refused where it can be corrected."""
        found = import_view.read_source(self.session, typed, "what was typed")
        if (refusal := import_view.only_refusal(found)) is not None:
            self.refuse(refusal.problem.partition(": ")[2] + (f". {refusal.hint}" if refusal.hint else ""), refusal.suggestions)
        else:
            self.bring_in(typed, "what was typed")

    @work(thread=True, exclusive=True, group="import")
    def _read_file(self, path: Path, typed: str) -> None:
        """Read a file apart from the screen: a MAF of a whole study takes seconds."""
        found = import_view.read_source(self.session, path, path.name, is_wanted=_is_wanted())
        self._hand_over(partial(self._have_read, path, typed, found))

    def _hand_over(self, take: Callable[[], None]) -> None:
        """Have the screen take what a thread has read, unless nobody waits for it."""
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(take)

    def _have_read(self, path: Path, typed: str, found: Found | str) -> None:
        """Show what was read, unless one left or typed something else meanwhile."""
        if not self.prompt.is_open or (self.prompt.key, self.prompt.input.value) != ("import", typed):
            return
        if isinstance(found, str):
            self.refuse(found)
            return
        self._close_prompt()
        self._show_found(path, path.name, found)

    def _show_found(self, source: str | Path, name: str, found: Found) -> None:
        brought = Brought(self.session, name, self.say, partial(self._read_sample, source))
        brought.show(found)
        self.show_view(lambda: brought.view)

    @work(thread=True, exclusive=True, group="import")
    def _read_sample(self, source: str | Path, brought: Brought, sample: str) -> None:
        """Read the rows of a sample apart from the screen."""
        found = import_view.read_source(self.session, source, brought.name, sample, _is_wanted())
        self._hand_over(partial(self._have_read_sample, brought, found))

    def _have_read_sample(self, brought: Brought, found: Found | str) -> None:
        """Show the sample where one waits for it; behind another view it is there when one comes back."""
        brought.show(found)
        if self.view is brought.view:
            self.redraw("")
        if isinstance(found, str):
            self.say(found)

    def bring_in(self, text: str, name: str) -> bool:
        """Show what a text holds, to take over; a text that nothing can be read of is refused."""
        if self.session.catalogue is None:
            return False
        found = import_view.read_source(self.session, text, name)
        if isinstance(found, str):
            if self.prompt.is_open:
                self.refuse(found)
            else:
                self.say(found)
            return True
        if self.prompt.is_open:
            self._close_prompt()
        self._show_found(text, name, found)
        return True

    def on_paste(self, event: Paste) -> None:
        """A paste where nothing asks for text: one line goes into a new variant of the form, more are brought in."""
        pasted = unified(event.text)
        text = pasted.strip()
        event.stop()
        if not text or self.prompt.is_open or self.session.catalogue is None or not self._may_edit():
            return
        if "\n" in text or text.startswith("{"):
            self.bring_in(pasted, PASTED)
        elif self.step == "case" and self.view is None:
            self._ask_text("finding:+", text)
