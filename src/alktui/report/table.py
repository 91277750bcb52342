"""Sheet -> CSV of its tables (RFC 4180): all TKIs and every option that is not excluded, with whether the page has it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from alktui.model.catalogue import Catalogue
from alktui.model.report import Option, Report, TrialOption
from alktui.model.sheet import Sheet, SheetTki
from alktui.model.source import Source
from alktui.plain import clean
from alktui.report.layout import finding_words, head, rests_on
from alktui.report.sheet_line import needs_of
from alktui.report.words import AGAINST, CALLS, age_in_years, registry_in_words, sources_in_words, where_tested

COLUMNS = (
    "table", "on_sheet", "id", "name", "hgvs", "state", "verdict", "call", "qualifier", "call_if_read", "rests_on", "given",
    "level", "civic_level", "kind", "target", "tested_in", "n", "statement", "toxicity", "needs", "not_stated",
    "partner_calls", "origin", "nct_id", "phase", "population", "interventions", "status", "status_as_of",
    "status_age_years", "completion", "completion_passed", "registry", "sources", "dois", "as_of", "catalogue",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What makes a cell a formula at its start; the last four are the full-width signs, which some spreadsheets read alike."""

Row = dict[str, Any]


def csv_of(sheet: Sheet, report: Report, catalogue: Catalogue) -> str:
    """The tables as CSV with CRLF line ends; a cell that a spreadsheet would read as a formula begins with an apostrophe."""
    written = io.StringIO()
    writer = csv.DictWriter(written, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    release = f"{report.catalogue.release} ({report.catalogue.fingerprint})"
    for row in _rows(sheet, report, catalogue):
        dated = {**row, "as_of": sheet.as_of, "catalogue": release}
        writer.writerow({column: neutral(value) for column, value in dated.items()})
    return written.getvalue()


def neutral(value: object) -> str:
    """A value as a cell that no spreadsheet reads as a formula, in one line and without control characters."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    plain = " ".join(clean(text).split())
    return f"'{plain}" if text.startswith(FORMULA) or plain.startswith(FORMULA) else plain


def _rows(sheet: Sheet, report: Report, catalogue: Catalogue) -> Iterator[Row]:
    yield from ({"on_sheet": True, **row} for row in _case(sheet))
    rows = {row.therapy: row for row in report.tkis}
    for tki in sheet.tkis:
        items = [item for call in rows[tki.therapy].profiles for item in call.evidence]
        yield {**_tki(tki), **_sources((source for item in items for source in item.sources), catalogue)}
    shown = _shown(sheet)
    for table, options in (("strategy", report.strategies), ("target", report.targets), ("trial", report.trials)):
        for option in options:
            if option.state != "excluded":
                against = "against: " if option.verdict in AGAINST else ""
                known = {"table": f"{against}{table}", "on_sheet": option.id in shown}
                yield {**known, **_option(option), **_status(option, sheet), **_sources(option.sources, catalogue)}
    yield {"table": "disclaimer", "on_sheet": True, "statement": sheet.disclaimer}


def _shown(sheet: Sheet) -> frozenset[str]:
    steps = (sheet.strategies, sheet.targets, sheet.trials)
    lists = [sheet.against.shown, *(part.shown for step in steps for part in (step.applies, step.possible))]
    return frozenset(option.id for options in lists for option in options)


def _case(sheet: Sheet) -> Iterator[Row]:
    """The head of the sheet, one row a fact; each finding with its HGVS description."""
    yield {"table": "case", "name": "Label", "statement": sheet.label}
    for name, value in head(sheet):
        if name != "Findings":
            yield {"table": "case", "name": name, "statement": value}
    for finding in sheet.findings:
        yield {"table": "finding", "name": finding.profile, "hgvs": finding.hgvs_of_sequence, "statement": finding_words(finding)}
    yield from ({"table": "case", "name": notice.severity, "statement": notice.message} for notice in sheet.notices)


def _tki(tki: SheetTki) -> Row:
    return {
        "table": "TKI",
        "on_sheet": True,
        "id": tki.therapy,
        "name": tki.name,
        "call": CALLS[tki.call],
        "qualifier": tki.qualifier,
        "call_if_read": CALLS[tki.call_if_read] if tki.call_if_read else "",
        "rests_on": rests_on(tki),
        "given": tki.given,
        "level": tki.level,
        "civic_level": tki.civic_level,
    }


def _option(option: Option) -> Row:
    row = {
        name: getattr(option, name)
        for name in ("id", "name", "state", "verdict", "level", "civic_level", "kind", "target", "origin")
    }
    tested = where_tested(option.tested_in.but(n=None))
    partners = ", ".join(f"{tki}: {CALLS[call]}" for tki, call in option.partner_calls.items() if call)
    return {
        **row,
        "tested_in": tested,
        "n": option.tested_in.n,
        "statement": option.statement,
        "toxicity": option.toxicity,
        "needs": ", ".join(needs_of(option)),
        "not_stated": ", ".join(option.not_stated),
        "partner_calls": partners,
    }


def _status(option: Option, sheet: Sheet) -> Row:
    """What only a trial has."""
    if not isinstance(option, TrialOption):
        return {}
    names = ("nct_id", "phase", "population", "interventions", "completion", "completion_passed")
    return {
        **{name: getattr(option, name) for name in names},
        "status": option.status.printed,
        "status_as_of": option.status.printed_as_of,
        "status_age_years": age_in_years(option.status.printed_as_of, date.fromisoformat(sheet.as_of)),
        "registry": registry_in_words(option.status),
    }


def _sources(sources: Iterable[Source], catalogue: Catalogue) -> Row:
    """Where a row stands, with the documents' own reference numbers, and the DOIs behind these numbers."""
    listed = tuple(dict.fromkeys(sources))
    known = (catalogue.reference.get((source.document, number)) for source in listed for number in source.references)
    dois = dict.fromkeys(reference.doi for reference in known if reference and reference.doi)
    return {"sources": sources_in_words(listed, catalogue), "dois": " ".join(dois)}
