"""What is said and what is answered: a line out, a line in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TextIO

from alktui.errors import AlktuiError, InputRefused
from alktui.linear.own_words import in_own_words
from alktui.paint.numbered import ascii_of, fitted, paragraph
from alktui.plain import clean

LONGEST = 1000
"""Characters of an answer; more is a paste gone wrong."""


class EndOfInput(Exception):
    """There is nothing more to read."""


class Quit(Exception):
    """The person wants to leave."""


class Dialogue:
    """A conversation over two text streams.

    Args:
        source: where answers come from, line by line.
        target: where lines go to.
    """

    def __init__(self, source: TextIO, target: TextIO) -> None:
        self._source = source
        self._target = target
        # A terminal shows the line end that was typed; where nobody types, the prompt has to end its own line.
        self._echoes = source.isatty()

    def say(self, lines: Iterable[str]) -> None:
        """Print lines, each broken to the width and in ASCII."""
        for line in fitted(lines):
            self._target.write(f"{line}\n")

    def tell(self, *sentences: str) -> None:
        """Print sentences, each as a paragraph of its own."""
        for sentence in sentences:
            self.say(paragraph(sentence))

    def refuse(self, trouble: AlktuiError) -> None:
        """Print why something was not taken, in one sentence, and what could have been meant."""
        sentence = in_own_words(str(trouble))
        self.tell(sentence if sentence.endswith((".", "?")) else f"{sentence}.")
        suggestions = trouble.suggestions if isinstance(trouble, InputRefused) else ()
        if unnamed := [name for name in suggestions if name not in sentence]:
            self.tell(f"Suggestions: {', '.join(unnamed)}.")

    def ask(self, prompt: str) -> str:
        """The answer to a prompt, cleaned and without blanks at its ends; empty for an empty line.

        Raises:
            EndOfInput: there is no further line.
            Quit: the answer is the word quit.
        """
        while True:
            answer = self._read(prompt)
            if len(answer) <= LONGEST:
                break
            self.tell(f"An answer has at most {LONGEST} characters.")
        if answer.casefold() == "quit":
            raise Quit
        return answer

    def _read(self, prompt: str) -> str:
        self._target.write(f"{ascii_of(prompt)}: ")
        self._target.flush()
        line = self._source.readline()
        if not line.endswith("\n") or not self._echoes:
            self._target.write("\n")
        if not line:
            raise EndOfInput
        return clean(line).strip()

    def ask_until(self, prompt: str, explanation: str, take: Callable[[str], bool]) -> None:
        """Ask until an answer is taken; "?" explains, and what is refused is asked again.

        Args:
            prompt: the question.
            explanation: what "?" says.
            take: takes an answer and says whether that was all; may raise InputRefused.
        """
        while True:
            answer = self.ask(prompt)
            if answer == "?":
                self.tell(explanation)
                continue
            try:
                if take(answer):
                    return
            except AlktuiError as refusal:
                self.refuse(refusal)
