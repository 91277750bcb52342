"""What stands on the page, and that what does not is counted."""

from __future__ import annotations

import itertools

import pytest
from sheet.board import ENTRIES, OTHERS, ReportOf

from alktui.cases.entry import CaseEntry
from alktui.model.catalogue import Catalogue
from alktui.model.report import Option
from alktui.report.sheet import sheet_of
from alktui.report.words import AGAINST

EVERY = pytest.mark.parametrize("entry", [*ENTRIES.values(), *OTHERS.values()], ids=[*ENTRIES, *OTHERS])


@EVERY
def test_each_step_counts_what_it_leaves_out(entry: CaseEntry, catalogue: Catalogue, report_of: ReportOf) -> None:
    report = report_of(entry)
    sheet = sheet_of(report, catalogue)
    for options, step in ((report.strategies, sheet.strategies), (report.targets, sheet.targets), (report.trials, sheet.trials)):
        for state, part in (("applies", step.applies), ("possible", step.possible)):
            wanted = [option.id for option in options if option.state == state and option.verdict not in AGAINST]
            assert [option.id for option in part.shown] == wanted[: len(part.shown)]
            assert len(part.shown) + part.more == len(wanted) == getattr(step.counts, state)


@EVERY
def test_nothing_that_harms_stands_among_proposals(entry: CaseEntry, catalogue: Catalogue, report_of: ReportOf) -> None:
    sheet = sheet_of(report_of(entry), catalogue)
    steps = (sheet.strategies, sheet.targets, sheet.trials)
    proposed = [option for step in steps for part in (step.applies, step.possible) for option in part.shown]
    assert [option.id for option in proposed if option.verdict in AGAINST] == []
    assert [option.id for option in sheet.against.shown if option.verdict not in AGAINST or option.state != "applies"] == []


def test_harm_comes_first_among_what_is_advised_against(catalogue: Catalogue, report_of: ReportOf) -> None:
    report = report_of(ENTRIES["three-findings"])
    fitting = [option for option in _against(report.strategies) if option.state == "applies"]
    assert {option.verdict for option in fitting} == set(AGAINST)
    assert sheet_of(report, catalogue).against.shown[0].verdict == "stopped-for-toxicity"


def _against(options: tuple[Option, ...]) -> list[Option]:
    return [option for option in options if option.verdict in AGAINST]


@EVERY
def test_sources_are_numbered_once_in_the_order_of_the_page(entry: CaseEntry, catalogue: Catalogue, report_of: ReportOf) -> None:
    sheet = sheet_of(report_of(entry), catalogue)
    assert [source.number for source in sheet.sources] == list(range(1, len(sheet.sources) + 1))
    assert len({source.doi.casefold() for source in sheet.sources if source.doi}) == sum(
        bool(source.doi) for source in sheet.sources
    )
    lines = itertools.chain(
        sheet.tkis, sheet.strategies.applies.shown, sheet.targets.applies.shown, sheet.trials.applies.shown, sheet.cautions.shown
    )
    cited = {number for line in lines for place in line.places for number in place.numbers}
    assert cited <= {source.number for source in sheet.sources}
    assert all(
        place.numbers for step in (sheet.strategies, sheet.targets) for line in step.applies.shown for place in line.places
    )


def test_erratum_that_would_change_a_call_is_on_the_page(catalogue: Catalogue, report_of: ReportOf) -> None:
    sheet = sheet_of(report_of(ENTRIES["compound"]), catalogue)
    lorlatinib = next(row for row in sheet.tkis if row.therapy == "lorlatinib")
    assert (lorlatinib.call, lorlatinib.call_if_read) == ("no-data", "resistant")
    named = {note.number: note.id for note in sheet.errata.shown}
    assert [named[number] for number in lorlatinib.errata_unread] == ["wang-2022/erratum/C1196Y"]


def test_members_never_stand_for_their_compound(catalogue: Catalogue, report_of: ReportOf) -> None:
    sheet = sheet_of(report_of(ENTRIES["compound"]), catalogue)
    alectinib = next(row for row in sheet.tkis if row.therapy == "alectinib")
    assert alectinib.call == "no-data"
    assert [(call.profile, call.role) for call in alectinib.profiles if call.call == "sensitive"] == [("C1156Y", "member")]
