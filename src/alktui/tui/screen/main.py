"""The one main screen: its keys, the palette, copying and colours."""

from __future__ import annotations

import re
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from alktui.tui import clipboard, completion
from alktui.tui.command import BY_ID, COMMANDS, key_in_words
from alktui.tui.look import other_theme
from alktui.tui.row import Row, texts
from alktui.tui.screen.leaving import LeavingScreen
from alktui.tui.widget.line_list import LineList
from alktui.tui.widget.prompt import Question

UNBROKEN = 300
"""A width at which no item is broken over lines."""


class CopyRequested(Message):
    """Escape sequences of our own making are to be sent to the terminal."""

    def __init__(self, sequences: tuple[str, ...]) -> None:
        super().__init__()
        self.sequences = sequences


class MainScreen(LeavingScreen):
    """The main screen with everything one can ask for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(",".join(command.keys), command.name, command.title, show=False, id=command.id) for command in COMMANDS),
        # What Enter becomes where it is typed before the terminal is in raw mode.
        Binding("ctrl+j", "open", "open", show=False),
    ]

    def action_palette(self) -> None:
        """Pick a command by name."""

        def take(identity: str) -> None:
            self._close_prompt()
            self.run_command(identity)

        self.ask(
            Question(
                "palette",
                "Command",
                take,
                completer=completion.commands,
                picks=True,
                describe=self._described,
            )
        )

    def _described(self, identity: str) -> str:
        command = BY_ID[identity]
        keys = " ".join(map(key_in_words, self.session.keys.get(identity, ())))
        return f"{command.title:<16}{keys:<12}{command.help}"

    def action_copy(self) -> None:
        """Send the highlighted citation, line, or the summary to the terminal."""
        if self._was_out_of_sight():
            return
        row = self.lines.highlighted
        cited = self.why.highlighted if self.is_reading else None
        if cited is not None and cited.copied:
            text, what = cited.copied, "citation"
        elif row is not None:
            spot, detail = self.lines.spot, self.lines.detail
            lines = [spot.copied] if spot is not None else self._unbroken(row)
            text = "\n".join([*lines, *(texts(detail(80)) if detail else [])]) + "\n"
            what = f"{'line' if spot is None else 'cell'}{' with its sources' if detail else ''}"
        elif self.lines.rows:
            text, what = "\n".join(texts(self.lines.rows)) + "\n", "page"
        else:
            self.say("There is nothing to copy here.")
            return
        sent = clipboard.sequences(text)
        self.send(sent)
        self.say(f"{what} sent to the terminal's clipboard" if sent else f"{what}: too long for a terminal's clipboard")

    def _unbroken(self, row: Row) -> list[str]:
        """The highlighted item as where there is room for it: columns that are broken here would be pasted as fragments."""
        if row.copied:
            return [row.copied]
        wide = LineList.item_of(self._rows(UNBROKEN), row.key) or self.lines.item
        return [re.sub(" {3,}", "  ", text.strip()) for text in texts(wide)]

    def send(self, sequences: tuple[str, ...]) -> None:
        """Send escape sequences of our own making to the terminal."""
        self.post_message(CopyRequested(sequences))

    def action_theme(self) -> None:
        """Take the colours for the other kind of terminal."""
        self.app.theme = other_theme(self.app.theme)
        self.say(f"colours for a {self.app.theme.removeprefix('ansi-')} terminal; ALKTUI_THEME keeps them")
