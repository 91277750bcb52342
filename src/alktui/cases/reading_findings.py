"""The typed lines of findings -> findings, each with its specimens, and the phase between them."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import NamedTuple

from alktui.cases.entry import CaseEntry, FindingEntry
from alktui.cases.not_counted import why_not_counted
from alktui.cases.vocabulary import find_choice_given
from alktui.errors import InputRefused, VariantRefused
from alktui.model.case import Finding, NotCounted, Specimen
from alktui.model.catalogue import Catalogue
from alktui.model.variant import Profile, Variant
from alktui.plain import clean, shown
from alktui.variants import Reading, read_finding
from alktui.variants.count_word import WORD as COUNT

MOST_FINDINGS = 8


class FindingsReading(NamedTuple):
    """What the lines of findings come to.

    Attributes:
        findings: those that count, in residue order.
        not_counted: the variants that stand in no profile, in residue order.
        sentences: how the lines were read where that was not plain.
    """

    findings: tuple[Finding, ...]
    not_counted: tuple[NotCounted, ...]
    phase: str
    sentences: list[str]


class _Line(NamedTuple):
    """A line as typed, and what it reads as."""

    typed: FindingEntry
    reading: Reading


def findings_of(entry: CaseEntry, catalogue: Catalogue, refusals: list[InputRefused]) -> FindingsReading:
    """The findings, what is not counted, the phase between the findings, and how they were read."""
    lines: list[_Line] = []
    for typed in entry.findings:
        try:
            reading = read_finding(typed.text, known=catalogue.known_profiles)
            refuse_choice(typed, reading)
        except InputRefused as refusal:
            refusals.append(refusal)
            continue
        lines.append(_Line(typed, reading))
    sentences = [notice for line in lines for notice in line.reading.notices]
    left_out = _left_out(lines, catalogue, entry.fusion, sentences)
    found: dict[str, list[FindingEntry]] = {}
    profiles: dict[str, Profile] = {}
    counted = [line._replace(reading=_without(line.reading, left_out)) for line in lines]
    for typed, reading in counted:
        for profile in reading.profiles:
            profiles[profile.text] = profile
            found.setdefault(profile.text, []).append(typed)
    ordered = sorted(profiles.values(), key=_residue_order)
    findings = tuple(_finding(profile, found[profile.text]) for profile in ordered[:MOST_FINDINGS])
    if beyond := [profile.text for profile in ordered[MOST_FINDINGS:]]:
        problem = f"more than {MOST_FINDINGS} findings are entered; the others are {_listed(beyond)}"
        refusals.append(InputRefused(problem, "Enter those that matter.", field="variant"))
    phase = _phase(entry, findings, [line.reading for line in counted], refusals, sentences)
    return FindingsReading(findings, _not_counted(lines, left_out), phase, sentences)


def _left_out(lines: list[_Line], catalogue: Catalogue, fusion: str, sentences: list[str]) -> dict[Variant, str]:
    """The variants that stand in no profile, in residue order, each with why."""
    count = {name for line in lines for name in line.reading.count}
    marks: dict[Variant, list[str]] = {}
    for line in lines:
        for variant in _variants(line.reading):
            marks.setdefault(variant, []).append(line.typed.marked.strip())
    found: dict[Variant, str] = {}
    for variant in sorted(marks, key=lambda variant: (variant.start, variant.text)):
        marked = marks[variant][0] if all(marks[variant]) else ""
        why = why_not_counted(variant, catalogue, fusion=fusion, marked=marked)
        if why and variant.text not in count:
            found[variant] = why
        elif marked and variant.text in catalogue.known_variants:
            sentences.append(f"{variant.text} is marked in the file as {clean(marked)}; the catalogue has it, so it counts.")
    return found


def _variants(reading: Reading) -> Iterator[Variant]:
    return (variant for profile in reading.profiles for variant in profile.variants)


def _without(reading: Reading, left_out: Collection[Variant]) -> Reading:
    """A reading without the variants that are not counted; of one profile that is left nothing says a phase."""
    if left_out and not set(left_out).isdisjoint(_variants(reading)):
        rest = [tuple(variant for variant in profile.variants if variant not in left_out) for profile in reading.profiles]
        profiles = tuple(dict.fromkeys(Profile.of(*variants) for variants in rest if variants))
        return replace(reading, profiles=profiles, relation=reading.relation if len(profiles) > 1 else "one")
    return reading


def _not_counted(lines: list[_Line], left_out: dict[Variant, str]) -> tuple[NotCounted, ...]:
    found = []
    for variant, why in left_out.items():
        naming = [line.typed for line in lines if variant in _variants(line.reading)]
        single = _finding(Profile.of(variant), naming)
        found.append(
            NotCounted(
                profile=single.profile,
                typed=single.typed,
                specimens=single.specimens,
                why=why,
                marked=naming[0].marked.strip(),
                how=f"{variant.text}:{COUNT}",
            )
        )
    return tuple(found)


def _residue_order(profile: Profile) -> list[tuple[int, str]]:
    return [(variant.start, variant.text) for variant in profile.variants]


def _listed(names: list[str]) -> str:
    more = len(names) - MOST_FINDINGS
    return ", ".join(names[:MOST_FINDINGS]) + (f" and {more} more" if more > 0 else "")


def _finding(profile: Profile, lines: list[FindingEntry]) -> Finding:
    """A finding of all lines that name it: one profile, with every specimen it was seen in."""
    seen = dict.fromkeys(map(_specimen, lines))
    specimens = tuple(specimen for specimen in seen if specimen.words)
    return Finding(profile=profile, typed=clean(lines[0].text).strip(), specimens=specimens)


def _specimen(typed: FindingEntry) -> Specimen:
    return Specimen(specimen=clean(typed.specimen).strip(), sampled=clean(typed.sampled).strip(), vaf=clean(typed.vaf).strip())


def refuse_choice(typed: FindingEntry, reading: Reading) -> None:
    """Refuse a text that leaves a choice between variants.

    Raises:
        VariantRefused: so it does.
    """
    if reading.relation == "choice":
        names = [profile.text for profile in reading.profiles]
        raise VariantRefused(
            f"{shown(typed.text)} can be read as {', '.join(names[:-1])} or {names[-1]}",
            "Give the one that was found; several findings go on lines of their own.",
            field="variant",
            typed=typed.text,
            suggestions=tuple(names),
        )


def _phase(
    entry: CaseEntry, findings: tuple[Finding, ...], readings: list[Reading], refusals: list[InputRefused], sentences: list[str]
) -> str:
    try:
        given = find_choice_given(entry.phase, ("cis", "trans", "unknown"), "phase")
    except InputRefused as refusal:
        refusals.append(refusal)
        given = None
    relations = [reading.relation for reading in readings]
    written = next((relation for relation in ("trans", "unknown") if relation in relations), None)
    if written == "trans" and given and given != written:
        problem = f"the phase is given as {given}, but a variant is written as in trans"
        refusals.append(InputRefused(problem, "Correct one of the two.", field="phase"))
        return "unknown"
    if written == "trans" and not _is_written_for_all(findings, readings):
        sentences.append("The phase is written for some of the findings only; between all of them it is taken as unknown.")
        return "unknown"
    phase = given or written or "unknown"
    if phase == "cis" and _shares_residue(findings):
        problem = "two findings change the same residue, so they cannot stand on one allele"
        refusals.append(InputRefused(problem, "Give the phase as trans or unknown, or correct a finding.", field="phase"))
        return "unknown"
    return phase


def _is_written_for_all(findings: tuple[Finding, ...], readings: list[Reading]) -> bool:
    """Whether every line that writes a phase writes trans, and for all of the findings, as one line a specimen does."""
    everything = {finding.profile for finding in findings}
    written = [reading for reading in readings if reading.relation != "one"]
    return all(reading.relation == "trans" and everything <= set(reading.profiles) for reading in written)


def _shares_residue(findings: tuple[Finding, ...]) -> bool:
    spans = sorted((variant.start, variant.end) for finding in findings for variant in finding.profile.variants)
    return any(before[1] >= after[0] for before, after in itertools.pairwise(spans))
