"""A case as lines of plain text: what was typed, each finding with its HGVS."""

from __future__ import annotations

from alktui.cases.entry import CaseEntry, FindingEntry, TherapyEntry
from alktui.cases.hgvs import hgvs_of
from alktui.cases.unread import sentence_of
from alktui.plain import clean, given_name, response_in_words, span_in_words

_TEXTS = {
    "label": "label", "disease": "disease", "setting": "setting", "alk": "ALK", "fusion": "fusion", "sequencing": "sequencing",
    "amplification": "amplification", "phase": "phase", "age_group": "age group",
    "transformation": "transformation", "alk_at_rebiopsy": "ALK, re-biopsy", "question": "question",
}  # fmt: skip


def case_lines(entry: CaseEntry) -> list[str]:
    """One line for everything that was entered."""
    lines = [(name, getattr(entry, field)) for field, name in _TEXTS.items() if getattr(entry, field)]
    if entry.none_found_in:
        said = ("sequencing", f"none found in {entry.none_found_in}")
        lines = [said if name == "sequencing" else (name, text) for name, text in lines] + ([] if entry.sequencing else [said])
    lines += [("finding", _finding(finding)) for finding in entry.findings]
    lines += [("prior TKI", _therapy(given)) for given in entry.prior]
    lines += [("prior TKI", "none was given")] if entry.no_prior_tki else []
    lines += [("prior therapy", _therapy(given)) for given in entry.prior_therapies]
    lines += [("biomarker", f"{name} {state}") for name, state in entry.biomarkers.items()]
    lines += [("not read", sentence_of(unread)) for unread in entry.unread]
    return [f"{name:<14} {clean(text).strip()}" for name, text in lines]


def _finding(finding: FindingEntry) -> str:
    beside = [finding.specimen, finding.sampled, f"VAF {finding.vaf}" if finding.vaf else ""]
    beside.append(f"marked as {finding.marked}" if finding.marked else "")
    parts = [hgvs_of(finding.text), *beside]
    return "; ".join([finding.text, *(part for part in parts if part)])


def _therapy(given: TherapyEntry) -> str:
    ended = given.outcome or "progressed (assumed)"
    parts = (ended, span_in_words(given.started, given.ended), response_in_words(given.response))
    return f"{given_name(given.name)}: {', '.join(filter(None, parts))}"
