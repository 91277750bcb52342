"""Presentation for the projector: one step a page, large and calm, no chrome."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from alktui.model.report import TrialOption
from alktui.pages.history import given_before_in_words, unexplained_of
from alktui.pages.option import sections
from alktui.pages.trial_words import printed_in_words
from alktui.pages.warning import holding, is_marked, of_all_in_words, outside_in_words, scopes_in_words
from alktui.pages.words import (
    CALLS,
    LETTERS,
    case_in_words,
    counted,
    given_in_words,
    match_in_words,
    plural,
    why_of,
    without_errata,
)
from alktui.tui.row import Row, blank, line, paragraph
from alktui.tui.session import STEPS, TITLES
from alktui.tui.view.tki import MARKED

if TYPE_CHECKING:
    from alktui.model.catalogue import Catalogue
    from alktui.model.report import Option, Report

MOST, MOST_CAUTIONS = 7, 4
AGAINST_CASE = ("against", "spoken-against")
TONES = {"sensitive": "good", "resistant": "bad", "conflicting": "warn", "no-data": "", None: ""}


def rows(step: str, report: Report, catalogue: Catalogue, width: int) -> list[Row]:
    """The page of a step: a title, the case, and a line of air around everything."""
    found = [blank(), line(f"{TITLES[step]}    {STEPS.index(step) + 1} of {len(STEPS)}", "title"), blank()]
    found += paragraph(case_in_words(report.case), width, "strong")
    found.append(blank())
    if step == "case":
        found += _case(report, width)
    elif step == "tkis":
        found += _tkis(report, width)
    elif step == "summary":
        found += _summary(report, width)
    else:
        found += _options(step, report, catalogue, width)
    return [*found, *paragraph("left and right turn the page, P leaves", width, "muted")]


def _case(report: Report, width: int) -> list[Row]:
    found: list[Row] = []
    for finding in report.case.findings:
        beside = (finding.specimen, finding.sampled, f"VAF {finding.vaf}" if finding.vaf else "")
        found += [*paragraph("; ".join([f"{finding.profile}   {finding.hgvs}", *filter(None, beside)]), width), blank()]
    for row in report.tkis:
        found += [*paragraph(f"{row.name} given {given_in_words(row)}", width), blank()] if row.given else []
    for name, state in report.case.biomarkers.items():
        found += [line(f"{name}: {state}"), blank()]
    if report.case.question:
        found += [*paragraph(f"Question: {report.case.question}", width, "strong"), blank()]
    for notice in report.notices:
        if notice.severity == "warning":
            found += [*paragraph(notice.message, width, "warn"), blank()]
    return found


def _before_the_calls(report: Report, width: int) -> list[Row]:
    """What changes how the calls are to be read."""
    found: list[Row] = []
    for notice in report.notices:
        if notice.code in ("not-read", "phase-unknown"):
            found += [*paragraph(notice.message, width, "warn", first="! "), blank()]
    return found


def _tkis(report: Report, width: int) -> list[Row]:
    found = _before_the_calls(report, width)
    for words in of_all_in_words(report):
        found += [*paragraph(f"beside every TKI here: {words}", width, "bad", first="! "), blank()]
    for row in report.tkis:
        parts = (
            f"{CALLS[row.call]}{', reduced' if row.qualifier else ''}",
            match_in_words(row),
            *scopes_in_words(row),
            outside_in_words(row),
            "" if row.patient_data else "preclinical for ALK",
            f"given {given_in_words(row)}" if row.given else "",
        )
        words = "; ".join(part for part in parts if part)
        sentence = unexplained_of(row)
        mark = "! " if is_marked(row, report) else "  "
        found += [*paragraph(words, width, TONES[row.call], first=f"{mark}{LETTERS[row.call]:<5}{row.name:<15}")]
        found += [*(paragraph(sentence, width, "warn", 7) if sentence else []), blank()]
    if any(is_marked(row, report) for row in report.tkis):
        found += [*paragraph(MARKED.partition(":")[0], width, "bad"), blank()]
    return found + paragraph("S sensitive, R resistant, S/R both, - no data, . no profile", width, "muted")


def _options(step: str, report: Report, catalogue: Catalogue, width: int) -> list[Row]:
    """Those that the step puts first, with what warns of them; the others, and those reported to harm, are counted."""
    shown = [option for section in sections(step, report) if section.key not in AGAINST_CASE for option in section.options]
    fitting = [option for option in shown if option.state == "applies"]
    open_ones = [option for option in shown if option.state == "possible"]
    applies, possible = fitting[:MOST], open_ones[: max(0, MOST - len(fitting))]
    found = paragraph("this case's entries first; + fits, ? something is not known, ! a caution holds", width, "muted")
    found.append(blank())
    for option in applies:
        sign = "+ !  " if holding(option.cautions, report) else "+    "
        found += [*paragraph(_said_of(option, report, catalogue), width, first=sign), blank()]
    for option in possible:
        found += [*paragraph(f"{option.name}   {why_of(option)}", width, "muted", first="?    "), blank()]
    against = counted(getattr(report, step))["against"]
    left, still_open = len(fitting) - len(applies), len(open_ones) - len(possible)
    more = [f"{left} more that fit" if left else "", f"{still_open} more possible" if still_open else ""]
    more.append(f"{against} reported not to work, or to harm" if against else "")
    return [*found, *paragraph("; ".join(filter(None, more)), width, "warn" if against else "muted")]


def _said_of(option: Option, report: Report, catalogue: Catalogue) -> str:
    """An option with its level, or a trial with its printed status, date and age."""
    given = list(filter(None, [given_before_in_words(option, report.case, catalogue)]))
    if isinstance(option, TrialOption):
        status = printed_in_words(option.status, date.fromisoformat(report.case.as_of))
        return f"{option.nct_id}  {option.interventions}   ({'; '.join([option.phase, status, *given])})"
    return f"{option.name}   ({'; '.join([option.verdict, option.level, *given])})"


def _summary(report: Report, width: int) -> list[Row]:
    """What to test next, what the calls do not explain, and the cautions nearest to the case's own entries."""
    found = _before_the_calls(report, width)
    for sentence in filter(None, map(unexplained_of, report.tkis)):
        found += [*paragraph(sentence, width, "warn", first="! "), blank()]
    for test in report.next_tests[:3]:
        found += [*paragraph(f"{test.question}   decides {test.decides}", width, "warn", first="test next   "), blank()]
    holding = [caution for caution in report.cautions if caution.state == "met"]
    for caution in holding[:MOST_CAUTIONS]:
        found += [*paragraph(without_errata(caution.statement), width, first="caution     "), blank()]
    left = len(report.cautions) - len(holding[:MOST_CAUTIONS])
    if left:
        words = f"and {plural(left, 'caution')} more, of which {len(holding[MOST_CAUTIONS:])} hold"
        found += [*paragraph(words, width, "muted"), blank()]
    return found + paragraph(report.disclaimer, width, "muted")
