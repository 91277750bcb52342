"""The bytes of a file or a paste -> text, with what had to be repaired."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from alktui.cases.private_folder import trouble_with
from alktui.errors import InputRefused

MOST_BYTES = 5_000_000
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PACKED = {b"PK\x03\x04": "a ZIP archive or a spreadsheet", b"\x1f\x8b": "a gzip file", b"%PDF": "a PDF"}


def read_file(path: str | Path) -> bytes:
    """The bytes of a file, and no more of them than can be imported and one.

    Raises:
        InputRefused: it is no name of a file.
        FileTrouble: it cannot be read.
    """
    try:
        with trouble_with(Path(path), "read"), Path(path).open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except ValueError:  # a NUL in the name
        raise InputRefused("that is no name of a file", field="case", typed=str(path)) from None


def read_source(source: str | bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a source, and a note for each thing that was not plain UTF-8.

    Raises:
        InputRefused: it is too large, empty, or no text.
    """
    if len(source) > MOST_BYTES:
        problem = f"it is larger than {MOST_BYTES // 1_000_000} MB"
        raise InputRefused(problem, "Give only the rows of ALK and of this patient.", field="import")
    text, notes = (source, []) if isinstance(source, str) else _decoded(source)
    text = text.removeprefix("\ufeff")
    if "\0" in text:
        raise InputRefused("it holds NUL bytes, so it is no text", "Save it as text in UTF-8.", field="import")
    if not text.strip():
        raise InputRefused("it is empty", field="import")
    return text, tuple(notes)


def lines_of(text: str) -> list[str]:
    """Lines, whatever ends them: LF, CRLF or CR."""
    return re.split("\r\n|\n|\r", text)


def _decoded(content: bytes) -> tuple[str, list[str]]:
    for start, what in _PACKED.items():
        if content.startswith(start):
            raise InputRefused(f"it is {what}, not text", "Unpack it, or save it as text.", field="import")
    if content.startswith(_UTF_16):
        try:
            return content.decode("utf-16"), ["The text is UTF-16; it was read as such."]
        except UnicodeDecodeError:
            raise InputRefused("it begins like UTF-16 and is not", "Save it as UTF-8.", field="import") from None
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError as trouble:
        line = len(lines_of(content[: trouble.start].decode("utf-8", "replace")))
        note = f"Line {line} is not UTF-8; what could not be read there and below stands as a question mark."
        return content.decode("utf-8", "replace"), [note]
