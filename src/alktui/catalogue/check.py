"""Validation of curated text: every fault of every file, each with record and remedy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from alktui.catalogue.kind import KINDS
from alktui.catalogue.soundness import problems_of
from alktui.catalogue.text import CIVIC, CuratedText, RawRecord
from alktui.civic.table import names_of_tkis, read_table
from alktui.errors import CatalogueFaulty, Fault, InputRefused
from alktui.model.catalogue import Catalogue
from alktui.model.civic import CivicEvidence
from alktui.model.record import Record
from alktui.model.source import DOCUMENTS


def check(text: CuratedText, base: Catalogue | None = None, origin: str = DOCUMENTS) -> Catalogue:
    """The catalogue that curated text describes.

    Args:
        base: a catalogue that the text adds to, None where it stands alone.
        origin: whose records the text's are; no file may say so itself.

    Raises:
        CatalogueFaulty: with all faults of all files, not only the first.
    """
    faults = list(text.faults)
    paths: dict[int, str] = {}
    by_kind: dict[str, list[Record]] = {kind: [] for kind in KINDS}
    if base is None and not text.release:
        faults.append(Fault("release.toml", "release", "is missing", 'write release = "YYYY.N"'))
    for raw in text.records:
        try:
            record = KINDS[raw.kind].model_validate(raw.values)
        except ValidationError as trouble:
            faults.extend(_unfit(raw, trouble))
            continue
        if "origin" in raw.values and KINDS[raw.kind].model_fields["origin"].default == DOCUMENTS:
            faults.append(Fault(raw.path, raw.name, "origin: is not for a file to say", "remove the key"))
        if base is not None:
            record = record.but(origin=origin)
        paths[id(record)] = raw.path
        by_kind[raw.kind].append(record)
    faults.extend(_duplicates(text.records))
    catalogue = _assemble(text, by_kind, base)
    faults.extend(
        Fault(paths[id(record)], record.id, problem, remedy)  # type: ignore[attr-defined]  # every kind has an id
        for records in by_kind.values()
        for record in records
        for problem, remedy in problems_of(record, catalogue)
    )
    faults.extend(_civic_faults(text, catalogue, base))
    if faults:
        raise CatalogueFaulty(tuple(faults))
    return catalogue


def civic_of(text: CuratedText, catalogue: Catalogue) -> CivicEvidence | None:
    """What CIViC's extract in the curated text says of the catalogue's TKIs; None where there is no extract.

    Raises:
        InputRefused: it is no evidence table of CIViC's.
    """
    if text.civic is None:
        return None
    name = text.civic.path.rpartition("/")[2]
    return read_table(text.civic.content, names_of_tkis(catalogue), file=name, as_of=text.civic.as_of)


def _civic_faults(text: CuratedText, catalogue: Catalogue, base: Catalogue | None) -> Iterator[Fault]:
    if text.civic is None:
        return
    if base is not None:
        yield Fault(CIVIC, "the whole folder", "is not for a layer", "import the file: alktui evidence import-civic FILE")
        return
    try:
        civic_of(text, catalogue)
    except InputRefused as trouble:
        yield Fault(text.civic.path, "the whole file", str(trouble), "take CIViC's table as it is")


def _assemble(text: CuratedText, by_kind: dict[str, list[Record]], base: Catalogue | None) -> Catalogue:
    joined = by_kind if base is None else {kind: [*getattr(base, kind), *records] for kind, records in by_kind.items()}
    ordered = {kind: tuple(sorted(records, key=lambda record: _order(kind, record))) for kind, records in joined.items()}
    of = text if base is None else base
    layers = () if base is None else base.layers
    return Catalogue.model_construct(release=of.release, fingerprint=of.fingerprint, layers=layers, **ordered)  # type: ignore[arg-type]  # validated above


def _order(kind: str, record: Any) -> tuple[Any, ...]:  # noqa: ANN401 - any kind of record
    return (record.document, record.number) if kind == "references" else (record.id,)


def _unfit(raw: RawRecord, trouble: ValidationError) -> Iterator[Fault]:
    for error in trouble.errors():
        where = ".".join(str(part) for part in error["loc"])
        remedies = {
            "extra_forbidden": "remove the key or spell it as db/README.md does",
            "missing": "add the key",
            "criterion": "use one of the criteria that db/README.md lists",
        }
        yield Fault(raw.path, raw.name, f"{where}: {error['msg']}", remedies.get(error["type"], "mend the value"))


def _duplicates(records: tuple[RawRecord, ...]) -> Iterator[Fault]:
    counts = Counter(raw.values.get("id") for raw in records if isinstance(raw.values.get("id"), str))
    for raw in records:
        identity = raw.values.get("id")
        if isinstance(identity, str) and counts[identity] > 1:
            yield Fault(raw.path, str(identity), "the id is used more than once", "give each record an id of its own")
