"""The state of a criterion alone, without the words of its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from alktui.model import criterion as kinds
from alktui.model.criterion import Criterion
from alktui.model.report import State
from alktui.triage.criterion import OPPOSITE, answer_to
from alktui.triage.fact import CaseFacts


def state_of(criterion: Criterion, facts: CaseFacts) -> State:
    """The state of a criterion without its reason: the questions of what to test next ask it a hundred times a report."""
    shortcut = _STATES.get(type(criterion))
    return shortcut(criterion, facts) if shortcut is not None else answer_to(criterion, facts).state


def _not_state(criterion: kinds.Not, facts: CaseFacts) -> State:
    return OPPOSITE[state_of(criterion.not_, facts)]


def _at_worst_state(criterion: kinds.AtWorstUnknown, facts: CaseFacts) -> State:
    state = state_of(criterion.at_worst_unknown, facts)
    return "unknown" if state == "unmet" else state


def _bypass_state(_: kinds.BypassMarker, facts: CaseFacts) -> State:
    return _decide((_marker_state(name, state, facts) for name, state in facts.bypass_markers), "met", "unmet")


_STATES: dict[type, Callable[[Any, CaseFacts], State]] = {
    kinds.FactHolds: lambda c, facts: state_of(facts.catalogue.fact[c.fact].definition, facts),
    kinds.AllOf: lambda c, facts: _decide((state_of(inner, facts) for inner in c.all), "unmet", "met"),
    kinds.AnyOf: lambda c, facts: _decide((state_of(inner, facts) for inner in c.any), "met", "unmet"),
    kinds.Not: _not_state,
    kinds.AtWorstUnknown: _at_worst_state,
    kinds.BypassMarker: _bypass_state,
    kinds.BiomarkerIs: lambda c, facts: _marker_state(c.biomarker, c.state, facts),
}
"""The kinds whose state can be had without words."""


def _decide(states: Iterable[State], decisive: State, neutral: State) -> State:
    """Kleene: the decisive state wins at once, then unknown."""
    found = neutral
    for state in states:
        if state == decisive:
            return decisive
        if state == "unknown":
            found = "unknown"
    return found


def _marker_state(name: str, wanted: str, facts: CaseFacts) -> State:
    state, _ = facts.biomarker_state(name)
    return "unknown" if state is None else RELATED[facts.catalogue.biomarker[name].relation(state, wanted)]


RELATED: dict[str, State] = {"same": "met", "opposite": "unmet", "apart": "unknown"}
