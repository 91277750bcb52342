"""Report -> sheet: one page for the board, in every format with the same content."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

from alktui.model.catalogue import Catalogue
from alktui.model.record import Record
from alktui.model.report import Option, Report, TrialOption
from alktui.model.sheet import Note, Sheet, SheetOption, SheetTrial, Shortlist
from alktui.pages.history import given_before
from alktui.pages.trial_words import registry_credit
from alktui.pages.words import case_in_words, counted, shortened
from alktui.plain import clean, inert_json
from alktui.report.filling import Lines, filled_lines
from alktui.report.layout import other_therapy_words, page_of
from alktui.report.numbering import Numbering
from alktui.report.page import Page, Ruler
from alktui.report.relevance import Distances, distances
from alktui.report.selection import Choice, called_for, choice_of, next_tests, proposed
from alktui.report.sheet_line import (
    caution_note,
    erratum_note,
    immune_note,
    option_line,
    statement_note,
    test_line,
    tki_line,
    trial_line,
)
from alktui.report.tki_part import tki_notes

FORMATS = ("text", "markdown", "html", "json", "csv")
SAID_IN_THE_HEAD = ("assumed", "knowledge-ends")

MOST_LETTERS, MOST_LETTERS_OF_A_LABEL = 600, 120
"""How much of the question and of the label stands on the page; the case and the full report have all."""

Item = TypeVar("Item")
Some = TypeVar("Some", Option, TrialOption)
Line = TypeVar("Line")


def write_sheet(report: Report, catalogue: Catalogue, form: str) -> str:
    """The sheet in one of the formats; ends with a line end.

    Args:
        form: "text" (80 columns), "markdown", "html" (self-contained, prints on A4), "json" (alktui/sheet/1) or "csv".

    Raises:
        ValueError: no such format.
    """
    from alktui.report.html import html_of  # noqa: PLC0415 - a format is imported when it is asked for
    from alktui.report.markdown import markdown_of  # noqa: PLC0415
    from alktui.report.sheet_text import sheet_text  # noqa: PLC0415
    from alktui.report.table import csv_of  # noqa: PLC0415

    sheet = sheet_of(report, catalogue)
    if form == "csv":
        return csv_of(sheet, report, catalogue)
    if form == "json":
        return inert_json(sheet.model_dump_json(by_alias=True, indent=2)) + "\n"
    drawn = {"text": sheet_text, "markdown": markdown_of, "html": html_of}
    if form not in drawn:
        raise ValueError(f"no format {form!r}; there are {', '.join(FORMATS)}")
    return drawn[form](sheet)


def sheet_of(report: Report, catalogue: Catalogue) -> Sheet:
    """The sheet of a report, with as many lines as one side of A4 takes in readable letters."""
    far, ruler = distances(report, catalogue), Ruler()

    def draft(lines: Lines) -> Page:
        return page_of(Sheet.model_validate(_drafted(report, catalogue, lines, far)), ruler)

    return filled(report, catalogue, filled_lines(called_for(report, far), draft), far)


def filled(report: Report, catalogue: Catalogue, most: Lines, far: Distances | None = None) -> Sheet:
    """The sheet with so many lines of each part.

    Args:
        far: how far each option and caution is from the case, where that is known already.
    """
    return Sheet.model_validate(_printable(_drafted(report, catalogue, most, far or distances(report, catalogue))))


def _drafted(report: Report, catalogue: Catalogue, most: Lines, far: Distances) -> dict[str, Any]:
    """What a sheet holds, its head as it prints; parts are made in the order of the page, as sources are numbered on the way."""
    numbering, choice = Numbering(catalogue), choice_of(report, catalogue, most, far)
    parts: dict[str, Any] = _printable(_head(report))
    parts["tkis"] = [tki_line(row, choice, numbering) for row in report.tkis]
    parts["tki_notes"] = tuple(tki_notes(parts["tkis"]))
    parts["drug_statements"] = _each(lambda pair: statement_note(*pair, choice, numbering), choice.statements)
    parts["next_tests"] = _each(lambda test: test_line(test, numbering), next_tests(report, most["tests"]))
    parts |= _options(report, choice, numbering, catalogue)
    parts |= _notes(choice, numbering)
    return {**parts, "sources": numbering.sources, "disclaimer": report.disclaimer}


def _head(report: Report) -> dict[str, Any]:
    case = report.case
    ends = next((notice.message for notice in report.notices if notice.code == "knowledge-ends"), "")
    return {
        "as_of": case.as_of,
        "catalogue": report.catalogue,
        "knowledge_ends": ends,
        "label": shortened(case.label, MOST_LETTERS_OF_A_LABEL),
        "case": f"{case_in_words(case)} | {case.fusion}" if case.fusion else case_in_words(case),
        "findings": case.findings,
        "prior_therapies": other_therapy_words(case),
        "biomarkers": case.biomarkers,
        "assumed": case.assumed,
        "question": shortened(case.question, MOST_LETTERS),
        "notices": tuple(notice for notice in report.notices if notice.code not in SAID_IN_THE_HEAD),
    }


def _options(report: Report, choice: Choice, numbering: Numbering, catalogue: Catalogue) -> dict[str, Any]:
    as_of = date.fromisoformat(report.case.as_of)

    def option(record: Option) -> SheetOption:
        return option_line(record, choice, numbering, given_before(record, report.case, catalogue))

    def trial(record: TrialOption) -> SheetTrial:
        return trial_line(record, choice, numbering, given_before(record, report.case, catalogue), as_of)

    def step(name: str, options: Sequence[Some], line: Callable[[Some], SheetOption]) -> dict[str, Any]:
        def taken(state: str, most: int, brief: int = 0) -> dict[str, Any]:
            found = _each(line, proposed(options, state, most, choice.far, report.case, brief))
            found["shown"][most:] = [short.but(brief=True, statement="", toxicity="") for short in found["shown"][most:]]
            return found

        counts = {state: count for state, count in counted(options).items() if state != "against"}
        most = choice.most
        return {
            "counts": counts,
            "applies": taken("applies", most[name], most.get(f"brief {name}", 0)),
            "possible": taken("possible", most[f"possible {name}"]),
        }

    return {
        "strategies": step("strategies", report.strategies, option),
        "targets": step("targets", report.targets, option),
        "against": _each(option, choice.against),
        "trials": step("trials", report.trials, trial),
        "registry_credit": registry_credit((trial.status for trial in report.trials if trial.state != "excluded"), as_of),
    }


def _notes(choice: Choice, numbering: Numbering) -> dict[str, Any]:
    return {
        "cautions": _numbered(lambda number, caution: caution_note(number, caution, choice, numbering), choice.cautions),
        "errata": _numbered(lambda number, erratum: erratum_note(number, erratum, numbering), choice.errata),
        "immune_context": _each(lambda entry: immune_note(entry, choice, numbering), choice.immune),
    }


def _each(line: Callable[[Item], Line], chosen: Shortlist[Item]) -> dict[str, Any]:
    return {"shown": [line(item) for item in chosen.shown], "more": chosen.more, "left_out": chosen.left_out}


def _numbered(line: Callable[[int, Item], Note], chosen: Shortlist[Item]) -> dict[str, Any]:
    numbered = [line(number, item) for number, item in enumerate(chosen.shown, 1)]
    return {"shown": numbered, "more": chosen.more, "left_out": chosen.left_out}


def _printable(value: Any) -> Any:  # noqa: ANN401 - a tree of records, lists and texts
    """The same tree as plain values, each text in one line without control characters and direction overrides."""
    if isinstance(value, str):
        return " ".join(clean(value).split())
    if isinstance(value, Record):
        return _printable(dict(value))
    if isinstance(value, dict):
        return {_printable(key): _printable(item) for key, item in value.items()}
    return [_printable(item) for item in value] if isinstance(value, list | tuple) else value
