"""triage: from a case and the catalogue to the report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from alktui.model.case import Case, Finding, NotCounted, PriorTherapy, Specimen, notation_in
from alktui.model.catalogue import Catalogue
from alktui.model.civic import CivicEvidence
from alktui.model.evidence import Erratum
from alktui.model.registry import RegistryStatus
from alktui.model.report import (
    CallWord,
    Option,
    Release,
    Report,
    ReportedCase,
    ReportedCaution,
    ReportedFinding,
    ReportedPrior,
    TkiRow,
)
from alktui.triage.answer import Below, answer_of
from alktui.triage.call import called, most_cautious, profiles_of
from alktui.triage.caution import beside, cautions_of, failed_classes
from alktui.triage.cross_check import cross_checked
from alktui.triage.evaluation import Evaluation
from alktui.triage.fact import CaseFacts
from alktui.triage.group import DERIVED, standing_of
from alktui.triage.immune import immune_context
from alktui.triage.index import Index
from alktui.triage.next_test import next_tests
from alktui.triage.notice import beside_notice, notices, site_notices, warnings_first
from alktui.triage.option import strategy_options, trial_options
from alktui.triage.registry import NONE, registry_notices, with_registry
from alktui.triage.tki import in_order, tki_rows

DISCLAIMER = (
    "Informs, does not prescribe. Every line is what a document says, with where it says it; the decision is the board's."
)


def triage(
    case: Case,
    catalogue: Catalogue,
    as_of: date,
    registry: Mapping[str, RegistryStatus] = NONE,
    civic: CivicEvidence | None = None,
) -> Report:
    """The report of a case.

    Args:
        as_of: the day the report speaks of; only ages and passed dates depend on it.
        registry: registry statuses by printed NCT number; they stand beside the printed ones.
        civic: CIViC's items, None where there are none; they stand beside the calls and change none.
    """
    rows = tki_rows(case, catalogue)
    facts = CaseFacts.of(case, catalogue, {row.therapy: row.call for row in rows})
    evaluation = Evaluation(facts)
    cautions = cautions_of(evaluation)
    holding = frozenset(caution.id for caution in cautions)
    rows = in_order(rows, case, catalogue, failed_classes(cautions, catalogue))
    standing = standing_of(facts, rows)._replace(holding=_of_its_own(cautions))
    placed_strategies = strategy_options("strategies", evaluation, holding, standing)
    placed_targets = strategy_options("targets", evaluation, holding, standing)
    placed_trials = trial_options(evaluation, holding, standing, as_of)
    strategies = tuple([option for _, option in placed_strategies])
    targets = tuple([option for _, option in placed_targets])
    trials = with_registry(tuple([trial for _, trial in placed_trials]), registry, catalogue, as_of)
    open_options = [option for option in (*strategies, *targets, *trials) if option.state != "excluded"]
    rows = _linked(rows, open_options, holding, evaluation.index)
    rows = cross_checked(rows, civic, case.disease, catalogue)
    context = immune_context(evaluation)
    standing_cautions = _standing(cautions, rows, open_options)
    steps = ([one for one, _ in placed_strategies], [one for one, _ in placed_targets], [one for one, _ in placed_trials])
    tests = next_tests(evaluation, headline_calls, rows, standing, steps)
    shown = _ids(rows, open_options) | {entry.id for entry in context if entry.state == "met"}
    shown |= {caution.id for caution in standing_cautions}
    reported = _reported_case(case, catalogue, as_of)
    return Report(
        catalogue=_release(catalogue),
        case=reported,
        notices=warnings_first(
            (
                *notices(facts),
                *registry_notices(trial for trial in trials if trial.state != "excluded"),
                *site_notices(catalogue),
                beside_notice(civic, registry.values()),
            )
        ),
        answer=answer_of(
            reported,
            Below(
                rows,
                (*strategies, *targets),
                trials,
                tests,
                standing_cautions,
                called_up=_called_up(evaluation, holding),
                failing_if_cis=failed_classes(cautions, catalogue, state="unknown"),
            ),
            catalogue,
        ),
        tkis=rows,
        strategies=strategies,
        targets=targets,
        trials=trials,
        immune_context=context,
        next_tests=tests,
        cautions=standing_cautions,
        errata=_errata(catalogue, evaluation.index, shown, rows),
        disclaimer=DISCLAIMER,
    )


def _of_its_own(cautions: tuple[ReportedCaution, ...]) -> frozenset[str]:
    """The cautions that hold and name something narrower than every ALK TKI."""
    return frozenset(caution.id for caution in cautions if caution.state == "met" and "alk-tki" not in caution.speaks_against)


def _called_up(evaluation: Evaluation, holding: frozenset[str]) -> frozenset[str]:
    """The cautions that hold because of something specific that was entered."""
    return frozenset(
        caution.id
        for caution in evaluation.facts.catalogue.cautions
        # One that names single TKIs says what their own calls say.
        if caution.id in holding
        and not set(caution.speaks_against) <= evaluation.facts.calls.keys()
        and any(entered.strength <= DERIVED for entered in evaluation.entered_for(caution))
    )


def headline_calls(case: Case, catalogue: Catalogue) -> dict[str, CallWord | None]:
    """The headline call of every TKI for a case; empty for an ALK-negative one."""
    if case.alk == "negative":
        return {}
    profiles = [profile.text for role, profile, _ in profiles_of(case) if role != "member"]
    return {
        therapy.id: most_cautious(called(therapy.id, profile, case.disease, catalogue) for profile in profiles)
        for therapy in catalogue.tki_rows
    }


def _linked(rows: tuple[TkiRow, ...], open_options: list[Option], cautions: frozenset[str], index: Index) -> tuple[TkiRow, ...]:
    """The rows, each with the options its TKI takes part in and the cautions that stand beside it."""
    taking_part: dict[str, list[str]] = defaultdict(list)
    for option in open_options:
        for therapy in option.therapies:
            taking_part[therapy].append(option.id)
    return tuple(
        row.but(options=tuple(taking_part[row.therapy]), cautions=beside(row.therapy, (row.therapy,), cautions, index))
        for row in rows
    )


def _standing(
    cautions: tuple[ReportedCaution, ...], rows: tuple[TkiRow, ...], open_options: Iterable[Option]
) -> tuple[ReportedCaution, ...]:
    """The cautions that stand beside a TKI or an option that is not excluded."""
    named = {name for row in rows for name in row.cautions} | {name for option in open_options for name in option.cautions}
    return tuple(caution for caution in cautions if caution.id in named)


def _ids(rows: tuple[TkiRow, ...], open_options: Iterable[Option]) -> set[str]:
    """Every record that a report shows as speaking to the case."""
    evidence = {item.id for row in rows for call in row.profiles for item in call.evidence}
    statements = {statement.id for row in rows for statement in row.statements}
    outcomes = {outcome.id for option in open_options for outcome in option.outcomes}
    return evidence | statements | outcomes | {option.id for option in open_options}


def _errata(catalogue: Catalogue, index: Index, shown: set[str], rows: tuple[TkiRow, ...]) -> tuple[Erratum, ...]:
    named = {erratum for row in rows for erratum in (*row.errata, *(stated.erratum for stated in row.generation))}
    named.update(erratum for record in shown & index.errata.keys() for erratum in index.errata[record])
    return tuple([erratum for erratum in catalogue.errata if erratum.id in named])


def _release(catalogue: Catalogue) -> Release:
    ends = {document.id: document.knowledge_ends for document in catalogue.reviews}
    return Release(release=catalogue.release, fingerprint=catalogue.fingerprint, knowledge_ends=ends, layers=catalogue.layers)


def _reported_case(case: Case, catalogue: Catalogue, as_of: date) -> ReportedCase:
    return ReportedCase(
        label=case.label,
        disease=case.disease,
        setting=case.setting,
        alk=case.alk,
        fusion=case.fusion,
        findings=(
            *map(_reported_finding, sorted(case.findings, key=lambda found: [(v.start, v.text) for v in found.profile.variants])),
            *map(_reported_finding, case.not_counted),
        ),
        phase=case.phase,
        sequencing=case.sequencing,
        sequencing_specimen=case.none_found_in or "",
        amplification=case.amplification,
        prior=_reported_prior(case.prior, catalogue),
        prior_complete=case.prior_complete,
        prior_therapies=_reported_prior(case.prior_therapies, catalogue),
        prior_therapies_complete=case.prior_therapies_complete,
        biomarkers=dict(sorted(case.biomarkers.items())),
        age_group=case.age_group,
        transformation=case.transformation,
        alk_at_rebiopsy=case.alk_at_rebiopsy,
        question=case.question,
        assumed=case.assumed,
        as_of=as_of.isoformat(),
    )


def _reported_finding(finding: Finding | NotCounted) -> ReportedFinding:
    first = finding.specimens[0] if finding.specimens else Specimen()
    return ReportedFinding(
        profile=finding.profile.text,
        hgvs=finding.profile.hgvs,
        hgvs_of_sequence=finding.profile.hgvs_of_sequence,
        specimen=first.specimen,
        sampled=first.sampled,
        vaf=first.vaf,
        specimens=finding.specimens,
        typed=notation_in(finding.typed),
        counted=isinstance(finding, Finding),
        not_counted_why=finding.why if isinstance(finding, NotCounted) else "",
    )


def _reported_prior(entries: tuple[PriorTherapy, ...], catalogue: Catalogue) -> tuple[ReportedPrior, ...]:
    return tuple(ReportedPrior(**dict(entry), name=catalogue.therapy_name(entry.therapy)) for entry in entries)
