"""The two lines on top: the case with how it stands, and the steps with their counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from alktui.tui.row import Span, fit
from alktui.tui.session import ALARMING, STEPS, TITLES

if TYPE_CHECKING:
    from alktui.tui.session import Session

NAME = " alktui"
SHORTER = (
    (" | prior ALK TKIs not known", " | prior TKIs ?"),
    (" | ALK sequencing not given", " | sequencing ?"),
    (", setting not given", ", setting ?"),
    (" | no prior ALK TKI", " | no prior TKI"),
    (" (phase unknown)", " (phase ?)"),
)
TKIS = ("crizotinib", "ceritinib", "alectinib", "brigatinib", "ensartinib", "lorlatinib", "gilteritinib")
"""What the top line may say more shortly, in this order, as long as it does not fit."""


def case_spans(session: Session, width: int, trouble: str) -> tuple[Span, ...]:
    """The case in one line, what of it is not counted, and whether it is kept.

    Args:
        trouble: why there is no catalogue; empty where there is one.
    """
    refused = len(session.refusals) if session.report is not None else 0
    standing = session.standing
    right: list[Span] = [(f"  ! {refused} not counted", "bad")] if refused else []
    right += [(f"  {standing}", "bad")] if standing in ALARMING else []
    room = max(8, width - len(NAME) - 3 - sum(cell_len(words) for words, _ in right))
    words = trouble or _case_in_words(session, room)
    if standing not in ("", *ALARMING) and cell_len(words) + cell_len(standing) + 2 <= room:
        right.append((f"  {standing}", "muted"))
        room -= cell_len(standing) + 2
    mark = "* " if standing not in ("", "saved") else "  "
    return (NAME, "title"), (f"{mark} ", ""), (fit(words, room), "bad" if trouble else "strong"), *right


def _case_in_words(session: Session, room: int) -> str:
    """The case; where it finds no room, what matters less is said more shortly, so that no finding is cut."""
    if session.catalogue is None:
        return "opening the catalogue ..."
    if session.report is None:
        return "no case yet: choose a disease, or open an example below"
    from alktui.report.words import case_in_words  # noqa: PLC0415 - after the first frame

    words = case_in_words(session.report.case)
    for long, short in SHORTER:
        words = words.replace(long, short) if cell_len(words) > room else words
    if cell_len(words) > room:
        for name in TKIS:
            words = words.replace(name, name[:4])
    return words


def step_spans(session: Session, width: int, step: str, view: str, leads: str) -> tuple[Span, ...]:
    """The steps with their counts, in the longest form that a width holds; the one that one is in is marked.

    Args:
        view: the name of the view over the step, which then stands there instead; empty for none.
        leads: where the key that leaves it leads.
    """
    if view:
        return (" ", ""), (f" {view} ", "cursor"), (leads, "muted")
    names = [f"{place + 1} {TITLES[name]}{_count(session, name)}" for place, name in enumerate(STEPS)]
    numbers = [name if STEPS[place] == step else str(place + 1) for place, name in enumerate(names)]
    for texts, gap in ((names, "  "), (names, " "), (numbers, "  "), (numbers, " ")):
        if 1 + len(gap.join(texts)) <= width:
            break
    spans: list[Span] = [(" ", "")]
    for place, text in enumerate(texts):
        spans += [(text, "cursor" if STEPS[place] == step else ""), (gap, "")]
    return tuple(spans)


def _count(session: Session, step: str) -> str:
    if step == "case" and session.refusals and not session.entry.is_empty:
        return f" {len(session.refusals)}!"
    if session.report is None or step in ("case", "summary"):
        return ""
    if step == "tkis":
        return f" {len(session.report.tkis)}"
    from alktui.report.words import counted  # noqa: PLC0415 - after the first frame

    counts = counted(getattr(session.report, step))
    return f" {counts['applies']}" + (f"+{counts['possible']}?" if counts["possible"] else "")
