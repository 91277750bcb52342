"""The sentences a report opens with: what was assumed, what does not apply, where knowledge ends."""

from __future__ import annotations

from collections.abc import Iterable

from alktui.model.catalogue import Catalogue
from alktui.model.civic import CivicEvidence
from alktui.model.evidence import Statement
from alktui.model.month import month_in_words
from alktui.model.registry import RegistryStatus
from alktui.model.report import Notice
from alktui.triage.call import scope
from alktui.triage.fact import CaseFacts
from alktui.triage.index import deciding_facts


def notices(facts: CaseFacts) -> tuple[Notice, ...]:
    """Every notice of a case, warnings first; before all others what was not read, and what was entered and does not count."""
    unread = [_warn("not-read", sentence) for sentence in facts.case.unread]
    left_out = [_warn("left-out", f"Not counted: {sentence}") for sentence in facts.case.left_out]
    found = [*unread, *left_out, *_of_findings(facts), *_of_history(facts), *_of_biomarkers(facts), _knowledge_ends(facts)]
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


_MOST_COUNTED = 4
"""Of more than three findings nobody reads the number of their combinations."""


def _of_biomarkers(facts: CaseFacts) -> list[Notice]:
    """That a marker was entered on which nothing depends, and what the documents say of it all the same."""
    catalogue, idle = facts.catalogue, []
    found: list[Notice] = []
    for marker, state in facts.case.biomarkers.items():
        if marker in deciding_facts(catalogue):
            continue
        said = (
            []
            if state == "absent"
            else [statement for statement in catalogue.statements if marker in statement.biomarkers and _speaks(statement, facts)]
        )
        if said:
            words = " ".join(f"{statement.statement.rstrip('.')} ({_place(statement, catalogue)})." for statement in said)
            found.append(_info("said-of-marker", f"{marker}: no option or caution depends on it; the documents say: {words}"))
        else:
            idle.append(marker)
    names = " and ".join([", ".join(idle[:-1]), idle[-1]] if len(idle) > 1 else idle)
    what = "no option or caution of the documents depends on it"
    return [*found, *([_info("idle-marker", f"{names}: entered and printed, but {what}.")] if idle else [])]


def _speaks(statement: Statement, facts: CaseFacts) -> bool:
    return scope(statement.disease, facts.case.disease, facts.catalogue) != "borrowed"


def _place(statement: Statement, catalogue: Catalogue) -> str:
    return "; ".join(f"{catalogue.document[source.document].short}, {source.locator}" for source in statement.sources)


def _of_findings(facts: CaseFacts) -> list[Notice]:
    case = facts.case
    found = []
    if case.alk == "negative":
        found.append(_warn("alk-negative", "ALK-negative: no ALK TKI is shown, and options that need ALK are excluded."))
    elif not case.findings:
        reason = {
            "none-found": "ALK was sequenced and no mutation found",
            "not-sequenced": "ALK was not sequenced",
        }.get(case.sequencing or "", "no mutation was entered")
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


def _of_history(facts: CaseFacts) -> list[Notice]:
    case = facts.case
    found = []
    if case.setting == "untreated" and case.prior_therapies:
        found.append(_warn("untreated-with-prior", "The setting is untreated, yet a prior therapy is entered; both are kept."))
    if not case.prior and not case.prior_complete:
        entered = "counted" if case.left_out else "entered"
        found.append(
            _info("prior-unknown", f"No prior ALK TKI is {entered} and none is ruled out: TKI history counts as unknown.")
        )
    found.extend(_info("reading", sentence) for sentence in case.reading)
    if case.assumed:
        found.append(_info("assumed", f"Assumed, not entered: {', '.join(case.assumed)}."))
    return found


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
