"""What decides nothing is printed in every medium that a case is printed in: best response, and what a re-biopsy showed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from user_cases.support import Printed

OPTIONS = (
    *("--disease", "NSCLC", "--variant", "G1202R", "--prior", "alectinib: progressed, best response PR"),
    *("--transformation", "small cell", "--alk-at-rebiopsy", "negative"),
)
SENTENCE = "Transformation and ALK status at re-biopsy are not covered by these reviews."


@pytest.mark.parametrize("form", [(), ("--full",), ("--format", "markdown"), ("--format", "html")])
def test_what_decides_nothing_is_printed(form: tuple[str, ...], alktui: Callable[..., Printed]) -> None:
    printed = alktui("triage", *OPTIONS, *form, "--as-of", "2026-11-23")
    assert printed.code == 0
    text = " ".join(printed.out.split())
    assert "best response PR" in text
    assert "transformation: small cell; ALK negative" in text


@pytest.mark.parametrize("form", [(), ("--full",), ("--format", "markdown"), ("--format", "html")])
def test_that_it_is_not_covered_is_said_once(form: tuple[str, ...], alktui: Callable[..., Printed]) -> None:
    text = " ".join(alktui("triage", *OPTIONS, *form, "--as-of", "2026-11-23").out.split())
    assert text.count(SENTENCE) == 1
