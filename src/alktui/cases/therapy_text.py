"""A prior therapy as one types it in one line, and back: `crizotinib: intolerant 2023-02 to 2023-11, best response PR`.

Standard library only: the interface shows its first frame before anything heavier is imported.
"""

from __future__ import annotations

import re
from dataclasses import replace

from alktui.cases.day import is_day
from alktui.cases.entry import TherapyEntry
from alktui.errors import InputRefused
from alktui.plain import OTHER, other_name, response_in_words, shown, span_in_words

EXAMPLE = "crizotinib: progressed 2023-02 to 2023-11"
RESPONSES = ("CR", "PR", "SD", "PD")
"""Complete and partial response, stable and progressive disease."""

LONGEST_RESPONSE = 40
LONGEST = 200
"""Letters of the longest text that is read as a therapy."""

OUTCOMES = ("progressed", "intolerant", "stopped", "ongoing")
_AS_WRITTEN = {
    "progressed": r"progressed|progression|progressive disease|PD",
    "intolerant": r"intolerant|intolerance|intolerable|toxicity",
    "stopped": r"stopped|discontinued",
    "ongoing": r"ongoing|continuing",
}
"""How people write how a therapy ended."""

_STOPPED_FOR = r"(?:(?:stopped|discontinued)[ ]+(?:for|due[ ]to|because[ ]of|on|with|after)[ ]+)?"
_OUTCOMES = {
    name: f"(?P<{name}>{_STOPPED_FOR if name in ('progressed', 'intolerant') else ''}(?:{words}))"
    for name, words in _AS_WRITTEN.items()
}
_OUTCOME = "|".join(_OUTCOMES.values())
_END = "|".join(words for name, words in _OUTCOMES.items() if name != "ongoing")
"""What has a day; a day behind ongoing may be that of the beginning or of the last visit."""
_BETWEEN = r"(?:\s*(?:\.{2,}|\u2013|;|,)\s*|\s+(?:-|to|until)(?:\s+|$))"
_DAY = r"[0-9](?:[^\s,;:()\u2013.]|\.(?!\.))*"
_SINCE = r"(?:(?:from|since|started)\s+(?:(?:in|on)\s+)?)?"
_FROM_TO = (
    rf"{_SINCE}(?P<started>{_DAY})(?:(?:{_BETWEEN}|\s+)(?P<ended>{_DAY}))?{_BETWEEN}?"
    rf"|(?:to|until)\s+(?P<end>{_DAY})"
)
_APART = r"[\s,;:@]+"
_NAME = r"\s*(?P<name>(?!(?:from|since|to|until)\s)[^\s:,;0-9][^\s:,;]*(?:\s+[^\s:,;0-9][^\s:,;]*)*?)"
_FORMS = tuple(
    re.compile(rf"{_NAME}{_APART}{form}[\s,;:]*", re.IGNORECASE)
    for form in (
        rf"(?:{_OUTCOME})",
        rf"(?:{_OUTCOME}){_APART}(?:{_FROM_TO})",
        rf"(?:{_FROM_TO}){_APART}(?:{_OUTCOME})",
        rf"(?:{_FROM_TO})",
        rf"{_SINCE}(?P<started>{_DAY}){_APART}(?:{_END})(?:\s+(?:in|on))?{_APART}(?P<ended>{_DAY})",
    )
)
"""Name and how it ended, with the dates behind or between them, or around how it ended; or dates alone."""

_RESPONSE = re.compile(
    r"[\s,;:(]+(?:best\s+(?:overall\s+)?response|BOR)\b\s*(?::|=|was|of)?\s*"
    r"(?P<response>(?:CR|PR|SD|PD)(?![^\s,;)])|[^,;]*?(?=\)?[\s,;]*$|[,;]|\)?\s+[0-9]{4}\b))",
    re.IGNORECASE,
)
"""The best response: one of four short forms, or words as far as the next comma, semicolon or year."""

_BRACKET = re.compile(r"(?<=\s)\(|\)(?=[\s,;:]|$)")
"""One that stands around words; not the one of anti-PD-(L)1."""

_DATES = re.compile(r"[\s,;@]+(?:(?:from|since)\s+)?(?P<dates>(?:(?:to|until)\s+)?[0-9].*)$", re.IGNORECASE)
_SPLIT = re.compile(_BETWEEN, re.IGNORECASE)
_ONLY_END = re.compile(r"(?:to|until)\s+", re.IGNORECASE)


def therapy_of_text(text: str) -> TherapyEntry:
    """Name, how it ended, from when and to when; nothing is checked yet.

    How it ended may follow the name or the dates, behind a colon, a blank or in brackets. What is not understood stays
    in the part in which it stands, to be refused there. A text that is longer than any therapy is a name, which nobody
    knows: the forms below take time that grows with the cube of what is typed. The name of a TKI that is not known here stands
    behind `other:`.
    """
    if len(text) > LONGEST:
        return TherapyEntry(text.strip())
    if name := other_name(text):
        therapy = therapy_of_text(name)
        return replace(therapy, name=f"{OTHER}{therapy.name}")
    if match := _RESPONSE.search(text):
        rest = f"{text[: match.start()]} {text[match.end() :].removeprefix(')')}".rstrip(" ,;:")
        return replace(therapy_of_text(rest), response=_response(match["response"]))
    for form in _FORMS:
        if match := form.fullmatch(_BRACKET.sub(" ", text)):
            found = match.groupdict()
            outcome = next((name for name in OUTCOMES if found.get(name)), "")
            ended = found.get("ended") or found.get("end") or ""
            return TherapyEntry(found["name"], outcome, found.get("started") or "", ended)
    return _in_order(text)


def _response(typed: str) -> str:
    """A best response as it is stored: the short forms in capitals, words as typed."""
    short = typed.strip().upper()
    return short if short in RESPONSES else typed.strip()


def _in_order(text: str) -> TherapyEntry:
    """Name, an outcome behind a colon, dates. No name has a word that begins with a digit, so the first such word begins them."""
    match = _DATES.search(text)
    name, _, outcome = (text[: match.start()] if match else text).partition(":")
    started, ended = _from_to(match["dates"]) if match else ("", "")
    return TherapyEntry(name.strip(), outcome.strip(), started, ended)


def _from_to(dates: str) -> tuple[str, str]:
    if _ONLY_END.match(dates):
        return "", _ONLY_END.sub("", dates, count=1).strip()
    started, *rest = _SPLIT.split(dates, maxsplit=1)
    return started.strip(), "".join(rest).strip()


def text_of_therapy(therapy: TherapyEntry) -> str:
    """The line that reads as this therapy."""
    ended = f": {therapy.outcome}" if therapy.outcome else ""
    span = span_in_words(therapy.started, therapy.ended)
    response = f", {response_in_words(therapy.response)}" if therapy.response else ""
    return f"{therapy.name}{ended}{' ' if span else ''}{span}{response}"


def refuse_response(therapy: TherapyEntry, field: str) -> None:
    """Refuse a best response that is too long, or that could not be typed again as it stands.

    Raises:
        InputRefused: so it is.
    """
    typed = therapy.response
    if typed and (len(typed) > LONGEST_RESPONSE or therapy_of_text(f"x, {response_in_words(typed)}").response != typed):
        hint = f"Write {', '.join(RESPONSES)} or up to {LONGEST_RESPONSE} letters without a comma, for example {EXAMPLE}."
        raise InputRefused(f"{shown(typed)} is no best response", hint, field=field, typed=typed)


def refuse_dates(therapy: TherapyEntry, field: str) -> None:
    """Refuse what is no date, or an end before its beginning; a year, a month and a day each are a date.

    Raises:
        InputRefused: so it is.
    """
    for typed in (therapy.started, therapy.ended):
        if typed and not is_day(typed):
            raise _no_date(typed, therapy, field)
    shorter = min(len(therapy.started), len(therapy.ended))
    if shorter and therapy.ended[:shorter] < therapy.started[:shorter]:
        problem = f"{shown(therapy.name)} ends in {therapy.ended}, before it begins in {therapy.started}"
        raise InputRefused(problem, "Correct one of the two.", field=field, typed=therapy.ended)


def _no_date(typed: str, therapy: TherapyEntry, field: str) -> InputRefused:
    """That something is no date, or that something behind a date is not understood."""
    day, _, behind = typed.partition(" ")
    if is_day(day) and behind.strip():
        hint = f"How it ended is said once, as one of {', '.join(OUTCOMES)}, for example {EXAMPLE}."
        return InputRefused(f"{shown(behind)} behind the date is not understood", hint, field=field, typed=behind)
    hint = f"Write 2023, 2023-02 or 2023-02-17, for example {therapy.name or 'crizotinib'} 2023-02 to 2023-11."
    return InputRefused(f"{shown(typed)} is no date", hint, field=field, typed=typed)
