"""What the page says beside its options, as rows of the CSV: of all calls, of the drugs, what to test, immune context."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from alktui.model.catalogue import Catalogue
from alktui.model.report import Report
from alktui.model.sheet import Note, Sheet
from alktui.model.source import Source
from alktui.pages.phrase import numbers_of
from alktui.pages.words import pointing
from alktui.report.layout import test_words
from alktui.report.numbering import Numbering
from alktui.report.sheet_line import test_line

Sourced = tuple[dict[str, Any], tuple[Source, ...]]


def beside(sheet: Sheet, report: Report, catalogue: Catalogue) -> Iterator[Sourced]:
    """Each row with the sources that it rests on. Every question of the report is here, of notes those of the page."""
    for notice in sheet.tki_notes:
        yield {"table": "TKI note", "on_sheet": True, "name": notice.severity, "statement": notice.message}, ()
    yield from _notes("drug statement", sheet.drug_statements.shown, _statements(report))
    asked = {test.fact for test in sheet.next_tests.shown}
    for test in report.next_tests:
        words = test_words(test_line(test, Numbering(catalogue)))
        yield {"table": "test next", "on_sheet": test.fact in asked, "name": test.fact, "statement": words}, test.sources
    immune = {entry.id: entry.sources for entry in report.immune_context}
    yield from _notes("immune context", sheet.immune_context.shown, immune)


def _statements(report: Report) -> dict[str, tuple[Source, ...]]:
    return {statement.id: statement.sources for row in report.tkis for statement in row.statements}


def _notes(table: str, notes: tuple[Note, ...], sources: dict[str, tuple[Source, ...]]) -> Iterator[Sourced]:
    for note in notes:
        text = pointing(note.text, numbers_of("erratum", note.errata))
        yield {"table": table, "on_sheet": True, "id": note.id, "statement": text}, sources[note.id]
