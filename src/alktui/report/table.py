"""Sheet -> CSV of its tables (RFC 4180): all TKIs and every option that is not excluded, with whether the page has it.

What else the page says has rows of its own.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from alktui.model.catalogue import Catalogue
from alktui.model.evidence import Erratum
from alktui.model.report import Option, Report, ReportedCaution, TrialOption
from alktui.model.sheet import Note, Sheet, SheetTki
from alktui.model.source import Document, Source
from alktui.pages.history import given_before
from alktui.pages.trial_words import age_in_years, registry_in_words
from alktui.pages.words import AGAINST, CALLS, pointing, ranges, sources_in_words, where_tested, without_errata
from alktui.plain import clean
from alktui.report.layout import finding_words, head
from alktui.report.selection import generation_errata, records_of
from alktui.report.sheet_line import erratum_words, needs_of
from alktui.report.table_beside import beside
from alktui.report.tki_part import rests_on

COLUMNS = (
    "table", "on_sheet", "number", "id", "name", "hgvs", "state", "verdict", "call", "qualifier", "call_if_read", "rests_on",
    "given", "level", "civic_level", "kind", "target", "tested_in", "n", "statement", "toxicity", "needs", "not_stated",
    "partner_calls", "cautions", "errata", "origin", "nct_id", "phase", "population", "interventions", "status", "status_as_of",
    "status_age_years", "completion", "completion_passed", "registry", "sources", "dois", "as_of", "catalogue",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What makes a cell a formula at its start; the last four are the full-width signs, which some spreadsheets read alike."""
_AFTER_SEPARATOR = re.compile(f"([;,|][\\s\"']*)(?=[{re.escape(''.join(FORMULA))}])")
"""Where a spreadsheet that takes another sign for the separator, as in much of Europe, would begin a cell that is a formula."""

Row = dict[str, Any]


def csv_of(sheet: Sheet, report: Report, catalogue: Catalogue) -> str:
    """The tables as CSV with CRLF line ends; what a spreadsheet would read as a formula has an apostrophe before it.

    It stands alone: numbers are those of its own rows of cautions, errata and sources, which are the sheet's where that has them.
    """
    written = io.StringIO()
    writer = csv.DictWriter(written, COLUMNS, restval="", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
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
    safe = _AFTER_SEPARATOR.sub(r"\1'", plain)
    return f"'{safe}" if text.startswith(FORMULA) or plain.startswith(FORMULA) else safe


def _rows(sheet: Sheet, report: Report, catalogue: Catalogue) -> Iterator[Row]:
    yield from ({"on_sheet": True, **row} for row in _case(sheet))
    notes = _Notes(sheet, report)
    rows = {row.therapy: row for row in report.tkis}
    cited: list[Source] = [source for caution in report.cautions for source in caution.sources]
    cited += [source for erratum in report.errata for source in erratum.sources]
    for tki in sheet.tkis:
        row = rows[tki.therapy]
        items = [item for call in row.profiles for item in call.evidence]
        sources = [source for item in items for source in item.sources]
        cited += sources
        errata = [*row.errata, *(item.erratum for item in items), *generation_errata(row)]
        numbers = {"cautions": notes.cautions_in_words(row.cautions), "errata": notes.errata_in_words(errata)}
        yield {**_tki(tki), **numbers, **_sources(sources, catalogue)}
    for said, sources_of_it in beside(sheet, report, catalogue):
        cited += sources_of_it
        yield {**said, **_sources(sources_of_it, catalogue)}
    shown = _shown(sheet)
    for table, options in (("strategy", report.strategies), ("target", report.targets), ("trial", report.trials)):
        for option in options:
            if option.state != "excluded":
                against = "against: " if option.verdict in AGAINST else ""
                known = {"table": f"{against}{table}", "on_sheet": option.id in shown}
                cited += option.sources
                own = {**_option(option), **notes.beside(option), "given": _given(option, report, catalogue)}
                yield {**known, **own, **_status(option, sheet), **_sources(option.sources, catalogue)}
    yield from notes.rows(catalogue)
    yield from _references(cited, sheet, catalogue)
    yield {"table": "disclaimer", "on_sheet": True, "statement": sheet.disclaimer}


class _Notes:
    """Cautions and errata of the whole report, numbered as on the sheet and on from there."""

    def __init__(self, sheet: Sheet, report: Report) -> None:
        self._report = report
        self._shown = {note.id for note in (*sheet.cautions.shown, *sheet.errata.shown)}
        self._cautions = _numbered(sheet.cautions.shown, report.cautions)
        self._errata = _numbered(sheet.errata.shown, report.errata)

    def cautions_in_words(self, identities: Iterable[str]) -> str:
        """The numbers of some cautions."""
        return ranges(sorted({self._cautions[identity] for identity in identities if identity in self._cautions}))

    def errata_in_words(self, identities: Iterable[str]) -> str:
        """The numbers of some errata."""
        return ranges(sorted({self._errata[identity] for identity in identities if identity in self._errata}))

    def errata_on(self, records: Iterable[str]) -> str:
        """The numbers of the errata that concern some records."""
        wanted = frozenset(records)
        return self.errata_in_words(found.id for found in self._report.errata if not wanted.isdisjoint(found.records))

    def beside(self, option: Option) -> Row:
        """The numbers that stand beside an option, and its statement, which points to them."""
        errata = self.errata_on(records_of(option))
        return {
            "statement": self._told(option.statement, errata),
            "cautions": self.cautions_in_words(option.cautions),
            "errata": errata,
        }

    def rows(self, catalogue: Catalogue) -> Iterator[Row]:
        """A row for each caution and erratum, in the order of their numbers."""
        for caution in sorted(self._report.cautions, key=lambda caution: self._cautions[caution.id]):
            waits = [criterion.text for criterion in caution.criteria if criterion.state == "unknown"]
            errata = self.errata_on([caution.id])
            yield {
                **self._note("caution", caution.id, self._cautions[caution.id]),
                "name": caution.name,
                "needs": ", ".join(waits),
                "level": caution.level,
                "origin": caution.origin,
                "statement": self._told(caution.statement, errata),
                "errata": errata,
                **_sources(caution.sources, catalogue),
            }
        for erratum in sorted(self._report.errata, key=lambda erratum: self._errata[erratum.id]):
            yield {
                **self._note("erratum", erratum.id, self._errata[erratum.id]),
                "statement": erratum_words(erratum),
                **_sources(erratum.sources, catalogue),
            }

    def _note(self, table: str, identity: str, number: int) -> Row:
        return {"table": table, "on_sheet": identity in self._shown, "number": number, "id": identity}

    @staticmethod
    def _told(text: str, errata: str) -> str:
        return pointing(text, f"erratum {errata}") if errata else without_errata(text)


def _numbered(shown: Iterable[Note], every: Iterable[ReportedCaution | Erratum]) -> dict[str, int]:
    """Numbers by id: those of the sheet, then on in the order of the report."""
    identities = dict.fromkeys([*(note.id for note in shown), *(record.id for record in every)])
    return {identity: number for number, identity in enumerate(identities, 1)}


def _references(cited: Iterable[Source], sheet: Sheet, catalogue: Catalogue) -> Iterator[Row]:
    """A row for each document and each of its references that some row cites, with its number on the sheet."""
    numbers = {name: source.number for source in sheet.sources for name in source.cited_as}
    keys = {(source.document, number) for source in cited for number in (0, *source.references)}
    for document, reference in sorted(keys):
        itself = catalogue.document.get(document)
        short = itself.short if itself else document
        record = catalogue.reference.get((document, reference)) if reference else itself
        if record is None:
            continue
        author = f"{record.authors.split(',')[0]} et al." if isinstance(record, Document) else record.first_author
        number = numbers.get(f"{short}, {reference}" if reference else short)
        yield {
            "table": "source",
            "on_sheet": number is not None,
            "number": number,
            "id": record.id,
            "name": f"{short} [{reference}]" if reference else short,
            "statement": f"{author} {record.year} {record.journal}",
            "dois": record.doi,
        }


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
        "tested_in": ", ".join(tki.diseases),
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


def _given(option: Option, report: Report, catalogue: Catalogue) -> str:
    return "; ".join(f"{drug}: {times}" for drug, times in given_before(option, report.case, catalogue).items())


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
