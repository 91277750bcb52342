"""The user's own cases on the main screen: saving, opening, and the sheet to take along."""

from __future__ import annotations

from pathlib import Path

from alktui.tui import completion
from alktui.tui.screen.bringing import BringingScreen
from alktui.tui.screen.editing import NO_CASE
from alktui.tui.session import Session
from alktui.tui.typed_path import typed_path
from alktui.tui.widget.prompt import Question, one_of

TRY_AGAIN = 10.0
"""Seconds after which what could not be kept is tried again, as once there is room on the disk."""


class KeepingScreen(BringingScreen):
    """The main screen from which cases are kept and given out."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._told = ""

    def redraw(self, key: str | None = None) -> None:
        """Draw everything that differs, and say once why the case cannot be kept, where it cannot."""
        super().redraw(key)
        why = self.session.desk.kept.why(self.session.origin) if self.session.desk is not None else ""
        if why and why != self._told:
            self.say(why)
        self._told = why

    def on_mount(self) -> None:
        """Try again from time to time to keep what could not be kept; nothing is drawn unless that changes something."""
        self.set_interval(TRY_AGAIN, self._keep_again)

    def _keep_again(self) -> None:
        if self.session.desk is not None and (unkept := self.session.desk.kept.unkept):
            self.session.desk.kept.try_again()
            if self.session.desk.kept.unkept != unkept:
                self.redraw()

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
                Question(key, "Save as", self._save, hint=hint, keeps=True),
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
        from alktui.tui.stored_view import stored_view  # noqa: PLC0415 - wanted seldom

        self.show_view(lambda: stored_view(self.session, self.say))

    def _stored_name(self) -> str:
        """The highlighted one of the stored cases; empty, and said, where none is."""
        from alktui.tui.stored_view import LEFT, ORPHAN, STORED  # noqa: PLC0415 - wanted seldom

        row = self.lines.highlighted
        kind, _, name = row.key.partition(":") if row is not None else ("", "", "")
        if kind in (LEFT, ORPHAN):
            self.say(f"That case is not stored yet: enter takes it up, and {self.session.key('save')} stores it.")
            return ""
        if kind != STORED:
            key = self.session.key
            words = f"there {key('rename')} renames and {key('duplicate')} duplicates the highlighted one."
            self.say(f"{key('open-stored')} lists the stored cases; {words}")
            return ""
        return name

    def _stored_case(self) -> tuple[str, str, str]:
        """The name, label and next free label of the highlighted stored case; empty, and said why, where there is none."""
        from alktui.errors import AlktuiError  # noqa: PLC0415 - after the first frame

        name, desk = self._stored_name(), self.session.desk
        if not name or desk is None:
            return "", "", ""
        try:
            label = desk.open(name)[0].label
            return name, label, desk.free_label(label)
        except AlktuiError as trouble:
            self.redraw()
            self.say(str(trouble))
            return "", "", ""

    def action_rename(self) -> None:
        """Ask for another label of the highlighted stored case."""
        from alktui.errors import AlktuiError  # noqa: PLC0415 - after the first frame

        name, label, _ = self._stored_case()
        if not name:
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

        question = Question("rename", f"Rename {label}", take)
        self.ask(question, label, replaced=True)

    def action_duplicate(self) -> None:
        """Ask for the label of a second case like the highlighted stored one."""
        from alktui.errors import AlktuiError, CaseConflict  # noqa: PLC0415 - after the first frame

        name, label, free = self._stored_case()
        desk = self.session.desk
        if not name or desk is None:
            return

        def take(text: str) -> None:
            try:
                stored = desk.duplicate(name, text)
            except AlktuiError as refusal:
                self.refuse(str(refusal), (refusal.free_label,) if isinstance(refusal, CaseConflict) else ())
                return
            self._close_prompt()
            self.redraw(f"stored:{stored.version.name}")
            self.say(f"stored as {stored.label}")

        question = Question("duplicate", f"Duplicate {label} as", take)
        self.ask(question, free, replaced=True)

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
            hint=f"{warned}a file, here or by its path; tab goes through the formats: .html prints on A4, .json is the report",
            completer=completion.sheets,
            keeps=True,
        )
        self.ask(question, f"{name or 'alktui-case'}.txt", replaced=True)

    def _export(self, name: str, *, replace: bool) -> None:
        from alktui.errors import AlktuiError  # noqa: PLC0415 - after the first frame
        from alktui.tui.desk import export, is_there  # noqa: PLC0415

        report, catalogue = self.session.report, self.session.catalogue
        if report is None or catalogue is None:
            return
        try:
            path = typed_path(name, "export")
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

        self.ask(one_of(tuple(answers), "replace", f"{path} exists", take))
