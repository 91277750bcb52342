"""A case -> GA4GH Phenopacket, version 2. It holds nothing that names a person: not even the case's label.

What the schema has no place for is written with codes of alktui's own, which the packet declares among its resources.
Source: Phenopacket Schema v2 (ISO 4454:2022).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import Any

from alktui import __version__
from alktui.cases.dose_interval import dose_intervals
from alktui.cases.importing.phenopacket_measurement import PRIOR_TKI, TRANSFORMATION
from alktui.cases.importing.phenopacket_therapy import BEST_RESPONSE
from alktui.cases.importing.phenopacket_variant import COUNTED, MARKED, QUESTION, SAMPLED, SPECIMEN, VAF
from alktui.cases.json_text import json_bytes
from alktui.cases.not_counted import why_not_counted
from alktui.cases.ontology import ENDED, FUSION, GENE, OWN, class_of_disease, class_of_given, own_code
from alktui.model.case import Case, Finding, PriorTherapy, Specimen
from alktui.model.catalogue import Catalogue
from alktui.model.variant import Profile

_SUBJECT = "subject"
_RESOURCES = (
    ("ncit", "NCI Thesaurus", "http://purl.obolibrary.org/obo/ncit.owl", "NCIT", "http://purl.obolibrary.org/obo/NCIT_"),
    ("so", "Sequence Ontology", "http://purl.obolibrary.org/obo/so.owl", "SO", "http://purl.obolibrary.org/obo/SO_"),
    ("hgnc", "HUGO Gene Nomenclature Committee", "https://www.genenames.org", "HGNC", "https://identifiers.org/hgnc:"),
    (OWN, "names of the alktui catalogue", "urn:alktui", OWN, "urn:alktui:"),
)


def phenopacket_bytes(case: Case, catalogue: Catalogue, created: date) -> bytes:
    """A case as a phenopacket in JSON; equal cases, releases and days give equal bytes."""
    return json_bytes(phenopacket_of(case, catalogue, created))


def phenopacket_of(case: Case, catalogue: Catalogue, created: date) -> dict[str, Any]:
    """A case as a phenopacket, in the keys of its JSON form."""
    term = class_of_disease(catalogue.disease[case.spelling or case.disease])
    setting = case.setting if "relapsed" not in case.assumed else None
    packet: dict[str, Any] = {
        "subject": {"id": _SUBJECT, **_age_group(case)},
        "measurements": [*_facts(case), *_biomarkers(case, catalogue)],
        "diseases": [{"term": term, **({"diseaseStage": [own_code(setting)]} if setting else {})}],
        "interpretations": [_interpretation(case, term, catalogue)],
        "medicalActions": [_action(given, catalogue) for given in (*case.prior, *case.prior_therapies)],
        "metaData": _meta_data(catalogue, created),
    }
    digest = hashlib.blake2b(json_bytes(packet), digest_size=6).hexdigest()
    return {"id": f"{OWN}-{digest}", **{key: value for key, value in packet.items() if value}}


def _age_group(case: Case) -> dict[str, Any]:
    return {"timeAtLastEncounter": {"ontologyClass": own_code(case.age_group)}} if case.age_group else {}


def _facts(case: Case) -> list[dict[str, Any]]:
    """What was entered of ALK and of prior TKIs; what was only assumed is left out."""
    is_one = len(case.findings) + len(case.not_counted) < 2  # noqa: PLR2004 - between two
    facts = {
        "ALK-status": "" if "ALK positive" in case.assumed else case.alk,
        "ALK-sequencing": "" if case.findings else case.sequencing or ("none-found" if case.none_found_in else ""),
        "ALK-none-found-in": case.none_found_in or "",
        "ALK-amplification": {None: "", True: "amplified", False: "not-amplified"}[case.amplification],
        "ALK-phase": "" if "phase unknown" in case.assumed or is_one else case.phase,
        "ALK-at-rebiopsy": case.alk_at_rebiopsy or "",
        PRIOR_TKI: "absent" if case.prior_complete and not case.prior and case.setting != "untreated" else "",
    }
    found = [_measurement(own_code(name, name.replace("-", " ")), state) for name, state in facts.items() if state]
    if case.transformation:
        words = {"ontologyClass": own_code("as-entered", case.transformation)}
        found.append({"assay": own_code(TRANSFORMATION), "value": words})
    return found


def _biomarkers(case: Case, catalogue: Catalogue) -> list[dict[str, Any]]:
    return [_measurement(own_code(name, catalogue.biomarker[name].name), state) for name, state in case.biomarkers.items()]


def _measurement(assay: dict[str, str], state: str) -> dict[str, Any]:
    return {"assay": assay, "value": {"ontologyClass": own_code(state)}}


def _interpretation(case: Case, disease: dict[str, str], catalogue: Catalogue) -> dict[str, Any]:
    found = [
        variation
        for number, finding in enumerate(case.findings, 1)
        for variation in _variations(f"finding-{number}", finding.profile, finding.specimens, _counted(finding, case, catalogue))
    ]
    found += [
        variation
        for number, left in enumerate(case.not_counted, 1)
        for variation in _variations(f"not-counted-{number}", left.profile, left.specimens, {MARKED: left.marked})
    ]
    if case.fusion:
        found.append({"id": "fusion", "label": case.fusion, "geneContext": GENE, "structuralType": FUSION})
    genomic = [
        {
            "subjectOrBiosampleId": _SUBJECT,
            "interpretationStatus": "UNKNOWN_STATUS",
            "variantInterpretation": {"variationDescriptor": variation},
        }
        for variation in found
    ]
    diagnosis = {"disease": disease, **({"genomicInterpretations": genomic} if genomic else {})}
    summary = {"summary": case.question} if case.question else {}
    return {"id": QUESTION, "progressStatus": "IN_PROGRESS", "diagnosis": diagnosis, **summary}


def _counted(finding: Finding, case: Case, catalogue: Catalogue) -> dict[str, str]:
    """That a variant of a finding counts because someone said so; else it would be left out when the packet comes back."""
    said = any(why_not_counted(variant, catalogue, fusion=case.fusion) for variant in finding.profile.variants)
    return {COUNTED: "all the same"} if said else {}


def _variations(
    identity: str, profile: Profile, specimens: tuple[Specimen, ...], said: dict[str, str]
) -> Iterator[dict[str, Any]]:
    """A finding once for each specimen it was seen in."""
    for place, specimen in enumerate(specimens or (Specimen(),), 1):
        further = f"-specimen-{place}" if place > 1 else ""
        yield _variation(f"{identity}{further}", profile, specimen, said)


def _variation(identity: str, profile: Profile, seen: Specimen, said: dict[str, str]) -> dict[str, Any]:
    beside = {SPECIMEN: seen.specimen, SAMPLED: seen.sampled, VAF: seen.vaf, **said}
    extensions = [{"name": name, "value": value} for name, value in beside.items() if value]
    return {
        "id": identity,
        "label": f"ALK {profile.text}",
        "geneContext": GENE,
        "expressions": [{"syntax": "hgvs.p", "value": profile.hgvs_of_sequence}],
        **({"extensions": extensions} if extensions else {}),
        "moleculeContext": "protein",
    }


def _action(given: PriorTherapy, catalogue: Catalogue) -> dict[str, Any]:
    """A therapy given before. One that goes on has no reason why it ended, so that this stands as its response, beside the best.

    How it ended is left out where nobody said it: what is only assumed must not come back as if it had been entered.
    """
    agent: dict[str, Any] = {"treatment": {"agent": class_of_given(given.therapy, catalogue), **dose_intervals(given)}}
    ongoing = "ongoing" if given.outcome == "ongoing" and not given.outcome_assumed else ""
    if given.response:
        agent["responseToTreatment"] = own_code(f"{ongoing}{'-' if ongoing else ''}{BEST_RESPONSE}", given.response)
    elif ongoing:
        agent["responseToTreatment"] = own_code(ongoing)
    if ongoing or given.outcome_assumed:
        return agent
    return {**agent, "treatmentTerminationReason": ENDED.get(given.outcome) or own_code(given.outcome)}


def _meta_data(catalogue: Catalogue, created: date) -> dict[str, Any]:
    versions = {OWN: catalogue.release}
    return {
        "created": f"{created.isoformat()}T00:00:00Z",
        "createdBy": f"alktui {__version__}",
        "resources": [
            {
                "id": id_,
                "name": name,
                "url": url,
                "version": versions.get(id_, "not stated"),
                "namespacePrefix": prefix,
                "iriPrefix": iri,
            }
            for id_, name, url, prefix, iri in _RESOURCES
        ],
        "phenopacketSchemaVersion": "2.0",
    }
