"""The user's own cases on the main screen: saving, opening, bringing in, and the sheet to take along."""

from __future__ import annotations

from pathlib import Path

from textual.events import Paste

from alktui.tui import completion, desk_view
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
            hint = "a label of your choosing, another one saves a copy; no names or numbers of patients"
            self.ask(
                Question("save", "Save as", self._save, hint=hint, left=lambda _: self._close_prompt()),
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
        name, desk = self._stored_name(), self.session.desk
        if not name or desk is None:
            return
        label = desk.open(name)[0].label

        def take(text: str) -> None:
            from alktui.errors import AlktuiError  # noqa: PLC0415 - after the first frame

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
        from alktui.errors import AlktuiError  # noqa: PLC0415 - wanted seldom

        if not typed.strip():
            self._close_prompt()
            return
        if typed.lstrip().startswith("{"):  # JSON of one line, pasted
            self.bring_in(typed, "the pasted text")
            return
        try:
            path = _path(typed)
        except AlktuiError as trouble:
            self.refuse(str(trouble))
        else:
            self.bring_in(path, path.name)

    def bring_in(self, text: str | Path, name: str) -> bool:
        """Show what a text holds, to take over; a text that nothing can be read of is refused."""
        from alktui.errors import AlktuiError  # noqa: PLC0415 - wanted seldom

        if self.session.catalogue is None:
            return False
        try:
            view = desk_view.import_view(self.session, text, name)
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
        text = event.text.strip()
        event.stop()
        if not text or self.prompt.is_open or self.session.catalogue is None or self.presenting:
            return
        if "\n" in text or text.startswith("{"):
            self.bring_in(event.text, "the pasted text")
        elif self.step == "case" and self.view is None:
            self._ask_text("finding:+", text)

    # -- giving out ------------------------------------------------------------------------------------------------------

    def action_export(self) -> None:
        """Ask for the file to write the sheet to."""
        if self.session.report is None:
            self.say(NO_CASE)
            return
        label = "-".join("".join(c if c.isalnum() or c in "-_." else " " for c in self.session.entry.label).split())
        name = label.encode()[:100].decode(errors="ignore").lstrip(".-")
        refused = len(self.session.refusals)
        warned = f"! {refused} thing(s) entered are not counted, and the sheet says so. " if refused else ""
        question = Question(
            "export",
            "Write the sheet to",
            lambda text: self._export(text, replace=False),
            hint=f"{warned}a file, here or by its path; its ending chooses: .txt .md .html .json .csv",
            completer=completion.paths,
            left=lambda _: self._close_prompt(),
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
        self.say(f"written to {path.absolute()}")

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
