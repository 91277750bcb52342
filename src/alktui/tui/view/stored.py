"""The stored cases, the last changed first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alktui.tui.row import Row, blank, clip, line, paragraph, spread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alktui.cases.entry import CaseEntry
    from alktui.cases.store import StoredCase, Version


def rows(
    cases: Sequence[StoredCase], troubles: Sequence[str], width: int, *, on_screen: Version | None = None, deleted: bool = False
) -> list[Row]:
    """One line a case: when it changed, its label, and what it is of.

    Args:
        on_screen: the one that is open.
        deleted: whether one was deleted that can be brought back.
    """
    back = paragraph("u brings back what was deleted.", width, "warn") if deleted else []
    if not cases and not troubles:
        words = "No case is stored. S saves the one on the screen under a label of your choosing."
        return [*paragraph(words, width, "muted"), *back]
    found = [line(f"{len(cases)} stored case(s), the last changed first (UTC)", "muted"), *back]
    for stored in cases:
        changed = stored.changed[:16].replace("T", " ")
        mark = "* " if stored.version == on_screen else "  "
        start = (mark, 2, "good"), (changed, 18, "muted"), (stored.label, max(12, min(40, width // 4)), "strong"), ("  ", 2, "")
        found.append(spread(*start, (case_in_words(stored.entry), 0, ""), key=f"stored:{stored.version.name}"))
    if any(stored.version == on_screen for stored in cases):
        found += [blank(), line("* is on the screen", "muted")]
    for trouble in troubles:
        found += paragraph(trouble, width, "bad", first="! ")
    return clip(found, width)


def case_in_words(entry: CaseEntry) -> str:
    """Disease, prior TKIs and findings as typed; what was not entered is not given, never none."""
    known_none = entry.no_prior_tki or entry.setting == "untreated"
    prior = " > ".join(therapy.name for therapy in entry.prior) or ("no prior TKI" if known_none else "prior TKIs not given")
    unsequenced = {"none-found": "no ALK mutation found", "not-sequenced": "ALK not sequenced"}.get(
        entry.sequencing, "no variant entered"
    )
    findings = ", ".join(finding.text for finding in entry.findings) or unsequenced
    return f"{entry.disease or 'no disease'}, {prior}, {findings}"
