"""The heat-map: each call under its own TKI and beside the name of its profile, whatever the width."""

from __future__ import annotations

from functools import cache

import pytest
from rich.cells import cell_len
from tui.sitting import AS_OF, opened

from alktui import knowledge
from alktui.cases.entry import CaseEntry
from alktui.cases.example import EXAMPLES
from alktui.model.catalogue import Catalogue
from alktui.model.report import Report
from alktui.pages.overview import LETTERS, matrix_block
from alktui.tui.paint import rows_of_page
from alktui.tui.row import Row
from alktui.tui.session import Session

COMPOUND, THREE, NONE_FOUND, UNTREATED = EXAMPLES.values()
WIDTHS = (39, 54, 59, 62, 66, 69, 77, 79, 99, 109, 119, 131, 139)


@cache
def session_of(name: str) -> Session:
    session = Session({"compound": COMPOUND, "three": THREE}[name], as_of=AS_OF)
    session.know(knowledge.read_knowledge())
    return session


def known_of(name: str) -> tuple[Report, Catalogue]:
    session = session_of(name)
    assert session.report is not None
    assert session.catalogue is not None
    return session.report, session.catalogue


def rows_of(name: str, width: int) -> list[Row]:
    matrix = matrix_block(*known_of(name))
    assert matrix is not None
    return rows_of_page((matrix,), known_of(name)[1], width)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["compound", "three"])
def test_every_call_stands_under_its_own_tki(name: str, width: int) -> None:
    """Read as a person does: down from the head to the cell, and left from the cell to the name of the profile."""
    report, _ = known_of(name)
    head, *lines = rows_of(name, width)
    profiles = {call.profile: place for place, call in enumerate(report.tkis[0].profiles)}
    shown = [line for line in lines if line.spots]
    assert shown
    for line in shown:
        profile = line.key.removeprefix("matrix:")
        assert len(line.spots) == len(report.tkis)
        for row, spot in zip(report.tkis, line.spots, strict=True):
            call = row.profiles[profiles[profile]]
            letter = line.text[spot.start : spot.start + spot.width].strip()
            assert letter in (LETTERS[call.call], f"{LETTERS[call.call_if_read or call.call]}?"), (profile, row.name)
            assert spot.start + spot.width <= width
            above = head.text[spot.start : spot.start + spot.width].strip()
            assert len(above) >= 3
            assert row.name.startswith(above)
        shown_name = line.text[: line.spots[0].start].strip()
        assert shown_name == profile or (width < 80 and profile.startswith(shown_name.removesuffix("..")))


def test_call_that_an_erratum_would_change_says_so() -> None:
    """A bare dot would hide that the table prints this compound with a letter that cannot stand."""
    line = next(row.text for row in rows_of("compound", 79) if row.text.startswith("C1156Y+L1198F"))
    assert "R?" in line


@pytest.mark.parametrize("size", [(40, 24), (80, 24), (100, 30), (110, 30), (140, 45)])
async def test_matrix_is_seen_with_every_tki(size: tuple[int, int]) -> None:
    """Beside a why pane where there is one; from 80 columns on no cell and no name of a profile is cut."""
    async with opened(THREE, size) as sitting:
        await sitting.press_until("m", lambda: sitting.view == "matrix")
        await sitting.settle()
        rows = [row for row in sitting.lines.rows if row.spots]
        assert rows
        if size[0] >= 80:
            assert not [row.text for row in rows if ".." in row.text]
            assert all(any(row.text.split()[0] in line for line in sitting.painted) for row in rows)


async def test_enter_shows_both_sides_of_the_cell() -> None:
    """A conflict is one cell; enter shows what stands for either side, with table and section."""
    entry = CaseEntry(disease="NSCLC", setting="relapsed", findings=THREE.findings[2:])
    async with opened(entry) as sitting:
        await sitting.press_until("m", lambda: sitting.view == "matrix")
        while "lorlatinib" not in (sitting.lines.spot.copied if sitting.lines.spot else ""):
            before = sitting.lines.spot
            await sitting.press_until("right", lambda before=before: sitting.lines.spot != before)
        why = " ".join(await sitting.explain())
        assert "sensitive: printed" in why
        assert "reduced: printed" in why
        assert "Table 1" in why
        assert "section 4.3.1" in why


@pytest.mark.parametrize("width", [39, 139])
def test_line_that_is_copied_names_the_tki_of_every_call(width: int) -> None:
    """Pasted into a mail there is no head above the letters."""
    row = next(row for row in rows_of("compound", width) if row.key == "matrix:C1156Y+L1198F")
    assert row.copied.startswith("C1156Y+L1198F (found): ")
    assert "crizotinib sensitive" in row.copied
    assert "lorlatinib no call, resistant if a misprint is corrected" in row.copied


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (140, 45)])
@pytest.mark.parametrize("entry", EXAMPLES.values(), ids=[name[:20] for name in EXAMPLES])
async def test_overview_is_seen_whole_without_scrolling(entry: CaseEntry, size: tuple[int, int]) -> None:
    """Matrix, what was given, a line a step and the day knowledge ends: all at once; only the answer may be cut."""
    async with opened(entry, size) as sitting:
        await sitting.step(2)
        await sitting.settle()
        assert len(sitting.list_texts) <= sitting.lines.size.height
        words = " ".join(" ".join(sitting.painted).split())
        assert "Trials" in words
        assert "Knowledge ends Feb 2022" in words
        assert all(cell_len(row.text) <= sitting.lines.size.width for row in sitting.lines.rows)


async def test_answer_that_is_cut_is_read_whole_by_enter() -> None:
    """What has no room above the heat-map stands behind the last line of the answer, which says so."""
    async with opened(THREE, (80, 22)) as sitting:
        await sitting.step(2)
        assert sitting.key.startswith("matrix:"), "the heat-map is what one looks at first"
        await sitting.go("answer")
        assert sitting.highlighted.endswith(".. (enter: all)")
        why = " ".join(" ".join(await sitting.explain()).split())
        assert "RNA or long reads can tell, ordinary DNA reads cannot." in why


async def test_lines_of_the_overview_lead_to_their_steps() -> None:
    """Enter on a line goes on to its step, to the first line that is spoken against, or to what to ask next."""
    async with opened(THREE) as sitting:
        for key, step in (("go:strategies", "strategies"), ("go:targets", "targets"), ("go:trials", "trials")):
            await sitting.step(2)
            await sitting.go(key)
            await sitting.press_until("enter", lambda step=step: sitting.screen.step == step)
        await sitting.step(2)
        await sitting.go("go:against")
        await sitting.press_until("enter", lambda: sitting.screen.step == "strategies")
        heading = next(at for at, text in enumerate(sitting.list_texts) if text.startswith("This case speaks against it"))
        assert sitting.lines.rows[heading + 1].key == sitting.key
        await sitting.step(2)
        await sitting.go("go:next-test")
        await sitting.press_until("enter", lambda: sitting.view == "what to test next")
