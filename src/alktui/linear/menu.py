"""The menu over the steps of a case, and the list that was opened from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from alktui.errors import AlktuiError, InputRefused
from alktui.linear.dialogue import Dialogue, Quit
from alktui.linear.escape import ask_escape
from alktui.linear.found import found_listing
from alktui.linear.immune import immune_parts
from alktui.linear.interview import case_lines, case_listing, take_back
from alktui.linear.keeping import Keeping
from alktui.linear.listing import Listing
from alktui.linear.next_test import next_test_listing
from alktui.linear.option import option_parts
from alktui.linear.tki import tki_listing
from alktui.linear.walk import Walk
from alktui.linear.what_if import ask_what_if
from alktui.model.report import Report
from alktui.pages.full_report import full_page
from alktui.pages.words import counted
from alktui.paint.text import text_of_page
from alktui.plain import shown

PROMPT = "Menu, 1 to 6, t, w, e, u, s, / TEXT, ? help, q quit, empty lists it"
TITLES = {"3": ("Combinations", "strategies"), "4": ("Targets", "targets"), "5": ("Trials", "trials")}
HELP = (
    "1 case: what was entered; a number asks that question again.",
    "2 TKIs, 3 combinations, 4 targets, 5 trials: numbered lists; a number prints why, with sources and DOIs.",
    "h in a list of 3, 4 or 5: show or hide the excluded options.",
    "6 summary: the whole report.",
    "t what to test next: the open questions, and what each answer would move.",
    "w what-if: change the case, hear only what moves, keep it or drop it.",
    "e escape map: which profiles escape a TKI, and what is reported to work then.",
    "u undo: take back the last change of the case.",
    "s save: store the case under a label; alktui and alktui case open it again.",
    "/ TEXT: search every record. In a list an empty line leads back to the menu.",
    "q: quit. The end of the input quits too, and prints the summary first.",
)


class Menu:
    """The menu, with the list that numbers refer to; None while they refer to the menu itself."""

    def __init__(self, walk: Walk, dialogue: Dialogue, keeping: Keeping | None = None) -> None:
        self._walk = walk
        self._keeping = keeping
        self._dialogue = dialogue
        self._listing: Listing | None = None
        self._actions: dict[str, Callable[[], Listing | None]] = {
            "1": lambda: case_listing(walk, dialogue),
            "2": lambda: tki_listing(self._report, walk.catalogue),
            "3": lambda: self._options("3"),
            "4": lambda: self._options("4"),
            "5": lambda: self._options("5"),
            "6": self._summary,
            "t": lambda: next_test_listing(self._report, walk.catalogue),
            "w": lambda: ask_what_if(walk, dialogue, self._report),
            "e": lambda: ask_escape(walk, dialogue),
            "u": self._undo,
            "undo": self._undo,
            "s": self._save,
        }

    def run(self) -> None:
        """Answer until the person or the input ends it."""
        self._dialogue.say(self.lines())
        while True:
            try:
                self._answer(self._dialogue.ask(self._listing.prompt if self._listing else PROMPT))
            except AlktuiError as trouble:
                self._dialogue.refuse(trouble)

    def lines(self) -> Iterator[str]:
        """The menu, with what each step holds."""
        report = self._walk.report
        yield ""
        yield from case_lines(self._walk)
        yield "1. Case"
        yield f"2. TKIs{f': {len(report.tkis)}' if report else ''}"
        for number, (title, step) in TITLES.items():
            yield f"{number}. {title}{f': {_counts(report, step)}' if report else ''}"
        yield "6. Summary"
        yield f"t. What to test next{f': {len(report.next_tests)}' if report else ''}"
        yield from ("w. What-if", "e. Escape map", "u. Undo", "s. Save", "/ TEXT. Search", "?. Help", "q. Quit")

    def _answer(self, typed: str) -> None:
        word = typed.casefold()
        listing = self._listing
        if word == "q":
            raise Quit
        if word in ("", "back", "menu"):
            self._leave()
        elif listing and typed.isdecimal():
            self._dialogue.say(listing.why(typed[:6]))
        elif listing and listing.toggled and word == "h":
            self._walk.show_excluded = not self._walk.show_excluded
            self._open(listing.toggled())
        else:
            self._command(typed, word)

    def _command(self, typed: str, word: str) -> None:
        """What can be asked for from everywhere."""
        if word == "?":
            self._dialogue.tell(*HELP)
        elif typed.startswith("/"):
            self._open(self._search(typed[1:].strip()))
        elif word in self._actions:
            self._open(self._actions[word]())
        else:
            raise InputRefused(f"{shown(typed)} is not in the menu", "Type ? for help.", typed=typed)

    def _leave(self) -> None:
        """Go from a list to the menu, whose prompt says enough; in the menu itself, print it."""
        if self._listing is None:
            self._dialogue.say(self.lines())
        self._listing = None

    def _open(self, listing: Listing | None) -> None:
        """Print a list and let numbers refer to it."""
        self._listing = listing
        self._dialogue.say(listing.lines() if listing else ())

    @property
    def _report(self) -> Report:
        """The report.

        Raises:
            InputRefused: no disease is given yet.
        """
        if self._walk.report is None:
            raise InputRefused("no disease is given yet, so there is no report", "Type 1, then 1 again, to give it.")
        return self._walk.report

    def _options(self, number: str) -> Listing:
        title, step = TITLES[number]
        walk = self._walk
        options = getattr(self._report, step)
        parts = option_parts(options, self._report, walk.catalogue, show_excluded=walk.show_excluded)
        if step == "targets":
            parts += immune_parts(self._report, walk.catalogue)
        return Listing(title, tuple(parts), toggled=lambda: self._options(number))

    def _undo(self) -> None:
        take_back(self._walk, self._dialogue)

    def _save(self) -> None:
        if self._keeping is None:
            raise InputRefused("nothing is kept here")
        self._keeping.save()

    def _summary(self) -> None:
        self._dialogue.say(["", *text_of_page(full_page(self._report, self._walk.catalogue), self._walk.catalogue)])

    def _search(self, text: str) -> Listing | None:
        text = text or self._dialogue.ask("Search for")
        return found_listing(text, self._walk) if text else None


def _counts(report: Report, step: str) -> str:
    counts = counted(getattr(report, step))
    applies = "fits as printed" if step == "trials" else "applies"
    return f"{applies} {counts['applies']}, possible {counts['possible']}, excluded {counts['excluded']}"
