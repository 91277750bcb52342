"""The stored cases, the last changed first, after those that are not finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alktui.plain import clean, given_name
from alktui.tui.row import Row, blank, clip, columns, line, paragraph, spread

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from alktui.cases.entry import CaseEntry
    from alktui.cases.stored import StoredCase, Version


NOT_KEPT = "NOT on the disk"
Unfinished = tuple[str, str, "CaseEntry"]
"""The key of its line, since when or where it stands, and the case."""


def rows(
    cases: Sequence[StoredCase],
    troubles: Sequence[str],
    width: int,
    *,
    on_screen: Version | None = None,
    unfinished: Sequence[Unfinished] = (),
    deleted: bool = False,
    key: Callable[[str], str],
) -> list[Row]:
    """One line a case: when it changed, its label, and what it is of.

    Args:
        on_screen: the one that is open.
        unfinished: those that are not stored as they stand.
        deleted: whether one was deleted that can be brought back.
        key: the key of a command.
    """
    back = paragraph(f"{key('undo')} brings back what was deleted.", width, "warn") if deleted else []
    found = [*_unfinished(unfinished, key("delete"))]
    if not cases and not troubles:
        words = f"No case is stored. {key('save')} saves the one on the screen under a label of your choosing."
        return clip([*paragraph(words, width, "muted"), *back, *([blank(), *found] if found else [])], width)
    found = [*found, blank()] if found else []
    found += [line(f"{len(cases)} stored case(s), the last changed first (UTC)", "muted"), *back]
    for stored in cases:
        changed = moment_in_words(stored.changed)
        mark = "* " if stored.version == on_screen else "  "
        label = max(12, min(40, (width - 20) // 3))
        start = (mark, 2, "good"), (changed, 18, "muted"), (stored.label, label, "strong")
        rest = max(12, width - 20 - label)
        found += columns(*start, (case_in_words(stored.entry), rest, ""), key=f"stored:{stored.version.name}")
    if any(stored.version == on_screen for stored in cases):
        found += [blank(), line("* is on the screen", "muted")]
    for trouble in troubles:
        found += paragraph(trouble, width, "bad", first="! ")
    return clip(found, width)


def _unfinished(cases: Sequence[Unfinished], delete: str) -> list[Row]:
    if not cases:
        return []
    found = [line(f"{len(cases)} unfinished case(s): enter takes one up, {delete} discards it", "warn")]
    for key, where, entry in cases:
        tone = "bad" if where == NOT_KEPT else "muted"
        found.append(spread(("  ", 2, ""), (where, 18, tone), (entry_in_words(entry), 0, ""), key=key))
    return found


def moment_in_words(moment: str) -> str:
    """Day and minute of a time in ISO 8601."""
    return moment[:16].replace("T", " ")


def entry_in_words(entry: CaseEntry) -> str:
    """What was entered of a case, the label first, so that it is known again: never empty, whatever alone was entered."""
    markers = [f"{name} {state}" for name, state in entry.biomarkers.items()]
    parts = [
        entry.label,
        entry.disease,
        entry.setting,
        " > ".join(given_name(therapy.name) for therapy in entry.prior),
        ", ".join(finding.text for finding in entry.findings),
        entry.fusion,
        _sequencing(entry, entry.sequencing),
        entry.amplification,
        ", ".join(therapy.name for therapy in entry.prior_therapies),
        ", ".join(markers),
        entry.age_group,
        entry.transformation,
        f"ALK {entry.alk_at_rebiopsy} at re-biopsy" if entry.alk_at_rebiopsy else "",
        f"ALK {entry.alk}" if entry.alk else "",
        "no prior TKI" if entry.no_prior_tki else "",
        f"phase {entry.phase}" if entry.phase else "",
        entry.question,
    ]
    return "; ".join(words for part in parts if (words := clean(part).strip())) or "nothing entered yet"


def case_in_words(entry: CaseEntry) -> str:
    """Disease, prior TKIs and findings as typed; what was not entered is not given, never none."""
    known_none = entry.no_prior_tki or entry.setting == "untreated"
    prior = " > ".join(given_name(therapy.name) for therapy in entry.prior) or (
        "no prior TKI" if known_none else "prior TKIs not given"
    )
    unsequenced = _sequencing(entry, "no variant entered")
    findings = ", ".join(finding.text for finding in entry.findings) or unsequenced
    return f"{entry.disease or 'no disease'}, {prior}, {findings}"


def _sequencing(entry: CaseEntry, otherwise: str) -> str:
    """What sequencing gave where no variant is entered."""
    specimen = f" in {entry.none_found_in}" if entry.none_found_in else ""
    return {"none-found": f"no ALK mutation found{specimen}", "not-sequenced": "ALK not sequenced"}.get(
        entry.sequencing, otherwise
    )
