"""One sheet, byte by byte in the formats that are printed or sent on; `pytest tests/sheet --update-golden` writes it anew."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sheet.board import ENTRIES, ReportOf

from alktui import __version__
from alktui.board import FORMATS, write_sheet
from alktui.model.catalogue import Catalogue

GOLDEN = Path(__file__).parent / "golden"
ENDINGS = {"markdown": "md", "html": "html", "csv": "csv"}


def normalised(text: str, catalogue: Catalogue) -> str:
    """The text without what names this state of program and catalogue."""
    plain = text.replace(catalogue.fingerprint, "FINGERPRINT").replace(catalogue.release, "RELEASE")
    return re.sub("(?<=day: )[0-9a-f]{16}", "DIGEST", plain.replace(f"alktui {__version__}", "alktui VERSION"))


@pytest.mark.parametrize("form", ENDINGS)
def test_sheet_is_as_before(form: str, catalogue: Catalogue, report_of: ReportOf, request: pytest.FixtureRequest) -> None:
    written = normalised(write_sheet(report_of(ENTRIES["compound"]), catalogue, form), catalogue)
    golden = GOLDEN / f"compound.{ENDINGS[form]}"
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(written.encode())
    assert written.encode() == golden.read_bytes()


@pytest.mark.parametrize("form", FORMATS)
def test_equal_reports_give_equal_bytes(form: str, catalogue: Catalogue, report_of: ReportOf) -> None:
    one, two = (write_sheet(report_of(ENTRIES["compound"]), catalogue, form) for _ in range(2))
    assert one == two
