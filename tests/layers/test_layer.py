"""Site layers: a hospital's own records stand beside the documents', are named as its own, and can be taken away."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest
from texts import full_text

from alktui.cases.entry import CaseEntry, FindingEntry
from alktui.cases.reading import read_case
from alktui.catalogue.export import export_json, show_record
from alktui.catalogue.layer import SYSTEM_FOLDER, add_layer, find_in_layers, is_layer, read_layered, site_folders
from alktui.catalogue.store import read_catalogue
from alktui.cli import run_command_line
from alktui.errors import CatalogueFaulty, FileTrouble
from alktui.model.catalogue import Catalogue
from alktui.model.report import Report
from alktui.model.source import DOCUMENTS
from alktui.paint.json import json_of
from alktui.triage import triage

AS_OF = date(2026, 11, 23)
NAME = "Hospital of the Hill"
SOURCE = 'sources = [{ document = "site/board", locator = "minute 3", references = [] }]'
CONDITION = 'disease = ["NSCLC"]\nalk = "positive"\nsetting = "not stated"\ntki_history = "not stated"'

FILES = {
    "site.toml": f'name = "{NAME}"\n',
    "documents.toml": """[[documents]]
id = "site/board"
short = "Hill board"
authors = "the board"
title = "Minutes"
year = 2026
journal = "in house"
doi = ""
disease = "NSCLC"
published = "2026-10-01"
knowledge_ends = "2026-10"
""",
    "therapies.toml": '[[therapies]]\nid = "site/newdrug"\nname = "newdrug"\nkind = "alk-tki"\nclasses = ["alk-tki"]\n',
    "trials.toml": f"""[[trials]]
id = "site/trial/first"
nct_id = "NCT00000001"
name = "Newdrug after lorlatinib"
role = "option"
phase = "1"
therapies = ["site/newdrug"]
interventions = "newdrug"
population = "ALK-positive NSCLC"
status = "Recruiting"
status_as_of = "2026-10"
level = "phase 1"
{CONDITION}
{SOURCE}
""",
    "strategies.toml": f"""[[strategies]]
id = "site/strategy/first"
name = "Lorlatinib and newdrug, our way"
kind = "combination"
therapies = ["lorlatinib", "site/newdrug"]
verdict = "investigational"
level = "case series"
statement = "Given to four patients here."
{CONDITION}
{SOURCE}
""",
    "evidence.csv": "id,therapy,profile,direction,printed,disease,level,document,locator,references\n"
    "site/evidence/one,alectinib,G1202R,sensitive,G1202R,NSCLC,case report,site/board,minute 4,\n"
    "site/evidence/two,ensartinib,G1202R,sensitive,G1202R,NSCLC,case report,site/board,minute 5,\n",
    "cautions.toml": f"""[[cautions]]
id = "site/caution/first"
name = "our caution"
speaks_against = ["lorlatinib"]
statement = "Watch the mood."
level = "case series"
{CONDITION}
{SOURCE}
""",
}


@pytest.fixture
def layer(tmp_path: Path) -> Path:
    """A layer that holds."""
    return written(tmp_path / "a site", {})


def written(folder: Path, changes: dict[str, str]) -> Path:
    folder.mkdir(parents=True)
    for name, content in (FILES | changes).items():
        if content:
            (folder / name).write_text(content, "utf-8")
    return folder


def report(catalogue: Catalogue) -> Report:
    case, refusals = read_case(CaseEntry(disease="NSCLC", findings=[FindingEntry("G1202R")]), catalogue)
    assert case is not None, refusals
    return triage(case, catalogue, AS_OF)


def faults(base: Catalogue, folder: Path) -> str:
    with pytest.raises(CatalogueFaulty) as caught:
        add_layer(base, folder)
    return "\n".join(map(str, caught.value.faults))


def test_every_record_of_a_layer_is_named_as_its_own(catalogue: Catalogue, layer: Path) -> None:
    joined = add_layer(catalogue, layer)
    own = {identity: record for identity, record in joined.records.items() if identity.startswith("site/")}
    assert len(own) == 7
    assert {record.origin for record in own.values()} == {NAME}
    (found,) = joined.layers
    assert (found.name, found.counts) == (NAME, {"therapies": 1, "evidence": 2, "strategies": 1, "trials": 1, "cautions": 1})


def test_base_catalogue_is_left_as_it_was(catalogue: Catalogue, layer: Path) -> None:
    before = export_json(catalogue)
    joined = add_layer(catalogue, layer)
    assert export_json(catalogue) == before
    assert [record for record in joined.trials if record.origin == DOCUMENTS] == list(catalogue.trials)
    assert (joined.release, joined.fingerprint) == (catalogue.release, catalogue.fingerprint)
    assert not set(joined.memo) & set(catalogue.memo), "nothing derived from the one may serve the other"


def test_report_shows_origin_and_says_that_a_layer_is_there(catalogue: Catalogue, layer: Path) -> None:
    found = report(add_layer(catalogue, layer))
    origins = {option.id: option.origin for option in (*found.strategies, *found.targets, *found.trials)}
    assert {identity for identity, origin in origins.items() if origin == NAME} == {"site/trial/first", "site/strategy/first"}
    assert [notice.message for notice in found.notices if notice.code == "site-layer"] != []
    assert [entry.name for entry in found.catalogue.layers] == [NAME]
    text = " ".join(full_text(found, add_layer(catalogue, layer)).split())
    assert text.count(f"{NAME}'s own, not from the documents") == 5  # trial, strategy, two evidence items, caution
    assert "Hill board, minute 3" in text
    assert json.loads(json_of(found))["trials"][0]["origin"] in (NAME, DOCUMENTS)


def test_knowledge_of_the_documents_ends_where_it_did(catalogue: Catalogue, layer: Path) -> None:
    before, after = report(catalogue), report(add_layer(catalogue, layer))
    assert after.catalogue.knowledge_ends == before.catalogue.knowledge_ends
    ends = [[notice for notice in found.notices if notice.code == "knowledge-ends"] for found in (before, after)]
    assert ends[0] == ends[1]


def test_evidence_of_a_layer_changes_no_call_but_says_what_it_would(catalogue: Catalogue, layer: Path) -> None:
    before, after = report(catalogue), report(add_layer(catalogue, layer))
    assert {row.therapy: row.call for row in after.tkis} == {row.therapy: row.call for row in before.tkis}
    assert [row.therapy for row in after.tkis] == [row.therapy for row in before.tkis]
    calls = {row.therapy: row.profiles[0] for row in after.tkis}
    assert (calls["alectinib"].call, calls["alectinib"].call_with_site) == ("resistant", "conflicting")
    assert (calls["ensartinib"].call, calls["ensartinib"].call_with_site) == ("no-data", "sensitive")
    assert calls["lorlatinib"].call_with_site is None
    own = [item for call in calls.values() for item in call.evidence if item.origin == NAME]
    assert [(item.id, item.counted) for item in own] == [("site/evidence/one", False), ("site/evidence/two", False)] or len(
        own
    ) == 2
    assert not any(item.counted for item in own)


def test_options_of_the_documents_do_not_move(catalogue: Catalogue, layer: Path) -> None:
    before, after = report(catalogue), report(add_layer(catalogue, layer))
    for step in ("strategies", "targets", "trials"):
        stayed = [option.but(cautions=()) for option in getattr(after, step) if option.origin == DOCUMENTS]
        assert stayed == [option.but(cautions=()) for option in getattr(before, step)]


def test_record_of_a_layer_is_shown_exported_and_found(catalogue: Catalogue, layer: Path) -> None:
    joined = add_layer(catalogue, layer)
    assert f"origin: {NAME}" in show_record(joined, "site/trial/first")
    exported = json.loads(export_json(joined))
    assert exported["layers"][0]["name"] == NAME
    assert {record["origin"] for record in exported["trials"]} == {NAME, DOCUMENTS}
    assert [hit.id for hit in find_in_layers(joined, "newdrug AFTER")] == ["site/trial/first"]
    assert find_in_layers(joined, "") == find_in_layers(catalogue, "newdrug") == ()


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"site.toml": ""}, "site.toml: the whole file: is missing"),
        ({"site.toml": "name ="}, "site.toml: the whole file: cannot be read"),
        ({"site.toml": 'name = ""'}, "site.toml: name: is no name"),
        ({"site.toml": 'name = "Documents"'}, "could be taken for the documents"),
        ({"site.toml": 'name = "Wang 2022"'}, "could be taken for the documents"),
        ({"site.toml": 'name = "x"\norigin = "y"'}, "site.toml: origin: is unknown"),
        ({"trials.toml": FILES["trials.toml"].replace('"site/trial/first"', '"NCT03505554"')}, "does not start with site/"),
        ({"trials.toml": FILES["trials.toml"].replace("site/board", "wang-2022")}, "it names 'wang-2022' as its source"),
        ({"trials.toml": FILES["trials.toml"] + 'origin = "documents"\n'}, "origin: is not for a file to say"),
        ({"trials.toml": FILES["trials.toml"].replace("NCT00000001", "EU-1")}, "is no NCT number"),
        ({"trials.toml": FILES["trials.toml"].replace("phase 1", "level 9")}, "the level 'level 9' is unknown"),
        ({"trials.toml": FILES["trials.toml"].replace("[[trials]]", "[[trial]]")}, "unknown key 'trial'"),
        ({"trials.toml": FILES["trials.toml"] * 2}, "the id is used more than once"),
        ({"documents.toml": ""}, "the document 'site/board' is unknown"),
        ({"therapies.toml": FILES["therapies.toml"] + "row = true\n"}, "no line to the TKI step"),
        ({"diseases.toml": '[[diseases]]\nid = "site/x"\nname = "x"\n'}, "a layer adds no diseases"),
        ({"levels.toml": '[[levels]]\nid = "best"\ncivic = "A"\nrank = 0\nclinical = true\n'}, "a layer adds no levels"),
        ({"evidence.csv": FILES["evidence.csv"].replace("G1202R,sensitive", "C1196Y,sensitive")}, "does not hold"),
        ({"notes.toml": "x = 1"}, "is of no kind the catalogue knows"),
        ({"outcomes.toml": '[[outcomes]]\nid = "site/o"\n'}, "a layer adds no outcomes"),
    ],
)
def test_faulty_layer_is_refused_with_file_record_and_remedy(
    changes: dict[str, str], fault: str, catalogue: Catalogue, tmp_path: Path
) -> None:
    assert fault in faults(catalogue, written(tmp_path / "faulty", changes))


def test_all_faults_stand_in_one_notice_and_the_catalogue_opens(catalogue_file: Path, layer: Path, tmp_path: Path) -> None:
    faulty = written(tmp_path / "faulty", {"site.toml": "", "documents.toml": "", "notes.txt": "x"})
    found = read_layered(catalogue_file, (faulty, layer))
    (notice,) = found.notices
    assert (notice.severity, notice.code) == ("warning", "site-layer-refused")
    for part in (str(faulty), "site.toml", "notes.txt", "trials.toml", "evidence.csv", "'site/board'"):
        assert part in notice.message
    assert [entry.name for entry in found.catalogue.layers] == [NAME]


def test_faulty_layer_leaves_nothing_behind(catalogue_file: Path, tmp_path: Path) -> None:
    faulty = written(tmp_path / "faulty", {"site.toml": ""})
    found = read_layered(catalogue_file, (faulty,))
    assert json_of(report(found.catalogue)) == json_of(report(read_catalogue(catalogue_file)))


def test_removing_the_folder_removes_the_layer(catalogue_file: Path, layer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALKTUI_SITE", str(layer))
    assert read_layered(catalogue_file).catalogue.layers != ()
    for path in layer.iterdir():
        path.unlink()
    layer.rmdir()
    monkeypatch.setenv("ALKTUI_SITE", "")
    found = read_layered(catalogue_file)
    assert (found.catalogue.layers, found.notices) == ((), ())


def test_two_layers_stand_side_by_side_and_cannot_share_a_name_or_an_id(
    catalogue_file: Path, layer: Path, tmp_path: Path
) -> None:
    renamed = {name: content.replace("site/", "site/two/") for name, content in FILES.items()}
    second = written(tmp_path / "second", renamed | {"site.toml": 'name = "Second"'})
    both = read_layered(catalogue_file, (layer, second))
    assert ([entry.name for entry in both.catalogue.layers], both.notices) == ([NAME, "Second"], ())
    same_ids = written(tmp_path / "third", {"site.toml": 'name = "Third"'})
    same_name = written(tmp_path / "fourth", renamed)
    found = read_layered(catalogue_file, (layer, same_ids, same_name))
    assert ["another layer's already" in notice.message for notice in found.notices] == [True, True]
    assert len(found.catalogue.layers) == 1


def test_folders_come_from_the_environment_in_order_and_the_users_own_last(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(home / "site", {})
    monkeypatch.setenv("ALKTUI_SITE", os.pathsep.join(["/first", "", str(tmp_path), "/first"]))
    assert site_folders() == (Path("/first"), tmp_path, home / "site")
    monkeypatch.delenv("ALKTUI_SITE")
    assert site_folders()[-1] == home / "site"
    assert set(site_folders()) <= {SYSTEM_FOLDER, home / "site"}


def test_folder_named_in_the_environment_that_is_not_there_is_a_notice(
    catalogue_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALKTUI_SITE", "/nowhere/at all")
    (notice,) = read_layered(catalogue_file).notices
    assert "/nowhere/at all" in notice.message


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_file_that_cannot_be_read_is_a_fault(catalogue: Catalogue, layer: Path) -> None:
    (layer / "trials.toml").chmod(0)
    assert "cannot be read" in faults(catalogue, layer)


def test_file_that_a_read_error_meets_is_a_fault(catalogue: Catalogue, layer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_folder: Path) -> None:
        raise PermissionError(13, "Permission denied", str(layer / "trials.toml"))

    monkeypatch.setattr("alktui.catalogue.text.read_text", failing)
    assert "trials.toml: the whole file: cannot be read: Permission denied" in faults(catalogue, layer)


def test_missing_folder_is_a_sentence(catalogue: Catalogue, tmp_path: Path) -> None:
    with pytest.raises(FileTrouble, match="no folder"):
        add_layer(catalogue, tmp_path / "none")


def test_command_checks_a_layer_or_a_whole_catalogue(
    layer: Path,
    tmp_path: Path,
    curated_text: Path,
    catalogue_file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("ALKTUI_CATALOGUE", str(catalogue_file))
    assert (is_layer(layer), is_layer(curated_text)) == (True, False)
    assert run_command_line(["catalogue", "check", str(layer)]) == 0
    assert f"site layer {NAME}: 1 therapies, 2 evidence" in capsys.readouterr().out
    assert run_command_line(["catalogue", "check", str(curated_text)]) == 0
    assert "no fault" in capsys.readouterr().out
    faulty = written(tmp_path / "faulty", {"documents.toml": ""})
    assert run_command_line(["catalogue", "check", str(faulty)]) == 3
    assert "trials.toml: site/trial/first" in capsys.readouterr().err


def test_commands_use_the_layer_and_tell_of_a_faulty_one(
    layer: Path, tmp_path: Path, catalogue_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    faulty = written(tmp_path / "faulty", {"site.toml": "name = 3"})
    monkeypatch.setenv("ALKTUI_CATALOGUE", str(catalogue_file))
    monkeypatch.setenv("ALKTUI_SITE", os.pathsep.join([str(faulty), str(layer)]))
    assert run_command_line(["triage", "--disease", "NSCLC", "--format", "json"]) == 0
    talk = capsys.readouterr()
    assert "site/trial/first" in {trial["id"] for trial in json.loads(talk.out)["trials"]}
    assert "is not used" in talk.err
    assert run_command_line(["catalogue", "search", "newdrug", "after"]) == 0
    assert "site/trial/first" in capsys.readouterr().out


def test_pinned_catalogue_that_nobody_can_write_is_read(catalogue_file: Path, tmp_path: Path) -> None:
    pinned = tmp_path / "pinned"
    pinned.mkdir()
    file = pinned / "catalogue.db"
    file.write_bytes(catalogue_file.read_bytes())
    file.chmod(0o444)
    pinned.chmod(0o555)
    try:
        assert read_layered(file, ()).catalogue.trials
        assert [path.name for path in pinned.iterdir()] == ["catalogue.db"]
    finally:
        pinned.chmod(0o755)
