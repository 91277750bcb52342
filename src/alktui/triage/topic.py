"""Which facts of a case a criterion depends on."""

from __future__ import annotations

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
    kinds.AnyResistantCall: _CALLS,
    kinds.DiseaseIs: frozenset({"disease"}),
    kinds.AlkIs: frozenset({"alk"}),
    kinds.SettingIs: frozenset({"setting", "prior", "prior-therapies"}),
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
    return frozenset[str]().union(*(topics(inner, catalogue) for inner in inside(criterion)))


def inside(criterion: Any) -> tuple[Criterion, ...]:  # noqa: ANN401 - any kind of criterion
    """The criteria that a criterion is made of; none for a plain one."""
    for name in ("all", "any", "not_", "at_worst_unknown"):
        value = getattr(criterion, name, None)
        if value is not None:
            return value if isinstance(value, tuple) else (value,)
    return ()
