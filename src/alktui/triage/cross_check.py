"""CIViC's items beside the documents' calls: they agree, disagree or are silent, and change nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from alktui.model.catalogue import Catalogue
from alktui.model.civic import CivicEvidence, CivicItem
from alktui.model.report import CallWord, CheckVerdict, CrossCheck, CrossCheckItem, ProfileCall, Scope, TkiRow
from alktui.triage.call import scope

Side = Literal["sensitive", "resistant"]

SOURCE = "CIViC"

ANY_CANCER = "162"
"""Disease Ontology's number of cancer as such."""

TABLE = "review table"
"""The level of a cell of a review's table, which cites for each column and not for each cell."""

KINDS = {"A": "validated", "B": "clinical", "C": "case report", "D": "preclinical", "E": "inferential"}
"""CIViC's levels in words. How many patients a case report is about its table does not say.

Source: https://civic.readthedocs.io, evidence levels.
"""


class _Pair(NamedTuple):
    """An item as CIViC has it, and as it is shown beside a call."""

    item: CivicItem
    shown: CrossCheckItem


def cross_checked(
    rows: tuple[TkiRow, ...], civic: CivicEvidence | None, disease: str, catalogue: Catalogue
) -> tuple[TkiRow, ...]:
    """The TKI rows with CIViC's items beside each call; unchanged where there are none.

    A note of the catalogue that only tells what these items say gives way to them.
    """
    if civic is None:
        return rows
    return tuple(_checked(row, civic, disease, catalogue) for row in rows)


def civic_differs(row: TkiRow) -> bool:
    """Whether CIViC says another thing than the documents, or more, of a finding of the case."""
    return any(check.verdict in ("disagrees", "partly") for check in row.cross_checks)


def civic_in_words(call: ProfileCall) -> str:
    """What CIViC says beside a call in a few words: "CIViC: resistant, preclinical (2 items)"; empty where it is silent."""
    return "; ".join(check.words for check in call.cross_checks if check.words)


def _checked(row: TkiRow, civic: CivicEvidence, disease: str, catalogue: Catalogue) -> TkiRow:
    calls = tuple(call.but(cross_checks=(cross_check(row.therapy, call, civic, disease, catalogue),)) for call in row.profiles)
    of_findings = tuple(check for call in calls if call.role == "finding" for check in call.cross_checks)
    own = tuple(check for check in row.outside_checks if not check.civic or not civic.ids.issuperset(check.civic))
    return row.but(profiles=calls, cross_checks=of_findings, outside_checks=own)


def cross_check(therapy: str, call: ProfileCall, civic: CivicEvidence, disease: str, catalogue: Catalogue) -> CrossCheck:
    """What CIViC says of exactly this profile and this therapy; a compound is never its members here either.

    The verdict rests on items of the case's disease before others, and among these on publications that the call does not rest
    on: only where there are no others is it one with `same_publication`.
    """
    found = civic.by_profile.get((therapy, call.profile), ())
    if not found:
        return CrossCheck(source=SOURCE, profile=call.profile, verdict="silent")
    published = _publications(call, catalogue)
    pairs = [_Pair(item, _item(item, call.call, disease, catalogue, published)) for item in found]
    comparable = [pair for pair in pairs if pair.shown.relation != "apart"]
    own = [pair for pair in comparable if pair.shown.scope != "borrowed"]
    in_scope = own or comparable
    others = [pair for pair in in_scope if not pair.shown.same_publication]
    sides = {_side(pair.item) for pair in others or in_scope}
    return CrossCheck(
        source=SOURCE,
        profile=call.profile,
        verdict=_verdict(call.call, sides) if sides else "not-comparable",
        borrowed=bool(in_scope and not own),
        same_publication=bool(in_scope and not others),
        says=None if not sides else "conflicting" if len(sides) > 1 else min(sides),
        words=_words(in_scope, len(pairs)),
        items=tuple(pair.shown for pair in pairs),
    )


def _publications(call: ProfileCall, catalogue: Catalogue) -> dict[str, str]:
    """What the documents cite behind a call, by PubMed number: which reference it is, and whether only of a column."""
    found: dict[str, str] = {}
    documents = {source.document for item in call.evidence for source in item.sources}
    for item in sorted(call.evidence, key=lambda item: item.level == TABLE):
        for source in item.sources:
            for number in source.references:
                reference = catalogue.reference.get((source.document, number))
                if reference is not None and reference.pmid:
                    column = " of the column" if item.level == TABLE else ""
                    named = f" ({catalogue.document[source.document].short})" if len(documents) > 1 else ""
                    found.setdefault(f"PMID {reference.pmid}", f"same publication as reference {number}{column}{named}")
    return found


def _words(counted: list[_Pair], count: int) -> str:
    """The few words of a check: for each side, the best supported first, the answer, how strong, and whether a second voice."""
    if not counted:
        return f"{SOURCE}: {count} item{'s' if count > 1 else ''}, no call"
    sides: dict[Side, list[_Pair]] = {}
    for pair in counted:
        sides.setdefault(_side(pair.item), []).append(pair)
    return f"{SOURCE}: {'; '.join(_said(side, pairs) for side, pairs in sides.items())}"


def _said(side: Side, pairs: list[_Pair]) -> str:
    kinds = [KINDS.get(level, f"level {level}") for level in sorted({pair.item.level for pair in pairs})]
    answer = "reduced" if all(pair.item.significance == "reduced" for pair in pairs) else side
    diseases = dict.fromkeys(pair.item.disease for pair in pairs if pair.shown.scope == "borrowed")
    same = dict.fromkeys(pair.shown.same_publication for pair in pairs)
    beside = [f"{len(pairs)} items" if len(pairs) > 1 else "", f"in {', '.join(diseases)}" if diseases else ""]
    beside += same if all(same) else ["some of the same publication" if any(same) else ""]
    noted = ", ".join(part for part in beside if part)
    return f"{answer}, {' and '.join(kinds)}{f' ({noted})' if noted else ''}"


def _verdict(call: CallWord, sides: set[Side]) -> CheckVerdict:
    if call == "no-data":
        return "documents-silent"
    said: set[CallWord] = {"sensitive", "resistant"} if call == "conflicting" else {call}
    if sides == said:
        return "agrees"
    return "partly" if sides & said else "disagrees"


def _side(item: CivicItem) -> Side:
    return "sensitive" if item.significance == "sensitive" else "resistant"


def _item(item: CivicItem, call: CallWord, disease: str, catalogue: Catalogue, published: dict[str, str]) -> CrossCheckItem:
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
        same_publication=published.get(item.citation, ""),
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
