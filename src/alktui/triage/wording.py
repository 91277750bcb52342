"""Every criterion as one readable line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from alktui.model import criterion as kinds
from alktui.model.catalogue import Catalogue
from alktui.model.criterion import Criterion

_HISTORY = {"none": "no ALK TKI before", "exposed": "an ALK TKI before", "resistant": "progressed on an ALK TKI"}
_SEQUENCING = {
    "mutation-found": "an ALK mutation found",
    "none-found": "ALK sequenced, no mutation found",
    "not-sequenced": "ALK not sequenced",
    "sequenced": "ALK sequenced",
}


def wording(criterion: Criterion, catalogue: Catalogue) -> str:
    """A criterion in words, names of therapies spelt out."""
    return _WORDINGS[type(criterion)](criterion, catalogue)


def _joined(criteria: tuple[Criterion, ...], word: str, catalogue: Catalogue) -> str:
    parts = [wording(criterion, catalogue) for criterion in criteria]
    nested = [f"({part})" if " or " in part or " and " in part else part for part in parts]
    return f" {word} ".join(nested) if len(parts) > 1 else parts[0]


def _name(therapy: str, catalogue: Catalogue) -> str:
    return catalogue.therapy[therapy].name


def _had(therapy: str, outcome: str, catalogue: Catalogue) -> str:
    name = _name(therapy, catalogue)
    return (
        f"{name} before"
        if outcome == "any"
        else f"{outcome} on {name}"
        if outcome == "progressed"
        else f"{name} before, {outcome}"
    )


def _among(criterion: kinds.ResistantCalls, catalogue: Catalogue) -> str:
    names = " and ".join(_name(therapy, catalogue) for therapy in criterion.among)
    return f", {names} among them," if names else ""


_WORDINGS: dict[type, Callable[[Any, Catalogue], str]] = {
    kinds.BiomarkerIs: lambda c, _: f"{c.biomarker} {c.state}",
    kinds.BypassMarker: lambda _c, _: "a bypass marker positive",
    kinds.ProfileIs: lambda c, _: f"profile {c.profile}",
    kinds.HasVariant: lambda c, _: f"{c.variant}, alone or in a compound",
    kinds.IsCompound: lambda _c, _: "a compound on one allele",
    kinds.SequencingIs: lambda c, _: _SEQUENCING[c.sequencing],
    kinds.IsAmplified: lambda c, _: "ALK amplified" if c.amplification else "ALK not amplified",
    kinds.HadTherapy: lambda c, k: _had(c.prior, c.outcome, k),
    kinds.HadClass: lambda c, k: _had(c.prior_class, c.outcome, k),
    kinds.HadTkiLines: lambda c, _: f"at least {c.prior_tki_lines} ALK TKIs before",
    kinds.TkiHistoryIs: lambda c, _: _HISTORY[c.tki_history],
    kinds.AgeGroupIs: lambda c, _: f"age group {c.age_group}",
    kinds.CallIs: lambda c, k: f"{_name(c.call, k)} called {c.is_} here",
    kinds.TkiWorks: lambda c, k: f"{_name(c.tki_works, k)} works here",
    kinds.ResistantCalls: lambda c, k: (
        f"{c.resistant_calls} TKIs called resistant{_among(c, k)} and none sensitive or conflicting"
    ),
    kinds.NotKnown: lambda c, k: f"not known: {wording(c.not_known, k)}",
    kinds.OneFinding: lambda c, k: f"one finding: {wording(c.one_finding, k)}",
    kinds.Rebiopsied: lambda _c, _: "ALK sequenced since the last progression",
    kinds.FactHolds: lambda c, k: k.fact[c.fact].name,
    kinds.DiseaseIs: lambda c, _: " or ".join(c.disease),
    kinds.AlkIs: lambda c, _: f"ALK {c.alk}",
    kinds.SettingIs: lambda c, _: "relapsed, refractory or previously treated" if c.setting == "relapsed" else "untreated",
    kinds.AllOf: lambda c, k: _joined(c.all, "and", k),
    kinds.AnyOf: lambda c, k: _joined(c.any, "or", k),
    kinds.Not: lambda c, k: f"not: {wording(c.not_, k)}",
    kinds.AtWorstUnknown: lambda c, k: wording(c.at_worst_unknown, k),
}
