"""From a citation back to the records: which of them stand at a place, or rest on a reference."""

from __future__ import annotations

from collections.abc import Iterator

from alktui.catalogue.kind import KINDS
from alktui.catalogue.search import Hit, searchable
from alktui.model.catalogue import Catalogue
from alktui.model.record import Record
from alktui.model.source import Source


def records_at(document: str, locator: str, catalogue: Catalogue) -> tuple[Hit, ...]:
    """The records that stand at a place of a document, in the order of their kinds."""
    return tuple(
        _hit(kind, record, catalogue)
        for kind, record, sources in _sourced(catalogue)
        if any((source.document, source.locator) == (document, locator) for source in sources)
    )


def records_citing(document: str, number: int, catalogue: Catalogue) -> tuple[Hit, ...]:
    """The records for which a document cites a reference, in the order of their kinds."""
    return tuple(
        _hit(kind, record, catalogue)
        for kind, record, sources in _sourced(catalogue)
        if any(source.document == document and number in source.references for source in sources)
    )


def _sourced(catalogue: Catalogue) -> Iterator[tuple[str, Record, tuple[Source, ...]]]:
    for kind in KINDS:
        for record in getattr(catalogue, kind):
            if sources := getattr(record, "sources", ()):
                yield kind, record, sources


def _hit(kind: str, record: Record, catalogue: Catalogue) -> Hit:
    identity, _, title, _ = searchable(kind, record, catalogue)
    return Hit(identity, kind, title, "")
