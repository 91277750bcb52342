"""Trial listing -> text: every trial, printed and registry status side by side."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from alktui.model.trial_listing import ListedTrial, TrialListing
from alktui.pages.trial_words import printed_in_words, registry_credit, registry_in_words, registry_warnings
from alktui.pages.words import origin_in_words
from alktui.report.wrapping import wrapped


def listing_text(listing: TrialListing) -> str:
    """The listing as text of 80 columns; ends with a line end."""
    as_of = date.fromisoformat(listing.as_of)
    credit = registry_credit((trial.status for trial in listing.trials), as_of)
    lines = wrapped(credit or "No registry status is stored: alktui trials refresh, or alktui trials import FILE.")
    for notice in listing.notices:
        if notice.code == "registry-not-open":
            lines += wrapped(notice.message, "! ")
    for trial in listing.trials:
        lines += ["", *_trial(trial, as_of)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _trial(trial: ListedTrial, as_of: date) -> Iterator[str]:
    cited = " (cited for its results)" if trial.role == "cited" else ""
    yield from wrapped(f"{trial.name}{cited}", f"{trial.nct_id} ", "      ")
    yield from wrapped(f"{printed_in_words(trial.status, as_of)}; completion {trial.completion}", "      ")
    yield from wrapped(registry_in_words(trial.status) or "at the registry: not stored", "      ")
    for warning in registry_warnings(trial.status):
        yield from wrapped(warning, "    ! ")
    if origin := origin_in_words(trial.origin):
        yield from wrapped(origin, "      ")
