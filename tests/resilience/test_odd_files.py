"""Files that no honest writer makes: nested without end, with numbers that nothing holds, or no files at all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tui.terminal import SOURCE

from alktui.catalogue.layer import add_layer, read_layered
from alktui.catalogue.store import read_catalogue
from alktui.cli import run_command_line
from alktui.errors import CatalogueFaulty
from alktui.model.catalogue import Catalogue
from alktui.tui.keymap import DEFAULT, read_keymap

DEEP = "x = " + "[" * 900 + "]" * 900
DEEPER = "x = " + "[" * 100_000
DOTTED = "x" + ".x" * 900 + " = 1"
HUGE = "x = " + "9" * 5000
LARGE = "x = " + "9" * 4000
ODD = {"deep": DEEP, "deeper": DEEPER, "dotted": DOTTED, "huge": HUGE, "large": LARGE}


@pytest.mark.parametrize("odd", ODD)
def test_key_map_that_is_odd_is_told_and_changes_nothing(odd: str, tmp_path: Path) -> None:
    file = tmp_path / "keymap.toml"
    file.write_text(ODD[odd])
    keymap = read_keymap(file)
    assert keymap.keys == DEFAULT
    assert len(keymap.troubles) == 1


def test_pipe_as_key_map_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "keymap.toml")
    assert read_keymap(tmp_path / "keymap.toml").troubles == ("it cannot be read: it is a pipe, socket or device, not a file",)


@pytest.fixture(scope="module")
def whole(tables_file: Path) -> Catalogue:
    """What every layer is laid over."""
    return read_catalogue(tables_file)


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("name", ["site.toml", "release.toml", "trials.toml", "strategies/more.toml"])
def test_layer_with_an_odd_file_has_that_fault(name: str, odd: str, whole: Catalogue, tmp_path: Path) -> None:
    layer = tmp_path / "site"
    (layer / name).parent.mkdir(parents=True)
    (layer / "site.toml").write_text('name = "St. Example"')
    (layer / name).write_text(ODD[odd])
    with pytest.raises(CatalogueFaulty) as faulty:
        add_layer(whole, layer)
    assert name in {fault.path for fault in faulty.value.faults}


@pytest.mark.parametrize("name", ["site.toml", "release.toml", "trials.toml", "evidence.csv", "strategies/more.toml"])
def test_pipe_within_a_layer_is_left_out_with_it_and_not_waited_for(name: str, tables_file: Path, tmp_path: Path) -> None:
    layer = tmp_path / "site"
    (layer / name).parent.mkdir(parents=True)
    (layer / "site.toml").write_text('name = "St. Example"')
    (layer / name).unlink(missing_ok=True)
    os.mkfifo(layer / name)
    found = read_layered(tables_file, [layer])
    assert found.catalogue.layers == ()
    assert [notice.code for notice in found.notices] == ["site-layer-refused"]
    assert "not a file" in found.notices[0].message


@pytest.mark.parametrize("odd", ["deep", "large", "pipe"])
@pytest.mark.parametrize("name", ["release.toml", "strategies/more.toml", "references/more.csv"])
def test_curated_text_with_an_odd_file_is_told(
    name: str, odd: str, tables_text: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`catalogue check` names the file, `catalogue build` too, and writes nothing."""
    folder = tmp_path / "db"
    shutil.copytree(tables_text, folder)
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).unlink(missing_ok=True)
    if odd == "pipe":
        os.mkfifo(folder / name)
    elif name.endswith(".csv"):
        (folder / name).write_text(f"document,number,first_author,year,journal\nwang-2022,{'9' * 4000},A,2000,B\n")
    else:
        (folder / name).write_text(ODD[odd])
    target = tmp_path / "catalogue.db"
    for typed in (["check", os.fspath(folder)], ["build", "--text", os.fspath(folder), "--output", os.fspath(target)]):
        assert run_command_line(["catalogue", *typed]) == 3
        said = capsys.readouterr()
        assert said.out == ""
        assert name in said.err
    assert not target.exists()


@pytest.mark.parametrize("typed", [["check", "{}"], ["build", "--text", "{}", "--output", "x.db"], ["build", "--output", "{}"]])
def test_overlong_name_is_told(
    typed: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_command_line(["catalogue", *(part.format("n" * 5000) for part in typed)]) == 3
    assert capsys.readouterr().err.startswith("alktui: ")


@pytest.mark.parametrize(
    ("place", "typed"),
    [
        ("registry.json", "trials status"),
        ("civic.json", "evidence status"),
        ("file.json", "case show file.json"),
        ("file.tsv", "evidence import-civic file.tsv"),
        ("file.json", "trials import file.json"),
    ],
)
def test_pipe_in_place_of_a_file_is_not_waited_for(place: str, typed: str, tmp_path: Path) -> None:
    """Each in a process of its own, which an endless wait would hold."""
    pipe = tmp_path / place
    pipe.parent.mkdir(exist_ok=True)
    os.mkfifo(pipe)
    done = subprocess.run(
        [sys.executable, "-m", "alktui", *typed.split()],
        cwd=tmp_path,
        env=os.environ | {"ALKTUI_HOME": os.fspath(tmp_path), "PYTHONPATH": os.fspath(SOURCE)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=10,
        check=False,
    )
    assert b"fault:" not in done.stderr
    assert b"not a file" in done.stderr, done
