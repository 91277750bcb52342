"""Difference -> text: only what moved, and because of what."""

from __future__ import annotations

from collections.abc import Iterator

from alktui.model.catalogue import Catalogue
from alktui.model.difference import Difference
from alktui.pages.words import call_in_words, case_in_words
from alktui.paint.text import WIDTH, wrapped

STEPS = (("strategies", "Combinations"), ("targets", "Targets"), ("trials", "Trials"))


def difference_text(difference: Difference, catalogue: Catalogue) -> str:
    """What moved, as text of 80 columns; ends with a line end."""
    return "\n".join(line.rstrip() for line in _lines(difference, catalogue)) + "\n"


def _lines(difference: Difference, catalogue: Catalogue) -> Iterator[str]:
    for word, case in (("before  ", difference.before), ("after   ", difference.after)):
        markers = ", ".join(f"{name} {state}" for name, state in case.biomarkers.items())
        yield from wrapped(case_in_words(case) + (f" | {markers}" if markers else ""), WIDTH, word)
    yield from wrapped(f"what if: {', '.join(difference.changes)}")
    if not any((difference.calls, difference.options, difference.cautions_gone, difference.cautions_new)):
        yield ""
        yield from wrapped("Nothing moves." if not difference.said else " ".join(difference.said))
        return
    yield from _moved(difference)
    gone, new = ("Cautions that no longer hold", difference.cautions_gone), ("New cautions", difference.cautions_new)
    for title, cautions in (gone, new):
        if cautions:
            yield from ("", title)
            for caution in cautions:
                yield from wrapped(getattr(catalogue.records[caution], "statement", caution), WIDTH, "  ! ")


def _moved(difference: Difference) -> Iterator[str]:
    """The calls and options that changed; with several changes, because of which."""

    def cause(because: tuple[str, ...]) -> str:
        return f"   because of {', '.join(because)}" if len(difference.changes) > 1 else ""

    if difference.calls:
        yield from ("", "TKIs")
    for call in difference.calls:
        words = f"{call_in_words(call.before)} -> {call_in_words(call.after)}{cause(call.because)}"
        yield from wrapped(words, WIDTH, f"  {call.therapy:<13}")
    for step, title in STEPS:
        moved = [option for option in difference.options if option.step == step]
        if moved:
            yield from ("", title)
        for option in moved:
            yield from wrapped(f"{option.name}: {option.before} -> {option.after}{cause(option.because)}", WIDTH, "  ", "      ")
