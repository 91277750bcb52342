"""The records of Sposito 2024: who each is shown to, and how strong it is, as far as the review prints it and no further."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from alktui.cases.entry import CaseEntry, TherapyEntry
from alktui.cases.reading import read_case
from alktui.model.catalogue import Catalogue
from alktui.model.evidence import ImmuneFinding
from alktui.model.report import Report
from alktui.triage import triage

OF = "sposito-2024/"
TABLE_1_PER_ROW = {"human tumour samples", "serum"}


def findings(catalogue: Catalogue) -> list[ImmuneFinding]:
    return [finding for finding in catalogue.immune_findings if finding.id.startswith(OF)]


def named(catalogue: Catalogue, name: str) -> Any:  # noqa: ANN401 - a record of any kind
    return catalogue.records[OF + name]


def staged(catalogue: Catalogue, stage: str) -> set[str]:
    return {finding.id.removeprefix(f"{OF}immune/") for finding in findings(catalogue) if finding.stage == stage}


def test_baseline_is_a_stage_where_the_review_prints_one(catalogue: Catalogue) -> None:
    """Treatment-naive mice and patients (section 3), a pretreatment specimen (3.1.2), baseline serum (3.1.1): no other."""
    assert staged(catalogue, "baseline") == {
        "gainor-cd8-present-naive",
        "naive-mice-t-cell-scarce",
        "neoadjuvant-relapse-cd8pd1",
        "serum-il-baseline-not-prognostic",
    }


def test_vaccine_and_interleukin_2_are_no_alk_tki(catalogue: Catalogue) -> None:
    """Section 5.1: a peptide vaccine in mice; modified IL-2 with nivolumab in the treatment-naive."""
    assert staged(catalogue, "other-treatment") == {
        "alk-peptide-vaccine-cd8",
        "modified-il2-nivolumab-cd8",
        "modified-il2-nivolumab-treg",
    }


def test_tissue_from_before_and_after_a_tki_has_no_stage(catalogue: Catalogue) -> None:
    """Section 3.1.2: 14 patients before and after; at which of the two the correlation was seen is not printed."""
    assert {"pmn-content-pfs", "pmn-lymphocyte-ratio-pfs", "lymphocytes-alone-no-pfs"} <= staged(catalogue, "not stated")


def test_finding_on_a_co_mutation_names_its_genes(catalogue: Catalogue) -> None:
    """Which genes must be mutated, and whether both: the stage alone would be met by any of three."""
    assert [finding.id for finding in findings(catalogue) if finding.stage == "co-mutation" and not finding.when] == []


def test_study_of_patients_is_no_review_statement(catalogue: Catalogue) -> None:
    """Table 1 cites a study for each row, and sections 3 and 3.1 one for each sentence: the level is that of the study."""
    seen = [finding for finding in findings(catalogue) if finding.model in TABLE_1_PER_ROW]
    assert len(seen) > 50
    assert [finding.id for finding in seen if finding.level in {"review statement", "review table"}] == []


@pytest.mark.parametrize(
    ("reference", "level"), [(33, "retrospective"), (34, "retrospective"), (36, "retrospective"), (32, "clinical study")]
)
def test_findings_of_one_study_in_patients_have_one_level(reference: int, level: str, catalogue: Catalogue) -> None:
    """33: Table 2, "Retrospective study"; 34 and 36: section 3; 32: section 3, patients treated with alectinib."""
    seen = [finding for finding in findings(catalogue) if finding.model in TABLE_1_PER_ROW]
    assert {finding.level for finding in seen if finding.sources[0].references == (reference,)} == {level}


@pytest.mark.parametrize("name", ["alectinib-pd-l1-orr-p", "alectinib-pd-l1-pfs-hr", "alectinib-pd-l1-pfs-p"])
def test_outcome_on_alectinib_is_of_a_study_in_patients(name: str, catalogue: Catalogue) -> None:
    assert named(catalogue, f"outcome/{name}").level == "clinical study"


@pytest.mark.parametrize("marker", ["il6", "il8", "il10"])
def test_cohort_is_not_the_number_that_progressed(marker: str, catalogue: Catalogue) -> None:
    """Section 3.1.1: 38 were sampled; how many of them progressed is not printed."""
    finding = named(catalogue, f"immune/serum-{marker}-progression")
    assert finding.n is None
    assert "38" in finding.statement


def test_tki_first_choice_does_not_rest_on_patients_who_got_immunotherapy(catalogue: Catalogue) -> None:
    """Section 4: the 14 patients were given immunotherapy; no TKI was tested."""
    strategy = named(catalogue, "strategy/alk-tki-first-choice")
    assert strategy.level == "review statement"
    assert (strategy.tested_in.n, strategy.tested_in.model, strategy.outcomes) == (None, "", ())


def test_first_line_rests_on_a_phase_3_trial(catalogue: Catalogue) -> None:
    """Reference 7 by its title: brigatinib against crizotinib, final results of a phase 3 trial."""
    names = ("strategy/later-generation-alk-tki-first-line", "caution/crizotinib-first-line")
    records = [named(catalogue, name) for name in (*names, "statement/later-generation-better-than-crizotinib")]
    assert {record.level for record in records} == {"phase 3"}
    assert all("reference 7" in named(catalogue, name).statement for name in names[:1])


@pytest.mark.parametrize("name", ["strategy/alectinib+atezolizumab", "caution/alectinib+atezolizumab-toxicity"])
def test_line_that_text_and_table_dispute_is_not_stated(name: str, catalogue: Catalogue) -> None:
    """Section 3.1: treatment-naive; Table 2: 2 pretreated, 19 naive. The erratum leaves the line open."""
    assert named(catalogue, name).tki_history == "not stated"


def test_strategy_known_only_as_a_listed_trial_stands_under_trials(catalogue: Catalogue) -> None:
    listed = [record for record in catalogue.strategies if record.id.startswith(OF) and re.search(r"nct\d{8}$", record.id)]
    assert len(listed) == 9
    assert {record.role for record in listed} == {"context"}


def test_caution_on_a_drug_alone_says_so(catalogue: Catalogue) -> None:
    alone = {caution.id.removeprefix(f"{OF}caution/") for caution in catalogue.cautions if caution.alone}
    assert {name for name in alone if f"{OF}caution/{name}" in catalogue.records} == {
        "alk-tki-before-immunotherapy",
        "cd47-monotherapy-limited",
        "crizotinib-first-line",
        "no-ici-monotherapy",
    }


def test_caution_on_a_regimen_names_the_regimen(catalogue: Catalogue) -> None:
    """Section 4: ipilimumab was stopped with a TKI; of ipilimumab by itself nothing is said."""
    assert named(catalogue, "caution/ipilimumab+tki-stopped").speaks_against == (f"{OF}strategy/crizotinib+ipilimumab",)


def test_rise_before_atezolizumab_is_of_alectinib(catalogue: Catalogue) -> None:
    """Section 3.1: counted after the run-in with alectinib."""
    assert named(catalogue, "outcome/alectinib-run-in-cd8-rise").therapies == ("alectinib",)


@pytest.mark.parametrize("name", ["strategy/modified-il2+nivolumab", "target/cd47-lorlatinib", "target/hpse-car-t"])
def test_source_names_what_the_record_is_about(name: str, catalogue: Catalogue) -> None:
    """Section 7 names neither nivolumab nor CD47 nor heparanase."""
    assert [source.locator for source in named(catalogue, name).sources] == ["section 5.1"]


def test_sentence_without_a_citation_has_none(catalogue: Catalogue) -> None:
    """Section 4: "theoretically" stands two sentences after reference 37."""
    assert named(catalogue, "statement/icd-induction-in-theory").sources[0].references == ()


@pytest.mark.parametrize(
    ("erratum", "record"),
    [
        ("mesothelin-criterion", f"{OF}target/mesothelin-car-t"),
        ("mesothelin-criterion", "NCT04489862"),
        ("cd47-duration-of-response", f"{OF}target/cd47-lorlatinib"),
        ("modified-il2-citations", f"{OF}strategy/modified-il2"),
        ("tp53-cdkn2ab-wording", f"{OF}immune/tp53-cdkn2ab-tmb-high"),
        ("t-vec-gm-csf", f"{OF}pathway/t-vec-gm-csf"),
    ],
)
def test_reading_that_goes_beyond_the_print_has_an_erratum(erratum: str, record: str, catalogue: Catalogue) -> None:
    assert record in named(catalogue, f"erratum/{erratum}").records


def test_claim_that_patients_support_is_not_called_one_from_mice(catalogue: Catalogue) -> None:
    """Table 1 has PD-1 in patients (Zeng, Koh); LAG-3 and TIM-3 are what is told of mice."""
    erratum = named(catalogue, "erratum/patients-claim-from-mice")
    assert [record for record in erratum.records if "pd-1" in record or "pd1" in record] == []


@pytest.mark.parametrize("name", ["time-non-cellular-parts", "immunotherapy-still-investigated"])
def test_statement_that_was_missing_stands(name: str, catalogue: Catalogue) -> None:
    assert f"{OF}statement/{name}" in catalogue.records


def test_t_vec_acts_through_the_factor_that_is_printed(catalogue: Catalogue) -> None:
    assert "GM-CSF" in named(catalogue, "statement/tvec-melanoma-mechanism").statement
    edge = named(catalogue, "pathway/gm-csf-antigen-presenting-cells")
    assert (edge.origin, edge.target) == ("GM-CSF", "antigen-presenting cells")


def test_verdict_against_rests_on_a_sentence_against(catalogue: Catalogue) -> None:
    """Section 4 says modest; section 5 says that it has found no place."""
    strategy = named(catalogue, "strategy/ici-alone-or-with-chemotherapy")
    assert {source.locator for source in strategy.sources} == {"section 4", "section 5"}


def test_condition_that_no_fact_of_a_case_expresses_stands_in_the_name(catalogue: Catalogue) -> None:
    """Stage III is no fact of a case: whoever reads the line must read the condition."""
    for name in ("strategy/durvalumab-unresectable-stage-iii", "caution/durvalumab-stage-iii"):
        record = named(catalogue, name)
        assert "stage III" in record.name
        assert "only" in record.statement.casefold().split("stage iii")[0]


def report_of(catalogue: Catalogue, **entered: object) -> Report:
    case, refusals = read_case(CaseEntry(**entered), catalogue)  # type: ignore[arg-type]
    assert not refusals
    assert case is not None
    return triage(case, catalogue, date(2026, 11, 23))


@pytest.mark.parametrize(("kras", "state"), [("mutated", "met"), ("", "met"), ("wild-type", None)])
def test_caution_told_of_kras_mutant_tumours_falls_where_kras_is_wild_type(
    kras: str, state: str | None, catalogue: Catalogue
) -> None:
    """Section 2 limits it to KRAS; section 7 can be read as general, so that it stands as long as KRAS is not known."""
    markers = {"STK11": "mutated"} | ({"KRAS": kras} if kras else {})
    report = report_of(catalogue, disease="LUAD", setting="untreated", biomarkers=markers)
    assert {c.id: c.state for c in report.cautions}.get(f"{OF}caution/stk11-keap1-ici") == state


@pytest.fixture
def resistant(catalogue: Catalogue) -> Report:
    """Alectinib failed, TP53 mutated."""
    prior = [TherapyEntry("alectinib", "progressed")]
    return report_of(catalogue, disease="LUAD", setting="relapsed", prior=prior, biomarkers={"TP53": "mutated"})


def test_findings_of_the_stage_stand_above_those_without_one(resistant: Report) -> None:
    """What has no printed stage speaks of every case, what was seen under another treatment of none: both come last."""
    stages = [entry.stage for entry in resistant.immune_context if entry.state == "met"]
    groups = [place for place, stage in enumerate(stages) if not place or stages[place - 1] != stage]
    assert [stages[place] for place in groups] == ["co-mutation", "resistant", "not stated", "other-treatment"]


def test_findings_of_the_stage_open_the_immune_context(resistant: Report) -> None:
    shown = [entry for entry in resistant.immune_context if entry.state == "met"][:12]
    assert {entry.stage for entry in shown} == {"co-mutation", "resistant"}
