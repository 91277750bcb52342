"""alktui's own case file."""

from __future__ import annotations

from alktui.cases.case_file import case_of
from alktui.cases.importing.gathering import ImportResult


def read_own(found: object) -> ImportResult:
    """What a case file holds, as it was typed; nothing is read as a variant or a name yet.

    Raises:
        InputRefused: it is no case file.
    """
    entry, _, problems = case_of(found)
    return ImportResult(entry, (), problems)
