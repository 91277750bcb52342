"""The TKIs of the sheet as a part of the page: each call with what it rests on, and what must be said of them together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from alktui.model.report import Notice
from alktui.model.sheet import Sheet, SheetCall, SheetTki
from alktui.pages.history import unexplained
from alktui.pages.phrase import cautions_beside, numbers_of, place_words, several, with_letter
from alktui.pages.words import CALLS, LETTERS, NOT_STUDIED, ORDER, POOL
from alktui.report.part import Column, Line, Part

TKI = (Column("TKI", 10), Column("Call", 9), Column("Given before", 13, "given "), Column("Rests on", 65))
MOST_CAUTIOUS = ("resistant", "conflicting", "no-data", "sensitive")


def tki_part(sheet: Sheet) -> Part:
    """The TKIs with their calls."""
    everywhere = beside_all(sheet.tkis)
    lines = tuple(
        Line(LETTERS[row.call], _tki_cells(row, everywhere), place_words(row.places), row.call or "none") for row in sheet.tkis
    )
    beside = f"beside every ALK TKI: {numbers_of('caution', everywhere)}" if everywhere else ""
    under = tuple(Line("!" if notice.severity == "warning" else "", (notice.message,)) for notice in sheet.tki_notes)
    note = several(ORDER, NOT_STUDIED if any(row.call == "no-data" for row in sheet.tkis) else "", beside)
    return Part("ALK TKIs", note, lines, TKI, under, lead=13)


def tki_notes(rows: Sequence[SheetTki]) -> Iterator[Notice]:
    """What must be said once of the calls above: what they do not explain, and what their references are."""
    tables = dict.fromkeys(place.document for row in rows for place in row.places if "Table 1" in place.locators)
    said = "pools {} and cites by column: the numbers beside it are a column's, not a cell's"
    if sentence := unexplained(row.name for row in rows if row.call == "sensitive" and row.progressed):
        yield Notice(severity="warning", code="sensitive-yet-progressed", message=sentence)
    for name in tables:
        yield Notice(severity="info", code="cited-by-column", message=f"Table 1 of {name} {said.format(POOL)}.")


def beside_all(rows: Sequence[SheetTki]) -> tuple[int, ...]:
    """The cautions that stand beside every TKI: the page says so once."""
    common = set.intersection(*(set(row.cautions) for row in rows)) if len(rows) > 1 else set()
    return tuple(sorted(common))


def _tki_cells(row: SheetTki, everywhere: Sequence[int]) -> tuple[str, ...]:
    call = f"{CALLS[row.call]}, {row.qualifier}" if row.qualifier else CALLS[row.call]
    return row.name, call, row.given, rests_on(row, everywhere)


def rests_on(row: SheetTki, everywhere: Sequence[int] = ()) -> str:
    """What a call rests on, with what would change it and what stands beside it; without cautions said elsewhere."""
    other = [number for number in row.errata if number not in row.errata_unread]
    return several(
        row.rests_on,
        with_letter(row.level, row.civic_level),
        ", in part ".join(row.diseases),
        "" if row.patient_data else "preclinical for ALK",
        f"{CALLS[row.call_if_read]} if {numbers_of('erratum', row.errata_unread)} is read as we read it"
        if row.call_if_read
        else "",
        _calls([call for call in row.profiles if call.role != "member"], row),
        _members([call for call in row.profiles if call.role == "member"], row.member_diseases),
        *row.beside,
        cautions_beside([number for number in row.cautions if number not in everywhere], row.cautions_more),
        numbers_of("erratum", other),
    )


def _calls(calls: Sequence[SheetCall], row: SheetTki) -> str:
    """The call of each finding and possible compound, where they say more than the headline."""
    if len(calls) < 2 or {call.call for call in calls} == {"no-data"}:  # noqa: PLR2004 - a single one is the headline
        return ""
    by_call: dict[str, list[str]] = {}
    for call in sorted(calls, key=lambda call: MOST_CAUTIOUS.index(call.call)):
        together = " if in cis" if call.role == "possible-compound" else ""
        qualifier = f", {call.qualifier}" if call.qualifier and not row.qualifier else ""
        by_call.setdefault(f"{CALLS[call.call]}{qualifier}", []).append(f"{call.profile}{together}")
    return "; ".join(f"{word}: {', '.join(profiles)}" for word, profiles in by_call.items())


def _members(calls: Sequence[SheetCall], diseases: Sequence[str]) -> str:
    """The calls of a compound's members, said not to be those of the compound."""
    named = ", ".join(f"{call.profile} {CALLS[call.call]}{f' ({call.qualifier})' if call.qualifier else ''}" for call in calls)
    where = f" ({', '.join(disease.removeprefix(f'{POOL} ') for disease in diseases)})" if diseases else ""
    return f"singly, not together{where}: {named}" if named else ""
