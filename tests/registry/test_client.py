from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from email.utils import formatdate

import pytest
from registry.answering import DATA_DATE, Answer, answering, page, study

from alktui.errors import InputRefused, RegistryTrouble
from alktui.registry.client import BASE_URL, FIELDS, RegistryClient, addresses, base_url

ONE, TWO = "NCT03505554", "NCT03703050"


class Clock:
    """Time that passes only while someone waits."""

    def __init__(self) -> None:
        self.now = 0.0
        self.waited: list[float] = []

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.waited.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


def client_of(url: str, clock: Clock, timeout: float = 5) -> RegistryClient:
    return RegistryClient(url, timeout=timeout, wait=clock.wait, clock=lambda: clock.now)


def numbers(pages: Iterator[object]) -> list[str]:
    found = [study for page in pages for study in page.studies]  # type: ignore[attr-defined]
    return [entry.protocol.identification.nct_id for entry in found]


def test_question_names_numbers_by_filter_and_only_fields_it_needs(clock: Clock) -> None:
    with answering(page(study(ONE))) as registry, client_of(registry.url, clock) as client:
        assert numbers(client.pages([ONE, TWO])) == [ONE]
    (question,) = registry.questions
    assert question["filter.ids"] == f"{ONE}|{TWO}"
    assert set(question["fields"].split("|")) == set(FIELDS)
    assert not [name for name in question if name.startswith("query")], "a query made of numbers would make filters be ignored"
    assert registry.asked[0][2]["User-Agent"].startswith("alktui/")


def test_pages_go_on_over_an_empty_one_until_the_token_is_missing(clock: Clock) -> None:
    answers = page(study(ONE), then="a"), page(then="b"), page(study(TWO))
    with answering(*answers) as registry, client_of(registry.url, clock) as client:
        assert numbers(client.pages([ONE, TWO])) == [ONE, TWO]
    assert [question.get("pageToken") for question in registry.questions] == [None, "a", "b"]


def test_requests_keep_a_second_apart(clock: Clock) -> None:
    with answering(page(then="a"), page(then="b"), page()) as registry, client_of(registry.url, clock) as client:
        list(client.pages([ONE]))
    assert clock.waited == [1.0, 1.0]


def test_many_numbers_go_in_several_requests(clock: Clock) -> None:
    many = [f"NCT{number:08}" for number in range(1, 151)]
    with answering(page()) as registry, client_of(registry.url, clock) as client:
        list(client.pages(many))
    assert [len(question["filter.ids"].split("|")) for question in registry.questions] == [100, 50]


def test_data_date_is_that_of_the_version(clock: Clock) -> None:
    with answering(page()) as registry, client_of(registry.url, clock) as client:
        assert client.data_date() == DATA_DATE


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_busy_registry_is_asked_again_after_a_growing_wait(status: int, clock: Clock) -> None:
    with (
        answering(Answer(status=status), Answer(status=status), page(study(ONE))) as registry,
        client_of(registry.url, clock) as client,
    ):
        assert numbers(client.pages([ONE])) == [ONE]
    assert clock.waited == [1.0, 2.0]


def test_retry_after_in_seconds_is_kept(clock: Clock) -> None:
    busy = Answer(status=429, headers={"Retry-After": "7"})
    with answering(busy, page(study(ONE))) as registry, client_of(registry.url, clock) as client:
        assert numbers(client.pages([ONE])) == [ONE]
    assert clock.waited == [7.0]


def test_retry_after_as_a_moment_is_kept(clock: Clock) -> None:
    busy = Answer(status=503, headers={"Retry-After": formatdate(time.time() + 30, usegmt=True)})
    with answering(busy, page()) as registry, client_of(registry.url, clock) as client:
        list(client.pages([ONE]))
    assert 25 <= clock.waited[0] <= 31


def test_registry_that_asks_for_an_hour_is_left_alone(clock: Clock) -> None:
    with (
        answering(Answer(status=429, headers={"Retry-After": "3600"})) as registry,
        client_of(registry.url, clock) as client,
        pytest.raises(RegistryTrouble, match="asks to wait 3600 s"),
    ):
        list(client.pages([ONE]))
    assert len(registry.asked) == 1


def test_registry_that_stays_busy_is_given_up_after_four_attempts(clock: Clock) -> None:
    with (
        answering(Answer(status=500)) as registry,
        client_of(registry.url, clock) as client,
        pytest.raises(RegistryTrouble, match="500 again and again"),
    ):
        list(client.pages([ONE]))
    assert len(registry.asked) == 4


@pytest.mark.parametrize(
    "broken", [Answer('{"studies": [{"protocolSec'), Answer({"studies": []}, cut=5), Answer(b"\xff\xfe\x00")], ids=str
)
def test_answer_that_breaks_off_is_asked_for_again(broken: Answer, clock: Clock) -> None:
    with answering(broken, page(study(ONE))) as registry, client_of(registry.url, clock) as client:
        assert numbers(client.pages([ONE])) == [ONE]


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        pytest.param(Answer(status=404), "has nothing at /api/v2/studies", id="404"),
        pytest.param(Answer(status=400, body="bad", kind="text/plain"), "refuses the question \\(400\\)", id="400"),
        pytest.param(Answer("<html>sign in</html>", kind="text/html; charset=utf-8"), '"text/html" instead of JSON', id="HTML"),
        pytest.param(Answer("{}", kind="text/plain"), '"text/plain" instead of JSON', id="wrong type"),
        pytest.param(Answer({"error": "no"}), "holds no studies", id="JSON of another kind"),
        pytest.param(Answer("[1, 2]"), "holds no studies", id="a list of numbers"),
        pytest.param(Answer(status=301, headers={"Location": "/api/v2/studies"}), "sends in circles", id="circle"),
    ],
)
def test_answer_that_cannot_be_used_is_one_clear_sentence(answer: Answer, sentence: str, clock: Clock) -> None:
    with (
        answering(answer) as registry,
        client_of(registry.url, clock) as client,
        pytest.raises(RegistryTrouble, match=sentence) as caught,
    ):
        list(client.pages([ONE]))
    assert caught.value.exit_code == 3
    assert "\n" not in str(caught.value)


def test_redirect_is_followed(clock: Clock) -> None:
    moved = Answer(status=301, headers={"Location": "/api/v2/moved"})
    with answering(moved, page(study(ONE))) as registry, client_of(registry.url, clock) as client:
        assert numbers(client.pages([ONE])) == [ONE]
    assert [path for path, _, _ in registry.asked] == ["/api/v2/studies", "/api/v2/moved"]


def test_same_token_twice_ends_with_a_sentence(clock: Clock) -> None:
    with (
        answering(page(then="a")) as registry,
        client_of(registry.url, clock) as client,
        pytest.raises(RegistryTrouble, match="without end"),
    ):
        list(client.pages([ONE]))
    assert len(registry.asked) <= 3


def test_slow_answer_is_a_sentence_after_the_timeout(clock: Clock) -> None:
    stalled = threading.Event()
    try:
        with answering(Answer(stall=stalled)) as registry, client_of(registry.url, clock, timeout=0.05) as client:
            try:
                with pytest.raises(RegistryTrouble, match="does not answer in time"):
                    list(client.pages([ONE]))
            finally:
                stalled.set()
    finally:
        stalled.set()


def test_registry_out_of_reach_is_tried_twice_and_says_how_to_go_on(clock: Clock) -> None:
    with answering(page()) as registry:
        gone = registry.url
    with client_of(gone, clock) as client, pytest.raises(RegistryTrouble, match=r"cannot be reached.*alktui trials import"):
        client.data_date()
    assert clock.waited == [1.0]


def test_proxy_that_cannot_be_used_is_a_sentence(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_PROXY")
    monkeypatch.setenv("ALL_PROXY", "gopher://nowhere")
    with pytest.raises(RegistryTrouble, match="proxy"):
        client_of(BASE_URL, clock)


@pytest.mark.parametrize("address", ["ftp://x", "clinicaltrials.gov", "http://", "https://x/?a=b", "http://[", "file:///etc"])
def test_base_url_that_is_no_web_address_is_refused(address: str) -> None:
    with pytest.raises(InputRefused):
        base_url(address)


def test_base_url_comes_from_the_option_then_the_environment_then_the_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    assert base_url() == BASE_URL
    monkeypatch.setenv("ALKTUI_REGISTRY_URL", "http://mirror.example/api/v2/")
    assert base_url() == "http://mirror.example/api/v2"
    assert base_url("http://other.example") == "http://other.example"


def test_addresses_to_carry_elsewhere_hold_the_same_question() -> None:
    (address,) = addresses([ONE, TWO], BASE_URL)
    assert not set(address) & set(" |<>\"'"), "it can be pasted into a shell"
    assert address.startswith(f"{BASE_URL}/studies?filter.ids={ONE}%7C{TWO}&fields=NCTId%7C")
