"""Moving on the main screen: steps, lines, pages, parts, the why pane, and back."""

from __future__ import annotations

from alktui.tui.screen.knowing import KnowingScreen
from alktui.tui.session import STEPS


class MovingScreen(KnowingScreen):
    """The main screen that one moves about in."""

    def action_step(self, step: str) -> None:
        """Show a step, highlighting what was highlighted there before."""
        self.show_step(step, self.place.key_of(step))

    def show_step(self, step: str, key: str) -> None:
        """Show a step with a line of it highlighted."""
        self._stop_reading()
        self.place.go(step)
        self.redraw(key)

    def action_next_step(self) -> None:
        """Show the next step."""
        self._go_on(1, "This is the last step.")

    def action_previous_step(self) -> None:
        """Show the previous step."""
        self._go_on(-1, "This is the first step.")

    def _go_on(self, by: int, ended: str) -> None:
        """Show the step so many further, out of a view too; where there is none, say so."""
        steps = STEPS[1:] if self.presenting else STEPS  # on the projector the case stands at the head of every page
        place = steps.index(self.step) + by
        self.action_step(steps[min(max(place, 0), len(steps) - 1)])
        if not 0 <= place < len(steps):
            self.say(ended)

    def action_move(self, by: int) -> None:
        """Move by a line."""
        if self.is_reading:
            self.why.read(by)
        else:
            self.lines.move(by)

    def action_page(self, by: int) -> None:
        """Move by a page; a text with a few lines to choose from is scrolled."""
        if self.presenting and self.lines.is_at_end(by):
            self._go_on(by, "This is the last page." if by > 0 else "This is the first page.")
        elif not self.is_reading and self.view is not None and self.view.is_read:
            self.lines.scroll_pages(by)
        else:
            (self.why if self.is_reading else self.lines).page(by)

    def action_part(self, by: int) -> None:
        """Go to the first line of the next or previous part."""
        if self.is_reading:
            before, after, back = map(self.session.key, ("previous-part", "next-part", "back"))
            self.say(f"{before} and {after} go through the parts of a list; {back} leads back to it")
        else:
            self.lines.part(by)

    def action_end(self, last: bool) -> None:  # noqa: FBT001 - an action's argument
        """Go to the first or last line."""
        (self.why if self.is_reading else self.lines).end(last=last)

    def _start_reading(self) -> None:
        """Give the keys to the why pane of the highlighted line."""
        self.add_class("-reading")
        self._fit_width()
        self.why.add_class("-marked")
        self._fill_why(self.lines.highlighted)
        self._draw_keys()

    def _stop_reading(self) -> None:
        self.remove_class("-reading")
        self._fit_width()
        self.why.remove_class("-marked")
        self.lines.focus()

    def leave_view(self) -> None:
        """Leave the view over the step or over what stands behind it; the line that was highlighted there is again."""
        behind = self.place.leave()
        self.redraw(behind.key)
        if behind.reading and self.lines.highlighted is not None:
            self._start_reading()
