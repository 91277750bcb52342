"""A list that was heard: its lines, and what each number opens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from alktui.errors import InputRefused
from alktui.model.block import Page
from alktui.model.catalogue import Catalogue
from alktui.paint.numbered import numbered_page


@dataclass(frozen=True)
class Listing:
    """What a command or a number prints.

    Attributes:
        title: what the prompt calls it.
        opens: what each number opens, from 1.
        number_gives: what a number gives, for the prompt.
        toggled: the list with the excluded options shown or hidden; None where there are none to show.
        parent: the list that an empty line leads back to; None for the menu.
    """

    title: str
    lines: tuple[str, ...]
    opens: tuple[Callable[[], Listing], ...] = ()
    number_gives: str = "number for why"
    toggled: Callable[[], Listing] | None = None
    parent: Listing | None = None

    @property
    def prompt(self) -> str:
        """The prompt that stands under the list."""
        toggle = ", h excluded" if self.toggled else ""
        number = f"{self.number_gives}, " if self.opens else ""
        return f"{self.title}, {number}{'empty goes back' if self.parent else 'empty for the menu'}{toggle}"

    def heard(self) -> Iterator[str]:
        """The lines, with the title above those of a step."""
        yield ""
        if self.parent is None:
            yield self.title
        yield from self.lines

    def open(self, number: str) -> Listing:
        """What a typed number opens.

        Raises:
            InputRefused: no line has this number.
        """
        if not 1 <= int(number) <= len(self.opens):
            problem = f"there is no line {number[:6]} here"
            raise InputRefused(problem, f"Lines go from 1 to {len(self.opens)}." if self.opens else None, typed=number)
        return self.opens[int(number) - 1]()


def listing_of(
    title: str,
    page: Page,
    catalogue: Catalogue,
    *,
    number_gives: str = "number for why",
    toggled: Callable[[], Listing] | None = None,
    parent: Listing | None = None,
) -> Listing:
    """A page as a list; a number opens the page behind it, which is a list where it has numbers of its own."""
    painted = numbered_page(page, catalogue)

    def opened(place: int) -> Listing:
        return listing_of(f"{title}, line {place + 1}", painted.whys[place](), catalogue, parent=listing)

    opens = tuple(partial(opened, place) for place in range(len(painted.whys)))
    listing = Listing(title, painted.lines, opens, number_gives, toggled, parent)
    return listing
