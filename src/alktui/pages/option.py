"""Combinations, targets and trials: under their headings, one row each, and why each stands where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from alktui.model.block import Block, Cell, Cite, Column, Gap, Heading, Item, Page, Table, Text, Tone
from alktui.model.catalogue import Catalogue
from alktui.model.month import month_in_words
from alktui.model.report import Option, Report, TrialOption
from alktui.pages.history import given_before_in_words
from alktui.pages.outcome import outcome_blocks
from alktui.pages.phrase import with_letter
from alktui.pages.tki import SEE_WHY, caution_blocks
from alktui.pages.trial_words import (
    age_in_words,
    bare_phase,
    completion_in_words,
    printed_in_words,
    registry_credit,
    registry_in_words,
    registry_warnings,
)
from alktui.pages.warning import call_here, holding, partners_here
from alktui.pages.words import (
    AGAINST,
    LEVELS_IN_WORDS,
    erratum_in_words,
    origin_in_words,
    reason_in_words,
    short_level,
    where_tested,
)

TITLES = {"strategies": "Combinations", "targets": "Targets", "trials": "Trials"}
GROUPS = {
    "called-for": "Called for by this case",
    "fits": "Fits disease and setting",
    "open": "Depends on what is not known yet",
    "general": "General: the source states no condition but the disease",
    "spoken-against": "This case speaks against it",
}
TRIAL_HEADINGS = {
    "disease-and-setting": "Names this disease and setting",
    "disease": "Names this disease",
    "wider": "Names a wider group, or does not say",
}
REPORTED_AGAINST = "Reported not to work, or to harm"
SUB_HEADINGS = {"combination": "Combinations", "dosing": "Dosing", "diagnostic": "Diagnostics"}
"""What a strategy is; all else is one kind of drug by itself."""

ALONE = "By itself"

OPTION_COLUMNS = (Column("", 3), Column("what"), Column("level", 9, 60), Column("here", 30, 84))
TRIAL_COLUMNS = (
    Column("", 3),
    Column("trial", 12),
    Column("phase", 12),
    Column("what"),
    Column("population", 18, 60),
    Column("status", 17, 76),
)
STATES = {
    "applies": "applies: the conditions that the source states fit this case",
    "possible": "possible: something that the source asks for is not known",
    "excluded": "excluded: something that the source asks for is not so",
}
STATE_TONES: dict[str, Tone] = {"applies": "good", "possible": "warn", "excluded": "muted"}
MARKS = {"met": "yes", "unmet": "no ", "unknown": "?  "}
CRITERION_TONES: dict[str, Tone] = {"met": "good", "unmet": "bad", "unknown": "warn"}
LEGEND = "? something the source asks for is not known; ! a caution holds or a drug was not tolerated: see why."
NO_RECOMMENDATION = "No line is a recommendation."


class Section(NamedTuple):
    """Options under one heading.

    Attributes:
        key: names the section: a group, a heading of trials, "against" or "excluded".
        folded: whether only its number is shown until it is asked for.
    """

    key: str
    heading: str
    options: tuple[Option, ...]
    folded: bool = False


def sections(
    step: str, report: Report, *, excluded: bool = False, text: str = "", by: Callable[[Option], Any] | None = None
) -> tuple[Section, ...]:
    """The options of a step, in order, by the headings they stand under.

    Args:
        excluded: whether the excluded ones have a section of their own.
        text: words that the options must hold; what is found stands unfolded.
        by: what options are sorted by within a section; None for the report's own order.
    """
    options = [option for option in getattr(report, step) if not text or _holds(option, text)]
    if by is not None:
        options.sort(key=by)
    proposed = [option for option in options if option.state != "excluded" and option.verdict not in AGAINST]
    against = tuple(option for option in options if option.state != "excluded" and option.verdict in AGAINST)
    found = []
    spoken = tuple(option for option in proposed if option.group == "spoken-against")
    if step == "trials":
        for key, heading in TRIAL_HEADINGS.items():
            of = tuple(one for one in proposed if isinstance(one, TrialOption) and one.heading == key and one not in spoken)
            found.append(Section(key, heading, of))
    else:
        for key in ("called-for", "fits", "open", "general"):
            of = tuple(option for option in proposed if _section_of(option) == key)
            found.append(Section(key, GROUPS[key], of, folded=key == "general" and not text))
    found.append(Section("spoken-against", GROUPS["spoken-against"], spoken))
    found.append(Section("against", REPORTED_AGAINST, against))
    if excluded:
        found.append(Section("excluded", "Excluded", tuple(option for option in options if option.state == "excluded")))
    return tuple(section for section in found if section.options)


def _section_of(option: Option) -> str:
    """What fits but for something that is not known stands apart, so that what fits can be counted."""
    return "open" if option.group == "fits" and option.state == "possible" else option.group or ""


def counted_for(step: str, report: Report) -> int:
    """How many options of a step are called for or fit: the number beside its name."""
    return sum(
        len(section.options)
        for section in sections(step, report)
        if section.key in ("called-for", "fits", "disease-and-setting", "disease")
    )


def option_page(
    step: str,
    report: Report,
    catalogue: Catalogue,
    *,
    excluded: bool = False,
    text: str = "",
    unfolded: frozenset[str] = frozenset(),
    signs: bool = True,
    by: Callable[[Option], Any] | None = None,
) -> Page:
    """A step: what is called for, what fits, what is general, what this case or the sources speak against.

    Args:
        unfolded: keys of folded sections that are shown all the same.
        signs: whether the signs before the rows are explained; where rows are spoken they have none.
    """
    rows: list[Item | Heading | Text] = []
    for section in sections(step, report, excluded=excluded, text=text, by=by):
        count = len(section.options)
        if section.folded and section.key not in unfolded:
            rows.append(Heading(f"{section.heading} ({count})", "as far as stated"))
            rows += [option_item(option, report, catalogue) for option in section.options if option.verdict == "supported"]
            folded = section._replace(options=tuple(one for one in section.options if one.verdict != "supported"))
            if not folded.options:
                continue
            count = len(folded.options)
            names = "; ".join(option.name for option in folded.options)
            fold = _fold(folded, step, report, catalogue)
            cells = (Cell(""), Cell(f"{count} folded: {names}", "muted"))
            rows.append(Item(f"fold:{section.key}", cells, fold, f"{count} options, folded: {names}"))
            continue
        note = printed_note(section.options, report) if step == "trials" else "as far as stated" if section.folded else ""
        rows.append(Heading(f"{section.heading} ({count})", note))
        if section.folded:
            rows.append(
                Item(f"fold:{section.key}", (Cell(""), Cell("fold them again", "muted")), _fold(section, step, report, catalogue))
            )
        kinds = [SUB_HEADINGS.get(option.kind, ALONE) for option in section.options]
        for kind in dict.fromkeys(kinds) if step == "strategies" else [""]:
            if kind and len(set(kinds)) > 1:
                rows.append(Text(kind, "muted"))
            of = [option for option, own in zip(section.options, kinds, strict=True) if kind in ("", own)]
            rows += [option_item(option, report, catalogue) for option in of]
    if not rows:
        return (Text("Nothing in the reviews for this case." if not text else f'Nothing holds "{text}".', "muted"),)
    credit = registry_credit([trial.status for trial in report.trials], date.fromisoformat(report.case.as_of))
    above = [Text(credit, "muted")] if step == "trials" and credit else []
    foot = f"{LEGEND} {NO_RECOMMENDATION}" if signs else NO_RECOMMENDATION
    levels = () if step == "trials" else (Text(LEVELS_IN_WORDS, "muted"),)
    return (*above, Table(columns_of(step), tuple(rows), heads=False), Gap(), Text(foot, "muted"), *levels)


def _fold(section: Section, step: str, report: Report, catalogue: Catalogue) -> Callable[[], Page]:
    """The options of a folded section, each with its own why."""

    def page() -> Page:
        items = tuple(option_item(option, report, catalogue) for option in section.options)
        heading = Heading(f"{section.heading} ({len(section.options)})", "as far as stated")
        return (heading, Table(columns_of(step), items, heads=False))

    return page


def columns_of(step: str) -> tuple[Column, ...]:
    """The columns of a step's options."""
    return TRIAL_COLUMNS if step == "trials" else OPTION_COLUMNS


def printed_note(options: Iterable[Option], report: Report) -> str:
    """When the status of some trials was printed, and how long ago."""
    months = sorted({option.status.printed_as_of for option in options if isinstance(option, TrialOption)})
    as_of = date.fromisoformat(report.case.as_of)
    return "; ".join(f"printed {month_in_words(month)}, {age_in_words(month, as_of)}" for month in months)


def _holds(option: Option, text: str) -> bool:
    """Whether every word of a text begins a word of the option."""
    words = f"{option.id} {option.name} {option.statement} {option.level} {' '.join(option.therapies)} {option.target}".casefold()
    return all(re.search(rf"(?<![a-z0-9]){re.escape(part)}", words) for part in text.casefold().split())


def option_item(option: Option, report: Report, catalogue: Catalogue) -> Item:
    """An option as a row."""
    against = option.state != "excluded" and option.verdict in AGAINST
    cautioned = bool(holding(own_cautions(option, report), report)) and option.state != "excluded"
    weak = "resistant" in option.partner_calls.values() and option.state != "excluded"
    warns = against or weak or bool(option.not_tolerated) or cautioned
    sign = "x" if option.state == "excluded" else f"{'?' if option.state == 'possible' else ''}{'!' if warns else ''}"
    tone: Tone = "muted" if option.state == "excluded" else "warn" if warns or option.state == "possible" else ""
    why = why_of_option(option, report, catalogue)
    beside = beside_option(option, report, catalogue)
    given = given_before_in_words(option, report.case, catalogue)
    said = (beside_option(option, report, catalogue, short=False), given, SEE_WHY if cautioned else "")
    aloud = "; ".join(part for part in said if part)
    cells: tuple[Cell, ...]
    if isinstance(option, TrialOption):
        phase = bare_phase(option)
        status = f"{option.status.printed.lower()}{_registry(option)}"
        cells = (
            Cell(sign, tone),
            Cell(option.nct_id, "strong"),
            Cell("" if phase == "not stated" else f"phase {phase}", "muted"),
            Cell(option.interventions),
            Cell(option.population, "muted"),
            Cell(status, "muted"),
        )
        spoken = f"{option.nct_id}, phase {phase}: {option.interventions}; {option.population}; {status}"
        return Item(option.id, cells, why, "; ".join(part for part in (spoken, aloud) if part))
    level = short_level(option.level) or option.level
    cells = (
        Cell(sign, tone),
        Cell(option.name, "strong" if option.group == "called-for" else ""),
        Cell(level, "muted"),
        Cell(beside, "muted"),
    )
    return Item(option.id, cells, why, "; ".join(part for part in (f"{option.name} ({option.level})", aloud) if part))


def own_cautions(option: Option, report: Report) -> Sequence[str]:
    """The cautions beside an option that do not stand beside every TKI."""
    everywhere = set.intersection(*(set(row.cautions) for row in report.tkis)) if report.tkis else set()
    return [name for name in option.cautions if name not in everywhere]


def _registry(option: TrialOption) -> str:
    return f"; registry: {option.status.registry.lower().replace('_', ' ')}" if option.status.registry is not None else ""


def beside_option(option: Option, report: Report, catalogue: Catalogue, *, short: bool = True) -> str:
    """In a few words, the most important first: what is not known, what excludes it, or what its TKIs are called here.

    Args:
        short: whether a call that a misprint would change is a letter.
    """
    if option.state == "excluded":
        unmet = dict.fromkeys(criterion.text for criterion in option.criteria if criterion.state == "unmet")
        return f"not met: {'; '.join(unmet)}"
    parts = []
    if option.group == "spoken-against" or option.verdict in AGAINST:
        parts.append(option.group_why if option.group == "spoken-against" else option.verdict.replace("-", " "))
    if option.not_tolerated:
        parts.append(f"not tolerated: {', '.join(map(catalogue.therapy_name, option.not_tolerated))}")
    if option.state == "possible":
        needs = dict.fromkeys(criterion.text for criterion in option.criteria if criterion.state == "unknown")
        parts.append(f"needs {'; '.join(needs)}")
    if option.group == "called-for" and option.state == "applies":
        parts.append(option.group_why)
    called = [f"{tki} {words}" for tki in option.partner_calls if (words := call_here(tki, option, report, short=short))]
    if called and option.group != "spoken-against":
        parts.append("; ".join(called))
    return "; ".join(parts)


def why_of_option(option: Option, report: Report, catalogue: Catalogue) -> Callable[[], Page]:
    """Why an option stands where it stands: condition, cautions, calls of its TKIs, outcomes, sources."""

    def page() -> Page:
        return (
            Text(option.name, "title"),
            *(_trial_head(option, report) if isinstance(option, TrialOption) else ()),
            *_standing(option),
            *_cautions(option, report, met=True),
            *([Text(option.statement)] if option.statement else []),
            *_here(option, report, catalogue),
            *_criteria(option),
            *(outcome_blocks(option.outcomes, catalogue) if option.outcomes else ()),
            *_errata(option, report),
            Heading("Sources"),
            Cite(option.sources),
            *_cautions(option, report, met=False),
        )

    return page


def _standing(option: Option) -> Iterator[Block]:
    """The group and why, the state, what the source thinks and how strong."""
    if origin := origin_in_words(option.origin):
        yield Text(origin, "warn")
    if option.verdict in AGAINST and option.state != "excluded":
        yield Text(f"reported not to work, or to harm: {option.verdict.replace('-', ' ')}; no proposal", "bad", "!")
    elif option.group is not None:
        reason = f": {option.group_why}" if option.group in ("called-for", "spoken-against") else ""
        yield Text(f"{GROUPS[option.group]}{reason}", "bad" if option.group == "spoken-against" else "strong")
    yield Text(STATES[option.state], STATE_TONES[option.state])
    yield Text(f"the source: {option.verdict.replace('-', ' ')}; evidence: {with_letter(option.level, option.civic_level)}")


def _trial_head(option: TrialOption, report: Report) -> Iterator[Block]:
    as_of = date.fromisoformat(report.case.as_of)
    phase = bare_phase(option)
    yield Text(f"{option.nct_id}, {'phase not stated' if phase == 'not stated' else f'phase {phase}'}", "strong")
    yield Text(f"status: {printed_in_words(option.status, as_of)}", "warn")
    yield Text(registry_in_words(option.status) or "registry: never asked (alktui trials refresh, or import)", "muted")
    for warning in registry_warnings(option.status):
        yield Text(warning, "bad", "!")
    if option.status.registry_as_of:
        yield Text(registry_credit([option.status], as_of), "muted")
    for name, value in (
        ("", completion_in_words(option)),
        ("population: ", option.population),
        ("interventions: ", option.interventions),
        ("primary outcome: ", option.primary_outcome),
    ):
        if value:
            yield Text(f"{name}{value}")


def _here(option: Option, report: Report, catalogue: Catalogue) -> Iterator[Block]:
    if partners := partners_here(option, report):
        yield Text(partners, "warn" if "resistant" in option.partner_calls.values() else "")
    if given := given_before_in_words(option, report.case, catalogue):
        yield Text(given, "warn")
    if tested := where_tested(option.tested_in):
        yield Text(f"tested in: {tested}")
    if option.toxicity != "not stated":
        yield Text(f"toxicity: {option.toxicity}", "warn")


def _criteria(option: Option) -> Iterator[Block]:
    if option.criteria or option.not_stated:
        yield Heading("Conditions")
    for criterion in option.criteria:
        words = f"{criterion.text}: {reason_in_words(criterion.why)}"
        yield Text(words, CRITERION_TONES[criterion.state], MARKS[criterion.state])
    if option.not_stated:
        yield Text(f"not stated by the source: {', '.join(option.not_stated)}", "muted")


def _cautions(option: Option, report: Report, *, met: bool) -> Iterator[Block]:
    """The cautions that hold stand first; those that may hold after the sources, since there can be many."""
    state = {caution.id: caution.state for caution in report.cautions}
    named = [name for name in option.cautions if (state.get(name) == "met") == met]
    if named and not met:
        yield Heading("Cautions that may hold")
    for identity in named:
        yield from caution_blocks(identity, report)


def _errata(option: Option, report: Report) -> Iterator[Block]:
    """The errata about what is shown of the option."""
    shown = {option.id, *(outcome.id for outcome in option.outcomes)}
    matter = [erratum for erratum in report.errata if not shown.isdisjoint(erratum.records)]
    if matter:
        yield Heading("Misprints and contradictions")
    for erratum in matter:
        yield Text(f"{erratum.id.rsplit('/', 1)[-1]}: {erratum_in_words(erratum)}", "muted")
