"""Steps 3 to 5: combinations, targets and trials, with the criteria of each and why not."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from alktui.model.report import TrialOption
from alktui.report.words import (
    AGAINST,
    BADGES,
    age_in_years,
    caution_in_words,
    completion_in_words,
    counted,
    month_in_words,
    origin_in_words,
    partners_in_words,
    printed_in_words,
    registry_credit,
    registry_in_words,
    registry_warnings,
    why_of,
)
from alktui.tui.row import Row, blank, clip, line, paragraph, spread
from alktui.tui.view.next_test import one_line
from alktui.tui.view.outcome import bars
from alktui.tui.view.source import source_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from alktui.model.catalogue import Catalogue
    from alktui.model.report import Option, Report
    from alktui.tui.session import Session

TONES = {"applies": "good", "possible": "warn", "excluded": "muted"}
ROOM_FOR_NEEDS = 76
"""From this width on, a line says what an option needs; below it the why pane does."""

SHORT_LEVELS = {
    "review statement": "review",
    "review table": "table",
    "prospective": "patients",
    "retrospective": "patients",
    "case report": "case",
    "case series": "cases",
}
MARKS = {"met": "yes", "unmet": "no ", "unknown": "?  "}


def rows(step: str, session: Session, width: int) -> list[Row]:
    """The options of a step: those that can be proposed, those reported not to work, and the excluded ones if asked for."""
    report, catalogue = session.report, session.catalogue
    if report is None or catalogue is None:
        return []
    options: Sequence[Option] = getattr(report, step)
    if not options:
        return paragraph("The catalogue has no record of this kind yet.", width, "muted")
    found = [*_head(step, options, session), *one_line(report, width)]
    credit = registry_credit([trial.status for trial in report.trials], date.fromisoformat(report.case.as_of))
    found += paragraph(credit, width, "muted") if step == "trials" and credit else []
    listed = _sorted([option for option in options if _holds(option, session.filter)], session)
    open_ones = [option for option in listed if option.state != "excluded"]
    against = [option for option in open_ones if option.verdict in AGAINST]
    found += [_row(option, report, catalogue, width) for option in open_ones if option not in against]
    if against:
        found += [blank(), line(f"Reported not to work, or to harm ({len(against)})", "title")]
        found += [_row(option, report, catalogue, width) for option in against]
    excluded = [option for option in listed if option.state == "excluded"]
    if session.show_excluded and excluded:
        found += [blank(), line(f"Excluded ({len(excluded)})", "title")]
        found += [_row(option, report, catalogue, width) for option in excluded]
    return clip(found, width)


def _head(step: str, options: Sequence[Option], session: Session) -> list[Row]:
    counts = counted(options)
    applies = "fits as printed" if step == "trials" else "applies"
    head = f"{applies} {counts['applies']}  possible {counts['possible']}  excluded {counts['excluded']}"
    hides = "h hides" if session.show_excluded else "h shows"
    found = [line(f"{head} ({hides})  sort: {session.sort}", "muted")]
    if session.filter:
        found.append(line(f'filter: "{session.filter}" (f, then empty, shows all)', "warn"))
    return found


def _holds(option: Option, text: str) -> bool:
    words = f"{option.id} {option.name} {option.statement} {option.level} {' '.join(option.therapies)} {option.target}".casefold()
    return all(part in words for part in text.casefold().split())


def _sorted(options: list[Option], session: Session) -> list[Option]:
    catalogue = session.catalogue
    if session.sort == "name":
        return sorted(options, key=lambda option: option.name.casefold())
    if session.sort == "level" and catalogue is not None:
        return sorted(options, key=lambda option: (catalogue.level[option.level].rank, option.name.casefold()))
    return options


def _row(option: Option, report: Report, catalogue: Catalogue, width: int) -> Row:
    as_of = date.fromisoformat(report.case.as_of)
    badge = (f"{BADGES[option.state]} ", 2, TONES[option.state])
    cells = _trial_cells(option, as_of, width) if isinstance(option, TrialOption) else _cells(option, width)
    return spread(badge, *cells, key=option.id, detail=_detail(option, report, catalogue, as_of))


def _cells(option: Option, width: int) -> tuple[tuple[str, int, str], ...]:
    """Name and level; where there is room also what the option needs, or what its TKIs are called."""
    level = SHORT_LEVELS.get(option.level, option.level)
    if width < ROOM_FOR_NEEDS:
        return (option.name, max(10, width - 14), "strong"), (" ", 1, ""), (level, 11, "")
    needs = why_of(option) if option.state != "applies" else partners_in_words(option)
    name = min(64, width // 2)
    return (option.name, name, "strong"), (" ", 1, ""), (level, 11, ""), (" ", 1, ""), (needs, width - name - 15, "muted")


def _trial_cells(option: TrialOption, as_of: date, width: int) -> tuple[tuple[str, int, str], ...]:
    """NCT number, phase, interventions, and the printed status with its date and age."""
    month = option.status.printed_as_of
    age = f"{age_in_years(month, as_of)} y ago"
    wide = width >= ROOM_FOR_NEEDS
    status = option.status.printed.lower()
    if option.status.registry is not None:
        age = f"{age}; registry: {option.status.registry.lower().replace('_', ' ')}"
    printed = f"printed {status}, {_short_month(month)} ({age})" if wide else f"{status}, {_short_month(month)}"
    room = 48 if wide else 26
    phase = _bare_phase(option)
    return (
        (option.nct_id, 12, "strong"),
        (phase if phase != "not stated" else "-", 6, ""),
        (option.interventions, max(9, width - 21 - room), ""),
        (" ", 1, ""),
        (printed, room, "muted"),
    )


def _bare_phase(option: TrialOption) -> str:
    return option.phase.removeprefix("Phase ").removeprefix("phase ")


def _short_month(month: str) -> str:
    name, year = month_in_words(month).split()
    return f"{name[:3]} {year}"


def _detail(option: Option, report: Report, catalogue: Catalogue, as_of: date) -> Callable[[int], list[Row]]:
    def lines(width: int) -> list[Row]:
        head = _trial_head(option, as_of, width) if isinstance(option, TrialOption) else _option_head(option, width)
        own = origin_in_words(option.origin)
        found = [*paragraph(option.name, width, "title"), *(paragraph(own, width, "warn") if own else []), *head]
        found += paragraph(option.statement, width) if option.statement else []
        found += _criteria(option, width)
        found += _beside(option, report, width)
        if option.outcomes:
            found += [blank(), line("Outcomes as printed", "strong"), *bars(option.outcomes, catalogue, width)]
        return [*found, blank(), line("Sources", "strong"), *source_rows(option.sources, catalogue, width)]

    return lines


def _option_head(option: Option, width: int) -> list[Row]:
    civic = f" ({option.civic_level})" if option.civic_level else ""
    return paragraph(f"{option.state}; {option.verdict}; {option.level}{civic}", width)


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
    tested = ", ".join(part for part in (option.tested_in.model, option.tested_in.disease) if part)
    if tested:
        n = f", n={option.tested_in.n}" if option.tested_in.n is not None else ""
        found += paragraph(f"tested in: {tested}{n}", width)
    if option.toxicity != "not stated":
        found += paragraph(f"toxicity: {option.toxicity}", width, "warn")
    for identity in option.cautions:
        words = caution_in_words(identity, report)
        found += paragraph(words, width, "warn" if words.startswith("!") else "muted")
    return found
