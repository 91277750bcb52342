"""What every test shares: the curated text of this checkout, the catalogue it describes, and a file built from it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from alktui.catalogue.build import build_catalogue
from alktui.catalogue.store import read_catalogue
from alktui.model.catalogue import Catalogue

# A slow machine is no fault of the program. The suite takes the same examples in every run, so that what is green stays green;
# `make laws` searches for others, and what it finds becomes an example of its own.
settings.register_profile("alktui", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=20 * settings.get_profile("alktui").max_examples)
settings.load_profile("alktui")


@pytest.fixture(scope="session", autouse=True)
def no_trace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes what belongs to the person who runs it: cases, statuses, a hospital's own records."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALKTUI_HOME", str(tmp_path_factory.mktemp("home")))
        patch.setenv("ALKTUI_SITE", "")
        patch.delenv("ALKTUI_CATALOGUE", raising=False)
        yield


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden outputs in tests/golden")


@pytest.fixture(scope="session")
def curated_text() -> Path:
    """The folder of curated text."""
    return Path(__file__).parent.parent / "db"


@pytest.fixture(scope="session")
def catalogue_file(curated_text: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue file built from the curated text."""
    target = tmp_path_factory.mktemp("catalogue") / "catalogue.db"
    build_catalogue(curated_text, target)
    return target


@pytest.fixture(scope="session")
def tables_text(curated_text: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The curated text without its prose: what is a table in the documents. It holds on its own, and is read in no time."""
    folder = tmp_path_factory.mktemp("tables") / "db"
    for name in (
        *("release.toml", "documents.toml", "diseases.toml", "levels.toml", "biomarkers.toml", "facts.toml", "therapies.toml"),
        *("references", "trials", "evidence/wang-2022-table-1.csv", "errata/wang-2022-table-1.toml", "polymorphisms.toml"),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (curated_text / name).is_dir() else shutil.copyfile
        copy(curated_text / name, folder / name)
    return folder


@pytest.fixture(scope="session")
def tables_file(tables_text: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue file built from the curated text without its prose."""
    target = tmp_path_factory.mktemp("catalogue") / "tables.db"
    build_catalogue(tables_text, target)
    return target


@pytest.fixture(scope="session")
def catalogue(catalogue_file: Path) -> Catalogue:
    """The catalogue as the program reads it."""
    return read_catalogue(catalogue_file)


@pytest.fixture(scope="session")
def classed(catalogue: Catalogue) -> Catalogue:
    """The catalogue with members of the second generation, and the caution that says that this class failed."""
    members, failed = ("alectinib", "brigatinib", "ceritinib"), "wang-2022/caution/doubles-second-generation"
    records = {name: getattr(catalogue, name) for name in Catalogue.model_fields}
    records["cautions"] = tuple(one.but(failed=True) if one.id == failed else one for one in catalogue.cautions)
    records["therapies"] = tuple(
        one.but(classes=tuple(dict.fromkeys((*one.classes, "second-generation-alk-tki")))) if one.id in members else one
        for one in catalogue.therapies
    )
    return Catalogue.model_construct(**records)  # a new one: what was derived from the other must not come along
