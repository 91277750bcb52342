"""The matrix: each call under its own TKI and beside the whole name of its profile, whatever the width."""

from __future__ import annotations

from functools import cache

import pytest
from tui.sitting import AS_OF, opened

from alktui import knowledge
from alktui.cases.entry import CaseEntry
from alktui.cases.example import EXAMPLES
from alktui.model.report import Report
from alktui.pages.words import LETTERS
from alktui.tui.row import texts
from alktui.tui.session import Session
from alktui.tui.view import matrix

COMPOUND, THREE = [*EXAMPLES.values()][:2]
WIDTHS = (39, 54, 59, 66, 69, 77, 79, 99, 109, 119, 131, 139)


@cache
def session_of(name: str) -> Session:
    session = Session({"compound": COMPOUND, "three": THREE}[name], as_of=AS_OF)
    session.know(knowledge.read_knowledge())
    return session


def report_of(name: str) -> Report:
    report = session_of(name).report
    assert report is not None
    return report


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["compound", "three"])
def test_every_call_stands_under_its_own_tki(name: str, width: int) -> None:
    """Read as a person does: down from the head to the cell, and left from the cell to the whole name of the profile."""
    report, catalogue = report_of(name), session_of(name).catalogue
    assert catalogue is not None
    head, *lines = texts(matrix.rows(report, catalogue, width, 0))
    starts = {row.name: head.casefold().index(row.name[:4]) for row in report.tkis}
    assert len(set(starts.values())) == len(report.tkis)
    for place, call in enumerate(report.tkis[0].profiles):
        at = next(at for at, line in enumerate(lines) if line == call.profile or line.startswith(f"{call.profile} "))
        cells = lines[at] if lines[at][len(call.profile) :].strip()[:1] in "SR-" else lines[at + 1]
        for row in report.tkis:
            cell = cells[starts[row.name] :].split(None, 1)[0]
            assert cell.partition("(")[0] == LETTERS[row.profiles[place].call], (call.profile, row.name)


def test_call_that_an_erratum_would_change_says_so() -> None:
    """A bare dash would hide that the table prints this compound with a letter that cannot stand."""
    report, catalogue = report_of("compound"), session_of("compound").catalogue
    assert catalogue is not None
    line = next(text for text in texts(matrix.rows(report, catalogue, 79, 0)) if text.startswith("C1156Y+L1198F"))
    assert "-(R)" in line


@pytest.mark.parametrize("size", [(100, 30), (110, 30), (140, 45)])
async def test_matrix_has_the_width_it_needs(size: tuple[int, int]) -> None:
    """Beside a why pane where both find room, over the whole width where they do not; nothing is cut."""
    async with opened(THREE, size) as sitting:
        await sitting.press_until("m", lambda: sitting.view == "matrix")
        await sitting.settle()
        assert not [line for line in sitting.list_texts if line.endswith("..")]
        painted = "\n".join(sitting.painted)
        for profile in ("I1171N+L1196M+G1202R", "I1171N", "G1202R"):
            assert any(line.startswith(f"{profile} ") for line in sitting.painted), painted


async def test_enter_shows_both_sides_of_the_cell() -> None:
    """A conflict is one cell; enter shows what stands for either side, with table and section."""
    entry = CaseEntry(disease="NSCLC", setting="relapsed", findings=THREE.findings[2:])
    async with opened(entry) as sitting:
        await sitting.press_until("m", lambda: sitting.view == "matrix")
        while "[lorl]" not in sitting.list_texts[0]:
            before = sitting.list_texts[0]
            await sitting.press_until("right", lambda before=before: sitting.list_texts[0] != before)
        why = " ".join(await sitting.explain())
        assert "sensitive: printed" in why
        assert "reduced: printed" in why
        assert "Table 1" in why
        assert "section 4.3.1" in why


@pytest.mark.parametrize("width", [39, 139])
def test_line_that_is_copied_names_the_tki_of_every_call(width: int) -> None:
    """Pasted into a mail there is no head above the letters."""
    report, catalogue = report_of("compound"), session_of("compound").catalogue
    assert catalogue is not None
    row = next(row for row in matrix.rows(report, catalogue, width, 0) if row.key == "matrix:C1156Y+L1198F")
    assert row.copied.startswith("C1156Y+L1198F (found): ")
    assert "crizotinib sensitive" in row.copied
    assert "lorlatinib no data (resistant if an erratum is read as we read it)" in row.copied
