"""The case file: everything that was typed, as JSON (`alktui/case/1`), and back, naming each field that does not hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, NamedTuple, TypeVar

from alktui.cases.entry import CaseEntry, FindingEntry, TherapyEntry, UnreadEntry
from alktui.cases.json_text import json_bytes, read_json
from alktui.cases.migration import SCHEMA, migrated
from alktui.errors import FileTrouble, InputRefused
from alktui.plain import shown

Line = TypeVar("Line", FindingEntry, TherapyEntry)


class CaseFile(NamedTuple):
    """What a case file holds: the entry of all that could be read, when it was changed, and what does not hold."""

    entry: CaseEntry
    changed: str
    problems: tuple[InputRefused, ...]


def case_bytes(entry: CaseEntry, *, changed: str = "", hgvs: Sequence[str] = ()) -> bytes:
    """An entry as a case file; without a time of change, equal entries give equal bytes.

    Args:
        hgvs: what each finding is in HGVS, for others to read; alktui reads what was typed.
    """
    values = entry.as_dict()
    for field in ("unread", "none_found_in", "transformation", "alk_at_rebiopsy"):
        if not values[field]:
            del values[field]
    for finding in values["findings"]:
        if not finding["marked"]:
            del finding["marked"]
    for therapy in (*values["prior"], *values["prior_therapies"]):
        if not therapy["response"]:
            del therapy["response"]
    for finding, description in zip(values["findings"], hgvs, strict=False):
        finding.update({"hgvs": description} if description else {})
    return json_bytes({"schema": SCHEMA, **({"changed": changed} if changed else {}), **values})


MOST_LINES = 1000
"""Findings, therapies or markers of one case; no patient has as many, and thousands take seconds to read."""


def refuse_long(entry: CaseEntry) -> None:
    """Refuse a case with more lines than are read again.

    Raises:
        FileTrouble: it has a list of more.
    """
    for key in ("findings", "prior", "prior_therapies", "biomarkers"):
        if len(lines := getattr(entry, key)) > MOST_LINES:
            raise FileTrouble(_too_many(key, len(lines)), "Keep those that decide something.")


def _too_many(key: str, count: int) -> str:
    return f"{shown(key)} has {count} entries, and a case holds at most {MOST_LINES}"


def read_case_file(text: str | bytes) -> CaseFile:
    """What a case file holds.

    Raises:
        InputRefused: it is no case file at all.
    """
    return case_of(read_json(text))


def case_of(found: object) -> CaseFile:
    """What the JSON value of a case file holds; refused as read_case_file says."""
    values = migrated(found)
    problems: list[InputRefused] = []
    entry = CaseEntry()
    changed = values.pop("changed", "")
    for key, value in values.items():
        _take(entry, key, value, problems)
    return CaseFile(entry, changed if isinstance(changed, str) else "", tuple(problems))


def _take(entry: CaseEntry, key: str, value: object, problems: list[InputRefused]) -> None:
    kept = getattr(entry, key, None) if key in _FIELDS else None
    if kept is None:
        problems.append(InputRefused(f"{shown(key)} is no field of a case", field=key))
    elif key == "findings":
        entry.findings = _lines(key, value, FindingEntry, "text", problems)
    elif key in ("prior", "prior_therapies"):
        setattr(entry, key, _lines(key, value, TherapyEntry, "name", problems))
    elif key == "biomarkers":
        entry.biomarkers = _texts(key, value, problems)
    elif key == "unread":
        entry.unread = _unread(key, value, problems)
    elif type(value) is type(kept):
        setattr(entry, key, value)
    else:
        problems.append(_wrong(key, value, "true or false" if isinstance(kept, bool) else "a text"))


_FIELDS = frozenset(field.name for field in fields(CaseEntry))


def _lines(key: str, value: object, kind: type[Line], needed: str, problems: list[InputRefused]) -> list[Line]:
    if not isinstance(value, list):
        problems.append(_wrong(key, value, "a list"))
        return []
    if len(value) > MOST_LINES:
        problems.append(InputRefused(_too_many(key, len(value)), field=key))
        return []
    known = {field.name for field in fields(kind)}
    found: list[Line] = []
    for number, line in enumerate(value):
        where = f"{key}[{number}]"
        if not isinstance(line, dict) or not isinstance(line.get(needed), str):
            problems.append(_without(where, line, needed))
            continue
        texts = _texts(where, {name: text for name, text in line.items() if name != "hgvs"}, problems)
        problems.extend(InputRefused(f"{shown(name)} is no field of {where}", field=where) for name in texts if name not in known)
        found.append(kind(**{name: text for name, text in texts.items() if name in known}))
    return found


def _unread(key: str, value: object, problems: list[InputRefused]) -> list[UnreadEntry]:
    """What was not read; a record that does not hold is refused rather than passed over."""
    if not isinstance(value, list):
        problems.append(_wrong(key, value, "a list"))
        return []
    found: list[UnreadEntry] = []
    for number, line in enumerate(value):
        where = f"{key}[{number}]"
        try:
            found.append(_unread_entry(**line))
        except (TypeError, ValueError):
            hint = 'Give its "source" as a text, its "items" as a list of texts, and as "more" how many there are beside them.'
            problems.append(InputRefused(f"{shown(where)} does not say what was not read", hint, field=where))
    return found


def _unread_entry(source: object, items: object, more: object = 0) -> UnreadEntry:
    is_list = isinstance(items, list) and all(isinstance(item, str) for item in items)
    if not isinstance(source, str) or not isinstance(items, list) or not is_list or type(more) is not int or more < 0:
        raise ValueError(source)
    return UnreadEntry(source, items, more)


def _without(where: str, line: object, needed: str) -> InputRefused:
    """The refusal of a line that is no object, or whose needed text is missing or is none."""
    if not isinstance(line, dict):
        return _wrong(where, line, f'an object with the text "{needed}"')
    if needed in line:
        return _wrong(f"{where}.{needed}", line[needed], "a text")
    return InputRefused(f"{shown(where)} has no {needed}", f'Give it as "{needed}".', field=where)


def _texts(where: str, value: object, problems: list[InputRefused]) -> dict[str, str]:
    if not isinstance(value, dict):
        problems.append(_wrong(where, value, "an object"))
        return {}
    if len(value) > MOST_LINES:
        problems.append(InputRefused(_too_many(where, len(value)), field=where))
        return {}
    problems.extend(_wrong(f"{where}.{name}", text, "a text") for name, text in value.items() if not isinstance(text, str))
    return {name: text for name, text in value.items() if isinstance(text, str)}


def _wrong(where: str, value: object, wanted: str) -> InputRefused:
    names: dict[type[Any], str] = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "null"}
    return InputRefused(f"{shown(where)} is {names.get(type(value), 'a number')}, not {wanted}", field=where)
