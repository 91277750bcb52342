"""Criteria: conditions on a case, as data.

A criterion is written as a small table whose keys say its kind, for example `{ biomarker = "IL10RA", state = "high" }`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from alktui.model.record import Record

Outcome = Literal["progressed", "intolerant", "stopped", "ongoing"]


class BiomarkerIs(Record):
    """A biomarker is in a state (or one that equals it)."""

    biomarker: str
    state: str


class BypassMarker(Record):
    """At least one biomarker stands in a state that the catalogue counts as a bypass marker in this disease."""

    bypass_marker: Literal["positive"]


class ProfileIs(Record):
    """One of the case's profiles is exactly this one."""

    profile: str


class HasVariant(Record):
    """One of the findings contains this variant, alone or in a compound."""

    variant: str


class IsCompound(Record):
    """Some finding is a compound on one allele."""

    compound: Literal[True]


class SequencingIs(Record):
    """What ALK sequencing gave; "sequenced" stands for both results."""

    sequencing: Literal["mutation-found", "none-found", "not-sequenced", "sequenced"]


class IsAmplified(Record):
    """ALK is amplified (or is not)."""

    amplification: bool


class HadTherapy(Record):
    """A therapy was given before, and ended so."""

    prior: str
    outcome: Literal["progressed", "intolerant", "stopped", "ongoing", "any"] = "any"


class HadClass(Record):
    """A therapy of a class was given before, and ended so."""

    prior_class: str
    outcome: Literal["progressed", "intolerant", "stopped", "ongoing", "any"] = "any"


class HadTkiLines(Record):
    """At least so many ALK TKIs were given before."""

    prior_tki_lines: int


class AgeGroupIs(Record):
    """The age group."""

    age_group: Literal["paediatric", "adult"]


class CallIs(Record):
    """The call of this case for one TKI."""

    call: str
    is_: Literal["sensitive", "resistant"] = Field(alias="is")


class TkiWorks(Record):
    """A TKI works here: met by a sensitive call, unmet by a resistant one, else unknown."""

    tki_works: str


class ResistantCalls(Record):
    """At least so many TKIs are called resistant, these among them, and none is called sensitive or conflicting.

    Unmet where a TKI that is reported in patients is called sensitive; anything else is unknown, since a cell without data is
    no resistance.
    """

    resistant_calls: int
    among: tuple[str, ...] = ()


class FactHolds(Record):
    """A derived fact holds."""

    fact: str


class DiseaseIs(Record):
    """The disease lies in one of these scopes."""

    disease: tuple[str, ...]


class AlkIs(Record):
    """ALK status."""

    alk: Literal["positive", "negative"]


class SettingIs(Record):
    """The setting."""

    setting: Literal["untreated", "relapsed"]


class TkiHistoryIs(Record):
    """ALK TKI history: none, exposed (one or more given), resistant (progressed on one or more)."""

    tki_history: Literal["none", "exposed", "resistant"]


class AllOf(Record):
    """Every one of them holds."""

    all: tuple[Criterion, ...]


class AnyOf(Record):
    """At least one of them holds."""

    any: tuple[Criterion, ...]


class Not(Record):
    """It does not hold."""

    not_: Criterion = Field(alias="not")


class NotKnown(Record):
    """It is not known to hold: a statement on what is known so far, so that more knowledge may undo it."""

    not_known: Criterion


class OneFinding(Record):
    """One single finding fulfils the criterion inside, taken without the other findings of the case."""

    one_finding: Criterion


class Rebiopsied(Record):
    """ALK was sequenced on a specimen that is not older than the last progression; without dates this is assumed."""

    rebiopsied: Literal[True]


class AtWorstUnknown(Record):
    """As the criterion inside, but never unmet: the sources name no finding that would exclude it."""

    at_worst_unknown: Criterion


def _kind(value: Any) -> str:  # noqa: ANN401 - pydantic hands over whatever was read
    """The key that says which kind of criterion a table is; empty where none does."""
    keys = value if isinstance(value, dict) else [name.rstrip("_") for name in type(value).model_fields]
    return next((key for key in keys if key in _KINDS), "")


Criterion = Annotated[
    Annotated[BiomarkerIs, Tag("biomarker")]
    | Annotated[BypassMarker, Tag("bypass_marker")]
    | Annotated[ProfileIs, Tag("profile")]
    | Annotated[HasVariant, Tag("variant")]
    | Annotated[IsCompound, Tag("compound")]
    | Annotated[SequencingIs, Tag("sequencing")]
    | Annotated[IsAmplified, Tag("amplification")]
    | Annotated[HadTherapy, Tag("prior")]
    | Annotated[HadClass, Tag("prior_class")]
    | Annotated[HadTkiLines, Tag("prior_tki_lines")]
    | Annotated[AgeGroupIs, Tag("age_group")]
    | Annotated[CallIs, Tag("call")]
    | Annotated[TkiWorks, Tag("tki_works")]
    | Annotated[ResistantCalls, Tag("resistant_calls")]
    | Annotated[FactHolds, Tag("fact")]
    | Annotated[DiseaseIs, Tag("disease")]
    | Annotated[AlkIs, Tag("alk")]
    | Annotated[SettingIs, Tag("setting")]
    | Annotated[TkiHistoryIs, Tag("tki_history")]
    | Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")]
    | Annotated[NotKnown, Tag("not_known")]
    | Annotated[OneFinding, Tag("one_finding")]
    | Annotated[Rebiopsied, Tag("rebiopsied")]
    | Annotated[AtWorstUnknown, Tag("at_worst_unknown")],
    Discriminator(_kind, custom_error_type="criterion", custom_error_message="a criterion of no known kind"),
]

_KINDS = (
    "biomarker",
    "bypass_marker",
    "profile",
    "variant",
    "compound",
    "sequencing",
    "amplification",
    "prior",
    "prior_class",
    "prior_tki_lines",
    "age_group",
    "call",
    "tki_works",
    "resistant_calls",
    "fact",
    "disease",
    "alk",
    "setting",
    "tki_history",
    "all",
    "any",
    "not",
    "not_known",
    "one_finding",
    "rebiopsied",
    "at_worst_unknown",
)
for _model in (AllOf, AnyOf, Not, NotKnown, OneFinding, AtWorstUnknown):
    _model.model_rebuild()


class Fact(Record):
    """A derived fact, defined as a criterion."""

    id: str
    name: str
    definition: Criterion
