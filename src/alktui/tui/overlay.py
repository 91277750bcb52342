"""Views over the steps: each knows its rows, what left and right do, and what entering a line does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from alktui.tui.row import Row

if TYPE_CHECKING:
    from alktui.catalogue.search import Hit
    from alktui.model.block import Page
    from alktui.model.catalogue import Catalogue
    from alktui.model.report import Report
    from alktui.tui.command import Keys
    from alktui.tui.guide import Topic
    from alktui.tui.session import Session


ViewName = Literal[
    "help",
    "search",
    "cited",
    "matrix",
    "escape map",
    "what to test next",
    "immune context",
    "outcomes",
    "what-if",
    "stored cases",
    "import",
]
"""What a view is called, on the screen and where the bottom line of a place is chosen."""


@dataclass
class View:
    """Something shown over a step until it is left.

    Attributes:
        rows: its lines for a width, made anew whenever the case changes.
        choose: what left and right do, None where nothing.
        delete, undo: what deleting a line with a key does, and what brings it back, which gives the key of the line.
        enter: what entering a line with this key does: True where that ends the view, False where it stays, None where
            the line has nothing to do, and enter shows why.
        needs: whether it needs more than a width beside a why pane, and so takes the whole screen.
        is_read: whether it is a text with a few lines to choose from: pages scroll it, and what is out of sight is not entered.
    """

    name: ViewName
    rows: Callable[[int], list[Row]]
    choose: Callable[[int], None] | None = None
    enter: Callable[[str], bool | None] | None = None
    delete: Callable[[str], None] | None = None
    undo: Callable[[], str | None] | None = None
    needs: Callable[[int], bool] = lambda _: False
    is_read: bool = False


def help_view(topic: Topic, place: str, keys: Keys, run: Callable[[str], None]) -> View:
    """What is in focus, and every command with its keys.

    Args:
        run: told the id of the command whose line is entered.
    """
    from alktui.tui.view import help as view  # noqa: PLC0415 - every view is imported when it is wanted

    def enter(key: str) -> bool:
        run(key.partition(":")[2])
        return True

    return View("help", lambda width: view.rows(topic, place, keys, width), enter=enter, needs=lambda _: True)


def search_view(
    text: str, hits: Sequence[Hit], catalogue: Catalogue, count: int, near: Sequence[str], search: Callable[[str], None]
) -> View:
    """What a search found.

    Args:
        count: how many records there are, of which the hits are the best.
        near: texts that find something, where this one does not.
        search: told the near text whose line is entered.
    """
    from alktui.tui.view import found  # noqa: PLC0415

    def enter(key: str) -> bool | None:
        if not key.startswith(found.NEAR):
            return None
        search(key.removeprefix(found.NEAR))
        return False

    return View("search", lambda width: found.rows(text, hits, catalogue, width, count, near), enter=enter)


def cited_view(key: str, catalogue: Catalogue) -> View | None:
    """The records that stand at a place or rest on a reference; None where the key is neither."""
    from alktui.catalogue.citing import records_at, records_citing  # noqa: PLC0415
    from alktui.model.source import Reference  # noqa: PLC0415
    from alktui.tui.view import found  # noqa: PLC0415
    from alktui.tui.view.source import PLACE  # noqa: PLC0415

    record = catalogue.records.get(key)
    if isinstance(record, Reference):
        words = f"reference {record.number} of {catalogue.document[record.document].short}"
        hits = records_citing(record.document, record.number, catalogue)
    elif key.startswith(PLACE):
        document, _, locator = key.removeprefix(PLACE).partition("|")
        words, hits = f"{catalogue.document[document].short}, {locator}", records_at(document, locator, catalogue)
    else:
        return None
    return View("cited", lambda width: found.rows(words, hits, catalogue, width))


def matrix_view(session: Session) -> View:
    """Every profile against every TKI, to move about in."""
    from alktui.model.block import Gap, Text  # noqa: PLC0415
    from alktui.pages.overview import LEGEND, matrix_block  # noqa: PLC0415
    from alktui.tui.paint import rows_of_page  # noqa: PLC0415

    def rows(width: int) -> list[Row]:
        report, catalogue = _known(session)
        matrix = matrix_block(report, catalogue)
        page = (Text("The matrix needs a mutation: step 1, Variants.", "muted"),) if matrix is None else (matrix,)
        return rows_of_page((*page, Gap(), Text(LEGEND, "muted")), catalogue, width)

    return View("matrix", rows)


def escape_view(session: Session, therapy: str) -> View:
    """What escapes a TKI, beginning with the highlighted one."""
    from alktui.model.block import Text  # noqa: PLC0415
    from alktui.pages.escape import escape_page  # noqa: PLC0415
    from alktui.triage.escape import escape_map, ladder  # noqa: PLC0415
    from alktui.tui.paint import rows_of_page  # noqa: PLC0415

    tkis = [row.id for row in session.catalogue.tki_rows] if session.catalogue is not None else []
    place = tkis.index(therapy) if therapy in tkis else 0

    def choose(by: int) -> None:
        nonlocal place
        place = (place + by) % len(tkis)

    def rows(width: int) -> list[Row]:
        report, catalogue = _known(session)
        page = escape_page(escape_map(tkis[place], catalogue, report.case.disease), ladder(report), catalogue)
        return rows_of_page((*page, Text("Left and right choose another TKI.", "muted")), catalogue, width)

    return View("escape map", rows, choose)


def next_test_view(session: Session) -> View:
    """What to test next."""
    from alktui.pages.next_test import next_test_page  # noqa: PLC0415

    return _page_view("what to test next", session, next_test_page)


def immune_view(session: Session) -> View:
    """The immune context."""
    from alktui.pages.immune import immune_page  # noqa: PLC0415

    return _page_view("immune context", session, immune_page)


def outcome_view(session: Session) -> View:
    """Outcomes as bars."""
    from alktui.pages.outcome import outcome_page  # noqa: PLC0415

    return _page_view("outcomes", session, outcome_page, least=OUTCOMES)


OUTCOMES = 76
"""Letters in which an outcome is told from the next one."""


def _page_view(name: ViewName, session: Session, make: Callable[[Report, Catalogue], Page], least: int = 0) -> View:
    """A page as a view; where there are fewer letters than it needs at least, it has no why pane beside it."""
    from alktui.tui.paint import rows_of_page  # noqa: PLC0415

    def rows(width: int) -> list[Row]:
        report, catalogue = _known(session)
        return rows_of_page(make(report, catalogue), catalogue, width)

    return View(name, rows, needs=lambda room: room < least)


def what_if_view(session: Session, text: str, say: Callable[[str], None]) -> View:
    """What a change would move, to keep or to drop.

    Args:
        say: told that the change is kept.

    Raises:
        InputRefused: the text is no change of the case.
    """
    from alktui.cases.change import changed  # noqa: PLC0415
    from alktui.cases.reading import read_case  # noqa: PLC0415
    from alktui.errors import InputRefused  # noqa: PLC0415
    from alktui.model.block import Cell, Column, Gap, Item, Table  # noqa: PLC0415
    from alktui.pages.difference import difference_page, moves_page  # noqa: PLC0415
    from alktui.plain import shown  # noqa: PLC0415
    from alktui.triage.difference import difference  # noqa: PLC0415
    from alktui.tui.paint import rows_of_page  # noqa: PLC0415

    report, catalogue = _known(session)
    entry = changed(session.entry, text)
    if entry == session.entry:
        raise InputRefused(f"{shown(text)} changes nothing", "Write an answer after the sign; tab lists them.", field="what-if")
    case, refusals = read_case(entry, catalogue)
    known = set(map(str, session.refusals))
    for refusal in refusals:
        if str(refusal) not in known:
            raise refusal
    if case is None:
        raise refusals[0]
    after = session.report_of(case)
    found = difference(report, after, {text: after})

    def enter(key: str) -> bool | None:
        if not key.startswith("what-if:"):
            return None
        if key == "what-if:keep":
            session.put(entry)
            say(f"kept: {text}; {session.key('undo')} takes it back")
        return True

    base = session.entry
    choices = Table(
        (Column(""),),
        (
            Item("what-if:drop", (Cell("drop it: the case stays as it is (esc)"),), lambda: moves_page(found, report, after)),
            Item("what-if:keep", (Cell("keep it: the case takes the change", "warn"),), lambda: moves_page(found, report, after)),
        ),
        heads=False,
    )

    def rows(width: int) -> list[Row]:
        if session.entry is not base:  # undone under the view: what it says would be of another case
            raise LookupError("the case changed")
        head, *moved = difference_page(found, report, after, catalogue)
        return rows_of_page((head, choices, Gap(), *moved), catalogue, width)

    return View("what-if", rows, enter=enter)


def _known(session: Session) -> tuple[Report, Catalogue]:
    """The report and the catalogue of a session that has both."""
    if session.report is None or session.catalogue is None:
        raise LookupError("there is no case yet")
    return session.report, session.catalogue
