"""CIViC's items beside the documents' calls: they agree, disagree or are silent, and change nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from alktui.model.catalogue import Catalogue
from alktui.model.civic import CivicEvidence, CivicItem
from alktui.model.report import CallWord, CheckVerdict, CrossCheck, CrossCheckItem, ProfileCall, Scope, TkiRow
from alktui.triage.call import scope

ANY_CANCER = "162"
"""Disease Ontology's number of cancer as such."""


def cross_checked(
    rows: tuple[TkiRow, ...], civic: CivicEvidence | None, disease: str, catalogue: Catalogue
) -> tuple[TkiRow, ...]:
    """The TKI rows with CIViC's items beside each call; unchanged where none was imported."""
    if civic is None:
        return rows
    return tuple(_checked(row, civic, disease, catalogue) for row in rows)


def _checked(row: TkiRow, civic: CivicEvidence, disease: str, catalogue: Catalogue) -> TkiRow:
    calls = tuple(call.but(cross_checks=(cross_check(row.therapy, call, civic, disease, catalogue),)) for call in row.profiles)
    of_findings = tuple(check for call in calls if call.role == "finding" for check in call.cross_checks)
    return row.but(profiles=calls, cross_checks=of_findings)


def cross_check(therapy: str, call: ProfileCall, civic: CivicEvidence, disease: str, catalogue: Catalogue) -> CrossCheck:
    """What CIViC says of exactly this profile and this therapy; a compound is never its members here either."""
    found = civic.by_profile.get((therapy, call.profile), ())
    items = tuple(_item(item, call.call, disease, catalogue) for item in found)
    comparable = [(item, shown) for item, shown in zip(found, items, strict=True) if shown.relation != "apart"]
    own = [item for item, shown in comparable if shown.scope != "borrowed"]
    counted = own or [item for item, _ in comparable]
    verdict: CheckVerdict
    if not found:
        verdict = "silent"
    elif not counted:
        verdict = "not-comparable"
    else:
        verdict = _verdict(call.call, {_side(item) for item in counted})
    return CrossCheck(source="CIViC", profile=call.profile, verdict=verdict, borrowed=bool(counted and not own), items=items)


def _verdict(call: CallWord, sides: set[str]) -> CheckVerdict:
    if call == "no-data":
        return "documents-silent"
    said = {"sensitive", "resistant"} if call == "conflicting" else {call}
    if sides == said:
        return "agrees"
    return "partly" if sides & said else "disagrees"


def _side(item: CivicItem) -> str:
    return "sensitive" if item.significance == "sensitive" else "resistant"


def _item(item: CivicItem, call: CallWord, disease: str, catalogue: Catalogue) -> CrossCheckItem:
    return CrossCheckItem(
        id=item.id,
        therapies=item.therapies,
        direction="supports" if item.supports else "does not support",
        significance=item.significance_printed,
        level=item.level,
        citation=item.citation,
        disease=item.disease,
        scope=_scope(item, disease, catalogue),
        relation="apart" if item.is_combination or not item.supports else _relation(call, _side(item)),
        flagged=item.flagged,
    )


def _relation(call: CallWord, side: str) -> Literal["agrees", "disagrees", "adds"]:
    if call == "no-data":
        return "adds"
    return "agrees" if call in (side, "conflicting") else "disagrees"


def _scope(item: CivicItem, disease: str, catalogue: Catalogue) -> Scope:
    """How an item's disease stands to the case's: by its number in the Disease Ontology, which both sides have."""
    if item.doid == ANY_CANCER:
        return "pooled"
    if not item.doid:
        return "not stated"
    ids: Iterable[str] = (known.id for known in catalogue.diseases if known.doid.removeprefix("DOID:") == item.doid)
    return next((scope(name, disease, catalogue) for name in ids), "borrowed")
