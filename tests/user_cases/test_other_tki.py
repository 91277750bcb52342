"""ALK TKIs that the reviews do not know: taken as given before, named, counted as a line, and never mistaken for another drug."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest
from texts import full_text
from user_cases.support import Printed

from alktui.cases.case_file import case_bytes, read_case_file
from alktui.cases.case_words import case_lines
from alktui.cases.entry import CaseEntry, TherapyEntry
from alktui.cases.importing import read_import
from alktui.cases.phenopacket import phenopacket_bytes
from alktui.cases.reading import read_case, refusal_of
from alktui.cases.therapy_text import text_of_therapy, therapy_of_text
from alktui.cases.vocabulary import find_therapy, find_tki
from alktui.errors import InputRefused
from alktui.model.catalogue import Catalogue
from alktui.model.report import Report
from alktui.triage import triage

AS_OF = date(2026, 11, 23)
OTHER = CaseEntry(
    disease="NSCLC",
    setting="relapsed",
    prior=[TherapyEntry("alectinib", "progressed"), TherapyEntry("other:foo", "progressed", "2025-01", "2025-09")],
)


def report_of(entry: CaseEntry, catalogue: Catalogue) -> Report:
    case, refusals = read_case(entry, catalogue)
    assert not refusals
    assert case is not None
    return triage(case, catalogue, AS_OF)


def notice(report: Report, code: str) -> str:
    return " ".join(notice.message for notice in report.notices if notice.code == code)


@pytest.mark.parametrize("name", ["neladalkib", "iruplinalkib", "envonalkib", "foritinib", "NVL-655", "WX-0593"])
def test_tki_with_a_source_of_its_own_is_taken_and_said_not_to_be_in_the_reviews(name: str, catalogue: Catalogue) -> None:
    therapy = catalogue.therapy[find_tki(name, catalogue)]
    assert "seen 20" in therapy.outside
    assert not therapy.row
    report = report_of(CaseEntry(disease="NSCLC", prior=[TherapyEntry(name)]), catalogue)
    said = f"{therapy.name} is not in these reviews: no call for it; it counts as a line."
    assert notice(report, "tki-not-in-documents") == said
    assert therapy.id not in {row.therapy for row in report.tkis}


def test_drug_that_is_no_alk_tki_of_the_reviews_has_a_source(catalogue: Catalogue) -> None:
    """Whatever is known from elsewhere alone names where and when it was seen, and stands in no record of the reviews."""
    outside = {therapy.id for therapy in catalogue.therapies if therapy.outside}
    assert outside
    used = {name for record in catalogue.records.values() for name in getattr(record, "therapies", ())}
    assert not outside & (used | {item.therapy for item in catalogue.evidence})


@pytest.mark.parametrize(
    ("typed", "name", "outcome"),
    [
        ("other:foo", "other:foo", ""),
        ("other:foo:progressed", "other:foo", "progressed"),
        ("Other: foo-12 intolerant", "other:foo-12", "intolerant"),
        ("other:foo bar", "other:foo bar", ""),
    ],
)
def test_any_other_tki_is_typed_as_other(typed: str, name: str, outcome: str, catalogue: Catalogue) -> None:
    therapy = therapy_of_text(typed)
    assert (find_tki(therapy.name, catalogue), therapy.outcome) == (name, outcome)
    assert therapy_of_text(text_of_therapy(therapy)) == therapy
    assert refusal_of("prior", typed, catalogue) is None


def test_other_tki_counts_as_a_line_and_is_named(catalogue: Catalogue) -> None:
    report = report_of(OTHER, catalogue)
    assert [(entry.therapy, entry.name, entry.line) for entry in report.case.prior] == [
        ("alectinib", "alectinib", 1),
        ("other:foo", "foo (not in these reviews)", 2),
    ]
    assert notice(report, "tki-not-in-documents") == "foo is not in these reviews: no call for it; it counts as a line."
    text = full_text(report, catalogue)
    assert "other:foo" not in text
    assert "foo (not in these reviews)" in text
    alone = report_of(CaseEntry(disease="NSCLC", setting="relapsed", prior=[TherapyEntry("other:foo")]), catalogue)
    assert "foo (not in these reviews) progressed" in notice(alone, "assumed")
    assert alone.next_tests[0].first, "a TKI that is not in the reviews and failed asks for a re-biopsy as any other"


def test_other_that_is_known_is_the_one_that_is_known(catalogue: Catalogue) -> None:
    assert find_tki("other:Alectinib", catalogue) == "alectinib"
    with pytest.raises(InputRefused, match="--prior-therapy chemotherapy"):
        find_tki("other:chemotherapy", catalogue)
    with pytest.raises(InputRefused, match="name"):
        find_tki("other:", catalogue)


def test_other_tki_stays_in_case_file_and_packet(catalogue: Catalogue) -> None:
    assert read_case_file(case_bytes(OTHER)).entry == OTHER
    case, _ = read_case(OTHER, catalogue)
    assert case is not None
    packet = phenopacket_bytes(case, catalogue, AS_OF)
    assert "other:foo" not in json.loads(packet)["medicalActions"][1]["treatment"]["agent"]["label"]
    assert read_import(packet, catalogue).entry.prior == OTHER.prior


def test_case_in_words_names_it_without_its_prefix() -> None:
    assert "prior TKI      foo (not in these reviews): progressed, 2025-01 to 2025-09" in case_lines(OTHER)


@pytest.mark.parametrize("typed", ["osimertinib", "erdafitinib", "belvarafenib"])
def test_other_drug_is_never_suggested_for_one_that_is_not_near(typed: str, catalogue: Catalogue) -> None:
    """A drug two letters away is another drug: the names known here are listed instead."""
    with pytest.raises(InputRefused) as refusal:
        find_tki(typed, catalogue)
    assert "did you mean" not in str(refusal.value).lower()
    assert "lorlatinib, neladalkib, repotrectinib, TPX-0131, ZX-29, or other:NAME for another ALK TKI" in str(refusal.value)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("alectinb", "alectinib"), ("crizotiinb", "crizotinib"), ("lorlatinob", "lorlatinib"), ("lor", "lorlatinib")],
)
def test_one_letter_or_a_beginning_is_near(typed: str, meant: str, catalogue: Catalogue) -> None:
    with pytest.raises(InputRefused, match=f"Did you mean {meant}"):
        find_tki(typed, catalogue)


def test_other_therapies_are_suggested_as_carefully(catalogue: Catalogue) -> None:
    with pytest.raises(InputRefused, match="Did you mean nivolumab"):
        find_therapy("nivolumap", catalogue)
    with pytest.raises(InputRefused) as refusal:
        find_therapy("tremelimumab", catalogue)
    assert "did you mean" not in str(refusal.value).lower()
    assert "chemotherapy" in str(refusal.value)


def test_command_line_takes_it(alktui: Callable[..., Printed]) -> None:
    found = alktui("triage", "--disease", "NSCLC", "--prior", "other:foo:progressed", "--format", "json")
    assert found.code == 0
    (given,) = json.loads(found.out)["case"]["prior"]
    assert (given["therapy"], given["name"], given["outcome"]) == ("other:foo", "foo (not in these reviews)", "progressed")
