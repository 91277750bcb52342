"""alktui trials: stdout is data, stderr is talk."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest
from registry.answering import Answer, answering, page, study

from alktui.cli import run_command_line
from alktui.registry import client

ONE, TWO = "NCT03505554", "NCT03703050"


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "RegistryClient", partial(client.RegistryClient, pause=0, wait=lambda _seconds: None))


@pytest.fixture(autouse=True)
def _catalogue(catalogue_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALKTUI_CATALOGUE", str(catalogue_file))


def test_refresh_then_status_shows_both_sides(capsys: pytest.CaptureFixture[str]) -> None:
    with answering(page(study(ONE, "COMPLETED"), study(TWO, "PAUSED"))) as registry:
        assert run_command_line(["trials", "refresh", "--base-url", registry.url]) == 0
    talk = capsys.readouterr()
    assert talk.out == ""
    assert "2 status(es) stored, data of 2026-11-20" in talk.err
    assert "the registry does not know" in talk.err
    assert run_command_line(["trials", "status", "--format", "json", "--as-of", "2026-11-23"]) == 0
    listing = json.loads(capsys.readouterr().out)
    of = {trial["nct_id"]: trial["status"] for trial in listing["trials"]}
    assert listing["schema"] == "alktui/trials/1"
    assert (of[ONE]["printed"], of[ONE]["registry"], of[TWO]["registry"]) == ("Recruiting", "COMPLETED", "PAUSED")
    assert of[ONE]["attribution"].startswith("ClinicalTrials.gov")


def test_refresh_of_named_trials_asks_for_these_alone() -> None:
    with answering(page(study(ONE))) as registry:
        assert run_command_line(["trials", "refresh", ONE.lower(), "--base-url", registry.url]) == 0
    assert registry.questions[0]["filter.ids"] == ONE


def test_refresh_asks_for_every_trial_in_one_request(capsys: pytest.CaptureFixture[str]) -> None:
    with answering(page()) as registry:
        assert run_command_line(["trials", "refresh", "--base-url", registry.url]) == 0
    assert len(registry.questions) == 1
    assert "0 status(es) stored" in capsys.readouterr().err


def test_print_url_asks_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["trials", "refresh", "--print-url", "--base-url", "http://registry.invalid/api"]) == 0
    (address,) = capsys.readouterr().out.splitlines()
    assert address.startswith("http://registry.invalid/api/studies?filter.ids=NCT")


def test_number_that_is_no_trial_of_the_catalogue_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["trials", "refresh", "NCT99999999"]) == 2
    assert "no trial of the catalogue" in capsys.readouterr().err


def test_cancelled_refresh_keeps_what_arrived(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    real = client.RegistryClient.func.pages  # type: ignore[attr-defined]  # a partial, see above

    def interrupted(self: client.RegistryClient, ids: Sequence[str]) -> object:
        yield next(real(self, ids))
        raise KeyboardInterrupt

    monkeypatch.setattr(client.RegistryClient.func, "pages", interrupted)  # type: ignore[attr-defined]
    with answering(page(study(ONE), then="a"), page(study(TWO))) as registry:
        assert run_command_line(["trials", "refresh", "--base-url", registry.url]) == 2
    assert "the 1 status(es) that had arrived are kept" in capsys.readouterr().err
    run_command_line(["trials", "forget"])
    assert "1 status(es) forgotten" in capsys.readouterr().err


def test_registry_that_fails_gives_exit_code_3_and_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with answering(Answer("<html>", kind="text/html")) as registry:
        assert run_command_line(["trials", "refresh", "--base-url", registry.url]) == 3
    assert "instead of JSON" in capsys.readouterr().err


def test_import_brings_statuses_to_a_server_without_network(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "saved.json"
    file.write_text(json.dumps({"studies": [study(ONE, "TERMINATED"), study("NCT00000001")], "nextPageToken": "a"}))
    assert run_command_line(["trials", "import", str(file), "--data-date", "2026-11-01"]) == 0
    talk = capsys.readouterr().err
    assert "1 status(es) stored, data of 2026-11-01" in talk
    assert "1 of no trial of the catalogue, left out" in talk
    assert "one page of several" in talk
    case = ["triage", "--disease", "ALCL", "--setting", "relapsed", "--as-of", "2026-11-23"]
    assert run_command_line([*case, "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    status = next(trial["status"] for trial in report["trials"] if trial["nct_id"] == ONE)
    assert (status["printed"], status["registry"], status["registry_as_of"]) == ("Recruiting", "TERMINATED", "2026-11-01")


def test_damaged_state_is_said_and_the_documents_answer_alone(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home.mkdir()
    (home / "registry.json").write_text("{")
    (home / "civic.json").write_text("{")
    assert run_command_line(["triage", "--disease", "ALCL", "--format", "json"]) == 0
    talk = capsys.readouterr()
    assert json.loads(talk.out)["trials"]
    assert "no registry status is shown" in talk.err
    assert "nothing of CIViC's is shown" in talk.err


def test_page_without_the_name_of_a_registry_is_never_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "page.html"
    file.write_text("<!doctype html><title>Study</title>")
    assert run_command_line(["trials", "import", str(file)]) == 2
    assert "web page" in capsys.readouterr().err
