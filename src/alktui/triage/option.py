"""Options: strategies, targets and trials with their criteria evaluated, sorted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeVar, cast

from alktui.model.catalogue import Catalogue
from alktui.model.criterion import AgeGroupIs
from alktui.model.evidence import Condition
from alktui.model.option import Strategy, Target, TestedIn, Trial
from alktui.model.report import Group, Option, OptionState, TrialHeading, TrialOption, TrialStatus
from alktui.triage.evaluation import STATES, Evaluation, States
from alktui.triage.fact import CaseFacts
from alktui.triage.group import DERIVED, GROUPS, Standing, failures_asked, group_of, waits_for_phase
from alktui.triage.index import STEPS, UNDECLARED, Index, Places

VERDICTS = ("supported", "investigational", "not-supported", "stopped-for-toxicity")
AGAINST = VERDICTS[2:]
"""What stands under a heading of its own: reported not to work, or to harm."""

HEADINGS: tuple[TrialHeading, ...] = ("disease-and-setting", "disease", "wider")
Some = TypeVar("Some", Option, TrialOption)


class Template(NamedTuple, Generic[Some]):
    """An option before any case.

    Attributes:
        record: the strategy, target or trial it is made of.
        cautions: those that name it.
        conditional: whether its source states a condition beside disease and ALK status.
        exempt: the drugs whose failure it asks for.
        names_drug: whether it names a drug rather than classes of drugs alone.
        verdict, level: what it is put in order by, beside what the case makes of it.
        month: its printed completion month, empty where there is none.
    """

    option: Some
    record: Strategy | Trial
    cautions: tuple[str, ...]
    conditional: bool
    exempt: frozenset[str]
    names_drug: bool
    verdict: int
    level: int
    month: str


Placed = list[tuple["Placement", Some]]
"""Options with where they stand, in order."""

AnyTemplate = Template[Option] | Template[TrialOption]


class Placement(NamedTuple):
    """Where an option stands in its step: smaller comes first. Excluded ones are last, those reported not to work before them."""

    excluded: bool
    against: bool
    spoken_against: bool
    heading: int
    group: int
    not_tolerated: bool
    state: int
    specific: int
    names_no_drug: bool
    verdict: int
    partner: int
    level: int
    cautioned: bool
    of_group: bool
    closed: bool
    id: str


EXCLUDED = Placement(
    excluded=True,
    against=False,
    spoken_against=False,
    heading=0,
    group=len(GROUPS),
    not_tolerated=False,
    specific=0,
    names_no_drug=False,
    state=STATES.index("excluded"),
    verdict=0,
    level=0,
    partner=0,
    cautioned=False,
    of_group=False,
    closed=False,
    id="",
)


def strategy_options(step: str, evaluation: Evaluation, cautions: frozenset[str], standing: Standing) -> Placed[Option]:
    """The strategies, or the targets, on a case, in order, each with those of some cautions that name it."""
    return _options(step, _strategy_template, evaluation, cautions, standing, lambda _: {})


def trial_options(evaluation: Evaluation, cautions: frozenset[str], standing: Standing, as_of: date) -> Placed[TrialOption]:
    """The trials likewise, with whether their printed completion month is over; None where none is printed."""
    day = f"{as_of:%Y-%m}"
    return _options(
        "trials",
        _trial_template,
        evaluation,
        cautions,
        standing,
        lambda month: {"completion_passed": day > month if month else None},
    )


def _options(
    step: str,
    make: Callable[[Any, Catalogue], Some],
    evaluation: Evaluation,
    cautions: frozenset[str],
    standing: Standing,
    of_month: Callable[[str], dict[str, Any]],
) -> Placed[Some]:
    """The options of a step on a case, by group, then as `Placement` says."""
    calls = evaluation.facts.calls
    placed: Placed[Some] = []
    for places, templates in templates_of(step, make, evaluation).items():
        state, criteria = evaluation.state_at(places), evaluation.evaluated(places)
        for template in templates:
            group, why, placement = place(template, state, evaluation, standing)
            therapies = template.option.therapies
            values = of_month(template.month)
            if isinstance(template.record, Trial):
                values["heading"] = HEADINGS[placement.heading]
            option = template.option.but(
                state=state,
                group=group,
                group_why=why,
                not_tolerated=tuple([one for one in therapies if one in standing.not_tolerated])
                if standing.not_tolerated
                else (),
                criteria=criteria,
                partner_calls={therapy: calls[therapy] for therapy in therapies if therapy in calls},
                cautions=tuple([name for name in template.cautions if name in cautions]),
                **values,
            )
            placed.append((placement, option))
    placed.sort(key=itemgetter(0))
    return placed


def place(template: AnyTemplate, state: OptionState, states: States, standing: Standing) -> tuple[Group | None, str, Placement]:
    """The group of an option on a case, why, and where it stands in its step."""
    option, facts = template.option, states.facts
    trial = template.record if isinstance(template.record, Trial) else None
    heading = HEADINGS.index(trial_heading(trial, facts)) if trial else 0
    if state == "excluded":
        return None, "", EXCLUDED._replace(heading=heading, verdict=template.verdict, level=template.level, id=option.id)
    entered = states.entered_for(template.record)
    if entered and state == "possible" and entered[0].strength > DERIVED and not waits_for_phase(template.record.when, facts):
        entered = ()  # a drug that was given calls for nothing as long as another condition is not known
    group, why = group_of(option, state, entered, template.exempt, standing, conditional=template.conditional)
    therapies = [therapy for therapy in option.therapies if therapy not in template.exempt]
    placement = Placement(
        excluded=False,
        against=option.verdict in AGAINST,
        spoken_against=group == "spoken-against",
        heading=heading,
        group=len(GROUPS) if group is None else GROUPS.index(group),
        not_tolerated=any(therapy in standing.not_tolerated for therapy in therapies),
        specific=entered[0].strength if group == "called-for" else 0,
        names_no_drug=group == "called-for" and not template.names_drug,
        state=STATES.index(state),
        verdict=template.verdict,
        level=template.level,
        partner=0 if option.kind == "dosing" else _partner(therapies, facts, standing),
        cautioned=not standing.holding.isdisjoint(template.cautions),
        of_group=trial is not None and facts.case.disease not in trial.disease,
        closed=trial is not None and trial.status.casefold() == "completed",
        id=option.id,
    )
    return group, why, placement


def _partner(therapies: list[str], facts: CaseFacts, standing: Standing) -> int:
    """How the drugs of an option stand here: one called sensitive and none weak, nothing known, or a weak one."""
    if any(therapy in standing.weak for therapy in therapies):
        return 2
    return 0 if any(facts.calls.get(therapy) == "sensitive" for therapy in therapies) else 1


def trial_heading(trial: Trial, facts: CaseFacts) -> TrialHeading:
    """Whether the print of a trial names the disease of the case, or a group that has it as a member, and its setting too.

    ALCL is one of the peripheral T-cell lymphomas; that lung cancer is a solid tumour names no disease.
    """
    if facts.of_disease.named.isdisjoint(trial.disease):
        return "wider"
    said = trial.setting not in UNDECLARED or trial.tki_history not in UNDECLARED
    return "disease-and-setting" if said else "disease"


def not_stated(condition: Condition) -> tuple[str, ...]:
    """The dimensions the source says nothing of: printed and never asked."""
    named = {"disease": condition.disease[0], "ALK status": condition.alk, "setting": condition.setting}
    named["TKI history"] = condition.tki_history
    return tuple(name for name, value in named.items() if value == "not stated")


def templates_of(step: str, make: Callable[[Any, Catalogue], Some], evaluation: Evaluation) -> dict[Places, list[Template[Some]]]:
    """The options of a step before any case, by the places of their criteria; made once."""
    catalogue, index = evaluation.facts.catalogue, evaluation.index
    key = f"templates of {step}"
    if key not in catalogue.memo:
        found: dict[Places, list[Template[Some]]] = defaultdict(list)
        for record in getattr(catalogue, step):
            if record.role == "option":
                found[index.conditions[record.id]].append(_template(record, make(record, catalogue), catalogue, index))
        catalogue.memo[key] = dict(found)
    return cast("dict[Places, list[Template[Some]]]", catalogue.memo[key])


def templates_by_id(evaluation: Evaluation) -> dict[str, AnyTemplate]:
    """Every option before any case, by id; made once."""
    memo = evaluation.facts.catalogue.memo
    if "templates" not in memo:
        memo["templates"] = {
            template.option.id: template
            for step in STEPS
            for templates in templates_of(step, _trial_template if step == "trials" else _strategy_template, evaluation).values()
            for template in templates
        }
    return cast("dict[str, AnyTemplate]", memo["templates"])


def _template(record: Strategy | Trial, option: Some, catalogue: Catalogue, index: Index) -> Template[Some]:
    return Template(
        option,
        record,
        cautions=index.cautions_naming(option.id, option.therapies),
        conditional=record.setting not in UNDECLARED or record.tki_history not in UNDECLARED or bool(record.when),
        exempt=failures_asked(record.when),
        names_drug=any(catalogue.therapy[therapy].kind != "class" for therapy in option.therapies),
        verdict=VERDICTS.index(option.verdict),
        level=catalogue.level[option.level].rank,
        month=record.completion_month if isinstance(record, Trial) else "",
    )


def _strategy_template(strategy: Strategy, catalogue: Catalogue) -> Option:
    return Option(
        id=strategy.id,
        name=strategy.name,
        kind=strategy.kind,
        therapies=strategy.therapies,
        state="possible",
        verdict=strategy.verdict,
        toxicity=strategy.toxicity,
        tested_in=strategy.tested_in,
        criteria=(),
        not_stated=not_stated(strategy),
        partner_calls={},
        cautions=(),
        level=strategy.level,
        civic_level=catalogue.civic(strategy.level),
        statement=strategy.statement,
        outcomes=tuple(outcome for outcome in catalogue.outcomes if outcome.id in strategy.outcomes),
        sources=strategy.sources,
        target=strategy.target if isinstance(strategy, Target) else "",
        origin=strategy.origin,
    )


def _trial_template(trial: Trial, catalogue: Catalogue) -> TrialOption:
    return TrialOption(
        id=trial.id,
        name=trial.name,
        kind="trial",
        therapies=trial.therapies,
        state="possible",
        verdict="investigational",
        toxicity="not stated",
        tested_in=TestedIn(),
        criteria=(),
        not_stated=(*not_stated(trial), *(() if any(isinstance(one, AgeGroupIs) for one in trial.when) else ("age",))),
        partner_calls={},
        cautions=(),
        level=trial.level,
        civic_level=catalogue.civic(trial.level),
        statement=trial.note,
        outcomes=tuple(outcome for outcome in catalogue.outcomes if outcome.trial == trial.nct_id),
        sources=trial.sources,
        nct_id=trial.nct_id,
        phase=trial.phase,
        population=trial.population,
        interventions=trial.interventions,
        completion=trial.completion,
        completion_passed=None,
        primary_outcome=trial.primary_outcome,
        role=trial.role,
        origin=trial.origin,
        status=TrialStatus(printed=trial.status, printed_as_of=trial.status_as_of),
    )
