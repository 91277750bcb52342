"""Steps 3 to 5: combinations, targets and trials, with the criteria of each and why not."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from rich.cells import cell_len

from alktui.model.report import TrialOption
from alktui.report.words import (
    AGAINST,
    BADGES,
    LETTERS,
    age_in_years,
    caution_in_words,
    completion_in_words,
    counted,
    given_in_words,
    month_in_words,
    origin_in_words,
    partners_in_words,
    printed_in_words,
    registry_credit,
    registry_in_words,
    registry_warnings,
    where_tested,
)
from alktui.tui.row import Row, blank, clip, line, paragraph, spread
from alktui.tui.session import SORTS
from alktui.tui.view.level import short_level
from alktui.tui.view.next_test import one_line
from alktui.tui.view.outcome import bars
from alktui.tui.view.source import source_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from alktui.model.catalogue import Catalogue
    from alktui.model.report import Option, Report
    from alktui.tui.session import Session

TONES = {"applies": "good", "possible": "warn", "excluded": "muted"}
LEVEL = 10
ROOM_FOR_TRIALS = 70
ROOM_FOR_NEEDS = 56
"""From this width on, a line says what an option needs or what its TKIs are called; below it the why pane does."""

MARKS = {"met": "yes", "unmet": "no ", "unknown": "?  "}


def rows(step: str, session: Session, width: int) -> list[Row]:
    """The options of a step: those that can be proposed, those reported not to work, and the excluded ones if asked for."""
    report, catalogue = session.report, session.catalogue
    if report is None or catalogue is None:
        return []
    options: Sequence[Option] = getattr(report, step)
    if not options:
        return paragraph("The catalogue has no record of this kind yet.", width, "muted")
    text = session.filters.get(step, "")
    listed = _sorted([option for option in options if _holds(option, text)], session)
    found = [*_head(step, options, listed, session, width), *one_line(report, width)]
    credit = registry_credit([trial.status for trial in report.trials], date.fromisoformat(report.case.as_of))
    found += paragraph(credit, width, "muted") if step == "trials" and credit else []
    open_ones = [option for option in listed if option.state != "excluded"]
    against = [option for option in open_ones if option.verdict in AGAINST]
    found += _grouped(step, [option for option in open_ones if option not in against], session, width)
    if against:
        found += [line(f"Reported not to work, or to harm ({len(against)})", "title")]
        found += [_row(option, report, catalogue, width) for option in against]
    excluded = [option for option in listed if option.state == "excluded"]
    if session.show_excluded and excluded:
        found += [line(f"Excluded ({len(excluded)})", "title")]
        found += [_row(option, report, catalogue, width) for option in excluded]
    return clip(found, width)


def _grouped(step: str, options: Sequence[Option], session: Session, width: int) -> list[Row]:
    """The options under headings that say what the source thinks and what the case does; in another order without them."""
    report, catalogue = session.report, session.catalogue
    if report is None or catalogue is None:
        return []
    found: list[Row] = []
    heading = ""
    for option in options:
        own = _heading(step, option) if session.sort == SORTS[0] else ""
        if own != heading:
            heading = own
            alike = sum(_heading(step, other) == own for other in options)
            found.append(line(f"{own} ({alike})", "title"))
        found.append(_row(option, report, catalogue, width))
    return found


def _heading(step: str, option: Option) -> str:
    state = {"applies": "applies to this case", "possible": "possible, something is not known"}[option.state]
    if step == "trials":
        return "Fits as printed" if option.state == "applies" else "Possible, something is not known"
    return f"{option.verdict.capitalize()}: {state}"


def _head(step: str, options: Sequence[Option], listed: Sequence[Option], session: Session, width: int) -> list[Row]:
    """How many there are of each state, how they are sorted, and what a filter leaves."""
    counts = counted(options)
    applies = "fits" if step == "trials" else "applies"
    against = f"  ! against {counts['against']}" if counts["against"] else ""
    hides = "h hides" if session.show_excluded else "h shows"
    head = f"+ {applies} {counts['applies']}  ? possible {counts['possible']}{against}  x excluded {counts['excluded']} ({hides})"
    sort = f"  sort: {session.sort}"
    found = [spread((f"{head}{sort if len(head) + len(sort) <= width else ''}", width, "muted"))]
    if text := session.filters.get(step, ""):
        hidden = sum(option.state == "excluded" for option in listed)
        shown = len(listed) if session.show_excluded else len(listed) - hidden
        more = f", {hidden} more among the excluded (h)" if hidden and not session.show_excluded else ""
        found.append(spread((f'filter "{text}": {shown} of {len(options)}{more}; esc shows all', width, "warn")))
    return found


def _holds(option: Option, text: str) -> bool:
    """Whether every word of a text begins a word of the option."""
    words = f"{option.id} {option.name} {option.statement} {option.level} {' '.join(option.therapies)} {option.target}".casefold()
    return all(re.search(rf"(?<![a-z0-9]){re.escape(part)}", words) for part in text.casefold().split())


def _sorted(options: list[Option], session: Session) -> list[Option]:
    catalogue = session.catalogue
    if session.sort == "name":
        return sorted(options, key=lambda option: option.name.casefold())
    if session.sort == "level" and catalogue is not None:
        return sorted(options, key=lambda option: (catalogue.level[option.level].rank, option.name.casefold()))
    return options


def _row(option: Option, report: Report, catalogue: Catalogue, width: int) -> Row:
    as_of = date.fromisoformat(report.case.as_of)
    against = option.state != "excluded" and option.verdict in AGAINST
    sign = ("! ", 2, "bad") if against else (f"{BADGES[option.state]} ", 2, TONES[option.state])
    cells = _trial_cells(option, as_of, width) if isinstance(option, TrialOption) else _cells(option, report, width)
    return spread(sign, *cells, key=option.id, detail=_detail(option, report, catalogue, as_of))


def _cells(option: Option, report: Report, width: int) -> tuple[tuple[str, int, str], ...]:
    """Level and name; where there is room also what the option needs, or what its TKIs are called here."""
    level = (short_level(option.level), LEVEL, "muted")
    room = width - 2 - LEVEL
    beside = _beside_name(option, report) if width >= ROOM_FOR_NEEDS else ""
    if not beside:
        return level, (option.name, room, "strong")
    reserved = min(cell_len(beside), max(14, room * 2 // 5))
    return level, (option.name, room - reserved - 2, "strong"), ("  ", 2, ""), (beside, reserved, "muted")


def _beside_name(option: Option, report: Report) -> str:
    """In a few words: what is not known, what excludes it, or the calls of its TKIs and which of them were given."""
    if option.state != "applies":
        wanted, word = ("unmet", "not") if option.state == "excluded" else ("unknown", "needs")
        texts = [criterion.text for criterion in option.criteria if criterion.state == wanted]
        return f"{word} {'; '.join(dict.fromkeys(texts))}"
    given = {entry.therapy for entry in report.case.prior}
    called = [(tki, call) for tki, call in option.partner_calls.items() if call is not None]
    return ", ".join(f"{LETTERS[call]} {tki[:4]}{' given' if tki in given else ''}" for tki, call in called)


def _trial_cells(option: TrialOption, as_of: date, width: int) -> tuple[tuple[str, int, str], ...]:
    """NCT number, phase, interventions, and the printed status with its date and age."""
    month = option.status.printed_as_of
    age = f"{age_in_years(month, as_of)} y ago"
    status = option.status.printed.lower()
    registry = f"; registry: {option.status.registry.lower().replace('_', ' ')}" if option.status.registry is not None else ""
    printed = f"{status}, {_short_month(month)} ({age}){registry}"
    if width < ROOM_FOR_TRIALS:
        printed = f"{status} {_short_month(month)}, {age}{registry}"
    room = min(cell_len(printed), max(26, width - 45))
    phase = _bare_phase(option)
    needs = f" | needs {_needs(option)}" if option.state == "possible" else ""
    left = width - 21 - room
    beside: tuple[tuple[str, int, str], ...] = ((" ", 1, ""),)
    if left >= LEVEL:
        named = (f"{option.interventions}{needs}", left, "")
        beside = ((phase if phase != "not stated" else "-", 5, ""), named, ("  ", 2, ""))
    return (
        (option.nct_id, 12, "strong"),
        *beside,
        (printed, room, "muted"),
    )


def _needs(option: Option) -> str:
    return "; ".join(dict.fromkeys(criterion.text for criterion in option.criteria if criterion.state == "unknown"))


def _bare_phase(option: TrialOption) -> str:
    return option.phase.removeprefix("Phase ").removeprefix("phase ")


def _short_month(month: str) -> str:
    name, year = month_in_words(month).split()
    return f"{name[:3]} {year}"


def detail_of(identity: str, report: Report, catalogue: Catalogue) -> Callable[[int], list[Row]] | None:
    """Why an option of a report has its state; None where the report has no such option."""
    found = next((option for option in (*report.strategies, *report.targets, *report.trials) if option.id == identity), None)
    return _detail(found, report, catalogue, date.fromisoformat(report.case.as_of)) if found is not None else None


def _detail(option: Option, report: Report, catalogue: Catalogue, as_of: date) -> Callable[[int], list[Row]]:
    def lines(width: int) -> list[Row]:
        head = _trial_head(option, as_of, width) if isinstance(option, TrialOption) else _option_head(option, width)
        own = origin_in_words(option.origin)
        found = [*paragraph(option.name, width, "title"), *(paragraph(own, width, "warn") if own else []), *head]
        found += paragraph(option.statement, width) if option.statement else []
        found += _criteria(option, width)
        found += _beside(option, report, width)
        if option.outcomes:
            found += [blank(), line("Outcomes as printed", "strong"), *bars(option.outcomes, catalogue, width, endpoints=True)]
        return [*found, blank(), line("Sources", "strong"), *source_rows(option.sources, catalogue, width)]

    return lines


STATES = {
    "applies": "applies: the conditions that the source states fit this case",
    "possible": "possible: something that the source asks for is not known",
    "excluded": "excluded: something that the source asks for is not so",
}


def _option_head(option: Option, width: int) -> list[Row]:
    civic = f" (CIViC level {option.civic_level})" if option.civic_level else ""
    found = paragraph(STATES[option.state], width, TONES[option.state])
    found += paragraph(f"the source: {option.verdict}", width, "bad" if option.verdict in AGAINST else "")
    return [*found, *paragraph(f"evidence: {option.level}{civic}", width)]


def _trial_head(option: TrialOption, as_of: date, width: int) -> list[Row]:
    state = "fits as printed" if option.state == "applies" else option.state
    found = paragraph(f"{option.nct_id}   phase {_bare_phase(option)}   {state}", width)
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
        found += paragraph(f"{criterion.text}: {criterion.why}", width, tone, first=f"{MARKS[criterion.state]} ")
    if option.not_stated:
        found += paragraph(f"not stated by the source: {', '.join(option.not_stated)}", width, "muted")
    return found


def _beside(option: Option, report: Report, width: int) -> list[Row]:
    """What stands beside the state: the calls of its TKIs, where it was tested, toxicity, cautions."""
    found: list[Row] = []
    if partners := partners_in_words(option):
        found += paragraph(partners, width, "warn" if "resistant" in option.partner_calls.values() else "")
    for row in report.tkis:
        if row.given and row.therapy in option.therapies:
            found += paragraph(f"{row.name} was given before: {given_in_words(row)}", width, "warn")
    if tested := where_tested(option.tested_in):
        found += paragraph(f"tested in: {tested}", width)
    if option.toxicity != "not stated":
        found += paragraph(f"toxicity: {option.toxicity}", width, "warn")
    for identity in option.cautions:
        words = caution_in_words(identity, report)
        found += paragraph(words, width, "warn" if words.startswith("!") else "muted")
    return found
