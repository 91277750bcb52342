"""The state of a criterion alone, without the words of its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from alktui.model import criterion as kinds
from alktui.model.criterion import Criterion
from alktui.model.report import State
from alktui.triage.criterion import OPPOSITE, answer_to, parts_of
from alktui.triage.fact import CaseFacts


def state_of(criterion: Criterion, facts: CaseFacts) -> State:
    """The state of a criterion without its reason: the questions of what to test next ask it a hundred times a report."""
    joint = STATE_JOINTS.get(type(criterion))
    if joint is not None:
        return joint(state_of(part, facts) for part in parts_of(criterion, facts.catalogue))
    shortcut = _STATES.get(type(criterion))
    return shortcut(criterion, facts) if shortcut is not None else answer_to(criterion, facts).state


def _all_state(states: Iterable[State]) -> State:
    return _decide(states, "unmet", "met")


def _any_state(states: Iterable[State]) -> State:
    return _decide(states, "met", "unmet")


def _not_state(states: Iterable[State]) -> State:
    (state,) = states
    return OPPOSITE[state]


def _not_known_state(states: Iterable[State]) -> State:
    (state,) = states
    return "unmet" if state == "met" else "met"


def _at_worst_state(states: Iterable[State]) -> State:
    (state,) = states
    return "unknown" if state == "unmet" else state


STATE_JOINTS: dict[type, Callable[[Iterable[State]], State]] = {
    kinds.FactHolds: _any_state,
    kinds.AllOf: _all_state,
    kinds.AnyOf: _any_state,
    kinds.Not: _not_state,
    kinds.NotKnown: _not_known_state,
    kinds.AtWorstUnknown: _at_worst_state,
}
"""The kinds whose state is made of others', and how: as their answers are."""


def _bypass_state(_: kinds.BypassMarker, facts: CaseFacts) -> State:
    return _any_state(_marker_state(name, state, facts) for name, state in facts.bypass_markers)


_STATES: dict[type, Callable[[Any, CaseFacts], State]] = {
    kinds.BypassMarker: _bypass_state,
    kinds.BiomarkerIs: lambda c, facts: _marker_state(c.biomarker, c.state, facts),
}
"""The plain kinds whose state can be had without words."""


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
