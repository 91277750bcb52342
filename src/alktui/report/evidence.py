"""CIViC's items in force -> text."""

from __future__ import annotations

from alktui.model.civic import CivicEvidence
from alktui.report.wrapping import wrapped


def evidence_text(evidence: CivicEvidence) -> str:
    """What was taken and what was left out, as text of 80 columns; ends with a line end."""
    whence = f"imported {evidence.imported_on}" if evidence.imported_on else "shipped with the catalogue"
    as_of = f", as of {evidence.as_of}" if evidence.as_of else ""
    reviewed = f", last reviewed {evidence.latest_review}" if evidence.latest_review else ""
    profiles = {item.profile for item in evidence.items}
    therapies = sorted({name for item in evidence.items for name in item.therapies})
    lines = wrapped(f"{evidence.source}: {evidence.file or 'a file'}, {whence}{as_of}{reviewed}")
    lines += wrapped(
        f"{len(evidence.items)} of {evidence.rows} rows taken: {len(profiles)} profiles, {', '.join(therapies) or 'no therapy'}"
    )
    if evidence.left_out:
        lines.append("left out:")
    for reason, count in sorted(evidence.left_out.items(), key=lambda pair: (-pair[1], pair[0])):
        lines += wrapped(reason, f"{count:>6}  ")
    lines += wrapped("It stands beside the documents' calls (agrees, disagrees, silent) and changes none.")
    return "\n".join(lines) + "\n"
