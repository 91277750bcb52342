"""The TKIs: one row each under its heading, and why its call is what it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from alktui.model.block import Block, Cell, Cite, Column, Gap, Heading, Item, Page, Table, Text, Tone
from alktui.model.catalogue import Catalogue
from alktui.model.evidence import Erratum
from alktui.model.report import CallWord, ProfileCall, Report, ReportedEvidence, TkiRow
from alktui.pages.history import unexplained_of
from alktui.pages.phrase import with_letter
from alktui.pages.warning import differs, holding, is_contradicted, of_all_in_words
from alktui.pages.words import (
    CALLS,
    LEVELS_IN_WORDS,
    caution_in_words,
    check_in_short,
    ended_in_words,
    erratum_in_words,
    given_in_words,
    ordinal,
    origin_in_words,
    scope_in_words,
    short_level,
)

TONES: dict[CallWord | None, Tone] = {
    "sensitive": "good",
    "resistant": "bad",
    "conflicting": "warn",
    "no-data": "muted",
    None: "muted",
}
HEADINGS = {
    "sensitive": "Reported sensitive",
    "mixed": "Mixed: conflicting, in part without a call, or it depends on the phase",
    "progressed-on-last": "Sensitive or mixed, but progressed on last",
    "no-call": "No call in these two reviews",
    "resistant": "Reported resistant",
}
ROLES = {"finding": "found", "possible-compound": "if cis", "member": "alone (context)"}
NO_MUTATION = {"none-found": "No ALK mutation was found", "not-sequenced": "ALK was not sequenced"}
SEE_WHY = "caution: see why"
"""What the "!" of a row says aloud."""

NEGATIVE = "ALK-negative: the reviews have no ALK TKI for this case. Step 5 shows targets other than ALK."
ORDER = (
    "Order: heading; calls on all profiles, the worst first; reported in patients; given before; level; approval or results in "
    "this disease; generation; name."
)


def tki_page(report: Report, catalogue: Catalogue) -> Page:
    """The TKIs under their headings; what holds for all of them stands above."""
    if not report.tkis:
        return (Text(NEGATIVE),)
    above = [Text(words, "warn", "!", label="All ALK TKIs:") for words in of_all_in_words(report)]
    above += [Text(line.text, "warn") for line in report.answer if line.kind == "phase"]
    rows: list[Item | Heading | Text] = []
    has_profile = any(row.call is not None for row in report.tkis)
    if not has_profile:
        rows.append(Text(f"{why_no_call(report)}; each drug with what the reviews say of it.", "muted"))
    for heading, words in HEADINGS.items():
        under = [row for row in report.tkis if row.heading == heading]
        if under and has_profile:
            rows.append(Heading(f"{words} ({len(under)})"))
        rows += [_item(row, report, catalogue) for row in under]
    return (*above, Table(_columns(report), tuple(rows)), Gap(), Text(ORDER, "muted"), Text(LEVELS_IN_WORDS, "muted"))


def _columns(report: Report) -> tuple[Column, ...]:
    """The columns of a TKI row, each as wide as its longest words, so that what a call rests on has the rest."""
    name, call, given = (
        max((len(words(row)) for row in report.tkis), default=0) for words in (lambda row: row.name, short_call, given_words)
    )
    last = (Column("given", given + 1, 60),) if given else ()
    return (Column("TKI", name + 3), Column("call", max(call, 4) + 2), Column("rests on"), Column("level", 10, 100), *last)


def why_no_call(report: Report) -> str:
    """Why no TKI has a call, where there is no mutation: "No ALK mutation was found, so none has a call"."""
    return f"{NO_MUTATION.get(report.case.sequencing or '', 'No mutation entered')}, so none has a call"


def call_words(row: TkiRow) -> str:
    """The headline in words; while the phase decides it, both calls."""
    if row.range is not None and row.range.cis != row.range.trans:
        return f"{CALLS[row.range.trans]} if trans, {CALLS[row.range.cis]} if cis"
    return f"{CALLS[row.call]}, {row.qualifier}" if row.qualifier else CALLS[row.call]


def short_call(row: TkiRow) -> str:
    """The headline in few letters, "S/R trans, R cis"; empty where no mutation is entered."""
    if row.call is None:
        return ""
    if row.failed_as:
        return "its class failed"
    if row.range is not None and row.range.cis != row.range.trans:
        return f"{LETTERS[row.range.trans]} trans, {LETTERS[row.range.cis]} cis"
    return "mixed" if is_split(row) else call_words(row)


def _phase_decides(row: TkiRow) -> bool:
    return row.range is not None and row.range.cis != row.range.trans


def is_split(row: TkiRow) -> bool:
    """Whether the headline is that of some findings or groupings only, so that it does not stand for all."""
    return row.heading == "mixed" and row.call != "conflicting"


LETTERS = {"sensitive": "S", "resistant": "R", "conflicting": "S/R", "no-data": "none"}


def by_profile(row: TkiRow) -> str:
    """What a TKI is called for each finding and possible compound: "S: I1171N, L1196M; R: G1202R"."""
    found: dict[str, list[str]] = {}
    for call in row.profiles:
        if call.role != "member" and (call.evidence or call.role == "finding"):
            cis = " if cis" if call.role == "possible-compound" else ""
            found.setdefault(LETTERS[call.call], []).append(f"{call.profile}{cis}")
    return "; ".join(f"{letter}: {', '.join(names)}" for letter, names in found.items())


def rests_on(row: TkiRow) -> str:
    """What a call rests on and what limits it, the most important first; empty where there is nothing to say."""
    parts = []
    if is_split(row) and (row.range is None or row.range.cis == row.range.trans):
        parts.append(by_profile(row))
    if row.failed_as:
        parts.append(f"{row.failed_as} failed on this very mutation")
    if row.range is not None and row.range.cis != row.range.trans:
        parts.append(f"cis: {row.range.grouping}")
    if row.call_if_read:
        parts.append(f"{CALLS[row.call_if_read]}, if a misprint is corrected")
    if row.call == "conflicting" and row.range is None:
        parts.append("both reported")
    if not row.patient_data:
        parts.append("preclinical only")
    parts += [words for words in (civic_differs(row),) if words]
    parts += [
        f"{check.outside_says} elsewhere" for check in row.outside_checks if differs(check) and _decides(check.profile, row)
    ]
    if row.match == "exact compound":
        parts.append("for this very compound")
    items = [item for call in row.profiles if call.profile in row.decided_by for item in call.evidence if item.counted]
    parts += dict.fromkeys(scope_in_words(item.scope, item.disease) for item in items)
    return "; ".join(parts)


def civic_differs(row: TkiRow) -> str:
    """That CIViC says otherwise on a finding; empty where it does not."""
    return "CIViC differs" if any(check.verdict == "disagrees" for check in row.cross_checks) else ""


def _decides(profile: str, row: TkiRow) -> bool:
    return any(call.profile == profile and call.role != "member" for call in row.profiles)


def _item(row: TkiRow, report: Report, catalogue: Catalogue) -> Item:
    level = "" if row.call in (None, "no-data") else short_level(row.level)
    given = given_words(row)
    warns = differs_from_others(row, report)
    tone = "bad" if row.failed_as else "warn" if is_split(row) or _phase_decides(row) else TONES[row.call]
    cells = (
        Cell(f"{'! ' if warns else ''}{row.name}", "strong"),
        Cell(short_call(row), tone),
        Cell(rests_on(row) if row.call is not None else _said_of(row)),
        Cell(level, "muted"),
        Cell(given, "warn" if row.given else ""),
    )
    called = call_words(row) if row.call is not None else _said_of(row)
    parts = [called, rests_on(row), level, f"given {given_in_words(row)}" if row.given else "", SEE_WHY if warns else ""]
    spoken = ": ".join(part for part in (row.name, "; ".join(part for part in parts if part)) if part)
    return Item(row.therapy, cells, why_of_tki(row, report, catalogue), spoken)


def differs_from_others(row: TkiRow, report: Report) -> bool:
    """Whether something speaks against this TKI that does not speak against all of them."""
    shared = _shared(report)
    own = [name for name in row.cautions if name not in shared]
    return bool(is_contradicted(row) or unexplained_of(row) or holding(own, report))


def is_silent(row: TkiRow) -> bool:
    """Whether nothing is called of a TKI here, and nothing beside the reviews or a misprint speaks of it."""
    return row.heading == "no-call" and row.call_if_read is None and not is_contradicted(row)


def given_words(row: TkiRow) -> str:
    """When a TKI was given and how that ended: "1st progressed"."""
    return "; ".join(f"{ordinal(entry.line)} {OUTCOMES[entry.outcome]}" for entry in row.given)


OUTCOMES = {"progressed": "progressed", "intolerant": "not tolerated", "stopped": "stopped", "ongoing": "ongoing"}


def _shared(report: Report) -> set[str]:
    """The cautions beside every TKI."""
    return set.intersection(*(set(row.cautions) for row in report.tkis)) if report.tkis else set()


def _said_of(row: TkiRow) -> str:
    """Of a drug without a call: its approval, else its generation."""
    approval = next((said.statement for said in row.statements if said.topic == "approval" and said.scope == "own"), "")
    stated = dict.fromkeys(f"{stated.value} generation" for stated in row.generation if not stated.erratum)
    return approval or "; ".join(stated)


def why_of_tki(row: TkiRow, report: Report, catalogue: Catalogue) -> Callable[[], Page]:
    """Why a TKI has its call: evidence, context, what stands beside it."""

    def page() -> Page:
        return (
            *_headline(row, catalogue),
            *_cautions(row, report, met=True),
            *_outside(row),
            *_profiles(row, catalogue),
            *_cautions(row, report, met=False),
            *_statements(row),
            *_taking_part(row, report, catalogue),
        )

    return page


def why_of_cell(row: TkiRow, call: ProfileCall, report: Report, catalogue: Catalogue) -> Callable[[], Page]:
    """Why a TKI is called so for one profile."""

    def page() -> Page:
        return (
            Text(f"{row.name} and {call.profile}", "title"),
            *_cautions(row, report, met=True),
            *profile_blocks(call, catalogue),
            *_cautions(row, report, met=False),
        )

    return page


def _headline(row: TkiRow, catalogue: Catalogue) -> Iterator[Block]:
    yield Text(f"{row.name}: {call_words(row)}", "title")
    if words := rests_on(row):
        yield Text(words)
    for entry in row.given:
        yield Text(f"given before, line {entry.line}, {ended_in_words(entry)}", "warn")
    if sentence := unexplained_of(row):
        yield Text(sentence, "warn", "!")
    stated = "; ".join(
        f"{stated.value} ({catalogue.document[stated.document].short}, {stated.locator})" for stated in row.generation
    )
    if stated:
        yield Text(f"generation as stated: {stated}", "muted")
    for identity in dict.fromkeys(stated.erratum for stated in row.generation if stated.erratum):
        yield erratum_block(identity, catalogue)


def _cautions(row: TkiRow, report: Report, *, met: bool) -> Iterator[Block]:
    """The cautions that hold stand above the evidence; those that may hold below it, since there can be many."""
    state = {caution.id: caution.state for caution in report.cautions}
    named = [name for name in row.cautions if (state.get(name) == "met") == met]
    if named and not met:
        yield Heading("Cautions that may hold")
    for identity in named:
        yield from caution_blocks(identity, report)


def caution_blocks(identity: str, report: Report) -> Iterator[Block]:
    """A caution with where it stands; one that only may hold says on what it depends."""
    caution = next((caution for caution in report.cautions if caution.id == identity), None)
    if caution is not None:
        holds = caution.state == "met"
        own = f" ({origin})" if (origin := origin_in_words(caution.origin)) else ""
        yield Text(
            f"{caution_in_words(identity, report).removeprefix('! ').removeprefix('? ')}{own}",
            "warn" if holds else "muted",
            "!" if holds else "?",
        )
        yield Cite(caution.sources, references=False, indent=2)


def _outside(row: TkiRow) -> Iterator[Block]:
    for check in row.outside_checks:
        warns = differs(check) and _decides(check.profile, row)
        words = f"Elsewhere, {check.profile}: {check.note} ({check.citation})"
        yield Text(words, "warn" if warns else "muted", "!" if warns else "")


def _profiles(row: TkiRow, catalogue: Catalogue) -> Iterator[Block]:
    folded = [call.profile for call in row.profiles if call.role == "possible-compound" and not call.evidence]
    for call in row.profiles:
        if call.profile not in folded:
            yield from profile_blocks(call, catalogue)
    if folded:
        yield Text(f"Possible compounds without evidence: {', '.join(folded)}", "muted")


def profile_blocks(call: ProfileCall, catalogue: Catalogue) -> Iterator[Block]:
    """One profile with its call, the evidence behind it, what others say, and the errata it rests on."""
    qualifier = f", {call.qualifier}" if call.qualifier else ""
    yield Gap()
    yield Text(f"{call.profile}: {CALLS[call.call]}{qualifier} ({ROLES[call.role]})", "strong")
    if not call.evidence:
        yield Text("no call in these two reviews, which is neither sensitive nor resistant", "muted", indent=2)
    for item in call.evidence:
        yield from evidence_blocks(item)
    if call.call_if_read:
        yield Text(f"{CALLS[call.call_if_read]}, if a misprint is corrected", "warn", indent=2)
    if call.call_with_site:
        yield Text(f"with the hospital's own evidence counted: {CALLS[call.call_with_site]}", "warn", indent=2)
    for check in call.cross_checks:
        if words := check_in_short(check):
            differs = check.verdict == "disagrees"
            yield Text(words, "warn" if differs else "muted", "!" if differs else "", indent=2)
    for identity in dict.fromkeys(item.erratum for item in call.evidence if item.erratum):
        yield erratum_block(identity, catalogue)


def evidence_blocks(item: ReportedEvidence) -> Iterator[Block]:
    """One evidence item: as printed, its level and disease, whether it counts, where it stands."""
    mark = f", marked {item.mark}" if item.mark else ""
    level = "" if item.level == "review table" else f"; {with_letter(item.level, item.civic_level)}"
    yield Text(f'{item.direction}: printed "{item.printed}"{mark}{level}; {scope_in_words(item.scope, item.disease)}', indent=2)
    if not item.counted:
        why = origin_in_words(item.origin) or f"the reading as {item.read_as} changes a residue"
        yield Text(f"not counted: {why}", "warn", indent=2)
    yield Cite(item.sources, indent=4)


def erratum_block(identity: str, catalogue: Catalogue) -> Text:
    """An erratum: as printed, our reading, and why."""
    erratum = catalogue.records[identity]
    words = erratum_in_words(erratum) if isinstance(erratum, Erratum) else ""
    return Text(f"Erratum {identity.rsplit('/', 1)[-1]}: {words}", "muted", indent=2)


def _statements(row: TkiRow) -> Iterator[Block]:
    if row.statements:
        yield Heading("The reviews say of it")
    for statement in row.statements:
        borrowed = f" (borrowed from {statement.disease})" if statement.scope == "borrowed" else ""
        own = f" ({origin})" if (origin := origin_in_words(statement.origin)) else ""
        yield Text(f"{statement.statement}{borrowed}{own}", sign="-")
        yield Cite(statement.sources, references=False, indent=2)


def _taking_part(row: TkiRow, report: Report, catalogue: Catalogue) -> Iterator[Block]:
    """The options a TKI takes part in, and the records that name it without being an option."""
    options = {option.id: option for option in (*report.strategies, *report.targets, *report.trials)}
    named = [(options[identity].name, options[identity].sources) for identity in row.options]
    context = [*catalogue.strategies, *catalogue.targets]
    named += [(f"{r.name} (context)", r.sources) for r in context if r.role == "context" and row.therapy in r.therapies]
    if named:
        yield Heading("It takes part in")
    for name, sources in named:
        yield Text(name, sign="-")
        yield Cite(sources, references=False, indent=2)
