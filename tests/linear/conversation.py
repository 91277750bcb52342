"""A person at the linear mode: answers typed line by line, and everything that was said."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterable
from datetime import date

from alktui.knowledge import Knowledge
from alktui.linear.dialogue import Dialogue, EndOfInput
from alktui.linear.menu import Menu
from alktui.linear.sitting import converse
from alktui.linear.walk import Walk

AS_OF = date(2026, 11, 23)
PROMPT = re.compile(r"^.*: $\n?", re.MULTILINE)


class Typing(io.StringIO):
    """Answers, each shown behind its prompt as a terminal shows what is typed."""

    def __init__(self, answers: Iterable[str], target: io.StringIO) -> None:
        super().__init__("".join(f"{answer}\n" for answer in answers))
        self._target = target

    def isatty(self) -> bool:
        """As a terminal says."""
        return True

    def readline(self, size: int = -1, /) -> str:
        """The next answer, echoed."""
        line = super().readline(size)
        self._target.write(line)
        return line


def heard(walk: Walk, answers: Iterable[str]) -> list[str]:
    """What the menu opens with, then what it says to each answer, line by line as printed."""
    target = io.StringIO()
    menu = Menu(walk, Dialogue(io.StringIO("".join(f"{answer}\n" for answer in answers)), target))
    with contextlib.suppress(EndOfInput):
        menu.run()
    return PROMPT.split(target.getvalue())


class Conversation:
    """A walk with given answers, held to its end.

    Attributes:
        text: everything on standard output; with `shown`, with the answers behind their prompts.
        walk: the case as it was left.
    """

    def __init__(self, knowledge: Knowledge, answers: Iterable[str], *, shown: bool = False) -> None:
        target = io.StringIO()
        source = Typing(answers, target) if shown else io.StringIO("".join(f"{answer}\n" for answer in answers))
        self.walk = Walk(knowledge, AS_OF)
        converse(self.walk, Dialogue(source, target))
        self.text = target.getvalue()

    @property
    def lines(self) -> list[str]:
        """Every line of the output."""
        return self.text.splitlines()

    @property
    def prompts(self) -> list[str]:
        """Every prompt, in order."""
        return [line for line in self.lines if line.endswith(": ")]

    def count(self, text: str) -> int:
        """How often a text was said, whatever the line breaks."""
        return " ".join(self.text.split()).count(" ".join(text.split()))

    def says(self, text: str) -> bool:
        """Whether a text was said, whatever the line breaks."""
        return self.count(text) > 0
