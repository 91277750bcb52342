"""Report -> plain text of 80 columns: what the command line prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from alktui.model.catalogue import Catalogue
from alktui.model.report import (
    Option,
    Report,
    TrialOption,
)
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
from alktui.pages.words import (
    AGAINST,
    BADGES,
    case_in_words,
    counted,
    decides_in_words,
    erratum_in_words,
    origin_in_words,
    rebiopsy_in_words,
    seen_in_words,
    sources_in_words,
    where_tested,
    why_of,
)
from alktui.report.layout import finding_words, other_therapy_words
from alktui.report.tki_text import MOST_STATEMENTS, printed_statements, tki_lines
from alktui.report.wrapping import heading, wrapped


def text_of(report: Report, catalogue: Catalogue) -> str:
    """The whole report as text; ends with a line end."""
    as_of = date.fromisoformat(report.case.as_of)
    lines = [
        *_head(report),
        *_notices(report),
        *tki_lines(report, catalogue),
        *_next_tests(report),
        *_options("COMBINATIONS AND OTHER STRATEGIES", report.strategies, report, catalogue),
        *_options("TARGETS OTHER THAN ALK", report.targets, report, catalogue),
        *_trials(report.trials, report, catalogue, as_of),
        *_immune(report, catalogue),
        *_cautions(report, catalogue),
        *_errata(report, catalogue),
        "",
        *wrapped(report.disclaimer),
    ]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _head(report: Report) -> Iterator[str]:
    label = f" {report.case.label}" if report.case.label else ""
    version = f"{report.catalogue.release} ({report.catalogue.fingerprint})"
    yield from wrapped(f"alktui report{label}   as of {report.case.as_of}   catalogue {version}")
    case = report.case
    yield from wrapped(case_in_words(case))
    beside = (
        ("Fusion", case.fusion),
        ("Findings", "; ".join(finding_words(finding) for finding in case.findings)),
        ("Other therapy", other_therapy_words(case)),
        ("Biomarkers", ", ".join(f"{name} {state}" for name, state in case.biomarkers.items())),
        ("Re-biopsy", rebiopsy_in_words(case)),
        ("Question", case.question),
    )
    for name, value in beside:
        if value:
            yield from wrapped(f"{name}: {value}")


def _notices(report: Report) -> Iterator[str]:
    yield ""
    for notice in report.notices:
        yield from wrapped(notice.message, "! " if notice.severity == "warning" else "i ")


def _next_tests(report: Report) -> Iterator[str]:
    if not report.next_tests:
        return
    yield from heading("WHAT TO TEST NEXT", "how many options and calls an answer would move")
    for test in report.next_tests:
        first = "FIRST: " if test.first else ""
        yield from wrapped(f"{first}{test.question} {decides_in_words(test)}", f"{test.fact:<20} ")
        if test.why:
            yield from wrapped(test.why, " " * 21)


def _options(title: str, options: Sequence[Option], report: Report, catalogue: Catalogue) -> Iterator[str]:
    if not options:
        return
    counts = counted(options)
    yield from heading(title, f"applies {counts['applies']}, possible {counts['possible']}, excluded {counts['excluded']}")
    for option in _proposed(options):
        yield from _option(option, report, catalogue)
    against = [option for option in options if option.verdict in AGAINST and option.state != "excluded"]
    if against:
        yield "Reported not to work, or to harm:"
        for option in against:
            yield from _option(option, report, catalogue)


def _proposed(options: Iterable[Option]) -> list[Option]:
    return [option for option in options if option.state != "excluded" and option.verdict not in AGAINST]


def _option(option: Option, report: Report, catalogue: Catalogue) -> Iterator[str]:
    yield from wrapped(option.name, f"{BADGES[option.state]} ")
    tested = where_tested(option.tested_in)
    level = with_letter(option.level, option.civic_level)
    yield from wrapped(f"{option.verdict}; {level}{f'; tested in {tested}' if tested else ''}", "      ")
    if option.state == "possible":
        yield from wrapped(why_of(option), "      ")
    if partners := partners_here(option, report):
        yield from wrapped(partners, "      ")
    if given := given_before_in_words(option, report.case, catalogue):
        yield from wrapped(given, "      ")
    if origin := origin_in_words(option.origin):
        yield from wrapped(origin, "      ")
    yield from wrapped(option.statement, "      ")
    if option.verdict == "stopped-for-toxicity" or option.toxicity != "not stated":
        yield from wrapped(f"toxicity: {option.toxicity}", "      ")
    if option.not_stated:
        yield from wrapped(f"not stated: {', '.join(option.not_stated)}", "      ")
    yield from wrapped(f"[{sources_in_words(option.sources, catalogue)}]", "      ")


def _trials(trials: Sequence[TrialOption], report: Report, catalogue: Catalogue, as_of: date) -> Iterator[str]:
    if not trials:
        return
    counts = counted(trials)
    yield from heading(
        "TRIALS", f"fits as printed {counts['applies']}, possible {counts['possible']}, excluded {counts['excluded']}"
    )
    open_trials = [trial for trial in trials if trial.state != "excluded"]
    if credit := registry_credit((trial.status for trial in open_trials), as_of):
        yield from wrapped(credit, "i ")
    for trial in open_trials:
        yield from _trial(trial, report, catalogue, as_of)


def _trial(trial: TrialOption, report: Report, catalogue: Catalogue, as_of: date) -> Iterator[str]:
    yield from wrapped(trial.name, f"{BADGES[trial.state]} {trial.nct_id} ", " " * 6)
    yield from wrapped(
        f"phase {bare_phase(trial)}; {trial.population}; {trial.interventions}",
        "      ",
    )
    yield from wrapped(f"{status_in_words(trial, as_of)}; {completion_in_words(trial)}", "      ")
    if registry := registry_in_words(trial.status):
        yield from wrapped(registry, "      ")
    for warning in registry_warnings(trial.status):
        yield from wrapped(warning, "    ! ")
    if origin := origin_in_words(trial.origin):
        yield from wrapped(origin, "      ")
    if trial.state == "possible":
        yield from wrapped(why_of(trial), "      ")
    if partners := partners_here(trial, report):
        yield from wrapped(partners, "      ")
    if given := given_before_in_words(trial, report.case, catalogue):
        yield from wrapped(given, "      ")
    if trial.not_stated:
        yield from wrapped(f"not stated: {', '.join(trial.not_stated)}", "      ")
    yield from wrapped(f"[{sources_in_words(trial.sources, catalogue)}]", "      ")


def _immune(report: Report, catalogue: Catalogue) -> Iterator[str]:
    own = [entry for entry in report.immune_context if entry.state == "met"]
    if not own:
        return
    yield from heading("IMMUNE CONTEXT", f"{len(own)} findings of this stage, or with no stage stated")
    for entry in own:
        yield from wrapped(f"{entry.statement} ({seen_in_words(entry)}) [{sources_in_words(entry.sources, catalogue)}]", "- ")


def _cautions(report: Report, catalogue: Catalogue) -> Iterator[str]:
    if not report.cautions:
        return
    yield from heading("CAUTIONS", "")
    for caution in report.cautions:
        own = f" ({origin})" if (origin := origin_in_words(caution.origin)) else ""
        state = own if caution.state == "met" else f" (if it holds){own}"
        yield from wrapped(f"{caution.statement}{state} [{sources_in_words(caution.sources, catalogue)}]", "! ")


def _errata(report: Report, catalogue: Catalogue) -> Iterator[str]:
    """The errata that something printed here rests on: the report itself has more, as it has every statement on a drug."""
    shown = _shown(report, catalogue)
    matter = [erratum for erratum in report.errata if erratum.id in shown or not shown.isdisjoint(erratum.records)]
    if not matter:
        return
    yield from heading("ERRATA THAT MATTER HERE", "")
    for erratum in matter:
        text = f"{erratum.id.rsplit('/', 1)[-1]}: {erratum_in_words(erratum)}"
        yield from wrapped(f"{text} [{sources_in_words(erratum.sources, catalogue)}]", "- ")


def _shown(report: Report, catalogue: Catalogue) -> set[str]:
    """The ids of every record that this text prints, and of the errata its calls name."""
    found = {statement.id for row in report.tkis for statement in printed_statements(row, catalogue)[:MOST_STATEMENTS]}
    found.update(erratum for row in report.tkis for erratum in row.errata)
    found.update(item.id for row in report.tkis for call in row.profiles for item in call.evidence)
    options = [option for option in (*report.strategies, *report.targets, *report.trials) if option.state != "excluded"]
    found.update(option.id for option in options)
    found.update(outcome.id for option in options for outcome in option.outcomes)
    found.update(entry.id for entry in report.immune_context if entry.state == "met")
    found.update(caution.id for caution in report.cautions)
    return found
