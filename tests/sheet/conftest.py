"""What the tests of the sheet share: the report of an entry on a fixed day."""

from __future__ import annotations

from datetime import date

import pytest
from sheet.board import ReportOf

from alktui.cases.entry import CaseEntry
from alktui.cases.reading import read_case
from alktui.model.catalogue import Catalogue
from alktui.model.report import Report
from alktui.triage import triage

AS_OF = date(2026, 11, 23)


@pytest.fixture
def report_of(catalogue: Catalogue) -> ReportOf:
    """What triage gives for an entry on a fixed day."""

    def report(entry: CaseEntry) -> Report:
        case, refusals = read_case(entry, catalogue)
        assert case is not None
        assert refusals == ()
        return triage(case, catalogue, AS_OF)

    return report
