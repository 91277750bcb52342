"""Notices: what was not read, what does not count, what was assumed; whole in every medium, and once."""

from __future__ import annotations

from collections.abc import Iterator

from alktui.model.block import Block, Text
from alktui.model.report import Report

SAID_AT_THE_FOOT = ("knowledge-ends",)
"""What the line at the foot of the Overview says."""


def notice_blocks(report: Report) -> Iterator[Block]:
    """Every notice as a paragraph of its own, never cut; warnings first, with a sign."""
    for notice in report.notices:
        if notice.code in SAID_AT_THE_FOOT:
            continue
        if notice.severity == "warning":
            yield Text(notice.message, "warn", "!")
        else:
            yield Text(notice.message, "muted")
