"""What was not read of a source, kept with the case and put into words, so that half a case never looks like a whole one.

Standard library only: the interface shows its first frame before anything heavier is imported.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from alktui.cases.entry import UnreadEntry
from alktui.errors import InputRefused, sentence
from alktui.plain import clean

MOST_KEPT = 20
"""Items that are kept one by one; a file of thousands of faults must leave room for the case."""
MOST_NAMED = 5
"""Items that a sentence names."""
OF_A_SHELL = (PurePath("/dev/fd"), PurePath("/proc/self/fd"))
"""Where what a shell hands over stands."""
_LONGEST_SOURCE = 80
_LONGEST_ITEM = 300


def unread_of(source: str, refusals: Sequence[InputRefused]) -> UnreadEntry:
    """What was not read of a source.

    Args:
        source: how it is called; of a path its last part is kept, - is stdin, and what a shell hands over has no name.
    """
    items = list(dict.fromkeys(_plain(refusal.problem, _LONGEST_ITEM) for refusal in refusals))
    path = PurePath(source)
    name = "" if path.parent in OF_A_SHELL else "stdin" if source == "-" else _plain(path.name, _LONGEST_SOURCE)
    return UnreadEntry(name or "the text", items[:MOST_KEPT], len(items[MOST_KEPT:]))


def sentence_of(unread: UnreadEntry) -> str:
    """What was not read, in one sentence with a full stop: "1 item of data_mutations.txt was not read: line 5: ..."."""
    count = len(unread.items) + unread.more
    named = [_plain(item, _LONGEST_ITEM) for item in unread.items]
    if count > MOST_NAMED + 1 or unread.more:
        named[MOST_NAMED:] = [f"and {count - len(named[:MOST_NAMED])} more, which reading it again names"]
    number = "1 item" if count == 1 else f"{count} items"
    source = _plain(unread.source, _LONGEST_SOURCE)
    return sentence(f"{number} of {source} {'was' if count == 1 else 'were'} not read: {'; '.join(named)}")


def _plain(text: str, limit: int) -> str:
    """A text in one line, cleaned and cut."""
    words = " ".join(clean(text).split())
    return words if len(words) <= limit else f"{words[: limit - 3]}..."
