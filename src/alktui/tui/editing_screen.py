"""Editing on the main screen: the lines of the case form and the prompt."""

from __future__ import annotations

from alktui.tui.moving_screen import MovingScreen
from alktui.tui.widget.prompt import Completer


class EditingScreen(MovingScreen):
    """The main screen on which the case is edited in place."""

    def _edit(self, key: str) -> None:
        if key.startswith("example:"):
            self.editor.open_example(key)
            self.redraw("disease")
        elif key.startswith("orphan:"):
            if not self.editor.restore(key):
                self.say("That unfinished case is gone: another alktui took it up.")
            self.redraw("disease")
        elif (text := self.editor.text(key)) is None:
            self.action_choose(1)
        else:
            self.ask(key, self.editor.label(key), text, self.editor.completer(key))

    def _on_form(self) -> str:
        """The highlighted line of the case form; empty elsewhere."""
        row = self.lines.highlighted
        return row.key if row is not None and self.step == "case" and self.view is None and not self.presenting else ""

    def action_choose(self, by: int) -> None:
        """Give the highlighted line of the case its next value; in a view, choose the next column or TKI."""
        if self.view is not None:
            if self.view.choose is not None:
                self.view.choose(by)
                self.redraw()
        elif self.presenting:
            self.action_next_step() if by > 0 else self.action_previous_step()
        elif self.editor.choose(self._on_form(), by):
            self.redraw()

    def action_delete(self) -> None:
        """Delete the highlighted line, or clear its value; in a view, what the view deletes."""
        row = self.lines.highlighted
        if self.view is not None and self.view.delete is not None and row is not None:
            self.view.delete(row.key)
            self.redraw()
            return
        key = self._on_form()
        if key and self.editor.delete(key):
            self.redraw()

    def action_undo(self) -> None:
        """Take back the last change; in a view, what the view deleted."""
        if self.view is not None and self.view.undo is not None:
            self.view.undo()
            self.redraw()
            return
        if self.session.undo():
            self.redraw()

    def action_redo(self) -> None:
        """Make the change again that was taken back."""
        if self.session.redo():
            self.redraw()

    def action_open(self) -> None:
        """Edit the line of the case, or show why."""
        row = self.lines.highlighted
        if row is None or self.is_reading:
            return
        if self.view is not None and self.view.enter is not None:
            if self.view.enter(row.key):
                self.leave_view()
        elif self.step == "case" and self.view is None:
            self._edit(row.key)
        elif row.detail is not None:
            self.add_class("-reading")
            self._fill_why(row)
            self._draw_keys()

    def _close_prompt(self) -> None:
        with self.app.batch_update():
            self.prompt.close()
            self.set_focus(self.lines)
            self._draw_keys()

    def ask(self, key: str, label: str, text: str = "", completer: Completer | None = None, hint: str = "") -> None:
        """Open the prompt; the bottom line then speaks of it."""
        with self.app.batch_update():
            self.prompt.ask(key, label, text, completer, hint)
            self._draw_keys()
