"""Taking back and making again: one step is what a person did to one field, not each key."""

from __future__ import annotations

from alktui.cases.editing import History, Origin, set_choice
from alktui.cases.entry import CaseEntry


def step(history: History, field: str, *values: str) -> None:
    for value in values:
        history.change(lambda entry, value=value: set_choice(entry, field, value), field)


def test_steps_of_one_field_are_taken_back_and_made_again_as_one() -> None:
    """Who passed over "none found" on the way to "not sequenced" never meant it, and undo never leads there."""
    history = History(CaseEntry(disease="ALCL"))
    step(history, "sequencing", "none-found", "not-sequenced")
    assert history.undo()
    assert history.entry == CaseEntry(disease="ALCL")
    assert history.redo()
    assert history.entry.sequencing == "not-sequenced"
    assert not history.redo()


def test_steps_of_another_field_are_a_step_of_their_own() -> None:
    history = History(CaseEntry(disease="ALCL"))
    step(history, "setting", "untreated", "relapsed")
    step(history, "biomarker:CD30", "positive", "negative")
    step(history, "setting", "", "untreated")
    assert history.undo()
    assert (history.entry.setting, history.entry.biomarkers) == ("relapsed", {"CD30": "negative"})
    assert history.undo()
    assert (history.entry.setting, history.entry.biomarkers) == ("relapsed", {})
    assert history.undo()
    assert history.entry == CaseEntry(disease="ALCL")
    assert not history.undo()


def test_steps_back_to_where_they_began_leave_nothing_to_take_back() -> None:
    history = History(CaseEntry(disease="ALCL"))
    step(history, "setting", "untreated", "relapsed", "")
    assert not history.undo()
    step(history, "setting", "untreated")
    assert history.undo()


def test_steps_after_undo_or_after_saving_begin_anew() -> None:
    """What was saved can be gone back to."""
    history = History(CaseEntry(disease="ALCL"))
    step(history, "setting", "untreated")
    history.origin = Origin(stored=history.entry)
    step(history, "setting", "relapsed")
    assert history.undo()
    assert history.entry.setting == "untreated"
    step(history, "setting", "relapsed")
    assert history.undo()
    assert history.entry.setting == "untreated"
