"""The medical actions of a phenopacket -> prior therapies."""

from __future__ import annotations

import re

from alktui.cases.dose_interval import dates_of, is_as_entered
from alktui.cases.entry import TherapyEntry
from alktui.cases.importing.gathering import Gathering
from alktui.cases.importing.json_node import JsonNode
from alktui.cases.ontology import ENDED, OTHER_TKI, OWN, split_code, therapy_of_code
from alktui.cases.vocabulary import find_therapy, find_tki
from alktui.errors import InputRefused
from alktui.plain import OTHER, shown

OUTCOMES = ("progressed", "intolerant", "stopped", "ongoing")
BEST_RESPONSE = "best-response"
"""How the code ends by which alktui writes a best response, whose words are the label."""

_WORDS = {"progress": "progressed", "intoleran": "intolerant", "adverse": "intolerant", "toxic": "intolerant"}
_DENIED = re.compile(r"\b(?:no|not|non|never|without|absence|absent|free)\b", re.IGNORECASE)
"""A term with such a word may say the opposite of what it names: "no evidence of progression", "progression-free"."""
_CODES = {split_code(term["id"]): outcome for outcome, term in ENDED.items()}


def take_therapies(actions: JsonNode, gathering: Gathering) -> None:
    """Take every drug or regimen that is known by its code or name, in the order of their starts where all have one."""
    for action in _by_date(actions):
        term = action["treatment"]["agent"] or action["therapeuticRegimen"]["ontologyClass"]
        if not term:
            gathering.note(f"{action.path}: it names no drug or regimen by a term; it was passed over.")
            continue
        try:
            therapy = _therapy(term, gathering)
        except InputRefused as refusal:
            gathering.refuse(term.path, refusal)
            continue
        is_tki = "alk-tki" in gathering.catalogue.classes_of(therapy)
        lines = gathering.entry.prior if is_tki else gathering.entry.prior_therapies
        started, ended = dates_of(action["treatment"]["doseIntervals"])
        outcome = _outcome(action, gathering.catalogue.therapy_name(therapy), gathering)
        lines.append(TherapyEntry(therapy, outcome, started, ended, _best_response(action)))
    if len(gathering.entry.prior) > 1 and not _all_dated(actions):
        gathering.note("The prior TKIs stand in the order of the packet, which gives no dates for all of them.")


def _start(action: JsonNode) -> str:
    starts = [node["interval"]["start"].text for node in action["treatment"]["doseIntervals"].items]
    return min(starts, default="")


def _all_dated(actions: JsonNode) -> bool:
    return all(_start(action) for action in actions.items)


def _by_date(actions: JsonNode) -> list[JsonNode]:
    """The actions by their starts where all have one; alktui's own packets keep the order of the case."""
    own = any(is_as_entered(action["treatment"]["doseIntervals"]) for action in actions.items)
    return actions.items if own or not _all_dated(actions) else sorted(actions.items, key=_start)


def _therapy(term: JsonNode, gathering: Gathering) -> str:
    """The therapy of a term.

    Raises:
        InputRefused: it is not known, or its code and its name say two things.
    """
    code, label = term["id"].text, term["label"].text
    if split_code(code) == (OWN, OTHER_TKI.upper()):
        return find_tki(f"{OTHER}{label}", gathering.catalogue)
    coded = therapy_of_code(code, gathering.catalogue)
    named = ""
    try:
        named = _named(label, gathering) if label else ""
    except InputRefused:
        if not coded:
            raise
    if coded and named and coded != named:
        problem = f"the code {shown(code)} is {coded}, the name {shown(label)} is {named}"
        raise InputRefused(problem, "Enter the one that was given.", field="prior")
    if not coded and not named:
        raise InputRefused(f"{shown(code)} is not the code of a therapy known here", "Enter it by name.", field="prior")
    return coded or named


def _named(label: str, gathering: Gathering) -> str:
    try:
        return find_tki(label, gathering.catalogue)
    except InputRefused:
        return find_therapy(label, gathering.catalogue)


def _best_response(action: JsonNode) -> str:
    """The best response where alktui wrote one; what others call a response to treatment says how it ended."""
    response = action["responseToTreatment"]
    prefix, local = split_code(response["id"].text)
    return response["label"].text if prefix == OWN and local.endswith(BEST_RESPONSE.upper()) else ""


def _outcome(action: JsonNode, name: str, gathering: Gathering) -> str:
    """How it ended, in a case's words; empty, which counts as progressed, where the packet does not say."""
    ended, response = action["treatmentTerminationReason"], action["responseToTreatment"]
    for term in (ended, response):
        prefix, local = split_code(term["id"].text)
        if outcome := _CODES.get((prefix, local)):
            return outcome
        if prefix == OWN and local.endswith(BEST_RESPONSE.upper()):
            local, is_best = local.removesuffix(BEST_RESPONSE.upper()).rstrip("-"), True
        else:
            is_best = False
        if prefix == OWN and local.lower() in OUTCOMES:
            return local.lower()
        if is_best:
            continue
        label = term["label"].text.lower()
        named = next((outcome for word, outcome in _WORDS.items() if word in label), "")
        if named and not _DENIED.search(label):
            return named
    if ended:
        gathering.note(f"{ended.path}: {shown(ended['label'].text or ended['id'].text)} is entered as stopped.")
        return "stopped"
    said = f", but {shown(response['label'].text)}" if _DENIED.search(response["label"].text) else ""
    gathering.note(f"{action.path}: how {name} ended is not said{said}; it counts as progressed unless you change it.")
    return ""
