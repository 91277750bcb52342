"""Keys and pastes at random, of which nobody thought beforehand: no walk ends in a fault. A seed repeats its walk."""

import random
from pathlib import Path

import pytest
from textual import events
from tui.sitting import opened

from alktui.cases.example import EXAMPLES
from alktui.tui.keymap import DEFAULT

STEPS = 120
SIZES = ((80, 24), (100, 30), (140, 45), (40, 10), (20, 5))
TYPED = ("G1202R", "IL10RA=high", "crizotinib", "[red]", "患者")
PASTED = (
    "C1156Y+L1198F\r\n",
    "G1202R\nL1196M\n",
    "Hugo_Symbol\tHGVSp_Short\nALK\tp.G1202R\n",
    '{"schema": "alktui/case/1", "disease": "ALCL"}',
    "[/]\x1b[31m\u202e",
    "~/nothing",
    "a" * 3000,
)
LEAVING = {"quit", "interrupt", "suspend"}
KEYS = sorted(key for identity, keys in DEFAULT.items() if identity not in LEAVING for key in keys)


@pytest.mark.parametrize("seed", range(4))
async def test_random_walk_ends_in_no_fault(seed: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Every key of the table in any order, texts, pastes and sizes: the interface is still there, and draws its steps."""
    monkeypatch.setenv("ALKTUI_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    chance = random.Random(seed)  # noqa: S311 - a walk, no secret
    start = chance.choice([None, *EXAMPLES.values()])
    async with opened(start, chance.choice(SIZES), keeping=True) as sitting:
        for _ in range(STEPS):
            kind = chance.random()
            if kind < 0.04:
                await sitting.resize(*chance.choice(SIZES))
            elif kind < 0.08:
                sitting.app.post_message(events.Paste(chance.choice(PASTED)))
            elif kind < 0.16:
                sitting.press(*chance.choice(TYPED))
            else:
                sitting.press(chance.choice((*KEYS, "enter", "escape", "down")))
            await sitting.settle()
        await sitting.resize(80, 24)
        assert "1 Case" in sitting.painted[1] or sitting.screen.presenting or sitting.view
