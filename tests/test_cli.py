"""The command line as a user, a script and a hostile file name meet it."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from alktui import __version__
from alktui.catalogue.export import show_record
from alktui.catalogue.kind import KINDS
from alktui.catalogue.store import read_catalogue, seal
from alktui.cli import run_command_line
from alktui.model.catalogue import Catalogue

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
DAY = ["--as-of", "2026-11-23"]

CASES = {
    "compound-after-lorlatinib": "--disease ALCL --setting relapsed --prior crizotinib --prior lorlatinib "
    "--variant C1156Y+L1198F --biomarker IL10RA=high",
    "three-findings-phase-unknown": "--disease NSCLC --setting relapsed --prior alectinib --prior lorlatinib:intolerant "
    "--variant I1171N --variant L1196M --variant G1202R",
    "untreated": "--disease NSCLC --setting untreated --label board-12 --fusion EML4-ALK",
}
MODES = {
    **CASES,
    "nothing but the disease": "--disease ALCL",
    "ALK negative": "--disease ALCL --alk negative --setting relapsed",
    "sequenced, none found": "--disease ALCL --setting relapsed --prior crizotinib --no-alk-mutation --not-amplified",
    "amplified": "--disease NSCLC --prior crizotinib --no-alk-mutation --amplified",
    "none found but a polymorphism": "--disease ALCL --setting relapsed --prior crizotinib --no-alk-mutation --variant I1461V",
    "not sequenced": "--disease NSCLC --prior alectinib --not-sequenced",
    "in trans": "--disease NSCLC --variant L1196M --variant G1202R --phase trans",
    "all that can be said": "--disease LUAD --setting relapsed --alk positive --fusion EML4-ALK --prior ceritinib:stopped "
    "--prior-therapy chemotherapy:stopped --variant G1202R --amplified --biomarker TP53=mutated --biomarker PD-L1=high "
    "--age-group adult --label board-12",
}


class Printed(NamedTuple):
    """What a command gave."""

    code: int
    out: str
    err: str


Run = Callable[..., Printed]


def command(*arguments: str, catalogue: Path) -> Printed:
    """What a command gives that reads this catalogue file and shows no more of a fault than a user sees."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as environment, redirect_stdout(out), redirect_stderr(err):
        environment.setenv("ALKTUI_CATALOGUE", os.fspath(catalogue))
        environment.delenv("ALKTUI_DEBUG", raising=False)
        code = run_command_line(arguments)
    return Printed(code, out.getvalue(), err.getvalue())


@pytest.fixture(scope="module")
def run(tables_file: Path) -> Run:
    """Runs a command on the catalogue without its prose, which decides nothing where it is used."""
    return partial(command, catalogue=tables_file)


@pytest.fixture(scope="module")
def run_whole(catalogue_file: Path) -> Run:
    """Runs a command on the whole catalogue."""
    return partial(command, catalogue=catalogue_file)


@pytest.fixture(scope="module")
def reports(run_whole: Run) -> dict[str, Printed]:
    """The JSON report of every mode."""
    return {mode: run_whole("triage", *typed.split(), *DAY, "--format", "json") for mode, typed in MODES.items()}


def outside(*arguments: str | bytes, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "alktui", *arguments],
        env={**os.environ, "PYTHONPATH": os.fspath(ROOT / "src"), **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


# Golden outputs: `pytest tests/test_cli.py --update-golden` rewrites them; the difference is for a reader to judge.
# The text is of the whole catalogue, as a user sees it; the JSON of the tables alone, since with the prose it is half a megabyte.

GOLDENS = [*((name, "text") for name in CASES), ("compound-after-lorlatinib", "json")]


@pytest.mark.parametrize(("name", "form"), GOLDENS)
def test_report_is_the_golden_one(name: str, form: str, run: Run, run_whole: Run, request: pytest.FixtureRequest) -> None:
    printed = (run_whole if form == "text" else run)("triage", *CASES[name].split(), *DAY, "--format", form)
    assert (printed.code, printed.err) == (0, "")
    file = GOLDEN / f"{name}.{'txt' if form == 'text' else form}"
    text = re.sub(r'(?<="fingerprint": ")[0-9a-f]{16}(?=")', "0" * 16, printed.out)
    if request.config.getoption("--update-golden"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    assert text.splitlines() == file.read_text("utf-8").splitlines()


def test_golden_outputs_are_those_of_the_cases() -> None:
    assert {file.stem for file in GOLDEN.iterdir()} == set(CASES)


@pytest.mark.parametrize("mode", MODES)
def test_text_is_about_a_screen_and_the_full_one_has_everything(mode: str, run_whole: Run) -> None:
    short, full = (run_whole("triage", *MODES[mode].split(), *DAY, *more) for more in ([], ["--full"]))
    assert (short.code, full.code) == (0, 0)
    lines = short.out.splitlines()
    warnings = sum(line.startswith(("! ", "  ")) for line in lines)
    assert len(lines) <= 60 + warnings
    assert [line for line in (*lines, *full.out.splitlines()) if len(line) > 80] == []
    assert "alktui triage --full" in lines[-1]
    assert len(full.out) > 10 * len(short.out)


@pytest.mark.parametrize("more", [["--format", "html"], ["--format", "json"], ["--what-if", "amplified"]])
def test_full_is_of_the_text_alone(more: list[str], run: Run) -> None:
    refused = run("triage", "--disease", "ALCL", "--full", *more)
    assert (refused.code, refused.out) == (2, "")
    assert "--full is of the text" in refused.err


# stdout is data, stderr is talk; 0 done, 2 bad usage or input, 3 catalogue or file.


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["triage", "--help"], ["catalogue", "--help"], ["--version"]])
def test_help_and_version_are_data(arguments: list[str], run: Run) -> None:
    printed = run(*arguments)
    assert printed.code == 0
    assert printed.out
    assert printed.err == ""


def test_version_is_that_of_the_package(run: Run) -> None:
    assert run("--version").out.strip().endswith(__version__)


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_every_format_of_the_contract_is_given(form: str, run: Run) -> None:
    printed = run("triage", *CASES["compound-after-lorlatinib"].split(), *DAY, "--format", form)
    assert (printed.code, printed.err) == (0, "")
    assert "C1156Y+L1198F" in printed.out
    assert printed.out.endswith("\n")


def test_reading_of_a_variant_is_talk_beside_the_data(run: Run) -> None:
    """A script parses stdout; what was read otherwise than typed stands on stderr and in the notices."""
    printed = run("triage", "--disease", "NSCLC", "--variant", "l1171N", *DAY, "--format", "json")
    assert printed.code == 0
    assert printed.err.startswith("alktui: ")
    assert "reading" in {notice["code"] for notice in json.loads(printed.out)["notices"]}


REFUSED = [
    # what is typed, and what the one sentence on stderr holds
    ("--disease ALCL --biomarker IL10R=high", ['"IL10R" is not a biomarker', "Did you mean", "IL10RA"]),
    ("--disease ALCL --biomarker PDL=high", ['"PDL" is not a biomarker', "PD-L1"]),
    ("--disease ALCL --biomarker CD30=mutated", ['"mutated" is not a state of CD30', "positive", "negative"]),
    ("--disease ALCL --biomarker TP53=high", ['"high" is not a state of TP53', "mutated", "wild-type"]),
    ("--disease ALCL --biomarker IL10RA", ["is not NAME=STATE", "IL10RA=high"]),
    ("--disease ALCL --biomarker CD30=high --biomarker CD30=low", ["CD30", "different states"]),
    ("--disease ALCL --biomarker CD30=positive --biomarker cd-30=negative", ["CD30 is given as positive and as negative"]),
    ("--disease ALCL --prior crizotinob", ['"crizotinob" is not an ALK TKI', "Did you mean crizotinib"]),
    ("--disease ALCL --prior aspirin", ['"aspirin" is not an ALK TKI']),
    ("--disease ALCL --prior chemotherapy", ["is not an ALK TKI", "--prior-therapy chemotherapy"]),
    ("--disease ALCL --prior BV", ["is not an ALK TKI", "--prior-therapy brentuximab-vedotin"]),
    (
        "--disease ALCL --prior crizotinib:died",
        ['"died" is not an outcome of a therapy', "progressed", "intolerant", "stopped", "ongoing"],
    ),
    ("--disease ALCL --prior-therapy chemo:died", ['"died" is not an outcome of a therapy', "progressed"]),
    ("--disease ALCL --variant I1171T/N/S", ["I1171T, I1171N or I1171S"]),
    ("--disease ALCL --variant C1196Y", ["1196 is Leu", "Wang Table 1 prints C1196Y", "did you mean C1156Y?"]),
    ("--disease ALCL --variant C1196Y+L1198F", ["1196 is Leu", "did you mean C1156Y?"]),
    ("--disease ALCL --variant G1202R --no-alk-mutation", ["a variant is entered, but also that no ALK mutation was found"]),
    ("--disease ALCL --variant G1202R --not-sequenced", ["a variant is entered, but also that ALK was not sequenced"]),
    ("--disease ALCL --variant I1461V --not-sequenced", ["a variant is entered, but also that ALK was not sequenced"]),
    (
        "--disease ALCL --variant I1461V:count --no-alk-mutation",
        ["a variant is entered, but also that no ALK mutation was found"],
    ),
    ("--disease ALCL --amplified --not-amplified", ["--amplified and --not-amplified contradict each other"]),
    ("--disease ALCL --no-alk-mutation --not-sequenced", ["--no-alk-mutation and --not-sequenced contradict each other"]),
    ("--disease ALCL --setting untreated --prior crizotinib", ["the setting is untreated, but crizotinib is entered"]),
    ("--disease ALCL --no-prior-tki --prior crizotinib", ["no prior ALK TKI is said, but crizotinib is entered"]),
    ("--disease ALCL --setting relapse", ['"relapse" is not a value of setting', "relapsed"]),
    ("--disease ALCL --alk maybe", ['"maybe" is not a value of alk', "positive, negative"]),
    ("--disease ALCL --age-group old", ['"old" is not a value of age-group', "adult"]),
    ("--disease ALCL --phase sis --variant G1202R", ['"sis" is not a value of phase', "cis"]),
    ("--disease melanoma", ['"melanoma" is not a disease', "ALCL", "NSCLC"]),
    ("", ["no disease is given", "ALCL", "NSCLC"]),
    ("--disease ALCL --as-of yesterday", ["YYYY-MM-DD"]),
    ("--disease ALCL --as-of 2026-02-30", ["YYYY-MM-DD"]),
    ("--disease ALCL --format yaml", ["text", "json"]),
    ("--disease ALCL --colour", ["No such option"]),
    ("--disease ALCL stray", ["stray"]),
]


@pytest.mark.parametrize(("typed", "sentence"), REFUSED, ids=[typed or "nothing" for typed, _ in REFUSED])
def test_bad_input_is_refused_in_a_sentence_with_a_hint(typed: str, sentence: list[str], run: Run) -> None:
    printed = run("triage", *typed.split())
    assert (printed.code, printed.out) == (2, "")
    assert printed.err.startswith("alktui: ")
    assert [part for part in sentence if part not in printed.err] == []
    assert printed.err.count("\n") == 1
    assert "Traceback" not in printed.err


def test_all_refusals_are_told_at_once(run: Run) -> None:
    typed = "--disease ALCL --variant C1196Y --biomarker CD31=high --prior aspirin --setting soon --age-group old"
    printed = run("triage", *typed.split())
    assert (printed.code, printed.out) == (2, "")
    for part in ("C1156Y", "CD31", "aspirin", "soon", "old"):
        assert part in printed.err


@pytest.mark.parametrize("arguments", [["nonsense"], ["catalogue", "nonsense"], ["catalogue", "search"], ["catalogue", "show"]])
def test_bad_usage_is_refused(arguments: list[str], run: Run) -> None:
    printed = run(*arguments)
    assert (printed.code, printed.out) == (2, "")
    assert printed.err.startswith("alktui: ")


# Text from outside is never markup, escape sequence, format string, SQL or HTML.

HOSTILE = [
    "[red]x[/red] [/] [link=file:///x]y",
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x1b]8;;http://x\x1b\\y \x9b31mred \x08\x7f",
    "\u202eevil\u2066",
    "a\nb\tc\rd",
    "'; DROP TABLE evidence; -- <script>alert(1)</script> %s {0} {x} $(id) `id` =1+1",
    "\N{GREEK SMALL LETTER ALPHA}\u0301\N{SNOWMAN}" + "x" * 500,
]
PLACES = {
    "--label": ["triage", "--disease", "ALCL", "--label", "{}"],
    "--fusion": ["triage", "--disease", "ALCL", "--fusion", "{}"],
    "--disease": ["triage", "--disease", "{}"],
    "--setting": ["triage", "--disease", "ALCL", "--setting", "{}"],
    "--alk": ["triage", "--disease", "ALCL", "--alk", "{}"],
    "--prior": ["triage", "--disease", "ALCL", "--prior", "{}"],
    "--prior with an outcome": ["triage", "--disease", "ALCL", "--prior", "crizotinib:{}"],
    "--prior-therapy": ["triage", "--disease", "ALCL", "--prior-therapy", "{}"],
    "--variant": ["triage", "--disease", "ALCL", "--variant", "{}"],
    "--phase": ["triage", "--disease", "ALCL", "--phase", "{}"],
    "--biomarker without a state": ["triage", "--disease", "ALCL", "--biomarker", "{}"],
    "--biomarker name": ["triage", "--disease", "ALCL", "--biomarker", "{}=high"],
    "--biomarker state": ["triage", "--disease", "ALCL", "--biomarker", "CD30={}"],
    "--biomarker twice": ["triage", "--disease", "ALCL", "--biomarker", "{}=high", "--biomarker", "{}=low"],
    "--age-group": ["triage", "--disease", "ALCL", "--age-group", "{}"],
    "--as-of": ["triage", "--disease", "ALCL", "--as-of", "{}"],
    "--format": ["triage", "--disease", "ALCL", "--format", "{}"],
    "an option that is none": ["triage", "--disease", "ALCL", "--{}"],
    "an argument too many": ["triage", "--disease", "ALCL", "{}"],
    "a command that is none": ["{}"],
    "catalogue show": ["catalogue", "show", "{}"],
    "catalogue search": ["catalogue", "search", "--", "{}"],
    "catalogue check": ["catalogue", "check", "nowhere/{}"],
    "catalogue build": ["catalogue", "build", "--text", "nowhere/{}", "--output", "nowhere"],
}


def forbidden(text: str) -> list[str]:
    """Control characters but line ends, and what turns the direction of writing."""
    return [repr(letter) for letter in text if letter != "\n" and unicodedata.category(letter) in {"Cc", "Cs"}] + [
        repr(letter) for letter in text if letter in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    ]


@pytest.mark.parametrize("place", PLACES)
def test_hostile_text_is_only_text(place: str, run: Run) -> None:
    for text in HOSTILE:
        printed = run(*(part.replace("{}", text) for part in PLACES[place]))
        assert printed.code in {0, 2, 3}, (text, printed.err)
        assert forbidden(printed.out) == [], text
        assert forbidden(printed.err) == [], text
        assert "Traceback" not in printed.err


def test_markup_in_a_label_is_printed_as_it_is(run: Run) -> None:
    for text in ("[red]x[/red]", "[/]", "[link=file:///x]y"):
        assert text in run("triage", "--disease", "ALCL", "--label", text, *DAY).out


def test_html_escapes_what_was_typed(run: Run) -> None:
    printed = run("triage", "--disease", "ALCL", "--label", "<script>alert(1)</script>", *DAY, "--format", "html")
    assert printed.code == 0, printed.err
    assert "<script>alert" not in printed.out
    assert "&lt;script&gt;" in printed.out


def test_label_reaches_json_unchanged_but_for_control_characters(run: Run) -> None:
    printed = run("triage", "--disease", "ALCL", "--label", 'caf\u00e9 \x1b]0;t\x07"[red]', *DAY, "--format", "json")
    assert json.loads(printed.out)["case"]["label"] == 'caf\u00e9 ]0;t"[red]'


# What the text says.


@pytest.mark.parametrize("mode", MODES)
def test_text_fits_80_columns_and_says_once_where_knowledge_ends(mode: str, run_whole: Run) -> None:
    printed = run_whole("triage", *MODES[mode].split(), *DAY)
    assert printed.code == 0
    assert [line for line in printed.out.splitlines() if len(line) > 80] == []
    plain = " ".join(printed.out.split())
    assert plain.count("Knowledge ends February 2022 (ALCL), June 2024 (NSCLC)") == 1


@pytest.mark.parametrize(
    ("option", "shown"),
    [
        (["--label", "board-12"], "board-12"),
        (["--fusion", "EML4-ALK"], "EML4-ALK"),
        (["--setting", "relapsed"], "relapsed"),
        (["--prior", "ceritinib:stopped"], "ceritinib stopped"),
        (["--prior-therapy", "brentuximab-vedotin"], "brentuximab"),
        (["--variant", "G1202R"], "G1202R"),
        (["--biomarker", "TP53=mutated"], "TP53 mutated"),
        (["--amplified"], "amplified"),
        (["--no-alk-mutation"], "no ALK mutation"),
        (["--age-group", "paediatric"], "paediatric"),
        (["--alk", "negative"], "ALK-negative"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_text_repeats_the_case(option: list[str], shown: str, run: Run) -> None:
    """Who reads the page tomorrow sees for which case it was printed."""
    head = run("triage", "--disease", "NSCLC", *option, *DAY).out.split("\n\n")[0]
    assert shown in " ".join(head.split())


# The contract of the JSON.

SOURCES = [{"document": str, "locator": str, "references": [int]}]
CALL = {"sensitive", "resistant", "conflicting", "no-data"}
CRITERION = {"fact": str, "text": str, "state": {"met", "unmet", "unknown"}, "why": str}
OPTION: dict[str, Any] = {
    **dict.fromkeys(("id", "name", "kind", "verdict", "toxicity", "level", "civic_level", "statement"), str),
    "therapies": [str],
    "state": {"applies", "possible", "excluded"},
    "tested_in": {"disease": str, "model": str, "n": (int, None)},
    "criteria": [CRITERION],
    "not_stated": [str],
    "partner_calls": {},
    "cautions": [str],
    "outcomes": [{"id": str}],
    "sources": SOURCES,
}
EVIDENCE = {
    **dict.fromkeys(("id", "printed", "mark", "level", "civic_level", "disease"), str),
    "direction": {"sensitive", "reduced", "resistant"},
    "qualifier": (str, None),
    "sources": SOURCES,
}
PROFILE = {
    "profile": str,
    "role": {"finding", "possible-compound", "member"},
    "call": CALL,
    "qualifier": (str, None),
    "call_if_read": {*CALL, None},
    "evidence": [EVIDENCE],
}
REPORT: dict[str, Any] = {
    "schema": {"alktui/report/1"},
    "catalogue": {
        "release": str,
        "fingerprint": str,
        "knowledge_ends": {"wang-2022": {"2022-02"}, "sposito-2024": {"2024-06"}},
    },
    "case": {
        "disease": {"ALCL", "NSCLC"},
        "setting": {"untreated", "relapsed", None},
        "alk": {"positive", "negative"},
        "fusion": str,
        "findings": [{"profile": str, "typed": str, "counted": bool, "not_counted_why": str}],
        "phase": {"cis", "trans", "unknown"},
        "sequencing": {"mutation-found", "none-found", "not-sequenced", None},
        "amplification": (bool, None),
        "prior": [{"therapy": str, "line": int, "outcome": {"progressed", "intolerant", "stopped", "ongoing"}}],
        "biomarkers": {},
        "assumed": [str],
        "as_of": {"2026-11-23"},
    },
    "notices": [{"severity": {"info", "warning"}, "code": str, "message": str}],
    "tkis": [
        {
            "therapy": str,
            "call": {*CALL, None},
            "qualifier": (str, None),
            "given": [{"line": int, "outcome": str}],
            "generation": [{"value": str, "document": str, "locator": str}],
            "statements": [{"id": str, "statement": str, "sources": SOURCES}],
            "options": [str],
            "cautions": [str],
            "errata": [str],
            "outside_checks": [{}],
            "profiles": [PROFILE],
        }
    ],
    "strategies": [OPTION],
    "targets": [OPTION],
    "trials": [
        {
            **OPTION,
            **dict.fromkeys(("nct_id", "phase", "population", "interventions", "completion"), str),
            "completion_passed": (bool, None),
            "status": {"printed": str, "printed_as_of": str, "registry": (str, None), "registry_as_of": (str, None)},
        }
    ],
    "immune_context": [
        {
            **dict.fromkeys(("id", "statement", "direction", "stage", "model"), str),
            "tki": [str],
            "n": (int, None),
            "state": {"met", "unmet", "unknown"},
            "sources": SOURCES,
        }
    ],
    "next_tests": [
        {
            "fact": str,
            "question": str,
            "answers": [{"state": str, "moves": [{"id": str, "to": str}]}],
            "decides": int,
            "by": dict.fromkeys(("tkis", "strategies", "targets", "trials"), int),
        }
    ],
    "cautions": [{"id": str, "sources": SOURCES}],
    "errata": [{"id": str, "printed": str, "reading": str, "why": str, "sources": SOURCES}],
}


def departures(value: Any, shape: Any, where: str = "") -> Iterator[str]:  # noqa: ANN401 - any JSON value
    """Where a JSON value is not of a shape: a dict has at least these keys, a list items like this, a set names the values."""
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            yield f"{where} is no object"
            return
        for key, inner in shape.items():
            if key not in value:
                yield f"{where}.{key} is missing"
            else:
                yield from departures(value[key], inner, f"{where}.{key}")
    elif isinstance(shape, list):
        for place, item in enumerate(value):
            yield from departures(item, shape[0], f"{where}[{place}]")
    elif isinstance(shape, set):
        if value not in shape:
            yield f"{where} is {value!r}"
    elif not any(
        value is None if kind is None else type(value) is kind for kind in (shape if isinstance(shape, tuple) else (shape,))
    ):
        yield f"{where} is {value!r}"


def test_variant_that_is_not_counted_counts_when_it_is_said(run: Run) -> None:
    """Beside L1196M a polymorphism erases no call, unless someone wants to see it counted."""
    case = "triage --disease NSCLC --setting relapsed --prior crizotinib --variant L1196M --variant I1461V".split()
    left, counted, alone = (
        json.loads(run(*words, *DAY, "--format", "json").out) for words in (case, [*case[:-1], f"{case[-1]}:count"], case[:-2])
    )
    calls = [{row["therapy"]: row["call"] for row in report["tkis"]} for report in (left, counted, alone)]
    assert calls[0] == calls[2]
    assert set(calls[1].values()) == {"no-data", "resistant"}
    assert [(found["profile"], found["counted"]) for found in left["case"]["findings"]] == [("L1196M", True), ("I1461V", False)]
    assert [(found["profile"], found["counted"]) for found in counted["case"]["findings"]] == [("L1196M", True), ("I1461V", True)]
    (notice,) = [notice["message"] for notice in left["notices"] if notice["code"] == "not-counted"]
    assert "enter I1461V:count" in notice


@pytest.mark.parametrize("mode", MODES)
def test_json_holds_the_contract_in_every_mode(mode: str, reports: dict[str, Printed]) -> None:
    """A program that reads the report finds every key, whatever the case."""
    printed = reports[mode]
    assert (printed.code, printed.err) == (0, "")
    assert list(departures(json.loads(printed.out), REPORT)) == []


@pytest.mark.parametrize(
    "name", ["notices", "tkis", "strategies", "targets", "trials", "immune_context", "next_tests", "cautions", "errata"]
)
def test_contract_is_held_against_something(name: str, reports: dict[str, Printed]) -> None:
    """Some mode has an item of every list."""
    assert any(json.loads(printed.out)[name] for printed in reports.values())


def test_order_of_options_changes_no_byte(run: Run) -> None:
    one = "--disease NSCLC --variant L1196M --variant G1202R --biomarker TP53=mutated --biomarker CEA=positive"
    other = "--biomarker cea=Positive --variant p.Gly1202Arg --biomarker tp-53=MUTATED --variant l1196m --disease nsclc"
    printed = [run("triage", *typed.split(), *DAY, "--format", "json") for typed in (one, other)]
    assert printed[0] == printed[1]
    assert printed[0].code == 0


# The catalogue.

EXPORTED = {
    "evidence": "therapy profile direction printed document locator references",
    "references": "document number first_author year journal doi",
    "trials": "nct_id phase status status_as_of population interventions completion",
    "sources": "authors title year journal doi knowledge_ends",
    "diseases": "name",
    "biomarkers": "name states",
    "therapies": "name kind generations",
    "statements": "statement level disease",
    "strategies": "name kind therapies verdict level statement disease alk setting tki_history",
    "targets": "name target therapies verdict level statement disease alk setting tki_history",
    "outcomes": "therapies endpoint unit n population time printed",
    "immune_findings": "stage marker direction model statement",
    "mechanisms": "name statement",
    "pathways": "origin target effect statement",
    "approvals": "therapy agency statement",
    "cautions": "name speaks_against statement",
    "errata": "printed reading why",
}


@pytest.fixture(scope="module")
def exported(catalogue_file: Path) -> dict[str, Any]:
    """What `alktui catalogue export` prints."""
    done = outside("catalogue", "export", "--format", "json", ALKTUI_CATALOGUE=os.fspath(catalogue_file))
    assert (done.returncode, done.stderr) == (0, "")
    printed: dict[str, Any] = json.loads(done.stdout)
    return printed


def test_export_has_every_kind_of_the_contract(exported: dict[str, Any]) -> None:
    assert exported["schema"].startswith("alktui/")
    assert [kind for kind in EXPORTED if not isinstance(exported.get(kind), list)] == []


@pytest.mark.parametrize("kind", EXPORTED)
def test_export_records_have_the_fields_of_the_contract(kind: str, exported: dict[str, Any]) -> None:
    wanted = {"id", *EXPORTED[kind].split()}
    assert [record.get("id") for record in exported[kind] if wanted - set(record)] == []


@pytest.mark.parametrize("kind", [kind for kind in EXPORTED if kind != "sources"])
def test_export_records_say_where_they_come_from(kind: str, exported: dict[str, Any]) -> None:
    """Every record has `sources`; those that state something have at least one."""
    assert [record["id"] for record in exported[kind] if not isinstance(record.get("sources"), list)] == []
    if kind not in {"references", "diseases", "biomarkers", "therapies"}:
        assert [record["id"] for record in exported[kind] if not record["sources"]] == []


def test_export_holds_every_record(exported: dict[str, Any], catalogue: Catalogue) -> None:
    ids = {record["id"] for records in exported.values() if isinstance(records, list) for record in records}
    assert ids == {record.id for kind in KINDS for record in getattr(catalogue, kind)}


def test_show_spells_out_a_record_and_its_references(run: Run) -> None:
    printed = run("catalogue", "show", "wang-2022/table-1/gilteritinib/sensitive/I1171N+F1174I")
    assert (printed.code, printed.err) == (0, "")
    for part in ("profile: I1171N+F1174I", "printed: l1171N+F1174l", "Wang 2022, Table 1, gilteritinib, sensitive", "[99]"):
        assert part in printed.out


def test_show_takes_any_id(catalogue: Catalogue) -> None:
    for identity in catalogue.records:
        shown = show_record(catalogue, identity)
        assert shown.startswith(f"id: {identity}\n") or f"\nid: {identity}\n" in shown
        assert forbidden(shown) == []


def test_show_suggests_the_nearest_id(run: Run) -> None:
    printed = run("catalogue", "show", "wang-2022/table-1/lorlatinib/sensitive/G1202")
    assert (printed.code, printed.out) == (2, "")
    assert "wang-2022/table-1/lorlatinib/sensitive/G1202R" in printed.err


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("NCT05266846", "NCT05266846"),
        ("gilteritinib I1171N", "wang-2022/table-1/gilteritinib/sensitive/I1171N"),
        ("I1171N GILTERITINIB", "wang-2022/table-1/gilteritinib/sensitive/I1171N"),
        ("LDK378", "ceritinib"),
        ("lenalidom", "NCT04423926"),
        ("C1196Y", "wang-2022/erratum/C1196Y"),
        ("C1156Y+L1198F crizotinib", "wang-2022/table-1/crizotinib/sensitive/C1156Y+L1198F"),
    ],
)
def test_search_finds_by_words_in_any_order_and_case(text: str, found: str, run: Run) -> None:
    printed = run("catalogue", "search", "--limit", "100", text)
    assert printed.code == 0
    assert found in printed.out.splitlines()


@pytest.mark.parametrize(
    "text",
    [
        '"',
        '""',
        'a"b',
        "*",
        "NEAR",
        "NEAR(G1202R lorlatinib)",
        "AND",
        "OR",
        "NOT",
        "(",
        ")",
        "^",
        ":",
        "-x",
        "'",
        ";",
        "\\",
        "{x}",
    ],
)
def test_search_reads_no_operator(text: str, run: Run) -> None:
    printed = run("catalogue", "search", "--", text)
    assert printed.code == 0
    assert "Traceback" not in printed.err


@pytest.mark.parametrize("text", ["G1202R OR qqqqq", "G1202R NOT qqqqq", "G1202R -qqqqq", "title:qqqqq", "qqqqq"])
def test_search_needs_every_word(text: str, run: Run) -> None:
    printed = run("catalogue", "search", "--", text)
    assert (printed.code, printed.out) == (0, "")
    assert "nothing found" in printed.err


@pytest.mark.parametrize(
    ("text", "meant"), [("lorlatanib", "lorlatinib"), ("mesotelin cart", "mesothelin cart"), ("CD3O", "cd30")]
)
def test_search_for_a_misspelt_word_says_what_was_meant(text: str, meant: str, run: Run) -> None:
    printed = run("catalogue", "search", text)
    assert (printed.code, printed.out) == (0, "")
    assert meant in printed.err
    assert run("catalogue", "search", meant).out


@pytest.mark.parametrize("text", ["", "   "])
def test_search_for_nothing_finds_nothing(text: str, run: Run) -> None:
    printed = run("catalogue", "search", text)
    assert (printed.code, printed.out) == (0, "")
    assert printed.err.startswith("nothing found")


def test_search_gives_ids_that_can_be_shown_and_no_more_than_asked(run_whole: Run, catalogue: Catalogue) -> None:
    lines = run_whole("catalogue", "search", "--limit", "7", "lorlatinib").out.splitlines()
    assert len(lines) == 14
    assert [line for line in lines[::2] if line not in catalogue.records] == []


def test_build_writes_the_catalogue_it_is_asked_for(run: Run, tmp_path: Path, tables_text: Path) -> None:
    target = tmp_path / "a folder" / "catalogue.db"
    printed = run("catalogue", "build", "--text", os.fspath(tables_text), "--output", os.fspath(target))
    assert (printed.code, printed.err) == (0, "")
    assert read_catalogue(target).fingerprint in printed.out


def test_build_of_another_text_asks_where_to(run: Run, tables_text: Path) -> None:
    printed = run("catalogue", "build", "--text", os.fspath(tables_text))
    assert (printed.code, printed.out) == (2, "")


# A catalogue that cannot be used.


def changed(statement: str) -> Callable[[Path, Path], None]:
    """A catalogue on which some SQL was run, with a seal that holds."""

    def make(file: Path, whole: Path) -> None:
        shutil.copyfile(whole, file)
        connection = sqlite3.connect(file)
        connection.execute(statement)
        connection.commit()
        connection.close()
        file.write_bytes(seal(file.read_bytes()))

    return make


UNUSABLE: dict[str, Callable[[Path, Path], Any]] = {
    "missing": lambda file, whole: None,  # noqa: ARG005 - the others use both
    "empty": lambda file, whole: file.write_bytes(b""),  # noqa: ARG005
    "no database": lambda file, whole: file.write_bytes(b"not a database" * 500),  # noqa: ARG005
    "a folder": lambda file, whole: file.mkdir(),  # noqa: ARG005
    "cut short": lambda file, whole: file.write_bytes(whole.read_bytes()[:40_000]),
    "of another version": changed("UPDATE about SET value = '99' WHERE name = 'schema'"),
    "without a table": changed("DROP TABLE evidence"),
    "with damaged JSON": changed("UPDATE biomarkers SET states = '['"),
    "with a record of another shape": changed("UPDATE biomarkers SET states = '{}'"),
    "with a column too many": changed("ALTER TABLE biomarkers ADD COLUMN more TEXT DEFAULT 'x'"),
    "without a release": changed("DELETE FROM about WHERE name = 'release'"),
}


@pytest.mark.parametrize("how", UNUSABLE)
@pytest.mark.parametrize("typed", ["triage --disease ALCL", "catalogue export", "catalogue show x"])
def test_unusable_catalogue_is_told_with_a_remedy(how: str, typed: str, tmp_path: Path, tables_file: Path) -> None:
    file = tmp_path / "broken.db"
    UNUSABLE[how](file, tables_file)
    printed = command(*typed.split(), catalogue=file)
    assert (printed.code, printed.out) == (3, "")
    assert os.fspath(file) in printed.err
    assert "alktui catalogue build" in printed.err
    assert printed.err.count("\n") == 1


def test_search_in_a_catalogue_without_its_index_is_told(tmp_path: Path, tables_file: Path) -> None:
    file = tmp_path / "broken.db"
    changed("DROP TABLE search")(file, tables_file)
    printed = command("catalogue", "search", "G1202R", catalogue=file)
    assert (printed.code, printed.out) == (3, "")
    assert os.fspath(file) in printed.err


@pytest.mark.parametrize(
    "arguments",
    [["check", "nowhere"], ["build", "--text", "nowhere", "--output", "x.db"], ["build", "--output", "/proc/nowhere/x.db"]],
    ids=" ".join,
)
def test_files_that_are_not_there_exit_3(arguments: list[str], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    printed = run("catalogue", *arguments)
    assert (printed.code, printed.out) == (3, "")
    assert list(tmp_path.iterdir()) == []


# In a process of its own.


def test_without_a_terminal_the_example_report_is_printed(run: Run, tables_file: Path) -> None:
    """A pipe or a cron job gets a report, not an interface; what it is stands on stderr."""
    done = outside(ALKTUI_CATALOGUE=os.fspath(tables_file))
    assert done.returncode == 0
    assert "no terminal" in done.stderr
    example = "--disease ALCL --setting relapsed --prior crizotinib --prior lorlatinib --variant C1156Y+L1198F"
    assert done.stdout == run("triage", *example.split()).out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["triage", "--disease", "ALCL", "--variant", "C1196Y"], 2),
        (["triage", "--disease", "ALCL", "--label", b"\xff\xfe"], 0),
        (["catalogue", "search", b"\xff\xfe"], 0),
        (["catalogue", "show", b"\xff\xfe"], 2),
        (["catalogue", "check", "nowhere"], 3),
        (["triage", b"--\xff"], 2),
    ],
)
def test_no_traceback_ever(arguments: list[str | bytes], code: int, tables_file: Path) -> None:
    """Bytes that are no text are what a shell may hand over."""
    done = outside(*arguments, ALKTUI_CATALOGUE=os.fspath(tables_file))
    assert "Traceback" not in done.stderr
    assert done.returncode == code, done.stderr


def test_unusable_catalogue_gives_no_traceback(tmp_path: Path) -> None:
    done = outside("triage", "--disease", "ALCL", ALKTUI_CATALOGUE=os.fspath(tmp_path / "none.db"))
    assert (done.returncode, done.stdout) == (3, "")
    assert "Traceback" not in done.stderr


def test_reader_that_stops_early_is_no_fault(catalogue_file: Path) -> None:
    """`alktui catalogue export | head` ends quietly."""
    process = subprocess.Popen(
        [sys.executable, "-m", "alktui", "catalogue", "export"],
        env={**os.environ, "PYTHONPATH": os.fspath(ROOT / "src"), "ALKTUI_CATALOGUE": os.fspath(catalogue_file)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stderr
    process.stdout.read(1)
    process.stdout.close()
    talk = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=60), talk) == (0, b"")


def test_locale_without_unicode_is_no_fault(tables_file: Path) -> None:
    """Names of authors have accents; an old locale must not turn them into an internal fault."""
    old = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = outside("triage", "--disease", "ALCL", "--label", "caf\u00e9", ALKTUI_CATALOGUE=os.fspath(tables_file), **old)
    assert done.returncode == 0, done.stderr
