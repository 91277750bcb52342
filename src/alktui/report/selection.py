"""What finds room on one page, and in which order: nothing is chosen by a score, all that is left out is counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from alktui.model.catalogue import Catalogue
from alktui.model.evidence import Erratum
from alktui.model.report import ImmuneContext, Option, Report, ReportedCaution, ReportedStatement, TrialOption
from alktui.model.sheet import Shortlist
from alktui.report.words import AGAINST

ROOMS = range(4, 17)
"""How much a page may hold, in half options of a step; the most that fits on one side of A4 is taken."""

TOPICS = ("line", "approval", "potency", "cns", "outcome", "toxicity", "resistance", "generation")
"""What the board asks of a drug first; other topics come after these."""

SUMMARY = "review statement"
"""The level of what a review says in its own name."""

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


def most_of(room: int) -> dict[str, int]:
    """The most lines of each part: much for what can be proposed, less for what stands beside it."""
    options = {"strategies": room // 2, "targets": (room - 1) // 2, "trials": (room + 1) // 2, "possible": (room + 4) // 6}
    beside = {"against": (room + 4) // 4, "cautions": (room + 6) // 4, "errata": (room + 4) // 6, "immune": (room + 5) // 6}
    return {**options, **beside, "tests": (room + 7) // 4, "statements": (room + 3) // 4}


def cut(items: Iterable[Item], most: int, further: int = 0) -> Shortlist[Item]:
    """The first of some items, and how many more there are; `further` counts others that no order puts first."""
    listed = tuple(items)
    return Shortlist(shown=listed[:most], more=max(0, len(listed) - most) + further)


def proposed(options: Iterable[Some], state: str, most: int) -> Shortlist[Some]:
    """The options of a state that a board can be proposed, in the order of the report."""
    return cut((option for option in options if option.state == state and option.verdict not in AGAINST), most)


def choice_of(report: Report, catalogue: Catalogue, most: dict[str, int]) -> Choice:
    """What stands on the page of what is not an option proposed."""
    against = _against(report, most["against"])
    shown = _shown(report, against, most)
    cautions, errata = _cautions(report, shown, most["cautions"]), _errata(report, shown, most["errata"])
    return Choice(most, _diseases(report.case.disease, catalogue), against, cautions, errata)


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


def _shown(report: Report, against: Shortlist[Option], most: dict[str, int]) -> list[Option]:
    """Every option that has a line on the page."""
    found: list[Option] = list(against.shown)
    for step, options in (("strategies", report.strategies), ("targets", report.targets), ("trials", report.trials)):
        found += proposed(options, "applies", most[step]).shown
        found += proposed(options, "possible", most["possible"]).shown
    return found


def _cautions(report: Report, shown: Sequence[Option], most: int) -> Shortlist[ReportedCaution]:
    """Those that hold before those that may, each by how many lines of the page they stand beside."""
    lines = [*(option.cautions for option in shown), *(row.cautions for row in report.tkis)]
    beside = {caution.id: sum(caution.id in line for line in lines) for caution in report.cautions}
    ranked = sorted(report.cautions, key=lambda caution: (caution.state != "met", -beside[caution.id]))
    matter = [caution for caution in ranked if beside[caution.id]]
    return cut(matter, most, len(ranked) - len(matter))


def _errata(report: Report, shown: Sequence[Option], most: int) -> Shortlist[Erratum]:
    """Those that would change a call, then those of the TKI rows, then those of the options on the page."""
    calls = [call for row in report.tkis for call in row.profiles if call.role != "member"]
    unread = {item.erratum for call in calls for item in call.evidence if item.erratum and not item.counted}
    rows = {erratum for row in report.tkis for erratum in row.errata}
    options = {option.id for option in shown}

    def rank(erratum: Erratum) -> int:
        reasons = (erratum.id in unread, erratum.id in rows, not options.isdisjoint(erratum.records))
        return reasons.index(True) if any(reasons) else len(reasons)

    ranked = sorted(report.errata, key=rank)
    matter = [erratum for erratum in ranked if rank(erratum) < 3]  # noqa: PLR2004 - one of the three reasons holds
    return cut(matter, max(most, len(unread)), len(ranked) - len(matter))


def immune_of_stage(report: Report, catalogue: Catalogue, most: int) -> Shortlist[ImmuneContext]:
    """The immune findings of the case's stage: what a review sums up before single studies, preclinical ones last."""
    given = {entry.therapy for entry in report.case.prior}

    def rank(entry: ImmuneContext) -> tuple[object, ...]:
        level = catalogue.level[getattr(catalogue.records.get(entry.id), "level", SUMMARY)]
        return level.id != SUMMARY, level.civic == "D", level.rank, given.isdisjoint(entry.tki), entry.id

    return cut(sorted((entry for entry in report.immune_context if entry.state == "met"), key=rank), most)


def drug_statements(report: Report, most: int) -> Shortlist[tuple[ReportedStatement, tuple[str, ...]]]:
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
