"""The typed lines of findings -> findings, each with its specimens, and the phase between them."""

from __future__ import annotations

import itertools

from alktui.cases.entry import CaseEntry, FindingEntry
from alktui.cases.vocabulary import find_choice_given
from alktui.errors import InputRefused, VariantRefused
from alktui.model.case import Finding, Specimen
from alktui.model.catalogue import Catalogue
from alktui.model.variant import Profile
from alktui.plain import clean, shown
from alktui.variants import Reading, read_finding

MOST_FINDINGS = 8


def findings_of(
    entry: CaseEntry, catalogue: Catalogue, refusals: list[InputRefused]
) -> tuple[tuple[Finding, ...], str, list[str]]:
    """The findings, the phase between them, and how they were read."""
    found: dict[str, list[FindingEntry]] = {}
    profiles: dict[str, Profile] = {}
    sentences: list[str] = []
    readings: list[Reading] = []
    for typed in entry.findings:
        try:
            reading = read_finding(typed.text, known=catalogue.known_profiles)
            refuse_choice(typed, reading)
        except InputRefused as refusal:
            refusals.append(refusal)
            continue
        sentences.extend(reading.notices)
        readings.append(reading)
        for profile in reading.profiles:
            profiles[profile.text] = profile
            found.setdefault(profile.text, []).append(typed)
    ordered = sorted(profiles.values(), key=_residue_order)
    findings = tuple(_finding(profile, found[profile.text]) for profile in ordered[:MOST_FINDINGS])
    if beyond := [profile.text for profile in ordered[MOST_FINDINGS:]]:
        problem = f"more than {MOST_FINDINGS} findings are entered; the others are {_listed(beyond)}"
        refusals.append(InputRefused(problem, "Enter those that matter.", field="variant"))
    phase = _phase(entry, findings, readings, refusals, sentences)
    return findings, phase, sentences


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
    if written == "unknown" and given not in (None, written):
        sentences.append(f"Variants are written as of unknown phase; the phase that is given, {given}, counts.")
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
