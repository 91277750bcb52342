"""Text from users is shown and never read as markup, a link, an escape sequence or a formula."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from sheet.board import ENTRIES, ReportOf
from sheet.reading import Reading, cells, rendered

from alktui.board import FORMATS, sheet_page, write_sheet
from alktui.cases.entry import CaseEntry, FindingEntry
from alktui.model.catalogue import Catalogue
from alktui.paint.csv import neutral
from alktui.paint.markdown import escaped, markdown_of
from alktui.plain import clean

PROBES = {
    "script": "<script>alert(1)</script>",
    "attribute": '"><img src=x onerror=alert(1)>',
    "link": "[x](javascript:alert(1))",
    "image": "![x](http://example.org/x.png)",
    "address": "<http://example.org> www.example.org",
    "pipe": "a|b||c",
    "code": "`a` ``b`` ~~c~~ **d** __e__ $f$",
    "backslash": "\\<b\\> \\[x\\](y) &lt;b&gt; &amp; &#60;",
    "heading": "# a",
    "list": "- a",
    "number": "1. a",
    "quote": "> a",
    "rule": "---",
    "table": "--- | ---",
    "equals": '=cmd|" /C calc"!A0',
    "plus": "+1+1",
    "minus": "-1+1",
    "at": "@SUM(1)",
    "tab": "\t=1+1",
    "return": "\r=1+1",
    "full width": "\uff1d1+1",
    "semicolon": "a;=1+1;b",
    "semicolon and quote": 'a; "=1+1"; b',
    "bar": "a|-1+1",
    "quoted": '"=1+1","x"',
    "escape": "\x1b[31mred\x1b]0;title\x07",
    "control": "a\x00b\x9bc\x7fd",
    "bidi": "a\u202eb\u2066c\u200fd",
    "lines": "a\n\n# b\r\n| c |\u2028- d",
    "style": "</style><style>*{display:none}",
    "comment": "<!-- a --> ]]>",
}


LEAST = 6
"""How often each probe stands on a sheet: label, question, fusion, and three times beside the finding."""

ROOM = 10_000
"""Lines, so that the length of a text does not choose what is compared."""


def probed(probe: str) -> CaseEntry:
    """A case with a probe in every text of the user's own."""
    finding = FindingEntry("C1156Y+L1198F", probe, probe, probe)
    return replace(ENTRIES["compound"], label=probe, question=probe, fusion=probe, findings=[finding])


def shown(probe: str) -> str:
    """What is to be seen of a probe."""
    return " ".join(clean(probe).split())


@pytest.fixture(params=PROBES.values(), ids=PROBES)
def probe(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_html_shows_a_probe_as_it_stands(probe: str, catalogue: Catalogue, report_of: ReportOf) -> None:
    page = Reading(write_sheet(report_of(probed(probe)), catalogue, "html"))
    assert page.wrong == []
    assert page.text.count(shown(probe)) >= LEAST


def test_markdown_shows_a_probe_as_it_stands(probe: str, catalogue: Catalogue, report_of: ReportOf) -> None:
    page = rendered(markdown_of(sheet_page(report_of(probed(probe)), catalogue, ROOM), catalogue))
    plain = rendered(markdown_of(sheet_page(report_of(probed("x" * len(shown(probe)))), catalogue, ROOM), catalogue))
    assert page.wrong == []
    assert page.tags == plain.tags
    assert page.text.count(shown(probe)) >= LEAST


@pytest.mark.parametrize("place", ["{}", "- {}", "| {} | b |\n| --- | --- |\n", "1. {}"])
def test_markdown_escape_holds_wherever_it_stands(probe: str, place: str) -> None:
    page = rendered(place.format(escaped(shown(probe))))
    assert page.wrong == []
    assert page.tags == rendered(place.format("plain")).tags
    assert shown(probe) in page.text


def test_markdown_leaves_no_bare_address() -> None:
    assert escaped("http://a.org www.a.org a@a.org") == r"http\://a.org www\.a.org a\@a.org"


def test_csv_has_no_formula(probe: str, catalogue: Catalogue, report_of: ReportOf) -> None:
    rows = cells(write_sheet(report_of(probed(probe)), catalogue, "csv"))
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\uff1d"))] == []
    asked = [row[4] for row in rows if row[3] == "Question:"]
    assert [words.replace("'", "") for words in asked] == [shown(probe).replace("'", "")]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_csv_has_no_formula_whatever_the_separator(separator: str, probe: str, catalogue: Catalogue, report_of: ReportOf) -> None:
    written = write_sheet(report_of(probed(probe)), catalogue, "csv")
    readings = {csv.QUOTE_MINIMAL: "", csv.QUOTE_NONE: ' "'} if separator != "," else {csv.QUOTE_MINIMAL: ""}
    for quoting, dropped in readings.items():
        rows = csv.reader(io.StringIO(written, newline=""), delimiter=separator, quoting=quoting)
        found = [cell.strip(dropped) if dropped else cell for row in rows for cell in row]
    assert [cell for cell in found if cell.startswith(("=", "+", "-", "@", "\uff1d"))] == []
    assert all(line.startswith('"') and line.endswith('"') for line in written.split("\r\n")[:-1])


@pytest.mark.parametrize("form", FORMATS)
def test_no_format_has_control_characters(form: str, probe: str, catalogue: Catalogue, report_of: ReportOf) -> None:
    written = write_sheet(report_of(probed(probe)), catalogue, form)
    assert clean(written, keep_lines=True) == written.replace("\r", " ")


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", " =1", "\n+1", "\x00=1", "\u202e=1", "\uff20a"])
def test_neutral_cell_begins_with_an_apostrophe(text: str) -> None:
    assert neutral(text).startswith("'")


@pytest.mark.parametrize(("text", "cell"), [("a;=1+1;b", "a;'=1+1;b"), ('a; "=1"', 'a; "\'=1"'), ("a,+1", "a,'+1")])
def test_neutral_cell_is_none_after_a_separator_either(text: str, cell: str) -> None:
    assert neutral(text) == cell


@pytest.mark.parametrize("text", ["a=1", "1-2", "", "S/R", "a, b; c"])
def test_plain_cell_stays(text: str) -> None:
    assert neutral(text) == text
