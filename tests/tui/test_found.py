"""What a search found: what the documents say of patients and drugs first, then the rows beside it, all on one page."""

import pytest
from tui.sitting import opened

from alktui.cases.entry import CaseEntry, FindingEntry
from alktui.catalogue.search import CLINICAL, Searcher
from alktui.knowledge import read_knowledge

CASE = CaseEntry(disease="ALCL", findings=[FindingEntry("G1202R")])


@pytest.mark.parametrize("text", ["IL10RA", "lorlatinib", "G1202R", "resistance", "CD30"])
@pytest.mark.parametrize("limit", [10, 1000])
def test_clinical_records_are_found_before_rows_of_a_database(text: str, limit: int) -> None:
    searcher = Searcher(read_knowledge().path)
    try:
        found = [hit.kind in CLINICAL for hit in searcher.find(text, limit)]
        clinical = sum(hit.kind in CLINICAL for hit in searcher.find(text, 10_000))
    finally:
        searcher.close()
    assert found == sorted(found, reverse=True)
    assert found.count(True) == min(limit, clinical)


async def test_hits_stand_under_their_kinds_the_clinical_ones_first() -> None:
    async with opened(CASE) as sitting:
        await sitting.search("IL10RA")
        heads = [row.text for row in sitting.lines.rows if row.spans and row.spans[0][1] == "title"]
        assert heads == [
            "Statements (3)",
            "Strategies (1)",
            "Cautions (1)",
            "Immune findings (2)",
            "Biomarkers (1)",
            "Errata (1)",
            "Mechanisms (6)",
            "Pathways (2)",
        ]


async def test_every_hit_is_read_on_the_page_with_its_source() -> None:
    """Nobody enters seventeen records to see which one says what is looked for."""
    async with opened(CASE) as sitting:
        await sitting.search("IL10RA")
        catalogue = sitting.app.session.catalogue
        assert catalogue
        items = dict(zip(sitting.keys, sitting.item_texts, strict=True))
        assert len(items) == 17
        strategy = next(one for one in catalogue.strategies if one.id in items)
        assert " ".join(strategy.statement.split()) in items[strategy.id]
        for identity, text in items.items():
            for source in getattr(catalogue.records[identity], "sources", ())[:1]:
                assert f"{catalogue.document[source.document].short}, {source.locator}" in text


async def test_more_than_fifty_hits_are_all_on_the_page() -> None:
    async with opened(CASE) as sitting:
        await sitting.search("lorlatinib")
        assert sitting.app.session.catalogue
        assert sitting.list_texts[0] == f'{len(sitting.keys)} records for "lorlatinib"'
        assert len(sitting.keys) > 50
