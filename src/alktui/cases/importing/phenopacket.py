"""A GA4GH Phenopacket, version 2, as JSON. Names and numbers of the person are never taken.

Source: Phenopacket Schema v2 (ISO 4454:2022).
"""

from __future__ import annotations

import re

from alktui.cases.importing.gathering import Gathering, ImportResult
from alktui.cases.importing.json_node import JsonNode
from alktui.cases.importing.phenopacket_measurement import take_measurements
from alktui.cases.importing.phenopacket_therapy import take_therapies
from alktui.cases.importing.phenopacket_variant import take_interpretations
from alktui.cases.ontology import ALK_POSITIVE_ALCL, OWN, disease_of_code, split_code
from alktui.cases.vocabulary import find_disease
from alktui.errors import InputRefused
from alktui.model.catalogue import Catalogue
from alktui.plain import shown

_ADULT = 18  # years; the age group is entered, the age is not
_VERSION_1 = {"genes", "variants", "htsFiles", "hts_files"}


def read_phenopacket(found: object, catalogue: Catalogue) -> ImportResult:
    """The case of a phenopacket.

    Raises:
        InputRefused: it is no phenopacket, or one of version 1.
    """
    if not isinstance(found, dict):
        raise InputRefused("it is no JSON object, so no phenopacket")
    gathering = Gathering(catalogue)
    packet = JsonNode(found, "", gathering)
    version = packet["metaData"]["phenopacketSchemaVersion"].text
    if version.startswith("1.") or _VERSION_1 & found.keys():
        raise InputRefused("it is a phenopacket of version 1", "Convert it to version 2 first.")
    _take_diseases(packet, gathering)
    _take_age_group(packet["subject"], gathering)
    take_interpretations(packet, gathering)
    take_therapies(packet["medicalActions"], gathering)
    take_measurements(packet, gathering)
    gathering.note("Names, numbers, sex, dates of birth and ages of the person were not taken over, nor the packet's id.")
    return gathering.result()


def _take_diseases(packet: JsonNode, gathering: Gathering) -> None:
    """The disease: of `diseases`, or else of the interpretations, or else of the biosamples.

    An interpretation may narrow what is listed, and not contradict it.
    """
    listed = [node for node in packet["diseases"].items if node["excluded"].value is not True]
    terms = [node["term"] for node in listed]
    diagnosed = [node["diagnosis"]["disease"] for node in packet["interpretations"].items]
    sampled = [node["histologicalDiagnosis"] for node in packet["biosamples"].items]
    for nodes in (terms, diagnosed, sampled):
        named = [node for node in nodes if node]
        clear = [node for node in named if not _refuse_two_diseases(node, gathering)]
        found = {name: node for node in clear if (name := _disease(node, gathering))}
        if found:
            further = (node for node in diagnosed if node and nodes is terms)
            _choose({**{name: node for node in further if (name := _disease(node, gathering))}, **found}, gathering)
            break
        for node in clear:
            what = shown(" ".join(part for part in (node["id"].text, node["label"].text) if part))
            choices = ", ".join(disease.id for disease in gathering.catalogue.diseases if disease.choice)
            gathering.refuse(node.path, f"{what} is not a disease known here", f"Enter one of {choices}.")
        if named:
            break
    _take_setting(listed, gathering)


def _disease(node: JsonNode, gathering: Gathering) -> str:
    """The disease of a term, by its code or else its name; empty where it is none known here."""
    code = split_code(node["id"].text)
    name = disease_of_code(node["id"].text, gathering.catalogue) or _named(node, gathering)
    if name and code in ALK_POSITIVE_ALCL:
        gathering.entry.alk = "positive"
    return name


def _named(node: JsonNode, gathering: Gathering) -> str:
    """The disease that the name of a term says; empty where it is none known here."""
    try:
        return find_disease(node["label"].text, gathering.catalogue) if node["label"].text else ""
    except InputRefused:
        return ""


def _refuse_two_diseases(node: JsonNode, gathering: Gathering) -> bool:
    """Refuse a term whose code is one disease and whose name is another, which is no part of it; whether it was."""
    coded, named = disease_of_code(node["id"].text, gathering.catalogue), _named(node, gathering)
    scopes = gathering.catalogue.scopes
    if not coded or not named or coded in scopes[named] or named in scopes[coded]:
        return False
    problem = f"the code {shown(node['id'].text)} is {coded}, the name {shown(node['label'].text)} is {named}"
    gathering.refuse(node.path, problem, "Enter the one that the case is about.")
    return True


def _choose(found: dict[str, JsonNode], gathering: Gathering) -> None:
    catalogue = gathering.catalogue

    def is_wider(name: str, other: str) -> bool:
        """Whether a disease holds another one, which may be a narrower spelling of it."""
        return name != other and name in catalogue.scopes[other] and catalogue.disease[name].spelling_of != other

    narrowest = [name for name in found if not any(is_wider(name, other) for other in found)]
    if len(narrowest) > 1:
        gathering.refuse("diseases", f"they name {' and '.join(narrowest)}", "Enter the one that the case is about.")
        return
    gathering.entry.disease = narrowest[0]


def _take_setting(diseases: list[JsonNode], gathering: Gathering) -> None:
    for node in diseases:
        for stage in node["diseaseStage"].items:
            prefix, name = split_code(stage["id"].text)
            if prefix == OWN and name in ("UNTREATED", "RELAPSED"):
                gathering.entry.setting = name.lower()


def _take_age_group(subject: JsonNode, gathering: Gathering) -> None:
    seen = subject["timeAtLastEncounter"]
    prefix, name = split_code(seen["ontologyClass"]["id"].text)
    if prefix == OWN and name in ("PAEDIATRIC", "ADULT"):
        gathering.entry.age_group = name.lower()
        return
    bounds = (seen["age"], seen["ageRange"]["start"], seen["ageRange"]["end"])
    years = [_years(node["iso8601duration"].text) for node in bounds if node]
    known = [number for number in years if number is not None]
    groups = {"adult" if number >= _ADULT else "paediatric" for number in known}
    if known and len(known) == len(years) and len(groups) == 1:
        gathering.entry.age_group = groups.pop()
        gathering.note(f"The age group is entered as {gathering.entry.age_group}, from the age.")


def _years(duration: str) -> int | None:
    """The whole years of an ISO 8601 duration such as P52Y or P8M."""
    match = re.fullmatch(r"P(?:([0-9]{1,3})Y)?(?:[0-9]+M)?(?:[0-9]+W)?(?:[0-9]+D)?(?:T.*)?", duration)
    return int(match[1] or 0) if match else None
