"""Options: strategies, targets and trials with their criteria evaluated, sorted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar, cast

from alktui.model.catalogue import Catalogue
from alktui.model.criterion import AgeGroupIs
from alktui.model.evidence import Condition
from alktui.model.option import Strategy, Target, TestedIn, Trial
from alktui.model.report import CallWord, Option, OptionState, TrialOption, TrialStatus
from alktui.triage.evaluation import Evaluation

VERDICTS = ("supported", "investigational", "not-supported", "stopped-for-toxicity")
STATES: tuple[OptionState, ...] = ("applies", "possible", "excluded")

Some = TypeVar("Some", Option, TrialOption)


def strategy_options(step: str, evaluation: Evaluation) -> tuple[Option, ...]:
    """The strategies, or the targets, on a case; not sorted."""
    templates = _templates(step, _strategy_template, evaluation.facts.catalogue)
    return tuple(_on_case(template, evaluation) for template in templates)


def trial_options(evaluation: Evaluation, as_of: date) -> tuple[TrialOption, ...]:
    """The trials on a case, with whether their printed completion month is over; not sorted."""
    catalogue = evaluation.facts.catalogue
    months = {trial.id: trial.completion_month for trial in catalogue.trials}
    return tuple(
        _on_case(template, evaluation, completion_passed=completion_passed(months[template.id], as_of))
        for template in _templates("trials", _trial_template, catalogue)
    )


def ordered(options: Iterable[Some], catalogue: Catalogue) -> tuple[Some, ...]:
    """Options by verdict, state, no resistant partner, clinical before preclinical, level, id."""

    def key(option: Option) -> tuple[object, ...]:
        level = catalogue.level[option.level]
        hindered = "resistant" in option.partner_calls.values()
        return VERDICTS.index(option.verdict), STATES.index(option.state), hindered, not level.clinical, level.rank, option.id

    return tuple(sorted(options, key=key))


def completion_passed(month: str, as_of: date) -> bool | None:
    """Whether a printed completion month (yyyy-mm) is over; None where none is printed."""
    return f"{as_of:%Y-%m}" > month if month else None


def not_stated(condition: Condition) -> tuple[str, ...]:
    """The dimensions the source says nothing of: printed and never asked."""
    named = {"disease": condition.disease[0], "ALK status": condition.alk, "setting": condition.setting}
    named["TKI history"] = condition.tki_history
    return tuple(name for name, value in named.items() if value == "not stated")


def _on_case(template: Some, evaluation: Evaluation, **further: Any) -> Some:  # noqa: ANN401 - fields of the option
    calls = evaluation.facts.calls
    partners: dict[str, CallWord | None] = {therapy: calls[therapy] for therapy in template.therapies if therapy in calls}
    return template.but(
        state=evaluation.state(template.id), criteria=evaluation.evaluated(template.id), partner_calls=partners, **further
    )


def _templates(step: str, make: Callable[[Any, Catalogue], Some], catalogue: Catalogue) -> tuple[Some, ...]:
    """The options of a step before any case, made once."""
    key = f"templates of {step}"
    if key not in catalogue.memo:
        records = [record for record in getattr(catalogue, step) if record.role == "option"]
        catalogue.memo[key] = tuple(make(record, catalogue) for record in records)
    return cast("tuple[Some, ...]", catalogue.memo[key])


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
