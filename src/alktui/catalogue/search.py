"""Full-text search over every record."""

from __future__ import annotations

import difflib
import itertools
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from alktui.catalogue.store import open_catalogue
from alktui.errors import FileTrouble
from alktui.model.catalogue import Catalogue
from alktui.model.record import Record
from alktui.plain import clean

CLINICAL = ("evidence", "statements", "strategies", "targets", "trials", "cautions", "outcomes", "immune_findings", "approvals")
"""The kinds of what documents say of patients, drugs and trials; they are found before the rows that stand beside it."""

KINDS_FOUND = (*CLINICAL, "therapies", "biomarkers", "references", "errata", "mechanisms", "pathways")
"""The kinds in the order in which they are shown; any other stands last."""


class Hit(NamedTuple):
    """One record found."""

    id: str
    kind: str
    title: str
    excerpt: str


def searchable(kind: str, record: Record, catalogue: Catalogue) -> tuple[str, str, str, str]:
    """The full-text row of a record: id, kind, title and every word of it.

    Names of therapies are spelt out, and words with hyphens stand also without, so that IL10RA finds IL-10RA.
    """
    values = record.model_dump(mode="json", by_alias=True)
    identity = str(values["id"])
    title = _title(values, catalogue)
    words = " ".join(dict.fromkeys(_words(values)))
    names = [catalogue.therapy[word] for word in words.split() if word in catalogue.therapy]
    spelt = " ".join(dict.fromkeys(f"{therapy.name} {' '.join(therapy.synonyms)}" for therapy in names))
    joined = " ".join(dict.fromkeys(word.replace("-", "") for word in words.split() if "-" in word and "/" not in word))
    return identity, kind, title, f"{words} {spelt} {joined}".strip()


def _title(values: dict[str, Any], catalogue: Catalogue) -> str:
    """What names a record in a list; an evidence item says whose call of what it is, an outcome its endpoint."""
    names = [
        therapy.name for therapy in map(catalogue.therapy.get, values.get("therapies") or [values.get("therapy")]) if therapy
    ]
    if "direction" in values and "profile" in values:
        return f"{' + '.join(names)}: {values['profile']} {values['direction']}"
    if "endpoint" in values:
        return f"{' + '.join(names) or '-'}: {values['endpoint']} {values['printed']}"
    if "first_author" in values:
        return f"{values['first_author']} {values['year']} {values['journal']}"
    if "rs" in values:
        return f"{values['variant']}: common polymorphism {values['rs']}"
    if "outside_says" in values:
        return f"{' + '.join(names)}: {values['profile']} {values['outside_says']} ({values['citation']})"
    fields = ("name", "title", "statement", "printed")
    return str(next((values[field] for field in fields if values.get(field)), values["id"]))


def _words(value: Any) -> list[str]:  # noqa: ANN401 - any JSON value
    if isinstance(value, dict):
        return [word for inner in value.values() for word in _words(inner)]
    if isinstance(value, list):
        return [word for inner in value for word in _words(inner)]
    return [] if value is None or isinstance(value, bool) else [str(value)]


NEAR = 0.7
"""How alike a word must be to one that nothing holds, of at most 1."""

MOST_NEAR, MOST_TRIED, MOST_WORDS = 3, 64, 12
"""Texts that are suggested for one that finds nothing, combinations of near words that are tried, and words of such a text."""


class Searcher:
    """Full-text search of one catalogue file, kept open for many searches."""

    def __init__(self, path: Path) -> None:
        """Open the catalogue.

        Raises:
            FileTrouble: it cannot be opened.
        """
        self._path = path
        self._connection = open_catalogue(path)

    def find(self, text: str, limit: int = 50) -> tuple[Hit, ...]:
        """The records that hold every word of a text, clinical ones first, then the best; the last word may be a beginning.

        Every word is quoted, so that nothing in it is read as a search operator.
        """
        return tuple(
            Hit(*row)
            for row in self._rows(
                "SELECT record, kind, title, snippet(search, 3, '', '', ' ... ', 16) FROM search WHERE search MATCH ?"
                " ORDER BY instr(?, ' ' || kind || ' ') = 0, bm25(search, 0, 0, 4, 1), record LIMIT ?",
                text,
                f" {' '.join(CLINICAL)} ",
                limit,
            )
        )

    def count(self, text: str) -> int:
        """How many records hold every word of a text, as `find` reads it."""
        return sum(count for (count,) in self._rows("SELECT count(*) FROM search WHERE search MATCH ?", text))

    def near(self, text: str) -> tuple[str, ...]:
        """Texts like one that finds nothing, with near words for those that no record holds; what finds most comes first.

        None for a text of more words than anyone misspells, each of which is compared with every word of the catalogue.
        """
        choices = []
        words = clean(text).split()
        for word in words if len(words) <= MOST_WORDS else ():
            known = (word,) if self.count(word) else difflib.get_close_matches(word.casefold(), self._vocabulary(), 8, NEAR)
            choices.append(known)
        tried = (" ".join(words) for words in itertools.islice(itertools.product(*choices), MOST_TRIED))
        found = {near: self.count(near) for near in tried if near != text}
        return tuple(sorted(filter(found.get, found), key=lambda near: -found[near]))[:MOST_NEAR]

    def _vocabulary(self) -> list[str]:
        """Every word of the catalogue."""
        with self._readable():
            self._connection.execute("PRAGMA query_only = OFF")  # a table of names, which lives in memory alone
            self._connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, search, row)")
            self._connection.execute("PRAGMA query_only = ON")
            return [term for (term,) in self._connection.execute("SELECT term FROM temp.vocabulary")]

    def _rows(self, query: str, text: str, *more: object) -> list[tuple[Any, ...]]:
        words = [word.replace('"', '""') for word in clean(text).split()]
        if not words:
            return []
        with self._readable():
            return self._connection.execute(query, (" ".join(f'"{word}"' for word in words) + "*", *more)).fetchall()

    @contextmanager
    def _readable(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as trouble:
            raise FileTrouble(f"the catalogue at {self._path} cannot be searched", "Run: alktui catalogue build") from trouble

    def close(self) -> None:
        """Close the catalogue."""
        self._connection.close()
