"""The kinds of questions about a case: a choice, a text, a list of therapies, variants or biomarkers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from alktui.cases.beside_text import Beside, beside_in_words
from alktui.cases.editing import set_choice, set_text
from alktui.cases.entry import CaseEntry, FindingEntry
from alktui.cases.finding_text import CIS, is_joined_by_plus, is_phase_said, put_finding, split_finding
from alktui.cases.marker_line import MUTATED, marker_of_line
from alktui.cases.reading import refusal_of
from alktui.cases.reading_findings import findings_of
from alktui.cases.vocabulary import find, find_biomarker, find_state, named_therapy
from alktui.errors import InputRefused
from alktui.linear.dialogue import Dialogue
from alktui.linear.walk import Walk
from alktui.model.case import Finding, NotCounted, PriorTherapy
from alktui.pages.words import ended_in_words
from alktui.paint.numbered import numbered, paragraph
from alktui.plain import shown
from alktui.triage.notice import NO_TREATMENT, is_idle
from alktui.variants import Reading, read_finding

Change = Callable[[CaseEntry], None]


@dataclass(frozen=True)
class Question:
    """One question.

    Attributes:
        key: the field of the entry, as `cases.editing` names it.
        title: what is asked for.
        explanation: what "?" says.
        repeats: whether it is asked line by line until an empty line.
        asked: whether it makes sense for the case so far.
    """

    key: str
    title: str
    explanation: str
    repeats: bool = False
    asked: Callable[[Walk], bool] = lambda _walk: True

    def value(self, walk: Walk) -> str:
        """What the case has, in words; empty where it has nothing."""
        return str(getattr(walk.entry, self.key))

    def opening(self, _walk: Walk) -> Iterator[str]:
        """What stands above the prompt."""
        yield from ()

    def explained(self, _walk: Walk) -> Iterator[str]:
        """What "?" says."""
        yield from paragraph(self.explanation)

    def prompt(self, _walk: Walk) -> str:
        """The one line that asks."""
        return f"{self.title}, empty skips"

    def change(self, typed: str, _walk: Walk, _dialogue: Dialogue) -> Change | None:
        """The change that an answer makes; None where it was taken back.

        Raises:
            InputRefused: it cannot be read.
        """
        return lambda entry: set_text(entry, self.key, typed)

    def clear(self, entry: CaseEntry) -> None:
        """Make the field empty."""
        set_text(entry, self.key, "")


@dataclass(frozen=True)
class ChoiceQuestion(Question):
    """One of a few values, by number or by name.

    Attributes:
        values: what is stored, and all its names; the first name is the one said.
        implied: what holds where nothing is stored, in words.
    """

    values: Callable[[Walk], dict[str, tuple[str, ...]]] = lambda _walk: {}
    implied: Callable[[Walk], str] = lambda _walk: ""

    def value(self, walk: Walk) -> str:
        """The name of the value."""
        stored = super().value(walk)
        return self.values(walk).get(stored, (stored,))[0] or self.implied(walk)

    def opening(self, walk: Walk) -> Iterator[str]:
        """The values, numbered."""
        for number, names in enumerate(self.values(walk).values(), 1):
            yield from numbered(number, names[0])

    def prompt(self, _walk: Walk) -> str:
        """The one line that asks."""
        return f"{self.title}, number or name, empty skips"

    def change(self, typed: str, walk: Walk, _dialogue: Dialogue) -> Change:
        """The value with this number or name."""
        values = self.values(walk)
        if typed.isdecimal() and 1 <= int(typed[:6]) <= len(values):
            value = list(values)[int(typed[:6]) - 1]
        else:
            value = find(typed, values, self.key.replace("_", "-"), "an answer")
        return lambda entry: set_choice(entry, self.key, value)

    def clear(self, entry: CaseEntry) -> None:
        """Make it not given."""
        set_choice(entry, self.key, "")


@dataclass(frozen=True)
class SequencingQuestion(ChoiceQuestion):
    """What ALK sequencing gave, with the specimen where none was found, as in none-found:plasma."""

    def value(self, walk: Walk) -> str:
        """The name of the value."""
        said = ":".join(filter(None, (walk.entry.sequencing, walk.entry.none_found_in)))
        return self.values(walk).get(said, (said,))[0] or self.implied(walk)

    def change(self, typed: str, walk: Walk, dialogue: Dialogue) -> Change:
        """The value with this number or name."""
        chosen = CaseEntry()
        super().change(typed, walk, dialogue)(chosen)
        result, _, specimen = chosen.sequencing.partition(":")
        return lambda entry: entry.say_sequencing(result, specimen)


@dataclass(frozen=True)
class TherapyQuestion(Question):
    """Therapies in the order given, each with how it ended; "none" where it is known that none was given."""

    noun: str = "therapy"
    none_is_known: bool = False

    def value(self, walk: Walk) -> str:
        """The therapies as they were read, with how each ended."""
        case = walk.read()
        lines = case.prior if self.key == "prior" else case.prior_therapies
        known = "none given before" if self.none_is_known and walk.entry.no_prior_tki else ""
        return ", ".join(f"{walk.catalogue.therapy_name(line.therapy)} ({_ended(line)})" for line in lines) or known

    def prompt(self, walk: Walk) -> str:
        """The one line that asks."""
        lines = walk.entry.prior if self.key == "prior" else walk.entry.prior_therapies
        return f"{self.noun} {len(lines) + 1}, empty ends the list"

    def change(self, typed: str, walk: Walk, _dialogue: Dialogue) -> Change:
        """One more therapy, or that there was none.

        Raises:
            InputRefused: something of it is not understood.
        """
        if self.none_is_known and typed.casefold() == "none":
            return lambda entry: set_choice(entry, "no-prior-tki", "yes")
        text = named_therapy(typed, self.key, walk.catalogue)
        if refusal := refusal_of(self.key, text, walk.catalogue):
            raise refusal
        return lambda entry: set_text(entry, f"{self.key}:+", text)

    def clear(self, entry: CaseEntry) -> None:
        """Empty the list."""
        if self.none_is_known:
            entry.no_prior_tki = False
        (entry.prior if self.key == "prior" else entry.prior_therapies).clear()


def _ended(line: PriorTherapy) -> str:
    """How a therapy ended, and that nobody said so where it is assumed."""
    words = ended_in_words(line)
    return words.replace(line.outcome, f"{line.outcome}, assumed", 1) if line.outcome_assumed else words


@dataclass(frozen=True)
class VariantQuestion(Question):
    """Findings, one a line; of alternatives at one residue the person is asked which one."""

    def value(self, walk: Walk) -> str:
        """The findings as they were read, and whether the catalogue has them."""
        known = walk.catalogue.known_profiles
        case = walk.read()
        found = [
            f"{finding.profile.text} ({'in' if finding.profile.text in known else 'not in'} the catalogue{_beside(finding)})"
            for finding in case.findings
        ]
        left = [
            f"{variant.profile.text} (not counted, {variant.why}{_beside(variant)}; {variant.how} counts it all the same)"
            for variant in case.not_counted
        ]
        return ", ".join((*found, *left))

    def prompt(self, walk: Walk) -> str:
        """The one line that asks."""
        return f"Variant {len(walk.entry.findings) + 1}, empty ends the list"

    def change(self, typed: str, walk: Walk, dialogue: Dialogue) -> Change | None:
        """One more finding."""
        try:
            reading = read_finding(typed, known=walk.catalogue.known_profiles)
        except InputRefused as refusal:
            if (found := marker_of_line(typed, walk.catalogue)) is not None:
                return asked_marker(*found, refusal, dialogue)
            whole = split_finding(typed, walk.catalogue.known_profiles)
            if whole is None:
                raise
            return lambda entry: put_finding(entry, "finding:+", whole)
        names = tuple(profile.text for profile in reading.profiles)
        text = which_one(names, dialogue) if reading.relation == "choice" else typed
        if not text:
            return None
        if is_joined_by_plus(typed, reading):
            dialogue.tell(f"Note: {CIS}.")
        several = list_to_ask(typed, reading, walk)
        phase = which_phase(several, dialogue) if several else ""

        def put(entry: CaseEntry) -> None:
            set_text(entry, "finding:+", text)
            entry.phase = phase or entry.phase

        return put

    def clear(self, entry: CaseEntry) -> None:
        """Empty the list."""
        entry.findings.clear()


def asked_marker(marker: str, change: str, refusal: InputRefused, dialogue: Dialogue) -> Change | None:
    """Whether a change of another gene is to be entered among the biomarkers; None where it is not."""
    dialogue.refuse(refusal)
    is_taken = False

    def take(typed: str) -> bool:
        nonlocal is_taken
        is_taken = typed.casefold() in ("y", "yes")
        if not is_taken and typed.casefold() not in ("", "n", "no", "back"):
            raise InputRefused("the answer is neither y nor n", "Type y to enter it among the biomarkers, n to leave it.")
        return True

    explanation = "y enters the marker among the biomarkers; n, or an empty line, leaves it."
    dialogue.ask_until(f"Enter {marker} mutated ({change}) among the biomarkers, y or n", explanation, take)
    return (lambda entry: set_choice(entry, f"biomarker:{marker}", MUTATED)) if is_taken else None


def list_to_ask(typed: str, reading: Reading, walk: Walk) -> tuple[str, ...]:
    """The findings of a line whose phase is to be asked at once; none where it is said, or there are not two that count."""
    if reading.relation != "unknown" or is_phase_said(typed) or walk.entry.phase:
        return ()
    found = findings_of(CaseEntry(findings=[FindingEntry(typed)], fusion=walk.entry.fusion), walk.catalogue, []).findings
    return tuple(finding.profile.text for finding in found) if len(found) > 1 else ()


def _beside(finding: Finding | NotCounted) -> str:
    """Specimen, date and VAF of a finding, each by its name."""
    seen = (Beside(specimen.specimen, specimen.sampled, specimen.vaf) for specimen in finding.specimens)
    return "".join(f"; {beside_in_words(beside)}" for beside in seen)


def which_one(names: tuple[str, ...], dialogue: Dialogue) -> str:
    """One of some readings, asked for by number; empty where none of them is chosen."""
    for number, name in enumerate(names, 1):
        dialogue.say(numbered(number, name))
    chosen = ""

    def take(typed: str) -> bool:
        nonlocal chosen
        if typed.isdecimal() and 1 <= int(typed[:6]) <= len(names):
            chosen = names[int(typed[:6]) - 1]
        elif typed and typed.casefold() != "back":
            chosen = find(typed, dict.fromkeys(names, ()), "variant", "one of these")
        return True

    explanation = "Type the number of what was found. Several findings go on lines of their own."
    dialogue.ask_until("Which one? Number, empty for none of them", explanation, take)
    return chosen


PHASES = {"unknown": ("not known", "unknown"), "cis": ("cis, on one allele", "cis"), "trans": ("trans, on two alleles", "trans")}


def which_phase(several: tuple[str, ...], dialogue: Dialogue) -> str:
    """How the findings of one line stand to each other, asked for at once; "unknown" where it is not known."""
    for number, names in enumerate(PHASES.values(), 1):
        dialogue.say(numbered(number, names[0]))
    phases = tuple(PHASES)
    chosen = phases[0]

    def take(typed: str) -> bool:
        nonlocal chosen
        if typed.isdecimal() and 1 <= int(typed[:6]) <= len(phases):
            chosen = phases[int(typed[:6]) - 1]
        elif typed and typed.casefold() != "back":
            chosen = find(typed, PHASES, "phase", "one of these")
        return True

    explanation = "Whether one allele has all of them. A list does not say it; a compound is called otherwise than its members."
    question = f"Phase between {', '.join(several[:-1])} and {several[-1]}? Number, empty for not known"
    dialogue.ask_until(question, explanation, take)
    return chosen


def _as_said(typed: str, walk: Walk) -> tuple[str, str, str] | None:
    """A biomarker and its state as one says them, "IL10RA high" or "IL10RA: high"; None where the text is not both."""
    words = typed.replace(":", " ").split()
    if len(words) < 2:  # noqa: PLR2004 - a name and a state
        return None
    try:
        marker = find_biomarker("".join(words[:-1]), walk.catalogue)
        return marker, "=", find_state(words[-1], marker, walk.catalogue)
    except InputRefused:
        return None


@dataclass(frozen=True)
class BiomarkerQuestion(Question):
    """Biomarkers as NAME=STATE, one a line."""

    def value(self, walk: Walk) -> str:
        """The states by name."""
        return ", ".join(f"{name} {state}" for name, state in walk.entry.biomarkers.items())

    def prompt(self, walk: Walk) -> str:
        """The one line that asks."""
        return f"Biomarker {len(walk.entry.biomarkers) + 1} with its state, ? lists them, empty ends the list"

    def explained(self, walk: Walk) -> Iterator[str]:
        """What is asked, and every name with its states."""
        yield from super().explained(walk)
        for marker in walk.catalogue.biomarkers:
            yield from paragraph(f"{marker.id}: {', '.join(marker.states)}", "  ", "    ")

    def change(self, typed: str, walk: Walk, dialogue: Dialogue) -> Change:
        """One biomarker in its state; NAME= takes it out. Of one that decides nothing in this disease that is said."""
        name, sign, state = typed.partition("=")
        if not sign and (said := _as_said(typed, walk)):
            name, sign, state = said
        marker = find_biomarker(name, walk.catalogue)
        if not sign:
            states = ", ".join(f"{marker}={state}" for state in walk.catalogue.biomarker[marker].states)
            raise InputRefused(f"{shown(typed)} has no state", f"Type one of {states}.", field="biomarker", typed=typed)
        found = find_state(state, marker, walk.catalogue) if state.strip() else ""
        if found and walk.report is not None and is_idle(marker, found, walk.report.case.disease, walk.catalogue):
            dialogue.tell(f"{marker}: {NO_TREATMENT}")
        return lambda entry: set_choice(entry, f"biomarker:{marker}", found)

    def clear(self, entry: CaseEntry) -> None:
        """Take all of them out."""
        entry.biomarkers.clear()
