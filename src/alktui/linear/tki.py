"""Step 2, the TKIs: one line each, and why its call is what it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from alktui.linear.line import paragraph
from alktui.linear.listing import Item, Listing
from alktui.linear.source import caution_lines, place_lines, reference_lines
from alktui.model.catalogue import Catalogue
from alktui.model.evidence import Erratum
from alktui.model.report import ProfileCall, Report, ReportedEvidence, TkiRow
from alktui.pages.history import unexplained_of
from alktui.pages.phrase import with_letter
from alktui.pages.warning import is_marked, of_all_in_words, outside_in_words, scopes_in_words
from alktui.pages.words import (
    CALLS,
    NOT_STUDIED,
    check_in_words,
    erratum_in_words,
    given_in_words,
    match_in_words,
    origin_in_words,
    scope_in_words,
)
from alktui.triage.tki import ORDER_IN_WORDS

NO_ROWS = "ALK-negative: the documents have no ALK TKI for this case. Step 4 has targets other than ALK."
ROLES = {"finding": "found", "possible-compound": "possible compound", "member": "alone, as context, not summed"}
NOTICES = ("not-read", "phase-unknown", "no-profile", "reading")


def tki_listing(report: Report, catalogue: Catalogue) -> Listing:
    """The TKIs in the order of the report, which is said."""
    if not report.tkis:
        return Listing("TKIs", (NO_ROWS,))
    notices = [notice.message for notice in report.notices if notice.code in NOTICES]
    notices += [f"Caution beside every TKI here: {words}" for words in of_all_in_words(report)]
    notices += [f"{NOT_STUDIED}."] if any(row.call == "no-data" for row in report.tkis) else []
    items = [Item(_words(row, report), _why(row, report, catalogue)) for row in report.tkis]
    return Listing("TKIs", (f"{ORDER_IN_WORDS[:1].upper()}{ORDER_IN_WORDS[1:]}.", *notices, *items))


def call_words(call: str | None, qualifier: str | None = None) -> str:
    """A call in words alone."""
    return f"{CALLS[call]}, {qualifier}" if qualifier else CALLS[call]


def _words(row: TkiRow, report: Report) -> str:
    level = with_letter(row.level, row.civic_level)
    preclinical = "" if row.patient_data else "preclinical for ALK"
    given = f"given {given_in_words(row)}" if row.given else ""
    beside = (outside_in_words(row), given, "caution: see why" if is_marked(row, report) else "")
    parts = (call_words(row.call, row.qualifier), match_in_words(row), *scopes_in_words(row), level, preclinical, *beside)
    return f"{row.name}: {'; '.join(part for part in parts if part)}"


def _why(row: TkiRow, report: Report, catalogue: Catalogue) -> Callable[[], Iterator[str]]:
    def lines() -> Iterator[str]:
        yield ""
        yield from _headline(row, catalogue)
        for call in row.profiles:
            yield from profile_lines(call, catalogue)
        yield from _beside(row, report, catalogue)
        evidence = [source for call in row.profiles for item in call.evidence for source in item.sources]
        stated = [source for statement in row.statements for source in statement.sources]
        yield from reference_lines((*evidence, *stated), catalogue)

    return lines


def _headline(row: TkiRow, catalogue: Catalogue) -> Iterator[str]:
    parts = (call_words(row.call, row.qualifier), match_in_words(row))
    yield from paragraph(f"{row.name}: {'; '.join(part for part in parts if part)}")
    if sentence := unexplained_of(row):
        yield from paragraph(f"{sentence[:1].upper()}{sentence[1:]}")
    for entry in row.given:
        yield from paragraph(f"Given before, line {entry.line}, {entry.outcome}: history, not a new drug.")
    stated = [f"{stated.value} ({catalogue.document[stated.document].short}, {stated.locator})" for stated in row.generation]
    yield from paragraph(f"Generation as stated: {'; '.join(stated)}." if stated else "")
    for identity in dict.fromkeys(generation.erratum for generation in row.generation if generation.erratum):
        yield from erratum_lines(identity, catalogue)


def profile_lines(call: ProfileCall, catalogue: Catalogue) -> Iterator[str]:
    """One profile with its call, the evidence behind it, and the errata it rests on."""
    yield ""
    yield from paragraph(f"{call.profile}: {call_words(call.call, call.qualifier)} ({ROLES[call.role]})")
    if not call.evidence:
        yield from paragraph("no evidence in the documents: no data, which is neither sensitive nor resistant", "  ")
    for item in call.evidence:
        yield from evidence_lines(item, catalogue)
    if call.call_if_read:
        yield from paragraph(f"if the erratum is read as we read it: {CALLS[call.call_if_read]}", "  ")
    if call.call_with_site:
        yield from paragraph(f"with the hospital's own evidence: {CALLS[call.call_with_site]}", "  ")
    for check in call.cross_checks:
        if check.items or call.role == "finding":
            yield from paragraph(check_in_words(check), "  ", "    ")
    for identity in dict.fromkeys(item.erratum for item in call.evidence if item.erratum):
        yield from erratum_lines(identity, catalogue)


def erratum_lines(identity: str, catalogue: Catalogue) -> Iterator[str]:
    """An erratum: as printed, our reading, and why."""
    erratum = catalogue.records[identity]
    words = erratum_in_words(erratum) if isinstance(erratum, Erratum) else ""
    yield from paragraph(f"erratum {identity.rsplit('/', 1)[-1]}: {words}", "  ", "    ")


def evidence_lines(item: ReportedEvidence, catalogue: Catalogue) -> Iterator[str]:
    """One evidence item: as printed, its level and disease, whether it counts, where it stands."""
    mark = f", marked {item.mark}" if item.mark else ""
    level = with_letter(item.level, item.civic_level)
    scope = scope_in_words(item.scope, item.disease)
    yield from paragraph(f'{item.direction}: printed "{item.printed}"{mark}; {level}; {scope}', "  ", "    ")
    if not item.counted:
        why = origin_in_words(item.origin) or f"the reading as {item.read_as} changes a residue"
        yield from paragraph(f"not counted: {why}", "  ", "    ")
    yield from place_lines(item.sources, catalogue)


def _beside(row: TkiRow, report: Report, catalogue: Catalogue) -> Iterator[str]:
    """What stands beside the call and does not change it: outside checks, cautions, statements."""
    yield from [""] if row.outside_checks or row.cautions else []
    for check in row.outside_checks:
        yield from paragraph(f"Outside check: {check.note} ({check.citation})", "", "    ")
    for identity in row.cautions:
        yield from caution_lines(identity, report)
    yield from ["", "The documents say of it:"] if row.statements else []
    for statement in row.statements:
        borrowed = f" (borrowed from {statement.disease})" if statement.scope == "borrowed" else ""
        own = f" ({origin})" if (origin := origin_in_words(statement.origin)) else ""
        yield from paragraph(f"{statement.statement}{borrowed}{own}", "- ", "  ")
        yield from place_lines(statement.sources, catalogue)
