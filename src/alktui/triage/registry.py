"""Registry statuses beside the printed ones: never instead of them, each with its own date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from alktui.model.catalogue import Catalogue
from alktui.model.option import Trial
from alktui.model.registry import ATTRIBUTION, RegistryStatus, status_word
from alktui.model.report import Notice, TrialOption, TrialStatus
from alktui.model.trial_listing import ListedTrial, TrialListing

NONE: Mapping[str, RegistryStatus] = MappingProxyType({})

VERIFIED_WITHIN = 12
"""Months. A record is to be verified at least once a year. Source: 42 CFR 11.64(b)."""

GENERIC = frozenset(
    (  # noqa: SIM905 - reads best as words
        "advanced adult childhood recurrent refractory relapsed metastatic malignant locally unresectable stage iii iv "
        "disease diseases cancer cancers neoplasm neoplasms malignancy malignancies tumour tumours of and or the"
    ).split()
)
"""Words of a registry's conditions that name no organ or lineage: a condition made only of these fits any disease."""


def with_registry(
    trials: Iterable[TrialOption], statuses: Mapping[str, RegistryStatus], catalogue: Catalogue, as_of: date
) -> tuple[TrialOption, ...]:
    """The trials, each with its registry status beside the printed one where there is any."""
    trials = tuple(trials)
    if not statuses:
        return trials
    diseases = {trial.id: trial.disease for trial in catalogue.trials}
    return tuple(
        trial.but(status=beside(trial.status, trial.nct_id, statuses[trial.nct_id], diseases[trial.id], catalogue, as_of))
        if trial.nct_id in statuses
        else trial
        for trial in trials
    )


def beside(
    printed: TrialStatus, nct_id: str, found: RegistryStatus, diseases: tuple[str, ...], catalogue: Catalogue, as_of: date
) -> TrialStatus:
    """A printed status with what the registry says beside it.

    Args:
        nct_id: the printed number.
        diseases: the scopes the documents print for the trial.
    """
    return printed.but(
        registry=found.status or None,
        registry_as_of=found.data_date or found.fetched_on,
        fetched_on=found.fetched_on,
        enrolling=found.enrolling,
        last_known=found.last_known_status or None,
        why_stopped=found.why_stopped or None,
        verified=found.status_verified or None,
        not_verified_since=found.status_verified if months_since(found.status_verified, as_of) > VERIFIED_WITHIN else None,
        last_update=found.last_update or None,
        completion=found.completion or None,
        completion_type=found.completion_type or None,
        completion_passed=is_over(found.completion, as_of),
        title=found.title or None,
        conditions=found.conditions,
        phases=found.phases,
        nct_id=found.nct_id if found.nct_id != nct_id else None,
        excludes_alk=tuple(flag.excerpt for flag in found.flags if flag.kind == "excludes-alk"),
        other_disease=names_other_disease(found, diseases, catalogue),
        attribution=attribution_of(found),
    )


def attribution_of(found: RegistryStatus) -> str:
    """What the registry's terms ask to be shown: itself, the day of its data, what was changed."""
    data = f"data of {found.data_date}" if found.data_date else "day of the data not given"
    name = ATTRIBUTION if ATTRIBUTION.startswith(found.source) else found.source
    return f"{name}, {data}, brought in {found.fetched_on}; {found.modifications}"


def trial_listing(catalogue: Catalogue, statuses: Mapping[str, RegistryStatus], as_of: date) -> TrialListing:
    """Every trial of a catalogue, printed and registry status side by side, whatever the case."""
    trials = tuple(_listed(trial, statuses, catalogue, as_of) for trial in catalogue.trials)
    return TrialListing(as_of=as_of.isoformat(), trials=trials, notices=registry_notices(trials))


def _listed(trial: Trial, statuses: Mapping[str, RegistryStatus], catalogue: Catalogue, as_of: date) -> ListedTrial:
    status = TrialStatus(printed=trial.status, printed_as_of=trial.status_as_of)
    if found := statuses.get(trial.nct_id):
        status = beside(status, trial.nct_id, found, trial.disease, catalogue, as_of)
    return ListedTrial(
        id=trial.id,
        nct_id=trial.nct_id,
        name=trial.name,
        role=trial.role,
        population=trial.population,
        completion=trial.completion,
        status=status,
        origin=trial.origin,
    )


def registry_notices(trials: Iterable[TrialOption | ListedTrial]) -> tuple[Notice, ...]:
    """What the registry's records of some trials give cause to look at."""
    shown = [trial for trial in trials if trial.status.registry_as_of is not None]
    closed = [trial for trial in shown if trial.status.enrolling is False and says_open(trial.status.printed)]
    found = [
        Notice(
            severity="warning",
            code="registry-excludes-alk",
            message=f"{trial.nct_id}: the registry's eligibility criteria may exclude ALK-driven disease: "
            + " | ".join(f'"{text}"' for text in trial.status.excludes_alk),
        )
        for trial in shown
        if trial.status.excludes_alk
    ]
    found += [
        Notice(
            severity="warning",
            code="registry-other-disease",
            message=f"{trial.nct_id}: the registry names another disease than the documents print ({trial.population}): "
            f"{'; '.join(trial.status.conditions) or trial.status.title}",
        )
        for trial in shown
        if trial.status.other_disease
    ]
    if closed:
        named = ", ".join(f"{trial.nct_id} {status_word(trial.status.registry)}" for trial in closed)
        message = f"Printed as recruiting or about to, not open at the registry: {named}."
        found.append(Notice(severity="warning", code="registry-not-open", message=message))
    return tuple(found)


def says_open(printed: str) -> bool:
    """Whether a printed status says that patients can enter, or soon will."""
    return printed.lower() in ("recruiting", "not yet recruiting", "enrolling by invitation")


def names_other_disease(found: RegistryStatus, diseases: tuple[str, ...], catalogue: Catalogue) -> bool:
    """Whether title and conditions name none of the printed diseases, nor a wider or narrower one, nor cancer as such."""
    if not found.conditions or not set(diseases) <= catalogue.scopes.keys():
        return False
    names = _names(diseases, catalogue)
    texts = [_plain(text) for text in (*found.conditions, found.title)]
    if any(name in f" {text} " for text in texts for name in names):
        return False
    return not any(set(text.split()) <= GENERIC for text in texts[:-1])


def _names(diseases: tuple[str, ...], catalogue: Catalogue) -> tuple[str, ...]:
    """Every name of some diseases and of those wider or narrower, each between blanks."""
    key = f"registry names of {' '.join(diseases)}"
    if key not in catalogue.memo:
        wider = frozenset[str]().union(*(catalogue.scopes[disease] for disease in diseases))
        narrower = {name for name, scopes in catalogue.scopes.items() if scopes & set(diseases)}
        kin = [disease for disease in catalogue.diseases if disease.id in wider | narrower]
        names = {_plain(name) for disease in kin for name in (disease.id, disease.name, *disease.synonyms)}
        catalogue.memo[key] = tuple(sorted(f" {name}{end} " for name in names for end in ("", "s")))
    found: tuple[str, ...] = catalogue.memo[key]
    return found


def _plain(text: str) -> str:
    """A text in lower case, British spelling, words only."""
    return " ".join(re.findall(r"[a-z0-9+]+", text.lower().replace("tumor", "tumour").replace("leukemia", "leukaemia")))


def months_since(partial: str, as_of: date) -> int:
    """Whole months between a date (yyyy, yyyy-mm or yyyy-mm-dd) and a day; a year counts from its end, none gives 0."""
    if not partial:
        return 0
    parts = [int(part) for part in partial.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return (as_of.year - year) * 12 + as_of.month - month


def is_over(partial: str, as_of: date) -> bool | None:
    """Whether a day, month or year (yyyy-mm-dd, yyyy-mm, yyyy) is over; None where there is none."""
    return as_of.isoformat()[: len(partial)] > partial if partial else None
