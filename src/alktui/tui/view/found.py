"""What a search found, and one record in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alktui.pages.words import plural
from alktui.tui.row import Row, columns, line, paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from alktui.catalogue.search import Hit
    from alktui.model.catalogue import Catalogue

KIND = 17
NEAR = "near:"
"""How the key of a line begins that stands for another text to search."""


def rows(text: str, hits: Sequence[Hit], catalogue: Catalogue, width: int, count: int = 0, near: Sequence[str] = ()) -> list[Row]:
    """One item a record found.

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
    for hit in hits:
        kind = (hit.kind.replace("_", " "), KIND, "muted")
        shown += columns(kind, (hit.title, max(10, width - KIND), ""), key=hit.id, detail=_detail(hit.id, catalogue))
    return shown


def _detail(identity: str, catalogue: Catalogue) -> Callable[[int], list[Row]]:
    def lines(width: int) -> list[Row]:
        from alktui.tui.view import record  # noqa: PLC0415 - wanted for one line only

        return record.rows(catalogue.records[identity], catalogue, width)

    return lines
