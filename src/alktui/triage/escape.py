"""The escape map of a TKI, and the ladder of a case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from alktui.model.catalogue import Catalogue
from alktui.model.criterion import Criterion, ProfileIs
from alktui.model.escape import Alternative, Escape, EscapeMap, FailedClass, Ladder, Rung
from alktui.model.evidence import Evidence
from alktui.model.report import CallWord, Report, TkiRow
from alktui.model.source import DOCUMENTS
from alktui.triage.call import add_up, reported
from alktui.triage.topic import inside

ESCAPING = ("resistant", "conflicting")
ORDER = ("sensitive", "conflicting", "resistant", "no-data")


class _Called(NamedTuple):
    """What the documents say of one profile and one drug."""

    call: CallWord
    call_if_read: CallWord | None
    qualifier: str | None
    items: tuple[Evidence, ...]


def escape_map(therapy: str, catalogue: Catalogue, disease: str = "ALK-driven") -> EscapeMap:
    """Every profile that is reported resistant to a TKI, with what is reported of the other drugs on it.

    A profile that is resistant only if a misprint is corrected, or on which the TKI's class failed, is named too.

    Args:
        disease: the disease whose own, pooled and borrowed evidence is told apart.
    """
    failed = _failed_classes(catalogue)
    own = {profile for profile, classes in failed.items() if any(therapy in one.therapies for one in classes)}
    found = []
    for profile in sorted(own.union(catalogue.evidence_by_therapy.get(therapy, {})), key=_residue_order):
        called = _called(therapy, profile, catalogue)
        if called.call in ESCAPING or called.call_if_read in ESCAPING or profile in own:
            found.append(
                Escape(
                    profile=profile,
                    call=called.call,
                    call_if_read=called.call_if_read,
                    qualifier=called.qualifier,
                    failed=failed.get(profile, ()),
                    evidence=tuple(reported(item, disease, catalogue) for item in called.items),
                    alternatives=_alternatives(therapy, profile, catalogue, disease),
                )
            )
    return EscapeMap(therapy=therapy, name=catalogue.therapy[therapy].name, escapes=tuple(found))


def _called(therapy: str, profile: str, catalogue: Catalogue) -> _Called:
    """The call of a drug on exactly this profile; a hospital's own evidence makes none and is left out."""
    items = tuple(item for item in catalogue.evidence_by_therapy.get(therapy, {}).get(profile, ()) if item.origin == DOCUMENTS)
    call, qualifier = add_up(item for item in items if item.makes_call)
    if_read, _ = add_up(items)
    return _Called(call, if_read if if_read != call else None, qualifier, items)


def _alternatives(therapy: str, profile: str, catalogue: Catalogue, disease: str) -> tuple[Alternative, ...]:
    """The other drugs with evidence on exactly this profile, sensitive first; those that are no line of the TKI step last."""
    found = []
    for other in catalogue.evidence_by_therapy:
        called = _called(other, profile, catalogue)
        if other != therapy and called.items:
            evidence = tuple(reported(item, disease, catalogue) for item in called.items)
            found.append(
                Alternative(
                    therapy=other,
                    call=called.call,
                    call_if_read=called.call_if_read,
                    qualifier=called.qualifier,
                    evidence=evidence,
                )
            )
    return tuple(sorted(found, key=lambda one: (not catalogue.therapy[one.therapy].row, ORDER.index(one.call), one.therapy)))


def _failed_classes(catalogue: Catalogue) -> dict[str, tuple[FailedClass, ...]]:
    """By profile, the classes that a source says failed on it."""
    found: dict[str, tuple[FailedClass, ...]] = {}
    for caution in catalogue.cautions:
        if not caution.failed:
            continue
        classes = tuple(
            FailedClass(
                name=catalogue.therapy[named].name,
                therapies=tuple(row.id for row in catalogue.tki_rows if named in row.classes),
                caution=caution.id,
                statement=caution.statement,
                sources=caution.sources,
            )
            for named in caution.speaks_against
            if named in catalogue.therapy
        )
        for profile in _profiles_named(caution.when):
            found[profile] = (*found.get(profile, ()), *classes)
    return found


def _profiles_named(criteria: Iterable[Criterion]) -> Iterator[str]:
    for criterion in criteria:
        if isinstance(criterion, ProfileIs):
            yield criterion.profile
        yield from _profiles_named(inside(criterion))


def _residue_order(profile: str) -> tuple[int, int, str]:
    digits = "".join(letter for letter in profile.split("+", 1)[0] if letter.isdigit())
    return profile.count("+"), int(digits), profile


def ladder(report: Report) -> Ladder:
    """What a case was given, what escapes it now, and what is left, in the order of the TKI step."""
    rows = {row.therapy: row for row in report.tkis}
    given = dict.fromkeys(entry.therapy for entry in report.case.prior)
    return Ladder(
        given=tuple(_rung(rows[therapy]) for therapy in given if therapy in rows),
        left=tuple(_rung(row) for row in report.tkis if not row.given),
    )


def _rung(row: TkiRow) -> Rung:
    escaping = [call for call in row.profiles if call.call in ESCAPING]
    return Rung(
        therapy=row.therapy,
        given=row.given,
        call=row.call,
        call_if_read=row.call_if_read,
        failed_as=row.failed_as,
        escaped_by=tuple(call.profile for call in escaping if call.role == "finding"),
        escaped_if_cis=tuple(call.profile for call in escaping if call.role == "possible-compound"),
    )
