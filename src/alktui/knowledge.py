"""What the interface and the plain walk know: the catalogue with its layers, and what the user brought in from outside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from alktui.catalogue.layer import read_layered
from alktui.catalogue.location import catalogue_path
from alktui.catalogue.store import read_shipped_civic
from alktui.errors import FileTrouble
from alktui.model.catalogue import Catalogue
from alktui.model.civic import CivicEvidence
from alktui.model.registry import RegistryStatus
from alktui.registry import civic_store, store

Value = TypeVar("Value")


@dataclass(frozen=True)
class Knowledge:
    """What a report is made from beside the case.

    Attributes:
        path: the catalogue's file, for full-text search.
        statuses: registry statuses by printed NCT number.
        civic: CIViC's items: those a user imported, else those the catalogue carries; None where it carries none.
        notices: what could not be read, one sentence each.
    """

    catalogue: Catalogue
    path: Path
    statuses: Mapping[str, RegistryStatus] = field(default_factory=dict)
    civic: CivicEvidence | None = None
    notices: tuple[str, ...] = ()


def read_knowledge() -> Knowledge:
    """All there is; where what was brought in cannot be read that is said, and the documents answer alone.

    Raises:
        FileTrouble: the catalogue itself cannot be read.
    """
    path = catalogue_path()
    layered = read_layered(path)
    notices = [notice.message for notice in layered.notices]

    def take(read: Callable[[], Value], otherwise: Value, what: str) -> Value:
        try:
            return read()
        except FileTrouble as trouble:
            notices.append(f"{what}: {trouble}")
            return otherwise

    none: dict[str, RegistryStatus] = {}
    statuses = take(store.read_statuses, none, "No registry status is shown")
    civic = take(lambda: read_civic(path), None, "Nothing of CIViC's is shown")
    return Knowledge(layered.catalogue, path, statuses, civic, tuple(notices))


def read_civic(path: Path) -> CivicEvidence | None:
    """CIViC's items in force: an import takes the place of those that the catalogue file at `path` carries.

    Raises:
        FileTrouble: they cannot be read. What was imported is never passed over for what is shipped.
    """
    return civic_store.read_evidence() or read_shipped_civic(path)
