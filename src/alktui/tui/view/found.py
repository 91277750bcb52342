"""What a search found, and one record in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alktui.catalogue.search import KINDS_FOUND
from alktui.pages.words import plural
from alktui.tui.row import Row, below, blank, continued, line, paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from alktui.catalogue.search import Hit
    from alktui.model.catalogue import Catalogue

MOST = 200
"""Hits that are shown: all of them, but where a word stands in half the catalogue."""

INDENT = 2
NEAR = "near:"
"""How the key of a line begins that stands for another text to search."""


def rows(text: str, hits: Sequence[Hit], catalogue: Catalogue, width: int, count: int = 0, near: Sequence[str] = ()) -> list[Row]:
    """The records found on one page: under their kinds, each with what it says and where it stands.

    Args:
        count: how many records there are, where the hits are not all of them.
        near: texts to search instead, where there are no hits.
    """
    if near:
        asked = paragraph(f'Nothing found for "{text}". Did you mean one of these? Enter searches it.', width, "muted")
        return asked + [line(f"  {other}", key=f"{NEAR}{other}") for other in near]
    if not hits:
        return paragraph(f'Nothing found for "{text}". Fewer or shorter words find more; / searches again.', width, "muted")
    shown = paragraph(f'{plural(len(hits), "record")} for "{text}"', width, "muted")
    if count > len(hits):
        shown = paragraph(f'The best {len(hits)} of {count} records for "{text}"; more words find fewer.', width, "warn")
    places = {kind: place for place, kind in enumerate(KINDS_FOUND)}
    for kind in sorted(dict.fromkeys(hit.kind for hit in hits), key=lambda kind: places.get(kind, len(places))):
        members = [hit for hit in hits if hit.kind == kind]
        shown += [blank(), line(f"{kind.replace('_', ' ').capitalize()} ({len(members)})", "title")]
        for hit in members:
            shown += _item(hit, catalogue, width)
    return shown


def _item(hit: Hit, catalogue: Catalogue, width: int) -> list[Row]:
    """A record found: its name, what it says where that is more, and its first place."""
    record = catalogue.records[hit.id]
    head, *rest = paragraph(hit.title, width)
    found = [Row(head.spans, hit.id, _detail(hit.id, catalogue)), *continued(rest)]
    statement = str(getattr(record, "statement", ""))
    found += below("" if statement == hit.title else statement, width, INDENT)
    sources = getattr(record, "sources", ())
    first = f"{catalogue.document[sources[0].document].short}, {sources[0].locator}" if sources else ""
    more = f"; and {plural(len(sources) - 1, 'place')} more" if len(sources) > 1 else ""
    return found + below(f"{first}{more}", width, INDENT, "muted")


def _detail(identity: str, catalogue: Catalogue) -> Callable[[int], list[Row]]:
    def lines(width: int) -> list[Row]:
        from alktui.pages.record import record_page  # noqa: PLC0415 - wanted for one line only
        from alktui.triage.wording import wording  # noqa: PLC0415
        from alktui.tui.paint import rows_of_page  # noqa: PLC0415

        record = catalogue.records[identity]
        asks = [wording(criterion, catalogue) for criterion in getattr(record, "when", ())]
        return rows_of_page(record_page(record, asks, catalogue), catalogue, width)

    return lines
