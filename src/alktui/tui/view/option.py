"""Steps 3 to 5: combinations, targets and trials, with the criteria of each and why not."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from rich.cells import cell_len

from alktui.model.month import month_in_words
from alktui.model.report import TrialOption
from alktui.pages.history import given_before, given_before_in_words
from alktui.pages.trial_words import age_in_words, bare_phase, registry_credit
from alktui.pages.warning import call_here, holding
from alktui.pages.words import AGAINST, BADGES, counted
from alktui.tui.row import Row, below, blank, clip, columns, line, paragraph, spread
from alktui.tui.session import SORTS
from alktui.tui.view.level import short_level
from alktui.tui.view.next_test import one_line
from alktui.tui.view.option_why import TONES, detail

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from alktui.model.catalogue import Catalogue
    from alktui.model.report import Option, Report
    from alktui.tui.session import Session

SIGN, LEVEL, NCT = 3, 10, 13
STATUS = 33
"""The column of a trial's status: room for "recruiting, Feb 2022 (4.8 y ago)"."""
ROOM_FOR_TRIALS = 77
ROOM_FOR_NEEDS = 50
"""From this width on, a line says what an option needs; below it the why pane does."""

LEGEND = (
    "signs: + all that the source asks for fits this case, which is no recommendation; ? something it asks for is not known; "
    "x something it asks for is not so; ! beside them: a caution holds, see why"
)

Cell = tuple[str, int, str]
"""A text, the width of its column, and its tone."""


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
    phases = max((cell_len(_short_phase(option)) for option in listed if isinstance(option, TrialOption)), default=0)
    items = _Items(report, catalogue, width, phases + 1)
    found += _grouped(step, [option for option in open_ones if option not in against], session, items)
    if against:
        found += [line(f"Reported not to work, or to harm ({len(against)})", "title"), *items.of(against)]
    excluded = [option for option in listed if option.state == "excluded"]
    if session.show_excluded and excluded:
        found += [line(f"Excluded ({len(excluded)})", "title"), *items.of(excluded)]
    found += [blank(), *paragraph(LEGEND, width, "muted")] if listed else []
    return clip(found, width)


def _grouped(step: str, options: Sequence[Option], session: Session, items: _Items) -> list[Row]:
    """The options under headings that say what the source thinks and what the case does; in another order without them."""
    found: list[Row] = []
    heading = ""
    for option in options:
        own = _heading(step, option) if session.sort == SORTS[0] else ""
        if own != heading:
            heading = own
            alike = sum(_heading(step, other) == own for other in options)
            found.append(line(f"{own} ({alike})", "title"))
        found += items.of([option])
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
    hides = f"{session.key('toggle-excluded')} {'hides' if session.show_excluded else 'shows'}"
    head = f"+ {applies} {counts['applies']}  ? possible {counts['possible']}{against}  x excluded {counts['excluded']} ({hides})"
    sort = f"  sort: {session.sort}"
    found = paragraph(f"{head}{sort if len(head) + len(sort) <= width else ''}", width, "muted")
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


@dataclass(frozen=True)
class _Items:
    """Options as items of a list, each over as many lines as it takes: nothing that decides is cut.

    Attributes:
        phase: the width of the column of phases.
    """

    report: Report
    catalogue: Catalogue
    width: int
    phase: int

    def of(self, options: Iterable[Option]) -> list[Row]:
        """The lines of some options."""
        return [row for option in options for row in self._item(option)]

    def _item(self, option: Option) -> list[Row]:
        as_of = date.fromisoformat(self.report.case.as_of)
        against = option.state != "excluded" and option.verdict in AGAINST
        warns = "!" if holding(option.cautions, self.report) and option.state != "excluded" else ""
        tone = TONES[option.state]
        sign = ("!", SIGN, "bad") if against else (f"{BADGES[option.state]}{warns}", SIGN, tone)
        lines = self._trial(sign, option, as_of) if isinstance(option, TrialOption) else self._named(sign, option)
        why = detail(option, self.report, self.catalogue, as_of)
        return [replace(lines[0], key=option.id, detail=why), *lines[1:]]

    def _named(self, sign: Cell, option: Option) -> list[Row]:
        """Level and name, then what the option needs or what its TKIs are called: beside the name where both fit in a line."""
        start = sign, (short_level(option.level), LEVEL, "muted")
        room = self.width - SIGN - LEVEL
        beside = self._beside(option)
        if not beside or cell_len(option.name) + 2 + cell_len(beside) > room:
            named = columns(*start, (option.name, room, "strong"))
            return [*named, *(below(beside, self.width, SIGN + LEVEL, "muted") if beside else [])]
        return columns(*start, (option.name, room - cell_len(beside), "strong"), (beside, cell_len(beside), "muted"))

    def _beside(self, option: Option) -> str:
        """In a few words: what is not known, what excludes it, or the calls of its TKIs; and which of them were given."""
        given = given_before(option, self.report.case, self.catalogue)
        if option.verdict in AGAINST and option.state != "excluded":
            history = given_before_in_words(option, self.report.case, self.catalogue)
            return "; ".join(filter(None, [option.verdict.replace("-", " "), history]))
        called = self._called(option, given)
        if option.state == "applies" or self.width < ROOM_FOR_NEEDS:
            return called
        wanted, word = ("unmet", "not met:") if option.state == "excluded" else ("unknown", "needs")
        texts = [criterion.text for criterion in option.criteria if criterion.state == wanted]
        parts = [f"{word} {'; '.join(dict.fromkeys(texts))}"]
        if given and option.state == "possible":
            parts.append(given_before_in_words(option, self.report.case, self.catalogue))
        return "; ".join(parts)

    def _called(self, option: Option, given: Collection[str]) -> str:
        """The TKIs of an option with what they are called here, and which drugs were given: "crizotinib (given): sensitive"."""
        groups: dict[str, list[str]] = {}
        for drug in dict.fromkeys((*option.partner_calls, *given)):
            words = call_here(drug, option, self.report, short=True)
            if words or drug in given:
                groups.setdefault(f": {words}" if words else "", []).append(f"{drug}{' (given)' if drug in given else ''}")
        return "; ".join(f"{', '.join(drugs)}{words}" for words, drugs in groups.items())

    def _trial(self, sign: Cell, option: TrialOption, as_of: date) -> list[Row]:
        """NCT number, phase, interventions, the printed status with its date and age, what is not known, which TKI was given."""
        start = sign, (option.nct_id, NCT, "strong"), (_short_phase(option), self.phase, "")
        head = SIGN + NCT + self.phase
        status = _status(option, as_of)
        given = given_before_in_words(option, self.report.case, self.catalogue)
        needs = f"needs {_needs(option)}" if option.state == "possible" else ""
        indent = head if self.width - head >= STATUS else SIGN
        more = [*below(needs, self.width, indent, "muted"), *below(given, self.width, indent, "warn")]
        if self.width < ROOM_FOR_TRIALS:
            named = columns(*start, (option.interventions, self.width - head, ""))
            if indent == SIGN:
                named = [*columns(*start), *below(option.interventions, self.width, SIGN)]
            return [*named, *below(status, self.width, indent, "muted"), *more]
        beside = (option.interventions, self.width - head - STATUS, ""), (status, STATUS, "muted")
        return [*columns(*start, *beside), *more]


def _status(option: TrialOption, as_of: date) -> str:
    """The printed status with its month and age, and the registry's where one was fetched."""
    month = option.status.printed_as_of
    registry = f"; registry: {option.status.registry.lower().replace('_', ' ')}" if option.status.registry is not None else ""
    return f"{option.status.printed.lower()}, {_short_month(month)} ({age_in_words(month, as_of)}){registry}"


def _short_phase(option: TrialOption) -> str:
    phase = bare_phase(option)
    return "-" if phase == "not stated" else phase


def _needs(option: Option) -> str:
    return "; ".join(dict.fromkeys(criterion.text for criterion in option.criteria if criterion.state == "unknown"))


def _short_month(month: str) -> str:
    name, year = month_in_words(month).split()
    return f"{name[:3]} {year}"
