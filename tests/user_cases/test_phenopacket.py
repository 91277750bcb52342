import json
from datetime import date
from typing import Any

import pytest
from google.protobuf.json_format import MessageToDict, Parse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from phenopackets import Phenopacket
from user_cases.support import INPUTS

from alktui.cases.entry import CaseEntry, FindingEntry, TherapyEntry
from alktui.cases.importing import read_import
from alktui.cases.phenopacket import phenopacket_bytes, phenopacket_of
from alktui.cases.reading import read_case
from alktui.model.case import Case
from alktui.model.catalogue import Catalogue
from alktui.model.report import Report
from alktui.triage import triage

DAY = date(2026, 11, 23)
TEXT = st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF), max_size=12).map(str.strip)
NOT_COUNTED = ("I1461V", "L1196M+K1491R", "D1529E:count", "V476A")
MARKS = st.sampled_from(["", "germline (Mutation_Status)"])
OUTCOMES = st.sampled_from(["", "progressed", "intolerant", "stopped", "ongoing"])


def case_of(entry: CaseEntry, catalogue: Catalogue) -> Case:
    case, refusals = read_case(entry, catalogue)
    assert refusals == ()
    assert case is not None
    return case


def report_of(entry: CaseEntry, catalogue: Catalogue) -> Report:
    return triage(case_of(entry, catalogue), catalogue, DAY)


def meaning(entry: CaseEntry, catalogue: Catalogue) -> dict[str, Any]:
    """What an entry means: its case without the label, the spelling of what was typed, and how that was read."""
    case = case_of(entry, catalogue)
    found = case.model_dump(exclude={"label", "reading"})
    for finding in (*found["findings"], *found["not_counted"]):
        del finding["typed"]
    return found


@st.composite
def therapies(draw: st.DrawFn, names: list[str]) -> TherapyEntry:
    """A therapy given before, with or without dates of any precision."""
    span = draw(st.sampled_from([("", ""), ("2023", ""), ("", "2024-02"), ("2023-02", "2023"), ("2023-02-17", "2024-02-29")]))
    return TherapyEntry(draw(st.sampled_from(names)), draw(OUTCOMES), *span)


@st.composite
def entries(draw: st.DrawFn, catalogue: Catalogue) -> CaseEntry:
    """Entries that can be read whole."""
    tkis = [therapy.id for therapy in catalogue.therapies if therapy.kind == "alk-tki"] + ["other:foo"]
    others = [therapy.id for therapy in catalogue.therapies if "alk-tki" not in (*therapy.classes, therapy.id)]
    states = {marker.id: marker.states for marker in catalogue.biomarkers}
    setting = draw(st.sampled_from(["", "untreated", "relapsed"]))
    prior = [] if setting == "untreated" else draw(st.lists(therapies(tkis), max_size=3))
    others = [name for name in others if setting != "untreated" or not catalogue.is_systemic(name)]
    changes = st.sampled_from(["G1202R", "C1156Y+L1198F", "T1151dup", "I1171N", "F1174fs", *NOT_COUNTED])
    texts = draw(st.lists(changes, max_size=5))
    findings = [FindingEntry(text, draw(TEXT), draw(TEXT), draw(TEXT), draw(MARKS)) for text in texts]
    tested = draw(st.sets(st.sampled_from([*states]), max_size=3))
    return CaseEntry(
        disease=draw(st.sampled_from([disease.id for disease in catalogue.diseases if disease.choice])),
        setting=setting,
        alk=draw(st.sampled_from(["", "positive", "negative"])),
        fusion=draw(TEXT),
        findings=findings,
        phase=draw(st.sampled_from(["", "cis", "trans", "unknown"])) if len({*texts}) > 1 else "",
        sequencing="" if findings else draw(st.sampled_from(["", "none-found", "not-sequenced", "mutation-found"])),
        amplification=draw(st.sampled_from(["", "amplified", "not-amplified"])),
        prior=prior,
        no_prior_tki=not prior and draw(st.booleans()),
        prior_therapies=draw(st.lists(therapies(others), max_size=2)),
        biomarkers={marker: draw(st.sampled_from(states[marker])) for marker in tested},
        age_group=draw(st.sampled_from(["", "paediatric", "adult"])),
        question=draw(TEXT),
    )


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_phenopacket_is_valid_and_means_the_same_when_it_comes_back(catalogue: Catalogue, data: st.DataObject) -> None:
    entry = data.draw(entries(catalogue))
    content = phenopacket_bytes(case_of(entry, catalogue), catalogue, DAY)
    packet = Parse(content.decode(), Phenopacket())
    assert MessageToDict(packet)["id"] == json.loads(content)["id"]
    back = read_import(content, catalogue)
    assert back.refusals == ()
    assert meaning(back.entry, catalogue) == meaning(entry, catalogue)


SEEN_TWICE = [
    FindingEntry("G1202R", "liver", "2026-06-02", "12%"),
    FindingEntry("L1196M", "liver", "2026-06-02", "3%"),
    FindingEntry("p.Gly1202Arg", "plasma", "2026-05-20", "0.4%"),
]


def test_phenopacket_keeps_every_specimen_of_a_finding(catalogue: Catalogue) -> None:
    """Each is a description of its own, so that others can read it as well; all have an id of their own."""
    packet = phenopacket_of(case_of(CaseEntry(disease="NSCLC", findings=SEEN_TWICE), catalogue), catalogue, DAY)
    found = packet["interpretations"][0]["diagnosis"]["genomicInterpretations"]
    variations = [entry["variantInterpretation"]["variationDescriptor"] for entry in found]
    assert [variation["id"] for variation in variations] == ["finding-1", "finding-2", "finding-2-specimen-2"]
    assert [variation["extensions"][0]["value"] for variation in variations] == ["liver", "liver", "plasma"]
    assert {variation["expressions"][0]["value"] for variation in variations[1:]} == {"NP_004295.2:p.Gly1202Arg"}


def test_phenopacket_does_not_say_what_was_only_assumed(catalogue: Catalogue) -> None:
    entry = CaseEntry(disease="ALCL", prior=[TherapyEntry("crizotinib"), TherapyEntry("alectinib", "progressed")])
    first, second = phenopacket_of(case_of(entry, catalogue), catalogue, DAY)["medicalActions"]
    assert "treatmentTerminationReason" not in first
    assert "diseaseStage" not in phenopacket_of(case_of(entry, catalogue), catalogue, DAY)["diseases"][0]
    assert second["treatmentTerminationReason"]["label"] == "Progressive Disease"


def test_phenopacket_of_equal_cases_has_equal_bytes_and_no_label(catalogue: Catalogue) -> None:
    entry = CaseEntry(label="Jane Roe", disease="ALCL", findings=[FindingEntry("G1202R")])
    first, second = (phenopacket_bytes(case_of(entry, catalogue), catalogue, DAY) for _ in range(2))
    assert first == second
    assert b"Roe" not in first


def test_phenopacket_has_codes_and_hgvs_that_others_know(catalogue: Catalogue) -> None:
    entry = CaseEntry(
        disease="LUAD",
        findings=[FindingEntry("L1196M+G1202R")],
        prior=[TherapyEntry("lorlatinib")],
        prior_therapies=[TherapyEntry("chemotherapy", "stopped")],
    )
    packet = phenopacket_of(case_of(entry, catalogue), catalogue, DAY)
    assert packet["diseases"][0]["term"]["id"] == "NCIT:C3512"
    agents = [action["treatment"]["agent"]["id"] for action in packet["medicalActions"]]
    assert agents == ["NCIT:C113655", "alktui:chemotherapy"]
    (found,) = packet["interpretations"][0]["diagnosis"]["genomicInterpretations"]
    variation = found["variantInterpretation"]["variationDescriptor"]
    assert variation["expressions"] == [{"syntax": "hgvs.p", "value": "NP_004295.2:p.[Leu1196Met;Gly1202Arg]"}]
    prefixes = {resource["namespacePrefix"] for resource in packet["metaData"]["resources"]}
    assert {code.partition(":")[0] for code in codes(packet) if not code.startswith("alktui-")} <= prefixes


def codes(value: Any) -> set[str]:  # noqa: ANN401 - any JSON
    """Every code of a packet."""
    if isinstance(value, list):
        return set().union(*map(codes, value))
    if not isinstance(value, dict):
        return set()
    own = {text for key, text in value.items() if key in ("id", "valueId") and ":" in str(text)}
    return own.union(*map(codes, value.values()))


def test_dates_of_a_therapy_are_an_interval_that_others_can_read(catalogue: Catalogue) -> None:
    """A month entered runs from its first instant to its last; what was entered is there to read as well."""
    entry = CaseEntry(disease="ALCL", prior=[TherapyEntry("crizotinib", "", "2023-02", "2024-02")])
    (action,) = phenopacket_of(case_of(entry, catalogue), catalogue, DAY)["medicalActions"]
    (interval,) = action["treatment"]["doseIntervals"]
    assert interval["interval"] == {"start": "2023-02-01T00:00:00Z", "end": "2024-02-29T23:59:59Z"}
    assert interval["scheduleFrequency"]["label"] == "2023-02 to 2024-02"


def test_dates_of_others_are_taken_to_the_day(catalogue: Catalogue) -> None:
    """Of several intervals the first start and the last end count; one that goes on has no end."""

    def packet(*intervals: dict[str, str]) -> bytes:
        treatment = {"agent": {"id": "NCIT:C74061"}, "doseIntervals": [{"interval": interval} for interval in intervals]}
        return json.dumps({"id": "x", "medicalActions": [{"treatment": treatment}]}).encode()

    first, second = {"start": "2023-02-03T08:00:00Z", "end": "2023-04-05T08:00:00Z"}, {"start": "2023-05-01T00:00:00Z"}
    assert read_import(packet(first), catalogue).entry.prior == [TherapyEntry("crizotinib", "", "2023-02-03", "2023-04-05")]
    assert read_import(packet(second, first), catalogue).entry.prior == [TherapyEntry("crizotinib", "", "2023-02-03", "")]


def test_descriptions_that_contradict_each_other_are_refused(catalogue: Catalogue) -> None:
    """As in a MAF: which of the two is right nobody can tell from here."""

    def packet(protein: str, bases: str) -> bytes:
        expressions = [{"syntax": "hgvs.p", "value": protein}, {"syntax": "hgvs.c", "value": bases}]
        variation = {"geneContext": {"symbol": "ALK"}, "expressions": expressions}
        genomic = [{"variantInterpretation": {"variationDescriptor": variation}}]
        return json.dumps({"id": "x", "interpretations": [{"diagnosis": {"genomicInterpretations": genomic}}]}).encode()

    same = read_import(packet("NP_004295.2:p.Gly1202Arg", "NM_004304.5:c.3604G>A"), catalogue)
    assert ([finding.text for finding in same.entry.findings], same.refusals) == (["G1202R"], ())
    apart = read_import(packet("NP_004295.2:p.Gly1202Arg", "NM_004304.5:c.3586C>A"), catalogue)
    assert apart.entry.findings == []
    assert 'hgvs.c "NM_004304.5:c.3586C>A" makes L1196M, not G1202R' in str(apart.refusals[0])


def test_packet_of_the_inputs_is_valid() -> None:
    packet = Parse((INPUTS / "packet.json").read_bytes(), Phenopacket())
    assert len(packet.medical_actions) == 2


BY_HAND = CaseEntry(
    disease="NSCLC",
    fusion="EML4::ALK",
    findings=[FindingEntry("g1202r", "lung", "2026-10-02")],
    prior=[
        TherapyEntry("Crizotinib", "intolerant", "2024-01-01", "2025-04-01"),
        TherapyEntry("lorlatinib", "progressed", "2025-05-01", "2026-09-01"),
    ],
    biomarkers={"pdl1": "high"},
    age_group="adult",
)


def test_case_by_hand_and_by_phenopacket_gives_the_same_report(catalogue: Catalogue) -> None:
    imported = read_import((INPUTS / "packet.json").read_bytes(), catalogue).entry
    assert report_of(imported, catalogue) == report_of(BY_HAND, catalogue)


def test_case_by_hand_and_by_maf_gives_the_same_report(catalogue: Catalogue) -> None:
    imported = read_import((INPUTS / "one_sample.maf").read_bytes(), catalogue).read
    imported.disease, imported.setting, imported.prior = "ALCL", "relapsed", [TherapyEntry("crizotinib")]
    by_hand = CaseEntry(
        disease="ALCL",
        setting="relapsed",
        findings=[FindingEntry("G1202R", "", "", "10.0%")],
        prior=[TherapyEntry("crizotinib")],
    )
    assert report_of(imported, catalogue) == report_of(by_hand, catalogue)


@pytest.mark.parametrize("field", ["specimen", "sampled", "vaf", "question", "label"])
def test_what_stands_beside_a_finding_is_printed_and_decides_nothing(catalogue: Catalogue, field: str) -> None:
    finding = FindingEntry("G1202R")
    entry = CaseEntry(disease="NSCLC", findings=[finding], prior=[TherapyEntry("alectinib")])
    without = report_of(entry, catalogue)
    setattr(finding if hasattr(finding, field) else entry, field, "something")
    report = report_of(entry, catalogue)
    assert report.but(case=without.case) == without
    assert "something" in report.case.model_dump_json()
