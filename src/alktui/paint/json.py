"""Reports as JSON of their contracts: equal content, equal bytes."""

from __future__ import annotations

from alktui.model.record import Record
from alktui.plain import inert_json


def json_of(record: Record) -> str:
    """A report, a difference or an escape map as JSON; ends with a line end."""
    return inert_json(record.model_dump_json(by_alias=True, indent=2)) + "\n"
