"""The answer: a few short lines, composed of what stands below them in the report; nothing is inferred."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from alktui.model.catalogue import Catalogue
from alktui.model.month import month_in_words, years_between
from alktui.model.report import (
    AnswerKind,
    AnswerLine,
    CallWord,
    NextTest,
    Option,
    ReportedCase,
    ReportedCaution,
    TkiRow,
    TrialOption,
)
from alktui.triage.option import AGAINST
from alktui.triage.tki import HEADINGS

MOST_NAMED = 3
"""Of a list of options, those that the answer names."""

CALLS: dict[CallWord, str] = {
    "sensitive": "sensitive",
    "resistant": "resistant",
    "conflicting": "conflicting",
    "no-data": "no call",
}
ORDINALS = ("", "1st", "2nd", "3rd")
OUTCOMES = {"progressed": "progressed", "intolerant": "not tolerated", "stopped": "stopped", "ongoing": "ongoing"}
LIMITS = ("Not covered:", "transformation, performance status, interactions, local approval; later drugs and trials.")


class Below(NamedTuple):
    """What stands below the answer in a report.

    Attributes:
        rows: the TKIs in order.
        options: strategies and targets in order.
        called_up: the cautions that something entered calls up.
        failing_if_cis: the TKIs of a class that a document says failed on a compound that may be there.
    """

    rows: Sequence[TkiRow]
    options: Sequence[Option]
    trials: Sequence[TrialOption]
    tests: Sequence[NextTest]
    cautions: Sequence[ReportedCaution]
    called_up: frozenset[str]
    failing_if_cis: Container[str]


def answer_of(case: ReportedCase, below: Below, catalogue: Catalogue) -> tuple[AnswerLine, ...]:
    """One to seven lines, the answer first."""
    rows, tests = below.rows, below.tests
    called = any(row.call is not None for row in rows)
    of_calls = [*_calls(case, rows, below.failing_if_cis), *_phase(rows, tests, below.failing_if_cis)]
    wanted = list(_called_for(below.options, called=called))
    given = list(_history(case, rows, catalogue)) if not called else []
    first = [*of_calls, *wanted] if called else [*wanted, *of_calls, *given]
    lines = [
        *first,
        *_caution(below.cautions, below.called_up, rows),
        *_next_test(tests),
        *_trials(below.trials, case, catalogue),
    ]
    return (*lines[:6], _line("limits", *LIMITS))


def _line(kind: AnswerKind, lead: str, words: str, ids: tuple[str, ...] = ()) -> AnswerLine:
    return AnswerLine(kind=kind, lead=lead, text=f"{lead} {words}", ids=ids)


def _calls(case: ReportedCase, rows: Sequence[TkiRow], failing_if_cis: Container[str]) -> Iterator[AnswerLine]:
    """What is reported sensitive, or that nothing is; then all else in one line."""
    if case.alk == "negative":
        yield _line("call", "ALK-negative:", "no ALK TKI is called.")
        return
    if not any(row.call is not None for row in rows):
        return
    under = {heading: [row for row in rows if row.heading == heading] for heading in HEADINGS}
    sensitive = under["sensitive"]
    if sensitive:
        yield _line("call", "Reported sensitive:", f"{'; '.join(_limited(row) for row in sensitive)}.", _ids(sensitive))
    else:
        yield _line("call", "Reported sensitive:", _none_sensitive(case, rows))
    # What depends on the phase has a line of its own.
    under = {
        heading: [row for row in of if not (depends_on_phase(row) or row.therapy in failing_if_cis)]
        for heading, of in under.items()
    }
    mixed = under["mixed"]
    last = under["progressed-on-last"]
    few = len(mixed) <= MOST_NAMED and len(case.findings) <= 1
    parts = {
        "mixed": "; ".join(_limited(row, mixed=True) for row in mixed) if few else ", ".join(row.name for row in mixed),
        "progressed on last": ", ".join(f"{row.name} ({CALLS[row.call or 'no-data']})" for row in last),
        "resistant": ", ".join(_resistant(row) for row in under["resistant"]),
        "no call": ", ".join(_unread(row) for row in under["no-call"]),
    }
    said = [(label, words) for label, words in parts.items() if words]
    if said:
        lead, first = said[0]
        rest = "".join(f"; {label}: {words}" for label, words in said[1:])
        named = [*mixed, *last, *under["resistant"], *under["no-call"]]
        yield _line("call", f"{lead.capitalize()}:", f"{first}{rest}.", _ids(named))


def _none_sensitive(case: ReportedCase, rows: Sequence[TkiRow]) -> str:
    """That no TKI is reported sensitive, said so that what is reported for one of several mutations is not denied."""
    profiles = list(dict.fromkeys(finding.profile for finding in case.findings))
    if len(profiles) > 1:
        return f"none of the {len(rows)} ALK TKIs to all of {', '.join(profiles)}."
    if any(row.call == "conflicting" for row in rows):
        return f"none of the {len(rows)} ALK TKIs to {profiles[0]} without contradiction."
    return f"none of the {len(rows)} ALK TKIs to {profiles[0]}."


def depends_on_phase(row: TkiRow) -> bool:
    """Whether the headline differs by how the findings stand to each other."""
    return row.range is not None and row.range.cis != row.range.trans


def _ids(rows: Iterable[TkiRow]) -> tuple[str, ...]:
    """The evidence that the calls of some TKIs rest on."""
    found = [item.id for row in rows for call in row.profiles if call.role != "member" for item in call.evidence if item.counted]
    return tuple(dict.fromkeys(found))


def _limited(row: TkiRow, *, mixed: bool = False) -> str:
    """A drug with what limits what is said of it."""
    said = []
    if mixed and row.range is None:
        said.append(
            "conflicting: both reported"
            if row.call == "conflicting"
            else ", ".join(f"{CALLS[call.call]} for {call.profile}" for call in row.profiles if call.role == "finding")
        )
    if row.qualifier:
        said.append(row.qualifier)
    if not row.patient_data:
        said.append("preclinical only")
    if row.given:
        entry = row.given[-1]
        how = OUTCOMES[entry.outcome]
        said.append(f"given {_ordinal(entry.line)}, {how}" + (": was this mutation there then?" if how == "progressed" else ""))
    if row.call_if_read:
        said.append(f"{CALLS[row.call_if_read]}, if a misprint is corrected")
    if any(check.verdict in ("disagrees", "partly") for check in row.cross_checks):
        said.append("CIViC differs")
    return f"{row.name} ({'; '.join(said)})" if said else row.name


def _unread(row: TkiRow) -> str:
    return f"{row.name} ({CALLS[row.call_if_read]}, if a misprint is corrected)" if row.call_if_read else row.name


def _resistant(row: TkiRow) -> str:
    if row.failed_as:
        return f"{row.name} (its class failed on this very mutation)"
    return f"{row.name} (reduced)" if row.qualifier == "reduced" else row.name


def _ordinal(line: int) -> str:
    return ORDINALS[line] if line < len(ORDINALS) else f"{line}th"


def _phase(rows: Sequence[TkiRow], tests: Sequence[NextTest], failing_if_cis: Container[str]) -> Iterator[AnswerLine]:
    """Which drugs depend on the phase, and how."""
    by_range: dict[tuple[str, str], list[TkiRow]] = {}
    for row in rows:
        if row.range is not None and (depends_on_phase(row) or row.therapy in failing_if_cis):
            reduced = " (reduced)" if row.range.cis_reduced else ""
            cis = "said to have failed with its class" if row.therapy in failing_if_cis else f"{CALLS[row.range.cis]}{reduced}"
            by_range.setdefault((cis, CALLS[row.range.trans]), []).append(row)
    if not by_range:
        return
    parts = [f"{_listed([row.name for row in of])}: {trans} if trans, {cis} if cis" for (cis, trans), of in by_range.items()]
    how = next((test.how for test in tests if test.fact == "phase"), "")
    ask = f" Ask the laboratory: {how}." if how else ""
    yield _line("phase", "The phase decides", f"{'; '.join(parts)}.{ask}", ("phase",))


def _called_for(options: Iterable[Option], *, called: bool) -> Iterator[AnswerLine]:
    """What this case calls for; where no mutation is entered and nothing is, what the reviews support in its setting."""
    proposed = [option for option in options if option.verdict not in AGAINST and option.state == "applies"]
    lead = "This case calls for:"
    wanted = [option for option in proposed if option.group == "called-for"]
    if not wanted and not called:
        lead = "The reviews support here:"
        supported = [one for one in proposed if one.verdict == "supported"]
        wanted = [one for one in supported if one.group == "fits"] or [one for one in supported if one.group == "general"]
    if wanted:
        named = "; ".join(f"{option.name} ({option.level})" for option in wanted[:MOST_NAMED])
        more = len(wanted) - MOST_NAMED
        ids = tuple(option.id for option in wanted[:MOST_NAMED])
        yield _line("called-for", lead, f"{named}{f'; and {more} more' if more > 0 else ''}.", ids)


def _history(case: ReportedCase, rows: Sequence[TkiRow], catalogue: Catalogue) -> Iterator[AnswerLine]:
    if not case.prior:
        return
    names = {row.therapy: row.name for row in rows}
    given = [
        f"{names.get(entry.therapy) or catalogue.therapy_name(entry.therapy)} ({OUTCOMES[entry.outcome]}"
        f"{', assumed' if entry.outcome_assumed else ''})"
        for entry in case.prior
    ]
    yield _line("history", "Given before:", f"{', then '.join(given)}.", tuple(entry.therapy for entry in case.prior))


def _caution(cautions: Sequence[ReportedCaution], specific: frozenset[str], rows: Sequence[TkiRow]) -> Iterator[AnswerLine]:
    """The one caution that changes the picture: one that something entered calls up, and that stands beside most TKIs."""
    beside = {name: sum(name in row.cautions for row in rows) for row in rows for name in row.cautions}
    held = [caution for caution in cautions if caution.state == "met" and caution.id in specific]
    if held:
        one = max(held, key=lambda caution: beside.get(caution.id, 0))
        yield _line("caution", "Caution:", f"{one.name}.", (one.id,))


def _next_test(tests: Sequence[NextTest]) -> Iterator[AnswerLine]:
    asked = [test for test in tests if not test.folded and test.fact != "phase"][:2]
    if asked:
        text = " Then: ".join(test.question for test in asked)
        yield _line("next-test", "Ask next:", text, tuple(test.fact for test in asked))


def _trials(trials: Sequence[TrialOption], case: ReportedCase, catalogue: Catalogue) -> Iterator[AnswerLine]:
    named = [
        trial for trial in trials if trial.heading != "wider" and trial.state != "excluded" and trial.group != "spoken-against"
    ]
    if not named:
        return
    setting = [trial for trial in named if trial.heading == "disease-and-setting"]
    chosen = setting or named
    diseases = {trial.id: trial.disease for trial in catalogue.trials}
    group = "" if all(case.disease in diseases[trial.id] for trial in chosen) else " or a group it belongs to"
    what = f"{case.disease}{group}{' in this setting' if setting else ''}"
    months = sorted({trial.status.printed_as_of for trial in chosen})
    printed = " and ".join(month_in_words(month) for month in months)
    years = years_between(months[-1], case.as_of)
    old = f", {years:.1f} years old" if years > 0 else ""
    count = f"{len(chosen)} trials name" if len(chosen) > 1 else "1 trial names"
    yield _line("trials", "Trials:", f"{count} {what}, printed {printed}{old}.", tuple(trial.id for trial in chosen))


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
