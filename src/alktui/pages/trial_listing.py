"""Every trial of the catalogue, printed and registry status side by side."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from alktui.model.block import Block, Gap, Page, Text
from alktui.model.trial_listing import ListedTrial, TrialListing
from alktui.pages.trial_words import printed_in_words, registry_credit, registry_in_words, registry_warnings
from alktui.pages.words import origin_in_words

NOTHING_STORED = "No registry status is stored: alktui trials refresh, or alktui trials import FILE."


def listing_page(listing: TrialListing) -> Page:
    """The trials, with what the registry asks to be shown above them."""
    as_of = date.fromisoformat(listing.as_of)
    credit = registry_credit((trial.status for trial in listing.trials), as_of)
    notices = [notice for notice in listing.notices if notice.code == "registry-not-open"]
    return (
        Text(credit or NOTHING_STORED),
        *(Text(notice.message, "warn", "!") for notice in notices),
        *(block for trial in listing.trials for block in _trial(trial, as_of)),
    )


def _trial(trial: ListedTrial, as_of: date) -> Iterator[Block]:
    cited = " (cited for its results)" if trial.role == "cited" else ""
    yield Gap()
    yield Text(f"{trial.name}{cited}", "strong", label=trial.nct_id)
    yield Text(f"{printed_in_words(trial.status, as_of)}; completion {trial.completion}", indent=6)
    yield Text(registry_in_words(trial.status) or "at the registry: not stored", indent=6)
    for warning in registry_warnings(trial.status):
        yield Text(warning, "bad", "!", 4)
    if origin := origin_in_words(trial.origin):
        yield Text(origin, "warn", indent=6)
