"""Steps 3 to 5: combinations, targets and trials; why one applies, is possible or is excluded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from alktui.linear.line import paragraph
from alktui.linear.listing import Item
from alktui.linear.source import caution_lines, place_lines, reference_lines
from alktui.model.catalogue import Catalogue
from alktui.model.evidence import Outcome
from alktui.model.report import Option, Report, TrialOption
from alktui.pages.history import given_before_in_words
from alktui.pages.phrase import with_letter
from alktui.pages.trial_words import (
    bare_phase,
    completion_in_words,
    registry_credit,
    registry_in_words,
    registry_warnings,
    status_in_words,
)
from alktui.pages.warning import partners_here
from alktui.pages.words import AGAINST, counted, origin_in_words, reason_in_words, where_tested, why_of

MARKS = {"met": "met", "unmet": "not met", "unknown": "not known"}


def option_parts(options: Sequence[Option], report: Report, catalogue: Catalogue, *, show_excluded: bool) -> list[Item | str]:
    """The options of a step: the proposed, those reported not to work or to harm, and the excluded where asked for."""
    counts = counted(options)
    as_of = date.fromisoformat(report.case.as_of)
    fits = "fits as printed" if any(isinstance(option, TrialOption) for option in options) else "applies"
    hidden = "shown last" if show_excluded else "h shows them"
    parts: list[Item | str] = [
        f"{fits} {counts['applies']}, possible {counts['possible']}, excluded {counts['excluded']} ({hidden})"
    ]
    opened = [option for option in options if option.state != "excluded"]
    credit = registry_credit((option.status for option in opened if isinstance(option, TrialOption)), as_of)
    parts += [credit] if credit else []
    against = [option for option in opened if option.verdict in AGAINST]
    excluded = [option for option in options if option.state == "excluded" and show_excluded]
    for title, listed in (
        ("", [option for option in opened if option not in against]),
        ("Reported not to work, or to harm:", against),
        ("Excluded:", excluded),
    ):
        parts += [title] if title and listed else []
        parts += [Item(_words(option, report, catalogue), _why(option, report, catalogue)) for option in listed]
    return parts


def _state(option: Option) -> str:
    return "fits as printed" if isinstance(option, TrialOption) and option.state == "applies" else option.state


def _level(option: Option) -> str:
    return with_letter(option.level, option.civic_level)


def _phase(trial: TrialOption) -> str:
    return f"phase {bare_phase(trial)}"


def _words(option: Option, report: Report, catalogue: Catalogue) -> str:
    """State first, then what it is, then what it waits for or what excludes it, and which of its drugs were given."""
    as_of = date.fromisoformat(report.case.as_of)
    if isinstance(option, TrialOption):
        what = f"{option.nct_id}, {_phase(option)}, {option.interventions}; {status_in_words(option, as_of)}"
        what += f"; {registry}" if (registry := registry_in_words(option.status)) else ""
    else:
        what = f"{option.name}; {option.verdict}; {_level(option)}"
    beside = partners_here(option, report) if option.state == "applies" else why_of(option)
    given = given_before_in_words(option, report.case, catalogue)
    return f"{_state(option)}: {'; '.join(part for part in (what, beside, given, origin_in_words(option.origin)) if part)}"


def _why(option: Option, report: Report, catalogue: Catalogue) -> Callable[[], Iterator[str]]:
    outcomes, as_of = option.outcomes, date.fromisoformat(report.case.as_of)

    def lines() -> Iterator[str]:
        yield ""
        yield from paragraph(option.name)
        yield from _trial_head(option, as_of) if isinstance(option, TrialOption) else ()
        yield from paragraph(f"{_state(option)}; {option.verdict}; {_level(option)}")
        yield from paragraph(origin_in_words(option.origin))
        yield from paragraph(option.statement)
        yield from _criteria(option)
        yield from _beside(option, report, catalogue)
        yield from outcome_lines(outcomes, catalogue)
        yield from ["", "Where it stands:", *place_lines(option.sources, catalogue)]
        sources = (*option.sources, *(source for outcome in outcomes for source in outcome.sources))
        yield from reference_lines(sources, catalogue)

    return lines


def _trial_head(trial: TrialOption, as_of: date) -> Iterator[str]:
    yield from paragraph(f"{trial.nct_id}, {_phase(trial)}")
    yield from paragraph(f"status: {status_in_words(trial, as_of)}; {completion_in_words(trial)}")
    for text in (registry_in_words(trial.status), *registry_warnings(trial.status), registry_credit([trial.status], as_of)):
        yield from paragraph(text)
    for name, value in (
        ("population", trial.population),
        ("interventions", trial.interventions),
        ("primary outcome", trial.primary_outcome),
    ):
        yield from paragraph(f"{name}: {value}" if value else "")


def _criteria(option: Option) -> Iterator[str]:
    yield from ("", "Criteria:")
    for criterion in option.criteria:
        yield from paragraph(f"{MARKS[criterion.state]}: {criterion.text} ({reason_in_words(criterion.why)})", "- ", "  ")
    yield from paragraph(f"not stated by the source: {', '.join(option.not_stated)}" if option.not_stated else "", "- ", "  ")


def _beside(option: Option, report: Report, catalogue: Catalogue) -> Iterator[str]:
    """What stands beside the state: the calls of its TKIs, where it was tested, toxicity, cautions."""
    tested = where_tested(option.tested_in)
    toxicity = "" if option.toxicity == "not stated" else f"Toxicity: {option.toxicity}"
    given = given_before_in_words(option, report.case, catalogue)
    said = [partners_here(option, report), f"{given[:1].upper()}{given[1:]}", f"Tested in: {tested}" if tested else "", toxicity]
    yield from [""] if any(said) or option.cautions else []
    for text in said:
        yield from paragraph(text, "", "    ")
    for identity in option.cautions:
        yield from caution_lines(identity, report)


def outcome_lines(outcomes: Iterable[Outcome], catalogue: Catalogue) -> Iterator[str]:
    """Outcome numbers as printed, with n, population and place."""
    for place, outcome in enumerate(outcomes):
        yield from ["", "Outcomes as printed:"] if place == 0 else []
        names = " + ".join(catalogue.therapy[therapy].name for therapy in outcome.therapies) or "therapy not named"
        n = f"n={outcome.n}" if outcome.n is not None else "n not printed"
        time = f"; {outcome.time}" if outcome.time else ""
        yield from paragraph(f"{outcome.endpoint} {outcome.printed}, {names}, {n}; {outcome.population}{time}", "- ", "  ")
        yield from place_lines(outcome.sources, catalogue)
