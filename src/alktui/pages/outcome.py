"""Outcomes as printed, on one axis a unit: benefit and harm apart, n printed or said to be missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from math import sqrt

from alktui.model.block import Axis, Block, Cite, Gap, Heading, Measure, Page, Text
from alktui.model.catalogue import Catalogue
from alktui.model.evidence import Outcome
from alktui.model.report import Report

HARM = frozenset({"DLT", "resistance", "relapse", "progression", "trial stopped"})
RESPONSE = ("ORR", "CR", "PR", "DCR")
SURVIVAL = ("PFS", "EFS", "OS", "DOR", "duration of CR")
MONTHS, PERCENT = 24.0, 100.0
Z = 1.959964
"""The normal quantile of a 95 % interval."""

NOTE = "as printed; the populations differ, so that rows do not compare"
LEGEND = "filled dot: n printed, with a 95 % Wilson interval worked out here from % and n; open dot: n not printed, no interval"


def outcome_page(report: Report, catalogue: Catalogue) -> Page:
    """The outcomes of the case's disease, benefit and harm apart, an axis a unit."""
    scopes = catalogue.scopes[report.case.disease]
    own = [outcome for outcome in catalogue.outcomes if outcome.disease in scopes or outcome.disease == "not stated"]
    if not own:
        return (Text("The reviews print no outcome for this disease.", "muted"),)
    blocks: list[Block] = [Text(NOTE, "muted")]
    for title, end, unit, chosen in _axes(own):
        if chosen:
            blocks += [Gap(), Axis(title, end, unit)]
            blocks += [_measure(outcome, catalogue) for outcome in sorted(chosen, key=_order)]
    drawn = {outcome.id for _, _, _, chosen in _axes(own) for outcome in chosen}
    others = [outcome for outcome in own if outcome.id not in drawn]
    if others:
        blocks += [Gap(), Heading("Others, in words"), *(_words(outcome, catalogue) for outcome in sorted(others, key=_order))]
    return (*blocks, Gap(), Text(LEGEND, "muted"))


def _axes(outcomes: list[Outcome]) -> Iterator[tuple[str, float, str, list[Outcome]]]:
    percent = [outcome for outcome in outcomes if outcome.unit == "%" and outcome.value is not None and outcome.measure == "rate"]
    months = [outcome for outcome in outcomes if outcome.unit == "months" and outcome.value is not None]
    yield "Response", PERCENT, "%", [one for one in percent if one.endpoint in RESPONSE]
    yield "Harm: higher is worse", PERCENT, "%", [one for one in percent if is_harm(one)]
    yield "Alive or without progression at a time", PERCENT, "%", [one for one in percent if one.endpoint in SURVIVAL]
    yield "Time, median or as printed", MONTHS, "months", [one for one in months if one.endpoint in SURVIVAL]


def is_harm(outcome: Outcome) -> bool:
    """Whether more of it is worse for the patient."""
    return outcome.endpoint in HARM or outcome.endpoint.startswith("AE")


def wilson(share: float, n: int) -> tuple[float, float]:
    """The 95 % Wilson interval of a share.

    Args:
        share: in percent.
        n: the number of patients, at least 1.

    Returns:
        Both ends in percent.

    Source: Wilson EB. J Am Stat Assoc 1927;22:209-212.
    """
    part, square = share / 100, Z * Z
    middle = (part + square / (2 * n)) / (1 + square / n)
    half = Z * sqrt(part * (1 - part) / n + square / (4 * n * n)) / (1 + square / n)
    return 100 * max(0.0, middle - half), 100 * min(1.0, middle + half)


def outcome_blocks(outcomes: Iterable[Outcome], catalogue: Catalogue) -> Iterator[Block]:
    """The outcomes of one record, below a heading of their own; where they stand is said once for those of one place."""
    yield Heading("Outcomes as printed")
    for sources, of in groupby(sorted(outcomes, key=_order), key=lambda outcome: outcome.sources):
        yield from (_words(outcome, catalogue) for outcome in of)
        yield Cite(sources, references=False, indent=2)


def _measure(outcome: Outcome, catalogue: Catalogue) -> Measure:
    interval = None
    if outcome.unit == "%" and outcome.n and outcome.value is not None and outcome.measure == "rate":
        interval = wilson(outcome.value, outcome.n)
    names = " + ".join(catalogue.therapy_name(therapy) for therapy in outcome.therapies) or outcome.endpoint
    time = f" at {outcome.time}" if outcome.time else ""
    return Measure(
        key=outcome.id,
        name=f"{names}: {outcome.endpoint}{time}",
        population=outcome.population,
        value=outcome.value,
        end=PERCENT if outcome.unit == "%" else MONTHS,
        printed=in_unit(outcome),
        n=outcome.n,
        interval=interval,
        harm=is_harm(outcome),
        why=why_of_outcome(outcome),
    )


def _words(outcome: Outcome, catalogue: Catalogue) -> Text:
    names = " + ".join(catalogue.therapy_name(therapy) for therapy in outcome.therapies)
    return Text(f"{names}: {outcome_words(outcome)}", "warn" if is_harm(outcome) else "", "-")


def outcome_words(outcome: Outcome) -> str:
    """A number with what it is: "ORR 86 %, n not printed, relapsed ALCL"."""
    time = f" at {outcome.time}" if outcome.time else ""
    measure = f" {outcome.measure}" if outcome.measure not in ("rate", "") else ""
    n = f"n = {outcome.n}" if outcome.n is not None else "n not printed"
    return f"{outcome.endpoint}{measure} {in_unit(outcome)}{time}, {n}, {outcome.population}"


def in_unit(outcome: Outcome) -> str:
    """The value as printed, with its unit where the print of the value has none."""
    unit = {"months": "months", "years": "years"}.get(outcome.unit, outcome.unit)
    said = not unit or unit in outcome.printed or unit == outcome.measure
    return outcome.printed if said else f"{outcome.printed} {unit}"


def _order(outcome: Outcome) -> tuple[int, float, str]:
    order = (*RESPONSE, *SURVIVAL)
    rank = order.index(outcome.endpoint) if outcome.endpoint in order else len(order)
    return rank, -(outcome.value or 0), outcome.id


def why_of_outcome(outcome: Outcome) -> Callable[[], Page]:
    """All that is printed of a number, and where."""

    def page() -> Page:
        facts = [
            ("measure", outcome.measure),
            ("n", str(outcome.n) if outcome.n is not None else "not printed"),
            ("time", outcome.time),
            ("trial", outcome.trial),
            ("against", outcome.comparator),
            ("disease", outcome.disease),
            ("level", outcome.level),
            ("note", outcome.note),
        ]
        return (
            Text(f"{outcome.endpoint} {in_unit(outcome)}", "title"),
            Text(outcome.population),
            *(Text(f"{name}: {value}") for name, value in facts if value),
            Cite(outcome.sources),
        )

    return page
