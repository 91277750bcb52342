"""The TKI step: one row a TKI, with its call and what stands behind it, in the printed order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from alktui.model.case import Case
from alktui.model.catalogue import Catalogue
from alktui.model.report import (
    CallWord,
    Given,
    ProfileCall,
    Role,
    StatedGeneration,
    TkiRow,
)
from alktui.model.variant import Profile
from alktui.model.vocabulary import Therapy
from alktui.triage.call import most_cautious, profile_call, profiles_of
from alktui.triage.statement import statements_of

ORDER = ("sensitive", "conflicting", "no-data", None, "resistant")
ORDER_IN_WORDS = (
    "ordered by call (sensitive, conflicting, no data, no profile, resistant), seen in patients, found before possible compound, "
    "level, not given before, later generation, name"
)


def tki_rows(case: Case, catalogue: Catalogue) -> tuple[TkiRow, ...]:
    """Every TKI for a case, in order; none for an ALK-negative one."""
    if case.alk == "negative":
        return ()
    profiles = profiles_of(case)
    rows = [_row(template, case, catalogue, profiles) for template in _templates(catalogue)]
    return tuple(sorted(rows, key=lambda row: _rank(row, catalogue)))


def _row(template: TkiRow, case: Case, catalogue: Catalogue, profiles: tuple[tuple[Role, Profile, str], ...]) -> TkiRow:
    therapy = template.therapy
    calls = tuple([profile_call(role, profile, of, therapy, case.disease, catalogue) for role, profile, of in profiles])
    deciding = [call for call in calls if call.role != "member"]
    headline = most_cautious(call.call for call in deciding)
    if_read = most_cautious(call.call_if_read or call.call for call in deciding)
    decided_by = [call for call in deciding if call.call == headline]
    level = _strongest(decided_by, catalogue)
    members = {call.profile for call in calls if call.role == "member"}
    named = {call.profile for call in calls}
    return template.but(
        call=headline,
        qualifier="reduced" if decided_by and all(call.qualifier == "reduced" for call in decided_by) else None,
        match=_match(headline, decided_by, deciding),
        decided_by=tuple([call.profile for call in decided_by]),
        call_if_read=if_read if if_read != headline else None,
        level=level,
        civic_level=catalogue.civic(level),
        given=tuple(
            Given(line=entry.line, outcome=entry.outcome, started=entry.started, ended=entry.ended)
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


def _rank(row: TkiRow, catalogue: Catalogue) -> tuple[object, ...]:
    given = {"progressed": 2, "ongoing": 1, "intolerant": 1, "stopped": 1}
    worst = max((given[entry.outcome] for entry in row.given), default=0)
    level = catalogue.level[row.level].rank if row.level else 99
    generation = catalogue.therapy[row.therapy].latest_generation
    return (
        ORDER.index(row.call),
        not row.patient_data,
        row.match == "possible compound",
        level,
        worst,
        -generation,
        row.name,
    )
