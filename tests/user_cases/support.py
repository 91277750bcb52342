"""Entries and inputs that the tests of user cases share."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import strategies as st

from alktui.cases.entry import CaseEntry, FindingEntry, TherapyEntry, UnreadEntry
from alktui.cases.importing import ImportResult

INPUTS = Path(__file__).parent / "inputs"
SOURCE = Path(__file__).parent.parent.parent / "src"
MAF = (INPUTS / "one_sample.maf").read_text()
HEADER = next(line for line in MAF.splitlines() if line.startswith("Hugo_Symbol")).split("\t")
ROW = next(line for line in MAF.splitlines() if line.startswith("ALK")).split("\t")
PACKET = (INPUTS / "packet.json").read_text()


class Printed(NamedTuple):
    """What a command gave."""

    code: int
    out: str
    err: str


def full_entry(label: str = "board 12") -> CaseEntry:
    """An entry with something in every field, some of which cannot be read."""
    return CaseEntry(
        label=label,
        disease="NSCLC",
        setting="relapsed",
        alk="positive",
        fusion="EML4-ALK",
        findings=[FindingEntry("G1202R", "lung, left", "2026-10-02", "12%"), FindingEntry("no variant")],
        phase="unknown",
        sequencing="mutation-found",
        amplification="not-amplified",
        prior=[TherapyEntry("alectinib"), TherapyEntry("lorlatinib", "intolerant", response="PR")],
        prior_therapies=[TherapyEntry("chemotherapy", "stopped")],
        biomarkers={"PD-L1": "high", "no marker": "high"},
        age_group="adult",
        transformation="small cell",
        alk_at_rebiopsy="negative",
        question="Which TKI next?\nAnd a trial?",
        unread=[UnreadEntry("data_mutations.txt", ["line 5, HGVSp_Short: no variant"], 2)],
    )


TEXTS = st.text(max_size=40)
ENTRIES = st.builds(
    CaseEntry,
    **dict.fromkeys(("label", "disease", "setting", "alk", "fusion", "phase", "sequencing", "amplification"), TEXTS),
    **dict.fromkeys(("age_group", "question", "transformation", "alk_at_rebiopsy"), TEXTS),
    findings=st.lists(st.builds(FindingEntry, TEXTS, TEXTS, TEXTS, TEXTS), max_size=3),
    prior=st.lists(st.builds(TherapyEntry, TEXTS, TEXTS, response=TEXTS), max_size=3),
    no_prior_tki=st.booleans(),
    prior_therapies=st.lists(st.builds(TherapyEntry, TEXTS, TEXTS), max_size=3),
    biomarkers=st.dictionaries(TEXTS, TEXTS, max_size=3),
    unread=st.lists(st.builds(UnreadEntry, TEXTS, st.lists(TEXTS, max_size=3), st.integers(0, 10**6)), max_size=2),
)


def said(result: ImportResult) -> list[str]:
    """What an import could not read, one sentence each."""
    return [str(refusal) for refusal in result.refusals]


def maf(*changes: dict[str, str]) -> str:
    """A MAF with the ALK row once for each of these changes of its cells."""
    rows = [[change.get(name, cell) for name, cell in zip(HEADER, ROW, strict=True)] for change in changes]
    return "\n".join("\t".join(cells) for cells in [HEADER, *rows])


def packet(change: Callable[[dict[str, Any]], None]) -> str:
    """The phenopacket of the inputs, changed."""
    found = json.loads(PACKET)
    change(found)
    return json.dumps(found)
