"""What can go wrong, as facts; the sentence is made here once and printed only at the two edges."""

from __future__ import annotations

from dataclasses import dataclass


def sentence(problem: str) -> str:
    """What is wrong as a sentence: with a full stop, unless it ends in a question."""
    return problem if problem.endswith("?") else f"{problem}."


class AlktuiError(Exception):
    """The base of every error that a user may meet; its text is one clear sentence.

    Args:
        problem: what is wrong, without a full stop at its end.
        hint: what to do about it, or None.
    """

    exit_code = 1

    def __init__(self, problem: str, hint: str | None = None) -> None:
        self.problem = problem
        self.hint = hint
        super().__init__(f"{sentence(problem)} {hint}" if hint else problem)


class InputRefused(AlktuiError):
    """Something a user typed cannot be taken; nothing else that was typed is lost.

    Args:
        field: which part of the case or which option, as the user knows it.
        typed: the text that was refused.
        suggestions: what could have been meant, nearest first.
    """

    exit_code = 2

    def __init__(
        self, problem: str, hint: str | None = None, *, field: str = "", typed: str = "", suggestions: tuple[str, ...] = ()
    ) -> None:
        super().__init__(problem, hint)
        self.field = field
        self.typed = typed
        self.suggestions = suggestions


class VariantRefused(InputRefused):
    """A variant that cannot be read, or whose reference residue is not the one of ALK."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault of a curated file: where, what, and what to do."""

    path: str
    record: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.path}: {self.record}: {self.problem}; {self.remedy}"


class CatalogueFaulty(AlktuiError):
    """Curated text that does not hold; carries every fault of every file, in order."""

    exit_code = 3

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__(f"the curated text has {len(self.faults)} fault(s)")


class FileTrouble(AlktuiError):
    """A file, directory or catalogue that cannot be read or written."""

    exit_code = 3


class RegistryTrouble(AlktuiError):
    """A registry that cannot be asked, or whose answer cannot be read."""

    exit_code = 3


class CaseConflict(AlktuiError):
    """A stored case that would be overwritten: changed meanwhile, or its label is taken. What was to be written is kept.

    Args:
        free_label: a label under which it can be saved.
    """

    exit_code = 3

    def __init__(self, problem: str, free_label: str) -> None:
        self.free_label = free_label
        super().__init__(problem, f'Save it under another label, for example "{free_label}".')
