"""Validation of curated text: every fault of every file, each with record and remedy."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from alktui.catalogue.kind import KINDS
from alktui.catalogue.text import CuratedText, RawRecord
from alktui.errors import CatalogueFaulty, Fault, VariantRefused
from alktui.model.catalogue import Catalogue
from alktui.model.evidence import Caution, Condition, Evidence
from alktui.model.option import Strategy, Trial
from alktui.model.record import Record
from alktui.model.vocabulary import Biomarker
from alktui.variants import read_profile

ALK = {"positive", "negative", "any", "not stated"}
SETTINGS = {"untreated", "relapsed", "any", "not stated"}
TKI_HISTORIES = {"none", "exposed", "resistant", "any", "not stated"}
NCT = re.compile(r"NCT\d{8}")


def check(text: CuratedText) -> Catalogue:
    """The catalogue that curated text describes.

    Raises:
        CatalogueFaulty: with all faults of all files, not only the first.
    """
    faults = list(text.faults)
    paths: dict[int, str] = {}
    by_kind: dict[str, list[Record]] = {kind: [] for kind in KINDS}
    if not text.release:
        faults.append(Fault("release.toml", "release", "is missing", 'write release = "YYYY.N"'))
    for raw in text.records:
        try:
            record = KINDS[raw.kind].model_validate(raw.values)
        except ValidationError as trouble:
            faults.extend(_unfit(raw, trouble))
            continue
        paths[id(record)] = raw.path
        by_kind[raw.kind].append(record)
    faults.extend(_duplicates(text.records))
    catalogue = _assemble(text, by_kind)
    faults.extend(
        Fault(paths[id(record)], record.id, problem, remedy)  # type: ignore[attr-defined]  # every kind has an id
        for records in by_kind.values()
        for record in records
        for problem, remedy in _dangling(record, catalogue)
    )
    if faults:
        raise CatalogueFaulty(tuple(faults))
    return catalogue


def _assemble(text: CuratedText, by_kind: dict[str, list[Record]]) -> Catalogue:
    ordered = {kind: tuple(sorted(records, key=lambda record: _order(kind, record))) for kind, records in by_kind.items()}
    return Catalogue.model_construct(release=text.release, fingerprint=text.fingerprint, **ordered)  # type: ignore[arg-type]  # validated above


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
    counts = Counter(raw.values.get("id") for raw in records)
    for raw in records:
        identity = raw.values.get("id")
        if identity is not None and counts[identity] > 1:
            yield Fault(raw.path, str(identity), "the id is used more than once", "give each record an id of its own")


def _dangling(record: Record, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """What a record points at that is not there, and what else cannot hold, each with a remedy."""
    yield from _unsourced(record, catalogue)
    yield from _unknown_names(record, catalogue)
    yield from _unknown_terms(record, catalogue)
    if isinstance(record, Condition):
        yield from _bad_condition(record, catalogue)
    if isinstance(record, Evidence):
        yield from _bad_profile(record.profile, misprint=bool(record.read_as))
        if record.read_as:
            yield from _bad_profile(record.read_as, misprint=False)
    for profile in getattr(record, "profiles", ()):
        yield from _bad_profile(profile, misprint=False)
    if isinstance(record, Biomarker):
        used = {state for pair in (*record.equals, *record.implies, *record.opposes) for state in pair} | set(
            record.bypass_states
        )
        for state in sorted(used - set(record.states)):
            yield f"the state {state!r} is not among its states", "add it to states"
    if isinstance(record, Trial) and not NCT.fullmatch(record.nct_id):
        yield f"{record.nct_id!r} is no NCT number", "write NCT and eight digits"


def _unsourced(record: Record, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    sources = getattr(record, "sources", None)
    if sources is None:
        return
    if not sources:
        yield "it has no source", "say where it stands: document, locator, references"
    for source in sources:
        if source.document not in catalogue.document:
            yield f"the document {source.document!r} is unknown", f"use one of {', '.join(catalogue.document)}"
            continue
        for number in source.references:
            if (source.document, number) not in catalogue.reference:
                yield f"{source.document} has no reference {number}", "correct the number"


def _unknown_names(record: Record, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for field in ("therapy", "therapies", "tki", "drugs", "classes"):
        for name in _names(getattr(record, field, ())):
            if name not in catalogue.therapy:
                yield f"{field}: the therapy {name!r} is unknown", "add it to therapies or spell it as there"
    for field in ("outcomes", "records"):
        for name in _names(getattr(record, field, ())):
            if name not in catalogue.records:
                yield f"{field}: there is no record {name!r}", "correct the id"
    if isinstance(record, Caution):
        for name in record.speaks_against:
            if name not in catalogue.therapy and name not in catalogue.records:
                yield f"speaks_against: {name!r} is neither a therapy nor a record", "correct the id"


def _unknown_terms(record: Record, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for entry in _names(getattr(record, "biomarkers", ())):
        name = entry if isinstance(entry, str) else entry.biomarker
        if name not in catalogue.biomarker:
            yield f"the biomarker {name!r} is unknown", "add it to biomarkers or spell it as there"
    erratum = getattr(record, "erratum", "")
    if erratum and erratum not in catalogue.records:
        yield f"there is no erratum {erratum!r}", "correct the id"
    level = getattr(record, "level", "")
    if level and level not in catalogue.level:
        yield f"the level {level!r} is unknown", f"use one of {', '.join(catalogue.level)}"
    disease = getattr(record, "disease", "")
    if isinstance(disease, str) and not isinstance(record, Condition) and disease and disease not in catalogue.scopes:
        yield f"the disease {disease!r} is unknown", f"use one of {', '.join(catalogue.scopes)}"


def _names(value: Any) -> tuple[Any, ...]:  # noqa: ANN401 - one name or several
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(value)


def _bad_profile(profile: str, *, misprint: bool) -> Iterator[tuple[str, str]]:
    try:
        read = read_profile(profile).text
    except VariantRefused as refusal:
        if not misprint:
            yield f"the profile {profile!r} does not hold: {refusal.problem}", "check the residue against the ALK sequence"
        return
    if read != profile:
        yield f"the profile {profile!r} is not in canonical form", f"write {read}"


def _bad_condition(record: Condition, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    allowed = {*catalogue.scopes, "any", "not stated"}
    for name in record.disease:
        if name not in allowed:
            yield f"the disease {name!r} is unknown", f"use one of {', '.join(sorted(allowed))}"
    for field, values in (("alk", ALK), ("setting", SETTINGS), ("tki_history", TKI_HISTORIES)):
        if getattr(record, field) not in values:
            yield f"{field} is {getattr(record, field)!r}", f"use one of {', '.join(sorted(values))}"
    if not record.disease:
        yield "disease is empty", 'name it, or write "any" or "not stated"'
    for criterion in _flat(record.when):
        yield from _bad_criterion(criterion, catalogue)
    if isinstance(record, Strategy):
        tested = record.tested_in.disease
        if tested and tested not in catalogue.scopes:
            yield f"tested_in.disease: {tested!r} is unknown", f"use one of {', '.join(catalogue.scopes)}"


def _flat(criteria: tuple[Any, ...]) -> Iterator[Any]:
    """Every criterion and those inside it."""
    for criterion in criteria:
        yield criterion
        for field in ("all", "any", "not_", "at_worst_unknown"):
            inner = getattr(criterion, field, ())
            yield from _flat(inner if isinstance(inner, tuple) else (inner,))


def _bad_criterion(criterion: Any, catalogue: Catalogue) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any kind of criterion
    name = getattr(criterion, "biomarker", None)
    if name is not None:
        marker = catalogue.biomarker.get(name)
        if marker is None:
            yield f"when: the biomarker {name!r} is unknown", "add it to biomarkers or spell it as there"
        elif criterion.state not in marker.states:
            yield f"when: {name} has no state {criterion.state!r}", f"use one of {', '.join(marker.states)}"
    for field in ("profile", "variant"):
        if value := getattr(criterion, field, None):
            yield from _bad_profile(value, misprint=False)
    for field in ("prior", "prior_class", "call", "tki_works"):
        value = getattr(criterion, field, None)
        if value is not None and value not in catalogue.therapy:
            yield f"when: {field}: the therapy {value!r} is unknown", "add it to therapies or spell it as there"
    fact = getattr(criterion, "fact", None)
    if fact is not None and fact not in catalogue.fact:
        yield f"when: the fact {fact!r} is unknown", f"use one of {', '.join(catalogue.fact)}"
