"""The pictures in screenshots/, taken from the real program: `make screenshots` writes them, a test holds that they are fresh.

Every picture is taken by a person at the keys, on a fixed day. PNGs, for the README, need rsvg-convert; each carries the
digest of the SVG it was made from, so that a stale one is noticed where the tool is missing.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from rich.terminal_theme import TerminalTheme
from svg import LIGHT, THEME, svg
from textual import events
from tui.sitting import Sitting, opened

from alktui.cases.case_file import case_bytes
from alktui.cases.example import EXAMPLES
from alktui.cases.store import CaseStore

FOLDER = Path(__file__).parent.parent / "screenshots"
SMALL, PAGE, LARGE = (80, 24), (100, 30), (140, 45)
COMPOUND = next(iter(EXAMPLES.values()))

Way = Callable[[Sitting], Awaitable[object]]


def step(number: int, highlighted: str = "") -> Way:
    """The way to a step, and to a line of it."""

    async def way(sitting: Sitting) -> None:
        await sitting.step(number)
        if highlighted:
            await sitting.go(highlighted)

    return way


def view(key: str, name: str, start: int = 3, highlighted: str = "") -> Way:
    """The way to a view, over a step and with a line of that step highlighted."""

    async def way(sitting: Sitting) -> None:
        await step(start, highlighted)(sitting)
        await sitting.press_until(key, lambda: sitting.view == name)

    return way


async def why(sitting: Sitting) -> None:
    """Why lorlatinib has no data: the reading of a misprint."""
    await step(3, "lorlatinib")(sitting)
    await sitting.explain()


async def what_if(sitting: Sitting) -> None:
    """What a high IL10RA would move."""
    await sitting.step(4)
    await sitting.press_until("w", lambda: sitting.typed is not None and sitting.screen.prompt.input.has_focus)
    await sitting.type("IL10RA=high")
    sitting.press("enter")
    await sitting.until(lambda: sitting.view == "what-if", "what moves")


async def search(sitting: Sitting) -> None:
    """A search over the whole catalogue."""
    await sitting.search("IL10RA")


async def presentation(sitting: Sitting) -> None:
    """The Overview as the projector shows it."""
    await sitting.step(2)
    await sitting.press_until("P", lambda: sitting.screen.presenting)


async def palette(sitting: Sitting) -> None:
    """A command found by name."""
    await sitting.step(4)
    await sitting.prompt_by(":")
    await sitting.type("te")
    await sitting.until(lambda: any("test next" in line for line in sitting.painted))


async def brought_in(sitting: Sitting) -> None:
    """A pasted list of variants, and what of it was read."""
    sitting.app.post_message(events.Paste("# from the laboratory\nNP_004295.2:p.Gly1202Arg\nC1196Y\n"))
    await sitting.until(lambda: sitting.view == "import", "what was read")


async def refusal(sitting: Sitting) -> None:
    """A misprint of the documents typed as a variant: refused under the line, with what is meant."""
    await sitting.ask("finding:+")
    await sitting.type("C1196Y")
    await sitting.refused()


async def cited(sitting: Sitting) -> None:
    """Everything that stands in the table a call comes from."""
    await step(3, "crizotinib")(sitting)
    await sitting.explain()
    while sitting.screen.why.highlighted is None:  # what the call rests on stands before where it stands
        sitting.press("down")
        await sitting.settle()
    sitting.press("enter")
    await sitting.until(lambda: sitting.view == "cited", "what stands there")


async def stored_cases(sitting: Sitting) -> None:
    """The cases that were kept."""
    await sitting.press_until("O", lambda: sitting.view == "stored cases")


WAYS: dict[str, Way] = {
    "overview": step(2),
    "case": step(1),
    "tkis": step(3),
    "combinations": step(4),
    "targets": step(5),
    "trials": step(6),
    "summary": step(7),
    "why": why,
    "matrix": view("m", "matrix"),
    "escape-map": view("e", "escape map", highlighted="lorlatinib"),
    "what-if": what_if,
    "next-tests": view("t", "what to test next"),
    "immune": view("i", "immune context", start=5),
    "outcomes": view("o", "outcomes", start=4),
    "search": search,
    "help": view("?", "help"),
    "import": brought_in,
    "palette": palette,
    "presentation": presentation,
    "refusal": refusal,
    "cited": cited,
}
"""The pictures of one case, by name."""

STEPS = ("overview", "case", "tkis", "combinations", "targets", "trials", "summary")
SIZES = {SMALL: tuple(WAYS), PAGE: tuple(WAYS), LARGE: tuple(WAYS)}
PNGS = tuple(f"{name}-{PAGE[0]}x{PAGE[1]}" for name in (*STEPS, "matrix"))
"""What the README shows."""


@dataclass(frozen=True)
class Otherwise:
    """A picture on another kind of terminal: what the environment says of it, and the colours it has."""

    way: str
    environment: tuple[str, str]
    theme: TerminalTheme


OTHERWISE = {
    "overview-light": Otherwise("overview", ("ALKTUI_THEME", "light"), LIGHT),
    "tkis-light": Otherwise("tkis", ("ALKTUI_THEME", "light"), LIGHT),
    "combinations-light": Otherwise("combinations", ("ALKTUI_THEME", "light"), LIGHT),
    "overview-no-colour": Otherwise("overview", ("NO_COLOR", "1"), THEME),
    "overview-ascii": Otherwise("overview", ("LC_ALL", "C"), THEME),
}
"""Pictures of PAGE on a light terminal, without colour, and where the locale has letters of ASCII only."""


async def taken_otherwise() -> dict[str, str]:
    """Every picture on another kind of terminal, as `taken` gives them."""
    found: dict[str, str] = {}
    for name, other in OTHERWISE.items():
        variable, value = other.environment
        before = os.environ.get(variable)
        os.environ[variable] = value
        try:
            async with opened(COMPOUND, PAGE) as sitting:
                await WAYS[other.way](sitting)
                found[f"{name}-{PAGE[0]}x{PAGE[1]}"] = await picture(sitting, name, other.theme)
        finally:
            os.environ.pop(variable)
            os.environ.update({variable: before} if before is not None else {})
    return found


async def taken(size: tuple[int, int]) -> dict[str, str]:
    """Every picture of a size as SVG by name; one sitting, since an app takes longer to open than to walk."""
    end = f"{size[0]}x{size[1]}"
    found: dict[str, str] = {}
    async with opened(None, size) as sitting:
        found[f"case-empty-{end}"] = await picture(sitting, "case-empty")
    with cases_kept():
        async with opened(None, size, keeping=True) as sitting:
            await stored_cases(sitting)
            found[f"stored-cases-{end}"] = await picture(sitting, "stored-cases")
    async with opened(COMPOUND, size) as sitting:
        for name in SIZES[size]:
            await WAYS[name](sitting)
            found[f"{name}-{end}"] = await picture(sitting, name)
            await back_to_the_form(sitting)
    return found


@contextmanager
def cases_kept() -> Iterator[None]:
    """A home in which the examples are stored, each changed on a day of its own."""
    before = os.environ["ALKTUI_HOME"]
    with tempfile.TemporaryDirectory(prefix="alktui-") as home:
        os.environ["ALKTUI_HOME"] = home
        store = CaseStore()
        store.folder.mkdir(mode=0o700)
        for place, entry in enumerate(EXAMPLES.values()):
            kept = replace(entry, label=f"Thursday, case {place + 1}")
            changed = f"2026-11-{22 - place:02}T17:05:00Z"
            (store.folder / f"{place}.json").write_bytes(case_bytes(kept, changed=changed))
        try:
            yield
        finally:
            os.environ["ALKTUI_HOME"] = before


async def back_to_the_form(sitting: Sitting) -> None:
    """Leave whatever is open, to the first line of step 1, as if nothing had been looked at."""
    screen = sitting.screen

    def now() -> tuple[object, ...]:
        return screen.is_reading, sitting.view, screen.presenting, sitting.typed is not None

    while any(now()):
        before = now()
        sitting.press("escape")
        await sitting.until(lambda before=before: now() != before)
    sitting.press("home")
    await sitting.step(1)


async def picture(sitting: Sitting, name: str, theme: TerminalTheme = THEME) -> str:
    """What is painted once nothing moves any more."""
    await sitting.settle()
    lines = sitting.screen._compositor.render_strips()
    return svg(lines, sitting.screen.size.width, f"alktui: {name}", theme)


def digest(text: str) -> str:
    """The digest of an SVG that its PNG carries."""
    return hashlib.sha256(text.encode()).hexdigest()


def digest_in(png: Path) -> str:
    """The digest that a PNG carries; empty where it has none."""
    _, mark, rest = png.read_bytes().partition(b"tEXtsvg\0") if png.exists() else (b"", b"", b"")
    return rest[:64].decode("ascii", "replace") if mark else ""


def write_png(svg_file: Path, tool: str) -> None:
    """The PNG of an SVG beside it, with the SVG's digest."""
    drawn = subprocess.run([tool, os.fspath(svg_file)], capture_output=True, check=True).stdout
    text = b"tEXtsvg\0" + digest(svg_file.read_text("utf-8")).encode()
    chunk = (len(text) - 4).to_bytes(4) + text + zlib.crc32(text).to_bytes(4)
    end = drawn.rindex(b"IEND") - 4
    svg_file.with_suffix(".png").write_bytes(drawn[:end] + chunk + drawn[end:])


def plain_environment(forget: Callable[..., object], put: Callable[[str, str], object], home: str) -> None:
    """No setting of the person at this machine: no colours, no key map, no cases or records of their own."""
    for name in (
        "NO_COLOR",
        "COLORFGBG",
        "ALKTUI_THEME",
        "COLORTERM",
        "COLUMNS",
        "LINES",
        "TEXTUAL",
        "TEXTUAL_COLOR_SYSTEM",
        "TEXTUAL_DRIVER",
    ):
        forget(name, False)  # noqa: FBT003 - as the two that are handed over have it
    put("ALKTUI_HOME", home)
    put("ALKTUI_SITE", "")
    put("LC_ALL", "C.UTF-8")


def main() -> int:
    """Write every picture; old ones go."""
    with tempfile.TemporaryDirectory(prefix="alktui-") as home:
        plain_environment(lambda name, _: os.environ.pop(name, None), os.environ.__setitem__, home)
        made = {name: text for size in SIZES for name, text in asyncio.run(taken(size)).items()}
        made |= asyncio.run(taken_otherwise())
    FOLDER.mkdir(exist_ok=True)
    wanted = {f"{name}.svg" for name in made} | {f"{name}.png" for name in PNGS}
    for old in (path for end in ("svg", "png") for path in FOLDER.glob(f"*.{end}") if path.name not in wanted):
        old.unlink()
    for name, text in made.items():
        (FOLDER / f"{name}.svg").write_text(text, encoding="utf-8")
    stale = [name for name in PNGS if digest_in(FOLDER / f"{name}.png") != digest(made[name])]
    tool = shutil.which("rsvg-convert")
    if stale and tool is None:
        sys.stderr.write(f"rsvg-convert (librsvg) is not here; {len(stale)} PNG(s) are older than their SVG\n")
        return 1
    for name in stale:
        write_png(FOLDER / f"{name}.svg", str(tool))
    sys.stdout.write(f"{len(made)} SVGs, {len(stale)} new PNGs in {FOLDER.name}/\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
