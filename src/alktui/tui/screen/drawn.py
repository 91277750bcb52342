"""The main screen as it is drawn: the case on top, the steps, the step, why, prompt and keys."""

from __future__ import annotations

import asyncio

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from alktui.tui import top_line
from alktui.tui.command import hints, place_of
from alktui.tui.editor import Editor
from alktui.tui.glyph import is_utf8
from alktui.tui.keymap import Keymap
from alktui.tui.overlay import View
from alktui.tui.place import Place
from alktui.tui.row import Row, blank, line, paragraph
from alktui.tui.session import TITLES, Session
from alktui.tui.view import case as case_view
from alktui.tui.view.case import is_typed_into
from alktui.tui.widget.line_list import LineList
from alktui.tui.widget.prompt import Prompt
from alktui.tui.widget.toned import FewLines, OneLine

NARROW, WIDE = 64, 100
"""From WIDE on, why stands beside the list, each in a panel."""

LIST, FRAME = 66, 4
"""What the panel of the list needs at least, and what a panel takes: two borders, a blank, the sign that there is more."""

HIGH, LEAST = 18, 6
"""From so many lines on, why stands under the list on a narrow terminal; the list keeps so many at least."""

INFORMS = "informs, does not prescribe"
MOST_SAID = 4
EXPLAINED_AFTER = 0.08
"""Seconds after which a line moved to is explained beside the list: who moves on sends nothing of it over a slow line."""


class DrawnScreen(Screen[None]):
    """Owns the session; its widgets only draw and report."""

    AUTO_FOCUS = "#list"
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """As the framework has it, which would send the whole screen again whenever the prompt takes or gives back the keys."""

    DEFAULT_CSS = """
    DrawnScreen { layout: vertical; layers: base over; }
    #why { display: none; }
    DrawnScreen.-wide #list, DrawnScreen.-wide #why {
        border: round $foreground;
        border-title-color: $foreground;
        padding: 0 0 0 1;
    }
    DrawnScreen.-wide #why { display: block; }
    DrawnScreen.-wide #list, DrawnScreen.-wide.-reading #why { border: heavy $success; border-title-style: bold; }
    DrawnScreen.-wide.-reading #list { border: round $foreground; border-title-style: none; }
    DrawnScreen.-ascii.-wide #list, DrawnScreen.-ascii.-wide #why,
    DrawnScreen.-ascii.-wide.-reading #list, DrawnScreen.-ascii.-wide.-reading #why { border: ascii $foreground; }
    DrawnScreen.-reading #why { display: block; }
    DrawnScreen.-reading.-narrow #panes { layout: vertical; }
    DrawnScreen.-reading.-narrow.-stacked #why { border-top: heavy $success; border-title-style: bold; }
    DrawnScreen.-ascii.-reading.-narrow.-stacked #why { border-top: ascii $foreground; }
    DrawnScreen.-reading.-narrow.-low #list { display: none; }
    DrawnScreen.-presenting #case-line, DrawnScreen.-presenting #steps-line, DrawnScreen.-presenting #keys-line,
    DrawnScreen.-presenting #why { display: none; }
    DrawnScreen.-presenting.-telling #keys-line { display: block; }
    DrawnScreen.-presenting #list { padding: 1 6; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.place = Place()
        self.editor = Editor(session)
        self._trouble = ""
        self._said = self._seen = self._named_place = ""
        self._explaining: asyncio.TimerHandle | None = None
        self.set_class(not is_utf8(), "-ascii")

    def compose(self) -> ComposeResult:
        """Top line, steps, list and why, keys; the prompt lies over the list."""
        yield OneLine(id="case-line")
        yield OneLine(id="steps-line")
        with Horizontal(id="panes"):
            lines = LineList(id="list")
            lines.add_class("-marked")
            yield lines
            yield LineList(id="why", reading=True)
        yield FewLines(id="keys-line")
        yield Prompt(id="prompt")

    @property
    def step(self) -> str:
        """The step that is shown, or over which a view is."""
        return self.place.step

    @property
    def view(self) -> View | None:
        """The view over the step."""
        return self.place.view

    @property
    def presenting(self) -> bool:
        """Whether the steps are shown for the projector."""
        return self.place.presenting

    @property
    def lines(self) -> LineList:
        """The list of the step or view."""
        return self.query_one("#list", LineList)

    @property
    def why(self) -> LineList:
        """The why pane."""
        return self.query_one("#why", LineList)

    @property
    def prompt(self) -> Prompt:
        """The prompt."""
        return self.query_one(Prompt)

    @property
    def is_reading(self) -> bool:
        """Whether the why pane has the keys."""
        return self.has_class("-reading")

    @property
    def is_behind(self) -> bool:
        """Whether the why pane still has to follow the highlighted line."""
        return self._explaining is not None

    def on_mount(self) -> None:
        """Draw the empty form at once."""
        self._fit_width()
        self.redraw()

    def on_resize(self) -> None:
        """One pane or two."""
        self._fit_width()
        self.redraw()
        if self.prompt.is_open:
            self.prompt.fit_width()
            self.lines.cover(self.prompt.lines)

    def redraw(self, key: str | None = None) -> None:
        """Draw everything that differs; `key` is the line to highlight."""
        view = self.view
        self._fit_width()
        rows = self._rows(self._list_width())
        if self.view is not view:  # its case is gone: what stands beneath it may have another width
            self._fit_width()
            rows = self._rows(self._list_width())
        self._draw_top()
        if key == "":  # a heat-map is what one looks at first
            key = next((row.key for row in rows if row.spots), "")
        self.lines.show(rows, key)
        self._explain_now()  # in the same frame, so that what the pane showed before is not sent once more
        self._draw_keys()

    # -- widths ----------------------------------------------------------------------------------------------------------

    def _split(self) -> tuple[int, int]:
        """The widths of the list and of the why pane beside it; no pane where there is no room, or nothing to explain."""
        width = self.size.width
        if width < WIDE or self.presenting or (self.step == "summary" and self.view is None):
            return width, 0
        pane = min(width * 2 // 5, width - LIST)
        return (width, 0) if self._needs_more(width - pane - FRAME) else (width - pane, pane)

    def _needs_more(self, room: int) -> bool:
        """Whether the view needs more than a width; one whose case is gone, and which is about to be left, needs nothing."""
        try:
            return self.view is not None and self.view.needs(room)
        except LookupError:
            return False

    def _fit_width(self) -> None:
        _, pane = self._split()
        self.set_class(pane > 0, "-wide")
        self.set_class(not pane, "-narrow")
        self.set_class(self.presenting, "-presenting")
        is_high = self.size.height >= HIGH
        self.set_class(is_high, "-stacked")
        self.set_class(not is_high, "-low")
        self.why.styles.width = pane or "1fr"
        stacked = not pane and is_high and self.is_reading
        self.lines.styles.height = max(LEAST, (self.size.height - 3) * 2 // 5) if stacked else "1fr"
        self._entitle(self.lines, self.view.name if self.view is not None else TITLES[self.step])
        self._entitle(self.why, "Why" if self.step != "case" or self.view is not None else "Reads as")

    def _entitle(self, lines: LineList, words: str) -> None:
        """Put a title on the border of a list, where it has one."""
        words = f"{words[:1].upper()}{words[1:]}"
        title = Content(words if self.has_class("-wide") else f" {words} ")
        if lines.border_title != title.markup:
            lines.border_title = title  # content, which is no markup

    def _list_height(self) -> int:
        """The lines that the list has while nothing lies over it."""
        return max(1, self.size.height - 3 - (2 if self._split()[1] else 0))

    def _list_width(self) -> int:
        """The letters that a line of the list has: one column is left for the sign that there is more, but for the sheet."""
        if self.place.is_step("summary"):
            return self.size.width
        width, pane = self._split()
        return width - (FRAME if pane else 13 if self.presenting else 1)

    def _why_width(self) -> int:
        pane = self._split()[1]
        return pane - FRAME if pane else self.size.width - 1

    # -- the single lines ------------------------------------------------------------------------------------------------

    def _draw_top(self) -> None:
        width, step = self.size.width, self.step
        self.query_one("#case-line", OneLine).show(Row(top_line.case_spans(self.session, width, self._trouble)))
        back = self.session.key("back")
        view = self.view.name if self.view is not None else ""
        behind = self.place.behind.name if self.place.behind is not None else TITLES[step]
        leads = f"   {back} goes back to {behind}"
        self.query_one("#steps-line", OneLine).show(Row(top_line.step_spans(self.session, width, step, view, leads)))

    def _draw_keys(self) -> None:
        """What was said, over as many lines as it takes; else what the prompt takes, or the keys of the place."""
        self.set_class(bool(self._said) or self.prompt.is_open, "-telling")
        width = self.size.width
        if self._said:
            rows = paragraph(self._said, max(8, width - 1), "warn", 1)[:MOST_SAID]
        elif self.prompt.is_open:
            completes = "tab completes  " if self.prompt.completes and width >= NARROW else ""
            escape = self.prompt.escape if width >= NARROW else self.prompt.escape.partition(",")[0]
            rows = [line(f" enter takes it  {completes}esc {escape}", "muted")]
        else:
            has_line = self.is_reading or self.lines.highlighted is not None
            self._named_place = self._footer_place()
            named = hints(self._named_place, width - 2, self.session.keys, has_line=has_line)
            gap = width - len("  ".join(map(" ".join, named))) - len(INFORMS) - 2
            informs = f"{' ' * gap}{INFORMS}" if width >= WIDE and gap >= len("   ") else ""
            spans = [span for key, words in named for span in (("  ", ""), (key, "strong"), (f" {words}", "muted"))]
            rows = [Row(((" ", ""), *spans[1:], (informs, "muted")))]
        self.query_one("#keys-line", FewLines).show(rows)

    def _footer_place(self) -> str:
        """Where one is, as the bottom line knows it."""
        if self.is_reading:
            return "detail"
        if self.view is not None:
            return place_of(self.view.name)
        if self.place.is_step("case") and self.lines.highlighted is not None and is_typed_into(self.lines.highlighted.key):
            return "text"
        return self.step if self.step in ("case", "overview", "tkis", "summary") else "options"

    def take_keys(self, keymap: Keymap) -> None:
        """Show the keys of a key map from now on, and say what of it does not hold."""
        self.session.keys = keymap.keys
        self.redraw()
        if keymap.troubles:
            self.say(f"keymap.toml: {'; '.join(keymap.troubles)}")

    def say(self, words: str) -> None:
        """Say something in the bottom line until the next key."""
        self._said = words
        self._draw_keys()

    def hush(self) -> None:
        """Another key was pressed: what was said was seen."""
        self._seen = self._said
        if self._said:
            self._said = ""
            self._draw_keys()

    # -- the list and why ------------------------------------------------------------------------------------------------

    def _rows(self, width: int) -> list[Row]:
        if self.view is not None:
            try:
                return self.view.rows(width)
            except LookupError:  # the case was taken back under the view
                self.place.clear()
        if self.presenting and self.session.report is not None and self.session.catalogue is not None:
            from alktui.tui.view import present  # noqa: PLC0415 - wanted seldom

            return present.rows(self.step, self.session.report, self.session.catalogue, width)
        return self._step_rows(width)

    def _step_rows(self, width: int) -> list[Row]:
        session = self.session
        if self.step == "case":
            return case_view.rows(session, width)
        if session.report is None or session.catalogue is None:
            missing = self._trouble or "Nothing to show yet: step 1 needs a disease. Press 1."
            return paragraph(missing, width, "bad" if self._trouble else "muted")
        if self.step == "summary":
            from alktui.tui.view import summary  # noqa: PLC0415 - after the first frame

            return summary.rows(session.report, session.catalogue, width)
        if self.step == "overview":
            from alktui.tui.view import overview  # noqa: PLC0415

            return overview.rows(session.report, session.catalogue, width, self._list_height())
        from alktui.tui.view import step  # noqa: PLC0415

        return step.rows(self.step, session, session.report, session.catalogue, width)

    @on(LineList.Highlighted, "#list")
    def _explain(self, event: LineList.Highlighted) -> None:
        """Fill the why pane for the highlighted line; beside the list, once one does not move on at once."""
        if event.row is not None:
            self.place.remember(event.row.key)
        if event.moved and self._footer_place() != self._named_place:
            self._draw_keys()
        if not event.moved:
            return
        if self._explaining is not None:
            self._explaining.cancel()
            self._explaining = None
        if self.is_reading:
            self._explain_now()
        elif self.has_class("-wide"):
            # not by a timer of the framework's, which drops one that is late at once
            loop = asyncio.get_running_loop()
            self._explaining = loop.call_later(EXPLAINED_AFTER, self.call_later, self._explain_now)

    def _explain_now(self) -> None:
        if self._explaining is not None:
            self._explaining.cancel()
        self._explaining = None
        if self.has_class("-wide") or self.is_reading:
            self._fill_why(self.lines.highlighted)

    def _fill_why(self, row: Row | None) -> None:
        detail = self.lines.detail if row is self.lines.highlighted else row.detail if row is not None else None
        if detail is not None:
            rows = detail(self._why_width())
        else:
            rows = self._case_notes(self._why_width()) if self.step == "case" and self.view is None else []
        self.why.show(rows, "")

    def _case_notes(self, width: int) -> list[Row]:
        """Beside the form: what the case reads as, and its notices."""
        report = self.session.report
        if report is None:
            needed = paragraph(f"Still needed: {case_view.still_needed(self.session)}", width)
            words = "Up and down move between lines, space, left and right change a value, a letter or enter types into a line."
            return [*needed, blank(), *paragraph(f"{words} Tab goes to the next step.", width, "muted")]
        from alktui.pages.overview import answer_blocks  # noqa: PLC0415 - after the first frame
        from alktui.tui.paint import rows_of_page  # noqa: PLC0415

        missing = case_view.still_needed(self.session)
        found = [*paragraph(f"Still needed: {missing}", width), blank()] if missing else []
        if self.session.catalogue is not None:
            found += rows_of_page(tuple(answer_blocks(report)), self.session.catalogue, width)
        found.append(blank())
        for notice in report.notices:
            is_warning = notice.severity == "warning"
            found += paragraph(notice.message, width, "warn" if is_warning else "muted", first="! " if is_warning else "- ")
        return found
