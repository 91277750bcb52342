"""The trial statuses a user has: read, merged by NCT number, forgotten."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pydantic import ValidationError

from alktui.errors import FileTrouble
from alktui.model.registry import RegistryStatus
from alktui.registry.state import damaged, forget_state, only_writer, read_state, write_state

FILE = "registry.json"
SCHEMA = "alktui/registry/1"


class Merged(NamedTuple):
    """What a merge did: numbers added or renewed, and those of which something newer was there."""

    stored: tuple[str, ...]
    kept: tuple[str, ...]


def read_statuses() -> dict[str, RegistryStatus]:
    """Every stored status by NCT number, and by each number its trial had before; empty where nothing is stored.

    Raises:
        FileTrouble: the file cannot be read or is damaged.
    """
    return by_number(_read())


def by_number(statuses: Iterable[RegistryStatus]) -> dict[str, RegistryStatus]:
    """Statuses by every number of theirs; a trial's present number goes before another's former one."""
    statuses = tuple(statuses)
    former = {alias: status for status in statuses for alias in status.aliases}
    return former | {status.nct_id: status for status in statuses}


def merge_statuses(incoming: Iterable[RegistryStatus]) -> Merged:
    """Store statuses, each unless what is stored is of newer data.

    Raises:
        FileTrouble: the file cannot be read or written; it stays as it was.
    """
    stored: list[str] = []
    kept: list[str] = []
    with only_writer(FILE):
        known = {status.nct_id: status for status in _read()}
        for status in incoming:
            if (before := known.get(status.nct_id)) is not None and not _newer(status, before):
                kept.append(status.nct_id)
                continue
            known[status.nct_id] = status
            stored.append(status.nct_id)
        if stored:
            statuses = [known[number].model_dump(mode="json") for number in sorted(known)]
            write_state(FILE, {"schema": SCHEMA, "statuses": statuses})
    return Merged(tuple(stored), tuple(kept))


def forget_statuses() -> int:
    """Remove every stored status; how many there were, also where they could no longer be read.

    Raises:
        FileTrouble: the file cannot be removed.
    """
    try:
        count = len(_read())
    except FileTrouble:  # what cannot be read can still be forgotten
        count = 0
    forget_state(FILE)
    return count


def _read() -> tuple[RegistryStatus, ...]:
    content = read_state(FILE, SCHEMA)
    if content is None:
        return ()
    entries = content.get("statuses")
    if not isinstance(entries, list):
        raise damaged(FILE)
    try:
        return tuple(RegistryStatus.model_validate(entry) for entry in entries)
    except ValidationError as trouble:
        raise damaged(FILE) from trouble


def _newer(status: RegistryStatus, before: RegistryStatus) -> bool:
    """Whether a status may take the place of a stored one: by date of the data, else by the registry's last update."""
    if status.data_date and before.data_date:
        return status.data_date >= before.data_date
    if status.last_update != before.last_update:
        return status.last_update > before.last_update
    return bool(status.data_date) or not before.data_date
