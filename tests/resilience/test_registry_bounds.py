"""A registry that means harm or is broken, bounded in bytes, time and depth; an import that could not be read again."""

from __future__ import annotations

import gzip
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from registry.answering import Answer, answering, page, study

from alktui.cli import run_command_line
from alktui.errors import FileTrouble, InputRefused, RegistryTrouble
from alktui.model.civic import CivicEvidence
from alktui.registry import client as module
from alktui.registry import source, state
from alktui.registry.civic_store import read_evidence, write_evidence
from alktui.registry.client import RegistryClient, base_url

ONE = "NCT03505554"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, and no proxy between it and this machine."""
    monkeypatch.setenv("ALKTUI_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.delenv("ALKTUI_REGISTRY_URL", raising=False)
    return tmp_path / "home"


def asked(url: str, **bounds: float) -> RegistryClient:
    return RegistryClient(url, pause=0, wait=lambda _: None, **bounds)


def packed(times: int, size: int) -> Answer:
    """So many empty bytes, packed so many times."""
    body = b"[" + b" " * size + b"]"
    for _ in range(times):
        body = gzip.compress(body)
    return Answer(body, headers={"Content-Encoding": ", ".join(["gzip"] * times)})


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (packed(1, module.MOST_BYTES + 1), "more than 32 MB"),
        (packed(2, 100), "packs its answer as"),
        (Answer(b"[" * 900 + b"]" * 900), "not whole JSON"),
        (Answer(b"[" * 100_000), "not whole JSON"),
        (Answer(b"[" + b"{}," * source.MOST_PARTS + b"{}]"), "not whole JSON"),
        (Answer(b'{"studies": [' + b"9" * 5000 + b"]}"), "not whole JSON"),
        (Answer(status=503, headers={"Retry-After": "\u00b2\u00b3"}), "again and again"),
        (Answer(status=503, headers={"Retry-After": "9" * 400}), "asks to wait"),
        (Answer(status=301, headers={"Location": "http://127.0.0.2:1/api/v2/studies"}), "sends to another host"),
        (Answer(status=301, headers={"Location": "http://localhost/"}), "sends to another host"),
        (Answer(status=301, headers={"Location": "//" + "a" * 70 + ".example/"}), "."),
        (Answer(status=301, headers={"Location": "http://xn--/"}), "."),
        (Answer(status=301, headers={"Location": "file:///etc/passwd"}), "."),
    ],
    ids=range(13),
)
def test_hostile_answer_is_one_sentence(answer: Answer, said: str) -> None:
    with answering(answer) as registry, asked(registry.url) as client, pytest.raises(RegistryTrouble, match=said) as caught:
        list(client.pages([ONE]))
    assert "\n" not in str(caught.value)


def test_bytes_are_counted_over_all_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second page cannot bring what the first left over."""
    monkeypatch.setattr(module, "MOST_BYTES", 10_000)
    pages = [page(study(ONE, briefSummary="x" * 4000), then=str(number)) for number in range(5)]
    with answering(*pages) as registry, asked(registry.url) as client, pytest.raises(RegistryTrouble, match="gives more than"):
        list(client.pages([ONE]))
    assert len(registry.questions) == 3


@contextmanager
def dripping(head: bytes) -> Iterator[str]:
    """A server that sends a beginning and then a letter at a time, for ever."""
    listening = socket.create_server(("127.0.0.1", 0))
    over = threading.Event()

    def drip() -> None:
        while not over.is_set():
            with suppress(OSError):
                connection, _ = listening.accept()
                with connection:
                    connection.recv(65536)
                    connection.sendall(head)
                    while not over.wait(0.02):
                        connection.sendall(b"a")

    thread = threading.Thread(target=drip)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/api/v2"
    finally:
        over.set()
        with suppress(OSError):
            socket.create_connection(listening.getsockname()[:2], timeout=1).close()
        thread.join()
        listening.close()


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200 OK\r\nX-Drip: ",
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99999\r\n\r\n[",
    ],
    ids=["header", "body"],
)
def test_answer_that_drips_ends_in_time(head: bytes) -> None:
    """Each letter comes in time, all of them never would."""
    with dripping(head) as url, asked(url, within=0.5) as client, pytest.raises(RegistryTrouble, match="takes longer than"):
        client.data_date()


@pytest.mark.parametrize(
    "address",
    [
        "http://" + "a" * 64 + "/",
        "http://a..b/",
        "http://x:0/",
        "http://x:99999/",
        "http://a b/",
        "http://a\x1b[2J/",
        "http://\u202ea/",
    ],
)
def test_odd_host_is_no_address(address: str) -> None:
    with pytest.raises(InputRefused):
        base_url(address)


@pytest.mark.parametrize(
    "content",
    [b"[" * 900 + b"]" * 900, b"[" + b"{}," * 2_000_000 + b"{}]", b'{"studies": [' + b"9" * 5000 + b"]}"],
    ids=["deep", "many", "huge"],
)
def test_hostile_file_is_refused_before_it_is_taken_into_memory(
    content: bytes, tmp_path: Path, tables_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ALKTUI_CATALOGUE", str(tables_file))
    file = tmp_path / "hostile.json"
    file.write_bytes(content)
    assert run_command_line(["trials", "import", str(file)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1


CIVIC = (
    "molecular_profile\tdisease\ttherapies\ttherapy_interaction_type\tevidence_type\tevidence_direction\tevidence_level\t"
    "significance\tcitation_id\tevidence_status\tevidence_id\n"
    "ALK G1202R\tNSCLC\tLorlatinib\t\tPredictive\tSupports\tB\tSensitivity/Response\t1\taccepted\t{}\n"
)


def test_id_of_thousands_of_digits_is_none(
    tmp_path: Path, tables_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ALKTUI_CATALOGUE", str(tables_file))
    file = tmp_path / "civic.tsv"
    file.write_text(CIVIC.format("9" * 5000))
    assert run_command_line(["evidence", "import-civic", str(file)]) == 0
    assert "no evidence id" in capsys.readouterr().err


def test_import_that_could_not_be_read_again_replaces_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def imported(file: str) -> CivicEvidence:
        return CivicEvidence(file=file, imported_on="2026-11-30", latest_review="", rows=1, items=(), left_out={"x": 1})

    write_evidence(imported("before"))
    monkeypatch.setattr(state, "MOST_BYTES", 1000)
    with pytest.raises(FileTrouble, match="more than"):
        write_evidence(imported("x" * 2000))
    kept = read_evidence()
    assert kept is not None
    assert kept.file == "before"
    assert json.loads((state.home() / "civic.json").read_text())["evidence"]["file"] == "before"
