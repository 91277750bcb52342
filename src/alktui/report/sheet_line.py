"""The lines of the sheet: one TKI, option, trial, test or note of a report, cut to what a board reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from alktui.model.evidence import Erratum
from alktui.model.report import (
    ImmuneContext,
    NextTest,
    Option,
    ProfileCall,
    ReportedCaution,
    ReportedStatement,
    TkiRow,
    TrialOption,
)
from alktui.model.sheet import Note, SheetCall, SheetOption, SheetTest, SheetTki, SheetTrial
from alktui.model.source import Source
from alktui.pages.history import has_progressed
from alktui.pages.trial_words import age_in_years, registry_in_words
from alktui.pages.words import (
    CALLS,
    erratum_in_words,
    given_in_words,
    only_in_cis_in_words,
    origin_in_words,
    ranges,
    scope_in_words,
    seen_in_words,
    without_errata,
)
from alktui.report.numbering import Numbering
from alktui.report.selection import Choice, records_of


def tki_line(row: TkiRow, choice: Choice, numbering: Numbering) -> SheetTki:
    """A TKI with its findings, and the possible compounds and members that have evidence."""
    calls = [call for call in row.profiles if call.role == "finding" or call.evidence]
    cautions, more = choice.caution_numbers(row.cautions)
    return SheetTki(
        therapy=row.therapy,
        name=row.name,
        call=row.call,
        qualifier=row.qualifier,
        call_if_read=row.call_if_read,
        rests_on=_rests_on(row, choice, numbering),
        profiles=tuple(
            SheetCall(profile=call.profile, role=call.role, call=call.call, qualifier=call.qualifier) for call in calls
        ),
        level=row.level,
        civic_level=row.civic_level,
        patient_data=row.patient_data,
        given=given_in_words(row),
        progressed=has_progressed(row),
        diseases=_diseases(call for call in calls if call.role != "member"),
        member_diseases=_diseases(call for call in calls if call.role == "member"),
        beside=_beside(row),
        cautions=cautions,
        cautions_more=more,
        errata=choice.erratum_numbers([*row.errata, *_errata_of(calls)]),
        errata_unread=choice.erratum_numbers(_errata_of(calls, counted=False)),
        places=numbering.places(_sources(row, calls)),
    )


def _beside(row: TkiRow) -> tuple[str, ...]:
    """What others say of the profiles the headline rests on; what they say of members stays in the program."""
    calls = [call for call in row.profiles if call.role != "member"]
    site = [
        f"with the hospital's own evidence {call.profile} is {CALLS[call.call_with_site]}"
        for call in calls
        if call.call_with_site
    ]
    checked = {call.profile for call in calls}
    outside = [
        f"outside, changing no call: {check.profile} {check.outside_says} ({check.citation})"
        for check in row.outside_checks
        if check.profile in checked
    ]
    cross = [f"{check.profile}, {check.words}" for call in calls for check in call.cross_checks if check.says]
    return (*site, *cross, *outside)


def _rests_on(row: TkiRow, choice: Choice, numbering: Numbering) -> str:
    """What a call rests on; where there is no profile, the generation as each document states it, with its erratum."""
    if row.call is not None:
        return only_in_cis_in_words(row) or row.match
    documents: dict[str, list[str]] = {}
    for stated in row.generation:
        numbers = choice.erratum_numbers([stated.erratum])
        erratum = f": see erratum {ranges(numbers)}" if numbers else ""
        documents.setdefault(stated.value, []).append(f"{numbering.short(stated.document)}{erratum}")
    return "; ".join(f"{value} generation ({', '.join(dict.fromkeys(names))})" for value, names in documents.items())


def _diseases(calls: Iterable[ProfileCall]) -> tuple[str, ...]:
    """How the diseases of some calls' evidence stand to the case's; empty where all of it is of the case's own disease."""
    items = [item for call in calls for item in call.evidence if item.counted]
    if all(item.scope == "own" for item in items):
        return ()
    return tuple(dict.fromkeys(scope_in_words(item.scope, item.disease) for item in items))


def _sources(row: TkiRow, calls: Sequence[ProfileCall]) -> Iterator[Source]:
    """Where the calls stand; where there is no profile, where the generation stands."""
    if row.call is None:
        yield from (Source(document=stated.document, locator=stated.locator) for stated in row.generation)
    yield from (source for call in calls for item in call.evidence for source in item.sources)


def _errata_of(calls: Sequence[ProfileCall], *, counted: bool = True) -> list[str]:
    """The errata that counted items rest on, or those that keep the others from counting."""
    return [item.erratum for call in calls for item in call.evidence if item.erratum and item.counted is counted]


def option_line(option: Option, choice: Choice, numbering: Numbering, given: dict[str, str]) -> SheetOption:
    """A strategy or target.

    Args:
        given: the drugs of it that were given before, each with line and end.
    """
    cautions, more = choice.caution_numbers(option.cautions)
    possible = option.state == "possible"
    errata = choice.errata_on(records_of(option))
    return SheetOption(
        id=option.id,
        name=option.name,
        kind=option.kind,
        target=option.target,
        state=option.state,
        verdict=option.verdict,
        level=option.level,
        civic_level=option.civic_level,
        tested_in=option.tested_in,
        tested_elsewhere=choice.is_elsewhere(option.tested_in.disease),
        statement="" if possible else told(option.statement, errata),
        toxicity="" if possible or option.toxicity == "not stated" else option.toxicity,
        needs=needs_of(option),
        not_stated=() if possible else option.not_stated,
        partner_calls={tki: call for tki, call in option.partner_calls.items() if call is not None},
        called_for_by=choice.reasons.get(option.id, ()),
        given=given,
        origin=origin_in_words(option.origin),
        cautions=cautions,
        cautions_more=more,
        errata=errata,
        places=numbering.places(option.sources),
    )


def needs_of(option: Option) -> tuple[str, ...]:
    """What a possible option waits for; empty for any other."""
    unknown = [criterion for criterion in option.criteria if criterion.state == "unknown"] if option.state == "possible" else []
    return tuple(dict.fromkeys(criterion.text for criterion in unknown))


def trial_line(trial: TrialOption, choice: Choice, numbering: Numbering, given: dict[str, str], as_of: date) -> SheetTrial:
    """A trial with its status as printed, and how old that is."""
    return SheetTrial(
        **dict(option_line(trial, choice, numbering, given)),
        nct_id=trial.nct_id,
        phase=trial.phase,
        population=trial.population,
        interventions=trial.interventions,
        status=trial.status.printed,
        status_as_of=trial.status.printed_as_of,
        status_age=age_in_years(trial.status.printed_as_of, as_of),
        completion=trial.completion,
        completion_passed=trial.completion_passed,
        registry=registry_in_words(trial.status),
    )


def test_line(test: NextTest, numbering: Numbering) -> SheetTest:
    """A question whose answer would move something."""
    counts = {"TKI": test.by.tkis, "strategies": test.by.strategies, "targets": test.by.targets, "trials": test.by.trials}
    words = {"TKI": ("TKI", "TKIs"), "strategies": ("strategy", "strategies"), "targets": ("target", "targets")}
    words["trials"] = ("trial", "trials")
    return SheetTest(
        fact=test.fact,
        question=test.question,
        decides=test.decides,
        by=", ".join(f"{count} {words[step][count > 1]}" for step, count in counts.items() if count),
        first=test.first,
        why=test.why,
        places=numbering.places(test.sources),
    )


def caution_note(number: int, caution: ReportedCaution, choice: Choice, numbering: Numbering) -> Note:
    """A caution, saying so where it only may hold."""
    waits = [criterion.text for criterion in caution.criteria if criterion.state == "unknown"]
    unless = "" if caution.state == "met" else f" If it holds; not known: {', '.join(waits)}."
    own = f" ({origin})" if (origin := origin_in_words(caution.origin)) else ""
    errata = choice.errata_on([caution.id])
    here = f" Here: {', '.join(choice.reasons[caution.id])}." if caution.id in choice.reasons else ""
    text = f"{told(caution.statement, errata)}{here}{unless}{own}"
    return Note(number=number, id=caution.id, text=text, errata=errata, places=numbering.places(caution.sources))


def erratum_note(number: int, erratum: Erratum, numbering: Numbering) -> Note:
    """An erratum: as printed, our reading, why."""
    return Note(number=number, id=erratum.id, text=erratum_words(erratum), places=numbering.places(erratum.sources))


def erratum_words(erratum: Erratum) -> str:
    """An erratum in one line."""
    text = erratum_in_words(erratum)
    return f"{text[0].upper()}{text[1:]}"


def immune_note(entry: ImmuneContext, choice: Choice, numbering: Numbering) -> Note:
    """An immune finding with stage, model and n."""
    errata = choice.errata_on([entry.id])
    text = f"{told(entry.statement, errata)} ({seen_in_words(entry)})"
    return Note(number=0, id=entry.id, text=text, errata=errata, places=numbering.places(entry.sources))


def statement_note(statement: ReportedStatement, drugs: Sequence[str], choice: Choice, numbering: Numbering) -> Note:
    """What is said of drugs themselves."""
    borrowed = f"; borrowed from {statement.disease}" if statement.scope == "borrowed" else ""
    own = f"; {origin}" if (origin := origin_in_words(statement.origin)) else ""
    errata = choice.errata_on([statement.id])
    text = f"{told(statement.statement, errata)} ({', '.join(drugs)}; {statement.level}{borrowed}{own})"
    return Note(number=0, id=statement.id, text=text, errata=errata, places=numbering.places(statement.sources))


def told(text: str, errata: Sequence[int]) -> str:
    """A text whose "see erratum" does not dangle: it is left out where the erratum has no number to be seen under."""
    return text if errata else without_errata(text)
