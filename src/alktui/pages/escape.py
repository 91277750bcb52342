"""The escape map of a TKI: what escapes it, and what is reported of the other drugs then; and the ladder of a case."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from alktui.model.block import Block, Cell, Cite, Column, Gap, Heading, Item, Page, Table, Text
from alktui.model.catalogue import Catalogue
from alktui.model.escape import Alternative, Escape, EscapeMap, FailedClass, Ladder, Rung
from alktui.pages.tki import TONES, evidence_blocks
from alktui.pages.words import CALLS, LETTERS, ended_in_words, escaped_in_words, plural

NONE_PRINTED = "no resistant row is printed"
NO_PROOF = "That is no proof that nothing escapes it."
NO_OTHER = "no call of another drug on it"
NOTE = "A compound is never its members; a drug that is not named has no call on the mutation."
ROOM = 2
"""Blanks between a mutation and what stands beside it."""


def escape_page(escapes: EscapeMap, ladder: Ladder | None, catalogue: Catalogue) -> Page:
    """The ladder of the case where it has one, then every mutation that escapes the TKI.

    Args:
        ladder: None where there is no case.
    """
    rows = tuple(_item(escapes.name, escape, catalogue) for escape in escapes.escapes)
    above = (*ladder_blocks(ladder, catalogue), Heading(f"What escapes {escapes.name}: {count_words(escapes)}"))
    if not rows:
        return (*above, Text(f"{NO_PROOF}{_nothing_said(escapes, catalogue)}", "muted"))
    width = max(len(escape.profile) for escape in escapes.escapes) + ROOM
    columns = (
        Column("", max(len(_letter(escape)) for escape in escapes.escapes) + 1),
        Column("mutation", width),
        Column("others"),
    )
    return (*above, Table(columns, rows, heads=False), Gap(), Text(NOTE, "muted"))


def count_words(escapes: EscapeMap) -> str:
    """How many mutations are printed as resistant, "31 mutations"; where none is, that none is printed."""
    called = [escape for escape in escapes.escapes if escape.call != "no-data" or escape.call_if_read]
    others = len(escapes.escapes) - len(called)
    parts = [plural(len(called), "mutation") if called else NONE_PRINTED]
    parts += [f"{others} on which its class failed"] if others else []
    return ", and ".join(parts)


def _nothing_said(escapes: EscapeMap, catalogue: Catalogue) -> str:
    silent = not catalogue.evidence_by_therapy.get(escapes.therapy)
    return f" Neither review has any call of {escapes.name}." if silent else ""


def escape_words(escape: Escape) -> str:
    """The call on a mutation in words, with what a misprint would change, and that the class of the drug failed on it."""
    return _called(escape)


def alternative_words(other: Alternative, catalogue: Catalogue) -> str:
    """The call of another drug in words; of one without patient data, that."""
    preclinical = "" if catalogue.therapy[other.therapy].patient_data else ", preclinical only"
    return f"{_called(other)}{preclinical}"


def failed_words(failed: FailedClass, catalogue: Catalogue) -> str:
    """That a class failed on a mutation, and which TKIs belong to it."""
    members = ", ".join(map(catalogue.therapy_name, failed.therapies))
    return f"{failed.name} failed on this very mutation{f': {members}' if members else ''}"


def _called(called: Escape | Alternative) -> str:
    qualifier = f", {called.qualifier}" if called.qualifier else ""
    return f"{CALLS[called.call]}{qualifier}{_if_read(called)}"


def _if_read(called: Escape | Alternative | Rung) -> str:
    return f" ({CALLS[called.call_if_read]}, if a misprint is corrected)" if called.call_if_read else ""


def _letter(escape: Escape) -> str:
    return f"{LETTERS[escape.call_if_read]}?" if escape.call == "no-data" and escape.call_if_read else LETTERS[escape.call]


def _item(name: str, escape: Escape, catalogue: Catalogue) -> Item:
    said = [f"{catalogue.therapy_name(other.therapy)} {alternative_words(other, catalogue)}" for other in escape.alternatives]
    others = "; ".join([*(failed_words(one, catalogue) for one in escape.failed), *said])
    cells = (
        Cell(_letter(escape), TONES[escape.call_if_read if escape.call == "no-data" else escape.call]),
        Cell(escape.profile, "strong"),
        Cell(others or NO_OTHER, "" if others else "muted"),
    )
    spoken = f"{escape.profile}: {escape_words(escape)}; {others or NO_OTHER}"
    return Item(f"escape:{escape.profile}", cells, _why(name, escape, catalogue), spoken)


def _why(name: str, escape: Escape, catalogue: Catalogue) -> Callable[[], Page]:
    def page() -> Page:
        blocks: list[Block] = [Text(f"{escape.profile}, {name}: {escape_words(escape)}", "title")]
        for failed in escape.failed:
            blocks += [Text(failed.statement, "warn", "!"), Cite(failed.sources, indent=2)]
        for item in escape.evidence:
            blocks += evidence_blocks(item)
        for other in escape.alternatives:
            words = f"{escape.profile}, {catalogue.therapy_name(other.therapy)}: {alternative_words(other, catalogue)}"
            blocks += [Gap(), Text(words, "strong")]
            for item in other.evidence:
                blocks += evidence_blocks(item)
        return tuple(blocks)

    return page


def ladder_blocks(ladder: Ladder | None, catalogue: Catalogue) -> Iterator[Block]:
    """What was given and what escapes it now, and what is left; nothing where no TKI was given."""
    if ladder is None or not ladder.given:
        return
    yield Heading("The ladder of this case")
    for rung in ladder.given:
        ended = "; ".join(f"line {entry.line}, {ended_in_words(entry)}" for entry in rung.given)
        yield Text(f"{ended}; {_now(rung)}", TONES[rung.call], label=f"{catalogue.therapy_name(rung.therapy)}:")
    left = "; ".join(f"{catalogue.therapy_name(rung.therapy)} {CALLS[rung.call]}{_if_read(rung)}" for rung in ladder.left)
    yield Text(left or "none", label="left:")


def _now(rung: Rung) -> str:
    """What escapes a TKI that was given; where nothing does, that the calls do not explain its failure."""
    if escaped := escaped_in_words(rung):
        return f"{escaped}; now {CALLS[rung.call]}{_if_read(rung)}"
    if rung.failed_as:
        return f"{rung.failed_as} failed on this very mutation"
    if rung.call == "sensitive":
        progressed = any(entry.outcome == "progressed" for entry in rung.given)
        unexplained = ", which does not explain the progression" if progressed else ""
        return f"what was found is reported sensitive to it{unexplained}{_if_read(rung)}"
    if rung.call is None:
        return CALLS[None]
    return f"no call on what was found, which explains nothing{_if_read(rung)}"
