"""Step 1, the case form: one line a field, choices in place, refusals under the field they belong to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from alktui.cases.beside_text import Beside, beside_in_words, text_of_beside
from alktui.cases.example import EXAMPLES
from alktui.cases.therapy_text import OUTCOMES, text_of_therapy
from alktui.cases.unread import sentence_of
from alktui.plain import clean, given_name, response_in_words, span_in_words
from alktui.tui.row import Row, below, blank, clip, continued, line, paragraph, spread
from alktui.tui.view.stored import entry_in_words, moment_in_words

if TYPE_CHECKING:
    from alktui.cases.entry import FindingEntry, TherapyEntry
    from alktui.model.catalogue import Catalogue
    from alktui.tui.session import Session
    from alktui.variants import Reading

DISEASES = (("ALCL", "ALCL"), ("NSCLC", "NSCLC"), ("LUAD", "LUAD (lung adenocarcinoma)"))
LABEL = 15
NARROW = 64
"""Letters below which an outcome that is assumed is said by a mark."""

ENDED = 42
"""Letters for how a therapy ended, and from when to when it was given."""


_EXPLAINED = re.compile(r"(?<=\w) \([^)]*\)$")


class Choice(NamedTuple):
    """A field of a few values: what is stored, and the word shown."""

    key: str
    label: str
    values: tuple[tuple[str, str], ...]


CHOICES: tuple[Choice, ...] = (
    Choice("disease", "Disease", DISEASES),
    Choice("setting", "Setting", (("", "not given"), ("untreated", "untreated"), ("relapsed", "relapsed"))),
    Choice("alk", "ALK status", (("", "positive (assumed)"), ("positive", "positive"), ("negative", "negative"))),
    Choice(
        "sequencing",
        "ALK sequenced",
        (("", "not given"), ("none-found", "yes, none found"), ("not-sequenced", "no")),
    ),
    Choice(
        "none_found_in",
        "None found in",
        (("", "not said"), ("tissue", "tissue"), ("plasma", "plasma (leaves it open)")),
    ),
    Choice("amplification", "ALK amplified", (("", "not tested"), ("amplified", "yes"), ("not-amplified", "no"))),
    Choice("phase", "Phase", (("", "unknown"), ("cis", "cis (one allele)"), ("trans", "trans (two)"))),
    Choice("alk_at_rebiopsy", "ALK, re-biopsy", (("", "not given"), ("positive", "positive"), ("negative", "negative"))),
    Choice("age_group", "Age group", (("", "not given"), ("paediatric", "paediatric"), ("adult", "adult"))),
    Choice("no-prior-tki", "", (("", "[ ] known: none given before"), ("yes", "[x] known: none given before"))),
)
TEXTS = (
    ("fusion", "Fusion", "for example EML4-ALK; decides nothing"),
    ("transformation", "Transformation", "at re-biopsy; the reviews do not cover it, decides nothing"),
    ("label", "Label", "yours to choose; no names or numbers of patients"),
    ("question", "Question", "for the board; printed, decides nothing"),
)
LISTS = ("finding", "prior", "prior-therapy")
MARKERS = "fold:markers"
"""The line behind which the markers stand that are not entered and decide nothing."""

BY_KEY = {choice.key: choice for choice in CHOICES}


def is_typed_into(key: str) -> bool:
    """Whether a line of the form holds nothing but a text, so that a letter pressed on it is meant as one."""
    kind, _, place = key.partition(":")
    return kind in [name for name, *_ in TEXTS] or (kind in LISTS and place == "+")


def values_of(key: str, session: Session) -> tuple[str, ...]:
    """The values a line can take, in order; empty for a line of text."""
    kind, _, place = key.partition(":")
    if kind in BY_KEY:
        return tuple(value for value, _ in BY_KEY[kind].values)
    if kind == "biomarker" and session.catalogue is not None:
        return ("", *session.catalogue.biomarker[place].states)
    if kind in ("prior", "prior-therapy") and place != "+":
        return OUTCOMES
    return ()


def choices_of(key: str, session: Session) -> tuple[tuple[str, str], ...]:
    """The values a line can take, each with its word; empty for a line of text."""
    kind, _, place = key.partition(":")
    if kind in BY_KEY:
        words = dict(BY_KEY[kind].values)
        return tuple(
            (value, words[value].removeprefix("[ ] ").removeprefix("[x] ") or "not known") for value in values_of(key, session)
        )
    if kind == "biomarker":
        return tuple((value, value or unset_in_words(place, session)) for value in values_of(key, session))
    return tuple((value, value) for value in values_of(key, session))


def value_of(key: str, session: Session) -> str:
    """The value a line has now."""
    entry = session.entry
    kind, _, place = key.partition(":")
    if kind == "biomarker":
        return entry.biomarkers.get(place, "")
    if kind in ("prior", "prior-therapy"):
        lines = entry.prior if kind == "prior" else entry.prior_therapies
        return lines[int(place)].outcome or OUTCOMES[0]
    if kind == "no-prior-tki":
        return "yes" if entry.no_prior_tki else ""
    return str(getattr(entry, kind))


def text_of(key: str, session: Session) -> str | None:
    """The text a line holds for editing; None for a line that is not edited as text."""
    entry = session.entry
    kind, _, place = key.partition(":")
    if kind in [name for name, *_ in TEXTS]:
        return str(getattr(entry, kind))
    if kind == "finding":
        return "" if place == "+" else entry.findings[int(place)].text
    if kind == "beside":
        return text_of_beside(_beside(entry.findings[int(place)]))
    if kind in ("prior", "prior-therapy"):
        lines = entry.prior if kind == "prior" else entry.prior_therapies
        return "" if place == "+" else text_of_therapy(lines[int(place)])
    return None


def rows(session: Session, width: int) -> list[Row]:
    """Every line of the form."""
    entry = session.entry
    found: list[Row] = _orphans(session, width) if entry.is_empty else _orphans_left(session)
    found += _unread(session, width)
    found += _choice("disease", session, width)
    found += _choice("setting", session, width)
    found += _choice("alk", session, width)
    found += _choice("amplification", session, width)
    found += _therapies("prior", "Prior TKIs", entry.prior, "add an ALK TKI given before, in order", session, width)
    if not entry.prior and entry.setting != "untreated":
        found += _choice("no-prior-tki", session, width)
    found += _findings(session, width)
    if not _counts(session):
        found += _choice("sequencing", session, width)
        if entry.sequencing == "none-found":
            found += _choice("none_found_in", session, width)
    found += _therapies(
        "prior-therapy", "Other therapy", entry.prior_therapies, "add chemotherapy, BV, immunotherapy ...", session, width
    )
    found += _choice("age_group", session, width)
    for key, label, hint in TEXTS:
        if key == "transformation" and entry.is_empty:
            continue  # an empty form asks for what decides, and has its examples to show
        text = getattr(entry, key)
        found.append(spread((label, LABEL, "strong"), (text or hint, 0, "" if text else "muted"), key=key))
        if key == "transformation":
            found += _choice("alk_at_rebiopsy", session, width)
    if entry.is_empty:
        found += _examples(session, width)
    return clip([*found, *_biomarkers(session, width)], width)


def _orphans(session: Session, width: int) -> list[Row]:
    """Unfinished cases of a line that dropped or a process that was killed."""
    orphans = session.desk.orphans if session.desk is not None else ()
    if not orphans:
        return []
    words = f"enter takes it up, {session.key('delete')} discards it, {session.key('undo')} brings it back."
    found = paragraph(f"Unfinished, kept when alktui ended: {words}", width, "warn")
    for place, orphan in enumerate(orphans):
        words = f"{moment_in_words(orphan.changed)}  {entry_in_words(orphan.entry)}"
        found.append(spread(("  unfinished", LABEL, "warn"), (words, 0, ""), key=f"orphan:{place}"))
    return [*found, blank()]


def _orphans_left(session: Session) -> list[Row]:
    """That unfinished cases wait, while another case is on the screen."""
    count = len(session.desk.orphans) if session.desk is not None else 0
    return [line(f"{count} unfinished case(s) wait: {session.key('open-stored')} lists them.", "warn")] if count else []


def deal_in_words(session: Session) -> str:
    """What to do about what was not read."""
    return f"Enter by hand what is missing; {session.key('delete')} takes the line off, {session.key('undo')} brings it back."


def _unread(session: Session, width: int) -> list[Row]:
    """What was not read where the case was brought in, a line a source, until someone says that it was dealt with."""
    found: list[Row] = []
    for place, unread in enumerate(session.entry.unread):
        head, *rest = paragraph(sentence_of(unread), width, "bad", first="! ")
        found += [Row(head.spans, f"unread:{place}"), *continued(rest)]
    return [*found, *paragraph(deal_in_words(session), width, "muted"), blank()] if found else []


def _examples(session: Session, width: int) -> list[Row]:
    example, undo, stored = map(session.key, ("next-example", "undo", "open-stored"))
    words = f"New here? {example} opens an example, and {undo} takes it back. {stored} lists your stored cases."
    examples = [spread(("  example", LABEL, "muted"), (name, 0, ""), key=f"example:{name}") for name in EXAMPLES]
    return [blank(), *paragraph(words, width, "muted"), *examples]


def _choice(key: str, session: Session, width: int) -> list[Row]:
    choice = BY_KEY[key]
    now = value_of(key, session)
    if key == "no-prior-tki":
        shown = next(word for value, word in choice.values if value == now)
        return [spread(("", LABEL, ""), (shown, 0, ""), key=key)]
    row = spread((choice.label, LABEL, "strong"), (_values(choice.values, now, width - LABEL), 0, ""), key=key)
    return [row, *_refusals(key.replace("_", "-"), session, width)]


def _values(values: Sequence[tuple[str, str]], now: str, width: int) -> str:
    """All values with the present one marked, the others without what explains them if need be; else the present one alone."""
    marked = [f"({'*' if value == now else ' '}) {word}" for value, word in values]
    bare = [words if words.startswith("(*)") else _EXPLAINED.sub("", words) for words in marked]
    for words, gap in ((marked, "  "), (marked, " "), (bare, "  "), (bare, " ")):
        if len(whole := gap.join(words)) <= width:
            return whole
    word = next((word for value, word in values if value == now), now)
    others = f"(*) {word}  or {len(values) - 1} others"
    forms = (f"{others} (enter lists them)", others, f"(*) {word} +{len(values) - 1}", f"(*) {word}")
    return next((whole for whole in forms if len(whole) <= width), forms[-1])


def _therapies(key: str, label: str, lines: list[TherapyEntry], hint: str, session: Session, width: int) -> list[Row]:
    is_wide = width >= NARROW
    assumed = "progressed (assumed)" if is_wide else "progressed?"
    found: list[Row] = []
    for place, therapy in enumerate(lines):
        cells = (
            (label if place == 0 else "", LABEL, "strong"),
            (f"{place + 1} {given_name(therapy.name)}", _name_room(therapy, width), ""),
            (therapy.outcome or assumed, 22 if is_wide else len(assumed), "" if therapy.outcome else "muted"),
            (_span(therapy), 0, "muted"),
        )
        found.append(spread(*cells, key=f"{key}:{place}"))
        found += below(response_in_words(therapy.response), width, LABEL + 2, "muted")
    found.append(spread(("" if lines else label, LABEL, "strong"), (f"+ {hint}", 0, "muted"), key=f"{key}:+"))
    return found + _refusals(key, session, width)


def _name_room(therapy: TherapyEntry, width: int) -> int:
    """Letters for a name: a name that is longer than most takes from the dates rather than be cut."""
    wanted = cell_len(clean(given_name(therapy.name))) + 3
    return max(13, min(30, width - LABEL - ENDED), min(wanted, width - LABEL - 22))


def _span(therapy: TherapyEntry) -> str:
    """From when to when; of one date alone, which of the two it is."""
    span = span_in_words(therapy.started, therapy.ended)
    return f"from {span}" if therapy.started and not therapy.ended else span


def _counts(session: Session) -> bool:
    """Whether a finding stands in a profile, so that a mutation was found; one that cannot be read stands for one."""
    case = session.report.case if session.report is not None else None
    return bool(session.entry.findings) and (case is None or bool(case.counted) or not case.not_counted)


def _has_phase(session: Session) -> bool:
    """Whether findings stand to one another in a phase that a line of the form can give; one line can hold several."""
    case = session.report.case if session.report is not None else None
    is_open = case is not None and len(case.counted) > 1 and case.phase != "trans"
    return is_open or (len(session.entry.findings) > 1 and (case is None or not case.not_counted))


def _findings(session: Session, width: int) -> list[Row]:
    findings = session.entry.findings
    profiles = profiles_of_lines(session)
    found: list[Row] = []
    for place, finding in enumerate(findings):
        label = "Variants" if place == 0 else ""
        known = "; ".join(filter(None, (again_in_words(profiles, place), known_in_words(finding.text, session))))
        room = max(_half(width), min(width - LABEL, cell_len(clean(finding.text)) + 1))  # else a finding would look like another
        cells = (label, LABEL, "strong"), (finding.text, room, ""), (known, 0, "muted")
        found.append(spread(*cells, key=f"finding:{place}"))
        beside = beside_in_words(_beside(finding))
        words = beside or "specimen; date; VAF (decide nothing)"
        found.append(spread(("", LABEL, ""), (f"  {words}", 0, "" if beside else "muted"), key=f"beside:{place}"))
    hint = "+ add a variant, a compound (A+B) or a list (A, B)"
    found.append(spread(("" if findings else "Variants", LABEL, "strong"), (hint, 0, "muted"), key="finding:+"))
    found += _refusals("variant", session, width)
    if _has_phase(session):
        found += _choice("phase", session, width)
    return found


def _beside(finding: FindingEntry) -> Beside:
    return Beside(finding.specimen, finding.sampled, finding.vaf)


def _half(width: int) -> int:
    """The width of a typed text beside what is said of it."""
    return max(8, min(30, (width - LABEL) // 2))


def known_in_words(text: str, session: Session) -> str:
    """What a typed line comes to: how its variants stand to each other, which the catalogue has, and which are not counted."""
    if session.catalogue is None:
        return ""
    from alktui.errors import VariantRefused  # noqa: PLC0415 - read after the first frame
    from alktui.variants import read_finding  # noqa: PLC0415

    try:
        reading = read_finding(text, known=session.catalogue.known_profiles)
    except VariantRefused:
        return "not read"
    return "which one?" if reading.relation == "choice" else _reading_in_words(reading, text, session.catalogue, session)


def profiles_of_lines(session: Session) -> list[set[str]]:
    """The profiles that each line of variants names, by their names in the catalogue; none for a line that cannot be read."""
    catalogue = session.catalogue
    if catalogue is None:
        return []
    from alktui.errors import VariantRefused  # noqa: PLC0415 - read after the first frame
    from alktui.variants import read_finding  # noqa: PLC0415

    found: list[set[str]] = []
    for finding in session.entry.findings:
        try:
            found.append({profile.text for profile in read_finding(finding.text, known=catalogue.known_profiles).profiles})
        except VariantRefused:
            found.append(set())
    return found


def again_in_words(profiles: Sequence[set[str]], place: int) -> str:
    """That a line names what an earlier one names, be it written otherwise: "as line 1", "G1202R as line 1"; else empty."""
    for at, before in enumerate(profiles[:place], 1):
        if both := before & profiles[place]:
            return f"as line {at}" if both == profiles[place] else f"{', '.join(sorted(both))} as line {at}"
    return ""


def _reading_in_words(reading: Reading, text: str, catalogue: Catalogue, session: Session) -> str:
    case = session.report.case if session.report is not None else None
    left = {finding.profile: finding.not_counted_why for finding in case.not_counted} if case is not None else {}
    members = [[variant.text for variant in profile.variants] for profile in reading.profiles]
    names = ["+".join(counted) for member in members if (counted := [name for name in member if name not in left])]
    gone = [name for member in members for name in member if name in left]
    if not names:
        return f"not counted: {'; '.join(left[name] for name in gone)}"
    known = [name for name in names if name in catalogue.known_profiles]
    where = "in the catalogue" if len(known) == len(names) else "not in the catalogue"
    if 0 < len(known) < len(names):
        where = f"{', '.join(known)} in the catalogue"
    where += f" ({', '.join(gone)} not counted)" if gone else ""
    if len(names) > 1:
        return f"{'phase unknown' if reading.relation == 'unknown' else reading.relation}, {where}: {', '.join(names)}"
    if names != [text.strip()]:
        return f"{where}: {names[0]}"
    return f"{where}, cis because of +" if "+" in names[0] else where


def _refusals(field: str, session: Session, width: int) -> list[Row]:
    return [
        row
        for refusal in session.refusals_of(field)
        for row in paragraph(str(refusal), width, "bad", LABEL, "! ")
        if session.entry != type(session.entry)()
    ]


def unset_in_words(biomarker: str, session: Session) -> str:
    """What counts for a biomarker that is not entered: a state by diagnosis, or that it is not tested."""
    if session.catalogue is None or session.report is None:
        return "not tested"
    scopes = session.catalogue.scopes.get(session.report.case.disease, ())
    defaults = session.catalogue.biomarker[biomarker].defaults
    return next((f"{default.state} by diagnosis" for default in defaults if default.disease in scopes), "not tested")


def _idle_in_words(marker: str, state: str, session: Session) -> str:
    """What is said of a marker on which nothing depends in the disease of the case; empty for any other."""
    if session.report is None or session.catalogue is None:
        return ""
    from alktui.triage.notice import NO_TREATMENT, is_idle  # noqa: PLC0415 - after the first frame

    return NO_TREATMENT if is_idle(marker, state, session.report.case.disease, session.catalogue) else ""


def _biomarkers(session: Session, width: int) -> list[Row]:
    if session.catalogue is None:
        return []
    found = [blank(), line("Biomarkers   space, left and right change a state", "title")]
    rest = session.unfolded_markers or folded_markers(session)
    markers = sorted((marker.id for marker in session.catalogue.biomarkers), key=lambda name: (name in rest, name.casefold()))
    for place, name in enumerate(markers if session.unfolded_markers else markers[: len(markers) - len(rest)]):
        if session.unfolded_markers and place == len(markers) - len(rest):
            found.append(line(f"  enter folds these {len(rest)} again", "muted", key=MARKERS))
        marker = session.catalogue.biomarker[name]
        now = session.entry.biomarkers.get(marker.id, "")
        unset = unset_in_words(marker.id, session)
        words = _values([(state, state or unset) for state in ("", *marker.states)], now, width - 19)
        spans = (marker.id, 19, "strong" if now else ""), (words, 0, "" if now else "muted")
        found.append(spread(*spans, key=f"biomarker:{marker.id}"))
        if now and (said := _idle_in_words(marker.id, now, session)):
            found += continued(paragraph(said, width, "muted", 2))
    if rest and not session.unfolded_markers:
        none = "none decides here" if session.report is not None else "the disease says which decide"
        more = "more markers" if len(markers) > len(rest) else "markers"
        found.append(line(f"{len(rest)} {more}: {none}; enter unfolds them", "muted", key=MARKERS))
    return found + _refusals("biomarker", session, width)


def folded_markers(session: Session) -> frozenset[str]:
    """The markers that are not entered, were not changed here, and whose answer would change nothing of the report."""
    if session.catalogue is None:
        return frozenset()
    asked = {test.fact for test in session.report.next_tests} if session.report is not None else set()
    kept = {*session.entry.biomarkers, *session.changed_markers, *asked}
    return frozenset(marker.id for marker in session.catalogue.biomarkers if marker.id not in kept)


def still_needed(session: Session) -> str:
    """What of the case the answer still waits for, the disease first; empty for nothing."""
    entry, report = session.entry, session.report
    if not entry.disease or report is None:
        return "a disease. Then the setting, the ALK TKIs given before, and what ALK sequencing found."
    case = report.case
    missing = (
        "" if case.setting else "the setting",
        "" if entry.prior or case.prior_complete else "the ALK TKIs given before, or that none was",
        "" if entry.findings or entry.sequencing else "what ALK sequencing found, or that it found nothing",
    )
    words = "; ".join(filter(None, missing))
    return f"{words}." if words else ""
