"""SQLite -> Catalogue: opened read-only, read once, closed.

Plain sqlite3 rather than sqlite-utils: reading needs four statements, and the import would be felt at every start.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections import defaultdict
from pathlib import Path
from typing import Any
from urllib.parse import quote

from alktui.catalogue.kind import KINDS, columns
from alktui.errors import FileTrouble
from alktui.model.catalogue import Catalogue
from alktui.model.civic import CivicEvidence
from alktui.model.record import Record

SCHEMA = "1"
"""Version of the tables; a catalogue of another version is refused."""


def open_catalogue(path: Path) -> sqlite3.Connection:
    """A read-only connection to a catalogue file.

    Raises:
        FileTrouble: it is missing, unreadable, no catalogue, or of another version.
    """
    try:
        connection = sqlite3.connect(f"file:{quote(os.fspath(path))}?mode=ro", uri=True, check_same_thread=False)
        about = dict(connection.execute("SELECT name, value FROM about"))
    except sqlite3.Error as trouble:
        raise FileTrouble(f"no catalogue can be opened at {path} ({trouble})", "Run: alktui catalogue build") from trouble
    if about.get("schema") != SCHEMA:
        connection.close()
        raise FileTrouble(f"the catalogue at {path} is of another version", "Run: alktui catalogue build")
    return connection


def read_catalogue(path: Path) -> Catalogue:
    """The whole catalogue of a file.

    Raises:
        FileTrouble: as `open_catalogue`, or a damaged file.
    """
    connection = open_catalogue(path)
    try:
        about = dict(connection.execute("SELECT name, value FROM about"))
        sources = _read_sources(connection)
        kinds = {kind: _read_kind(connection, kind, sources) for kind in KINDS}
        release, fingerprint = about["release"], about["fingerprint"]
    except (sqlite3.Error, ValueError, KeyError) as trouble:
        raise FileTrouble(f"the catalogue at {path} is damaged", "Run: alktui catalogue build") from trouble
    finally:
        connection.close()
    return Catalogue.model_construct(release=release, fingerprint=fingerprint, **kinds)  # type: ignore[arg-type]  # each record is validated


def read_shipped_civic(path: Path) -> CivicEvidence | None:
    """CIViC's items that a catalogue file carries beside the documents' records; None where it carries none.

    Raises:
        FileTrouble: as `read_catalogue`.
    """
    connection = open_catalogue(path)
    try:
        carried = connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'civic'").fetchone()
        row = connection.execute("SELECT evidence FROM civic").fetchone() if carried else None
        return CivicEvidence.model_validate_json(row[0]) if row else None
    except (sqlite3.Error, ValueError) as trouble:
        raise FileTrouble(f"the catalogue at {path} is damaged", "Run: alktui catalogue build") from trouble
    finally:
        connection.close()


def _read_sources(connection: sqlite3.Connection) -> dict[tuple[str, str], list[dict[str, Any]]]:
    numbers: dict[int, list[int]] = defaultdict(list)
    statement = 'SELECT source, number FROM source_references JOIN "references" ON id = reference ORDER BY source, position'
    for source, number in connection.execute(statement):
        numbers[source].append(number)
    found: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for identity, kind, record, document, locator in connection.execute(
        "SELECT id, kind, record, document, locator FROM sources ORDER BY kind, record, position"
    ):
        found[kind, record].append({"document": document, "locator": locator, "references": numbers[identity]})
    return found


def _read_kind(
    connection: sqlite3.Connection, kind: str, sources: dict[tuple[str, str], list[dict[str, Any]]]
) -> tuple[Record, ...]:
    model = KINDS[kind]
    nested = {name for name, plain in columns(model).items() if plain is None}
    order = "document, number" if kind == "references" else "id"
    cursor = connection.execute(f'SELECT * FROM "{kind}" ORDER BY {order}')  # noqa: S608 - names of our own
    names = [column[0] for column in cursor.description]
    records = []
    for row in cursor:
        values = {
            name: json.loads(value) if name in nested else value
            for name, value in zip(names, row, strict=True)
            if value is not None
        }
        if "sources" in model.model_fields:
            values["sources"] = sources.get((kind, values["id"]), [])
        records.append(model.model_validate(values))
    return tuple(records)
