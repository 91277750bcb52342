"""The words every format of a report shares."""

from __future__ import annotations

import pytest

from alktui.model import option
from alktui.model.evidence import Erratum
from alktui.model.source import Source
from alktui.pages.words import erratum_in_words, reason_in_words, where_tested


@pytest.mark.parametrize(
    ("disease", "model", "n", "words"),
    [
        ("ALCL", "two cell lines", None, "two cell lines, ALCL"),
        ("NSCLC", "patients", 21, "patients, NSCLC, n=21"),
        ("ALCL", "not stated", None, "ALCL, model not stated"),
        ("not stated", "cells by the cited titles", None, "cells by the cited titles, disease not stated"),
        ("not stated", "not stated", None, "not stated"),
        ("ALCL", "", None, "ALCL"),
        ("", "", None, ""),
    ],
)
def test_where_an_option_was_tested_names_what_is_not_stated(disease: str, model: str, n: int | None, words: str) -> None:
    """To be tested "in not stated, ALCL" tells a reader nothing."""
    assert where_tested(option.TestedIn(disease=disease, model=model, n=n)) == words


@pytest.mark.parametrize("reading", ["read so", "read so."])
def test_erratum_has_one_full_stop_after_its_reading(reading: str) -> None:
    place = Source(document="wang-2022", locator="section 1")
    erratum = Erratum(
        id="e", kind="k", document="wang-2022", locator="l", printed="p", reading=reading, why="Because.", sources=(place,)
    )
    assert erratum_in_words(erratum) == 'printed "p"; read as: read so. Because.'


@pytest.mark.parametrize(
    ("why", "words"),
    [
        ("IL10RA not tested", "IL10RA not tested in this patient"),
        ("WASP is low; IGF1R not tested", "WASP is low; IGF1R not tested in this patient"),
        ("IGF1R not tested; WASP not tested", "not tested in this patient: IGF1R, WASP"),
        ("ALK sequenced, no mutation found", "ALK sequenced, no mutation found"),
    ],
)
def test_untested_marker_is_said_of_the_patient(why: str, words: str) -> None:
    """Beside "no data", "not tested" would be read as if nobody had studied the marker."""
    assert reason_in_words(why) == words
