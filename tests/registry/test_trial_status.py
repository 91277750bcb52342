"""Printed and registry status side by side: never merged, never overwritten, each with its own date."""

from __future__ import annotations

from datetime import date

import pytest
from texts import full_text

from alktui.cases.entry import CaseEntry, TherapyEntry
from alktui.cases.reading import read_case
from alktui.model.case import Case
from alktui.model.catalogue import Catalogue
from alktui.model.registry import EligibilityFlag, RegistryStatus
from alktui.model.report import Report, TrialOption
from alktui.pages.trial_listing import listing_page
from alktui.paint.json import json_of
from alktui.paint.text import written
from alktui.triage import triage
from alktui.triage.registry import trial_listing

AS_OF = date(2026, 11, 23)
LORLATINIB = "NCT03505554"
"""Printed as recruiting in ALCL, February 2022."""


@pytest.fixture
def case(catalogue: Catalogue) -> Case:
    found, refusals = read_case(CaseEntry(disease="ALCL", setting="relapsed", prior=[TherapyEntry("crizotinib")]), catalogue)
    assert found is not None, refusals
    return found


def said(status: str, **values: object) -> dict[str, RegistryStatus]:
    fields = {"conditions": ("Anaplastic Large Cell Lymphoma",), "fetched_on": "2026-11-22", "data_date": "2026-11-20"}
    return {LORLATINIB: RegistryStatus.model_validate({"nct_id": LORLATINIB, "status": status} | fields | values)}


def trial_of(report: Report, number: str = LORLATINIB) -> TrialOption:
    return next(trial for trial in report.trials if trial.nct_id == number)


def codes(report: Report) -> set[str]:
    return {notice.code for notice in report.notices}


def test_without_registry_nothing_changes(case: Case, catalogue: Catalogue) -> None:
    assert json_of(triage(case, catalogue, AS_OF)) == json_of(triage(case, catalogue, AS_OF, {}))
    assert trial_of(triage(case, catalogue, AS_OF)).status.registry is None


def test_printed_status_stays_and_nothing_but_status_and_notices_moves(case: Case, catalogue: Catalogue) -> None:
    before, after = triage(case, catalogue, AS_OF), triage(case, catalogue, AS_OF, said("TERMINATED"))
    printed = trial_of(before).status
    assert (trial_of(after).status.printed, trial_of(after).status.printed_as_of) == (printed.printed, printed.printed_as_of)
    assert after.but(notices=(), trials=()) == before.but(notices=(), trials=())
    assert [trial.but(status=printed) for trial in after.trials] == [trial.but(status=printed) for trial in before.trials]


def test_dead_recruiting_is_seen_at_a_glance(case: Case, catalogue: Catalogue) -> None:
    report = triage(case, catalogue, AS_OF, said("COMPLETED"))
    (notice,) = [notice for notice in report.notices if notice.code == "registry-not-open"]
    assert (notice.severity, LORLATINIB in notice.message, "completed" in notice.message) == ("warning", True, True)
    assert trial_of(report).status.enrolling is False


def test_unknown_is_not_closed_and_gives_the_last_known_status(case: Case, catalogue: Catalogue) -> None:
    report = triage(case, catalogue, AS_OF, said("UNKNOWN", last_known_status="RECRUITING", status_verified="2021-03"))
    status = trial_of(report).status
    assert (status.registry, status.last_known, status.enrolling, status.not_verified_since) == (
        "UNKNOWN",
        "RECRUITING",
        None,
        "2021-03",
    )
    assert "registry-not-open" not in codes(report)
    assert "unknown, last known recruiting; not verified since March 2021" in " ".join(full_text(report, catalogue).split())


@pytest.mark.parametrize(
    ("verified", "since"),
    [("2025-11", None), ("2025-10", "2025-10"), ("2026-11-01", None), ("2025", None), ("2024", "2024"), ("", None)],
)
def test_not_verified_since_begins_after_a_year(verified: str, since: str | None, case: Case, catalogue: Catalogue) -> None:
    report = triage(case, catalogue, AS_OF, said("RECRUITING", status_verified=verified))
    assert trial_of(report).status.not_verified_since == since


@pytest.mark.parametrize(
    ("completion", "passed"),
    [
        ("2026-11-22", True),
        ("2026-11-23", False),
        ("2026-11", False),
        ("2026-10", True),
        ("2026", False),
        ("2025", True),
        ("", None),
    ],
)
def test_completion_has_passed_when_its_day_month_or_year_is_over(
    completion: str,
    passed: bool | None,  # noqa: FBT001 - a parameter of the test
    case: Case,
    catalogue: Catalogue,
) -> None:
    assert trial_of(triage(case, catalogue, AS_OF, said("RECRUITING", completion=completion))).status.completion_passed is passed


def test_record_that_excludes_alk_is_quoted(case: Case, catalogue: Catalogue) -> None:
    flag = EligibilityFlag(kind="excludes-alk", excerpt="ALK-positive ALCL")
    report = triage(case, catalogue, AS_OF, said("RECRUITING", flags=(flag,)))
    (notice,) = [notice for notice in report.notices if notice.code == "registry-excludes-alk"]
    assert '"ALK-positive ALCL"' in notice.message
    asking = EligibilityFlag(kind="asks-for-alk", excerpt="ALK+")
    assert "registry-excludes-alk" not in codes(triage(case, catalogue, AS_OF, said("RECRUITING", flags=(asking,))))


@pytest.mark.parametrize(
    ("conditions", "title", "other"),
    [
        (("Neuroblastoma",), "A study in children", True),
        (("Carcinoma, Non-Small-Cell Lung",), "", True),
        (("Lymphoma, Large-Cell, Anaplastic",), "", False),
        (("Peripheral T-cell Lymphomas",), "", False),
        (("Neuroblastoma",), "Study in ALCL and neuroblastoma", False),
        (("Advanced Cancer",), "", False),
        (("Malignant neoplasm",), "", False),
        ((), "Neuroblastoma", False),
    ],
)
def test_other_disease_than_printed_is_noticed(
    conditions: tuple[str, ...],
    title: str,
    other: bool,  # noqa: FBT001 - a parameter of the test
    case: Case,
    catalogue: Catalogue,
) -> None:
    report = triage(case, catalogue, AS_OF, said("RECRUITING", conditions=conditions, title=title))
    assert ("registry-other-disease" in codes(report)) is other


def test_excluded_trial_raises_no_notice(catalogue: Catalogue) -> None:
    lung, _ = read_case(CaseEntry(disease="NSCLC"), catalogue)
    assert lung is not None
    report = triage(lung, catalogue, AS_OF, said("COMPLETED", conditions=("Neuroblastoma",)))
    assert trial_of(report).state == "excluded"
    assert not {code for code in codes(report) if code.startswith("registry")}


def test_attribution_and_day_of_the_data_stand_once_where_registry_data_is_shown(case: Case, catalogue: Catalogue) -> None:
    text = " ".join(full_text(triage(case, catalogue, AS_OF, said("COMPLETED")), catalogue).split())
    assert text.count("ClinicalTrials.gov") == 1
    assert "ClinicalTrials.gov (U.S. National Library of Medicine), data of 2026-11-20 (3 days old)" in text
    assert "at the registry: completed" in text
    assert "recruiting, as printed February 2022 (4.8 y ago)" in text
    assert "ClinicalTrials.gov" not in full_text(triage(case, catalogue, AS_OF), catalogue)


def test_import_without_a_day_of_the_data_says_so(case: Case, catalogue: Catalogue) -> None:
    report = triage(case, catalogue, AS_OF, said("COMPLETED", data_date=""))
    assert trial_of(report).status.registry_as_of == "2026-11-22"
    assert "not given" in (trial_of(report).status.attribution or "")
    assert "the day of the data is not given" in " ".join(full_text(report, catalogue).split())


def test_listing_shows_every_trial_of_the_catalogue(catalogue: Catalogue) -> None:
    listing = trial_listing(catalogue, said("COMPLETED"), AS_OF)
    assert [trial.nct_id for trial in listing.trials] == [trial.nct_id for trial in catalogue.trials]
    text = written(listing_page(listing), catalogue)
    assert text.count("at the registry: not stored") == len(catalogue.trials) - 1
    assert "at the registry: completed" in text
    assert max(map(len, text.splitlines())) <= 80
    assert "No registry status is stored" in written(listing_page(trial_listing(catalogue, {}, AS_OF)), catalogue)
