"""Steps 3 to 6 on the screen: their pages, with what is filtered, hidden or sorted otherwise said beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alktui.model.block import Page, Text
from alktui.pages.option import option_page, sections
from alktui.pages.tki import tki_page
from alktui.pages.words import plural
from alktui.tui.paint import rows_of_page
from alktui.tui.row import Row

if TYPE_CHECKING:
    from alktui.model.catalogue import Catalogue
    from alktui.model.report import Report
    from alktui.tui.session import Session


def rows(step: str, session: Session, report: Report, catalogue: Catalogue, width: int) -> list[Row]:
    """The rows of a step that lists TKIs or options."""
    page = tki_page(report, catalogue) if step == "tkis" else _options(step, session, report, catalogue)
    return rows_of_page(page, catalogue, width)


def _options(step: str, session: Session, report: Report, catalogue: Catalogue) -> Page:
    """The options of a step; above them the filter as long as there is one, below them what is not shown."""
    text, shows = session.filters.get(step, ""), session.show_excluded
    page = option_page(step, report, catalogue, excluded=shows, text=text, unfolded=session.unfolded, by=session.sorted_by)
    above: Page = ()
    if text:
        every, found = _number(step, report, ""), _number(step, report, text)
        hidden = _number(step, report, text, excluded=True) - found
        more = f"; {hidden} more among the excluded ({session.key('toggle-excluded')})" if hidden and not shows else ""
        words = f'filter "{text}": {found} of {every}{more}; {session.key("back")} shows all'
        above = (Text(words, "warn"),)
    return (*above, *page, *_beneath(step, session, report))


def _beneath(step: str, session: Session, report: Report) -> Page:
    excluded = sum(option.state == "excluded" for option in getattr(report, step))
    does = "hides" if session.show_excluded else "shows"
    parts = [f"{session.key('toggle-excluded')} {does} {plural(excluded, 'excluded option')}"] if excluded else []
    parts += [f"sorted by {session.sort} within the headings"] if session.sorted_by is not None else []
    return (Text("; ".join(parts), "muted"),) if parts else ()


def _number(step: str, report: Report, text: str, *, excluded: bool = False) -> int:
    """How many options hold a text."""
    return sum(len(section.options) for section in sections(step, report, text=text, excluded=excluded))
