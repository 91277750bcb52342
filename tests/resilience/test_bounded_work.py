"""Texts whose reading would take longer than anyone waits, and ctrl-c before anything was read."""

from __future__ import annotations

import difflib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tui.terminal import SOURCE

from alktui.cases import therapy_text
from alktui.cases.entry import CaseEntry, TherapyEntry
from alktui.cases.reading import read_case
from alktui.cases.therapy_text import LONGEST, therapy_of_text
from alktui.catalogue.search import Searcher
from alktui.catalogue.store import read_catalogue


class Counted:
    """A pattern that counts how many letters it is asked to match."""

    letters = 0

    def __init__(self, form: object) -> None:
        self._form = form

    def fullmatch(self, text: str) -> object:
        """As the pattern."""
        Counted.letters += len(text)
        return self._form.fullmatch(text)  # type: ignore[attr-defined]


@pytest.mark.parametrize("text", ["@ 1 " * 400, "ALK " + "@" * 4000, "crizotinib 2023-02 to " * 100, "\t" * 5000])
def test_long_text_meets_no_pattern_of_a_therapy(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The patterns take cubic time, so that nothing longer than a therapy may meet them; counted in letters, not by a clock."""
    monkeypatch.setattr(Counted, "letters", 0)
    monkeypatch.setattr(therapy_text, "_FORMS", tuple(map(Counted, therapy_text._FORMS)))
    assert therapy_of_text(text) == TherapyEntry(text.strip())
    assert Counted.letters == 0
    therapy_of_text("@ 1 " * (LONGEST // 4))
    assert 0 < Counted.letters <= LONGEST * len(therapy_text._FORMS)


@pytest.mark.parametrize("field", ["prior", "prior_therapies"])
def test_long_therapy_is_refused_in_one_sentence(field: str, tables_file: Path) -> None:
    entry = CaseEntry(disease="ALCL", **{field: [therapy_of_text("@ 1 " * 400)]})
    refusals = [
        refusal
        for refusal in read_case(entry, read_catalogue(tables_file)).refusals
        if refusal.field in ("prior", "prior-therapy")
    ]
    assert len(refusals) == 1
    assert len(str(refusals[0])) < 600


def test_search_compares_few_words_with_the_whole_catalogue(tables_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compared = []
    compare = difflib.get_close_matches

    def counted(word: str, *others: object) -> list[str]:
        compared.append(word)
        return compare(word, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(difflib, "get_close_matches", counted)
    searcher = Searcher(tables_file)
    unknown = " ".join(f"qq{number}" for number in range(3000))
    assert searcher.find(unknown) == ()
    assert searcher.near(unknown) == ()
    searcher.close()
    assert len(compared) <= 12


WHILE_IMPORTING = """
import builtins, os, signal, sys
importing = builtins.__import__
def interrupted(name, *more, **named):
    if name == "{module}":
        os.kill(os.getpid(), signal.SIGINT)
    return importing(name, *more, **named)
builtins.__import__ = interrupted
sys.argv = ["alktui", *{typed}]
from alktui.__main__ import main
main()
"""


@pytest.mark.parametrize(
    ("module", "typed"),
    [
        ("alktui.environment", []),
        ("alktui.cli", []),
        ("click", ["triage"]),
        ("alktui.catalogue.store", ["triage", "--disease=ALCL"]),
    ],
)
def test_interrupt_while_modules_are_imported_is_one_line(module: str, typed: list[str], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WHILE_IMPORTING.format(module=module, typed=typed)],
        env=os.environ | {"ALKTUI_HOME": os.fspath(tmp_path), "PYTHONPATH": os.fspath(SOURCE)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr.strip()) == (128 + signal.SIGINT, "", "alktui: interrupted")
