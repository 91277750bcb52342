"""The line one types into: label, text, what fits it, and the reason of a refusal right under it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from alktui.plain import clean
from alktui.tui.row import Row, paragraph
from alktui.tui.widget.line_list import FewLines, OneLine

Completer = Callable[[str], Sequence[str]]
SHOWN = 8


class PromptInput(Input):
    """An input that leaves Tab to its prompt and gives Escape away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,down", "complete(1)", "complete", show=False),
        Binding("shift+tab,up", "complete(-1)", "complete", show=False),
        Binding("escape", "leave", "leave", show=False),
    ]

    def validate_value(self, value: str) -> str:
        """What is typed or pasted without control characters: a paste must not write escape sequences to the terminal."""
        return clean(value)

    async def action_submit(self) -> None:
        """Enter the text at once, before the next key is looked at."""
        self.query_ancestor(Prompt).enter()

    def action_complete(self, by: int) -> None:
        """Take the next completion."""
        self.query_ancestor(Prompt).complete(by)

    def action_leave(self) -> None:
        """Close the prompt; what was typed is kept."""
        self.query_ancestor(Prompt).leave()


class Prompt(Vertical):
    """Asks for one text; whoever asked closes it or shows why not.

    Attributes:
        entered, left: called with the key of what was asked and the text, when it is entered or left.
    """

    DEFAULT_CSS = """
    Prompt { height: auto; display: none; }
    Prompt Horizontal { height: 1; }
    Prompt #prompt-label { width: auto; min-width: 10; max-width: 24; }
    Prompt PromptInput, Prompt PromptInput:focus { width: 1fr; height: 1; border: none; padding: 0; background: $surface; }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002 - the framework's own name
        super().__init__(id=id)
        self.key = ""
        self.entered: Callable[[str, str], None] | None = None
        self.left: Callable[[str, str], None] | None = None
        self._completer: Completer | None = None
        self._stem = ""
        self._choice = -1

    def compose(self) -> ComposeResult:
        """Label and input on one line, what fits and why not under it."""
        with Horizontal():
            yield OneLine(id="prompt-label")
            text = PromptInput(id="prompt-input", compact=True, select_on_focus=False)
            text.cursor_blink = False
            yield text
        yield OneLine(id="prompt-fits")
        yield FewLines(id="prompt-why")

    @property
    def is_open(self) -> bool:
        """Whether it asks for something now."""
        return self.styles.display == "block"

    @property
    def input(self) -> Input:
        """The input itself."""
        return self.query_one("#prompt-input", Input)

    def ask(self, key: str, label: str, text: str = "", completer: Completer | None = None, hint: str = "") -> None:
        """Open for a field, with the text it has."""
        self.key, self._completer = key, completer
        label_line = self.query_one("#prompt-label", OneLine)
        label_line.styles.width = len(label) + 2
        label_line.show(Row(((f"{label}: ", "strong"),)))
        self._say(hint or "enter takes it, esc leaves it; tab completes", "muted")
        self.styles.display = "block"  # at once, so that keys typed ahead find the input
        self.input.value = text
        self.input.cursor_position = len(text)
        self._restart(text)
        self.screen.set_focus(self.input)

    def refuse(self, why: str, fits: Sequence[str] = ()) -> None:
        """Say why the text is not taken; it stays."""
        self._say(f"! {clean(why)}", "bad")
        if fits:
            self._show_fits(fits)
            self._completer, self._stem, self._choice = (lambda _: fits), self.input.value, -1

    def _say(self, words: str, tone: str) -> None:
        width = max(20, self.app.size.width)
        self.query_one("#prompt-why", FewLines).show(paragraph(words, width, tone))

    def close(self) -> None:
        """Stop asking."""
        self.styles.display = "none"

    def enter(self) -> None:
        """Hand over what was typed, in the same breath: a message would let keys typed ahead overtake it."""
        if self.entered is not None:
            self.entered(self.key, self.input.value)

    def leave(self) -> None:
        """Hand over that it is left, with what was typed."""
        if self.left is not None:
            self.left(self.key, self.input.value)

    def complete(self, by: int) -> None:
        """Put the next thing that fits into the input."""
        fits = self._fits(self._stem)
        if fits:
            self._choice = (self._choice + by) % len(fits)
            with self.prevent(Input.Changed):
                self.input.value = fits[self._choice]
            self.input.cursor_position = len(self.input.value)
            self._show_fits(fits)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._restart(event.value)

    def _restart(self, stem: str) -> None:
        self._stem, self._choice = stem, -1
        self._show_fits(self._fits(stem))

    def _fits(self, stem: str) -> Sequence[str]:
        return self._completer(stem) if self._completer else ()

    def _show_fits(self, fits: Sequence[str]) -> None:
        first = max(0, self._choice - SHOWN + 1)
        shown = fits[first : first + SHOWN]
        spans = tuple((f"{text}  ", "strong" if first + place == self._choice else "") for place, text in enumerate(shown))
        more = ((f"and {len(fits) - len(shown)} more", "muted"),) if len(fits) > len(shown) else ()
        self.query_one("#prompt-fits", OneLine).show(Row((*spans, *more) or (("", ""),)))
