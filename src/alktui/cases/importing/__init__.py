"""Cases from files of others: HGVS lists, cBioPortal MAF, GA4GH Phenopackets, and alktui's own JSON."""

from __future__ import annotations

from alktui.cases.importing.format import KINDS, Kind, import_file, read_import
from alktui.cases.importing.gathering import ImportResult
from alktui.cases.importing.sample import SampleRefused, rows_in_words
from alktui.cases.importing.source_text import MOST_BYTES

__all__ = ["KINDS", "MOST_BYTES", "ImportResult", "Kind", "SampleRefused", "import_file", "read_import", "rows_in_words"]
