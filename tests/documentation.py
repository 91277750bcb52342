"""The generated parts of README.md and db/README.md: `make docs` writes them, tests hold that they are fresh.

A part stands between two markers: `<!-- NAME -->` and `<!-- /NAME -->`. In README.md a console block behind the marker
`<!-- output: N lines -->` or `<!-- output: N lines from "WORDS" -->` shows N lines of what its first line prints, as they stand.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Literal, get_args, get_origin, get_type_hints

from pydantic.fields import FieldInfo

from alktui.catalogue.kind import KINDS
from alktui.model.criterion import Criterion
from alktui.model.record import Record
from alktui.model.source import DOCUMENTS
from alktui.tui.command import COMMANDS, key_in_words

ROOT = Path(__file__).parent.parent
CONSOLE = re.compile(
    r'(?P<head><!-- output: (?P<count>\d+) lines(?: from "(?P<start>.+?)")? -->\n```console\n\$ (?P<command>[^\n]+)\n)'
    r"(?P<shown>.*?)(?P<end>```)",
    re.DOTALL,
)


def keys() -> str:
    """Every command of the interface with its keys."""
    lines = ["| key | id in the key map | what it does |", "|---|---|---|"]
    group = ""
    for command in COMMANDS:
        if command.group != group:
            group = command.group
            lines.append(f"| **{group}** | | |")
        shown = " ".join(f"`{key_in_words(key)}`" for key in command.keys)
        lines.append(f"| {shown} | {command.id} | {command.help} |")
    return "\n".join(lines)


def kinds() -> str:
    """Every kind of record with its keys."""
    lines = ["| kind | what a record is | keys it must have | keys it may have |", "|---|---|---|---|"]
    for kind, model in KINDS.items():
        fields = {name: field for name, field in model.model_fields.items() if not is_given_by_the_program(field)}
        needed = ", ".join(f"`{name_of(name, field)}`" for name, field in fields.items() if field.is_required())
        others = ", ".join(f"`{name_of(name, field)}`" for name, field in fields.items() if not field.is_required())
        lines.append(f"| `{kind}` | {first_line(model)} | {needed} | {others} |")
    return "\n".join(lines)


def is_given_by_the_program(field: FieldInfo) -> bool:
    """Whether a field says whose record it is: nobody writes it."""
    return field.default == DOCUMENTS


def criteria() -> str:
    """Every kind of criterion, as one writes it."""
    lines = ["| criterion | met where |", "|---|---|"]
    for model in models_of(Criterion):
        hints = get_type_hints(model)
        pairs = [f"{name_of(name, field)} = {written(hints[name])}" for name, field in model.model_fields.items()]
        lines.append(f"| `{{ {', '.join(pairs)} }}` | {first_line(model)} |")
    return "\n".join(lines)


def models_of(union: object) -> Iterator[type[Record]]:
    """The models of an annotated union of annotated models."""
    for member in get_args(get_args(union)[0]):
        yield get_args(member)[0]


def written(hint: object) -> str:
    """How the value of a criterion's key is written: the choices, or what kind of thing stands there."""
    if get_origin(hint) is Literal:
        choices = ["true" if value is True else f'"{value}"' for value in get_args(hint)]
        return " or ".join(choices)
    if get_origin(hint) is tuple:
        return '["...", ...]' if get_args(hint)[0] is str else "[{ ... }, ...]"
    plain = {str: '"..."', bool: "true or false", int: "1"}
    return plain.get(hint, "{ ... }") if isinstance(hint, type) else "{ ... }"


def name_of(name: str, field: FieldInfo) -> str:
    """The key of a field, as curated text has it."""
    return field.alias or name


def first_line(model: type[Record]) -> str:
    """What a model says of itself, in one line for a table."""
    return (model.__doc__ or "").strip().splitlines()[0].replace("|", "or")


@cache
def output_of(command: str) -> list[str]:
    """What a command of the README prints, as lines: a refusal where its input is refused. `alktui` is the checkout's own."""
    words = shlex.split(command)
    assert words[0] == "alktui", command
    with tempfile.TemporaryDirectory(prefix="alktui-") as home:
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.fspath(ROOT / "src"),
            "PYTHONIOENCODING": "utf-8",
            "ALKTUI_HOME": home,
            "COLUMNS": "80",
        }
        done = subprocess.run(
            [sys.executable, "-m", "alktui", *words[1:]],
            capture_output=True,
            check=False,
            encoding="utf-8",
            env=environment,
            stdin=subprocess.DEVNULL,
            timeout=60,
        )
    assert done.returncode in (0, 2), done.stderr
    return (done.stderr if done.returncode else done.stdout).splitlines()


def shown_of(match: re.Match[str]) -> str:
    """A console block with today's output: consecutive lines, and three dots where more precede or follow."""
    lines = output_of(match["command"])
    begin = next(place for place, line in enumerate(lines) if line.startswith(match["start"] or ""))
    shown = lines[begin : begin + int(match["count"])]
    before = ["..."] if begin else []
    after = ["..."] if begin + len(shown) < len(lines) else []
    return match["head"] + "\n".join([*before, *shown, *after]) + "\n" + match["end"]


PARTS: dict[str, Callable[[], str]] = {"keys": keys, "kinds": kinds, "criteria": criteria}


def fresh(text: str) -> str:
    """A page with every generated part as it is today."""
    for name, make in PARTS.items():
        between = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        text = between.sub(lambda match, make=make: f"{match[1]}{make()}\n{match[2]}", text)
    return CONSOLE.sub(shown_of, text)


def main() -> None:
    """Write both pages anew."""
    for page in (ROOT / "README.md", ROOT / "db" / "README.md"):
        page.write_text(fresh(page.read_text("utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
