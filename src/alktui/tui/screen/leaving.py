"""Leaving alktui, or the case on the screen for another: nothing that is not on the disk goes without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alktui.tui import clipboard, completion
from alktui.tui.left_case import where_left
from alktui.tui.screen.keeping import KeepingScreen
from alktui.tui.typed_path import typed_path
from alktui.tui.widget.prompt import Question, one_of

if TYPE_CHECKING:
    from alktui.tui.kept import Unkept

STAY, ELSEWHERE, COPY, LOSE = (
    "stay",
    "write it to a file in another place, to be imported later",
    "copy it to the terminal's clipboard, to be pasted into alktui later",
    "leave, and lose it",
)


class LeavingScreen(KeepingScreen):
    """The main screen that asks before something is lost or another case comes onto it."""

    # -- alktui ----------------------------------------------------------------------------------------------------------

    def action_quit(self) -> None:
        """Leave; the presentation first. What is not on the disk is told before."""
        if self.presenting:
            self.action_present()
        else:
            self.leave()

    def leave(self) -> None:
        """Leave, but ask first where something is not on the disk; asked once more by Ctrl+C, it leaves."""
        lost = self._at_stake()
        if not lost or (self.prompt.is_open and self.prompt.key == "leave"):
            self.app.exit()
            return
        if self.prompt.is_open:
            self.prompt.leave()
        self._ask_to_leave(lost[0], len(lost))

    def _at_stake(self) -> tuple[Unkept, ...]:
        """What leaving would lose, after another try to keep it."""
        desk = self.session.desk
        if desk is None or not desk.kept.unkept:
            return ()
        desk.kept.try_again()
        self.redraw()
        return desk.kept.at_stake

    def _ask_to_leave(self, lost: Unkept, count: int) -> None:
        more = f" (and {count - 1} more)" if count > 1 else ""

        def take(answer: str) -> None:
            self._close_prompt()
            if answer == LOSE:
                self.app.exit()
            elif answer == ELSEWHERE:
                self._ask_where(lost)
            elif answer == COPY:
                self._copy_case(lost)

        label = f"Not on the disk, so lost on leaving{more}: {lost.in_words}"
        self.ask(one_of((STAY, ELSEWHERE, COPY, LOSE), "leave", label, take, escape="stays"))
        self.refuse(lost.why)

    def _ask_where(self, lost: Unkept) -> None:
        """Ask for a file in another place; once it is written the case is not lost, and leaving is asked for again."""
        from alktui.errors import AlktuiError  # noqa: PLC0415 - wanted seldom
        from alktui.tui.desk import write_case  # noqa: PLC0415

        key = self.session.key

        def take(text: str) -> None:
            try:
                write_case(typed_path(text, "export"), lost.entry)
            except AlktuiError as refusal:
                self.refuse(str(refusal))
                return
            self._close_prompt()
            self.say(f"written to {text.strip()}; {key('import')} takes it in again, {key('quit')} leaves")
            if self.session.desk is not None:
                self.session.desk.kept.was_taken_along(lost)

        hint = f"a path ending in .json where there is room, such as another disk or /tmp; {key('import')} takes it in again"
        question = Question("elsewhere", "Write the case to", take, hint=hint, completer=completion.paths)
        self.ask(question)

    def _copy_case(self, lost: Unkept) -> None:
        from alktui.cases.case_file import case_bytes  # noqa: PLC0415 - wanted seldom

        sent = clipboard.sequences(case_bytes(lost.entry).decode())
        self.send(sent)
        told = "sent to the terminal's clipboard; paste it into a file or mail before q and leaving"
        self.say(told if sent else "too long for a terminal's clipboard")

    def send(self, sequences: tuple[str, ...]) -> None:
        """Send escape sequences of our own making to the terminal. The screen says how."""
        raise NotImplementedError

    # -- the case on the screen ------------------------------------------------------------------------------------------

    def action_new(self) -> None:
        """Begin a case anew; the one on the screen stays where it is kept."""
        left = where_left(self.session)
        super().action_new()
        if left and not self.presenting:
            self.say(f"a new case; {left}")

    def action_undo(self) -> None:
        """Take back the last change; one that leads to another case is asked about first."""
        if not self._is_asked(back=True):
            super().action_undo()

    def action_redo(self) -> None:
        """Make the change again that was taken back; one that leads to another case is asked about first."""
        if not self._is_asked(back=False):
            super().action_redo()

    def _is_asked(self, *, back: bool) -> bool:
        """Ask whether to go to another case, where that is where the change leads."""
        in_view = self.view is not None and self.view.undo is not None
        other = None if (back and in_view) or not self._may_edit() else self.session.beyond(back=back)
        if other is None:
            return False
        from alktui.tui.view.stored import entry_in_words  # noqa: PLC0415 - wanted seldom

        answers = {"stay with this case": False, f"go to the other case: {entry_in_words(other)}": True}

        def take(answer: str) -> None:
            self._close_prompt()
            if answers[answer]:
                super(LeavingScreen, self).action_undo() if back else super(LeavingScreen, self).action_redo()

        label = f"Nothing left to {'undo' if back else 'do again'} in this case"
        self.ask(one_of(tuple(answers), "beyond", label, take, escape="stays with this case"))
        return True
