"""What is handed out: a wheel that answers on its own, an sdist that builds the same wheel, pins that hold."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from alktui import __version__

ROOT = Path(__file__).parent.parent
RUN = (ROOT / "requirements" / "run.txt").read_text()
DEV = (ROOT / "requirements" / "dev.txt").read_text()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, the wheel of a checkout and, in `again`, the wheel of the sdist; all without a network."""
    folder = tmp_path_factory.mktemp("a folder")
    checkout = shutil.copytree(
        ROOT,
        folder / "a checkout",
        ignore=shutil.ignore_patterns(".git", ".venv", ".*_cache", "__pycache__", "catalogue.db", "dist"),
    )
    hatchling(checkout, "-t", "sdist", "-t", "wheel", "-d", os.fspath(folder))
    with tarfile.open(folder / f"alktui-{__version__}.tar.gz") as archive:
        archive.extraction_filter = getattr(tarfile, "data_filter", None)  # Python has it from 3.11.4 on and warns without it
        archive.extractall(folder)  # noqa: S202 - made just above
    hatchling(folder / f"alktui-{__version__}", "-t", "wheel", "-d", os.fspath(folder / "again"))
    return folder


def hatchling(checkout: Path, *arguments: str) -> None:
    """Build as pip does, in the interpreter that runs the tests."""
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", *arguments], cwd=checkout, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def installed(built: Path) -> Path:
    """The wheel's files where no checkout is near."""
    target = built / "site packages"
    shutil.unpack_archive(wheel_in(built), target, "zip")
    return target


def wheel_in(folder: Path) -> Path:
    (wheel,) = folder.glob("*.whl")
    return wheel


def names_in(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_wheel_carries_catalogue_and_sequences(built: Path) -> None:
    variants = "alktui/variants/"
    wanted = {"alktui/catalogue.db", variants + "ALK_Q9UM73.fasta", variants + "ALK_exons20-28_coding.fasta"}
    assert wanted <= names_in(wheel_in(built))


def test_wheel_carries_the_package_and_nothing_beside_it(built: Path) -> None:
    tops = {name.partition("/")[0] for name in names_in(wheel_in(built))}
    assert tops == {"alktui", f"alktui-{__version__}.dist-info"}


def test_wheel_catalogue_opens_read_only_and_has_records(installed: Path) -> None:
    uri = (installed / "alktui" / "catalogue.db").as_uri() + "?mode=ro"
    connection = sqlite3.connect(uri, uri=True)
    try:
        (evidence,) = connection.execute("SELECT count(*) FROM evidence").fetchone()
        (journal,) = connection.execute("PRAGMA journal_mode").fetchone()
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute("DELETE FROM evidence")
    finally:
        connection.close()
    assert evidence > 50
    assert journal == "delete"


def test_wheel_answers_without_a_checkout(installed: Path) -> None:
    case = ["triage", "--disease", "ALCL", "--setting", "relapsed", "--prior", "crizotinib", "--variant", "C1156Y+L1198F"]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": os.fspath(installed), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "alktui", *case],
        cwd=installed,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "C1156Y+L1198F" in done.stdout


def test_sdist_carries_what_builds_and_tests_it(built: Path) -> None:
    unpacked = built / f"alktui-{__version__}"
    wanted = ("LICENSE", "README.md", "Makefile", "hatch_build.py", "pyproject.toml", "db/release.toml", "requirements/dev.txt")
    assert [name for name in wanted if not (unpacked / name).is_file()] == []
    assert (unpacked / "tests" / Path(__file__).name).is_file()
    with tarfile.open(built / f"alktui-{__version__}.tar.gz") as archive:
        assert [name for name in archive.getnames() if name.endswith((".db", ".pyc"))] == []


def test_sdist_builds_the_same_wheel(built: Path) -> None:
    assert wheel_in(built / "again").read_bytes() == wheel_in(built).read_bytes()


@pytest.mark.parametrize("text", [RUN, DEV], ids=["run", "dev"])
def test_requirements_are_pinned_with_hashes_and_name_no_host(text: str) -> None:
    blocks = [block for block in re.split(r"(?m)^(?=\S)", text) if block.strip()]
    assert [block for block in blocks if not re.match(r"[a-z0-9.-]+==[^\s;]+ ", block) or "--hash=sha256:" not in block] == []
    assert "://" not in text
    assert "--index" not in text


def test_requirements_of_run_stand_in_dev_unchanged() -> None:
    assert pins(RUN).items() <= pins(DEV).items()


@pytest.mark.parametrize("text", [RUN, DEV], ids=["run", "dev"])
def test_requirements_meet_what_the_project_asks(text: str) -> None:
    """`make lock` renews them."""
    asked = [*PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"]]
    if text is DEV:
        asked += [entry for entry in PROJECT["dependency-groups"]["dev"] if isinstance(entry, str)]
    held = pins(text)
    wanted = [Requirement(line) for line in asked]
    assert [str(entry) for entry in wanted if held.get(entry.name, "") not in entry.specifier] == []


def pins(text: str) -> dict[str, str]:
    """Every pinned version by name."""
    return dict(re.findall(r"(?m)^([a-z0-9.-]+)==([^\s;]+)", text))
