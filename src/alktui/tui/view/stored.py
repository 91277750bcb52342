"""The stored cases, the last changed first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alktui.tui.row import Row, clip, line, paragraph, spread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alktui.cases.store import StoredCase


def rows(cases: Sequence[StoredCase], troubles: Sequence[str], width: int) -> list[Row]:
    """One line a case: when it changed, its label, and what it is of."""
    if not cases and not troubles:
        return paragraph("No case is stored yet. S saves the one on the screen under a label of your choosing.", width, "muted")
    found = [line(f"{len(cases)} stored case(s): enter opens, d deletes, u brings the last deleted one back", "muted")]
    for stored in cases:
        entry = stored.entry
        findings = ", ".join(finding.text for finding in entry.findings) or entry.sequencing or "no finding"
        prior = " > ".join(therapy.name for therapy in entry.prior) or "no prior TKI"
        what = f"{entry.disease or 'no disease'}, {prior}, {findings}"
        changed = stored.changed[:16].replace("T", " ")
        found.append(
            spread((changed, 18, "muted"), (stored.label, 28, "strong"), (what, 0, ""), key=f"stored:{stored.version.name}")
        )
    for trouble in troubles:
        found += paragraph(trouble, width, "bad", first="! ")
    return clip(found, width)
