"""Catalogue -> SQLite, by sqlite-utils: strict tables, foreign keys checked, full-text search; same content for the same text."""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
from pathlib import Path
from typing import Any

import sqlite_utils

from alktui.catalogue.check import check, civic_of
from alktui.catalogue.kind import KINDS, columns
from alktui.catalogue.store import SCHEMA, UNSEALED, seal
from alktui.catalogue.text import builder, read_text
from alktui.errors import FileTrouble
from alktui.model.catalogue import Catalogue
from alktui.model.civic import CivicEvidence
from alktui.model.record import Record

FOREIGN_KEYS = {
    "references": [("document", "documents", "id")],
    "evidence": [("therapy", "therapies", "id"), ("level", "levels", "id"), ("disease", "diseases", "id")],
    "approvals": [("therapy", "therapies", "id")],
}


def build_catalogue(text: Path, target: Path) -> Catalogue:
    """The catalogue of a folder of curated text, written whole to `target` and put in place at once.

    Readers of an older file keep it until they open anew. No journal is left behind.

    Raises:
        CatalogueFaulty: the text has faults; `target` is untouched.
        FileTrouble: `target` cannot be written.
    """
    curated = read_text(text)
    catalogue = check(curated)
    civic = civic_of(curated, catalogue)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=target.parent, prefix=".catalogue-")
        os.close(handle)
    except OSError as trouble:
        raise FileTrouble(f"the catalogue cannot be written to {target}: {trouble.strerror}") from trouble
    try:
        connection = sqlite3.connect(draft)
        try:
            _write(sqlite_utils.Database(connection), catalogue, civic)
        finally:
            connection.close()
        Path(draft).write_bytes(seal(Path(draft).read_bytes()))
        Path(draft).chmod(0o644)
        Path(draft).replace(target)
    except OSError as trouble:
        raise FileTrouble(f"the catalogue cannot be put at {target}: {trouble.strerror}") from trouble
    finally:
        Path(draft).unlink(missing_ok=True)
    return catalogue


def _write(database: sqlite_utils.Database, catalogue: Catalogue, civic: CivicEvidence | None) -> None:
    database.execute("PRAGMA foreign_keys = ON")
    _write_about(database, catalogue)
    _write_civic(database, civic)
    for kind, model in KINDS.items():
        database.table(kind, strict=True).create(_column_types(model), pk="id", foreign_keys=FOREIGN_KEYS.get(kind, []))
        rows = [_row(record) for record in getattr(catalogue, kind)]
        database.table(kind).insert_all(rows)
    _write_sources(database, catalogue)
    _write_therapy_links(database, catalogue)
    _write_search(database, catalogue)
    if faults := database.execute("PRAGMA foreign_key_check").fetchall():
        raise FileTrouble(f"the catalogue has {len(faults)} dangling foreign key(s), the first in {faults[0][0]}")
    database.conn.commit()
    database.conn.execute("VACUUM")


def _write_about(database: sqlite_utils.Database, catalogue: Catalogue) -> None:
    about = {
        "schema": SCHEMA,
        "release": catalogue.release,
        "fingerprint": catalogue.fingerprint,
        "builder": builder(),
        "seal": UNSEALED,
    }
    database.table("about", strict=True).create({"name": str, "value": str}, pk="name")
    database.table("about").insert_all({"name": name, "value": value} for name, value in about.items())


def _write_civic(database: sqlite_utils.Database, civic: CivicEvidence | None) -> None:
    """CIViC's items, read once at the build, which a start has no time for; a table without a row where none are shipped."""
    database.table("civic", strict=True).create({"evidence": str})
    if civic is not None:
        database.table("civic").insert({"evidence": civic.model_dump_json()})


def _column_types(model: type[Record]) -> dict[str, type]:
    as_stored: dict[type | None, type] = {None: str, bool: int}
    return {name: as_stored.get(plain, plain or str) for name, plain in columns(model).items()}


def _row(record: Record) -> dict[str, Any]:
    values = record.model_dump(mode="json", by_alias=True)
    names = {field.alias or name: name for name, field in type(record).model_fields.items()}
    return {
        names[key]: json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, dict | list) else value
        for key, value in values.items()
        if key != "sources"
    }


def _write_sources(database: sqlite_utils.Database, catalogue: Catalogue) -> None:
    table = database.table("sources", strict=True)
    columns = {"id": int, "kind": str, "record": str, "position": int, "document": str, "locator": str}
    table.create(columns, pk="id", foreign_keys=[("document", "documents", "id")])
    cited = database.table("source_references", strict=True)
    cited.create(
        {"source": int, "position": int, "reference": str},
        pk=("source", "position"),
        foreign_keys=[("source", "sources", "id"), ("reference", "references", "id")],
    )
    rows: list[dict[str, Any]] = []
    references: list[dict[str, Any]] = []
    for kind in KINDS:
        for record in getattr(catalogue, kind):
            for position, source in enumerate(getattr(record, "sources", ())):
                identity = len(rows) + 1
                where = {"document": source.document, "locator": source.locator}
                rows.append({"id": identity, "kind": kind, "record": record.id, "position": position, **where})
                references.extend(
                    {"source": identity, "position": place, "reference": f"{source.document}/reference/{number}"}
                    for place, number in enumerate(source.references)
                )
    table.insert_all(rows)
    cited.insert_all(references)
    table.create_index(["kind", "record"])


def _write_therapy_links(database: sqlite_utils.Database, catalogue: Catalogue) -> None:
    table = database.table("therapy_links", strict=True)
    table.create(
        {"therapy": str, "kind": str, "record": str},
        pk=("therapy", "kind", "record"),
        foreign_keys=[("therapy", "therapies", "id")],
    )
    links = {
        (therapy, kind, record.id)
        for kind in KINDS
        for record in getattr(catalogue, kind)
        for field in ("therapies", "tki", "drugs")
        for therapy in getattr(record, field, ())
    }
    table.insert_all({"therapy": therapy, "kind": kind, "record": record} for therapy, kind, record in sorted(links))


def _write_search(database: sqlite_utils.Database, catalogue: Catalogue) -> None:
    """One full-text row a record: its name, and every word of it."""
    from alktui.catalogue.search import searchable  # noqa: PLC0415 - search imports nothing of the build

    database.execute(
        "CREATE VIRTUAL TABLE search USING fts5(record UNINDEXED, kind UNINDEXED, title, body, tokenize='unicode61')"
    )
    rows = [searchable(kind, record, catalogue) for kind in KINDS for record in getattr(catalogue, kind)]
    database.conn.executemany("INSERT INTO search (record, kind, title, body) VALUES (?, ?, ?, ?)", rows)
