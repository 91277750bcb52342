"""The case: in one line, each finding as it was seen, what was assumed, and the notices."""

from __future__ import annotations

from collections.abc import Iterator

from alktui.model.block import Block, Text
from alktui.model.catalogue import Catalogue
from alktui.model.report import Report, ReportedCase, ReportedFinding, ReportedPrior
from alktui.pages.words import ENDED, NONE_IN_PLASMA, SEQUENCED, marker_name, rebiopsy_in_words
from alktui.plain import response_in_words, span_in_words

PHASES = {"cis": " (cis)", "trans": " (trans)", "unknown": " (phase unknown)"}
AMPLIFIED = {True: "amplified", False: "not amplified", None: ""}
SAID_ELSEWHERE = ("assumed", "knowledge-ends", "no-profile")
"""Notices that every page has a line of its own for."""


def case_blocks(report: Report, catalogue: Catalogue, *, labelled: bool = False) -> Iterator[Block]:
    """The case in one line, and what of it nobody entered.

    Args:
        labelled: whether the line begins with the case's label, where no title says it.
    """
    label = f"{report.case.label}:" if labelled and report.case.label else ""
    yield Text(case_words(report.case, catalogue), "strong", label=label)
    if report.case.assumed:
        yield Text(f"{', '.join(report.case.assumed)}.", "muted", label="Assumed:")


def warning_blocks(report: Report) -> Iterator[Block]:
    """The warnings, none of them cut."""
    return (Text(notice.message, "warn", "!") for notice in report.notices if notice.severity == "warning")


def not_covered_blocks(report: Report) -> Iterator[Block]:
    """That something which was entered is covered by no review, for a page that has no other notes."""
    return (Text(notice.message, "muted", "i") for notice in report.notices if notice.code == "not-covered")


def note_blocks(report: Report) -> Iterator[Block]:
    """The other notices, without those that have a line of their own."""
    for notice in report.notices:
        if notice.severity != "warning" and notice.code not in SAID_ELSEWHERE:
            yield Text(notice.message, "muted", "i")


def case_words(case: ReportedCase, catalogue: Catalogue) -> str:
    """Disease, setting, therapies in order with how each ended, findings with their phase, amplification, markers."""
    first = [case.disease, case.setting or "setting not known"]
    first += ["ALK-negative"] if case.alk == "negative" else []
    first += [part for part in (case.age_group, case.fusion) if part]
    none = "no ALK TKI before" if case.prior_complete else "ALK TKIs before: not known"
    given = " > ".join(_given(entry, catalogue) for entry in case.prior) or none
    others = ", ".join(_given(entry, catalogue) for entry in case.prior_therapies)
    found = ", ".join(part for part in (_found(case), AMPLIFIED[case.amplification]) if part)
    markers = ", ".join(f"{marker_name(marker, catalogue)} {state}" for marker, state in case.biomarkers.items())
    beside = f"other therapy: {others}" if others else ""
    rebiopsy = f"at re-biopsy {rebiopsy_in_words(case)}" if rebiopsy_in_words(case) else ""
    return " | ".join(part for part in (", ".join(first), given, beside, found, rebiopsy, markers) if part)


def _given(entry: ReportedPrior, catalogue: Catalogue) -> str:
    beside = ", ".join(filter(None, (span_in_words(entry.started, entry.ended), response_in_words(entry.response))))
    return f"{catalogue.therapy_name(entry.therapy)} {ENDED[entry.outcome]}{f' ({beside})' if beside else ''}"


def _found(case: ReportedCase) -> str:
    counted = [finding.profile for finding in case.findings if finding.counted]
    if not counted:
        if case.sequencing_specimen == "plasma":
            return NONE_IN_PLASMA
        specimen = f" in {case.sequencing_specimen}" if case.sequencing_specimen else ""
        return SEQUENCED.get(case.sequencing or "", "ALK sequencing not known") + specimen
    return f"{', '.join(counted)}{PHASES[case.phase] if len(counted) > 1 else ''}"


def detail_blocks(report: Report, *, short: bool = False) -> Iterator[Block]:
    """Each finding in HGVS, as typed and as seen; the question of the board.

    Args:
        short: whether a finding of which nothing else is known is left out, since the line of the case names it.
    """
    for finding in report.case.findings:
        if short and finding.counted and not (finding.typed or finding.specimens):
            continue
        yield Text(finding_words(finding), label="Finding:")
    if report.case.question:
        yield Text(report.case.question, label="Question:")


def finding_words(finding: ReportedFinding) -> str:
    """A finding with its HGVS description, what was typed where that holds more, and every specimen it was seen in."""
    described = "; ".join(part for part in (finding.hgvs_of_sequence, f"typed {finding.typed}" if finding.typed else "") if part)
    seen = "; also ".join(specimen.words for specimen in finding.specimens)
    left_out = f"; not counted: {finding.not_counted_why}" if not finding.counted else ""
    return f"{finding.profile} ({described}){f': {seen}' if seen else ''}{left_out}"
