"""Cases of a board, as they are typed."""

from __future__ import annotations

from collections.abc import Callable

from alktui.cases.entry import CaseEntry, FindingEntry, TherapyEntry
from alktui.model.report import Report

ReportOf = Callable[[CaseEntry], Report]

ENTRIES = {
    "compound": CaseEntry(
        label="Board 12, case A",
        disease="ALCL",
        setting="relapsed",
        findings=[FindingEntry("C1156Y+L1198F", "lymph node", "2026-06-02", "31%")],
        prior=[TherapyEntry("crizotinib"), TherapyEntry("lorlatinib")],
        question="Crizotinib again, or a trial?",
    ),
    "three-findings": CaseEntry(
        disease="NSCLC",
        setting="relapsed",
        fusion="EML4-ALK",
        findings=[FindingEntry("I1171N"), FindingEntry("L1196M"), FindingEntry("G1202R")],
        prior=[TherapyEntry("alectinib"), TherapyEntry("lorlatinib", "intolerant")],
        prior_therapies=[TherapyEntry("chemotherapy")],
        biomarkers={"TP53": "mutated"},
    ),
    "untreated": CaseEntry(disease="NSCLC", setting="untreated"),
}
OTHERS = {
    "highly-resistant": CaseEntry(
        disease="ALCL",
        setting="relapsed",
        findings=[FindingEntry("L1196M+G1202R")],
        prior=[TherapyEntry("crizotinib"), TherapyEntry("lorlatinib")],
    ),
    "ALK-negative": CaseEntry(disease="NSCLC", alk="negative"),
    "not-sequenced": CaseEntry(
        disease="ALCL", setting="relapsed", sequencing="not-sequenced", prior=[TherapyEntry("crizotinib")]
    ),
    "none-found": CaseEntry(
        disease="ALCL",
        setting="relapsed",
        sequencing="none-found",
        amplification="not-amplified",
        prior=[TherapyEntry("crizotinib")],
        biomarkers={"IL10RA": "high"},
    ),
    "amplified": CaseEntry(disease="NSCLC", setting="relapsed", amplification="amplified", prior=[TherapyEntry("alectinib")]),
}
