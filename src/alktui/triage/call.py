"""Calls: what the evidence on one profile and one therapy adds up to. A compound is never its members."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations, pairwise
from typing import cast

from alktui.model.case import Case
from alktui.model.catalogue import Catalogue
from alktui.model.evidence import Evidence
from alktui.model.report import CallWord, ProfileCall, ReportedEvidence, Role, Scope
from alktui.model.source import DOCUMENTS
from alktui.model.variant import Profile

CAUTION: tuple[CallWord, ...] = ("resistant", "conflicting", "no-data", "sensitive")
"""Calls from the most cautious to the least."""


def add_up(items: Iterable[Evidence]) -> tuple[CallWord, str | None]:
    """The call of evidence items on one profile and one therapy, and "reduced" where only reduced sensitivity speaks.

    Both sides of a conflict count whatever their number and level; no vote, no best level.
    """
    directions = {item.direction for item in items}
    if not directions:
        return "no-data", None
    if directions == {"sensitive"}:
        return "sensitive", None
    if "sensitive" in directions:
        return "conflicting", None
    return "resistant", "reduced" if directions == {"reduced"} else None


def counted_evidence(therapy: str, profile: str, catalogue: Catalogue) -> list[Evidence]:
    """The evidence that makes a call for exactly this profile."""
    items = catalogue.evidence_by_therapy.get(therapy, {}).get(profile, ())
    return [item for item in items if item.makes_call]


def possible_compounds(profiles: tuple[Profile, ...]) -> tuple[Profile, ...]:
    """The unions of two or more findings that could share an allele: no residue twice, none that is a finding itself."""
    found: dict[str, Profile] = {}
    for size in range(2, len(profiles) + 1):
        for group in combinations(profiles, size):
            union = union_of(group)
            if union is not None:
                found[union.text] = union
    known = {profile.text for profile in profiles}
    return tuple(profile for text, profile in found.items() if text not in known)


def union_of(profiles: Iterable[Profile]) -> Profile | None:
    """The compound of several profiles on one allele, None where two of them change one residue."""
    variants = [variant for profile in profiles for variant in profile.variants]
    spans = sorted((variant.start, variant.end) for variant in variants)
    if any(before[1] >= after[0] for before, after in pairwise(spans)):
        return None
    return Profile.of(*variants)


def profiles_of(case: Case) -> tuple[tuple[Role, Profile, str], ...]:
    """Every profile a case has: role, profile, and for a member the compound it belongs to.

    Findings known to be in cis are one profile. Findings of unknown phase add their possible compounds.
    """
    entered = tuple({finding.profile.text: finding.profile for finding in case.findings}.values())
    if case.phase == "cis" and len(entered) > 1:
        whole = union_of(entered)
        entered = (whole,) if whole is not None else entered
    rows: list[tuple[Role, Profile, str]] = [("finding", profile, "") for profile in entered]
    if case.phase == "unknown":
        rows.extend(("possible-compound", profile, "") for profile in possible_compounds(entered))
    alone = {profile.text for profile in entered}
    for profile in entered:
        if profile.is_compound:
            members = [Profile.of(variant) for variant in profile.variants]
            rows.extend(("member", member, profile.text) for member in members if member.text not in alone)
            alone.update(member.text for member in members)
    return tuple(rows)


def called(therapy: str, profile: str, disease: str, catalogue: Catalogue) -> CallWord:
    """The call of exactly this profile for one therapy."""
    known = _known_calls(disease, catalogue).get((therapy, profile))
    return "no-data" if known is None else known.call


def profile_call(role: Role, profile: Profile, of: str, therapy: str, disease: str, catalogue: Catalogue) -> ProfileCall:
    """The call of one profile for one therapy, from evidence on exactly this profile."""
    known = _known_calls(disease, catalogue).get((therapy, profile.text))
    return _NO_DATA.but(profile=profile.text, role=role, of=of) if known is None else known.but(role=role, of=of)


_NO_DATA = ProfileCall(profile="", role="finding", call="no-data")


def _known_calls(disease: str, catalogue: Catalogue) -> dict[tuple[str, str], ProfileCall]:
    """The call of every profile that some evidence is on, by therapy and profile; made once a disease."""
    key = f"calls in {disease}"
    if key not in catalogue.memo:
        catalogue.memo[key] = {
            (therapy, profile): _profile_call(therapy, profile, disease, catalogue)
            for therapy, profiles in catalogue.evidence_by_therapy.items()
            for profile in profiles
        }
    return cast("dict[tuple[str, str], ProfileCall]", catalogue.memo[key])


def _profile_call(therapy: str, profile: str, disease: str, catalogue: Catalogue) -> ProfileCall:
    items = catalogue.evidence_by_therapy[therapy][profile]
    call, qualifier = add_up(counted_evidence(therapy, profile, catalogue))
    if_read, _ = add_up(item for item in items if item.origin == DOCUMENTS)
    with_site, _ = add_up(item for item in items if not item.read_as)
    return ProfileCall(
        profile=profile,
        role="finding",
        call=call,
        qualifier=qualifier,
        call_if_read=if_read if if_read != call else None,
        call_with_site=with_site if with_site != call else None,
        evidence=tuple(reported(item, disease, catalogue) for item in items),
    )


def reported(item: Evidence, disease: str, catalogue: Catalogue) -> ReportedEvidence:
    """An evidence item as a report shows it."""
    return ReportedEvidence(
        id=item.id,
        therapy=item.therapy,
        profile=item.profile,
        direction=item.direction,
        qualifier="reduced" if item.direction == "reduced" else None,
        printed=item.printed,
        mark=item.mark,
        level=item.level,
        civic_level=catalogue.civic(item.level),
        disease=item.disease,
        scope=scope(item.disease, disease, catalogue),
        counted=item.makes_call,
        read_as=item.read_as,
        erratum=item.erratum,
        origin=item.origin,
        sources=item.sources,
    )


def scope(of: str, disease: str, catalogue: Catalogue) -> Scope:
    """How the disease of a record stands to the disease of a case: own, pooled, borrowed or not stated."""
    if of in ("ALK-driven", "any"):
        return "pooled"
    if of == "not stated":
        return "not stated"
    related = of in catalogue.scopes.get(disease, ()) or disease in catalogue.scopes.get(of, ())
    return "own" if related else "borrowed"


def most_cautious(calls: Iterable[CallWord]) -> CallWord | None:
    """The most cautious of several calls, None where there are none."""
    return min(calls, key=CAUTION.index, default=None)
