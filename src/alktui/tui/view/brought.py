"""What an import read and could not read, and the choice to take it over; or the samples to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alktui.cases.case_words import case_lines
from alktui.tui.row import Row, blank, clip, line, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from alktui.cases.entry import CaseEntry
    from alktui.cases.importing import ImportResult
    from alktui.cases.merging import Merged
    from alktui.errors import InputRefused

MOST = 60
"""Sentences of one kind that are shown; more are counted."""
UNANSWERED = "import:"
"""The key of the line highlighted first, which does nothing: an Enter typed right after a paste takes nothing over unread."""


def sample_rows(refusal: InputRefused, width: int) -> list[Row]:
    """The samples of a MAF, one of which must be chosen."""
    found = paragraph(f"{refusal.problem}: which is this patient's?", width, "warn")
    return clip([*found, *(line(f"  {name}", key=f"sample:{name}") for name in refusal.suggestions)], width)


def rows(result: ImportResult, typed: CaseEntry, added: Merged, width: int) -> list[Row]:
    """What may be done with it first, then what it is; without anything read there is nothing to do but to go back."""
    found = [line("Nothing has changed yet. Up and down choose, enter does it, space reads on.", "title", key=UNANSWERED)]
    if result.entry.is_empty:
        found += paragraph("Nothing that belongs to a case could be read.", width, "warn")
    elif typed.is_empty:
        found.append(line("take it over: this becomes the case", "good", key="import:replace"))
    else:
        if added.entry != typed:
            found.append(line("add it: the case keeps what it has, and gets what it lacks", "good", key="import:add"))
        else:
            found += paragraph("The case has all of it already.", width, "muted")
        found.append(line("replace the case by it", "warn", key="import:replace"))
    found.append(line("leave it: nothing changes", "", key="import:leave"))
    found += _part("Read", case_lines(result.read), width, "")
    if not typed.is_empty and not result.entry.is_empty:
        found += _part("Adding it, what was typed stays", added.kept, width, "warn")
    found += _part("Not read", map(str, result.refusals), width, "bad")
    found += _part("Taken as written, and not counted until it is corrected", map(str, result.uncounted), width, "bad")
    return clip([*found, *_part("How it was read", result.notes, width, "muted")], width)


def _part(title: str, sentences: Iterable[str], width: int, tone: str) -> list[Row]:
    known: Sequence[str] = tuple(sentences)
    if not known:
        return []
    found = [blank(), line(title, "title")]
    for sentence in known[:MOST]:
        found += paragraph(sentence, width, tone, first="- ")
    left = len(known) - MOST
    return [*found, line(f"and {left} more", "muted")] if left > 0 else found
