"""The escape map of a TKI, with the ladder of the case above it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from alktui.cases.vocabulary import find_tki
from alktui.linear.dialogue import Dialogue
from alktui.linear.line import numbered, paragraph
from alktui.linear.listing import Item, Listing
from alktui.linear.source import reference_lines
from alktui.linear.tki import call_words, evidence_lines
from alktui.linear.walk import Walk
from alktui.model.catalogue import Catalogue
from alktui.model.escape import Escape, EscapeMap, Rung
from alktui.pages.words import CALLS, ended_in_words, escaped_in_words
from alktui.triage.escape import escape_map, ladder

EXPLANATION = "For one TKI: which profiles are reported to escape it, and what is reported of the other TKIs on each of them."


def ask_escape(walk: Walk, dialogue: Dialogue) -> Listing | None:
    """Ask for a TKI and give its map; None where none is given."""
    therapies = walk.catalogue.tki_rows
    for number, therapy in enumerate(therapies, 1):
        dialogue.say(numbered(number, therapy.name))
    chosen = ""

    def take(typed: str) -> bool:
        nonlocal chosen
        if typed.isdecimal() and 1 <= int(typed[:6]) <= len(therapies):
            chosen = therapies[int(typed[:6]) - 1].id
        elif typed and typed != "back":
            chosen = find_tki(typed, walk.catalogue)
        return True

    dialogue.ask_until("Which TKI, number or name, empty for the menu", EXPLANATION, take)
    return escape_listing(escape_map(chosen, walk.catalogue), walk) if chosen else None


def escape_listing(escapes: EscapeMap, walk: Walk) -> Listing:
    """The ladder of the case where it has one, then every profile that escapes the TKI."""
    parts: list[Item | str] = list(_ladder(walk))
    if not escapes.escapes:
        parts.append(f"No profile is reported resistant to {escapes.name}. That is no proof that none is.")
    else:
        parts.append(f"Profiles that escape {escapes.name} ({len(escapes.escapes)}):")
    parts += [Item(_words(escape), _why(escapes.name, escape, walk.catalogue)) for escape in escapes.escapes]
    return Listing(f"Escape map of {escapes.name}", tuple(parts))


def _ladder(walk: Walk) -> Iterator[str]:
    rungs = ladder(walk.report) if walk.report is not None else None
    if rungs is None or not rungs.given:
        return
    yield "The ladder of this case:"
    for rung in rungs.given:
        lines = "; ".join(f"line {entry.line}, {ended_in_words(entry)}" for entry in rung.given)
        yield f"given: {rung.therapy}, {lines}; {_now(rung)}"
    left = "; ".join(f"{rung.therapy} {CALLS[rung.call]}" for rung in rungs.left)
    yield f"left: {left or 'none'}"


def _now(rung: Rung) -> str:
    escaped = escaped_in_words(rung) or "nothing found is reported to escape it"
    return f"{escaped}; now {CALLS[rung.call]}"


def _words(escape: Escape) -> str:
    others = ", ".join(f"{other.therapy} {CALLS[other.call]}" for other in escape.alternatives)
    return f"{escape.profile}: {call_words(escape.call, escape.qualifier)}; {others or 'no call of another TKI on it'}"


def _why(name: str, escape: Escape, catalogue: Catalogue) -> Callable[[], Iterator[str]]:
    items = (*escape.evidence, *(item for other in escape.alternatives for item in other.evidence))

    def lines() -> Iterator[str]:
        yield ""
        yield from paragraph(f"{escape.profile}, {name}: {call_words(escape.call, escape.qualifier)}")
        for item in escape.evidence:
            yield from evidence_lines(item, catalogue)
        for other in escape.alternatives:
            yield from ("", f"{escape.profile}, {catalogue.therapy[other.therapy].name}: {CALLS[other.call]}")
            for item in other.evidence:
                yield from evidence_lines(item, catalogue)
        yield from reference_lines((source for item in items for source in item.sources), catalogue)

    return lines
