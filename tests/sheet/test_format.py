"""Each format is what it says it is, and all say the same."""

from __future__ import annotations

import html
import json
from datetime import date

import pytest
from sheet.board import ENTRIES, OTHERS, ReportOf
from sheet.reading import Page, cells, rendered

from alktui.cases.entry import CaseEntry, FindingEntry, TherapyEntry
from alktui.cases.reading import read_case
from alktui.model.catalogue import Catalogue
from alktui.model.sheet import Sheet
from alktui.pages.words import AGAINST
from alktui.report.filling import SMALLEST
from alktui.report.json import json_of
from alktui.report.layout import head, page_of, parts, source_words
from alktui.report.page import READABLE, Ruler
from alktui.report.sheet import FORMATS, sheet_of, write_sheet
from alktui.report.table import neutral
from alktui.report.text import text_of
from alktui.triage import triage

EVERY = pytest.mark.parametrize("entry", [*ENTRIES.values(), *OTHERS.values()], ids=[*ENTRIES, *OTHERS])


def said(sheet: Sheet) -> list[str]:
    """Every text of the sheet that a format must show."""
    found = [sheet.as_of, sheet.disclaimer, *(value for _, value in head(sheet)), *map(source_words, sheet.sources)]
    found += [notice.message for notice in sheet.notices]
    for part in parts(sheet):
        lines = (*part.lines, *part.short)
        found += [part.title, part.note, part.more, *(text for line in lines for text in (*line.cells, line.places))]
    return [" ".join(text.split()) for text in found if text]


@EVERY
def test_html_is_well_formed_and_says_all(entry: CaseEntry, catalogue: Catalogue, report_of: ReportOf) -> None:
    report = report_of(entry)
    page = write_sheet(report, catalogue, "html")
    read = Page(page)
    assert read.wrong == []
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert '<meta charset="utf-8">' in page
    assert [text for text in said(sheet_of(report, catalogue)) if text not in read.text] == []


@EVERY
def test_markdown_says_all(entry: CaseEntry, catalogue: Catalogue, report_of: ReportOf) -> None:
    report = report_of(entry)
    read = rendered(write_sheet(report, catalogue, "markdown"))
    assert read.wrong == []
    assert [text for text in said(sheet_of(report, catalogue)) if text not in read.text] == []


@EVERY
def test_text_has_80_columns_and_says_all(entry: CaseEntry, catalogue: Catalogue, report_of: ReportOf) -> None:
    report = report_of(entry)
    text = write_sheet(report, catalogue, "text")
    assert [line for line in text.splitlines() if len(line) > 80 or line != line.rstrip()] == []
    joined = "".join(text.split()).casefold()
    assert [one for one in said(sheet_of(report, catalogue)) if _words(one) not in joined] == []


def _words(text: str) -> str:
    """A text without its blanks, as wrapping may put them anywhere."""
    return "".join(text.split()).casefold()


@EVERY
def test_csv_has_every_option_that_is_not_excluded(entry: CaseEntry, catalogue: Catalogue, report_of: ReportOf) -> None:
    report = report_of(entry)
    text = write_sheet(report, catalogue, "csv")
    assert text.count("\n") == text.count("\r\n")
    rows = cells(text)
    options = (*report.strategies, *report.targets, *report.trials)
    wanted = [option.id for option in options if option.state != "excluded"]
    assert sorted(row["id"] for row in rows if row["nct_id"] or row["verdict"]) == sorted(wanted)
    assert [row["id"] for row in rows if row["verdict"] in AGAINST and not row["table"].startswith("against")] == []
    assert [row["hgvs"] for row in rows if row["table"] == "finding"] == [
        finding.hgvs_of_sequence for finding in report.case.findings
    ]


@EVERY
def test_csv_says_what_the_page_says_beside_its_options(entry: CaseEntry, catalogue: Catalogue, report_of: ReportOf) -> None:
    report = report_of(entry)
    shown = {row["statement"] for row in cells(write_sheet(report, catalogue, "csv")) if row["on_sheet"] == "yes"}
    titles = ("What the documents say of the drugs", "What to test next", "Immune context")
    page = {part.title: part for part in parts(sheet_of(report, catalogue))}
    wanted = [line.cells[0] for title in titles if title in page for line in page[title].lines]
    wanted += [line.cells[0] for line in page["ALK TKIs"].short] if "ALK TKIs" in page else []
    assert [text for text in wanted if neutral(text) not in shown] == []


@pytest.mark.parametrize("form", FORMATS)
def test_call_that_progression_contradicts_is_said_to_in_every_format(
    form: str, catalogue: Catalogue, report_of: ReportOf
) -> None:
    """A table that has "sensitive" alone, beside a drug that failed, would be read as a proposal."""
    text = html.unescape(write_sheet(report_of(ENTRIES["compound"]), catalogue, form)).replace("\\", "")
    assert "crizotinib: sensitive, yet given with progression: the call is what" in " ".join(text.split())


@EVERY
def test_json_is_the_sheet(entry: CaseEntry, catalogue: Catalogue, report_of: ReportOf) -> None:
    report = report_of(entry)
    written = write_sheet(report, catalogue, "json")
    assert json.loads(written)["schema"] == "alktui/sheet/1"
    assert Sheet.model_validate_json(written) == sheet_of(report, catalogue)


def test_findings_stand_in_hgvs_in_every_format(catalogue: Catalogue, report_of: ReportOf) -> None:
    report = report_of(ENTRIES["compound"])
    assert "NP_004295.2:p.[Cys1156Tyr;Leu1198Phe]" in write_sheet(report, catalogue, "text")
    assert "NP_004295.2:p.[Cys1156Tyr;Leu1198Phe]" in rendered(write_sheet(report, catalogue, "markdown")).text
    assert "NP_004295.2:p.[Cys1156Tyr;Leu1198Phe]" in Page(write_sheet(report, catalogue, "html")).text
    assert "NP_004295.2:p.[Cys1156Tyr;Leu1198Phe]" in write_sheet(report, catalogue, "json")
    assert "NP_004295.2:p.[Cys1156Tyr;Leu1198Phe]" in write_sheet(report, catalogue, "csv")


def test_every_specimen_of_a_finding_stands_in_every_format(catalogue: Catalogue, report_of: ReportOf) -> None:
    seen = [FindingEntry("G1202R", "liver", "2026-06-02", "12%"), FindingEntry("G1202R", "plasma", "2026-05-20", "0.4%")]
    report = report_of(CaseEntry(disease="NSCLC", findings=seen))
    words = "G1202R (NP_004295.2:p.Gly1202Arg): liver, 2026-06-02, VAF 12%; also plasma, 2026-05-20, VAF 0.4%"
    assert words in rendered(write_sheet(report, catalogue, "markdown")).text
    assert words in Page(write_sheet(report, catalogue, "html")).text
    for text in (write_sheet(report, catalogue, "text"), text_of(report, catalogue)):
        assert words in " ".join(text.split())
    (row,) = [row for row in cells(write_sheet(report, catalogue, "csv")) if row["table"] == "finding"]
    assert (row["hgvs"], row["statement"]) == ("NP_004295.2:p.Gly1202Arg", words)
    for written in (write_sheet(report, catalogue, "json"), json_of(report)):
        assert '"vaf": "0.4%"' in written


def test_what_does_not_count_is_the_first_notice_of_every_format(catalogue: Catalogue) -> None:
    entry = CaseEntry(disease="NSCLC", setting="untreated", alk="negative", prior=[TherapyEntry("crizotinib")])
    case, _ = read_case(entry, catalogue)
    assert case is not None
    report = triage(case, catalogue, date(2026, 11, 23))
    sentence = "Not counted: the setting is untreated, but crizotinib is entered as given before."
    assert sheet_of(report, catalogue).notices[0].message == sentence
    page = write_sheet(report, catalogue, "html")
    assert page.index("</dl>") < page.index(f'<p class="notice warning">{sentence}</p>') < page.index("ALK-negative: no ALK TKI")
    assert f"**Mind:** {sentence}" in write_sheet(report, catalogue, "markdown")
    for text in (write_sheet(report, catalogue, "text"), text_of(report, catalogue)):
        assert f"! {sentence}" in " ".join(text.split())
        assert "no prior ALK TKI" not in text
    assert sentence in [row["statement"] for row in cells(write_sheet(report, catalogue, "csv"))]
    assert sentence in write_sheet(report, catalogue, "json")


@EVERY
def test_sheet_fits_one_side(entry: CaseEntry, catalogue: Catalogue, report_of: ReportOf) -> None:
    page = page_of(sheet_of(report_of(entry), catalogue))
    assert page.fits(page.size)
    assert page.size >= SMALLEST


def test_lines_are_broken_between_words_and_within_one_that_is_wider_than_a_line() -> None:
    assert Ruler().lines("mm mm", 2 * 0.833 * 10 + 1, 10) == 2
    assert Ruler().lines("mmmm", 2 * 0.833 * 10 + 1, 10) == 2
    assert Ruler().lines("ill", 10, 10) == 1
    assert Ruler().lines("", 10, 10) == 1


def test_page_that_cannot_be_cut_further_has_smaller_letters(catalogue: Catalogue, report_of: ReportOf) -> None:
    texts = ["T1151M", "L1152R", "C1156Y", "I1171N", "F1174L", "L1196M", "L1198F", "G1202R"]
    seen = [FindingEntry(text, place, "2026-06-02", "12%") for text in texts for place in ("liver", "plasma", "pleural fluid")]
    page = page_of(sheet_of(report_of(CaseEntry(disease="NSCLC", findings=seen)), catalogue))
    assert page.size < READABLE
    assert page.fits(page.size)


def test_long_question_is_cut_where_all_can_see_it(catalogue: Catalogue, report_of: ReportOf) -> None:
    question = "Which TKI next? " * 3000
    report = report_of(CaseEntry(disease="NSCLC", setting="relapsed", question=question))
    sheet = sheet_of(report, catalogue)
    assert sheet.question.endswith(f"... [cut here: {len(question.strip()) - 600} more letters, which the case has]")
    assert report.case.question == question.strip()
    assert page_of(sheet).size >= READABLE
    assert len(write_sheet(report, catalogue, "text").splitlines()) < 200


def test_unknown_format_is_named(catalogue: Catalogue, report_of: ReportOf) -> None:
    with pytest.raises(ValueError, match="no format 'pdf'"):
        write_sheet(report_of(ENTRIES["untreated"]), catalogue, "pdf")
