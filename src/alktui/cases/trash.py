"""The trash: deleted cases, to be taken back for thirty days."""

from __future__ import annotations

import contextlib
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from alktui.cases.private_folder import is_folder, make_private, move

KEPT = timedelta(days=30)
_STAMP = "%Y%m%dT%H%M%S%fZ"
_NAME = re.compile(r"([0-9]{8}T[0-9]{12}Z)-(.+)")


class Trash:
    """A folder of deleted cases, each named by the time of its deletion and the name it had."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def take(self, path: Path) -> Path:
        """Put a file into the trash; where it lies there.

        Raises:
            FileTrouble: it is gone, or cannot be moved.
        """
        self._prepare()
        target = self._place_for(path.stem)
        move(path, target)
        return target

    def _prepare(self) -> None:
        """Make the folder, and remove for good what has lain in it for longer than thirty days."""
        make_private(self.folder)
        oldest = datetime.now(UTC) - KEPT
        for path in self.files():
            match = _NAME.fullmatch(path.stem)
            if match and datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC) < oldest:
                with contextlib.suppress(OSError):
                    path.unlink()

    def _place_for(self, name: str) -> Path:
        """Where a case is put that is deleted now."""
        moment = datetime.now(UTC)
        while (place := self.folder / f"{moment.strftime(_STAMP)}-{name}.json").exists():
            moment += timedelta(microseconds=1)
        return place

    def name_of(self, path: Path) -> str:
        """The name that a deleted case had."""
        match = _NAME.fullmatch(path.stem)
        return match[2] if match else path.stem

    def files(self) -> list[Path]:
        """Every deleted case, the first deleted first."""
        return sorted(self.folder.glob("*.json")) if is_folder(self.folder) else []
