"""What every attack stands on: a catalogue built before anything looks for one, so that no interface has to build it first."""

from __future__ import annotations

import pytest

from alktui.catalogue.location import catalogue_path


@pytest.fixture(scope="session", autouse=True)
def _built() -> None:
    """Build this checkout's catalogue."""
    catalogue_path()
