"""A prior therapy typed in one line: its name, how it ended, and from when to when."""

from __future__ import annotations

import pytest

from alktui.cases.entry import CaseEntry, TherapyEntry
from alktui.cases.reading import read_case, refusal_of
from alktui.cases.therapy_text import text_of_therapy, therapy_of_text
from alktui.model.catalogue import Catalogue


@pytest.mark.parametrize(
    ("text", "therapy"),
    [
        ("crizotinib", TherapyEntry("crizotinib")),
        ("crizotinib:intolerant", TherapyEntry("crizotinib", "intolerant")),
        ("crizotinib 2023", TherapyEntry("crizotinib", "", "2023")),
        ("crizotinib 2023-02 to 2023-11", TherapyEntry("crizotinib", "", "2023-02", "2023-11")),
        ("crizotinib:stopped 2023-02-17..2024", TherapyEntry("crizotinib", "stopped", "2023-02-17", "2024")),
        ("crizotinib; 2023-02; 2023-11", TherapyEntry("crizotinib", "", "2023-02", "2023-11")),
        ("crizotinib from 2023-02 until 2023-11", TherapyEntry("crizotinib", "", "2023-02", "2023-11")),
        ("crizotinib 2023-02 - 2023-11", TherapyEntry("crizotinib", "", "2023-02", "2023-11")),
        ("crizotinib since 2023-02", TherapyEntry("crizotinib", "", "2023-02")),
        ("crizotinib 2023-02 to", TherapyEntry("crizotinib", "", "2023-02")),
        ("crizotinib to 2023-11", TherapyEntry("crizotinib", "", "", "2023-11")),
        ("brentuximab vedotin 2020", TherapyEntry("brentuximab vedotin", "", "2020")),
        ("TAE-684", TherapyEntry("TAE-684")),
        ("crizotinib progressed", TherapyEntry("crizotinib", "progressed")),
        ("crizotinib (progressed)", TherapyEntry("crizotinib", "progressed")),
        ("crizotinib : Progressed", TherapyEntry("crizotinib", "progressed")),
        ("crizotinib progressed 2023-02 to 2023-11", TherapyEntry("crizotinib", "progressed", "2023-02", "2023-11")),
        ("crizotinib (progressed, 2021-02 to 2022-03)", TherapyEntry("crizotinib", "progressed", "2021-02", "2022-03")),
        ("crizotinib 2022-12: stopped", TherapyEntry("crizotinib", "stopped", "2022-12")),
        ("crizotinib 2021-03 to 2022-12 toxicity", TherapyEntry("crizotinib", "intolerant", "2021-03", "2022-12")),
        ("crizotinib 2021-03..2022-12, stopped for toxicity", TherapyEntry("crizotinib", "intolerant", "2021-03", "2022-12")),
        ("crizotinib 2021-02 2022-03", TherapyEntry("crizotinib", "", "2021-02", "2022-03")),
        ("crizotinib (2021-02 to 2022-03)", TherapyEntry("crizotinib", "", "2021-02", "2022-03")),
        ("crizotinib until 2023-11 PD", TherapyEntry("crizotinib", "progressed", "", "2023-11")),
        ("brentuximab vedotin progressed", TherapyEntry("brentuximab vedotin", "progressed")),
        ("crizotinib from 2022-04 progressed 2024-02", TherapyEntry("crizotinib", "progressed", "2022-04", "2024-02")),
        ("crizotinib: 2022-04, stopped for toxicity in 2024-02", TherapyEntry("crizotinib", "intolerant", "2022-04", "2024-02")),
        ("crizotinib (since 2022-04; PD 2024-02-01)", TherapyEntry("crizotinib", "progressed", "2022-04", "2024-02-01")),
        ("crizotinib started in 2022 stopped on 2024-02-01", TherapyEntry("crizotinib", "stopped", "2022", "2024-02-01")),
        ("crizotinib started 2022-04", TherapyEntry("crizotinib", "", "2022-04")),
        (" to 2024-02", TherapyEntry("", "", "", "2024-02")),
        (" 2023-02 to 2024-02", TherapyEntry("", "", "2023-02", "2024-02")),
        ("anti-PD-1", TherapyEntry("anti-PD-1")),
        ("anti-PD-(L)1 (progressed, 2021)", TherapyEntry("anti-PD-(L)1", "progressed", "2021")),
    ],
)
def test_therapy_is_read_with_its_dates(text: str, therapy: TherapyEntry) -> None:
    assert therapy_of_text(text) == therapy
    assert therapy_of_text(text_of_therapy(therapy)) == therapy


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("crizotinib progresed", '"progresed" behind crizotinib is not understood. Did you mean progressed?'),
        ("crizotinib no progression", '"no" behind crizotinib is not understood'),
        ("crizotinib 2021-02 to 2022-03 no progression", '"no progression" behind the date is not understood'),
        ("crizotinib 2021-02 to 2022-03 toxicity grade 3", '"toxicity grade 3" behind the date is not understood'),
        ("crizotinib from 2022-04 ongoing 2024-02", '"ongoing 2024-02" behind the date is not understood'),
        ("crizotinib 2022 to 2023 progressed 2024", '"progressed 2024" behind the date is not understood'),
        ("crizotinib 2022 progressed 2023 2024", '"progressed 2023 2024" behind the date is not understood'),
        ("crizotinib 2022 no progression 2023", '"no progression 2023" behind the date is not understood'),
        ("crizotinib progressed stopped", '"progressed" behind crizotinib is not understood'),
        ("crizotinib, lorlatinib", "Each therapy goes on a line of its own."),
        ("crizotinib: cured", '"cured" is not an outcome of a therapy'),
    ],
)
def test_words_that_are_not_understood_are_named_with_an_example(text: str, says: str, catalogue: Catalogue) -> None:
    """Nothing of a line is dropped or guessed: who writes "no progression" has not entered progressed."""
    refusal = refusal_of("prior", text, catalogue)
    assert says in str(refusal)
    assert "progressed" in str(refusal)


def test_tki_among_the_other_therapies_is_led_to_its_place(catalogue: Catalogue) -> None:
    """Crizotinib on the wrong line is not taken for a misspelt imatinib."""
    refusal = refusal_of("prior-therapy", "crizotinib 2021", catalogue)
    assert str(refusal) == '"crizotinib" is an ALK TKI. Enter it among the prior ALK TKIs: --prior crizotinib.'
    assert refusal is not None
    assert not refusal.suggestions


def test_no_name_of_the_catalogue_is_taken_for_a_date_or_an_outcome(catalogue: Catalogue) -> None:
    names = [name for therapy in catalogue.therapies for name in (therapy.id, therapy.name, *therapy.synonyms)]
    assert [name for name in names if therapy_of_text(name).name != name] == []


@pytest.mark.parametrize(
    ("started", "ended", "says"),
    [
        ("02/2023", "", '"02/2023" is no date. Write 2023, 2023-02 or 2023-02-17'),
        ("2023-13", "", '"2023-13" is no date'),
        ("2023-02-30", "", '"2023-02-30" is no date'),
        ("", "2023-1", '"2023-1" is no date'),
        ("2023-05", "2023-02", "before it begins"),
        ("2023-05", "2022", "before it begins"),
    ],
)
@pytest.mark.parametrize("field", ["prior", "prior-therapy"])
def test_dates_that_cannot_be_are_refused_and_the_therapy_stands(
    started: str, ended: str, says: str, field: str, catalogue: Catalogue
) -> None:
    """The refusal names its own field; what the answer rests on, the therapy and how it ended, is taken all the same."""
    prior, other = TherapyEntry("crizotinib", "", started, ended), TherapyEntry("chemotherapy", "", started, ended)
    entry = CaseEntry(disease="ALCL", **({"prior": [prior]} if field == "prior" else {"prior_therapies": [other]}))
    case, refusals = read_case(entry, catalogue)
    assert [refusal.field for refusal in refusals] == [field]
    assert says in str(refusals[0])
    assert case is not None
    (line,) = (*case.prior, *case.prior_therapies)
    assert (line.outcome, line.started, line.ended) == ("progressed", "", "")


def test_year_may_end_in_one_of_its_months(catalogue: Catalogue) -> None:
    """A date known less well than the other contradicts nothing."""
    for span in (("2023", "2023-02"), ("2023-05", "2023"), ("2023-02", "2023-02")):
        assert read_case(CaseEntry(disease="ALCL", prior=[TherapyEntry("crizotinib", "", *span)]), catalogue).refusals == ()


def test_order_that_the_dates_contradict_is_told_and_kept(catalogue: Catalogue) -> None:
    prior = [TherapyEntry("lorlatinib", "", "2024-01"), TherapyEntry("crizotinib", "", "2023-02")]
    case, refusals = read_case(CaseEntry(disease="ALCL", prior=prior), catalogue)
    assert refusals == ()
    assert case is not None
    assert [line.therapy for line in case.prior] == ["lorlatinib", "crizotinib"]
    assert any("crizotinib began in 2023-02, before lorlatinib" in sentence for sentence in case.reading)
    same = [TherapyEntry("lorlatinib", "", "2023"), TherapyEntry("crizotinib", "", "2023-02")]
    read = read_case(CaseEntry(disease="ALCL", prior=same), catalogue).case
    assert read is not None
    assert read.reading == ()
