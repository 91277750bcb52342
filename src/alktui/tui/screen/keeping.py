"""The user's own cases on the main screen: saving, opening, bringing in, and the sheet to take along."""

from __future__ import annotations

from pathlib import Path

from textual import work
from textual.events import Paste

from alktui.tui import completion, desk_view
from alktui.tui.overlay import View
from alktui.tui.paste_guard import unified
from alktui.tui.screen.editing import NO_CASE
from alktui.tui.screen.viewing import ViewingScreen
from alktui.tui.widget.prompt import Question


class KeepingScreen(ViewingScreen):
    """The main screen from which cases are kept, taken in and given out."""

    # -- storing ---------------------------------------------------------------------------------------------------------

    def action_save(self) -> None:
        """Ask for the label to save under."""
        if self.session.desk is None:
            self.say("Nothing is kept here.")
        elif self.session.entry.is_empty:
            self.say("There is nothing to save yet.")
        else:
            key = f"save:{id(self.session.origin)}"  # what was left half-typed belongs to this case
            hint = "a label of your choosing, another one saves a copy; no names or numbers of patients"
            self.ask(
                Question(key, "Save as", self._save, hint=hint, left=lambda text: self.keep_text(key, text)),
                self.session.entry.label,
                replaced=True,
            )

    def _save(self, label: str) -> None:
        from alktui.errors import AlktuiError, CaseConflict  # noqa: PLC0415 - after the first frame

        before = self.session.origin.stored.label if self.session.origin.stored is not None else ""
        try:
            self.session.save(label.strip())
        except AlktuiError as refusal:
            self.refuse(str(refusal), (refusal.free_label,) if isinstance(refusal, CaseConflict) else ())
            return
        self._close_prompt()
        self.redraw()
        kept = f"; {before} stays as it was" if before and before.casefold() != label.strip().casefold() else ""
        self.say(f"saved as {label.strip()}{kept}")

    def action_open_stored(self) -> None:
        """Show the stored cases."""
        self.show_view(lambda: desk_view.stored_view(self.session, self.say))

    def _stored_name(self) -> str:
        """The highlighted one of the stored cases; empty, and said, where none is."""
        row = self.lines.highlighted
        if row is None or not row.key.startswith("stored:"):
            self.say("O lists the stored cases; there R renames and D duplicates the highlighted one.")
            return ""
        return row.key.partition(":")[2]

    def action_rename(self) -> None:
        """Ask for another label of the highlighted stored case."""
        from alktui.errors import AlktuiError  # noqa: PLC0415 - after the first frame

        name, desk = self._stored_name(), self.session.desk
        if not name or desk is None:
            return
        try:
            label = desk.open(name)[0].label
        except AlktuiError as trouble:
            self.redraw()
            self.say(str(trouble))
            return

        def take(text: str) -> None:
            try:
                self.session.rename_stored(name, text.strip())
            except AlktuiError as refusal:
                self.refuse(str(refusal))
                return
            self._close_prompt()
            self.redraw("")
            self.say(f"{label} is now {text.strip()}")

        question = Question("rename", f"Rename {label}", take, left=lambda _: self._close_prompt())
        self.ask(question, label, replaced=True)

    def action_duplicate(self) -> None:
        """Store the highlighted stored case a second time."""
        from alktui.errors import AlktuiError  # noqa: PLC0415 - after the first frame

        name, desk = self._stored_name(), self.session.desk
        if not name or desk is None:
            return
        try:
            stored = desk.duplicate(name)
        except AlktuiError as trouble:
            self.say(str(trouble))
            return
        self.redraw(f"stored:{stored.version.name}")
        self.say(f"stored as {stored.label}")

    # -- bringing in -----------------------------------------------------------------------------------------------------

    def action_import(self) -> None:
        """Ask for a file, or take a paste."""
        if self.session.catalogue is None:
            self.say(self._trouble or "the catalogue is still being opened")
            return
        hint = "a file's path (tab completes), or paste variants, rows of a MAF, a phenopacket or a case here"
        self.ask(
            Question(
                "import",
                "Import",
                self._import,
                hint=hint,
                completer=completion.paths,
                left=lambda text: self.keep_text("import", text),
                pasted=lambda text: "\n" in text.strip() and self.bring_in(text, "the pasted text"),
            )
        )

    def _import(self, typed: str) -> None:
        from alktui.errors import AlktuiError, FileTrouble  # noqa: PLC0415 - wanted seldom
        from alktui.tui.desk import is_there  # noqa: PLC0415

        if not typed.strip():
            self._close_prompt()
            return
        if typed.lstrip().startswith("{"):  # JSON of one line, pasted
            self.bring_in(typed, "the pasted text")
            return
        try:
            path = _path(typed)
            if is_there(path) and not path.is_file():
                raise FileTrouble(f"{path} is no file that could be read")
        except AlktuiError as trouble:
            self.refuse(str(trouble))
        else:
            self.say(f"reading {path.name} ...")
            self._read_file(path)

    @work(thread=True, exclusive=True)
    def _read_file(self, path: Path) -> None:
        """Read a file apart from the screen: a MAF of a whole study takes seconds."""
        from alktui.errors import AlktuiError  # noqa: PLC0415 - wanted seldom

        try:
            view = desk_view.import_view(self.session, path, path.name, self.say)
        except AlktuiError as refusal:
            self.app.call_from_thread(self._have_read, None, str(refusal))
        else:
            self.app.call_from_thread(self._have_read, view, "")

    def _have_read(self, view: View | None, why: str) -> None:
        """Show what was read, unless one left meanwhile."""
        self.hush()
        if not self.prompt.is_open or self.prompt.key != "import":
            return
        if view is None:
            self.refuse(why)
            return
        self._close_prompt()
        self.show_view(lambda: view)

    def bring_in(self, text: str, name: str) -> bool:
        """Show what a text holds, to take over; a text that nothing can be read of is refused."""
        from alktui.errors import AlktuiError  # noqa: PLC0415 - wanted seldom

        if self.session.catalogue is None:
            return False
        try:
            view = desk_view.import_view(self.session, text, name, self.say)
        except AlktuiError as refusal:
            if self.prompt.is_open:
                self.refuse(str(refusal))
            else:
                self.say(str(refusal))
            return True
        if self.prompt.is_open:
            self._close_prompt()
        self.show_view(lambda: view)
        return True

    def on_paste(self, event: Paste) -> None:
        """A paste where nothing asks for text: one line goes into a new variant of the form, more are brought in."""
        pasted = unified(event.text)
        text = pasted.strip()
        event.stop()
        if not text or self.prompt.is_open or self.session.catalogue is None or self.presenting:
            return
        if "\n" in text or text.startswith("{"):
            self.bring_in(pasted, "the pasted text")
        elif self.step == "case" and self.view is None:
            self._ask_text("finding:+", text)

    # -- giving out ------------------------------------------------------------------------------------------------------

    def action_export(self) -> None:
        """Ask for the file to write the sheet to."""
        if self.session.report is None:
            self.say(self._trouble or NO_CASE)
            return
        label = "-".join("".join(c if c.isalnum() or c in "-_." else " " for c in self.session.entry.label).split())
        name = label.encode()[:100].decode(errors="ignore").lstrip(".-")
        refused = len(self.session.refusals)
        warned = f"! {refused} thing(s) entered are not counted, and the sheet says so. " if refused else ""
        key = f"export:{id(self.session.origin)}"
        question = Question(
            key,
            "Write the sheet to",
            lambda text: self._export(text, replace=False),
            hint=f"{warned}a file, here or by its path; its ending chooses: .txt .md .html .json .csv",
            completer=completion.paths,
            left=lambda text: self.keep_text(key, text),
        )
        self.ask(question, f"{name or 'alktui-case'}.txt", replaced=True)

    def _export(self, name: str, *, replace: bool) -> None:
        from alktui.errors import AlktuiError  # noqa: PLC0415 - after the first frame
        from alktui.tui.desk import export, is_there  # noqa: PLC0415

        report, catalogue = self.session.report, self.session.catalogue
        if report is None or catalogue is None:
            return
        try:
            path = _path(name)
            if not replace and is_there(path):
                self._ask_to_replace(name, path)
                return
            export(path, report, catalogue, force=replace)
        except AlktuiError as refusal:
            self.refuse(str(refusal))
            return
        self._close_prompt()
        whole = str(path.absolute())
        room = self.size.width - len(" written to ..") - 1
        self.say(f"written to {whole if len(whole) <= room else f'..{whole[-room:]}'}")

    def _ask_to_replace(self, name: str, path: Path) -> None:
        """Ask before a file is written over; nothing but yes does it."""
        answers = {"no, choose another name": False, f"yes, replace {path.name}": True}

        def take(answer: str) -> None:
            if answers[answer]:
                self._export(name, replace=True)
            else:
                self._close_prompt()
                self.action_export()

        self.ask(
            Question(
                "replace",
                f"{path} exists",
                take,
                completer=lambda typed: tuple(answer for answer in answers if answer.startswith(typed)),
                picks=True,
                left=lambda _: self._close_prompt(),
            )
        )


def _path(typed: str) -> Path:
    """The path that was typed, ~ being one's home.

    Raises:
        InputRefused: it is none, or names a user who is not known.
    """
    from alktui.errors import InputRefused  # noqa: PLC0415 - wanted seldom
    from alktui.plain import shown  # noqa: PLC0415

    text = typed.strip()
    if not text:
        raise InputRefused("no file is named", field="export")
    try:
        return Path(text).expanduser()
    except RuntimeError:
        raise InputRefused(f"{shown(text.split('/')[0])} is no user known here", field="export", typed=typed) from None
