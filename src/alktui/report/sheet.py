"""Report -> sheet: one page for the board, in every format with the same content."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

from alktui.model.catalogue import Catalogue
from alktui.model.record import Record
from alktui.model.report import ImmuneContext, Option, Report, TrialOption
from alktui.model.sheet import Note, Sheet, SheetOption, SheetTrial, Shortlist
from alktui.plain import clean
from alktui.report.layout import height, other_therapy_words
from alktui.report.numbering import Numbering
from alktui.report.selection import ROOMS, Choice, choice_of, cut, drug_statements, immune_of_stage, most_of, proposed
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
from alktui.report.words import case_in_words, counted, registry_credit

FORMATS = ("text", "markdown", "html", "json", "csv")
PAGE = 111
"""Printed lines of one side of A4, as part.printed_lines counts them."""

SAID_IN_THE_HEAD = ("assumed", "knowledge-ends")

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
        return sheet.model_dump_json(by_alias=True, indent=2) + "\n"
    drawn = {"text": sheet_text, "markdown": markdown_of, "html": html_of}
    if form not in drawn:
        raise ValueError(f"no format {form!r}; there are {', '.join(FORMATS)}")
    return drawn[form](sheet)


def sheet_of(report: Report, catalogue: Catalogue) -> Sheet:
    """The sheet of a report, with as many lines as one side of A4 takes."""
    made = {}

    def overfull(room: int) -> bool:
        made[room] = _sheet(report, catalogue, room)
        return height(made[room]) > PAGE

    fitting = bisect_left(ROOMS, True, key=overfull)  # noqa: FBT003 - the first that is
    room = ROOMS[max(fitting - 1, 0)]
    return made.get(room) or _sheet(report, catalogue, room)


def _sheet(report: Report, catalogue: Catalogue, room: int) -> Sheet:
    """Parts are made in the order of the page, as their sources are numbered on the way."""
    numbering, choice = Numbering(catalogue), choice_of(report, catalogue, most_of(room))
    most = choice.most
    parts: dict[str, Any] = _head(report)
    parts["tkis"] = [tki_line(row, choice, numbering) for row in report.tkis]
    said = drug_statements(report, most["statements"])
    parts["drug_statements"] = _each(lambda pair: statement_note(*pair, numbering), said)
    parts["next_tests"] = _each(lambda test: test_line(test, numbering), cut(report.next_tests, most["tests"]))
    parts |= _options(report, choice, numbering)
    parts |= _notes(choice, immune_of_stage(report, catalogue, most["immune"]), numbering)
    return Sheet.model_validate(_printable({**parts, "sources": numbering.sources, "disclaimer": report.disclaimer}))


def _head(report: Report) -> dict[str, Any]:
    case = report.case
    ends = next((notice.message for notice in report.notices if notice.code == "knowledge-ends"), "")
    return {
        "as_of": case.as_of,
        "catalogue": report.catalogue,
        "knowledge_ends": ends,
        "label": case.label,
        "case": f"{case_in_words(case)} | {case.fusion}" if case.fusion else case_in_words(case),
        "findings": case.findings,
        "prior_therapies": other_therapy_words(case),
        "biomarkers": case.biomarkers,
        "assumed": case.assumed,
        "question": case.question,
        "notices": tuple(notice for notice in report.notices if notice.code not in SAID_IN_THE_HEAD),
    }


def _options(report: Report, choice: Choice, numbering: Numbering) -> dict[str, Any]:
    as_of = date.fromisoformat(report.case.as_of)

    def option(record: Option) -> SheetOption:
        return option_line(record, choice, numbering)

    def trial(record: TrialOption) -> SheetTrial:
        return trial_line(record, choice, numbering, as_of)

    most = choice.most
    return {
        "strategies": _step(report.strategies, option, most["strategies"], most["possible"]),
        "targets": _step(report.targets, option, most["targets"], most["possible"]),
        "against": _each(option, choice.against),
        "trials": _step(report.trials, trial, most["trials"], most["possible"]),
        "registry_credit": registry_credit((trial.status for trial in report.trials if trial.state != "excluded"), as_of),
    }


def _step(options: Sequence[Some], line: Callable[[Some], Line], applies: int, possible: int) -> dict[str, Any]:
    return {
        "counts": {state: count for state, count in counted(options).items() if state != "against"},
        "applies": _each(line, proposed(options, "applies", applies)),
        "possible": _each(line, proposed(options, "possible", possible)),
    }


def _notes(choice: Choice, immune: Shortlist[ImmuneContext], numbering: Numbering) -> dict[str, Any]:
    return {
        "cautions": _numbered(lambda number, caution: caution_note(number, caution, numbering), choice.cautions),
        "errata": _numbered(lambda number, erratum: erratum_note(number, erratum, numbering), choice.errata),
        "immune_context": _each(lambda entry: immune_note(entry, numbering), immune),
    }


def _each(line: Callable[[Item], Line], chosen: Shortlist[Item]) -> dict[str, Any]:
    return {"shown": [line(item) for item in chosen.shown], "more": chosen.more}


def _numbered(line: Callable[[int, Item], Note], chosen: Shortlist[Item]) -> dict[str, Any]:
    return {"shown": [line(number, item) for number, item in enumerate(chosen.shown, 1)], "more": chosen.more}


def _printable(value: Any) -> Any:  # noqa: ANN401 - a tree of records, lists and texts
    """The same tree as plain values, each text in one line without control characters and direction overrides."""
    if isinstance(value, str):
        return " ".join(clean(value).split())
    if isinstance(value, Record):
        return _printable(dict(value))
    if isinstance(value, dict):
        return {_printable(key): _printable(item) for key, item in value.items()}
    return [_printable(item) for item in value] if isinstance(value, list | tuple) else value
