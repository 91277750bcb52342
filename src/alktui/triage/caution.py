"""Cautions: what speaks against an option or a TKI on this case. They change no call and no state."""

from __future__ import annotations

from typing import cast

from alktui.model.catalogue import Catalogue
from alktui.model.evidence import Caution
from alktui.model.report import OptionState, ReportedCaution, State
from alktui.triage.evaluation import Evaluation
from alktui.triage.index import index_of

STATES: dict[OptionState, State] = {"applies": "met", "possible": "unknown", "excluded": "unmet"}


def cautions_of(evaluation: Evaluation) -> tuple[ReportedCaution, ...]:
    """The cautions whose criteria hold or may hold on a case."""
    records = evaluation.facts.catalogue.cautions
    return tuple(_caution(caution, evaluation) for caution in records if evaluation.state(caution.id) != "excluded")


def beside(
    identity: str, therapies: tuple[str, ...], cautions: tuple[ReportedCaution, ...], catalogue: Catalogue
) -> tuple[str, ...]:
    """The cautions of a case that name a record, one of its therapies, or a class of one."""
    known = cast("dict[str, tuple[str, ...]]", catalogue.memo.setdefault("cautions beside", {}))
    named = known.get(identity)
    if named is None:
        named = known[identity] = index_of(catalogue).cautions_naming(identity, therapies)
    return tuple([caution.id for caution in cautions if caution.id in named]) if named else ()


def _caution(caution: Caution, evaluation: Evaluation) -> ReportedCaution:
    return ReportedCaution(
        id=caution.id,
        name=caution.name,
        state=STATES[evaluation.state(caution.id)],
        speaks_against=caution.speaks_against,
        statement=caution.statement,
        criteria=evaluation.evaluated(caution.id),
        level=caution.level,
        origin=caution.origin,
        sources=caution.sources,
    )
