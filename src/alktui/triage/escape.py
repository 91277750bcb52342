"""The escape map of a TKI, and the ladder of a case."""

from __future__ import annotations

from alktui.model.catalogue import Catalogue
from alktui.model.escape import Alternative, Escape, EscapeMap, Ladder, Rung
from alktui.model.report import Report, TkiRow
from alktui.triage.call import add_up, counted_evidence, reported

ESCAPING = ("resistant", "conflicting")


def escape_map(therapy: str, catalogue: Catalogue, disease: str = "ALK-driven") -> EscapeMap:
    """Every profile reported resistant to a TKI (alone or against other evidence), with the other TKIs' calls on it.

    Args:
        disease: the disease whose own, pooled and borrowed evidence is told apart.
    """
    found = []
    for profile in sorted(catalogue.evidence_by_therapy.get(therapy, {}), key=_residue_order):
        items = counted_evidence(therapy, profile, catalogue)
        call, qualifier = add_up(items)
        if call in ESCAPING:
            found.append(
                Escape(
                    profile=profile,
                    call=call,
                    qualifier=qualifier,
                    evidence=tuple(reported(item, disease, catalogue) for item in items),
                    alternatives=_alternatives(therapy, profile, catalogue, disease),
                )
            )
    return EscapeMap(therapy=therapy, name=catalogue.therapy[therapy].name, escapes=tuple(found))


def _alternatives(therapy: str, profile: str, catalogue: Catalogue, disease: str) -> tuple[Alternative, ...]:
    """The other TKIs with evidence on exactly this profile, sensitive first."""
    found = []
    for other in catalogue.tki_rows:
        items = counted_evidence(other.id, profile, catalogue)
        if other.id != therapy and items:
            evidence = tuple(reported(item, disease, catalogue) for item in items)
            found.append(Alternative(therapy=other.id, call=add_up(items)[0], evidence=evidence))
    order = ("sensitive", "conflicting", "resistant")
    return tuple(sorted(found, key=lambda alternative: (order.index(alternative.call), alternative.therapy)))


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
        escaped_by=tuple(call.profile for call in escaping if call.role == "finding"),
        escaped_if_cis=tuple(call.profile for call in escaping if call.role == "possible-compound"),
    )
