"""The sheet of three cases, byte by byte in every format; `pytest tests/sheet --update-golden` writes them anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from sheet.board import ENTRIES, ReportOf

from alktui.model.catalogue import Catalogue
from alktui.report.sheet import FORMATS, write_sheet

GOLDEN = Path(__file__).parent / "golden"
ENDINGS = {"text": "txt", "markdown": "md", "html": "html", "json": "json", "csv": "csv"}


def normalised(text: str, catalogue: Catalogue) -> str:
    """The text without what names this state of the catalogue."""
    return text.replace(catalogue.fingerprint, "FINGERPRINT").replace(catalogue.release, "RELEASE")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", ENTRIES)
def test_sheet_is_as_before(
    name: str, form: str, catalogue: Catalogue, report_of: ReportOf, request: pytest.FixtureRequest
) -> None:
    written = normalised(write_sheet(report_of(ENTRIES[name]), catalogue, form), catalogue)
    golden = GOLDEN / f"{name}.{ENDINGS[form]}"
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(written.encode())
    assert written.encode() == golden.read_bytes()


@pytest.mark.parametrize("form", FORMATS)
def test_equal_reports_give_equal_bytes(form: str, catalogue: Catalogue, report_of: ReportOf) -> None:
    one, two = (write_sheet(report_of(ENTRIES["compound"]), catalogue, form) for _ in range(2))
    assert one == two
