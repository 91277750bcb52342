"""Step 2, the TKIs: call, what it rests on, level, given before; and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alktui.model.evidence import Erratum
from alktui.report.history import unexplained_of
from alktui.report.warning import differs, is_contradicted, is_marked, of_all_in_words, outside_in_words, scopes_in_words
from alktui.report.words import (
    CALLS,
    LETTERS,
    NOT_STUDIED,
    POOL,
    caution_in_words,
    check_in_words,
    ended_in_words,
    erratum_in_words,
    match_in_words,
    only_in_cis_in_words,
    ordinal,
    origin_in_words,
    scope_in_words,
)
from alktui.triage.tki import ORDER_IN_WORDS
from alktui.tui.row import Row, below, blank, clip, columns, line, paragraph, spread
from alktui.tui.view.level import short_level
from alktui.tui.view.source import source_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from alktui.model.catalogue import Catalogue
    from alktui.model.report import ProfileCall, Report, TkiRow
    from alktui.model.source import Source

CALL_TONES = {"sensitive": "good", "resistant": "bad", "conflicting": "warn", "no-data": "", None: ""}
MOST_STATEMENTS = 40
ROOM, ENOUGH = 74, 50
"""From ROOM on, what a call rests on, its level, and when a TKI was given stand in columns of their own; from ENOUGH on in
one column, and below it on lines under the call."""

NAME, MARK, LETTER, CALL, LEVEL, GIVEN = 13, 2, 4, 15, 9, 15
MARKED = "! a caution that holds here, progression on it, or another source: see why"


def rows(report: Report, catalogue: Catalogue, width: int) -> list[Row]:
    """The TKIs, each over as many lines as it takes; what is to be said of all of them; and the printed order."""
    if not report.tkis:
        return paragraph("ALK-negative: the documents have no ALK TKI for this case. Step 4 shows targets other than ALK.", width)
    heads: tuple[tuple[str, int], ...] = (("TKI", NAME), ("", MARK), ("call", LETTER + CALL))
    if width >= ROOM:
        heads += (("on", _on(width)), ("level", LEVEL), ("given", 0))
    elif width >= ENOUGH:
        heads += (("on", 0),)
    found = [spread(*((name, room, "muted") for name, room in heads))]
    found += [piece for row in report.tkis for piece in _item(row, report, catalogue, width)]
    found.append(blank())
    for words in of_all_in_words(report):
        found += paragraph(f"beside every TKI here: {words}", width, "bad", first="! ")
    for notice in report.notices:
        if notice.code in ("phase-unknown", "no-profile", "reading"):
            found += paragraph(notice.message, width, "warn" if notice.severity == "warning" else "muted")
    if any(is_marked(row, report) for row in report.tkis):
        found += paragraph(MARKED, width, "bad")
    if any(row.call == "no-data" for row in report.tkis):
        found += paragraph(NOT_STUDIED, width, "muted")
    if any("pooled" in _scopes(row) for row in report.tkis):
        found += paragraph(f'"pooled": the table speaks of {POOL} together', width, "muted")
    return clip([*found, *paragraph(ORDER_IN_WORDS, width, "muted")], width)


def _scopes(row: TkiRow) -> list[str]:
    return [words.removeprefix(f"{POOL} ") for words in scopes_in_words(row)]


def _on(width: int) -> int:
    return width - NAME - MARK - LETTER - CALL - LEVEL - GIVEN


def _item(row: TkiRow, report: Report, catalogue: Catalogue, width: int) -> list[Row]:
    """A TKI with its mark, call, what that rests on, and when it was given with what outcome, at every width."""
    reduced = "reduced" if row.qualifier else CALLS[row.call]
    unread = f" ({LETTERS[row.call_if_read]}?)" if row.call_if_read else ""
    match = "" if row.call is None else f"{'if cis: ' if only_in_cis_in_words(row) else ''}{row.match}"
    outside = outside_in_words(row, short=True)
    before, after = (outside, "") if is_contradicted(row) else ("", outside)
    rests_on = [before, "" if row.patient_data else "preclinical", match, *_scopes(row), after]
    rests_on = [part for part in rests_on if part]
    given = [f"{ordinal(entry.line)} {entry.outcome}" for entry in row.given]
    tone = CALL_TONES[row.call]
    mark = "! " if is_marked(row, report) else ""
    start = (row.name, NAME, "strong"), (mark, MARK, "bad"), (LETTERS[row.call], LETTER, tone), (f"{reduced}{unread}", CALL, tone)
    why = detail(row, report, catalogue)
    if width >= ROOM:
        level = "" if row.call in (None, "no-data") else short_level(row.level)
        rest = ("; ".join(rests_on), _on(width), ""), (level, LEVEL, "muted"), ("; ".join(given), GIVEN, "")
        return columns(*start, *rest, key=row.therapy, detail=why)
    together = "; ".join([*rests_on, *(f"given {words}" for words in given)])
    if width >= ENOUGH:
        return columns(*start, (together, width - NAME - MARK - LETTER - CALL, ""), key=row.therapy, detail=why)
    return [*columns(*start, key=row.therapy, detail=why), *below(together, width, MARK)]


def detail(row: TkiRow, report: Report, catalogue: Catalogue) -> Callable[[int], list[Row]]:
    """Why a TKI has its call."""

    def lines(width: int) -> list[Row]:
        found = [*_headline(row, catalogue, width), *_outside(row, width), *_profiles(row, catalogue, width)]
        return [*found, *_beside(row, report, catalogue, width)]

    return lines


def _headline(row: TkiRow, catalogue: Catalogue, width: int) -> list[Row]:
    found = paragraph(f"{row.name}: {CALLS[row.call]}{', reduced' if row.qualifier else ''}", width, "title")
    found += paragraph(match_in_words(row), width)
    for entry in row.given:
        found += paragraph(f"given before, line {entry.line}, {ended_in_words(entry)}: history, not a new drug", width, "warn")
    if sentence := unexplained_of(row):
        found += paragraph(sentence, width, "bad", first="! ")
    stated = "; ".join(f"{generation.value} ({catalogue.document[generation.document].short})" for generation in row.generation)
    found += paragraph(f"generation as stated: {stated}", width, "muted") if stated else []
    for identity in dict.fromkeys(generation.erratum for generation in row.generation if generation.erratum):
        found += _erratum(identity, catalogue, width)
    return found


def _erratum(identity: str, catalogue: Catalogue, width: int) -> list[Row]:
    erratum = catalogue.records[identity]
    words = f"Erratum {identity.rsplit('/', 1)[-1]}: {erratum_in_words(erratum) if isinstance(erratum, Erratum) else ''}"
    return paragraph(words, width, "muted", 2)


def _outside(row: TkiRow, width: int) -> list[Row]:
    """What was looked up elsewhere: before the evidence, since a call that it contradicts is not to be read without it."""
    beside = {call.profile for call in row.profiles if call.role == "member"}
    found: list[Row] = []
    for check in sorted(row.outside_checks, key=lambda check: check.profile in beside):
        words = f"Outside check, {check.profile}: {check.note} ({check.citation})"
        warns = differs(check) and check.profile not in beside
        found += paragraph(words, width, "warn" if warns else "muted", first="! " if warns else "  ")
    return found


def _profiles(row: TkiRow, catalogue: Catalogue, width: int) -> list[Row]:
    folded = [call.profile for call in row.profiles if call.role == "possible-compound" and not call.evidence]
    found = [piece for call in row.profiles if call.profile not in folded for piece in profile_rows(call, catalogue, width)]
    if folded:
        found += paragraph(f"possible compounds without evidence: {', '.join(folded)}", width, "muted")
    return found


def _beside(row: TkiRow, report: Report, catalogue: Catalogue, width: int) -> list[Row]:
    """What stands beside the call and does not change it: cautions, statements, options."""
    found: list[Row] = []
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
    for check in (check for check in call.cross_checks if check.items or call.role == "finding"):
        found += paragraph(check_in_words(check), width, "bad" if check.verdict == "disagrees" else "muted", 2)
    if call.call_with_site:
        found += paragraph(f"with the hospital's own evidence counted: {CALLS[call.call_with_site]}", width, "warn", 2)
    if call.call_if_read:
        found += paragraph(f"if the erratum is read as we read it: {CALLS[call.call_if_read]}", width, "warn", 2)
    for identity in dict.fromkeys(item.erratum for item in call.evidence if item.erratum):
        found += _erratum(identity, catalogue, width)
    return found
