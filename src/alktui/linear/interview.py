"""Asking the questions about a case, one after another, with a way back."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from functools import partial

from alktui.errors import InputRefused
from alktui.linear.dialogue import Dialogue
from alktui.linear.listing import Listing
from alktui.linear.question import Question
from alktui.linear.questionnaire import QUESTIONS
from alktui.linear.walk import Walk
from alktui.pages.words import case_in_words
from alktui.paint.numbered import numbered, paragraph

WORDS = (
    "At every question: an empty line skips it or ends its list, back goes to the question before, undo takes back the last "
    "change, clear empties what was entered, menu leaves for the menu, quit ends alktui, ? explains."
)


class Move(Enum):
    """Where to go after a question."""

    NEXT = ""
    BACK = "back"
    MENU = "menu"


def interview(walk: Walk, dialogue: Dialogue) -> None:
    """Ask every question that makes sense, until the last one or the menu."""
    place = 0
    while place < len(QUESTIONS):
        move = ask(place, walk, dialogue)
        if move is Move.MENU:
            return
        place = _next(place, walk) if move is Move.NEXT else _before(place, walk)


def _next(place: int, walk: Walk) -> int:
    return next((later for later in range(place + 1, len(QUESTIONS)) if QUESTIONS[later].asked(walk)), len(QUESTIONS))


def _before(place: int, walk: Walk) -> int:
    """The question before; the first one has none."""
    return next((earlier for earlier in range(place - 1, -1, -1) if QUESTIONS[earlier].asked(walk)), place)


def ask(place: int, walk: Walk, dialogue: Dialogue) -> Move:
    """Ask one question until it is answered or left; what is refused loses nothing."""
    question = QUESTIONS[place]
    dialogue.say(_opening(place, walk))
    while True:
        typed = dialogue.ask(question.prompt(walk))
        if typed.casefold() in [move.value for move in Move]:
            return Move(typed.casefold())
        if typed.casefold() == "undo":
            take_back(walk, dialogue)
        elif typed == "?":
            dialogue.say([*question.explained(walk), *paragraph(WORDS)])
        elif _take(question, typed, walk, dialogue) and not question.repeats:
            return Move.NEXT


def take_back(walk: Walk, dialogue: Dialogue) -> None:
    """Take back the last change, and say what it leaves."""
    before = [question.value(walk) for question in QUESTIONS]
    if not walk.undo():
        dialogue.tell("There is nothing to undo.")
        return
    after = [question.value(walk) for question in QUESTIONS]
    changed = [(question, now) for question, then, now in zip(QUESTIONS, before, after, strict=True) if then != now]
    dialogue.tell(*(f"Undone. {question.title}: {now or 'not given'}." for question, now in changed))


def _opening(place: int, walk: Walk) -> Iterator[str]:
    question = QUESTIONS[place]
    now = question.value(walk)
    yield ""
    yield from paragraph(f"Question {place + 1}. {question.title}.{f' Now: {now}.' if now else ''}")
    yield from question.opening(walk)


def _take(question: Question, typed: str, walk: Walk, dialogue: Dialogue) -> bool:
    """Whether an answer was taken; how it was read is said."""
    try:
        change = question.clear if typed.casefold() == "clear" else question.change(typed, walk, dialogue)
        if change is None:
            return False
        notices = walk.change(change)
        dialogue.tell(*map(noted, notices), f"{question.title}: {question.value(walk) or 'not given'}.")
    except InputRefused as refusal:
        dialogue.refuse(refusal)
        return False
    return True


def noted(notice: str) -> str:
    """How something was read, as a sentence."""
    return f"Note: {notice}{'' if notice.endswith('.') else '.'}"


def case_listing(walk: Walk, dialogue: Dialogue) -> Listing:
    """Every question with what the case has; a number asks it again."""

    def again(place: int) -> Listing:
        ask(place, walk, dialogue)
        return Listing("Case", tuple(case_lines(walk)), parent=listing)

    lines = [f"{question.title}: {question.value(walk) or 'not given'}" for question in QUESTIONS]
    shown = [line for number, words in enumerate(lines, 1) for line in numbered(number, words)]
    opens = tuple(partial(again, place) for place in range(len(QUESTIONS)))
    listing = Listing("Case", tuple(shown), opens, "number to change")
    return listing


def case_lines(walk: Walk) -> Iterator[str]:
    """The case in one line, or that it has no disease yet."""
    yield from paragraph(f"Case: {case_in_words(walk.report.case)}" if walk.report else "Case: no disease is given yet.")
