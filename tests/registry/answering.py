"""A registry on this machine that answers as it is told, faults included."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

DATA_DATE = "2026-11-20"


@dataclass
class Answer:
    """One answer; `cut` is how many bytes of the body are kept back, `stall` an event that is waited for before it."""

    body: bytes | str | dict[str, Any] = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    kind: str = "application/json"
    cut: int = 0
    stall: threading.Event | None = None


@dataclass
class Registry:
    """What was asked, and what will be answered at /studies; /version always gives the data date."""

    url: str
    answers: list[Answer]
    asked: list[tuple[str, dict[str, str], dict[str, str]]] = field(default_factory=list)

    @property
    def questions(self) -> list[dict[str, str]]:
        """The questions at /studies."""
        return [question for path, question, _ in self.asked if path == "/api/v2/studies"]


@contextmanager
def answering(*answers: Answer) -> Iterator[Registry]:
    """A registry that gives these answers in order, then the last one again and again."""
    registry = Registry("", list(answers))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            question = {name: values[0] for name, values in parse_qs(parts.query).items()}
            registry.asked.append((parts.path, question, dict(self.headers)))
            if parts.path == "/api/v2/version":
                answer = Answer({"apiVersion": "2.0.3", "dataTimestamp": f"{DATA_DATE}T09:00:05"})
            else:
                answer = registry.answers.pop(0) if len(registry.answers) > 1 else registry.answers[0]
            self.give(answer)

        def give(self, answer: Answer) -> None:
            if answer.stall is not None:
                answer.stall.wait(5)
            body = answer.body if isinstance(answer.body, bytes) else as_bytes(answer.body)
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(body)))
            for name, value in answer.headers.items():
                self.send_header(name, value)
            with suppress(ConnectionError):  # who asked may have given up
                self.end_headers()
                self.wfile.write(body[: len(body) - answer.cut])
            self.close_connection = self.close_connection or bool(answer.cut)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    registry.url = f"http://127.0.0.1:{server.server_port}/api/v2"
    thread.start()
    try:
        yield registry
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def as_bytes(body: str | dict[str, Any]) -> bytes:
    """A text, or an object as JSON."""
    return (body if isinstance(body, str) else json.dumps(body)).encode()


def study(number: str, status: str = "RECRUITING", **modules: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON value
    """A study with a number and a status; further modules by their name in the API."""
    of_status = {"overallStatus": status, **modules.pop("statusModule", {})}
    identification = {"nctId": number, **modules.pop("identificationModule", {})}
    return {"protocolSection": {"identificationModule": identification, "statusModule": of_status, **modules}}


def page(*studies: dict[str, Any], then: str | None = None) -> Answer:
    """A page of studies; `then` is the token of the next one."""
    return Answer({"studies": list(studies)} | ({"nextPageToken": then} if then else {}))
