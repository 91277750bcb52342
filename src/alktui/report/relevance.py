"""How near an option or caution is to a case: what its own entries call for, and what holds for every case of the disease."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from alktui.model import criterion as kinds
from alktui.model.catalogue import Catalogue
from alktui.model.report import Evaluated, Option, Report, ReportedCase, ReportedCaution

MARKED, ENTERED, IMPLIED, SETTING, GENERAL = range(5)
"""From near to far: a marker, finding or derived fact of the case; another entry of it, such as a TKI given before; what its
diagnosis implies, or what it does not have; its setting or TKI history; nothing of it but the disease.
"""

Distances = dict[str, int]
"""How far records are from a case, by id: worked out once for all drafts of a page."""

_MARKS = (
    kinds.BiomarkerIs,
    kinds.BypassMarker,
    kinds.ProfileIs,
    kinds.HasVariant,
    kinds.IsCompound,
    kinds.IsAmplified,
    kinds.FactHolds,
)
_DECLARED = (kinds.DiseaseIs, kinds.AlkIs, kinds.SettingIs, kinds.TkiHistoryIs)


def distance(record: Option | ReportedCaution, catalogue: Catalogue, case: ReportedCase) -> int:
    """How far a record is from a case, from MARKED to GENERAL."""
    found = [_weight(kind, case) for kind, evaluated in _further(record, catalogue) if evaluated.state == "met"]
    declared = record.criteria[: len(record.criteria) - len(_conditions(record, catalogue))]
    if any(criterion.state == "met" and criterion.fact in ("setting", "prior") for criterion in declared):
        found.append(SETTING)
    return min(found, default=GENERAL)


def distances(report: Report, catalogue: Catalogue) -> Distances:
    """How far every option and caution of a report is from its case."""
    records: tuple[Option | ReportedCaution, ...] = (*report.strategies, *report.targets, *report.trials, *report.cautions)
    return {record.id: distance(record, catalogue, report.case) for record in records}


def is_called_for(record: Option | ReportedCaution, catalogue: Catalogue, case: ReportedCase) -> bool:
    """Whether something that was entered meets a condition of the record's own."""
    return distance(record, catalogue, case) <= ENTERED


def called_for_by(record: Option | ReportedCaution, catalogue: Catalogue, case: ReportedCase) -> tuple[str, ...]:
    """What of the case meets conditions of a record's own, in words: ("IL10RA is high",)."""
    return tuple(
        evaluated.why.replace("; ", ", ")
        for kind, evaluated in _further(record, catalogue)
        if evaluated.state == "met" and _weight(kind, case) <= ENTERED
    )


def _conditions(record: Option | ReportedCaution, catalogue: Catalogue) -> Sequence[kinds.Criterion]:
    """What a record asks beside disease, ALK status, setting and TKI history."""
    found: Sequence[kinds.Criterion] = getattr(catalogue.records.get(record.id), "when", ())
    return found


def _further(record: Option | ReportedCaution, catalogue: Catalogue) -> Iterator[tuple[kinds.Criterion, Evaluated]]:
    """The conditions of a record's own with their answers, which are the last of its criteria."""
    own = _conditions(record, catalogue)
    return zip(own, record.criteria[len(record.criteria) - len(own) :], strict=True)


def _weight(criterion: kinds.Criterion, case: ReportedCase) -> int:
    """How near a case is to a condition that it meets; a state by diagnosis was not entered."""
    if isinstance(criterion, kinds.AllOf | kinds.AnyOf):
        return min(_weight(inner, case) for inner in (criterion.all if isinstance(criterion, kinds.AllOf) else criterion.any))
    if isinstance(criterion, kinds.AtWorstUnknown):
        return _weight(criterion.at_worst_unknown, case)
    if isinstance(criterion, _DECLARED):
        return SETTING
    if isinstance(criterion, kinds.Not) or (
        isinstance(criterion, kinds.BiomarkerIs) and criterion.biomarker not in case.biomarkers
    ):
        return IMPLIED
    return MARKED if isinstance(criterion, _MARKS) else ENTERED
