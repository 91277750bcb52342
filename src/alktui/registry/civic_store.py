"""CIViC's items that a user has imported: read, replaced whole, forgotten."""

from __future__ import annotations

from pydantic import ValidationError

from alktui.model.civic import CivicEvidence
from alktui.registry.state import damaged, forget_state, only_writer, read_state, write_state

FILE = "civic.json"
SCHEMA = "alktui/civic/1"


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
