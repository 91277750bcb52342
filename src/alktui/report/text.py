"""Report -> plain text of 80 columns: what the command line prints."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from alktui.model.catalogue import Catalogue
from alktui.model.evidence import Statement
from alktui.model.report import (
    Option,
    ProfileCall,
    Report,
    ReportedEvidence,
    ReportedStatement,
    TkiRow,
    TrialOption,
)
from alktui.report.history import given_before_in_words, unexplained_of
from alktui.report.layout import finding_words, other_therapy_words
from alktui.report.phrase import with_letter
from alktui.report.trial_words import (
    bare_phase,
    completion_in_words,
    registry_credit,
    registry_in_words,
    registry_warnings,
    status_in_words,
)
from alktui.report.warning import partners_here
from alktui.report.words import (
    AGAINST,
    BADGES,
    CALLS,
    LETTERS,
    NOT_STUDIED,
    call_in_words,
    case_in_words,
    check_in_words,
    counted,
    decides_in_words,
    erratum_in_words,
    given_in_words,
    match_in_words,
    origin_in_words,
    scope_in_words,
    seen_in_words,
    sources_in_words,
    where_tested,
    why_of,
)

WIDTH = 80
MOST_STATEMENTS = 6


def text_of(report: Report, catalogue: Catalogue) -> str:
    """The whole report as text; ends with a line end."""
    as_of = date.fromisoformat(report.case.as_of)
    lines = [
        *_head(report),
        *_notices(report),
        *_tkis(report, catalogue),
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


def wrapped(text: str, first: str = "", rest: str | None = None) -> list[str]:
    """A text broken to the width; `first` opens its first line, `rest` the others."""
    follow = " " * len(first) if rest is None else rest
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=follow, break_long_words=True, break_on_hyphens=False
    ) or [first.rstrip()]


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
        ("Question", case.question),
    )
    for name, value in beside:
        if value:
            yield from wrapped(f"{name}: {value}")


def _notices(report: Report) -> Iterator[str]:
    yield ""
    for notice in report.notices:
        yield from wrapped(notice.message, "! " if notice.severity == "warning" else "i ")


def _tkis(report: Report, catalogue: Catalogue) -> Iterator[str]:
    if not report.tkis:
        return
    order = "ordered by call, seen in patients, found before possible, level, not given, generation, name"
    yield from _heading("TKIs", f"{order}; {NOT_STUDIED}" if any(row.call == "no-data" for row in report.tkis) else order)
    for row in report.tkis:
        yield from _tki(row, catalogue)


def _tki(row: TkiRow, catalogue: Catalogue) -> Iterator[str]:
    given = f"given {given_in_words(row)}" if row.given else ""
    preclinical = "" if row.patient_data else "preclinical for ALK"
    detail = ", ".join(
        part for part in (match_in_words(row), with_letter(row.level, row.civic_level), preclinical, given) if part
    )
    yield from wrapped(detail, f"{LETTERS[row.call]:<4}{row.name:<13}{f'{_word(row)} ':<13}", " " * 6)
    if sentence := unexplained_of(row):
        yield from wrapped(sentence, "      ! ")
    folded = [call for call in row.profiles if call.role == "possible-compound" and not call.evidence and not _checked(call)]
    for call in row.profiles:
        if call not in folded:
            yield from _profile(call, row, catalogue)
    if folded:
        yield from wrapped(f"possible compounds without evidence: {', '.join(call.profile for call in folded)}", "      - ")
    for check in row.outside_checks:
        yield from wrapped(f"outside check: {check.note} ({check.citation})", "      ! ")
    yield from _statements(row, catalogue)


def _checked(call: ProfileCall) -> bool:
    return any(check.items for check in call.cross_checks)


def _word(row: TkiRow) -> str:
    return f"{CALLS[row.call]}, {row.qualifier}" if row.qualifier else CALLS[row.call]


def _profile(call: ProfileCall, row: TkiRow, catalogue: Catalogue) -> Iterator[str]:
    role = {"finding": "", "possible-compound": "possible compound ", "member": "alone (context) "}[call.role]
    if not call.evidence:
        if call.role == "member" or len(row.profiles) > 1:
            yield f"      - {role}{call.profile}: no data"
        yield from _checks(call)
        return
    letters = LETTERS[call.call]
    yield f"      {letters} {role}{call.profile}: {call_in_words(call.call, call.qualifier)[len(letters) + 1 :]}"
    for item in call.evidence:
        mark = f" marked {item.mark}" if item.mark else ""
        pool = scope_in_words(item.scope, item.disease)
        unread = f"; not counted: {_uncounted(item)}" if not item.counted else ""
        where = sources_in_words(item.sources, catalogue)
        yield from wrapped(f'{item.direction}, printed "{item.printed}"{mark}; {pool}{unread}; {where}', "          ")
    if call.call_with_site:
        yield f"          with the hospital's own evidence: {CALLS[call.call_with_site]}"
    yield from _checks(call)


def _uncounted(item: ReportedEvidence) -> str:
    return origin_in_words(item.origin) or f"{item.erratum.rsplit('/', 1)[-1]} changes a residue"


def _checks(call: ProfileCall) -> Iterator[str]:
    """What other knowledge bases say, where they say anything or are silent on a finding."""
    for check in call.cross_checks:
        if check.items or call.role == "finding":
            yield from wrapped(check_in_words(check), "      * ")


def _statements(row: TkiRow, catalogue: Catalogue) -> Iterator[str]:
    said = _said(row, catalogue)
    for statement in said[:MOST_STATEMENTS]:
        borrowed = f" (borrowed from {statement.disease})" if statement.scope == "borrowed" else ""
        borrowed += f" ({origin})" if (origin := origin_in_words(statement.origin)) else ""
        yield from wrapped(f"{statement.statement}{borrowed} [{sources_in_words(statement.sources, catalogue)}]", "      - ")
    if len(said) > MOST_STATEMENTS:
        yield f"      and {len(said) - MOST_STATEMENTS} more (--format json has all)"


def _said(row: TkiRow, catalogue: Catalogue) -> tuple[ReportedStatement, ...]:
    """What is said of a drug where it has no call; beside a call what is said of it by name with a profile of the case."""
    if row.call is None:
        return row.statements
    profiles = {call.profile for call in row.profiles if call.role != "member"}
    records = ((statement, catalogue.records.get(statement.id)) for statement in row.statements)
    return tuple(
        statement
        for statement, record in records
        if isinstance(record, Statement) and row.therapy in record.therapies and not profiles.isdisjoint(record.profiles)
    )


def _next_tests(report: Report) -> Iterator[str]:
    if not report.next_tests:
        return
    yield from _heading("WHAT TO TEST NEXT", "how many options and calls an answer would move")
    for test in report.next_tests:
        first = "FIRST: " if test.first else ""
        yield from wrapped(f"{first}{test.question} {decides_in_words(test)}", f"{test.fact:<20} ")
        if test.why:
            yield from wrapped(test.why, " " * 21)


def _options(title: str, options: Sequence[Option], report: Report, catalogue: Catalogue) -> Iterator[str]:
    if not options:
        return
    counts = counted(options)
    yield from _heading(title, f"applies {counts['applies']}, possible {counts['possible']}, excluded {counts['excluded']}")
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
    yield from _heading(
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
    yield from _heading("IMMUNE CONTEXT", f"{len(own)} findings of this stage, or with no stage stated")
    for entry in own:
        yield from wrapped(f"{entry.statement} ({seen_in_words(entry)}) [{sources_in_words(entry.sources, catalogue)}]", "- ")


def _cautions(report: Report, catalogue: Catalogue) -> Iterator[str]:
    if not report.cautions:
        return
    yield from _heading("CAUTIONS", "")
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
    yield from _heading("ERRATA THAT MATTER HERE", "")
    for erratum in matter:
        text = f"{erratum.id.rsplit('/', 1)[-1]}: {erratum_in_words(erratum)}"
        yield from wrapped(f"{text} [{sources_in_words(erratum.sources, catalogue)}]", "- ")


def _shown(report: Report, catalogue: Catalogue) -> set[str]:
    """The ids of every record that this text prints, and of the errata its calls name."""
    found = {statement.id for row in report.tkis for statement in _said(row, catalogue)[:MOST_STATEMENTS]}
    found.update(erratum for row in report.tkis for erratum in row.errata)
    found.update(item.id for row in report.tkis for call in row.profiles for item in call.evidence)
    options = [option for option in (*report.strategies, *report.targets, *report.trials) if option.state != "excluded"]
    found.update(option.id for option in options)
    found.update(outcome.id for option in options for outcome in option.outcomes)
    found.update(entry.id for entry in report.immune_context if entry.state == "met")
    found.update(caution.id for caution in report.cautions)
    return found


def _heading(title: str, note: str) -> list[str]:
    return ["", *wrapped(f"{title}{f'   ({note})' if note else ''}")]
