"""The menu over the steps of a case, and the list that was opened from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from alktui.board import write_sheet
from alktui.errors import AlktuiError, InputRefused
from alktui.linear.dialogue import Dialogue, Quit
from alktui.linear.interview import case_lines, case_listing, take_back
from alktui.linear.keeping import Keeping
from alktui.linear.listing import Listing, listing_of
from alktui.linear.lookup import ask_escape, search_listing
from alktui.linear.walk import Walk
from alktui.linear.what_if import ask_what_if
from alktui.model.block import Gap, Page
from alktui.model.report import Report
from alktui.pages.immune import immune_page
from alktui.pages.next_test import next_test_page
from alktui.pages.notice import notice_blocks
from alktui.pages.option import TITLES, counted_for, option_page
from alktui.pages.overview import answer_blocks, overview_page
from alktui.pages.tki import tki_page
from alktui.paint.numbered import numbered_page
from alktui.plain import shown

PROMPT = "Menu, 1 to 7, t, w, e, u, s, / TEXT, ? help, q quit, empty lists it"
STEPS = {"4": "strategies", "5": "targets", "6": "trials"}
CALLED = {**{f"go:{step}": number for number, step in STEPS.items()}, "go:next-test": "t"}
"""What the lines of the Overview are asked for by."""

TESTS = "What to test next"
HELP = (
    "1 case: what was entered; a number asks that question again.",
    "2 Overview: the answer, every mutation with its calls, a line for each step, and the notices; a number lists the calls.",
    "3 TKIs, 4 combinations, 5 targets, 6 trials: numbered lists; a number prints why, with sources and DOIs, or what is folded.",
    "h in a list of 4, 5 or 6: show or hide the excluded options.",
    "7 sheet: the page for the board.",
    "t what to test next: the open questions, and what each answer would move.",
    "w what-if: change the case, hear only what moves, keep it or drop it.",
    "e escape map: which mutations escape a TKI, and what is reported to work then.",
    "u undo: take back the last change of the case.",
    "s save: store the case under a label; alktui and alktui case open it again.",
    "/ TEXT: search every record. In a list an empty line leads back to where it was opened, the word menu to the menu.",
    "q: quit. The end of the input quits too, and prints the whole report first.",
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
            "2": lambda: listing_of("Overview", self._overview(), walk.catalogue),
            "3": lambda: listing_of("TKIs", tki_page(self._report, walk.catalogue), walk.catalogue),
            **{number: partial(self._options, step) for number, step in STEPS.items()},
            "7": self._sheet,
            "t": self._tests,
            "w": lambda: ask_what_if(walk, dialogue, self._report),
            "e": lambda: ask_escape(walk, dialogue),
            "u": self._undo,
            "undo": self._undo,
            "s": self._save,
        }

    def run(self) -> None:
        """Print the Overview, or the menu as long as there is none, and answer until the person or the input ends it."""
        self._dialogue.say(self.lines() if self._walk.report is None else self.opening())
        while True:
            try:
                self._answer(self._dialogue.ask(self._listing.prompt if self._listing else PROMPT))
            except AlktuiError as trouble:
                self._dialogue.refuse(trouble)

    def opening(self) -> Iterator[str]:
        """The Overview at the menu: its lines have the names that they are asked for by."""
        yield ""
        yield from case_lines(self._walk)
        yield from ("", "Overview")
        yield from numbered_page(self._overview(), self._walk.catalogue, CALLED).lines

    def lines(self) -> Iterator[str]:
        """The menu, with what each step holds."""
        report = self._walk.report
        yield ""
        yield from case_lines(self._walk)
        yield from ("1. Case", "2. Overview", f"3. TKIs{f': {len(report.tkis)}' if report else ''}")
        for number, step in STEPS.items():
            yield f"{number}. {TITLES[step]}{f': {counted_for(step, report)}' if report else ''}"
        yield "7. Sheet"
        yield f"t. {TESTS}{f': {len(report.next_tests)}' if report else ''}"
        yield from ("w. What-if", "e. Escape map", "u. Undo", "s. Save", "/ TEXT. Search", "?. Help", "q. Quit")

    def _answer(self, typed: str) -> None:
        word = typed.casefold()
        listing = self._listing
        if word == "q":
            raise Quit
        if word in ("", "back", "menu"):
            self._leave(to_menu=word == "menu")
        elif listing and typed.isdecimal():
            self._open(listing.open(typed[:6]))
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
            self._show(self._search(typed[1:].strip()))
        elif word in self._actions:
            self._show(self._actions[word]())
        else:
            raise InputRefused(f"{shown(typed)} is not in the menu", "Type ? for help.", typed=typed)

    def _leave(self, *, to_menu: bool) -> None:
        """Go from a list to the one it was opened from, or to the menu, whose prompt says enough; in the menu, print it."""
        if self._listing is None:
            self._dialogue.say(self.lines())
        else:
            self._listing = None if to_menu else self._listing.parent

    def _show(self, listing: Listing | None) -> None:
        """Print what a command gives, and let numbers refer to it; to the menu where it gives no list."""
        self._listing = listing
        self._dialogue.say(listing.heard() if listing else ())

    def _open(self, listing: Listing) -> None:
        """Print what a number gives; where it has no numbers of its own, they go on referring to the list it stands in."""
        if listing.opens or listing.parent is None:
            self._listing = listing
        self._dialogue.say(listing.heard())

    @property
    def _report(self) -> Report:
        """The report.

        Raises:
            InputRefused: no disease is given yet.
        """
        if self._walk.report is None:
            raise InputRefused("no disease is given yet, so there is no report", "Type 1, then 1 again, to give it.")
        return self._walk.report

    def _overview(self) -> Page:
        """The Overview, with what is not covered and every notice below."""
        report, catalogue = self._report, self._walk.catalogue
        return (*overview_page(report, catalogue), Gap(), *answer_blocks(report, ("limits",)), *notice_blocks(report))

    def _options(self, step: str) -> Listing:
        """The options of a step; below the targets stands the immune context."""
        report, walk = self._report, self._walk
        page = option_page(step, report, walk.catalogue, excluded=walk.show_excluded, signs=False)
        if step == "targets" and report.immune_context:
            page = (*page, *immune_page(report, walk.catalogue, folded=True))
        return listing_of(TITLES[step], page, walk.catalogue, toggled=lambda: self._options(step))

    def _tests(self) -> Listing:
        page = next_test_page(self._report, self._walk.catalogue)
        return listing_of(TESTS, page, self._walk.catalogue, number_gives="number for what each answer moves")

    def _undo(self) -> None:
        take_back(self._walk, self._dialogue)

    def _save(self) -> None:
        if self._keeping is None:
            raise InputRefused("nothing is kept here")
        self._keeping.save()

    def _sheet(self) -> None:
        self._dialogue.say(["", *write_sheet(self._report, self._walk.catalogue, "text").splitlines()])

    def _search(self, text: str) -> Listing | None:
        text = text or self._dialogue.ask("Search for")
        return search_listing(text, self._walk) if text else None
