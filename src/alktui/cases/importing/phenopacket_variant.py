"""The interpretations of a phenopacket -> findings and the fusion."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import NamedTuple

from alktui.cases.entry import FindingEntry
from alktui.cases.importing.gathering import Gathering
from alktui.cases.importing.json_node import JsonNode
from alktui.cases.importing.maf_row import change_of
from alktui.cases.ontology import FUSION, OWN, split_code
from alktui.plain import clean, shown
from alktui.variants import Reading
from alktui.variants.prefix import is_fusion

QUESTION = f"{OWN}-question"
"""The id of the interpretation whose summary is the question for the board."""
SPECIMEN, SAMPLED, VAF, MARKED = "specimen", "sampled", "allele-frequency", "marked"
"""Names of the extensions that hold what stands beside a finding."""
COUNTED = "counted"
"""Name of the extension that says that a variant counts although it would be left out of its profile."""
_SYNTAXES = ("hgvs.p", "hgvs.c")
_IDS_OF_ALK = {("hgnc", "427"), ("ncbigene", "238"), ("ensembl", "ENSG00000171094")}


def take_interpretations(packet: JsonNode, gathering: Gathering) -> None:
    """Take every variant of ALK that some interpretation names and none rejects."""
    others: Counter[str] = Counter()
    specimens = {node["id"].text: node for node in packet["biosamples"].items if node["id"].text}
    person = {packet["subject"]["id"].text, *(node.text for node in packet["subject"]["alternateIds"].items)} - {""}
    for interpretation in packet["interpretations"].items:
        if interpretation["id"].text == QUESTION and isinstance(interpretation["summary"].value, str):
            gathering.entry.question = clean(interpretation["summary"].value, keep_lines=True).strip()
        for node in interpretation["diagnosis"]["genomicInterpretations"].items:
            variation = node["variantInterpretation"]["variationDescriptor"]
            if not variation:
                gathering.note(f"{node.path}: no variant is described; it was passed over.")
            elif problem := _two_genes(variation):
                gathering.refuse(f"{variation.path}.geneContext", problem, "Enter the variant if it is of ALK.")
            elif not _is_of_alk(variation):
                others[_gene(variation)] += 1
            elif node["interpretationStatus"].text.upper() == "REJECTED":
                gathering.note(f"{node.path}: it is marked as rejected; it was passed over.")
            else:
                specimen = specimens.get(node["subjectOrBiosampleId"].text)
                _take(variation, _beside(variation, specimen, person), gathering)
    if others:
        named = ", ".join(sorted(others))
        gathering.note(f"{sum(others.values())} variant(s) of other genes were passed over: {named}.")


def _gene(variation: JsonNode) -> str:
    context = variation["geneContext"]
    return context["symbol"].text or context["valueId"].text or "without a gene"


def _two_genes(variation: JsonNode) -> str:
    """What a code and a symbol of which only one is of ALK say; empty where they agree, or one of them is not known."""
    context = variation["geneContext"]
    symbol, code = context["symbol"].text, context["valueId"].text
    if not symbol or split_code(code)[0] not in {prefix for prefix, _ in _IDS_OF_ALK}:
        return ""
    of_alk = split_code(code) in _IDS_OF_ALK
    if of_alk == (symbol.upper() == "ALK"):
        return ""
    return f"the code {shown(code)} is {'' if of_alk else 'not '}that of ALK, the symbol is {shown(symbol)}"


def _is_of_alk(variation: JsonNode) -> bool:
    """Whether the gene is ALK; where no gene is named, whether a description names a sequence or gene, which is read then."""
    context = variation["geneContext"]
    if context["symbol"].text or context["valueId"].text:
        return context["symbol"].text.upper() == "ALK" or split_code(context["valueId"].text) in _IDS_OF_ALK
    named = (node["value"].text for node in variation["expressions"].items)
    return any(re.match(r"(?:NP_004295|NM_004304|ENST00000389048|ENSP00000373700|ALK\b)", text, re.IGNORECASE) for text in named)


def _take(variation: JsonNode, beside: FindingEntry, gathering: Gathering) -> None:
    label = variation["label"].text
    if variation["structuralType"]["id"].text == FUSION["id"] or is_fusion(label):
        gathering.take_fusion(variation.path, label or "ALK fusion")
        return
    named = [_Description("the label", f"{variation.path}.label", label)] if label else []
    counts = any(node["name"].text == COUNTED for node in variation["extensions"].items)
    given = _descriptions(variation)
    if not given and not named:
        forms = sorted({node["syntax"].text for node in variation["expressions"].items} - {""})
        held = f"only {', '.join(shown(form) for form in forms)}" if forms else "no description"
        gathering.refuse(variation.path, f"it has {held}, neither hgvs.p nor hgvs.c", "Enter the change of the protein.")
        return
    _take_first(given or named, [*given, *named], beside, gathering, counts=counts)


class _Description(NamedTuple):
    """What some part of a variation says, and its place."""

    form: str
    where: str
    text: str


def _descriptions(variation: JsonNode) -> list[_Description]:
    """Descriptions of the protein before those of bases."""
    found = [(node["syntax"].text.lower(), node["value"]) for node in variation["expressions"].items]
    return [
        _Description(syntax, node.path, node.text)
        for wanted in _SYNTAXES
        for syntax, node in found
        if syntax == wanted and node.text
    ]


def _take_first(
    given: list[_Description], every: list[_Description], beside: FindingEntry, gathering: Gathering, *, counts: bool
) -> None:
    """Take the first description that can be read; refuse as the first was where none can, or where some contradict.

    Args:
        every: what is held against it: the descriptions, and the label where it names a change.
        counts: whether it counts although it would be left out of its profile.
    """
    before = len(gathering.refusals)
    for form, where, text in given:
        reading = gathering.read(where, text)
        if reading is None:
            continue
        unread = gathering.refusals[before:]
        del gathering.refusals[before:]
        if problem := _contradiction(reading, every):
            gathering.refuse(where, problem, "Enter the one that is right.")
            return
        for refusal in unread:
            gathering.note(f"{refusal.problem}; {form} {shown(text)} was read instead.")
        if counts:
            reading = replace(
                reading, count=frozenset(variant.text for profile in reading.profiles for variant in profile.variants)
            )
        gathering.add(where, text, reading, beside)
        return
    del gathering.refusals[before + 1 :]


def _contradiction(reading: Reading, every: list[_Description]) -> str:
    """What some description says instead of what was read; empty where all agree. Bases may be those of one member only."""
    said = "+".join(profile.text for profile in reading.profiles)
    is_single = len(reading.profiles) == 1 and not reading.profiles[0].is_compound
    for form, _, text in every:
        other = change_of(text)
        if other and other != said and (is_single or (form != "hgvs.c" and reading.relation == "one")):
            return f"{form} {shown(text)} {'makes' if form == 'hgvs.c' else 'is'} {other}, not {said}"
    return ""


def _beside(variation: JsonNode, specimen: JsonNode | None, person: set[str]) -> FindingEntry:
    """Specimen, date and VAF: as alktui writes them, or else what the biosample says of tissue and day."""
    said = {node["name"].text: node["value"].text for node in variation["extensions"].items}
    tissue = day = ""
    if specimen is not None:
        tissue = specimen["sampledTissue"]["label"].text
        match = re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", specimen["timeOfCollection"]["timestamp"].text)
        day = match[0] if match else ""
    if any(name in tissue for name in person):
        tissue = ""
    return FindingEntry("", said.get(SPECIMEN, tissue), said.get(SAMPLED, day), said.get(VAF, ""), said.get(MARKED, ""))
