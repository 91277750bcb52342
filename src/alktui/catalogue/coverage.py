"""How many records stand on each section of each document: the list that shows what is not covered."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path

from alktui.catalogue.kind import KINDS
from alktui.model.catalogue import Catalogue

SECTION = re.compile(r"(section [\d.]+|Table \d+|Figure \d+|abstract|highlights)")
HEAD = """# How many records stand on each section; `alktui catalogue coverage --write` renews it, a test holds that it is fresh
# and that no section of a document stands empty. A record with two sources counts in both.
"""


def coverage(catalogue: Catalogue) -> dict[str, dict[str, int]]:
    """Records by document and section, subsections apart, in the order of the section names."""
    found: dict[str, Counter[str]] = {document.id: Counter() for document in catalogue.documents}
    for kind in KINDS:
        for record in getattr(catalogue, kind):
            places = {(source.document, section_of(source.locator)) for source in getattr(record, "sources", ())}
            for document, section in places:
                found[document][section] += 1
    return {document: dict(sorted(counts.items())) for document, counts in found.items()}


def section_of(locator: str) -> str:
    """The section, table or figure of a locator; "reference notes" for titles and annotations in a reference list."""
    match = SECTION.match(locator)
    return match.group(1).rstrip(".") if match else "reference notes"


def coverage_toml(catalogue: Catalogue) -> str:
    """The coverage list as it stands in db/coverage.toml."""
    lines = [HEAD]
    for document, counts in coverage(catalogue).items():
        lines.append(f"[{document}]")
        lines.extend(f'"{section}" = {count}' for section, count in counts.items())
        lines.append("")
    return "\n".join(lines)


def read_coverage(folder: Path) -> dict[str, dict[str, int]]:
    """The coverage list of a folder of curated text."""
    return tomllib.loads((folder / "coverage.toml").read_text("utf-8"))
