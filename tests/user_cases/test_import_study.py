"""Importing a MAF of a whole study, which is larger than what is read at once."""

import io
import itertools
import re
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from user_cases.support import HEADER, ROW, maf

from alktui.cases.importing import MOST_BYTES, ImportResult, import_file, source_text
from alktui.errors import InputRefused
from alktui.model.catalogue import Catalogue


class Study(io.RawIOBase):
    """A MAF of many samples, made while it is read; it counts the bytes given."""

    def __init__(self, size: int, row: str, encoding: str = "utf-8") -> None:
        super().__init__()
        other = maf({"Hugo_Symbol": "TP53", "Tumor_Sample_Barcode": "B"}).splitlines()[1]
        start = f"#version 2.4\n{maf({})}\n".encode(encoding)
        filler = f"{other}\n".encode(encoding) * 1000
        end = f"{row}\n".encode(encoding)
        self._pieces = itertools.chain([start], itertools.repeat(filler, size // len(filler)), [end])
        self._rest = b""

    def readable(self) -> bool:  # noqa: D102 - as of any stream
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401, D102 - as above, of any buffer
        self._rest = self._rest or next(self._pieces, b"")
        given, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(given)] = given
        return len(given)


LAST = "\t".join(
    {"HGVSp_Short": "p.L1196M", "HGVSp": "", "HGVSc": ""}.get(name, cell) for name, cell in zip(HEADER, ROW, strict=True)
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_maf_of_a_study_is_read_line_by_line(read: Callable[..., ImportResult], encoding: str) -> None:
    def study() -> io.BufferedReader:
        return io.BufferedReader(Study(12_000_000, LAST, encoding))

    asked = r"1 of them with rows of ALK\. Choose one: INV-1-T1 \(2 rows of ALK\); with no row of ALK: B\."
    with pytest.raises(InputRefused, match=asked):
        read(study())
    tracemalloc.start()
    result = read(study(), sample="INV-1-T1")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [finding.text for finding in result.entry.findings] == ["G1202R", "L1196M"]
    assert "Read as a cBioPortal MAF." in result.notes
    assert most < 40_000_000
    (offer,) = read(study(), sample="B").offered
    assert (offer.marker, offer.said.count("; line")) == ("TP53", 3)


@pytest.mark.parametrize(
    ("end", "sentence"),
    [
        ("ALK" * 400_000, "is longer than 1 MB"),
        ("A\0", "NUL bytes"),
    ],
)
def test_maf_of_a_study_has_no_line_without_end(read: Callable[..., ImportResult], end: str, sentence: str) -> None:
    with pytest.raises(InputRefused, match=sentence):
        read(io.BufferedReader(Study(MOST_BYTES, end)), sample="B")


def test_maf_of_a_study_names_the_line_that_is_no_utf_8(read: Callable[..., ImportResult]) -> None:
    result = read(io.BufferedReader(Study(MOST_BYTES, LAST + "\u00fc", "latin-1")), sample="INV-1-T1")
    (note,) = [note for note in result.notes if "is not UTF-8" in note]
    assert re.match("Line [0-9]{5} is", note)


def test_maf_larger_than_any_is_refused(read: Callable[..., ImportResult], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_text, "MOST_OF_A_TABLE", MOST_BYTES + 1000)
    with pytest.raises(InputRefused, match="it is larger than"):
        read(io.BufferedReader(Study(2 * MOST_BYTES, LAST)), sample="B")


def test_large_file_is_left_as_soon_as_nobody_waits_for_it(catalogue: Catalogue, tmp_path: Path) -> None:
    """Who leaves alktui does not wait for a study to be read to its end."""
    (tmp_path / "study.maf").write_text(maf({}) + "\n" + "\n".join(["# filling"] * 700_000), "utf-8")
    wanted = iter([True, True, False])
    with pytest.raises(InputRefused, match="it was left"):
        import_file(tmp_path / "study.maf", catalogue, is_wanted=lambda: next(wanted))
