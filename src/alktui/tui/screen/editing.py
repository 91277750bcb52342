"""Editing on the main screen: the lines of the case form and the prompt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from textual.events import Key

from alktui.cases.editing import move_line
from alktui.tui import completion
from alktui.tui.read_back import list_to_ask, read_back
from alktui.tui.screen.moving import MovingScreen
from alktui.tui.session import STEPS, Session
from alktui.tui.view.case import MARKERS, deal_in_words, folded_markers, is_typed_into
from alktui.tui.widget.prompt import Question

NO_CASE = "There is no case yet: step 1 needs a disease."
ANOTHER = "another one, or enter to end the list; tab completes"
"""What is said where the prompt stays open for a list: who types one line after the other must not press keys of commands."""

PHASE_OF_LIST = "phase-of-list"
PHASES = {"not known": "", "cis, on one allele": "cis", "trans, on two alleles": "trans"}
"""The answers to how the findings of one line stand to each other, with the phase that each stores."""

NOTHING_TO_OPEN = "There is no line to open here."
NOTHING_TO_CHOOSE = (
    "Left and right change a value of the case in step 1, and choose in the Overview, the matrix and the escape map."
)


class EditingScreen(MovingScreen):
    """The main screen on which the case is edited in place."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._left_texts: dict[str, str] = {}

    def ask(self, question: Question, text: str = "", *, replaced: bool = False) -> None:
        """Open the prompt with what was left there half-typed, else with a text.

        Args:
            replaced: whether the first letter typed takes the text's place.
        """
        with self.app.batch_update():
            asked = replace(question, left=question.left or partial(self._leave, question))
            self.prompt.ask(asked, self._left_texts.pop(question.key, text), replaced=replaced)
            self.lines.cover(self.prompt.lines)
            self._draw_keys()

    def _leave(self, question: Question, text: str) -> None:
        """Close the prompt; what was typed there is kept where the question says so."""
        if question.keeps and text:
            self._left_texts[question.key] = text
        self._close_prompt()

    def refuse(self, why: str, fits: tuple[str, ...] = ()) -> None:
        """Say under the prompt why a text is not taken."""
        self.prompt.refuse(why, fits)
        self.lines.cover(self.prompt.lines)

    def _close_prompt(self) -> None:
        with self.app.batch_update():
            self.prompt.close()
            self.lines.cover(0)
            self.set_focus(self.lines)
            self._draw_keys()

    def _on_form(self) -> str:
        """The highlighted line of the case form; empty elsewhere."""
        row = self.lines.highlighted
        return row.key if row is not None and self.place.is_step("case") else ""

    def _edit(self, key: str) -> None:
        if key.startswith("example:"):
            self.editor.open_example(key)
            self.redraw("disease")
        elif key.startswith("orphan:"):
            if not self.editor.restore(key):
                self.say("That unfinished case is gone: another alktui took it up.")
            self.redraw("disease")
        elif key == MARKERS:
            self.editor.fold()
            self.redraw()
        elif key.startswith("unread:"):
            self.say(deal_in_words(self.session))
        elif (text := self.editor.text(key)) is not None:
            self._ask_text(key, text)
        else:
            self._ask_choice(key)

    def _ask_text(self, key: str, text: str, hint: str = "") -> None:
        def leave(typed: str) -> None:
            self.editor.keep(key, typed)
            self._close_prompt()

        def paste(typed: str) -> bool:
            return "\n" in typed.strip() and self.bring_in(typed, "the pasted text")

        self.ask(
            Question(
                key,
                self.editor.label(key),
                lambda typed: self._take_text(key, typed),
                hint=hint or self.editor.hint(key),
                completer=self.editor.completer(key),
                left=leave,
                pasted=paste if key.startswith("finding:") else None,
            ),
            text,
        )

    def on_key(self, event: Key) -> None:
        """On the form space chooses, and a letter on a line of text begins to type there: nobody means a command by it."""
        key = self._on_form()
        if not key or self.prompt.is_open or self.is_reading:
            return
        letter = event.character or ""
        if event.key == "space" and "space" in self.session.keys.get("page-down", ()):
            self._choose_by_space(key)
        elif letter.isalpha() and is_typed_into(key) and not self._was_named(letter):
            if not self._was_out_of_sight():
                self._edit(key)
                self.prompt.input.insert_text_at_cursor(letter)
        else:
            return
        event.stop()

    def _was_named(self, letter: str) -> bool:
        """Whether the bottom line had just named a key as the way to take something back, or told that it did."""
        undo, redo = self.session.key("undo"), self.session.key("redo")
        goes_on = letter in (undo, redo) and self._seen.startswith(("undone: ", "done again: "))
        return goes_on or (letter == undo and f"; {letter} " in self._seen)

    def _choose_by_space(self, key: str) -> None:
        """Give a line its next value; where it has none, edit its text or unfold what it stands for."""
        if self._was_out_of_sight():
            return
        if self.editor.choices(key):
            self.action_choose(1)
        elif key == MARKERS or self.editor.has_text(key):
            self._edit(key)
        else:
            self.say(f"{self.session.key('open')} does what this line says.")

    def _take_text(self, key: str, text: str) -> None:
        before, gone = self.session.entry, "" if text.strip() else self.editor.in_words(key)
        refusal = self.editor.take(key, text)
        if refusal is not None:
            self.refuse(*refusal)
            return
        if several := list_to_ask(key, text, self.session):
            self._ask_phase(key, text, several)
        else:
            self._after_taken(key, text)
            if gone and self.session.entry != before:
                self._tell_deleted(gone)

    def _tell_deleted(self, what: str) -> None:
        """Say what is gone, and how it comes back; trouble with the disk comes first."""
        if not self._said:
            self.say(f"deleted: {what}; {self.session.key('undo')} brings it back")

    def _ask_phase(self, key: str, text: str, several: tuple[str, ...]) -> None:
        """Ask at once how the findings of one line stand to each other; the first answer is that it is not known."""

        def take(word: str) -> None:
            if phase := PHASES[word]:
                self.editor.set("phase", phase)
            self._after_taken(key, text)

        def fitting(typed: str) -> tuple[str, ...]:
            return tuple(word for word in PHASES if word.startswith(typed.casefold()))

        names = f"{', '.join(several[:-1])} and {several[-1]}"
        with self.app.batch_update():
            self.redraw(key)
            self.ask(
                Question(
                    PHASE_OF_LIST,
                    f"Phase between {names}",
                    take,
                    completer=fitting,
                    picks=True,
                    left=lambda _: self._after_taken(key, text),
                    escape="leaves it not known",
                )
            )

    def _after_taken(self, key: str, text: str) -> None:
        """After a line was taken: the next one of its list, or the end, where its line to add one stands; and how it was read."""
        is_list = key.endswith(":+")
        if is_list and text.strip():
            with self.app.batch_update():
                self.redraw(key)
                self._ask_text(key, "", ANOTHER)
        else:
            self._close_prompt()
            self.redraw(key)
        trouble = self.session.desk.kept.why(self.session.origin) if self.session.desk is not None else ""
        if told := trouble or read_back(key, text, self.session):
            self.say(told)

    def _ask_choice(self, key: str) -> None:
        """Pick a value of a line from a list; looking at the values changes none."""
        words = self.editor.choices(key)
        if not words:
            return
        values = {word: value for value, word in words}
        now = next((word for value, word in words if value == self.editor.value(key)), words[0][0])

        def take(word: str) -> None:
            self._close_prompt()
            if self.editor.set(key, values[word]):
                self.redraw(key)

        def fitting(typed: str) -> tuple[str, ...]:
            fits = tuple(word for word in values if typed.casefold() in word.casefold())
            fits = tuple(sorted(fits, key=lambda word: word.casefold() != typed.casefold()))  # the very word before longer ones
            return fits if typed else (now, *(word for word in fits if word != now))

        self.ask(
            Question(
                f"choice:{key}",
                self.editor.label(key),
                take,
                completer=fitting,
                picks=True,
                describe=lambda word: f"{word}   (as it is)" if word == now else word,
            )
        )

    def bring_in(self, text: str, name: str) -> bool:
        """Show what a text holds, to take over; whether there was anything to show. The screen says how."""
        raise NotImplementedError

    def follow(self) -> None:
        """From what is read in the why pane to where it leads. The screen says how."""
        raise NotImplementedError

    def action_choose(self, by: int) -> None:
        """Give the highlighted line of the case its next value; in a view, choose the next column or TKI."""
        if self.view is not None:
            if self.view.choose is not None:
                self.view.choose(by)
                self.redraw()
            else:
                self.lines.choose(by)
        elif self.presenting:
            self.action_next_step() if by > 0 else self.action_previous_step()
        elif self.lines.choose(by):
            self._draw_keys()
        elif self.editor.choose(self._on_form(), by):
            self.redraw()
        elif not self._on_form():
            self.say(NOTHING_TO_CHOOSE)

    def action_move_line(self, by: int) -> None:
        """Move the highlighted therapy up or down in its order."""
        key = self._on_form()
        kind, _, place = key.partition(":")
        if kind not in ("prior", "prior-therapy") or place in ("", "+"):
            down, up = self.session.key("line-down"), self.session.key("line-up")
            self.say(f"{down} and {up} move a prior therapy of step 1 down and up in its order.")
        elif self.session.change(lambda entry: move_line(entry, key, by)):
            self.redraw(f"{kind}:{int(place) + by}")

    def action_delete(self) -> None:
        """Delete the highlighted line, or clear its value; in a view, what the view deletes."""
        row = self.lines.highlighted
        if self._was_out_of_sight():
            return
        if self.view is not None and self.view.delete is not None and row is not None:
            self.view.delete(row.key)
            self.redraw()
            return
        key = self._on_form()
        if not key:
            self.say(f"There is nothing to delete here: {self.session.key('delete')} deletes a line of the case in step 1.")
        elif what := self.editor.in_words(key):
            self.editor.delete(key)
            self.redraw()
            if key.startswith("unread:"):
                self.say(f"taken off: no report names it any more; {self.session.key('undo')} brings it back")
            else:
                self._tell_deleted(what)
        elif not key.startswith("orphan:") or not self.editor.delete(key):
            self.say("There is nothing to delete on this line.")
        else:
            self.redraw()
            self.say(f"no longer offered; {self.session.key('undo')} brings it back")

    def _was_out_of_sight(self) -> bool:
        """Whether the highlighted line could not be seen, which is shown now: no key does anything to what one does not see."""
        if self.is_reading or not self.lines.reveal():
            return False
        self.say("that line was out of sight; the same key again does it")
        return True

    def action_undo(self) -> None:
        """Take back the last change; in a view, what the view deleted."""
        if self.view is not None and self.view.undo is not None:
            self.redraw(self.view.undo())
        elif self._may_edit():
            self._tell_change(self.session.undo, "undone", "there is nothing to undo")

    def action_redo(self) -> None:
        """Make the change again that was taken back."""
        if self._may_edit():
            self._tell_change(self.session.redo, "done again", "there is nothing to do again")

    def _may_edit(self) -> bool:
        """Whether the case may change here; what the projector shows does not change by a slip, which is said."""
        if self.presenting:
            self.say("Nothing is changed while presenting; esc leaves the presentation.")
        return not self.presenting

    def _tell_change(self, change: Callable[[], bool], done: str, nothing: str) -> None:
        before, origin = self.session.entry, self.session.origin
        if not change() and (self.session.desk is None or done != "undone" or not self.session.desk.recall()):
            self.say(nothing)
            return
        self.redraw()
        if self.session.origin is not origin:
            self.say(f"{done}: another case is on the screen")
        elif self.session.entry != before:
            self.say(f"{done}: {self.editor.difference(before)}")

    def action_open(self) -> None:
        """Edit the line of the case, or show why."""
        row = self.lines.highlighted
        if self.is_reading:
            self.follow()
            return
        if row is None:
            self.say(NOTHING_TO_OPEN)
            return
        if self._was_out_of_sight():
            return
        if self.view is not None and self.view.enter is not None:
            ends = self.view.enter(row.key)
            if ends is not None:
                self.leave_view() if ends else self.redraw(row.key)  # its line, or the first where it is gone
                return
        if self.step == "case" and self.view is None:
            self._edit(row.key)
        elif not self._go_to(row.key) and self.lines.detail is not None:
            self._start_reading()

    def _go_to(self, key: str) -> bool:
        """Go where a line of the Overview leads, or fold or unfold a section; whether the line does either."""
        kind, _, name = key.partition(":")
        if kind == "fold":
            self.session.unfolded ^= {name}
            self.redraw()
        elif kind == "go" and name in STEPS:
            self.action_step(name)
        elif kind == "go" and name == "next-test":
            self.run_action_soon("next_tests")
        elif kind == "go":
            self.show_step(*self.session.first_against())
        else:
            return False
        return True

    def run_action_soon(self, name: str) -> None:
        """Run an action of the screen once what is under way is done."""
        self.call_later(self.run_action, name)

    def action_next_example(self) -> None:
        """Open the next example, over an empty case or another example."""
        if not self._may_edit():
            return
        if self.editor.next_example():
            self.show_step("case", "disease")
            self.say(f"an example; {self.session.key('undo')} takes it back")
        else:
            self.say("Examples open over an empty case only: save this one and start a new one first.")

    def action_new(self) -> None:
        """Begin a case anew; the one on the screen stays where it is kept."""
        if not self._may_edit():
            return
        self.editor.begin_anew()
        self.show_step("case", "disease")
        self.say(f"a new case; {self.session.key('undo')} leads back to the one before")

    def find_line(self) -> None:
        """Pick a line of the case form by its name."""
        names = {self.editor.name_of(row.key): row.key for row in self.lines.rows if row.key}
        names |= {name: f"biomarker:{name}" for name in sorted(folded_markers(self.session))}

        def take(name: str) -> None:
            self._close_prompt()
            if not self.session.unfolded_markers and name in folded_markers(self.session):
                self.editor.fold()
            self.redraw(names[name])

        self.ask(
            Question(
                "find-line",
                "Go to a line",
                take,
                completer=lambda typed: completion.by_letters(typed, names),
                picks=True,
            )
        )
