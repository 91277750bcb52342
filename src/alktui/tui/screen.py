"""The one main screen: everything one can ask for beside moving and editing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from alktui.tui import clipboard, completion, overlay
from alktui.tui.command import COMMANDS
from alktui.tui.desk import FORMATS
from alktui.tui.editing_screen import EditingScreen
from alktui.tui.look import other_theme
from alktui.tui.overlay import View
from alktui.tui.row import texts
from alktui.tui.session import SORTS


class CopyRequested(Message):
    """Escape sequences of our own making are to be sent to the terminal."""

    def __init__(self, sequences: tuple[str, ...]) -> None:
        super().__init__()
        self.sequences = sequences


class MainScreen(EditingScreen):
    """The main screen with its views, searches and the presentation."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(command.keys), command.name, command.title, show=False, id=command.id) for command in COMMANDS
    ]

    def action_back(self) -> None:
        """Leave the pane, then the view."""
        if self.is_reading:
            self._stop_reading()
            self._draw_keys()
        elif self.view is not None:
            self.leave_view()
        elif self.presenting:
            self.action_present()

    def _show(self, make: Callable[[], View]) -> None:
        """Show a view over the step; without a case there is nothing to show."""
        try:
            view = make()
            view.rows(self._list_width())
        except LookupError:
            self.say("There is no case yet: step 1 needs a disease.")
            return
        self._stop_reading()
        self.view = view
        self.redraw("")

    def action_help(self) -> None:
        """Show every key."""
        self._show(overlay.help_view)

    def on_mount(self) -> None:
        """Listen to the prompt."""
        self.prompt.entered, self.prompt.left = self._entered, self._left

    _replacing = ""
    """The file name that was refused because it exists; entered again, it is replaced."""

    def _highlighted_tki(self) -> str:
        row = self.lines.highlighted
        return row.key if row is not None and self.step == "tkis" and self.view is None else ""

    def action_matrix(self) -> None:
        """Show profiles against TKIs."""
        therapy = self._highlighted_tki()
        self._show(lambda: overlay.matrix_view(self.session, therapy))

    def action_escape_map(self) -> None:
        """Show what escapes the highlighted TKI."""
        therapy = self._highlighted_tki()
        self._show(lambda: overlay.escape_view(self.session, therapy))

    def action_next_tests(self) -> None:
        """Show what to test next."""
        self._show(lambda: overlay.next_test_view(self.session))

    def action_immune(self) -> None:
        """Show the immune context."""
        self._show(lambda: overlay.immune_view(self.session))

    def action_outcomes(self) -> None:
        """Show outcomes as bars."""
        self._show(lambda: overlay.outcome_view(self.session))

    def action_present(self) -> None:
        """Begin or end the presentation."""
        self.presenting = not self.presenting and self.session.report is not None
        self.view = None
        self._stop_reading()
        self.set_class(self.presenting, "-presenting")
        self._fit_width()
        self.redraw("")

    def action_toggle_excluded(self) -> None:
        """Show or hide excluded options."""
        self.session.show_excluded = not self.session.show_excluded
        self.redraw()

    def action_sort(self) -> None:
        """Sort the options in the next way."""
        self.session.sort = SORTS[(SORTS.index(self.session.sort) + 1) % len(SORTS)]
        self.redraw()
        self.say(f"sorted by {self.session.sort}")

    def action_filter(self) -> None:
        """Ask for the text that options must hold."""
        self.ask("filter", "Filter", self.session.filter, hint="options that hold this text; empty shows all")

    def action_what_if(self) -> None:
        """Ask for a change of the case."""
        hint = "IL10RA=high, variant=G1202R, variant=-G1202R, phase=cis, setting=untreated, amplified ..."
        self.ask("what-if", "What if", completer=self._changes, hint=hint)

    def action_search(self) -> None:
        """Ask for words to search."""
        self.ask("search", "Search", hint="words of any record, for example IL10RA or NCT03505554; enter searches")

    def action_palette(self) -> None:
        """Ask for a command by name."""
        self.ask("palette", "Command", completer=completion.commands, hint="tab takes the next that fits, enter runs it")
        self.prompt.complete(0)

    def action_save(self) -> None:
        """Ask for the label to save under."""
        if self.session.desk is None:
            self.say("Nothing is kept here.")
            return
        self.ask("save", "Save as", self.session.entry.label, hint="a label of your choosing; no names or numbers of patients")

    def action_open_stored(self) -> None:
        """Show the stored cases."""
        self._show(lambda: overlay.stored_view(self.session, self.say))

    def action_export(self) -> None:
        """Ask for the file to write the sheet to."""
        if self.session.report is None:
            self.say("There is no case yet: step 1 needs a disease.")
            return
        name = "-".join(self.session.entry.label.split()) or "alktui-case"
        self.ask("export", "Write to", f"{name}.txt", hint="the ending chooses: .txt .md .html .json .csv")

    def action_copy(self) -> None:
        """Send the highlighted line, with its sources, to the terminal."""
        row = self.lines.highlighted
        if row is None:
            return
        lines = [row.text.strip(), *(texts(row.detail(80)) if row.detail else [])]
        sent = clipboard.sequences("\n".join(lines) + "\n")
        self.post_message(CopyRequested(sent))
        self.say("sent to the terminal's clipboard" if sent else "too long for a terminal's clipboard")

    def _entered(self, key: str, text: str) -> None:
        """Take what was entered: by the name of what was asked, else a line of the case."""
        asked: dict[str, Callable[[str], object]] = {
            "search": self._search,
            "filter": self._filter,
            "what-if": self._what_if,
            "palette": self._run,
            "save": self._save,
            "export": self._export,
        }
        if key in asked:
            asked[key](text)
            return
        refusal = self.editor.take(key, text)
        if refusal is not None:
            self.prompt.refuse(*refusal)
            return
        self._close_prompt()
        self.redraw(key)

    def _left(self, key: str, text: str) -> None:
        if ":" in key or key in ("fusion", "label", "question"):
            self.editor.keep(key, text)
        self._close_prompt()

    def _search(self, text: str) -> None:
        self._close_prompt()
        catalogue, searcher = self.session.catalogue, self._searcher
        if searcher is not None and catalogue is not None and text.strip():
            from alktui.catalogue.layer import find_in_layers  # noqa: PLC0415 - wanted seldom

            hits = (*searcher.find(text), *find_in_layers(catalogue, text))
            self._show(lambda: overlay.search_view(text, hits, catalogue))

    def _filter(self, text: str) -> None:
        self._close_prompt()
        self.session.filter = text.strip()
        self.redraw()

    def _what_if(self, text: str) -> None:
        if not text.strip():
            self._close_prompt()
            return
        from alktui.errors import InputRefused  # noqa: PLC0415 - after the first frame

        try:
            view = overlay.what_if_view(self.session, text.strip())
        except InputRefused as refusal:
            self.prompt.refuse(str(refusal), refusal.suggestions)
            return
        except LookupError:
            self.prompt.refuse("There is no case yet: step 1 needs a disease.")
            return
        self._close_prompt()
        self._show(lambda: view)

    def _save(self, label: str) -> None:
        from alktui.errors import AlktuiError  # noqa: PLC0415 - after the first frame

        desk = self.session.desk
        if desk is None:
            return
        self.session.change(lambda entry: setattr(entry, "label", label.strip()))
        try:
            desk.save(self.session.entry)
        except AlktuiError as refusal:
            self.prompt.refuse(str(refusal))
            return
        self._close_prompt()
        self.redraw()
        self.say(f"saved as {label.strip()}")

    def _export(self, name: str) -> None:
        from alktui.errors import AlktuiError  # noqa: PLC0415 - after the first frame
        from alktui.tui.desk import export  # noqa: PLC0415

        report, catalogue = self.session.report, self.session.catalogue
        if report is None or catalogue is None:
            return
        path = Path(name.strip()).expanduser()
        try:
            export(path, report, catalogue, force=self._replacing == name)
        except AlktuiError as refusal:
            again = path.exists() and path.suffix in FORMATS
            self._replacing = name if again else ""
            self.prompt.refuse("That file exists: enter again replaces it." if again else str(refusal))
            return
        self._replacing = ""
        self._close_prompt()
        self.say(f"written to {path}")

    def _changes(self, typed: str) -> Sequence[str]:
        return completion.changes(typed, self.session.catalogue) if self.session.catalogue is not None else ()

    def _run(self, text: str) -> None:
        self._close_prompt()
        fits = completion.commands(text)
        if fits:
            self.call_later(self.run_action, completion.command_named(fits[0]).name)

    def action_theme(self) -> None:
        """Take the colours for the other kind of terminal."""
        self.app.theme = other_theme(self.app.theme)
        self.say(f"colours for a {self.app.theme.removeprefix('ansi-')} terminal; ALKTUI_THEME keeps them")

    def action_quit(self) -> None:
        """Leave."""
        self.app.exit()
