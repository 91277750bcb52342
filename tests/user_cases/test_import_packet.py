"""Importing a GA4GH Phenopacket."""

from collections.abc import Callable
from typing import Any

import pytest
from user_cases.support import PACKET, packet, said

from alktui.cases.entry import CaseEntry, FindingEntry, TherapyEntry
from alktui.cases.importing import ImportResult


def test_packet_gives_the_case_and_nothing_of_the_person(read: Callable[..., ImportResult]) -> None:
    result = read(PACKET)
    assert result.entry == CaseEntry(
        disease="NSCLC",
        fusion="EML4::ALK",
        findings=[FindingEntry("G1202R", "lung", "2026-10-02")],
        prior=[
            TherapyEntry("crizotinib", "intolerant", "2024-01-01", "2025-04-01"),
            TherapyEntry("lorlatinib", "progressed", "2025-05-01", "2026-09-01"),
        ],
        biomarkers={"PD-L1": "high"},
        age_group="adult",
    )
    assert said(result) == []
    assert result.notes[1:] == (
        "The age group is entered as adult, from the age.",
        "interpretations[0].diagnosis.genomicInterpretations[1]: it is marked as rejected; it was passed over.",
        "1 variant(s) of other genes were passed over: TP53.",
        "1 measurement(s) were passed over: no biomarker known here, or no state of one.",
        "Names, numbers, sex, dates of birth and ages of the person were not taken over, nor the packet's id.",
    )
    everything = str(result)
    assert [name for name in ("Roe", "Jane", "MRN", "4711", "1961", "bio-1") if name in everything] == []


def test_packet_in_snake_case_reads_alike(read: Callable[..., ImportResult]) -> None:
    names = "timeAtLastEncounter sampledTissue timeOfCollection medicalActions doseIntervals treatmentTerminationReason metaData"
    names += " ontologyClass genomicInterpretations variantInterpretation variationDescriptor geneContext valueId structuralType"
    names += " subjectOrBiosampleId interpretationStatus phenopacketSchemaVersion alternateIds"
    text = PACKET
    for name in names.split():
        text = text.replace(f'"{name}"', '"' + "".join(f"_{c.lower()}" if c.isupper() else c for c in name) + '"')
    assert text != PACKET
    assert read(text).entry == read(PACKET).entry


@pytest.mark.parametrize(
    ("code", "label", "disease"),
    [
        ("NCIT:C3720", "", "ALCL"), ("MONDO:0020325", "", "ALCL"), ("DOID:0050744", "", "ALCL"), ("ONCOTREE:ALCL", "", "ALCL"),
        ("NCIT:C37193", "", "ALCL"), ("MONDO:0017602", "", "ALCL"), ("oncotree:ALCLALKP", "", "ALCL"),
        ("DOID:3908", "", "NSCLC"), ("NCIT:C3512", "", "LUAD"), ("X:1", "Anaplastic Large Cell Lymphoma", "ALCL"),
        ("", "lung adenocarcinoma", "LUAD"),
    ],
)  # fmt: skip
def test_packet_disease_is_read_by_code_or_name(read: Callable[..., ImportResult], code: str, label: str, disease: str) -> None:
    text = packet(lambda found: found.update(diseases=[{"term": {"id": code, "label": label}}], interpretations=[]))
    assert read(text).entry.disease == disease


def test_packet_disease_of_a_code_and_a_name_that_contradict_is_refused(read: Callable[..., ImportResult]) -> None:
    """The disease decides every line of the report; no reader can know which of the two was meant."""

    def named(code: str, label: str) -> ImportResult:
        return read(packet(lambda found: found.update(diseases=[{"term": {"id": code, "label": label}}])))

    result = named("NCIT:C2926", "anaplastic large cell lymphoma")
    assert result.entry.disease == ""
    problem = 'the code "NCIT:C2926" is NSCLC, the name "anaplastic large cell lymphoma" is ALCL'
    assert said(result) == [f"diseases[0].term: {problem}. Enter the one that the case is about."]
    assert named("NCIT:C2926", "lung adenocarcinoma").entry.disease == "NSCLC"
    assert named("NCIT:C2926", "my own words").entry.disease == "NSCLC"


@pytest.mark.parametrize(
    ("variation", "sentence"),
    [
        (
            {"expressions": [{"syntax": "hgvs.p", "value": "p.Gly1202Arg"}, {"syntax": "hgvs.p", "value": "p.Leu1196Met"}]},
            'expressions[0].value: hgvs.p "p.Leu1196Met" is L1196M, not G1202R. Enter the one that is right.',
        ),
        (
            {"expressions": [{"syntax": "hgvs.p", "value": "p.Gly1202Arg"}, {"syntax": "hgvs.c", "value": "c.3586C>A"}]},
            'expressions[0].value: hgvs.c "c.3586C>A" makes L1196M, not G1202R. Enter the one that is right.',
        ),
        (
            {"label": "ALK L1196M", "expressions": [{"syntax": "hgvs.p", "value": "p.Gly1202Arg"}]},
            'expressions[0].value: the label "ALK L1196M" is L1196M, not G1202R. Enter the one that is right.',
        ),
        (
            {
                "geneContext": {"valueId": "HGNC:427", "symbol": "EGFR"},
                "expressions": [{"syntax": "hgvs.p", "value": "p.Gly1202Arg"}],
            },
            'geneContext: the code "HGNC:427" is that of ALK, the symbol is "EGFR". Enter the variant if it is of ALK.',
        ),
        (
            {
                "geneContext": {"valueId": "HGNC:3236", "symbol": "ALK"},
                "expressions": [{"syntax": "hgvs.p", "value": "p.Gly1202Arg"}],
            },
            'geneContext: the code "HGNC:3236" is not that of ALK, the symbol is "ALK". Enter the variant if it is of ALK.',
        ),
    ],
)
def test_packet_variation_that_contradicts_itself_is_refused(
    read: Callable[..., ImportResult], variation: dict[str, Any], sentence: str
) -> None:
    def change(found: dict[str, Any]) -> None:
        first = found["interpretations"][0]["diagnosis"]["genomicInterpretations"][0]["variantInterpretation"]
        first["variationDescriptor"] = {"geneContext": {"symbol": "ALK"}, **variation}

    result = read(packet(change))
    assert result.entry.findings == []
    where = "interpretations[0].diagnosis.genomicInterpretations[0].variantInterpretation.variationDescriptor"
    assert said(result) == [f"{where}.{sentence}"]


def test_packet_of_two_diseases_takes_the_narrower_or_none(read: Callable[..., ImportResult]) -> None:
    def both(*codes: str) -> str:
        return packet(lambda found: found.update(diseases=[{"term": {"id": code}} for code in codes], interpretations=[]))

    assert read(both("NCIT:C2926", "NCIT:C3512")).entry.disease == "LUAD"
    result = read(both("NCIT:C2926", "NCIT:C3720"))
    assert result.entry.disease == ""
    assert said(result) == ["diseases: they name NSCLC and ALCL. Enter the one that the case is about."]


def test_packet_whose_interpretation_is_of_another_disease_is_refused(read: Callable[..., ImportResult]) -> None:
    def both(listed: str, diagnosed: str) -> str:
        def change(found: dict[str, Any]) -> None:
            found["diseases"] = [{"term": {"id": listed}}]
            found["interpretations"][0]["diagnosis"]["disease"] = {"id": diagnosed}

        return packet(change)

    result = read(both("NCIT:C2926", "NCIT:C3720"))
    assert result.entry.disease == ""
    (refusal,) = said(result)
    assert refusal.startswith("diseases: they name ")
    assert read(both("NCIT:C2926", "NCIT:C3512")).entry.disease == "LUAD"
    assert read(both("NCIT:C3512", "NCIT:C2926")).entry.disease == "LUAD"
    assert read(both("NCIT:C3720", "MONDO:0000001")).entry.disease == "ALCL"


def test_packet_names_the_place_of_what_it_cannot_take(read: Callable[..., ImportResult]) -> None:
    def spoil(found: dict[str, Any]) -> None:
        found["diseases"][0]["term"] = {"id": "NCIT:C39853", "label": "Infiltrating Urothelial Carcinoma"}
        found["medicalActions"][0]["treatment"]["agent"] = {"id": "NCIT:C74061", "label": "lorlatinib"}
        found["medicalActions"][1]["treatment"]["agent"] = {"id": "NCIT:C1", "label": "vitamin"}
        first = found["interpretations"][0]["diagnosis"]["genomicInterpretations"][0]["variantInterpretation"]
        first["variationDescriptor"]["expressions"] = [{"syntax": "hgvs.g", "value": "NC_000002.12:g.29220765C>T"}]
        found["measurements"] = "none"
        found["biosamples"][0]["sampledTissue"] = ["lung"]

    result = read(packet(spoil))
    assert result.entry.fusion == "EML4::ALK"
    starts = [text.partition(": ")[0] for text in said(result)]
    assert starts == [
        "diseases[0].term",
        "biosamples[0].sampledTissue",
        "interpretations[0].diagnosis.genomicInterpretations[0].variantInterpretation.variationDescriptor",
        "medicalActions[1].treatment.agent",
        "medicalActions[0].treatment.agent",
        "measurements",
    ]
    assert 'the code "NCIT:C74061" is crizotinib, the name "lorlatinib" is lorlatinib' in " ".join(said(result))


def test_packet_takes_a_number_where_a_text_is_expected(read: Callable[..., ImportResult]) -> None:
    def number(value: object) -> str:
        beside = {"extensions": [{"name": "allele-frequency", "value": value}]}

        def change(found: dict[str, Any]) -> None:
            first = found["interpretations"][0]["diagnosis"]["genomicInterpretations"][0]["variantInterpretation"]
            first["variationDescriptor"].update(beside)

        return packet(change)

    assert [read(number(value)).entry.findings[0].vaf for value in (0.067, 12, "12 %")] == ["0.067", "12", "12 %"]
    assert said(read(number(0.067))) == []
    for wrong in (True, float("nan"), float("inf"), []):
        assert [text.partition(": ")[2] for text in said(read(number(wrong)))] == ["it is not a text, so it was passed over"]


def test_packet_takes_other_therapies_and_how_they_ended(read: Callable[..., ImportResult]) -> None:
    actions = [
        {"treatment": {"agent": {"id": "NCIT:C66944", "label": "Brentuximab Vedotin"}}},
        {"treatment": {"agent": {"label": "alectinib"}}, "treatmentTerminationReason": {"label": "Treatment completed"}},
        {"procedure": {"code": {"id": "NCIT:C15189", "label": "Biopsy"}}},
        {"treatment": {"agent": {"id": "CHEMBL.COMPOUND:CHEMBL601719"}}, "responseToTreatment": {"label": "Partial response"}},
    ]
    result = read(packet(lambda found: found.update(medicalActions=actions)))
    assert result.entry.prior == [TherapyEntry("alectinib", "stopped"), TherapyEntry("crizotinib")]
    assert result.entry.prior_therapies == [TherapyEntry("brentuximab-vedotin")]
    assert [note for note in result.notes if note.startswith("medicalActions[3]")] == [
        "medicalActions[3]: how crizotinib ended is not said; it counts as progressed unless you change it."
    ]


@pytest.mark.parametrize(
    ("key", "label", "outcome"),
    [
        ("treatmentTerminationReason", "Disease progression", "progressed"),
        ("treatmentTerminationReason", "Completed without progression", "stopped"),
        ("treatmentTerminationReason", "Unacceptable toxicity", "intolerant"),
        ("treatmentTerminationReason", "End of trial, no toxicity", "stopped"),
        ("responseToTreatment", "Non-progressive disease", ""),
        ("responseToTreatment", "No evidence of progression", ""),
        ("responseToTreatment", "Progression-free", ""),
        ("responseToTreatment", "Progressive disease", "progressed"),
    ],
)
def test_packet_therapy_has_not_ended_by_what_its_term_denies(
    read: Callable[..., ImportResult], key: str, label: str, outcome: str
) -> None:
    """Progression that was denied would be entered as said, where progression that nobody told of is marked as assumed."""
    action = {"treatment": {"agent": {"id": "NCIT:C74061"}}, key: {"label": label}}
    result = read(packet(lambda found: found.update(medicalActions=[action])))
    assert result.entry.prior == [TherapyEntry("crizotinib", outcome)]
    assert any(f'how crizotinib ended is not said, but "{label}";' in note for note in result.notes) == (not outcome)
