"""How findings of unknown phase may stand on alleles, and what a TKI is called in each way."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from alktui.model.case import Case
from alktui.model.report import CallWord, Heading, Range
from alktui.model.variant import Profile
from alktui.triage.call import most_cautious, possible_compounds, union_of

Grouping = tuple[str, ...]
"""The profiles of a case in one possible phase."""


def groupings(case: Case) -> tuple[Grouping, ...]:
    """The profiles of a case in every phase that is possible, each finding alone first; none where it has no finding."""
    entered = tuple({finding.profile.text: finding.profile for finding in case.findings}.values())
    if not entered:
        return ()
    if case.phase == "cis" and len(entered) > 1:
        whole = union_of(entered)
        return ((whole.text,),) if whole is not None else (tuple(profile.text for profile in entered),)
    alone = tuple(profile.text for profile in entered)
    if case.phase == "trans" or len(entered) == 1:
        return (alone,)
    found = {tuple(sorted(profile.text for profile in blocks)) for blocks in _partitions(entered)}
    return (alone, *sorted(found - {tuple(sorted(alone))}, key=lambda grouping: (-len(grouping), grouping)))


def _partitions(profiles: tuple[Profile, ...]) -> Iterator[tuple[Profile, ...]]:
    """Every way to put findings on alleles, no residue twice on one."""
    if not profiles:
        yield ()
        return
    first, rest = profiles[0], profiles[1:]
    for blocks in _partitions(rest):
        yield (first, *blocks)
        for place, block in enumerate(blocks):
            joined = union_of((first, block))
            if joined is not None:
                yield (*blocks[:place], joined, *blocks[place + 1 :])


def range_of(case: Case, ways: tuple[Grouping, ...], calls: Mapping[str, CallWord], reduced: Container[str]) -> Range | None:
    """The calls of one TKI if the findings share an allele and if they do not; None unless the phase is open.

    Args:
        ways: every phase that is possible.
        calls: the call of every finding and possible compound.
        reduced: those of them whose call is reduced sensitivity alone.
    """
    if case.phase != "unknown":
        return None
    entered = tuple({finding.profile.text: finding.profile for finding in case.findings}.values())
    shared = {profile for way in ways if len(way) < len(entered) for profile in way}
    trans = most_cautious(calls[profile.text] for profile in entered)
    cis = most_cautious(calls[profile] for profile in shared)
    if cis is None or trans is None:
        return None
    named = (*(compound.text for compound in possible_compounds(entered)), *(profile.text for profile in entered))
    deciding = [profile for profile in dict.fromkeys(named) if profile in shared and calls[profile] == cis]
    return Range(cis=cis, trans=trans, grouping=deciding[0], cis_reduced=all(profile in reduced for profile in deciding))


def heading_of(ways: tuple[Grouping, ...], calls: Mapping[str, CallWord], *, progressed_on_last: bool) -> Heading:
    """The heading that a TKI stands under: what it is called in every phase that is possible."""
    kinds = {_kind([calls[profile] for profile in grouping]) for grouping in ways}
    if not kinds or kinds == {"no call"}:
        return "no-call"
    if kinds & {"sensitive", "mixed"}:
        if progressed_on_last:
            return "progressed-on-last"
        return "sensitive" if kinds == {"sensitive"} else "mixed"
    return "resistant"


def _kind(calls: list[CallWord]) -> str:
    if "resistant" in calls:
        return "resistant"
    if all(call == "sensitive" for call in calls):
        return "sensitive"
    return "mixed" if "sensitive" in calls or "conflicting" in calls else "no call"
