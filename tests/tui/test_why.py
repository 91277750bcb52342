"""The why pane: read line by line, its citations highlighted, copied and followed."""

from __future__ import annotations

import base64
import re

import pytest
from tui.sitting import Sitting, opened

from alktui.cases.example import EXAMPLES
from alktui.tui.paint import DOT, OPEN_DOT

COMPOUND = next(iter(EXAMPLES.values()))


def cited(sitting: Sitting) -> str:
    """The highlighted citation of the pane; empty where none is."""
    row = sitting.screen.why.highlighted
    return row.copied if row else ""


async def read_to(sitting: Sitting, words: str) -> None:
    """Press down until a citation with these words is highlighted."""
    for _ in range(200):
        if words in cited(sitting):
            return
        sitting.press("down")
        await sitting.settle()
    pytest.fail(f"{words} is never highlighted")


def copied(sitting: Sitting, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is sent to the terminal's clipboard from now on."""
    sent: list[str] = []

    def write(sequence: str) -> None:
        if sequence.startswith("\x1b]52;c;"):
            sent.append(base64.b64decode(sequence.split(";")[2].rstrip("\x07")).decode())

    monkeypatch.delenv("TMUX", raising=False)
    monkeypatch.setattr(sitting.app._driver, "write", write)
    return sent


@pytest.mark.parametrize("step", [2, 3, 4, 5, 6])
async def test_why_opens_at_its_top(step: int) -> None:
    """Also where bars and citations stand further down: the name comes first, nothing is highlighted yet."""
    async with opened(COMPOUND) as sitting:
        await sitting.step(step)
        for key in [key for key in sitting.keys if not key.startswith(("go:", "fold:"))][:6]:
            await sitting.go(key)
            first = (await sitting.explain())[0]
            await sitting.until(
                lambda first=first: next(iter(sitting.painted_why), "").startswith(first[:70]), "the head of the pane"
            )
            assert cited(sitting) == ""
            await sitting.press_until("escape", lambda: not sitting.screen.is_reading)


async def test_pages_lead_to_the_end_and_back() -> None:
    async with opened(COMPOUND) as sitting:
        await sitting.step(4)
        why = await sitting.explain()
        for key, line in (("pagedown", why[-1]), ("pageup", why[0])):
            for _ in range(len(why)):
                if any(line and painted.startswith(line[:60]) for painted in sitting.painted):
                    break
                before = sitting.painted
                sitting.press(key)
                await sitting.until(lambda before=before: sitting.painted != before, f"another page by {key}")
            else:
                pytest.fail(f"{line} is never seen by {key}")


async def test_every_line_of_the_pane_is_seen_by_reading_on() -> None:
    """Citations are highlighted as they come by; no text between two of them is skipped."""
    async with opened(COMPOUND) as sitting:
        await sitting.step(3)
        why = await sitting.explain()
        await sitting.settle()
        seen: set[str] = set()
        for _ in range(2 * len(why)):
            seen.update(sitting.painted_why)
            sitting.press("down")
            await sitting.settle()
        assert [line for line in why if line.rstrip() and line.rstrip() not in seen] == []


async def test_citation_is_copied_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is pasted into a mail is the citation with its DOI and where it is cited, not the whole pane."""
    async with opened(COMPOUND) as sitting:
        await sitting.step(3)
        await sitting.explain()
        await read_to(sitting, "Shaw AT")
        sent = copied(sitting, monkeypatch)
        await sitting.say("c", "citation sent")
        await sitting.until(lambda: sent, "what was sent")
        assert sent == ["Shaw AT et al. N Engl J Med 2016. doi:10.1056/NEJMoa1508887 (cited in Wang 2022 as reference 87)"]


async def test_place_is_copied_with_the_document_it_stands_in(monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(COMPOUND) as sitting:
        await sitting.step(3)
        await sitting.explain()
        await read_to(sitting, "Table 1, crizotinib, sensitive")
        sent = copied(sitting, monkeypatch)
        await sitting.say("c", "citation sent")
        await sitting.until(lambda: sent, "what was sent")
        assert sent[0].startswith("Wang 2022, Table 1, crizotinib, sensitive [54, 87-89] (Wang Y et al. ")
        assert "doi:10.3389/fonc.2022.815654" in sent[0]


async def test_line_is_copied_with_its_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(COMPOUND) as sitting:
        await sitting.step(3)
        sent = copied(sitting, monkeypatch)
        await sitting.say("c", "line with its sources sent")
        await sitting.until(lambda: sent, "what was sent")
        assert "Wang 2022, Table 1, crizotinib, sensitive" in sent[0]
        assert "10.1056/NEJMoa1508887" in sent[0]


async def test_line_cut_at_the_edge_is_copied_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is pasted says what the line says, also where the terminal had no room for its columns."""
    async with opened(COMPOUND, size=(64, 24)) as sitting:
        await sitting.step(3)
        await sitting.go("lorlatinib")
        assert not any("resistant in a patient elsewhere" in text for text in sitting.list_texts)
        sent = copied(sitting, monkeypatch)
        await sitting.say("c", "line with its sources sent")
        await sitting.until(lambda: sent, "what was sent")
        assert "if a misprint is corrected; resistant in a patient elsewhere; given 2nd" in sent[0].splitlines()[0]


async def test_summary_is_copied_as_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(COMPOUND) as sitting:
        await sitting.step(7)
        sent = copied(sitting, monkeypatch)
        await sitting.say("c", "page sent")
        await sitting.until(lambda: sent, "what was sent")
        assert sent[0].startswith("ALK tumour board sheet")


async def test_citation_leads_to_every_record_that_stands_there() -> None:
    """From a reference to what rests on it, and from there to the option in its step."""
    async with opened(COMPOUND) as sitting:
        await sitting.step(3)
        await sitting.explain()
        await read_to(sitting, "Shaw AT")
        await sitting.press_until("enter", lambda: sitting.view == "cited")
        assert re.search(r"\d+ records .*reference 87 of Wang 2022", sitting.list_texts[0])
        assert any("crizotinib: C1156Y+L1198F sensitive" in line for line in sitting.list_texts)


async def test_record_found_leads_to_its_option() -> None:
    """A hit that is an option of this case is one key from the step that lists it, also if it is excluded there."""
    async with opened(COMPOUND) as sitting:
        await sitting.search("everolimus")
        key = next(key for key in sitting.keys if "/strategy/" in key)
        await sitting.go(key)
        await sitting.explain()
        await sitting.press_until("enter", lambda: sitting.screen.step == "strategies" and not sitting.view)
        assert sitting.key == key


async def test_enter_without_a_citation_says_what_to_do() -> None:
    async with opened(COMPOUND) as sitting:
        await sitting.step(3)
        await sitting.explain()
        await sitting.say("enter", "up and down pick a citation")


async def test_why_beside_the_list_follows_once_one_rests() -> None:
    """Moving on sends one line at a time; the pane is filled for the line one comes to rest on."""
    async with opened(COMPOUND, (140, 45)) as sitting:
        await sitting.step(3)
        await sitting.until(lambda: sitting.why_texts[:1] == ["crizotinib: sensitive"])
        sitting.press("down", "down", "down")
        await sitting.until(lambda: not sitting.screen.is_behind and sitting.key == "ceritinib")
        assert sitting.why_texts[0].startswith("ceritinib")


async def test_level_and_what_was_given_before_stand_in_the_list() -> None:
    async with opened(COMPOUND) as sitting:
        await sitting.step(3)
        row = next(text for text in sitting.item_texts if "crizotinib" in text)
        assert re.search(r"sensitive for this very compound; NSC.* 1st progressed$", row), "call, match, scope and history"
        lorlatinib = next(text for text in sitting.item_texts if "lorlatinib" in text)
        assert lorlatinib.startswith("! "), "what another source contradicts cannot be overlooked"
        await sitting.go("lorlatinib")
        assert "! Elsewhere, C1156Y+L1198F" in " ".join(await sitting.explain())
        await sitting.press_until("escape", lambda: not sitting.screen.is_reading)
        await sitting.step(4)
        key = next(row.key for row in sitting.lines.rows if row.key and "Crizotinib + trametinib" in row.text)
        await sitting.go(key)
        assert "given before: crizotinib (1st, progressed)" in " ".join(await sitting.explain())


async def test_outcomes_of_an_option_say_endpoint_and_unit() -> None:
    async with opened(COMPOUND) as sitting:
        await sitting.step(5)
        await sitting.go(next(key for key in sitting.keys if "brentuximab" in key))
        why = " ".join(" ".join(await sitting.explain()).split())
        outcomes = re.findall(r"- brentuximab vedotin[^:]*: (.*?)(?= - |$)", why)
        assert len(outcomes) > 3
        endpoints = ("ORR ", "CR ", "PR ", "OS ", "PFS ", "DOR ", "duration of CR", "AE")
        assert all(words.startswith(endpoints) for words in outcomes), outcomes
        assert all(re.search(r"\d ?(%|mo|months|years)", words) for words in outcomes), outcomes
        assert all(re.search(r", n (= \d+|not printed), ", words) for words in outcomes), outcomes


async def test_number_on_an_axis_says_whether_its_n_is_printed() -> None:
    """A filled dot has its n beside it, an open one says that none is printed; the axis has a unit."""
    async with opened(COMPOUND) as sitting:
        await sitting.press_until("o", lambda: sitting.view == "outcomes")
        texts = sitting.list_texts
        dots = [text for text in texts if DOT in text or OPEN_DOT in text]
        assert len(dots) > 5
        assert all(text.endswith("n ?") == (OPEN_DOT in text) for text in dots)
        assert [text for text in texts if re.search(r"0 +25 +50 +75 +100 %$", text)]


async def test_cell_of_the_heat_map_is_copied_with_its_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is pasted names profile, drug and call, and where that stands; not the row of letters."""
    async with opened(COMPOUND) as sitting:
        await sitting.step(2)
        sent = copied(sitting, monkeypatch)
        await sitting.say("c", "cell with its sources sent")
        await sitting.until(lambda: sent, "what was sent")
        assert sent[0].startswith("C1156Y+L1198F: crizotinib sensitive\n")
        assert "Wang 2022, Table 1, crizotinib, sensitive" in sent[0]
