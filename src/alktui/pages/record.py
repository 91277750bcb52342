"""One record of the catalogue in words, and the records that a search found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

from alktui.model.block import Block, Cell, Cite, Gap, Heading, Item, Page, Table, Text
from alktui.model.catalogue import Catalogue
from alktui.model.record import Record
from alktui.model.source import DOCUMENTS
from alktui.pages.source import COLUMNS
from alktui.pages.words import erratum_in_words, origin_in_words, plural

TITLES = ("name", "title", "printed")
APART = {"id", "name", "title", "statement", "sources", "origin", "when", "therapies", "therapy", "records"}
"""Fields that stand in a place of their own, or are for programs."""

NAMES = {
    "tki_history": "ALK TKI history",
    "alk": "ALK",
    "nct_id": "number",
    "status_as_of": "status printed in",
    "read_as": "would be read as",
    "doi": "DOI",
}


class Found(Protocol):
    """A record that was found: its id, kind and title."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def kind(self) -> str:
        """Its kind, as the catalogue names it."""

    @property
    def title(self) -> str:
        """What names it in a list."""


def record_page(record: Record, asks: Iterable[str], catalogue: Catalogue) -> Page:
    """A record as a person reads it.

    Args:
        asks: what it asks of a case, in words.
    """
    values = record.model_dump(mode="json", by_alias=True)
    identity = str(values["id"])
    blocks: list[Block] = [Text(next((str(values[name]) for name in TITLES if values.get(name)), identity), "title")]
    if values.get("origin", DOCUMENTS) != DOCUMENTS:
        blocks.append(Text(origin_in_words(values["origin"]), "warn"))
    if values.get("statement"):
        blocks.append(Text(str(values["statement"])))
    blocks.append(Gap())
    if drugs := _drugs(values, catalogue):
        blocks.append(Text(drugs, label="drugs:"))
    blocks += [Text(words, label="asks for:") for words in asks]
    for field, value in values.items():
        if field not in APART and (words := _in_words(value)):
            blocks.append(Text(words, label=f"{NAMES.get(field, field.replace('_', ' '))}:"))
    if sources := getattr(record, "sources", ()):
        blocks += [Heading("Sources"), Cite(sources)]
    about = [erratum for erratum in catalogue.errata if identity in erratum.records]
    if about:
        blocks.append(Heading("Misprints and contradictions"))
    blocks += [Text(f"{one.id.rsplit('/', 1)[-1]}: {erratum_in_words(one)}", "muted") for one in about]
    return (*blocks, Gap(), Text(f"record {identity}", "muted"))


def found_page(
    text: str,
    found: Sequence[Found],
    page_of: Callable[[str], Callable[[], Page]],
    *,
    count: int = 0,
    near: Sequence[str] = (),
) -> Page:
    """The records that a search found, best first.

    Args:
        page_of: makes the page of a record from its id.
        count: how many there are, where those found are not all.
        near: texts that find something, where this one does not.
    """
    if not found:
        meant = f"Did you mean {' or '.join(near)}?" if near else "Fewer or shorter words find more."
        return (Text(f'Nothing found for "{text}". {meant}', "muted"),)
    head = Text(f'{plural(len(found), "record")} for "{text}"', "muted")
    if count > len(found):
        head = Text(f'The best {len(found)} of {count} records for "{text}"; more words find fewer.', "warn")
    return (head, Table(COLUMNS, record_items(found, page_of), heads=False))


def record_items(found: Iterable[Found], page_of: Callable[[str], Callable[[], Page]]) -> tuple[Item, ...]:
    """Records as rows of kind and title."""
    return tuple(
        Item(hit.id, (Cell(kind, "muted"), Cell(hit.title)), page_of(hit.id), f"{kind}: {hit.title}")
        for hit in found
        for kind in (hit.kind.replace("_", " "),)
    )


def _drugs(values: dict[str, Any], catalogue: Catalogue) -> str:
    named = values.get("therapies") or [values.get("therapy")]
    return ", ".join(catalogue.therapy[name].name for name in named if name in catalogue.therapy)


def _in_words(value: Any) -> str:  # noqa: ANN401 - any JSON value
    """A value without brackets and quotes; empty for nothing."""
    if value is None or value is False or value in ("", [], {}):
        return ""
    if value is True:
        return "yes"
    if isinstance(value, list):
        return "; ".join(filter(None, map(_in_words, value)))
    if isinstance(value, dict):
        return ", ".join(f"{name.replace('_', ' ')} {words}" for name, inner in value.items() if (words := _in_words(inner)))
    return str(value)
