"""The samples of a MAF, one of which must be chosen."""

from __future__ import annotations

from collections.abc import Mapping

from alktui.errors import InputRefused


class SampleRefused(InputRefused):
    """A sample must be chosen, or another one.

    Args:
        names: every sample, those with rows of ALK first; they are the suggestions.
        rows: how many rows of ALK a sample has, where it has any.
    """

    def __init__(self, problem: str, hint: str, names: tuple[str, ...], rows: Mapping[str, int], typed: str = "") -> None:
        super().__init__(problem, hint, field="sample", typed=typed, suggestions=names)
        self.rows = rows


def rows_in_words(count: int) -> str:
    """How many rows of ALK a sample has."""
    return f"{count or 'no'} {'row' if count < 2 else 'rows'} of ALK"  # noqa: PLR2004 - one is no plural
