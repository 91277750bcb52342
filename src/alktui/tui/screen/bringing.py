"""Bringing in on the main screen: a file, a paste or a variant typed, shown before anything of the case changes."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from textual import work
from textual.events import Paste

from alktui.tui import completion, import_view
from alktui.tui.import_view import Found
from alktui.tui.overlay import View
from alktui.tui.paste_guard import unified
from alktui.tui.screen.viewing import ViewingScreen
from alktui.tui.typed_path import typed_path
from alktui.tui.widget.prompt import Question

PASTED = "the pasted text"


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
                left=lambda text: self.keep_text("import", text),
                pasted=lambda text: "\n" in text.strip() and self.bring_in(text, PASTED),
            )
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
            if not is_there(path) and import_view.is_variant(typed):
                self.bring_in(typed, "what was typed")
                return
            if is_there(path) and not path.is_file():
                raise FileTrouble(f"{path} is no file that could be read")
        except AlktuiError as trouble:
            self.refuse(str(trouble))
        else:
            self.say(f"reading {path.name} ...")
            self._read_file(path)

    @work(thread=True, exclusive=True, group="import")
    def _read_file(self, path: Path) -> None:
        """Read a file apart from the screen: a MAF of a whole study takes seconds."""
        self.app.call_from_thread(self._have_read, path, import_view.read_source(self.session, path, path.name))

    def _have_read(self, path: Path, found: Found | str) -> None:
        """Show what was read, unless one left meanwhile."""
        self.hush()
        if not self.prompt.is_open or self.prompt.key != "import":
            return
        if isinstance(found, str):
            self.refuse(found)
            return
        self._close_prompt()
        self._show_found(path, path.name, found)

    def _show_found(self, source: str | Path, name: str, found: Found) -> None:
        self.show_view(lambda: import_view.import_view(self.session, found, self.say, partial(self._choose_sample, source, name)))

    def _choose_sample(self, source: str | Path, name: str, sample: str) -> None:
        """Read the rows of a sample apart from the screen; until they are there, it says so."""
        waiting = import_view.waiting_view(f"reading sample {sample} of {name} ...")
        self.show_view(lambda: waiting)
        self._read_sample(source, name, sample, waiting)

    @work(thread=True, exclusive=True, group="import")
    def _read_sample(self, source: str | Path, name: str, sample: str, waiting: View) -> None:
        found = import_view.read_source(self.session, source, name, sample)
        self.app.call_from_thread(self._have_read_sample, source, name, found, waiting)

    def _have_read_sample(self, source: str | Path, name: str, found: Found | str, waiting: View) -> None:
        """Show the sample in place of what said that it is being read, unless one left that."""
        if self.view is not waiting:
            return
        if isinstance(found, str):  # the file went away or changed meanwhile
            self.leave_view()
            self.say(found)
        else:
            self._show_found(source, name, found)

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
        if not text or self.prompt.is_open or self.session.catalogue is None or self.presenting:
            return
        if "\n" in text or text.startswith("{"):
            self.bring_in(pasted, PASTED)
        elif self.step == "case" and self.view is None:
            self._ask_text("finding:+", text)
