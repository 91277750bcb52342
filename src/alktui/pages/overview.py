"""The Overview: the answer, the heat-map, what was given, a line a step, what to ask: one composition in every medium."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import get_args

from alktui.model.block import Block, Cell, Column, Gap, Item, Matrix, Page, Square, Table, Text, Tone
from alktui.model.catalogue import Catalogue
from alktui.model.month import month_in_words
from alktui.model.report import AnswerKind, Option, ProfileCall, Report, ReportedPrior, TkiRow, TrialOption
from alktui.pages.next_test import fact_in_words, would_change
from alktui.pages.option import TITLES, counted_for, printed_note, sections
from alktui.pages.outcome import outcome_words
from alktui.pages.tki import ROLES, TONES, why_of_cell
from alktui.pages.words import CALLS, plural, rebiopsy_in_words
from alktui.plain import response_in_words

LETTERS = {"sensitive": "S", "resistant": "R", "conflicting": "S/R", "no-data": "·"}
ENDED = {"progressed": "PD", "intolerant": "intol.", "stopped": "stop", "ongoing": "on"}
ENDED_IN_WORDS = {"progressed": "progressed", "intolerant": "not tolerated", "stopped": "stopped", "ongoing": "ongoing"}
ANSWER_TONES: dict[str, Tone] = {"call": "", "phase": "warn", "caution": "warn", "limits": "muted", "trials": "", "next-test": ""}
LEGEND = (
    "S sensitive, R resistant, S/R both reported, a dot: no call; R? resistant, if a misprint is corrected. Filled: found. "
    "if cis: only if the findings share an allele."
)
FOOT = "alone is context: a compound is never called from its members"
COLUMNS = (Column("", 2), Column("", 13), Column("", 23, 60), Column(""))
SAID_ABOVE = ("call", "phase", "caution")
"""Of the answer, what stands above the heat-map; what is called for, asked next and recruiting stands in the lines below it."""

SAID_WITHOUT_CALLS = (*SAID_ABOVE, "called-for")
MOST_PROFILES = 6
"""Profiles in the heat-map of the Overview; the others stand in the matrix."""


def overview_page(report: Report, catalogue: Catalogue) -> Page:
    """The whole composition, without the case line, which stands above it in every medium."""
    matrix = matrix_block(report, catalogue, most=MOST_PROFILES)
    heat: tuple[Block, ...] = (Gap(), matrix) if matrix is not None else ()
    return (
        *answer_blocks(report, SAID_ABOVE if matrix is not None else SAID_WITHOUT_CALLS),
        *heat,
        *before_blocks(report, catalogue),
        Gap(),
        Table(COLUMNS, tuple(beside_items(report, catalogue)), heads=False),
        knowledge_block(catalogue),
    )


def answer_blocks(report: Report, kinds: Container[str] = frozenset(get_args(AnswerKind))) -> Iterator[Block]:
    """The answer, line by line, its first words set apart.

    Args:
        kinds: those that are wanted; all unless given.
    """
    for line in report.answer:
        if line.kind not in kinds:
            continue
        words = line.text.removeprefix(line.lead).strip()
        good = line.kind == "call" and line.lead == "Reported sensitive:" and not words.startswith("none")
        yield Text(words, "good" if good else ANSWER_TONES.get(line.kind, ""), label=line.lead)


def matrix_block(report: Report, catalogue: Catalogue, most: int = 1000) -> Matrix | None:
    """Profiles against TKIs, in the order of the TKIs; None where there is no profile.

    Args:
        most: how many profiles at most; possible compounds without evidence are left out before others.
    """
    if not report.tkis or not report.tkis[0].profiles:
        return None
    places = [place for place, call in enumerate(report.tkis[0].profiles) if _is_shown(place, call, report)][:most]
    rows = tuple(
        (
            report.tkis[0].profiles[place].profile,
            tuple(_square(row, row.profiles[place], report, catalogue) for row in report.tkis),
            ROLES[report.tkis[0].profiles[place].role].removesuffix(" (context)"),
        )
        for place in places
    )
    foot = FOOT if any(call.role == "member" for call in report.tkis[0].profiles) else ""
    return Matrix(tuple((row.therapy, row.name) for row in report.tkis), tuple(map(_given, report.tkis)), rows, foot)


def _is_shown(place: int, call: ProfileCall, report: Report) -> bool:
    return call.role != "possible-compound" or any(row.profiles[place].evidence for row in report.tkis)


def _given(row: TkiRow) -> str:
    if row.given:
        last = row.given[-1]
        return f"{last.line} {ENDED[last.outcome]}"
    return "" if row.patient_data else "precl"


def _square(row: TkiRow, call: ProfileCall, report: Report, catalogue: Catalogue) -> Square:
    letter = LETTERS[call.call]
    if call.call == "no-data" and call.call_if_read:
        letter = f"{LETTERS[call.call_if_read]}?"
    read = f", {CALLS[call.call_if_read]} if a misprint is corrected" if call.call_if_read else ""
    spoken = f"{row.name} {CALLS[call.call]}{f', {call.qualifier}' if call.qualifier else ''}{read}"
    return Square(letter, TONES[call.call], call.role == "finding", spoken, why_of_cell(row, call, report, catalogue))


def before_blocks(report: Report, catalogue: Catalogue) -> Iterator[Block]:
    """What was given before, in order, with dates where entered; nothing where nothing is known to have been given."""
    case = report.case
    parts = [f"{entry.line} {_ended(entry, catalogue)}" for entry in case.prior]
    if case.prior and all(entry.outcome_assumed for entry in case.prior):
        parts = [*(part.replace(" (assumed)", "") for part in parts[:-1]), parts[-1]]
    others = [_ended(entry, catalogue) for entry in case.prior_therapies]
    if parts or others:
        words = "; ".join(filter(None, ["   ".join(parts), f"other treatment: {', '.join(others)}" if others else ""]))
        yield Text(words, label="Before:")
    if rebiopsy := rebiopsy_in_words(case):
        yield Text(rebiopsy, label="Re-biopsy:")


def _ended(entry: ReportedPrior, catalogue: Catalogue) -> str:
    dates = f", {entry.started} to {entry.ended}" if entry.ended else f", from {entry.started}" if entry.started else ""
    assumed = " (assumed)" if entry.outcome_assumed else ""
    response = f", {response_in_words(entry.response)}" if entry.response else ""
    return f"{catalogue.therapy_name(entry.therapy)} {ENDED_IN_WORDS[entry.outcome]}{assumed}{dates}{response}"


def beside_items(report: Report, catalogue: Catalogue) -> Iterator[Item]:
    """One line for combinations, targets, trials, what speaks against, and what to test."""
    for step in ("strategies", "targets", "trials"):
        yield _step_item(step, report)
    against = [
        option
        for step in ("strategies", "targets", "trials")
        for section in sections(step, report)
        if section.key in ("against", "spoken-against")
        for option in section.options
    ]
    if against:
        stopped = sum(option.verdict == "stopped-for-toxicity" for option in against)
        words = "; ".join([*([f"{stopped} stopped for toxicity"] if stopped else []), *(option.name for option in against[:2])])
        yield _row("against", "!", "Against", f"{plural(len(against), 'line')} of the reviews", words)
    tests = [test for test in report.next_tests if not test.folded]
    if tests:
        test, more = tests[0], len(tests) - 1
        asked = fact_in_words(test.fact, catalogue)
        words = would_change(test, report) + (f"; and {plural(more, 'question')} more" if more else "")
        yield _row("next-test", "t", "Ask next", asked, words)


NUMBERS = {"strategies": "4", "targets": "5", "trials": "6"}


def _step_item(step: str, report: Report) -> Item:
    listed = [
        option
        for section in sections(step, report)
        if section.key not in ("against", "spoken-against")
        for option in section.options
    ]
    called = [option for option in listed if option.group == "called-for"]
    fits = counted_for(step, report)
    if step == "trials":
        named = [one for one in listed if isinstance(one, TrialOption) and one.heading != "wider"]
        setting = [one for one in named if one.heading == "disease-and-setting"]
        count = (
            f"{len(setting)} name this setting" if setting else f"{len(named)} name this disease" if named else "none names it"
        )
        words = printed_note(named or listed, report)
    else:
        count = f"{len(called)} called for" if called else f"{fits} fit" if fits else "none but general ones"
        words = _first(called or listed)
    return _row(step, NUMBERS[step], TITLES[step], count, words)


def _first(options: list[Option]) -> str:
    """The first options by name, with the first number of the first that has one."""
    if not options:
        return ""
    best = next((outcome for outcome in options[0].outcomes if outcome.endpoint == "ORR"), None)
    number = f" ({outcome_words(best)})" if best is not None else ""
    return "; ".join([f"{options[0].name}{number}", *(option.name for option in options[1:3])])


def _row(key: str, sign: str, name: str, count: str, words: str) -> Item:
    cells = (Cell(sign, "strong"), Cell(name, "strong"), Cell(count), Cell(words, "muted"))
    return Item(f"go:{key}", cells, None, f"{name}: {count}{f'; {words}' if words else ''}")


def knowledge_block(catalogue: Catalogue) -> Text:
    """Where knowledge ends, once a page."""
    reviews = sorted(catalogue.reviews, key=lambda document: document.knowledge_ends)
    ends = ", ".join(f"{_short_month(document.knowledge_ends)} ({document.disease})" for document in reviews)
    return Text(f"Knowledge ends {ends}; informs, does not prescribe.", "muted")


def _short_month(month: str) -> str:
    """A month in few letters, so that the line has room on 80 columns: "Feb 2022"."""
    name, year = month_in_words(month).split()
    return f"{name[:3]} {year}"
