"""The main screen as it is drawn: the case on top, the steps, the step, why, prompt and keys; and the knowledge it waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.screen import Screen

from alktui.tui.command import footer
from alktui.tui.editor import Editor
from alktui.tui.overlay import View
from alktui.tui.row import Row, Span, blank, line, paragraph
from alktui.tui.session import STEPS, TITLES, Session
from alktui.tui.view import case as case_view
from alktui.tui.widget.line_list import LineList, OneLine
from alktui.tui.widget.prompt import Prompt

if TYPE_CHECKING:
    from alktui.catalogue.search import Searcher
    from alktui.knowledge import Knowledge

WIDE = 100
DETAIL_SHARE = 9, 20
"""The part of the width that the why pane takes where there is room for it."""


class CatalogueRead(Message):
    """The catalogue was read."""

    def __init__(self, knowledge: Knowledge, searcher: Searcher) -> None:
        super().__init__()
        self.knowledge = knowledge
        self.searcher = searcher


class CatalogueMissing(Message):
    """The catalogue cannot be read, and why."""

    def __init__(self, why: str) -> None:
        super().__init__()
        self.why = why


class DrawnScreen(Screen[None]):
    """Owns the session; its widgets only draw and report."""

    AUTO_FOCUS = "#list"
    DEFAULT_CSS = """
    DrawnScreen { layout: vertical; }
    #why { display: none; }
    DrawnScreen.-wide #why { display: block; border-left: solid $border; padding: 0 0 0 1; }
    DrawnScreen.-reading #why { display: block; }
    DrawnScreen.-reading.-narrow #list { display: none; }
    DrawnScreen.-presenting #case-line, DrawnScreen.-presenting #steps-line, DrawnScreen.-presenting #keys-line,
    DrawnScreen.-presenting #why { display: none; }
    DrawnScreen.-presenting #list { padding: 1 6; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.step = "case"
        self.view: View | None = None
        self.presenting = False
        self._places: dict[str, str] = {}
        self.editor = Editor(session)
        self._searcher: Searcher | None = None
        self._trouble = ""

    def compose(self) -> ComposeResult:
        """Top line, steps, list and why, prompt, keys."""
        yield OneLine(id="case-line")
        yield OneLine(id="steps-line")
        with Horizontal():
            lines = LineList(id="list")
            lines.add_class("-marked")
            yield lines
            yield LineList(id="why")
        yield Prompt(id="prompt")
        yield OneLine(id="keys-line")

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

    def on_mount(self) -> None:
        """Draw the empty form at once; the knowledge comes after the first frame."""
        self._fit_width()
        self.redraw()
        self.call_after_refresh(self.set_timer, 0.01, self._read_catalogue)

    def on_resize(self) -> None:
        """One pane or two."""
        self._fit_width()
        self.redraw()

    def redraw(self, key: str | None = None) -> None:
        """Draw everything that differs; `key` is the line to highlight."""
        self._fit_width()
        self._draw_top()
        self.lines.show(self._rows(self._list_width()), key)
        self._draw_keys()

    @property
    def _fills_the_width(self) -> bool:
        """Whether what is shown has no why of its own, so that it takes the whole width."""
        return (self.step == "summary" and self.view is None) or (self.view is not None and self.view.name == "help")

    def _fit_width(self) -> None:
        wide = self.size.width >= WIDE and not self._fills_the_width
        self.set_class(wide, "-wide")
        self.set_class(not wide, "-narrow")
        if wide and not self.app.console.encoding.startswith("utf"):
            self.why.styles.border_left = ("ascii", "ansi_white")
        self.why.styles.width = self.size.width * DETAIL_SHARE[0] // DETAIL_SHARE[1] if wide else "1fr"

    def _list_width(self) -> int:
        if self.presenting:
            return self.size.width - 12
        wide = self.size.width >= WIDE and not self._fills_the_width
        return self.size.width - self.size.width * DETAIL_SHARE[0] // DETAIL_SHARE[1] - 1 if wide else self.size.width

    def _why_width(self) -> int:
        wide = self.size.width >= WIDE
        return self.size.width * DETAIL_SHARE[0] // DETAIL_SHARE[1] - 3 if wide else self.size.width - 1

    def _draw_top(self) -> None:
        report, catalogue = self.session.report, self.session.catalogue
        if self._trouble:
            words = self._trouble
        elif catalogue is None:
            words = "opening the catalogue ..."
        elif report is None:
            words = "no case yet: choose a disease, or open an example below"
        else:
            from alktui.report.words import case_in_words  # noqa: PLC0415 - after the first frame

            words = case_in_words(report.case)
        self.query_one("#case-line", OneLine).show(
            Row(((" alktui  ", "title"), (f" {words}", "bad" if self._trouble else "strong")))
        )
        spans = self._step_spans()
        self.query_one("#steps-line", OneLine).show(Row(spans))

    def _step_spans(self) -> tuple[Span, ...]:
        """The steps with their counts, in the longest form that the width holds; the one that one is in is marked."""
        if self.view is not None:
            return (" ", ""), (f" {self.view.name} ", "cursor"), (f"   esc goes back to {TITLES[self.step]}", "muted")
        names = [f"{place + 1} {TITLES[step]}{self._count(step)}" for place, step in enumerate(STEPS)]
        numbers = [name if STEPS[place] == self.step else str(place + 1) for place, name in enumerate(names)]
        for texts, gap in ((names, "  "), (names, " "), (numbers, "  "), (numbers, " ")):
            if 1 + len(gap.join(texts)) <= self.size.width:
                break
        spans: list[Span] = [(" ", "")]
        for place, text in enumerate(texts):
            spans += [(text, "cursor" if STEPS[place] == self.step else ""), (gap, "")]
        return tuple(spans)

    def _count(self, step: str) -> str:
        report = self.session.report
        if step == "case" and self.session.refusals and not self.session.entry.is_empty:
            return f" {len(self.session.refusals)}!"
        if report is None or step in ("case", "summary"):
            return ""
        if step == "tkis":
            return f" {len(report.tkis)}"
        from alktui.report.words import counted  # noqa: PLC0415 - after the first frame

        counts = counted(getattr(report, step))
        return f" {counts['applies']}" + (f"+{counts['possible']}?" if counts["possible"] else "")

    def _draw_keys(self) -> None:
        if self.prompt.is_open:
            self.query_one("#keys-line", OneLine).show(
                Row(((" enter takes it  tab completes  esc leaves it, nothing is lost", "muted"),))
            )
            return
        if self.is_reading:
            place = "detail"
        elif self.view is not None:
            place = "view"
        else:
            place = {"case": "case", "tkis": "tkis", "summary": "summary"}.get(self.step, "options")
        self.query_one("#keys-line", OneLine).show(Row(((f" {footer(place, self.size.width - 2)}", "muted"),)))

    def _rows(self, width: int) -> list[Row]:
        if self.view is not None:
            try:
                return self.view.rows(width)
            except LookupError:  # the case was taken back under the view
                self.view = None
        if self.presenting and self.session.report is not None:
            from alktui.tui.view import present  # noqa: PLC0415 - wanted seldom

            return present.rows(self.step, self.session.report, width)
        return self._step_rows(width)

    def _step_rows(self, width: int) -> list[Row]:
        session = self.session
        if self.step == "case":
            return case_view.rows(session, width)
        if session.report is None or session.catalogue is None:
            return paragraph("Nothing to show yet: step 1 needs a disease. Press 1.", width, "muted")
        if self.step == "tkis":
            from alktui.tui.view import tki  # noqa: PLC0415 - after the first frame

            return tki.rows(session.report, session.catalogue, width)
        if self.step == "summary":
            from alktui.tui.view import summary  # noqa: PLC0415

            return summary.rows(session.report, session.catalogue, width)
        from alktui.tui.view import option  # noqa: PLC0415

        return option.rows(self.step, session, width)

    def say(self, words: str) -> None:
        """Say something in the bottom line until the next key."""
        self.query_one("#keys-line", OneLine).show(Row(((f" {words}", "warn"),)))

    @on(LineList.Highlighted, "#list")
    def _explain(self, event: LineList.Highlighted) -> None:
        """Fill the why pane for the highlighted line."""
        if event.row is not None and self.view is None:
            self._places[self.step] = event.row.key
        if self.has_class("-wide") or self.is_reading:
            self._fill_why(event.row)

    def _fill_why(self, row: Row | None) -> None:
        if row is not None and row.detail is not None:
            self.why.show(row.detail(self._why_width()))
        elif self.step == "case" and self.view is None:
            self.why.show(self._case_notes(self._why_width()))
        else:
            self.why.show([])
        self.why.end(last=False)

    def _case_notes(self, width: int) -> list[Row]:
        """Beside the form: what the case reads as, and its notices."""
        report = self.session.report
        if report is None:
            return paragraph(
                "Up and down move between lines, left and right change a value, enter types into a line, "
                "tab goes to the next step.",
                width,
                "muted",
            )
        found = [line("Reads as", "title")]
        for row in report.tkis:
            from alktui.report.words import call_in_words  # noqa: PLC0415 - after the first frame

            found += paragraph(f"{row.name:<13} {call_in_words(row.call, row.qualifier)}", width)
        found.append(blank())
        for notice in report.notices:
            found += paragraph(
                notice.message,
                width,
                "warn" if notice.severity == "warning" else "muted",
                first="! " if notice.severity == "warning" else "- ",
            )
        return found

    @work(thread=True)
    def _read_catalogue(self) -> None:
        from alktui.catalogue.search import Searcher  # noqa: PLC0415 - pydantic and sqlite come after the first frame
        from alktui.errors import AlktuiError  # noqa: PLC0415
        from alktui.knowledge import read_knowledge  # noqa: PLC0415

        try:
            known = read_knowledge()
            searcher = Searcher(known.path)
        except AlktuiError as trouble:
            self.post_message(CatalogueMissing(str(trouble)))
            return
        from alktui.tui.view import option, summary, tki  # noqa: F401, PLC0415 - so that the first step shown waits for no import

        if self.session.desk is not None:
            self.session.desk.begin()
        self.post_message(CatalogueRead(known, searcher))

    @on(CatalogueRead)
    def _know(self, event: CatalogueRead) -> None:
        self._searcher = event.searcher
        self.session.know(event.knowledge)
        self.redraw()
        if event.knowledge.notices:
            self.say("; ".join(event.knowledge.notices))

    @on(CatalogueMissing)
    def _miss(self, event: CatalogueMissing) -> None:
        self._trouble = event.why
        self.redraw()
