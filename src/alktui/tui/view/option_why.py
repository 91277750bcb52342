"""Why an option has its state: criteria, calls of its TKIs, outcomes, cautions and sources."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from alktui.model.report import TrialOption
from alktui.pages.history import given_before_in_words
from alktui.pages.trial_words import (
    bare_phase,
    completion_in_words,
    printed_in_words,
    registry_credit,
    registry_in_words,
    registry_warnings,
)
from alktui.pages.warning import partners_here
from alktui.pages.words import AGAINST, caution_in_words, erratum_in_words, origin_in_words, reason_in_words, where_tested
from alktui.tui.row import Row, blank, line, paragraph
from alktui.tui.view.outcome import bars
from alktui.tui.view.source import source_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from alktui.model.catalogue import Catalogue
    from alktui.model.report import Option, Report

TONES = {"applies": "good", "possible": "warn", "excluded": "muted"}
MARKS = {"met": "yes", "unmet": "no ", "unknown": "?  "}


def detail_of(identity: str, report: Report, catalogue: Catalogue) -> Callable[[int], list[Row]] | None:
    """Why an option of a report has its state; None where the report has no such option."""
    found = next((option for option in (*report.strategies, *report.targets, *report.trials) if option.id == identity), None)
    return detail(found, report, catalogue, date.fromisoformat(report.case.as_of)) if found is not None else None


def detail(option: Option, report: Report, catalogue: Catalogue, as_of: date) -> Callable[[int], list[Row]]:
    """Why an option has its state, for a width."""

    def lines(width: int) -> list[Row]:
        head = _trial_head(option, as_of, width) if isinstance(option, TrialOption) else _option_head(option, width)
        own = origin_in_words(option.origin)
        found = [*paragraph(option.name, width, "title"), *(paragraph(own, width, "warn") if own else []), *head]
        found += paragraph(option.statement, width) if option.statement else []
        found += _criteria(option, width)
        found += _beside(option, report, catalogue, width)
        if option.outcomes:
            found += [blank(), line("Outcomes as printed", "strong"), *bars(option.outcomes, catalogue, width, endpoints=True)]
        found += _errata(option, report, width)
        found += [blank(), line("Sources", "strong"), *source_rows(option.sources, catalogue, width)]
        return [*found, *_depending(option, report, width)]

    return lines


STATES = {
    "applies": "applies: the conditions that the source states fit this case",
    "possible": "possible: something that the source asks for is not known",
    "excluded": "excluded: something that the source asks for is not so",
}


def _option_head(option: Option, width: int) -> list[Row]:
    civic = f" (CIViC level {option.civic_level})" if option.civic_level else ""
    verdict = paragraph(f"the source: {option.verdict.replace('-', ' ')}", width, "bad" if option.verdict in AGAINST else "")
    state = paragraph(STATES[option.state], width, TONES[option.state])
    if option.verdict in AGAINST and option.state != "excluded":
        against = paragraph(f"! reported to harm or not to work: {option.verdict.replace('-', ' ')}", width, "bad")
        found = [*against, *paragraph("the conditions that were studied fit this case, or may; it is no proposal", width)]
    else:
        found = [*state, *verdict]
    return [*found, *paragraph(f"evidence: {option.level}{civic}", width)]


def _trial_head(option: TrialOption, as_of: date, width: int) -> list[Row]:
    state = "fits as printed" if option.state == "applies" else option.state
    found = paragraph(f"{option.nct_id}   phase {bare_phase(option)}   {state}", width)
    found += paragraph(f"status: {printed_in_words(option.status, as_of)}", width, "warn")
    found += paragraph(registry_in_words(option.status) or "registry: not fetched (alktui trials refresh, or import)", width)
    for warning in registry_warnings(option.status):
        found += paragraph(f"! {warning}", width, "bad")
    found += paragraph(registry_credit([option.status], as_of), width, "muted") if option.status.registry_as_of else []
    for name, value in (
        ("", completion_in_words(option)),
        ("population: ", option.population),
        ("interventions: ", option.interventions),
        ("primary outcome: ", option.primary_outcome),
    ):
        found += paragraph(f"{name}{value}", width) if value else []
    return found


def _criteria(option: Option, width: int) -> list[Row]:
    found = [blank(), line("Criteria", "strong")]
    for criterion in option.criteria:
        tone = {"met": "good", "unmet": "bad", "unknown": "warn"}[criterion.state]
        found += paragraph(f"{criterion.text}: {reason_in_words(criterion.why)}", width, tone, first=f"{MARKS[criterion.state]} ")
    if option.not_stated:
        found += paragraph(f"not stated by the source: {', '.join(option.not_stated)}", width, "muted")
    return found


def _beside(option: Option, report: Report, catalogue: Catalogue, width: int) -> list[Row]:
    """What stands beside the state: the calls of its TKIs, where it was tested, toxicity, cautions."""
    found: list[Row] = []
    if partners := partners_here(option, report):
        found += paragraph(partners, width, "warn" if "resistant" in option.partner_calls.values() else "")
    if given := given_before_in_words(option, report.case, catalogue):
        found += paragraph(given, width, "warn")
    if tested := where_tested(option.tested_in):
        found += paragraph(f"tested in: {tested}", width)
    if option.toxicity != "not stated":
        found += paragraph(f"toxicity: {option.toxicity}", width, "warn")
    for words in _cautions(option, report):
        found += paragraph(words, width, "warn") if words.startswith("!") else []
    return found


def _errata(option: Option, report: Report, width: int) -> list[Row]:
    """The errata about what is shown of the option."""
    shown = {option.id, *(outcome.id for outcome in option.outcomes)}
    matter = [erratum for erratum in report.errata if not shown.isdisjoint(erratum.records)]
    found = [blank(), line("Errata about this", "strong")] if matter else []
    for erratum in matter:
        found += paragraph(f"{erratum.id.rsplit('/', 1)[-1]}: {erratum_in_words(erratum)}", width, "muted")
    return found


def _depending(option: Option, report: Report, width: int) -> list[Row]:
    """The cautions that hold only if something is so that is not known; after the sources, since there can be many."""
    unknown = [words for words in _cautions(option, report) if not words.startswith("!")]
    found = [blank(), line("Cautions that may hold", "strong")] if unknown else []
    for words in unknown:
        found += paragraph(words, width, "muted")
    return found


def _cautions(option: Option, report: Report) -> list[str]:
    return [caution_in_words(identity, report) for identity in option.cautions]
