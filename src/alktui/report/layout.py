"""Sheet -> parts with columns and cells: the one arrangement that text, Markdown and HTML draw, so that all say the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from alktui.model.month import month_in_words
from alktui.model.report import ReportedCase, ReportedFinding
from alktui.model.sheet import (
    Note,
    Sheet,
    SheetOption,
    SheetSource,
    SheetTest,
    SheetTrial,
    Shortlist,
    Step,
)
from alktui.pages.phrase import cautions_beside, numbers_of, place_words, sentences, several, with_letter
from alktui.pages.trial_words import LATER, bare_phase
from alktui.pages.words import BADGES, CALLS, SEQUENCING_IS_FOR, ended_in_words, pointing
from alktui.report.page import Page, Ruler
from alktui.report.part import Column, Line, Part
from alktui.report.tki_part import beside_all, tki_part

TITLE = "ALK tumour board sheet"
OPTION = (Column("Option", 21), Column("Strength, and what the source says", 76))
TRIAL = (Column("Trial", 12), Column("Drugs, phase, population; status with date and age", 85))
CALLED_FOR = "this case's own entries call for "
"""Why something is named that found no room."""

Item = TypeVar("Item")


def page_of(sheet: Sheet, ruler: Ruler | None = None) -> Page:
    """The sheet as one page, which knows how much room it takes.

    Args:
        ruler: the one of other drafts of this page.
    """
    return Page(
        title=title_of(sheet),
        head=tuple(head(sheet)),
        notices=tuple(notice.message for notice in sheet.notices),
        parts=tuple(parts(sheet)),
        sources=tuple(source_words(source) for source in sheet.sources),
        footer=sheet.disclaimer,
        ruler=ruler or Ruler(),
    )


def title_of(sheet: Sheet) -> str:
    """The title of the page, with the case's label."""
    return f"{TITLE}: {sheet.label}" if sheet.label else TITLE


def head(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """The head of the page, as pairs of name and value; the case itself comes first."""
    yield "Case", sheet.case
    rest = (
        ("Findings", "; ".join(finding_words(finding) for finding in sheet.findings)),
        ("Other therapy", sheet.prior_therapies),
        ("Biomarkers", ", ".join(f"{name} {state}" for name, state in sheet.biomarkers.items())),
        ("Assumed", ", ".join(sheet.assumed)),
        ("Question", sheet.question),
        ("Catalogue", f"release {sheet.catalogue.release}, fingerprint {sheet.catalogue.fingerprint}. {sheet.knowledge_ends}"),
    )
    yield from ((name, value) for name, value in rest if value)


def finding_words(finding: ReportedFinding) -> str:
    """A finding with its HGVS description, a c. notation or transcript as typed, and every specimen it was seen in."""
    seen = "; also ".join(specimen.words for specimen in finding.specimens)
    typed = f", typed {finding.typed}" if finding.typed not in ("", finding.hgvs_of_sequence) else ""
    counted = "" if finding.counted else ", not counted"
    return f"{finding.profile} ({finding.hgvs_of_sequence}{typed}{counted}){f': {seen}' if seen else ''}"


def other_therapy_words(case: ReportedCase) -> str:
    """The therapies beside the TKIs, in the order given, with how each ended."""
    return " > ".join(f"{entry.name} ({ended_in_words(entry)})" for entry in case.prior_therapies)


def parts(sheet: Sheet) -> Iterator[Part]:
    """The parts of the page from top to bottom, without its list of sources; what has nothing to say is left out."""
    everywhere = beside_all(sheet.tkis)
    if sheet.tkis:
        yield tki_part(sheet)
    yield from _notes("What the documents say of the drugs", "", sheet.drug_statements)
    yield from _tests(sheet.next_tests)
    yield _step("Combinations and other strategies", sheet.strategies, everywhere)
    yield _step("Targets other than ALK", sheet.targets, everywhere)
    yield from _against(sheet.against, everywhere)
    yield _trials(sheet, everywhere)
    yield from _notes(
        "Cautions", "what holds by this case's entries first; then what speaks against lines of this page", sheet.cautions
    )
    yield from _notes("Errata that matter here", "", sheet.errata)
    yield from _notes("Immune context", "what the documents report of this stage, or without a stage", sheet.immune_context)


def source_words(source: SheetSource) -> str:
    """An entry of the list of sources: author, year, journal, DOI, and how the documents number it."""
    doi = f" doi:{source.doi}" if source.doi else ""
    return f"{source.author} {source.year} {source.journal}{doi} ({', '.join(source.cited_as)})"


def _tests(tests: Shortlist[SheetTest]) -> Iterator[Part]:
    lines = tuple(Line("1st" if test.first else "", (test_words(test),), place_words(test.places)) for test in tests.shown)
    if lines:
        note = "how many options and calls an answer would move"
        more = f"and {tests.more} more in the full report: {', '.join(tests.left_out)}" if tests.more else ""
        yield Part("What to test next", note, lines, more=more, two_columns=len(lines) > 1)


def test_words(test: SheetTest) -> str:
    """A question, what its answer would move, and why it is asked."""
    decides = f"Decides {test.decides}" + (f" ({test.by})" if test.by else "") if test.decides else sentences(SEQUENCING_IS_FOR)
    return " ".join(part for part in (f"{test.fact}:", test.question, f"{decides}.", test.why) if part)


def _step(title: str, step: Step[SheetOption], everywhere: Sequence[int]) -> Part:
    return Part(
        title,
        f"{_counts(step)}; this case's entries first, then by verdict, partners' calls, level",
        tuple(_option(option, everywhere) for option in step.applies.shown if not option.brief),
        OPTION,
        tuple(
            _short(option, everywhere)
            for option in (*step.applies.shown, *step.possible.shown)
            if option.state == "possible" or option.brief
        ),
        _left_out(step),
    )


def _option(option: SheetOption, everywhere: Sequence[int], mark: str = "") -> Line:
    toxicity = f"Toxicity: {option.toxicity}" if option.toxicity else ""
    statement = pointing(option.statement, numbers_of("erratum", option.errata)) if option.statement else ""
    said = sentences(_strength(option), statement, toxicity, _remarks(option, everywhere))
    return Line(mark or BADGES[option.state], (option.name, said), place_words(option.places), option.state)


def _strength(option: SheetOption) -> str:
    """What its source thinks of it, on what evidence, and where that is from another disease."""
    tested = f"tested in {option.tested_in.disease}" if option.tested_elsewhere else ""
    return several(option.verdict, with_letter(option.level, option.civic_level), tested)


def _short(option: SheetOption, everywhere: Sequence[int]) -> Line:
    """An option that is possible, or applies and has no room for what its source says."""
    strength, remarks = _strength(option), _remarks(option, everywhere)
    said = f"{option.name}: {several(strength, remarks) if option.brief else several(remarks, strength)}"
    return Line(BADGES[option.state], (said,), place_words(option.places), option.state)


def _remarks(option: SheetOption, everywhere: Sequence[int]) -> str:
    """What else the board must know of an option: what it waits for, its partners' calls, what its source does not say."""
    beside = [number for number in option.cautions if not (option.partner_calls and number in everywhere)]
    return several(
        f"here: {', '.join(option.called_for_by)}" if option.called_for_by else "",
        f"needs {', '.join(option.needs)}" if option.needs else "",
        option.origin,
        *(f"{tki}: {CALLS[call]} here" for tki, call in option.partner_calls.items() if tki not in option.given),
        *(_given(therapy, times, option) for therapy, times in option.given.items()),
        f"not stated: {', '.join(option.not_stated)}" if option.not_stated else "",
        cautions_beside(beside, option.cautions_more),
    )


def _given(therapy: str, times: str, option: SheetOption) -> str:
    """A drug of an option that was given before, with its call: "lorlatinib given 2nd, progressed: no data here"."""
    call = option.partner_calls.get(therapy)
    before = "" if times[:1].isdigit() else "before, "
    return f"{therapy} given {before}{times}{f': {CALLS[call]} here' if call else ''}"


def _against(against: Shortlist[SheetOption], everywhere: Sequence[int]) -> Iterator[Part]:
    lines = tuple(_option(option, everywhere, "!") for option in against.shown)
    if lines or against.more:
        title, note = "Reported not to work, or to harm", "the case is what they were proposed for; no proposals"
        yield Part(title, note, lines, OPTION, more=_more(against, "stopped for toxicity: "))


def _trials(sheet: Sheet, everywhere: Sequence[int]) -> Part:
    step = sheet.trials
    shown = (*step.applies.shown, *step.possible.shown)
    order = "open before completed; a printed status is history"
    note = several(_counts(step, "fit as printed"), order, sheet.registry_credit)
    lines = tuple(_trial(trial, everywhere) for trial in shown)
    return Part("Trials", note, lines, TRIAL, more=_left_out(step), lead=13)


def _trial(trial: SheetTrial, everywhere: Sequence[int]) -> Line:
    status = f"{trial.status[:1].lower()}{trial.status[1:]}"
    age = f"{trial.status_age} y ago" if trial.status_age else LATER
    printed = f"{status}, as printed {month_in_words(trial.status_as_of)} ({age})"
    passed = {True: " (passed)", False: " (not passed)", None: ""}[trial.completion_passed]
    planned = several(trial.interventions, f"phase {bare_phase(trial)}", trial.population)
    stands = several(printed, f"completion {trial.completion}{passed}", trial.registry)
    errata = numbers_of("erratum", trial.errata)
    cells = (trial.nct_id, sentences(planned, stands, several(_remarks(trial, everywhere), errata)))
    return Line(BADGES[trial.state], cells, place_words(trial.places), trial.state)


def _notes(title: str, note: str, notes: Shortlist[Note]) -> Iterator[Part]:
    lines = tuple(Line(str(note.number or ""), (_note(note),), place_words(note.places)) for note in notes.shown)
    if lines:
        yield Part(title, note, lines, more=_more(notes))


def _note(note: Note) -> str:
    """A note with the numbers of the errata that concern it: where its words point to one, there, else after them."""
    return pointing(note.text, numbers_of("erratum", note.errata))


def _counts(step: Step[SheetOption] | Step[SheetTrial], applies: str = "apply") -> str:
    return f"{step.counts.applies} {applies}, {step.counts.possible} possible, {step.counts.excluded} excluded"


def _left_out(step: Step[SheetOption] | Step[SheetTrial]) -> str:
    """What of a step the page has no room for, in words; empty where it has room for all. What is possible is counted apart."""
    counts = ((step.applies.more, "that apply"), (step.possible.more, "possible"))
    named = ", ".join(f"{more} more {what}" for more, what in counts if more)
    return _named(f"and {named} in the full report" if named else "", (*step.applies.left_out, *step.possible.left_out))


def _more(listed: Shortlist[Item], why: str = CALLED_FOR) -> str:
    """The same of a list."""
    count = f"and {listed.more} more" if listed.shown else f"{listed.more}"
    return _named(f"{count} in the full report" if listed.more else "", listed.left_out, why)


def _named(more: str, left_out: Sequence[str], why: str = CALLED_FOR) -> str:
    """What is left out, naming what must not be passed over, and why it is named."""
    return f"{more}; {why}{'; '.join(left_out)}" if left_out else more
