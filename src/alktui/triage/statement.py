"""What the documents say of a TKI without making a call: statements, approvals, outcomes."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator
from typing import cast

from alktui.model.catalogue import Catalogue
from alktui.model.evidence import Approval, Outcome, Statement
from alktui.model.report import ReportedStatement
from alktui.model.source import DOCUMENTS
from alktui.triage.call import scope

ORDER = {"own": 0, "pooled": 1, "not stated": 2, "borrowed": 3}


def statements_of(
    therapy: str, profiles: set[str], members: set[str], disease: str, catalogue: Catalogue
) -> tuple[ReportedStatement, ...]:
    """What is said of the case's profiles for a drug or its class, then of the drug itself; the case's own disease first.

    Args:
        members: parts of the case's compounds, which are context: what is said of them stands among the rest.
    """
    general, specific = _said(therapy, disease, catalogue)
    named = [said for of, said in specific if not profiles.isdisjoint(of)]
    context = [said for of, said in specific if profiles.isdisjoint(of) and not members.isdisjoint(of)]
    rest = list(general)
    for said in context:
        insort(rest, said, key=_rank)
    return (*sorted(named, key=_rank), *rest)


def outcome_line(outcome: Outcome) -> str:
    """An outcome in one line: endpoint, value, n, time, population, trial."""
    n = f", n={outcome.n}" if outcome.n is not None else ", n not printed"
    time = f" at {outcome.time}" if outcome.time else ""
    trial = f" ({outcome.trial})" if outcome.trial else ""
    measure = f" {outcome.measure}" if outcome.measure not in ("rate", "") else ""
    return f"{outcome.endpoint}{measure} {outcome.printed}{time}{n}: {outcome.population}{trial}"


Said = tuple[tuple[ReportedStatement, ...], tuple[tuple[tuple[str, ...], ReportedStatement], ...]]


def _said(therapy: str, disease: str, catalogue: Catalogue) -> Said:
    """All that is said of a drug, and what is said of it or its class with particular profiles; made once a disease."""
    key = f"statements of {therapy} in {disease}"
    if key not in catalogue.memo:
        general = tuple(sorted(_general(therapy, disease, catalogue), key=_rank))
        about = {therapy, *catalogue.therapy[therapy].classes}
        specific = tuple(
            (statement.profiles, _reported(statement, statement.topic, statement.statement, disease, catalogue))
            for statement in catalogue.statements
            if statement.profiles and not about.isdisjoint(statement.therapies)
        )
        catalogue.memo[key] = (general, specific)
    return cast("Said", catalogue.memo[key])


def _general(therapy: str, disease: str, catalogue: Catalogue) -> Iterator[ReportedStatement]:
    for statement in catalogue.statements:
        if therapy in statement.therapies and not statement.profiles:
            yield _reported(statement, statement.topic, statement.statement, disease, catalogue)
    for approval in catalogue.approvals:
        if approval.therapy == therapy:
            yield _reported(approval, "approval", approval.statement, disease, catalogue)
    for outcome in catalogue.outcomes:
        if outcome.therapies == (therapy,):
            yield _reported(outcome, "outcome", outcome_line(outcome), disease, catalogue)


def _rank(statement: ReportedStatement) -> tuple[int, str, str]:
    return ORDER[statement.scope], statement.topic, statement.id


def _reported(
    record: Statement | Approval | Outcome, topic: str, text: str, disease: str, catalogue: Catalogue
) -> ReportedStatement:
    level = getattr(record, "level", "approval")
    return ReportedStatement(
        id=record.id,
        topic=topic,
        statement=text,
        level=level,
        civic_level=catalogue.civic(level),
        disease=record.disease,
        scope=scope(record.disease, disease, catalogue),
        origin=getattr(record, "origin", DOCUMENTS),
        sources=record.sources,
    )
