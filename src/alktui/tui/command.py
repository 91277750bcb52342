"""The one table of commands: keys, footer, palette, help and the README's key list are made from it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Command:
    """Something a user can ask for.

    Attributes:
        name: the action and its argument.
        keys: plain keys, the first is the one shown.
        title: two or three words for footer and palette.
        help: one sentence.
        group: the heading it stands under in help.
    """

    name: str
    keys: tuple[str, ...]
    title: str
    help: str
    group: str

    @property
    def id(self) -> str:
        """The name a key map uses, for example matrix, step-case, page-down."""
        return IDS.get(self.name, self.name.replace("_", "-").replace("('", "-").removesuffix("')"))

    @property
    def shown_key(self) -> str:
        """The key as a person reads it."""
        return SHOWN.get(self.keys[0], self.keys[0])


IDS = {
    "move(1)": "down",
    "move(-1)": "up",
    "page(1)": "page-down",
    "page(-1)": "page-up",
    "end(False)": "first-line",
    "end(True)": "last-line",
    "choose(1)": "next-value",
    "choose(-1)": "previous-value",
}
"""Ids of commands whose name holds an argument; key maps refer to them, so they are permanent."""

SHOWN = {
    "slash": "/",
    "question_mark": "?",
    "colon": ":",
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "shift+tab": "S-tab",
    "plus": "+",
    "full_stop": ".",
}

COMMANDS: tuple[Command, ...] = (
    Command("step('case')", ("1",), "case", "Go to step 1, the case.", "Steps"),
    Command("step('tkis')", ("2",), "TKIs", "Go to step 2, the ALK TKIs with their calls.", "Steps"),
    Command("step('strategies')", ("3",), "combinations", "Go to step 3, combinations and other strategies.", "Steps"),
    Command("step('targets')", ("4",), "targets", "Go to step 4, targets other than ALK.", "Steps"),
    Command("step('trials')", ("5",), "trials", "Go to step 5, the trials with their printed status.", "Steps"),
    Command("step('summary')", ("6",), "summary", "Go to step 6, the one-page summary.", "Steps"),
    Command("next_step", ("tab", "n"), "next step", "Go to the next step.", "Steps"),
    Command("previous_step", ("shift+tab", "p"), "previous step", "Go to the previous step.", "Steps"),
    Command("move(1)", ("down", "j"), "down", "Highlight the next line.", "Moving"),
    Command("move(-1)", ("up", "k"), "up", "Highlight the previous line.", "Moving"),
    Command("page(1)", ("pagedown", "space"), "page down", "Move down by a page.", "Moving"),
    Command("page(-1)", ("pageup", "b"), "page up", "Move up by a page.", "Moving"),
    Command("end(False)", ("home", "g"), "first line", "Go to the first line.", "Moving"),
    Command("end(True)", ("end", "G"), "last line", "Go to the last line.", "Moving"),
    Command("choose(1)", ("right", "l"), "next value", "On a line of the case: its next value.", "Case"),
    Command("choose(-1)", ("left",), "previous value", "On a line of the case: its previous value.", "Case"),
    Command("open", ("enter",), "why / edit", "In the case: edit the line. Elsewhere: why, with the sources.", "Case"),
    Command("delete", ("d", "delete"), "delete", "Delete the highlighted line of the case, or clear its value.", "Case"),
    Command("undo", ("u",), "undo", "Take back the last change of the case.", "Case"),
    Command("redo", ("U",), "redo", "Make the change again that was taken back.", "Case"),
    Command("toggle_excluded", ("h",), "excluded", "Show or hide the excluded options.", "Options"),
    Command("filter", ("f",), "filter", "Show only options that hold a text.", "Options"),
    Command("sort", ("s",), "sort", "Sort the options by verdict and state, by level, or by name.", "Options"),
    Command("matrix", ("m",), "matrix", "Profiles against TKIs, to move about in.", "Views"),
    Command("escape_map", ("e",), "escape map", "What escapes the highlighted TKI, and the case's ladder.", "Views"),
    Command("next_tests", ("t",), "test next", "What to test next, and what each answer would move.", "Views"),
    Command("what_if", ("w",), "what-if", "Change the case and see only what moves; keep it or drop it.", "Views"),
    Command("immune", ("i",), "immune", "Immune context of this stage, and outcomes of immunotherapy.", "Views"),
    Command("outcomes", ("o",), "outcomes", "Outcome numbers as bars, with n and source.", "Views"),
    Command("search", ("slash",), "search", "Search every record of the catalogue.", "Views"),
    Command("back", ("escape", "backspace"), "back", "Leave the view, the pane or the field; nothing typed is lost.", "Views"),
    Command("present", ("P",), "present", "One step a page for the projector; again or back leaves it.", "Views"),
    Command("save", ("S",), "save", "Save the case under a label of your choosing.", "Cases"),
    Command("open_stored", ("O",), "open", "Open a stored case; d deletes it, u brings it back.", "Cases"),
    Command("export", ("x",), "export", "Write the sheet to a file: .txt, .md, .html, .json or .csv.", "Cases"),
    Command("copy", ("c",), "copy", "Send the line with its sources to the terminal's clipboard.", "Program"),
    Command("theme", ("T",), "colours", "Change between colours for a dark and for a light terminal.", "Program"),
    Command("palette", ("colon",), "commands", "Find a command by name.", "Program"),
    Command("help", ("question_mark",), "help", "Show every key.", "Program"),
    Command("quit", ("q",), "quit", "Leave alktui.", "Program"),
)

FOOTERS: dict[str, tuple[str, ...]] = {
    "case": ("open", "choose(1)", "delete", "undo", "next_step", "what_if"),
    "tkis": ("open", "matrix", "escape_map", "what_if", "next_tests", "next_step"),
    "options": ("open", "toggle_excluded", "filter", "sort", "next_tests", "next_step"),
    "summary": ("page(1)", "export", "save", "present", "previous_step"),
    "detail": ("back", "move(1)", "page(1)", "copy"),
    "view": ("open", "back", "copy"),
}
"""Which commands the bottom line names, by what is on the screen; what every place has stands in ALWAYS."""

ALWAYS = ("search", "help", "quit")

SHORT = {
    "open": {"case": "edit", "tkis": "why", "options": "why", "view": "show"},
    "choose(1)": {"case": "change"},
    "move(1)": {"detail": "scroll"},
}
"""Shorter words for a command where the place makes them plain."""

BY_NAME = {command.name: command for command in COMMANDS}


def footer(place: str, width: int) -> str:
    """The bottom line of a place, as much of it as a width holds; help and quit always stand there."""
    always = "  ".join(_hint(name, place) for name in ALWAYS)
    found = ""
    for name in FOOTERS[place]:
        longer = f"{found}{_hint(name, place)}  "
        if len(longer) + len(always) > width:
            break
        found = longer
    return found + always


def _hint(name: str, place: str) -> str:
    command = BY_NAME[name]
    key = {"choose(1)": "left/right", "move(1)": "up/down"}.get(name, command.shown_key)
    return f"{key} {SHORT.get(name, {}).get(place, command.title)}"
