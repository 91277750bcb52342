"""The measurements of a phenopacket -> biomarkers, and what alktui itself writes as measurements."""

from __future__ import annotations

from alktui.cases.entry import CaseEntry
from alktui.cases.importing.gathering import Gathering
from alktui.cases.importing.json_node import JsonNode
from alktui.cases.ontology import OWN, split_code
from alktui.cases.vocabulary import find_biomarker, find_state
from alktui.errors import InputRefused
from alktui.plain import shown

FACTS = {
    "ALK-status": ("alk", ("positive", "negative")),
    "ALK-sequencing": ("sequencing", ("mutation-found", "none-found", "not-sequenced")),
    "ALK-none-found-in": ("none_found_in", ("tissue", "plasma")),
    "ALK-amplification": ("amplification", ("amplified", "not-amplified")),
    "ALK-at-rebiopsy": ("alk_at_rebiopsy", ("positive", "negative")),
    "ALK-phase": ("phase", ("cis", "trans", "unknown")),
}
"""Facts of a case that alktui writes as measurements: their field, and its values."""
PRIOR_TKI = "prior-ALK-TKI"
TRANSFORMATION = "transformation"


def take_measurements(packet: JsonNode, gathering: Gathering) -> None:
    """Take every measurement whose assay is a biomarker known here and whose value is one of its states."""
    passed = 0
    nodes = [*packet["measurements"].items, *(node for one in packet["biosamples"].items for node in one["measurements"].items)]
    for node in nodes:
        prefix, name = node["assay"]["id"].text.partition(":")[::2]
        value = node["value"]["ontologyClass"]
        if prefix.lower() == OWN and (name in FACTS or name in (PRIOR_TKI, TRANSFORMATION)):
            _take_fact(name, value, gathering.entry)
        elif not _take_biomarker(name if prefix.lower() == OWN else node["assay"]["label"].text, node, value, gathering):
            passed += 1
    if passed:
        gathering.note(f"{passed} measurement(s) were passed over: no biomarker known here, or no state of one.")


def _take_fact(name: str, value: JsonNode, entry: CaseEntry) -> None:
    state = split_code(value["id"].text)[1].lower()
    if name == PRIOR_TKI:
        entry.no_prior_tki = state == "absent"
        return
    if name == TRANSFORMATION:
        entry.transformation = value["label"].text
        return
    field, values = FACTS[name]
    if state in values:
        setattr(entry, field, state)


def _take_biomarker(name: str, node: JsonNode, value: JsonNode, gathering: Gathering) -> bool:
    """Take a biomarker; False where the measurement is none."""
    try:
        marker = find_biomarker(name, gathering.catalogue) if name else ""
    except InputRefused:
        return False
    prefix, local = value["id"].text.partition(":")[::2]
    typed = local if prefix.lower() == OWN else value["label"].text
    if not marker or not typed:
        return False
    try:
        state = find_state(typed, marker, gathering.catalogue)
    except InputRefused as refusal:
        gathering.refuse(node.path, refusal)
        return True
    before = gathering.entry.biomarkers.setdefault(marker, state)
    if before != state:
        gathering.refuse(node.path, f"{marker} is {shown(before)} before and {shown(state)} here; the first stays")
    return True
