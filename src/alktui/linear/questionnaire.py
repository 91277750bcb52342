"""The questions about a case, in the order in which they are asked."""

from __future__ import annotations

from alktui.linear.question import (
    BiomarkerQuestion,
    ChoiceQuestion,
    Question,
    SequencingQuestion,
    TherapyQuestion,
    VariantQuestion,
)
from alktui.linear.walk import Walk

Values = dict[str, tuple[str, ...]]

OUTCOMES = (
    "crizotinib: intolerant says how it ended, or stopped or ongoing; progressed unless said. Dates may follow, "
    "as in crizotinib: progressed 2023-02 to 2023-11; they decide nothing."
)


def _diseases(walk: Walk) -> Values:
    return {disease.id: (f"{disease.id}, {disease.name}", disease.name, *disease.synonyms) for disease in walk.diseases}


def _settings(_walk: Walk) -> Values:
    return {"untreated": ("untreated",), "relapsed": ("relapsed", "relapsed or refractory", "refractory")}


def _sequencings(_walk: Walk) -> Values:
    return {
        "mutation-found": ("yes, a mutation was found", "yes", "mutation found"),
        "none-found": ("yes, none was found", "none", "none found"),
        "not-sequenced": ("no", "not sequenced"),
        "none-found:tissue": ("yes, none was found in tissue", "none in tissue", "none found in tissue"),
        "none-found:plasma": (
            "yes, none was found in plasma (leaves the question open)",
            "none in plasma",
            "none found in plasma",
        ),
    }


def _phases(_walk: Walk) -> Values:
    return {"cis": ("cis, on one allele",), "trans": ("trans, on two alleles",), "unknown": ("unknown",)}


def _amplifications(_walk: Walk) -> Values:
    return {"amplified": ("yes, amplified", "yes"), "not-amplified": ("no, not amplified", "no")}


def _age_groups(_walk: Walk) -> Values:
    return {"paediatric": ("paediatric", "pediatric", "child"), "adult": ("adult",)}


def _alk(_walk: Walk) -> Values:
    return {"positive": ("positive",), "negative": ("negative",)}


def _found(walk: Walk) -> str:
    return "yes, a mutation was found" if walk.entry.findings else ""


def _positive(_walk: Walk) -> str:
    return "positive, assumed"


def _may_have_tkis(walk: Walk) -> bool:
    return walk.entry.setting != "untreated" or bool(walk.entry.prior)


def _may_have_variants(walk: Walk) -> bool:
    return walk.entry.sequencing not in ("none-found", "not-sequenced")


def _is_phase_open(walk: Walk) -> bool:
    """Whether there are several findings, and nobody said yet that the phase between them is not known."""
    return len(walk.read().findings) > 1 and walk.entry.phase != "unknown"


QUESTIONS: tuple[Question, ...] = (
    ChoiceQuestion("disease", "Disease", "Without a disease there is no report. ALK positive is assumed.", values=_diseases),
    ChoiceQuestion("setting", "Setting", "Skipped, it is unknown, which is neither of the two.", values=_settings),
    TherapyQuestion(
        "prior",
        "Prior ALK TKIs",
        f"ALK TKIs given before, in order, one a line; {OUTCOMES} "
        "other:NAME for one that is not known here. The word none: it is known that none was given.",
        repeats=True,
        asked=_may_have_tkis,
        noun="ALK TKI",
        none_is_known=True,
    ),
    SequencingQuestion(
        "sequencing",
        "ALK sequenced",
        "Sequenced without a finding is not the same as not sequenced. None found in plasma leaves the question open.",
        values=_sequencings,
        implied=_found,
    ),
    VariantQuestion(
        "finding",
        "Variants",
        "One finding a line: a variant such as G1202R, p.Gly1202Arg, T1151dup or c.3604G>A; a compound on one allele as A+B; "
        "a list as A, B, whose phase is asked then. A common polymorphism is not counted unless :count stands behind it. "
        "Specimen, date and VAF may follow, as in G1202R; lymph node; 2024-03-01; 12 %. They decide nothing.",
        repeats=True,
        asked=_may_have_variants,
    ),
    ChoiceQuestion(
        "phase",
        "Phase of the variants",
        "Whether they stand on one allele. Skipped, it is unknown.",
        asked=_is_phase_open,
        values=_phases,
    ),
    ChoiceQuestion("amplification", "ALK amplified", "Skipped, it is not tested.", values=_amplifications),
    BiomarkerQuestion(
        "biomarker",
        "Biomarkers",
        "One a line, such as IL10RA high or IL10RA=high; NAME= takes one out. What is not entered is not tested. All of them:",
        repeats=True,
    ),
    TherapyQuestion(
        "prior-therapy",
        "Other prior therapies",
        f"Chemotherapy, brentuximab-vedotin, immunotherapy and others, in order, one a line; {OUTCOMES}",
        repeats=True,
        noun="Therapy",
    ),
    ChoiceQuestion("age_group", "Age group", "Skipped, it is unknown.", values=_age_groups),
    ChoiceQuestion("alk", "ALK status", "Skipped, positive is assumed, and the report says so.", values=_alk, implied=_positive),
    Question("fusion", "Fusion", "For example EML4-ALK; it is printed and decides nothing."),
    Question("label", "Label", "Yours to choose; no names or numbers of patients."),
    Question("question", "Question for the board", "It is printed and decides nothing."),
)
