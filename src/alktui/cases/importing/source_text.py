"""The bytes of a file or a paste -> text, with what had to be repaired; a large table line by line."""

from __future__ import annotations

import codecs
import io
import itertools
import re
from collections.abc import Iterator
from typing import BinaryIO

from alktui.errors import InputRefused

MOST_BYTES = 5_000_000
MOST_OF_A_TABLE = 2_000_000_000
MOST_OF_A_LINE = 1_000_000
_AT_ONCE = 1_000_000
_LOOKED_AT = 4096
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PACKED = {b"PK\x03\x04": "a ZIP archive or a spreadsheet", b"\x1f\x8b": "a gzip file", b"%PDF": "a PDF"}


def read_source(source: str | bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a source, and a note for each thing that was not plain UTF-8.

    Raises:
        InputRefused: it is too large, empty, or no text.
    """
    if len(source) > MOST_BYTES:
        raise too_large()
    text, notes = (source, []) if isinstance(source, str) else _decoded(source)
    text = text.removeprefix("\ufeff")
    if "\0" in text:
        raise _no_text()
    if not text.strip():
        raise InputRefused("it is empty", field="import")
    return text, tuple(notes)


def lines_of(text: str) -> list[str]:
    """Lines, whatever ends them: LF, CRLF or CR."""
    return re.split("\r\n|\n|\r", text)


def too_large() -> InputRefused:
    """The refusal of what is larger than is read at once, to be raised."""
    problem = f"it is larger than {MOST_BYTES // 1_000_000} MB, which only a MAF may be"
    return InputRefused(problem, "Give only what is of ALK and of this patient.", field="import")


class LargeTable:
    """A text of which one line at a time is held, however large it is.

    Args:
        head: what was read of it already.
        rest: what follows.

    Attributes:
        start: the text of the head, to tell what it is.
        notes: what had to be repaired; whole once every line was read.
    """

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest
        self._encoding, note = _encoding_of(head)
        self.start = head.decode(self._encoding, "replace").removeprefix("\ufeff")
        self.notes = [note] if note else []

    def __iter__(self) -> Iterator[str]:
        """Every line.

        Raises:
            InputRefused: it is larger than any table, has a line longer than any row, or is no text.
        """
        told = False
        for number, line in enumerate(self._lines(), 1):
            if len(line) > MOST_OF_A_LINE:
                raise _line_too_long(number)
            if "\0" in line:
                raise _no_text()
            if not told and "\ufffd" in line:
                told = True
                self.notes.append(_unread_from(number))
            yield line.removeprefix("\ufeff") if number == 1 else line

    def _lines(self) -> Iterator[str]:
        decoder = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder(self._encoding)("replace"), translate=True)
        rest, number = "", 0
        for piece in self._pieces():
            *lines, rest = (rest + decoder.decode(piece)).split("\n")
            yield from lines
            number += len(lines)
            if len(rest) > MOST_OF_A_LINE:
                raise _line_too_long(number + 1)
        yield from (rest + decoder.decode(b"", final=True)).split("\n")

    def _pieces(self) -> Iterator[bytes]:
        size = 0
        for piece in itertools.chain([self._head], iter(lambda: self._rest.read(_AT_ONCE), b"")):
            size += len(piece)
            if size > MOST_OF_A_TABLE:
                problem = f"it is larger than {MOST_OF_A_TABLE // 1_000_000_000} GB"
                raise InputRefused(problem, "Give only the rows of ALK.", field="import")
            yield piece


def _decoded(content: bytes) -> tuple[str, list[str]]:
    encoding, note = _encoding_of(content)
    notes = [note] if note else []
    try:
        return content.decode(encoding), notes
    except UnicodeDecodeError as trouble:
        if encoding != "utf-8":
            raise InputRefused("it begins like UTF-16 and is not", "Save it as UTF-8.", field="import") from None
        line = len(lines_of(content[: trouble.start].decode("utf-8", "replace")))
        return content.decode("utf-8", "replace"), [*notes, _unread_from(line)]


def _encoding_of(content: bytes) -> tuple[str, str]:
    """The encoding that a text begins in, and a note where it is not UTF-8."""
    for start, what in _PACKED.items():
        if content.startswith(start):
            raise InputRefused(f"it is {what}, not text", "Unpack it, or save it as text.", field="import")
    if content.startswith(_UTF_16):
        return "utf-16", "The text is UTF-16; it was read as such."
    first, second = content[:_LOOKED_AT:2], content[1:_LOOKED_AT:2]
    for encoding, high, low in (("utf-16-le", second, first), ("utf-16-be", first, second)):
        if high.count(0) * 2 > len(high) and 0 not in low:
            return encoding, "The text is UTF-16 without its mark; it was read as such."
    return "utf-8", ""


def _unread_from(line: int) -> str:
    return f"Line {line} is not UTF-8; what could not be read there and below stands as a question mark."


def _line_too_long(number: int) -> InputRefused:
    problem = f"line {number} is longer than {MOST_OF_A_LINE // 1_000_000} MB"
    return InputRefused(problem, "No row of a MAF is; export the file again.", field="import")


def _no_text() -> InputRefused:
    problem = "it holds NUL bytes, so it is no text in UTF-8, but perhaps in UTF-16"
    return InputRefused(problem, "Save it as text in UTF-8.", field="import")
