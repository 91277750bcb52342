"""Case files of older versions -> the present one, a step a version."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from alktui.errors import InputRefused
from alktui.plain import shown

VERSION = 1
"""A field that stands only where something is in it leaves the version as it is: an alktui that does not know it refuses it."""
SCHEMA = f"alktui/case/{VERSION}"


def migrated(found: object) -> dict[str, Any]:
    """What a case file holds, as the present version writes it; its values are not checked yet.

    Raises:
        InputRefused: it is no case, or of a version to come.
    """
    schema = found.get("schema") if isinstance(found, dict) else None
    match = re.fullmatch(r"alktui/([a-z]+)/([0-9]{1,4})", schema) if isinstance(schema, str) else None
    if not isinstance(found, dict) or match is None:
        raise InputRefused("it is no case of alktui", f'Its "schema" would be "{SCHEMA}".', field="schema")
    if match[1] != "case":
        raise InputRefused(f"it is a {match[1]} of alktui, not a case", field="schema", typed=match[0])
    version = int(match[2])
    if version > VERSION:
        problem = f"it was written by a later alktui ({shown(match[0])}; this one reads {SCHEMA})"
        raise InputRefused(problem, "Use that one to open it.", field="schema", typed=match[0])
    values = {key: value for key, value in found.items() if key != "schema"}
    for step in _STEPS[version:]:
        values = step(values)
    return values


def _from_0(values: dict[str, Any]) -> dict[str, Any]:
    """Version 0 had no question and no age group, and its findings and therapies were plain texts."""

    def each(key: str, make: Callable[[str], dict[str, str]]) -> object:
        lines = values.get(key, [])
        return [make(line) if isinstance(line, str) else line for line in lines] if isinstance(lines, list) else lines

    def therapy(line: str) -> dict[str, str]:
        name, _, outcome = line.partition(":")
        return {"name": name, "outcome": outcome}

    lists = {
        "findings": each("findings", lambda line: {"text": line}),
        "prior": each("prior", therapy),
        "prior_therapies": each("prior_therapies", therapy),
    }
    return {"question": "", "age_group": "", **values, **lists}


_STEPS: tuple[Callable[[dict[str, Any]], dict[str, Any]], ...] = (_from_0,)
