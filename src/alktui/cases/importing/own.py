"""alktui's own case file."""

from __future__ import annotations

from collections.abc import Iterator

from alktui.cases.beside_text import refuse_beside
from alktui.cases.case_file import case_of
from alktui.cases.entry import CaseEntry
from alktui.cases.hgvs import hgvs_of
from alktui.cases.importing.gathering import ImportResult
from alktui.cases.reading import read_case
from alktui.errors import InputRefused
from alktui.model.catalogue import Catalogue
from alktui.plain import shown


def read_own(found: object, catalogue: Catalogue) -> ImportResult:
    """What a case file holds, as it was typed, and at once what of it a report will not count.

    Raises:
        InputRefused: it is no case file.
    """
    entry, _, problems = case_of(found)
    return ImportResult(entry, (), (*problems, *_contradictions(found)), tuple(_uncounted(entry, catalogue)))


def _contradictions(found: object) -> Iterator[InputRefused]:
    """Each finding whose HGVS, which stands there for others, is another change than its text, which is what is read."""
    lines = found.get("findings") if isinstance(found, dict) else None
    for number, line in enumerate(lines if isinstance(lines, list) else []):
        text, given = (line.get("text"), line.get("hgvs")) if isinstance(line, dict) else ("", "")
        if not isinstance(text, str) or not isinstance(given, str):
            continue
        typed, named = hgvs_of(text), hgvs_of(given)
        if typed and named and typed != named:
            problem = f"findings[{number}].hgvs: {shown(given)} is not {shown(text)}, which was taken"
            yield InputRefused(problem, "Correct the one that is wrong.", field="findings", typed=given)


def _uncounted(entry: CaseEntry, catalogue: Catalogue) -> list[InputRefused]:
    """Everything that stands in the entry and will be left out of its report; that a field is empty is none of it."""
    refusals = read_case(entry, catalogue).refusals
    found = [refusal for refusal in refusals if refusal.field != "disease" or entry.disease.strip()]
    for place, finding in enumerate(entry.findings, 1):
        try:
            refuse_beside(f"{finding.specimen}; {finding.sampled}; {finding.vaf}")
        except InputRefused as refusal:
            problem = f"beside finding {place}, {finding.text}: {refusal.problem}"
            found.append(InputRefused(problem, refusal.hint, field=refusal.field))
    return found
