"""Lines of text with tones: the base of everything that is drawn here, one line, and a few."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from alktui.plain import clean
from alktui.tui.row import Row, Spot

TONES = ("good", "bad", "warn", "muted", "strong", "title", "good-fill", "bad-fill", "warn-fill", "muted-fill")


class Toned(Widget):
    """A widget that draws spans with tones."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"tone-{tone}" for tone in TONES} | {"tone-cursor"}
    DEFAULT_CSS = """
    Toned > .tone-good { color: $success; }
    Toned > .tone-bad { color: $error; }
    Toned > .tone-warn { color: $warning; }
    Toned > .tone-muted { text-style: dim; }
    Toned > .tone-strong { text-style: bold; }
    Toned > .tone-title { text-style: bold underline; }
    Toned > .tone-good-fill { background: $success; color: $block-cursor-foreground; text-style: bold; }
    Toned > .tone-bad-fill { background: $error; color: $block-cursor-foreground; text-style: bold; }
    Toned > .tone-warn-fill { background: $warning; color: $block-cursor-foreground; text-style: bold; }
    Toned > .tone-muted-fill { text-style: bold; }
    Toned > .tone-cursor { text-style: reverse; }
    """

    def tone_style(self, tone: str) -> Style:
        """The style of a tone over the widget's own."""
        base = self.rich_style
        return base + self.get_component_rich_style(f"tone-{tone}", partial=True) if tone else base

    def strip_of(self, row: Row | None, width: int, *, highlighted: bool = False, spot: Spot | None = None) -> Strip:
        """A row as a strip of exactly a width; a highlighted one is one reversed piece, so that moving sends little.

        The one place through which texts reach the terminal: whatever became of them before, none commands it.

        Args:
            spot: the cell of the row that is highlighted in its stead.
        """
        if row is None:
            return Strip.blank(width, self.rich_style)
        if highlighted and spot is not None:
            strip = Strip([Segment(clean(text), self.tone_style(tone)) for text, tone in row.spans if text])
            end = spot.start + spot.width
            before, cell, after = strip.crop(0, spot.start), strip.crop(spot.start, end), strip.crop(end, width)
            words = f"[{cell.text.strip()}]".center(spot.width - 1).ljust(spot.width)[: spot.width]
            chosen = Strip([Segment(words, self.tone_style("cursor"))])
            return Strip.join([before, chosen, after]).adjust_cell_length(width, self.rich_style)
        if highlighted:
            style = self.tone_style("cursor")
            return Strip([Segment(clean(row.text), style)]).adjust_cell_length(width, style)
        segments = [Segment(clean(text), self.tone_style(tone)) for text, tone in row.spans if text]
        return Strip(segments).adjust_cell_length(width, self.rich_style)


class OneLine(Toned):
    """One line of text with tones."""

    DEFAULT_CSS = "OneLine { height: 1; }"

    def __init__(self, *, id: str) -> None:  # noqa: A002 - the framework's own name
        super().__init__(id=id)
        self._row: Row | None = None

    def show(self, row: Row) -> None:
        """Draw this row, if it is another than the one that stands there."""
        if row != self._row:
            self._row = row
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The one line."""
        return self.strip_of(self._row if y == 0 else None, self.size.width)

    @property
    def text(self) -> str:
        """What stands there."""
        return self._row.text if self._row else ""


class FewLines(Toned):
    """A few lines of text with tones; as high as what it shows."""

    DEFAULT_CSS = "FewLines { height: 0; }"

    def __init__(self, *, id: str) -> None:  # noqa: A002 - the framework's own name
        super().__init__(id=id)
        self.rows: list[Row] = []

    def show(self, rows: list[Row]) -> None:
        """Draw these rows."""
        if rows != self.rows:
            self.rows = rows
            self.styles.height = len(rows)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """One of the lines."""
        return self.strip_of(self.rows[y] if y < len(self.rows) else None, self.size.width)

    @property
    def text(self) -> str:
        """What stands there, in one line."""
        return " ".join(row.text.strip() for row in self.rows)
