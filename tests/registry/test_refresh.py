from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from registry.answering import DATA_DATE, Answer, answering, page, study

from alktui.errors import FileTrouble, InputRefused, RegistryTrouble
from alktui.registry.client import RegistryClient
from alktui.registry.refresh import import_file, refresh
from alktui.registry.store import read_statuses

ONE, TWO, THREE = "NCT03505554", "NCT03703050", "NCT03383965"
TODAY = "2026-11-23"


def client_of(url: str) -> RegistryClient:
    return RegistryClient(url, pause=0, wait=lambda _seconds: None)


def test_refresh_stores_what_was_asked_for_with_its_dates() -> None:
    with (
        answering(page(study(ONE), study(TWO, "COMPLETED"), study("NCT00000001"))) as registry,
        client_of(registry.url) as client,
    ):
        done = refresh(client, [ONE, TWO, THREE], TODAY)
    assert (done.stored, done.missing, done.others) == ((ONE, TWO), (THREE,), ("NCT00000001",))
    statuses = read_statuses()
    assert {number: status.status for number, status in statuses.items()} == {ONE: "RECRUITING", TWO: "COMPLETED"}
    assert {(status.data_date, status.fetched_on) for status in statuses.values()} == {(DATA_DATE, TODAY)}


def test_trial_under_a_new_number_is_not_missing() -> None:
    moved = study("NCT09999999", identificationModule={"nctIdAliases": [ONE]})
    with answering(page(moved)) as registry, client_of(registry.url) as client:
        done = refresh(client, [ONE], TODAY)
    assert done.missing == ()
    assert read_statuses()[ONE].nct_id == "NCT09999999"


def test_progress_is_told_after_each_page() -> None:
    told: list[int] = []
    with answering(page(study(ONE), then="a"), page(then="b"), page(study(TWO))) as registry, client_of(registry.url) as client:
        refresh(client, [ONE, TWO], TODAY, told.append)
    assert told == [1, 1, 2]


def test_registry_that_fails_midway_leaves_what_arrived() -> None:
    with (
        answering(page(study(ONE), then="a"), Answer(status=404)) as registry,
        client_of(registry.url) as client,
        pytest.raises(RegistryTrouble),
    ):
        refresh(client, [ONE, TWO], TODAY)
    assert list(read_statuses()) == [ONE]


def test_interruption_leaves_what_arrived_and_goes_on() -> None:
    class Interrupted:
        def data_date(self) -> str:
            return DATA_DATE

        def pages(self, _ids: list[str]) -> Iterator[Any]:
            from alktui.registry.study import read_page  # noqa: PLC0415 - as the client does

            yield read_page({"studies": [study(ONE)]})
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        refresh(Interrupted(), [ONE, TWO], TODAY)  # type: ignore[arg-type]
    assert list(read_statuses()) == [ONE]


def test_failure_before_anything_arrived_leaves_the_store_as_it_was(home: Path) -> None:
    with answering(Answer(status=404)) as registry, client_of(registry.url) as client, pytest.raises(RegistryTrouble):
        refresh(client, [ONE], TODAY)
    assert not (home / "registry.json").exists()


@pytest.mark.parametrize("coded", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("content", [study(ONE), [study(ONE)], {"studies": [study(ONE)], "totalCount": 1}])
def test_saved_answer_is_imported(content: object, coded: str, tmp_path: Path) -> None:
    file = tmp_path / "saved answer.json"
    file.write_bytes(json.dumps(content).encode(coded))
    done = import_file(file, (ONE, TWO), TODAY)
    assert (done.stored, done.missing, done.more) == ((ONE,), (TWO,), False)
    assert read_statuses()[ONE].data_date == ""


def test_import_takes_the_day_of_the_data_from_the_file_before_the_option() -> None:
    dated = study(ONE) | {"derivedSection": {"miscInfoModule": {"versionHolder": "2026-11-19"}}}
    done = import_file(io.BytesIO(json.dumps([dated, study(TWO)]).encode()), (ONE, TWO), TODAY, "2026-11-01")
    statuses = read_statuses()
    assert (statuses[ONE].data_date, statuses[TWO].data_date, done.data_date) == ("2026-11-19", "2026-11-01", "2026-11-19")


def test_import_of_one_page_of_several_says_so() -> None:
    assert import_file(io.BytesIO(b'{"studies": [], "nextPageToken": "a"}'), (ONE,), TODAY).more


def test_import_leaves_out_what_is_no_trial_of_the_catalogue() -> None:
    content = {"studies": [study("NCT00000001"), {"protocolSection": {}}]}
    done = import_file(io.BytesIO(json.dumps(content).encode()), (ONE,), TODAY)
    assert (done.stored, done.others, done.unnamed) == ((), ("NCT00000001",), 1)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"<!doctype html>", "web page"),
        (b'{"studies": [{"prot', "not whole JSON"),
        (b"\xff\xfe\xfa", "not whole JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a": 1}', "no studies"),
    ],
)
def test_file_that_is_none_of_this_is_one_clear_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(InputRefused, match=sentence) as caught:
        import_file(io.BytesIO(content), (ONE,), TODAY)
    assert caught.value.exit_code == 2


def test_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileTrouble, match="No such file"):
        import_file(tmp_path / "none.json", (ONE,), TODAY)


def test_file_beyond_the_limit_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alktui.registry.refresh.MOST_BYTES", 100)
    with pytest.raises(FileTrouble, match="larger than"):
        import_file(io.BytesIO(b" " * 200), (ONE,), TODAY)
