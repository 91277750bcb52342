"""Example cases: the report printed where there is no terminal, and a first walk through the interface."""

from __future__ import annotations

from alktui.cases.entry import CaseEntry, FindingEntry, TherapyEntry

EXAMPLES: dict[str, CaseEntry] = {
    "ALCL, relapsed, crizotinib > lorlatinib, C1156Y+L1198F": CaseEntry(
        disease="ALCL",
        setting="relapsed",
        findings=[FindingEntry("C1156Y+L1198F")],
        prior=[TherapyEntry("crizotinib"), TherapyEntry("lorlatinib")],
    ),
    "NSCLC, relapsed, alectinib > lorlatinib, three findings, phase ?": CaseEntry(
        disease="NSCLC",
        setting="relapsed",
        findings=[FindingEntry("I1171N"), FindingEntry("L1196M"), FindingEntry("G1202R")],
        prior=[TherapyEntry("alectinib"), TherapyEntry("lorlatinib")],
    ),
    "ALCL, relapsed on crizotinib, no ALK mutation, IL10RA high": CaseEntry(
        disease="ALCL",
        setting="relapsed",
        sequencing="none-found",
        amplification="not-amplified",
        prior=[TherapyEntry("crizotinib")],
        biomarkers={"IL10RA": "high"},
    ),
    "NSCLC, untreated": CaseEntry(disease="NSCLC", setting="untreated"),
}
"""Name and entry; the first is the one shown where there is no terminal."""
