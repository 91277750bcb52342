"""The laws of triage: what must not change an answer, and what must hold for every case."""

from __future__ import annotations

import copy
import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter

from alktui.cases.entry import CaseEntry, FindingEntry, TherapyEntry
from alktui.cases.example import EXAMPLES
from alktui.cases.reading import read_case
from alktui.catalogue.store import read_catalogue
from alktui.model.case import Case
from alktui.model.catalogue import Catalogue
from alktui.model.criterion import Criterion, ProfileIs
from alktui.model.evidence import Caution, Erratum
from alktui.model.option import Strategy
from alktui.model.record import Record
from alktui.model.report import CallWord, Report, TkiRow
from alktui.model.source import Source
from alktui.paint.json import json_of
from alktui.triage import triage
from alktui.triage.criterion import answer_to
from alktui.triage.engine import headline_calls
from alktui.triage.evaluation import Evaluation
from alktui.triage.fact import CaseFacts
from alktui.triage.index import index_of
from alktui.triage.state import state_of
from alktui.variants import read_profile

AS_OF = date(2026, 11, 23)
ROOT = Path(__file__).parent.parent

VARIANTS = "G1202R L1196M I1171N I1171S C1156Y L1198F F1174L F1174I G1269A D1203N E1210K T1151dup G1202del R1275Q".split()
COMPOUNDS = "C1156Y+L1198F L1196M+G1202R I1171N+F1174I D1203N+E1210K R1275Q+G1202R".split()
TKIS = "crizotinib ceritinib alectinib brigatinib lorlatinib gilteritinib ensartinib".split()
OTHERS = "chemotherapy brentuximab-vedotin immunotherapy radiotherapy CHOP".split()
OUTCOMES = ["", "progressed", "intolerant", "stopped", "ongoing"]
BIOMARKERS = {
    "CD30": ["positive", "negative", "high"],
    "PD-L1": ["positive", "negative", "high", "low"],
    "IL10RA": ["high", "low"],
    "IGF1R": ["activated", "high"],
    "PDGFRB": ["high", "negative", "activated", "not-activated"],
    "WASP": ["present", "absent", "low"],
    "TP53": ["mutated", "wild-type"],
    "CEA": ["positive", "negative"],
    "MET-bypass": ["present", "absent"],
    "MET-amplification": ["present", "absent"],
    "brain-metastases": ["present", "absent"],
}


@st.composite
def entries(draw: st.DrawFn) -> CaseEntry:
    """Any case that can be entered without a contradiction."""
    setting = draw(st.sampled_from(["", "untreated", "relapsed"]))
    texts = draw(st.lists(st.sampled_from([*VARIANTS, *COMPOUNDS]), max_size=3, unique=True))
    therapies = st.builds(TherapyEntry, st.sampled_from(TKIS), st.sampled_from(OUTCOMES))
    others = st.builds(TherapyEntry, st.sampled_from(OTHERS), st.sampled_from(OUTCOMES))
    prior = [] if setting == "untreated" else draw(st.lists(therapies, max_size=3))
    given_before = [] if setting == "untreated" else draw(st.lists(others, max_size=2))
    residues = [variant.start for text in texts for variant in read_profile(text).variants]
    phases = ["", "unknown", "trans", *(["cis"] if len(residues) == len(set(residues)) else [])]
    return CaseEntry(
        disease=draw(st.sampled_from(["ALCL", "NSCLC", "LUAD"])),
        setting=setting,
        alk=draw(st.sampled_from(["", "", "", "positive", "negative"])),
        findings=[FindingEntry(text) for text in texts],
        phase=draw(st.sampled_from(phases)),
        sequencing="" if texts else draw(st.sampled_from(["", "none-found", "not-sequenced"])),
        amplification=draw(st.sampled_from(["", "amplified", "not-amplified"])),
        prior=prior,
        no_prior_tki=False if prior else draw(st.booleans()),
        prior_therapies=given_before,
        biomarkers={
            name: draw(st.sampled_from(BIOMARKERS[name]))
            for name in draw(st.sets(st.sampled_from(sorted(BIOMARKERS)), max_size=4))
        },
        age_group=draw(st.sampled_from(["", "paediatric", "adult"])),
    )


def law(examples: int) -> Any:  # noqa: ANN401 - a decorator
    """So many examples of a law, or more in a search; the catalogue is immutable, so that examples can share it."""
    more = settings().max_examples // settings.get_profile("alktui").max_examples
    return settings(
        max_examples=examples * more, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    )


class Program:
    """What a user has before them: an entry goes in, a report comes out. Its name is short where Hypothesis prints it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def __repr__(self) -> str:
        return "program"

    def case(self, entry: CaseEntry) -> Case:
        """The case of an entry of which nothing is refused."""
        case, refusals = read_case(entry, self.catalogue)
        assert not refusals
        assert case is not None
        return case

    def report(self, entry: CaseEntry) -> Report:
        """Its report."""
        return triage(self.case(entry), self.catalogue, AS_OF)

    def json(self, entry: CaseEntry) -> str:
        """Its report as JSON."""
        return json_of(self.report(entry))


@pytest.fixture(scope="module")
def program(catalogue: Catalogue) -> Program:
    return Program(catalogue)


@law(25)
@given(entries(), st.randoms(use_true_random=False))
def test_order_of_findings_and_biomarkers_changes_nothing(program: Program, entry: CaseEntry, chance: random.Random) -> None:
    other = copy.deepcopy(entry)
    chance.shuffle(other.findings)
    names = list(entry.biomarkers)
    chance.shuffle(names)
    other.biomarkers = {name: entry.biomarkers[name] for name in names}
    assert program.json(other) == program.json(entry)


@law(25)
@given(entries(), st.randoms(use_true_random=False))
def test_case_and_hyphens_change_nothing(program: Program, entry: CaseEntry, chance: random.Random) -> None:
    def retyped(text: str) -> str:
        return chance.choice([text.lower(), text.upper(), f" {text} ", text.replace("-", " ")])

    other = copy.deepcopy(entry)
    other.disease = retyped(entry.disease)
    other.findings = [
        FindingEntry(chance.choice([line.text.lower(), line.text.upper(), f" {line.text} "])) for line in entry.findings
    ]
    other.prior = [TherapyEntry(retyped(line.name), retyped(line.outcome)) for line in entry.prior]
    other.prior_therapies = [TherapyEntry(retyped(line.name), retyped(line.outcome)) for line in entry.prior_therapies]
    other.biomarkers = {retyped(name): retyped(state) for name, state in entry.biomarkers.items()}
    assert program.json(other) == program.json(entry)


@pytest.mark.parametrize(
    "typed",
    ["L1198F+C1156Y", "c1156y + l1198f", "p.[Cys1156Tyr;Leu1198Phe]", "ALK:p.C1156Y+ALK:p.L1198F"],
)
def test_spelling_of_a_compound_changes_nothing(typed: str, program: Program) -> None:
    one, other = (CaseEntry(disease="ALCL", findings=[FindingEntry(text)]) for text in ("C1156Y+L1198F", typed))
    assert program.json(other) == program.json(one)


@pytest.mark.parametrize(
    "typed", ["C1156Y/L1198F", "L1198F / C1156Y", "C1156Y and L1198F", "C1156Y;L1198F", "C1156Y L1198F", "L1198F & C1156Y"]
)
def test_list_is_the_same_as_its_findings_one_by_one(typed: str, program: Program) -> None:
    apart, listed = (
        CaseEntry(disease="ALCL", findings=[FindingEntry(text) for text in texts]) for texts in (["C1156Y", "L1198F"], [typed])
    )
    assert program.json(listed) == program.json(apart)


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param(["C1156Y/L1198F", "NPM1-ALK G262R"], id="two notices"),
        pytest.param(["p.[I1171N];[G1202R]", "p.(L1196M)(;)(F1174L)"], id="two ways to write a phase"),
    ],
)
def test_order_of_findings_read_with_a_notice_changes_nothing(typed: list[str], program: Program) -> None:
    one, other = (
        CaseEntry(disease="NSCLC", findings=[FindingEntry(text) for text in texts]) for texts in (typed, list(reversed(typed)))
    )
    assert program.json(other) == program.json(one)


def test_a_finding_entered_twice_counts_once(program: Program) -> None:
    once, twice = (CaseEntry(disease="NSCLC", findings=[FindingEntry("G1202R")] * count) for count in (1, 2))
    assert program.json(twice) == program.json(once)


@law(25)
@given(entries())
def test_equal_input_gives_equal_bytes(program: Program, entry: CaseEntry) -> None:
    assert program.json(copy.deepcopy(entry)) == program.json(entry)


def test_hash_seed_changes_no_byte(catalogue_file: Path) -> None:
    case = (
        "--disease NSCLC --prior alectinib --variant G1202R --variant L1196M --biomarker TP53=mutated --as-of 2026-11-23".split()
    )
    printed = [
        subprocess.run(
            [sys.executable, "-m", "alktui", "triage", *case, "--format", "json"],
            env={"PYTHONPATH": os.fspath(ROOT / "src"), "ALKTUI_CATALOGUE": os.fspath(catalogue_file), "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert printed[0] == printed[1] != b""


@law(25)
@given(entries())
def test_report_is_read_back_from_its_json(program: Program, entry: CaseEntry) -> None:
    report = program.report(entry)
    assert Report.model_validate_json(json_of(report)) == report


AGE = re.compile(r", \d+\.\d years old")


@law(25)
@given(entries(), st.dates(date(2024, 1, 1), date(2035, 1, 1)))
def test_day_changes_only_itself_and_passed_dates(program: Program, entry: CaseEntry, day: date) -> None:
    case = program.case(entry)
    one, other = (triage(case, program.catalogue, as_of) for as_of in (AS_OF, day))
    at_one_day = {trial.id: trial.completion_passed for trial in one.trials}
    trials = tuple(trial.model_copy(update={"completion_passed": at_one_day[trial.id]}) for trial in other.trials)
    assert [AGE.sub("", line.text) for line in one.answer] == [AGE.sub("", line.text) for line in other.answer]
    assert other.model_copy(update={"trials": trials, "case": one.case, "answer": one.answer}) == one


@law(20)
@given(entries(), st.data())
def test_another_biomarker_changes_no_call(program: Program, entry: CaseEntry, data: st.DataObject) -> None:
    """Every biomarker counts: none has a say in what the evidence on a profile adds up to."""
    marker = data.draw(st.sampled_from([marker for marker in program.catalogue.biomarkers if marker.id not in entry.biomarkers]))
    learnt = copy.deepcopy(entry)
    learnt.biomarkers[marker.id] = data.draw(st.sampled_from(marker.states))
    beside: Any = {"options": (), "cautions": ()}
    before, after = ([row.model_copy(update=beside) for row in program.report(typed).tkis] for typed in (entry, learnt))
    assert after == before


def test_calls_rest_on_exactly_their_profile(program: Program) -> None:
    """A compound is never its members, nor a member its compound; an item whose reading changes a residue does not count."""
    catalogue = program.catalogue
    profiles = {item.read_as or item.profile for item in catalogue.evidence} | {"R1275Q", "G1202R+R1275Q"}
    for profile in sorted(profiles):
        for row in program.report(CaseEntry(disease="NSCLC", findings=[FindingEntry(profile)])).tkis:
            assert row.profiles[0].profile == profile
            for call in row.profiles:
                items = [item for item in catalogue.evidence if item.therapy == row.therapy]
                beside = {item.id for item in items if call.profile in {item.profile, item.read_as}}
                assert {item.id for item in call.evidence} == beside
                directions = {item.direction for item in items if (item.profile, item.read_as) == (call.profile, "")}
                assert (call.call, call.qualifier) == expected_call(directions)


def expected_call(directions: set[str]) -> tuple[str, str | None]:
    if not directions:
        return "no-data", None
    if "sensitive" in directions:
        return ("conflicting", None) if len(directions) > 1 else ("sensitive", None)
    return "resistant", "reduced" if directions == {"reduced"} else None


@law(25)
@given(entries())
def test_headline_is_the_most_cautious_of_all_but_members(program: Program, entry: CaseEntry) -> None:
    caution = ["resistant", "conflicting", "no-data", "sensitive"]
    report = program.report(entry)
    assert {row.therapy for row in report.tkis} == (
        set() if report.case.alk == "negative" else {t.id for t in program.catalogue.tki_rows}
    )
    for row in report.tkis:
        deciding = [call.call for call in row.profiles if call.role != "member"]
        assert row.call == (min(deciding, key=caution.index) if deciding else None)
        assert bool(deciding) == bool(report.case.findings)
        assert {call.profile for call in row.profiles if call.role != "member" and call.call == row.call} == set(row.decided_by)


@law(25)
@given(entries())
def test_two_variants_are_never_an_exact_match_for_one(program: Program, entry: CaseEntry) -> None:
    for row in program.report(entry).tkis:
        found = {call.profile for call in row.profiles if call.role == "finding"} & set(row.decided_by)
        if row.match == "exact":
            assert any("+" not in profile for profile in found)
        if row.match == "exact compound":
            assert any("+" in profile for profile in found)
        if row.match == "possible compound":
            assert not found


@law(25)
@given(entries())
def test_every_id_and_source_of_a_report_stands_in_the_catalogue(program: Program, entry: CaseEntry) -> None:
    report = program.report(entry)
    assert [name for name in ids_in(report) if name not in program.catalogue.records] == []
    for source in sources_in(report):
        assert source.document in program.catalogue.document
        assert all((source.document, number) in program.catalogue.reference for number in source.references)


def ids_in(report: Report) -> Iterator[str]:
    """Every id of a record that a report names."""
    for row in report.tkis:
        yield from (row.therapy, *row.options, *row.cautions, *row.errata)
        yield from (record.id for record in (*row.statements, *row.outside_checks))
        yield from (item.id for call in row.profiles for item in call.evidence)
    for option in (*report.strategies, *report.targets, *report.trials):
        yield from (option.id, *option.therapies, *option.partner_calls, *option.cautions)
        yield from (outcome.id for outcome in option.outcomes)
    for caution in report.cautions:
        yield from (caution.id, *caution.speaks_against)
    for test in report.next_tests:
        yield from (move.id for answer in test.answers for move in answer.moves)
    yield from (record.id for record in (*report.errata, *report.immune_context))


def sources_in(record: object) -> Iterator[Source]:
    """Every source inside a record."""
    if isinstance(record, Source):
        yield record
    elif isinstance(record, BaseModel):
        for name in type(record).model_fields:
            yield from sources_in(getattr(record, name))
    elif isinstance(record, tuple):
        for inner in record:
            yield from sources_in(inner)


@law(25)
@given(entries())
def test_every_line_of_a_report_has_a_source(program: Program, entry: CaseEntry) -> None:
    report = program.report(entry)
    lines = [*report.strategies, *report.targets, *report.trials, *report.immune_context, *report.cautions, *report.errata]
    rows = [statement for row in report.tkis for statement in row.statements]
    items = [item for row in report.tkis for call in row.profiles for item in call.evidence]
    assert [line.id for line in (*lines, *rows, *items) if not line.sources] == []


# Criteria of every kind, so that the law below does not depend on which ones the curated text happens to use; but not_known, as
# more knowledge may undo it.
CRITERIA: list[Criterion] = TypeAdapter(list[Criterion]).validate_python(
    [
        *({"call": tki, "is": word} for tki in ("crizotinib", "lorlatinib", "alectinib") for word in ("sensitive", "resistant")),
        {"tki_works": "ceritinib"},
        {"resistant_calls": 2, "among": ["lorlatinib"]},
        {"one_finding": {"all": [{"variant": "I1171N"}, {"compound": True}]}},
        {"one_finding": {"not": {"call": "lorlatinib", "is": "resistant"}}},
        {"bypass_marker": "positive"},
        {"biomarker": "CD30", "state": "positive"},
        {"biomarker": "PD-L1", "state": "high"},
        {"not": {"biomarker": "TP53", "state": "mutated"}},
        {"profile": "G1202R"},
        {"variant": "G1202R"},
        {"compound": True},
        {"sequencing": "sequenced"},
        {"sequencing": "none-found"},
        {"amplification": True},
        {"prior": "alectinib", "outcome": "progressed"},
        {"prior": "chemotherapy"},
        {"prior_class": "immunotherapy", "outcome": "progressed"},
        {"prior_tki_lines": 2},
        {"tki_history": "none"},
        {"tki_history": "exposed"},
        {"tki_history": "resistant"},
        {"age_group": "paediatric"},
        {"setting": "relapsed"},
        {"alk": "positive"},
        {"disease": ["PTCL", "LUAD"]},
        {"fact": "tki-resistant"},
        {"fact": "alk-independent-resistance"},
        {"fact": "highly-resistant"},
        {"any": [{"amplification": True}, {"biomarker": "IL10RA", "state": "high"}]},
        {"all": [{"setting": "untreated"}, {"age_group": "adult"}]},
        {"at_worst_unknown": {"amplification": True}},
    ]
)


def ways_to_learn(entry: CaseEntry, program: Program) -> dict[str, list[CaseEntry]]:
    """By field that is not known yet, the same case with that one field known."""
    fresh: dict[str, list[dict[str, Any]]] = {
        "setting": [{"setting": "relapsed"}, *([] if entry.prior or entry.prior_therapies else [{"setting": "untreated"}])],
        "age_group": [{"age_group": "adult"}, {"age_group": "paediatric"}],
        "amplification": [{"amplification": "amplified"}, {"amplification": "not-amplified"}],
        "sequencing": [{"sequencing": "none-found"}, {"findings": [FindingEntry("G1202R")]}],
        "prior": [{"no_prior_tki": True}, {"prior": [TherapyEntry("alectinib")]}],
        "prior_therapies": [{"prior_therapies": [TherapyEntry("chemotherapy")]}],
        "biomarkers": [
            {"biomarkers": {**entry.biomarkers, name: state}}
            for name, states in BIOMARKERS.items()
            if name not in entry.biomarkers and name != "CD30"
            for state in states
        ],
    }
    case = program.case(entry)
    known = {
        "setting": case.setting is not None,
        "age_group": case.age_group is not None,
        "amplification": case.amplification is not None,
        "sequencing": case.sequencing is not None,
        "prior": case.prior_complete,
        "prior_therapies": case.prior_therapies_complete,
        "biomarkers": False,
    }
    return {
        field: [CaseEntry(**{**vars(copy.deepcopy(entry)), **change}) for change in changes]
        for field, changes in fresh.items()
        if not known[field]
    }


@pytest.fixture(scope="module")
def asking(tables_file: Path) -> Program:
    """The catalogue without its prose, with one strategy for each criterion."""
    strategies = tuple(
        Strategy.model_validate(
            {
                "id": f"test/criterion/{place}",
                "name": "test",
                "kind": "combination",
                "disease": ("any",),
                "alk": "any",
                "setting": "any",
                "tki_history": "any",
                "when": (criterion,),
                "verdict": "investigational",
                "level": "review statement",
                "statement": "A criterion.",
                "sources": ({"document": "wang-2022", "locator": "Table 1"},),
            }
        )
        for place, criterion in enumerate(CRITERIA)
    )
    return Program(grown(read_catalogue(tables_file), strategies=strategies))


def grown(catalogue: Catalogue, **added: tuple[Record, ...]) -> Catalogue:
    """A catalogue with more records."""
    records = {name: getattr(catalogue, name) for name in type(catalogue).model_fields}
    return Catalogue.model_construct(**{**records, **{kind: (*records[kind], *more) for kind, more in added.items()}})


def states_of(entry: CaseEntry, asking: Program) -> list[str]:
    """The state of every criterion on a case."""
    states = {option.id: option.criteria[0].state for option in asking.report(entry).strategies if option.criteria}
    return [states[f"test/criterion/{place}"] for place in range(len(CRITERIA))]


def unsettled(before: list[str], after: list[str]) -> list[Criterion]:
    """The criteria that were decided and are not any more, or otherwise."""
    triples = zip(CRITERIA, before, after, strict=True)
    return [criterion for criterion, then, now in triples if then not in {"unknown", now}]


@law(50)
@given(entries(), st.data())
def test_learning_a_fact_never_unsettles_a_criterion(asking: Program, entry: CaseEntry, data: st.DataObject) -> None:
    ways = ways_to_learn(entry, asking)
    learnt = data.draw(st.sampled_from(ways[data.draw(st.sampled_from(sorted(ways)))]))
    assert unsettled(states_of(entry, asking), states_of(learnt, asking)) == []


@law(40)
@given(st.lists(st.sampled_from(VARIANTS), min_size=2, max_size=3, unique=True), st.sampled_from(["cis", "trans"]))
def test_learning_the_phase_never_unsettles_a_criterion(asking: Program, texts: list[str], phase: str) -> None:
    """While the phase is unknown, a call that one of the phases would take back is not yet known either."""
    assume(phase == "trans" or len({read_profile(text).variants[0].start for text in texts}) == len(texts))
    unknown, known = (states_of(of_phase(word, texts), asking) for word in ("", phase))
    assert [criterion for criterion in unsettled(unknown, known) if not isinstance(criterion, ProfileIs)] == []


def test_learning_that_two_findings_are_in_cis_never_takes_a_profile_back(asking: Program) -> None:
    """G1202R beside L1196M, phase unknown: whether G1202R alone is a profile of this case is not known yet."""
    unknown, known = (states_of(of_phase(word, ["L1196M", "G1202R"]), asking) for word in ("", "cis"))
    assert [criterion for criterion in unsettled(unknown, known) if isinstance(criterion, ProfileIs)] == []


def of_phase(phase: str, texts: list[str]) -> CaseEntry:
    return CaseEntry(disease="NSCLC", findings=[FindingEntry(text) for text in texts], phase=phase)


@law(25)
@given(entries())
def test_unknown_criteria_make_an_option_possible_and_unmet_ones_exclude_it(program: Program, entry: CaseEntry) -> None:
    report = program.report(entry)
    for option in (*report.strategies, *report.targets, *report.trials):
        states = {criterion.state for criterion in option.criteria}
        assert option.state == ("excluded" if "unmet" in states else "possible" if "unknown" in states else "applies")


ANSWERED = {
    **EXAMPLES,
    "ALCL, nothing else known": CaseEntry(disease="ALCL"),
    "NSCLC, nothing else known": CaseEntry(disease="NSCLC"),
    "NSCLC, alectinib, G1269A": CaseEntry(disease="NSCLC", prior=[TherapyEntry("alectinib")], findings=[FindingEntry("G1269A")]),
}
FACTS = ["setting", "age-group", "sequencing", "amplification", "phase", "prior", "prior-therapies", "biomarker"]


@pytest.fixture(scope="module")
def unanswered(program: Program) -> dict[str, Report]:
    """The report of each case before a question is answered."""
    return {name: program.report(entry) for name, entry in ANSWERED.items()}


@pytest.mark.parametrize("fact", FACTS)
@pytest.mark.parametrize("name", ANSWERED)
def test_answer_to_a_next_test_moves_what_it_says(name: str, fact: str, program: Program, unanswered: dict[str, Report]) -> None:
    """Entering the answer gives just the moves that were promised; an answer that would be refused is not offered."""
    entry, before = ANSWERED[name], unanswered[name]
    for test in before.next_tests:
        if (test.fact if test.fact in FACTS else "biomarker") != fact:
            continue
        for answer in test.answers:
            case, refusals = read_case(answered(entry, test.fact, answer.state), program.catalogue)
            assert not refusals, f"{test.fact} = {answer.state}"
            assert case is not None
            promised = {move.id: move.to for move in answer.moves}
            assert moved(before, triage(case, program.catalogue, AS_OF)) == promised, f"{test.fact} = {answer.state}"


def answered(entry: CaseEntry, fact: str, state: str) -> CaseEntry:
    """The case with one question answered."""
    learnt = copy.deepcopy(entry)
    if fact == "prior":
        learnt.no_prior_tki = True
    elif fact == "prior-therapies":
        learnt.prior_therapies = [TherapyEntry(state, "progressed")]
    elif fact in FACTS:
        setattr(learnt, fact.replace("-", "_"), state)
    else:
        learnt.biomarkers[fact] = state
    return learnt


def moved(before: Report, after: Report) -> dict[str, str]:
    """What stands elsewhere in the second report: options by state, TKIs by call."""

    def places(report: Report) -> dict[str, str]:
        options = (*report.strategies, *report.targets, *report.trials)
        return {
            **{row.therapy: row.call or "no-profile" for row in report.tkis},
            **{option.id: option.state for option in options},
        }

    then, now = places(before), places(after)
    return {name: now[name] for name in now if now[name] != then[name]}


@law(25)
@given(entries())
@example(CaseEntry(disease="ALCL", findings=[FindingEntry("L1198F"), FindingEntry("L1196M")], no_prior_tki=True))
def test_next_tests_count_what_they_move_and_stand_in_order(program: Program, entry: CaseEntry) -> None:
    tests = program.report(entry).next_tests
    for test in tests:
        by = test.by
        assert test.decides == len({move.id for answer in test.answers for move in answer.moves})
        assert test.decides == by.tkis + by.strategies + by.targets + by.trials
    assert [test.fact for test in tests if test.first] == [test.fact for test in tests[:1] if test.first]
    folded = [test.folded for test in tests]
    assert folded == sorted(folded)
    headlines = [test.by.tkis > 0 for test in tests if test.fact == "phase"]
    assert all(test.first or test.fact == "phase" for test in tests[: sum(headlines)])


def deciding(row: TkiRow) -> dict[str, CallWord]:
    """The calls of a row that enter its headline, by profile."""
    return {call.profile: call.call for call in row.profiles if call.role != "member"}


BETTER: tuple[CallWord, ...] = ("resistant", "no-data", "conflicting", "sensitive")


@law(60)
@given(entries())
def test_tki_that_is_called_better_never_stands_below(program: Program, entry: CaseEntry) -> None:
    """Better somewhere and worse nowhere, given alike and of no class that failed: never below."""
    rows = program.report(entry).tkis
    for place, below in enumerate(rows):
        for above in rows[:place]:
            if [given.outcome for given in above.given] != [given.outcome for given in below.given] or below.failed_as:
                continue
            pairs = [(BETTER.index(deciding(below)[name]), BETTER.index(call)) for name, call in deciding(above).items()]
            better = any(one > other for one, other in pairs) and all(one >= other for one, other in pairs)
            assert not better, f"{below.therapy} stands below {above.therapy}"


def ways(profiles: list[str]) -> list[list[str]]:
    """Every way to put findings on alleles, no residue twice on one; by trying, apart from how the engine does it."""
    found: list[list[list[str]]] = [[]]
    for profile in profiles:
        found = [
            changed
            for blocks in found
            for changed in (
                [*blocks, [profile]],
                *([*blocks[:at], [*block, profile], *blocks[at + 1 :]] for at, block in enumerate(blocks)),
            )
        ]
    residues = {name: {variant.start for variant in read_profile(name).variants} for name in profiles}
    holding = [
        blocks
        for blocks in found
        if all(
            len(set().union(*(residues[one] for one in block))) == sum(len(residues[one]) for one in block) for block in blocks
        )
    ]
    return [[read_profile("+".join(block)).text for block in blocks] for blocks in holding]


@law(60)
@given(entries())
@example(CaseEntry(disease="NSCLC", findings=[FindingEntry(text) for text in ("G1202R", "L1196M", "F1174L", "C1156Y")]))
def test_heading_and_range_follow_every_phase_that_is_possible(program: Program, entry: CaseEntry) -> None:
    report = program.report(entry)
    names = [finding.profile for finding in report.case.findings]
    order: tuple[CallWord, ...] = ("resistant", "conflicting", "no-data", "sensitive")
    for row in report.tkis:
        calls = deciding(row)
        if report.case.phase != "unknown" or not names:
            assert row.range is None
            continue
        phases = ways(names)
        shared = [phase for phase in phases if len(phase) < len(names)]
        if row.range is None:
            assert not shared
        else:
            cis = min((calls[profile] for phase in shared for profile in phase), key=order.index)
            assert (row.range.cis, row.range.trans) == (cis, min((calls[name] for name in names), key=order.index))
            assert calls[row.range.grouping] == cis
        words = [
            "R" if "resistant" in said else "S" if said == {"sensitive"} else "M" if said & {"sensitive", "conflicting"} else "N"
            for said in ({calls[profile] for profile in phase} for phase in phases)
        ]
        last = bool(report.case.prior) and (report.case.prior[-1].therapy, report.case.prior[-1].outcome) == (
            row.therapy,
            "progressed",
        )
        if set(words) == {"N"}:
            wanted = "no-call"
        elif set(words) & {"S", "M"}:
            wanted = "progressed-on-last" if last else "sensitive" if set(words) == {"S"} else "mixed"
        else:
            wanted = "resistant"
        assert row.heading == ("resistant" if row.failed_as else wanted)


@law(60)
@given(entries())
def test_answer_is_short_and_says_nothing_of_its_own(program: Program, entry: CaseEntry) -> None:
    """At most seven lines; what it calls sensitive is what stands under that heading, and each id stands in the report."""
    report = program.report(entry)
    assert 1 <= len(report.answer) <= 7
    known = set(ids_in(report)) | {test.fact for test in report.next_tests} | {entry.therapy for entry in report.case.prior}
    known.add("phase")  # a fact of every case, also where one answer does not hold for all pairs, so that it is not asked
    assert [name for line in report.answer for name in line.ids if name not in known] == []
    said = [line.text for line in report.answer if re.match("Reported sensitive: (?!none of )", line.text)]
    sensitive = [row.name for row in report.tkis if row.heading == "sensitive"]
    assert bool(said) == bool(sensitive)
    for row in report.tkis:
        assert (row.name in " ".join(said)) == (row.heading == "sensitive")


@law(60)
@given(entries())
def test_groups_follow_what_was_entered(program: Program, entry: CaseEntry) -> None:
    report = program.report(entry)
    for options in (report.strategies, report.targets, report.trials):
        excluded = [option.state == "excluded" for option in options]
        assert excluded == [option.group is None for option in options] == sorted(excluded)
        for option in options:
            assert option.state == "excluded" or option.group_why
            assert option.group != "called-for" or any(criterion.state == "met" for criterion in option.criteria)
    bare = CaseEntry(disease=entry.disease, setting=entry.setting, alk=entry.alk)
    if not entry.prior_therapies and not entry.prior and entry.setting != "untreated":
        of_bare = program.report(bare)
        assert [one.id for one in (*of_bare.strategies, *of_bare.targets, *of_bare.trials) if one.group == "called-for"] == []


def test_caution_changes_no_call_and_no_state(program: Program) -> None:
    """A caution stands beside what it names and moves nothing."""
    entry = CaseEntry(disease="NSCLC", prior=[TherapyEntry("alectinib")], findings=[FindingEntry("G1202R")])
    caution = Caution.model_validate(
        {
            "id": "test/caution",
            "name": "test",
            "speaks_against": ("lorlatinib", "NCT05266846"),
            "statement": "A caution.",
            "level": "review statement",
            "disease": ("NSCLC",),
            "alk": "any",
            "setting": "any",
            "tki_history": "any",
            "sources": ({"document": "wang-2022", "locator": "Table 1"},),
        }
    )
    before, after = program.report(entry), Program(grown(program.catalogue, cautions=(caution,))).report(entry)
    assert moved(before, after) == {}
    assert [row.therapy for row in after.tkis] == [row.therapy for row in before.tkis]
    assert "test/caution" in next(row for row in after.tkis if row.therapy == "lorlatinib").cautions
    assert "test/caution" in next(trial for trial in after.trials if trial.id == "NCT05266846").cautions


def test_unrelated_record_changes_nothing_else(program: Program) -> None:
    """A new erratum that names no record of a report leaves every byte as it was."""
    erratum = Erratum.model_validate(
        {
            "id": "test/erratum",
            "kind": "letter",
            "document": "wang-2022",
            "locator": "Table 1",
            "printed": "x",
            "reading": "y",
            "why": "z",
            "sources": ({"document": "wang-2022", "locator": "Table 1"},),
        }
    )
    more = Program(grown(program.catalogue, errata=(erratum,)))
    for entry in EXAMPLES.values():
        assert more.json(entry) == program.json(entry)


@law(40)
@given(entries())
def test_state_without_words_is_the_state_with_words(program: Program, entry: CaseEntry) -> None:
    """What to test next asks for states alone; they are those that the options show, and answers kept by place are the same."""
    case, _ = read_case(entry, program.catalogue)
    assume(case is not None)
    assert case is not None
    facts = CaseFacts.of(case, program.catalogue, headline_calls(case, program.catalogue))
    evaluation = Evaluation(facts)
    for place, criterion in enumerate(index_of(program.catalogue).criteria):
        assert evaluation.answer(place) == answer_to(criterion, facts)
        assert evaluation.at(place) == state_of(criterion, facts) == answer_to(criterion, facts).state
