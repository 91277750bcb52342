"""SQLite -> Catalogue: proved whole, opened read-only, read once, closed.

Every opening reads the file once, compares its digest with the seal that the build put into it, and hands those very bytes
to SQLite: what was proved is what is read, whatever happens to the file meanwhile. SQLite itself notices few flipped bytes, and
a flipped letter of a variant would turn a call round without a word.

The seal is a row of the table `about`, so that a catalogue stays one file that any SQLite opens; its own digits are left out of
the digest. BLAKE2b of the 2 MB takes 4 ms where SHA-256 takes 9 without help of the processor. A digest over the rows instead of
the bytes took ten times as long and would not have covered the full-text index. It proves that the file is as it was built, not
who built it.

Plain sqlite3 rather than sqlite-utils: reading needs four statements, and the import would be felt at every start.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import defaultdict
from pathlib import Path
from typing import Any

from alktui.catalogue.kind import KINDS, columns
from alktui.errors import FileTrouble
from alktui.model.catalogue import Catalogue
from alktui.model.civic import CivicEvidence
from alktui.model.record import Record
from alktui.whole_file import read_regular

SCHEMA = "1"
"""Version of the tables; a catalogue of another version is refused."""


SEAL = b"alktui-seal:"
"""What stands before the digits of the digest in the file."""

DIGITS = 64
UNSEALED = SEAL.decode() + "0" * DIGITS
"""The seal before the digest is known, of the length that it will have."""

MOST_BYTES = 64 * 2**20
_REMEDY = "Run: alktui catalogue build (an installed alktui: install it again)"


def seal(content: bytes) -> bytes:
    """A built catalogue with the digest of all its other bytes in its seal.

    Raises:
        ValueError: it has no place for one.
    """
    place = content.index(SEAL) + len(SEAL)
    return content[:place] + _digest(content, place) + content[place + DIGITS :]


def _digest(content: bytes, place: int) -> bytes:
    digest = hashlib.blake2b(memoryview(content)[:place], digest_size=DIGITS // 2)
    digest.update(memoryview(content)[place + DIGITS :])
    return digest.hexdigest().encode()


def _is_whole(content: bytes) -> bool:
    place = content.find(SEAL) + len(SEAL)
    return place >= len(SEAL) and content[place : place + DIGITS] == _digest(content, place)


def open_catalogue(path: Path) -> sqlite3.Connection:
    """A read-only connection to what a catalogue file holds now; what becomes of the file later does not reach it.

    Raises:
        FileTrouble: it is missing, unreadable, no catalogue, not as it was built, or of another version.
    """
    try:
        content = read_regular(path, MOST_BYTES)
    except (OSError, ValueError) as trouble:
        reason = getattr(trouble, "strerror", None) or trouble
        raise FileTrouble(f"no catalogue can be opened at {path} ({reason})", "Run: alktui catalogue build") from trouble
    if not _is_whole(content):
        raise FileTrouble(f"the catalogue at {path} is damaged or is none: it is not as it was built", _REMEDY)
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    try:
        connection.deserialize(content)
        _limit(connection)
        about = dict(connection.execute("SELECT name, value FROM about"))
    except sqlite3.Error as trouble:
        connection.close()
        raise FileTrouble(f"no catalogue can be opened at {path} ({trouble})", _REMEDY) from trouble
    if about.get("schema") != SCHEMA:
        connection.close()
        raise FileTrouble(f"the catalogue at {path} is of another version", _REMEDY)
    return connection


def _limit(connection: sqlite3.Connection) -> None:
    """Let a connection read tables and do nothing else: a view may have no end.

    Raises:
        sqlite3.Error: there are views or triggers.
    """
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    if connection.execute("SELECT 1 FROM sqlite_master WHERE type NOT IN ('table', 'index') LIMIT 1").fetchone():
        raise sqlite3.DatabaseError("it has views or triggers")


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
        raise FileTrouble(f"the catalogue at {path} is damaged", _REMEDY) from trouble
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
