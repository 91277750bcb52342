"""Where a thing stands: documents, their references, and the locator of one statement."""

from __future__ import annotations

from alktui.model.record import Record


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


class Reference(Record):
    """One numbered reference of a document, as printed; `note` says where the print looks wrong."""

    id: str
    document: str
    number: int
    first_author: str
    year: int
    journal: str
    doi: str
    note: str = ""


class Source(Record):
    """Where a statement stands.

    Attributes:
        locator: section, table and cell, in words.
        references: the numbers the document cites there; empty where it cites none.
    """

    document: str
    locator: str
    references: tuple[int, ...] = ()
