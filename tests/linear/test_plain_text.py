"""What a screen reader, a dumb terminal or a pipe gets: short ASCII lines and prompts, whatever is typed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from linear.conftest import Talk
from linear.script import COMPOUND, EVERYTHING, HOSTILE

from alktui.paint.numbered import ascii_of, fitted, paragraph

PLAIN = re.compile(r"[\n\x20-\x7e]*")


def assert_plain(text: str) -> None:
    assert PLAIN.fullmatch(text), [letter for letter in text if not PLAIN.fullmatch(letter)][:5]
    assert [line for line in text.splitlines() if len(line) > 80] == []


def test_every_line_is_short_and_ascii(talk: Talk) -> None:
    assert_plain(talk(EVERYTHING).text)


def test_every_prompt_is_one_line(talk: Talk) -> None:
    conversation = talk(EVERYTHING)
    assert len(conversation.prompts) == len(EVERYTHING)


@pytest.mark.parametrize("place", range(len(COMPOUND)))
def test_hostile_answer_never_comes_back_as_a_control_character(talk: Talk, place: int) -> None:
    assert_plain(talk([*COMPOUND[:place], *HOSTILE]).text)


@pytest.mark.parametrize("typed", HOSTILE, ids=[ascii(typed)[:20] for typed in HOSTILE])
def test_hostile_text_in_every_field_is_printed_plainly(talk: Talk, typed: str) -> None:
    answers = [*COMPOUND[:13], typed, typed, typed, "menu", "1", "", typed, f"/{typed}", "1", "w", typed, "", "e", typed, "", "7"]
    assert_plain(talk(answers).text)


def test_markup_is_printed_as_typed(talk: Talk) -> None:
    assert talk([*COMPOUND[:14], "[bold]A&B[/bold]", "", "7"]).says("[bold]A&B[/bold]")


def test_answer_of_a_whole_file_is_not_taken(talk: Talk) -> None:
    conversation = talk([*COMPOUND[:14], "z" * 1001])
    assert conversation.says("An answer has at most 1000 characters.")
    assert conversation.walk.entry.label == ""


@given(st.text())
def test_any_text_is_spelt_in_printable_ascii(text: str) -> None:
    """As one line, however long: breaking it is the task of `fitted`."""
    assert PLAIN.fullmatch(ascii_of(text))
    assert "\n" not in ascii_of(text)


@given(st.lists(st.text(), max_size=3))
def test_any_lines_are_fitted(lines: list[str]) -> None:
    assert_plain("\n".join(fitted(lines)))


def test_spelling_keeps_what_a_reader_needs() -> None:
    assert ascii_of("IFN-\u03b3, 30\u201340%, caf\u00e9, \u2265 5, \u4e2d") == "IFN-gamma, 30-40%, cafe, >= 5, ?"
    assert paragraph("") == []
