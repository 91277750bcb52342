"""The one table of commands: keys, footer, palette, help and the README's key list are made from it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

Keys = Mapping[str, tuple[str, ...]]
"""The keys of every command by its id, the one that is shown first; a command may have none."""


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


IDS = {
    "move(1)": "down",
    "move(-1)": "up",
    "page(1)": "page-down",
    "page(-1)": "page-up",
    "end(False)": "first-line",
    "end(True)": "last-line",
    "choose(1)": "next-value",
    "choose(-1)": "previous-value",
    "part(1)": "next-part",
    "part(-1)": "previous-part",
    "move_line(1)": "line-down",
    "move_line(-1)": "line-up",
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
    "greater_than_sign": ">",
    "less_than_sign": "<",
}


def key_in_words(key: str) -> str:
    """A key as a person reads it."""
    if key in SHOWN or len(key) == 1:
        return SHOWN.get(key, key)
    try:
        letter = unicodedata.lookup(key.replace("_", " "))
    except KeyError:
        return key
    return letter if letter.isprintable() and not letter.isspace() else key


COMMANDS: tuple[Command, ...] = (
    Command("step('case')", ("1",), "case", "Go to step 1, the case.", "Steps"),
    Command("step('overview')", ("2",), "overview", "Go to step 2, the answer and the calls on one page.", "Steps"),
    Command("step('tkis')", ("3",), "TKIs", "Go to step 3, the ALK TKIs with their calls.", "Steps"),
    Command("step('strategies')", ("4",), "combinations", "Go to step 4, combinations and other strategies.", "Steps"),
    Command("step('targets')", ("5",), "targets", "Go to step 5, targets other than ALK.", "Steps"),
    Command("step('trials')", ("6",), "trials", "Go to step 6, the trials with their printed status.", "Steps"),
    Command("step('summary')", ("7",), "sheet", "Go to step 7, the sheet to take along.", "Steps"),
    Command("next_step", ("tab", "n"), "next step", "Go to the next step.", "Steps"),
    Command("previous_step", ("shift+tab", "p"), "previous step", "Go to the previous step.", "Steps"),
    Command("move(1)", ("down", "j"), "down", "Highlight the next line.", "Moving"),
    Command("move(-1)", ("up", "k"), "up", "Highlight the previous line.", "Moving"),
    Command("page(1)", ("pagedown", "space"), "page down", "Move down by a page; on the case, space chooses instead.", "Moving"),
    Command("page(-1)", ("pageup", "b"), "page up", "Move up by a page.", "Moving"),
    Command("end(False)", ("home", "g"), "first line", "Go to the first line.", "Moving"),
    Command("end(True)", ("end", "G"), "last line", "Go to the last line.", "Moving"),
    Command(
        "part(1)",
        ("right_square_bracket",),
        "next part",
        "Go to the next part of a list: the biomarkers of the case, for one.",
        "Moving",
    ),
    Command("part(-1)", ("left_square_bracket",), "previous part", "Go to the previous part of a list.", "Moving"),
    Command("choose(1)", ("right",), "next value", "On a line of the case: its next value, as space does there.", "Case"),
    Command("choose(-1)", ("left",), "previous value", "On a line of the case: its previous value.", "Case"),
    Command(
        "open",
        ("enter",),
        "why / edit",
        "In the case: edit the line. In a step: why, with the sources. On a citation: all that stands there.",
        "Case",
    ),
    Command("move_line(1)", ("J",), "move down", "Move a prior therapy down in its order.", "Case"),
    Command("move_line(-1)", ("K",), "move up", "Move a prior therapy up in its order.", "Case"),
    Command("delete", ("d", "delete"), "delete", "Delete the highlighted line of the case, or clear its value.", "Case"),
    Command("undo", ("u",), "undo", "Take back the last change of the case.", "Case"),
    Command("redo", ("U",), "redo", "Make the change again that was taken back.", "Case"),
    Command("new", ("N",), "new case", "Begin a new case; the one on the screen stays where it is kept.", "Case"),
    Command("next_example", ("E",), "example", "Open an example over an empty case; again: the next one.", "Case"),
    Command("toggle_excluded", ("h",), "excluded", "Show or hide the excluded options.", "Options"),
    Command(
        "filter",
        ("f",),
        "filter",
        "Show only options that hold a text, as it is typed; on the case, go to a line by its name.",
        "Options",
    ),
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
    Command("import", ("I",), "import", "Take in variants, a MAF, a phenopacket or a case: by path or by paste.", "Cases"),
    Command("save", ("S",), "save", "Save the case under a label of your choosing.", "Cases"),
    Command(
        "open_stored",
        ("O",),
        "open",
        "List the stored cases; enter opens one, d deletes it, u brings it back.",
        "Cases",
    ),
    Command("rename", ("R",), "rename", "Among the stored cases: give the highlighted one another label.", "Cases"),
    Command("duplicate", ("D",), "duplicate", "Among the stored cases: store the highlighted one a second time.", "Cases"),
    Command("export", ("x",), "export", "Write the sheet to a file: .txt, .md, .html, .json or .csv.", "Cases"),
    Command(
        "copy",
        ("c",),
        "copy",
        "Send the line with its sources, or the highlighted citation, to the terminal's clipboard.",
        "Program",
    ),
    Command("theme", ("T",), "colours", "Change between colours for a dark and for a light terminal.", "Program"),
    Command("palette", ("colon",), "commands", "Find a command by name.", "Program"),
    Command("help", ("question_mark",), "help", "Explain what is in focus, and list every key; enter runs one.", "Program"),
    Command("quit", ("q",), "quit", "Leave alktui.", "Program"),
)

FOOTERS: dict[str, tuple[str, ...]] = {
    "case": ("open", "choose(1)", "undo", "save", "open_stored", "delete", "filter", "next_step", "export", "search"),
    "text": ("open", "move(1)", "next_step", "delete", "search", "palette"),
    "overview": ("choose(1)", "open", "next_step", "what_if", "next_tests", "present", "export", "search"),
    "tkis": ("open", "matrix", "escape_map", "what_if", "next_tests", "export", "next_step", "search", "copy"),
    "options": ("open", "filter", "sort", "toggle_excluded", "what_if", "next_tests", "export", "next_step", "search", "copy"),
    "summary": ("export", "save", "present", "page(1)", "next_tests", "what_if", "previous_step", "search", "copy"),
    "detail": ("back", "move(1)", "open", "copy", "page(1)", "search"),
    "view": ("open", "back", "copy", "search"),
    "matrix": ("choose(1)", "open", "back", "what_if", "copy", "search"),
    "escape map": ("choose(1)", "open", "back", "what_if", "copy", "search"),
    "what to test next": ("what_if", "open", "back", "copy", "search"),
    "what-if": ("open", "what_if", "back", "copy", "search"),
    "help": ("back", "move(1)", "open", "page(1)", "search"),
    "stored cases": ("open", "rename", "duplicate", "delete", "undo", "back"),
    "import": ("open", "move(1)", "page(1)", "back"),
}
"""Which commands the bottom line names, by what is on the screen, the most useful there first; what every place has is ALWAYS.

A place is a step, the why pane, a view by its name, or a line of the case where letters type.
"""

ALWAYS = ("help", "quit")

SHORT = {
    "open": {
        "case": "edit",
        "text": "or a letter: type",
        "overview": "why",
        "tkis": "why",
        "options": "why",
        "view": "show",
        "matrix": "why",
        "escape map": "why",
        "what to test next": "why",
        "what-if": "choose",
        "detail": "who cites it",
        "stored cases": "open",
        "import": "do it",
        "help": "run it",
    },
    "next_step": dict.fromkeys(("case", "text", "overview", "tkis", "options"), "next"),
    "next_tests": {"options": "tests"},
    "undo": {"stored cases": "bring back"},
    "filter": {"case": "find"},
    "open_stored": {"case": "open"},
    "choose(1)": {"case": "change", "overview": "cell", "matrix": "column", "escape map": "TKI"},
    "what_if": {"what to test next": "try an answer", "what-if": "another"},
    "page(1)": {"summary": "read on", "import": "read on"},
    "delete": {"text": "clear"},
    "move(1)": {"text": "move", "detail": "read", "help": "move", "import": "choose"},
}
"""Shorter words for a command where the place makes them plain."""

BY_NAME = {command.name: command for command in COMMANDS}
BY_ID = {command.id: command for command in COMMANDS}


def place_of(view: str) -> str:
    """Where one is in a view, as the bottom line knows it."""
    return view if view in FOOTERS else "view"


def footer(place: str, width: int, keys: Keys | None = None, *, has_line: bool = True) -> str:
    """The bottom line of a place as text."""
    return "  ".join(map(" ".join, hints(place, width, keys, has_line=has_line)))


def hints(place: str, width: int, keys: Keys | None = None, *, has_line: bool = True) -> list[tuple[str, str]]:
    """The bottom line of a place: keys with what they do, as many as a width holds, two blanks apart.

    Help, which names every key, and quit always stand there.

    Args:
        has_line: whether a line is highlighted, without which there is nothing to open.
    """
    always = [hint for hint in (_hint(name, place, keys) for name in ALWAYS) if hint is not None]
    left = width - sum(map(_room, always)) + 2
    found = []
    for name in FOOTERS[place]:
        hint = None if name == "open" and not has_line else _hint(name, place, keys)
        if hint is not None and _room(hint) <= left:
            left -= _room(hint)
            found.append(hint)
    return [*found, *always]


def _room(hint: tuple[str, str]) -> int:
    return len(" ".join(hint)) + 2


_PAIRS = {"choose(1)": ("choose(-1)", "choose(1)"), "move(1)": ("move(-1)", "move(1)")}
"""Commands that the bottom line names together with their opposites."""


def _hint(name: str, place: str, keys: Keys | None) -> tuple[str, str] | None:
    """A key and what it does; None where the command has no key."""
    both = [_first_key(BY_NAME[each], keys, typed=place == "text") for each in _PAIRS.get(name, (name,))]
    return ("/".join(both), SHORT.get(name, {}).get(place, BY_NAME[name].title)) if all(both) else None


def _first_key(command: Command, keys: Keys | None, *, typed: bool = False) -> str:
    """The key of a command that is shown; where letters are typed, one that is none."""
    of = command.keys if keys is None else keys.get(command.id, ())
    return next((key_in_words(key) for key in of if not (typed and len(key) == 1 and key.isalpha())), "")
