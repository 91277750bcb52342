"""Cautions: what speaks against an option or a TKI on this case. They change no call and no state."""

from __future__ import annotations

from collections.abc import Iterable

from alktui.model.catalogue import Catalogue
from alktui.model.evidence import Caution
from alktui.model.report import OptionState, ReportedCaution, State
from alktui.triage.evaluation import Evaluation

STATES: dict[OptionState, State] = {"applies": "met", "possible": "unknown", "excluded": "unmet"}


def cautions_of(evaluation: Evaluation) -> tuple[ReportedCaution, ...]:
    """The cautions whose criteria hold or may hold on a case."""
    records = evaluation.facts.catalogue.cautions
    return tuple(_caution(caution, evaluation) for caution in records if evaluation.state(caution.id) != "excluded")


def beside(identity: str, therapies: Iterable[str], cautions: Iterable[ReportedCaution], catalogue: Catalogue) -> tuple[str, ...]:
    """The cautions that name a record, one of its therapies, or a class of one."""
    names = {identity, *therapies}
    for therapy in therapies:
        record = catalogue.therapy.get(therapy)
        names.update(record.classes if record else ())
    return tuple(caution.id for caution in cautions if not names.isdisjoint(caution.speaks_against))


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
