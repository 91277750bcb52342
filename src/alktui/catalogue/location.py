"""Which catalogue file is read: the one an administrator names, the one a checkout builds, or the installed one."""

from __future__ import annotations

import os
from pathlib import Path

from alktui.errors import FileTrouble

PACKAGE = Path(__file__).resolve().parent.parent
INSTALLED = PACKAGE / "catalogue.db"
CHECKOUT_TEXT = PACKAGE.parent.parent / "db"


def catalogue_path() -> Path:
    """The catalogue to read; in a checkout it is built first when it is missing or not of this text.

    The environment variable ALKTUI_CATALOGUE names another file.

    Raises:
        CatalogueFaulty, FileTrouble: in a checkout whose text cannot be built.
    """
    named = os.environ.get("ALKTUI_CATALOGUE")
    if named:
        return Path(named)
    if (CHECKOUT_TEXT / "release.toml").is_file():
        _renew()
    return INSTALLED


def curated_text() -> Path:
    """The folder of curated text of this checkout.

    Raises:
        FileTrouble: this is no checkout.
    """
    if not (CHECKOUT_TEXT / "release.toml").is_file():
        raise FileTrouble("an installed alktui carries no curated text", "Name its folder, or work in a checkout")
    return CHECKOUT_TEXT


def _renew() -> None:
    from alktui.catalogue.text import builder, fingerprint  # noqa: PLC0415 - only a checkout needs it

    if _built_from() != (fingerprint(CHECKOUT_TEXT), builder()):
        from alktui.catalogue.build import build_catalogue  # noqa: PLC0415 - sqlite-utils is slow to import

        build_catalogue(CHECKOUT_TEXT, INSTALLED)


def _built_from() -> tuple[str, str]:
    """The text and the code that the built file was made from; empty where there is none that can be read."""
    from alktui.catalogue.store import open_catalogue  # noqa: PLC0415 - only a checkout needs it

    try:
        connection = open_catalogue(INSTALLED)
    except FileTrouble:
        return "", ""
    about = dict(connection.execute("SELECT name, value FROM about"))
    connection.close()
    return about.get("fingerprint", ""), about.get("builder", "")
