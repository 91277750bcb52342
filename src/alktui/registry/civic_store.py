"""CIViC's items that a user imports in place of the shipped ones: read from a file, replaced whole, forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError

from alktui.civic.table import read_table
from alktui.model.civic import CivicEvidence
from alktui.plain import shown
from alktui.registry.source import read_bytes
from alktui.registry.state import MOST_BYTES, damaged, forget_state, only_writer, read_state, write_state

FILE = "civic.json"
SCHEMA = "alktui/civic/1"


def read_civic(file: Path | BinaryIO, therapies: Mapping[str, str], today: str, name: str = "") -> CivicEvidence:
    """The items of an evidence file of CIViC's, as `read_table` takes them.

    Args:
        therapies: TKI ids of the catalogue by every name of theirs, folded to lower case.
        name: the file's name, where it is a stream.

    Raises:
        FileTrouble: the file cannot be read or is too large.
        InputRefused: it is not such a file.
    """
    content = read_bytes(file, MOST_BYTES, shown(str(file)), "Take CIViC's own evidence file")
    return read_table(content, therapies, file=name or getattr(file, "name", ""), imported_on=today)


def read_evidence() -> CivicEvidence | None:
    """What was imported, None where nothing was.

    Raises:
        FileTrouble: the file cannot be read or is damaged.
    """
    content = read_state(FILE, SCHEMA)
    if content is None:
        return None
    try:
        return CivicEvidence.model_validate(content.get("evidence"))
    except ValidationError as trouble:
        raise damaged(FILE) from trouble


def write_evidence(evidence: CivicEvidence) -> None:
    """Put an import in the place of the one before: a file of CIViC's is always whole.

    Raises:
        FileTrouble: it cannot be written.
    """
    with only_writer(FILE):
        write_state(FILE, {"schema": SCHEMA, "evidence": evidence.model_dump(mode="json")})


def forget_evidence() -> bool:
    """Remove what was imported; whether there was anything.

    Raises:
        FileTrouble: the file cannot be removed.
    """
    return forget_state(FILE)
