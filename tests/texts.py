"""The texts that the command line prints of a report, for tests that read them."""

from __future__ import annotations

from alktui.model.catalogue import Catalogue
from alktui.model.report import Report
from alktui.pages.full_report import full_page
from alktui.pages.shortlist import short_page
from alktui.paint.text import text_of_page, written


def full_text(report: Report, catalogue: Catalogue) -> str:
    """What `alktui triage --full` prints."""
    return written(full_page(report, catalogue), catalogue)


def short_text(report: Report, catalogue: Catalogue) -> str:
    """What `alktui triage` prints."""
    return written(short_page(report, catalogue, lambda page: len(text_of_page(page, catalogue))), catalogue)
