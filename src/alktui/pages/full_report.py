"""The full report: all pages of a case one after the other, each row with its why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from alktui.model.block import Block, Cite, Gap, Heading, Page, Text
from alktui.model.catalogue import Catalogue
from alktui.model.evidence import Erratum
from alktui.model.report import Report
from alktui.model.source import Source
from alktui.pages.case import case_blocks, detail_blocks, note_blocks, warning_blocks
from alktui.pages.immune import why_of_immune
from alktui.pages.next_test import FOLDED, why_of_test
from alktui.pages.option import TITLES, beside_option, printed_note, sections, why_of_option
from alktui.pages.overview import answer_blocks, before_blocks, knowledge_block, matrix_block
from alktui.pages.tki import HEADINGS, NEGATIVE, ORDER, why_no_call, why_of_tki
from alktui.pages.trial_words import registry_credit
from alktui.pages.warning import of_all_in_words
from alktui.pages.words import erratum_in_words

INDENT = 2


ENOUGH, AS_ABOVE, AT_THE_END, ONCE = 60, "(as above)", "(at the end)", ""
"""Of a paragraph that stands in full elsewhere so many letters are shown, and where the rest is."""

CAUTIONS = ("!", "?")
"""The signs of cautions that hold, or may hold: what they say stands in full where they are met first."""


def full_page(report: Report, catalogue: Catalogue) -> Page:
    """Everything that a report says, with where it stands; cautions stand beside what they name, errata at the end."""
    entries = _Entries(report)
    return (
        *head_blocks(report, catalogue),
        *_answer(report, catalogue),
        *_tkis(report, catalogue, entries),
        *(block for step in TITLES for block in _step(step, report, catalogue, entries)),
        *_next_tests(report, entries),
        *_immune(report, entries),
        *_errata(report, entries),
        *entries.references(),
        Gap(),
        knowledge_block(catalogue),
        Text(report.disclaimer, "muted"),
    )


def head_blocks(report: Report, catalogue: Catalogue) -> Iterator[Block]:
    """What report it is, the case with each of its findings, and every notice."""
    label = f" {report.case.label}" if report.case.label else ""
    release = report.catalogue
    yield Text(f"alktui report{label}, as of {report.case.as_of}", "title")
    yield from case_blocks(report, catalogue)
    yield from detail_blocks(report)
    yield Gap()
    yield from warning_blocks(report)
    yield from note_blocks(report)
    yield Text(f"Catalogue {release.release} ({release.fingerprint}).", "muted")


def _answer(report: Report, catalogue: Catalogue) -> Iterator[Block]:
    yield Heading("The answer", level=1)
    yield from answer_blocks(report)
    matrix = matrix_block(report, catalogue)
    if matrix is not None:
        yield Gap()
        yield matrix
    yield from before_blocks(report, catalogue)


def _tkis(report: Report, catalogue: Catalogue, entries: _Entries) -> Iterator[Block]:
    yield Heading("TKIs", level=1)
    if not report.tkis:
        yield Text(NEGATIVE)
        return
    for words in of_all_in_words(report):
        yield Text(words, "warn", "!", label="All ALK TKIs:")
    has_profile = any(row.call is not None for row in report.tkis)
    if not has_profile:
        yield Text(f"{why_no_call(report)}; each drug with what the reviews say of it.", "muted")
    for heading, words in HEADINGS.items():
        under = [row for row in report.tkis if row.heading == heading]
        if under and has_profile:
            yield Heading(f"{words} ({len(under)})")
        for row in under:
            yield from entries.of(why_of_tki(row, report, catalogue)())
    yield Gap()
    yield Text(ORDER, "muted")


def _step(step: str, report: Report, catalogue: Catalogue, entries: _Entries) -> Iterator[Block]:
    yield Heading(TITLES[step], level=1)
    if step == "trials":
        credit = registry_credit([trial.status for trial in report.trials], _day(report))
        if credit:
            yield entries.once(Text(credit, "muted"))
    for section in sections(step, report, excluded=True):
        note = printed_note(section.options, report) if step == "trials" else ""
        yield Heading(f"{section.heading} ({len(section.options)})", note)
        for option in section.options:
            if section.key == "excluded":
                yield Text(f"{option.name}: {beside_option(option, report, catalogue)}", "muted", "x")
            else:
                yield from entries.of(why_of_option(option, report, catalogue)())


def _next_tests(report: Report, entries: _Entries) -> Iterator[Block]:
    if not report.next_tests:
        return
    yield Heading("What to test next", level=1)
    for test in report.next_tests:
        if test.folded and test == next(one for one in report.next_tests if one.folded):
            yield Heading(FOLDED)
        yield from entries.of(why_of_test(test, report)())


def _immune(report: Report, entries: _Entries) -> Iterator[Block]:
    own = [entry for entry in report.immune_context if entry.state == "met"]
    if not own:
        return
    yield Heading("Immune context", f"{len(own)} findings of this stage, or with no stage stated", level=1)
    for entry in own:
        yield from entries.of(why_of_immune(entry)())


def _errata(report: Report, entries: _Entries) -> Iterator[Block]:
    if not report.errata:
        return
    yield Heading("Misprints and contradictions that matter here", level=1)
    for erratum in report.errata:
        yield Text(_erratum_words(erratum), sign="-")
        yield entries.cite(Cite(erratum.sources))


def _erratum_words(erratum: Erratum) -> str:
    return f"{erratum.id.rsplit('/', 1)[-1]}: {erratum_in_words(erratum)}"


def _day(report: Report) -> date:
    return date.fromisoformat(report.case.as_of)


class _Entries:
    """The pages behind rows as entries of one text: a caution or misprint that stands in full elsewhere is not said again.

    Attributes:
        cited: the references of each document that something cites.
    """

    def __init__(self, report: Report) -> None:
        self.cited: dict[str, set[int]] = {}
        self._said: dict[str, str] = {}
        for erratum in report.errata:
            words = _erratum_words(erratum)
            self._said |= {words: AT_THE_END, f"Erratum {words}": AT_THE_END}

    def of(self, page: Page) -> Iterator[Block]:
        """An entry: its title set apart, all else a little to the right."""
        yield Gap()
        is_known = False
        for place, block in enumerate(page):
            if isinstance(block, Heading):
                is_known = False
                words = f"{block.words} ({block.note})" if block.note else block.words
                yield Text(words, "strong", indent=INDENT)
            elif isinstance(block, Text) and self._said.get(block.words) == ONCE:
                continue
            elif isinstance(block, Text):
                is_known = self._is_known(block)
                yield self._told(block, indent=block.indent + INDENT) if place else replace(block, sign="*")
            elif isinstance(block, Cite) and not is_known:
                yield self.cite(block)
            elif not isinstance(block, Gap | Cite):
                yield block

    def _is_known(self, block: Text) -> bool:
        return block.words in self._said and len(block.words) > ENOUGH

    def once(self, block: Text) -> Text:
        """A paragraph that no entry says again."""
        self._said[block.words] = ONCE
        return block

    def _told(self, block: Text, indent: int) -> Text:
        """A paragraph; of one that is said elsewhere its beginning, and where."""
        words = block.words
        if self._is_known(block):
            words = f"{words[:ENOUGH].rpartition(' ')[0]} ... {self._said[words]}"
        if block.sign in CAUTIONS:
            self._said.setdefault(block.words, AS_ABOVE)
        return replace(block, words=words, indent=indent)

    def cite(self, block: Cite) -> Cite:
        """Where something stands; its references are listed at the end of the text."""
        for source in block.sources:
            self.cited.setdefault(source.document, set()).update(source.references)
        return replace(block, references=False, indent=block.indent + INDENT)

    def references(self) -> Iterator[Block]:
        """Every reference that was cited, once, with its DOI."""
        yield Heading("References", level=1)
        for document, numbers in sorted(self.cited.items()):
            if numbers:
                yield Cite((Source(document=document, locator="references", references=tuple(sorted(numbers))),))
