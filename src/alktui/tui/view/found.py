"""What a search found, and one record in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alktui.tui.row import Row, line, paragraph, spread

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from alktui.catalogue.search import Hit
    from alktui.model.catalogue import Catalogue


def rows(text: str, hits: Sequence[Hit], catalogue: Catalogue, width: int) -> list[Row]:
    """One line a record found."""
    if not hits:
        return paragraph(f'Nothing found for "{text}". Fewer or shorter words find more; / searches again.', width, "muted")
    head = line(f'{len(hits)} record(s) for "{text}"', "muted")
    title = max(10, width - 17)
    return [
        head,
        *(
            spread(
                (hit.kind.replace("_", " "), 16, "muted"),
                (" ", 1, ""),
                (hit.title, title, ""),
                key=hit.id,
                detail=_detail(hit.id, catalogue),
            )
            for hit in hits
        ),
    ]


def _detail(identity: str, catalogue: Catalogue) -> Callable[[int], list[Row]]:
    def lines(width: int) -> list[Row]:
        from alktui.tui.view import record  # noqa: PLC0415 - wanted for one line only

        return record.rows(catalogue.records[identity], catalogue, width)

    return lines
