"""The TKIs of a report in text: each call, what it rests on, and what is said of the drug."""

from __future__ import annotations

from collections.abc import Iterator

from alktui.model.catalogue import Catalogue
from alktui.model.evidence import Statement
from alktui.model.report import (
    ProfileCall,
    Report,
    ReportedEvidence,
    ReportedStatement,
    TkiRow,
)
from alktui.pages.history import unexplained_of
from alktui.pages.phrase import with_letter
from alktui.pages.words import (
    CALLS,
    LETTERS,
    NOT_STUDIED,
    ORDER,
    call_in_words,
    check_in_short,
    given_in_words,
    match_in_words,
    origin_in_words,
    scope_in_words,
    sources_in_words,
)
from alktui.report.wrapping import heading, wrapped

MOST_STATEMENTS = 6


def tki_lines(report: Report, catalogue: Catalogue) -> Iterator[str]:
    """The TKIs in the order of the report."""
    if not report.tkis:
        return
    yield from heading("TKIs", f"{ORDER}; {NOT_STUDIED}" if any(row.call == "no-data" for row in report.tkis) else ORDER)
    for row in report.tkis:
        yield from _tki(row, catalogue)


def _tki(row: TkiRow, catalogue: Catalogue) -> Iterator[str]:
    given = f"given {given_in_words(row)}" if row.given else ""
    preclinical = "" if row.patient_data else "preclinical for ALK"
    detail = ", ".join(
        part for part in (match_in_words(row), with_letter(row.level, row.civic_level), preclinical, given) if part
    )
    yield from wrapped(detail, f"{LETTERS[row.call]:<4}{row.name:<13}{f'{_word(row)} ':<13}", " " * 6)
    if sentence := unexplained_of(row):
        yield from wrapped(sentence, "      ! ")
    folded = [call for call in row.profiles if call.role == "possible-compound" and not call.evidence and not _checked(call)]
    for call in row.profiles:
        if call not in folded:
            yield from _profile(call, row, catalogue)
    if folded:
        yield from wrapped(f"possible compounds without evidence: {', '.join(call.profile for call in folded)}", "      - ")
    for check in row.outside_checks:
        yield from wrapped(f"outside check: {check.note} ({check.citation})", "      ! ")
    yield from _statements(row, catalogue)


def _checked(call: ProfileCall) -> bool:
    return any(check.items for check in call.cross_checks)


def _word(row: TkiRow) -> str:
    return f"{CALLS[row.call]}, {row.qualifier}" if row.qualifier else CALLS[row.call]


def _profile(call: ProfileCall, row: TkiRow, catalogue: Catalogue) -> Iterator[str]:
    role = {"finding": "", "possible-compound": "possible compound ", "member": "alone (context) "}[call.role]
    if not call.evidence:
        if call.role == "member" or len(row.profiles) > 1:
            yield f"      - {role}{call.profile}: no data"
        yield from _checks(call)
        return
    letters = LETTERS[call.call]
    yield f"      {letters} {role}{call.profile}: {call_in_words(call.call, call.qualifier)[len(letters) + 1 :]}"
    for item in call.evidence:
        mark = f" marked {item.mark}" if item.mark else ""
        pool = scope_in_words(item.scope, item.disease)
        unread = f"; not counted: {_uncounted(item)}" if not item.counted else ""
        where = sources_in_words(item.sources, catalogue)
        yield from wrapped(f'{item.direction}, printed "{item.printed}"{mark}; {pool}{unread}; {where}', "          ")
    if call.call_with_site:
        yield f"          with the hospital's own evidence: {CALLS[call.call_with_site]}"
    yield from _checks(call)


def _uncounted(item: ReportedEvidence) -> str:
    return origin_in_words(item.origin) or f"{item.erratum.rsplit('/', 1)[-1]} changes a residue"


def _checks(call: ProfileCall) -> Iterator[str]:
    """What other knowledge bases say, where they say anything; level, disease and direction of each item are in the JSON."""
    for check in call.cross_checks:
        if check.items:
            yield from wrapped(check_in_short(check), "      ! " if check.verdict == "disagrees" else "      * ")


def _statements(row: TkiRow, catalogue: Catalogue) -> Iterator[str]:
    said = printed_statements(row, catalogue)
    for statement in said[:MOST_STATEMENTS]:
        borrowed = f" (borrowed from {statement.disease})" if statement.scope == "borrowed" else ""
        borrowed += f" ({origin})" if (origin := origin_in_words(statement.origin)) else ""
        yield from wrapped(f"{statement.statement}{borrowed} [{sources_in_words(statement.sources, catalogue)}]", "      - ")
    if len(said) > MOST_STATEMENTS:
        yield f"      and {len(said) - MOST_STATEMENTS} more (--format json has all)"


def printed_statements(row: TkiRow, catalogue: Catalogue) -> tuple[ReportedStatement, ...]:
    """What is said of a drug where it has no call; beside a call what is said of it by name with a profile of the case."""
    if row.call is None:
        return row.statements
    profiles = {call.profile for call in row.profiles if call.role != "member"}
    records = ((statement, catalogue.records.get(statement.id)) for statement in row.statements)
    return tuple(
        statement
        for statement, record in records
        if isinstance(record, Statement) and row.therapy in record.therapies and not profiles.isdisjoint(record.profiles)
    )
