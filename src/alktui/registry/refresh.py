"""Bringing statuses in: from the network, or from a file that was carried here."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from alktui.errors import InputRefused
from alktui.model.registry import RegistryStatus
from alktui.registry.client import RegistryClient
from alktui.registry.source import read_bytes, read_json
from alktui.registry.state import MOST_BYTES
from alktui.registry.store import merge_statuses
from alktui.registry.study import Page, read_page, status_of


class Arrived(NamedTuple):
    """What came in.

    Attributes:
        stored: numbers whose status was added or renewed; `kept`: those of which newer data was stored before.
        missing: numbers asked for of which nothing came; `others`: studies that nobody asked for.
        unnamed: studies without an NCT number.
        more: whether the answer was a page with others after it, which did not come.
    """

    stored: tuple[str, ...]
    kept: tuple[str, ...]
    missing: tuple[str, ...]
    others: tuple[str, ...] = ()
    unnamed: int = 0
    more: bool = False
    data_date: str = ""


def refresh(
    client: RegistryClient, ids: Sequence[str], today: str, progressed: Callable[[int], None] = lambda _count: None
) -> Arrived:
    """Ask for the statuses of trials and store them.

    When it is interrupted, or the registry fails midway, what arrived is stored and the interruption goes on.

    Args:
        progressed: told after each page how many trials have arrived.

    Raises:
        RegistryTrouble: the registry cannot be asked.
        FileTrouble: what arrived cannot be stored.
    """
    data_date = client.data_date()
    found: list[RegistryStatus] = []
    unnamed = 0
    try:
        for page in client.pages(ids):
            found.extend(status_of(study, today, data_date) for study in page.studies)
            unnamed += page.unnamed
            progressed(len(found))
    except BaseException:
        _store(found, ids)
        raise
    return _store(found, ids)._replace(unnamed=unnamed, data_date=data_date)


def import_file(file: Path | BinaryIO, ids: Collection[str], today: str, data_date: str = "") -> Arrived:
    """Store the statuses of an answer of the registry that was saved elsewhere.

    Args:
        file: a saved page of studies, one study, or a list of either.
        ids: the trials of the catalogue; other studies of the file are left out.
        data_date: the day of the data where the file does not say it.

    Raises:
        FileTrouble: the file cannot be read, or what is in it stored.
        InputRefused: it holds no studies.
    """
    content = read_bytes(file, MOST_BYTES, str(file), "Save the trials of the catalogue only")
    page = read_page(_json(content))
    if page is None:
        hint = "Save what `alktui trials refresh --print-url` names, or one study's JSON"
        raise InputRefused("the file is JSON, but holds no studies of ClinicalTrials.gov", hint)
    return _import_page(page, ids, today, data_date)


def _import_page(page: Page, ids: Collection[str], today: str, data_date: str) -> Arrived:
    found = [status_of(study, today) for study in page.studies]
    dated = [status if status.data_date or not data_date else status.but(data_date=data_date) for status in found]
    arrived = _store(dated, ids)
    dates = {status.data_date for status in dated if status.data_date}
    return arrived._replace(unnamed=page.unnamed, more=page.next_token is not None, data_date=max(dates, default=""))


def _store(found: list[RegistryStatus], ids: Collection[str]) -> Arrived:
    wanted = set(ids)
    asked = [status for status in found if wanted & {status.nct_id, *status.aliases}]
    merged = merge_statuses(asked) if asked else None
    numbers = {number for status in asked for number in (status.nct_id, *status.aliases)}
    others = tuple(sorted({status.nct_id for status in found} - {status.nct_id for status in asked}))
    missing = tuple(number for number in ids if number not in numbers)
    return Arrived(merged.stored if merged else (), merged.kept if merged else (), missing, others)


def _json(content: bytes) -> object:
    if not content.strip():
        raise InputRefused("the file is empty", "Save the answer again")
    if content.lstrip()[:1] == b"<":
        raise InputRefused("the file is a web page, not JSON", "Save what the address answers, not the page around it")
    try:
        return read_json(content)
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise InputRefused("the file is not whole JSON", "Save the answer again, to its end") from None
    except ValueError as trouble:
        raise InputRefused(f"the file is no answer of the registry: {trouble}", "Save the answer again") from None
