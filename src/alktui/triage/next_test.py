"""What to test next: the open facts of a case, in the order in which their answers would change what a board reads first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from alktui.model.case import Case, PriorTherapy
from alktui.model.catalogue import Catalogue
from alktui.model.report import Answer, CallWord, DecidesBy, Move, NextTest, OptionState, TkiRow
from alktui.triage.call import scope
from alktui.triage.evaluation import Evaluation, WhatIf, joined
from alktui.triage.fact import CaseFacts
from alktui.triage.group import Standing, standing_of
from alktui.triage.index import Askers
from alktui.triage.option import AGAINST, AnyTemplate, Placement, place, templates_by_id
from alktui.variants.exon import bases_apart, exon_of

Calls = Mapping[str, CallWord | None]
CALL_TOPICS = ("phase", "sequencing")
ALSO_LEARNT = {"setting": frozenset({"prior", "prior-therapies"}), "sequencing": frozenset({"phase"})}
"""What an answer settles beside its own question: untreated means that nothing was given before."""

HISTORY = ("prior", "prior-therapies")
READ_FIRST = 5
"""Of a step, the lines that a board reads first."""


class Question(NamedTuple):
    """One open fact of a case, with the case that each answer would give."""

    fact: str
    text: str
    answers: tuple[tuple[str, Case], ...]
    how: str = ""


class Weighed(NamedTuple):
    """A test with what it is put in order by: smaller comes first."""

    rank: tuple[object, ...]
    test: NextTest


class Before(NamedTuple):
    """Where the options of the case as it is stand.

    Attributes:
        placements: of every option, by id.
        fifth: the last placement that a board reads first, by step; steps that are shorter are absent.
        standing: what speaks against drugs.
    """

    placements: dict[str, Placement]
    fifth: dict[str, Placement]
    standing: Standing


def next_tests(
    evaluation: Evaluation,
    headline_calls: Callable[[Case, Catalogue], Calls],
    rows: Sequence[TkiRow],
    standing: Standing,
    steps: Sequence[Sequence[Placement]],
) -> tuple[NextTest, ...]:
    """Every question whose answer would move something that is not general.

    Order: a re-biopsy with sequencing that is due; phase where it changes a headline; what changes the first five lines of a
    step; the best evidence among what moves; how many agents move. Last, folded, what moves only options without patient data
    in this disease.

    Args:
        headline_calls: the headline calls of a case; asked anew for answers that change them.
        standing: what speaks against drugs in the case as it is.
        steps: where strategies, targets and trials stand in the case as it is, in order.
    """
    facts = evaluation.facts
    due = _rebiopsy_is_due(facts)
    before = _before(evaluation, steps, standing)
    weighed = []
    for question in _questions(evaluation):
        one = _weigh(question, evaluation, headline_calls, rows, before)
        if due and question.fact == "sequencing":
            weighed.append(Weighed((0,), _first(one.test, facts)))
        elif one.test.decides:
            weighed.append(one)
    return tuple(one.test for one in sorted(weighed, key=lambda one: one.rank))


def _before(evaluation: Evaluation, steps: Sequence[Sequence[Placement]], standing: Standing) -> Before:
    placements = {placement.id: placement for placed in steps for placement in placed}
    fifth: dict[str, Placement] = {}
    for placed in steps:
        proposed = [placement for placement in placed if not placement.excluded and not placement.against]
        if len(proposed) >= READ_FIRST:
            fifth[evaluation.index.steps[proposed[0].id]] = proposed[READ_FIRST - 1]
    return Before(placements, fifth, standing)


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
        results = ("none-found", "mutation-found")
        answers = tuple((result, _learn(case, sequencing=result)) for result in results)
        yield Question("sequencing", "Re-biopsy and sequence ALK: which mutation, if any?", answers)
    if facts.possible:
        phases = [phase for phase in ("cis", "trans") if phase == "trans" or _can_share_an_allele(facts)]
        answers = tuple((phase, _learn(case, phase=phase)) for phase in phases)
        yield Question("phase", "Do the mutations stand on one allele (cis) or on two (trans)?", answers, _phase_by(case))
    for question in _plain_questions(case):
        if question.fact in asked:
            yield question


def _plain_questions(case: Case) -> Iterator[Question]:
    """The questions whose answers do not depend on the catalogue."""
    if case.amplification is None:
        answers = (("amplified", _learn(case, amplification=True)), ("not-amplified", _learn(case, amplification=False)))
        yield Question("amplification", "Is ALK amplified?", answers)
    if case.setting is None and not case.prior and not case.prior_therapies:
        relapsed = ("relapsed", _learn(case, setting="relapsed"))
        nothing_before = {"prior_complete": True, "prior_therapies_complete": True}
        untreated = ("untreated", _learn(case, setting="untreated", **nothing_before))
        yield Question("setting", "Untreated or relapsed?", (untreated, relapsed))
    if case.age_group is None:
        groups = ("paediatric", "adult")
        yield Question("age-group", "Child or adult?", tuple((group, _learn(case, age_group=group)) for group in groups))
    if not case.prior and not case.prior_complete:
        yield Question("prior", "Which ALK TKIs were given before?", (("none", _learn(case, prior_complete=True)),))
    if not case.prior_therapies and not case.prior_therapies_complete:
        # That none was given is told by the setting alone, so that only the other answer can be entered.
        given = PriorTherapy(therapy="chemotherapy", line=1, outcome="progressed")
        known = (("chemotherapy", _learn(case, prior_therapies=(given,), prior_therapies_complete=True)),)
        yield Question("prior-therapies", "Which other therapies were given before, for example chemotherapy?", known)


def _can_share_an_allele(facts: CaseFacts) -> bool:
    """Whether all findings can stand on one allele."""
    whole = {member for profile in facts.findings for member in profile.split("+")}
    return any(set(profile.split("+")) == whole for profile in facts.possible)


def _phase_by(case: Case) -> str:
    """Whether ordinary reads could tell the phase: by the exons of the findings and the bases between them."""
    residues = sorted({variant.start for finding in case.findings for variant in finding.profile.variants})
    exons = [exon_of(residue) for residue in residues]
    if None in exons:
        return ""
    if len(set(exons)) == 1:
        apart = bases_apart(residues[0], residues[-1])
        return (
            f"{'both lie' if len(residues) == 2 else 'all lie'} in exon {exons[0]}, {apart} bases apart: ordinary reads can tell"  # noqa: PLR2004 - a pair
        )
    listed = " and ".join(dict.fromkeys(str(exon) for exon in exons))
    return f"exons {listed}, with an intron between them: RNA or long reads can tell, ordinary DNA reads cannot"


def _learn(case: Case, **known: object) -> Case:
    return case.but(**known)


def _weigh(
    question: Question,
    evaluation: Evaluation,
    headline_calls: Callable[[Case, Catalogue], Calls],
    rows: Sequence[TkiRow],
    before: Before,
) -> Weighed:
    facts = evaluation.facts
    learnt_facts = ALSO_LEARNT.get(question.fact, frozenset()) | {question.fact}
    askers = evaluation.index.askers(learnt_facts)
    answers = []
    read_first, general = False, True
    moved: dict[str, AnyTemplate] = {}
    tkis: set[str] = set()
    templates = templates_by_id(evaluation)
    for state, case in question.answers:
        calls = headline_calls(case, facts.catalogue) if question.fact in CALL_TOPICS else facts.calls
        learnt = WhatIf(facts.learning(case, calls), evaluation, learnt_facts)
        standing = standing_of(learnt.facts, rows) if question.fact in HISTORY else before.standing
        moves = tuple(_moves(evaluation, learnt, askers))
        for identity, to in moves:
            template = templates[identity]
            moved[identity] = template
            if template.option.verdict in AGAINST:
                continue
            general = general and not (template.conditional or template.option.kind == "trial")
            if not read_first:
                fifth = before.fifth.get(evaluation.index.steps[identity])
                old, (_, _, new) = before.placements[identity], place(template, to, learnt, standing)
                read_first = fifth is None or min(old, new) <= fifth
        called = [Move(id=tki, to=call or "no-profile") for tki, call in calls.items() if call != facts.calls.get(tki)]
        tkis.update(move.id for move in called)
        answers.append(
            Answer(
                state=state,
                moves=tuple(sorted((*(Move(id=name, to=to) for name, to in moves), *called), key=lambda move: move.id)),
            )
        )
    if not tkis and general:
        return Weighed((), NextTest(fact=question.fact, question=question.text, answers=(), decides=0, by=DecidesBy()))
    in_patients = [template for template in moved.values() if _has_patient_data(template, facts)]
    folded = not tkis and not in_patients
    agents = {frozenset(template.option.therapies) or frozenset({identity}) for identity, template in moved.items()}
    counts = dict.fromkeys(("tkis", "strategies", "targets", "trials"), 0)
    for identity in moved:
        counts[evaluation.index.steps[identity]] += 1
    counts["tkis"] = len(tkis)
    test = NextTest(
        fact=question.fact,
        question=question.text,
        answers=tuple(answers),
        decides=len(moved) + len(tkis),
        by=DecidesBy(**counts),
        folded=folded,
        how=question.how,
    )
    best = min((template.level for template in in_patients or moved.values()), default=0 if tkis else 99)
    rank = (
        1 if question.fact == "phase" and tkis else 2,
        folded,
        not (read_first or tkis),
        best,
        -len(agents) - len(tkis),
        question.fact,
    )
    return Weighed(rank, test)


def _has_patient_data(template: AnyTemplate, facts: CaseFacts) -> bool:
    """Whether an option has data of patients in the case's disease."""
    option, catalogue = template.option, facts.catalogue
    if any(scope(outcome.disease, facts.case.disease, catalogue) in ("own", "pooled") for outcome in option.outcomes):
        return True
    tested = option.tested_in.disease
    own = not tested or scope(tested, facts.case.disease, catalogue) in ("own", "pooled")
    return own and catalogue.level[option.level].clinical


def _moves(before: Evaluation, after: WhatIf, askers: Askers) -> Iterator[tuple[str, OptionState]]:
    """The options that stand elsewhere after something was learnt; of an option only what was touched is asked again."""
    for touched, options in askers.items():
        old, new = before.state_at(touched), after.state_at(touched)
        if old != new:
            for others, identities in options.items():
                kept = before.state_at(others)
                if (to := joined(kept, new)) != joined(kept, old):
                    yield from ((identity, to) for identity in identities)


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
    return test.but(first=True, folded=False, why=why, sources=sources)
