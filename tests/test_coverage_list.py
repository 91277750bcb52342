"""No section of either review stands empty, and the list that says so is fresh."""

from pathlib import Path

import pytest

from alktui.catalogue.coverage import coverage, read_coverage
from alktui.catalogue.location import catalogue_path
from alktui.catalogue.store import read_catalogue

DB = Path(__file__).parent.parent / "db"
SECTIONS = {
    "wang-2022": (
        "abstract", "section 1", "section 2.1", "section 2.2", "section 2.3", "section 2.4", "section 3", "section 3.1.1",
        "section 3.1.2", "section 3.2.1", "section 3.2.2", "section 4.1", "section 4.2", "section 4.3.1", "section 4.3.2",
        "section 4.4", "section 4.5", "section 4.5.1", "section 4.5.2", "section 4.5.3", "section 5", "section 6", "Table 1",
        "Table 2",
    ),
    "sposito-2024": (
        "abstract", "highlights", "section 1", "section 2", "section 3", "section 3.1", "section 3.1.1", "section 3.1.2",
        "section 4", "section 5", "section 5.1", "section 6", "section 7", "Table 1", "Table 2", "Table 3", "Figure 1",
        "Figure 2", "reference notes",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def counted() -> dict[str, dict[str, int]]:
    """Records by document and section."""
    return coverage(read_catalogue(catalogue_path()))


@pytest.mark.parametrize(("document", "section"), [(document, name) for document, names in SECTIONS.items() for name in names])
def test_section_has_records(counted: dict[str, dict[str, int]], document: str, section: str) -> None:
    """A reader who opens a review at any section finds records of it."""
    assert counted[document].get(section, 0) > 0


def test_no_record_stands_on_a_section_that_is_not_there(counted: dict[str, dict[str, int]]) -> None:
    """A locator that names no section of the document is a mistake."""
    for document, sections in counted.items():
        assert set(sections) <= {*SECTIONS[document], "reference notes"}, document


def test_coverage_list_is_fresh(counted: dict[str, dict[str, int]]) -> None:
    """The list in db/ tells today's counts."""
    assert read_coverage(DB) == counted, "run: alktui catalogue coverage --write"
