"""The formats of the sheet, read as a browser, a Markdown viewer and a spreadsheet read them."""

from __future__ import annotations

import csv
import html.parser
import io
from collections.abc import Iterator

from markdown_it import MarkdownIt

from alktui.model.block import Blank, Block, Cite, Heading, Item, Matrix, Page, Table, Text

VOID = {"meta", "col"}
ALLOWED = VOID | set(
    "html head title style body main section h1 h2 h3 p small em table colgroup thead tbody tr th td span ul ol li b strong "
    "cite".split()
)


class Reading(html.parser.HTMLParser):
    """A page as a browser reads it: its text, its tags, and all that is wrong with it."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.words: list[str] = []
        self.tags: list[str] = []
        self.feed(page)
        self.close()
        self.wrong += [f"<{tag}> is not closed" for tag in self.open]

    @property
    def text(self) -> str:
        """All that is read, in one line."""
        return " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a tag that opens."""
        self.tags.append(tag)
        if tag not in ALLOWED:
            self.wrong.append(f"<{tag}>")
        self.wrong += [f"{name} on <{tag}>" for name, _ in attrs if name.startswith("on") or name in ("src", "href")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Take a tag that closes."""
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        """Take what is read."""
        if "style" not in self.open:
            self.words.append(data)

    def handle_comment(self, data: str) -> None:
        """Take a comment: there is none."""
        self.wrong.append(f"a comment: {data}")


def rendered(markdown: str) -> Reading:
    """Markdown as a viewer shows it that takes HTML, tables, strikethrough and bare addresses for what they are."""
    viewer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return Reading(viewer.render(markdown))


def cells(text: str) -> list[list[str]]:
    """The rows of a CSV file after its head, each with as many cells as that."""
    head, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert head[:2] == ["part", "kind"]
    assert {len(row) for row in rows} == {len(head)}
    return rows


def flat(text: str) -> str:
    """A text in one line, without what Markdown and HTML escape."""
    return " ".join(html.unescape(text).replace("\\", "").split())


def said(page: Page) -> list[str]:
    """Every text of a page that a medium must show, each in one line."""
    return [" ".join(text.split()) for block in page for text in _said(block) if text.split()]


def _said(block: Block | Item) -> Iterator[str]:
    if isinstance(block, Text):
        yield from (block.sign, block.label, block.words)
    elif isinstance(block, Heading):
        yield from (block.words, block.note)
    elif isinstance(block, Item):
        yield from (cell.words for cell in block.cells)
    elif isinstance(block, Table):
        yield from (text for row in block.rows for text in _said(row))
    elif isinstance(block, Matrix):
        yield from (text for name, squares, role in block.rows for text in (name, role, *(square.letter for square in squares)))
        yield block.foot
    elif isinstance(block, Blank):
        yield block.words
    else:
        assert not isinstance(block, Cite), "the sheet numbers its sources"
