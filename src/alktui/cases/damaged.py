"""Stored cases that cannot be opened: a file that was cut off or damaged, or that a later alktui wrote."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from alktui.cases.label import file_name
from alktui.cases.lock import only_writer
from alktui.cases.private_folder import move
from alktui.cases.stored import case_files, read_stored
from alktui.cases.trash import Trash
from alktui.errors import FileTrouble
from alktui.plain import clean


class DamagedCases:
    """Those of a store, which are put into its trash as they are, and taken back.

    Args:
        folder: that of the cases.
    """

    def __init__(self, folder: Path, trash: Trash) -> None:
        self.folder = folder
        self.trash = trash

    def find(self, wanted: str) -> Path | None:
        """The file of one, by its name or label; None where there is none, or it can be opened."""
        return _unreadable(wanted, {path.stem: path for path in case_files(self.folder)})

    def delete(self, path: Path) -> Path:
        """Put one into the trash; where it lies there.

        Raises:
            FileTrouble: it is gone, or cannot be moved.
        """
        with only_writer(self.folder):
            return self.trash.take(path)

    def restore(self, wanted: str) -> Path | None:
        """Take the last deleted of a name or label out of the trash; where it stands again, None where none is there.

        Raises:
            FileTrouble: another file has its name now, or it cannot be moved.
        """
        with only_writer(self.folder):
            path = _unreadable(wanted, {self.trash.name_of(path): path for path in self.trash.files()})
            if path is None:
                return None
            target = self.folder / f"{self.trash.name_of(path)}.json"
            if target.exists():
                raise FileTrouble(f"{target} is another case now", "Rename or delete that one first.")
            move(path, target)
        return target


def _unreadable(wanted: str, files: Mapping[str, Path]) -> Path | None:
    """The file with a name, or with the name that a label gives, that cannot be opened."""
    plain = " ".join(clean(wanted).split())
    for path in (files.get(plain), files.get(file_name(plain)) if plain else None):
        try:
            if path is not None:
                read_stored(path)
        except FileTrouble:
            return path
    return None
