"""One record of the catalogue in words: what it says, what it asks for, and where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alktui.model.source import DOCUMENTS
from alktui.pages.words import origin_in_words
from alktui.triage.wording import wording
from alktui.tui.row import Row, blank, line, paragraph
from alktui.tui.view.source import source_rows

if TYPE_CHECKING:
    from alktui.model.catalogue import Catalogue
    from alktui.model.record import Record

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


def rows(record: Record, catalogue: Catalogue, width: int) -> list[Row]:
    """The record as a person reads it; its citations can be copied and followed."""
    values = record.model_dump(mode="json", by_alias=True)
    title = next((str(values[field]) for field in TITLES if values.get(field)), str(values["id"]))
    found = paragraph(title, width, "title")
    found += paragraph(origin_in_words(values["origin"]), width, "warn") if values.get("origin", DOCUMENTS) != DOCUMENTS else []
    found += paragraph(str(values["statement"]), width) if values.get("statement") else []
    found.append(blank())
    if drugs := _drugs(values, catalogue):
        found += paragraph(drugs, width, first="drugs: ")
    for criterion in getattr(record, "when", ()):
        found += paragraph(wording(criterion, catalogue), width, first="asks for: ")
    for field, value in values.items():
        if field not in APART and (words := _in_words(value)):
            found += paragraph(words, width, first=f"{NAMES.get(field, field.replace('_', ' '))}: ")
    if sources := getattr(record, "sources", ()):
        found += [blank(), line("Sources", "strong"), *source_rows(sources, catalogue, width)]
    for erratum in catalogue.errata:
        if values["id"] in erratum.records:
            found += [blank(), *paragraph(f'Erratum: printed "{erratum.printed}"; read as: {erratum.reading}', width, "warn")]
            found += paragraph(erratum.why, width, "muted", 2)
    return [*found, blank(), *paragraph(f"record {values['id']}", width, "muted")]


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
