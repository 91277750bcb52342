"""What finds room on one page, and in which order: nothing is chosen by a score, all that is left out is counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TypeVar

from alktui.model.catalogue import Catalogue
from alktui.model.evidence import Erratum
from alktui.model.report import (
    ImmuneContext,
    Option,
    Report,
    ReportedCase,
    ReportedCaution,
    ReportedStatement,
    TkiRow,
    TrialOption,
)
from alktui.model.sheet import Shortlist
from alktui.report.words import AGAINST

GROWTH = (
    *"strategies trials targets against cautions tests statements".split(),  # noqa: SIM905 - readable
    *"strategies possible trials strategies cautions statements targets errata tests".split(),  # noqa: SIM905
    *"strategies trials immune statements cautions against strategies trials".split(),  # noqa: SIM905
    *"targets possible statements strategies errata cautions trials immune tests".split(),  # noqa: SIM905
    *"strategies statements targets against trials cautions strategies possible".split(),  # noqa: SIM905
    *"statements trials errata targets immune cautions strategies trials tests".split(),  # noqa: SIM905
)
"""The parts in the order in which a page gives them one line more: what can be proposed first, and beside it what speaks against.

The first seven every page has; then as many are taken as fit on one side of A4.
"""

ROOMS = range(7, len(GROWTH) + 1)
"""How many lines a page may give out."""

TOPICS = ("line", "approval", "potency", "cns", "outcome", "toxicity", "resistance", "generation")
"""What the board asks of a drug first; other topics come after these."""

SUMMARY = "review statement"
"""The level of what a review says in its own name."""

Said = tuple[ReportedStatement, tuple[str, ...]]
"""A statement with the drugs it is said of."""

Item = TypeVar("Item")
Some = TypeVar("Some", Option, TrialOption)


@dataclass(frozen=True, slots=True)
class Choice:
    """What stands on the page. Cautions and errata are numbered from 1 in the order given here.

    Attributes:
        most: the most lines of each part.
        diseases: the case's disease with every wider and narrower scope.
    """

    most: dict[str, int]
    diseases: frozenset[str]
    against: Shortlist[Option]
    cautions: Shortlist[ReportedCaution]
    errata: Shortlist[Erratum]
    immune: Shortlist[ImmuneContext]
    statements: Shortlist[Said]

    def is_elsewhere(self, disease: str) -> bool:
        """Whether a source names a disease, and it is not the case's."""
        return disease not in ("", "not stated") and disease not in self.diseases

    def caution_numbers(self, identities: Sequence[str]) -> tuple[tuple[int, ...], int]:
        """The numbers of the cautions that are on the page, and how many of them are not."""
        places = {caution.id: number for number, caution in enumerate(self.cautions.shown, 1)}
        numbers = sorted({places[identity] for identity in identities if identity in places})
        return tuple(numbers), len(set(identities)) - len(numbers)

    def erratum_numbers(self, identities: Sequence[str]) -> tuple[int, ...]:
        """The numbers of the errata that are on the page."""
        places = {erratum.id: number for number, erratum in enumerate(self.errata.shown, 1)}
        return tuple(sorted({places[identity] for identity in identities if identity in places}))

    def errata_on(self, records: Iterable[str]) -> tuple[int, ...]:
        """The numbers of the errata of the page that concern some records."""
        wanted = frozenset(records)
        return tuple(number for number, erratum in enumerate(self.errata.shown, 1) if not wanted.isdisjoint(erratum.records))


def most_of(room: int) -> dict[str, int]:
    """The most lines of each part of a page that gives out so many; each step has its own share of what is possible."""
    return {part: GROWTH[:room].count(part) for part in dict.fromkeys(GROWTH)}


def cut(items: Iterable[Item], most: int, further: int = 0) -> Shortlist[Item]:
    """The first of some items, and how many more there are; `further` counts others that no order puts first."""
    listed = tuple(items)
    return Shortlist(shown=listed[:most], more=max(0, len(listed) - most) + further)


def proposed(options: Iterable[Some], state: str, most: int, catalogue: Catalogue, case: ReportedCase) -> Shortlist[Some]:
    """The options of a state that a board can be proposed: those taken that are nearest to the case, in the report's order.

    A trial whose printed completion has passed gives way to one that may still be open. Where ALK was sequenced, an option
    that is a test for it takes no place from a treatment, and is counted with what is left out.
    """
    listed = [option for option in options if option.state == state and option.verdict not in AGAINST]
    sequenced = case.sequencing in ("mutation-found", "none-found")
    open_ = [option for option in listed if not (sequenced and option.kind == "diagnostic")]
    nearest = sorted(open_, key=lambda option: (_is_over(option), _distance(option, catalogue)))[:most]
    taken = {option.id for option in nearest}
    shown = sorted((option for option in listed if option.id in taken), key=_is_over)
    return Shortlist(shown=tuple(shown), more=len(listed) - len(shown))


def _is_over(option: Option) -> bool:
    """Whether a trial takes nobody any more, by its printed completion or by the registry."""
    return isinstance(option, TrialOption) and (option.completion_passed is True or option.status.enrolling is False)


def _distance(option: Option, catalogue: Catalogue) -> int:
    """How far an option is from this case.

    0: its source names a fact of the case, such as a mutation, a TKI given, a biomarker; 1: its setting or TKI history;
    2: neither, so that it would stand on the page of every case of the disease.
    """
    own = len(getattr(catalogue.records.get(option.id), "when", ()))
    declared, further = option.criteria[: len(option.criteria) - own], option.criteria[len(option.criteria) - own :]
    if any(criterion.state == "met" for criterion in further):
        return 0
    return 1 if any(criterion.state == "met" and criterion.fact in ("setting", "prior") for criterion in declared) else 2


def choice_of(report: Report, catalogue: Catalogue, most: dict[str, int]) -> Choice:
    """What stands on the page of what is not an option proposed."""
    against = _against(report, most["against"])
    shown = _shown(report, against, most, catalogue)
    cautions = _cautions(report, shown, most["cautions"])
    immune, statements = immune_of_stage(report, catalogue, most["immune"]), drug_statements(report, most["statements"])
    lines = {
        *(record for option in shown for record in records_of(option)),
        *(caution.id for caution in cautions.shown),
        *(entry.id for entry in immune.shown),
        *(statement.id for statement, _ in statements.shown),
    }
    errata = _errata(report, lines, most["errata"])
    return Choice(most, _diseases(report.case.disease, catalogue), against, cautions, errata, immune, statements)


def records_of(option: Option) -> tuple[str, ...]:
    """What an erratum may concern of an option: itself and its outcomes."""
    return option.id, *(outcome.id for outcome in option.outcomes)


def _diseases(disease: str, catalogue: Catalogue) -> frozenset[str]:
    narrower = {scope for scope, wider in catalogue.scopes.items() if disease in wider}
    return catalogue.scopes.get(disease, frozenset()) | narrower


def _against(report: Report, most: int) -> Shortlist[Option]:
    """Those that fit the case, harm first; those that only may fit are counted."""
    options = [option for option in (*report.strategies, *report.targets) if option.verdict in AGAINST]
    fitting = sorted(
        (option for option in options if option.state == "applies"), key=lambda option: -AGAINST.index(option.verdict)
    )
    return cut(fitting, most, sum(option.state == "possible" for option in options))


def _shown(report: Report, against: Shortlist[Option], most: dict[str, int], catalogue: Catalogue) -> list[Option]:
    """Every option that has a line on the page."""
    found: list[Option] = list(against.shown)
    for step, options in (("strategies", report.strategies), ("targets", report.targets), ("trials", report.trials)):
        found += proposed(options, "applies", most[step], catalogue, report.case).shown
        found += proposed(options, "possible", most["possible"], catalogue, report.case).shown
    return found


def _cautions(report: Report, shown: Sequence[Option], most: int) -> Shortlist[ReportedCaution]:
    """Those that hold before those that may, each by how many lines of the page they stand beside."""
    lines = [*(option.cautions for option in shown), *(row.cautions for row in report.tkis)]
    beside = {caution.id: sum(caution.id in line for line in lines) for caution in report.cautions}
    ranked = sorted(report.cautions, key=lambda caution: (caution.state != "met", -beside[caution.id]))
    matter = [caution for caution in ranked if beside[caution.id]]
    return cut(matter, most, len(ranked) - len(matter))


def _errata(report: Report, lines: AbstractSet[str], most: int) -> Shortlist[Erratum]:
    """Those that would change a call or stand against a printed generation, then those of the TKI rows, then of other lines.

    Args:
        lines: the ids of the records that have a line.
    """
    calls = [call for row in report.tkis for call in row.profiles if call.role != "member"]
    unread = {item.erratum for call in calls for item in call.evidence if item.erratum and not item.counted}
    unread.update(erratum for row in report.tkis for erratum in generation_errata(row))
    rows = {erratum for row in report.tkis for erratum in row.errata}

    def rank(erratum: Erratum) -> int:
        reasons = (erratum.id in unread, erratum.id in rows, not lines.isdisjoint(erratum.records))
        return reasons.index(True) if any(reasons) else len(reasons)

    ranked = sorted(report.errata, key=rank)
    matter = [erratum for erratum in ranked if rank(erratum) < 3]  # noqa: PLR2004 - one of the three reasons holds
    return cut(matter, max(most, len(unread)), len(ranked) - len(matter))


def generation_errata(row: TkiRow) -> tuple[str, ...]:
    """The errata of the generations that a row prints: it does so where it has no call."""
    return tuple(stated.erratum for stated in row.generation if stated.erratum) if row.call is None else ()


def immune_of_stage(report: Report, catalogue: Catalogue, most: int) -> Shortlist[ImmuneContext]:
    """The immune findings of the case's stage: what a review sums up before single studies, preclinical ones last."""
    given = {entry.therapy for entry in report.case.prior}

    def rank(entry: ImmuneContext) -> tuple[object, ...]:
        level = catalogue.level[getattr(catalogue.records.get(entry.id), "level", SUMMARY)]
        return level.id != SUMMARY, level.civic == "D", level.rank, given.isdisjoint(entry.tki), entry.id

    return cut(sorted((entry for entry in report.immune_context if entry.state == "met"), key=rank), most)


def drug_statements(report: Report, most: int) -> Shortlist[Said]:
    """For a case without a profile, what is said of the drugs themselves, each once with the drugs it is said of."""
    found: dict[str, ReportedStatement] = {}
    drugs: dict[str, list[str]] = {}
    for row in report.tkis:
        for statement in row.statements if row.call is None else ():
            found.setdefault(statement.id, statement)
            drugs.setdefault(statement.id, []).append(row.name)

    def rank(statement: ReportedStatement) -> tuple[object, ...]:
        topic = TOPICS.index(statement.topic) if statement.topic in TOPICS else len(TOPICS)
        return statement.scope == "borrowed", topic, -len(drugs[statement.id])

    ranked = sorted(found.values(), key=rank)
    return cut(((statement, tuple(drugs[statement.id])) for statement in ranked), most)
