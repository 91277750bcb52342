"""The criteria of a catalogue on one case: each distinct criterion is answered once."""

from __future__ import annotations

from alktui.model.criterion import Criterion
from alktui.model.evidence import Condition
from alktui.model.report import Evaluated, OptionState, State
from alktui.triage.criterion import JOINTS, Answer, answer_to
from alktui.triage.fact import CaseFacts
from alktui.triage.group import Entered, entered_for
from alktui.triage.index import Index, Places, index_of
from alktui.triage.state import STATE_JOINTS, state_of

STATES: tuple[OptionState, ...] = ("applies", "possible", "excluded")


def joined(one: OptionState, other: OptionState) -> OptionState:
    """The state of a record whose criteria fall into two parts with these states: excluded wins, then possible."""
    return max(one, other, key=STATES.index)


class States:
    """The states of the criteria on a case, without reasons; each is found once."""

    def __init__(self, facts: CaseFacts, index: Index) -> None:
        self.facts = facts
        self.index = index
        self._states: dict[int, State] = {}
        self._of_records: dict[Places, OptionState] = {}
        self._entered: dict[tuple[Criterion, ...], tuple[Entered, ...]] = {}

    def at(self, place: int) -> State:
        """The state of the criterion at a place of the index."""
        found = self._states.get(place)
        if found is None:
            found = self._states[place] = self._find(place)
        return found

    def of_each(self, places: Places) -> tuple[State, ...]:
        """The states at some places, one by one."""
        return tuple(map(self.at, places))

    def state_at(self, places: Places) -> OptionState:
        """The state of a record whose criteria stand at these places.

        It applies if all criteria are met, is excluded if one is unmet, and else is possible.
        """
        found = self._of_records.get(places)
        if found is None:
            found = self._of_records[places] = self._decide(places)
        return found

    def entered_for(self, record: Condition) -> tuple[Entered, ...]:
        """What was entered that meets conditions of a record's own, the most specific first."""
        if not record.when:
            return ()
        found = self._entered.get(record.when)
        if found is None:
            found = self._entered[record.when] = entered_for(record.when, self.facts)
        return found

    def _decide(self, places: Places) -> OptionState:
        decided: OptionState = "applies"
        for place in places:
            state = self.at(place)
            if state == "unmet":
                return "excluded"
            if state == "unknown":
                decided = "possible"
        return decided

    def _find(self, place: int) -> State:
        criterion = self.index.criteria[place]
        joint = STATE_JOINTS.get(type(criterion))
        return joint(map(self.at, self.index.parts[place])) if joint else state_of(criterion, self.facts)


class Evaluation(States):
    """The answers on a case: states with their reasons, as a report shows them."""

    def __init__(self, facts: CaseFacts) -> None:
        super().__init__(facts, index_of(facts.catalogue))
        self._answers: dict[int, Answer] = {}
        self._shown: dict[int, Evaluated] = {}
        self._shown_of_records: dict[Places, tuple[Evaluated, ...]] = {}

    def answer(self, place: int) -> Answer:
        """The answer to the criterion at a place of the index."""
        found = self._answers.get(place)
        if found is None:
            criterion = self.index.criteria[place]
            joint = JOINTS.get(type(criterion))
            found = joint(map(self.answer, self.index.parts[place])) if joint else answer_to(criterion, self.facts)
            self._answers[place] = found
        return found

    def evaluated(self, places: Places) -> tuple[Evaluated, ...]:
        """The criteria at these places, evaluated, as a report shows them."""
        found = self._shown_of_records.get(places)
        if found is None:
            found = self._shown_of_records[places] = tuple(map(self._show, places))
        return found

    def open_questions(self, places: Places) -> tuple[str, ...]:
        """The facts of the case that would settle the unknown ones of the criteria at these places."""
        return tuple(dict.fromkeys(name for place in places for name in self.answer(place).open))

    def _find(self, place: int) -> State:
        return self.answer(place).state

    def _show(self, place: int) -> Evaluated:
        found = self._shown.get(place)
        if found is None:
            answer = self.answer(place)
            found = self._shown[place] = self.index.questions[place].but(state=answer.state, why=answer.why)
        return found


class WhatIf(States):
    """The states if something more were known.

    Args:
        base: the evaluation of the case as it is; it differs in the facts `learnt` only, and its other states are taken over.
    """

    def __init__(self, facts: CaseFacts, base: Evaluation, learnt: frozenset[str]) -> None:
        super().__init__(facts, base.index)
        self._base = base
        self._learnt = learnt

    def _find(self, place: int) -> State:
        return self._base.at(place) if self._learnt.isdisjoint(self.index.topics[place]) else super()._find(place)
