"""The sheet as a page of blocks: what goes on it, and how much of the rest has room."""

from __future__ import annotations

import hashlib
import shlex
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import get_args

from alktui import __version__
from alktui.board.numbering import Numbering
from alktui.model.block import Blank, Block, Cell, Column, Gap, Heading, Item, Page, Table, Text
from alktui.model.catalogue import Catalogue
from alktui.model.evidence import Erratum
from alktui.model.report import AnswerKind, NextTest, Option, Report, ReportedCaution, ReportedEvidence, TkiRow, TrialOption
from alktui.model.source import Source
from alktui.pages.case import case_blocks, finding_words, note_blocks, warning_blocks
from alktui.pages.history import given_before_in_words, unexplained_of
from alktui.pages.next_test import fact_in_words, would_change
from alktui.pages.option import GROUPS, beside_option, printed_note, sections
from alktui.pages.overview import answer_blocks, knowledge_block, matrix_block
from alktui.pages.phrase import with_letter
from alktui.pages.tki import (
    HEADINGS,
    NEGATIVE,
    TONES,
    call_words,
    differs_from_others,
    given_words,
    is_silent,
    rests_on,
    why_no_call,
)
from alktui.pages.trial_words import bare_phase, registry_credit, registry_in_words, registry_warnings
from alktui.pages.words import AGAINST, origin_in_words, shortened, without_errata
from alktui.paint.text import text_of_page
from alktui.plain import clean

TITLE = "ALK tumour board sheet"
PAGES, LINES_OF_A_PAGE, SPARE = 2, 66, 3
"""`SPARE` is for numbers of sources that turn out longer than they were when a row was measured."""
MOST_LETTERS, MOST_LETTERS_OF_A_LABEL = 600, 120
"""How much of the question and of the label stands on the page; the case and the full report have all."""

LEGEND = "S sensitive; R resistant; S/R both; \u00b7 no call; ? if a misprint is corrected."
LEVELS = (
    "Letters are CIViC's: A approval, B trials and cohorts, C case reports, D in vivo and in vitro. "
    "The references of the columns of Table 1 stand in the full report."
)
NEVER = "Never considered here: performance status, interactions, comorbidity, local approval, transformation."
TO_WRITE_ON = (Blank("Decision:", 2), Blank("Who, and when:"))
IN_THE_BOX = frozenset(get_args(AnswerKind)) - {"limits", "next-test", "trials"}
"""Of the answer, what stands in its box; what to ask and the trials have parts of their own on the same page."""

TKI_COLUMNS = (Column("", 2), Column("TKI", 13), Column("call", 16), Column("rests on; where it stands"))
OPTION_COLUMNS = (Column("", 2), Column("what", 27), Column("how strong; why here; where it stands"))
TRIAL_COLUMNS = (Column("", 2), Column("trial", 11), Column("phase", 6), Column("what; in whom; status; where it stands"))
TEST_COLUMNS = (Column("", 2), Column("ask", 16), Column("question; what an answer would move"))
SHORT_COLUMNS = (Column("", 2), Column("what; how strong; where it stands"))
COLUMNS = {"trials": TRIAL_COLUMNS, "tests": TEST_COLUMNS, "fits": SHORT_COLUMNS, "against": SHORT_COLUMNS}

PLACES = {
    "called-for": "called-for",
    "fits": "fits",
    "disease-and-setting": "trials",
    "disease": "trials",
    "spoken-against": "against",
    "against": "against",
}
"""In which part of the sheet the options of a section stand."""

NAMED = ("called-for", "against", "trials")
"""Parts of which some rows are named where there is no room for them."""

ROOM = {"called-for": 48, "fits": 77, "against": 77, "trials": 58, "tests": 59, "drugs": 48, "caution": 75, "source": 77}
RAGGED, LINES_OF_A_PART = 3, 3
"""Letters that a line leaves at its end, and the lines of a part beside its rows: an empty one, its heading, what is left out."""

TITLES = {
    "called-for": GROUPS["called-for"],
    "fits": GROUPS["fits"],
    "against": "Spoken against by this case, or reported not to work or to harm",
    "trials": "Trials that name this disease",
    "tests": "What to test next",
    "drugs": "What the reviews say of the drugs",
}
ALL = 1000
TURNS = (
    ("called-for", ALL), ("trials", 3), ("tests", 2), ("against", 2), ("drugs", ALL), ("fits", 4), ("trials", ALL), ("tests", 5),
    ("against", ALL), ("fits", ALL), ("tests", ALL),
)  # fmt: skip
"""Which parts are filled first, and up to how many rows, as long as there is room."""


def title_of(report: Report) -> str:
    """The title of the sheet, with the label of the case."""
    label = shortened(clean(report.case.label), MOST_LETTERS_OF_A_LABEL)
    return f"{TITLE}: {label}" if label else TITLE


def sheet_page(report: Report, catalogue: Catalogue, most: int = PAGES * LINES_OF_A_PAGE) -> Page:
    """The sheet, in at most so many lines of text of 80 columns.

    Args:
        most: lines; more only where the case, its warnings and the TKIs alone take more.
    """
    page = _Sheet(report, catalogue).page(most)
    over = len(text_of_page(page, catalogue)) - most
    # What stands beside the rows is measured row by row; where that was too little, once more with less room.
    return page if over <= 0 else _Sheet(report, catalogue).page(most - over)


@dataclass(frozen=True)
class _Piece:
    """A row that has a place on the sheet if there is room.

    Attributes:
        first: its cells before the last one.
        words: what its last cell says, without where it stands.
        said: what its source says of it, which is told where there is room for that too.
        must: whether it is named where there is no room.
    """

    key: str
    name: str
    first: tuple[Cell, ...]
    words: str
    sources: tuple[Source, ...]
    cautions: tuple[str, ...] = ()
    said: str = ""
    must: bool = False


@dataclass
class _Part:
    """A part of the sheet.

    Attributes:
        makers: what it could show, each made when it is its turn.
        shown: what there is room for; `told` are those of which the source's own words are told too.
        named: of the rest, what is named all the same.
    """

    makers: list[Callable[[], _Piece]] = field(default_factory=list)
    note: str = ""
    shown: list[_Piece] = field(default_factory=list)
    told: set[str] = field(default_factory=set)


class _Notes:
    """Cautions, numbered and told where the first row stands that they touch; later rows name the number."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._known: dict[str, ReportedCaution] = {caution.id: caution for caution in report.cautions if caution.state == "met"}
        self._numbers: dict[str, int] = {}

    def holding(self, names: Iterable[str]) -> tuple[str, ...]:
        """Those of some cautions that hold."""
        return tuple(name for name in names if name in self._known)

    def copy(self) -> _Notes:
        """The same, to go on from without changing these."""
        other = _Notes(self._report)
        other._numbers = dict(self._numbers)
        return other

    def name(self, names: Iterable[str]) -> str:
        """The numbers of cautions that were told already: "caution 1, 3"; empty without."""
        numbers = [str(self._numbers[name]) for name in names if name in self._numbers]
        return f"caution {', '.join(numbers)}" if numbers else ""

    def tell(self, names: Iterable[str], numbering: Numbering) -> Iterator[Text]:
        """Those that were not told yet, in full, each with its number."""
        for name in names:
            if name not in self._numbers:
                caution = self._known[name]
                self._numbers[name] = len(self._numbers) + 1
                own = f" ({origin})" if (origin := origin_in_words(caution.origin)) else ""
                words = f"{without_errata(caution.statement)}{own} {numbering.places(caution.sources)}"
                yield Text(words, "warn", "!", 3, label=f"Caution {self._numbers[name]}:")


class _Sheet:
    """One sheet while it is made."""

    def __init__(self, report: Report, catalogue: Catalogue) -> None:
        self._report = report
        self._catalogue = catalogue
        self._everywhere = (
            frozenset.intersection(*(frozenset(row.cautions) for row in report.tkis)) if report.tkis else frozenset()
        )
        self._parts = self._possible()

    def _own(self, cautions: Iterable[str], notes: _Notes) -> tuple[str, ...]:
        """Those of some cautions that hold and don't stand beside every TKI, where they are said once."""
        return notes.holding(name for name in cautions if name not in self._everywhere)

    def page(self, most: int) -> Page:
        """The sheet: what always stands on it, and as much of the rest as has room."""
        head, foot = self._head(), self._foot()
        numbering, notes = Numbering(self._catalogue), _Notes(self._report)
        tkis = tuple(self._tkis(numbering, notes))
        parts = [part for part in self._parts.values() if part.makers]
        taken = self._height((*head, *tkis, *self._sources(numbering), *foot)) + LINES_OF_A_PART * len(parts)
        self._fill(most - SPARE - taken, numbering.copy(), notes.copy())
        body = [block for key, part in self._parts.items() for block in self._part(key, part, numbering, notes)]
        return (*head, *tkis, *body, *self._sources(numbering), *foot)

    def _height(self, page: Iterable[Block]) -> int:
        return len(text_of_page(tuple(page), self._catalogue))

    # -- what always stands on it ----------------------------------------------------------------------------------------

    def _head(self) -> tuple[Block, ...]:
        report = self._report
        matrix = matrix_block(report, self._catalogue)
        drawn: tuple[Block, ...] = (Gap(), matrix, Text(LEGEND, "muted")) if matrix is not None else ()
        question = shortened(clean(report.case.question), MOST_LETTERS)
        return (
            Text(f"{title_of(report)}   as of {report.case.as_of}", "title"),
            *case_blocks(report, self._catalogue),
            *(Text(finding_words(finding), label="Finding:") for finding in report.case.findings),
            *([Text(question, "strong", label="Question:")] if question else []),
            *warning_blocks(report),
            Heading("Answer", level=1),
            *answer_blocks(report, IN_THE_BOX),
            *drawn,
        )

    def _foot(self) -> tuple[Block, ...]:
        report, release = self._report, self._report.catalogue
        case = report.case
        known = f"{case.model_dump_json()}{release.fingerprint}"
        digest = hashlib.sha256(known.encode()).hexdigest()[:16]
        source = f"--case {shlex.quote(clean(case.label))}" if case.label else "with the same options"
        return (
            Heading("For the board", level=1),
            Text(NEVER, "strong"),
            *TO_WRITE_ON,
            Gap(),
            *note_blocks(report),
            knowledge_block(self._catalogue),
            Text(LEVELS, "muted"),
            Text(f"Everything with its sources: alktui triage {source} --full", "muted"),
            Text(
                f"alktui {__version__}; catalogue {release.release} ({release.fingerprint}); "
                f"digest of case, catalogue and day: {digest}",
                "muted",
            ),
        )

    def _sources(self, numbering: Numbering) -> Iterator[Block]:
        listed = [Text(words, "muted", f"{number:>2}") for number, words in numbering.listed()]
        if listed:
            yield Heading("Sources", level=1)
            yield from listed

    def _tkis(self, numbering: Numbering, notes: _Notes) -> Iterator[Block]:
        rows = self._report.tkis
        yield Heading("ALK TKIs", level=1)
        if not rows:
            yield Text(NEGATIVE)
            return
        yield from notes.tell(notes.holding(name for name in rows[0].cautions if name in self._everywhere), numbering)
        if all(row.call is None for row in rows):
            yield Text(f"{why_no_call(self._report)}: {', '.join(row.name for row in rows)}.")
            return
        found: list[Item | Heading | Text] = []
        for heading, words in HEADINGS.items():
            under = [row for row in rows if row.heading == heading]
            silent = [row for row in under if is_silent(row) and not row.given]
            if under:
                named = f": {', '.join(row.name for row in silent)}" if silent else ""
                found.append(Text(f"{words} ({len(under)}){named}", "strong"))
            for row in under:
                if row not in silent:
                    found += self._tki(row, self._own(row.cautions, notes), numbering, notes)
        yield Table(TKI_COLUMNS, tuple(found), heads=False, whole=True)

    def _tki(self, row: TkiRow, cautions: Sequence[str], numbering: Numbering, notes: _Notes) -> Iterator[Item | Text]:
        """A TKI, what the call does not explain, the misprint that would change it, and cautions that touch it."""
        items = [item for call in row.profiles if call.role != "member" for item in call.evidence]
        level = "" if row.level == "review table" else with_letter(row.level, row.civic_level)
        parts = [f"given {given_words(row)}" if row.given else "", rests_on(row), level if row.call != "no-data" else ""]
        words = self._joined([*parts, notes.name(cautions)], _of_cells(items), numbering)
        sign = "!" if differs_from_others(row, self._report) else ""
        cells = (Cell(sign, "warn"), Cell(row.name, "strong"), Cell(call_words(row), TONES[row.call]), Cell(words))
        yield Item(row.therapy, cells, None, f"{row.name}: {call_words(row)}; {words}")
        if sentence := unexplained_of(row):
            yield Text(sentence, "warn", "!", 3)
        for identity in dict.fromkeys(item.erratum for item in items if row.call_if_read and not item.counted and item.erratum):
            erratum = self._catalogue.records[identity]
            if isinstance(erratum, Erratum):
                yield Text(f'printed "{erratum.printed}"; read as: {erratum.reading}', "muted", indent=3, label="Misprint:")
        yield from notes.tell(cautions, numbering)

    # -- what stands on it where there is room ----------------------------------------------------------------------------

    def _possible(self) -> dict[str, _Part]:
        """The parts below the TKIs, each with all that it could show."""
        report = self._report
        parts = {key: _Part() for key in TITLES}
        notes, known = _Notes(report), {trial.id: trial for trial in report.trials}
        for step in ("strategies", "targets", "trials"):
            for section in sections(step, report):
                key = PLACES.get(section.key, "")
                if key == "trials":
                    parts[key].makers += [partial(self._trial, known[option.id], notes) for option in section.options]
                elif key:
                    parts[key].makers += [partial(self._option, option, notes) for option in section.options]
        trials = [option for option in report.trials if option.heading != "wider" and option.state != "excluded"]
        credit = registry_credit([trial.status for trial in trials], date.fromisoformat(report.case.as_of))
        parts["trials"].note = "; ".join(filter(None, [printed_note(trials, report), credit.rstrip(".")]))
        parts["tests"].makers += [partial(self._test, test) for test in report.next_tests]
        if report.tkis and all(row.call is None for row in report.tkis):
            parts["drugs"].makers += [partial(self._drug, row) for row in report.tkis if row.statements]
        return parts

    def _option(self, option: Option, notes: _Notes) -> _Piece:
        cautions = self._own(option.cautions, notes)
        is_against = option.group == "spoken-against" or option.verdict in AGAINST
        shows_why = option.group == "spoken-against" or option.verdict not in AGAINST
        verdict = option.verdict.replace("-", " ")
        elsewhere = option.tested_in.disease not in ("", "not stated", *self._catalogue.scopes[self._report.case.disease])
        parts = [
            with_letter(option.level, option.civic_level),
            verdict,
            f"tested in {option.tested_in.disease}" if elsewhere else "",
            beside_option(option, self._report, self._catalogue) if shows_why else "",
            "" if is_against else given_before_in_words(option, self._report.case, self._catalogue),
            f"toxicity: {option.toxicity}" if option.verdict == "stopped-for-toxicity" and not cautions else "",
            origin_in_words(option.origin),
        ]
        name = f"{option.nct_id} {option.interventions}" if isinstance(option, TrialOption) else option.name
        sign, words = Cell(self._sign(option, cautions), "warn"), "; ".join(filter(None, parts))
        if is_against or option.group != "called-for":
            must = option.verdict == "stopped-for-toxicity"
            return _Piece(option.id, name, (sign,), f"{name}: {words}", option.sources, cautions, must=must)
        said = without_errata(option.statement)
        return _Piece(option.id, name, (sign, Cell(name, "strong")), words, option.sources, cautions, said, must=True)

    def _sign(self, option: Option, cautions: tuple[str, ...]) -> str:
        warns = cautions or option.not_tolerated or option.verdict in AGAINST or option.group == "spoken-against"
        return f"{'?' if option.state == 'possible' else ''}{'!' if warns else ''}"

    def _trial(self, option: TrialOption, notes: _Notes) -> _Piece:
        cautions = self._own(option.cautions, notes)
        phase = bare_phase(option)
        parts = [
            option.interventions,
            option.population,
            option.status.printed.lower(),
            f"completion {option.completion} (passed)" if option.completion_passed else "",
            registry_in_words(option.status),
            *registry_warnings(option.status),
            beside_option(option, self._report, self._catalogue),
            given_before_in_words(option, self._report.case, self._catalogue),
            origin_in_words(option.origin),
        ]
        first = (
            Cell(self._sign(option, cautions), "warn"),
            Cell(option.nct_id, "strong"),
            Cell("" if phase == "not stated" else phase),
        )
        must = option.group == "called-for"
        # The row of a table of trials is the trial itself, which needs no second naming.
        sources = tuple(source.but(locator=", ".join(source.locator.split(", ")[:1])) for source in option.sources)
        return _Piece(option.id, option.nct_id, first, "; ".join(filter(None, parts)), sources, cautions, must=must)

    def _test(self, test: NextTest) -> _Piece:
        name = fact_in_words(test.fact, self._catalogue)
        first = (Cell("1" if test.first else "", "warn"), Cell(name, "strong"))
        words = " ".join(part for part in (test.question, f"({would_change(test, self._report)})", test.how, test.why) if part)
        return _Piece(test.fact, name, first, words, test.sources)

    def _drug(self, row: TkiRow) -> _Piece:
        said = next((said for said in row.statements if said.topic == "approval" and said.scope != "borrowed"), row.statements[0])
        borrowed = f" (borrowed from {said.disease})" if said.scope == "borrowed" else ""
        given = f"given {given_words(row)}: " if row.given else ""
        words = f"{given}{without_errata(said.statement)}{borrowed}"
        return _Piece(f"drug:{row.therapy}", row.name, (Cell(""), Cell(row.name, "strong")), words, said.sources)

    def _fill(self, room: int, numbering: Numbering, notes: _Notes) -> None:
        """Take rows in turn, as long as there is room; then tell what the sources say of those that the case calls for."""
        closed: set[str] = set()
        for key, upto in TURNS:
            part = self._parts[key]
            while key not in closed and len(part.shown) < min(upto, len(part.makers)):
                piece = part.makers[len(part.shown)]()
                needed = self._needed(key, piece, numbering, notes)
                if needed > room:
                    closed.add(key)
                    break
                room -= needed
                part.shown.append(piece)
        part = self._parts["called-for"]
        for piece in part.shown:
            needed = lines(piece.said, ROOM["called-for"])
            if piece.said and needed <= room:
                room -= needed
                part.told.add(piece.key)

    def _needed(self, key: str, piece: _Piece, numbering: Numbering, notes: _Notes) -> int:
        """How many lines a row takes, with the cautions and sources that it brings to the page."""
        before = numbering.count
        told = list(notes.tell(piece.cautions, numbering))
        places = numbering.places(piece.sources)
        first = max([1, *(lines(cell.words, OPTION_COLUMNS[1].width) for cell in piece.first)])
        row = max(first, lines(f"{piece.words}. {places}", ROOM[key]))
        cautions = sum(lines(f"{text.label} {text.words}", ROOM["caution"]) for text in told)
        return (
            row
            + cautions
            + sum(lines(numbering.words(number), ROOM["source"]) for number in range(before + 1, numbering.count + 1))
        )

    def _rows(self, key: str, piece: _Piece, numbering: Numbering, notes: _Notes, *, told: bool) -> Iterator[Item | Text]:
        """A row, then the cautions that it is the first to bring."""
        known = notes.name(piece.cautions)
        parts = [*([piece.said.rstrip(".")] if told else []), piece.words, known]
        words = self._joined(parts, piece.sources, numbering)
        spoken = " ".join(cell.words for cell in piece.first if cell.words)
        yield Item(f"{key}:{piece.key}", (*piece.first, Cell(words)), None, f"{spoken}: {words}")
        yield from notes.tell(piece.cautions, numbering)

    def _part(self, key: str, part: _Part, numbering: Numbering, notes: _Notes) -> Iterator[Block]:
        if not part.makers:
            return
        rows = tuple(row for piece in part.shown for row in self._rows(key, piece, numbering, notes, told=piece.key in part.told))
        yield Heading(f"{TITLES[key]} ({len(part.makers)})", part.note, level=1)
        if rows:
            yield Table(COLUMNS.get(key, OPTION_COLUMNS), rows, heads=False, whole=True)
        left = [make() for make in part.makers[len(part.shown) :]] if key in NAMED else []
        more = len(part.makers) - len(part.shown)
        if more:
            named = "; ".join(piece.name for piece in left if piece.must)
            yield Text(f"and {more} more in the full report{f': {named}' if named else ''}", "muted", indent=3)

    def _joined(self, parts: Iterable[str], sources: Iterable[Source], numbering: Numbering) -> str:
        """What a row says, and where it stands."""
        words = "; ".join(part for part in parts if part)
        places = numbering.places(sources)
        return ". ".join(part for part in (words.rstrip("."), places) if part)


def _of_cells(items: Iterable[ReportedEvidence]) -> Iterator[Source]:
    """Where evidence stands; of a cell of a review's table without the references of its whole column."""
    for item in items:
        for source in item.sources:
            yield source.but(references=()) if item.level == "review table" else source


def lines(words: str, room: int) -> int:
    """In how many lines a text is broken, about: a line is seldom full to its end."""
    return len(words) // (room - RAGGED) + 1
