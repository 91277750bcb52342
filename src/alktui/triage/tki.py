"""The TKI step: one row a TKI, with its call and what stands behind it, in the printed order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from alktui.model.case import Case
from alktui.model.catalogue import Catalogue
from alktui.model.report import (
    CallWord,
    Given,
    Heading,
    ProfileCall,
    Role,
    StatedGeneration,
    TkiRow,
)
from alktui.model.variant import Profile
from alktui.model.vocabulary import Therapy
from alktui.triage.call import most_cautious, profile_call, profiles_of, scope
from alktui.triage.phase import Grouping, groupings, heading_of, range_of
from alktui.triage.statement import statements_of

HEADINGS: tuple[Heading, ...] = ("sensitive", "mixed", "progressed-on-last", "no-call", "resistant")
ORDER: tuple[CallWord, ...] = ("sensitive", "conflicting", "no-data", "resistant")
RESULTS = {
    *((endpoint, "rate") for endpoint in ("ORR", "CR", "PFS", "EFS", "OS", "DCR")),
    *((endpoint, "median") for endpoint in ("PFS", "OS", "DOR")),
}
"""What counts as a result of a drug: a p value or a ratio by some marker is none."""

GIVEN = {"stopped": 1, "intolerant": 2, "progressed": 3, "ongoing": 0}


def tki_rows(case: Case, catalogue: Catalogue) -> tuple[TkiRow, ...]:
    """Every TKI for a case, by id; none for an ALK-negative one."""
    if case.alk == "negative":
        return ()
    profiles, ways = profiles_of(case), groupings(case)
    return tuple(_row(template, case, catalogue, profiles, ways) for template in _templates(catalogue))


def in_order(rows: Iterable[TkiRow], case: Case, catalogue: Catalogue, failed: Mapping[str, str]) -> tuple[TkiRow, ...]:
    """The rows under their headings, in order.

    Where the calls of a TKI are better somewhere and worse nowhere, and what was given is equal, it never stands below the other.

    Args:
        failed: by therapy, the class of drugs that a document says failed on the very profile; these stand last.
    """
    placed = [row.but(heading="resistant", failed_as=failed[row.therapy]) if row.therapy in failed else row for row in rows]
    reported = _with_results(case.disease, catalogue)
    return tuple(sorted(placed, key=lambda row: _rank(row, reported, catalogue)))


def _row(
    template: TkiRow,
    case: Case,
    catalogue: Catalogue,
    profiles: tuple[tuple[Role, Profile, str], ...],
    ways: tuple[Grouping, ...],
) -> TkiRow:
    therapy = template.therapy
    calls = tuple([profile_call(role, profile, of, therapy, case.disease, catalogue) for role, profile, of in profiles])
    deciding = [call for call in calls if call.role != "member"]
    headline = most_cautious(call.call for call in deciding)
    if_read = most_cautious(call.call_if_read or call.call for call in deciding)
    decided_by = [call for call in deciding if call.call == headline]
    level = _strongest(decided_by, catalogue)
    members = {call.profile for call in calls if call.role == "member"}
    named = {call.profile for call in calls}
    words = {call.profile: call.call for call in deciding}
    last = case.prior[-1] if case.prior else None
    return template.but(
        call=headline,
        range=range_of(case, ways, words, {call.profile for call in deciding if call.qualifier == "reduced"}),
        heading=heading_of(
            ways,
            words,
            progressed_on_last=last is not None and last.therapy == therapy and last.outcome == "progressed",
        ),
        qualifier="reduced" if decided_by and all(call.qualifier == "reduced" for call in decided_by) else None,
        match=_match(headline, decided_by, deciding),
        decided_by=tuple([call.profile for call in decided_by]),
        call_if_read=if_read if if_read != headline else None,
        level=level,
        civic_level=catalogue.civic(level),
        given=tuple(
            Given(line=entry.line, outcome=entry.outcome, started=entry.started, ended=entry.ended, response=entry.response)
            for entry in case.prior
            if entry.therapy == therapy
        ),
        statements=statements_of(therapy, {call.profile for call in deciding}, members, case.disease, catalogue),
        errata=tuple(dict.fromkeys(item.erratum for call in calls for item in call.evidence if item.erratum)),
        outside_checks=tuple([check for check in template.outside_checks if check.profile in named]),
        profiles=calls,
    )


def _templates(catalogue: Catalogue) -> tuple[TkiRow, ...]:
    """The TKIs before any case, made once; each with every check from outside that is about it."""
    if "tki rows" not in catalogue.memo:
        catalogue.memo["tki rows"] = tuple(_template(therapy, catalogue) for therapy in catalogue.tki_rows)
    return cast("tuple[TkiRow, ...]", catalogue.memo["tki rows"])


def _template(therapy: Therapy, catalogue: Catalogue) -> TkiRow:
    return TkiRow(
        therapy=therapy.id,
        name=therapy.name,
        call=None,
        qualifier=None,
        match="",
        decided_by=(),
        call_if_read=None,
        level="",
        civic_level="",
        patient_data=therapy.patient_data,
        given=(),
        generation=tuple(StatedGeneration(**stated.model_dump()) for stated in therapy.generations),
        statements=(),
        options=(),
        cautions=(),
        errata=(),
        outside_checks=tuple(check for check in catalogue.outside_checks if check.therapy == therapy.id),
        profiles=(),
    )


def _strongest(calls: Iterable[ProfileCall], catalogue: Catalogue) -> str:
    """The strongest level behind some calls, empty where there is no evidence."""
    levels = {item.level for call in calls for item in call.evidence if item.counted}
    return min(levels, key=lambda level: catalogue.level[level].rank, default="")


def _match(headline: CallWord | None, decided_by: list[ProfileCall], deciding: list[ProfileCall]) -> str:
    """What the headline rests on, in words."""
    if headline is None:
        return "no profile"
    found = next((call for call in decided_by if call.role == "finding"), None)
    if headline == "no-data":
        partly = any(item.counted for call in deciding for item in call.evidence)
        return "not studied together" if found is None else "not studied for every finding" if partly else "not studied"
    if found is None:
        return "possible compound"
    return "exact compound" if "+" in found.profile else "exact"


def _rank(row: TkiRow, reported: frozenset[str], catalogue: Catalogue) -> tuple[object, ...]:
    calls = sorted((ORDER.index(call.call) for call in row.profiles if call.role != "member"), reverse=True)
    ongoing = bool(row.given) and row.given[-1].outcome == "ongoing"
    return (
        bool(row.failed_as),
        HEADINGS.index(row.heading),
        not ongoing,
        calls,
        not row.patient_data,
        max((GIVEN[entry.outcome] for entry in row.given), default=0),
        catalogue.level[row.level].rank if row.level else 99,
        row.therapy not in reported,
        -catalogue.therapy[row.therapy].latest_generation,
        row.name,
    )


def _with_results(disease: str, catalogue: Catalogue) -> frozenset[str]:
    """The drugs that are approved in a disease or have results of their own there, made once."""
    key = f"drugs with results in {disease}"
    if key not in catalogue.memo:
        approved = {record.therapy for record in catalogue.approvals if scope(record.disease, disease, catalogue) == "own"}
        measured = {
            record.therapies[0]
            for record in catalogue.outcomes
            if len(record.therapies) == 1
            and (record.endpoint, record.measure) in RESULTS
            and scope(record.disease, disease, catalogue) == "own"
        }
        catalogue.memo[key] = frozenset(approved | measured)
    return cast("frozenset[str]", catalogue.memo[key])
