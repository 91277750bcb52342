"""CIViC's nightly evidence table -> its predictive items on ALK TKIs.

Source: https://civicdb.org/releases, accepted evidence (tab-separated, CC0).
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping

from alktui.civic.profile import NoProfile, read_molecular_profile
from alktui.errors import InputRefused
from alktui.model.catalogue import Catalogue
from alktui.model.civic import CivicEvidence, CivicItem, Significance
from alktui.plain import clean

MOST_ROWS = 500_000
LONGEST_CELL = 1_000_000
LONGEST_KEPT = 160
LONGEST_ID = 12

NEEDED = (
    "molecular_profile",
    "disease",
    "therapies",
    "therapy_interaction_type",
    "evidence_type",
    "evidence_direction",
    "evidence_level",
    "significance",
    "citation_id",
    "evidence_status",
    "evidence_id",
)

SIGNIFICANCES: dict[str, Significance] = {
    "sensitivity/response": "sensitive",
    "sensitivityresponse": "sensitive",
    "reduced sensitivity": "reduced",
    "resistance": "resistant",
}
"""Anything else (adverse response, N/A) says nothing of a call. Keys: lower case, underscores as blanks."""

NOT_ACCEPTED = "not accepted by CIViC's editors"
NOT_PREDICTIVE = "not predictive (diagnostic, prognostic ...)"
NO_TKI = "no ALK TKI of the catalogue"
NO_COMBINATION = "several therapies that are not said to be a combination"
NO_DIRECTION = "neither supports nor does not support sensitivity or resistance"
NO_ID = "no evidence id"
TWICE = "an evidence id that was there before"


class _LeftOut(Exception):
    """A row that is not taken; its text is the reason."""


def read_table(
    content: bytes, therapies: Mapping[str, str], *, file: str, imported_on: str = "", as_of: str = ""
) -> CivicEvidence:
    """The items of CIViC's evidence table that speak of an exact ALK profile and an ALK TKI.

    Args:
        therapies: TKI ids of the catalogue by every name of theirs, folded to lower case.
        file: the file's name.
        imported_on: the day of the import; empty for the table that is shipped.
        as_of: the month of the table (yyyy-mm), where it is known.

    Raises:
        InputRefused: it is no such table.
    """
    rows = list(_rows(_text(content)))
    left_out: Counter[str] = Counter()
    items: dict[str, CivicItem] = {}
    reviewed = ""
    for row in rows:
        reviewed = max(reviewed, _day(row.get("last_review_date", "")))
        try:
            item = _item(row, therapies)
            if item.id in items:
                raise _LeftOut(TWICE)
        except _LeftOut as reason:
            left_out[str(reason)] += 1
            continue
        items[item.id] = item
    ordered = sorted(items.values(), key=lambda item: int(item.id.removeprefix("EID")))
    return CivicEvidence(
        file=_kept(file),
        imported_on=imported_on,
        as_of=as_of,
        latest_review=reviewed,
        rows=len(rows),
        items=tuple(ordered),
        left_out=dict(sorted(left_out.items())),
    )


def names_of_tkis(catalogue: Catalogue) -> dict[str, str]:
    """The ids of the ALK TKIs of the TKI step by every name of theirs, in lower case."""
    return {name.lower(): tki.id for tki in catalogue.tki_rows for name in (tki.id, tki.name, *tki.synonyms)}


def _item(row: dict[str, str], therapies: Mapping[str, str]) -> CivicItem:
    """One row as an item; reasons to leave it out are tried from the broadest on, so that counts add up."""
    number = row["evidence_id"].strip().upper().removeprefix("EID")
    if not (number.isascii() and number.isdigit() and len(number) <= LONGEST_ID):
        raise _LeftOut(NO_ID)
    if row["evidence_status"].strip().lower() != "accepted":
        raise _LeftOut(NOT_ACCEPTED)
    if row["evidence_type"].strip().lower() != "predictive":
        raise _LeftOut(NOT_PREDICTIVE)
    names = _therapies(row["therapies"], therapies)
    if not any(name in therapies.values() for name in names):
        raise _LeftOut(NO_TKI)
    if len(names) > 1 and row["therapy_interaction_type"].strip().lower() != "combination":
        raise _LeftOut(NO_COMBINATION)
    direction = {"supports": True, "does not support": False}.get(_folded(row["evidence_direction"]))
    significance = SIGNIFICANCES.get(_folded(row["significance"]))
    if direction is None or significance is None:
        raise _LeftOut(NO_DIRECTION)
    try:
        profile = read_molecular_profile(row["molecular_profile"])
    except NoProfile as reason:
        raise _LeftOut(str(reason)) from None
    return CivicItem(
        id=f"EID{int(number)}",
        profile=profile.text,
        printed=_kept(row["molecular_profile"]),
        therapies=names,
        supports=direction,
        significance=significance,
        significance_printed=_kept(row["significance"]),
        level=_kept(row["evidence_level"]).upper(),
        disease=_kept(row["disease"]),
        doid=re.sub(r"(?i)^doid:", "", _kept(row.get("doid", ""))),
        citation=_citation(row),
        rating=_kept(row.get("rating", "")),
        flagged=row.get("is_flagged", "").strip().lower() == "true",
    )


def _therapies(text: str, therapies: Mapping[str, str]) -> tuple[str, ...]:
    """The therapies of a cell; a comma between digits belongs to a chemical name."""
    whole = therapies.get(text.strip().lower())
    if whole:
        return (whole,)
    names = [_kept(part) for part in re.split(r",(?!(?<=\d,)\d)", text)]
    return tuple(dict.fromkeys(therapies.get(name.lower(), name) for name in names if name))


def _citation(row: dict[str, str]) -> str:
    number = _kept(row["citation_id"])
    source = _kept(row.get("source_type", "")) or "PubMed"
    if source.lower() == "pubmed":
        return f"PMID {number}" if number else "no citation"
    return f"{source} {_kept(row.get('asco_abstract_id', '')) or number}"


def _rows(text: str) -> Iterator[dict[str, str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True)
    limit = csv.field_size_limit(LONGEST_CELL)
    try:
        header = [name.strip().lower() for name in next(reader, [])]
        _refuse_header(header)
        for count, cells in enumerate(reader, start=1):
            if count > MOST_ROWS:
                raise InputRefused(f"the file has more than {MOST_ROWS} rows", "Take CIViC's own evidence file")
            if len(cells) > len(header):
                raise InputRefused(f"line {reader.line_num} has more cells than the header", "Save CIViC's file as it is")
            if any(cell.strip() for cell in cells):
                yield dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True))
    except csv.Error as trouble:
        raise InputRefused(f"line {reader.line_num} cannot be read ({trouble})", "Save CIViC's file as it is") from trouble
    finally:
        csv.field_size_limit(limit)


def _refuse_header(header: list[str]) -> None:
    missing = [name for name in NEEDED if name not in header]
    if len(missing) == len(NEEDED):
        raise InputRefused(
            "this is no evidence file of CIViC's", "Its first line names tab-separated columns such as evidence_id"
        )
    if missing:
        hint = "Take the accepted evidence file of civicdb.org/releases from 2023 or later"
        raise InputRefused(f"the file has no column {', '.join(missing)}", hint)
    if len(set(header)) != len(header):
        raise InputRefused("the file names a column twice", "Save CIViC's file as it is")


def _text(content: bytes) -> str:
    if not content.strip():
        raise InputRefused("the file is empty", "Save it again")
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as trouble:
        raise InputRefused(
            "the file is not UTF-8 text", "Save CIViC's file as it is, without another program between"
        ) from trouble
    if "\0" in text:
        raise InputRefused("the file is not text", "Unpack it first")
    return text


def _day(text: str) -> str:
    found = re.match(r"\d{4}-\d{2}-\d{2}", text.strip())
    return found[0] if found else ""


def _folded(text: str) -> str:
    return " ".join(text.replace("_", " ").lower().split())


def _kept(text: str) -> str:
    return " ".join(clean(text).split())[:LONGEST_KEPT]
