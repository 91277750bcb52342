"""A report of a case that was read in part: it says so before all else, so that it is not taken for one of the whole case."""

from __future__ import annotations

from collections.abc import Sequence

from alktui.model.report import Notice, Report
from alktui.plain import clean

MOST = 5
"""How many things are named one by one; a file of thousands of faults must leave room for the case."""


def with_unread(report: Report, problems: Sequence[str]) -> Report:
    """The report with what was not read at its top.

    Args:
        problems: what could not be read and where, without a full stop: "line 3: ...".
    """
    sentences = [f"NOT READ: {' '.join(clean(problem).split())}." for problem in dict.fromkeys(problems)]
    if len(sentences) > MOST + 1:
        sentences[MOST:] = [f"NOT READ: {len(sentences) - MOST} more places, which reading the file again names."]
    notices = tuple(Notice(severity="warning", code="not-read", message=sentence) for sentence in sentences)
    return report.but(notices=(*notices, *report.notices)) if notices else report
