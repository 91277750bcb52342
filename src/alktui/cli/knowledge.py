"""What a command reads: the catalogue with its layers, and what the user brought in from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alktui.cli.output import echo
from alktui.errors import FileTrouble

if TYPE_CHECKING:
    from alktui.model.catalogue import Catalogue
    from alktui.model.civic import CivicEvidence
    from alktui.model.registry import RegistryStatus


def read_knowledge() -> Catalogue:
    """The catalogue in use; read late, as pydantic is slow to import and --help needs none of it."""
    from alktui.catalogue.layer import read_layered  # noqa: PLC0415
    from alktui.catalogue.location import catalogue_path  # noqa: PLC0415

    found = read_layered(catalogue_path())
    for notice in found.notices:
        echo(f"alktui: {notice.message}", err=True)
    return found.catalogue


def read_statuses() -> dict[str, RegistryStatus]:
    """The stored registry statuses; where they cannot be read that is said, and the documents answer alone."""
    from alktui.registry import store  # noqa: PLC0415

    try:
        return store.read_statuses()
    except FileTrouble as trouble:
        echo(f"alktui: no registry status is shown: {trouble}", err=True)
        return {}


def read_civic() -> CivicEvidence | None:
    """CIViC's items in force; where they cannot be read that is said, and the documents answer alone."""
    from alktui import knowledge  # noqa: PLC0415
    from alktui.catalogue.location import catalogue_path  # noqa: PLC0415

    try:
        return knowledge.read_civic(catalogue_path())
    except FileTrouble as trouble:
        echo(f"alktui: nothing of CIViC's is shown: {trouble}", err=True)
        return None
