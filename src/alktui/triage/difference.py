"""What-if: only what moved, each with the change of the case that moved it."""

from __future__ import annotations

from collections.abc import Mapping

from alktui.model.difference import ChangedCall, ChangedOption, Difference
from alktui.model.report import CallWord, Option, Report

Steps = dict[tuple[str, str], Option]


def difference(before: Report, after: Report, alone: Mapping[str, Report]) -> Difference:
    """What differs between two reports.

    Args:
        alone: for each change of the case, in words, the report with this change only.
    """
    return Difference(
        before=before.case,
        after=after.case,
        changes=tuple(alone),
        calls=_calls(before, after, alone),
        options=_options(before, after, alone),
        cautions_gone=tuple(sorted(_cautions(before) - _cautions(after))),
        cautions_new=tuple(sorted(_cautions(after) - _cautions(before))),
        said=tuple(notice.message for notice in after.notices if notice.code == "idle-marker" and notice not in before.notices),
    )


def _calls(before: Report, after: Report, alone: Mapping[str, Report]) -> tuple[ChangedCall, ...]:
    old, new = _calls_of(before), _calls_of(after)
    each = {change: _calls_of(report) for change, report in alone.items()}
    return tuple(
        ChangedCall(
            therapy=therapy,
            before=old.get(therapy),
            after=new.get(therapy),
            because=_because({change: calls.get(therapy) for change, calls in each.items()}, old.get(therapy)),
        )
        for therapy in dict.fromkeys((*old, *new))
        if old.get(therapy) != new.get(therapy) or (therapy in old) != (therapy in new)
    )


def _options(before: Report, after: Report, alone: Mapping[str, Report]) -> tuple[ChangedOption, ...]:
    old, new = _options_of(before), _options_of(after)
    each = {change: _options_of(report) for change, report in alone.items()}
    return tuple(
        ChangedOption.model_validate(
            {
                "id": option.id,
                "name": option.name,
                "step": step,
                "before": old[step, identity].state,
                "after": option.state,
                "because": _because(
                    {change: options[step, identity].state for change, options in each.items()}, old[step, identity].state
                ),
            }
        )
        for (step, identity), option in new.items()
        if option.state != old[step, identity].state
    )


def _because(each: Mapping[str, object], before: object) -> tuple[str, ...]:
    """The changes that move something on their own; all of them where none does."""
    return tuple(change for change, value in each.items() if value != before) or tuple(each)


def _calls_of(report: Report) -> dict[str, CallWord | None]:
    return {row.therapy: row.call for row in report.tkis}


def _options_of(report: Report) -> Steps:
    steps = (("strategies", report.strategies), ("targets", report.targets), ("trials", report.trials))
    return {(step, option.id): option for step, options in steps for option in options}


def _cautions(report: Report) -> set[str]:
    return {caution.id for caution in report.cautions if caution.state == "met"}
