"""From when to when a therapy was given, as the dose interval of a phenopacket, and back.

The schema has instants only, and asks for a quantity and a frequency that no case has. An interval therefore runs over the
whole of its first and last day, month or year, and what was entered stands as the label of its frequency.
Source: Phenopacket Schema v2 (ISO 4454:2022), DoseInterval.
"""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING, Any

from alktui.cases.ontology import OWN, own_code, split_code
from alktui.cases.therapy_text import therapy_of_text
from alktui.plain import span_in_words

if TYPE_CHECKING:
    from alktui.cases.importing.json_node import JsonNode
    from alktui.model.case import PriorTherapy

_AS_ENTERED = "dates-as-entered"


def dose_intervals(given: PriorTherapy) -> dict[str, Any]:
    """The interval of a therapy; nothing where the case has no date of it."""
    if not (given.started or given.ended):
        return {}
    instants = {"start": _first(given.started), "end": _last(given.ended)}
    interval = {
        "quantity": {"unit": own_code("not-stated"), "value": 0},
        "scheduleFrequency": own_code(_AS_ENTERED, span_in_words(given.started, given.ended)),
        "interval": {name: instant for name, instant in instants.items() if instant},
    }
    return {"doseIntervals": [interval]}


def _first(partial: str) -> str:
    return f"{partial}{'-01-01'[: len('yyyy-mm-dd') - len(partial)]}T00:00:00Z" if partial else ""


def _last(partial: str) -> str:
    if not partial:
        return ""
    year, month, day = (*partial.split("-"), "", "")[:3]
    month = month or "12"
    day = day or str(calendar.monthrange(int(year), int(month))[1])
    return f"{year}-{month}-{day}T23:59:59Z"


def dates_of(intervals: JsonNode) -> tuple[str, str]:
    """From when and to when: as entered where alktui wrote it, else the days of the first start and the last end."""
    for node in intervals.items:
        if _says_as_entered(node):
            entered = therapy_of_text(f" {node['scheduleFrequency']['label'].text}")
            return entered.started, entered.ended
    starts = [node["interval"]["start"].text for node in intervals.items]
    ends = [node["interval"]["end"].text for node in intervals.items]
    last = max(ends, default="") if all(ends) else ""
    return min(filter(None, starts), default="")[:10], last[:10]


def is_as_entered(intervals: JsonNode) -> bool:
    """Whether alktui wrote the intervals."""
    return any(_says_as_entered(node) for node in intervals.items)


def _says_as_entered(interval: JsonNode) -> bool:
    return split_code(interval["scheduleFrequency"]["id"].text) == (OWN, _AS_ENTERED.upper())
