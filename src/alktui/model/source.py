"""Where a thing stands: documents, their references, and the locator of one statement."""

from __future__ import annotations

from alktui.model.record import Record

DOCUMENTS = "documents"
"""The origin of what the reviews say; a record of a hospital's own has the name of its site layer instead."""


class Document(Record):
    """One of the reviews the catalogue is made from.

    Attributes:
        knowledge_ends: year and month (yyyy-mm) after which the document knows nothing.
        short: how a line names it, for example "Wang 2022".
    """

    id: str
    short: str
    authors: str
    title: str
    year: int
    journal: str
    doi: str
    disease: str
    published: str
    knowledge_ends: str
    origin: str = DOCUMENTS


class SiteLayer(Record):
    """A hospital's own records beside the documents.

    Attributes:
        id: "site-layer/" and its name; `name` is the origin of each of its records.
        folder: where it stands; removing the folder removes it.
        counts: its records by kind.
    """

    id: str
    name: str
    folder: str
    fingerprint: str
    counts: dict[str, int]


class Reference(Record):
    """One numbered reference of a document, as printed; `note` says where the print looks wrong.

    Attributes:
        pmid: its number in PubMed, which no document prints: set where another source cites it, and was found to be the same.
    """

    id: str
    document: str
    number: int
    first_author: str
    year: int
    journal: str
    doi: str
    note: str = ""
    pmid: str = ""
    origin: str = DOCUMENTS


class Source(Record):
    """Where a statement stands.

    Attributes:
        locator: section, table and cell, in words.
        references: the numbers the document cites there; empty where it cites none.
    """

    document: str
    locator: str
    references: tuple[int, ...] = ()
