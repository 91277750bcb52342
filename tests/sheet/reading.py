"""The formats of the sheet, read as a browser, a Markdown viewer and a spreadsheet read them."""

from __future__ import annotations

import csv
import html.parser
import io

from markdown_it import MarkdownIt

VOID = {"meta", "col"}
ALLOWED = VOID | set(
    "html head title style body main header h1 h2 p time dl div dt dd section small em table caption colgroup thead tbody tr "
    "th td span ul ol li b strong cite footer".split()
)


class Page(html.parser.HTMLParser):
    """A page as a browser reads it: its text, its tags, and all that is wrong with it."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.words: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.feed(page)
        self.close()
        self.wrong += [f"<{tag}> is not closed" for tag in self.open]
        self.wrong += [f"id {name} stands twice" for name in self.ids if self.ids.count(name) > 1]

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
        self.ids += [value or "" for name, value in attrs if name == "id"]
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


def rendered(markdown: str) -> Page:
    """Markdown as a viewer shows it that takes HTML, tables, strikethrough and bare addresses for what they are."""
    viewer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return Page(viewer.render(markdown))


def cells(text: str) -> list[dict[str, str]]:
    """The rows of a CSV file, each with as many cells as the head."""
    head, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert {len(row) for row in rows} == {len(head)}
    return [dict(zip(head, row, strict=True)) for row in rows]
