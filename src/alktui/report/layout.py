"""Sheet -> parts with columns and cells: the one arrangement that text, Markdown and HTML draw, so that all say the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from alktui.model.report import ReportedCase, ReportedFinding
from alktui.model.sheet import (
    Note,
    Place,
    Sheet,
    SheetCall,
    SheetOption,
    SheetSource,
    SheetTest,
    SheetTki,
    SheetTrial,
    Shortlist,
    Step,
)
from alktui.report.history import unexplained
from alktui.report.page import Page
from alktui.report.part import Column, Line, Part
from alktui.report.words import (
    BADGES,
    CALLS,
    LATER,
    LETTERS,
    NOT_STUDIED,
    POOL,
    SEQUENCING_IS_FOR,
    ended_in_words,
    month_in_words,
    pointing,
    ranges,
)

TITLE = "ALK tumour board sheet"
OPTION = (Column("Option", 21), Column("Strength, and what the source says", 76))
TKI = (Column("TKI", 10), Column("Call", 12), Column("Given before", 14, "given "), Column("Rests on", 61))
TRIAL = (Column("Trial", 12), Column("Drugs, phase, population; status with date and age", 85))
MOST_CAUTIOUS = ("resistant", "conflicting", "no-data", "sensitive")


def page_of(sheet: Sheet) -> Page:
    """The sheet as one page, which knows how much room it takes."""
    return Page(
        title=title_of(sheet),
        head=tuple(head(sheet)),
        notices=tuple(notice.message for notice in sheet.notices),
        parts=tuple(parts(sheet)),
        sources=tuple(source_words(source) for source in sheet.sources),
        footer=sheet.disclaimer,
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
    """A finding with its HGVS description, and every specimen it was seen in."""
    seen = "; also ".join(specimen.words for specimen in finding.specimens)
    return f"{finding.profile} ({finding.hgvs_of_sequence}){f': {seen}' if seen else ''}"


def other_therapy_words(case: ReportedCase) -> str:
    """The therapies beside the TKIs, in the order given, with how each ended."""
    return " > ".join(f"{entry.therapy} ({ended_in_words(entry)})" for entry in case.prior_therapies)


def parts(sheet: Sheet) -> Iterator[Part]:
    """The parts of the page from top to bottom, without its list of sources; what has nothing to say is left out."""
    everywhere = _beside_all(sheet.tkis)
    if sheet.tkis:
        yield _tkis(sheet)
    yield from _notes("What the documents say of the drugs", "", sheet.drug_statements)
    yield from _tests(sheet.next_tests)
    yield _step("Combinations and other strategies", sheet.strategies, everywhere)
    yield _step("Targets other than ALK", sheet.targets, everywhere)
    yield from _against(sheet.against, everywhere)
    yield _trials(sheet, everywhere)
    yield from _notes("Cautions", "what speaks against lines of this page", sheet.cautions)
    yield from _notes("Errata that matter here", "", sheet.errata)
    yield from _notes("Immune context", "what the documents report of this stage, or without a stage", sheet.immune_context)


def source_words(source: SheetSource) -> str:
    """An entry of the list of sources: author, year, journal, DOI, and how the documents number it."""
    doi = f" doi:{source.doi}" if source.doi else ""
    return f"{source.author} {source.year} {source.journal}{doi} ({', '.join(source.cited_as)})"


def place_words(places: Sequence[Place]) -> str:
    """Where a line stands: document, section or table, and numbers of the list of sources."""
    grouped: dict[str, list[str]] = {}
    for place in places:
        grouped.setdefault(place.document, []).append(f"{place.locators} [{ranges(place.numbers)}]")
    return "; ".join(f"{document}, {'; '.join(where)}" for document, where in grouped.items())


def _tkis(sheet: Sheet) -> Part:
    everywhere = _beside_all(sheet.tkis)
    lines = tuple(
        Line(LETTERS[row.call], _tki_cells(row, everywhere), place_words(row.places), row.call or "none") for row in sheet.tkis
    )
    order = "ordered by call, seen in patients, found before possible, level, not given, generation, name"
    beside = f"beside every ALK TKI: {_numbers('caution', everywhere)}" if everywhere else ""
    note = _several(order, NOT_STUDIED if any(row.call == "no-data" for row in sheet.tkis) else "", beside)
    short = tuple(Line("", (sentence,)) for sentence in _under_tkis(sheet.tkis) if sentence)
    return Part("ALK TKIs", note, lines, TKI, short, lead=13)


def _under_tkis(rows: Sequence[SheetTki]) -> tuple[str, ...]:
    """What must be said once of the calls above: what they do not explain, and what their references are."""
    tables = dict.fromkeys(place.document for row in rows for place in row.places if "Table 1" in place.locators)
    said = "pools {} and cites by column: the numbers beside it are a column's, not a cell's"
    by_column = [f"Table 1 of {name} {said.format(POOL)}." for name in tables]
    return unexplained(row.name for row in rows if row.call == "sensitive" and row.progressed), *by_column


def _beside_all(rows: Sequence[SheetTki]) -> tuple[int, ...]:
    """The cautions that stand beside every TKI: the page says so once."""
    common = set.intersection(*(set(row.cautions) for row in rows)) if len(rows) > 1 else set()
    return tuple(sorted(common))


def _tki_cells(row: SheetTki, everywhere: Sequence[int]) -> tuple[str, ...]:
    call = f"{CALLS[row.call]}, {row.qualifier}" if row.qualifier else CALLS[row.call]
    return row.name, call, row.given, rests_on(row, everywhere)


def rests_on(row: SheetTki, everywhere: Sequence[int] = ()) -> str:
    """What a call rests on, with what would change it and what stands beside it; without cautions said elsewhere."""
    other = [number for number in row.errata if number not in row.errata_unread]
    return _several(
        row.rests_on,
        _with_letter(row.level, row.civic_level),
        ", in part ".join(row.diseases),
        "" if row.patient_data else "preclinical for ALK",
        f"{CALLS[row.call_if_read]} if {_numbers('erratum', row.errata_unread)} is read as we read it"
        if row.call_if_read
        else "",
        _calls([call for call in row.profiles if call.role != "member"], row),
        _members([call for call in row.profiles if call.role == "member"], row.member_diseases),
        *row.beside,
        _numbers("caution", [number for number in row.cautions if number not in everywhere]),
        _numbers("erratum", other),
    )


def _calls(calls: Sequence[SheetCall], row: SheetTki) -> str:
    """The call of each finding and possible compound, where they say more than the headline."""
    if len(calls) < 2 or {call.call for call in calls} == {"no-data"}:  # noqa: PLR2004 - a single one is the headline
        return ""
    by_call: dict[str, list[str]] = {}
    for call in sorted(calls, key=lambda call: MOST_CAUTIOUS.index(call.call)):
        together = " if in cis" if call.role == "possible-compound" else ""
        qualifier = f", {call.qualifier}" if call.qualifier and not row.qualifier else ""
        by_call.setdefault(f"{CALLS[call.call]}{qualifier}", []).append(f"{call.profile}{together}")
    return "; ".join(f"{word}: {', '.join(profiles)}" for word, profiles in by_call.items())


def _members(calls: Sequence[SheetCall], diseases: Sequence[str]) -> str:
    """The calls of a compound's members, said not to be those of the compound."""
    named = ", ".join(f"{call.profile} {CALLS[call.call]}{f' ({call.qualifier})' if call.qualifier else ''}" for call in calls)
    where = f" ({', '.join(disease.removeprefix(f'{POOL} ') for disease in diseases)})" if diseases else ""
    return f"singly, not together{where}: {named}" if named else ""


def _tests(tests: Shortlist[SheetTest]) -> Iterator[Part]:
    lines = tuple(Line("1st" if test.first else "", (_test(test),), place_words(test.places)) for test in tests.shown)
    if lines:
        note = "how many options and calls an answer would move"
        yield Part("What to test next", note, lines, more=_left_out(tests.more), two_columns=len(lines) > 1)


def _test(test: SheetTest) -> str:
    decides = f"Decides {test.decides}" + (f" ({test.by})" if test.by else "") if test.decides else _sentences(SEQUENCING_IS_FOR)
    return " ".join(part for part in (f"{test.fact}:", test.question, f"{decides}.", test.why) if part)


def _step(title: str, step: Step[SheetOption], everywhere: Sequence[int]) -> Part:
    return Part(
        title,
        f"{_counts(step)}; nearest to this case, by verdict, partners' calls, level",
        tuple(_option(option, everywhere) for option in step.applies.shown),
        OPTION,
        tuple(_possible(option, everywhere) for option in step.possible.shown),
        _left_out(step.applies.more, step.possible.more),
    )


def _option(option: SheetOption, everywhere: Sequence[int], mark: str = "") -> Line:
    tested = f"tested in {option.tested_in.disease}" if option.tested_elsewhere else ""
    strength = _several(option.verdict, _with_letter(option.level, option.civic_level), tested)
    toxicity = f"Toxicity: {option.toxicity}" if option.toxicity else ""
    statement = pointing(option.statement, _numbers("erratum", option.errata)) if option.statement else ""
    said = _sentences(strength, statement, toxicity, _remarks(option, everywhere))
    return Line(mark or BADGES[option.state], (option.name, said), place_words(option.places), option.state)


def _possible(option: SheetOption, everywhere: Sequence[int]) -> Line:
    level = _with_letter(option.level, option.civic_level)
    said = f"{option.name}: {_several(_remarks(option, everywhere), option.verdict, level)}"
    return Line(BADGES[option.state], (said,), place_words(option.places), option.state)


def _remarks(option: SheetOption, everywhere: Sequence[int]) -> str:
    """What else the board must know of an option: what it waits for, its partners' calls, what its source does not say."""
    beside = [number for number in option.cautions if not (option.partner_calls and number in everywhere)]
    return _several(
        f"needs {', '.join(option.needs)}" if option.needs else "",
        option.origin,
        *(f"{tki}: {CALLS[call]} here" for tki, call in option.partner_calls.items() if tki not in option.given),
        *(_given(therapy, times, option) for therapy, times in option.given.items()),
        f"not stated: {', '.join(option.not_stated)}" if option.not_stated else "",
        _numbers("caution", beside),
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
        yield Part(title, note, lines, OPTION, more=_left_out(against.more))


def _trials(sheet: Sheet, everywhere: Sequence[int]) -> Part:
    step = sheet.trials
    shown = (*step.applies.shown, *step.possible.shown)
    order = "open before completed, nearest to this case; a printed status is history"
    note = _several(_counts(step, "fit as printed"), order, sheet.registry_credit)
    lines = tuple(_trial(trial, everywhere) for trial in shown)
    return Part("Trials", note, lines, TRIAL, more=_left_out(step.applies.more, step.possible.more), lead=13)


def _trial(trial: SheetTrial, everywhere: Sequence[int]) -> Line:
    phase = trial.phase.removeprefix("Phase ").removeprefix("phase ")
    status = f"{trial.status[:1].lower()}{trial.status[1:]}"
    age = f"{trial.status_age} y ago" if trial.status_age else LATER
    printed = f"{status}, as printed {month_in_words(trial.status_as_of)} ({age})"
    passed = {True: " (passed)", False: " (not passed)", None: ""}[trial.completion_passed]
    planned = _several(trial.interventions, f"phase {phase}", trial.population)
    stands = _several(printed, f"completion {trial.completion}{passed}", trial.registry)
    errata = _numbers("erratum", trial.errata)
    cells = (trial.nct_id, _sentences(planned, stands, _several(_remarks(trial, everywhere), errata)))
    return Line(BADGES[trial.state], cells, place_words(trial.places), trial.state)


def _notes(title: str, note: str, notes: Shortlist[Note]) -> Iterator[Part]:
    lines = tuple(Line(str(note.number or ""), (_note(note),), place_words(note.places)) for note in notes.shown)
    if lines:
        yield Part(title, note, lines, more=_left_out(notes.more))


def _note(note: Note) -> str:
    """A note with the numbers of the errata that concern it: where its words point to one, there, else after them."""
    return pointing(note.text, _numbers("erratum", note.errata))


def _counts(step: Step[SheetOption] | Step[SheetTrial], applies: str = "apply") -> str:
    return f"{step.counts.applies} {applies}, {step.counts.possible} possible, {step.counts.excluded} excluded"


def _left_out(more: int, possible: int | None = None) -> str:
    """What the page has no room for, in words; empty where it has room for all. A step counts what is possible apart."""
    if possible is None:
        return f"and {more} more in the full report" if more else ""
    named = ", ".join(
        part for part in (f"{more} more that apply" if more else "", f"{possible} more possible" if possible else "") if part
    )
    return f"and {named} in the full report" if named else ""


def _numbers(word: str, numbers: Sequence[int]) -> str:
    plurals = {"caution": "cautions", "erratum": "errata"}
    return f"{word if len(numbers) == 1 else plurals[word]} {ranges(numbers)}" if numbers else ""


def _with_letter(level: str, civic: str) -> str:
    return f"{level} ({civic})" if civic else level


def _several(*parts: str) -> str:
    return "; ".join(part for part in parts if part)


def _sentences(*parts: str) -> str:
    return ". ".join(f"{part[:1].upper()}{part[1:]}".rstrip(".") for part in parts if part)
