"""What to test next: the open facts of a case, ranked by how many options and calls their answer would move."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from alktui.model.case import Case
from alktui.model.catalogue import Catalogue
from alktui.model.report import Answer, CallWord, DecidesBy, Move, NextTest, State
from alktui.triage.evaluation import Evaluation, WhatIf, joined
from alktui.triage.fact import CaseFacts
from alktui.triage.index import Askers

Calls = Mapping[str, CallWord | None]
CALL_TOPICS = ("phase", "sequencing")
ALSO_LEARNT = {"setting": frozenset({"prior", "prior-therapies"}), "sequencing": frozenset({"phase"})}
"""What an answer settles beside its own question: untreated means that nothing was given before."""


class Question(NamedTuple):
    """One open fact of a case, with the case that each answer would give."""

    fact: str
    text: str
    answers: tuple[tuple[str, Case], ...]


def next_tests(evaluation: Evaluation, headline_calls: Callable[[Case, Catalogue], Calls]) -> tuple[NextTest, ...]:
    """Every question whose answer would move something, those that decide most first; re-biopsy before all where it is due.

    Of equals those come first that move more calls.

    Args:
        headline_calls: the headline calls of a case; asked anew for answers that change them.
    """
    due = _rebiopsy_is_due(evaluation.facts)
    tests = []
    for question in _questions(evaluation):
        test = _weigh(question, evaluation, headline_calls)
        if due and test.fact == "sequencing":
            tests.append(_first(test, evaluation.facts))
        elif test.decides:
            tests.append(test)
    return tuple(sorted(tests, key=lambda test: (not test.first, -test.decides, -test.by.tkis, test.fact)))


def _asked(evaluation: Evaluation) -> frozenset[str]:
    """The facts that some option asks which nothing else excludes."""
    found: set[str] = set()
    for places in evaluation.index.options:
        if evaluation.state_at(places) == "possible":
            found.update(evaluation.open_questions(places))
    return frozenset(found)


def _questions(evaluation: Evaluation) -> Iterator[Question]:
    facts, asked = evaluation.facts, _asked(evaluation)
    case = facts.case
    for marker in facts.catalogue.biomarkers:
        if marker.id in asked:
            known = case.biomarkers.get(marker.id)
            states = [state for state in marker.states if known is None or marker.relation(known, state) != "opposite"]
            answers = tuple((state, _learn(case, biomarkers={**case.biomarkers, marker.id: state})) for state in states)
            yield Question(marker.id, marker.question, answers)
    if case.sequencing in (None, "not-sequenced"):
        none = _learn(case, sequencing="none-found")
        yield Question("sequencing", "Re-biopsy and sequence ALK: which mutation, if any?", (("none-found", none),))
    if facts.possible:
        phases = [phase for phase in ("cis", "trans") if phase == "trans" or _can_share_an_allele(facts)]
        answers = tuple((phase, _learn(case, phase=phase)) for phase in phases)
        yield Question("phase", "Do the mutations stand on one allele (cis) or on two (trans)?", answers)
    for question in _plain_questions(case):
        if question.fact in asked:
            yield question


def _plain_questions(case: Case) -> Iterator[Question]:
    """The questions whose answers do not depend on the catalogue."""
    if case.amplification is None:
        answers = (("amplified", _learn(case, amplification=True)), ("not-amplified", _learn(case, amplification=False)))
        yield Question("amplification", "Is ALK amplified?", answers)
    if case.setting is None:
        relapsed = ("relapsed", _learn(case, setting="relapsed"))
        nothing_before = {"prior_complete": True, "prior_therapies_complete": True}
        untreated = ("untreated", _learn(case, setting="untreated", **nothing_before))
        yield Question("setting", "Untreated or relapsed?", (relapsed,) if case.prior else (untreated, relapsed))
    if case.age_group is None:
        groups = ("paediatric", "adult")
        yield Question("age-group", "Child or adult?", tuple((group, _learn(case, age_group=group)) for group in groups))
    if not case.prior and not case.prior_complete:
        yield Question("prior", "Which ALK TKIs were given before?", (("none", _learn(case, prior_complete=True)),))


def _can_share_an_allele(facts: CaseFacts) -> bool:
    """Whether all findings can stand on one allele."""
    whole = {member for profile in facts.findings for member in profile.split("+")}
    return any(set(profile.split("+")) == whole for profile in facts.possible)


def _learn(case: Case, **known: object) -> Case:
    return case.but(**known)


def _weigh(question: Question, evaluation: Evaluation, headline_calls: Callable[[Case, Catalogue], Calls]) -> NextTest:
    facts = evaluation.facts
    learnt_facts = ALSO_LEARNT.get(question.fact, frozenset()) | {question.fact}
    askers, leaves = evaluation.index.askers(learnt_facts), evaluation.index.leaves(learnt_facts)
    by_states: dict[tuple[State, ...], tuple[Move, ...]] = {evaluation.of_each(leaves): ()}
    answers = []
    for state, case in question.answers:
        calls = headline_calls(case, facts.catalogue) if question.fact in CALL_TOPICS else facts.calls
        learnt = WhatIf(facts.learning(case, calls), evaluation, learnt_facts)
        states = learnt.of_each(leaves)
        if states not in by_states:
            by_states[states] = tuple(_moves(evaluation, learnt, askers))
        tkis = [Move(id=tki, to=call or "no-profile") for tki, call in calls.items() if call != facts.calls.get(tki)]
        moves = (*by_states[states], *tkis)
        answers.append(Answer(state=state, moves=tuple(sorted(moves, key=lambda move: move.id))))
    moved = {move.id for answer in answers for move in answer.moves}
    steps = evaluation.index.steps
    counts = dict.fromkeys(("tkis", "strategies", "targets", "trials"), 0)
    for identity in moved:
        counts[steps.get(identity, "tkis")] += 1
    return NextTest(
        fact=question.fact, question=question.text, answers=tuple(answers), decides=len(moved), by=DecidesBy(**counts)
    )


def _moves(before: Evaluation, after: WhatIf, askers: Askers) -> Iterator[Move]:
    """The options that stand elsewhere after something was learnt; of an option only what was touched is asked again."""
    for touched, options in askers.items():
        old, new = before.state_at(touched), after.state_at(touched)
        if old != new:
            for others, identities in options.items():
                kept = before.state_at(others)
                if (to := joined(kept, new)) != joined(kept, old):
                    yield from (Move(id=identity, to=to) for identity in identities)


def _rebiopsy_is_due(facts: CaseFacts) -> bool:
    """Progressed on a TKI and no sequencing result."""
    resistant = any(entry.outcome == "progressed" for entry in facts.case.prior)
    return facts.case.alk == "positive" and resistant and facts.case.sequencing in (None, "not-sequenced")


def _first(test: NextTest, facts: CaseFacts) -> NextTest:
    diagnostics = [record for record in facts.catalogue.strategies if record.kind == "diagnostic"]
    sources = tuple(dict.fromkeys(source for record in diagnostics for source in record.sources))
    why = (
        "Progressed on an ALK TKI and not sequenced: re-biopsy with ALK sequencing comes first "
        "(Wang 2022 section 4.1, Sposito 2024 section 7)."
    )
    return test.but(first=True, why=why, sources=sources)
