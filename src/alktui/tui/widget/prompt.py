"""The line one types into, over the lower edge of the list: label, text, what fits it, and why it is refused right under it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Paste
from textual.widgets import Input
from textual.widgets.input import Selection

from alktui.plain import clean
from alktui.tui.glyph import glyphs
from alktui.tui.paste_guard import unified
from alktui.tui.row import Row, clip, paragraph
from alktui.tui.widget.prompt_rows import both_ends, in_line
from alktui.tui.widget.toned import FewLines, OneLine

Completer = Callable[[str], Sequence[str]]
MOST_LINES = 8
MOST_TOLD = 5
"""Lines of a refusal; the case is not to be covered by it."""

COVERED = 7
"""Lines of a terminal that are never left to what one picks from: those on top and below, label, input, and one of the list."""

ROOM_FOR_HINTS = 16
"""Lines of a terminal from which on there is room for a hint beside the line it belongs to."""


@dataclass(frozen=True)
class Question:
    """What a prompt asks for.

    Attributes:
        key: what it is about, for whoever keeps a text that was left.
        take: called with the text that is entered; for a list to pick from, with what was picked.
        completer: what fits a text that is being typed.
        picks: whether one of what fits is picked, line by line, rather than a text entered.
        describe: how a line of a list to pick from is shown.
        live: called with every text while it is typed.
        keeps: whether a text that is left is shown again when the same is asked again.
        left: called with the text that is left, in place of closing the prompt.
        pasted: called with a text of several lines, or of a format, that is pasted; whether it was taken.
        escape: what escape does, in words.
    """

    key: str
    label: str
    take: Callable[[str], object]
    hint: str = ""
    completer: Completer | None = None
    picks: bool = False
    describe: Callable[[str], str] = str
    live: Callable[[str], object] | None = None
    keeps: bool = False
    left: Callable[[str], object] | None = None
    pasted: Callable[[str], bool] | None = None
    escape: str = "leaves it, nothing is lost"


def one_of(
    answers: Sequence[str], key: str, label: str, take: Callable[[str], object], escape: str = Question.escape
) -> Question:
    """A question with a few answers to pick from."""

    def fitting(typed: str) -> tuple[str, ...]:
        return tuple(answer for answer in answers if answer.startswith(typed))

    return Question(key, label, take, completer=fitting, picks=True, escape=escape)


class PromptInput(Input):
    """An input that leaves Tab to its prompt and gives Escape away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,down", "complete(1)", "complete", show=False),
        Binding("shift+tab,up", "complete(-1)", "complete", show=False),
        Binding("escape", "leave", "leave", show=False),
        Binding("ctrl+j", "submit", "enter", show=False),
    ]

    def validate_value(self, value: str) -> str:
        """What is typed or pasted without control characters: a paste must not write escape sequences to the terminal."""
        return clean(value)

    def _on_paste(self, event: Paste) -> None:
        """Hand a paste over whole: the framework would take its first line and drop the others without a word."""
        event.prevent_default()
        event.stop()
        text = unified(event.text)
        prompt = self.query_ancestor(Prompt)
        if not prompt.paste(text):
            if prompt.is_stale:
                self.action_select_all()
            self.replace(" ".join(text.split("\n")).strip(), *self.selection)

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
    """Asks one question; whoever asked closes it or shows why not. It lies over the list, which is not laid out anew for it."""

    DEFAULT_CSS = """
    Prompt { layer: over; dock: bottom; offset: 0 -1; height: 0; background: $surface; }
    Prompt PromptInput, Prompt PromptInput:focus {
        width: 100%; height: 1; border: none; padding: 0; background: $surface;
    }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002 - the framework's own name
        super().__init__(id=id)
        self._question = Question("", "", lambda _: None)
        self._is_open = False
        self._told = "", ""
        self._stem = ""
        self._choice = -1
        self._offered: Sequence[str] | None = None
        self._stale = False

    def compose(self) -> ComposeResult:
        """Label, input, what fits, and why not, one under the other."""
        yield OneLine(id="prompt-label")
        text = PromptInput(id="prompt-input", compact=True, select_on_focus=False)
        text.cursor_blink = text.can_focus = False
        yield text
        yield FewLines(id="prompt-fits")
        yield FewLines(id="prompt-why")

    @property
    def key(self) -> str:
        """What it asks for."""
        return self._question.key

    @property
    def escape(self) -> str:
        """What escape does, in words."""
        return self._question.escape

    @property
    def is_open(self) -> bool:
        """Whether it asks for something now."""
        return self._is_open

    @property
    def is_stale(self) -> bool:
        """Whether a paste takes the place of the text: where whole things are pasted, and this one was left or refused."""
        return self._stale and self._question.pasted is not None

    @property
    def completes(self) -> bool:
        """Whether there is something to complete a text with."""
        return self._question.completer is not None

    @property
    def input(self) -> Input:
        """The input itself."""
        return self.query_one("#prompt-input", Input)

    @property
    def lines(self) -> int:
        """How many lines of the list it covers."""
        return 2 + len(self.query_one("#prompt-fits", FewLines).rows) + len(self.query_one("#prompt-why", FewLines).rows)

    def ask(self, question: Question, text: str = "", *, replaced: bool = False) -> None:
        """Open for a question, with the text that it has.

        Args:
            replaced: whether the first letter typed takes the text's place.
        """
        self._question, self._offered = question, None
        self._draw_label()
        self._stale = bool(text)
        self._is_open = self.input.can_focus = True  # at once, so that keys typed ahead find the input
        self._say(question.hint if self.app.size.height >= ROOM_FOR_HINTS else "", "muted")
        with self.prevent(Input.Changed):
            self.input.value = text
        self.input.selection = Selection(0 if replaced else len(text), len(text))
        self._restart(text)
        self.screen.set_focus(self.input)

    def _draw_label(self) -> None:
        """The label in a rule that parts the prompt from the list above it."""
        rule = glyphs().rule
        label = clip([Row(((self._question.label, "strong"),))], max(20, self.app.size.width) - 8)[0]
        rest = max(0, self.app.size.width - cell_len(label.text) - 4)
        spans = ((f"{rule * 2} ", "muted"), *label.spans, (f" {rule * rest}", "muted"))
        self.query_one("#prompt-label", OneLine).show(Row(spans))

    def fit_width(self) -> None:
        """Draw anew for another size of the terminal."""
        self._draw_label()
        self._say(*self._told)
        self._show_fits()

    def refuse(self, why: str, fits: Sequence[str] = ()) -> None:
        """Say why the text is not taken; it stays. What would fit is completed until the text changes."""
        self._stale = True
        self._say(f"! {clean(why)}", "bad")
        if fits:
            self._offered, self._stem, self._choice = fits, self.input.value, -1
            self._show_fits()

    def tell(self, words: str) -> None:
        """Say what is being done with the text, until something else is said."""
        self._say(words, "warn")

    def _say(self, words: str, tone: str) -> None:
        self._told = words, tone
        width = max(20, self.app.size.width)
        rows = paragraph(words, width, tone) if words else []
        self.query_one("#prompt-why", FewLines).show(both_ends(rows, max(4, min(MOST_TOLD, self.app.size.height - COVERED))))
        self._fit_height()

    def _fit_height(self) -> None:
        """As high as what it shows. A height repaints only what it covers; to be displayed or not repaints the whole screen."""
        self.styles.height = self.lines if self._is_open else 0

    def close(self) -> None:
        """Stop asking."""
        self._is_open = self.input.can_focus = False  # else the framework might give it the keys of a list that it hides
        self.styles.height = 0

    def enter(self) -> None:
        """Hand over what was typed or picked, in the same breath: a message would let keys typed ahead overtake it."""
        if not self._question.picks:
            self._question.take(self.input.value)
            return
        fits = self._fits()
        if fits:
            self._question.take(fits[max(0, self._choice)])
        else:
            self.refuse("Nothing fits that. Fewer letters find more; esc leaves.")

    def leave(self) -> None:
        """Hand over that it is left, with what was typed."""
        if self._question.left is not None:
            self._question.left(self.input.value)

    def paste(self, text: str) -> bool:
        """Offer a paste of several lines to whoever asked; whether it was taken."""
        return self._question.pasted is not None and self._question.pasted(text)

    def complete(self, by: int) -> None:
        """Put the next thing that fits into the input, or go to it in a list to pick from."""
        fits = self._fits()
        if not fits:
            return
        self._choice = (max(self._choice, 0 if self._question.picks else -1) + by) % len(fits)
        if not self._question.picks:
            with self.prevent(Input.Changed):
                self.input.value = fits[self._choice]
            self.input.cursor_position = len(self.input.value)
        self._show_fits()

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._offered, self._stale = None, False
        self._restart(event.value)
        if self._question.live is not None:
            self._question.live(event.value)

    def _restart(self, stem: str) -> None:
        self._stem, self._choice = stem, -1
        self._show_fits()

    def _fits(self) -> Sequence[str]:
        if self._offered is not None:
            return self._offered
        return self._question.completer(self._stem) if self._question.completer else ()

    def _show_fits(self) -> None:
        fits = self._fits()
        width = max(20, self.app.size.width)
        rows = self._picking(fits, width) if self._question.picks else in_line(fits, self._choice, width)
        wanted = rows or ([Row((("", ""),))] if self.completes and not self._question.picks else [])
        self.query_one("#prompt-fits", FewLines).show(wanted)
        self._fit_height()

    def _picking(self, fits: Sequence[str], width: int) -> list[Row]:
        """What fits, line by line, a window around the one that would be picked."""
        chosen = max(0, self._choice)
        most = max(1, min(MOST_LINES, self.app.size.height - COVERED))
        first = max(0, min(chosen - most + 2, len(fits) - most, chosen))
        rows = [
            Row(((f"{'>' if place == chosen else ' '} {self._question.describe(text)}", "cursor" if place == chosen else ""),))
            for place, text in enumerate(fits[first : first + most], first)
        ]
        left = len(fits) - len(rows)
        return clip([*rows, *([Row(((f"  and {left} more", "muted"),))] if left else [])], width)
