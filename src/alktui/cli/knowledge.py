"""The catalogue that a command reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alktui.model.catalogue import Catalogue


def read_knowledge() -> Catalogue:
    """The catalogue in use; read late, as pydantic is slow to import and --help needs none of it."""
    from alktui.catalogue.location import catalogue_path  # noqa: PLC0415
    from alktui.catalogue.store import read_catalogue  # noqa: PLC0415

    return read_catalogue(catalogue_path())
