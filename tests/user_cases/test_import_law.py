"""Whatever the bytes are, an import reads them or refuses them, and what it gives is an entry that can be kept."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from user_cases.support import INPUTS

from alktui.cases.case_file import case_bytes, read_case_file
from alktui.cases.importing import KINDS, read_import
from alktui.cases.reading import read_case
from alktui.errors import AlktuiError
from alktui.model.catalogue import Catalogue

CONTENTS = [path.read_bytes() for path in sorted(INPUTS.iterdir())]
SCRAPS = [
    "\t",
    "\n",
    "ALK",
    "p.G1202R",
    "c.3604G>A",
    "Hugo_Symbol",
    "HGVSp_Short",
    "{",
    "}",
    '"',
    "\0",
    "\x1b[2J",
    "é",
    "[",
    "=",
    ";",
]


def read_whole(content: str | bytes, catalogue: Catalogue, **options: Any) -> None:  # noqa: ANN401 - those of read_import
    """Read, keep and read as a case; nothing but a refusal may come of it."""
    with suppress(AlktuiError):
        result = read_import(content, catalogue, **options)
        assert all(note.isprintable() for note in result.notes)
        assert all(str(refusal).isprintable() for refusal in result.refusals)
        assert read_case_file(case_bytes(result.entry)).entry == result.entry
        read_case(result.entry, catalogue)


@given(st.binary(max_size=200), st.sampled_from([None, *KINDS]))
def test_import_of_any_bytes_gives_an_entry_or_a_refusal(catalogue: Catalogue, content: bytes, kind: Any) -> None:  # noqa: ANN401 - a Kind
    read_whole(content, catalogue, kind=kind)


@given(st.lists(st.sampled_from(SCRAPS) | st.text(max_size=4), max_size=30).map("".join), st.sampled_from([None, *KINDS]))
def test_import_of_any_text_gives_an_entry_or_a_refusal(catalogue: Catalogue, text: str, kind: Any) -> None:  # noqa: ANN401 - a Kind
    read_whole(text, catalogue, kind=kind)


@given(st.sampled_from(CONTENTS), st.randoms(use_true_random=False))
def test_import_of_a_damaged_file_gives_an_entry_or_a_refusal(
    catalogue: Catalogue, content: bytes, chance: random.Random
) -> None:
    damaged = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(damaged))
        damaged[place : place + chance.choice([0, 1, 9])] = chance.choice(SCRAPS).encode()
    read_whole(bytes(damaged), catalogue)


@given(st.randoms(use_true_random=False))
def test_import_of_a_packet_with_any_value_anywhere_gives_an_entry_or_a_refusal(
    catalogue: Catalogue, chance: random.Random
) -> None:
    found = json.loads((INPUTS / "packet.json").read_bytes())
    for _ in range(3):
        _replace_something(found, chance)
    read_whole(json.dumps(found), catalogue, kind="phenopacket")


def _replace_something(value: Any, chance: random.Random) -> None:  # noqa: ANN401 - any JSON
    """Put something else in the place of one value, found by going down at random."""
    others: list[Callable[[], object]] = [
        list,
        dict,
        str,
        lambda: None,
        lambda: 3,
        lambda: True,
        lambda: ["x"],
        lambda: {"id": 1},
    ]
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    if not keys:
        return
    key = chance.choice(keys)
    if isinstance(value[key], dict | list) and chance.random() < 0.8:
        _replace_something(value[key], chance)
    else:
        value[key] = chance.choice(others)()
