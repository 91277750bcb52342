"""The immune context: what the documents report of the tumour microenvironment at this stage."""

from __future__ import annotations

from typing import cast

from alktui.model.catalogue import Catalogue
from alktui.model.evidence import TIED_TO_NO_CASE, ImmuneFinding
from alktui.model.report import ImmuneContext, State
from alktui.triage.criterion import Answer, all_of
from alktui.triage.evaluation import Evaluation

ORDER: dict[State, int] = {"met": 0, "unknown": 1, "unmet": 2}


def immune_context(evaluation: Evaluation) -> tuple[ImmuneContext, ...]:
    """Every immune finding of the case's disease, those of its stage before those of none; none for an ALK-negative case."""
    if evaluation.facts.case.alk == "negative":
        return ()
    answers: dict[tuple[int, ...], Answer | None] = {}
    found = []
    for template in _templates(evaluation.facts.catalogue):
        places = evaluation.index.conditions[template.id]
        if places not in answers:
            answers[places] = _of_stage(places, evaluation)
        answer = answers[places]
        if answer is not None:
            found.append(template.but(state=answer.state, why=answer.why))
    return tuple(sorted(found, key=lambda context: ORDER[context.state]))


def _of_stage(places: tuple[int, ...], evaluation: Evaluation) -> Answer | None:
    """Whether findings with these criteria (disease first) speak of the case's stage; None for another disease."""
    disease, *stage = (evaluation.answer(place) for place in places)
    if disease.state == "unmet":
        return None
    return all_of(stage) if stage else Answer("met", "the source ties it to no stage of ALK TKI treatment")


def _templates(catalogue: Catalogue) -> tuple[ImmuneContext, ...]:
    """The immune findings before any case by stage and id, made once."""
    if "immune context" not in catalogue.memo:
        ordered = sorted(catalogue.immune_findings, key=_place)
        catalogue.memo["immune context"] = tuple(map(_template, ordered))
    return cast("tuple[ImmuneContext, ...]", catalogue.memo["immune context"])


def _place(finding: ImmuneFinding) -> tuple[int, str, str]:
    """The stages that a case can be at first, then what is tied to none."""
    untied = TIED_TO_NO_CASE.index(finding.stage) + 1 if finding.stage in TIED_TO_NO_CASE else 0
    return untied, finding.stage, finding.id


def _template(finding: ImmuneFinding) -> ImmuneContext:
    return ImmuneContext(
        id=finding.id,
        statement=finding.statement,
        direction=finding.direction,
        stage=finding.stage,
        marker=finding.marker,
        tki=finding.tki,
        model=finding.model,
        n=finding.n,
        state="unknown",
        why="",
        sources=finding.sources,
    )
