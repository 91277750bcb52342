"""Each format is what it says it is, and all say the same."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from sheet.board import ENTRIES, OTHERS, ReportOf
from sheet.reading import Reading, cells, flat, rendered, said

from alktui.board import sheet_page, write_sheet
from alktui.cases.entry import CaseEntry, FindingEntry, TherapyEntry
from alktui.cases.reading import read_case
from alktui.model.catalogue import Catalogue
from alktui.paint.csv import neutral
from alktui.paint.json import json_of
from alktui.triage import triage

EVERY = pytest.mark.parametrize("entry", [*ENTRIES.values(), *OTHERS.values()], ids=[*ENTRIES, *OTHERS])
READ = ("text", "markdown", "html", "csv")


@EVERY
def test_html_is_well_formed_and_says_all(entry: CaseEntry, catalogue: Catalogue, report_of: ReportOf) -> None:
    report = report_of(entry)
    page = write_sheet(report, catalogue, "html")
    read = Reading(page)
    assert read.wrong == []
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert '<meta charset="utf-8">' in page
    assert [text for text in said(sheet_page(report, catalogue)) if text not in read.text] == []


def test_html_numbers_its_pages_and_loads_nothing(catalogue: Catalogue, report_of: ReportOf) -> None:
    page = write_sheet(report_of(ENTRIES["compound"]), catalogue, "html")
    assert 'content: "page " counter(page) " of " counter(pages)' in page
    assert "default-src 'none'" in page
    assert re.findall(r"url\(|@import|<link|<script|<img", page) == []
    sizes = [float(size) for size in re.findall(r"([\d.]+)pt", page)]
    assert sizes
    assert min(sizes) >= 9


@EVERY
def test_markdown_says_all(entry: CaseEntry, catalogue: Catalogue, report_of: ReportOf) -> None:
    report = report_of(entry)
    read = rendered(write_sheet(report, catalogue, "markdown"))
    assert read.wrong == []
    assert [text for text in said(sheet_page(report, catalogue)) if text not in read.text] == []


@EVERY
def test_text_has_80_columns_and_two_pages_and_says_all(entry: CaseEntry, catalogue: Catalogue, report_of: ReportOf) -> None:
    report = report_of(entry)
    text = write_sheet(report, catalogue, "text")
    assert [line for line in text.splitlines() if len(line) > 80 or line != line.rstrip()] == []
    assert len(text.splitlines()) <= 132
    words = set(unmarked(text))
    assert [one for one in said(sheet_page(report, catalogue)) if not set(unmarked(one)) <= words] == []


def unmarked(text: str) -> list[str]:
    """The words of a text, without the brackets that stand for the ground of a square and however they are capitalised."""
    return re.sub(r"[\[\]()]", " ", text).casefold().split()


@EVERY
def test_csv_says_all(entry: CaseEntry, catalogue: Catalogue, report_of: ReportOf) -> None:
    report = report_of(entry)
    text = write_sheet(report, catalogue, "csv")
    assert text.count("\n") == text.count("\r\n")
    shown = {cell for row in cells(text) for cell in row}
    blanks = {"Decision:", "Who, and when:"}
    assert [one for one in said(sheet_page(report, catalogue)) if neutral(one) not in shown | blanks] == []


@EVERY
def test_json_is_the_report(entry: CaseEntry, catalogue: Catalogue, report_of: ReportOf) -> None:
    report = report_of(entry)
    written = write_sheet(report, catalogue, "json")
    assert json.loads(written)["schema"] == "alktui/report/1"
    assert written == json_of(report)


@pytest.mark.parametrize("form", READ)
def test_finding_stands_in_hgvs_as_typed_and_as_seen(form: str, catalogue: Catalogue, report_of: ReportOf) -> None:
    seen = [
        FindingEntry("NM_004304.5:c.3604G>A", "liver", "2026-06-02", "12%"),
        FindingEntry("G1202R", "plasma", "2026-05-20", "0.4%"),
    ]
    report = report_of(CaseEntry(disease="NSCLC", findings=seen))
    written = flat(write_sheet(report, catalogue, form))
    specimens = "liver, 2026-06-02, VAF 12%; also plasma, 2026-05-20, VAF 0.4%"
    assert f"G1202R (NP_004295.2:p.Gly1202Arg; typed NM_004304.5:c.3604G>A): {specimens}" in written
    compound = flat(write_sheet(report_of(ENTRIES["compound"]), catalogue, form))
    assert "C1156Y+L1198F (NP_004295.2:p.[Cys1156Tyr;Leu1198Phe]): lymph node, 2026-06-02, VAF 31%" in compound


@pytest.mark.parametrize("form", READ)
def test_what_does_not_count_stands_before_the_answer(form: str, catalogue: Catalogue) -> None:
    entry = CaseEntry(disease="NSCLC", setting="untreated", alk="negative", prior=[TherapyEntry("crizotinib")])
    case, _ = read_case(entry, catalogue)
    assert case is not None
    report = triage(case, catalogue, date(2026, 11, 23))
    sentence = "Not counted: the setting is untreated, but crizotinib is entered as given before."
    written = flat(write_sheet(report, catalogue, form))
    assert written.index(sentence) < written.casefold().index("alk tkis", written.index(sentence))
    assert "no ALK TKI before" not in written


@pytest.mark.parametrize("form", READ)
def test_sheet_names_its_versions_what_is_never_considered_and_the_way_to_all_of_it(
    form: str, catalogue: Catalogue, report_of: ReportOf
) -> None:
    written = flat(write_sheet(report_of(ENTRIES["compound"]), catalogue, form)).replace("''", "'")
    assert "performance status, interactions, comorbidity, local approval, transformation" in written
    assert "alktui triage --case 'Board 12, case A' --full" in written
    assert f"catalogue {catalogue.release} ({catalogue.fingerprint}); digest of case, catalogue and day: " in written


def test_digest_is_of_case_catalogue_and_day(catalogue: Catalogue, report_of: ReportOf) -> None:
    def digest(entry: CaseEntry, day: str = "2026-11-23", fingerprint: str = catalogue.fingerprint) -> str:
        report = report_of(entry)
        made = report.but(case=report.case.but(as_of=day), catalogue=report.catalogue.but(fingerprint=fingerprint))
        return re.findall("(?<=day: )[0-9a-f]{16}", flat(write_sheet(made, catalogue, "text")))[0]

    entry = ENTRIES["compound"]
    assert digest(entry) == digest(entry)
    others = [digest(replace(entry, question="")), digest(entry, day="2026-11-24"), digest(entry, fingerprint="0" * 16)]
    assert len({digest(entry), *others}) == 4


def test_long_question_is_cut_where_all_can_see_it(catalogue: Catalogue, report_of: ReportOf) -> None:
    question = "Which TKI next? " * 3000
    report = report_of(CaseEntry(disease="NSCLC", setting="relapsed", question=question))
    text = write_sheet(report, catalogue, "text")
    assert f"... [cut here: {len(question.strip()) - 600} more letters, which the case has]" in flat(text)
    assert report.case.question == question.strip()
    assert len(text.splitlines()) <= 132


def test_unknown_format_is_named(catalogue: Catalogue, report_of: ReportOf) -> None:
    with pytest.raises(ValueError, match="no format 'docx'"):
        write_sheet(report_of(ENTRIES["untreated"]), catalogue, "docx")
