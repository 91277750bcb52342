"""The curated text in db/: whole, canonical, as printed, and the same on its way into the catalogue and out."""

from __future__ import annotations

import csv
import re
import shutil
import sqlite3
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from alktui.catalogue.build import build_catalogue
from alktui.catalogue.check import check
from alktui.catalogue.kind import KINDS
from alktui.catalogue.location import catalogue_path
from alktui.catalogue.store import open_catalogue, read_shipped_civic
from alktui.catalogue.text import read_text
from alktui.model.catalogue import Catalogue
from alktui.model.criterion import AllOf, AnyOf, CallIs, HasVariant, IsCompound, OneFinding, ProfileIs, Rebiopsied
from alktui.model.vocabulary import Biomarker
from alktui.triage.topic import inside
from alktui.variants import read_profile

DB = Path(__file__).parent.parent / "db"
FILES = sorted(path.relative_to(DB).as_posix() for path in DB.rglob("*") if path.suffix in {".toml", ".csv"})
TABLE_1 = "wang-2022/table-1/"


def records_in(name: str) -> list[dict[str, Any]]:
    """The records of one file, as written."""
    path = DB / name
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))
    tables = tomllib.loads(path.read_text("utf-8"))
    return [record for value in tables.values() if isinstance(value, list) for record in value]


def texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts_in(inner)


def test_text_holds_without_fault() -> None:
    """`alktui catalogue check` says the same with file, record and remedy."""
    assert check(read_text(DB)).records


@pytest.fixture(scope="module")
def read() -> Counter[str]:
    """How many records are read from each file."""
    return Counter(record.path for record in read_text(DB).records)


@pytest.mark.parametrize("name", [name for name in FILES if name not in {"release.toml", "coverage.toml"}])
def test_file_is_read_into_the_catalogue(name: str, read: Counter[str]) -> None:
    """No file lies where nobody reads it, and none is empty."""
    assert read[name] == len(records_in(name)) > 0


# Files that stand in an order of their own, which says more than that of the ids.
ORDERED = {
    "documents.toml": "in the order of publication",
    "diseases.toml": "those of a case first, then wider scopes and others",
    "levels.toml": "the strongest first",
    "facts.toml": "what is built on comes before what builds on it",
    "evidence/wang-2022-table-1.csv": "cell by cell as Table 1 prints them",
    "errata/wang-2022-table-1.toml": "residues and letters before what concerns the table as a whole",
    "trials/sposito-2024.toml": "as Table 3 prints them, then those of the text",
    "trials/wang-2022.toml": "as Table 2 prints them, then those of the text",
}


@pytest.mark.parametrize("name", [name for name in FILES if not name.startswith("references/") and name not in ORDERED])
def test_ids_of_a_file_stand_in_order(name: str) -> None:
    """So that a record is found where one looks for it, and a change shows as what it is."""
    ids = [record["id"].casefold() for record in records_in(name)]
    assert ids == sorted(ids)


@pytest.mark.parametrize("name", sorted(ORDERED))
def test_file_with_an_order_of_its_own_still_exists(name: str) -> None:
    assert name in FILES


def test_levels_stand_from_the_strongest() -> None:
    levels = records_in("levels.toml")
    assert [level["rank"] for level in levels] == list(range(1, len(levels) + 1))


def test_levels_have_the_civic_letter_of_their_kind(catalogue: Catalogue) -> None:
    """A approval, B trials and cohorts, C case reports, D in vivo and in vitro; none for a review's own statement or table."""
    assert {level.id: level.civic for level in catalogue.levels} == {
        "approval": "A",
        **dict.fromkeys(
            (
                "phase 4",
                "phase 3",
                "phase 3 subgroup",
                "phase 2",
                "phase 1/2",
                "phase 1",
                "prospective",
                "clinical study",
                "retrospective",
            ),
            "B",
        ),
        **dict.fromkeys(("case series", "case report"), "C"),
        **dict.fromkeys(("in vivo", "in vitro"), "D"),
        "review statement": "",
        "review table": "",
    }


def test_note_that_tells_civic_alone_names_the_items_and_no_note_mixes_them_with_others(catalogue: Catalogue) -> None:
    """So that it gives way where they are in force, and no item is told twice."""
    for note in catalogue.outside_checks:
        assert bool(note.civic) == ("CIViC" in note.citation) == ("CIViC" in note.note), note.id
        assert note.civic == tuple(f"EID{number}" for number in re.findall(r"(?:EID|and) (\d+)", note.citation)), note.id


def test_no_note_tells_what_an_item_that_ships_derives(catalogue: Catalogue, catalogue_file: Path) -> None:
    shipped = read_shipped_civic(catalogue_file)
    ids = shipped.ids if shipped else frozenset()
    assert not [note.id for note in catalogue.outside_checks if note.civic and ids.issuperset(note.civic)]


def test_publication_has_one_number_and_each_document_cites_it_once(catalogue: Catalogue) -> None:
    numbers = Counter((reference.document, reference.pmid) for reference in catalogue.references if reference.pmid)
    assert set(numbers.values()) == {1}
    assert all(pmid.isdigit() for _, pmid in numbers)


@pytest.mark.parametrize("name", FILES)
def test_text_is_plain(name: str) -> None:
    """No em dash, no control character, no line end of another system, no byte-order mark."""
    raw = (DB / name).read_bytes()
    text = raw.decode("utf-8")
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert "\N{EM DASH}" not in text
    assert [
        hex(ord(letter)) for letter in text if unicodedata.category(letter) in {"Cc", "Cf", "Co", "Cs"} and letter != "\n"
    ] == []
    assert text.endswith("\n")


@pytest.mark.parametrize("name", FILES)
def test_values_are_trimmed(name: str) -> None:
    values = [text for record in records_in(name) for text in texts_in(record)]
    assert [text for text in values if text != text.strip() or "\n" in text.strip() or "  " in text] == []


def test_ids_are_unique_over_all_kinds(catalogue: Catalogue) -> None:
    """An id alone names a record: `alktui catalogue show ID` needs no kind."""
    ids = [record.id for kind in KINDS for record in getattr(catalogue, kind)]
    assert [name for name, count in Counter(ids).items() if count > 1] == []


def table_1(catalogue: Catalogue) -> list[Any]:
    return [item for item in catalogue.evidence if item.id.startswith(TABLE_1)]


def test_table_1_has_every_item_of_every_cell(catalogue: Catalogue) -> None:
    """Wang 2022, Table 1, counted by hand after spelling out the alternatives of each cell."""
    counts = Counter((item.therapy, item.direction) for item in table_1(catalogue))
    assert counts == {
        ("crizotinib", "sensitive"): 3,
        ("crizotinib", "resistant"): 19,
        ("ceritinib", "sensitive"): 8,
        ("ceritinib", "resistant"): 11,
        ("alectinib", "sensitive"): 15,
        ("alectinib", "resistant"): 6,
        ("brigatinib", "sensitive"): 15,
        ("brigatinib", "resistant"): 7,
        ("lorlatinib", "sensitive"): 15,
        ("lorlatinib", "resistant"): 13,
        ("gilteritinib", "sensitive"): 3,
    }
    assert sum(counts.values()) == 115


# Wang 2022, Table 1, cell by cell as printed, top to bottom.
PRINTED = {
    ("crizotinib", "sensitive"): "L1198F|C1196Y+L1198F|C1156Y+L1198F",
    ("crizotinib", "resistant"): "C1156Y/T|E1210K|F1245V|G1269A/S|G1202R|I1151Tins|I1171N/S/T|L1196M|L1152P/R|S1206Y/C|V1180L"
    "|E1210K +D1203N|L1196M+G1202R",
    ("ceritinib", "sensitive"): "G1269A/S|l1171T/N|L1196M|S1206C/Y|I1171S+G1269A",
    ("ceritinib", "resistant"): "C1156Y/T|F1174C/L/V|I1151Tins|G1202R|V1180L|l1171N+F1174l|I1171N+L1198H|L1196M+G1202R",
    ("alectinib", "sensitive"): "C1156Y/T|F1174C/L/V|G1269A/S|I1151Tins|L1196M|L1256F|L1152P/R|S1206C/Y|I1171N+L1256F",
    ("alectinib", "resistant"): "G1202R|I1171T/N/S|V1180L|L1196M+G1202R",
    ("brigatinib", "sensitive"): "C1156Y/T|E1210K|F1174C/L/V|F1245A|G1202R(-)|G1269A/S|I1151tins|L1152P/R|L1196M|I1171S + G1269A",
    ("brigatinib", "resistant"): "D1203N|G1202R(-)|I1171T/N/S|V1180L|L1196M+G1202R",
    ("lorlatinib", "sensitive"): "C1156Y/T|E1210K|F1174C/L/V|G1269A/S|G1202R|I1151Tins|L1152P/R|L1196M|S1206C/Y",
    ("lorlatinib", "resistant"): "C1156F/Y|L1198F|L1256F|G1202R+L1196M|C1196Y+L1198F|G1202R+T1151M|G1202R+F1174C|l1171N+F1174l"
    "|I1171N+L1198H|L1196M/D1203N|F1174L/G1202R|C1156Y/G1269A",
    ("gilteritinib", "sensitive"): "l1171N|l1171N+F1174l|I1171N+L1198H",
}


@pytest.mark.parametrize("cell", PRINTED, ids=" ".join)
def test_table_1_keeps_what_is_printed(cell: tuple[str, str]) -> None:
    rows = [row for row in records_in("evidence/wang-2022-table-1.csv") if (row["therapy"], row["direction"]) == cell]
    assert list(dict.fromkeys(row["printed"] for row in rows)) == PRINTED[cell].split("|")


def test_evidence_ids_say_therapy_direction_and_profile(catalogue: Catalogue) -> None:
    """A permanent id is built from what it names."""
    expected = [f"{TABLE_1}{item.therapy}/{item.direction}/{item.profile}" for item in table_1(catalogue)]
    assert [item.id for item in table_1(catalogue)] == expected
    assert {item.disease for item in table_1(catalogue)} == {"ALK-driven"}
    assert {item.level for item in table_1(catalogue)} == {"review table"}


def test_profiles_are_canonical_and_fit_the_sequence(catalogue: Catalogue) -> None:
    """C1196Y+L1198F alone does not fit: it is kept as printed, read as C1156Y+L1198F, and makes no call."""
    misprinted = {item.id: item.read_as for item in catalogue.evidence if item.read_as}
    assert misprinted == {
        f"{TABLE_1}crizotinib/sensitive/C1196Y+L1198F": "C1156Y+L1198F",
        f"{TABLE_1}lorlatinib/resistant/C1196Y+L1198F": "C1156Y+L1198F",
    }
    profiles = {item.read_as or item.profile for item in catalogue.evidence}
    profiles |= {profile for statement in catalogue.statements for profile in statement.profiles}
    assert {profile: read_profile(profile).text for profile in profiles if read_profile(profile).text != profile} == {}


def test_every_repair_of_the_print_names_its_erratum(catalogue: Catalogue) -> None:
    repaired = {"letter", "notation", "residue", "slash-compound", "reordered", "spacing"}
    assert [item.id for item in catalogue.evidence if repaired & set(item.reading) and not item.erratum] == []
    assert [item.id for item in catalogue.evidence if ("residue" in item.reading) != bool(item.read_as)] == []
    for item in catalogue.evidence:
        erratum: Any = catalogue.records.get(item.erratum)
        assert erratum is None or item.id in erratum.records


def test_contradictory_generation_names_its_erratum(catalogue: Catalogue) -> None:
    """Two generations of one drug in one document cannot both hold; whoever prints them must print the erratum too."""
    known = {erratum.id for erratum in catalogue.errata}
    for therapy in catalogue.therapies:
        named = {stated.erratum for stated in therapy.generations if stated.erratum}
        assert named <= known, therapy.id
        for document in {stated.document for stated in therapy.generations}:
            values = {stated.value for stated in therapy.generations if stated.document == document}
            assert len(values) == 1 or named, therapy.id


def test_marks_of_table_1_are_kept(catalogue: Catalogue) -> None:
    marked = {item.id.removeprefix(TABLE_1): item.mark for item in table_1(catalogue) if item.mark}
    assert marked == {"brigatinib/sensitive/G1202R": "(-)", "brigatinib/resistant/G1202R": "(-)"}


@pytest.mark.parametrize(("document", "count"), [("wang-2022", 150), ("sposito-2024", 95)])
def test_references_are_numbered_without_a_gap(document: str, count: int, catalogue: Catalogue) -> None:
    references = [reference for reference in catalogue.references if reference.document == document]
    assert [reference.number for reference in references] == list(range(1, count + 1))
    assert [reference.id for reference in references if not reference.first_author or not 1950 < reference.year < 2025] == []
    assert [
        reference.id
        for reference in references
        if reference.doi and not reference.note and not re.fullmatch(r"10\.\d{4,9}/\S+", reference.doi)
    ] == []


# Wang 2022, Table 2 "Recruiting ALCL clinical trials" and its text; Sposito 2024, Table 3 and its text:
# status, phase and completion as printed.
TRIALS = {
    "NCT03505554": ("wang-2022", "Recruiting", "2", "not stated"),
    "NCT03703050": ("wang-2022", "Recruiting", "2", "not stated"),
    "NCT03383965": ("wang-2022", "Recruiting", "1", "not stated"),
    "NCT04526834": ("wang-2022", "Recruiting", "1", "not stated"),
    "NCT04008394": ("wang-2022", "Recruiting", "1", "not stated"),
    "NCT03113500": ("wang-2022", "Recruiting", "2", "not stated"),
    "NCT04423926": ("wang-2022", "Recruiting", "1/2", "not stated"),
    "NCT03534180": ("wang-2022", "Recruiting", "2", "not stated"),
    "NCT03707847": ("wang-2022", "Recruiting", "4", "not stated"),
    "NCT03598998": ("wang-2022", "Recruiting", "1/2", "not stated"),
    "NCT03278782": ("wang-2022", "Recruiting", "1/2", "not stated"),
    "NCT00939770": ("wang-2022", "not stated", "not stated", "not stated"),
    "NCT01979536": ("wang-2022", "not stated", "not stated", "not stated"),
    "NCT01316146": ("wang-2022", "not stated", "not stated", "not stated"),
    "NCT03502629": ("wang-2022", "not stated", "not stated", "not stated"),
    "NCT04042558": ("sposito-2024", "Recruiting", "Phase II", "June 2024"),
    "NCT03991403": ("sposito-2024", "Active, not recruiting", "Phase III", "March 2024"),
    "NCT05266846": ("sposito-2024", "Not yet recruiting", "Phase II", "February 2025"),
    "NCT04425135": ("sposito-2024", "Not yet recruiting", "Phase II", "January 2025"),
    "NCT05950139": ("sposito-2024", "Not yet recruiting", "Phase I/II", "July 2029"),
    "NCT05195619": ("sposito-2024", "Recruiting", "Phase Ib", "September 2024"),
    "NCT03645928": ("sposito-2024", "Recruiting", "Phase II", "December 2024"),
    "NCT04872634": ("sposito-2024", "Unknown", "Phase I/IIa", "NA"),
    "NCT05681780": ("sposito-2024", "Recruiting", "Phase I/II", "July 2025"),
    "NCT06043466": ("sposito-2024", "not stated", "phase I", "not stated"),
    "NCT04489862": ("sposito-2024", "not stated", "not stated", "not stated"),
}


def test_trials_are_those_of_both_documents_as_printed(catalogue: Catalogue) -> None:
    said = {trial.nct_id: (trial.sources[0].document, trial.status, trial.phase, trial.completion) for trial in catalogue.trials}
    assert said == TRIALS
    assert len(catalogue.trials) == len(said) == 26


def test_trial_and_the_option_named_after_it_agree(catalogue: Catalogue) -> None:
    """What fits the one fits the other: the same dimensions, criteria and drugs, also where the other is context."""
    trials = {trial.nct_id: trial for trial in catalogue.trials}
    pairs = [
        (trials[found.group().upper()], option)
        for option in (*catalogue.strategies, *catalogue.targets)
        if (found := re.search(r"NCT\d{8}", f"{option.id} {option.name}", re.IGNORECASE))
    ]
    assert len(pairs) == 11
    for trial, option in pairs:
        said = (trial.disease, trial.alk, trial.setting, trial.tki_history, trial.when, set(trial.therapies))
        assert said == (option.disease, option.alk, option.setting, option.tki_history, option.when, set(option.therapies)), (
            trial.id
        )


def test_erratum_about_a_trial_lists_the_trial(catalogue: Catalogue) -> None:
    """Whoever sees the trial alone, without the strategy named after it, sees what its print contradicts."""
    for erratum in catalogue.errata:
        said = f"{erratum.id} {erratum.locator} {erratum.printed} {erratum.reading}".casefold()
        if erratum.document == "sposito-2024":
            named = {trial.id for trial in catalogue.trials if trial.id.casefold() in said}
            assert named <= set(erratum.records), erratum.id


def test_erratum_about_g1202r_and_lorlatinib_lists_both_sides(catalogue: Catalogue) -> None:
    erratum: Any = catalogue.records["wang-2022/erratum/lorlatinib-g1202r"]
    assert {"wang-2022/evidence/lorlatinib/reduced/G1202R", f"{TABLE_1}lorlatinib/sensitive/G1202R"} <= set(erratum.records)


def test_trials_are_dated_and_numbered(catalogue: Catalogue) -> None:
    printed = {"wang-2022": "2022-02", "sposito-2024": "2024-06"}
    for trial in catalogue.trials:
        assert re.fullmatch(r"NCT\d{8}", trial.nct_id)
        assert trial.id == trial.nct_id
        assert trial.status_as_of == printed[trial.sources[0].document]


def test_completion_months_are_the_printed_dates(catalogue: Catalogue) -> None:
    months = "January February March April May June July August September October November December".split()
    for trial in catalogue.trials:
        word, _, year = trial.completion.partition(" ")
        assert trial.completion_month == (f"{year}-{months.index(word) + 1:02}" if word in months else "")


def test_trials_cited_for_results_are_no_options(catalogue: Catalogue) -> None:
    cited = {trial.id for trial in catalogue.trials if trial.role == "cited"}
    assert cited == {"NCT00939770", "NCT01979536", "NCT01316146", "NCT03502629"}


def test_trial_without_a_result_is_no_clinical_evidence(catalogue: Catalogue) -> None:
    """Its phase is told by the trial; the level of what only names it is that of a review statement."""
    listed = {trial.id: trial.level for trial in catalogue.trials if trial.role == "option"}
    assert {name: level for name, level in listed.items() if level != "review statement"} == {}
    naming = [
        record
        for record in (*catalogue.strategies, *catalogue.targets)
        if any(name.casefold() in f"{record.id} {record.name} {record.sources}".casefold() for name in listed)
    ]
    assert len(naming) == 11
    assert [record.id for record in naming if record.level != "review statement" or record.outcomes] == []


def test_level_is_not_more_than_the_source_says(catalogue: Catalogue) -> None:
    """Wang 2022, section 4.4 and reference 129: a clinical study, real-world; section 4.3.2: patients, promising results."""
    named = (
        "wang-2022/target/chidamide-alk-positive-alcl",
        "wang-2022/outcome/chidamide-alk-alcl-orr",
        "wang-2022/outcome/chidamide-alk-alcl-dcr",
        "wang-2022/strategy/arv-110-prostate",
    )
    records: dict[str, Any] = dict(catalogue.records)
    assert {records[name].level for name in named} == {"clinical study"}


def test_caution_against_a_combination_names_its_drugs(catalogue: Catalogue) -> None:
    """A caution is printed without its name: its sentence must say what it speaks against."""
    silent = []
    for caution in catalogue.cautions:
        strategies = [record for record in catalogue.strategies if record.id in caution.speaks_against]
        if len(strategies) == 1 and strategies[0].kind == "combination":
            names = [catalogue.therapy[therapy].name for therapy in strategies[0].therapies]
            silent += [(caution.id, name) for name in names if name.casefold() not in caution.statement.casefold()]
    assert silent == []


def test_second_generation_is_what_no_document_also_calls_third(catalogue: Catalogue) -> None:
    """What is said of the class reaches its drugs; lorlatinib is in the printed list, and called third in the same section."""
    stated = {therapy.id: {generation.value for generation in therapy.generations} for therapy in catalogue.therapies}
    members = {therapy.id for therapy in catalogue.therapies if "second-generation-alk-tki" in therapy.classes}
    assert members == {name for name, values in stated.items() if "second" in values and "third" not in values}
    assert members == {"alectinib", "brigatinib", "ceritinib", "zx-29"}


def test_failure_of_a_class_names_it_and_the_very_profiles(catalogue: Catalogue) -> None:
    """Wang 2022, section 4.3.1: two double mutations on which no second-generation TKI was effective."""
    failed = {caution.id: caution for caution in catalogue.cautions if caution.failed}
    assert set(failed) == {"wang-2022/caution/doubles-second-generation"}
    (caution,) = failed.values()
    (criterion,) = caution.when
    assert isinstance(criterion, AnyOf)
    assert {profile.profile for profile in criterion.any if isinstance(profile, ProfileIs)} == {"D1203N+E1210K", "F1174C+D1203N"}
    assert "second-generation-alk-tki" in caution.speaks_against


ALONE = (
    "alk-inhibition-alone-not-enough",
    "igf1r-activated-crizotinib",
    "il10ra-high-all-generations",
    "ptpn1-2-low-alk-tki",
    "wasp-low-or-absent-alk-tki",
)


@pytest.mark.parametrize("name", ALONE)
def test_caution_on_a_drug_alone_spares_the_combinations_that_answer_it(name: str, catalogue: Catalogue) -> None:
    """Wang 2022, sections 3, 3.2.1 and 4.4: the answer to each of them is a combination."""
    caution: Any = catalogue.records[f"wang-2022/caution/{name}"]
    assert caution.alone


def test_caution_on_a_switch_or_a_combination_reaches_both(catalogue: Catalogue) -> None:
    """Wang 2022, section 4.1."""
    caution: Any = catalogue.records["wang-2022/caution/switch-or-combination-may-fail"]
    assert not caution.alone


def parts(criteria: Iterable[Any]) -> Iterator[Any]:
    """Criteria and those that they are made of, but nothing inside one finding."""
    for criterion in criteria:
        yield criterion
        yield from () if isinstance(criterion, OneFinding) else parts(inside(criterion))


def test_criteria_on_a_variant_and_its_compound_are_bound_to_one_finding(catalogue: Catalogue) -> None:
    """I1171N and a separate compound are not a double mutation with I1171N."""
    loose = [
        record.id
        for record in (*catalogue.strategies, *catalogue.targets, *catalogue.trials, *catalogue.cautions)
        for criterion in parts(record.when)
        if isinstance(criterion, AllOf) and {HasVariant, IsCompound, CallIs} & {type(part) for part in criterion.all}
    ]
    assert loose == []


def test_re_biopsy_says_when_it_is_done(catalogue: Catalogue) -> None:
    strategy: Any = catalogue.records["wang-2022/strategy/alk-sequencing-at-resistance"]
    assert [type(criterion) for criterion in strategy.done_when] == [Rebiopsied]


def test_study_without_a_result_and_a_proposal_is_context(catalogue: Catalogue) -> None:
    """Wang 2022, section 4.3.1: brigatinib is under study in ALCL, no more; the ALK status is not printed."""
    strategy: Any = catalogue.records["wang-2022/strategy/brigatinib-alcl-study"]
    assert (strategy.role, strategy.alk) == ("context", "not stated")


def test_stage_of_wang_is_never_before_treatment(catalogue: Catalogue) -> None:
    """Wang 2022 prints no stage before an ALK TKI; CAR-T cells and PD-1 blockade were seen under another treatment."""
    found = [finding for finding in catalogue.immune_findings if finding.id.startswith("wang-2022/")]
    assert [finding.id for finding in found if finding.stage == "baseline"] == []
    other = {finding.id.removeprefix("wang-2022/immune/") for finding in found if finding.stage == "other-treatment"}
    assert other == {"b7-h3-car-t-function", "cd30-car-t-persistence", "pd-l1-geptanolimab-effect"}


def test_high_expression_is_not_merely_present(catalogue: Catalogue) -> None:
    """Wang 2022, section 4.5.3: the tumour of the nivolumab patient had high PD-L1."""
    finding: Any = catalogue.records["wang-2022/immune/pd-l1-high-nivolumab-case"]
    assert finding.direction == "increased"


PATIENTS = (
    "wang-2022/outcome/brigatinib-crizotinib-resistant-orr",
    "wang-2022/outcome/brigatinib-crizotinib-resistant-pfs",
    "wang-2022/outcome/brigatinib-crizotinib-resistant-os-1y",
    "wang-2022/outcome/crizotinib-later-resistance",
    "wang-2022/strategy/ceritinib-alk-positive-alcl",
    "wang-2022/strategy/second-generation-tki-after-crizotinib",
    "wang-2022/statement/ceritinib-toxicity",
    "wang-2022/statement/ceritinib-tumours",
    "wang-2022/immune/il10ra-early-crizotinib-progression",
    "wang-2022/mechanism/il10ra-early-crizotinib-progression",
)


@pytest.mark.parametrize("name", PATIENTS)
def test_what_was_seen_in_patients_is_a_clinical_study(name: str, catalogue: Catalogue) -> None:
    """Wang 2022, sections 3, 3.2.1 and 4.3.1: patients, neither phase nor direction printed."""
    record: Any = catalogue.records[name]
    assert record.level == "clinical study"


def test_sentence_carries_its_references_in_every_record(catalogue: Catalogue) -> None:
    """Wang 2022, section 4.2 cites 84 and 85 for pSTAT1."""
    edges: list[Any] = [
        catalogue.records[f"wang-2022/pathway/{name}"] for name in ("npm-alk-stat1", "pstat1-stat3", "pstat1-tsg")
    ]
    assert {edge.sources[0].references for edge in edges} == {(84, 85)}


def test_trial_and_the_target_of_its_results_agree_on_alk(catalogue: Catalogue) -> None:
    """Wang 2022, section 4.5.3: both ALK-negative and ALK-positive ALCL took part in NCT03502629."""
    target: Any = catalogue.records["wang-2022/target/geptanolimab-rr-ptcl"]
    trial: Any = catalogue.records["NCT03502629"]
    assert trial.alk == target.alk == "any"


# Wang 2022, word by word; three dots where words are left out.
MISPRINTS = {
    "amplification-switch-versus-pause": "mutation/amplification ... necessitating a switch",
    "binding-mutations-class-statement": "blocking the binding of ALK TKI",
    "brigatinib-g1202r": "overcome ... including G1202R ... reduce the sensitivity ... resistant to the drugs themselves",
    "bv-cr-66-versus-57": "66% ... continued to show a CR",
    "cd30-ptcl-definition": "activation of ALK ... results in the expression of CD30",
    "f1174v-class-statement": "F1174V ... implicated in the development of resistance",
    "highly-resistant-undefined": "highly resistant (especially compound) mutations",
    "l1198f-class-statement": "L1198F ... implicated in the development of resistance",
    "lorlatinib-g1202r": "G1202R was shown to reduce ... brigatinib and loratinib",
    "second-generation-none-effective": "none of the second-generation ALK TKIs ... effective",
    "second-generation-overcome-most": "overcome ... most crizotinib resistance mutations",
    "section-4-1-versus-gilteritinib": "switching ALK TKIs or using combination therapy ... not be effective",
    "wasp-not-downregulated": "WASP, and MEK signaling was not downregulated",
}


@pytest.mark.parametrize("name", MISPRINTS)
def test_erratum_prints_what_is_printed(name: str, catalogue: Catalogue) -> None:
    erratum: Any = catalogue.records[f"wang-2022/erratum/{name}"]
    assert erratum.printed == MISPRINTS[name]


def test_erratum_quotes_and_does_not_describe() -> None:
    """`printed` holds words of the page: no number of a reference spelled out, no stroke between two quotations."""
    described = [
        record["id"] for record in records_in("errata/wang-2022.toml") if re.search(r"\breferences? \d| / |; ", record["printed"])
    ]
    assert described == []


def test_share_of_patients_is_not_printed_as_a_rate_of_its_numerator(catalogue: Catalogue) -> None:
    """Sposito 2024, section 4 prints "7%, n = 32": the 32 are the 7%, not what they are a share of."""
    share: Any = catalogue.records["sposito-2024/outcome/impower130-altered-share"]
    assert share.n is None
    assert "n = 32" in share.note


def test_co_alterations_are_those_of_the_document(catalogue: Catalogue) -> None:
    """Sposito 2024, section 3: TP53/CDKN2A/B."""
    genes = {"TP53", "CDKN2A", "CDKN2B"}
    mechanism: Any = catalogue.records["sposito-2024/mechanism/tp53-cdkn2ab-suppression"]
    definition: Any = catalogue.fact["stage-co-mutation"].definition
    assert {marker.biomarker for marker in mechanism.biomarkers} == genes
    assert {criterion.biomarker for criterion in definition.any} == genes


EXPRESSED = {"positive", "negative", "high", "low"}
GENE = {"mutated", "wild-type"}
SEEN = {"present", "absent"}
HIGH_LOW = {"high", "low"}
STATES = {
    "CD30": EXPRESSED,
    "PD-L1": EXPRESSED,
    "B7-H3": EXPRESSED,
    "PDGFRB": {*EXPRESSED, "activated", "not-activated"},
    "CEA": EXPRESSED,
    "mesothelin": EXPRESSED,
    "CD47": EXPRESSED,
    "HER2": EXPRESSED,
    "IL10RA": HIGH_LOW,
    "IGF1R": {"activated"},
    "WASP": {"absent", "low", "present"},
    "PTPN1": {"low", "normal"},
    "PTPN2": {"low", "normal"},
    "BCL2": HIGH_LOW,
    "NOTCH1": {*GENE, "activated"},
    "MET-bypass": SEEN,
    "MET-amplification": SEEN,
    "M2-macrophages": HIGH_LOW,
    "ALK-overexpression": SEEN,
    "miR-7-5p": HIGH_LOW,
    "EGFR": GENE,
    "KRAS": GENE,
    "TP53": GENE,
    "CDKN2A": GENE,
    "STK11": GENE,
    "KEAP1": GENE,
    "TMB": HIGH_LOW,
    "CD8-TIL": HIGH_LOW,
    "Treg": HIGH_LOW,
    "brain-metastases": SEEN,
}


@pytest.mark.parametrize("name", STATES)
def test_biomarker_of_the_command_line_has_its_states(name: str, catalogue: Catalogue) -> None:
    assert STATES[name] <= set(catalogue.biomarker[name].states)


def test_states_of_biomarkers_agree_with_each_other(catalogue: Catalogue) -> None:
    """A state is itself, what opposes it opposes both ways, and no state opposes itself by what it equals or implies."""
    for marker in catalogue.biomarkers:
        assert len(set(marker.states)) == len(marker.states) > 1
        for state in marker.states:
            assert marker.relation(state, state) == "same"
            for other in marker.states:
                assert (marker.relation(state, other) == "opposite") == (marker.relation(other, state) == "opposite")


def test_states_stand_in_one_order_of_every_biomarker(catalogue: Catalogue) -> None:
    """High before low in every row: whoever presses right twice by habit lands on the same state of every marker."""
    order = ("positive", "negative", "present", "mutated", "wild-type", "high", "normal", "low", "absent")
    order += ("activated", "not-activated")
    astray = [marker.id for marker in catalogue.biomarkers if list(marker.states) != sorted(marker.states, key=order.index)]
    assert astray == []


def test_equal_and_opposite_states_are_those_a_pathologist_expects(catalogue: Catalogue) -> None:
    def relation(name: str, given: str, wanted: str) -> str:
        marker: Biomarker = catalogue.biomarker[name]
        return marker.relation(given, wanted)

    assert relation("PDGFRB", "high", "positive") == relation("PDGFRB", "positive", "high") == "same"
    assert relation("PDGFRB", "positive", "activated") == relation("PDGFRB", "not-activated", "positive") == "apart"
    assert relation("PDGFRB", "activated", "high") == relation("PDGFRB", "low", "not-activated") == "same"
    assert relation("PDGFRB", "low", "activated") == relation("PDGFRB", "activated", "negative") == "opposite"
    assert relation("CD30", "low", "positive") == "opposite"
    assert relation("PD-L1", "high", "positive") == "same"
    assert relation("PD-L1", "positive", "high") == "apart"
    assert relation("PD-L1", "negative", "high") == "opposite"
    assert relation("WASP", "low", "present") == "opposite"
    assert relation("WASP", "low", "absent") == "apart"
    assert relation("TP53", "wild-type", "mutated") == "opposite"
    assert relation("NOTCH1", "activated", "mutated") == "apart"


def test_bypass_marker_told_of_one_disease_counts_in_that_disease_alone(catalogue: Catalogue) -> None:
    """Sposito 2024, section 3.1.2 tells of MET bypass in NSCLC; Wang 2022 never names MET."""
    met = catalogue.biomarker["MET-bypass"]
    assert met.bypass_states_in(catalogue.scopes["LUAD"]) == ("present",)
    assert met.bypass_states_in(catalogue.scopes["ALCL"]) == ()
    assert catalogue.biomarker["IL10RA"].bypass_states_in(catalogue.scopes["ALCL"]) == ("high",)


def test_names_and_synonyms_name_one_thing_each(catalogue: Catalogue) -> None:
    """What a user types as a drug, a biomarker or a disease is never two of them."""
    for kind in (catalogue.therapies, catalogue.biomarkers, [disease for disease in catalogue.diseases if disease.choice]):
        names: dict[str, set[str]] = {}
        for record in kind:
            for name in (record.id, record.name, *record.synonyms):
                names.setdefault(re.sub(r"[^a-z0-9+]", "", name.casefold()), set()).add(record.id)
        assert {name: ids for name, ids in names.items() if len(ids) > 1} == {}


def test_tki_rows_are_those_with_patient_data_and_gilteritinib(catalogue: Catalogue) -> None:
    rows = {therapy.id: therapy.patient_data for therapy in catalogue.tki_rows}
    assert {"crizotinib", "ceritinib", "alectinib", "brigatinib", "lorlatinib", "gilteritinib"} <= rows.keys()
    assert [name for name, in_patients in rows.items() if not in_patients] == ["gilteritinib"]
    assert "zx-29" not in rows


def test_disease_scopes_are_a_small_tree(catalogue: Catalogue) -> None:
    """An option for a wider scope reaches the narrower: ALCL < PTCL < mature T-cell lymphoma, LUAD < NSCLC."""
    assert {"ALCL", "PTCL", "mature-T-cell-lymphoma", "lymphoma"} == catalogue.scopes["ALCL"]
    assert {"LUAD", "NSCLC", "lung-cancer", "solid-tumour"} == catalogue.scopes["LUAD"]
    names = {disease.id for disease in catalogue.diseases}
    assert {parent for disease in catalogue.diseases for parent in disease.parents} <= names


def test_text_is_what_the_catalogue_gives_back(catalogue: Catalogue) -> None:
    """Text -> database -> models is the identity."""
    described = check(read_text(DB))
    assert (catalogue.release, catalogue.fingerprint) == (described.release, described.fingerprint)
    for kind in KINDS:
        assert getattr(catalogue, kind) == getattr(described, kind), kind


def test_build_gives_the_same_content_every_time(catalogue_file: Path, tmp_path: Path) -> None:
    again = tmp_path / "elsewhere" / "again.db"
    build_catalogue(DB, again)
    assert dump(again) == dump(catalogue_file)
    assert [path.name for path in again.parent.iterdir()] == ["again.db"]


def test_line_ends_of_another_system_change_no_content(tables_text: Path, tables_file: Path, tmp_path: Path) -> None:
    """A checkout with CRLF gives the same catalogue and the same fingerprint."""
    copied = shutil.copytree(tables_text, tmp_path / "db")
    for path in copied.rglob("*.toml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    build_catalogue(copied, tmp_path / "catalogue.db")
    assert dump(tmp_path / "catalogue.db") == dump(tables_file)


def dump(file: Path) -> list[str]:
    connection = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def test_catalogue_in_use_is_read_only_and_keeps_no_journal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many read one file while an administrator replaces it: nothing is written, nothing is left beside it."""
    monkeypatch.delenv("ALKTUI_CATALOGUE", raising=False)
    path = catalogue_path()
    before = path.read_bytes()
    connection = open_catalogue(path)
    try:
        for statement in ("DELETE FROM evidence", "CREATE TABLE more (id TEXT)", "UPDATE about SET value = ''"):
            with pytest.raises(sqlite3.OperationalError, match="readonly"):
                connection.execute(statement)
    finally:
        connection.close()
    assert path.read_bytes() == before
    assert not path.with_name(path.name + "-wal").exists()
    assert not path.with_name(path.name + "-shm").exists()


def test_catalogue_in_use_is_of_this_text(monkeypatch: pytest.MonkeyPatch, catalogue: Catalogue) -> None:
    """A checkout builds its catalogue anew when the text has changed."""
    monkeypatch.delenv("ALKTUI_CATALOGUE", raising=False)
    connection = open_catalogue(catalogue_path())
    try:
        about = dict(connection.execute("SELECT name, value FROM about"))
    finally:
        connection.close()
    assert about["fingerprint"] == catalogue.fingerprint


def test_tables_are_strict_and_foreign_keys_hold(catalogue_file: Path) -> None:
    connection = sqlite3.connect(f"{catalogue_file.as_uri()}?mode=ro", uri=True)
    try:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        strict = {name: bool(flag) for _, name, kind, _, _, flag in connection.execute("PRAGMA table_list") if kind == "table"}
        keys = connection.execute("PRAGMA foreign_key_list(evidence)").fetchall()
    finally:
        connection.close()
    ours = {*KINDS, "about", "sources", "source_references", "therapy_links"}
    assert {name for name in ours if not strict.get(name)} == set()
    assert {key[2] for key in keys} == {"therapies", "levels", "diseases"}


def test_reader_keeps_its_catalogue_while_it_is_replaced(tables_text: Path, tables_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "catalogue.db"
    shutil.copyfile(tables_file, target)
    reader = open_catalogue(target)
    try:
        before = reader.execute("SELECT count(*) FROM evidence").fetchone()
        build_catalogue(tables_text, target)
        assert reader.execute("SELECT count(*) FROM evidence").fetchone() == before
    finally:
        reader.close()
