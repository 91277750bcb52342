"""Site layers: a hospital's own records beside the documents', in files of the same format, never taken for the documents'.

A layer is a folder with `site.toml` (its name) and files of the kinds below. It is used whole or not at all.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from alktui.catalogue.store import read_catalogue
from alktui.environment import home_named, of_the_user
from alktui.errors import CatalogueFaulty, Fault, FileTrouble
from alktui.model.catalogue import Catalogue
from alktui.model.report import Notice
from alktui.model.source import DOCUMENTS, SiteLayer
from alktui.plain import clean
from alktui.whole_file import read_toml

if TYPE_CHECKING:
    from alktui.catalogue.search import Hit
    from alktui.catalogue.text import CuratedText

ABOUT = "site.toml"
PREFIX = "site/"
LAYER_PREFIX = "site-layer/"
SYSTEM_FOLDER = Path("/etc/alktui/site")
KINDS_OF_A_LAYER = (
    "documents",
    "references",
    "therapies",
    "evidence",
    "statements",
    "strategies",
    "targets",
    "trials",
    "cautions",
)
LONGEST_NAME = 40


class Layered(NamedTuple):
    """A catalogue with every layer that holds, and one notice for each that does not."""

    catalogue: Catalogue
    notices: tuple[Notice, ...]


def read_layered(path: Path, folders: Sequence[Path] | None = None) -> Layered:
    """The catalogue of a file with the hospital's and the user's own records.

    A faulty layer is left out whole; the catalogue opens all the same.

    Args:
        folders: the layers' folders; those of this system and user unless said.

    Raises:
        FileTrouble: the catalogue itself cannot be read.
    """
    catalogue = read_catalogue(path)
    notices = []
    for folder in site_folders() if folders is None else folders:
        try:
            catalogue = add_layer(catalogue, folder)
        except CatalogueFaulty as trouble:
            notices.append(_refused(folder, " | ".join(map(str, trouble.faults))))
        except FileTrouble as trouble:
            notices.append(_refused(folder, str(trouble)))
    return Layered(catalogue, tuple(notices))


def site_folders() -> tuple[Path, ...]:
    """The layers' folders, in order: ALKTUI_SITE (several, separated as in PATH) or the system's, then the user's own.

    Those named in ALKTUI_SITE are given whether they exist or not: a name that leads nowhere is worth a notice.
    """
    named = os.environ.get("ALKTUI_SITE")
    if named is None:
        folders = [SYSTEM_FOLDER] if _holds_something(SYSTEM_FOLDER) else []
    else:
        folders = [_expanded(part) for part in named.split(os.pathsep) if part.strip()]
    with suppress(FileTrouble):  # who has no home has no layer there
        own = _own_folder()
        if _holds_something(own):
            folders.append(own)
    return tuple(dict.fromkeys(folders))


def is_layer(folder: Path) -> bool:
    """Whether a folder of curated text is a layer, not a whole catalogue."""
    return os.path.exists(folder / ABOUT)  # noqa: PTH110 - Path.exists raises where a name is too long


def add_layer(base: Catalogue, folder: Path) -> Catalogue:
    """A catalogue with the records of a layer beside its own, each named as the layer's.

    Raises:
        CatalogueFaulty: the layer has faults; it carries them all.
        FileTrouble: there is no such folder.
    """
    from alktui.catalogue.check import check  # noqa: PLC0415 - reading variants is not needed where there is no layer
    from alktui.catalogue.text import read_text  # noqa: PLC0415 - as above

    try:
        text = read_text(folder)
    except OSError as trouble:
        where = os.path.basename(trouble.filename or folder)  # noqa: PTH119 - may be bytes or missing
        raise CatalogueFaulty(
            (Fault(str(where), "the whole file", f"cannot be read: {trouble.strerror}", "let it be read"),)
        ) from trouble
    name, faults = _read_name(folder, base)
    faults += [*_faults_of_records(text, base)]
    try:
        joined = check(text, base, name)
    except CatalogueFaulty as trouble:
        raise CatalogueFaulty((*faults, *trouble.faults)) from trouble
    if faults:
        raise CatalogueFaulty(tuple(faults))
    return _with_layer(
        joined,
        SiteLayer(id=f"{LAYER_PREFIX}{name}", name=name, folder=str(folder), fingerprint=text.fingerprint, counts=_counts(text)),
    )


def find_in_layers(catalogue: Catalogue, text: str, limit: int = 50) -> tuple[Hit, ...]:
    """The records of the layers that hold every word of a text; the file that is searched holds only the documents'."""
    from alktui.catalogue.search import Hit, searchable  # noqa: PLC0415 - as above

    words = text.casefold().split()
    found = []
    for kind in KINDS_OF_A_LAYER if words and catalogue.layers else ():
        for record in getattr(catalogue, kind):
            if record.origin != DOCUMENTS:
                identity, _, title, body = searchable(kind, record, catalogue)
                folded = f"{title} {body}".casefold()
                if all(word in folded for word in words):
                    found.append(Hit(identity, kind, title, f"{record.origin}: {title}"))
    return tuple(found[:limit])


def _with_layer(catalogue: Catalogue, layer: SiteLayer) -> Catalogue:
    """A fresh catalogue: what others derived from the one before must not be taken over."""
    fields = {name: getattr(catalogue, name) for name in Catalogue.model_fields}
    return Catalogue.model_construct(**fields | {"layers": (*catalogue.layers, layer)})


def _counts(text: CuratedText) -> dict[str, int]:
    shown = [kind for kind in KINDS_OF_A_LAYER if kind not in ("documents", "references")]
    counts = {kind: sum(raw.kind == kind for raw in text.records) for kind in shown}
    return {kind: count for kind, count in counts.items() if count}


def _read_name(folder: Path, base: Catalogue) -> tuple[str, list[Fault]]:
    """The layer's name, and what is wrong with the file that gives it."""
    try:
        about = read_toml(folder / ABOUT)
    except FileNotFoundError:
        return "", [Fault(ABOUT, "the whole file", "is missing", 'write name = "..." in it, as lines shall show it')]
    except OSError as trouble:
        return "", [Fault(ABOUT, "the whole file", f"cannot be read: {trouble.strerror}", "let it be read")]
    except ValueError as trouble:
        return "", [Fault(ABOUT, "the whole file", f"cannot be read: {trouble}", "mend its syntax")]
    faults = [Fault(ABOUT, key, "is unknown", "write the name only") for key in sorted(about.keys() - {"name"})]
    typed = about.get("name")
    name = " ".join(clean(typed).split()) if isinstance(typed, str) else ""
    if not name or len(name) > LONGEST_NAME:
        faults.append(Fault(ABOUT, "name", "is no name", f"write 1 to {LONGEST_NAME} letters in quotes"))
    if name.casefold() in {DOCUMENTS, *(document.short.casefold() for document in base.documents)}:
        faults.append(Fault(ABOUT, "name", "could be taken for the documents", "use the hospital's own"))
    if name in {layer.name for layer in base.layers}:
        faults.append(Fault(ABOUT, "name", "is another layer's already", "give each layer a name of its own"))
    return name, faults


def _faults_of_records(text: CuratedText, base: Catalogue) -> Iterator[Fault]:
    """What a layer may not do, beyond what no curated text may."""
    for raw in text.records:
        identity = str(raw.values.get("id", ""))
        if raw.kind not in KINDS_OF_A_LAYER:
            yield Fault(raw.path, raw.name, f"a layer adds no {raw.kind}", f"add only {', '.join(KINDS_OF_A_LAYER)}")
        elif not identity.startswith(PREFIX):
            yield Fault(raw.path, raw.name, f"the id does not start with {PREFIX}", f"write {PREFIX}{identity or '...'}")
        elif identity in base.records:
            yield Fault(raw.path, raw.name, "the id is another layer's already", "give each record an id of its own")
        if raw.values.get("row"):
            yield Fault(raw.path, raw.name, "a layer adds no line to the TKI step", "leave row out")
        for field in ("read_as", "erratum"):
            if raw.values.get(field):
                yield Fault(raw.path, raw.name, f"{field}: a layer reads no print of the documents anew", "leave it out")
        for document in sorted({name for name in _documents(raw.values) if not name.startswith(PREFIX)}):
            yield Fault(
                raw.path, raw.name, f"it names {document!r} as its source", "declare a document of your own in documents.toml"
            )


def _documents(value: Any) -> Iterator[str]:  # noqa: ANN401 - any TOML value
    """Every document that a record names, at any depth."""
    if isinstance(value, dict):
        if isinstance(named := value.get("document"), str):
            yield named
        for inner in value.values():
            yield from _documents(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _documents(inner)


def _refused(folder: Path, why: str) -> Notice:
    message = f"The site layer {clean(str(folder))} is not used: {clean(why)}"
    return Notice(severity="warning", code="site-layer-refused", message=message)


def _expanded(name: str) -> Path:
    """A folder by its name; one in the home of a user who is not known leads nowhere as it stands."""
    try:
        return Path(name).expanduser()
    except RuntimeError:
        return Path(name)


def _own_folder() -> Path:
    if home := home_named():
        return home / "site"
    return of_the_user("config") / "site"


def _holds_something(folder: Path) -> bool:
    """Whether a folder is there and not empty; one that cannot be read counts as holding something."""
    if not os.path.isdir(folder):  # noqa: PTH112 - Path.is_dir raises where a parent cannot be entered
        return False
    try:
        return any(not name.startswith(".") for name in os.listdir(folder))  # noqa: PTH208 - as above
    except OSError:
        return True
