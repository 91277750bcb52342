"""The lines of a MAF -> its rows of ALK, what else stands in it only counted: a study's file may be larger than memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from alktui.cases.importing.gathering import Gathering
from alktui.cases.importing.maf_marker import change_of_marker
from alktui.cases.importing.maf_row import COLUMNS, MafRow
from alktui.errors import InputRefused
from alktui.plain import clean, shown

_CHANGES = ("hgvsp_short", "hgvsp", "hgvsc")
_MOST_KEPT = 20_000
_MOST_UNFIT = 100
_MOST_SAMPLES = 100_000
_MOST_GENES = 1000
_LONGEST_NAME = 200
_LONGEST_CELL = 1000


class UnfitRow(InputRefused):
    """A row that does not fit its header."""

    def __init__(self, line: int, problem: str, hint: str | None = None) -> None:
        super().__init__(problem, hint, field="import")
        self.line = line


class MafTable:
    """What is kept of a MAF.

    Args:
        markers: the marker that a mutation of a gene makes mutated, by the gene's name in small letters.
        wanted: the sample whose rows are kept; None keeps those of the one sample, and none where there are several.

    Attributes:
        found: rows of ALK, and rows that do not fit the header, in the order of the file.
        samples: every sample named.
        samples_with_alk: those of them that have a row of ALK, with how many.
        of_markers: rows of other genes that make a marker mutated, with that marker and the change.
        passed: the number of rows of other genes beside these.
        genes: names of those genes.
    """

    def __init__(self, lines: Iterable[str], wanted: str | None, markers: Mapping[str, str]) -> None:
        self._wanted = wanted
        self._markers = markers
        self.found: list[MafRow | UnfitRow] = []
        self.samples: dict[str, None] = {}
        self.samples_with_alk: Counter[str] = Counter()
        self.of_markers: list[tuple[str, int, str]] = []
        self.passed = 0
        self.genes: set[str] = set()
        self._columns: tuple[str, ...] = ()
        self._places: dict[str, int] = {}
        self._has_rows = False
        self._unfit = 0
        for number, line in enumerate(lines, 1):
            if line.strip() and not line.startswith("#"):
                self._read(number, line)
        if not self._places:
            raise InputRefused("it holds only comments")
        if not self._has_rows:
            raise InputRefused("it holds a header and no row")

    @property
    def rows(self) -> list[MafRow]:
        """The rows of ALK."""
        return [row for row in self.found if isinstance(row, MafRow)]

    def say_unfit(self, gathering: Gathering) -> None:
        """Say how many rows more do not fit than are named."""
        if self._unfit > _MOST_UNFIT:
            gathering.refuse("further down", f"{self._unfit - _MOST_UNFIT} more row(s) do not fit the header")

    def _read(self, number: int, line: str) -> None:
        cells = line.split("\t")
        if not self._places:
            self._columns = tuple(_plain(cell).lower() for cell in cells)
            _require_columns(number, self._columns)
            self._places = {name: place for place, name in enumerate(self._columns)}
            return
        self._has_rows = True
        try:
            self._require_fit(number, cells)
            self._take(MafRow(number, self._named(cells, ("hugo_symbol", "entrez_gene_id", "tumor_sample_barcode"))), cells)
        except UnfitRow as refusal:
            self._unfit += 1
            if self._unfit <= _MOST_UNFIT:
                self.found.append(refusal)

    def _named(self, cells: list[str], columns: Iterable[str]) -> dict[str, str]:
        """The cells of some columns; those that are cut off at the end of a row are empty."""
        places = ((name, self._places.get(name, len(cells))) for name in columns)
        return {name: _plain(cells[place][:_LONGEST_CELL]) for name, place in places if place < len(cells)}

    def _require_fit(self, number: int, cells: list[str]) -> None:
        """Refuse a row with more cells than the header, or one that ends before its gene and sample are named."""
        gene = "hugo_symbol" if "hugo_symbol" in self._places else "entrez_gene_id"
        needed = max(self._places[gene], self._places.get("tumor_sample_barcode", 0))
        if needed < len(cells) <= len(self._columns):
            return
        problem = f"it has {len(cells)} columns where the header has {len(self._columns)}"
        has_names = len(cells) == len(self._columns) + 1 and cells[0].startswith('"')
        hint = "Export it from R with row.names = FALSE." if has_names else "Correct the row, or export the file again."
        raise UnfitRow(number, problem, hint)

    def _take(self, row: MafRow, cells: list[str]) -> None:
        sample = row["tumor_sample_barcode"]
        if len(sample) > _LONGEST_NAME:
            raise UnfitRow(row.line, f"its Tumor_Sample_Barcode is longer than {_LONGEST_NAME} characters")
        self._take_sample(sample, of_alk=row.is_of_alk)
        if sample and self._wanted not in (None, sample):
            return
        if not row.is_of_alk:
            if self._offers(row, cells):
                return
            self.passed += 1
            if len(self.genes) < _MOST_GENES:
                self.genes.add(row["hugo_symbol"])
        elif self._wanted is not None or len(self.samples) <= 1:
            if len(self.found) > _MOST_KEPT:
                raise InputRefused(f"it has more than {_MOST_KEPT} rows of ALK", "Give those of this patient.")
            self.found.append(MafRow(row.line, self._named(cells, COLUMNS), is_cut=len(cells) < len(self._columns)))

    def _offers(self, row: MafRow, cells: list[str]) -> bool:
        """Keep a row that makes a marker mutated; whether it does."""
        marker = self._markers.get(row["hugo_symbol"].casefold(), "")
        said = change_of_marker(MafRow(row.line, self._named(cells, COLUMNS))) if marker else ""
        if said and len(self.of_markers) < _MOST_KEPT:
            self.of_markers.append((marker, row.line, said))
        return bool(said)

    def _take_sample(self, sample: str, *, of_alk: bool) -> None:
        is_known = sample in self.samples or sample == self._wanted
        if not sample or (len(self.samples) >= _MOST_SAMPLES and not is_known):
            return
        self.samples[sample] = None
        if of_alk:
            self.samples_with_alk[sample] += 1


def _plain(cell: str) -> str:
    """A cell's text, without the quotes that R's write.table puts around it."""
    text = clean(cell).strip()
    is_quoted = len(text) > 1 and text[0] == text[-1] == '"'
    return text[1:-1].strip() if is_quoted else text


def _require_columns(number: int, columns: tuple[str, ...]) -> None:
    where = f"line {number}, the header"
    if len(columns) == 1:
        raise InputRefused(f"{where}: the columns are not separated by tabs", "Export it tab-separated.")
    if twice := next((name for name, count in Counter(columns).items() if name and count > 1), ""):
        raise InputRefused(f"{where}: the column {shown(twice)} stands twice", "Remove one.")
    if "hugo_symbol" not in columns and "entrez_gene_id" not in columns:
        raise InputRefused(f"{where}: the column Hugo_Symbol is missing", "Without it no row can be told to be of ALK.")
    if not set(_CHANGES) & set(columns):
        problem = f"{where}: none of the columns HGVSp_Short, HGVSp and HGVSc is there"
        raise InputRefused(problem, "Annotate the file first, for example with Genome Nexus.")
