"""CIViC's evidence file: profiles whole, directions apart, combinations only where CIViC says so. All rows are made up."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from texts import full_text

from alktui.cases.entry import CaseEntry, FindingEntry
from alktui.cases.reading import read_case
from alktui.civic import table as civic
from alktui.cli import run_command_line
from alktui.errors import FileTrouble, InputRefused
from alktui.model.catalogue import Catalogue
from alktui.model.civic import CivicEvidence
from alktui.model.registry import RegistryStatus
from alktui.model.report import CrossCheck, ProfileCall, Report, TkiRow
from alktui.registry import civic_store
from alktui.registry.civic_store import forget_evidence, read_civic, read_evidence, write_evidence
from alktui.triage import triage
from alktui.triage.cross_check import civic_differs, civic_in_words

AS_OF = date(2026, 11, 23)
TODAY = AS_OF.isoformat()
COLUMNS = (
    "molecular_profile molecular_profile_id disease doid phenotypes therapies therapy_interaction_type evidence_type "
    "evidence_direction evidence_level significance evidence_statement citation_id source_type asco_abstract_id citation nct_ids "
    "rating evidence_status evidence_id variant_origin last_review_date evidence_civic_url molecular_profile_civic_url is_flagged"
).split()
THERAPIES = {name: name for name in ("crizotinib", "alectinib", "lorlatinib", "ceritinib", "brigatinib", "ensartinib")}
USUAL = {
    "molecular_profile": "EML4::ALK Fusion AND ALK G1202R",
    "disease": "Lung Non-small Cell Carcinoma",
    "doid": "3908",
    "therapies": "Alectinib",
    "evidence_type": "Predictive",
    "evidence_direction": "Supports",
    "evidence_level": "C",
    "significance": "Resistance",
    "citation_id": "11111111",
    "source_type": "PubMed",
    "evidence_status": "accepted",
    "evidence_id": "900001",
}


def table(*rows: dict[str, str], columns: list[str] = COLUMNS) -> bytes:
    lines = [
        columns,
        *(
            [(USUAL | {"evidence_id": str(900001 + place)} | row).get(name, "") for name in columns]
            for place, row in enumerate(rows)
        ),
    ]
    return "\n".join("\t".join(cells) for cells in lines).encode() + b"\n"


def read(*rows: dict[str, str]) -> CivicEvidence:
    return read_civic(io.BytesIO(table(*rows)), THERAPIES, TODAY, "made-up.tsv")


def report(
    catalogue: Catalogue, evidence: CivicEvidence | None, *variants: str, phase: str = "", disease: str = "NSCLC"
) -> Report:
    entry = CaseEntry(disease=disease, findings=[FindingEntry(text) for text in variants], phase=phase)
    case, refusals = read_case(entry, catalogue)
    assert case is not None, refusals
    return triage(case, catalogue, AS_OF, civic=evidence)


def row_of(found: Report, tki: str) -> TkiRow:
    return next(row for row in found.tkis if row.therapy == tki)


def check_of(found: Report, tki: str, profile: str) -> CrossCheck:
    (check,) = next(call.cross_checks for call in row_of(found, tki).profiles if call.profile == profile)
    return check


def call_of(found: Report, tki: str, profile: str) -> ProfileCall:
    return next(call for call in row_of(found, tki).profiles if call.profile == profile)


@pytest.mark.parametrize(
    ("printed", "profile"),
    [
        ("EML4::ALK Fusion AND ALK G1202R", "G1202R"),
        ("ALK G1202R AND v::ALK Fusion", "G1202R"),
        ("ALK F1174L", "F1174L"),
        ("EML4::ALK e13::e20 AND ALK T1151dup", "T1151dup"),
        ("EML4::ALK Fusion AND ALK L1198F AND ALK C1156Y", "C1156Y+L1198F"),
        ("EML4::ALK Fusion AND ALK G1202R AND ALK I1171N AND ALK L1196M", "I1171N+L1196M+G1202R"),
    ],
)
def test_profile_is_kept_whole(printed: str, profile: str) -> None:
    (item,) = read({"molecular_profile": printed}).items
    assert (item.profile, item.printed) == (profile, printed)


@pytest.mark.parametrize(
    ("printed", "reason"),
    [
        ("v::ALK Fusion", "a fusion without a variant"),
        ("EML4::ALK e6::e20", "a fusion without a variant"),
        ("ALK Mutation", "without its exact change"),
        ("ALK I1171", "without its exact change"),
        ("EML4::ALK Fusion AND ALK Amplification", "without its exact change"),
        ("ALK Exon 4-11 Deletion", "without its exact change"),
        ("ALK Alternative Transcript (ATI)", "without its exact change"),
        ("ALK C1196Y", "without its exact change"),
        ("v::ALK Fusion OR ALK G1202R", "alternatives"),
        ("v::ALK Fusion AND NOT ALK G1202R", "alternatives"),
        ("ALK G1202R AND TP53 R273H", "another gene"),
        ("EGFR L858R", "another gene"),
        ("ROS1::CD74 Fusion AND ALK G1202R", "another gene"),
        ("", "another gene"),
    ],
)
def test_profile_that_is_no_exact_variant_is_left_out_with_its_reason(printed: str, reason: str) -> None:
    found = read({"molecular_profile": printed})
    assert found.items == ()
    assert [reason in key for key in found.left_out] == [True]


@pytest.mark.parametrize("interaction", ["", "Sequential", "Substitutes"])
def test_list_of_therapies_is_no_combination_unless_said(interaction: str) -> None:
    found = read({"therapies": "Crizotinib,Alectinib", "therapy_interaction_type": interaction})
    assert found.items == ()
    assert found.left_out == {civic.NO_COMBINATION: 1}


def test_combination_is_kept_whole_and_beside_the_calls_but_makes_none(catalogue: Catalogue) -> None:
    found = read(
        {"therapies": "Alectinib,Everolimus", "therapy_interaction_type": "Combination", "significance": "Sensitivity/Response"}
    )
    assert found.items[0].therapies == ("alectinib", "Everolimus")
    check = check_of(report(catalogue, found, "G1202R"), "alectinib", "G1202R")
    assert (check.verdict, check.items[0].relation) == ("not-comparable", "apart")


def test_comma_within_a_chemical_name_separates_nothing() -> None:
    assert read({"therapies": "2,4-pyrimidinediamine"}).left_out == {civic.NO_TKI: 1}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"evidence_status": "submitted"}, civic.NOT_ACCEPTED),
        ({"evidence_type": "Prognostic"}, civic.NOT_PREDICTIVE),
        ({"therapies": "Erlotinib"}, civic.NO_TKI),
        ({"therapies": ""}, civic.NO_TKI),
        ({"significance": "Adverse Response"}, civic.NO_DIRECTION),
        ({"evidence_direction": "N/A"}, civic.NO_DIRECTION),
        ({"evidence_id": ""}, civic.NO_ID),
        ({"evidence_id": "\u00b2"}, civic.NO_ID),
    ],
)
def test_row_that_is_not_taken_is_counted_with_its_reason(row: dict[str, str], reason: str) -> None:
    found = read(row, {})
    assert (len(found.items), found.left_out, found.rows) == (1, {reason: 1}, 2)


def test_every_row_is_taken_or_counted() -> None:
    found = read({}, {"evidence_id": "900001"}, {"therapies": "x"}, {"molecular_profile": "v::ALK Fusion"})
    assert len(found.items) + sum(found.left_out.values()) == found.rows == 4
    assert found.left_out[civic.TWICE] == 1


@pytest.mark.parametrize(
    ("direction", "significance", "supports", "read_as"),
    [
        ("Supports", "Sensitivity/Response", True, "sensitive"),
        ("SUPPORTS", "SENSITIVITYRESPONSE", True, "sensitive"),
        ("Does Not Support", "Sensitivity/Response", False, "sensitive"),
        ("DOES_NOT_SUPPORT", "RESISTANCE", False, "resistant"),
        ("Supports", "Reduced Sensitivity", True, "reduced"),
        ("Supports", "REDUCED_SENSITIVITY", True, "reduced"),
    ],
)
def test_direction_and_significance_are_kept_apart(direction: str, significance: str, supports: bool, read_as: str) -> None:  # noqa: FBT001 - a parameter of the test
    (item,) = read({"evidence_direction": direction, "significance": significance}).items
    assert (item.supports, item.significance, item.significance_printed) == (supports, read_as, significance)


def test_verdicts(catalogue: Catalogue) -> None:
    """Wang 2022, Table 1, on G1202R: alectinib resistant, lorlatinib sensitive and reduced; ensartinib not in it."""
    found = read(
        {"therapies": "Alectinib"},
        {"therapies": "Crizotinib", "significance": "Sensitivity/Response"},
        {"therapies": "Ceritinib"},
        {"therapies": "Ceritinib", "significance": "Sensitivity/Response"},
        {"therapies": "Lorlatinib", "significance": "Sensitivity/Response"},
        {"therapies": "Ensartinib"},
    )
    after = report(catalogue, found, "G1202R")
    verdicts = {row.therapy: check_of(after, row.therapy, "G1202R").verdict for row in after.tkis}
    assert verdicts == {
        "alectinib": "agrees",
        "crizotinib": "disagrees",
        "ceritinib": "partly",
        "lorlatinib": "partly",
        "ensartinib": "documents-silent",
        "brigatinib": "silent",
        "gilteritinib": "silent",
    }


def test_does_not_support_is_not_resistance(catalogue: Catalogue) -> None:
    found = read({"evidence_direction": "Does Not Support", "significance": "Sensitivity/Response"})
    check = check_of(report(catalogue, found, "G1202R"), "alectinib", "G1202R")
    assert (check.verdict, check.items[0].relation, check.items[0].direction) == ("not-comparable", "apart", "does not support")


def test_no_call_changes_and_without_import_there_is_nothing_beside_it(catalogue: Catalogue) -> None:
    found = read({"significance": "Sensitivity/Response"}, {"molecular_profile": "ALK L1196M AND ALK G1202R"})
    before, after = (report(catalogue, evidence, "G1202R", "L1196M") for evidence in (None, found))
    assert not [row for row in before.tkis if row.cross_checks or any(call.cross_checks for call in row.profiles)]
    bare = [row.but(cross_checks=(), profiles=tuple(call.but(cross_checks=()) for call in row.profiles)) for row in after.tkis]
    beside = [notice for notice in after.notices if notice.code == "beside-the-documents"]
    assert "nothing of CIViC's" in next(notice.message for notice in before.notices if notice.code == beside[0].code)
    kept = {notice for notice in before.notices if notice.code != beside[0].code}
    assert {notice for notice in after.notices if notice not in beside} == kept
    assert after.but(tkis=tuple(bare), notices=before.notices) == before


def test_compound_is_never_its_members(catalogue: Catalogue) -> None:
    after = report(
        catalogue, read({"molecular_profile": "ALK C1156Y AND ALK L1198F", "therapies": "Lorlatinib"}), "C1156Y+L1198F"
    )
    verdicts = {call.profile: call.cross_checks[0].verdict for call in row_of(after, "lorlatinib").profiles}
    assert verdicts.pop("C1156Y+L1198F") != "silent"
    assert set(verdicts.values()) == {"silent"}


def test_own_disease_decides_the_verdict_and_others_only_for_want_of_it(catalogue: Catalogue) -> None:
    elsewhere = {"disease": "Neuroblastoma", "doid": "769", "significance": "Sensitivity/Response"}
    alone = check_of(report(catalogue, read(elsewhere), "G1202R"), "alectinib", "G1202R")
    assert (alone.verdict, alone.borrowed, alone.items[0].scope) == ("disagrees", True, "borrowed")
    adenocarcinoma = {"disease": "Lung Adenocarcinoma", "doid": "DOID:3910"}
    both = check_of(report(catalogue, read(elsewhere, adenocarcinoma), "G1202R"), "alectinib", "G1202R")
    assert (both.verdict, both.borrowed, len(both.items)) == ("agrees", False, 2)
    cancer = check_of(report(catalogue, read({"disease": "Cancer", "doid": "162"}), "G1202R"), "alectinib", "G1202R")
    assert (cancer.verdict, cancer.items[0].scope) == ("agrees", "pooled")


def test_text_says_it_in_one_line_with_the_items(catalogue: Catalogue) -> None:
    text = " ".join(full_text(report(catalogue, read({"significance": "Sensitivity/Response"}), "G1202R"), catalogue).split())
    assert "! CIViC: sensitive, case report - not what the documents say [EID900001, PMID 11111111]" in text
    assert "CIViC is silent" not in text


@pytest.mark.parametrize(
    ("row", "citation"),
    [
        ({}, "PMID 11111111"),
        ({"source_type": ""}, "PMID 11111111"),
        ({"source_type": "ASCO", "asco_abstract_id": "9001"}, "ASCO 9001"),
        ({"citation_id": ""}, "no citation"),
    ],
)
def test_citation_is_named_by_its_kind(row: dict[str, str], citation: str) -> None:
    assert read(row).items[0].citation == citation


@pytest.mark.parametrize("coded", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_encodings_and_line_ends(coded: str, line_end: str) -> None:
    content = table({"disease": "Na\u00efve"}).decode().replace("\n", line_end).encode(coded)
    (item,) = read_civic(io.BytesIO(content), THERAPIES, TODAY).items
    assert item.disease == "Na\u00efve"


def test_quoted_cell_may_hold_tabs_and_lines() -> None:
    (item,) = read({"evidence_statement": '"one\ttwo\nthree ""four"""'}).items
    assert item.id == "EID900001"


def test_control_characters_are_cleaned() -> None:
    (item,) = read({"disease": "Lung\x1b[31m\u202e"}).items
    assert item.disease == "Lung[31m"


def test_newest_review_flag_and_order_are_kept() -> None:
    found = read({"last_review_date": "2025-01-02 03:04:05 UTC", "is_flagged": "true", "evidence_id": "900009"}, {})
    assert (found.latest_review, [item.id for item in found.items]) == ("2025-01-02", ["EID900002", "EID900009"])
    assert found.items[1].flagged


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b"<html>\n", "no evidence file of CIViC's", id="HTML"),
        pytest.param(table({}).replace(b"\t", b","), "no evidence file of CIViC's", id="commas"),
        pytest.param(
            table({}, columns=[name for name in COLUMNS if name != "significance"]), "no column significance", id="column"
        ),
        pytest.param(table({}, columns=[*COLUMNS, "disease"]), "a column twice", id="twice"),
        pytest.param(table({"disease": "Na\u00efve"}).decode().encode("latin-1"), "not UTF-8", id="Latin-1"),
        pytest.param(b"PK\x03\x04\0\0", "not text", id="packed"),
        pytest.param(table({}) + b"a\t" * 40 + b"\n", "more cells than the header", id="cells"),
        pytest.param(table({}) + b'"open\t\n', "cannot be read", id="open quote"),
    ],
)
def test_file_of_another_kind_is_one_clear_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(InputRefused, match=sentence) as caught:
        read_civic(io.BytesIO(content), THERAPIES, TODAY)
    assert "\n" not in str(caught.value)


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(civic, "MOST_ROWS", 1)
    with pytest.raises(InputRefused, match="more than 1 rows"):
        read({}, {})
    monkeypatch.setattr(civic_store, "MOST_BYTES", 10)
    with pytest.raises(FileTrouble, match="larger than"):
        read({})
    monkeypatch.setattr(civic_store, "MOST_BYTES", 10_000_000)
    with pytest.raises(InputRefused, match="field larger"):
        read({"evidence_statement": "x" * 1_100_000})


def test_import_is_stored_whole_replaced_whole_and_forgotten() -> None:
    first, second = read({}), read({"evidence_id": "900002"})
    write_evidence(first)
    assert read_evidence() == first
    write_evidence(second)
    assert read_evidence() == second
    assert forget_evidence()
    assert read_evidence() is None
    assert not forget_evidence()


def test_commands(tmp_path: Path, tables_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("ALKTUI_CATALOGUE", str(tables_file))
    file = tmp_path / "made-up.tsv"
    file.write_bytes(table({}, {"therapies": "Crizotinib,Alectinib"}))
    assert run_command_line(["evidence", "status"]) == 0
    assert "nothing of CIViC's is in force" in capsys.readouterr().out
    assert run_command_line(["evidence", "import-civic", str(file)]) == 0
    talk = capsys.readouterr()
    assert talk.out == ""
    assert "1 of 2 rows taken" in talk.err
    assert civic.NO_COMBINATION in talk.err
    assert run_command_line(["evidence", "status"]) == 0
    assert "made-up.tsv" in capsys.readouterr().out
    assert run_command_line(["evidence", "import-civic", str(tmp_path / "none.tsv")]) == 3
    assert run_command_line(["evidence", "forget"]) == 0
    assert "forgotten" in capsys.readouterr().err


SHAW = {"citation_id": "26698910", "molecular_profile": "ALK C1156Y AND ALK L1198F"}
"""Wang 2022 cites this publication as reference 87, for whole columns of Table 1."""
COLUMN = "same publication as reference 87 of the column"


def test_publication_behind_the_very_call_is_no_second_voice(catalogue: Catalogue) -> None:
    found = read(SHAW | {"therapies": "Crizotinib", "significance": "Sensitivity/Response"}, SHAW | {"therapies": "Lorlatinib"})
    after = report(catalogue, found, "C1156Y+L1198F")
    check = check_of(after, "crizotinib", "C1156Y+L1198F")
    assert (check.verdict, check.same_publication, check.items[0].same_publication) == ("agrees", True, COLUMN)
    text = " ".join(full_text(after, catalogue).split())
    assert f"CIViC: sensitive, case report ({COLUMN})" in text


def test_same_publication_behind_another_call_is_another_voice(catalogue: Catalogue) -> None:
    """Wang 2022 cites reference 87 for no item on ceritinib."""
    after = report(catalogue, read({"citation_id": "26698910", "therapies": "Ceritinib"}), "G1202R")
    check = check_of(after, "ceritinib", "G1202R")
    assert (check.verdict, check.same_publication, check.items[0].same_publication) == ("agrees", False, "")


def test_verdict_rests_on_other_publications_where_there_are_any(catalogue: Catalogue) -> None:
    """Wang 2022, Table 1: crizotinib is sensitive on C1156Y+L1198F."""
    same = SHAW | {"therapies": "Crizotinib", "significance": "Sensitivity/Response"}
    after = report(catalogue, read(same, same | {"citation_id": "2", "significance": "Resistance"}), "C1156Y+L1198F")
    check = check_of(after, "crizotinib", "C1156Y+L1198F")
    assert (check.verdict, check.same_publication) == ("disagrees", False)
    assert [item.same_publication for item in check.items] == [COLUMN, ""]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], ""),
        ([{}], "CIViC: resistant, case report"),
        ([{"evidence_level": "A"}], "CIViC: resistant, validated"),
        ([{"evidence_level": "B"}], "CIViC: resistant, clinical"),
        ([{"evidence_level": "E"}], "CIViC: resistant, inferential"),
        ([{"evidence_level": "D"}] * 2, "CIViC: resistant, preclinical (2 items)"),
        ([{"evidence_level": "D"}, {}], "CIViC: resistant, case report and preclinical (2 items)"),
        (
            [{"significance": "Sensitivity/Response", "evidence_level": "D"}, {}],
            "CIViC: resistant, case report; sensitive, preclinical",
        ),
        ([{"significance": "Reduced Sensitivity"}], "CIViC: reduced, case report"),
        ([{"disease": "Neuroblastoma", "doid": "769"}], "CIViC: resistant, case report (in Neuroblastoma)"),
        ([{"evidence_direction": "Does Not Support"}], "CIViC: 1 item, no call"),
    ],
)
def test_few_words_say_answer_and_strength_and_invent_no_count(
    rows: list[dict[str, str]], words: str, catalogue: Catalogue
) -> None:
    assert civic_in_words(call_of(report(catalogue, read(*rows), "G1202R"), "alectinib", "G1202R")) == words


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([], None),
        ([{}], "resistant"),
        ([{"significance": "Sensitivity/Response"}], "sensitive"),
        ([{"significance": "Reduced Sensitivity"}], "resistant"),
        ([{}, {"significance": "Sensitivity/Response"}], "conflicting"),
        ([{"evidence_direction": "Does Not Support"}], None),
    ],
)
def test_check_says_what_its_items_add_up_to(rows: list[dict[str, str]], says: str | None, catalogue: Catalogue) -> None:
    assert check_of(report(catalogue, read(*rows), "G1202R"), "alectinib", "G1202R").says == says


def test_without_civic_there_are_no_words(catalogue: Catalogue) -> None:
    after = report(catalogue, None, "G1202R")
    assert civic_in_words(call_of(after, "alectinib", "G1202R")) == ""
    assert not civic_differs(row_of(after, "alectinib"))


def test_civic_differs_where_it_says_another_thing_or_more_of_a_finding(catalogue: Catalogue) -> None:
    found = read(
        {"therapies": "Alectinib"},
        {"therapies": "Crizotinib", "significance": "Sensitivity/Response"},
        {"therapies": "Lorlatinib"},
        {"therapies": "Ensartinib"},
    )
    after = report(catalogue, found, "G1202R")
    assert {row.therapy for row in after.tkis if civic_differs(row)} == {"crizotinib", "lorlatinib"}


def test_note_that_tells_an_item_alone_gives_way_to_the_item(catalogue: Catalogue) -> None:
    """The check of the catalogue on alectinib and G1269A names EID1354."""
    row = {"molecular_profile": "ALK G1269A", "significance": "Resistance"}
    before, after = (report(catalogue, read(row | {"evidence_id": number}), "G1269A") for number in ("1", "1354"))
    assert [check.civic for check in row_of(before, "alectinib").outside_checks] == [("EID1354",)]
    assert not row_of(after, "alectinib").outside_checks
    assert check_of(after, "alectinib", "G1269A").verdict == "disagrees"


def notice_of(found: Report) -> str:
    (sentence,) = (notice.message for notice in found.notices if notice.code == "beside-the-documents")
    return sentence


def test_one_sentence_says_what_stands_beside_and_what_was_never_asked(catalogue: Catalogue) -> None:
    assert notice_of(report(catalogue, None, "G1202R")) == (
        "Beside the documents: nothing of CIViC's; the trial registry was never asked; drug labels are not used."
    )
    shipped = civic.read_table(table({}), THERAPIES, file="made-up.tsv", as_of="2025-10")
    assert "CIViC (CC0) as of October 2025 (1 item on exact ALK mutations)" in notice_of(report(catalogue, shipped, "G1202R"))
    assert f"CIViC (CC0) as imported {TODAY}" in notice_of(report(catalogue, read({}), "G1202R"))


def test_sentence_says_when_the_registry_was_asked(catalogue: Catalogue) -> None:
    case, _ = read_case(CaseEntry(disease="NSCLC"), catalogue)
    assert case is not None
    asked = {
        number: RegistryStatus(nct_id=number, fetched_on=day, data_date=data)
        for number, day, data in (("NCT00000001", "2026-11-20", "2026-11-19"), ("NCT00000002", "2026-11-18", ""))
    }
    assert "the trial registry was last asked 2026-11-19" in notice_of(triage(case, catalogue, AS_OF, asked))
