"""The escape map of a TKI: what its documents say of a profile, whether as a call or not."""

from __future__ import annotations

from datetime import date

import pytest

from alktui.cases.entry import CaseEntry, FindingEntry, TherapyEntry
from alktui.cases.reading import read_case
from alktui.model.catalogue import Catalogue
from alktui.model.escape import Alternative, Escape
from alktui.triage import triage
from alktui.triage.escape import escape_map, ladder

DOUBLES = "wang-2022/caution/doubles-second-generation"
NAME = "second-generation-alk-tki"


def escape_of(profile: str, therapy: str, catalogue: Catalogue) -> Escape:
    return next(escape for escape in escape_map(therapy, catalogue).escapes if escape.profile == profile)


def alternative_of(therapy: str, escape: Escape) -> Alternative:
    return next(other for other in escape.alternatives if other.therapy == therapy)


def test_profile_that_escapes_only_if_a_misprint_is_corrected_is_named(catalogue: Catalogue) -> None:
    """Wang 2022, Table 1, lorlatinib, resistant prints C1196Y+L1198F, which cannot stand; it makes no call."""
    escape = escape_of("C1156Y+L1198F", "lorlatinib", catalogue)
    assert (escape.call, escape.call_if_read) == ("no-data", "resistant")
    assert [(item.printed, item.counted) for item in escape.evidence] == [("C1196Y+L1198F", False)]
    assert alternative_of("crizotinib", escape).call == "sensitive"


def test_call_that_no_misprint_would_change_says_nothing_of_one(catalogue: Catalogue) -> None:
    named = [escape.profile for escape in escape_map("lorlatinib", catalogue).escapes if escape.call_if_read]
    assert named == ["C1156Y+L1198F"]


def test_drug_that_is_no_line_of_the_tki_step_is_named_on_its_profile(catalogue: Catalogue) -> None:
    """Wang 2022, section 4.3.1: ZX-29 overcomes G1202R."""
    for therapy in ("lorlatinib", "alectinib"):
        escape = escape_of("G1202R", therapy, catalogue)
        assert alternative_of("zx-29", escape).call == "sensitive"
        assert escape.alternatives[-1].therapy == "zx-29", "after the lines of the TKI step"


@pytest.mark.parametrize("profile", ["D1203N+E1210K", "F1174C+D1203N"])
def test_class_that_failed_on_the_very_profile_is_named(profile: str, classed: Catalogue) -> None:
    """Wang 2022, section 4.3.1: no drug of the second generation was effective on these two; that is no call of one of them."""
    (failed,) = escape_of(profile, "lorlatinib", classed).failed
    assert failed.therapies == ("alectinib", "brigatinib", "ceritinib")
    assert failed.caution == DOUBLES
    for member in failed.therapies:
        escape = escape_of(profile, member, classed)
        assert escape.failed == (failed,)
        assert escape.call == "no-data"


def test_no_profile_is_printed_as_resistant_to_gilteritinib_and_ensartinib(classed: Catalogue) -> None:
    assert escape_map("gilteritinib", classed).escapes == ()
    assert escape_map("ensartinib", classed).escapes == ()


def test_rung_says_that_its_class_failed(classed: Catalogue) -> None:
    entry = CaseEntry(
        disease="NSCLC", setting="relapsed", prior=[TherapyEntry("alectinib")], findings=[FindingEntry("F1174C+D1203N")]
    )
    case, refusals = read_case(entry, classed)
    assert case is not None, refusals
    rungs = ladder(triage(case, classed, date(2026, 11, 30)))
    assert [rung.failed_as for rung in rungs.given] == [classed.therapy[NAME].name]
