"""The criteria of a catalogue on one case: each distinct criterion is answered once."""

from __future__ import annotations

from alktui.model.report import Evaluated, OptionState, State
from alktui.triage.criterion import Answer, answer_to
from alktui.triage.fact import CaseFacts
from alktui.triage.index import Index, index_of
from alktui.triage.state import state_of


class Evaluation:
    """Answers on a case.

    Args:
        facts: the case.
        base: the evaluation of a case that differs in the facts `learnt` only; its other answers are taken over.
    """

    def __init__(self, facts: CaseFacts, base: Evaluation | None = None, learnt: frozenset[str] = frozenset()) -> None:
        self.facts = facts
        self.index: Index = index_of(facts.catalogue)
        self._base = base
        self._learnt = learnt
        self._answers: dict[int, Answer] = {}
        self._states: dict[int, State] = {}
        self._evaluated: dict[int, Evaluated] = {}

    def answer(self, place: int) -> Answer:
        """The answer to the criterion at a place of the index."""
        found = self._answers.get(place)
        if found is None:
            if self._base is not None and self._learnt.isdisjoint(self.index.topics[place]):
                found = self._base.answer(place)
            else:
                found = answer_to(self.index.criteria[place], self.facts)
            self._answers[place] = found
        return found

    def evaluated(self, identity: str) -> tuple[Evaluated, ...]:
        """The criteria of a record, evaluated, as a report shows them."""
        return tuple(self._shown(place) for place in self.index.conditions[identity])

    def state(self, identity: str) -> OptionState:
        """The state of a record: applies if all criteria are met, excluded if one is unmet, else possible."""
        state: OptionState = "applies"
        for place in self.index.conditions[identity]:
            answered = self._state(place)
            if answered == "unmet":
                return "excluded"
            if answered == "unknown":
                state = "possible"
        return state

    def _state(self, place: int) -> State:
        """The state at a place; of a case that only asks what would be, without reasons."""
        if self._base is None:
            return self.answer(place).state
        found = self._states.get(place)
        if found is None:
            known = self._learnt.isdisjoint(self.index.topics[place])
            found = self._base._state(place) if known else state_of(self.index.criteria[place], self.facts)  # noqa: SLF001 - its own kind
            self._states[place] = found
        return found

    def open_questions(self, identity: str) -> tuple[str, ...]:
        """The facts of the case that would settle a record's unknown criteria."""
        places = self.index.conditions[identity]
        return tuple(dict.fromkeys(name for place in places for name in self.answer(place).open))

    def _shown(self, place: int) -> Evaluated:
        found = self._evaluated.get(place)
        if found is None:
            answer = self.answer(place)
            index = self.index
            found = Evaluated(fact=index.subjects[place], text=index.words[place], state=answer.state, why=answer.why)
            self._evaluated[place] = found
        return found
