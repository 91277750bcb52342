"""Cautions: what speaks against an option or a TKI on this case. They change no call and no state."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from alktui.model.catalogue import Catalogue
from alktui.model.evidence import Caution
from alktui.model.report import OptionState, ReportedCaution, State
from alktui.triage.evaluation import Evaluation
from alktui.triage.index import Index

STATES: dict[OptionState, State] = {"applies": "met", "possible": "unknown", "excluded": "unmet"}


def cautions_of(evaluation: Evaluation) -> tuple[ReportedCaution, ...]:
    """The cautions whose criteria hold or may hold on a case."""
    return tuple(
        template.but(state=STATES[state], criteria=evaluation.evaluated(places))
        for template in _templates(evaluation.facts.catalogue)
        if (state := evaluation.state_at(places := evaluation.index.conditions[template.id])) != "excluded"
    )


def failed_classes(cautions: Iterable[ReportedCaution], catalogue: Catalogue, *, state: State = "met") -> dict[str, str]:
    """The TKIs of a class that a document says failed on the very profile, each with the name of that class.

    Args:
        state: "unknown" for those where this depends on the phase.
    """
    failed = {caution.id: caution for caution in catalogue.cautions if caution.failed}
    found: dict[str, str] = {}
    for caution in cautions:
        if caution.state == state and caution.id in failed:
            for named in set(caution.speaks_against) & set(catalogue.therapy):
                found |= {row.id: catalogue.therapy[named].name for row in catalogue.tki_rows if named in row.classes}
    return found


def beside(identity: str, therapies: tuple[str, ...], holding: frozenset[str], index: Index) -> tuple[str, ...]:
    """Those of the cautions that hold which name a record, one of its therapies, or a class of one."""
    named = index.cautions_naming(identity, therapies)
    return tuple([caution for caution in named if caution in holding]) if named else ()


def _templates(catalogue: Catalogue) -> tuple[ReportedCaution, ...]:
    """The cautions before any case, made once."""
    if "cautions" not in catalogue.memo:
        catalogue.memo["cautions"] = tuple(map(_template, catalogue.cautions))
    return cast("tuple[ReportedCaution, ...]", catalogue.memo["cautions"])


def _template(caution: Caution) -> ReportedCaution:
    return ReportedCaution(
        id=caution.id,
        name=caution.name,
        state="unknown",
        speaks_against=caution.speaks_against,
        statement=caution.statement,
        criteria=(),
        level=caution.level,
        origin=caution.origin,
        sources=caution.sources,
    )
