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
from alktui.model.report import Option, TrialOption, TrialStatus
from alktui.triage.evaluation import STATES, Evaluation
from alktui.triage.index import Index, Places

VERDICTS = ("supported", "investigational", "not-supported", "stopped-for-toxicity")
Some = TypeVar("Some", Option, TrialOption)


class Template(NamedTuple, Generic[Some]):
    """An option before any case.

    Attributes:
        cautions: those that name it.
        verdict, strength: what it is put in order by, beside what the case makes of it.
        month: its printed completion month, empty where there is none.
    """

    option: Some
    cautions: tuple[str, ...]
    verdict: int
    strength: tuple[bool, int, str]
    month: str


def strategy_options(step: str, evaluation: Evaluation, cautions: frozenset[str]) -> tuple[Option, ...]:
    """The strategies, or the targets, on a case, in order, each with those of some cautions that name it."""
    return _options(step, _strategy_template, evaluation, cautions, lambda _: {})


def trial_options(evaluation: Evaluation, cautions: frozenset[str], as_of: date) -> tuple[TrialOption, ...]:
    """The trials likewise, with whether their printed completion month is over; None where none is printed."""
    day = f"{as_of:%Y-%m}"
    return _options(
        "trials", _trial_template, evaluation, cautions, lambda month: {"completion_passed": day > month if month else None}
    )


def _options(
    step: str,
    make: Callable[[Any, Catalogue], Some],
    evaluation: Evaluation,
    cautions: frozenset[str],
    of_month: Callable[[str], dict[str, Any]],
) -> tuple[Some, ...]:
    """The options of a step on a case, by verdict, state, no resistant partner, clinical before preclinical, level, id."""
    calls = evaluation.facts.calls
    placed = []
    for places, templates in _templates(step, make, evaluation).items():
        state, criteria = evaluation.state_at(places), evaluation.evaluated(places)
        rank = STATES.index(state)
        for template in templates:
            partners = {therapy: calls[therapy] for therapy in template.option.therapies if therapy in calls}
            option = template.option.but(
                state=state,
                criteria=criteria,
                partner_calls=partners,
                cautions=tuple([name for name in template.cautions if name in cautions]),
                **of_month(template.month),
            )
            placed.append(((template.verdict, rank, "resistant" in partners.values(), template.strength), option))
    placed.sort(key=itemgetter(0))
    return tuple([option for _, option in placed])


def not_stated(condition: Condition) -> tuple[str, ...]:
    """The dimensions the source says nothing of: printed and never asked."""
    named = {"disease": condition.disease[0], "ALK status": condition.alk, "setting": condition.setting}
    named["TKI history"] = condition.tki_history
    return tuple(name for name, value in named.items() if value == "not stated")


def _templates(step: str, make: Callable[[Any, Catalogue], Some], evaluation: Evaluation) -> dict[Places, list[Template[Some]]]:
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


def _template(record: Strategy | Trial, option: Some, catalogue: Catalogue, index: Index) -> Template[Some]:
    level = catalogue.level[option.level]
    return Template(
        option,
        cautions=index.cautions_naming(option.id, option.therapies),
        verdict=VERDICTS.index(option.verdict),
        strength=(not level.clinical, level.rank, option.id),
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
