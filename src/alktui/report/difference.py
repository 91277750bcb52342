"""Difference -> text: only what moved, and because of what."""

from __future__ import annotations

from collections.abc import Iterator

from alktui.model.difference import Difference
from alktui.report.text import wrapped
from alktui.report.words import call_in_words, case_in_words

STEPS = (("strategies", "Combinations"), ("targets", "Targets"), ("trials", "Trials"))


def difference_text(difference: Difference) -> str:
    """What moved, as text of 80 columns; ends with a line end."""
    return "\n".join(line.rstrip() for line in _lines(difference)) + "\n"


def _lines(difference: Difference) -> Iterator[str]:
    yield from wrapped(case_in_words(difference.before), "before  ")
    yield from wrapped(case_in_words(difference.after), "after   ")
    yield from wrapped(f"what if: {', '.join(difference.changes)}")
    if not any((difference.calls, difference.options, difference.cautions_gone, difference.cautions_new)):
        yield ""
        yield "Nothing moves."
        return
    many = len(difference.changes) > 1
    if difference.calls:
        yield from ("", "TKIs")
    for call in difference.calls:
        because = f"   because of {', '.join(call.because)}" if many else ""
        yield from wrapped(f"{call_in_words(call.before)} -> {call_in_words(call.after)}{because}", f"  {call.therapy:<13}")
    for step, title in STEPS:
        moved = [option for option in difference.options if option.step == step]
        if moved:
            yield from ("", title)
        for option in moved:
            because = f"   because of {', '.join(option.because)}" if many else ""
            yield from wrapped(f"{option.name}: {option.before} -> {option.after}{because}", "  ", "      ")
    for title, cautions in (
        ("Cautions that no longer hold", difference.cautions_gone),
        ("New cautions", difference.cautions_new),
    ):
        if cautions:
            yield from ("", title)
            for caution in cautions:
                yield from wrapped(caution, "  ")
