"""One sitting: the questions, then the menu, until the person or the input ends it."""

from __future__ import annotations

import io
import sys
from datetime import date

from alktui.cases.case_words import case_lines
from alktui.knowledge import read_knowledge
from alktui.linear.dialogue import Dialogue, EndOfInput, Quit
from alktui.linear.interview import WORDS, interview
from alktui.linear.keeping import Keeping
from alktui.linear.menu import Menu
from alktui.linear.walk import Walk
from alktui.pages.full_report import full_page
from alktui.paint.text import text_of_page

WELCOME = (
    "alktui, linear mode: from an ALK-driven case of NSCLC or ALCL to what two reviews say of it.",
    "It informs; it does not prescribe.",
    WORDS,
)


def sit() -> None:
    """Walk a case on standard input and output."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        # Bytes that are no text must not end the walk.
        sys.stdin.reconfigure(errors="replace")
    walk = Walk(read_knowledge(), date.today())  # noqa: DTZ011 - the user's own day
    dialogue = Dialogue(sys.stdin, sys.stdout)
    converse(walk, dialogue, Keeping(walk, dialogue, drafts=sys.stdin.isatty()))


def converse(walk: Walk, dialogue: Dialogue, keeping: Keeping | None = None) -> None:
    """Ask for the case, then answer from the menu; at the end of the input the summary is printed where there is a case."""
    try:
        dialogue.tell(*WELCOME, *walk.knowledge.notices)
        if keeping is not None:
            keeping.offer()
        interview(walk, dialogue)
        Menu(walk, dialogue, keeping).run()
    except EndOfInput:
        dialogue.say(["", *_ending(walk)])
    except Quit:
        pass
    finally:
        if keeping is not None:
            keeping.close()


def _ending(walk: Walk) -> list[str]:
    """What is printed at the end of the input: the summary, or what was entered where it makes no report."""
    if walk.report is not None:
        return text_of_page(full_page(walk.report, walk.catalogue), walk.catalogue)
    if walk.entry.is_empty:
        return []
    return ["No disease is given, so there is no report. Entered:", *case_lines(walk.entry)]
