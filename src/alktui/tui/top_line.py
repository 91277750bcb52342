"""The two lines on top: the case with how it stands, and the steps with their counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len

from alktui.tui.row import Span, fit
from alktui.tui.session import ALARMING, NOT_KEPT, STEPS, TITLES

if TYPE_CHECKING:
    from alktui.tui.session import Session

NAME = " alktui"
NARROW, WIDE = 64, 100
"""Letters below which the line has no room for the name, and from which on it says in full how the case stands."""

STANDINGS = {"changed": (WIDE, "changed, not saved", "not saved"), NOT_KEPT: (NARROW, NOT_KEPT, "not on disk")}
"""How a case stands: from which width on in full, and more shortly below it; what is not kept says so at every width."""


def case_spans(session: Session, width: int, trouble: str) -> tuple[Span, ...]:
    """The case in one line, whether it is kept, and what of it is not counted.

    Args:
        trouble: why there is no catalogue; empty where there is one.
    """
    is_narrow = width < NARROW
    standing = session.standing
    full, long, short = STANDINGS.get(standing, (0, standing, standing))
    shown = long if width >= full else short
    right: list[Span] = [(f"  {shown}", "bad" if standing in ALARMING else "muted")] if shown else []
    missing = _missing(session)
    right += [(f"  ! {sum(missing.values())}" if is_narrow else f"  ! {_in_words(missing)}", "bad")] if missing else []
    room = max(8, width - sum(cell_len(words) for words, _ in right) - 1)
    name: tuple[Span, ...] = () if is_narrow else ((NAME, "title"), ("  ", ""))
    beside = room - sum(cell_len(words) for words, _ in name)
    words = trouble or _case_in_words(session, beside)
    if cell_len(words) > beside or (name and words != (trouble or _case_in_words(session, room))):
        name, words, beside = (), trouble or _case_in_words(session, room), room
    return *name, (" ", ""), (fit(words, beside), "bad" if trouble else "strong"), *right


def _missing(session: Session) -> dict[str, int]:
    """How much of what was given is not in the case, and in which way."""
    unread = sum(len(unread.items) + unread.more for unread in session.entry.unread)
    refused = len(session.refusals) if session.report is not None else 0
    return {way: count for way, count in (("read", unread), ("counted", refused)) if count}


def _in_words(missing: dict[str, int]) -> str:
    return ", ".join(f"{count} not {way}" for way, count in missing.items())


def _case_in_words(session: Session, room: int) -> str:
    """The case, in as many words as there is room for; or what it needs first."""
    if session.catalogue is None:
        return "opening the catalogue ..."
    if session.report is None:
        words = "no case yet: choose a disease"
        whole = f"{words}, or open an example below"
        return whole if session.entry.is_empty and len(whole) <= room else words
    from alktui.tui.case_line import case_line  # noqa: PLC0415 - after the first frame

    return case_line(session.report.case, room)


def step_spans(session: Session, width: int, step: str, view: str, leads: str) -> tuple[Span, ...]:
    """The steps with their counts, in the longest form that a width holds; the one that one is in is marked.

    Args:
        view: the name of the view over the step, which then stands there instead; empty for none.
        leads: where the key that leaves it leads.
    """
    if view:
        return (" ", ""), (f" {view} ", "cursor"), (leads, "muted")
    counts = [_count(session, name) for name in STEPS]
    names = [f" {TITLES[name]}" for name in STEPS]
    shorter = [f" {SHORTER.get(name, TITLES[name])}" for name in STEPS]
    numbers = [name if STEPS[place] == step else "" for place, name in enumerate(names)]
    ways = ((names, "  "), (shorter, "  "), (numbers, "  "))
    texts, gap = next((way for way in ways if _length(*way, counts) < width), (numbers, " "))
    shown = [(str(place + 1), text, counts[place] if text else "") for place, text in enumerate(texts)]
    spans: list[Span] = [(" ", "")]
    for place, (number, text, count) in enumerate(shown):
        is_here = STEPS[place] == step
        pieces: list[Span] = (
            [(f"{number}{text}{count}", "cursor")] if is_here else [(number, "strong"), (text, ""), (count, "muted")]
        )
        spans += [*pieces, (gap, "")]
    return tuple(span for span in spans if span[0])


def _length(texts: Sequence[str], gap: str, counts: Sequence[str]) -> int:
    """The letters of the steps with numbers and counts; a step without its name has no count."""
    return sum(1 + len(text) + (len(count) if text else 0) for text, count in zip(texts, counts, strict=True)) + len(gap) * (
        len(texts) - 1
    )


SHORTER = {"strategies": "Combine"}
"""Names of steps where there is little room: two blanks between steps are worth more, since counts stand beside numbers."""


def _count(session: Session, step: str) -> str:
    if step == "case" and session.refusals and not session.entry.is_empty:
        return f" {len(session.refusals)}!"
    if session.report is None or step in ("case", "overview", "summary"):
        return ""
    if step == "tkis":
        found = sum(row.heading in ("sensitive", "mixed") for row in session.report.tkis)
        return f" {found}" if any(row.call is not None for row in session.report.tkis) else ""
    from alktui.pages.option import counted_for  # noqa: PLC0415 - after the first frame

    return f" {counted_for(step, session.report)}"
