"""Where one is: the step, the view over it, and what stands behind that. Knows no widget."""

from __future__ import annotations

from typing import NamedTuple

from alktui.tui.overlay import View, ViewName


class Behind(NamedTuple):
    """What stands behind a view that was laid over it, to be shown again once that is left."""

    view: View | None
    key: str
    presenting: bool = False
    reading: bool = False


class Place:
    """The step, and the views over it one behind the other; of every step the line that was highlighted last."""

    def __init__(self) -> None:
        self.step = "case"
        self.view: View | None = None
        self.presenting = False
        self._keys: dict[str, str] = {}
        self._behind: list[Behind] = []

    @property
    def behind(self) -> View | None:
        """The view behind the one that is shown; None where that is the step."""
        return self._behind[-1].view if self._behind else None

    def shows(self, name: ViewName) -> bool:
        """Whether a view of this name is shown."""
        return self.view is not None and self.view.name == name

    def is_step(self, *steps: str) -> bool:
        """Whether one of some steps is shown, with no view over it and not on the projector."""
        return self.step in steps and self.view is None and not self.presenting

    def remember(self, key: str) -> None:
        """Keep the highlighted line of the step."""
        if self.view is None:
            self._keys[self.step] = key

    def key_of(self, step: str) -> str:
        """The line that was highlighted last in a step; empty at first."""
        return self._keys.get(step, "")

    def go(self, step: str) -> None:
        """To a step, out of every view; who presents goes on to present."""
        self.clear()
        self.step = step

    def lay(self, view: View, key: str = "", *, over: bool, reading: bool = False) -> None:
        """A view over the step, or over what is shown now.

        Args:
            key: the line that is highlighted now.
            over: whether what is shown now is shown again once the view is left.
            reading: whether the why pane has the keys now.
        """
        if not over:
            self._behind.clear()
        elif self.view is not None or self.presenting or reading:
            self._behind.append(Behind(self.view, key, self.presenting, reading))
        self.view, self.presenting = view, False

    def leave(self) -> Behind:
        """Out of the view, back to what stands behind it."""
        behind = self._behind.pop() if self._behind else Behind(None, self.key_of(self.step))
        self.view, self.presenting = behind.view, behind.presenting
        return behind

    def clear(self) -> None:
        """Out of every view."""
        self.view = None
        self._behind.clear()

    def present(self) -> None:
        """Begin or end the presentation, which is of the steps."""
        self.clear()
        self.presenting = not self.presenting
