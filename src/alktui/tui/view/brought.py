"""What an import read and could not read, and the choice to take it over; or the samples to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from alktui.cases.case_words import case_lines
from alktui.cases.importing import rows_in_words
from alktui.tui.row import Row, blank, clip, continued, line, paragraph, spread

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from alktui.cases.entry import CaseEntry
    from alktui.cases.importing import ImportResult, SampleRefused
    from alktui.cases.merging import Merged

MOST = 60
"""Sentences of one kind that are shown; more are counted."""
COUNTED = 16
"""Letters for how many rows of ALK a sample has."""
UNANSWERED = "import:"
"""The key of the line highlighted first, which does nothing: an Enter typed right after a paste takes nothing over unread."""


def sample_rows(refusal: SampleRefused, width: int) -> list[Row]:
    """The samples of a MAF, one of which must be chosen; those with rows of ALK, which stand first, say how many."""
    found = paragraph(f"{refusal.problem}: which is this patient's?", width, "warn")
    room = min(max((cell_len(name) for name in refusal.suggestions), default=0) + 4, max(4, width - COUNTED))
    for name in refusal.suggestions:
        count = refusal.rows.get(name, 0)
        cells = (f"  {name}", room, "" if count else "muted"), (rows_in_words(count), 0, "good" if count else "muted")
        found.append(spread(*cells, key=f"sample:{name}"))
    return clip(found, width)


def rows(result: ImportResult, typed: CaseEntry, added: Merged, width: int, taken: Collection[str] = ()) -> list[Row]:
    """What may be done with it first, then what it is; without anything read there is nothing to do but to go back.

    Args:
        result: what was read, the markers that are taken in its entry.
        taken: the markers that are taken of those that are offered.
    """
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
    if result.offered:
        found += [blank(), line("Markers it names, taken only where you say so: enter takes one or leaves it", "title")]
    for offer in result.offered:
        sign = f"[{'x' if offer.marker in taken else ' '}] "
        head, *rest = paragraph(f"{offer.marker} {offer.state} ({offer.said})", width, "", first=sign)
        found += [Row(head.spans, f"offer:{offer.marker}"), *continued(rest)]
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
