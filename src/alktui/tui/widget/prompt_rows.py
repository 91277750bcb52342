"""What the prompt shows under its text, cut to the room that it has."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from alktui.tui.row import Row, Span, clip


def both_ends(rows: list[Row], most: int) -> list[Row]:
    """So many lines at most, the last of them among these: why something is refused stands at the end of a sentence."""
    return rows if len(rows) <= most else [*rows[: most - 3], Row((("  ...", "muted"),)), *rows[-2:]]


def in_line(fits: Sequence[str], choice: int, width: int) -> list[Row]:
    """What fits side by side, as many as there is room for, the chosen one among them, and how many more there are."""
    if not fits:
        return []
    first = 0
    while True:
        spans: list[Span] = []
        room = width - len(f"and {len(fits)} more")
        for place, text in enumerate(fits[first:], first):
            if spans and cell_len(text) + 2 > room:
                break
            room -= cell_len(text) + 2
            spans.append((f"{text}  ", "strong" if place == choice else ""))
        if choice < first + len(spans):
            break
        first += 1
    left = len(fits) - len(spans)
    return clip([Row((*spans, *([(f"and {left} more", "muted")] if left else [])))], width)
