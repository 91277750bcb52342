"""A numbered list: what stands in it, and what each number opens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from alktui.errors import InputRefused
from alktui.linear.line import numbered, paragraph


@dataclass(frozen=True)
class Item:
    """One numbered line.

    Attributes:
        text: the line.
        why: the lines that its number prints.
    """

    text: str
    why: Callable[[], Iterable[str]]


@dataclass(frozen=True)
class Listing:
    """A list.

    Attributes:
        title: its heading, and what the prompt calls it.
        parts: items, and texts that stand between them without a number.
        number_gives: what a number gives, for the prompt.
        toggled: the list with the excluded options shown or hidden; None where there are none to show.
    """

    title: str
    parts: tuple[Item | str, ...]
    number_gives: str = "number for why"
    toggled: Callable[[], Listing] | None = None

    @property
    def items(self) -> tuple[Item, ...]:
        """What has a number, from 1."""
        return tuple(part for part in self.parts if isinstance(part, Item))

    @property
    def prompt(self) -> str:
        """The prompt that stands under the list."""
        toggle = ", h excluded" if self.toggled else ""
        number = f"{self.number_gives}, " if self.items else ""
        return f"{self.title}, {number}empty for the menu{toggle}"

    def lines(self) -> Iterator[str]:
        """The list, printed."""
        yield from ("", self.title)
        number = 0
        for part in self.parts:
            if isinstance(part, Item):
                number += 1
                yield from numbered(number, part.text)
            else:
                yield from paragraph(part)

    def why(self, number: str) -> Iterable[str]:
        """What a typed number opens.

        Raises:
            InputRefused: no line has this number.
        """
        if not 1 <= int(number) <= len(self.items):
            problem = f"there is no line {number[:6]} here"
            raise InputRefused(problem, f"Lines go from 1 to {len(self.items)}." if self.items else None, typed=number)
        return self.items[int(number) - 1].why()
