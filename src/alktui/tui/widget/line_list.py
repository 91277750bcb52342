"""A list of lines with one of them highlighted; drawn line by line."""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile

from rich.segment import Segment
from textual.events import Blur, Focus
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from alktui.tui.glyph import glyphs
from alktui.tui.row import Row, Spot
from alktui.tui.widget.toned import Toned


class LineList(Toned, can_focus=True):
    """Lines, of which those with a key can be highlighted. Moving repaints two lines, a page repaints the list.

    Args:
        reading: lines to be read: they scroll, and a line with a key is highlighted only as one comes by it.
    """

    DEFAULT_CSS = "LineList { height: 1fr; width: 1fr; }"

    class Highlighted(Message):
        """Another line is highlighted; `moved` says whether one moved there, or other lines were shown."""

        def __init__(self, sender: LineList, row: Row | None, *, moved: bool) -> None:
            super().__init__()
            self.sender = sender
            self.row = row
            self.moved = moved

        @property
        def control(self) -> LineList:
            """The list it happened in."""
            return self.sender

    def __init__(self, *, id: str, reading: bool = False) -> None:  # noqa: A002 - the framework's own name
        super().__init__(id=id)
        self.rows: list[Row] = []
        self._is_read = reading
        self._covered = 0
        self._glyphs = glyphs()
        self._cursor = -1
        self._column = 0
        self._top = 0

    @property
    def spot(self) -> Spot | None:
        """The highlighted cell of the highlighted row; None where the row has none."""
        row = self.highlighted
        return row.spots[min(self._column, len(row.spots) - 1)] if row is not None and row.spots else None

    @property
    def detail(self) -> Callable[[int], list[Row]] | None:
        """What explains the highlighted cell or row; None where nothing does."""
        row = self.highlighted
        return self.spot.detail if self.spot is not None else row.detail if row is not None else None

    def choose(self, by: int) -> bool:
        """Highlight the cell so many further in the highlighted row; whether the row has cells."""
        row, before = self.highlighted, self.spot
        if row is None or before is None:
            return False
        self._column = min(max(min(self._column, len(row.spots) - 1) + by, 0), len(row.spots) - 1)
        after = self.spot
        if after is not None and after != before:
            y = self._cursor - self._top
            for spot in (before, after):
                self.refresh(Region(spot.start, y, spot.width, 1))
            self.post_message(self.Highlighted(self, row, moved=True))
        return True

    @property
    def highlighted(self) -> Row | None:
        """The highlighted row, None where no line can be highlighted."""
        return self.rows[self._cursor] if 0 <= self._cursor < len(self.rows) else None

    @property
    def item(self) -> list[Row]:
        """The highlighted row with the lines that continue it; empty where no line can be highlighted."""
        return [self.rows[index] for index in self._item(self._cursor)]

    @staticmethod
    def item_of(rows: list[Row], key: str) -> list[Row]:
        """The row of a key with the lines that continue it; empty where there is none."""
        first = next((index for index, row in enumerate(rows) if row.key == key), len(rows))
        return [*rows[first : first + 1], *takewhile(lambda row: row.continues, rows[first + 1 :])]

    def show(self, rows: list[Row], key: str | None = None) -> None:
        """Show these rows, highlighting the one of a key, else the same key as before, else the same place.

        Only lines that differ are repainted.
        """
        before, top, cursor = self.rows, self._top, self._cursor
        wanted = key if key is not None else (self.highlighted.key if self.highlighted else "")
        self.rows = rows
        place = next((index for index, row in enumerate(rows) if row.key and row.key == wanted), None)
        if place is None and key is not None:
            self._cursor, self._top = self._nearest(0), 0
        else:
            self._cursor = place if place is not None else self._nearest(max(cursor, 0))
        self._keep_in_view()
        if self._top != top:
            self.refresh()
        else:
            height = self.size.height
            for y in range(height):
                index = self._top + y
                old, new = self._row(before, index), self._row(rows, index)
                if old != new or (index == cursor) != (index == self._cursor):
                    self._repaint(index)
            if len(before) != len(rows):  # the sign that there is more below may have come or gone
                self._repaint(self._top + height - 1)
        self.post_message(self.Highlighted(self, self.highlighted, moved=False))

    def move(self, by: int) -> None:
        """Highlight the line so many selectable lines away; without such lines, scroll."""
        selectable = self._selectable()
        if not selectable:
            self.scroll_lines(by)
            return
        here = selectable.index(self._cursor) if self._cursor in selectable else 0
        ahead = selectable[min(max(here + by, 0), len(selectable) - 1)]
        target = self._cursor if self._is_out_of_sight(by) else ahead
        if abs(self._top_for(target) - self._top) > max(self.size.height, abs(by)):
            self.scroll_pages(1 if by > 0 else -1)  # what stands between is read first
        elif target == self._cursor and not self._is_out_of_sight(by):
            self.scroll_lines(1 if by > 0 else -1)
        else:
            self._go(target)

    def read(self, by: int) -> None:
        """Highlight the next citation if it can be seen, else scroll by a line.

        Keys typed ahead come before the pane is laid out; all its lines then count as seen.
        """
        seen = range(self._top, min(self._top + (self.size.height or len(self.rows)), len(self.rows)))
        here = self._cursor if self._cursor in seen else seen.start - 1 if by > 0 else seen.stop
        ahead = [index for index in seen if self.rows[index].copied and (index - here) * by > 0]
        if ahead:
            self._go(min(ahead) if by > 0 else max(ahead))
        else:
            self.scroll_lines(by)

    def page(self, by: int) -> None:
        """Move by pages, so that every line is seen on the way: also those of a long item, and what stands below the last."""
        lines = by * max(1, self.size.height - 1)
        if not self._selectable():
            self.scroll_lines(lines)
            return
        target = self._nearest(min(max(self._cursor + lines, 0), len(self.rows) - 1))
        if target != self._cursor and abs(self._top_for(target) - self._top) <= abs(lines):
            self._go(target)
            return
        before = self._cursor
        self.scroll_lines(lines)
        seen = [place for place in self._selectable() if 0 <= place - self._top < self.size.height]
        self._cursor = min(seen, key=lambda place: abs(place - target), default=before)
        if self._cursor != before:
            self.refresh()
            self.post_message(self.Highlighted(self, self.highlighted, moved=True))

    def scroll_pages(self, by: int) -> None:
        """Scroll by pages; the highlighted line stays the one it is, and may go out of sight."""
        self.scroll_lines(by * max(1, self.size.height - 1))

    def reveal(self) -> bool:
        """Bring the highlighted line into sight; whether it was out of it."""
        if not self._is_out_of_sight(1) and not self._is_out_of_sight(-1):
            return False
        self._keep_in_view()
        self.refresh()
        return True

    def part(self, by: int) -> None:
        """Go to the first line with a key behind the next heading, or to the one before it; to an end where there is none."""
        starts = [place for place in self._selectable() if place == 0 or self._is_apart(place - 1)]
        ahead = [place for place in starts if (place - self._cursor) * by > 0]
        if ahead:
            self._go(min(ahead) if by > 0 else max(ahead))
        else:
            self.end(last=by > 0)

    def end(self, *, last: bool) -> None:
        """Go to the first or the last line."""
        if self._selectable():
            self._go(self._nearest(len(self.rows) - 1 if last else 0))
        self.scroll_lines(len(self.rows) if last else -len(self.rows))

    def is_at_end(self, by: int) -> bool:
        """Whether there is no more to be seen in a direction."""
        return self._top + self.size.height >= len(self.rows) if by > 0 else self._top == 0

    def scroll_lines(self, by: int) -> None:
        """Scroll without moving the highlight."""
        top = min(max(self._top + by, 0), max(0, len(self.rows) - self.size.height))
        if top != self._top:
            self._top = top
            if self._is_read and not top <= self._cursor < top + self.size.height:
                self._cursor = -1  # what cannot be seen is not what a key speaks of
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line of the list that stands at a line of the widget."""
        index = self._top + y
        row = self._row(self.rows, index)
        highlighted = index == self._cursor and self.has_class("-marked")
        mark = self._more(y)
        spot = self.spot if highlighted else None
        if not mark or self.size.width < 1:
            return self.strip_of(row, self.size.width, highlighted=highlighted, spot=spot)
        strip = self.strip_of(row, self.size.width - 1, highlighted=highlighted, spot=spot)
        return Strip([*strip, Segment(mark, self.tone_style("strong"))])

    def _more(self, y: int) -> str:
        """The sign at the end of the first or last line that there is more above or below it; empty elsewhere."""
        if y == 0 and self._top > 0:
            return self._glyphs.above
        if y == self.size.height - 1 and self._top + self.size.height < len(self.rows):
            return self._glyphs.below
        return ""

    def cover(self, lines: int) -> None:
        """Something lies over so many of the lowest lines: keep the highlighted line above it."""
        self._covered = lines
        top = self._top
        self._keep_in_view()
        if self._top != top:
            self.refresh()

    def _on_focus(self, event: Focus) -> None:
        """Take the keys. It looks the same with them and without: the framework would send the whole list again."""
        event.prevent_default()
        self.has_focus = True

    def _on_blur(self, event: Blur) -> None:
        """Give the keys away, as _on_focus."""
        event.prevent_default()
        self.has_focus = False

    def on_resize(self) -> None:
        """Keep the highlighted line in view, from the top if that shows it; what was laid out anew the framework draws anew."""
        top = self._top
        if self._cursor >= 0 and self._item(self._cursor).stop <= self.size.height - self._covered:
            self._top = 0
        self._keep_in_view()
        if self._top != top:
            self.refresh()

    def _go(self, target: int) -> None:
        before, top = self._cursor, self._top
        self._cursor = target
        self._keep_in_view()
        if self._top != top:
            self.refresh()
        elif target != before:
            self._repaint(before)
            self._repaint(target)
        if target != before:
            self.post_message(self.Highlighted(self, self.highlighted, moved=True))

    def _selectable(self) -> list[int]:
        return [] if self._is_read else [place for place, row in enumerate(self.rows) if row.key]

    def _item(self, first: int) -> range:
        """The lines of the item at a line, of which the first is drawn highlighted: to repaint one is cheap."""
        if not 0 <= first < len(self.rows):
            return range(0)
        end = first + 1
        while end < len(self.rows) and self.rows[end].continues:
            end += 1
        return range(first, end)

    def _is_apart(self, index: int) -> bool:
        """Whether a line belongs to no item: a heading, a blank line."""
        return not self.rows[index].key and not self.rows[index].continues

    def _nearest(self, index: int) -> int:
        return min(self._selectable(), key=lambda place: abs(place - index), default=-1)

    def _is_out_of_sight(self, by: int) -> bool:
        """Whether the highlighted line is further in a direction than what can be seen.

        Keys typed ahead come before the list is laid out; all its lines then count as seen.
        """
        if self.size.height <= 0:
            return False
        return self._cursor >= self._top + self.size.height if by > 0 else 0 <= self._cursor < self._top

    def _keep_in_view(self) -> None:
        self._top = self._top_for(self._cursor)

    def _top_for(self, cursor: int) -> int:
        """The first line shown, once the item at a line is in view."""
        height = max(1, self.size.height - self._covered) if self.size.height > 0 else 0
        if height <= 0 or cursor < 0:
            return min(self._top, max(0, len(self.rows) - max(self.size.height, 1)))
        top, end = self._top, self._item(cursor).stop
        if cursor == next(iter(self._selectable()), 0) and cursor < height:
            top = 0
        elif cursor < top:
            top = cursor
        elif end > top + height:
            top = min(cursor, end - height)
        return min(top, max(0, len(self.rows) - height))

    def _repaint(self, index: int) -> None:
        y = index - self._top
        if 0 <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    @staticmethod
    def _row(rows: list[Row], index: int) -> Row | None:
        return rows[index] if 0 <= index < len(rows) else None
