"""Step 2, the TKIs: call, what it rests on, level, given before; and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alktui.report.words import (
    CALLS,
    LETTERS,
    caution_in_words,
    check_in_words,
    ended_in_words,
    match_in_words,
    ordinal,
    origin_in_words,
    scope_in_words,
)
from alktui.triage.tki import ORDER_IN_WORDS
from alktui.tui.row import Row, blank, clip, line, paragraph, spread
from alktui.tui.view.level import short_level
from alktui.tui.view.source import source_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from alktui.model.catalogue import Catalogue
    from alktui.model.report import ProfileCall, Report, TkiRow
    from alktui.model.source import Source

CALL_TONES = {"sensitive": "good", "resistant": "bad", "conflicting": "warn", "no-data": "", None: ""}
MOST_STATEMENTS = 40
ROOM = 74
"""From this width on, what a call rests on, its level, and when a TKI was given stand in columns of their own."""

CALL, LEVEL, GIVEN = 19, 9, 15


def rows(report: Report, catalogue: Catalogue, width: int) -> list[Row]:
    """One line a TKI, and the printed order."""
    if not report.tkis:
        return paragraph("ALK-negative: the documents have no ALK TKI for this case. Step 4 shows targets other than ALK.", width)
    on = width - 13 - 2 - CALL - LEVEL - GIVEN
    heads: tuple[tuple[str, int], ...] = (("TKI", 13), ("", 2), ("call", CALL), ("on", 0 if width < ROOM else on))
    heads += (("level", LEVEL), ("given", 0)) if width >= ROOM else ()
    found = [spread(*((name, room, "muted") for name, room in heads))]
    found += [_row(row, on, report, catalogue, width) for row in report.tkis]
    found.append(blank())
    for notice in report.notices:
        if notice.code in ("phase-unknown", "no-profile", "reading"):
            found += paragraph(notice.message, width, "warn" if notice.severity == "warning" else "muted")
    if any(_mark(row, report) for row in report.tkis):
        found += paragraph("! a caution speaks against it here, or another source contradicts: enter shows it", width, "bad")
    return clip([*found, *paragraph(ORDER_IN_WORDS, width, "muted")], width)


def _mark(row: TkiRow, report: Report) -> str:
    """Whether something speaks against this TKI rather than all: a caution that holds, a contradiction from outside."""
    of_all = set.intersection(*(set(other.cautions) for other in report.tkis)) if len(report.tkis) > 1 else set()
    standing = any(caution_in_words(name, report).startswith("!") for name in row.cautions if name not in of_all)
    return "! " if standing or outside_in_words(row) else ""


def outside_in_words(row: TkiRow) -> str:
    """What an outside check says of a profile the headline rests on, where the documents say something else."""
    profiles = {call.profile for call in row.profiles if call.role != "member"}
    said = [check.outside_says for check in row.outside_checks if check.profile in profiles]
    said += [check.verdict for check in row.cross_checks if check.verdict == "disagrees" and check.profile in profiles]
    return f"outside: {', '.join(dict.fromkeys(said))}" if said else ""


def _row(row: TkiRow, on: int, report: Report, catalogue: Catalogue, width: int) -> Row:
    reduced = "reduced" if row.qualifier else CALLS[row.call]
    unread = f" ({LETTERS[row.call_if_read]}?)" if row.call_if_read else ""
    call = f"{LETTERS[row.call]:<3} {reduced}{unread}"
    match = "" if row.call is None else row.match
    rests_on = [part for part in (outside_in_words(row), "" if row.patient_data else "preclinical", match) if part]
    start = (row.name, 13, "strong"), (_mark(row, report), 2, "bad"), (call, CALL, CALL_TONES[row.call])
    why = detail(row, report, catalogue)
    if width < ROOM:
        lines = ", ".join(ordinal(entry.line) for entry in row.given)
        rest = "; ".join([*rests_on, *([f"{lines} line"] if lines else [])])
        return spread(*start, (rest, 0, ""), key=row.therapy, detail=why)
    level = "" if row.call in (None, "no-data") else short_level(row.level)
    given = "; ".join(f"{ordinal(entry.line)} {entry.outcome}" for entry in row.given)
    cells = ("; ".join(rests_on), on - 1, ""), (" ", 1, ""), (level, LEVEL, "muted"), (given, 0, "")
    return spread(*start, *cells, key=row.therapy, detail=why)


def detail(row: TkiRow, report: Report, catalogue: Catalogue) -> Callable[[int], list[Row]]:
    """Why a TKI has its call."""

    def lines(width: int) -> list[Row]:
        return [*_headline(row, catalogue, width), *_profiles(row, catalogue, width), *_beside(row, report, catalogue, width)]

    return lines


def _headline(row: TkiRow, catalogue: Catalogue, width: int) -> list[Row]:
    found = paragraph(f"{row.name}: {CALLS[row.call]}{', reduced' if row.qualifier else ''}", width, "title")
    found += paragraph(match_in_words(row), width)
    for entry in row.given:
        found += paragraph(f"given before, line {entry.line}, {ended_in_words(entry)}: history, not a new drug", width, "warn")
    stated = "; ".join(f"{generation.value} ({catalogue.document[generation.document].short})" for generation in row.generation)
    return found + (paragraph(f"generation as stated: {stated}", width, "muted") if stated else [])


def _profiles(row: TkiRow, catalogue: Catalogue, width: int) -> list[Row]:
    folded = [call.profile for call in row.profiles if call.role == "possible-compound" and not call.evidence]
    found = [piece for call in row.profiles if call.profile not in folded for piece in profile_rows(call, catalogue, width)]
    if folded:
        found += paragraph(f"possible compounds without evidence: {', '.join(folded)}", width, "muted")
    return found


def _beside(row: TkiRow, report: Report, catalogue: Catalogue, width: int) -> list[Row]:
    """What stands beside the call and does not change it: outside checks, cautions, statements."""
    found: list[Row] = []
    for check in row.outside_checks:
        found += paragraph(f"Outside check: {check.note} ({check.citation})", width, "warn")
    for identity in row.cautions:
        words = caution_in_words(identity, report)
        found += paragraph(words, width, "warn" if words.startswith("!") else "muted")
    if row.statements:
        found += [blank(), line("The documents say of it", "title")]
    for statement in row.statements[:MOST_STATEMENTS]:
        borrowed = f" (borrowed: {statement.disease})" if statement.scope == "borrowed" else ""
        found += paragraph(f"{statement.statement}{borrowed}", width, first="- ")
        found += source_rows(statement.sources, catalogue, width, references=False)
    return [*found, *_taking_part(row, report, catalogue, width)]


def _taking_part(row: TkiRow, report: Report, catalogue: Catalogue, width: int) -> list[Row]:
    """The options a TKI takes part in, and the records that name it without being an option."""
    options = {option.id: option for option in (*report.strategies, *report.targets, *report.trials)}
    named = [(options[identity].name, options[identity].sources) for identity in row.options]
    context = [*catalogue.strategies, *catalogue.targets]
    named += [(f"{r.name} (context)", r.sources) for r in context if r.role == "context" and row.therapy in r.therapies]
    found = [blank(), line("It takes part in", "title")] if named else []
    for name, sources in named:
        found += paragraph(name, width, first="- ")
        found += source_rows(sources, catalogue, width, references=False)
    return found


def profile_rows(call: ProfileCall, catalogue: Catalogue, width: int) -> list[Row]:
    """One profile with its call, the evidence behind it, and the errata it rests on."""
    role = {"finding": "found", "possible-compound": "possible compound", "member": "alone: context, not summed"}[call.role]
    qualifier = f", {call.qualifier}" if call.qualifier else ""
    head = f"{call.profile}  {LETTERS[call.call]} {CALLS[call.call]}{qualifier}  ({role})"
    found = [blank(), *paragraph(head, width, "strong")]
    if not call.evidence:
        found += paragraph("no evidence in the documents: no data, which is neither sensitive nor resistant", width, "muted", 2)
    shown: set[Source] = set()
    for item in call.evidence:
        mark = f", marked {item.mark}" if item.mark else ""
        scope = scope_in_words(item.scope, item.disease)
        civic = f" ({item.civic_level})" if item.civic_level else ""
        found += paragraph(f'{item.direction}: printed "{item.printed}"{mark}; {item.level}{civic}; {scope}', width, indent=2)
        if not item.counted:
            reason = f"the reading as {item.read_as} changes a residue" if item.read_as else origin_in_words(item.origin)
            found += paragraph(f"not counted: {reason}", width, "warn", 2)
        found += source_rows(item.sources, catalogue, width, references=not shown.issuperset(item.sources))
        shown.update(item.sources)
    for check in call.cross_checks:
        found += paragraph(check_in_words(check), width, "bad" if check.verdict == "disagrees" else "muted", 2)
    if call.call_with_site:
        found += paragraph(f"with the hospital's own evidence counted: {CALLS[call.call_with_site]}", width, "warn", 2)
    if call.call_if_read:
        found += paragraph(f"if the erratum is read as we read it: {CALLS[call.call_if_read]}", width, "warn", 2)
    for identity in dict.fromkeys(item.erratum for item in call.evidence if item.erratum):
        erratum = catalogue.records[identity]
        found += paragraph(f"Erratum {identity.rsplit('/', 1)[-1]}: {getattr(erratum, 'why', '')}", width, "muted", 2)
    return found
