"""What finds room on one page, and in which order: nothing is chosen by a score, all that is left out is counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TypeVar

from alktui.model.catalogue import Catalogue
from alktui.model.evidence import TIED_TO_NO_CASE, Erratum
from alktui.model.report import (
    ImmuneContext,
    NextTest,
    Option,
    Report,
    ReportedCase,
    ReportedCaution,
    ReportedStatement,
    TkiRow,
    TrialOption,
)
from alktui.model.sheet import Shortlist
from alktui.pages.words import AGAINST
from alktui.report.filling import PARTS, Lines
from alktui.report.relevance import ENTERED, IMPLIED, MARKED, Distances, called_for_by

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
        far: how far each option and caution is from the case.
        diseases: the case's disease with every wider and narrower scope.
        holding: the cautions whose criteria are met.
        reasons: by the id of a caution or option, what of the case's markers and findings meets a condition of its own.
    """

    most: Lines
    far: Distances
    diseases: frozenset[str]
    against: Shortlist[Option]
    cautions: Shortlist[ReportedCaution]
    errata: Shortlist[Erratum]
    immune: Shortlist[ImmuneContext]
    statements: Shortlist[Said]
    holding: frozenset[str]
    reasons: dict[str, tuple[str, ...]]

    def is_elsewhere(self, disease: str) -> bool:
        """Whether a source names a disease, and it is not the case's."""
        return disease not in ("", "not stated") and disease not in self.diseases

    def caution_numbers(self, identities: Sequence[str]) -> tuple[tuple[int, ...], int]:
        """The numbers of the cautions that are on the page, and how many of those that hold are not."""
        places = {caution.id: number for number, caution in enumerate(self.cautions.shown, 1)}
        numbers = sorted({places[identity] for identity in identities if identity in places})
        return tuple(numbers), len(self.holding.intersection(identities) - places.keys())

    def erratum_numbers(self, identities: Sequence[str]) -> tuple[int, ...]:
        """The numbers of the errata that are on the page."""
        places = {erratum.id: number for number, erratum in enumerate(self.errata.shown, 1)}
        return tuple(sorted({places[identity] for identity in identities if identity in places}))

    def errata_on(self, records: Iterable[str]) -> tuple[int, ...]:
        """The numbers of the errata of the page that concern some records."""
        wanted = frozenset(records)
        return tuple(number for number, erratum in enumerate(self.errata.shown, 1) if not wanted.isdisjoint(erratum.records))


def cut(items: Iterable[Item], most: int, further: int = 0) -> Shortlist[Item]:
    """The first of some items, and how many more there are; `further` counts others that no order puts first."""
    listed = tuple(items)
    return Shortlist(shown=listed[:most], more=max(0, len(listed) - most) + further)


def called_for(report: Report, far: Distances) -> Lines:
    """The lines that a page has before all others: what the case's own entries call for, and something of each step.

    Where nothing of what is called for is supported by its source, there is room for one that is.
    """

    def called(options: Sequence[Option], state: str) -> list[Option]:
        listed = [option for option in options if option.state == state and option.verdict not in AGAINST]
        return [option for option in listed if far[option.id] <= ENTERED]

    lines = dict.fromkeys(PARTS, 0) | {"tests": 1}
    for name, options in (("strategies", report.strategies), ("targets", report.targets)):
        found = called(options, "applies")
        is_backed = any(option.verdict == "supported" for option in found)
        lines |= {name: 1 if is_backed or not found else 2, f"brief {name}": len(found)}
        lines[f"possible {name}"] = len(called(options, "possible"))
    lines["trials"] = max(1, len(called(report.trials, "applies")))
    lines["possible trials"] = len(called(report.trials, "possible"))
    approvals = [statement for statement, _ in drug_statements(report, len(report.tkis) ** 2).shown if _is_approval(statement)]
    lines["statements"] = len(approvals)
    lines["cautions"] = max(1, sum(_holds(caution, far) for caution in report.cautions))
    return lines


def proposed(
    options: Iterable[Some], state: str, most: int, far: Distances, case: ReportedCase, brief: int = 0
) -> Shortlist[Some]:
    """The options of a state that a board can be proposed: those that the case's own entries call for before all others.

    Of the others those are taken that are nearest to the case. A trial that takes nobody any more gives way to one that may
    still be open. Where ALK was sequenced, an option that is a test for it takes no place from a treatment, and is counted with
    what is left out. What is called for and finds no room is named.

    Args:
        brief: how many more of those that are called for have a short line each.
    """
    listed = [option for option in options if option.state == state and option.verdict not in AGAINST]
    nearest = _nearest(listed, far, sequenced=case.sequencing in ("mutation-found", "none-found"))
    full = {option.id for option in nearest[:most]}
    called = [option for option in nearest[most:] if far[option.id] <= ENTERED]
    taken = full.union(option.id for option in called[:brief])
    shown = sorted(
        (option for option in listed if option.id in taken),
        key=lambda option: (option.id not in full, _is_over(option), min(far[option.id], IMPLIED)),
    )
    left_out = tuple(option.name for option in called[brief:])
    return Shortlist(shown=tuple(shown), more=len(listed) - len(shown), left_out=left_out)


def _nearest(options: Iterable[Some], far: Distances, *, sequenced: bool) -> list[Some]:
    """The options from near to far, without tests for ALK that was sequenced.

    Where nothing of what is called for is supported by its source, the nearest that is comes second.
    """
    ranked = sorted(options, key=lambda option: (far[option.id] > ENTERED, _is_over(option), far[option.id]))
    ranked = [option for option in ranked if not (sequenced and option.kind == "diagnostic" and far[option.id] > ENTERED)]
    backed = next((place for place, option in enumerate(ranked) if option.verdict == "supported"), 0)
    if backed > 1 and far[ranked[backed].id] > ENTERED:
        ranked.insert(1, ranked.pop(backed))
    return ranked


def _is_over(option: Option) -> bool:
    """Whether a trial takes nobody any more, by its printed completion or by the registry."""
    return isinstance(option, TrialOption) and (option.completion_passed is True or option.status.enrolling is False)


def next_tests(report: Report, most: int) -> Shortlist[NextTest]:
    """The questions in the report's order; those without room are named, as a name is short."""
    chosen = cut(report.next_tests, most)
    return chosen.but(left_out=tuple(test.fact for test in report.next_tests[most:]))


def choice_of(report: Report, catalogue: Catalogue, most: Lines, far: Distances) -> Choice:
    """What stands on the page of what is not an option proposed."""
    against = _against(report, most["against"])
    shown = _shown(report, against, most, far)
    cautions = _cautions(report, shown, most["cautions"], far)
    immune, statements = immune_of_stage(report, catalogue, most["immune"]), drug_statements(report, most["statements"])
    lines = {
        *(record for option in shown for record in records_of(option)),
        *(caution.id for caution in cautions.shown),
        *(entry.id for entry in immune.shown),
        *(statement.id for statement, _ in statements.shown),
    }
    errata = _errata(report, lines, most["errata"])
    records: list[Option | ReportedCaution] = [*shown, *cautions.shown]
    reasons = {record.id: called_for_by(record, catalogue, report.case) for record in records if far[record.id] == MARKED}
    holding = frozenset(caution.id for caution in report.cautions if caution.state == "met")
    diseases = _diseases(report.case.disease, catalogue)
    return Choice(most, far, diseases, against, cautions, errata, immune, statements, holding, reasons)


def records_of(option: Option) -> tuple[str, ...]:
    """What an erratum may concern of an option: itself and its outcomes."""
    return option.id, *(outcome.id for outcome in option.outcomes)


def _diseases(disease: str, catalogue: Catalogue) -> frozenset[str]:
    narrower = {scope for scope, wider in catalogue.scopes.items() if disease in wider}
    return catalogue.scopes.get(disease, frozenset()) | narrower


def _against(report: Report, most: int) -> Shortlist[Option]:
    """Those that fit the case, harm first; those that only may fit are counted, and what was stopped for harm is named."""
    options = [option for option in (*report.strategies, *report.targets) if option.verdict in AGAINST]
    fitting = sorted(
        (option for option in options if option.state == "applies"), key=lambda option: -AGAINST.index(option.verdict)
    )
    chosen = cut(fitting, most, sum(option.state == "possible" for option in options))
    return chosen.but(left_out=tuple(option.name for option in fitting[most:] if option.verdict == AGAINST[-1]))


def _shown(report: Report, against: Shortlist[Option], most: Lines, far: Distances) -> list[Option]:
    """Every option that has a line on the page."""
    found: list[Option] = list(against.shown)
    for step, options in (("strategies", report.strategies), ("targets", report.targets), ("trials", report.trials)):
        found += proposed(options, "applies", most[step], far, report.case, most.get(f"brief {step}", 0)).shown
        found += proposed(options, "possible", most[f"possible {step}"], far, report.case).shown
    return found


def _holds(caution: ReportedCaution, far: Distances) -> bool:
    """Whether a caution holds by what was entered, and not in every case of the disease."""
    return caution.state == "met" and far[caution.id] <= ENTERED


def _cautions(report: Report, shown: Sequence[Option], most: int, far: Distances) -> Shortlist[ReportedCaution]:
    """Those that hold by what was entered; then those of the case's setting; then by how many lines they stand beside.

    One that stands beside no line of the page has no place there, unless the case's own entries call for it.
    """
    lines = [*(option.cautions for option in shown), *(row.cautions for row in report.tkis)]
    beside = {caution.id: sum(caution.id in line for line in lines) for caution in report.cautions}
    ranked = sorted(report.cautions, key=lambda caution: (caution.state != "met", far[caution.id], -beside[caution.id]))
    matter = [caution for caution in ranked if beside[caution.id] or _holds(caution, far)]
    chosen = cut(matter, most, len(ranked) - len(matter))
    left_out = tuple(caution.name for caution in matter[most:] if _holds(caution, far))
    return chosen.but(left_out=left_out)


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
    """The immune findings of the case's stage, then those of none: summaries before single studies, preclinical ones last."""
    given = {entry.therapy for entry in report.case.prior}

    def rank(entry: ImmuneContext) -> tuple[object, ...]:
        level = catalogue.level[getattr(catalogue.records.get(entry.id), "level", SUMMARY)]
        untied = entry.stage in TIED_TO_NO_CASE
        return untied, level.id != SUMMARY, level.civic == "D", level.rank, given.isdisjoint(entry.tki), entry.id

    return cut(sorted((entry for entry in report.immune_context if entry.state == "met"), key=rank), most)


def drug_statements(report: Report, most: int) -> Shortlist[Said]:
    """What is said of the drugs themselves, each once with the drugs it is said of: approvals first.

    Where there is a call, it speaks for the drug, and only an approval in the case's own disease stands beside it.
    """
    found: dict[str, ReportedStatement] = {}
    drugs: dict[str, list[str]] = {}
    for row in report.tkis:
        for statement in row.statements:
            if row.call is not None and not _is_approval(statement):
                continue
            found.setdefault(statement.id, statement)
            drugs.setdefault(statement.id, []).append(row.name)

    def rank(statement: ReportedStatement) -> tuple[object, ...]:
        topic = TOPICS.index(statement.topic) if statement.topic in TOPICS else len(TOPICS)
        return not _is_approval(statement), statement.scope == "borrowed", topic, -len(drugs[statement.id])

    ranked = sorted(found.values(), key=rank)
    return cut(((statement, tuple(drugs[statement.id])) for statement in ranked), most)


def _is_approval(statement: ReportedStatement) -> bool:
    """Whether it is an approval in the case's own disease."""
    return statement.topic == "approval" and statement.scope == "own"
