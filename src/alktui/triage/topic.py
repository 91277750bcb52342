"""Which facts of a case a criterion depends on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from alktui.model import criterion as kinds
from alktui.model.catalogue import Catalogue
from alktui.model.criterion import Criterion

_CALLS = frozenset({"sequencing", "phase"})
"""What a call depends on, beside the variants themselves."""

_TOPICS: dict[type, frozenset[str]] = {
    kinds.ProfileIs: _CALLS,
    kinds.HasVariant: _CALLS,
    kinds.IsCompound: _CALLS,
    kinds.SequencingIs: frozenset({"sequencing"}),
    kinds.IsAmplified: frozenset({"amplification"}),
    kinds.HadTherapy: frozenset({"prior", "prior-therapies"}),
    kinds.HadClass: frozenset({"prior", "prior-therapies"}),
    kinds.HadTkiLines: frozenset({"prior"}),
    kinds.TkiHistoryIs: frozenset({"prior"}),
    kinds.AgeGroupIs: frozenset({"age-group"}),
    kinds.CallIs: _CALLS,
    kinds.TkiWorks: _CALLS,
    kinds.ResistantCalls: _CALLS,
    kinds.Rebiopsied: frozenset({"sequencing", "prior"}),
    kinds.DiseaseIs: frozenset({"disease"}),
    kinds.AlkIs: frozenset({"alk"}),
    kinds.SettingIs: frozenset({"setting"}),
}


def topics(criterion: Criterion, catalogue: Catalogue) -> frozenset[str]:
    """Every fact of a case that a criterion may depend on, whatever the case."""
    if isinstance(criterion, kinds.BiomarkerIs):
        return frozenset({criterion.biomarker})
    if isinstance(criterion, kinds.BypassMarker):
        return frozenset({"disease", *(marker.id for marker in catalogue.biomarkers if marker.bypass_states)})
    if isinstance(criterion, kinds.FactHolds):
        return topics(catalogue.fact[criterion.fact].definition, catalogue)
    own = _TOPICS.get(type(criterion))
    if own is not None:
        return own
    of_parts = frozenset[str]().union(*(topics(inner, catalogue) for inner in inside(criterion)))
    return of_parts | _CALLS if isinstance(criterion, kinds.OneFinding) else of_parts


def inside(criterion: Criterion) -> tuple[Criterion, ...]:
    """The criteria that a criterion is made of; none for a plain one."""
    parts = _INSIDE.get(type(criterion))
    return parts(criterion) if parts is not None else ()


_INSIDE: dict[type, Callable[[Any], tuple[Criterion, ...]]] = {
    kinds.AllOf: lambda criterion: criterion.all,
    kinds.AnyOf: lambda criterion: criterion.any,
    kinds.Not: lambda criterion: (criterion.not_,),
    kinds.NotKnown: lambda criterion: (criterion.not_known,),
    kinds.OneFinding: lambda criterion: (criterion.one_finding,),
    kinds.AtWorstUnknown: lambda criterion: (criterion.at_worst_unknown,),
}
