"""Views on the main screen: matrix, escape map, what to test next, what-if, immune context, outcomes, search, presentation."""

from __future__ import annotations

from collections.abc import Callable

from alktui.tui import completion, overlay
from alktui.tui.command import BY_ID
from alktui.tui.overlay import View
from alktui.tui.screen.editing import NO_CASE, EditingScreen
from alktui.tui.session import SORTS, Session
from alktui.tui.widget.prompt import Question

MOST_REMEMBERED = 20
MOST_OF_LAYERS = 10_000
LISTED = ("strategies", "targets", "trials")


class ViewingScreen(EditingScreen):
    """The main screen with its views."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._asked: dict[str, list[str]] = {"search": [], "what-if": []}

    def action_back(self) -> None:
        """Leave the pane, then the view, then the presentation, then the filter."""
        if self.is_reading:
            self._stop_reading()
            self._draw_keys()
        elif self.view is not None:
            self.leave_view()
        elif self.presenting:
            self.action_present()
        elif self.session.filters.pop(self.step, ""):
            self.redraw()
        else:
            self.say(f"There is nothing to go back to; {self.session.key('quit')} leaves alktui.")

    def show_view(self, make: Callable[[], View], *, over: bool = False) -> None:
        """Show a view over the step; without a case there is nothing to show.

        Args:
            over: whether it is laid over what is shown now, which is shown again once it is left.
        """
        try:
            view = make()
            view.rows(self._list_width())
        except LookupError:
            self.say(NO_CASE)
            return
        row, reading = self.lines.highlighted, self.is_reading
        self._stop_reading()
        self.place.lay(view, row.key if row else "", over=over, reading=reading)
        self.redraw("")

    def action_help(self) -> None:
        """Explain what is in focus, and list every key."""
        from alktui.tui.guide import topic_of  # noqa: PLC0415 - wanted seldom

        if self.place.shows("help"):
            self.leave_view()
            return
        row = self.lines.highlighted
        view = self.view.name if self.view is not None else "presentation" if self.presenting else ""
        kind = row.key.partition(":")[0] if row else ""
        topic = topic_of(self.step, self.session.keys, view=view, line=kind, reading=self.is_reading)
        place = self._footer_place()
        self.show_view(lambda: overlay.help_view(topic, place, self.session.keys, self.run_command), over=True)

    def run_command(self, identity: str) -> None:
        """Run a command by its id, once what is under way is done."""
        self.call_later(self.run_action, BY_ID[identity].name)

    def _highlighted_tki(self) -> str:
        row = self.lines.highlighted
        return row.key if row is not None and self.step == "tkis" and self.view is None else ""

    def action_matrix(self) -> None:
        """Show profiles against TKIs."""
        self.show_view(lambda: overlay.matrix_view(self.session))

    def action_escape_map(self) -> None:
        """Show what escapes the highlighted TKI."""
        therapy = self._highlighted_tki()
        self.show_view(lambda: overlay.escape_view(self.session, therapy))

    def action_next_tests(self) -> None:
        """Show what to test next."""
        self.show_view(lambda: overlay.next_test_view(self.session))

    def action_immune(self) -> None:
        """Show the immune context."""
        self.show_view(lambda: overlay.immune_view(self.session))

    def action_outcomes(self) -> None:
        """Show outcomes as bars."""
        self.show_view(lambda: overlay.outcome_view(self.session))

    def action_present(self) -> None:
        """Begin or end the presentation."""
        if self.session.report is None:
            self.say(NO_CASE)
            return
        self.place.present()
        if self.presenting:
            self.place.step = "overview"
        self._stop_reading()
        self.redraw("")

    # -- lists of options ------------------------------------------------------------------------------------------------

    def _is_listing(self, what: str) -> bool:
        """Whether a list of options is on the screen; else says where there is one."""
        if self.place.is_step(*LISTED):
            return True
        self.say(f"There is nothing to {what} here: steps 4 to 6 list options.")
        return False

    def action_toggle_excluded(self) -> None:
        """Show or hide excluded options."""
        if self._is_listing("hide"):
            self.session.show_excluded = not self.session.show_excluded
            self.redraw()

    def action_sort(self) -> None:
        """Sort the options in the next way."""
        if self._is_listing("sort"):
            self.session.sort = SORTS[(SORTS.index(self.session.sort) + 1) % len(SORTS)]
            self.redraw()
            self.say(f"sorted by {self.session.sort}")

    def action_filter(self) -> None:
        """Show only what holds a text, while it is typed; on the form, go to a line."""
        if self.place.is_step("case"):
            self.find_line()
            return
        if not self._is_listing("filter"):
            return
        step, before = self.step, self.session.filters.get(self.step, "")

        def show(text: str) -> None:
            self.session.filters[step] = text.strip()
            self.redraw()

        def leave(_: str) -> None:
            show(before)
            self._close_prompt()

        hint = "words of a name, drug or statement; empty shows all"
        self.ask(Question("filter", "Filter", lambda _: self._close_prompt(), hint=hint, live=show, left=leave), before)

    # -- asking ----------------------------------------------------------------------------------------------------------

    def action_search(self) -> None:
        """Ask for words to search."""
        asked = self._remembered("search")

        def take(text: str) -> None:
            self._close_prompt()
            self._search(text)

        hint = "words of any record, for example IL10RA or NCT03505554; tab takes an earlier search"
        self.ask(Question("search", "Search", take, hint=hint, completer=asked, keeps=True))

    def _search(self, text: str) -> None:
        catalogue, searcher = self.session.catalogue, self.searcher
        if searcher is None or catalogue is None:
            self.say(self._trouble or "the catalogue is still being opened")
            return
        if not text.strip():
            return
        from alktui.catalogue.layer import find_in_layers  # noqa: PLC0415 - wanted seldom

        self._remember("search", text)
        if not searcher.count(text) and (named := short_variant(text)):
            text = named
        from alktui.tui.view.found import MOST  # noqa: PLC0415 - wanted seldom

        hits = (*searcher.find(text, MOST), *(site := find_in_layers(catalogue, text, MOST_OF_LAYERS)))
        count = searcher.count(text) + len(site)
        near = () if hits else searcher.near(text)
        again = self.place.shows("search")
        self.show_view(lambda: overlay.search_view(text, hits, catalogue, count, near, self._search), over=not again)

    def action_what_if(self) -> None:
        """Ask for a change of the case; on a line of what to test next, of that fact."""
        if self.session.report is None:
            self.say(NO_CASE)
            return
        row = self.lines.highlighted
        fact = row.key.removeprefix("next:") if row is not None and row.key.startswith("next:") else ""
        self.ask_what_if(completion.first_change(fact, self.session.catalogue) if fact else "")

    def ask_what_if(self, text: str = "") -> None:
        """Ask for a change of the case, beginning with a text; what was left half-typed comes back where it was typed."""
        where = self.view.name if self.view is not None else self.step
        hint = "IL10RA=high, G1202R, variant=-G1202R, phase=cis, setting=untreated, amplified, prior=lorlatinib ..."
        question = Question(
            f"what-if:{where}:{text}",
            "What if",
            self._what_if,
            hint=hint,
            completer=self._changes,
            keeps=True,
        )
        self.ask(question, text)

    def _changes(self, typed: str) -> tuple[str, ...]:
        catalogue = self.session.catalogue
        known = completion.changes(typed, catalogue) if catalogue is not None and typed.strip() else ()
        return (*known, *(text for text in self._remembered("what-if")(typed) if text not in known))

    def _what_if(self, text: str) -> None:
        if not text.strip():
            self._close_prompt()
            return
        from alktui.errors import InputRefused  # noqa: PLC0415 - after the first frame
        from alktui.tui.editor import in_form_words  # noqa: PLC0415

        try:
            view = overlay.what_if_view(self.session, text.strip(), self.say)
        except InputRefused as refusal:
            self.refuse(in_form_words(str(refusal)), refusal.suggestions)
            return
        except LookupError:
            self.refuse(NO_CASE)
            return
        self._remember("what-if", text)
        self._close_prompt()
        self.show_view(lambda: view, over=not self.place.shows("what-if"))

    def _remembered(self, key: str) -> Callable[[str], tuple[str, ...]]:
        """What was asked before and holds a text, the last first."""
        asked = self._asked[key]
        return lambda typed: tuple(text for text in reversed(asked) if typed.casefold() in text.casefold() and text != typed)

    def _remember(self, key: str, text: str) -> None:
        kept = [old for old in self._asked[key] if old != text.strip()]
        self._asked[key][:] = [*kept, text.strip()][-MOST_REMEMBERED:]

    def follow(self) -> None:
        """From a citation to every record that stands there; from a record or a question to where it is used."""
        cited, row, catalogue = self.why.highlighted, self.lines.highlighted, self.session.catalogue
        view = overlay.cited_view(cited.key, catalogue) if cited is not None and catalogue is not None else None
        if view is not None:
            self.show_view(lambda: view, over=True)
        elif row is not None and self.view is not None and (step := self.session.step_of(row.key)):
            self.show_step(step, row.key)
        elif row is not None and row.key.startswith("next:"):
            self.action_what_if()
        else:
            self.say(f"up and down pick a citation: {self.session.key('copy')} copies it, enter shows what else stands there")


def short_variant(text: str) -> str:
    """The catalogue's name of a variant that is typed otherwise, as p.Gly1202Arg; empty where the text is none."""
    from alktui.errors import InputRefused  # noqa: PLC0415 - wanted seldom
    from alktui.variants import read_finding  # noqa: PLC0415

    try:
        profiles = read_finding(text, known=()).profiles
    except InputRefused:
        return ""
    return profiles[0].text if len(profiles) == 1 else ""
