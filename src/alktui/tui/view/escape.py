"""The escape map of a TKI, and the ladder of the case: given, escaped, left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alktui.pages.words import CALLS, LETTERS, ended_in_words, escaped_in_words, plural
from alktui.tui.row import Row, blank, clip, columns, line, paragraph
from alktui.tui.view.source import source_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from alktui.model.catalogue import Catalogue
    from alktui.model.escape import Escape, EscapeMap, Ladder, Rung

TONES = {"sensitive": "good", "resistant": "bad", "conflicting": "warn", "no-data": "", None: ""}


def rows(escapes: EscapeMap, ladder: Ladder | None, catalogue: Catalogue, width: int) -> list[Row]:
    """The ladder of the case where it has one, then every profile that escapes the TKI."""
    found = _ladder(ladder, width) if ladder is not None and ladder.given else []
    count = plural(len(escapes.escapes), "profile")
    found += paragraph(f"What escapes {escapes.name}: {count}; left and right choose another TKI", width, "title")
    if not escapes.escapes:
        return found + paragraph("No profile is reported resistant to it. That is no proof that none is.", width, "muted")
    profile = max([len(escape.profile) for escape in escapes.escapes]) + 2
    for escape in escapes.escapes:
        others = "; ".join(f"{LETTERS[other.call]} {other.therapy}" for other in escape.alternatives)
        found += columns(
            (LETTERS[escape.call], 4, TONES[escape.call]),
            (escape.profile, profile, "strong"),
            (others or "no call of another TKI on it", max(10, width - profile - 4), ""),
            key=f"escape:{escape.profile}",
            detail=_detail(escapes.name, escape, catalogue),
        )
    return clip(found, width)


def _ladder(ladder: Ladder, width: int) -> list[Row]:
    found = [line("The ladder of this case", "title")]
    for rung in ladder.given:
        ended = ", ".join(f"line {entry.line}, {ended_in_words(entry)}" for entry in rung.given)
        found += paragraph(f"{ended}; {_now(rung)}", width, TONES[rung.call], first=f"{rung.therapy:<13} ")
    left = "; ".join(f"{rung.therapy} {LETTERS[rung.call]}" for rung in ladder.left)
    return [*found, *paragraph(f"left: {left}", width), blank()]


def _now(rung: Rung) -> str:
    unread = f" ({CALLS[rung.call_if_read]} if an erratum is read as we read it)" if rung.call_if_read else ""
    if escaped := escaped_in_words(rung):
        return f"{escaped}; now {CALLS[rung.call]}{unread}"
    if rung.call == "sensitive":
        progressed = any(entry.outcome == "progressed" for entry in rung.given)
        unexplained = ", which does not explain the progression" if progressed else ""
        return f"the profiles found are reported sensitive to it{unexplained}{unread}"
    return f"no evidence on the profiles found, which explains nothing{unread}"


def _detail(name: str, escape: Escape, catalogue: Catalogue) -> Callable[[int], list[Row]]:
    def lines(width: int) -> list[Row]:
        found = [
            line(f"{escape.profile}: {name} {CALLS[escape.call]}{f', {escape.qualifier}' if escape.qualifier else ''}", "title")
        ]
        for item in escape.evidence:
            found += paragraph(
                f'{item.direction}: printed "{item.printed}"{f", marked {item.mark}" if item.mark else ""}', width, indent=2
            )
            found += source_rows(item.sources, catalogue, width)
        for other in escape.alternatives:
            found += [blank(), line(f"{other.therapy}: {CALLS[other.call]}", "strong")]
            for item in other.evidence:
                found += source_rows(item.sources, catalogue, width)
        return found

    return lines
