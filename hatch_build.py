"""Builds the catalogue into the wheel: git ignores the file, and an installed alktui has no curated text to build it from."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueBuildHook(BuildHookInterface[Any]):
    """Puts `alktui/catalogue.db`, fresh from db/, into a wheel.

    It is written beside nothing of the checkout, which may be read-only. An editable installation gets none: a checkout
    builds its own when it is first asked for.
    """

    PLUGIN_NAME = "custom"
    folder: str | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the catalogue before the wheel's files are collected."""
        if version == "editable":
            return
        self.folder = tempfile.mkdtemp(prefix="alktui-")
        target = Path(self.folder, "catalogue.db")
        _build(Path(self.root), target)
        build_data["force_include"][str(target)] = "alktui/catalogue.db"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 - as hatchling calls it
        """Remove what was built once the wheel holds it."""
        if self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)


def _build(root: Path, target: Path) -> None:
    wrote_bytecode, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    sys.path.insert(0, str(root / "src"))
    try:
        from alktui.catalogue.build import build_catalogue  # noqa: PLC0415 - found on the path set just above

        build_catalogue(root / "db", target)
    finally:
        sys.path.remove(str(root / "src"))
        sys.dont_write_bytecode = wrote_bytecode
