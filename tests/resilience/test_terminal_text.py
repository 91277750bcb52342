"""Nothing that others wrote commands the terminal: raw bytes of every command over hostile data."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from pathlib import Path

import pexpect
import pytest
from tui.terminal import SOURCE

from alktui.cases.case_file import case_bytes
from alktui.cases.entry import CaseEntry, FindingEntry
from alktui.cli import run_command_line
from alktui.model.registry import RegistryStatus
from alktui.plain import inert, inert_json
from alktui.registry.store import FILE, SCHEMA
from alktui.tui import completion

HOSTILE = "\x1b]52;c;QUJD\x07\x1b[2J\x1b]0;t\x1b\\\x9b31m\x85\u202eevil\u2066\u200f\x7f"
TRIAL = "NCT03505554"
OBEYED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
TOML = json.dumps(HOSTILE).replace("\\u007f", "\\u007F")

LAYER = {
    "site.toml": f"name = {json.dumps('Hill' + HOSTILE)}",
    "documents.toml": f"""[[documents]]
id = "site/board"
short = {TOML}
authors = {TOML}
title = {TOML}
year = 2026
journal = {TOML}
doi = ""
disease = "NSCLC"
published = "2026-10-01"
knowledge_ends = "2026-10"
""",
    "trials.toml": f"""[[trials]]
id = "site/trial/first"
nct_id = "NCT00000001"
name = {TOML}
role = "option"
phase = {TOML}
therapies = ["lorlatinib"]
interventions = {TOML}
population = {TOML}
status = {TOML}
status_as_of = "2026-10"
level = "phase 1"
disease = ["NSCLC"]
alk = "positive"
setting = "not stated"
tki_history = "not stated"
sources = [{{ document = "site/board", locator = {TOML}, references = [] }}]
""",
}

COMMANDS = (
    "triage --disease NSCLC --setting relapsed",
    "triage --disease NSCLC --format json",
    "triage --disease NSCLC --format markdown",
    f"triage --disease NSCLC --label {HOSTILE}x --question {HOSTILE} --biomarker {HOSTILE}=high",
    "catalogue show site/trial/first",
    "catalogue search evil",
    "catalogue export",
    f"catalogue search {HOSTILE}",
    f"catalogue show {HOSTILE}",
    "trials status",
    "trials status --format json",
    f"trials refresh --print-url --base-url http://x/{HOSTILE}",
    "case list",
    "case show hostile.json",
    "case import hostile.json --output -",
    f"case show {HOSTILE}",
    f"report hostile.json --output {HOSTILE}.txt",
    "report hostile.json --format csv",
    "evidence status",
    f"{HOSTILE}",
    f"triage --{HOSTILE}",
)


@pytest.fixture(scope="module")
def hostile_home(tables_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose every text comes from someone who means harm."""
    home = tmp_path_factory.mktemp("hostile")
    shutil.copyfile(tables_file, home / "catalogue.db")
    (home / "layer").mkdir()
    for name, text in LAYER.items():
        (home / "layer" / name).write_text(text)
    texts = {"status": HOSTILE, "title": HOSTILE, "why_stopped": HOSTILE, "conditions": (HOSTILE,), "phases": (HOSTILE,)}
    status = RegistryStatus(nct_id=TRIAL, fetched_on="2026-11-20", last_update=HOSTILE, completion=HOSTILE, **texts)
    (home / FILE).write_text(json.dumps({"schema": SCHEMA, "statuses": [status.model_dump(mode="json")]}))
    entry = CaseEntry(label=f"{HOSTILE}x", disease=HOSTILE, fusion=HOSTILE, findings=[FindingEntry(f"G1202R{HOSTILE}")])
    (home / "hostile.json").write_bytes(case_bytes(entry))
    (home / "cases").mkdir(mode=0o700)
    (home / "cases" / f"{HOSTILE}.json").write_text("{")
    return home


RUN_ALL = """
import json, sys
from alktui.cli import run_command_line
for place, typed in enumerate(json.load(open("commands.json"))):
    print(f"--- {place}", flush=True)
    run_command_line(typed.split(" "))
"""


@pytest.fixture(scope="module")
def sent(hostile_home: Path) -> dict[str, str]:
    """What each command sent to a pseudo-terminal, output and talk together; one process runs them all."""
    (hostile_home / "commands.json").write_text(json.dumps(COMMANDS))
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.fspath(SOURCE),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "ALKTUI_HOME": os.fspath(hostile_home),
        "ALKTUI_SITE": os.fspath(hostile_home / "layer"),
        "ALKTUI_CATALOGUE": os.fspath(hostile_home / "catalogue.db"),
    }
    child = pexpect.spawn(sys.executable, ["-c", RUN_ALL], env=environment, cwd=os.fspath(hostile_home), timeout=60)
    child.expect(pexpect.EOF)
    child.close()
    _, *parts = re.split(r"--- \d+\r\n", child.before.decode())
    return dict(zip(COMMANDS, parts, strict=True))


@pytest.mark.parametrize("typed", COMMANDS, ids=range(len(COMMANDS)))
def test_command_sends_nothing_that_a_terminal_obeys(typed: str, sent: dict[str, str]) -> None:
    assert sent[typed]
    assert OBEYED.findall(sent[typed]) == []
    assert "internal fault" not in sent[typed]


def test_json_keeps_what_a_terminal_would_obey_in_escapes(hostile_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A machine that reads it gets the whole value."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALKTUI_SITE", os.fspath(hostile_home / "layer"))
        patch.setenv("ALKTUI_CATALOGUE", os.fspath(hostile_home / "catalogue.db"))
        assert run_command_line(["catalogue", "export"]) == 0
    printed = capsys.readouterr().out
    assert OBEYED.findall(printed) == []
    (trial,) = [trial for trial in json.loads(printed)["trials"] if trial["id"] == "site/trial/first"]
    assert trial["name"] == HOSTILE


def test_escapes_are_json_of_any_letter() -> None:
    text = "".join(map(chr, (*range(0x20, 0x100), 0x202E, 0xE000, 0x10FFFD, 0x1F600)))
    whole = json.dumps(text, ensure_ascii=False)
    assert json.loads(inert_json(whole)) == text
    assert OBEYED.findall(inert_json(whole)) == []
    assert "\U0001f600" in inert_json(whole)


def test_what_parts_lines_and_columns_stays() -> None:
    assert inert("a\tb\r\nc\n\x1b[31m\x00\x9bd\r") == "a\tb\r\nc\n[31md"


def test_completion_offers_no_name_that_nobody_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / f"a{HOSTILE.replace('/', '')}.json").touch()
    (tmp_path / "a plain one.json").touch()
    monkeypatch.chdir(tmp_path)
    assert completion.paths("a") == ("a plain one.json",)


def test_commands_print_by_one_way() -> None:
    """No command prints past the place where what others wrote is made harmless."""
    folder = SOURCE / "alktui" / "cli"
    past = re.compile(r"click\.(?:echo|secho)\(|\bprint\(|std(?:out|err)\.write")
    found = {path.name for path in folder.glob("*.py") if past.search(path.read_text("utf-8"))}
    assert found == {"output.py"}
