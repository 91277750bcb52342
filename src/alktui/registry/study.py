"""A study of ClinicalTrials.gov's API v2 -> RegistryStatus. Every field may be missing or of an unexpected shape.

Source: https://clinicaltrials.gov/data-api/api (version 2.0.3 of its description).
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, WrapValidator
from pydantic.functional_validators import ModelWrapValidatorHandler

from alktui.model.registry import RegistryStatus
from alktui.plain import clean
from alktui.registry.eligibility import flags_of

FIELDS = (
    "NCTId",
    "NCTIdAlias",
    "BriefTitle",
    "OfficialTitle",
    "OverallStatus",
    "LastKnownStatus",
    "WhyStopped",
    "StatusVerifiedDate",
    "LastUpdatePostDate",
    "CompletionDate",
    "CompletionDateType",
    "PrimaryCompletionDate",
    "PrimaryCompletionDateType",
    "Condition",
    "Phase",
    "EligibilityCriteria",
    "VersionHolder",
)
"""What is asked for: nothing that names a person or place."""

NCT = re.compile(r"NCT\d{8}")
MOST_CONDITIONS = 40
MOST_LETTERS = 300

Kind = TypeVar("Kind")


def _or_nothing(value: Any, handler: ModelWrapValidatorHandler[Any]) -> Any:  # noqa: ANN401 - any JSON value
    """A value of another shape than described counts as missing; the rest of the study is still read."""
    try:
        return handler(value)
    except ValidationError:
        return None


def _texts(value: Any) -> list[str]:  # noqa: ANN401 - any JSON value
    return [entry for entry in value if isinstance(entry, str)] if isinstance(value, list) else []


Text = Annotated[str | None, WrapValidator(_or_nothing)]
Texts = Annotated[list[str], WrapValidator(lambda value, _: _texts(value))]


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _Identification(_Part):
    nct_id: Text = Field(None, alias="nctId")
    aliases: Texts = Field(default_factory=list, alias="nctIdAliases")
    brief_title: Text = Field(None, alias="briefTitle")
    official_title: Text = Field(None, alias="officialTitle")


class _Date(_Part):
    date: Text = None
    type: Text = None


class _Status(_Part):
    overall: Text = Field(None, alias="overallStatus")
    last_known: Text = Field(None, alias="lastKnownStatus")
    why_stopped: Text = Field(None, alias="whyStopped")
    verified: Text = Field(None, alias="statusVerifiedDate")
    last_update: Annotated[_Date | None, WrapValidator(_or_nothing)] = Field(None, alias="lastUpdatePostDateStruct")
    completion: Annotated[_Date | None, WrapValidator(_or_nothing)] = Field(None, alias="completionDateStruct")
    primary_completion: Annotated[_Date | None, WrapValidator(_or_nothing)] = Field(None, alias="primaryCompletionDateStruct")


class _Conditions(_Part):
    conditions: Texts = Field(default_factory=list)


class _Design(_Part):
    phases: Texts = Field(default_factory=list)


class _Eligibility(_Part):
    criteria: Text = Field(None, alias="eligibilityCriteria")


class _Protocol(_Part):
    identification: Annotated[_Identification | None, WrapValidator(_or_nothing)] = Field(None, alias="identificationModule")
    status: Annotated[_Status | None, WrapValidator(_or_nothing)] = Field(None, alias="statusModule")
    conditions: Annotated[_Conditions | None, WrapValidator(_or_nothing)] = Field(None, alias="conditionsModule")
    design: Annotated[_Design | None, WrapValidator(_or_nothing)] = Field(None, alias="designModule")
    eligibility: Annotated[_Eligibility | None, WrapValidator(_or_nothing)] = Field(None, alias="eligibilityModule")


class _Misc(_Part):
    version: Text = Field(None, alias="versionHolder")


class _Derived(_Part):
    misc: Annotated[_Misc | None, WrapValidator(_or_nothing)] = Field(None, alias="miscInfoModule")


class Study(_Part):
    """One study of an answer."""

    protocol: Annotated[_Protocol | None, WrapValidator(_or_nothing)] = Field(None, alias="protocolSection")
    derived: Annotated[_Derived | None, WrapValidator(_or_nothing)] = Field(None, alias="derivedSection")


class Page(_Part):
    """One page of studies, or the single study of a file; studies without an NCT number are only counted.

    Attributes:
        next_token: the token of the next page, None where this is the last; a page may be empty and carry one.
    """

    studies: tuple[Study, ...]
    next_token: str | None
    unnamed: int = 0


def read_page(content: Any) -> Page | None:  # noqa: ANN401 - any JSON value
    """A page, a list of pages or studies, or one study; None where it is none of these."""
    if isinstance(content, list):
        pages = [page for page in map(read_page, content) if page is not None]
        if not pages and content:
            return None
        studies = tuple(study for page in pages for study in page.studies)
        token = pages[-1].next_token if pages else None
        return Page(studies=studies, next_token=token, unnamed=sum(page.unnamed for page in pages))
    if not isinstance(content, dict):
        return None
    if isinstance(content.get("studies"), list):
        return _page(content["studies"], content.get("nextPageToken"))
    return _page([content], None) if "protocolSection" in content else None


def _page(entries: list[Any], token: Any) -> Page:  # noqa: ANN401 - any JSON value
    studies = [Study.model_validate(entry) for entry in entries if isinstance(entry, dict)]
    named = tuple(study for study in studies if nct_of(study))
    return Page(studies=named, next_token=token if isinstance(token, str) and token else None, unnamed=len(entries) - len(named))


def nct_of(study: Study) -> str:
    """The NCT number of a study, empty where it has none."""
    identification = study.protocol.identification if study.protocol else None
    number = (identification.nct_id or "").strip().upper() if identification else ""
    return number if NCT.fullmatch(number) else ""


def status_of(study: Study, fetched_on: str, data_date: str = "") -> RegistryStatus:
    """What a study says, in this program's words.

    Args:
        study: one with an NCT number.
        data_date: the day of the registry's data where the study itself does not say it.
    """
    protocol = study.protocol or _Protocol.model_validate({})
    identification = protocol.identification or _Identification.model_validate({})
    status = protocol.status or _Status.model_validate({})
    completion = status.completion if status.completion and partial_date(status.completion.date) else status.primary_completion
    misc = study.derived.misc if study.derived else None
    criteria = protocol.eligibility.criteria if protocol.eligibility else None
    aliases = (alias.strip().upper() for alias in identification.aliases)
    return RegistryStatus(
        nct_id=nct_of(study),
        aliases=tuple(sorted({alias for alias in aliases if NCT.fullmatch(alias)})),
        status=_short(status.overall),
        last_known_status=_short(status.last_known),
        why_stopped=_short(status.why_stopped),
        status_verified=partial_date(status.verified),
        last_update=partial_date(status.last_update.date if status.last_update else None),
        completion=partial_date(completion.date if completion else None),
        completion_type=_short(completion.type if completion else None),
        title=_short(identification.official_title or identification.brief_title),
        conditions=tuple(map(_short, protocol.conditions.conditions[:MOST_CONDITIONS])) if protocol.conditions else (),
        phases=tuple(map(_short, protocol.design.phases[:MOST_CONDITIONS])) if protocol.design else (),
        flags=flags_of(criteria or ""),
        fetched_on=fetched_on,
        data_date=data_date or partial_date(misc.version if misc else None),
    )


def partial_date(text: str | None) -> str:
    """A date as yyyy, yyyy-mm or yyyy-mm-dd, a time of day cut off; empty where it is none."""
    found = re.match(r"\s*(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?\s*$", text or "")
    if found is None:
        return ""
    year, month, day = found.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return ""
    return "-".join(part for part in (year, month, day) if part)


def _short(text: str | None) -> str:
    cleaned = " ".join(clean(text or "").split())
    return f"{cleaned[: MOST_LETTERS - 3]}..." if len(cleaned) > MOST_LETTERS else cleaned
