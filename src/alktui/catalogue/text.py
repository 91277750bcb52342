"""Curated text -> raw records: TOML for records, CSV for rows.

A kind stands in `KIND.toml`, `KIND.csv` or any file of a folder `KIND/`. A TOML file holds an array of tables named after the
kind; a CSV file has one record a line, whose columns `document`, `locator` and `references` make its source. A folder `civic/`
may hold CIViC's dated extract, which is no record of the documents.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from alktui.catalogue.kind import KINDS
from alktui.errors import Fault, FileTrouble
from alktui.plain import shown
from alktui.whole_file import MOST_OF_TEXT, read_regular, read_toml

CIVIC = "civic"
"""The folder of CIViC's dated extract: one evidence table, in CIViC's own columns."""
CIVIC_FILE = re.compile(r"civic_alk_evidence_\d{4}-(?:0[1-9]|1[0-2])\.tsv")
CIVIC_NAME = "name it civic_alk_evidence_YYYY-MM.tsv"

LISTS = frozenset({"reading"})
"""CSV columns that hold several values, separated by semicolons."""

LONGEST_NUMBER = 18
"""Digits of the largest number that every database holds."""


class RawRecord(NamedTuple):
    """A record as read from a file, not yet validated."""

    path: str
    kind: str
    values: dict[str, Any]

    @property
    def name(self) -> str:
        """How a message names it: its id, or what else identifies it."""
        return str(self.values.get("id") or self.values.get("name") or "a record without id")


class CivicExtract(NamedTuple):
    """CIViC's evidence table as it stands in the curated text; `as_of` is its month (yyyy-mm), from its name."""

    path: str
    as_of: str
    content: bytes


class CuratedText(NamedTuple):
    """All of a folder of curated text."""

    release: str
    fingerprint: str
    records: tuple[RawRecord, ...]
    faults: tuple[Fault, ...]
    civic: CivicExtract | None = None


def read_text(folder: Path) -> CuratedText:
    """Everything a folder of curated text holds, in file order, with the faults of files that cannot be read.

    Raises:
        FileTrouble: there is no such folder.
    """
    try:
        is_there = folder.is_dir()
    except OSError as trouble:
        raise FileTrouble(f"{shown(str(folder))} cannot be read: {trouble.strerror}", "Name a folder") from trouble
    if not is_there:
        raise FileTrouble(f"there is no folder of curated text at {folder}", "Name one that holds release.toml")
    records: list[RawRecord] = []
    faults: list[Fault] = []
    for kind, path in _files(folder):
        name = path.relative_to(folder).as_posix()
        try:
            records.extend(_read_file(kind, name, path))
        except OSError as trouble:
            faults.append(Fault(name, "the whole file", f"cannot be read: {trouble.strerror}", "let it be read"))
        except (csv.Error, ValueError) as trouble:
            faults.append(Fault(name, "the whole file", f"cannot be read: {trouble}", "mend its syntax"))
    try:
        release = _release(folder)
    except (OSError, ValueError) as trouble:
        release = ""
        faults.append(Fault("release.toml", "the whole file", f"cannot be read: {trouble}", "mend its syntax"))
    return CuratedText(release, fingerprint(folder), tuple(records), (*_strangers(folder), *faults), _civic(folder))


def fingerprint(folder: Path) -> str:
    """A digest of the curated text: equal text, equal digest, on every machine."""
    digest = hashlib.sha256()
    for path in [folder / "release.toml", *(path for _, path in _files(folder)), *_civic_files(folder)]:
        if path.exists():
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            with suppress(OSError):  # it is a fault of its own, told where it is read
                digest.update(read_regular(path, MOST_OF_TEXT).replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()[:16]


def builder() -> str:
    """A digest of the code that builds: a checkout whose code changed builds anew, even of the same text."""
    digest = hashlib.sha256()
    package = Path(__file__).resolve().parent.parent
    for path in sorted((*package.glob("catalogue/*.py"), *package.glob("civic/*.py"), *package.glob("model/*.py"))):
        digest.update(read_regular(path, MOST_OF_TEXT))
    return digest.hexdigest()[:16]


def _release(folder: Path) -> str:
    path = folder / "release.toml"
    return str(read_toml(path).get("release", "")) if path.exists() else ""


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every curated file with its kind, sorted."""
    for kind in KINDS:
        inside = folder / kind
        candidates = [folder / f"{kind}.toml", folder / f"{kind}.csv", *(sorted(inside.iterdir()) if inside.is_dir() else ())]
        yield from ((kind, path) for path in candidates if path.exists() and path.suffix in {".toml", ".csv"})


def _civic(folder: Path) -> CivicExtract | None:
    """The extract of CIViC's evidence table; None where there is none, or not exactly one."""
    files = _civic_files(folder)
    if len(files) != 1:
        return None
    (path,) = files
    return CivicExtract(_name(path, folder), path.stem.rpartition("_")[2], read_regular(path, MOST_OF_TEXT))


def _civic_files(folder: Path) -> list[Path]:
    return [path for path in sorted((folder / CIVIC).glob("*")) if CIVIC_FILE.fullmatch(path.name)]


def _strangers(folder: Path) -> list[Fault]:
    """Files and folders whose name is no kind: a misspelt name must not lose a record."""
    expected = {
        "release.toml",
        "README.md",
        "coverage.toml",
        "site.toml",
        CIVIC,
        *(f"{kind}{end}" for kind in KINDS for end in ("", ".toml", ".csv")),
    }
    top = [path for path in sorted(folder.iterdir()) if path.name not in expected and not path.name.startswith(".")]
    inside = [path for kind in KINDS for path in sorted((folder / kind).glob("*")) if not _is_curated(path)]
    extracts = _civic_files(folder)
    beside = [path for path in sorted((folder / CIVIC).glob("*")) if path not in extracts and not path.name.startswith(".")]
    return [
        *(
            Fault(
                path.relative_to(folder).as_posix(),
                "the whole file",
                "is of no kind the catalogue knows",
                "end it in .toml or .csv, in the folder of its kind"
                if path in inside
                else f"name it after one of {', '.join(KINDS)}",
            )
            for path in (*top, *inside)
        ),
        *(Fault(_name(path, folder), "the whole file", "has no month in its name", CIVIC_NAME) for path in beside),
        *(Fault(_name(path, folder), "the whole file", "is a second extract", "keep the newest") for path in extracts[:-1]),
    ]


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _is_curated(path: Path) -> bool:
    return path.name.startswith(".") or path.suffix in {".toml", ".csv"}


def _read_file(kind: str, name: str, path: Path) -> list[RawRecord]:
    if path.suffix == ".csv":
        text = read_regular(path, MOST_OF_TEXT).decode("utf-8").replace("\r\n", "\n")
        return [RawRecord(name, kind, _row(kind, row)) for row in csv.DictReader(io.StringIO(text), strict=True)]
    tables = read_toml(path)
    if unknown := sorted(set(tables) - {kind}):
        raise ValueError(f"unknown key {unknown[0]!r} at the top; tables of this file are [[{kind}]]")
    records = tables.get(kind, [])
    if not isinstance(records, list) or not all(isinstance(values, dict) for values in records):
        raise ValueError(f"{kind} is no list of tables; write [[{kind}]] before each record")
    return [RawRecord(name, kind, values) for values in records]


def _row(kind: str, row: dict[str, str | None]) -> dict[str, Any]:
    """A CSV line as a record: empty cells are absent, the three source columns make its source."""
    if None in row or None in row.values():
        raise ValueError(f"the line of {row.get('id')!r} has not as many cells as the header")
    values: dict[str, Any] = {key: value for key, value in row.items() if value}
    if any(part.isdigit() and len(part) > LONGEST_NUMBER for value in values.values() for part in value.split()):
        raise ValueError("a number in it is too large")
    for key in LISTS & values.keys():
        values[key] = values[key].split(";")
    if kind == "references":
        values["id"] = f"{values.get('document')}/reference/{values.get('number')}"
    elif "locator" in values:
        references = [int(number) for number in values.pop("references", "").split()]
        source = {"document": values.pop("document", ""), "locator": values.pop("locator"), "references": references}
        values["sources"] = [source]
    return values
