"""The sentences a report opens with: what was assumed, what does not apply, where knowledge ends."""

from __future__ import annotations

from collections.abc import Iterable

from alktui.model.catalogue import Catalogue
from alktui.model.civic import CivicEvidence
from alktui.model.evidence import Statement
from alktui.model.month import month_in_words
from alktui.model.registry import RegistryStatus
from alktui.model.report import Notice
from alktui.plain import other_name
from alktui.triage.call import scope
from alktui.triage.fact import CaseFacts
from alktui.triage.index import deciding_facts


def notices(facts: CaseFacts) -> tuple[Notice, ...]:
    """Every notice of a case, warnings first; before all others what was not read, and what was entered and does not count."""
    unread = [_warn("not-read", sentence) for sentence in facts.case.unread]
    left_out = [_warn("left-out", f"Not counted: {sentence}") for sentence in facts.case.left_out]
    found = [
        *unread,
        *left_out,
        *_of_findings(facts),
        *_not_counted(facts),
        *_of_history(facts),
        *_of_biomarkers(facts),
        _knowledge_ends(facts),
    ]
    return warnings_first(found)


def warnings_first(found: Iterable[Notice]) -> tuple[Notice, ...]:
    """Notices in their order, warnings before the others."""
    return tuple(sorted(found, key=lambda notice: notice.severity != "warning"))


def site_notices(catalogue: Catalogue) -> tuple[Notice, ...]:
    """One notice for each hospital's own layer, so that nothing of it is taken for the documents'."""
    return tuple(
        _info(
            "site-layer",
            f"{layer.name} adds {', '.join(f'{count} {kind}' for kind, count in layer.counts.items())} of its own, named as such "
            "where they stand; they are not from the documents, and make no call.",
        )
        for layer in catalogue.layers
    )


def beside_notice(civic: CivicEvidence | None, registry: Iterable[RegistryStatus]) -> Notice:
    """One sentence on what stands beside the documents, of what date, and on what was never asked."""
    items = "nothing of CIViC's"
    if civic is not None:
        dated = f"as of {month_in_words(civic.as_of)}" if civic.as_of else f"as imported {civic.imported_on}"
        count = len(civic.items)
        items = f"CIViC (CC0) {dated} ({count} item{'' if count == 1 else 's'} on exact ALK mutations)"
    asked = max((status.data_date or status.fetched_on for status in registry), default="")
    trials = f"the trial registry was last asked {asked}" if asked else "the trial registry was never asked"
    return _info("beside-the-documents", f"Beside the documents: {items}; {trials}; drug labels are not used.")


NO_TREATMENT = "Neither review ties a treatment to it; that is no evidence against one."
"""What is said of a marker that decides nothing in the disease of the case."""

NOT_COVERED = "Transformation and ALK status at re-biopsy are not covered by these reviews."

_MOST_COUNTED = 4
"""Of more than three findings nobody reads the number of their combinations."""


def _of_biomarkers(facts: CaseFacts) -> list[Notice]:
    """That a marker was entered on which nothing depends, and what the documents say of it all the same."""
    catalogue, idle = facts.catalogue, []
    found: list[Notice] = []
    for marker, state in facts.case.biomarkers.items():
        if marker in deciding_facts(facts.case.disease, catalogue):
            continue
        said = _statements_on(marker, state, facts.case.disease, catalogue)
        if said:
            words = " ".join(f"{statement.statement.rstrip('.')} ({_place(statement, catalogue)})." for statement in said)
            found.append(_info("said-of-marker", f"{marker}: no option or caution depends on it; the documents say: {words}"))
        else:
            idle.append(marker)
    names = " and ".join([", ".join(idle[:-1]), idle[-1]] if len(idle) > 1 else idle)
    nothing = NO_TREATMENT.replace("to it;", "to them;") if len(idle) > 1 else NO_TREATMENT
    return [*found, *([_info("idle-marker", f"{names}, in {facts.case.disease}: {nothing}")] if idle else [])]


def is_idle(marker: str, state: str, disease: str, catalogue: Catalogue) -> bool:
    """Whether nothing in a disease depends on a marker in a state or is said of it, so that NO_TREATMENT is."""
    return marker not in deciding_facts(disease, catalogue) and not _statements_on(marker, state, disease, catalogue)


def _statements_on(marker: str, state: str, disease: str, catalogue: Catalogue) -> list[Statement]:
    """What the documents say of a marker that is not absent in a disease."""
    naming = [statement for statement in catalogue.statements if marker in statement.biomarkers and state != "absent"]
    return [statement for statement in naming if scope(statement.disease, disease, catalogue) != "borrowed"]


def _place(statement: Statement, catalogue: Catalogue) -> str:
    return "; ".join(f"{catalogue.document[source.document].short}, {source.locator}" for source in statement.sources)


def _of_findings(facts: CaseFacts) -> list[Notice]:
    case = facts.case
    found = []
    if case.alk == "negative":
        found.append(_warn("alk-negative", "ALK-negative: no ALK TKI is shown, and options that need ALK are excluded."))
    if case.none_found_in == "plasma":
        words = "None found in plasma (leaves the question open): the result of ALK sequencing counts as unknown."
        found.append(_info("plasma-none-found", words))
    if case.alk != "negative" and not case.findings:
        reason = {
            "none-found": "ALK was sequenced and no mutation found",
            "not-sequenced": "ALK was not sequenced",
        }.get(
            case.sequencing or "",
            "none was found in plasma"
            if case.none_found_in
            else "no mutation was entered" + (" that counts" if case.not_counted else ""),
        )
        found.append(
            _info(
                "no-profile", f"No profile: {reason}. Each TKI shows what the documents say of the drug itself, without a call."
            )
        )
    if facts.possible:
        evidence = sorted(facts.possible & facts.catalogue.known_profiles)
        known = f"in the catalogue: {', '.join(evidence)}" if evidence else "none of them in the catalogue"
        count = len(facts.possible)
        how = f"{count} possible compound(s), {known}" if count <= _MOST_COUNTED else f"in any combination; {known}"
        found.append(
            _warn(
                "phase-unknown",
                f"Phase unknown: the findings may share an allele ({how}). "
                "Each headline is the most cautious of findings and possible compounds.",
            )
        )
    return found


def _not_counted(facts: CaseFacts) -> list[Notice]:
    """That variants were entered which stand in no profile, why, and how to have one counted all the same."""
    left = facts.case.not_counted
    if not left:
        return []
    why = "; ".join(f"{variant.profile.text}, {variant.why}" for variant in left)
    return [_info("not-counted", f"Kept and printed, not counted: {why}. To have one counted all the same, enter {left[0].how}.")]


def _of_history(facts: CaseFacts) -> list[Notice]:
    case = facts.case
    found = []
    if not case.prior and not case.prior_complete:
        entered = "counted" if case.left_out else "entered"
        found.append(
            _info("prior-unknown", f"No prior ALK TKI is {entered} and none is ruled out: TKI history counts as unknown.")
        )
    found.extend(_of_other_tkis(facts))
    if case.transformation or case.alk_at_rebiopsy:
        found.append(_info("not-covered", NOT_COVERED))
    found.extend(_info("reading", sentence) for sentence in case.reading)
    if case.assumed:
        found.append(_info("assumed", f"Assumed, not entered: {', '.join(case.assumed)}."))
    return found


def _of_other_tkis(facts: CaseFacts) -> list[Notice]:
    """That an ALK TKI was given of which the documents know nothing."""
    known = facts.catalogue.therapy
    given = dict.fromkeys(entry.therapy for entry in facts.case.prior)
    names = [other_name(therapy) or known[therapy].name for therapy in given if therapy not in known or known[therapy].outside]
    words = "is not in these reviews: no call for it; it counts as a line"
    return [_info("tki-not-in-documents", f"{name} {words}.") for name in names]


def _knowledge_ends(facts: CaseFacts) -> Notice:
    ends = ", ".join(
        f"{month_in_words(document.knowledge_ends)} ({document.disease})"
        for document in sorted(facts.catalogue.reviews, key=lambda d: d.knowledge_ends)
    )
    return _info("knowledge-ends", f"Knowledge ends in {ends}: later drugs, approvals and trials are not in it.")


def _warn(code: str, message: str) -> Notice:
    return Notice(severity="warning", code=code, message=message)


def _info(code: str, message: str) -> Notice:
    return Notice(severity="info", code=code, message=message)
