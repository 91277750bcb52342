"""The kinds of record the curated text holds: their model, and where each stands."""

from __future__ import annotations

from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from alktui.model.criterion import Fact
from alktui.model.evidence import (
    Approval,
    Caution,
    Erratum,
    Evidence,
    ImmuneFinding,
    Mechanism,
    Outcome,
    OutsideCheck,
    Pathway,
    Statement,
)
from alktui.model.option import Strategy, Target, Trial
from alktui.model.record import Record
from alktui.model.source import Document, Reference
from alktui.model.vocabulary import Biomarker, Disease, Level, Polymorphism, Therapy

KINDS: dict[str, type[Record]] = {
    "documents": Document,
    "references": Reference,
    "diseases": Disease,
    "levels": Level,
    "biomarkers": Biomarker,
    "facts": Fact,
    "therapies": Therapy,
    "evidence": Evidence,
    "statements": Statement,
    "outcomes": Outcome,
    "approvals": Approval,
    "strategies": Strategy,
    "targets": Target,
    "trials": Trial,
    "immune_findings": ImmuneFinding,
    "mechanisms": Mechanism,
    "pathways": Pathway,
    "cautions": Caution,
    "errata": Erratum,
    "outside_checks": OutsideCheck,
    "polymorphisms": Polymorphism,
}
"""Every kind in the order in which it is built: what is pointed at comes first."""


def columns(model: type[Record]) -> dict[str, type | None]:
    """The columns of a kind: a plain type, or None for what stands as JSON text. Sources have tables of their own."""
    hints = get_type_hints(model)
    return {name: _plain(hints[name]) for name in model.model_fields if name != "sources"}


def _plain(hint: Any) -> type | None:  # noqa: ANN401 - any type hint
    if get_origin(hint) is Literal:
        return str
    if get_origin(hint) in (Union, UnionType):
        kinds = {_plain(part) for part in get_args(hint) if part is not type(None)}
        return kinds.pop() if len(kinds) == 1 else None
    return hint if hint in (str, int, float, bool) else None
